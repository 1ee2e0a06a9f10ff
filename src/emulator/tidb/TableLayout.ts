import { EmulatorError } from '../../errors/TiValveError';
import type { TableId } from '../../model/table';
import { ByteReader } from './ByteReader';
import { ByteWriter } from './ByteWriter';
import { type ColumnInput, FLAGS, TP } from './columnTypes';
import { ColumnCodec, type Datum, type ShownValue } from './datum';
import { indexKey, intHandle, RECORD_PREFIX_BYTES, recordKey } from './keys';
import { choosePartition } from './partitions';
import { decodeRow, encodeOldRow, encodeRow, type StoredColumn } from './rowBytes';
import { type ColumnInfoJson, type IndexInfoJson, SCHEMA_STATES, type TableInfoJson } from './schemaJson';

/** A row by the offsets of its columns in `cols`; `null` for NULL. */
export type RowDatums = readonly (Datum | null)[];

/** What a statement gives for a row: columns by name. */
export type RowInput = Readonly<Record<string, ColumnInput>>;

/** A row as row JSON shows it. */
export type ShownRow = Readonly<Record<string, ShownValue>>;

/** A row where it is stored. */
export interface LocatedRow {
  readonly physicalId: TableId;
  readonly handle: Uint8Array;
  readonly datums: RowDatums;
}

/** Which format rows are written in: 2 is today's, 1 that of old clusters. */
export type RowFormat = 1 | 2;

interface LaidColumn {
  readonly info: ColumnInfoJson;
  readonly codec: ColumnCodec;
  /** What an insert that does not name the column puts there. */
  readonly fallback: Datum | null;
  /** What a row holds that was written before the column existed. */
  readonly missing: Datum | null;
  readonly virtual: boolean;
  readonly public: boolean;
  /** Whether statements write it: in these states of its coming or going, too. */
  readonly written: boolean;
  readonly nullable: boolean;
  /** Whether a row may leave it out when it is NULL. */
  readonly skipNull: boolean;
}

interface LaidIndexColumn {
  readonly column: LaidColumn;
  readonly length: number;
}

interface LaidIndex {
  readonly info: IndexInfoJson;
  readonly columns: readonly LaidIndexColumn[];
  readonly needsRestoredData: boolean;
}

const WRITTEN_STATES: ReadonlySet<number> = new Set([
  SCHEMA_STATES.public,
  SCHEMA_STATES.writeOnly,
  SCHEMA_STATES.writeReorganization,
]);

const MIN_HANDLE_BYTES = 9;
const MIN_RESTORED_BYTES = 10;
const COMMON_HANDLE_FLAG = 0x7f;
const VERSION_FLAG = 0x7d;
const PLAIN_ENTRY = Uint8Array.of(0x30);
const writer = new ByteWriter();

/** Writes the count of trailing spaces that restores a text from its sort key. */
const SPACE_COUNT: StoredColumn['codec'] = {
  writeStored: (to, value) => to.shortInt(value as bigint),
  writeFlagged: (to, value) => to.shortInt(value as bigint),
};

/** How one version of a table stores its rows: where a row goes, its bytes, and its index entries. */
export class TableLayout {
  readonly info: TableInfoJson;
  readonly columns: readonly LaidColumn[];
  readonly #stored: readonly LaidColumn[];
  readonly #byName: ReadonlyMap<string, LaidColumn>;
  readonly #byId: ReadonlyMap<number, ColumnCodec>;
  readonly #handleColumns: readonly LaidIndexColumn[];
  readonly #indexes: readonly LaidIndex[];

  constructor(info: TableInfoJson) {
    this.info = info;
    this.columns = info.cols.map(columnOf);
    this.#byName = new Map(this.columns.map((column) => [column.info.name.L, column]));
    this.#byId = new Map(this.columns.map((column) => [column.info.id, column.codec]));
    const indexes = (info.index_info ?? []).map((index): LaidIndex => {
      const columns = index.idx_cols.map(({ offset, length }) => ({ column: this.#at(offset), length }));
      return { info: index, columns, needsRestoredData: columns.some(({ column }) => column.codec.needsRestoredData) };
    });
    this.#handleColumns = info.pk_is_handle
      ? this.columns
          .filter(({ info: { type } }) => (type.Flag & FLAGS.primaryKey) !== 0)
          .map((column) => ({ column, length: -1 }))
      : info.is_common_handle
        ? (indexes.find((index) => index.info.is_primary)?.columns ?? [])
        : [];
    this.#indexes = indexes.filter(
      (index) => !(info.is_common_handle && index.info.is_primary) && index.info.state !== SCHEMA_STATES.none,
    );
    this.#stored = this.columns
      .filter((column) => column.written && !column.virtual && !this.#onlyInKey(column))
      .toSorted((a, b) => a.info.id - b.info.id);
  }

  /** Whether rows get a hidden handle instead of one of their columns. */
  get hasRowId(): boolean {
    return this.#handleColumns.length === 0;
  }

  /** The column that is numbered when an insert leaves it out. */
  get autoIncrement(): ColumnInfoJson | undefined {
    return this.columns.find(({ info }) => (info.type.Flag & FLAGS.autoIncrement) !== 0)?.info;
  }

  /** Ids under which rows are stored. */
  get physicalIds(): readonly TableId[] {
    const { partition } = this.info;
    return partition?.enable === true ? partition.definitions.map(({ id }) => id) : [this.info.id];
  }

  /** Names of the columns that readers see, in their order. */
  get shownColumns(): readonly string[] {
    return this.columns.filter((column) => column.public && !column.virtual).map(({ info }) => info.name.O);
  }

  #at(offset: number): LaidColumn {
    const column = this.columns[offset];
    if (column === undefined) throw wrong(`table ${this.info.name.O} has no column at ${offset}`);
    return column;
  }

  /** Whether a column is stored in the key alone. */
  #onlyInKey(column: LaidColumn): boolean {
    return this.#handleColumns.some(
      (part) =>
        part.column === column && part.length < 0 && !(this.info.is_common_handle && column.codec.needsRestoredData),
    );
  }

  #column(name: string): LaidColumn {
    const column = this.#byName.get(name.toLowerCase());
    if (column === undefined || !column.public || column.virtual)
      throw wrong(`table ${this.info.name.O} has no column ${name}`);
    return column;
  }

  /** A new row of what an insert gives. */
  rowOf(input: RowInput): RowDatums {
    return this.changed(
      this.columns.map((column) => column.fallback),
      input,
      true,
    );
  }

  /** A row with some columns changed. */
  changed(row: RowDatums, input: RowInput, isNew = false): RowDatums {
    const datums = [...row];
    for (const [name, value] of Object.entries(input)) {
      if (value === undefined) continue;
      const column = this.#column(name);
      datums[column.info.offset] = value === null ? null : column.codec.datumOf(value);
    }
    for (const column of this.columns) {
      const missing = datums[column.info.offset] === null && !column.nullable && column.public && !column.virtual;
      const numbered = isNew && (column.info.type.Flag & FLAGS.autoIncrement) !== 0;
      if (missing && !numbered) throw wrong(`${this.info.name.O}.${column.info.name.O} cannot be NULL`);
    }
    return datums;
  }

  /** Whether a row's columns are those of `where`. */
  matches(row: RowDatums, where: RowInput): boolean {
    return Object.entries(where).every(([name, value]) => {
      const column = this.#column(name);
      const datum = row[column.info.offset] ?? null;
      if (value === null || datum === null) return datum === value;
      return column.codec.shown(column.codec.datumOf(value)) === column.codec.shown(datum);
    });
  }

  /** The handle that `where` gives in full; `undefined` when it does not. */
  handleOf(where: RowInput): Uint8Array | undefined {
    if (this.hasRowId) return undefined;
    const datums = this.#partial(where);
    return this.#handleColumns.every(({ column }) => (datums[column.info.offset] ?? null) !== null)
      ? this.rowHandle(datums)
      : undefined;
  }

  /** A unique index whose columns `where` gives in full, as the keys its entry may have. */
  uniqueKeysOf(where: RowInput): readonly Uint8Array[] {
    const datums = this.#partial(where);
    const index = this.#indexes.find(
      ({ info, columns }) =>
        info.is_unique &&
        info.state === SCHEMA_STATES.public &&
        columns.every(({ column, length }) => length < 0 && (datums[column.info.offset] ?? null) !== null),
    );
    if (index === undefined) return [];
    writer.start();
    this.#writeIndexColumns(index, datums);
    const key = writer.take();
    return this.physicalIds.map((id) => indexKey(id, index.info.id, key));
  }

  #partial(where: RowInput): RowDatums {
    const datums: (Datum | null)[] = this.columns.map(() => null);
    for (const [name, value] of Object.entries(where)) {
      const column = this.#column(name);
      if (value !== null && value !== undefined) datums[column.info.offset] = column.codec.datumOf(value);
    }
    return datums;
  }

  /** The handle of a row that has no hidden one. */
  rowHandle(row: RowDatums): Uint8Array {
    if (this.info.pk_is_handle) return intHandle(row[this.#handleColumns[0]?.column.info.offset ?? 0] as bigint);
    writer.start();
    for (const { column, length } of this.#handleColumns) {
      const datum = row[column.info.offset] ?? null;
      if (datum === null) throw wrong(`${this.info.name.O}: a primary key cannot be NULL`);
      column.codec.writeKey(writer, column.codec.prefixOf(datum, length));
    }
    // Padded so that its length alone tells it from an integer handle.
    while (writer.length < MIN_HANDLE_BYTES) writer.u8(0);
    return writer.take();
  }

  /** Where a row is stored. */
  locate(row: RowDatums, rowId: bigint | undefined): LocatedRow {
    const handle = rowId === undefined ? this.rowHandle(row) : intHandle(rowId);
    return { physicalId: this.physicalIdOf(row), handle, datums: row };
  }

  /** The partition of a row, or the table itself. */
  physicalIdOf(row: RowDatums): TableId {
    const { partition, cols, id, name } = this.info;
    if (partition?.enable !== true) return id;
    const offset = cols.findIndex((column) => `\`${column.name.O}\`` === partition.expr);
    return choosePartition(partition, (row[offset] as bigint | undefined) ?? null, name.O).id;
  }

  keyOf(row: LocatedRow): Uint8Array {
    return recordKey(row.physicalId, row.handle);
  }

  /** A row's value. */
  valueOf(row: RowDatums, format: RowFormat): Uint8Array {
    const columns: StoredColumn[] = [];
    for (const { info, codec, skipNull } of this.#stored) {
      const value = row[info.offset] ?? null;
      if (value !== null || !skipNull) columns.push({ id: info.id, codec, value });
    }
    return format === 1 ? encodeOldRow(columns) : encodeRow(columns);
  }

  /** Reads a row back from its key and value, non-public columns included. */
  readRow(key: Uint8Array, value: Uint8Array): RowDatums {
    const stored = decodeRow(value, (id) => this.#byId.get(id));
    const fromKey = this.#readHandle(key);
    return this.columns.map((column) => {
      const { id } = column.info;
      const datum = stored.get(id);
      if (datum !== undefined && datum !== null) return datum;
      return fromKey.get(id) ?? (datum === undefined ? column.missing : null);
    });
  }

  #readHandle(key: Uint8Array): ReadonlyMap<number, Datum> {
    const values = new Map<number, Datum>();
    const [first] = this.#handleColumns;
    if (first === undefined) return values;
    const reader = new ByteReader(key, RECORD_PREFIX_BYTES);
    if (this.info.pk_is_handle) {
      const handle = reader.comparableInt();
      const unsigned = (first.column.info.type.Flag & FLAGS.unsigned) !== 0;
      return values.set(first.column.info.id, unsigned ? BigInt.asUintN(64, handle) : handle);
    }
    for (const { column, length } of this.#handleColumns) {
      const datum = column.codec.readFlagged(reader);
      if (datum !== null && length < 0) values.set(column.info.id, datum);
    }
    return values;
  }

  /** A row as row JSON shows it: its public columns in their order. */
  shown(row: RowDatums): ShownRow {
    const shown: Record<string, ShownValue> = {};
    for (const column of this.columns) {
      if (!column.public || column.virtual) continue;
      const value = row[column.info.offset] ?? null;
      shown[column.info.name.O] = value === null ? null : column.codec.shown(value);
    }
    return shown;
  }

  /** The row's entries in the indexes that statements write. */
  entriesOf(row: LocatedRow): readonly (readonly [key: Uint8Array, value: Uint8Array, unique: boolean])[] {
    return this.#indexes.filter(({ info }) => WRITTEN_STATES.has(info.state)).map((index) => this.#entryOf(index, row));
  }

  /** The row's entry in one index, whatever its state. */
  entryOf(indexId: number, row: LocatedRow): readonly [key: Uint8Array, value: Uint8Array, unique: boolean] {
    const index = this.#indexes.find(({ info }) => info.id === indexId);
    if (index === undefined) throw wrong(`table ${this.info.name.O} has no index ${indexId}`);
    return this.#entryOf(index, row);
  }

  #entryOf(index: LaidIndex, row: LocatedRow): readonly [Uint8Array, Uint8Array, boolean] {
    writer.start();
    const hasNull = this.#writeIndexColumns(index, row.datums);
    const distinct = index.info.is_unique && !hasNull;
    if (!distinct) {
      if (this.info.is_common_handle) writer.bytes(row.handle);
      else writer.u8(INT_FLAG).bytes(row.handle);
    }
    const key = indexKey(row.physicalId, index.info.id, writer.take());
    const value = this.info.is_common_handle
      ? this.#commonHandleEntry(index, row, distinct)
      : intHandleEntry(index, row, distinct);
    return [key, value, distinct];
  }

  #writeIndexColumns(index: LaidIndex, row: RowDatums): boolean {
    let hasNull = false;
    for (const { column, length } of index.columns) {
      const datum = row[column.info.offset] ?? null;
      if (datum === null) writer.u8(0);
      else column.codec.writeKey(writer, column.codec.prefixOf(datum, length));
      hasNull ||= datum === null;
    }
    return hasNull;
  }

  /** The handle of a row that a unique entry points at. */
  handleInEntry(value: Uint8Array): Uint8Array {
    if (this.info.is_common_handle) {
      const reader = new ByteReader(value, COMMON_ENTRY_HEADER_BYTES);
      const high = reader.u8();
      return reader.take(high * 0x100 + reader.u8());
    }
    const reader = new ByteReader(value, value.length - INT_HANDLE_BYTES);
    return intHandle(BigInt.asIntN(64, reader.u64BE()));
  }

  /** An entry of a table with a common handle: version, handle, and what restores the texts of index and handle. */
  #commonHandleEntry(index: LaidIndex, row: LocatedRow, distinct: boolean): Uint8Array {
    const columns = new Map<number, StoredColumn>();
    for (const { column, length } of [...index.columns, ...this.#handleColumns]) {
      const { codec, info } = column;
      if (!codec.needsRestoredData || columns.has(info.id)) continue;
      const datum = row.datums[info.offset] ?? null;
      const text = datum === null ? '' : String(codec.prefixOf(datum, length));
      const value = codec.isPlainCollation ? BigInt(text.length - text.trimEnd().length) : datum;
      columns.set(info.id, { id: info.id, codec: codec.isPlainCollation ? SPACE_COUNT : codec, value });
    }
    const restored = columns.size === 0 ? undefined : encodeRow([...columns.values()].toSorted((a, b) => a.id - b.id));
    writer.u8(0).u8(VERSION_FLAG).u8(1);
    if (distinct) writer.u8(COMMON_HANDLE_FLAG).u16BE(row.handle.length).bytes(row.handle);
    if (restored !== undefined) writer.bytes(restored);
    return writer.take();
  }
}

const INT_FLAG = 0x03;
const INT_HANDLE_BYTES = 8;
const COMMON_ENTRY_HEADER_BYTES = 4;

/** An entry of a table with an integer handle, and what restores its texts. */
function intHandleEntry(index: LaidIndex, row: LocatedRow, distinct: boolean): Uint8Array {
  const handle = plainHandle(row.handle);
  if (!index.needsRestoredData) return distinct ? handle : PLAIN_ENTRY;
  const columns = index.columns.map(({ column, length }): StoredColumn => {
    const datum = row.datums[column.info.offset] ?? null;
    return {
      id: column.info.id,
      codec: column.codec,
      value: datum === null ? null : column.codec.prefixOf(datum, length),
    };
  });
  const restored = encodeRow(columns.toSorted((a, b) => a.id - b.id));
  if (distinct) return writer.u8(INT_HANDLE_BYTES).bytes(restored).bytes(handle).take();
  // Ten bytes at least tell such an entry from an old one.
  const padding = Math.max(0, MIN_RESTORED_BYTES - 1 - restored.length);
  writer.u8(padding).bytes(restored);
  for (let i = 0; i < padding; i += 1) writer.u8(0);
  return writer.take();
}

/** Index entries hold an integer handle as it is, rows' keys with its sign bit flipped. */
function plainHandle(handle: Uint8Array): Uint8Array {
  const plain = Uint8Array.from(handle);
  plain[0] = (plain[0] ?? 0) ^ 0x80;
  return plain;
}

function columnOf(info: ColumnInfoJson): LaidColumn {
  const codec = new ColumnCodec(info.name.O, info.type);
  const nullable = (info.type.Flag & FLAGS.notNull) === 0;
  const origin = storedDefault(codec, info, info.origin_default, info.origin_default_bit);
  return {
    info,
    codec,
    fallback: storedDefault(codec, info, info.default_is_expr ? null : info.default, info.default_bit),
    missing: origin ?? (nullable ? null : zeroOf(codec, info)),
    virtual: info.generated_expr_string !== '' && !info.generated_stored,
    public: info.state === SCHEMA_STATES.public,
    written: WRITTEN_STATES.has(info.state),
    nullable,
    skipNull: info.default === null && info.origin_default === null,
  };
}

function storedDefault(
  codec: ColumnCodec,
  { type }: ColumnInfoJson,
  value: string | number | null,
  bits: string | null,
): Datum | null {
  if (bits !== null) return BigInt(`0x${Buffer.from(bits, 'base64').toString('hex') || '0'}`);
  // An expression such as CURRENT_TIMESTAMP is for who executes statements.
  if (value === null || ((type.Flag & FLAGS.binary) !== 0 && /^[A-Z_]+$/.test(String(value)) && TIMES.has(type.Tp)))
    return null;
  const binary = type.Charset === 'binary' && type.Tp !== TP.json && BYTES.has(type.Tp);
  return codec.datumOf(binary ? Buffer.from(String(value)) : value);
}

const TIMES: ReadonlySet<number> = new Set([TP.date, TP.datetime, TP.timestamp, TP.time]);
const BYTES: ReadonlySet<number> = new Set([TP.char, TP.varchar, TP.tinyblob, TP.mediumblob, TP.longblob, TP.blob]);

/** What TiDB takes for a NOT NULL column without any default. */
export function zeroOf(codec: ColumnCodec, { type }: Pick<ColumnInfoJson, 'type'>): Datum {
  switch (type.Tp) {
    case TP.enum:
      return 1n;
    case TP.date:
      return codec.datumOf('0000-00-00');
    case TP.datetime:
    case TP.timestamp:
      return codec.datumOf('0000-00-00 00:00:00');
    case TP.time:
      return codec.datumOf('00:00:00');
    case TP.json:
      return codec.datumOf('null');
    case TP.vector:
      return codec.datumOf('[]');
    case TP.set:
      return 0n;
    default:
      return codec.datumOf(BYTES.has(type.Tp) ? '' : 0);
  }
}

function wrong(detail: string): EmulatorError {
  return new EmulatorError('TV_EMULATOR_USAGE', detail);
}
