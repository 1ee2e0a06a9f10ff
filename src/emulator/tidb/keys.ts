import type { Span } from '../../model/span';
import type { TableId } from '../../model/table';
import { ByteWriter } from './ByteWriter';

// Writing never waits and never calls out, so one writer serves every key.
const writer = new ByteWriter();

const TABLE_PREFIX = 0x74; // t
const META_PREFIX = 0x6d; // m

/** The fixed ids of the tables that DDL jobs pass through, equal on every cluster. */
export const DDL_TABLE_IDS = { job: 281_474_976_710_654, history: 281_474_976_710_652 } as const;

function tablePart(id: TableId, part: '_r' | '_s' | '_i'): ByteWriter {
  return writer.start().u8(TABLE_PREFIX).comparableInt(BigInt(id)).text(part);
}

/** The key of a row. `handle` is the encoded handle. */
export function recordKey(physicalId: TableId, handle: Uint8Array): Uint8Array {
  return tablePart(physicalId, '_r').bytes(handle).take();
}

/** All rows of one physical table. */
export function recordSpan(physicalId: TableId): Span {
  return { startKey: tablePart(physicalId, '_r').take(), endKey: tablePart(physicalId, '_s').take() };
}

/** Bytes in front of the handle in a row's key. */
export const RECORD_PREFIX_BYTES = 11;

/** The key of an index entry. `datums` are the encoded columns, with the handle behind them where one belongs. */
export function indexKey(physicalId: TableId, indexId: number, datums: Uint8Array): Uint8Array {
  return tablePart(physicalId, '_i').comparableInt(BigInt(indexId)).bytes(datums).take();
}

/** All entries of one index of one physical table. */
export function indexSpan(physicalId: TableId, indexId: number): Span {
  const empty = new Uint8Array(0);
  return { startKey: indexKey(physicalId, indexId, empty), endKey: indexKey(physicalId, indexId + 1, empty) };
}

/** An integer handle: the primary key's value, or the hidden `_tidb_rowid`. An unsigned one keeps its 64 bits. */
export function intHandle(value: bigint): Uint8Array {
  return writer.comparableInt(value).take();
}

function metaName(name: string): ByteWriter {
  return writer.start().u8(META_PREFIX).memcomparable(Buffer.from(name));
}

function letter(kind: 's' | 'h' | 'i'): bigint {
  return BigInt(kind.charCodeAt(0));
}

/** A plain entry of the metadata, such as `NextGlobalID`. */
export function metaKey(name: string): Uint8Array {
  return metaName(name).u64BE(letter('s')).take();
}

/** One field of a hash of the metadata, such as `Table:45` of `DB:2`. */
export function metaHashKey(name: string, field: string | Uint8Array): Uint8Array {
  return metaName(name)
    .u64BE(letter('h'))
    .memcomparable(typeof field === 'string' ? Buffer.from(field) : field)
    .take();
}

/** All fields of a hash. */
export function metaHashSpan(name: string): Span {
  return {
    startKey: metaName(name).u64BE(letter('h')).take(),
    endKey: metaName(name).u64BE(letter('i')).take(),
  };
}

/** The field of a job in the hash `DDLJobHistory`: eight plain bytes. */
export function jobHistoryField(jobId: number): Uint8Array {
  return writer.u64BE(BigInt(jobId)).take();
}
