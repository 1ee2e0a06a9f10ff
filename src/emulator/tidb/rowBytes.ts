import { EmulatorError } from '../../errors/TiValveError';
import { ByteReader } from './ByteReader';
import { ByteWriter } from './ByteWriter';
import type { ColumnCodec, Datum } from './datum';

/** One column of a row that is being written. */
export interface StoredColumn {
  readonly id: number;
  readonly codec: Pick<ColumnCodec, 'writeStored' | 'writeFlagged'>;
  /** `null` for NULL. */
  readonly value: Datum | null;
}

const FORMAT_2 = 0x80;
const LARGE = 0x01;
const CHECKSUM = 0x02;
const SMALL_MAX_ID = 0xff;
const SMALL_MAX_BYTES = 0xffff;
const VARINT_FLAG = 0x08;

// Writing never waits and never calls out, so the same two writers serve every row.
const data = new ByteWriter();
const row = new ByteWriter();

/**
 * A row in format 2, small or large as its ids and bytes need.
 *
 * @param columns - in ascending order of their ids
 */
export function encodeRow(columns: readonly StoredColumn[]): Uint8Array {
  const notNull: number[] = [];
  const nulls: number[] = [];
  const ends: number[] = [];
  let maxId = 0;
  data.start();
  for (const { id, codec, value } of columns) {
    maxId = id;
    if (value === null) nulls.push(id);
    else {
      codec.writeStored(data, value);
      notNull.push(id);
      ends.push(data.length);
    }
  }
  const bytes = data.take();
  const large = maxId > SMALL_MAX_ID || bytes.length > SMALL_MAX_BYTES;
  row
    .start()
    .u8(FORMAT_2)
    .u8(large ? LARGE : 0)
    .u16LE(notNull.length)
    .u16LE(nulls.length);
  if (large) {
    for (const id of notNull) row.u32LE(id);
    for (const id of nulls) row.u32LE(id);
    for (const end of ends) row.u32LE(end);
  } else {
    for (const id of notNull) row.u8(id);
    for (const id of nulls) row.u8(id);
    for (const end of ends) row.u16LE(end);
  }
  return row.bytes(bytes).take();
}

/** A row in format 1: pairs of column id and value. TiDB writes its system tables so, and old clusters everything. */
export function encodeOldRow(columns: readonly StoredColumn[]): Uint8Array {
  if (columns.length === 0) return Uint8Array.of(0);
  row.start();
  for (const { id, codec, value } of columns) {
    row.u8(VARINT_FLAG).varint(BigInt(id));
    if (value === null) row.u8(0);
    else codec.writeFlagged(row, value);
  }
  return row.take();
}

/** What a row of either format holds, by column id; `null` for NULL. Columns that `codecOf` does not know end it. */
export function decodeRow(
  bytes: Uint8Array,
  codecOf: (id: number) => ColumnCodec | undefined,
): ReadonlyMap<number, Datum | null> {
  return bytes[0] === FORMAT_2 ? decodeNewRow(bytes, codecOf) : decodeOldRow(bytes, codecOf);
}

function decodeNewRow(
  bytes: Uint8Array,
  codecOf: (id: number) => ColumnCodec | undefined,
): ReadonlyMap<number, Datum | null> {
  const reader = new ByteReader(bytes, 1);
  const flags = reader.u8();
  if ((flags & ~(LARGE | CHECKSUM)) !== 0) throw new EmulatorError('TV_EMULATOR_USAGE', `a row has flags ${flags}`);
  const large = (flags & LARGE) !== 0;
  const notNullCount = reader.u16LE();
  const nullCount = reader.u16LE();
  const readId = (): number => (large ? reader.u32LE() : reader.u8());
  const notNull = Array.from({ length: notNullCount }, readId);
  const nulls = Array.from({ length: nullCount }, readId);
  const ends = notNull.map(() => (large ? reader.u32LE() : reader.u16LE()));
  const values = new Map<number, Datum | null>(nulls.map((id) => [id, null]));
  let start = 0;
  for (const [i, id] of notNull.entries()) {
    const end = ends[i] ?? start;
    const stored = reader.take(end - start);
    start = end;
    const codec = codecOf(id);
    if (codec !== undefined) values.set(id, codec.readStored(stored));
  }
  return values;
}

function decodeOldRow(
  bytes: Uint8Array,
  codecOf: (id: number) => ColumnCodec | undefined,
): ReadonlyMap<number, Datum | null> {
  const values = new Map<number, Datum | null>();
  const reader = new ByteReader(bytes);
  while (reader.left > 1) {
    reader.u8();
    const id = Number(reader.varint());
    const codec = codecOf(id);
    if (codec === undefined) throw new EmulatorError('TV_EMULATOR_USAGE', `an old row has a column ${id} that is gone`);
    values.set(id, codec.readFlagged(reader));
  }
  return values;
}
