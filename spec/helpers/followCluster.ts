import { BehaviorSubject, finalize, map, ReplaySubject, type Subscription } from 'rxjs';
import type { TikvSourceConfig } from '../../src/config/tikvSourceConfig';
import type { Emulator } from '../../src/emulator/Emulator';
import { compareBytes, hexOf } from '../../src/model/bytes';
import { monotonicScheduler } from '../../src/model/clock';
import type { KvChange } from '../../src/model/kv';
import { MemoryBudget } from '../../src/model/memoryBudget';
import { MetricsMap } from '../../src/model/metrics';
import type { RegionFeed, Registration } from '../../src/model/region';
import type { OpenedSource } from '../../src/model/source';
import { spansOverlap } from '../../src/model/span';
import type { Ts } from '../../src/model/ts';
import { matchPrewriteCommit } from '../../src/operators/matchPrewriteCommit';
import { mergeResolvedTs } from '../../src/operators/mergeResolvedTs';
import { sortByCommitTs } from '../../src/operators/sortByCommitTs';
import { tikvSource } from '../../src/sources/tikvSource';
import { seededRandom } from '../../src/testing';

/** Every wait of the client, short: what takes minutes in earnest takes a moment in specs. */
export const QUICK: Partial<TikvSourceConfig> = {
  regionRetry: { baseDelayMs: 1, maxDelayMs: 20 },
  storeRetry: { baseDelayMs: 2, maxDelayMs: 40 },
  checkIntervalMs: 10,
  stuckMs: 60,
  silenceMs: 250,
  requestTimeoutMs: 3000,
  keepAliveMs: 200,
  keepAliveTimeoutMs: 200,
  gcRefreshIntervalMs: 50,
};

export interface FollowOptions {
  readonly config?: Partial<TikvSourceConfig>;
  readonly startTs?: Ts;
  readonly seed?: number;
}

/** A record key, `t` + table + `_r` + handle. */
export function recordKey(table: number, handle: number): Uint8Array {
  const key = Buffer.alloc(19);
  key.write('t', 0, 'latin1');
  key.writeBigUInt64BE(0x8000_0000_0000_0000n + BigInt(table), 1);
  key.write('_r', 9, 'latin1');
  key.writeBigUInt64BE(0x8000_0000_0000_0000n + BigInt(handle), 11);
  return key;
}

/** A follower of a cluster down to the sorted stream, and the oracle that compares it with what upstream committed. */
export interface Follower {
  readonly metrics: MetricsMap;
  readonly startTs: Ts;
  /** Log lines of the client, `level message {fields}`. */
  readonly log: readonly string[];
  /** Sorted changes, in the order they came. */
  readonly changes: readonly KvChange[];
  /** The last promise. */
  readonly resolvedTs: Ts;
  /** What ended it. */
  readonly failure: Error | undefined;
  readonly budget: MemoryBudget;
  readonly pause$: BehaviorSubject<boolean>;
  /** Resolves once everything up to `ts` has come; rejects when the stream fails. */
  reached(ts: Ts): Promise<void>;
  /** Resolves with the failure of the stream. */
  failed(): Promise<Error>;
  /** Resolves when `condition` holds. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** Throws unless what came is exactly what upstream committed: nothing lost, invented or out of order (S1 to S5). */
  check(): void;
  close(): Promise<void>;
}

const GIVE_UP_MS = 30_000;

/** Polls, since what is waited for happens on sockets. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const startedMs = performance.now();
  while (!condition()) {
    if (performance.now() - startedMs > GIVE_UP_MS) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Follows everything under `t` from now, or from `startTs`. */
export async function followCluster(emulator: Emulator, options: FollowOptions = {}): Promise<Follower> {
  const metrics = new MetricsMap();
  const log: string[] = [];
  const startedMs = performance.now();
  const write =
    (level: string) =>
    (fields: object, message: string): void => {
      log.push(`${(performance.now() - startedMs).toFixed(0)} ms ${level} ${message} ${JSON.stringify(fields)}`);
    };
  const logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const pause$ = new BehaviorSubject(false);
  const checkpointTs$ = new ReplaySubject<Ts>(1);
  const budget = new MemoryBudget();
  const opened: OpenedSource = await tikvSource({ pd: [...emulator.pd], ...QUICK, ...options.config }).open({
    startTs: options.startTs ?? 'now',
    changefeed: 'spec',
    runId: String(options.seed ?? 1),
    resumable: false,
    pause$,
    checkpointTs$,
    logger,
    metrics,
    scheduler: monotonicScheduler,
    random: seededRandom(options.seed ?? 1),
  });
  const { startTs, span } = opened;
  const changes: KvChange[] = [];
  const violations: string[] = [];
  const resolved$ = new ReplaySubject<Ts>(1);
  let resolvedTs = startTs;
  let failure: Error | undefined;
  const registered = new Registered();
  const matched = (feed: RegionFeed): RegionFeed<KvChange> => {
    if (feed.kind !== 'region') return feed;
    const { registration, stream$ } = feed;
    const other = registered.add(registration);
    if (other !== undefined) violations.push(`registered twice: ${describeOf(registration)} and ${describeOf(other)}`);
    return {
      ...feed,
      stream$: stream$.pipe(
        finalize(() => registered.remove(registration)),
        matchPrewriteCommit({ startTs: registration.checkpointTs, budget, metrics }),
      ),
    };
  };
  const subscription: Subscription = opened.feeds$
    .pipe(map(matched), mergeResolvedTs({ span, startTs, metrics }), sortByCommitTs())
    .subscribe({
      next: (flow) => {
        if (flow.kind === 'batch') {
          for (const change of flow.items) {
            if (change.commitTs <= resolvedTs)
              violations.push(`S4: ${change.commitTs} after the promise ${resolvedTs}`);
          }
          changes.push(...flow.items);
          return;
        }
        if (flow.ts <= resolvedTs) violations.push(`S4: promise ${flow.ts} after ${resolvedTs}`);
        const last = changes.at(-1);
        if (last !== undefined && last.commitTs > flow.ts) violations.push(`S5: ${last.commitTs} before ${flow.ts}`);
        resolvedTs = flow.ts;
        checkpointTs$.next(flow.ts);
        resolved$.next(flow.ts);
      },
      error: (error: Error) => {
        failure = error;
        resolved$.error(error);
      },
    });
  // Asked for by `reached`; nobody may be asking when it fails.
  resolved$.subscribe({ error: () => undefined });

  const textOf = (key: Uint8Array, value: Uint8Array | null, from: Ts, to: Ts): string =>
    `${Buffer.from(key).toString('hex')} ${from} ${to} ${value === null ? 'deleted' : Buffer.from(value).toString('hex').slice(0, 64)}`;
  const follower: Follower = {
    metrics,
    startTs,
    log,
    changes,
    budget,
    pause$,
    get resolvedTs() {
      return resolvedTs;
    },
    get failure() {
      return failure;
    },
    reached: async (ts) => {
      await until(() => resolvedTs >= ts || failure !== undefined, `resolved ts ${ts}, at ${resolvedTs}`);
      if (failure !== undefined) throw failure;
    },
    failed: async () => {
      await until(() => failure !== undefined, 'a failure');
      return failure as Error;
    },
    until,
    check: () => {
      expect(violations).toEqual([]);
      const upstream = emulator
        .committedSince(startTs)
        .filter(({ key, commitTs }) => key[0] === 0x74 && commitTs <= resolvedTs)
        .map(({ key, value, startTs: from, commitTs }) => textOf(key, value, from, commitTs));
      const got = changes.map(({ key, value, op, startTs: from, commitTs }) =>
        textOf(key, op === 'DELETE' ? null : value, from, commitTs),
      );
      // S1 and S2: nothing lost, nothing invented, nothing twice.
      expect([...got].sort()).toEqual([...upstream].sort());
      // S3: each key in the order of its commits, which is that of the whole stream.
      for (let i = 1; i < changes.length; i += 1) {
        const [before, after] = [changes[i - 1], changes[i]];
        if (before !== undefined && after !== undefined) expect(after.commitTs >= before.commitTs).toBe(true);
      }
    },
    close: async () => {
      subscription.unsubscribe();
      await opened.close?.();
    },
  };
  return follower;
}

/** The registrations at work, by where they begin. */
class Registered {
  private readonly all: Registration[] = [];

  /** Adds one; answers another that shares a key with it, if there is one. */
  add(registration: Registration): Registration | undefined {
    const at = this.indexOf(registration);
    this.all.splice(at, 0, registration);
    return [this.all[at - 1], this.all[at + 1]].find(
      (other) => other !== undefined && spansOverlap(other.span, registration.span),
    );
  }

  remove(registration: Registration): void {
    let at = this.indexOf(registration);
    while (this.all[at] !== registration && at < this.all.length) at += 1;
    this.all.splice(at, 1);
  }

  private indexOf({ span }: Registration): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareBytes((this.all[middle] as Registration).span.startKey, span.startKey) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const describeOf = ({ regionId, requestId, span }: Registration): string =>
  `region ${regionId} (request ${requestId}) ${hexOf(span.startKey)}-${hexOf(span.endKey)}`;
