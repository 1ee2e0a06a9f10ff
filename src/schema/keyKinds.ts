import { DDL_HISTORY_SPAN, DDL_JOB_SPAN, DDL_QUEUE_PREFIXES, keyStart } from './keys';

const TABLE_PREFIX = 0x74; // t
const SEPARATOR = 0x5f; // _
const RECORD = 0x72; // r
const SEPARATOR_AT = 9;

/** Whether a raw key is that of a record: neither an index entry's nor one of the schema's. Looks at three bytes. */
export function isRecordKey(key: Uint8Array): boolean {
  const start = keyStart(key);
  return (
    key[start] === TABLE_PREFIX && key[start + SEPARATOR_AT] === SEPARATOR && key[start + SEPARATOR_AT + 1] === RECORD
  );
}

/**
 * Where TiDB keeps DDL jobs. `jobs`: the table of those under way. `history`: the table of those that have ended.
 * `queue`: the lists of a TiDB that has no such tables yet (before 6.2).
 */
export type DdlJobHome = 'jobs' | 'history' | 'queue';

const JOB_PREFIX = DDL_JOB_SPAN.startKey;
const HISTORY_PREFIX = DDL_HISTORY_SPAN.startKey;

/** Where a raw key keeps a DDL job; `undefined` for every other key. */
export function ddlJobHomeOf(key: Uint8Array): DdlJobHome | undefined {
  const start = keyStart(key);
  if (key[start] === TABLE_PREFIX) {
    if (startsWith(key, start, JOB_PREFIX)) return 'jobs';
    return startsWith(key, start, HISTORY_PREFIX) ? 'history' : undefined;
  }
  return DDL_QUEUE_PREFIXES.some((prefix) => startsWith(key, start, prefix)) ? 'queue' : undefined;
}

/** Whether a raw key is that of a DDL job. */
export function isDdlJobKey(key: Uint8Array): boolean {
  return ddlJobHomeOf(key) !== undefined;
}

function startsWith(key: Uint8Array, start: number, prefix: Uint8Array): boolean {
  // Prefixes differ in their last bytes.
  for (let i = prefix.length - 1; i >= 0; i -= 1) if (key[start + i] !== prefix[i]) return false;
  return true;
}
