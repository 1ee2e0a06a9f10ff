import { crc32 } from 'node:zlib';
import { Corruption } from '../model/corruption';
import { keyStart } from './keys';
import { endOfColumns } from './rowCodec';

/** What became of a checksum: `absent` when the row has none, `unchecked` for one of version 0. */
export type ChecksumResult = 'ok' | 'mismatch' | 'absent' | 'unchecked';

const FORMAT_2 = 0x80;
const CHECKSUM_FLAG = 0x02;
const VERSION_BITS = 0x07;
const EXTRA_BIT = 0x08;
const CRC_BYTES = 4;
const RECORD_PREFIX_BYTES = 11;

/**
 * Holds a row value against the checksum that TiDB wrote into it (`tidb_enable_row_level_checksum`).
 *
 * | version | written by | what it covers |
 * | --- | --- | --- |
 * | 0 | TiDB 7.1 to 8.2 | the values of the columns in a form of their own: `unchecked` |
 * | 1 | 8.3 | the bytes of the row and its key |
 * | 2 | 8.4 and later | the bytes of the row and its handle |
 *
 * A second checksum, for the schema before, stands behind the first while a DDL changes columns; one that fits is enough.
 *
 * Throws a `Corruption` for a checksum that is cut off or of another version. Source: pingcap/tidb, pkg/util/rowcodec.
 */
export function checkChecksum(key: Uint8Array, value: Uint8Array): ChecksumResult {
  if (value[0] !== FORMAT_2 || ((value[1] ?? 0) & CHECKSUM_FLAG) === 0) return 'absent';
  const headerAt = endOfColumns(value);
  const header = value[headerAt] ?? 0;
  const version = header & VERSION_BITS;
  const count = (header & EXTRA_BIT) === 0 ? 1 : 2;
  if (headerAt + 1 + count * CRC_BYTES > value.length) throw new Corruption('checksum is cut off');
  if (version > 2) throw new Corruption(`checksum of version ${version}`);
  if (version === 0) return 'unchecked';
  const start = keyStart(key);
  const covered = key.subarray(version === 1 ? start : start + RECORD_PREFIX_BYTES);
  const crc = crc32(covered, crc32(value.subarray(0, headerAt + 1)));
  for (let i = 0; i < count; i += 1) if (wordAt(value, headerAt + 1 + i * CRC_BYTES) === crc) return 'ok';
  return 'mismatch';
}

function wordAt(value: Uint8Array, at: number): number {
  return new DataView(value.buffer, value.byteOffset, value.length).getUint32(at, true);
}
