/// What a token that starts with some byte is, without making a value of it.
#pragma once

#include <cstdint>
#include <cstring>

#include "csimdjson_walker.h"

namespace csj {

inline bool is_white(uint8_t byte) {
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/// The end of a token that starts somewhere before `next`, the start of the next one.
inline const uint8_t *token_end(const uint8_t *next) {
  while (is_white(next[-1])) --next;
  return next;
}

/// The kind of a number; 0 for what is none, and for those that take a closer look: with an
/// exponent, or with so many digits that it might be out of range.
inline uint32_t number_kind(const uint8_t *at, const uint8_t *end) {
  const auto is_digit = [](uint8_t byte) { return byte >= '0' && byte <= '9'; };
  constexpr int sure_digits = 15;
  if (*at == '-') ++at;
  const uint8_t *start = at;
  while (at < end && is_digit(*at)) ++at;
  const auto digits = at - start;
  if (digits == 0 || digits > sure_digits || (*start == '0' && digits > 1)) return 0;
  if (at == end) return CSJ_TAKES_INTEGER;
  if (*at != '.') return 0;
  start = ++at;
  while (at < end && is_digit(*at)) ++at;
  return at == end && at > start ? CSJ_TAKES_FRACTION : 0;
}

/// The kind of a word; 0 for what is none.
inline uint32_t word_kind(const uint8_t *at, const uint8_t *end) {
  const auto is = [&](const char *word, size_t count) {
    return static_cast<size_t>(end - at) == count && std::memcmp(at, word, count) == 0;
  };
  if (is("true", 4) || is("false", 5)) return CSJ_TAKES_BOOLEAN;
  return is("null", 4) ? CSJ_TAKES_NULL : 0;
}

/// The number that four hexadecimal digits are; -1 for anything else.
inline int32_t hex_number(const uint8_t *at) {
  int32_t number = 0;
  for (int i = 0; i < 4; ++i) {
    const uint8_t byte = at[i];
    const uint8_t letter = byte | 0x20;
    if (byte >= '0' && byte <= '9') number = number * 16 + (byte - '0');
    else if (letter >= 'a' && letter <= 'f') number = number * 16 + (letter - 'a' + 10);
    else return -1;
  }
  return number;
}

/// Whether all escapes between two quotes stand for a scalar (RFC 8259 section 7).
inline bool has_valid_escapes(const uint8_t *at, const uint8_t *end) {
  while ((at = static_cast<const uint8_t *>(std::memchr(at, '\\', end - at))) != nullptr) {
    if (end - at < 2) return false;
    const uint8_t escaped = at[1];
    at += 2;
    if (escaped != 'u') {
      if (std::memchr("\"\\/bfnrt", escaped, 8) == nullptr) return false;
      continue;
    }
    if (end - at < 4) return false;
    const int32_t high = hex_number(at);
    at += 4;
    if (high < 0 || (high >= 0xDC00 && high < 0xE000)) return false;
    if (high < 0xD800 || high >= 0xE000) continue;
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u') return false;
    const int32_t low = hex_number(at + 2);
    if (low < 0xDC00 || low >= 0xE000) return false;
    at += 6;
  }
  return true;
}

}  // namespace csj
