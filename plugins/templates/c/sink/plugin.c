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
  (void)verdicts;
  static const char *const names[] = {"", " insert ", " update ", " delete "};
  const tv_table *table = batch->table;
  if (table == NULL) return tv_failed(TV("rows of a table that was not added"), TV(""));
  for (uint32_t row = 0; row < batch->rows; row += 1) {
    tv_op op = tv_op_of(batch, row);
    tv_push_text(&lines, tv_contents(&greeting));
    tv_push_string(&lines, names[op]);
    tv_push_text(&lines, table->db);
    tv_push_string(&lines, ".");
    tv_push_text(&lines, table->name);
    // After the change a delete has no values, before it an insert has none.
    const tv_column *columns = op == TV_DELETE ? batch->before : batch->after;
    for (uint32_t i = 0; columns != NULL && i < batch->columns; i += 1) {
      tv_push_string(&lines, " ");
      tv_push_text(&lines, table->columns[columns[i].position].name);
      tv_push_string(&lines, "=");
      tv_text text = tv_to_text(&columns[i], row);
      if (text.at == NULL) tv_push_string(&lines, "NULL");
      else tv_push_quoted(&lines, text);
    }
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
