/// Hashes that nobody can aim at without the key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

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

/// For tables in memory only, where equality is checked by the bytes: fast, keyed.
inline uint64_t table_hash(const uint8_t *bytes, size_t count, Key key) {
  uint64_t state = key.first ^ count;
  while (count > 16) {
    state = fold(load64(bytes) ^ key.second, load64(bytes + 8) ^ state);
    bytes += 16;
    count -= 16;
  }
  uint64_t a = 0, b = 0;
  if (count >= 8) {
    a = load64(bytes);
    b = load64(bytes + count - 8);
  } else if (count >= 4) {
    a = load32(bytes);
    b = load32(bytes + count - 4);
  } else if (count > 0) {
    a = uint64_t{bytes[0]} << 16 | uint64_t{bytes[count / 2]} << 8 | bytes[count - 1];
  }
  return fold(fold(a ^ key.second, b ^ state) ^ key.first, key.second ^ 0x9E3779B97F4A7C15ULL);
}

/// SipHash-1-3 with 128 bits of output (Aumasson and Bernstein, INDOCRYPT 2012).
class SipHash {
 public:
  explicit SipHash(Key key)
      : v0(key.first ^ 0x736f6d6570736575ULL), v1(key.second ^ 0x646f72616e646f6dULL ^ 0xEE),
        v2(key.first ^ 0x6c7967656e657261ULL), v3(key.second ^ 0x7465646279746573ULL) {}

  void hash(const uint8_t *bytes, size_t count, uint64_t *high, uint64_t *low) {
    const uint64_t length = uint64_t{count} << 56;
    for (; count >= 8; bytes += 8, count -= 8) take(load64(bytes));
    uint64_t rest = 0;
    std::memcpy(&rest, bytes, count);
    take(rest | length);
    v2 ^= 0xEE;
    for (int i = 0; i < 3; ++i) round();
    *high = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xDD;
    for (int i = 0; i < 3; ++i) round();
    *low = v0 ^ v1 ^ v2 ^ v3;
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
