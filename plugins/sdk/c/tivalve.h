// SDK for WebAssembly plugins of TiValve, freestanding: it needs no C library. A plugin defines `tivalve_plugin`, and is
// compiled together with tivalve.c.
#ifndef TIVALVE_H
#define TIVALVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ---- text and memory

/** UTF-8 or bytes, without a zero at the end. */
typedef struct {
  const char *at;
  uint32_t length;
} tv_text;

/** A text of a literal. */
#define TV(literal) ((tv_text){(literal), sizeof(literal) - 1})

tv_text tv_text_of(const char *zero_ended);
bool tv_equals(tv_text text, const char *zero_ended);

/** Memory that is gone when the call ends. */
void *tv_alloc(uint32_t bytes);

/** Ends the instance, for something that must not happen: the host tells its user why. */
_Noreturn void tv_trap(tv_text why);

/** Bytes that grow at their end and live until they are freed. Begins as all zeros. */
typedef struct {
  uint8_t *at;
  uint32_t length;
  uint32_t capacity;
} tv_buffer;

void tv_push(tv_buffer *out, const void *bytes, uint32_t length);
void tv_push_text(tv_buffer *out, tv_text text);
void tv_push_string(tv_buffer *out, const char *zero_ended);
void tv_push_u64(tv_buffer *out, uint64_t number);
void tv_push_i64(tv_buffer *out, int64_t number);
/** As row JSON writes a float: the shortest digits that read back to the same number. */
void tv_push_f64(tv_buffer *out, double number);
void tv_push_f32(tv_buffer *out, float number);
/** As a JSON string. */
void tv_push_quoted(tv_buffer *out, tv_text text);
void tv_push_base64(tv_buffer *out, tv_text bytes);
void tv_free(tv_buffer *buffer);
tv_text tv_contents(const tv_buffer *buffer);

// ---- JSON, for what is small: a place in a text that was found to be JSON

typedef struct {
  const char *at;
  const char *end;
} tv_json;

/** Whether there is a value: a field that is not there has none. */
static inline bool tv_json_is_there(tv_json json) { return json.at != NULL; }
/** Reads a text; not there when it is no JSON. */
tv_json tv_json_read(tv_text text);
/** The field of an object. */
tv_json tv_json_get(tv_json object, const char *name);
/** The first value of a list; not there when it is empty. */
tv_json tv_json_first(tv_json list);
/** The value behind one of a list. */
tv_json tv_json_next(tv_json value);
/** A text without its escapes; empty when the value is none. Valid until the call ends. */
tv_text tv_json_text(tv_json json);
bool tv_json_is_true(tv_json json);
/** A number, or a text of digits as ts and table ids are; 0 when it is none. */
uint64_t tv_json_u64(tv_json json);
int64_t tv_json_i64(tv_json json);

// ---- tables

typedef enum { TV_I64 = 1, TV_U64, TV_F64, TV_F32, TV_TEXT, TV_BYTES } tv_kind;

typedef struct {
  tv_text name;
  /** MySQL's type: `varchar(64)`, `bigint(20) unsigned`. */
  tv_text type;
  bool nullable, is_unsigned, binary, primary_key;
  tv_kind kind;
} tv_column_info;

/** A physical table in one schema, as `sink_add_table` told it; lives until the table is removed or told anew. */
typedef struct {
  uint64_t id, logical_id;
  uint32_t schema_version, key_count, column_count;
  tv_text db, name;
  const tv_text *key;
  const tv_column_info *columns;
} tv_table;

/** NULL when the table was not added. */
const tv_table *tv_table_of(uint64_t table_id);
/** −1 when there is no such column. */
int32_t tv_position_of(const tv_table *table, const char *name);
tv_kind tv_kind_of(tv_text type, bool is_unsigned, bool binary);

// ---- batches, read where they lie; valid until the call ends

typedef enum { TV_INSERT = 1, TV_UPDATE, TV_DELETE } tv_op;

/**
 * One column, before or after the change. `tv_to_text` reads a value of any kind. The others read one of theirs, and end the
 * instance when the column is of another.
 */
typedef struct {
  uint32_t position;
  tv_kind kind;
  /** NULL when the table was not added. */
  const tv_table *table;
  const uint8_t *validity;
  const uint8_t *values;
  const uint8_t *offsets;
} tv_column;

typedef struct {
  uint32_t rows, schema_version;
  /** Columns on each side: those that the manifest asks for, in the table's order. */
  uint32_t columns;
  uint64_t table_id;
  const tv_table *table;
  const tv_column *after;
  /** NULL when the manifest says `"before": false`. */
  const tv_column *before;
  const uint8_t *ops, *start_tss, *commit_tss;
} tv_batch;

/** Reads a batch; answers whether the bytes are one of this version. */
bool tv_batch_read(tv_text bytes, tv_batch *batch);

static inline uint32_t tv_load_u32(const uint8_t *at) {
  uint32_t value;
  __builtin_memcpy(&value, at, 4);
  return value;
}
static inline uint64_t tv_load_u64(const uint8_t *at) {
  uint64_t value;
  __builtin_memcpy(&value, at, 8);
  return value;
}
static inline tv_op tv_op_of(const tv_batch *batch, uint32_t row) { return (tv_op)(batch->ops[row] & 0x0f); }
/** Whether the row is the last of its transaction. */
static inline bool tv_end_of_txn(const tv_batch *batch, uint32_t row) { return (batch->ops[row] & 0x80) != 0; }
static inline uint64_t tv_start_ts(const tv_batch *batch, uint32_t row) { return tv_load_u64(batch->start_tss + row * 8); }
static inline uint64_t tv_commit_ts(const tv_batch *batch, uint32_t row) { return tv_load_u64(batch->commit_tss + row * 8); }

static inline bool tv_is_null(const tv_column *column, uint32_t row) {
  return column->validity != NULL && ((column->validity[row >> 3] >> (row & 7)) & 1) == 0;
}
_Noreturn void tv_misread(const tv_column *column, tv_kind asked);
static inline void tv_expect(const tv_column *column, tv_kind kind) {
  if (column->kind != kind) tv_misread(column, kind);
}
static inline uint64_t tv_u64(const tv_column *column, uint32_t row) {
  tv_expect(column, TV_U64);
  return tv_load_u64(column->values + row * 8);
}
static inline int64_t tv_i64(const tv_column *column, uint32_t row) {
  tv_expect(column, TV_I64);
  return (int64_t)tv_load_u64(column->values + row * 8);
}
static inline double tv_f64(const tv_column *column, uint32_t row) {
  tv_expect(column, TV_F64);
  double value;
  __builtin_memcpy(&value, column->values + row * 8, 8);
  return value;
}
static inline float tv_f32(const tv_column *column, uint32_t row) {
  tv_expect(column, TV_F32);
  float value;
  __builtin_memcpy(&value, column->values + row * 4, 4);
  return value;
}
/** A text or bytes. */
static inline tv_text tv_bytes(const tv_column *column, uint32_t row) {
  if (column->kind != TV_TEXT) tv_expect(column, TV_BYTES);
  uint32_t from = tv_load_u32(column->offsets + row * 4);
  return (tv_text){(const char *)column->values + from, tv_load_u32(column->offsets + row * 4 + 4) - from};
}
/** A value of any kind as text, `{NULL, 0}` for NULL: numbers in digits, floats in the fewest, bytes as base64. */
tv_text tv_to_text(const tv_column *column, uint32_t row);
/** By position in the table or by name; NULL when the batch does not have the column. */
const tv_column *tv_after_at(const tv_batch *batch, uint32_t position);
const tv_column *tv_before_at(const tv_batch *batch, uint32_t position);
const tv_column *tv_after_named(const tv_batch *batch, const char *name);
const tv_column *tv_before_named(const tv_batch *batch, const char *name);

// ---- answers

typedef struct {
  int code;
  tv_text message, cause;
  uint64_t flushed_ts;
} tv_status;

static inline tv_status tv_ok(void) { return (tv_status){200, TV("success"), {NULL, 0}, 0}; }
/** Everything up to `ts` is durable: the answer of a flush that did not get as far as it was asked to. */
static inline tv_status tv_flushed(uint64_t ts) { return (tv_status){200, TV("success"), {NULL, 0}, ts}; }
/** The plugin has no such operation. */
static inline tv_status tv_missing(void) { return (tv_status){404, TV("no such operation"), {NULL, 0}, 0}; }
/** What was asked cannot be done, however often it is tried. */
static inline tv_status tv_refused(tv_text message) { return (tv_status){400, message, {NULL, 0}, 0}; }
static inline tv_status tv_failed(tv_text message, tv_text cause) { return (tv_status){500, message, cause, 0}; }

/** Says of rows what became of them when they were not simply taken. */
typedef struct tv_verdicts tv_verdicts;
void tv_skip(tv_verdicts *verdicts, uint32_t row, tv_text reason);
/** The row is to be handed over again, a little later. */
void tv_retry(tv_verdicts *verdicts, uint32_t row, tv_text reason);
/** The row is to go aside. */
void tv_dead_letter(tv_verdicts *verdicts, uint32_t row, tv_text reason);

/** Takes the rows of a transform that go on, in the order of their sources. What is neither kept nor added is dropped. */
typedef struct tv_writer tv_writer;
void tv_keep(tv_writer *out, uint32_t row);
void tv_keep_all(tv_writer *out);
/** The row goes on with another operation. */
void tv_keep_as(tv_writer *out, uint32_t row, tv_op op);
/** A new row, in the transaction of the row before it; columns that are not set are NULL. */
void tv_add_new(tv_writer *out, tv_op op);

typedef enum { TV_AFTER, TV_BEFORE } tv_side;
/** Set a column of the row that was last kept or added; one that is not set is as in its source. */
void tv_set_null(tv_writer *out, tv_side side, uint32_t position);
void tv_set_i64(tv_writer *out, tv_side side, uint32_t position, int64_t value);
void tv_set_u64(tv_writer *out, tv_side side, uint32_t position, uint64_t value);
void tv_set_f64(tv_writer *out, tv_side side, uint32_t position, double value);
void tv_set_f32(tv_writer *out, tv_side side, uint32_t position, float value);
void tv_set_text(tv_writer *out, tv_side side, uint32_t position, tv_text value);
void tv_set_bytes(tv_writer *out, tv_side side, uint32_t position, tv_text value);

// ---- the plugin

typedef struct {
  tv_text changefeed, instance;
  uint64_t epoch;
} tv_context;

/** The operations. What is NULL answers 404, and the host does not ask again. */
typedef struct {
  /** Once, first. `config` has the defaults of the manifest's schema. */
  tv_status (*init)(tv_json config, const tv_context *context);
  tv_status (*add_table)(const tv_table *table);
  tv_status (*rows)(const tv_batch *batch, tv_verdicts *verdicts);
  tv_status (*transform)(const tv_batch *batch, tv_writer *out);
  /** What is buffered of the table up to `resolved_ts` must be durable when this answers `tv_ok()`. */
  tv_status (*flush)(uint64_t table_id, uint64_t resolved_ts);
  tv_status (*ddl)(tv_json ddl);
  tv_status (*checkpoint)(uint64_t ts, tv_json tables);
  tv_status (*remove_table)(uint64_t table_id);
  tv_status (*close)(void);
  /** Writes what the next version of the plugin is to know. */
  tv_status (*state_export)(tv_buffer *state);
  tv_status (*state_import)(tv_text from_version, tv_text state);
  tv_status (*self_test)(void);
  /** Any other operation; answers whether it is there, and writes the answer. */
  bool (*other)(tv_text operation, tv_text payload, tv_buffer *answer);
} tv_plugin;

/** Defined by the plugin. */
extern const tv_plugin tivalve_plugin;

// ---- host bindings: each must be asked for in the manifest. They answer whether the host did it; `tv_host_error` says why
// not. Answers are valid until the call ends.

tv_text tv_host_error(void);
void tv_log(const char *level, tv_text text);
/** Six digits after the point are told. */
bool tv_metrics_add(const char *name, double value);
bool tv_metrics_set(const char *name, double value);
bool tv_clock_now_ms(uint64_t *ms);
bool tv_clock_monotonic_ns(uint64_t *ns);
/** A key that is not there has the answer `{NULL, 0}`. */
bool tv_kv_get(tv_text key, tv_text *value);
bool tv_kv_put(tv_text key, tv_text value);
bool tv_kv_delete(tv_text key);
bool tv_kv_list(tv_text prefix, const tv_text **keys, uint32_t *count);
bool tv_kv_flush(void);
/** Makes a file; fails when it is there. */
bool tv_fs_create(const char *folder, tv_text path, tv_text bytes);
/** Adds to a file, making it and its folders; all of the bytes or none. */
bool tv_fs_append(const char *folder, tv_text path, tv_text bytes);
/** Brings a file to the disk. */
bool tv_fs_flush(const char *folder, tv_text path);
bool tv_fs_size(const char *folder, tv_text path, uint64_t *size);
bool tv_fs_truncate(const char *folder, tv_text path, uint64_t size);
bool tv_fs_read(const char *folder, tv_text path, uint64_t offset, uint32_t length, tv_text *bytes);
/** Names with `/` between them. */
bool tv_fs_list(const char *folder, tv_text path, tv_text *names);

typedef struct {
  uint32_t status;
  tv_json headers;
  tv_text body;
} tv_response;
/** `headers` are names and values by turns. */
bool tv_http(const char *method, tv_text url, const tv_text *headers, uint32_t header_count, tv_text body, uint32_t timeout_ms,
             tv_response *response);
/** A table in the words of `sink_add_table`. */
bool tv_schema_table(tv_text db, tv_text table, tv_json *json);
bool tv_secret(const char *name, tv_text *value);

#endif
