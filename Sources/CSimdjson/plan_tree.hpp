/// What a walker does with each member: a tree of nodes.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csimdjson_walker.h"
#include "keyed_hash.hpp"

namespace csj {

struct Node;

/// A member that a node names.
struct Member {
  /// `name":` as it stands in most texts, in words, with a mask for the last.
  static constexpr size_t word_count = 5;
  uint64_t words[word_count] = {};
  uint64_t last_mask = 0;
  /// How many words there are; 0 for a name that is too long for them.
  uint32_t used = 0;
  int32_t value = CSJ_NONE;
  /// That of `value`, once the tree is whole.
  Node *node = nullptr;
  bool is_required = false;
  /// Whether its value is an object whose members belong to the node itself.
  bool is_hoisted = false;
  /// The object it was last seen in.
  uint64_t seen = 0;
  /// What came behind it the last time.
  Member *next = nullptr;
  std::string name;

  Member(const uint8_t *bytes, size_t count, int32_t value, bool is_required)
      : value(value), is_required(is_required),
        name(reinterpret_cast<const char *>(bytes), count) {
    const std::string text = name + "\":";
    if (text.size() > sizeof words) return;
    used = static_cast<uint32_t>((text.size() + 7) / 8);
    std::memcpy(words, text.data(), text.size());
    uint8_t mask[8] = {};
    std::memset(mask, 0xFF, text.size() - (used - 1) * 8);
    std::memcpy(&last_mask, mask, sizeof mask);
  }

  /// Whether it stands there, behind its first quote, without white space before the colon.
  bool stands_at(const uint8_t *bytes) const {
    if (used == 1) return ((load64(bytes) ^ words[0]) & last_mask) == 0;
    if (used == 0 || load64(bytes) != words[0]) return false;
    const uint32_t last = used - 1;
    for (uint32_t i = 1; i < last; ++i) {
      if (load64(bytes + 8 * i) != words[i]) return false;
    }
    return ((load64(bytes + 8 * last) ^ words[last]) & last_mask) == 0;
  }
};

struct Node {
  csj_node_plan plan;
  /// No role, no dictionary: a text is only stepped over.
  bool is_passed_text;
  /// A passed text may stand there.
  bool is_plain_text;
  uint32_t required_count = 0;
  /// The member that came first the last time.
  Member *first = nullptr;
  std::unordered_map<std::string_view, Member *> members;

  explicit Node(const csj_node_plan &plan)
      : plan(plan),
        is_passed_text(plan.role == CSJ_ROLE_NONE && plan.dictionary == CSJ_NONE &&
                       plan.bare == CSJ_NONE),
        is_plain_text(is_passed_text && (plan.kinds & CSJ_TAKES_STRING) != 0),
        required_count(plan.unmatchable) {}

  /// Whether members are looked at one by one.
  bool is_structured() const {
    return !members.empty() || plan.others != CSJ_OTHERS_KEPT || required_count > 0;
  }

  bool takes(uint32_t kind) const { return (plan.kinds & kind) != 0; }
};

}  // namespace csj
