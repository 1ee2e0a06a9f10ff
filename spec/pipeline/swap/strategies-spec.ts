import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filter, firstValueFrom } from 'rxjs';
import type { RunningPipeline, Swap } from '../../../src/pipeline/runningPipeline';
import type { SwapStrategy } from '../../../src/pipeline/swap/swap';
import { firstVersion, loggedRows, phasesOf, SwapCluster, swapTo } from '../../helpers/swapCluster';

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

/** Swaps while rows flow, and ends the run when everything was written. */
async function swapUnderLoad(running: RunningPipeline, request: Parameters<RunningPipeline['swapPlugin']>[0]) {
  cluster.write(20);
  await cluster.caughtUp(running);
  const swap = running.swapPlugin(request);
  const phases = phasesOf(swap);
  const receipt = await cluster.writeUntil(swap.done);
  cluster.write(20);
  await cluster.caughtUp(running);
  await running.stop();
  return { receipt, phases: await phases, rows: loggedRows(folder) };
}

const untilPhase = (swap: Swap, wanted: string): Promise<unknown> =>
  firstValueFrom(swap.phases$.pipe(filter(({ phase }) => phase === wanted || phase === 'done')));

const probation = { batches: 2 };
const allOnce = (rows: ReturnType<typeof loggedRows>): void => {
  const keys = rows.map(({ tableId, id }) => `${tableId} ${id}`);
  expect([new Set(keys).size, keys.length]).toEqual([2 * cluster.written, 2 * cluster.written]);
};

describe('a swap by shadow', () => {
  const strategy = (more: object = {}): SwapStrategy => ({ kind: 'shadow', rows: 20, forMs: 60_000, ...more });

  it('commits a sink that would do the same, and has done nothing before', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    const { receipt, phases, rows } = await swapUnderLoad(
      running,
      swapTo('2.0.0', { tag: 'v1' }, { strategy: strategy(), probation }),
    );
    expect(phases).toEqual(['preparing', 'shadowing', 'pausing', 'committing', 'probation', 'done']);
    expect(receipt.outcome).toBe('committed');
    allOnce(rows);
  });

  it.each([
    { title: 'a sink', kind: 'sink' as const },
    { title: 'a transform', kind: 'transform' as const },
  ])('refuses $title that would do otherwise, without the values of a row', async ({ kind }) => {
    const claims = { kind };
    const plugin = firstVersion(folder, claims);
    const running = cluster.run(kind === 'sink' ? { sink: plugin } : { through: [plugin], sink: 'blackhole:' });
    const { receipt, rows } = await swapUnderLoad(
      running,
      swapTo('2.0.0', { tag: 'v2' }, { claims, strategy: strategy({ maxDifferences: 3 }) }),
    );
    expect([receipt.outcome, receipt.reason?.code]).toEqual(['aborted', 'TV_PLUGIN_SHADOW_DIFFERS']);
    expect(receipt.reason?.message).toMatch(/4 of 4 rows come out otherwise, the last one of shop\.[ab] at \d+; 3 may/);
    if (kind === 'sink') allOnce(rows);
    expect(rows.every(({ tag }) => tag === 'v1')).toBe(true);
  });

  it('lets differences pass within its budget', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    const { receipt } = await swapUnderLoad(
      running,
      swapTo('2.0.0', { tag: 'v2' }, { strategy: strategy({ maxDifferences: 20 }), probation }),
    );
    expect(receipt.outcome).toBe('committed');
  });

  it('refuses a version that traps on a copy, and nobody else has noticed', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    const { receipt, rows } = await swapUnderLoad(
      running,
      swapTo('2.0.0', { tag: 'v1', fail: 'id:1' }, { strategy: strategy() }),
    );
    expect([receipt.outcome, receipt.reason?.code]).toEqual(['aborted', 'TV_PLUGIN_SHADOW_DIFFERS']);
    allOnce(rows);
  });

  it('ends when it is aborted', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const swap = running.swapPlugin(swapTo('2.0.0', { tag: 'v2' }, { strategy: strategy() }));
    await untilPhase(swap, 'shadowing');
    expect(running.abortSwap('versions', 'not today')).toBe(true);
    expect(await swap.done).toMatchObject({
      outcome: 'aborted',
      reason: { code: 'TV_PLUGIN_SWAP_ABORTED', message: expect.stringContaining('not today') as unknown },
    });
    await running.stop();
  });
});

describe('a trial that sees no rows', () => {
  it.each([
    { title: 'a shadow', strategy: { kind: 'shadow', forMs: 50 } },
    { title: 'a canary of tables that have none', strategy: { kind: 'canary', tables: ['shop.none'], forMs: 50 } },
  ] satisfies { title: string; strategy: SwapStrategy }[])('does not put $title to work', async ({ strategy }) => {
    const running = cluster.run({ sink: firstVersion(folder) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const receipt = await running.swapPlugin(swapTo('2.0.0', { tag: 'v2' }, { strategy })).done;
    cluster.write(5);
    await cluster.caughtUp(running);
    await running.stop();
    expect([receipt.outcome, receipt.reason?.code]).toEqual(['aborted', 'TV_PLUGIN_SWAP_UNTRIED']);
    const rows = loggedRows(folder);
    allOnce(rows);
    expect(rows.every(({ tag }) => tag === 'v1')).toBe(true);
  });
});

describe('a swap by canary', () => {
  it('lets chosen tables go first, then the rest', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    const { receipt, phases, rows } = await swapUnderLoad(
      running,
      swapTo('2.0.0', { tag: 'v2' }, { strategy: { kind: 'canary', tables: ['shop.a'], rows: 20 }, probation }),
    );
    expect(phases).toEqual(['preparing', 'canary', 'pausing', 'committing', 'probation', 'done']);
    expect(receipt.outcome).toBe('committed');
    allOnce(rows);
    const [a, b] = ['a', 'b'].map((table) => {
      const id = receipt.tables.find((one) => one.table === table)?.tableId;
      return rows.filter(({ tableId }) => tableId === id);
    });
    const fence = receipt.tables[0]?.fence ?? 0n;
    // The table that went first has rows below the fence of the new version, the other one has none.
    expect(a?.some(({ tag, commitTs }) => tag === 'v2' && commitTs <= fence)).toBe(true);
    for (const { tag, commitTs } of b ?? []) expect(tag).toBe(commitTs <= fence ? 'v1' : 'v2');
    const first = a?.find(({ tag }) => tag === 'v2')?.commitTs ?? 0n;
    for (const { tag, commitTs } of a ?? []) expect(tag).toBe(commitTs < first ? 'v1' : 'v2');
  });

  it.each([
    { title: 'sink', kind: 'sink' as const },
    { title: 'transform', kind: 'transform' as const },
  ])('lets a share of the keys go first through a $title, each key always the same way', async ({ kind }) => {
    const claims = { kind };
    const plugin = firstVersion(folder, claims);
    const running = cluster.run(kind === 'sink' ? { sink: plugin } : { through: [plugin], sink: 'blackhole:' });
    const told: { readonly tag: unknown; readonly commitTs: bigint; readonly id: unknown }[] = [];
    running.events$.subscribe((event) => {
      if (event.kind === 'row') told.push({ tag: event.get('tag'), commitTs: event.commitTs, id: event.get('id') });
    });
    const { receipt, rows } = await swapUnderLoad(
      running,
      swapTo('2.0.0', { tag: 'v2' }, { claims, strategy: { kind: 'canary', share: 0.5, rows: 40 }, probation }),
    );
    expect(receipt.outcome).toBe('committed');
    const fence = receipt.tables[0]?.fence ?? 0n;
    const seen = kind === 'sink' ? rows : told;
    expect(seen).toHaveLength(2 * cluster.written);
    const first = seen.find(({ tag }) => tag === 'v2')?.commitTs ?? 0n;
    const trial = seen.filter(({ commitTs }) => commitTs >= first && commitTs <= fence);
    expect(new Set(trial.map(({ tag }) => tag))).toEqual(new Set(['v1', 'v2']));
    // Both tables have the same keys.
    const wayOf = new Map<string, unknown>();
    for (const { id, tag } of trial) {
      expect(wayOf.get(String(id)) ?? tag).toBe(tag);
      wayOf.set(String(id), tag);
    }
    for (const { tag, commitTs } of seen) if (commitTs > fence) expect(tag).toBe('v2');
  });

  it('gives the rows of a version that fails to the one at work', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    const { receipt, rows } = await swapUnderLoad(
      running,
      swapTo(
        '2.0.0',
        { tag: 'v2', fail: 'rows:4' },
        { strategy: { kind: 'canary', tables: ['shop.a'], rows: 1000, forMs: 60_000 } },
      ),
    );
    expect([receipt.outcome, receipt.reason?.code]).toEqual(['aborted', 'TV_PLUGIN_TRAP']);
    expect(new Set(rows.map(({ tableId, id }) => `${tableId} ${id}`)).size).toBe(2 * cluster.written);
    expect(rows.at(-1)?.tag).toBe('v1');
  });

  it('goes back when it is aborted', async () => {
    const running = cluster.run({ sink: firstVersion(folder) });
    cluster.write(5);
    await cluster.caughtUp(running);
    const swap = running.swapPlugin(
      swapTo(
        '2.0.0',
        { tag: 'v2' },
        { strategy: { kind: 'canary', share: 0.5, rows: 100_000, forMs: 60_000 }, deadlineMs: 60_000 },
      ),
    );
    await untilPhase(swap, 'canary');
    cluster.write(20);
    await cluster.caughtUp(running);
    running.abortSwap('versions');
    expect(await cluster.writeUntil(swap.done)).toMatchObject({ outcome: 'aborted' });
    cluster.write(5);
    await cluster.caughtUp(running);
    await running.stop();
    const rows = loggedRows(folder);
    expect(new Set(rows.map(({ tableId, id }) => `${tableId} ${id}`)).size).toBe(2 * cluster.written);
    expect(rows.slice(-10).every(({ tag }) => tag === 'v1')).toBe(true);
  });

  it.each([
    {
      title: 'a plugin with state',
      claims: { stateful: true },
      strategy: { kind: 'canary' as const, share: 0.5 },
      code: 'TV_PLUGIN_STATE',
    },
    {
      title: 'neither tables nor a share',
      claims: {},
      strategy: { kind: 'canary' as const },
      code: 'TV_CONFIG_INVALID',
    },
    {
      title: 'a share that is none',
      claims: {},
      strategy: { kind: 'canary' as const, share: 2 },
      code: 'TV_CONFIG_INVALID',
    },
  ])('refuses $title', async ({ claims, strategy, code }) => {
    const running = cluster.run({ sink: firstVersion(folder, claims) });
    const { receipt, rows } = await swapUnderLoad(running, swapTo('2.0.0', { tag: 'v2' }, { claims, strategy }));
    expect([receipt.outcome, receipt.reason?.code]).toEqual(['aborted', code]);
    allOnce(rows);
  });
});
