#include <cstring>

#include "scalar_scan.hpp"
#include "walker.hpp"

using csj::Action;
using csj::Member;
using csj::Node;
using csj::Step;

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
[[gnu::always_inline]] inline csj_walker::Token csj_walker::follow(const Step &step, Token at,
                                                                  uint32_t depth) {
  const uint8_t *start = text + *at;
  switch (step.action) {
    case Action::text:
      if (*start == '"' && !has_escapes) return at + 1;
      break;
    case Action::coded:
      // Behind the last token of the window stands white space.
      if (*start == '{' || *start == '[' || csj::is_white(*start)) break;
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
