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
/// What is compared lies in the slot itself: a table of many values costs two cache misses, not more.
class Dictionary {
 public:
  struct Value {
    const uint8_t *bytes;
    uint32_t count;
    bool is_bad;
  };

  explicit Dictionary(Key key) : key(key), slots(first_slot_count) {}

  /// What a value is looked for by.
  uint64_t hash(const uint8_t *bytes, uint32_t count) const {
    return table_hash(bytes, count, key);
  }

  /// Whether the table is so large that a look-up would wait for memory.
  bool is_large() const { return slots.size() > greatest_near_slot_count; }

  void prefetch_slot(uint64_t hash) const {
    __builtin_prefetch(&slots[hash & (slots.size() - 1)]);
  }

  /// The bytes that a value with this hash most likely has.
  void prefetch_bytes(uint64_t hash) const {
    const size_t mask = slots.size() - 1;
    for (size_t index = hash & mask; slots[index].code != 0; index = (index + 1) & mask) {
      if (slots[index].hash == hash) return __builtin_prefetch(slots[index].bytes);
    }
  }

  /// The code of a value, which is remembered if it is new.
  /// At least 8 bytes from `bytes` on are readable.
  uint32_t code(const uint8_t *bytes, uint32_t count, uint64_t hash) {
    const size_t mask = slots.size() - 1;
    for (size_t index = hash & mask;; index = (index + 1) & mask) {
      const Slot &slot = slots[index];
      if (slot.code == 0) return add(index, hash, bytes, count);
      if (slot.hash == hash && slot.count == count && is_same(slot.bytes, bytes, count)) {
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
    values.clear();
    slots.assign(first_slot_count, Slot());
    pages.clear();
    room = nullptr;
    left = judged = bad = held = 0;
  }

 private:
  struct Slot {
    uint64_t hash = 0;
    const uint8_t *bytes = nullptr;
    uint32_t count = 0;
    /// 0 in an empty slot.
    uint32_t code = 0;
  };

  static constexpr size_t first_slot_count = 64;
  static constexpr size_t greatest_near_slot_count = 1024;
  static constexpr size_t page_byte_count = 1 << 16;

  Key key;
  std::vector<Slot> slots;
  std::vector<Value> values;
  std::vector<std::unique_ptr<uint8_t[]>> pages;
  uint8_t *room = nullptr;
  size_t left = 0;
  size_t judged = 0;
  size_t bad = 0;
  size_t held = 0;

  static bool is_same(const uint8_t *kept, const uint8_t *bytes, uint32_t count) {
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

  uint32_t add(size_t index, uint64_t hash, const uint8_t *bytes, uint32_t count) {
    const uint8_t *kept = keep(bytes, count);
    values.push_back(Value{kept, count, false});
    const auto code = static_cast<uint32_t>(values.size());
    slots[index] = Slot{hash, kept, count, code};
    if (values.size() * 2 > slots.size()) grow();
    return code;
  }

  /// A copy, followed by zeros.
  const uint8_t *keep(const uint8_t *bytes, uint32_t count) {
    const size_t needed = size_t{count} + 8;
    if (needed > left) {
      left = needed > page_byte_count ? needed : page_byte_count;
      pages.emplace_back(new uint8_t[left]());
      room = pages.back().get();
    }
    uint8_t *kept = room;
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
