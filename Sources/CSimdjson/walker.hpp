/// The walk itself: from token to token, along the tree of nodes.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "coding.hpp"
#include "csimdjson_walker.h"
#include "instant.hpp"
#include "line_index.hpp"
#include "plan_tree.hpp"
#include "rows.hpp"

struct csj_walker {
  csj::Key key;
  uint32_t depth_limit;
  size_t line_limit;
  std::vector<std::unique_ptr<csj::Node>> nodes;
  std::vector<std::unique_ptr<csj::Member>> members;
  std::vector<std::unique_ptr<csj::Coding>> codings;
  csj::Rows rows;
  std::vector<csj::Pending> pending;

  bool walk(const uint8_t *bytes, size_t start, size_t count, size_t greatest_row_count,
            csj_walk_result *result);

 private:
  /// One object that is walked member by member.
  struct Object {
    csj::Node &node;
    uint64_t number;
    uint32_t required = 0;
    /// Whether the members that come are those of a member `properties`.
    bool is_inner = false;
    /// Whether all its steps can be kept.
    bool is_kept = true;
  };

  csj::LineIndex index;
  csj::InstantReader instants;
  /// Names that nobody declared, of the objects that are open.
  std::vector<std::string_view> names;
  /// How the objects that are open went so far, with their texts.
  std::vector<csj::Step> path;
  uint64_t object_count = 0;
  /// The window; tokens are offsets in it.
  const uint8_t *text = nullptr;
  const uint8_t *text_end = nullptr;
  size_t window_start = 0;
  csj::Row row;
  uint32_t row_index = 0;
  size_t row_limit = 0;
  uint32_t line_number = 0;
  /// The first backslash that does not stand before the line, or the end of the window.
  const uint8_t *escape = nullptr;
  /// Whether the line has one.
  bool has_escapes = false;
  bool is_linked = false;

  using Token = const uint32_t *;

  void link();
  void walk_lines(const uint8_t *block, size_t from, size_t to, bool is_indexed);
  void take_line(const uint8_t *line, const uint8_t *end, Token &token, bool is_indexed);
  Token index_line(const uint8_t *line, const uint8_t *end, size_t length);
  Token record(Token token, const uint8_t *line, const uint8_t *end);
  void start_row(size_t from, size_t length);

  Token value(csj::Node &node, Token token, uint32_t depth);
  Token string(csj::Node &node, Token token, uint32_t depth);
  Token scalar(csj::Node &node, Token token);
  Token object(csj::Node &node, Token token, uint32_t depth);
  Token follow(const csj::Step &step, Token token, uint32_t depth);
  Token new_object(csj::Node &node, Token token, uint32_t depth);
  Token object_members(Object &object, Token token, uint32_t depth);
  Token member(Object &object, Token separator, uint32_t depth);
  void add_step(Object &object, Token from, uint8_t token_count, csj::Action action,
                csj::Node *node);
  Token array(csj::Node &node, Token token, uint32_t depth);
  Token pass(Token token, uint32_t depth);
  Token pass_object(Token token, uint32_t depth);
  Token pass_array(Token token, uint32_t depth);
  bool name_before(Token colon, Token quote, std::string_view *name) const;
  bool has_duplicate_name(size_t first);
  bool play(uint32_t role, const uint8_t *start, const uint8_t *end);
  bool status(const uint8_t *start, const uint8_t *end);
  /// Values wait for the end of the window: then those of one dictionary are looked up together.
  void code(csj::Coding *coding, const uint8_t *start, const uint8_t *end) const {
    coding->add_waiting(start, static_cast<uint32_t>(end - start), row_index);
  }
  void look_up_waiting();
};
