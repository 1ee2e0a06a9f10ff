import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { RowEvent } from '../../src/model/row';
import type { Column, Table } from '../../src/model/table';
import type { RowTransform } from '../../src/model/transform';
import { row, table } from '../../src/testing';
import { parsePluginSettings } from '../../src/wasm/pluginSettings';
import { openWasmTransform } from '../../src/wasm/wasmTransform';

const source = join(__dirname, '../../plugins/mask/mask.wasm');

function users(change: Partial<Column> = {}): Table {
  const plain = table('shop', 'users', ['id', 'email', 'name']);
  return { ...plain, columns: plain.columns.map((one) => (one.name === 'email' ? { ...one, ...change } : one)) };
}

let opened: RowTransform | undefined;
async function open(config: object): Promise<RowTransform> {
  opened = await openWasmTransform({ source, settings: parsePluginSettings({ config }), changefeed: 'spec' });
  return opened;
}
afterEach(async () => opened?.close?.());

async function masked(config: object, of: Table, rows: readonly RowEvent[]) {
  const transform = await open(config);
  await transform.addTable?.({ tableId: of.id, table: of });
  const { rows: told } = await transform.transform({ tableId: of.id, table: of, rows });
  return told;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the plugin mask', () => {
  it('hashes the columns of its patterns, before and after a change', async () => {
    const of = users();
    const rows = [
      row(10n, { table: of, row: { id: '1', email: 'a@x', name: 'A' } }),
      row(11n, { table: of, row: { id: '1', email: null, name: 'A' }, before: { id: '1', email: 'a@x', name: 'A' } }),
      row(12n, { table: of, row: null, before: { id: '1', email: 'ü'.repeat(100), name: 'A' } }),
    ];
    expect(await masked({ columns: ['shop.users.email'], salt: 'pepper' }, of, rows)).toEqual([
      { source: 0, type: 'insert', row: { email: sha256('peppera@x') } },
      { source: 1, type: 'update', row: { email: null }, before: { email: sha256('peppera@x') } },
      { source: 2, type: 'delete', before: { email: sha256(`pepper${'ü'.repeat(100)}`) } },
    ]);
  });

  it('hashes texts of every length as SHA-256 does', async () => {
    const of = users();
    const texts = [...Array(130).keys()].map((length) => 'x'.repeat(length));
    const rows = texts.map((email, i) => row(BigInt(10 + i), { table: of, row: { id: String(i), email, name: '' } }));
    const told = await masked({ columns: ['*.*.email'] }, of, rows);
    expect(told).toMatchObject(texts.map((text, source) => ({ source, row: { email: sha256(text) } })));
  });

  it('keeps as many digits as it is told, and all 32 bytes of bytes', async () => {
    const rows = [row(10n, { table: users(), row: { id: '1', email: 'a', name: 'b' } })];
    expect(await masked({ columns: ['*.*.email'], hexDigits: 8 }, users(), rows)).toMatchObject([
      { row: { email: sha256('a').slice(0, 8) } },
    ]);
    const binary = users({ type: 'varbinary(32)', binary: true });
    const bytes = [row(10n, { table: binary, row: { id: '1', email: Buffer.from('a'), name: 'b' } })];
    const told = await masked({ columns: ['shop.*.email'] }, binary, bytes);
    const value = told === 'unchanged' ? undefined : told[0]?.row?.['email'];
    expect(Buffer.from(value as Uint8Array).toString('hex')).toBe(sha256('a'));
  });

  it('lets tables without such a column be', async () => {
    const rows = [row(10n, { table: users(), row: { id: '1', email: 'a', name: 'b' } })];
    expect(await masked({ columns: ['shop.orders.email', 'crm.*.email'] }, users(), rows)).toBe('unchanged');
  });

  it('refuses a column that has no room for a hash', async () => {
    const of = users({ type: 'bigint(20)' });
    await expect(masked({ columns: ['shop.users.email'] }, of, [])).rejects.toMatchObject({
      code: 'TV_PLUGIN_ERROR',
      message: expect.stringContaining('shop.users.email is bigint(20): only text and bytes can be hashed'),
    });
  });

  it('refuses patterns that name no column', async () => {
    await expect(open({ columns: ['users.email'] })).rejects.toMatchObject({ code: 'TV_PLUGIN_CONFIG' });
    await expect(open({})).rejects.toMatchObject({ code: 'TV_PLUGIN_CONFIG' });
  });
});
