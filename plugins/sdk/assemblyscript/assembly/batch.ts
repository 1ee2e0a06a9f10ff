// A batch of rows, read where it lies in memory.
import { pushBase64 } from "./base64";
import { ByteBuffer } from "./buffer";
import { f32Text, f64Text } from "./floatText";
import { Kind, kindName, Table, tableOf } from "./table";

export const enum Op {
  Insert = 1,
  Update = 2,
  Delete = 3,
}

const MAGIC: u32 = 0x31425654; // TVB1
const VERSION: u16 = 1;
const HEADER_BYTES: u32 = 64;
const COLUMN_BYTES: u32 = 32;
const MAX_ROWS: u32 = 1 << 20;

/**
 * One column of a batch, before or after the change. It is valid until the call ends, as the batch is.
 *
 * `toText` reads a value of any kind. The others read one of theirs, and end the instance when the column is of another.
 */
export class Column {
  /** Among the table's columns. */
  readonly position: i32;
  readonly kind: Kind;
  private readonly validity: usize;
  private readonly values: usize;
  private readonly offsets: usize;
  private readonly batch: usize;

  constructor(batch: usize, descriptor: usize) {
    this.batch = batch;
    this.position = load<u16>(descriptor);
    this.kind = <Kind>load<u8>(descriptor, 2);
    const validity = load<u32>(descriptor, 4);
    this.validity = validity == 0 ? 0 : batch + validity;
    this.values = batch + load<u32>(descriptor, 8);
    this.offsets = batch + load<u32>(descriptor, 16);
  }

  @inline
  isNull(row: i32): bool {
    return this.validity != 0 && ((load<u8>(this.validity + (row >> 3)) >> <u8>(row & 7)) & 1) == 0;
  }

  /** Of kind `I64`. */
  @inline
  i64(row: i32): i64 {
    if (this.kind != Kind.I64) this.misread("i64");
    return load<i64>(this.values + (<usize>row << 3));
  }

  /** Of kind `U64`. */
  @inline
  u64(row: i32): u64 {
    if (this.kind != Kind.U64) this.misread("u64");
    return load<u64>(this.values + (<usize>row << 3));
  }

  /** Of kind `F64`. */
  @inline
  f64(row: i32): f64 {
    if (this.kind != Kind.F64) this.misread("f64");
    return load<f64>(this.values + (<usize>row << 3));
  }

  /** Of kind `F32`. */
  @inline
  f32(row: i32): f32 {
    if (this.kind != Kind.F32) this.misread("f32");
    return load<f32>(this.values + (<usize>row << 2));
  }

  /** The bits of a number, whatever its kind. */
  @inline
  bitsOf(row: i32): u64 {
    return this.kind == Kind.F32 ? load<u32>(this.values + (<usize>row << 2)) : load<u64>(this.values + (<usize>row << 3));
  }

  /** Where a text or bytes begin. */
  @inline
  startOf(row: i32): usize {
    if (this.kind < Kind.Text) this.misread("bytes");
    return this.values + load<u32>(this.offsets + (<usize>row << 2));
  }

  /** How many bytes a text or bytes have. */
  @inline
  lengthOf(row: i32): usize {
    if (this.kind < Kind.Text) this.misread("bytes");
    const at = this.offsets + (<usize>row << 2);
    return load<u32>(at, 4) - load<u32>(at);
  }

  /** A text, copied. */
  text(row: i32): string {
    if (this.kind != Kind.Text) this.misread("text");
    return String.UTF8.decodeUnsafe(this.startOf(row), this.lengthOf(row));
  }

  /** Bytes, or those of a text, copied. */
  bytes(row: i32): ArrayBuffer {
    const length = this.lengthOf(row);
    const copy = new ArrayBuffer(<i32>length);
    memory.copy(changetype<usize>(copy), this.startOf(row), length);
    return copy;
  }

  /** A value of any kind as text, `null` for NULL: numbers in digits, floats in the fewest, bytes as base64. */
  toText(row: i32): string | null {
    if (this.isNull(row)) return null;
    switch (this.kind) {
      case Kind.I64:
        return this.i64(row).toString();
      case Kind.U64:
        return this.u64(row).toString();
      case Kind.F64:
        return f64Text(this.f64(row));
      case Kind.F32:
        return f32Text(this.f32(row));
      case Kind.Text:
        return this.text(row);
      default: {
        const digits = new ByteBuffer();
        pushBase64(this.startOf(row), this.lengthOf(row), digits);
        const text = String.UTF8.decodeUnsafe(digits.at, digits.length);
        digits.free();
        return text;
      }
    }
  }

  private misread(asked: string): void {
    const table = tableOf(load<u64>(this.batch, 16));
    const name = table == null ? this.position.toString() : table.columns[this.position].name + " of " + table.db + "." + table.name;
    throw new Error("column " + name + " is of kind " + kindName(this.kind) + " and was read as " + asked);
  }
}

/** Rows of one table in one schema. It is valid until the call ends. */
export class Batch {
  readonly rows: i32;
  readonly tableId: u64;
  readonly schemaVersion: u32;
  /** The columns after the change, in the table's order; those that the manifest asks for. */
  readonly after: Column[] = [];
  /** The same columns before the change; empty when the manifest says `"before": false`. */
  readonly before: Column[] = [];
  /** What `sink_add_table` told of the table. */
  table: Table | null = null;
  private readonly ops: usize;
  private readonly startTss: usize;
  private readonly commitTss: usize;
  /** By position in the table, the place in `after`, or −1. */
  private places: StaticArray<i32> = new StaticArray<i32>(0);

  private constructor(at: usize) {
    this.rows = load<u32>(at, 12);
    this.tableId = load<u64>(at, 16);
    this.schemaVersion = load<u32>(at, 24);
    const columns = load<u32>(at, 28);
    this.ops = at + load<u32>(at, 32);
    this.startTss = at + load<u32>(at, 36);
    this.commitTss = at + load<u32>(at, 40);
    const after = load<u32>(at, 44);
    const before = load<u32>(at, 48);
    let positions = 0;
    for (let i: u32 = 0; i < columns; i += 1) {
      const column = new Column(at, at + after + i * COLUMN_BYTES);
      positions = max(positions, column.position + 1);
      this.after.push(column);
      if (before != 0) this.before.push(new Column(at, at + before + i * COLUMN_BYTES));
    }
    this.places = new StaticArray<i32>(positions);
    for (let i = 0; i < positions; i += 1) this.places[i] = -1;
    for (let i = 0; i < this.after.length; i += 1) this.places[this.after[i].position] = i;
  }

  /** The batch that begins at `at`; `null` when what is there is none of this version. */
  static at(at: usize, bytes: usize): Batch | null {
    const length = <u32>bytes;
    if (length < HEADER_BYTES || load<u32>(at) != MAGIC || load<u16>(at, 4) != VERSION) return null;
    if (load<u32>(at, 8) != length || load<u32>(at, 12) > MAX_ROWS) return null;
    const columns = <u64>load<u32>(at, 28) * COLUMN_BYTES;
    if (load<u32>(at, 44) + columns > length || load<u32>(at, 48) + columns > length) return null;
    return new Batch(at);
  }

  @inline
  op(row: i32): Op {
    return <Op>(load<u8>(this.ops + row) & 0x0f);
  }

  /** Whether the row is the last of its transaction. */
  @inline
  endOfTxn(row: i32): bool {
    return (load<u8>(this.ops + row) & 0x80) != 0;
  }

  @inline
  startTs(row: i32): u64 {
    return load<u64>(this.startTss + (<usize>row << 3));
  }

  @inline
  commitTs(row: i32): u64 {
    return load<u64>(this.commitTss + (<usize>row << 3));
  }

  /** The column at a position of the table after the change; `null` when it is not in the batch. */
  afterAt(position: i32): Column | null {
    const place = this.placeOf(position);
    return place < 0 ? null : this.after[place];
  }

  /** The same before the change. */
  beforeAt(position: i32): Column | null {
    const place = this.placeOf(position);
    return place < 0 || place >= this.before.length ? null : this.before[place];
  }

  /** The column of this name after the change; `null` when it is not in the batch. */
  afterNamed(name: string): Column | null {
    return this.afterAt(this.positionOf(name));
  }

  /** The same before the change. */
  beforeNamed(name: string): Column | null {
    return this.beforeAt(this.positionOf(name));
  }

  /** The position of a column in the table; −1 when there is none of that name. */
  positionOf(name: string): i32 {
    const table = this.table;
    return table == null ? -1 : table.positionOf(name);
  }

  private placeOf(position: i32): i32 {
    return position < 0 || position >= this.places.length ? -1 : this.places[position];
  }
}
