// One CSV file after the other for one table in one schema.
import { ByteBuffer } from "../../sdk/assemblyscript/assembly/buffer";
import { fs } from "../../sdk/assemblyscript/assembly/host";
import * as json from "../../sdk/assemblyscript/assembly/scan";
import { lastHostError } from "../../sdk/assemblyscript/assembly/wapc";

const FOLDER = "out";

const QUOTE: u8 = 0x22;

/** Set once by plugin_init. */
export class Settings {
  delimiter: u8 = 0x2c;
  bom: bool = false;
  maxFileBytes: u64 = 256 << 20;
}

export const settings = new Settings();

/** A column behind `tivalve_commit_ts` that a later version adds. */
export abstract class AddedColumn {
  abstract name(): string;
  /** Adds the field of a row, without a delimiter; its commitTs is the digits between `from` and `to`. */
  abstract push(out: ByteBuffer, from: usize, to: usize): void;
}

// The first version never sets it, so that the compiler leaves out what is done with it.
let addedColumn: AddedColumn | null = null;

export function addColumn(column: AddedColumn): void {
  addedColumn = column;
}

function isSafe(unit: i32): bool {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39) || unit == 0x2d || unit == 0x5f || unit >= 0x80;
}

/** A name as a part of a path: every ASCII character but letters, digits, `-` and `_` as `%XX`. */
export function fileName(name: string): string {
  let safe = "";
  for (let i = 0; i < name.length; i += 1) {
    const unit = name.charCodeAt(i);
    if (isSafe(unit)) safe += String.fromCharCode(unit);
    else safe += "%" + "0123456789ABCDEF".charAt(unit >> 4) + "0123456789ABCDEF".charAt(unit & 15);
  }
  return safe;
}

/** Adds the inside of a JSON string as a field. */
function pushField(out: ByteBuffer, from: usize, to: usize, escaped: bool): void {
  const length = to - from;
  out.reserve(length * 2 + 16);
  if (!escaped && length > 0) {
    const delimiter = settings.delimiter;
    let at = from;
    while (at < to && load<u8>(at) != delimiter) at += 1;
    // Quotes and line ends are escaped in JSON, so a string without escapes and delimiter needs no quotes.
    if (at == to) {
      out.pushAll(from, length);
      return;
    }
  }
  out.push(QUOTE);
  json.unescape(from, to, out, QUOTE);
  out.reserve(16);
  out.push(QUOTE);
}

/** Files, lines and columns of one table in one schema; partitions of one schema share it. */
export class Writer {
  /** Physical ids that write here. */
  users: i32 = 0;
  private columns: ArrayBuffer[];
  private starts: StaticArray<usize>;
  private ends: StaticArray<usize>;
  private header: ByteBuffer = new ByteBuffer();
  private lines: ByteBuffer = new ByteBuffer();
  private base: string;
  private folder: string;
  private path: string = "";
  private fileBytes: u64 = 0;
  private nextNumber: i32 = 0;
  private unsynced: bool = false;
  error: string = "";

  constructor(db: string, table: string, public key: string, names: string[]) {
    this.folder = fileName(db);
    this.base = fileName(table) + ".";
    this.columns = new Array<ArrayBuffer>();
    this.starts = new StaticArray<usize>(names.length);
    this.ends = new StaticArray<usize>(names.length);
    if (settings.bom) {
      this.header.reserve(4);
      this.header.pushCodePoint(0xfeff);
    }
    this.header.pushText("tivalve_op");
    this.pushDelimiter(this.header);
    this.header.pushText("tivalve_commit_ts");
    const added = addedColumn;
    if (added) {
      this.pushDelimiter(this.header);
      this.header.pushText(added.name());
    }
    for (let i = 0; i < names.length; i += 1) {
      this.columns.push(String.UTF8.encode(names[i]));
      this.pushDelimiter(this.header);
      // A name with an escape or a delimiter is quoted like any other field.
      const quoted = String.UTF8.encode(json.quote(names[i]));
      const from = changetype<usize>(quoted) + 1;
      const to = from + quoted.byteLength - 2;
      let escaped = false;
      for (let at = from; at < to; at += 1) if (load<u8>(at) == 0x5c) escaped = true;
      pushField(this.header, from, to, escaped);
    }
    this.pushLineEnd(this.header);
  }

  private pushDelimiter(out: ByteBuffer): void {
    out.reserve(1);
    out.push(settings.delimiter);
  }

  private pushLineEnd(out: ByteBuffer): void {
    out.reserve(2);
    out.push(0x0d);
    out.push(0x0a);
  }

  /** How many bytes wait; a batch that fails is taken back to here. */
  mark(): usize {
    return this.lines.length;
  }

  back(mark: usize): void {
    this.lines.length = mark;
  }

  private indexOf(expected: i32): i32 {
    const from = json.textStart;
    const length = json.textEnd - from;
    const count = this.columns.length;
    for (let i = 0; i < count; i += 1) {
      // Columns come in the table's order, so the first look nearly always hits.
      let index = expected + i;
      if (index >= count) index -= count;
      const name = unchecked(this.columns[index]);
      if (<usize>name.byteLength == length && memory.compare(changetype<usize>(name), from, length) == 0) return index;
    }
    return -1;
  }

  /** Reads an object of columns at the cursor; false, with `error`, when it holds what the table does not. */
  private readColumns(): bool {
    const count = this.columns.length;
    memory.fill(changetype<usize>(this.starts), 0, <usize>count * sizeof<usize>());
    json.expect(0x7b);
    let expected = 0;
    if (!json.accept(0x7d)) {
      do {
        json.readString();
        let index: i32;
        if (json.textEscaped) {
          const name = String.UTF8.encode(json.textValue());
          index = -1;
          for (let i = 0; i < count; i += 1) {
            const own = unchecked(this.columns[i]);
            if (own.byteLength == name.byteLength && memory.compare(changetype<usize>(own), changetype<usize>(name), name.byteLength) == 0) index = i;
          }
        } else {
          index = this.indexOf(expected);
        }
        if (json.failed) return false;
        if (index < 0) {
          this.error = "row has the column " + json.textValue() + ", which the table lacks";
          return false;
        }
        expected = index + 1 < count ? index + 1 : 0;
        json.expect(0x3a);
        const first = json.peek();
        unchecked((this.starts[index] = json.cursor));
        if (first == 0x22) json.readString();
        else if (first == 0x7b || first == 0x5b) json.fail();
        else json.skipScalar();
        unchecked((this.ends[index] = json.cursor));
      } while (!json.failed && json.accept(0x2c));
      json.expect(0x7d);
    }
    return !json.failed;
  }

  private pushColumns(): void {
    const out = this.lines;
    const count = this.columns.length;
    for (let i = 0; i < count; i += 1) {
      out.reserve(8);
      out.push(settings.delimiter);
      const from = unchecked(this.starts[i]);
      if (from == 0) continue;
      const to = unchecked(this.ends[i]);
      const first = load<u8>(from);
      if (first == 0x22) {
        let escaped = false;
        for (let at = from + 1; at < to; at += 1) {
          if (load<u8>(at) == 0x5c) {
            escaped = true;
            break;
          }
        }
        pushField(out, from + 1, to - 1, escaped);
      } else if (first != 0x6e) {
        // A number; null is a field without anything in it.
        out.reserve(to - from);
        out.pushAll(from, to - from);
      }
    }
    this.pushLineEnd(out);
  }

  /** Reads the row object at the cursor and adds its line. */
  addRow(): bool {
    let op: u8 = 0;
    let tsStart: usize = 0;
    let tsEnd: usize = 0;
    let rowAt: usize = 0;
    let beforeAt: usize = 0;
    let read: usize = 0;
    json.expect(0x7b);
    do {
      json.readString();
      const isType = json.textIs("type");
      const isTs = !isType && json.textIs("commitTs");
      const isRow = !isType && !isTs && json.textIs("row");
      const isBefore = !isType && !isTs && !isRow && json.textIs("before");
      json.expect(0x3a);
      if (isType || isTs) {
        json.readString();
        if (isTs) {
          tsStart = json.textStart;
          tsEnd = json.textEnd;
        } else if (json.textIs("insert")) {
          op = 0x49;
        } else if (json.textIs("update")) {
          op = 0x55;
        } else if (json.textIs("delete")) {
          op = 0x44;
        }
      } else if (isRow || isBefore) {
        if (json.peek() == 0x6e) {
          json.skipScalar();
        } else {
          const at = json.cursor;
          if (isRow) rowAt = at;
          else beforeAt = at;
          // The image that is written is read on the way when the type is known by now, which saves a second pass.
          if (isRow ? op == 0x49 || op == 0x55 : op == 0x44) {
            if (!this.readColumns()) return false;
            read = at;
          } else {
            json.skipValue();
          }
        }
      } else {
        json.skipValue();
      }
    } while (!json.failed && json.accept(0x2c));
    json.expect(0x7d);
    if (json.failed) return false;
    const image = op == 0x44 ? beforeAt : rowAt;
    if (op == 0 || tsStart == tsEnd || image == 0) {
      this.error = "row lacks its type, its commitTs or its columns";
      return false;
    }
    if (read != image) {
      const after = json.cursor;
      const to = json.end;
      json.scan(image, to);
      if (!this.readColumns()) return false;
      json.scan(after, to);
    }
    const out = this.lines;
    out.reserve(tsEnd - tsStart + 8);
    out.push(op);
    out.push(settings.delimiter);
    out.pushAll(tsStart, tsEnd - tsStart);
    const added = addedColumn;
    if (added) {
      this.pushDelimiter(out);
      added.push(out, tsStart, tsEnd);
    }
    this.pushColumns();
    return !json.failed;
  }

  private findNumber(): void {
    const names = fs.list(FOLDER, this.folder);
    let highest = 0;
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i];
      if (!name.startsWith(this.base) || !name.endsWith(".csv")) continue;
      const digits = name.substring(this.base.length, name.length - 4);
      const number = <i32>parseInt(digits, 10);
      if (number.toString() == digits && number > highest) highest = number;
    }
    this.nextNumber = highest + 1;
  }

  private openFile(): bool {
    if (this.nextNumber == 0) this.findNumber();
    const start = new ByteBuffer();
    start.reserve(this.header.length + this.lines.length);
    start.pushAll(this.header.at, this.header.length);
    start.pushAll(this.lines.at, this.lines.length);
    let made = false;
    let path = "";
    while (!made) {
      path = this.folder + "/" + this.base + this.nextNumber.toString() + ".csv";
      made = fs.create(FOLDER, path, start.at, start.length);
      // Another instance of this plugin may have taken the number.
      if (!made && !lastHostError.startsWith("EEXIST")) break;
      this.nextNumber += 1;
    }
    if (made) {
      this.path = path;
      this.fileBytes = start.length;
    }
    start.free();
    return made;
  }

  /** Hands the waiting lines to the file, whole; they are not on the disk yet. */
  write(): bool {
    if (this.lines.length == 0) return true;
    let done: bool;
    if (this.path.length > 0 && this.fileBytes >= settings.maxFileBytes) {
      if (!this.sync()) return false;
      this.path = "";
    }
    if (this.path.length == 0) {
      done = this.openFile();
    } else {
      done = fs.append(FOLDER, this.path, this.lines.at, this.lines.length);
      if (done) this.fileBytes += this.lines.length;
    }
    if (!done) {
      this.error = lastHostError;
      return false;
    }
    this.lines.length = 0;
    this.unsynced = true;
    return true;
  }

  private sync(): bool {
    if (!this.unsynced) return true;
    if (!fs.flush(FOLDER, this.path)) {
      this.error = lastHostError;
      return false;
    }
    this.unsynced = false;
    return true;
  }

  /** Brings everything to the disk. */
  flushAll(): bool {
    return this.write() && this.sync();
  }

  free(): void {
    this.lines.free();
    this.header.free();
  }
}
