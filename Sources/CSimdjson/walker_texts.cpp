#include <cstring>

#include "walker.hpp"

namespace {

template <size_t size>
bool is_text(const uint8_t *start, const uint8_t *end, const char (&word)[size]) {
  return static_cast<size_t>(end - start) == size - 1 && std::memcmp(start, word, size - 1) == 0;
}

}  // namespace

/// Texts without their quotes. One with an escape is no word that is known here, nor an instant.
bool csj_walker::play(uint32_t role, const uint8_t *start, const uint8_t *end) {
  if (has_escapes && std::memchr(start, '\\', end - start) != nullptr) return false;
  csj::Instant instant;
  switch (role) {
    case CSJ_ROLE_ID:
      row.place.id_offset = static_cast<uint32_t>(window_start + (start - text));
      row.place.id_length = static_cast<uint32_t>(end - start);
      return true;
    case CSJ_ROLE_INSTANT: return instants.read(start, end - start, &instant);
    case CSJ_ROLE_TIME: return instants.read(start, end - start, &row.time);
    case CSJ_ROLE_VERDICT: return is_text(start, end, "approve") || is_text(start, end, "deny");
    case CSJ_ROLE_APPROVED_AT:
      if (!instants.read(start, end - start, &instant)) return false;
      if (!row.has_approvals || row.approved_at.is_before(instant)) row.approved_at = instant;
      row.has_approvals = true;
      return true;
    case CSJ_ROLE_STATUS: return status(start, end);
    case CSJ_ROLE_OUTCOME_AT:
      row.has_outcome_at = instants.read(start, end - start, &row.outcome_at);
      return row.has_outcome_at;
    case CSJ_ROLE_OUTCOME_BY:
      row.is_by_policy = is_text(start, end, "policy");
      return true;
    default: return false;
  }
}

bool csj_walker::status(const uint8_t *start, const uint8_t *end) {
  row.status = is_text(start, end, "approved")    ? 1
               : is_text(start, end, "denied")    ? 2
               : is_text(start, end, "withdrawn") ? 3
               : is_text(start, end, "expired")   ? 4
                                                  : 0;
  return row.status != 0;
}
