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

  /// What a value of more than `head_byte_count` bytes is looked for by.
  uint32_t hash(const uint8_t *bytes, uint32_t count) const {
    return used_bit | static_cast<uint32_t>(table_hash(bytes, count, key));
  }

  /// What a shorter one is looked for by.
  uint32_t hash(const Head &head, uint32_t count) const {
    return used_bit | static_cast<uint32_t>(table_hash(head, count, key));
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

  /// The code of a value of more than `head_byte_count` bytes, which is remembered if it is new.
  uint32_t code(const uint8_t *bytes, uint32_t count, uint32_t hash) {
    return code(bytes, count, hash, [=](const uint8_t *kept) {
      // The last ones may be compared twice.
      const size_t last = count - head_byte_count;
      for (size_t at = 0; at < last; at += head_byte_count) {
        if (!has_same_head(kept + at, bytes + at)) return false;
      }
      return has_same_head(kept + last, bytes + last);
    });
  }

  /// The code of a shorter one.
  uint32_t code(const Head &head, const uint8_t *bytes, uint32_t count, uint32_t hash) {
    return code(bytes, count, hash, [&](const uint8_t *kept) { return head.is_at(kept); });
  }

  /// Whether a value was judged, and found good.
  bool is_good(uint32_t code) const {
    return code <= all_good || (code <= judged && !values[code - 1].is_bad);
  }

  size_t value_count() const { return values.size(); }
  size_t byte_count() const { return held; }

  const Value *next_pending() const { return judged < values.size() ? &values[judged] : nullptr; }

  void judge(bool is_good) {
    values[judged].is_bad = !is_good;
    judged += 1;
    if (is_good && all_good + 1 == judged) all_good = judged;
  }

  void clear() {
    values.clear();
    slots.assign(first_slot_count, Slot());
    pages.clear();
    room = nullptr;
    left = judged = all_good = held = 0;
  }

 private:
  struct Slot {
    /// 0 in an empty slot.
    uint32_t hash = 0;
    uint32_t code = 0;
    /// Before them stands how many there are.
    const uint8_t *bytes = nullptr;
  };

  /// No hash is that of an empty slot.
  static constexpr uint32_t used_bit = uint32_t{1} << 31;
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
  /// The codes up to here are good, all of them.
  size_t all_good = 0;
  size_t held = 0;

  template <typename Comparison>
  uint32_t code(const uint8_t *bytes, uint32_t count, uint32_t hash, Comparison is_at) {
    const size_t mask = slots.size() - 1;
    for (size_t index = hash & mask;; index = (index + 1) & mask) {
      const Slot &slot = slots[index];
      if (slot.hash == hash && load32(slot.bytes - sizeof count) == count && is_at(slot.bytes)) {
        return slot.code;
      }
      if (slot.hash == 0) return add(index, hash, bytes, count);
    }
  }

  [[gnu::noinline]] uint32_t add(size_t index, uint32_t hash, const uint8_t *bytes,
                                 uint32_t count) {
    const uint8_t *kept = keep(bytes, count);
    values.push_back(Value{kept, count, false});
    const auto code = static_cast<uint32_t>(values.size());
    slots[index] = Slot{hash, code, kept};
    if (values.size() * 2 > slots.size()) grow();
    return code;
  }

  /// A copy behind its length; a short one is followed by zeros.
  const uint8_t *keep(const uint8_t *bytes, uint32_t count) {
    const size_t needed = sizeof count + (count < head_byte_count ? head_byte_count : count);
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
