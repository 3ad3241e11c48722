#include "cre2.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string>

struct cre2_pattern {
  cre2_pattern(const re2::StringPiece &text, const re2::RE2::Options &options)
      : expression(text, options) {}

  re2::RE2 expression;
};

namespace {

re2::StringPiece piece(const uint8_t *bytes, size_t count) {
  return re2::StringPiece(reinterpret_cast<const char *>(bytes), count);
}

void report(const std::string &reason, uint8_t *error, size_t capacity, size_t *count) {
  *count = std::min(reason.size(), capacity);
  std::memcpy(error, reason.data(), *count);
}

}  // namespace

cre2_pattern *cre2_compile(
    const uint8_t *text, size_t count, int64_t memory_limit, uint8_t *error, size_t error_capacity,
    size_t *error_count) {
  *error_count = 0;
  // No exception may cross into Swift; running out of memory is the only one there can be.
  try {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    options.set_max_mem(memory_limit);
    auto pattern = std::make_unique<cre2_pattern>(piece(text, count), options);
    if (pattern->expression.ok()) return pattern.release();
    report(pattern->expression.error(), error, error_capacity, error_count);
  } catch (const std::exception &) {
    report("out of memory", error, error_capacity, error_count);
  }
  return nullptr;
}

int cre2_matches_part(const cre2_pattern *pattern, const uint8_t *subject, size_t count) {
  try {
    return re2::RE2::PartialMatch(piece(subject, count), pattern->expression) ? 1 : 0;
  } catch (const std::exception &) {
    return 0;
  }
}

void cre2_free(cre2_pattern *pattern) { delete pattern; }
