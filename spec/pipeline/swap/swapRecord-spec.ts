import type { SwapReceipt } from '../../../src/pipeline/swap/swap';
import {
  decidedVersion,
  formatSwapRecord,
  parseSwapRecord,
  type StoredSwapRecord,
} from '../../../src/pipeline/swap/swapRecord';
import { codeThrownBy } from '../../helpers/flows';
import { pluginVersion } from '../../helpers/swapStories';

const last: SwapReceipt = {
  epoch: 6,
  plugin: 'probe',
  outcome: 'rolledBack',
  reason: { code: 'TV_PLUGIN_TRAP', message: 'plugin trapped: at „row“' },
  from: pluginVersion('v1'),
  to: pluginVersion('v2'),
  tables: [
    {
      db: 'shop',
      table: 'orders',
      tableId: 104,
      oldIdentity: 'v1',
      newIdentity: 'v2',
      fence: 2n ** 63n,
      lastTsOut: 2n ** 63n - 1n,
      firstTsOut: undefined,
      pauseMs: 1.25,
    },
  ],
};
const full: StoredSwapRecord = {
  epoch: 7,
  base: 'v1',
  active: pluginVersion('v3'),
  previous: pluginVersion('v1'),
  step: 'committing',
  probation: { batches: 100, forMs: 30_000, maxFailures: 0 },
  failed: pluginVersion('v2'),
  reason: { code: 'TV_PLUGIN_TRAP', message: 'x' },
  last,
};
const least: StoredSwapRecord = { epoch: 0, base: 'v1', active: pluginVersion('v1'), step: 'idle' };

describe('the durable record of a plugin', () => {
  it.each([
    { title: 'everything', record: full },
    { title: 'the least', record: least },
  ])('comes back as it was written, with $title', ({ record }) => {
    expect(parseSwapRecord('probe', formatSwapRecord(record))).toEqual(record);
  });

  it('is JSON with each ts as a decimal string', () => {
    expect(JSON.parse(formatSwapRecord(full))).toMatchObject({
      format: 'tivalve-swap',
      version: 1,
      last: { tables: [{ fence: '9223372036854775808', lastTsOut: '9223372036854775807' }] },
    });
  });

  const spoil = (path: string, value: unknown): string => {
    const json = JSON.parse(formatSwapRecord(full)) as Record<string, unknown>;
    const names = path.split('.');
    const leaf = names.pop() ?? '';
    const parent = names.reduce((at, name) => at[name] as Record<string, unknown>, json);
    parent[leaf] = value;
    return JSON.stringify(json);
  };

  it.each([
    ['format', 'tivalve-checkpoint'],
    ['version', 2],
    ['epoch', '7'],
    ['epoch', -1],
    ['base', undefined],
    ['active', undefined],
    ['active.identity', 7],
    ['active.settings', []],
    ['previous', 'v1'],
    ['step', 'pausing'],
    ['probation.batches', null],
    ['failed.digest', undefined],
    ['reason.message', undefined],
    ['last.outcome', 'lost'],
    ['last.tables', {}],
    ['last.tables.0', null],
    ['last.tables.0.fence', undefined],
    ['last.tables.0.fence', 5],
    ['last.tables.0.lastTsOut', '-1'],
    ['last.tables.0.pauseMs', 'long'],
  ])('is refused when %s is %j, with the key it stands under', (path, value) => {
    const parse = (): unknown => parseSwapRecord('probe', spoil(path, value));
    expect(codeThrownBy(parse)).toBe('TV_STORE_COORDINATOR_CORRUPT');
    expect(parse).toThrow(/plugins\/probe: /);
  });

  it.each(['', 'null', '[]', '{"format":'])('is refused when it is %j', (text) => {
    expect(codeThrownBy(() => parseSwapRecord('probe', text))).toBe('TV_STORE_COORDINATOR_CORRUPT');
  });

  it('names the version, unless the definition has changed since or there is none', () => {
    expect(decidedVersion(full, 'v1')).toEqual(pluginVersion('v3'));
    expect(decidedVersion(full, 'v5')).toBeUndefined();
    expect(decidedVersion(undefined, 'v1')).toBeUndefined();
  });
});
