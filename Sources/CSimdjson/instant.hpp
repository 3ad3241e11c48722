/// Instants as RFC 3339 writes them, exactly as `Timestamp.parse` of CEL takes them.
#pragma once

#include <cstdint>
#include <cstring>

#include "keyed_hash.hpp"

namespace csj {

struct Instant {
  int64_t seconds;
  int32_t nanoseconds;

  bool is_before(const Instant &other) const {
    return seconds != other.seconds ? seconds < other.seconds : nanoseconds < other.nanoseconds;
  }
};

class InstantReader {
 public:
  /// False for what is no instant with an offset in the years 1 to 9999.
  bool read(const uint8_t *bytes, size_t count, Instant *instant) {
    if (count < 20 || !date(bytes)) return false;
    if (count == 20 && bytes[19] == 'Z' && bytes[10] == 'T') return whole(bytes, instant);
    if (bytes[10] != 'T' && bytes[10] != 't') return false;
    if (bytes[13] != ':' || bytes[16] != ':') return false;
    const int64_t hour = two(bytes + 11), minute = two(bytes + 14), second = two(bytes + 17);
    if (hour >= 24 || minute >= 60 || second >= 60) return false;
    const uint8_t *at = bytes + 19;
    const uint8_t *end = bytes + count;
    int32_t nanoseconds = 0;
    if (*at == '.' && !fraction(at, end, &nanoseconds)) return false;
    int64_t offset = 0;
    if (!zone(at, end, &offset) || at != end) return false;
    instant->seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset;
    instant->nanoseconds = nanoseconds;
    return instant->seconds >= least && instant->seconds <= greatest;
  }

 private:
  static constexpr int64_t least = -62135596800;
  static constexpr int64_t greatest = 253402300799;
  static constexpr int64_t no_number = 1000;

  /// The date read last: most records follow one of the same day.
  uint8_t last[10] = {};
  int64_t days = 0;

  /// The time of day as most write it: eight bytes of digits and colons, taken apart all at once.
  bool whole(const uint8_t *bytes, Instant *instant) const {
    constexpr uint64_t pattern = 0x30303A30303A3030, colons = 0x0000FF0000FF0000;
    const uint64_t digits = load64(bytes + 11) ^ pattern;
    // A digit above 9 reaches bit 4 when 6 is added; anything else has a high bit, or is no colon.
    const uint64_t carried = digits + 0x0606000606000606 | digits;
    if ((carried & 0xF0F000F0F000F0F0) != 0 || (digits & colons) != 0) return false;
    const auto pair = [=](int shift) {
      return static_cast<int64_t>((digits >> shift & 0xF) * 10 + (digits >> (shift + 8) & 0xF));
    };
    const int64_t hour = pair(0), minute = pair(24), second = pair(48);
    if (hour >= 24 || minute >= 60 || second >= 60) return false;
    instant->seconds = days * 86400 + hour * 3600 + minute * 60 + second;
    instant->nanoseconds = 0;
    return instant->seconds >= least;
  }

  static bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

  static int64_t two(const uint8_t *bytes) {
    if (!is_digit(bytes[0]) || !is_digit(bytes[1])) return no_number;
    return (bytes[0] - '0') * 10 + (bytes[1] - '0');
  }

  bool date(const uint8_t *bytes) {
    if (load64(bytes) == load64(last) && load64(bytes + 2) == load64(last + 2)) return true;
    if (bytes[4] != '-' || bytes[7] != '-') return false;
    const int64_t century = two(bytes), rest = two(bytes + 2);
    const int64_t month = two(bytes + 5), day = two(bytes + 8);
    if (century == no_number || rest == no_number || month < 1 || month > 12 || day < 1) {
      return false;
    }
    const int64_t year = century * 100 + rest;
    if (day > day_count(month, year)) return false;
    days = days_since_epoch(year, month, day);
    std::memcpy(last, bytes, sizeof last);
    return true;
  }

  static int64_t day_count(int64_t month, int64_t year) {
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month == 2) return is_leap ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /// Years start in March, so that the leap day is the last.
  static int64_t days_since_epoch(int64_t year, int64_t month, int64_t day) {
    const int64_t march_year = month <= 2 ? year - 1 : year;
    const int64_t era = (march_year >= 0 ? march_year : march_year - 399) / 400;
    const int64_t year_of_era = march_year - era * 400;
    const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
  }

  static bool fraction(const uint8_t *&at, const uint8_t *end, int32_t *nanoseconds) {
    int digits = 0;
    int32_t value = 0;
    for (++at; at < end && digits < 9 && is_digit(*at); ++at, ++digits) {
      value = value * 10 + (*at - '0');
    }
    if (digits == 0) return false;
    for (; digits < 9; ++digits) value *= 10;
    *nanoseconds = value;
    return true;
  }

  static bool zone(const uint8_t *&at, const uint8_t *end, int64_t *offset) {
    if (at == end) return false;
    if (*at == 'Z' || *at == 'z') {
      ++at;
      return true;
    }
    if ((*at != '+' && *at != '-') || end - at < 6 || at[3] != ':') return false;
    const int64_t hour = two(at + 1), minute = two(at + 4);
    if (hour >= 24 || minute >= 60) return false;
    *offset = (hour * 3600 + minute * 60) * (*at == '-' ? -1 : 1);
    at += 6;
    return true;
  }
};

}  // namespace csj
