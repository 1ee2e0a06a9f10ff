// Adds the column `label` to every row and drops deletes.
#include "sdk/tivalve.h"

static tv_buffer label;

static tv_status init(tv_json config, const tv_context *context) {
  (void)context;
  tv_push_text(&label, tv_json_text(tv_json_get(config, "label")));
  return tv_ok();
}

static tv_status transform(const tv_batch *batch, tv_writer *out) {
  if (batch->table == NULL) return tv_failed(TV("rows of a table that was not added"), TV(""));
  // Columns that the manifest adds stand behind the table's own.
  uint32_t position = batch->table->column_count;
  for (uint32_t row = 0; row < batch->rows; row += 1) {
    if (tv_op_of(batch, row) == TV_DELETE) continue;
    tv_keep(out, row);
    tv_set_text(out, TV_AFTER, position, tv_contents(&label));
  }
  return tv_ok();
}

const tv_plugin tivalve_plugin = {.init = init, .transform = transform};
