#include <cstdint>

#include "csimdjson_walker.h"
#include "zeroed_memory.hpp"

/// The ids of all records so far, in 16 bytes a slot, by 96 bits of a keyed hash.
///
/// Two different ids of ten million share these bits with a probability of 10^14 / 2^97, less than
/// one in 10^15. Should it happen, a good record is reported as a duplicate: it fails closed.
struct csj_id_table {
  csj::ZeroedMemory<csj_id> slots{first_slot_count};
  size_t count = 0;

  /// The line of an id that was there before; 0, and remembered, where there is none.
  uint32_t insert(const csj_id &id) {
    csj_id &slot = slots[index_of(id)];
    if (slot.line != 0) return slot.line;
    slot = id;
    count += 1;
    if (count * 4 > slots.size() * 3) grow();
    return 0;
  }

  void prefetch(const csj_id &id) const {
    __builtin_prefetch(&slots[id.high & (slots.size() - 1)]);
  }

 private:
  static constexpr size_t first_slot_count = 1 << 12;

  size_t index_of(const csj_id &id) const {
    const size_t mask = slots.size() - 1;
    size_t index = id.high & mask;
    while (slots[index].line != 0) {
      if (slots[index].high == id.high && slots[index].low == id.low) break;
      index = (index + 1) & mask;
    }
    return index;
  }

  void grow() {
    csj::ZeroedMemory<csj_id> old(slots.size() * 2);
    old.swap(slots);
    for (const csj_id &id : old) {
      if (id.line != 0) slots[index_of(id)] = id;
    }
  }
};

extern "C" {

csj_id_table *csj_id_table_create(void) {
  try {
    return new csj_id_table();
  } catch (...) {
    return nullptr;
  }
}

void csj_id_table_destroy(csj_id_table *table) { delete table; }

bool csj_id_table_insert(csj_id_table *table, const csj_id *ids, size_t count, uint32_t line_base,
                         uint32_t *first_lines) {
  constexpr size_t ahead = 24;
  try {
    for (size_t i = 0; i < count; ++i) {
      if (i + ahead < count) table->prefetch(ids[i + ahead]);
      first_lines[i] = 0;
      if (ids[i].line == 0) continue;
      first_lines[i] = table->insert(csj_id{ids[i].high, ids[i].low, ids[i].line + line_base});
    }
    return true;
  } catch (...) {
    return false;
  }
}

}  // extern "C"
