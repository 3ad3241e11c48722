/// The distinct values of one field, by their bytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "keyed_hash.hpp"

namespace csj {

/// An open-addressing table; codes count from 1 in the order in which values came.
///
/// A slot leads to what is compared: a look-up in a table of many values costs two cache misses.
class Dictionary {
 public:
  struct Value {
    const uint8_t *bytes;
    uint32_t count;
    bool is_bad;
  };

  explicit Dictionary(Key key) : key(key), slots(first_slot_count) {}

  /// The code of a short value that came before; 0 where a look into the table is needed.
  /// At least 16 bytes from `bytes` on are readable.
  uint32_t code_of_recent(const uint8_t *bytes, uint32_t count) const {
    if (count > sizeof(Recent::words)) return 0;
    const Recent wanted(bytes, count);
    const Recent &found = recent[wanted.place()];
    const bool is_found = found.words[0] == wanted.words[0] && found.words[1] == wanted.words[1] &&
                          found.count == count;
    return is_found ? found.code : 0;
  }

  /// Lets a value be found so.
  void remember(const uint8_t *bytes, uint32_t count, uint32_t code) {
    if (count > sizeof(Recent::words)) return;
    Recent added(bytes, count);
    added.code = code;
    recent[added.place()] = added;
  }

  /// What a value is looked for by.
  uint32_t hash(const uint8_t *bytes, uint32_t count) const {
    return static_cast<uint32_t>(table_hash(bytes, count, key));
  }

  /// Whether the table is so large that a look-up would wait for memory.
  bool is_large() const { return slots.size() > greatest_near_slot_count; }

  void prefetch_slot(uint32_t hash) const {
    __builtin_prefetch(&slots[hash & (slots.size() - 1)]);
  }

  /// The bytes that a value with this hash most likely has.
  void prefetch_bytes(uint32_t hash) const {
    const size_t mask = slots.size() - 1;
    for (size_t index = hash & mask; slots[index].code != 0; index = (index + 1) & mask) {
      if (slots[index].hash != hash) continue;
      __builtin_prefetch(slots[index].bytes);
      __builtin_prefetch(slots[index].bytes + 64);
      return;
    }
  }

  /// The code of a value, which is remembered if it is new.
  /// At least 8 bytes from `bytes` on are readable.
  uint32_t code(const uint8_t *bytes, uint32_t count, uint32_t hash) {
    const size_t mask = slots.size() - 1;
    for (size_t index = hash & mask;; index = (index + 1) & mask) {
      const Slot &slot = slots[index];
      if (slot.code == 0) return add(index, hash, bytes, count);
      if (slot.hash == hash && is_kept(slot.bytes, bytes, count)) {
        return slot.code;
      }
    }
  }

  /// Whether a value was judged, and found good.
  bool is_good(uint32_t code) const {
    return code <= judged && (bad == 0 || !values[code - 1].is_bad);
  }

  size_t value_count() const { return values.size(); }
  size_t byte_count() const { return held; }

  const Value *next_pending() const { return judged < values.size() ? &values[judged] : nullptr; }

  void judge(bool is_good) {
    values[judged].is_bad = !is_good;
    bad += is_good ? 0 : 1;
    judged += 1;
  }

  void clear() {
    for (Recent &value : recent) value = Recent();
    values.clear();
    slots.assign(first_slot_count, Slot());
    pages.clear();
    room = nullptr;
    left = judged = bad = held = 0;
  }

 private:
  struct Slot {
    uint32_t hash = 0;
    /// 0 in an empty slot.
    uint32_t code = 0;
    /// Before them stands how many there are.
    const uint8_t *bytes = nullptr;
  };

  /// A short value, whole.
  struct Recent {
    uint64_t words[2] = {};
    uint32_t count = 0;
    uint32_t code = 0;

    Recent() = default;

    Recent(const uint8_t *bytes, uint32_t count) : count(count) {
      // simdjson knows little-endian machines only, and so does this.
      words[0] = load64(bytes);
      if (count < 8) {
        words[0] &= (uint64_t{1} << (8 * count)) - 1;
      } else if (count > 8) {
        words[1] = load64(bytes + 8) & (~uint64_t{0} >> (8 * (16 - count)));
      }
    }

    size_t place() const {
      return ((words[0] ^ words[1] * 3) * 0x9E3779B97F4A7C15ULL) >> (64 - recent_bits);
    }
  };

  static constexpr int recent_bits = 5;
  static constexpr size_t first_slot_count = 64;
  static constexpr size_t greatest_near_slot_count = 1024;
  static constexpr size_t page_byte_count = 1 << 16;

  Key key;
  Recent recent[1 << recent_bits];
  std::vector<Slot> slots;
  std::vector<Value> values;
  std::vector<std::unique_ptr<uint8_t[]>> pages;
  uint8_t *room = nullptr;
  size_t left = 0;
  size_t judged = 0;
  size_t bad = 0;
  size_t held = 0;

  static bool is_kept(const uint8_t *kept, const uint8_t *bytes, uint32_t count) {
    if (load32(kept - sizeof count) != count) return false;
    for (; count >= 8; kept += 8, bytes += 8, count -= 8) {
      if (load64(kept) != load64(bytes)) return false;
    }
    if (count == 0) return true;
    uint64_t left = load64(kept), right = 0;
    std::memcpy(&right, bytes, 8);
    // Kept values are followed by zeros, so that only the other one is cut.
    const uint8_t ones[16] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    return left == (right & load64(ones + 8 - count));
  }

  uint32_t add(size_t index, uint32_t hash, const uint8_t *bytes, uint32_t count) {
    const uint8_t *kept = keep(bytes, count);
    values.push_back(Value{kept, count, false});
    const auto code = static_cast<uint32_t>(values.size());
    slots[index] = Slot{hash, code, kept};
    if (values.size() * 4 > slots.size() * 3) grow();
    return code;
  }

  /// A copy, between its length and zeros.
  const uint8_t *keep(const uint8_t *bytes, uint32_t count) {
    const size_t needed = sizeof count + count + 8;
    if (needed > left) {
      left = needed > page_byte_count ? needed : page_byte_count;
      pages.emplace_back(new uint8_t[left]());
      room = pages.back().get();
    }
    uint8_t *kept = room + sizeof count;
    std::memcpy(room, &count, sizeof count);
    std::memcpy(kept, bytes, count);
    room += needed;
    left -= needed;
    held += needed;
    return kept;
  }

  void grow() {
    std::vector<Slot> wider(slots.size() * 2);
    const size_t mask = wider.size() - 1;
    for (const Slot &slot : slots) {
      if (slot.code == 0) continue;
      size_t index = slot.hash & mask;
      while (wider[index].code != 0) index = (index + 1) & mask;
      wider[index] = slot;
    }
    slots.swap(wider);
  }
};

}  // namespace csj
