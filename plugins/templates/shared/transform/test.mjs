// Hands rows to the built plugin and looks at what it lets go on.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { testing, tivalve } from './tivalve.mjs';

const plugin = join(dirname(fileURLToPath(import.meta.url)), '{{name}}.wasm');

test('labels rows and drops deletes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-plugin-'));
  try {
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, JSON.stringify({ config: { label: 'blue' } }));
    const transform = await tivalve.openTransform(`wasm:${encodeURI(plugin)}?config=${encodeURIComponent(settings)}`);
    const table = testing.table('shop', 'orders', ['id', 'note']);
    await transform.addTable({ tableId: 100, table });
    const rows = [
      testing.row(10n, { table, row: { id: '1', note: 'a' } }),
      testing.row(11n, { table, row: { id: '1', note: 'b' }, before: { id: '1', note: 'a' } }),
      testing.row(12n, { table, row: null, before: { id: '1', note: 'b' } }),
    ];
    const result = await transform.transform({ tableId: 100, table, rows });
    assert.deepEqual(
      result.rows.map(({ source, type, row }) => ({ source, type, row: { ...row } })),
      [
        { source: 0, type: 'insert', row: { label: 'blue' } },
        { source: 1, type: 'update', row: { label: 'blue' } },
      ],
    );
    await transform.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
