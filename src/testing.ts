import { deepStrictEqual } from 'node:assert';
import type { Observable } from 'rxjs';
import { type RunHelpers, TestScheduler } from 'rxjs/testing';
import type { ChangeEvent } from './model/event';
import type { Batch, Flow, Resolved } from './model/flow';
import type { EntryOp, EntryType, KvChange, RawEntry } from './model/kv';
import type { RegionFeed, Registration } from './model/region';
import type { ColumnValue, RowEvent, RowValues } from './model/row';
import { ALL_OK, type Sink, type TableSpan } from './model/sink';
import type { OpenedSource, Source } from './model/source';
import { WHOLE_KEYSPACE } from './model/span';
import type { Column, Table } from './model/table';
import type { Ts } from './model/ts';

export type { CommittedChange } from './emulator/CommitLog';
export { type EmulatedStore, Emulator } from './emulator/Emulator';
export type { EmulatorOptions } from './emulator/emulatorOptions';
export type { InjectedFault } from './emulator/FaultBoard';
export type { Fault, FaultError, FaultKind } from './emulator/faults';
export {
  type LoadedRecording,
  type LoadRecordingOptions,
  loadRecording,
  readRecordingStart,
} from './emulator/loadRecording';
export type { ScriptStep } from './emulator/script';
export { startEmulator } from './emulator/startEmulator';
export { type DatabaseOptions, EmulatedDatabase, type TableView } from './emulator/tidb/EmulatedDatabase';
export type {
  CommitMode,
  EmulatedTransaction,
  TransactionalStore,
  TransactionOptions,
} from './emulator/transactionalStore';
export {
  type RunningWorkload,
  startWorkload,
  WORKLOADS,
  type WorkloadName,
  type WorkloadOptions,
} from './emulator/workloads/startWorkload';

/**
 * Runs marble tests on a fresh scheduler: one character is one millisecond, time is virtual, and what an Observable did
 * is compared deeply with the diagram.
 *
 * @example
 * ```ts
 * marbles(({ hot, expectObservable }) => {
 *   expectObservable(hot('-a-|', { a: batch(row(3n)) }).pipe(myOperator())).toBe('-a-|', { a: batch(row(3n)) });
 * });
 * ```
 */
export function marbles(run: (helpers: RunHelpers) => void): void {
  new TestScheduler((actual, expected) => deepStrictEqual(actual, expected)).run(run);
}

/** A batch of `items`, of which there must be at least one. */
export function batch<T>(...items: readonly [T, ...T[]]): Batch<T> {
  return { kind: 'batch', items };
}

/** The promise for `ts`. */
export function resolved(ts: Ts): Resolved {
  return { kind: 'resolved', ts };
}

/** What {@link prewrite} and its siblings take; everything has a default. */
export interface EntryFields {
  readonly key?: string | Uint8Array;
  readonly value?: string | Uint8Array;
  readonly oldValue?: string | Uint8Array;
  readonly op?: EntryOp;
  readonly generation?: number;
}

const bytesOf = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? new Uint8Array(Buffer.from(text, 'utf8')) : text;

function entry(type: EntryType, startTs: Ts, commitTs: Ts, fields: EntryFields, op: EntryOp): RawEntry {
  return {
    type,
    op: fields.op ?? op,
    startTs,
    commitTs,
    key: bytesOf(fields.key ?? 'k'),
    value: bytesOf(fields.value ?? ''),
    oldValue: bytesOf(fields.oldValue ?? ''),
    generation: fields.generation ?? 0,
  };
}

/** A PREWRITE of a PUT. */
export function prewrite(startTs: Ts, fields: EntryFields = {}): RawEntry {
  return entry('PREWRITE', startTs, 0n, fields, 'PUT');
}

/** A COMMIT of a PUT; it has no value unless one is given. */
export function commit(startTs: Ts, commitTs: Ts, fields: EntryFields = {}): RawEntry {
  return entry('COMMIT', startTs, commitTs, fields, 'PUT');
}

/** A COMMITTED PUT, complete in itself. */
export function committed(startTs: Ts, commitTs: Ts, fields: EntryFields = {}): RawEntry {
  return entry('COMMITTED', startTs, commitTs, fields, 'PUT');
}

/** A ROLLBACK. */
export function rollback(startTs: Ts, fields: EntryFields = {}): RawEntry {
  return entry('ROLLBACK', startTs, 0n, fields, 'UNKNOWN');
}

/** The end of a scan. */
export function initialized(): RawEntry {
  return entry('INITIALIZED', 0n, 0n, { key: '' }, 'UNKNOWN');
}

/** A committed change of a key. */
export function change(
  startTs: Ts,
  commitTs: Ts,
  fields: EntryFields & { readonly op?: 'PUT' | 'DELETE' } = {},
): KvChange {
  return {
    op: fields.op ?? 'PUT',
    key: bytesOf(fields.key ?? 'k'),
    value: bytesOf(fields.value ?? ''),
    oldValue: bytesOf(fields.oldValue ?? ''),
    startTs,
    commitTs,
  };
}

/** A table as sinks see it, of text columns; the first is the key. */
export function table(db: string, name: string, columns: readonly string[] = ['id'], id = 100): Table {
  return {
    db,
    table: name,
    id,
    physicalIds: [id],
    keyColumns: columns.slice(0, 1),
    uniqueKeys: [columns.slice(0, 1)],
    columns: columns.map(
      (column, i): Column => ({
        id: i + 1,
        name: column,
        type: 'varchar(64)',
        charset: 'utf8mb4',
        collation: 'utf8mb4_bin',
        nullable: i > 0,
        unsigned: false,
        binary: false,
        primaryKey: i === 0,
        originDefault: null,
      }),
    ),
  };
}

/** What {@link row} takes; everything has a default. */
export interface RowFields {
  readonly startTs?: Ts;
  readonly table?: Table;
  readonly tableId?: number;
  readonly row?: RowValues | null;
  readonly before?: RowValues | null;
  readonly endOfTxn?: boolean;
  readonly key?: string;
}

const DEFAULT_TABLE = table('test', 't');

/** A row that is already decoded. With `row` and `before` it is an update, with one of them an insert or a delete. */
export function row(commitTs: Ts, fields: RowFields = {}): RowEvent {
  const { table: of = DEFAULT_TABLE, before = null } = fields;
  const after: RowValues | null =
    fields.row === undefined ? (before === null ? { id: String(commitTs) } : null) : fields.row;
  const valueIn = (values: RowValues | null, name: string): ColumnValue | undefined =>
    values !== null && Object.hasOwn(values, name) ? values[name] : undefined;
  return {
    kind: 'row',
    type: after === null ? 'delete' : before === null ? 'insert' : 'update',
    table: of,
    tableId: fields.tableId ?? of.id,
    startTs: fields.startTs ?? commitTs - 1n,
    commitTs,
    rawKey: bytesOf(fields.key ?? String(commitTs)),
    endOfTxn: fields.endOfTxn ?? true,
    sizeBytes: 100,
    row: after,
    before,
    get(name) {
      return valueIn(after ?? before, name);
    },
    getBefore(name) {
      return valueIn(before, name);
    },
  };
}

/** What a sink was told, in order. */
export type SinkCall =
  | { readonly call: 'addTable'; readonly table: TableSpan }
  | { readonly call: 'emit'; readonly events: readonly ChangeEvent[] }
  | { readonly call: 'flush'; readonly tableId: number; readonly ts: Ts }
  | { readonly call: 'checkpoint'; readonly ts: Ts }
  | { readonly call: 'removeTable'; readonly tableId: number }
  | { readonly call: 'close' };

/** A sink that keeps what it is told. */
export interface RecordingSink extends Sink {
  readonly calls: readonly SinkCall[];
  /** Rows and DDLs in the order they came. */
  readonly events: readonly ChangeEvent[];
  /** The last checkpointTs it heard of. */
  readonly checkpointTs: Ts | undefined;
}

/** Makes a sink that takes everything and keeps it. */
export function recordingSink(options: { readonly order?: 'table' | 'total' } = {}): RecordingSink {
  const calls: SinkCall[] = [];
  return {
    order: options.order ?? 'total',
    calls,
    get events() {
      return calls.flatMap((call) => (call.call === 'emit' ? call.events : []));
    },
    get checkpointTs() {
      return calls.reduce<Ts | undefined>((last, call) => (call.call === 'checkpoint' ? call.ts : last), undefined);
    },
    addTable: async (span) => {
      calls.push({ call: 'addTable', table: span });
    },
    emitRowChangedEvents: async ({ rows }) => {
      calls.push({ call: 'emit', events: rows });
      return ALL_OK;
    },
    emitDdlEvent: async (ddl) => {
      calls.push({ call: 'emit', events: [ddl] });
    },
    flushRowChangedEvents: async (tableId, ts) => {
      calls.push({ call: 'flush', tableId, ts });
      return ts;
    },
    emitCheckpointTs: async (ts) => {
      calls.push({ call: 'checkpoint', ts });
    },
    removeTable: async (tableId) => {
      calls.push({ call: 'removeTable', tableId });
    },
    close: async () => {
      calls.push({ call: 'close' });
    },
  };
}

/** A registration over `[startKey, endKey)`, for region streams in specs. */
export function registration(
  fields: Partial<Registration> & { readonly startKey?: string; readonly endKey?: string } = {},
): Registration {
  const { startKey = '', endKey = '', ...rest } = fields;
  return {
    regionId: 1,
    requestId: 1,
    span: { startKey: bytesOf(startKey), endKey: bytesOf(endKey) },
    epoch: { confVer: 1, version: 1 },
    checkpointTs: 0n,
    ...rest,
  };
}

/** A registration that begins, with its stream. */
export function regionStream<T>(
  of: Registration,
  stream$: Extract<RegionFeed<T>, { kind: 'region' }>['stream$'],
): RegionFeed<T> {
  return { kind: 'region', registration: of, stream$ };
}

/** A source of region streams made by hand, so that a pipeline runs on marbles. */
export function sourceOf(feeds$: Observable<RegionFeed>, fields: Partial<Omit<OpenedSource, 'feeds$'>> = {}): Source {
  return {
    name: 'streams made by hand',
    open: async () => ({ startTs: 0n, span: WHOLE_KEYSPACE, schema: [], ...fields, feeds$ }),
  };
}

/** A generator of numbers in [0, 1) that a seed decides. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface HistoryOptions {
  readonly seed: number;
  /** @defaultValue `20` */
  readonly transactions?: number;
  /** @defaultValue `6` */
  readonly keys?: number;
  /** From where the registration scans. @defaultValue `0n` */
  readonly checkpointTs?: Ts;
}

/** One registration's stream as TiKV would send it, and what it means. */
export interface History {
  /** Scan rows, live rows and promises, mixed as they may be. */
  readonly flows: readonly Flow<RawEntry>[];
  /** Every change above the checkpoint that was committed, in commit order. */
  readonly committed: readonly KvChange[];
  /** What the last promise says; every committed change lies at or below it. */
  readonly resolvedTs: Ts;
}

type Outcome = 'commit' | 'onePhase' | 'rollback';

/**
 * Makes up a legal history of one region, the same for the same seed: transactions that commit in two phases or one,
 * or roll back; heartbeats, pipelined generations and repeats; a scan that starts at any moment, whose rows mix with the
 * live ones.
 */
export function legalHistory(options: HistoryOptions): History {
  const { seed, transactions = 20, keys = 6, checkpointTs = 0n } = options;
  const random = seededRandom(seed);
  const upTo = (n: number): number => Math.floor(random() * n);
  const values = new Map<string, string>();
  const locks = new Map<string, { startTs: Ts; entries: RawEntry[] }>();
  const applied: {
    live: RawEntry[];
    lock?: 'set' | 'clear';
    key: string;
    startTs: Ts;
    committedAs?: KvChange;
    latest?: RawEntry;
  }[] = [];
  const open: { startTs: Ts; keys: string[]; outcome: Outcome; generations: Map<string, RawEntry> }[] = [];
  const versions: KvChange[] = [];
  let clock = 10n;
  let begun = 0;

  const step = (): void => {
    clock += BigInt(1 + upTo(3));
    if (begun < transactions && (open.length === 0 || random() < 0.5)) {
      begun += 1;
      const free = Array.from({ length: keys }, (_, i) => `key${i}`).filter((key) => !locks.has(key));
      const chosen = free.filter(() => random() < 0.5).slice(0, 3);
      if (chosen.length === 0) return;
      const roll = random();
      const outcome: Outcome = roll < 0.6 ? 'commit' : roll < 0.8 ? 'onePhase' : 'rollback';
      const startTs = clock;
      if (outcome === 'onePhase') {
        clock += 1n;
        for (const key of chosen) {
          const oldValue = values.get(key) ?? '';
          const isDelete = random() < 0.25;
          const value = isDelete ? '' : `v${startTs}-${key}`;
          const op = isDelete ? 'DELETE' : 'PUT';
          const version = change(startTs, clock, { key, value, oldValue, op });
          versions.push(version);
          values.set(key, value);
          applied.push({
            live: [committed(startTs, clock, { key, value, oldValue, op })],
            key,
            startTs,
            committedAs: version,
          });
        }
        return;
      }
      const generations = new Map<string, RawEntry>();
      const pipelined = random() < 0.2;
      for (const key of chosen) {
        const oldValue = values.get(key) ?? '';
        const isDelete = random() < 0.25;
        const first = prewrite(startTs, {
          key,
          oldValue,
          op: isDelete ? 'DELETE' : 'PUT',
          value: isDelete ? '' : `v${startTs}-${key}`,
          generation: pipelined ? 1 : 0,
        });
        locks.set(key, { startTs, entries: [first] });
        generations.set(key, first);
        applied.push({ live: [first], lock: 'set', key, startTs, latest: first });
        if (pipelined && !isDelete && random() < 0.5) {
          const second = prewrite(startTs, { key, oldValue, value: `w${startTs}-${key}`, generation: 2 });
          generations.set(key, second);
          applied.push({ live: [second], lock: 'set', key, startTs, latest: second });
        }
      }
      open.push({ startTs, keys: chosen, outcome, generations });
      return;
    }
    const at = upTo(open.length);
    const transaction = open[at];
    if (transaction === undefined) return;
    if (random() < 0.2) {
      // A heartbeat repeats the primary's prewrite; older servers send it without its value.
      const [primary] = transaction.keys;
      const last = primary === undefined ? undefined : transaction.generations.get(primary);
      if (primary !== undefined && last !== undefined) {
        const repeat = random() < 0.5 ? last : { ...last, value: bytesOf('') };
        applied.push({ live: [repeat], key: primary, startTs: transaction.startTs });
      }
      return;
    }
    open.splice(at, 1);
    const commitTs = clock;
    for (const key of transaction.keys) {
      const last = transaction.generations.get(key);
      if (last === undefined) continue;
      locks.delete(key);
      if (transaction.outcome === 'rollback') {
        applied.push({
          live: [rollback(transaction.startTs, { key })],
          lock: 'clear',
          key,
          startTs: transaction.startTs,
        });
        continue;
      }
      const op = last.op === 'DELETE' ? 'DELETE' : 'PUT';
      const version = change(transaction.startTs, commitTs, { key, value: last.value, oldValue: last.oldValue, op });
      versions.push(version);
      values.set(key, Buffer.from(last.value).toString());
      const withValue = random() < 0.5 ? { value: last.value } : {};
      applied.push({
        live: [commit(transaction.startTs, commitTs, { key, op, ...withValue })],
        lock: 'clear',
        key,
        startTs: transaction.startTs,
        committedAs: version,
      });
    }
  };
  while (begun < transactions || open.length > 0) step();

  // The scan sees what was applied before `snapshot`; the rest is live.
  const snapshot = upTo(applied.length + 1);
  const scanned: RawEntry[] = [];
  const byKey = new Map<string, { lock?: RawEntry; versions: KvChange[] }>();
  for (const { key, lock, latest, committedAs } of applied.slice(0, snapshot)) {
    const state = byKey.get(key) ?? { versions: [] };
    byKey.set(key, state);
    if (latest !== undefined) state.lock = latest;
    if (lock === 'clear') delete state.lock;
    if (committedAs !== undefined) state.versions.push(committedAs);
  }
  for (const key of [...byKey.keys()].sort()) {
    const state = byKey.get(key);
    if (state?.lock !== undefined) scanned.push(state.lock);
    for (const { op, startTs, commitTs, value, oldValue } of state?.versions.toReversed() ?? []) {
      if (commitTs > checkpointTs) scanned.push(committed(startTs, commitTs, { key, op, value, oldValue }));
    }
  }
  const live = applied.slice(snapshot).flatMap((event) => event.live);
  const flows: Flow<RawEntry>[] = [];
  let waiting: RawEntry[] = [];
  const send = (entries: readonly RawEntry[]): void => {
    waiting.push(...entries);
    if (waiting.length > 0 && random() < 0.6) {
      flows.push({ kind: 'batch', items: waiting });
      waiting = [];
    }
  };
  let scanAt = 0;
  let liveAt = 0;
  while (scanAt < scanned.length) {
    if (liveAt < live.length && random() < 0.4) {
      send(live.slice(liveAt, liveAt + 1));
      liveAt += 1;
    } else {
      send(scanned.slice(scanAt, scanAt + 1));
      scanAt += 1;
    }
  }
  waiting.push(initialized());
  for (; liveAt < live.length; liveAt += 1) send(live.slice(liveAt, liveAt + 1));
  if (waiting.length > 0) flows.push({ kind: 'batch', items: waiting });
  const resolvedTs = clock;
  flows.push({ kind: 'resolved', ts: resolvedTs });
  return {
    flows,
    committed: versions
      .filter(({ commitTs }) => commitTs > checkpointTs)
      .toSorted((a, b) => (a.commitTs < b.commitTs ? -1 : a.commitTs > b.commitTs ? 1 : 0)),
    resolvedTs,
  };
}
