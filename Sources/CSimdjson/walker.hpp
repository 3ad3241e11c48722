/// The walk itself: from token to token, along the tree of nodes.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "csimdjson_walker.h"
#include "dictionary.hpp"
#include "instant.hpp"
#include "line_index.hpp"
#include "plan_tree.hpp"

struct csj_walker {
  /// A row holds a value that nobody judged yet.
  struct Pending {
    uint32_t row;
    int32_t dictionary;
    uint32_t code;
  };

  /// A value whose look-up is put off until memory has had time to answer.
  struct Waiting {
    const uint8_t *bytes;
    uint32_t hash;
    uint32_t count;
    uint32_t row;
    int32_t dictionary;
  };

  csj::Key key;
  uint32_t depth_limit;
  size_t line_limit;
  std::vector<std::unique_ptr<csj::Node>> nodes;
  std::vector<std::unique_ptr<csj::Member>> members;
  std::vector<csj::Dictionary> dictionaries;
  /// Of each dictionary; empty where it has no column.
  std::vector<std::vector<uint32_t>> codes;
  std::vector<bool> has_column;
  /// Where the codes lie; null where there is no column.
  std::vector<uint32_t *> columns;
  std::vector<csj_row> rows;
  std::vector<Pending> pending;

  bool walk(const uint8_t *bytes, size_t start, size_t count, size_t greatest_row_count,
            csj_walk_result *result);

 private:
  csj::LineIndex index;
  std::vector<Waiting> waiting;
  csj::InstantReader instants;
  /// Names that nobody declared, of the objects that are open.
  std::vector<std::string_view> names;
  uint64_t object_count = 0;
  /// The window; tokens are offsets in it.
  const uint8_t *text = nullptr;
  size_t window_start = 0;
  csj_row *row = nullptr;
  uint32_t row_index = 0;
  size_t row_limit = 0;
  uint32_t line_number = 0;
  bool has_escapes = false;
  bool is_linked = false;

  using Token = const uint32_t *;

  void link();
  void walk_lines(const uint8_t *block, size_t from, size_t to, bool is_indexed);
  void take_line(const uint8_t *line, const uint8_t *end, Token &token, bool is_indexed);
  void add_row(size_t from, size_t length);

  Token value(csj::Node &node, Token token, uint32_t depth);
  Token string(csj::Node &node, Token token, uint32_t depth);
  Token scalar(csj::Node &node, Token token);
  Token object(csj::Node &node, Token token, uint32_t depth);
  Token object_members(csj::Node &node, Token token, uint32_t depth, uint64_t object,
                       uint32_t &required, bool is_inner);
  Token other_member(csj::Node &node, std::string_view name, Token token, uint32_t depth);
  Token array(csj::Node &node, Token token, uint32_t depth);
  Token pass(Token token, uint32_t depth);
  Token pass_object(Token token, uint32_t depth);
  Token pass_array(Token token, uint32_t depth);
  bool name_before(Token colon, Token quote, std::string_view *name) const;
  bool has_duplicate_name(size_t first);
  bool play(uint32_t role, const uint8_t *start, const uint8_t *end);
  void code(int32_t dictionary, const uint8_t *start, const uint8_t *end);
  void look_up(const Waiting &value);
  void look_up_waiting();
  void take_code(int32_t dictionary, uint32_t at, uint32_t code);
};
