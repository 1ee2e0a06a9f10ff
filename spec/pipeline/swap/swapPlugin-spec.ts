import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filter, firstValueFrom } from 'rxjs';
import type { SwapReceipt } from '../../../src/pipeline/swap/swap';
import { wasmPlugin } from '../../../src/sinks/wasmPlugin';
import { firstVersion, type LoggedRow, loggedRows, phasesOf, SwapCluster, swapTo } from '../../helpers/swapCluster';

let folder: string;
let cluster: SwapCluster;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-swap-'));
  cluster = await SwapCluster.start();
});

afterEach(async () => {
  await cluster[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Each row of both tables was written once; rows up to the fence by `old`, rows above by `now`. */
function expectSplitAt(rows: readonly LoggedRow[], fence: bigint, old: string, now: string): void {
  const keys = rows.map(({ tableId, id }) => `${tableId} ${id}`);
  expect(new Set(keys).size).toBe(keys.length);
  const ids = new Set(rows.map(({ id }) => id));
  const missing = Array.from({ length: cluster.written }, (_, i) => i + 1).filter((id) => !ids.has(id));
  expect([missing, keys.length]).toEqual([[], 2 * cluster.written]);
  for (const { tag, commitTs } of rows) expect(tag).toBe(commitTs <= fence ? old : now);
  expect(new Set(rows.map(({ tag }) => tag))).toEqual(new Set([old, now]));
}

const fenceOf = (receipt: SwapReceipt): bigint => {
  const [first] = receipt.tables;
  if (first === undefined) throw new Error('no table in the receipt');
  return first.fence;
};

describe.each(['inline', 'isolated'] as const)('swapPlugin, %s', (mode) => {
  it('puts a sink in the place of another at a fence, while rows flow', async () => {
    const running = cluster.run({ sink: firstVersion(folder, {}, mode) });
    cluster.write(20);
    await cluster.caughtUp(running);
    const swap = running.swapPlugin(swapTo('2.0.0', { tag: 'v2' }, { probation: { batches: 2 } }));
    const phases = phasesOf(swap);
    const receipt = await cluster.writeUntil(swap.done);
    cluster.write(20);
    await cluster.caughtUp(running);
    await running.stop();
    expect(await phases).toEqual(['preparing', 'pausing', 'committing', 'probation', 'done']);
    expect(receipt).toMatchObject({ outcome: 'committed', epoch: 1, plugin: 'versions' });
    expectSplitAt(loggedRows(folder), fenceOf(receipt), 'v1', 'v2');
    expect(receipt.tables).toHaveLength(2);
    for (const { lastTsOut, firstTsOut, fence, oldIdentity, newIdentity } of receipt.tables) {
      expect([oldIdentity, newIdentity]).toEqual([receipt.from.identity, receipt.to?.identity]);
      expect(lastTsOut).toBeLessThanOrEqual(fence);
      expect(firstTsOut).toBeGreaterThan(fence);
    }
  });

  it.each([
    { title: 'traps in its start', fail: 'init', code: 'TV_PLUGIN_TRAP' },
    { title: 'refuses its configuration', fail: 'refuse', code: 'TV_PLUGIN_INIT' },
    { title: 'fails its self-test', fail: 'selfTest', code: 'TV_PLUGIN_ERROR' },
    { title: 'does not come back from its start', fail: 'initLoop', code: 'TV_PLUGIN_LIMIT', callTimeoutMs: 300 },
    {
      title: 'does not come back from its self-test',
      fail: 'selfTestLoop',
      code: 'TV_PLUGIN_LIMIT',
      callTimeoutMs: 300,
    },
  ])('stays on the old version when the new one $title', async ({ fail, code, callTimeoutMs }) => {
    const running = cluster.run({ sink: firstVersion(folder, {}, mode) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const claims = callTimeoutMs === undefined ? {} : { callTimeoutMs };
    const swap = running.swapPlugin(swapTo('2.0.0', { tag: 'v2', fail }, { claims }));
    const receipt = await cluster.writeUntil(swap.done);
    cluster.write(5);
    await cluster.caughtUp(running);
    await running.stop();
    expect([receipt.outcome, receipt.reason?.code]).toEqual(['aborted', code]);
    const rows = loggedRows(folder);
    expect(rows.every(({ tag }) => tag === 'v1')).toBe(true);
    expect(rows).toHaveLength(2 * cluster.written);
  });

  it.each([
    { title: 'its first rows', fail: 'rows' },
    { title: 'its third batch', fail: 'rows:3' },
    { title: 'its first flush', fail: 'flush' },
  ])('F58: goes back by itself when the new version traps on $title', async ({ fail }) => {
    const running = cluster.run({ sink: firstVersion(folder, {}, mode) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const swap = running.swapPlugin(swapTo('2.0.0', { tag: 'v2', fail }));
    const receipt = await cluster.writeUntil(swap.done);
    cluster.write(5);
    await cluster.caughtUp(running);
    expect(running.status().plugins).toMatchObject([{ phase: 'idle', active: { label: 'versions@1.0.0' } }]);
    await running.stop();
    expect([receipt.outcome, receipt.reason?.code]).toEqual(['rolledBack', 'TV_PLUGIN_TRAP']);
    const rows = loggedRows(folder);
    // Nothing is lost; what the new version wrote and nobody acknowledged may be there twice.
    expect(new Set(rows.map(({ tableId, id }) => `${tableId} ${id}`)).size).toBe(2 * cluster.written);
    expect(rows.at(-1)?.tag).toBe('v1');
  });
});

describe('swapPlugin', () => {
  it('swaps a transform, and hands over its state to the number', async () => {
    const claims = { kind: 'transform', stateful: true } as const;
    const told: { readonly tag: unknown; readonly number: unknown; readonly commitTs: bigint }[] = [];
    const running = cluster.run({ through: [firstVersion(folder, claims)], sink: 'blackhole:' });
    running.events$.subscribe((event) => {
      if (event.kind === 'row')
        told.push({ tag: event.get('tag'), number: event.get('number'), commitTs: event.commitTs });
    });
    cluster.write(20);
    await cluster.caughtUp(running);
    const swap = running.swapPlugin(swapTo('2.0.0', { tag: 'v2' }, { claims, probation: { batches: 2 } }));
    const receipt = await cluster.writeUntil(swap.done);
    cluster.write(20);
    await cluster.caughtUp(running);
    await running.stop();
    expect(receipt.outcome).toBe('committed');
    expect(told.map(({ number }) => Number(number)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 2 * cluster.written }, (_, i) => i + 1),
    );
    for (const { tag, commitTs } of told) expect(tag).toBe(commitTs <= fenceOf(receipt) ? 'v1' : 'v2');
  });

  it('makes a transaction again from its first row when the new transform traps on its second', async () => {
    const claims = { kind: 'transform' } as const;
    const tags = new Map<bigint, string>();
    const running = cluster.run({ through: [firstVersion(folder, claims)], sink: 'blackhole:' });
    running.events$.subscribe((event) => {
      if (event.kind === 'row')
        tags.set(event.commitTs, `${tags.get(event.commitTs) ?? ''} ${String(event.get('tag'))}`);
    });
    cluster.write(5);
    await cluster.caughtUp(running);
    const swap = running.swapPlugin(swapTo('2.0.0', { tag: 'v2', fail: 'id:1000000' }, { claims }));
    await firstValueFrom(swap.phases$.pipe(filter(({ phase }) => phase === 'probation')));
    cluster.write(5);
    await cluster.caughtUp(running);
    cluster.db.transaction((tx) => {
      tx.insert('shop', 'a', { id: 999_999, note: 'a' });
      tx.insert('shop', 'b', { id: 1_000_000, note: 'b' });
    });
    const receipt = await swap.done;
    await cluster.caughtUp(running);
    await running.stop();
    expect(receipt.outcome).toBe('rolledBack');
    const five = (text: string): string[] => Array<string>(5).fill(text);
    expect([...tags.values()]).toEqual([...five(' v1 v1'), ...five(' v2 v2'), ' v1 v1']);
  });

  it('goes back to a transform that knows what the failed one had counted', async () => {
    const claims = { kind: 'transform', stateful: true } as const;
    const told: number[] = [];
    const running = cluster.run({ through: [firstVersion(folder, claims)], sink: 'blackhole:' });
    running.events$.subscribe((event) => {
      if (event.kind === 'row') told.push(Number(event.get('number')));
    });
    cluster.write(20);
    await cluster.caughtUp(running);
    // Some rows go through it before it fails, on every instance.
    const request = swapTo('2.0.0', { tag: 'v2', fail: 'id:600' }, { claims, probation: { batches: 100_000 } });
    const receipt = await cluster.writeUntil(running.swapPlugin(request).done);
    cluster.write(20);
    await cluster.caughtUp(running);
    await running.stop();
    expect(receipt.outcome).toBe('rolledBack');
    expect(told.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2 * cluster.written }, (_, i) => i + 1));
  });

  it.each([
    { title: 'a state that it refuses', claims: { stateful: true }, fail: 'state', code: 'TV_PLUGIN_STATE' },
    {
      title: 'one that cannot tell its state, so that the one before could not come back',
      claims: { stateful: true },
      fail: 'export',
      code: 'TV_PLUGIN_TRAP',
    },
    { title: 'a state that it has no place for', claims: {}, fail: '', code: 'TV_PLUGIN_STATE' },
    {
      title: 'state of one instance for many',
      claims: { stateful: true, instances: 'table' as const },
      fail: '',
      code: 'TV_PLUGIN_STATE',
    },
    {
      title: 'more than it is granted',
      claims: { stateful: true, capabilities: ['fs:out', 'kv'] },
      fail: '',
      code: 'TV_PLUGIN_GRANT',
    },
    { title: 'another name', claims: { stateful: true, name: 'others' }, fail: '', code: 'TV_PLUGIN_INVALID' },
    { title: 'another kind', claims: { kind: 'transform' as const }, fail: '', code: 'TV_PLUGIN_GRANT' },
  ])('refuses $title before anything is held', async ({ claims, fail, code }) => {
    const running = cluster.run({ sink: firstVersion(folder, { stateful: true }) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const swap = running.swapPlugin(swapTo('2.0.0', { tag: 'v2', fail }, { claims }));
    const phases = phasesOf(swap);
    const { outcome, reason } = await swap.done;
    await running.stop();
    expect([outcome, reason?.code]).toEqual(['aborted', code]);
    expect(await phases).toEqual(['preparing', 'aborting', 'done']);
  });

  it('swaps the configuration alone', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const request = { plugin: 'versions', config: { tag: 'v1b' }, probation: { batches: 2 } };
    const receipt = await cluster.writeUntil(running.swapPlugin(request).done);
    cluster.write(5);
    await cluster.caughtUp(running);
    await running.stop();
    expect([receipt.outcome, receipt.from.digest]).toEqual(['committed', receipt.to?.digest]);
    expect(receipt.from.identity).not.toBe(receipt.to?.identity);
    expectSplitAt(loggedRows(folder), fenceOf(receipt), 'v1', 'v1b');
  });

  it('swaps the grants alone', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const other = join(folder, 'other');
    const request = { plugin: 'versions', grants: { fs: { out: other } }, probation: { batches: 2 } };
    const receipt = await cluster.writeUntil(running.swapPlugin(request).done);
    cluster.write(5);
    await cluster.caughtUp(running);
    await running.stop();
    expect(receipt.outcome).toBe('committed');
    const [before, after] = [loggedRows(folder), loggedRows(other)];
    expect(before.length + after.length).toBe(2 * cluster.written);
    for (const { commitTs } of before) expect(commitTs).toBeLessThanOrEqual(fenceOf(receipt));
    for (const { commitTs } of after) expect(commitTs).toBeGreaterThan(fenceOf(receipt));
  });

  it.each(['inline', 'isolated'] as const)('swaps a guest of 2022, %s', async (mode) => {
    const FOLDER = '/tidb-deploy/tivalve';
    const guest = join(__dirname, '../../fixtures/plugins/v0-rust.wasm');
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    const running = cluster.run({ sink: wasmPlugin(guest, { grants: { preopens: { [FOLDER]: first } }, mode }) });
    cluster.write(5);
    await cluster.caughtUp(running);
    expect(running.status().plugins).toMatchObject([{ plugin: 'v0-rust.wasm', kind: 'sink', phase: 'idle' }]);
    const request = {
      plugin: 'v0-rust.wasm',
      version: guest,
      grants: { preopens: { [FOLDER]: second } },
      probation: { batches: 2 },
    };
    const receipt = await cluster.writeUntil(running.swapPlugin(request).done);
    cluster.write(5);
    await cluster.caughtUp(running);
    await running.stop();
    expect(receipt.outcome).toBe('committed');
    const linesOf = (of: string): number[] =>
      readFileSync(join(of, 'row_event.txt'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => Number((JSON.parse(`[${line}]`) as unknown[])[0]));
    const [old, now] = [linesOf(first), linesOf(second)];
    expect([...old, ...now].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 2 * cluster.written }, (_, i) => (i >> 1) + 1),
    );
    expect(Math.max(...old)).toBeLessThan(Math.min(...now));
  });

  it('names what there is when it is asked for another plugin', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    cluster.write(1);
    await cluster.caughtUp(running);
    const none = expect.objectContaining({ code: 'TV_CONFIG_INVALID', hint: 'there are versions' }) as Error;
    expect(() => running.swapPlugin({ plugin: 'cvs' })).toThrow(none);
    expect(() => running.rollbackPlugin('cvs')).toThrow(none);
    await running.stop();
    await expect(running.swapPlugin({ plugin: 'versions' }).done).rejects.toMatchObject({ code: 'TV_PIPELINE_STATE' });
  });

  it('goes back to the version before as a swap of its own', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const options = { probation: { batches: 2 } };
    const there = await cluster.writeUntil(running.swapPlugin(swapTo('2.0.0', { tag: 'v2' }, options)).done);
    // To where it is already: nothing happens, and the version before stays the one to go back to.
    const same = await cluster.writeUntil(running.swapPlugin(swapTo('2.0.0', { tag: 'v2' }, options)).done);
    expect([same.outcome, same.reason?.code]).toEqual(['aborted', 'TV_PLUGIN_SWAP_SAME']);
    const back = await cluster.writeUntil(running.rollbackPlugin('versions').done);
    cluster.write(5);
    await cluster.caughtUp(running);
    await running.stop();
    expect([there.outcome, back.outcome, back.to?.identity]).toEqual(['committed', 'committed', there.from.identity]);
    const rows = loggedRows(folder);
    expect(rows).toHaveLength(2 * cluster.written);
    for (const { tag, commitTs } of rows)
      expect(tag).toBe(commitTs > fenceOf(there) && commitTs <= fenceOf(back) ? 'v2' : 'v1');
  });

  it('takes the newer of two swaps', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const older = running.swapPlugin(swapTo('2.0.0', { tag: 'v2' }));
    const newer = running.swapPlugin(swapTo('3.0.0', { tag: 'v3' }, { probation: { batches: 2 } }));
    const [first, second] = await cluster.writeUntil(Promise.all([older.done, newer.done]));
    cluster.write(5);
    await cluster.caughtUp(running);
    await running.stop();
    expect([first.outcome, first.reason?.code, second.outcome]).toEqual([
      'aborted',
      'TV_PLUGIN_SWAP_SUPERSEDED',
      'committed',
    ]);
    expectSplitAt(loggedRows(folder), fenceOf(second), 'v1', 'v3');
  });

  it('waits while the run is paused by hand, and goes on with it', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    cluster.write(5);
    await cluster.caughtUp(running);
    running.pause();
    cluster.write(5);
    const swap = running.swapPlugin(swapTo('2.0.0', { tag: 'v2' }, { probation: { batches: 2 } }));
    await firstValueFrom(swap.phases$.pipe(filter(({ phase }) => phase === 'probation')));
    expect([running.status().state, loggedRows(folder).length]).toEqual(['paused', 10]);
    running.resume();
    const receipt = await cluster.writeUntil(swap.done);
    await cluster.caughtUp(running);
    await running.stop();
    expect(receipt.outcome).toBe('committed');
    expectSplitAt(loggedRows(folder), fenceOf(receipt), 'v1', 'v2');
  });
});
