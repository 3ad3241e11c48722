#include "walker.hpp"

#include <algorithm>
#include <cstring>

#include "scalar_scan.hpp"

using csj::Member;
using csj::Node;

namespace {

/// Up to this many names are compared pairwise; more are sorted, so that cost stays n log n.
constexpr size_t pairwise_limit = 12;

bool is_text(const uint8_t *start, const uint8_t *end, const char *word) {
  const size_t count = std::strlen(word);
  return static_cast<size_t>(end - start) == count && std::memcmp(start, word, count) == 0;
}

}  // namespace

// MARK: - Values

/// The token behind a value, null when the row is odd. Recursion is bounded by the depth limit.
csj_walker::Token csj_walker::value(Node &node, Token token, uint32_t depth) {
  const uint8_t first = text[*token];
  if (first == '"') {
    return node.is_plain_text && !has_escapes ? token + 1 : string(node, token, depth);
  }
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
  if (next != nullptr && node.plan.dictionary >= 0) {
    code(node.plan.dictionary, text + *token, text + next[-1] + 1);
  }
  return next;
}

csj_walker::Token csj_walker::string(Node &node, Token token, uint32_t depth) {
  const Token next = token + 1;
  const uint8_t *start = text + *token;
  const uint8_t *end = csj::token_end(text + *next);
  if (node.plan.bare >= 0) {
    if (node.required_count > 1) return nullptr;
    if (node.plan.dictionary >= 0) code(node.plan.dictionary, start, end);
    return value(*nodes[node.plan.bare], token, depth + 1);
  }
  if (!node.takes(CSJ_TAKES_STRING)) return nullptr;
  if (node.is_passed_text) {
    return csj::has_valid_escapes(start + 1, end - 1) ? next : nullptr;
  }
  if (node.plan.role != CSJ_ROLE_NONE && !play(node.plan.role, start + 1, end - 1)) return nullptr;
  if (node.plan.dictionary >= 0) code(node.plan.dictionary, start, end);
  return next;
}

/// A number that is coded may look as it likes: each distinct one is read once by the one reader.
csj_walker::Token csj_walker::scalar(Node &node, Token token) {
  const uint8_t *start = text + *token;
  const Token next = token + 1;
  const uint8_t *end = csj::token_end(text + *next);
  const bool is_number = *start == '-' || (*start >= '0' && *start <= '9');
  if (is_number && node.plan.dictionary >= 0) {
    if (!node.takes(CSJ_TAKES_INTEGER | CSJ_TAKES_FRACTION)) return nullptr;
  } else {
    const uint32_t kind = is_number ? csj::number_kind(start, end) : csj::word_kind(start, end);
    if (!node.takes(kind)) return nullptr;
  }
  if (node.plan.dictionary >= 0) code(node.plan.dictionary, start, end);
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

// MARK: - Objects

csj_walker::Token csj_walker::object(Node &node, Token token, uint32_t depth) {
  if (depth >= depth_limit) return nullptr;
  const size_t first_name = names.size();
  uint32_t required = 0;
  token = object_members(node, token, depth, ++object_count, required, false);
  if (token == nullptr || required != node.required_count) return nullptr;
  if (names.size() > first_name) {
    if (has_duplicate_name(first_name)) return nullptr;
    names.resize(first_name);
  }
  return token;
}

/// Members mostly come in the order of the record before: the one that came next then is tried
/// first.
csj_walker::Token csj_walker::object_members(Node &node, Token token, uint32_t depth,
                                             uint64_t object, uint32_t &required, bool is_inner) {
  if (text[*++token] == '}') return token + 1;
  Member **guess = &node.first;
  while (true) {
    if (text[*token] != '"') return nullptr;
    Member *member = *guess;
    if (member == nullptr || !member->stands_at(text + *token + 1)) {
      std::string_view name;
      if (!name_before(token + 1, token, &name)) return nullptr;
      const auto found = node.members.find(name);
      if (found == node.members.end()) {
        token = other_member(node, name, token + 2, depth + 1);
        member = nullptr;
      } else {
        member = found->second;
        *guess = member;
      }
    }
    if (member != nullptr) {
      if (member->seen == object) return nullptr;
      member->seen = object;
      required += member->is_required ? 1 : 0;
      token += 2;
      if (!member->is_hoisted) {
        token = value(*member->node, token, depth + 1);
      } else {
        if (is_inner || text[*token] != '{' || depth + 1 >= depth_limit) return nullptr;
        token = object_members(node, token, depth + 1, object, required, true);
      }
      guess = &member->next;
    }
    if (token == nullptr) return nullptr;
    const uint8_t separator = text[*token++];
    if (separator == '}') return token;
    if (separator != ',') return nullptr;
  }
}

csj_walker::Token csj_walker::other_member(Node &node, std::string_view name, Token token,
                                           uint32_t depth) {
  if (node.plan.others == CSJ_OTHERS_FORBIDDEN) return nullptr;
  names.push_back(name);
  if (node.plan.others >= 0) return value(*nodes[node.plan.others], token, depth);
  return pass(token, depth);
}

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
  while (true) {
    token = pass(token, depth + 1);
    if (token == nullptr) return nullptr;
    const uint8_t separator = text[*token++];
    if (separator == ']') return token;
    if (separator != ',') return nullptr;
  }
}

// MARK: - What texts mean

/// Texts without their quotes. One with an escape is no word that is known here, nor an instant.
bool csj_walker::play(uint32_t role, const uint8_t *start, const uint8_t *end) {
  if (has_escapes && std::memchr(start, '\\', end - start) != nullptr) return false;
  csj::Instant instant;
  switch (role) {
    case CSJ_ROLE_ID:
      row->id_offset = static_cast<uint32_t>(window_start + (start - text));
      row->id_length = static_cast<uint32_t>(end - start);
      return true;
    case CSJ_ROLE_INSTANT: return instants.read(start, end - start, &instant);
    case CSJ_ROLE_TIME:
      if (!instants.read(start, end - start, &instant)) return false;
      row->time = instant.seconds;
      row->time_nanoseconds = instant.nanoseconds;
      return true;
    case CSJ_ROLE_VERDICT: return is_text(start, end, "approve") || is_text(start, end, "deny");
    case CSJ_ROLE_APPROVED_AT:
      if (!instants.read(start, end - start, &instant)) return false;
      if (!row->has_approvals ||
          csj::Instant{row->approved_at, row->approved_at_nanoseconds}.is_before(instant)) {
        row->approved_at = instant.seconds;
        row->approved_at_nanoseconds = instant.nanoseconds;
      }
      row->has_approvals = true;
      return true;
    case CSJ_ROLE_STATUS: {
      const char *words[] = {"approved", "denied", "withdrawn", "expired"};
      for (uint8_t i = 0; i < 4; ++i) {
        if (is_text(start, end, words[i])) row->status = i + 1;
      }
      return row->status != 0;
    }
    case CSJ_ROLE_OUTCOME_AT:
      if (!instants.read(start, end - start, &instant)) return false;
      row->outcome_at = instant.seconds;
      row->outcome_at_nanoseconds = instant.nanoseconds;
      row->has_outcome_at = true;
      return true;
    case CSJ_ROLE_OUTCOME_BY:
      row->is_by_policy = is_text(start, end, "policy");
      return true;
    default: return false;
  }
}

// MARK: - Codes

void csj_walker::code(int32_t index, const uint8_t *start, const uint8_t *end) {
  const csj::Dictionary &dictionary = dictionaries[index];
  const auto count = static_cast<uint32_t>(end - start);
  if (const uint32_t found = dictionary.code_of_recent(start, count)) {
    return take_code(index, row_index, found);
  }
  const Waiting value{start, dictionary.hash(start, count), count, row_index, index};
  if (!dictionary.is_large()) return look_up(value);
  dictionary.prefetch_slot(value.hash);
  waiting.push_back(value);
}

void csj_walker::look_up(const Waiting &value) {
  csj::Dictionary &dictionary = dictionaries[value.dictionary];
  const uint32_t found = dictionary.code(value.bytes, value.count, value.hash);
  dictionary.remember(value.bytes, value.count, found);
  take_code(value.dictionary, value.row, found);
}

void csj_walker::take_code(int32_t dictionary, uint32_t at, uint32_t code) {
  if (uint32_t *column = columns[dictionary]) column[at] = code;
  if (!dictionaries[dictionary].is_good(code)) pending.push_back(Pending{at, dictionary, code});
}

/// By now their slots have come; the bytes in them are asked for all together, too.
void csj_walker::look_up_waiting() {
  for (const Waiting &value : waiting) dictionaries[value.dictionary].prefetch_bytes(value.hash);
  for (const Waiting &value : waiting) look_up(value);
  waiting.clear();
}
