/// One walk of many lines of JSON into columns.
///
/// A walker is told once which members records have and what to do with each value; then it takes
/// blocks of lines. Every value is visited and validated, also those that nobody asked for. A row
/// for which everything held is plain; every other is odd, and is for the caller to look at.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Which JSON values a node takes, as bits.
typedef enum csj_kinds {
  CSJ_TAKES_NULL = 1,
  CSJ_TAKES_BOOLEAN = 2,
  CSJ_TAKES_INTEGER = 4,
  CSJ_TAKES_FRACTION = 8,
  CSJ_TAKES_STRING = 16,
  CSJ_TAKES_ARRAY = 32,
  CSJ_TAKES_OBJECT = 64
} csj_kinds;

/// What a text means beyond its kind.
typedef enum csj_role {
  CSJ_ROLE_NONE = 0,
  /// Must be an instant.
  CSJ_ROLE_INSTANT,
  CSJ_ROLE_ID,
  CSJ_ROLE_TIME,
  CSJ_ROLE_VERDICT,
  CSJ_ROLE_APPROVED_AT,
  CSJ_ROLE_STATUS,
  CSJ_ROLE_OUTCOME_AT,
  CSJ_ROLE_OUTCOME_BY
} csj_role;

/// What becomes of members that a node does not name; from 0 on: the node for their values.
enum { CSJ_OTHERS_KEPT = -1, CSJ_OTHERS_FORBIDDEN = -2 };

/// In place of a node, a dictionary or a column: none.
enum { CSJ_NONE = -1 };

/// One node of the tree; members are added apart.
typedef struct {
  uint32_t kinds;
  uint32_t role;
  /// What members it does not name are held to.
  int32_t others;
  /// The node of the elements of a list, or none: then any valid element will do.
  int32_t items;
  /// Codes the bytes of the whole value, or none.
  int32_t dictionary;
  /// Required members that no record can have; any makes every row odd.
  uint32_t unmatchable;
  /// Whether a member `properties` is an object whose members belong here.
  bool hoists;
  /// The node of the value when it is a bare text, or none.
  int32_t bare;
} csj_node_plan;

/// Where a line that is not blank stands. Offsets are in the block.
typedef struct {
  uint32_t offset;
  /// Without the line break.
  uint32_t length;
  /// From 1, of the lines of this block.
  uint32_t line;
  /// Of the id of a plain row, without its quotes.
  uint32_t id_offset;
  uint32_t id_length;
} csj_place;

/// A record's id in few bits, and the line it stands on.
typedef struct {
  uint64_t high;
  uint32_t low;
  /// From 1 on; 0 where there is no id.
  uint32_t line;
} csj_id;

/// Instants of rows.
typedef struct {
  const int64_t *seconds;
  const int32_t *nanoseconds;
  /// Whether any has nanoseconds.
  bool has_nanoseconds;
} csj_instants;

/// What a walk came to, row by row; borrowed until the next walk. Of odd rows only the place is
/// known, and that they are.
typedef struct {
  size_t row_count;
  const csj_place *places;
  /// Of each plain row; on line 0 where it is odd.
  const csj_id *ids;
  csj_instants times;
  /// The instant of the outcome, else of the last approval, else of the request.
  csj_instants decided_at;
  /// Seconds from the request to the outcome where a human approved or denied it; else INT64_MIN.
  const int64_t *waits;
  /// 0 for nothing known; then approved by the policy, by a human; denied by the policy, by a
  /// human; withdrawn; expired.
  const uint8_t *fates;
  const bool *is_odd;
  /// Where the walk stopped: the end, or behind the last row that there was room for.
  size_t end;
  /// Lines up to there, blank ones too.
  size_t line_count;
} csj_walk_result;

/// The bytes of a value that is to be judged.
typedef struct {
  const uint8_t *bytes;
  size_t count;
} csj_value;

typedef struct csj_walker csj_walker;

/// A new walker, or null when there is no memory. The key is that of all its hashes.
csj_walker *csj_walker_create(uint64_t key0, uint64_t key1, uint32_t depth_limit,
                              size_t line_limit);
void csj_walker_destroy(csj_walker *walker);

/// Adds a node; the first is that of records. Nodes are numbered from 0.
int32_t csj_walker_add_node(csj_walker *walker, csj_node_plan plan);
/// Adds a member to a node. Its name holds nothing that JSON has to escape.
void csj_walker_add_member(csj_walker *walker, int32_t node, const uint8_t *name, size_t count,
                           int32_t value, bool is_required);
/// Adds a dictionary, which gives codes from 1 on; with a column, rows keep them.
int32_t csj_walker_add_dictionary(csj_walker *walker, bool has_column);

/// Walks whole lines from `start` on, up to so many rows.
///
/// Precondition: `bytes[0 ..< count + csj_padding()]` is readable; the byte before `count` or the
/// one after it is a line break; `count` is below 2^31.
/// Returns false when there is no memory.
bool csj_walk(csj_walker *walker, const uint8_t *bytes, size_t start, size_t count,
              size_t greatest_row_count, csj_walk_result *result);

/// The codes of a dictionary's column, one for each row; 0 where the value is absent.
const uint32_t *csj_walker_codes(const csj_walker *walker, int32_t dictionary);
/// The next value of a dictionary that was not judged yet; false when there is none.
bool csj_walker_next_value(const csj_walker *walker, int32_t dictionary, csj_value *value);
/// Judges that value.
void csj_walker_judge(csj_walker *walker, int32_t dictionary, bool is_good);
/// Makes rows odd that hold a value that was judged to be bad, also in the result.
void csj_walker_settle(csj_walker *walker);
/// How many values a dictionary holds, and how many bytes they take.
size_t csj_walker_value_count(const csj_walker *walker, int32_t dictionary);
size_t csj_walker_byte_count(const csj_walker *walker, int32_t dictionary);
/// Forgets all values of a dictionary.
void csj_walker_clear(csj_walker *walker, int32_t dictionary);

/// The keyed hash of an id, as rows have it.
void csj_walker_hash_id(const csj_walker *walker, const uint8_t *bytes, size_t count,
                        uint64_t *high, uint32_t *low);

typedef struct csj_id_table csj_id_table;

/// A new table of ids, or null when there is no memory.
csj_id_table *csj_id_table_create(void);
void csj_id_table_destroy(csj_id_table *table);

/// Puts ids into the table, their lines counted from `line_base` on. In `first_lines` goes the line
/// on which an id was seen before, or 0. Returns false when there is no memory.
bool csj_id_table_insert(csj_id_table *table, const csj_id *ids, size_t count, uint32_t line_base,
                         uint32_t *first_lines);

#ifdef __cplusplus
}
#endif
