/// Where the tokens of some lines start, as simdjson's first stage finds them.
///
/// After it, a window of lines is known to be UTF-8, to have no unescaped control character in a
/// text, and no text that goes over a line break.
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <memory>

namespace csj {

class LineIndex {
 public:
  /// False when the lines do not hold what is said above, or cannot be indexed.
  /// The last byte before `count` is a line break.
  bool index(const uint8_t *bytes, size_t count) {
    if (!stage || count > stage->capacity()) {
      if (!reserve(count)) return false;
    }
    if (stage->stage1(bytes, count, simdjson::stage1_mode::regular)) return false;
    // Behind the last token stands the line break, which no value starts with. Two of them: a name
    // steps over its colon.
    const uint32_t found = stage->n_structural_indexes;
    stage->structural_indexes[found] = static_cast<uint32_t>(count - 1);
    stage->structural_indexes[found + 1] = static_cast<uint32_t>(count - 1);
    return true;
  }

  const uint32_t *tokens() const { return stage->structural_indexes.get(); }

 private:
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;

  static constexpr size_t least_capacity = 1 << 17;

  bool reserve(size_t count) {
    stage.reset();
    const size_t capacity = std::max(count, least_capacity);
    const size_t depth = 1;
    return !simdjson::get_active_implementation()->create_dom_parser_implementation(
        capacity, depth, stage);
  }
};

}  // namespace csj
