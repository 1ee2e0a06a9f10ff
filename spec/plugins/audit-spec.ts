import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RowEvent } from '../../src/model/row';
import { openWasmSink } from '../../src/sinks/wasmSink';
import { row, table } from '../../src/testing';
import { openPlugin } from '../../src/wasm/pluginHost';
import { SILENT_PLUGIN_LOGGER } from '../../src/wasm/pluginLogger';
import { parsePluginSettings } from '../../src/wasm/pluginSettings';
import { tableText } from '../../src/wasm/rowBatchJson';

const source = join(__dirname, '../../plugins/audit/audit.wasm');
const orders = table('shop', 'orders', ['id'], 104);
const span = { tableId: 104, table: orders };
let folder: string;
let lines: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-audit-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = () => ({
  source,
  settings: parsePluginSettings({ grants: { kv: true } }),
  changefeed: 'spec',
  kvFolder: folder,
  logger: { ...SILENT_PLUGIN_LOGGER, info: (_fields: object, text: string) => lines.push(text) },
});

const insert = (ts: bigint): RowEvent => row(ts, { table: orders, row: { id: String(ts) } });
const update = (ts: bigint): RowEvent => row(ts, { table: orders, row: { id: '1' }, before: { id: '1' } });
const remove = (ts: bigint): RowEvent => row(ts, { table: orders, row: null, before: { id: '1' } });

/** Runs the plugin over batches, each of which may be flushed up to a ts, and answers what it says at its end. */
async function run(...batches: readonly { readonly rows: readonly RowEvent[]; readonly flush?: bigint }[]) {
  const sink = await openWasmSink(options());
  await sink.addTable?.(span);
  for (const { rows, flush } of batches) {
    expect(await sink.emitRowChangedEvents({ ...span, rows })).toEqual({ verdicts: [] });
    if (flush !== undefined) expect(await sink.flushRowChangedEvents?.(104, flush)).toBe(flush);
  }
  lines.length = 0;
  await sink.close?.();
  return lines.find((line) => line.startsWith('shop.orders/104 '))?.slice('shop.orders/104 '.length);
}
const counts = (inserts: number, updates: number, deletes: number, ts: number): string =>
  `{"inserts":"${inserts}","updates":"${updates}","deletes":"${deletes}","ts":"${ts}"}`;

describe('the plugin audit', () => {
  it('counts what was flushed, and goes on from there', async () => {
    expect(await run({ rows: [insert(1n), insert(2n), update(2n), remove(3n)], flush: 3n })).toBe(counts(2, 1, 1, 3));
    expect(await run({ rows: [insert(4n)], flush: 9n })).toBe(counts(3, 1, 1, 9));
  });

  it('counts a row that comes again once', async () => {
    expect(await run({ rows: [insert(1n), insert(2n), insert(5n)], flush: 3n })).toBe(counts(2, 0, 0, 3));
    expect(await run({ rows: [insert(1n), insert(2n), insert(5n)], flush: 5n })).toBe(counts(3, 0, 0, 5));
  });

  it('keeps nothing of what was not flushed', async () => {
    expect(await run({ rows: [insert(1n)] })).toBe(counts(0, 0, 0, 0));
    expect(await run({ rows: [insert(1n)], flush: 1n })).toBe(counts(1, 0, 0, 1));
  });

  it('hands its counts to the next version', async () => {
    const plugin = await openPlugin(options());
    const bytes = (value: unknown): Uint8Array =>
      Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    const state = Buffer.from(`{"104":${counts(7, 8, 9, 500)}}`).toString('base64');
    const instance = await plugin.instantiate();
    await instance.callForStatus('state_import', bytes({ from_version: '0.9.0', state }));
    await instance.callForStatus('sink_add_table', bytes(tableText(span, 1)));
    const exported = await instance.callForStatus('state_export', bytes('{}'));
    expect(exported['state']).toBe(state);
    await instance.close();
    await plugin.close();
  });
});
