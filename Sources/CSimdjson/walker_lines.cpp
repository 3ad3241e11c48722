#include <algorithm>
#include <cstring>

#include "walker.hpp"

namespace {

/// So many bytes are indexed at a time: they and their tokens stay in the cache.
constexpr size_t window_byte_count = 1 << 15;

/// A line that is longer is odd: its index would take four times its memory.
constexpr size_t greatest_line = 1 << 20;

const uint8_t *find(const uint8_t *from, const uint8_t *to, char byte) {
  return static_cast<const uint8_t *>(std::memchr(from, byte, to - from));
}

/// The end of the lines that make up the next window: behind a line break, or the end of the text.
size_t window_end(const uint8_t *bytes, size_t from, size_t count) {
  if (count - from <= window_byte_count) return count;
  const uint8_t *start = bytes + from;
  const void *last = memrchr(start, '\n', window_byte_count);
  if (last == nullptr) last = find(start + window_byte_count, bytes + count, '\n');
  if (last == nullptr) return count;
  return static_cast<size_t>(static_cast<const uint8_t *>(last) - bytes) + 1;
}

/// The first backslash, or the end.
const uint8_t *next_escape(const uint8_t *from, const uint8_t *to) {
  const uint8_t *found = find(from, to, '\\');
  return found != nullptr ? found : to;
}

/// Asks for what stands a window further on: the first stage would wait for it.
void prefetch_next_window(const uint8_t *line, size_t length) {
  constexpr size_t cache_line = 64, greatest = 1 << 12;
  for (size_t at = 0; at < std::min(length, greatest); at += cache_line) {
    __builtin_prefetch(line + window_byte_count + at);
  }
}

bool is_blank(const uint8_t *from, const uint8_t *to) {
  return std::all_of(from, to, [](uint8_t byte) {
    return byte == ' ' || byte == '\t' || byte == '\r';
  });
}

}  // namespace

bool csj_walker::walk(const uint8_t *bytes, size_t start, size_t count, size_t greatest_row_count,
                      csj_walk_result *result) {
  if (!is_linked) link();
  rows.clear();
  pending.clear();
  for (auto &coding : codings) coding->clear();
  line_number = 0;
  row_limit = greatest_row_count;
  size_t at = start;
  window_start = start;
  while (at < count && rows.count() < row_limit) {
    const size_t end = window_end(bytes, at, count);
    // The last line may have no line break; behind it stands a byte that is no JSON.
    const size_t indexed = end + (bytes[end - 1] == '\n' ? 0 : 1);
    window_start = at;
    text = bytes + at;
    text_end = bytes + end;
    escape = next_escape(text, text_end);
    const bool is_indexed = end - at <= greatest_line && index.index(text, indexed - at);
    walk_lines(bytes, at, end, is_indexed);
    look_up_waiting();
    at = window_start;
  }
  rows.fill(result);
  result->end = at;
  result->line_count = line_number;
  return true;
}

/// Nodes know their dictionaries by number until all are there.
void csj_walker::link() {
  for (auto &node : nodes) {
    const int32_t dictionary = node->plan.dictionary;
    node->link(dictionary >= 0 ? codings[dictionary].get() : nullptr);
  }
  is_linked = true;
}

/// Where a line makes the whole window unfit, each is indexed alone.
void csj_walker::walk_lines(const uint8_t *block, size_t from, size_t to, bool is_indexed) {
  const uint8_t *end = block + to;
  const uint8_t *line = block + from;
  Token token = is_indexed ? index.tokens() : nullptr;
  while (line < end && rows.count() < row_limit) {
    const uint8_t *found = find(line, end, '\n');
    const uint8_t *line_end = found != nullptr ? found : end;
    line_number += 1;
    if (!is_indexed) {
      window_start = static_cast<size_t>(line - block);
      text = line;
    }
    take_line(line, line_end, token, is_indexed);
    line = found != nullptr ? found + 1 : end;
  }
  window_start = static_cast<size_t>(line - block);
}

void csj_walker::take_line(const uint8_t *line, const uint8_t *end, Token &token,
                           bool is_indexed) {
  const uint8_t *block = text - window_start;
  const auto last = static_cast<uint32_t>(end - text);
  if (is_indexed ? *token >= last && is_blank(line, end) : is_blank(line, end)) return;
  const bool has_return = end > line && end[-1] == '\r';
  const size_t length = static_cast<size_t>(end - line) - (has_return ? 1 : 0);
  start_row(static_cast<size_t>(line - block), length);
  Token next = nullptr;
  if (length <= line_limit) {
    if (!is_indexed) token = index_line(line, end, length);
    if (token != nullptr) next = record(token, line, end);
  }
  if (next != nullptr) {
    token = next;
    csj::SipHash(key).hash(block + row.place.id_offset, row.place.id_length, &row.id);
  } else if (is_indexed) {
    while (*token < last) ++token;
  }
  rows.add(row, next != nullptr);
}

/// The tokens of one line; null where it has none that are good.
csj_walker::Token csj_walker::index_line(const uint8_t *line, const uint8_t *end, size_t length) {
  const size_t count = static_cast<size_t>(end - line) + 1;
  return length <= greatest_line && index.index(line, count) ? index.tokens() : nullptr;
}

/// The token behind a record; null where the line is not plain.
csj_walker::Token csj_walker::record(Token token, const uint8_t *line, const uint8_t *end) {
  if (escape < line) escape = next_escape(line, text_end);
  has_escapes = escape < end;
  names.clear();
  path.clear();
  const Token next = text[*token] == '{' ? value(*nodes[0], token, 0) : nullptr;
  // A value that goes on in the next line is none.
  const auto last = static_cast<uint32_t>(end - text);
  return next != nullptr && *next >= last && next[-1] < last ? next : nullptr;
}

void csj_walker::start_row(size_t from, size_t length) {
  prefetch_next_window(text - window_start + from, length);
  row = csj::Row();
  row.place.offset = static_cast<uint32_t>(from);
  row.place.length = static_cast<uint32_t>(length);
  row.place.line = line_number;
  row.id.line = line_number;
  row_index = static_cast<uint32_t>(rows.count());
  constexpr size_t step = 1 << 12;
  if (row_index % step != 0) return;
  rows.make_room(row_index + step);
  for (auto &coding : codings) {
    if (coding->has_column) coding->codes.resize(row_index + step);
  }
}
