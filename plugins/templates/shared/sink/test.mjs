// Hands rows to the built plugin and looks at what it wrote.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { testing, tivalve } from './tivalve.mjs';

const plugin = join(dirname(fileURLToPath(import.meta.url)), '{{name}}.wasm');

test('writes a line for each row, and refuses rows without an id', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-plugin-'));
  try {
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, JSON.stringify({ config: { greeting: 'seen' }, grants: { fs: { out: './out' } } }));
    const sink = await tivalve.openSink(`wasm:${encodeURI(plugin)}?config=${encodeURIComponent(settings)}`);
    const table = testing.table('shop', 'orders', ['id', 'note']);
    await sink.addTable({ tableId: 100, table });
    const rows = [
      testing.row(10n, { table, row: { id: '1', note: 'a' } }),
      testing.row(11n, { table, row: { id: '1', note: 'b' }, before: { id: '1', note: 'a' } }),
      testing.row(12n, { table, row: null, before: { id: '1', note: 'b' } }),
      testing.row(13n, { table, row: { id: null, note: 'c' } }),
    ];
    const { verdicts } = await sink.emitRowChangedEvents({ tableId: 100, table, rows });
    assert.deepEqual(verdicts, [{ row: 3, verdict: 'deadLetter', reason: 'id is NULL' }]);
    assert.equal(await sink.flushRowChangedEvents(100, 13n), 13n);
    await sink.close();
    const lines = readFileSync(join(folder, 'out', 'rows.log'), 'utf8').split('\n');
    assert.deepEqual(lines, ['seen insert 1 10', 'seen update 1 11', 'seen delete 1 12', '']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
