/// The values of one field on their way to codes.
#pragma once

#include <cstdint>
#include <vector>

#include "dictionary.hpp"

namespace csj {

struct Coding;

/// A row holds a value that nobody judged yet.
struct Pending {
  Coding *coding;
  uint32_t row;
  uint32_t code;
};

/// A dictionary, and the column that keeps its codes.
struct Coding {
  /// A value that stands in the window, with 32 readable bytes.
  struct Waiting {
    const uint8_t *bytes;
    uint32_t count;
    uint32_t row;
    uint32_t hash;
  };

  Dictionary dictionary;
  const bool has_column;
  /// One for each row; empty where there is no column.
  std::vector<uint32_t> codes;

  Coding(Key key, bool has_column) : dictionary(key), has_column(has_column) {}

  void clear() {
    codes.clear();
    waiting_count = 0;
  }

  /// Written part by part, where it stays: a copy of what was just written would wait for it.
  void add_waiting(const uint8_t *bytes, uint32_t count, uint32_t row) {
    if (waiting_count == waiting.size()) waiting.resize(waiting_count * 2);
    Waiting &added = waiting[waiting_count++];
    added.bytes = bytes;
    added.count = count;
    added.row = row;
  }

  /// All together: so their tables are near, or at least asked for in time.
  void look_up_waiting(std::vector<Pending> &pending) {
    const Waiting *const end = waiting.data() + waiting_count;
    for (Waiting *value = waiting.data(); value < end; ++value) value->hash = hash(*value);
    if (dictionary.is_large()) prefetch();
    for (const Waiting *value = waiting.data(); value < end; ++value) {
      const uint32_t code = this->code(*value);
      if (has_column) codes[value->row] = code;
      if (!dictionary.is_good(code)) pending.push_back(Pending{this, value->row, code});
    }
    waiting_count = 0;
  }

 private:
  static constexpr size_t first_room = 256;
  std::vector<Waiting> waiting = std::vector<Waiting>(first_room);
  size_t waiting_count = 0;

  [[gnu::always_inline]] uint32_t hash(const Waiting &value) const {
    return value.count <= head_byte_count
               ? dictionary.hash(Head(value.bytes, value.count), value.count)
               : dictionary.hash(value.bytes, value.count);
  }

  [[gnu::always_inline]] uint32_t code(const Waiting &value) {
    if (value.count > head_byte_count) {
      return dictionary.code(value.bytes, value.count, value.hash);
    }
    const Head head(value.bytes, value.count);
    return dictionary.code(head, value.bytes, value.count, value.hash);
  }

  /// First the slots are asked for all together, then what they lead to.
  void prefetch() const {
    for (size_t i = 0; i < waiting_count; ++i) dictionary.prefetch_slot(waiting[i].hash);
    for (size_t i = 0; i < waiting_count; ++i) dictionary.prefetch_bytes(waiting[i].hash);
  }
};

}  // namespace csj
