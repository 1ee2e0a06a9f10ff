import fc from 'fast-check';
import type { CommitMode, EmulatedTransaction } from '../../src/emulator/transactionalStore';
import { EmulatorError } from '../../src/errors/TiValveError';
import { type BareFeed, bytes, longOf, type SeenRow } from './bareClients';
import { type OpenCluster, openCluster } from './openCluster';

/** One thing that happens; the numbers choose what it happens to. */
type Act = Write | { readonly act: 'tick' | 'yield' | 'register' };

type Write =
  | { readonly act: 'begin'; readonly mode: CommitMode; readonly pessimistic: boolean }
  | { readonly act: 'put' | 'delete' | 'lock'; readonly txn: number; readonly key: number; readonly size: number }
  | { readonly act: 'prewrite' | 'commit' | 'commitPrimary' | 'rest' | 'rollback' | 'heartbeat'; readonly txn: number };

const modes: readonly CommitMode[] = ['twoPhase', 'onePhase', 'asyncCommit', 'pipelined'];
const txn = fc.nat(5);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('begin' as const), mode: fc.constantFrom(...modes), pessimistic: fc.boolean() }),
  fc.record({
    act: fc.constantFrom('put' as const, 'put' as const, 'put' as const, 'delete' as const, 'lock' as const),
    txn,
    key: fc.nat(11),
    size: fc.constantFrom(0, 3, 255, 256, 700),
  }),
  fc.record({
    act: fc.constantFrom(
      ...(['prewrite', 'commit', 'commit', 'commitPrimary', 'rest', 'rollback', 'heartbeat'] as const),
    ),
    txn,
  }),
  fc.record({ act: fc.constantFrom('tick' as const, 'tick' as const, 'yield' as const, 'register' as const) }),
);

/** Does it, unless the transaction refuses. */
function perform(cluster: OpenCluster, open: EmulatedTransaction[], one: Write) {
  if (one.act === 'begin') {
    open.push(cluster.emulator.begin({ mode: one.mode, pessimistic: one.pessimistic }));
    return;
  }
  const transaction = open[open.length - 1 - (one.txn % Math.max(1, open.length))];
  if (transaction === undefined) return;
  try {
    if (one.act === 'put') transaction.put(key(one.key), bytes('v'.repeat(one.size)));
    else if (one.act === 'delete') transaction.delete(key(one.key));
    else if (one.act === 'lock') transaction.lock(key(one.key));
    else if (one.act === 'rest') transaction.commitSecondaries();
    else transaction[one.act]();
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
  }
}

const key = (n: number): Uint8Array => bytes(String.fromCharCode(97 + n));

/** What a client makes of one registration: changes by key and commitTs, or a broken promise. */
function replay(
  feed: BareFeed,
  requestId: bigint,
  checkpointTs: bigint,
): { changes: Map<string, string>; resolvedTs: bigint } {
  const changes = new Map<string, string>();
  const prewrites = new Map<string, SeenRow>();
  const early: SeenRow[] = [];
  let resolvedTs = 0n;
  let isInitialized = false;
  const add = (row: SeenRow, op: string, value: string): void => {
    if (row.commitTs <= resolvedTs) throw new Error(`${row.key}@${row.commitTs} after resolved ${resolvedTs}`);
    if (row.commitTs <= checkpointTs) return;
    const id = `${row.key}@${row.commitTs}`;
    if (changes.has(id)) throw new Error(`${id} came twice`);
    changes.set(id, op === 'DELETE' ? 'deleted' : value);
  };
  const match = (row: SeenRow): boolean => {
    const found = prewrites.get(`${row.key}@${row.startTs}`);
    if (found !== undefined) add(row, row.op, found.value);
    return found !== undefined;
  };
  for (const one of feed.seen) {
    if (one.kind === 'resolved' && one.requestId === requestId) {
      if (one.ts > resolvedTs) resolvedTs = one.ts;
      if (!isInitialized) throw new Error('resolved before INITIALIZED');
    }
    if (one.kind !== 'rows' || one.requestId !== requestId) continue;
    for (const row of one.rows) {
      const id = `${row.key}@${row.startTs}`;
      if (row.type === 'PREWRITE') prewrites.set(id, row);
      else if (row.type === 'ROLLBACK') prewrites.delete(id);
      else if (row.type === 'COMMITTED') add(row, row.op, row.value);
      else if (row.type === 'COMMIT') {
        if (match(row)) continue;
        if (isInitialized) throw new Error(`${id} was committed without a prewrite`);
        early.push(row);
      } else if (row.type === 'INITIALIZED') {
        isInitialized = true;
        for (const late of early) match(late);
      }
    }
  }
  return { changes, resolvedTs };
}

describe('Percolator and the resolved ts', () => {
  it('keep their promises: snapshot and live rows are the log, each change once, none below what was resolved', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 80 }), async (acts) => {
        await using cluster = await openCluster({ commandBytes: 600 });
        const { emulator } = cluster;
        const feed = cluster.feed();
        const open: EmulatedTransaction[] = [];
        const checkpoints = new Map<bigint, bigint>();
        const register = (): void => {
          const requestId = BigInt(checkpoints.size + 1);
          const checkpointTs = checkpoints.size % 2 === 0 ? 0n : emulator.now();
          checkpoints.set(requestId, checkpointTs);
          feed.register(emulator, cluster.region(), {
            requestId: longOf(requestId),
            checkpointTs: longOf(checkpointTs),
          });
        };
        register();
        for (const one of acts) {
          if (one.act === 'tick') emulator.tick();
          else if (one.act === 'register') register();
          else if (one.act === 'yield') await new Promise(setImmediate);
          else perform(cluster, open, one as Write);
        }
        for (const transaction of open) {
          for (const last of ['rest', 'rollback'] as const) {
            perform(cluster, [transaction], { act: last, txn: 0 });
          }
        }
        for (const requestId of checkpoints.keys()) await feed.initialized(requestId);
        const end = emulator.now();
        const isDone = (id: bigint): boolean =>
          feed.seen.some((one) => one.kind === 'resolved' && one.requestId === id && one.ts >= end);
        while (![...checkpoints.keys()].every(isDone)) {
          emulator.tick();
          await new Promise(setImmediate);
        }
        for (const [requestId, checkpointTs] of checkpoints) {
          const expected = emulator
            .committedSince(checkpointTs)
            .map((one): [string, string] => [
              `${Buffer.from(one.key).toString('latin1')}@${one.commitTs}`,
              one.value === null ? 'deleted' : Buffer.from(one.value).toString('latin1'),
            ]);
          const { changes } = replay(feed, requestId, checkpointTs);
          expect(changes).toEqual(new Map(expected));
          expect(changes.size).toBe(expected.length);
        }
      }),
      { seed: 20_260_821, numRuns: 150 },
    );
  });
});
