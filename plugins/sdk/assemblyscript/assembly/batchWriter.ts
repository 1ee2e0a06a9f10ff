// The answer of a transform: which rows go on, and what of them has changed.
import { Batch, Column, Op } from "./batch";
import { ByteBuffer } from "./buffer";
import { Kind } from "./table";

const MAGIC: u32 = 0x31425654; // TVB1
const HEADER_BYTES: usize = 64;
const COLUMN_BYTES: usize = 32;
const NO_SOURCE: u32 = 0xffffffff;

const enum State {
  Unset,
  Null,
  Set,
}

/** Numbers that are kept from one batch to the next, so that a batch makes no garbage. */
class Words {
  private bytes: ByteBuffer = new ByteBuffer();

  get length(): i32 {
    return <i32>(this.bytes.length >> 3);
  }

  clear(): void {
    this.bytes.length = 0;
  }

  push(word: u64): void {
    this.bytes.reserve(8);
    store<u64>(this.bytes.at + this.bytes.length, word);
    this.bytes.length += 8;
  }

  @inline
  at(i: i32): u64 {
    return load<u64>(this.bytes.at + (<usize>i << 3));
  }

  set(i: i32, word: u64): void {
    store<u64>(this.bytes.at + (<usize>i << 3), word);
  }
}

/** Values of one column on one side of the change. */
class Written {
  position: i32 = 0;
  kind: Kind = Kind.Unknown;
  /** By answered row; those past its end are unset. */
  private states: Words = new Words();
  /** A number's bits, or where in `data` a text begins and how long it is. */
  private words: Words = new Words();
  private data: ByteBuffer = new ByteBuffer();

  begin(position: i32): void {
    this.position = position;
    this.kind = Kind.Unknown;
    this.states.clear();
    this.words.clear();
    this.data.length = 0;
  }

  get isTouched(): bool {
    return this.states.length > 0;
  }

  put(row: i32, state: State, word: u64): void {
    while (this.states.length <= row) {
      this.states.push(State.Unset);
      this.words.push(0);
    }
    this.states.set(row, state);
    this.words.set(row, word);
  }

  putBytes(row: i32, at: usize, length: usize): void {
    const start = this.data.length;
    this.data.reserve(length);
    this.data.pushAll(at, length);
    this.put(row, State.Set, (<u64>start << 32) | <u64>length);
  }

  @inline
  state(row: i32): State {
    return row < this.states.length ? <State>this.states.at(row) : State.Unset;
  }

  @inline
  word(row: i32): u64 {
    return this.words.at(row);
  }

  @inline
  dataAt(word: u64): usize {
    return this.data.at + <usize>(word >> 32);
  }
}

/** One side of the change of the row that was last kept or added. A column that is not set is as in its source. */
export class Side {
  /** Columns that were set in some row; those behind `used` wait for a later batch. */
  readonly columns: Written[] = [];
  used: i32 = 0;
  private row: i32 = 0;
  private mistake: string = "";

  begin(): void {
    this.used = 0;
    this.mistake = "";
  }

  at(row: i32): void {
    this.row = row;
  }

  get error(): string {
    return this.mistake;
  }

  setNull(position: i32): void {
    this.of(position).put(this.row, State.Null, 0);
  }

  setI64(position: i32, value: i64): void {
    this.ofKind(position, Kind.I64).put(this.row, State.Set, <u64>value);
  }

  setU64(position: i32, value: u64): void {
    this.ofKind(position, Kind.U64).put(this.row, State.Set, value);
  }

  setF64(position: i32, value: f64): void {
    this.ofKind(position, Kind.F64).put(this.row, State.Set, reinterpret<u64>(value));
  }

  setF32(position: i32, value: f32): void {
    this.ofKind(position, Kind.F32).put(this.row, State.Set, reinterpret<u32>(value));
  }

  setText(position: i32, value: string): void {
    const bytes = String.UTF8.encode(value);
    this.ofKind(position, Kind.Text).putBytes(this.row, changetype<usize>(bytes), bytes.byteLength);
  }

  /** A text that lies in memory as UTF-8. */
  setTextAt(position: i32, at: usize, length: usize): void {
    this.ofKind(position, Kind.Text).putBytes(this.row, at, length);
  }

  setBytes(position: i32, at: usize, length: usize): void {
    this.ofKind(position, Kind.Bytes).putBytes(this.row, at, length);
  }

  find(position: i32): Written | null {
    for (let i = 0; i < this.used; i += 1) if (this.columns[i].position == position) return this.columns[i];
    return null;
  }

  private of(position: i32): Written {
    const known = this.find(position);
    if (known != null) return known;
    if (this.used == this.columns.length) this.columns.push(new Written());
    const column = this.columns[this.used];
    this.used += 1;
    column.begin(position);
    return column;
  }

  private ofKind(position: i32, kind: Kind): Written {
    const column = this.of(position);
    if (column.kind == Kind.Unknown) column.kind = kind;
    else if (column.kind != kind) this.mistake = "column " + position.toString() + " is set as two kinds";
    return column;
  }
}

/**
 * Takes the rows that go on, in the order of their sources. What is neither kept nor added is dropped.
 *
 * ```ts
 * for (let row = 0; row < batch.rows; row += 1) {
 *   if (batch.op(row) == Op.Delete) continue;
 *   out.keep(row);
 *   out.after.setText(note, "seen");
 * }
 * ```
 */
export class BatchWriter {
  readonly after: Side = new Side();
  readonly before: Side = new Side();
  private batch: Batch | null = null;
  private sources: Words = new Words();
  private ops: ByteBuffer = new ByteBuffer();
  private changed: bool = false;
  private output: ByteBuffer = new ByteBuffer();
  private mistake: string = "";

  begin(batch: Batch): void {
    this.batch = batch;
    this.sources.clear();
    this.ops.length = 0;
    this.changed = false;
    this.mistake = "";
    this.after.begin();
    this.before.begin();
  }

  /** The row goes on, but for what is set after this. */
  keep(row: i32): void {
    const batch = this.batch;
    this.add(<u32>row, batch == null ? Op.Insert : batch.op(row));
  }

  /** The row goes on with another operation. */
  keepAs(row: i32, op: Op): void {
    this.changed = true;
    this.add(<u32>row, op);
  }

  /** All rows go on. */
  keepAll(): void {
    const batch = this.batch;
    if (batch != null) for (let row = 0; row < batch.rows; row += 1) this.keep(row);
  }

  /** A new row, in the transaction of the row before it; columns that are not set are NULL. */
  addNew(op: Op): void {
    this.changed = true;
    this.add(NO_SOURCE, op);
  }

  /** Why there is no answer. */
  get error(): string {
    if (this.mistake.length > 0) return this.mistake;
    return this.after.error.length > 0 ? this.after.error : this.before.error;
  }

  get rows(): i32 {
    return this.sources.length;
  }

  /** Whether every row goes on as it is. */
  get isUnchanged(): bool {
    const batch = this.batch;
    if (batch == null || this.changed || this.after.used > 0 || this.before.used > 0) return false;
    if (this.rows != batch.rows) return false;
    for (let i = 0; i < this.rows; i += 1) if (<i32>this.sources.at(i) != i) return false;
    return true;
  }

  /** The answer as a batch; valid until the next one. Look at `error` first. */
  finish(): ByteBuffer {
    const out = this.output;
    out.length = 0;
    const batch = this.batch;
    if (batch == null) return out;
    const rows = this.rows;
    const positions = this.positions(batch);
    const hasBefore = batch.before.length > 0 || this.before.used > 0;
    this.pushZeros(HEADER_BYTES);
    const opsAt = out.length;
    out.reserve(rows);
    out.pushAll(this.ops.at, rows);
    this.align();
    const sourcesAt = out.length;
    out.reserve(<usize>rows * 4);
    for (let i = 0; i < rows; i += 1) store<u32>(out.at + sourcesAt + <usize>i * 4, <u32>this.sources.at(i));
    out.length += <usize>rows * 4;
    this.align();
    const afterAt = out.length;
    this.pushZeros(<usize>positions.length * COLUMN_BYTES);
    const beforeAt = out.length;
    if (hasBefore) this.pushZeros(<usize>positions.length * COLUMN_BYTES);
    for (let i = 0; i < positions.length; i += 1) {
      const position = positions[i];
      const kind = this.kindOf(batch, position);
      this.pushColumn(batch, afterAt + <usize>i * COLUMN_BYTES, position, kind, this.after, true);
      if (hasBefore) this.pushColumn(batch, beforeAt + <usize>i * COLUMN_BYTES, position, kind, this.before, false);
    }
    const at = out.at;
    store<u32>(at, MAGIC);
    store<u16>(at, 1, 4);
    store<u16>(at, <u16>HEADER_BYTES, 6);
    store<u32>(at, <u32>out.length, 8);
    store<u32>(at, rows, 12);
    store<u64>(at, batch.tableId, 16);
    store<u32>(at, batch.schemaVersion, 24);
    store<u32>(at, positions.length, 28);
    store<u32>(at, <u32>opsAt, 32);
    store<u32>(at, <u32>afterAt, 44);
    store<u32>(at, hasBefore ? <u32>beforeAt : 0, 48);
    store<u32>(at, <u32>sourcesAt, 52);
    return out;
  }

  private add(source: u32, op: Op): void {
    const row = this.sources.length;
    this.sources.push(source);
    this.ops.reserve(1);
    this.ops.push(<u8>op);
    this.after.at(row);
    this.before.at(row);
  }

  /** The columns that are set on either side and have a kind, ascending. */
  private positions(batch: Batch): i32[] {
    const positions: i32[] = [];
    for (let i = 0; i < this.after.used; i += 1) positions.push(this.after.columns[i].position);
    for (let i = 0; i < this.before.used; i += 1) {
      const position = this.before.columns[i].position;
      if (!positions.includes(position)) positions.push(position);
    }
    positions.sort();
    const known: i32[] = [];
    // A column that the manifest adds and that is NULL in every row is left out: it is NULL then.
    for (let i = 0; i < positions.length; i += 1) {
      if (this.kindOf(batch, positions[i]) != Kind.Unknown) known.push(positions[i]);
    }
    return known;
  }

  private kindOf(batch: Batch, position: i32): Kind {
    const after = this.after.find(position);
    if (after != null && after.kind != Kind.Unknown) return after.kind;
    const before = this.before.find(position);
    if (before != null && before.kind != Kind.Unknown) return before.kind;
    const column = batch.afterAt(position);
    if (column != null) return column.kind;
    const table = batch.table;
    return table != null && position < table.columns.length ? table.columns[position].kind : Kind.Unknown;
  }

  private pushZeros(count: usize): void {
    this.output.reserve(count);
    memory.fill(this.output.at + this.output.length, 0, count);
    this.output.length += count;
  }

  private align(): void {
    this.pushZeros((8 - (this.output.length & 7)) & 7);
  }

  private pushColumn(batch: Batch, descriptor: usize, position: i32, kind: Kind, side: Side, isAfter: bool): void {
    const out = this.output;
    const rows = this.rows;
    const written = side.find(position);
    if (written != null && written.kind != Kind.Unknown && written.kind != kind) {
      this.mistake = "column " + position.toString() + " is set as two kinds";
    }
    const width: usize = kind == Kind.Text || kind == Kind.Bytes ? 0 : kind == Kind.F32 ? 4 : 8;
    const validityAt = out.length;
    this.pushZeros((<usize>rows + 7) >> 3);
    this.align();
    const offsetsAt = out.length;
    if (width == 0) {
      this.pushZeros((<usize>rows + 1) * 4);
      this.align();
    }
    const valuesAt = out.length;
    if (width != 0) this.pushZeros(<usize>rows * width);
    for (let row = 0; row < rows; row += 1) {
      const state = written == null ? State.Unset : written.state(row);
      let word: u64 = 0;
      let from: usize = 0;
      let isNull = state == State.Null;
      if (state == State.Set) {
        word = written!.word(row);
        if (width == 0) {
          from = written!.dataAt(word);
          word &= 0xffffffff;
        }
      } else if (state == State.Unset) {
        const source = this.sourceOf(batch, row, position, isAfter);
        const at = <i32>this.sources.at(row);
        if (source == null || source.isNull(at)) isNull = true;
        else if (source.kind != kind) this.mistake = "column " + position.toString() + " is not of the kind that was set";
        else if (width == 0) {
          from = source.startOf(at);
          word = source.lengthOf(at);
        } else word = source.bitsOf(at);
      }
      if (!isNull) {
        const byte = out.at + validityAt + (row >> 3);
        store<u8>(byte, load<u8>(byte) | (<u8>1 << <u8>(row & 7)));
        if (width == 8) store<u64>(out.at + valuesAt + (<usize>row << 3), word);
        else if (width == 4) store<u32>(out.at + valuesAt + (<usize>row << 2), <u32>word);
        else {
          out.reserve(<usize>word);
          out.pushAll(from, <usize>word);
        }
      }
      if (width == 0) store<u32>(out.at + offsetsAt + (<usize>row + 1) * 4, <u32>(out.length - valuesAt));
    }
    const valuesBytes = out.length - valuesAt;
    this.align();
    const at = out.at + descriptor;
    store<u16>(at, <u16>position);
    store<u8>(at, <u8>kind, 2);
    store<u32>(at, <u32>validityAt, 4);
    store<u32>(at, <u32>valuesAt, 8);
    store<u32>(at, <u32>valuesBytes, 12);
    if (width == 0) store<u32>(at, <u32>offsetsAt, 16);
  }

  /** Where the value of a row comes from that was not set; `null` when it has none. */
  private sourceOf(batch: Batch, row: i32, position: i32, isAfter: bool): Column | null {
    const source = <u32>this.sources.at(row);
    const op = <Op>load<u8>(this.ops.at + row);
    if (source == NO_SOURCE || op == (isAfter ? Op.Delete : Op.Insert)) return null;
    // A delete that goes on as something else has only the values before it, an insert only those after it.
    const side = batch.op(source) == Op.Delete || (!isAfter && batch.op(source) != Op.Insert) ? batch.before : batch.after;
    const column = side == batch.before ? batch.beforeAt(position) : batch.afterAt(position);
    const table = batch.table;
    if (column == null && table != null && position < table.columns.length) {
      this.mistake = "column " + position.toString() + " was not set in every row, and the batch does not have it";
    }
    return column;
  }
}
