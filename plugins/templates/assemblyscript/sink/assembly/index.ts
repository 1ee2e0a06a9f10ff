// Writes a line for each row to `rows.log` in the granted folder `out`.
import { Batch, ByteBuffer, fs, hostError, Json, Context, Op, Plugin, register, Status, Verdicts } from "../sdk/assembly/index";

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
    const after = batch.afterNamed("id");
    const before = batch.beforeNamed("id");
    if (after == null || before == null) return Status.refused("the table has no column id");
    for (let row = 0; row < batch.rows; row += 1) {
      const op = batch.op(row);
      const id = op == Op.Delete ? before : after;
      if (id.isNull(row)) {
        verdicts.deadLetter(row, "id is NULL");
        continue;
      }
      const name = op == Op.Insert ? "insert" : op == Op.Update ? "update" : "delete";
      this.lines.pushText(this.greeting + " " + name + " " + id.text(row) + " " + batch.commitTs(row).toString() + "\n");
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
