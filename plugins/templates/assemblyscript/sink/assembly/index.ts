// Writes a line for each row to `rows.log` in the granted folder `out`.
import { Batch, ByteBuffer, Context, fs, hostError, Json, Op, Plugin, quote, register, Status, Verdicts } from "../sdk/assembly/index";

export { __guest_call } from "../sdk/assembly/index";

class Sink extends Plugin {
  greeting: string = "";
  /** Lines that wait for a flush. */
  lines: ByteBuffer = new ByteBuffer();

  init(config: Json, context: Context): Status {
    this.greeting = config.textOf("greeting");
    return Status.ok();
  }

  rows(batch: Batch, verdicts: Verdicts): Status {
    const table = batch.table;
    if (table == null) return Status.failed("rows of a table that was not added");
    for (let row = 0; row < batch.rows; row += 1) {
      const op = batch.op(row);
      const name = op == Op.Insert ? "insert" : op == Op.Update ? "update" : "delete";
      let line = this.greeting + " " + name + " " + table.db + "." + table.name;
      // After the change a delete has no values, before it an insert has none.
      const columns = op == Op.Delete ? batch.before : batch.after;
      for (let i = 0; i < columns.length; i += 1) {
        const text = columns[i].toText(row);
        line += " " + table.columns[columns[i].position].name + "=" + (text == null ? "NULL" : quote(text));
      }
      this.lines.pushText(line + " " + batch.commitTs(row).toString() + "\n");
    }
    return Status.ok();
  }

  /** Answers when the lines are on the disk: TiValve does not hand them over again after that. */
  flush(tableId: u64, resolvedTs: u64): Status {
    if (this.lines.length == 0) return Status.ok();
    const written = fs.append("out", "rows.log", this.lines.at, this.lines.length) && fs.flush("out", "rows.log");
    if (!written) return Status.failed("rows.log", hostError());
    this.lines.length = 0;
    return Status.ok();
  }
}

register(new Sink());
