#include "csimdjson.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <simdjson.h>
#include <string_view>
#include <vector>

namespace dom = simdjson::dom;

namespace {

/// The greatest magnitude of an integer that every JSON reader keeps exactly (RFC 8259 section 6).
constexpr int64_t greatest_integer = (int64_t{1} << 53) - 1;
constexpr double first_inexact = 9007199254740992.0;

/// Up to this many names are compared pairwise; more are sorted, so that cost stays n log n.
constexpr size_t pairwise_limit = 12;

}  // namespace

struct csj_parser {
  dom::parser parser;
  std::vector<csj_node> nodes;
  std::vector<std::string_view> names;
  const uint8_t *strings = nullptr;
  uint32_t depth_limit = 0;

  int32_t walk(dom::element value, uint32_t depth);
  int32_t walk_array(dom::array array, uint32_t depth);
  int32_t walk_object(dom::object object, uint32_t depth);
  int32_t add_string(std::string_view text);
  int32_t add_double(double value);
  bool has_duplicate_name(size_t first);

  void add(uint32_t kind, uint32_t count, int64_t payload) {
    nodes.push_back(csj_node{kind, count, payload});
  }

  int32_t add_integer(int64_t value) {
    if (value > greatest_integer || value < -greatest_integer) return CSJ_INTEGER_OUT_OF_RANGE;
    add(CSJ_INTEGER, 0, value);
    return CSJ_VALID;
  }
};

/// A whole value within the range is an integer however it is written; a whole value beyond it is
/// refused however it is written, because its canonical form (RFC 8785) would not be read back.
int32_t csj_parser::add_double(double value) {
  if (value >= first_inexact || value <= -first_inexact) return CSJ_INTEGER_OUT_OF_RANGE;
  const int64_t whole = static_cast<int64_t>(value);
  if (static_cast<double>(whole) == value) return add_integer(whole);
  int64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  add(CSJ_DOUBLE, 0, bits);
  return CSJ_VALID;
}

/// simdjson decodes a lone low surrogate into three bytes ED A0..BF xx, which is not UTF-8. Raw
/// bytes like these were refused before, so that they can only come from an escape.
int32_t csj_parser::add_string(std::string_view text) {
  const char *at = text.data();
  const char *end = at + text.size();
  while ((at = static_cast<const char *>(std::memchr(at, 0xED, end - at))) != nullptr) {
    if (end - at > 1 && static_cast<uint8_t>(at[1]) >= 0xA0) return CSJ_LONE_SURROGATE;
    at += 1;
  }
  const auto *start = reinterpret_cast<const uint8_t *>(text.data());
  add(CSJ_STRING, static_cast<uint32_t>(text.size()), start - strings);
  return CSJ_VALID;
}

bool csj_parser::has_duplicate_name(size_t first) {
  const auto begin = names.begin() + first;
  const auto count = names.size() - first;
  if (count > pairwise_limit) {
    std::sort(begin, names.end());
    return std::adjacent_find(begin, names.end()) != names.end();
  }
  for (auto name = begin; name != names.end(); ++name) {
    if (std::find(begin, name, *name) != name) return true;
  }
  return false;
}

int32_t csj_parser::walk_array(dom::array array, uint32_t depth) {
  if (depth >= depth_limit) return CSJ_TOO_DEEP;
  const size_t start = nodes.size();
  uint32_t count = 0;
  add(CSJ_ARRAY, 0, 0);
  for (dom::element value : array) {
    if (const int32_t status = walk(value, depth + 1)) return status;
    count += 1;
  }
  nodes[start].count = count;
  return CSJ_VALID;
}

int32_t csj_parser::walk_object(dom::object object, uint32_t depth) {
  if (depth >= depth_limit) return CSJ_TOO_DEEP;
  const size_t start = nodes.size();
  const size_t first_name = names.size();
  for (dom::key_value_pair member : object) names.push_back(member.key);
  const auto count = static_cast<uint32_t>(names.size() - first_name);
  if (has_duplicate_name(first_name)) return CSJ_DUPLICATE_NAME;
  names.resize(first_name);
  add(CSJ_OBJECT, count, 0);
  for (dom::key_value_pair member : object) {
    if (const int32_t status = add_string(member.key)) return status;
    if (const int32_t status = walk(member.value, depth + 1)) return status;
  }
  nodes[start].count = count;
  return CSJ_VALID;
}

/// Recursion is bounded by the depth limit.
int32_t csj_parser::walk(dom::element value, uint32_t depth) {
  switch (value.type()) {
    case dom::element_type::ARRAY:
      return walk_array(dom::array(value.get_array().value_unsafe()), depth);
    case dom::element_type::OBJECT:
      return walk_object(dom::object(value.get_object().value_unsafe()), depth);
    case dom::element_type::INT64:
      return add_integer(value.get_int64().value_unsafe());
    case dom::element_type::UINT64:
      return CSJ_INTEGER_OUT_OF_RANGE;
    case dom::element_type::DOUBLE:
      return add_double(value.get_double().value_unsafe());
    case dom::element_type::STRING:
      return add_string(value.get_string().value_unsafe());
    case dom::element_type::BOOL:
      add(value.get_bool().value_unsafe() ? CSJ_TRUE : CSJ_FALSE, 0, 0);
      return CSJ_VALID;
    case dom::element_type::NULL_VALUE:
      add(CSJ_NULL, 0, 0);
      return CSJ_VALID;
  }
  return CSJ_SYNTAX;
}

namespace {

int32_t status_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::SUCCESS: return CSJ_VALID;
    case simdjson::UTF8_ERROR: return CSJ_INVALID_UTF8;
    case simdjson::DEPTH_ERROR: return CSJ_TOO_DEEP;
    case simdjson::CAPACITY: return CSJ_TOO_LARGE;
    case simdjson::MEMALLOC: return CSJ_OUT_OF_MEMORY;
    case simdjson::NUMBER_ERROR:
    case simdjson::NUMBER_OUT_OF_RANGE: return CSJ_NUMBER;
    default: return CSJ_SYNTAX;
  }
}

}  // namespace

extern "C" csj_parser *csj_parser_create(void) {
  try {
    return new csj_parser();
  } catch (...) {
    return nullptr;
  }
}

extern "C" void csj_parser_destroy(csj_parser *parser) { delete parser; }

extern "C" size_t csj_padding(void) { return simdjson::SIMDJSON_PADDING; }

extern "C" int32_t csj_parse(csj_parser *parser, const uint8_t *bytes, size_t count,
                             uint32_t depth_limit, csj_tape *tape) {
  try {
    parser->nodes.clear();
    parser->names.clear();
    parser->depth_limit = depth_limit;
    dom::element root;
    if (auto error = parser->parser.parse(bytes, count, false).get(root)) return status_of(error);
    parser->strings = parser->parser.doc.string_buf.get();
    const int32_t status = parser->walk(root, 0);
    tape->nodes = parser->nodes.data();
    tape->strings = parser->strings;
    return status;
  } catch (...) {
    return CSJ_OUT_OF_MEMORY;
  }
}
