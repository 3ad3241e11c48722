#include "walker.hpp"

#include <algorithm>
#include <cstring>

#include "scalar_scan.hpp"

using csj::Node;

namespace {

/// Up to this many names are compared pairwise; more are sorted, so that cost stays n log n.
constexpr size_t pairwise_limit = 12;

}  // namespace

// MARK: - Values

/// The token behind a value, null when the row is odd. Recursion is bounded by the depth limit.
csj_walker::Token csj_walker::value(Node &node, Token token, uint32_t depth) {
  const uint8_t first = text[*token];
  if (first == '"') return string(node, token, depth);
  Token next;
  if (first == '{') {
    if (!node.takes(CSJ_TAKES_OBJECT)) return nullptr;
    next = node.is_structured() ? object(node, token, depth) : pass_object(token, depth);
  } else if (first == '[') {
    if (!node.takes(CSJ_TAKES_ARRAY)) return nullptr;
    next = node.plan.items >= 0 ? array(node, token, depth) : pass_array(token, depth);
  } else {
    return scalar(node, token);
  }
  if (next != nullptr && node.coding != nullptr) {
    code(node.coding, text + *token, text + next[-1] + 1);
  }
  return next;
}

csj_walker::Token csj_walker::string(Node &node, Token token, uint32_t depth) {
  const Token next = token + 1;
  const uint8_t *start = text + *token;
  const uint8_t *end = csj::token_end(text + *next);
  if (node.plan.bare >= 0) {
    if (node.required_count > 1) return nullptr;
    if (node.coding != nullptr) code(node.coding, start, end);
    return value(*nodes[node.plan.bare], token, depth + 1);
  }
  if (!node.takes(CSJ_TAKES_STRING)) return nullptr;
  if (node.plan.role != CSJ_ROLE_NONE) {
    if (!play(node.plan.role, start + 1, end - 1)) return nullptr;
  } else if (node.coding == nullptr && has_escapes) {
    if (!csj::has_valid_escapes(start + 1, end - 1)) return nullptr;
  }
  if (node.coding != nullptr) code(node.coding, start, end);
  return next;
}

/// A number that is coded may look as it likes: each distinct one is read once by the one reader.
csj_walker::Token csj_walker::scalar(Node &node, Token token) {
  const uint8_t *start = text + *token;
  const Token next = token + 1;
  const uint8_t *end = csj::token_end(text + *next);
  const bool is_number = *start == '-' || (*start >= '0' && *start <= '9');
  if (is_number && node.coding != nullptr) {
    if (!node.takes(CSJ_TAKES_INTEGER | CSJ_TAKES_FRACTION)) return nullptr;
  } else {
    const uint32_t kind = is_number ? csj::number_kind(start, end) : csj::word_kind(start, end);
    if (!node.takes(kind)) return nullptr;
  }
  if (node.coding != nullptr) code(node.coding, start, end);
  return next;
}

csj_walker::Token csj_walker::array(Node &node, Token token, uint32_t depth) {
  if (depth >= depth_limit) return nullptr;
  Node &element = *nodes[node.plan.items];
  if (text[*++token] == ']') return token + 1;
  while (true) {
    token = value(element, token, depth + 1);
    if (token == nullptr) return nullptr;
    const uint8_t separator = text[*token++];
    if (separator == ']') return token;
    if (separator != ',') return nullptr;
  }
}

// MARK: - Values that nobody asked for

csj_walker::Token csj_walker::pass(Token token, uint32_t depth) {
  const uint8_t *start = text + *token;
  const Token next = token + 1;
  if (*start == '{') return pass_object(token, depth);
  if (*start == '[') return pass_array(token, depth);
  if (*start == '"' && !has_escapes) return next;
  const uint8_t *end = csj::token_end(text + *next);
  if (*start == '"') {
    return csj::has_valid_escapes(start + 1, end - 1) ? next : nullptr;
  }
  const bool is_number = *start == '-' || (*start >= '0' && *start <= '9');
  const uint32_t kind = is_number ? csj::number_kind(start, end) : csj::word_kind(start, end);
  return kind == 0 ? nullptr : next;
}

csj_walker::Token csj_walker::pass_object(Token token, uint32_t depth) {
  if (depth >= depth_limit) return nullptr;
  if (text[*++token] == '}') return token + 1;
  const size_t first_name = names.size();
  while (true) {
    std::string_view name;
    if (!name_before(token + 1, token, &name)) return nullptr;
    names.push_back(name);
    token = pass(token + 2, depth + 1);
    if (token == nullptr) return nullptr;
    const uint8_t separator = text[*token++];
    if (separator == '}') break;
    if (separator != ',') return nullptr;
  }
  if (has_duplicate_name(first_name)) return nullptr;
  names.resize(first_name);
  return token;
}

csj_walker::Token csj_walker::pass_array(Token token, uint32_t depth) {
  if (depth >= depth_limit) return nullptr;
  if (text[*++token] == ']') return token + 1;
  const bool has_escapes = this->has_escapes;
  const uint8_t *text = this->text;
  while (true) {
    if (text[*token] == '"' && !has_escapes) {
      ++token;
    } else {
      token = pass(token, depth + 1);
      if (token == nullptr) return nullptr;
    }
    const uint8_t separator = text[*token++];
    if (separator == ']') return token;
    if (separator != ',') return nullptr;
  }
}

// MARK: - Names and codes

/// False where no name stands, and for a name with an escape.
bool csj_walker::name_before(Token colon, Token quote, std::string_view *name) const {
  if (text[*quote] != '"' || text[*colon] != ':') return false;
  const uint8_t *start = text + *quote + 1;
  const uint8_t *end = csj::token_end(text + *colon) - 1;
  *name = std::string_view(reinterpret_cast<const char *>(start), end - start);
  return !has_escapes || std::memchr(start, '\\', end - start) == nullptr;
}

bool csj_walker::has_duplicate_name(size_t first) {
  const auto begin = names.begin() + static_cast<ptrdiff_t>(first);
  if (names.size() - first > pairwise_limit) {
    std::sort(begin, names.end());
    return std::adjacent_find(begin, names.end()) != names.end();
  }
  for (auto name = begin; name != names.end(); ++name) {
    if (std::find(begin, name, *name) != name) return true;
  }
  return false;
}

void csj_walker::look_up_waiting() {
  for (auto &coding : codings) coding->look_up_waiting(pending);
}
