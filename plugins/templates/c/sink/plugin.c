// Writes a line for each row to `rows.log` in the granted folder `out`.
#include "sdk/tivalve.h"

static tv_buffer greeting;
/** Lines that wait for a flush. */
static tv_buffer lines;

static tv_status init(tv_json config, const tv_context *context) {
  (void)context;
  tv_push_text(&greeting, tv_json_text(tv_json_get(config, "greeting")));
  return tv_ok();
}

static tv_status rows(const tv_batch *batch, tv_verdicts *verdicts) {
  static const char *const names[] = {"", " insert ", " update ", " delete "};
  const tv_column *after = tv_after_named(batch, "id");
  const tv_column *before = tv_before_named(batch, "id");
  if (after == NULL || before == NULL) return tv_refused(TV("the table has no column id"));
  for (uint32_t row = 0; row < batch->rows; row += 1) {
    tv_op op = tv_op_of(batch, row);
    const tv_column *id = op == TV_DELETE ? before : after;
    if (tv_is_null(id, row)) {
      tv_dead_letter(verdicts, row, TV("id is NULL"));
      continue;
    }
    tv_push_text(&lines, tv_contents(&greeting));
    tv_push_string(&lines, names[op]);
    tv_push_text(&lines, tv_bytes(id, row));
    tv_push_string(&lines, " ");
    tv_push_u64(&lines, tv_commit_ts(batch, row));
    tv_push_string(&lines, "\n");
  }
  return tv_ok();
}

/** Answers when the lines are on the disk: TiValve does not hand them over again after that. */
static tv_status flush(uint64_t table_id, uint64_t resolved_ts) {
  (void)table_id;
  (void)resolved_ts;
  if (lines.length == 0) return tv_ok();
  tv_text path = TV("rows.log");
  if (!tv_fs_append("out", path, tv_contents(&lines)) || !tv_fs_flush("out", path)) return tv_failed(path, tv_host_error());
  lines.length = 0;
  return tv_ok();
}

const tv_plugin tivalve_plugin = {.init = init, .rows = rows, .flush = flush};
