/// One walk of a JSON document into a flat tape; walks of many lines are in csimdjson_walker.h.
///
/// A parser handle owns its buffers and is reused: after the first few documents a parse allocates
/// nothing. The tape of a parse is valid until the next parse with the same handle.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a parse came to. Where in the text is not known here: the tape reader's fault finder says.
typedef enum csj_status {
  CSJ_VALID = 0,
  CSJ_SYNTAX,
  CSJ_INVALID_UTF8,
  CSJ_DUPLICATE_NAME,
  CSJ_LONE_SURROGATE,
  CSJ_INTEGER_OUT_OF_RANGE,
  CSJ_NUMBER,
  CSJ_TOO_DEEP,
  CSJ_TOO_LARGE,
  CSJ_OUT_OF_MEMORY
} csj_status;

typedef enum csj_kind {
  CSJ_NULL = 0,
  CSJ_FALSE,
  CSJ_TRUE,
  CSJ_INTEGER,
  CSJ_DOUBLE,
  CSJ_STRING,
  CSJ_ARRAY,
  CSJ_OBJECT
} csj_kind;

/// One value, in document order; an object's members are a string node each, then the value.
typedef struct {
  uint32_t kind;
  /// Bytes of a string, elements of an array, members of an object.
  uint32_t count;
  /// An integer, the bit pattern of a double, or the offset of a string in `strings`.
  int64_t payload;
} csj_node;

/// The values of one document; borrowed from the parser until its next parse.
typedef struct {
  const csj_node *nodes;
  const uint8_t *strings;
} csj_tape;

typedef struct csj_parser csj_parser;

/// A new parser, or null when there is no memory.
csj_parser *csj_parser_create(void);
void csj_parser_destroy(csj_parser *parser);

/// How many bytes after a document must be readable (their values do not matter).
size_t csj_padding(void);

/// Validates a whole document and writes its tape.
///
/// Precondition: `bytes[0 ..< count + csj_padding()]` is readable.
int32_t csj_parse(csj_parser *parser, const uint8_t *bytes, size_t count, uint32_t depth_limit,
                  csj_tape *tape);

#ifdef __cplusplus
}
#endif
