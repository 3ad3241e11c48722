#include "ccolumns.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static int is_member(const ccol_set *set, uint8_t code) {
  return set->bits[code >> 3] >> (code & 7) & 1;
}

static void members_portably(const uint8_t *codes, size_t count, const ccol_set *set,
                             uint64_t *out) {
  for (size_t first = 0; first < count; first += 64) {
    size_t rows = count - first < 64 ? count - first : 64;
    uint64_t word = 0;
    for (size_t row = 0; row < rows; row++) {
      word |= (uint64_t)is_member(set, codes[first + row]) << row;
    }
    out[first / 64] = word;
  }
}

#if defined(__x86_64__)
/// The set as two tables of bytes: bit `code >> 4 & 7` of the byte at `code & 15`, of the codes below
/// 128 and of the others.
typedef struct {
  uint8_t low[16];
  uint8_t high[16];
} set_tables;

static set_tables tables_of(const ccol_set *set) {
  set_tables tables;
  memset(&tables, 0, sizeof tables);
  for (int code = 0; code < 256; code++) {
    if (!is_member(set, (uint8_t)code)) continue;
    uint8_t *half = code < 128 ? tables.low : tables.high;
    half[code & 15] |= (uint8_t)(1 << (code >> 4 & 7));
  }
  return tables;
}

__attribute__((target("avx2"))) static uint32_t members_of_32(const uint8_t *codes, __m256i low,
                                                              __m256i high, __m256i bit_of) {
  __m256i value = _mm256_loadu_si256((const __m256i *)codes);
  // A shuffle gives 0 where the highest bit of the place is set.
  __m256i below = _mm256_shuffle_epi8(low, _mm256_and_si256(value, _mm256_set1_epi8((char)0x8F)));
  __m256i other = _mm256_xor_si256(value, _mm256_set1_epi8((char)0x80));
  __m256i above = _mm256_shuffle_epi8(high, _mm256_and_si256(other, _mm256_set1_epi8((char)0x8F)));
  __m256i upper = _mm256_and_si256(_mm256_srli_epi16(value, 4), _mm256_set1_epi8(7));
  __m256i bit = _mm256_shuffle_epi8(bit_of, upper);
  __m256i found = _mm256_and_si256(_mm256_or_si256(below, above), bit);
  __m256i absent = _mm256_cmpeq_epi8(found, _mm256_setzero_si256());
  return ~(uint32_t)_mm256_movemask_epi8(absent);
}

__attribute__((target("avx2"))) static size_t members_by_vectors(const uint8_t *codes, size_t count,
                                                                 const ccol_set *set,
                                                                 uint64_t *out) {
  set_tables tables = tables_of(set);
  __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)tables.low));
  __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)tables.high));
  __m256i bit_of = _mm256_setr_epi8(1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0,  //
                                    1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0);
  size_t whole = count & ~(size_t)63;
  for (size_t first = 0; first < whole; first += 64) {
    uint64_t lower = members_of_32(codes + first, low, high, bit_of);
    uint64_t upper = members_of_32(codes + first + 32, low, high, bit_of);
    out[first / 64] = lower | upper << 32;
  }
  return whole;
}
#endif

void ccol_members(const uint8_t *codes, size_t count, const ccol_set *set, uint64_t *out) {
  size_t done = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) done = members_by_vectors(codes, count, set, out);
#endif
  members_portably(codes + done, count - done, set, out + done / 64);
}

#define CLASSES_OF(name, type)                                                             \
  void name(const type *codes, size_t count, const uint8_t *classes, size_t class_count,   \
            uint8_t *out) {                                                                \
    for (size_t row = 0; row < count; row++) {                                             \
      out[row] = codes[row] < class_count ? classes[codes[row]] : 0;                       \
    }                                                                                      \
  }

CLASSES_OF(ccol_classes_of_words, uint32_t)
CLASSES_OF(ccol_classes_of_shorts, uint16_t)
CLASSES_OF(ccol_classes_of_bytes, uint8_t)

// MARK: - CRC-32C

/// The polynomial, reflected.
static const uint32_t castagnoli = 0x82F63B78;

static uint32_t crc_of_byte(uint32_t crc, uint8_t byte) {
  crc ^= byte;
  for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ castagnoli : crc >> 1;
  return crc;
}

static uint32_t crc_portably(uint32_t crc, const uint8_t *bytes, size_t count) {
  for (size_t index = 0; index < count; index++) crc = crc_of_byte(crc, bytes[index]);
  return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t crc_by_instruction(uint32_t crc,
                                                                     const uint8_t *bytes,
                                                                     size_t count) {
  uint64_t sum = crc;
  size_t index = 0;
  for (; index + 8 <= count; index += 8) {
    uint64_t word;
    memcpy(&word, bytes + index, sizeof word);
    sum = _mm_crc32_u64(sum, word);
  }
  for (; index < count; index++) sum = _mm_crc32_u8((uint32_t)sum, bytes[index]);
  return (uint32_t)sum;
}
#endif

uint32_t ccol_crc32c(uint32_t crc, const void *bytes, size_t count) {
  crc = ~crc;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("sse4.2")) return ~crc_by_instruction(crc, bytes, count);
#endif
  return ~crc_portably(crc, bytes, count);
}
