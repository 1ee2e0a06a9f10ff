import { loadRecording } from '../../../src/emulator/loadRecording';
import { writeGoJson } from '../../../src/emulator/tidb/goJson';
import { parseDatabaseInfo, parseTableInfo } from '../../../src/emulator/tidb/schemaJson';
import { HISTORY_TABLE, JOB_TABLE } from '../../../src/emulator/tidb/systemTables';
import { TableLayout } from '../../../src/emulator/tidb/TableLayout';
import { decodeMetaKey, META_SPAN, parseKey } from '../../../src/schema/keys';
import { goldenPath } from '../../helpers/golden';
import { MemoryTransactionalStore } from '../../helpers/memoryTransactionalStore';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** The table that a metadata pair holds. */
function layoutOf(key: Uint8Array, value: Uint8Array): TableLayout | undefined {
  const meta = decodeMetaKey(key);
  if (meta.kind !== 'hash' || !Buffer.from(meta.field).toString().startsWith('Table:') || value.length === 0)
    return undefined;
  return new TableLayout(parseTableInfo(value));
}

describe.each(['workload', 'live'])('the bytes that TiDB wrote in %s', (name) => {
  let store: MemoryTransactionalStore;
  let startTs: bigint;

  beforeAll(async () => {
    store = new MemoryTransactionalStore();
    ({ startTs } = await loadRecording(store, goldenPath(name, 'events.ndjson.gz')));
  });

  it('are those of rows and index entries that the emulator writes', () => {
    // TiDB's sessions learn of a schema version a little late, so a row may be written by one of those before.
    const layouts = new Map<number, TableLayout[]>();
    const recorded = new Map<string, string>();
    const computed = new Map<string, string>();
    const wrong: string[] = [];
    let rows = 0;
    for (const { key, value, op, commitTs } of store.changes(startTs)) {
      if (key[0] === META_SPAN.startKey[0]) {
        const layout = layoutOf(key, value);
        for (const id of layout?.physicalIds ?? []) {
          if (layout !== undefined) layouts.set(id, [layout, ...(layouts.get(id) ?? [])]);
        }
        continue;
      }
      const parsed = parseKey(key);
      if (op === 'DELETE' || parsed.kind === 'meta' || parsed.kind === 'other') continue;
      const known = layouts.get(parsed.physicalId) ?? [];
      if (known.length === 0) continue;
      if (parsed.kind === 'index') {
        recorded.set(`${commitTs} ${hex(key)}`, hex(value));
        continue;
      }
      const handle = key.slice(parsed.handleOffset);
      const format = value[0] === 0x80 ? 2 : 1;
      const layout = known.find((item) => hex(item.valueOf(item.readRow(key, value), format)) === hex(value));
      if (layout === undefined) wrong.push(`row ${hex(key)} ${hex(value)}`);
      for (const item of layout === undefined ? [] : known.slice(0, known.indexOf(layout) + 1)) {
        const datums = item.readRow(key, value);
        if (!item.hasRowId && hex(item.rowHandle(datums)) !== hex(handle)) wrong.push(`handle ${hex(key)}`);
        for (const [entryKey, entry] of item.entriesOf({ physicalId: parsed.physicalId, handle, datums })) {
          computed.set(`${commitTs} ${hex(entryKey)}`, hex(entry));
        }
      }
      rows += 1;
    }
    expect(wrong).toEqual([]);
    // ADD INDEX writes entries without their rows; all others come with one.
    const withRows = [...recorded].filter(([key]) => computed.has(key));
    expect(withRows.filter(([key, value]) => computed.get(key) !== value)).toEqual([]);
    expect(withRows.length).toBeGreaterThan(recorded.size / 2);
    expect(rows).toBeGreaterThan(1000);
  });

  it('are those of the schema that the emulator writes', () => {
    let tables = 0;
    for (const [key, value] of store.readSpan(META_SPAN, store.now())) {
      const meta = decodeMetaKey(key);
      const field = meta.kind === 'hash' ? Buffer.from(meta.field).toString() : '';
      const text = Buffer.from(value).toString();
      if (field.startsWith('Table:')) {
        expect(writeGoJson(parseTableInfo(value))).toBe(text);
        tables += 1;
      } else if (field.startsWith('DB:')) expect(writeGoJson(parseDatabaseInfo(value))).toBe(text);
      for (const table of [JOB_TABLE, HISTORY_TABLE]) {
        if (field !== `Table:${table.id}`) continue;
        expect({ ...parseTableInfo(value), update_timestamp: 0n }).toEqual(table);
      }
    }
    expect(tables).toBeGreaterThan(50);
  });
});
