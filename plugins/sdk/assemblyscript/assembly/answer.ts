// What a plugin answers.
import * as scan from "./scan";

/** The answer of an operation. */
export class Status {
  /** Further fields, as JSON with a comma before each. */
  fields: string = "";

  constructor(
    public code: i32,
    public message: string,
    public cause: string = "",
  ) {}

  static ok(): Status {
    return new Status(200, "success");
  }

  /** Everything up to `ts` is durable: the answer of a flush that did not get as far as it was asked to. */
  static flushed(ts: u64): Status {
    const status = Status.ok();
    status.fields = ',"resolved_ts":"' + ts.toString() + '"';
    return status;
  }

  /** The plugin has no such operation. */
  static missing(): Status {
    return new Status(404, "no such operation");
  }

  /** What was asked cannot be done, however often it is tried. */
  static refused(message: string): Status {
    return new Status(400, message);
  }

  static failed(message: string, cause: string = ""): Status {
    return new Status(500, message, cause);
  }

  get isOk(): bool {
    return this.code == 200;
  }

  get json(): string {
    const cause = this.cause.length == 0 ? "null" : scan.quote(this.cause);
    return '{"code":' + this.code.toString() + ',"message":' + scan.quote(this.message) + ',"cause":' + cause + this.fields + "}";
  }
}

/** What became of rows that were not simply taken. */
export class Verdicts {
  private text: string = "";

  /** The row is left out. */
  skip(row: i32, reason: string): void {
    this.add(row, "skip", reason);
  }

  /** The row is to be handed over again, a little later. */
  retry(row: i32, reason: string): void {
    this.add(row, "retry", reason);
  }

  /** The row is to go aside. */
  deadLetter(row: i32, reason: string): void {
    this.add(row, "deadLetter", reason);
  }

  get isEmpty(): bool {
    return this.text.length == 0;
  }

  /** The field of the answer; empty when every row was taken. */
  get field(): string {
    return this.isEmpty ? "" : ',"verdicts":[' + this.text + "]";
  }

  private add(row: i32, verdict: string, reason: string): void {
    if (this.text.length > 0) this.text += ",";
    this.text += '{"row":' + row.toString() + ',"verdict":"' + verdict + '","reason":' + scan.quote(reason) + "}";
  }
}
