/// Rows as columns of numbers.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "csimdjson_walker.h"
#include "instant.hpp"

namespace csj {

/// What the walk has learnt of the row it is at.
struct Row {
  csj_place place = {};
  csj_id id = {};
  Instant time = {};
  Instant approved_at = {};
  Instant outcome_at = {};
  /// 0 for none, then in the order of `approved`, `denied`, `withdrawn`, `expired`.
  uint8_t status = 0;
  bool has_approvals = false;
  bool has_outcome_at = false;
  bool is_by_policy = false;

  static constexpr int64_t no_wait = std::numeric_limits<int64_t>::min();

  /// As `Record.decidedAt`.
  const Instant &decided_at() const {
    return has_outcome_at ? outcome_at : has_approvals ? approved_at : time;
  }

  bool is_decided() const { return status == 1 || status == 2; }

  /// As `Record.humanDecisionSeconds`.
  int64_t wait() const {
    return is_decided() && has_outcome_at && !is_by_policy ? outcome_at.seconds - time.seconds
                                                           : no_wait;
  }

  /// As `RecordFate`.
  uint8_t fate() const {
    if (!is_decided()) return status == 0 ? 0 : static_cast<uint8_t>(status + 2);
    return static_cast<uint8_t>(2 * status - (is_by_policy ? 1 : 0));
  }
};

/// The rows of a walk. Their memory is kept for the next one.
class Rows {
 public:
  size_t count() const { return row_count; }

  void clear() {
    row_count = 0;
    has_time_nanoseconds = has_decided_nanoseconds = false;
  }

  /// Adds a row; room has been made for it.
  void add(const Row &row, bool is_plain) {
    const size_t at = row_count++;
    const Instant &decided = row.decided_at();
    places[at] = row.place;
    ids[at] = row.id;
    if (!is_plain) ids[at].line = 0;
    times[at] = row.time.seconds;
    time_nanoseconds[at] = row.time.nanoseconds;
    decided_at[at] = decided.seconds;
    decided_nanoseconds[at] = decided.nanoseconds;
    waits[at] = row.wait();
    fates[at] = row.fate();
    is_odd[at] = !is_plain;
    has_time_nanoseconds |= row.time.nanoseconds != 0;
    has_decided_nanoseconds |= decided.nanoseconds != 0;
  }

  void make_odd(size_t at) {
    is_odd[at] = true;
    ids[at].line = 0;
  }

  void make_room(size_t wanted) {
    if (wanted <= room) return;
    room = wanted;
    places.resize(room);
    ids.resize(room);
    times.resize(room);
    time_nanoseconds.resize(room);
    decided_at.resize(room);
    decided_nanoseconds.resize(room);
    waits.resize(room);
    fates.resize(room);
    std::unique_ptr<bool[]> wider(new bool[room]);
    std::copy(is_odd.get(), is_odd.get() + row_count, wider.get());
    is_odd.swap(wider);
  }

  void fill(csj_walk_result *result) const {
    result->row_count = row_count;
    result->places = places.data();
    result->ids = ids.data();
    result->times = {times.data(), time_nanoseconds.data(), has_time_nanoseconds};
    result->decided_at = {decided_at.data(), decided_nanoseconds.data(), has_decided_nanoseconds};
    result->waits = waits.data();
    result->fates = fates.data();
    result->is_odd = is_odd.get();
  }

 private:
  size_t row_count = 0;
  size_t room = 0;
  bool has_time_nanoseconds = false;
  bool has_decided_nanoseconds = false;
  std::vector<csj_place> places;
  std::vector<csj_id> ids;
  std::vector<int64_t> times;
  std::vector<int32_t> time_nanoseconds;
  std::vector<int64_t> decided_at;
  std::vector<int32_t> decided_nanoseconds;
  std::vector<int64_t> waits;
  std::vector<uint8_t> fates;
  std::unique_ptr<bool[]> is_odd;
};

}  // namespace csj
