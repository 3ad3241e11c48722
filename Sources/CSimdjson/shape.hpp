/// The orders in which the members of objects came so far.
#pragma once

#include <cstring>
#include <memory>
#include <vector>

#include "keyed_hash.hpp"

namespace csj {

struct Node;

/// What follows a piece of text that is known.
enum class Action : uint8_t {
  /// The object has ended.
  end,
  /// An object follows whose members belong to the one it stands in; it has ended.
  enter,
  leave,
  /// A text follows that is only stepped over.
  text,
  /// A value follows that is coded by its bytes.
  coded,
  /// A text follows that means something.
  role,
  /// An object follows whose members are looked at one by one.
  object,
  /// Any value of a node follows.
  value,
  /// A value follows that nobody asked for.
  pass
};

/// From the token between two members to the value behind it, byte for byte: `,"name":`.
struct Step {
  static constexpr size_t word_count = 6;
  static constexpr size_t greatest_byte_count = 8 * word_count;
  uint64_t words[word_count] = {};
  uint64_t masks[word_count] = {};
  bool is_long = false;
  Action action;
  /// How many tokens the text is.
  uint8_t token_count;
  /// How much deeper than the object the value stands.
  uint8_t depth = 1;
  Node *node;
  Step *next = nullptr;
  /// What came here in other objects.
  Step *other = nullptr;

  Step(const uint8_t *bytes, size_t count, Action action, uint8_t token_count, Node *node)
      : is_long(count > 16), action(action), token_count(token_count), node(node) {
    uint8_t ones[greatest_byte_count] = {};
    std::memset(ones, 0xFF, count);
    std::memcpy(words, bytes, count);
    std::memcpy(masks, ones, sizeof masks);
  }

  /// At least `greatest_byte_count` bytes from `bytes` on are readable.
  bool stands_at(const uint8_t *bytes) const {
    if ((difference(bytes, 0) | difference(bytes, 1)) != 0) return false;
    if (!is_long) return true;
    return (difference(bytes, 2) | difference(bytes, 3) | difference(bytes, 4) |
            difference(bytes, 5)) == 0;
  }

  bool is_same(const Step &step) const {
    return std::memcmp(words, step.words, sizeof words) == 0 &&
           std::memcmp(masks, step.masks, sizeof masks) == 0 && action == step.action &&
           node == step.node && depth == step.depth;
  }

 private:
  uint64_t difference(const uint8_t *bytes, size_t word) const {
    return (load64(bytes + 8 * word) ^ words[word]) & masks[word];
  }
};

/// Paths of steps, each of them an object that held what its node asks for.
///
/// Whoever follows one to its end has seen an object that holds it too, as far as names go: they
/// are distinct, and none is missing or forbidden.
class Shapes {
 public:
  Step *first = nullptr;

  /// Adds a path; forgets all others where there are too many.
  void add(const std::vector<Step> &path, size_t from) {
    if (steps.size() + path.size() - from > greatest_step_count) clear();
    Step **place = &first;
    for (size_t i = from; i < path.size(); ++i) {
      int passed = 0;
      while (*place != nullptr && !(*place)->is_same(path[i])) {
        place = &(*place)->other;
        if (++passed == greatest_choice) return miss();
      }
      if (*place == nullptr) {
        steps.push_back(std::make_unique<Step>(path[i]));
        *place = steps.back().get();
      }
      place = &(*place)->next;
    }
  }

 private:
  static constexpr size_t greatest_step_count = 512;
  static constexpr int greatest_choice = 8;
  static constexpr size_t greatest_miss_count = 1 << 10;

  std::vector<std::unique_ptr<Step>> steps;
  size_t misses = 0;

  /// What came first is not what comes for ever.
  void miss() {
    if (++misses > greatest_miss_count) clear();
  }

  void clear() {
    first = nullptr;
    steps.clear();
    misses = 0;
  }
};

}  // namespace csj
