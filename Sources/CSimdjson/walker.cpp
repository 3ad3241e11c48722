#include "walker.hpp"

#include <algorithm>
#include <cstring>

#include "scalar_scan.hpp"

using csj::Action;
using csj::Member;
using csj::Node;
using csj::Step;

namespace {

/// Up to this many names are compared pairwise; more are sorted, so that cost stays n log n.
constexpr size_t pairwise_limit = 12;

template <size_t size>
bool is_text(const uint8_t *start, const uint8_t *end, const char (&word)[size]) {
  return static_cast<size_t>(end - start) == size - 1 && std::memcmp(start, word, size - 1) == 0;
}

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

// MARK: - Objects

/// Most objects go like one that was there before.
csj_walker::Token csj_walker::object(Node &node, Token token, uint32_t depth) {
  if (depth >= depth_limit) return nullptr;
  Token at = token;
  for (const Step *step = node.shapes.first; step != nullptr; step = step->next) {
    const uint8_t *here = text + *at;
    while (!step->stands_at(here)) {
      step = step->other;
      if (step == nullptr) return new_object(node, token, depth);
    }
    at += step->token_count;
    if (step->action == Action::end) return at;
    at = follow(*step, at, depth);
    if (at == nullptr) return nullptr;
  }
  return new_object(node, token, depth);
}

/// The token behind what a step leads to.
[[gnu::always_inline]] inline csj_walker::Token csj_walker::follow(const Step &step, Token at, uint32_t depth) {
  const uint8_t *start = text + *at;
  switch (step.action) {
    case Action::text:
      if (*start == '"' && !has_escapes) return at + 1;
      break;
    case Action::coded:
      if (*start == '{' || *start == '[') break;
      code(step.node->coding, start, csj::token_end(text + at[1]));
      return at + 1;
    case Action::role:
      if (*start != '"') return nullptr;
      return play(step.node->plan.role, start + 1, csj::token_end(text + at[1]) - 1) ? at + 1
                                                                                    : nullptr;
    case Action::object:
      if (*start == '{') return object(*step.node, at, depth + step.depth);
      break;
    case Action::value: break;
    case Action::pass: return pass(at, depth + step.depth);
    case Action::enter: return *start == '{' && depth + 1 < depth_limit ? at : nullptr;
    case Action::leave:
    case Action::end: return at;
  }
  return value(*step.node, at, depth + step.depth);
}

/// Takes an object member by member, and keeps how it went.
csj_walker::Token csj_walker::new_object(Node &node, Token token, uint32_t depth) {
  const size_t first_name = names.size();
  const auto first_step = static_cast<ptrdiff_t>(path.size());
  Object object{node, ++object_count};
  token = object_members(object, token, depth);
  if (token == nullptr || object.required != node.required_count) return nullptr;
  if (names.size() > first_name) {
    if (has_duplicate_name(first_name)) return nullptr;
    names.resize(first_name);
  }
  if (object.is_kept) node.shapes.add(path, static_cast<size_t>(first_step));
  path.erase(path.begin() + first_step, path.end());
  return token;
}

csj_walker::Token csj_walker::object_members(Object &object, Token token, uint32_t depth) {
  const Action last = object.is_inner ? Action::leave : Action::end;
  if (text[token[1]] == '}') {
    add_step(object, token, 2, last, nullptr);
    return token + 2;
  }
  while (true) {
    token = member(object, token, depth);
    if (token == nullptr) return nullptr;
    if (text[*token] == '}') {
      add_step(object, token, 1, last, nullptr);
      return token + 1;
    }
    if (text[*token] != ',') return nullptr;
  }
}

/// A member, from the token before its name on.
csj_walker::Token csj_walker::member(Object &object, Token separator, uint32_t depth) {
  Node &node = object.node;
  const Token start = separator + 3;
  std::string_view name;
  if (!name_before(separator + 2, separator + 1, &name)) return nullptr;
  const auto found = node.members.find(name);
  if (found == node.members.end()) {
    if (node.plan.others == CSJ_OTHERS_FORBIDDEN) return nullptr;
    names.push_back(name);
    Node *others = node.plan.others >= 0 ? nodes[node.plan.others].get() : nullptr;
    add_step(object, separator, 3, others != nullptr ? others->action : Action::pass, others);
    return others != nullptr ? value(*others, start, depth + 1) : pass(start, depth + 1);
  }
  Member &member = *found->second;
  if (member.seen == object.number) return nullptr;
  member.seen = object.number;
  object.required += member.is_required ? 1 : 0;
  if (!member.is_hoisted) {
    Node &inner = *nodes[member.value];
    add_step(object, separator, 3, inner.action, &inner);
    return value(inner, start, depth + 1);
  }
  if (object.is_inner || text[*start] != '{' || depth + 1 >= depth_limit) return nullptr;
  add_step(object, separator, 3, Action::enter, nullptr);
  object.is_inner = true;
  const Token next = object_members(object, start, depth + 1);
  object.is_inner = false;
  return next;
}

/// Keeps the text of so many tokens, and what stands between them and the next one.
void csj_walker::add_step(Object &object, Token from, uint8_t token_count, Action action,
                          Node *node) {
  const bool is_end = action == Action::end || action == Action::leave;
  const size_t end = is_end ? from[token_count - 1] + 1 : from[token_count];
  const size_t count = end - *from;
  if (count > Step::greatest_byte_count) object.is_kept = false;
  if (!object.is_kept) return;
  path.emplace_back(text + *from, count, action, token_count, node);
  path.back().depth = object.is_inner ? 2 : 1;
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

// MARK: - What texts mean

/// Texts without their quotes. One with an escape is no word that is known here, nor an instant.
bool csj_walker::play(uint32_t role, const uint8_t *start, const uint8_t *end) {
  if (has_escapes && std::memchr(start, '\\', end - start) != nullptr) return false;
  csj::Instant instant;
  switch (role) {
    case CSJ_ROLE_ID:
      row.place.id_offset = static_cast<uint32_t>(window_start + (start - text));
      row.place.id_length = static_cast<uint32_t>(end - start);
      return true;
    case CSJ_ROLE_INSTANT: return instants.read(start, end - start, &instant);
    case CSJ_ROLE_TIME: return instants.read(start, end - start, &row.time);
    case CSJ_ROLE_VERDICT: return is_text(start, end, "approve") || is_text(start, end, "deny");
    case CSJ_ROLE_APPROVED_AT:
      if (!instants.read(start, end - start, &instant)) return false;
      if (!row.has_approvals || row.approved_at.is_before(instant)) row.approved_at = instant;
      row.has_approvals = true;
      return true;
    case CSJ_ROLE_STATUS: return status(start, end);
    case CSJ_ROLE_OUTCOME_AT:
      row.has_outcome_at = instants.read(start, end - start, &row.outcome_at);
      return row.has_outcome_at;
    case CSJ_ROLE_OUTCOME_BY:
      row.is_by_policy = is_text(start, end, "policy");
      return true;
    default: return false;
  }
}

bool csj_walker::status(const uint8_t *start, const uint8_t *end) {
  row.status = is_text(start, end, "approved")    ? 1
               : is_text(start, end, "denied")    ? 2
               : is_text(start, end, "withdrawn") ? 3
               : is_text(start, end, "expired")   ? 4
                                                  : 0;
  return row.status != 0;
}

// MARK: - Codes

/// Values wait for the end of the window: then those of one dictionary are looked up together, while it
/// is near.
[[gnu::always_inline]] inline void csj_walker::code(csj::Coding *coding, const uint8_t *start,
                                                    const uint8_t *end) {
  coding->add_waiting(start, static_cast<uint32_t>(end - start), row_index);
}

void csj_walker::look_up_waiting() {
  for (auto &coding : codings) {
    coding->look_up_waiting(pending);
  }
}
