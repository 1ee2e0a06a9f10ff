// JSON values as objects, for what is small: configurations, tables, DDLs. Rows in JSON are better read by `scan.ts`, which
// builds nothing.
import * as scan from "./scan";

export const enum JsonKind {
  Null,
  Bool,
  Number,
  Text,
  List,
  Object,
}

/** A value of JSON. What is asked for and not there is `null`, empty or the fallback, never an error. */
export class Json {
  /** Names of an object, or nothing. */
  readonly names: string[] = [];
  /** Values of an object, in the order of `names`, or of a list. */
  readonly values: Json[] = [];

  constructor(
    public kind: JsonKind,
    /** A text, or a number as it is written. */
    public text: string = "",
  ) {}

  /** Reads a value; `null` when the bytes are no JSON. */
  static parse(at: usize, length: usize): Json | null {
    scan.scan(at, at + length);
    const value = read(0);
    return scan.failed || scan.peek() != 0 ? null : value;
  }

  get isNull(): bool {
    return this.kind == JsonKind.Null;
  }

  get isTrue(): bool {
    return this.kind == JsonKind.Bool && this.text == "true";
  }

  get length(): i32 {
    return this.values.length;
  }

  /** The field of an object. */
  get(name: string): Json | null {
    const at = this.names.indexOf(name);
    return at < 0 ? null : this.values[at];
  }

  /** A field that is a text. */
  textOf(name: string, fallback: string = ""): string {
    const field = this.get(name);
    return field != null && field.kind == JsonKind.Text ? field.text : fallback;
  }

  /** A field that is a number. */
  numberOf(name: string, fallback: f64 = 0): f64 {
    const field = this.get(name);
    return field != null && field.kind == JsonKind.Number ? parseFloat(field.text) : fallback;
  }

  /** A field that is `true` or `false`. */
  boolOf(name: string, fallback: bool = false): bool {
    const field = this.get(name);
    return field != null && field.kind == JsonKind.Bool ? field.text == "true" : fallback;
  }

  /** A field that is a u64 in decimal digits, as ts and table ids are. */
  u64Of(name: string): u64 {
    return U64.parseInt(this.textOf(name, "0"));
  }

  /** A field that is a list, or an empty one. */
  listOf(name: string): Json[] {
    const field = this.get(name);
    return field != null && field.kind == JsonKind.List ? field.values : [];
  }
}

/** More brackets within each other than this are somebody's mistake. */
const MAX_DEPTH = 64;

function read(depth: i32): Json {
  const first = scan.peek();
  if (depth > MAX_DEPTH) scan.fail();
  else if (first == 0x22) return new Json(JsonKind.Text, scan.readText());
  else if (first == 0x7b) return readObject(depth);
  else if (first == 0x5b) return readList(depth);
  const from = scan.cursor;
  scan.skipScalar();
  if (scan.failed) return new Json(JsonKind.Null);
  const text = String.UTF8.decodeUnsafe(from, scan.cursor - from);
  if (text == "null") return new Json(JsonKind.Null);
  if (text == "true" || text == "false") return new Json(JsonKind.Bool, text);
  if (first != 0x2d && (first < 0x30 || first > 0x39)) scan.fail();
  return new Json(JsonKind.Number, text);
}

function readObject(depth: i32): Json {
  const object = new Json(JsonKind.Object);
  scan.expect(0x7b);
  if (scan.accept(0x7d)) return object;
  do {
    scan.peek();
    object.names.push(scan.readText());
    scan.expect(0x3a);
    object.values.push(read(depth + 1));
  } while (!scan.failed && scan.accept(0x2c));
  scan.expect(0x7d);
  return object;
}

function readList(depth: i32): Json {
  const list = new Json(JsonKind.List);
  scan.expect(0x5b);
  if (scan.accept(0x5d)) return list;
  do list.values.push(read(depth + 1));
  while (!scan.failed && scan.accept(0x2c));
  scan.expect(0x5d);
  return list;
}
