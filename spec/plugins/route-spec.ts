import { join } from 'node:path';
import type { RowEvent } from '../../src/model/row';
import type { RowTransform } from '../../src/model/transform';
import { row, table } from '../../src/testing';
import { parsePluginSettings } from '../../src/wasm/pluginSettings';
import { openWasmTransform } from '../../src/wasm/wasmTransform';

const source = join(__dirname, '../../plugins/route/route.wasm');
const orders = table('shop', 'orders', ['id', 'region', 'state']);

let opened: RowTransform | undefined;
async function open(config: object): Promise<RowTransform> {
  opened = await openWasmTransform({ source, settings: parsePluginSettings({ config }), changefeed: 'spec' });
  return opened;
}
afterEach(async () => opened?.close?.());

async function routed(config: object, rows: readonly RowEvent[]) {
  const transform = await open(config);
  await transform.addTable?.({ tableId: orders.id, table: orders });
  return (await transform.transform({ tableId: orders.id, table: orders, rows })).rows;
}

const order = (commitTs: bigint, region: string | null, state = 'new'): RowEvent =>
  row(commitTs, { table: orders, row: { id: String(commitTs), region, state } });
/** The routes that rows get after their change. */
async function routesOf(rules: readonly object[], rows: readonly RowEvent[], otherwise?: string) {
  const told = await routed({ rules, ...(otherwise !== undefined && { otherwise }) }, rows);
  return told === 'unchanged' ? [] : told.map(({ row: after }) => after?.['route']);
}

describe('the plugin route', () => {
  it('gives a row the route of the first rule that fits', async () => {
    const rules = [
      { column: 'region', equals: 'eu', route: 'europe' },
      { column: 'region', prefix: 'us-', route: 'america' },
      { column: 'region', isNull: true, route: 'nowhere' },
      { table: 'shop.orders', column: 'state', equals: 'lost', route: 'lost' },
    ];
    const rows = [
      order(1n, 'eu', 'lost'),
      order(2n, 'us-west'),
      order(3n, null),
      order(4n, 'jp', 'lost'),
      order(5n, 'jp'),
    ];
    expect(await routesOf(rules, rows)).toEqual(['europe', 'america', 'nowhere', 'lost', null]);
    expect(await routesOf(rules, rows, 'rest')).toEqual(['europe', 'america', 'nowhere', 'lost', 'rest']);
  });

  it('routes by the table alone, and not by rules for other tables', async () => {
    const rules = [
      { table: 'crm.*', route: 'crm' },
      { table: '*.orders', route: 'orders' },
    ];
    expect(await routesOf(rules, [order(1n, 'eu')])).toEqual(['orders']);
  });

  it('tells the route before a change too, and leaves other columns as they are', async () => {
    const rules = [{ column: 'region', equals: 'eu', route: 'europe' }];
    const before = { id: '1', region: 'eu', state: 'new' };
    const rows = [
      row(2n, { table: orders, row: { ...before, region: 'jp' }, before }),
      row(3n, { table: orders, row: null, before }),
    ];
    expect(await routed({ rules, otherwise: 'rest' }, rows)).toEqual([
      { source: 0, type: 'update', row: { route: 'rest' }, before: { route: 'europe' } },
      { source: 1, type: 'delete', before: { route: 'europe' } },
    ]);
  });

  it('widens its tables by the column', async () => {
    const transform = await open({ rules: [] });
    expect(transform.tableOf(orders).columns.at(-1)).toMatchObject({
      name: 'route',
      type: 'varchar(64)',
      nullable: true,
    });
  });

  it.each([
    { rule: { column: 'region', route: 'x' }, message: 'needs a column and one of equals, prefix and isNull' },
    { rule: { equals: 'a', route: 'x' }, message: 'needs a column and one of' },
    { rule: { column: 'region', equals: 'a', prefix: 'b', route: 'x' }, message: 'has more than one of' },
  ])('refuses the rule $rule', async ({ rule, message }) => {
    await expect(open({ rules: [rule] })).rejects.toMatchObject({
      code: 'TV_PLUGIN_INIT',
      message: expect.stringContaining(message),
    });
  });

  it('refuses a rule for a column that its table lacks', async () => {
    const rules = [{ table: 'shop.orders', column: 'zone', equals: 'eu', route: 'europe' }];
    await expect(routed({ rules }, [])).rejects.toMatchObject({
      message: expect.stringContaining('shop.orders has no column zone'),
    });
    // A rule for every table is for those that have the column.
    expect(await routesOf([{ column: 'zone', equals: 'eu', route: 'europe' }], [order(1n, 'eu')], 'rest')).toEqual([
      'rest',
    ]);
  });
});
