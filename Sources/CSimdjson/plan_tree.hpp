/// What a walker does with each member: a tree of nodes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "coding.hpp"
#include "csimdjson_walker.h"
#include "shape.hpp"

namespace csj {

/// A member that a node names.
struct Member {
  int32_t value = CSJ_NONE;
  bool is_required = false;
  /// Whether its value is an object whose members belong to the node itself.
  bool is_hoisted = false;
  /// The object it was last seen in.
  uint64_t seen = 0;
  std::string name;

  Member(const uint8_t *bytes, size_t count, int32_t value, bool is_required)
      : value(value), is_required(is_required),
        name(reinterpret_cast<const char *>(bytes), count) {}
};

struct Node {
  csj_node_plan plan;
  /// What is done where it follows a known name.
  Action action = Action::value;
  /// Of `plan.dictionary`, once all are there.
  Coding *coding = nullptr;
  uint32_t required_count = 0;
  std::unordered_map<std::string_view, Member *> members;
  Shapes shapes;

  explicit Node(const csj_node_plan &plan) : plan(plan), required_count(plan.unmatchable) {
    const bool is_bare = plan.bare != CSJ_NONE;
    const bool is_coded = plan.dictionary != CSJ_NONE;
    if (is_bare) return;
    if (plan.role != CSJ_ROLE_NONE) {
      action = is_coded || !takes(CSJ_TAKES_STRING) ? Action::value : Action::role;
    } else if (is_coded) {
      action = plan.kinds == all_kinds ? Action::coded : Action::value;
    } else if (takes(CSJ_TAKES_STRING)) {
      action = Action::text;
    }
  }

  /// Tells what is done with it, once all its members are there.
  void link(Coding *its_coding) {
    coding = its_coding;
    const bool is_plain = action == Action::value || action == Action::text;
    if (is_plain && coding == nullptr && takes(CSJ_TAKES_OBJECT) && is_structured()) {
      action = Action::object;
    }
  }

  /// Whether members are looked at one by one.
  bool is_structured() const {
    return !members.empty() || plan.others != CSJ_OTHERS_KEPT || required_count > 0;
  }

  bool takes(uint32_t kind) const { return (plan.kinds & kind) != 0; }

 private:
  static constexpr uint32_t all_kinds = 127;
};

}  // namespace csj
