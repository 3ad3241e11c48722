/// What is done to every row of a column: as many at once as the machine can.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A set of the numbers 0 to 255.
typedef struct {
  uint8_t bits[32];
} ccol_set;

/// Tells of each code whether it is in a set: bit `i & 63` of `out[i / 64]`.
/// Bits behind the last row are zero. `out` has room for (count + 63) / 64 words.
void ccol_members(const uint8_t *codes, size_t count, const ccol_set *set, uint64_t *out);

/// Looks codes up: `out[i] = classes[codes[i]]`; 0 for codes that are not below `class_count`.
void ccol_classes_of_words(const uint32_t *codes, size_t count, const uint8_t *classes,
                           size_t class_count, uint8_t *out);
void ccol_classes_of_shorts(const uint16_t *codes, size_t count, const uint8_t *classes,
                            size_t class_count, uint8_t *out);
void ccol_classes_of_bytes(const uint8_t *codes, size_t count, const uint8_t *classes,
                           size_t class_count, uint8_t *out);

/// CRC-32C (RFC 3720, appendix B.4), of some bytes behind others: `crc` is that of those, 0 for none.
uint32_t ccol_crc32c(uint32_t crc, const void *bytes, size_t count);

#ifdef __cplusplus
}
#endif
