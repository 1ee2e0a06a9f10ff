import { SchemaError } from '../errors/TiValveError';
import { hexOf } from '../model/bytes';
import { Corruption } from '../model/corruption';
import { decodeMemcomparable, encodeMemcomparable } from '../model/memcomparable';
import type { Span } from '../model/span';
import type { TableId } from '../model/table';

const TABLE_PREFIX = 0x74; // t
const META_PREFIX = 0x6d; // m
const KEYSPACE_PREFIX = 0x78; // x
const KEYSPACE_PREFIX_BYTES = 4;
const SEPARATOR = 0x5f; // _
const RECORD = 0x72; // r
const INDEX = 0x69; // i
const ID_BYTES = 8;
const TABLE_PREFIX_BYTES = 1 + ID_BYTES;
const RECORD_PREFIX_BYTES = TABLE_PREFIX_BYTES + 2;
const SIGN_BIT = 0x80000000;
const TWO_32 = 0x1_0000_0000;
const MAX_ID_HIGH = 0x1f_ffff;

/** What a key addresses. Offsets count from the first byte of the key as it came, keyspace prefix included. */
export type ParsedKey =
  | { readonly kind: 'record'; readonly physicalId: TableId; readonly handleOffset: number }
  | { readonly kind: 'index'; readonly physicalId: TableId }
  | { readonly kind: 'meta' }
  | { readonly kind: 'other' };

const META_KEY: ParsedKey = { kind: 'meta' };
const OTHER_KEY: ParsedKey = { kind: 'other' };

function corruptKey(key: Uint8Array, why: string): SchemaError {
  return new SchemaError('TV_SCHEMA_KEY_CORRUPT', `${why}, key ${hexOf(key)}`);
}

/** Where the key proper begins: behind the keyspace prefix of API v2, if there is one. */
export function keyStart(key: Uint8Array): number {
  return key[0] === KEYSPACE_PREFIX && key.length >= KEYSPACE_PREFIX_BYTES ? KEYSPACE_PREFIX_BYTES : 0;
}

/**
 * Tells what a raw key addresses. Costs a dozen byte reads; ids are put together from two halves, without a bigint.
 *
 * Throws `TV_SCHEMA_KEY_CORRUPT` for a key under `t` that is neither a record's nor an index entry's.
 */
export function parseKey(key: Uint8Array): ParsedKey {
  const start = keyStart(key);
  const prefix = key[start];
  if (prefix !== TABLE_PREFIX) return prefix === META_PREFIX ? META_KEY : OTHER_KEY;
  if (key.length - start < RECORD_PREFIX_BYTES + ID_BYTES) throw corruptKey(key, 'table key is too short');
  const high =
    (((key[start + 1] ?? 0) << 24) |
      ((key[start + 2] ?? 0) << 16) |
      ((key[start + 3] ?? 0) << 8) |
      (key[start + 4] ?? 0)) >>>
    0;
  const low =
    (((key[start + 5] ?? 0) << 24) |
      ((key[start + 6] ?? 0) << 16) |
      ((key[start + 7] ?? 0) << 8) |
      (key[start + 8] ?? 0)) >>>
    0;
  // Signed integers sort as bytes because their sign bit is flipped: an id, being positive, has it set.
  if (high < SIGN_BIT || high - SIGN_BIT > MAX_ID_HIGH) throw corruptKey(key, 'table id is out of range');
  const physicalId = (high - SIGN_BIT) * TWO_32 + low;
  const kind = key[start + TABLE_PREFIX_BYTES + 1];
  if (key[start + TABLE_PREFIX_BYTES] === SEPARATOR) {
    if (kind === RECORD) return { kind: 'record', physicalId, handleOffset: start + RECORD_PREFIX_BYTES };
    if (kind === INDEX) return { kind: 'index', physicalId };
  }
  throw corruptKey(key, 'table key is neither a record nor an index entry');
}

/** The table id of `mysql.tidb_ddl_job`, the same in every cluster. */
export const DDL_JOB_TABLE_ID: TableId = 281474976710654;

/** The table id of `mysql.tidb_ddl_history`, the same in every cluster. */
export const DDL_HISTORY_TABLE_ID: TableId = 281474976710652;

function recordPrefix(physicalId: TableId, lastByte: number): Uint8Array {
  const prefix = Buffer.alloc(RECORD_PREFIX_BYTES);
  prefix[0] = TABLE_PREFIX;
  prefix.writeUInt32BE(Math.floor(physicalId / TWO_32) + SIGN_BIT, 1);
  prefix.writeUInt32BE(physicalId % TWO_32, 5);
  prefix[TABLE_PREFIX_BYTES] = SEPARATOR;
  prefix[TABLE_PREFIX_BYTES + 1] = lastByte;
  return prefix;
}

/** The records of one physical table, as raw keys. Index entries lie outside. */
export function tableSpan(physicalId: TableId): Span {
  return { startKey: recordPrefix(physicalId, RECORD), endKey: recordPrefix(physicalId, RECORD + 1) };
}

/** Where TiDB writes its DDL jobs, as raw keys. */
export const DDL_JOB_SPAN: Span = tableSpan(DDL_JOB_TABLE_ID);

/** Where TiDB writes the jobs that have ended, as raw keys. */
export const DDL_HISTORY_SPAN: Span = tableSpan(DDL_HISTORY_TABLE_ID);

const LIST_KIND = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0x6c]);

/** Where a TiDB older than its tables of jobs queues them: a list each, of which these are the first bytes. */
export const DDL_QUEUE_PREFIXES: readonly Uint8Array[] = ['DDLJobList', 'DDLJobAddIdxList'].map((name) =>
  Buffer.concat([Uint8Array.of(META_PREFIX), encodeMemcomparable(Buffer.from(name)), LIST_KIND]),
);

/** Where TiDB keeps its schema, as raw keys. */
export const META_SPAN: Span = { startKey: Uint8Array.of(META_PREFIX), endKey: Uint8Array.of(META_PREFIX + 1) };

/** A key under `m`, taken apart. Names are text; a hash's field may be anything. */
export type MetaKey =
  | { readonly kind: 'string' | 'hashMeta' | 'listMeta' | 'stringMeta'; readonly name: string }
  | { readonly kind: 'hash'; readonly name: string; readonly field: Uint8Array }
  | { readonly kind: 'list'; readonly name: string; readonly index: bigint };

const SIGN_BIT_64 = 0x8000_0000_0000_0000n;

/** Takes a metadata key apart. Throws `TV_SCHEMA_KEY_CORRUPT` for any other key and for a malformed one. */
export function decodeMetaKey(key: Uint8Array): MetaKey {
  const start = keyStart(key);
  if (key[start] !== META_PREFIX) throw corruptKey(key, 'not a metadata key');
  try {
    const { bytes, end } = decodeMemcomparable(key, start + 1);
    const name = Buffer.from(bytes).toString('utf8');
    const view = Buffer.from(key.buffer, key.byteOffset, key.length);
    // The letter that tells the kind is written as an eight-byte integer.
    if (key.length - end < ID_BYTES || view.readUInt32BE(end) !== 0) throw new Corruption('metadata kind is malformed');
    const rest = end + ID_BYTES;
    switch (String.fromCharCode(view.readUInt32BE(end + 4))) {
      case 's':
        return { kind: 'string', name };
      case 'S':
        return { kind: 'stringMeta', name };
      case 'H':
        return { kind: 'hashMeta', name };
      case 'L':
        return { kind: 'listMeta', name };
      case 'h':
        return { kind: 'hash', name, field: decodeMemcomparable(key, rest).bytes };
      case 'l':
        if (key.length - rest < ID_BYTES) throw new Corruption('list index is cut off');
        return { kind: 'list', name, index: BigInt.asIntN(64, view.readBigUInt64BE(rest) ^ SIGN_BIT_64) };
      default:
        throw new Corruption('metadata kind is unknown');
    }
  } catch (error) {
    if (error instanceof Corruption) throw corruptKey(key, error.message);
    throw error;
  }
}
