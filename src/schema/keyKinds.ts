import { DDL_JOB_SPAN, keyStart } from './keys';

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

const JOB_PREFIX = DDL_JOB_SPAN.startKey;

/** Whether a raw key is that of a row of `mysql.tidb_ddl_job`. */
export function isDdlJobKey(key: Uint8Array): boolean {
  const start = keyStart(key);
  // The prefix differs from other tables' in its last bytes.
  for (let i = JOB_PREFIX.length - 1; i >= 0; i -= 1) if (key[start + i] !== JOB_PREFIX[i]) return false;
  return true;
}
