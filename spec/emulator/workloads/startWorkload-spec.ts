import { createHash } from 'node:crypto';
import { VirtualTimeScheduler } from 'rxjs';
import { EmulatedDatabase } from '../../../src/emulator/tidb/EmulatedDatabase';
import { startWorkload, WORKLOADS, type WorkloadName } from '../../../src/emulator/workloads/startWorkload';
import { MemoryTransactionalStore } from '../../helpers/memoryTransactionalStore';
import { oracle, replicate } from '../tidb/stories';

interface Run {
  readonly store: MemoryTransactionalStore;
  readonly db: EmulatedDatabase;
  readonly fromTs: bigint;
}

function run(kind: WorkloadName, steps: number, seed = 3): Run {
  const store = new MemoryTransactionalStore();
  const db = new EmulatedDatabase(store);
  const fromTs = store.now();
  const scheduler = new VirtualTimeScheduler();
  startWorkload(db, { kind, rate: 'max', seed, stopAfter: steps, size: 30, scheduler });
  scheduler.flush();
  return { store, db, fromTs };
}

/** Of all that was written. */
function digest({ store }: Run): string {
  const hash = createHash('sha256');
  for (const { key, value, commitTs } of store.changes()) hash.update(key).update(value).update(String(commitTs));
  return hash.digest('hex');
}

describe('startWorkload', () => {
  it.each(WORKLOADS.map((kind) => ({ kind })))('$kind writes what the product reads', ({ kind }) => {
    const { store, db, fromTs } = run(kind, 60);
    const replica = replicate(store, fromTs);
    expect(replica.tables).toEqual(oracle(db));
    expect([...replica.tables.values()].flat().length).toBeGreaterThan(0);
  });

  it.each(WORKLOADS.map((kind) => ({ kind })))('$kind does the same for the same seed', ({ kind }) => {
    expect(digest(run(kind, 25))).toBe(digest(run(kind, 25)));
    expect(digest(run(kind, 25))).not.toBe(digest(run(kind, 25, 4)));
  });

  it('keeps the sum of the bank constant at every commit', () => {
    const { store, db } = run('bank', 40);
    const [accounts] = db.tables().filter(({ table }) => table === 'accounts');
    const commits = new Set(store.changes().map(({ commitTs }) => commitTs));
    for (const ts of [...commits].slice(-30)) {
      const sum = db.rows('bank', 'accounts', ts).reduce((total, row) => total + Number(row['balance']), 0);
      expect(sum).toBeCloseTo(30_000, 6);
    }
    expect(accounts?.physicalIds).toHaveLength(1);
  });

  it('keeps its rate, also after a tick that came late', () => {
    const store = new MemoryTransactionalStore();
    const scheduler = new VirtualTimeScheduler(undefined, 0);
    scheduler.maxFrames = 1000;
    const workload = startWorkload(new EmulatedDatabase(store), {
      kind: 'bank',
      rate: 130,
      tickMs: 7,
      size: 5,
      scheduler,
    });
    scheduler.flush();
    expect(workload.transactions).toBeGreaterThanOrEqual(128);
    expect(workload.transactions).toBeLessThanOrEqual(130);
    workload.stop();
  });
});
