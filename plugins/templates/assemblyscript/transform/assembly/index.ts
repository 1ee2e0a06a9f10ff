// Adds the column `label` to every row and drops deletes.
import { Batch, BatchWriter, Context, Json, Op, Plugin, register, Status } from "../sdk/assembly/index";

export { __guest_call } from "../sdk/assembly/index";

class Transform extends Plugin {
  label: string = "";

  init(config: Json, context: Context): Status {
    this.label = config.textOf("label");
    return Status.ok();
  }

  transform(batch: Batch, out: BatchWriter): Status {
    const table = batch.table;
    if (table == null) return Status.failed("rows of a table that was not added");
    // Columns that the manifest adds stand behind the table's own.
    const label = table.columns.length;
    for (let row = 0; row < batch.rows; row += 1) {
      if (batch.op(row) == Op.Delete) continue;
      out.keep(row);
      out.after.setText(label, this.label);
    }
    return Status.ok();
  }
}

register(new Transform());
