/// Hashes that nobody can aim at without the key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "csimdjson_walker.h"

namespace csj {

inline uint64_t load64(const uint8_t *bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

inline uint64_t load32(const uint8_t *bytes) {
  uint32_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

struct Key {
  uint64_t first;
  uint64_t second;
};

/// The two halves of a 128-bit product, folded.
inline uint64_t fold(uint64_t a, uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

/// So many bytes of a value are looked at without a loop.
constexpr uint32_t head_byte_count = 32;

inline bool has_same_head(const uint8_t *a, const uint8_t *b) {
  return ((load64(a) ^ load64(b)) | (load64(a + 8) ^ load64(b + 8)) |
          (load64(a + 16) ^ load64(b + 16)) | (load64(a + 24) ^ load64(b + 24))) == 0;
}

/// A short value, followed by zeros.
struct Head {
  uint64_t words[4];

  /// Of the first `count` bytes. At least `head_byte_count` from `bytes` on are readable.
  Head(const uint8_t *bytes, uint32_t count) {
    const uint8_t *mask = ones + head_byte_count - count;
    for (int i = 0; i < 4; ++i) words[i] = load64(bytes + 8 * i) & load64(mask + 8 * i);
  }

  bool is_at(const uint8_t *kept) const {
    return ((words[0] ^ load64(kept)) | (words[1] ^ load64(kept + 8)) |
            (words[2] ^ load64(kept + 16)) | (words[3] ^ load64(kept + 24))) == 0;
  }

 private:
  static constexpr uint8_t ones[2 * head_byte_count] = {
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
};

/// So that a key of few bits will do.
constexpr uint64_t odd_bits = 0x9E3779B97F4A7C15ULL;

/// Of short values: for tables in memory only, where equality is checked by the bytes: fast, keyed.
inline uint64_t table_hash(const Head &head, uint32_t count, Key key) {
  const uint64_t front = fold(head.words[0] ^ key.first, head.words[1] ^ key.second ^ odd_bits);
  const uint64_t back =
      fold(head.words[2] ^ key.second ^ count, head.words[3] ^ key.first ^ odd_bits);
  return front ^ (back << 1 | back >> 63);
}

/// The same of values that are longer than that.
inline uint64_t table_hash(const uint8_t *bytes, size_t count, Key key) {
  uint64_t a = key.first ^ count, b = key.second;
  const uint8_t *last = bytes + count - 32;
  const auto take = [&](const uint8_t *at) {
    a = fold(load64(at) ^ key.second, load64(at + 8) ^ a);
    b = fold(load64(at + 16) ^ key.first, load64(at + 24) ^ b);
  };
  for (; bytes < last; bytes += 32) take(bytes);
  take(last);
  return fold(a ^ key.first, b ^ key.second ^ odd_bits);
}

/// SipHash-1-3 with 128 bits of output (Aumasson and Bernstein, INDOCRYPT 2012).
class SipHash {
 public:
  explicit SipHash(Key key)
      : v0(key.first ^ 0x736f6d6570736575ULL), v1(key.second ^ 0x646f72616e646f6dULL ^ 0xEE),
        v2(key.first ^ 0x6c7967656e657261ULL), v3(key.second ^ 0x7465646279746573ULL) {}

  /// Leaves the line as it is.
  void hash(const uint8_t *bytes, size_t count, csj_id *id) {
    const uint64_t length = uint64_t{count} << 56;
    for (; count >= 8; bytes += 8, count -= 8) take(load64(bytes));
    uint64_t rest = 0;
    std::memcpy(&rest, bytes, count);
    take(rest | length);
    v2 ^= 0xEE;
    for (int i = 0; i < 3; ++i) round();
    id->high = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xDD;
    for (int i = 0; i < 3; ++i) round();
    id->low = static_cast<uint32_t>(v0 ^ v1 ^ v2 ^ v3);
  }

 private:
  uint64_t v0, v1, v2, v3;

  static uint64_t rotate(uint64_t word, int bits) { return word << bits | word >> (64 - bits); }

  void take(uint64_t word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }

  void round() {
    v0 += v1; v1 = rotate(v1, 13); v1 ^= v0; v0 = rotate(v0, 32);
    v2 += v3; v3 = rotate(v3, 16); v3 ^= v2;
    v0 += v3; v3 = rotate(v3, 21); v3 ^= v0;
    v2 += v1; v1 = rotate(v1, 17); v1 ^= v2; v2 = rotate(v2, 32);
  }
};

}  // namespace csj
