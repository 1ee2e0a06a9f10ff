// Posts rows as lines of row JSON. What the server cannot take now is tried again, what it refuses goes aside.
import {
  Batch, ByteBuffer, Context, hostError, http, Json, log, Plugin, register, Status, Verdicts,
} from "../../sdk/assemblyscript/assembly/index";
import { pushRow, TableText } from "./rowJson";

export { __guest_call } from "../../sdk/assemblyscript/assembly/index";

const enum Outcome {
  Taken,
  Later,
  Refused,
  /** The request could not even be made: a mistake of the configuration, or of a grant. */
  Wrong,
}

class NdjsonHttp extends Plugin {
  private url: string = "";
  private headers: string[] = ["content-type", "application/x-ndjson"];
  private timeoutMs: i32 = 0;
  private body: ByteBuffer = new ByteBuffer();
  /** Why the last request was not taken. */
  private reason: string = "";

  init(config: Json, context: Context): Status {
    this.url = config.textOf("url");
    this.timeoutMs = <i32>config.numberOf("timeoutMs", 10000);
    const headers = config.get("headers");
    if (headers == null) return Status.ok();
    for (let i = 0; i < headers.names.length; i += 1) {
      const name = headers.names[i].toLowerCase();
      if (name == "content-type") this.headers[1] = headers.values[i].text;
      else {
        this.headers.push(name);
        this.headers.push(headers.values[i].text);
      }
    }
    return Status.ok();
  }

  rows(batch: Batch, verdicts: Verdicts): Status {
    const table = batch.table;
    if (table == null) return Status.failed("rows of a table that was not added");
    const text = new TableText(table);
    const outcome = this.post(batch, 0, batch.rows, text);
    if (outcome == Outcome.Wrong) return Status.failed("the rows cannot be posted to " + this.url, this.reason);
    if (outcome == Outcome.Refused && batch.rows > 1) {
      // One row may be to blame: the others are not to go aside with it.
      for (let row = 0; row < batch.rows; row += 1) this.judge(verdicts, row, this.post(batch, row, row + 1, text));
      return Status.ok();
    }
    for (let row = 0; row < batch.rows; row += 1) this.judge(verdicts, row, outcome);
    return Status.ok();
  }

  /** What was answered with 2xx is the server's: there is nothing left to bring to a disk. */
  flush(tableId: u64, resolvedTs: u64): Status {
    return Status.ok();
  }

  private judge(verdicts: Verdicts, row: i32, outcome: Outcome): void {
    if (outcome == Outcome.Later) verdicts.retry(row, this.reason);
    else if (outcome == Outcome.Refused) verdicts.deadLetter(row, this.reason);
  }

  private post(batch: Batch, from: i32, to: i32, text: TableText): Outcome {
    this.body.length = 0;
    for (let row = from; row < to; row += 1) pushRow(this.body, batch, row, text);
    const response = http.send("POST", this.url, this.headers, this.body.at, this.body.length, this.timeoutMs);
    if (response == null) {
      this.reason = hostError();
      return this.reason.startsWith("EACCES") || this.reason.startsWith("EINVAL") ? Outcome.Wrong : Outcome.Later;
    }
    const status = response.status;
    if (status >= 200 && status < 300) return Outcome.Taken;
    this.reason = "status " + status.toString();
    log.warn(this.url + ": " + this.reason + " for " + (to - from).toString() + " rows");
    // Too many requests, and a request that took too long, are matters of time.
    return status == 408 || status == 429 || status >= 500 ? Outcome.Later : Outcome.Refused;
  }
}

register(new NdjsonHttp());
