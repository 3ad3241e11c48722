// A C door to RE2: regular expressions in linear time. Nothing else of RE2 is visible.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled regular expression; safe to match with from several threads.
typedef struct cre2_pattern cre2_pattern;

/// Compiles UTF-8 text. Returns NULL where it is no pattern or needs more than about memory_limit
/// bytes; then at most error_capacity bytes of the reason are in error, their count in error_count.
cre2_pattern *cre2_compile(
    const uint8_t *text, size_t count, int64_t memory_limit, uint8_t *error, size_t error_capacity,
    size_t *error_count);

/// 1 where some part of the subject matches, else 0.
int cre2_matches_part(const cre2_pattern *pattern, const uint8_t *subject, size_t count);

/// Ends the life of a pattern; NULL is allowed.
void cre2_free(cre2_pattern *pattern);

#ifdef __cplusplus
}
#endif
