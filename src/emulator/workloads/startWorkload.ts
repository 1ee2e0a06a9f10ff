import { interval, type SchedulerLike, Subscription } from 'rxjs';
import { EmulatorError } from '../../errors/TiValveError';
import { monotonicScheduler } from '../../model/clock';
import { SeededRandom } from '../random';
import type { EmulatedDatabase } from '../tidb/EmulatedDatabase';
import type { CommitMode } from '../transactionalStore';
import { bank } from './bank';
import { ddlStorm } from './ddlStorm';
import { hotRow } from './hotRow';
import { largeTransaction } from './largeTransaction';
import { shop } from './shop';
import { wide } from './wide';
import type { WorkloadKind } from './workloadKind';

const KINDS = { shop, bank, hotRow, largeTransaction, ddlStorm, wide } as const satisfies Record<string, WorkloadKind>;

/** Names of the workloads. */
export type WorkloadName = keyof typeof KINDS;

/** Names of the workloads. */
export const WORKLOADS = Object.keys(KINDS) as readonly WorkloadName[];

/** Options of a workload. */
export interface WorkloadOptions {
  readonly kind: WorkloadName;
  /** A second, in `unit`; `'max'` is as fast as it goes. */
  readonly rate: number | 'max';
  /** What `rate` and `stopAfter` count. @defaultValue `'transactions'` */
  readonly unit?: 'rows' | 'transactions';
  /** Ends the workload. @defaultValue never */
  readonly stopAfter?: number;
  /** The same seed gives the same statements. @defaultValue `1` */
  readonly seed?: number;
  /** Rows to begin with, or in each transaction; see the kind. */
  readonly size?: number;
  /** The database it makes for itself. @defaultValue the kind's name */
  readonly database?: string;
  /** How transactions are carried out, chosen by chance. @defaultValue `['twoPhase']` */
  readonly modes?: readonly [CommitMode, ...CommitMode[]];
  /** Whether a transaction that fails, at a lock somebody left for one, ends the workload. @defaultValue `'stop'` */
  readonly onError?: 'stop' | 'count';
  /** @defaultValue `20` */
  readonly tickMs?: number;
  /** @defaultValue `monotonicScheduler` */
  readonly scheduler?: SchedulerLike;
}

/** A workload that runs. */
export interface RunningWorkload {
  readonly transactions: number;
  readonly rows: number;
  /** Transactions that failed, with `onError: 'count'`. */
  readonly failures: number;
  /** Settles when it was stopped or has done `stopAfter`; rejects when a transaction fails. */
  readonly done: Promise<void>;
  /** Ends it after the transaction at hand. Idempotent. */
  stop(): void;
}

const DEFAULT_TICK_MS = 20;
/** The most that one tick does before others get their turn. */
const STEPS_PER_TICK = 500;

/**
 * Makes the tables of a workload at once, then writes at the given rate: a few transactions each tick, more of them when
 * a tick came late.
 *
 * Errors with `TV_EMULATOR_USAGE`.
 *
 * @example
 * ```ts
 * const workload = startWorkload(db, { kind: 'bank', rate: 500, seed: 7 });
 * workload.stop();
 * ```
 */
export function startWorkload(db: EmulatedDatabase, options: WorkloadOptions): RunningWorkload {
  const { rate } = options;
  if (rate !== 'max' && !(rate > 0)) throw new EmulatorError('TV_EMULATOR_USAGE', `a rate of ${rate} is not possible`);
  const workload = new Workload(db, options);
  workload.start();
  return workload;
}

class Workload implements RunningWorkload {
  transactions = 0;
  rows = 0;
  failures = 0;
  readonly done: Promise<void>;
  readonly #step: () => number;
  readonly #options: WorkloadOptions;
  readonly #scheduler: SchedulerLike;
  readonly #ticks = new Subscription();
  #settle: (error?: unknown) => void = () => undefined;
  #startedAtMs = 0;

  constructor(db: EmulatedDatabase, options: WorkloadOptions) {
    const { kind, seed = 1, modes = ['twoPhase'], scheduler = monotonicScheduler } = options;
    const random = new SeededRandom(seed);
    const chosen: WorkloadKind = KINDS[kind];
    this.#options = options;
    this.#scheduler = scheduler;
    this.#step = chosen.setUp({
      db,
      random,
      name: options.database ?? kind,
      size: options.size ?? chosen.defaultSize,
      mode: () => random.pick(modes),
    });
    this.done = new Promise((resolve, reject) => {
      this.#settle = (error) => (error === undefined ? resolve() : reject(error));
    });
  }

  start(): void {
    const { rate, tickMs = DEFAULT_TICK_MS } = this.#options;
    const delayMs = rate === 'max' ? 0 : tickMs;
    this.#startedAtMs = this.#scheduler.now();
    this.#ticks.add(interval(delayMs, this.#scheduler).subscribe(() => this.#tick()));
  }

  stop(): void {
    this.#ticks.unsubscribe();
    this.#settle();
  }

  get #count(): number {
    return this.#options.unit === 'rows' ? this.rows : this.transactions;
  }

  #tick(): void {
    const { rate, stopAfter = Infinity } = this.#options;
    const elapsedSeconds = (this.#scheduler.now() - this.#startedAtMs) / 1000;
    const due = Math.min(stopAfter, rate === 'max' ? Infinity : Math.floor(elapsedSeconds * rate));
    try {
      for (let step = 0; step < STEPS_PER_TICK && this.#count < due && !this.#ticks.closed; step += 1) this.#runStep();
    } catch (error) {
      this.#ticks.unsubscribe();
      this.#settle(error);
      return;
    }
    if (this.#count >= stopAfter) this.stop();
  }

  #runStep(): void {
    try {
      this.rows += this.#step();
    } catch (error) {
      if (this.#options.onError !== 'count' || !(error instanceof EmulatorError)) throw error;
      this.failures += 1;
    }
    this.transactions += 1;
  }
}
