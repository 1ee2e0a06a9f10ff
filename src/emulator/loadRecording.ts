import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { firstValueFrom, type SchedulerLike, timer } from 'rxjs';
import { EmulatorError, messageOf } from '../errors/TiValveError';
import { compareBytes } from '../model/bytes';
import { monotonicScheduler } from '../model/clock';
import { parseTs, physicalMsOf, type Ts } from '../model/ts';
import type { TransactionalStore } from './transactionalStore';

/** Options of `loadRecording`. */
export interface LoadRecordingOptions {
  /** The schema at the recording's startTs. @defaultValue the `schema.json` or `schema.json.gz` beside it */
  readonly schema?: string;
  /**
   * `'atOnce'`: everything is there before a client comes, and reaches it by incremental scans. `'live'`: the schema and
   * what was there before are, the changes then come one transaction after the other, in commit order.
   *
   * @defaultValue `'atOnce'`
   */
  readonly serve?: 'atOnce' | 'live';
  /** With `'live'`: 1 keeps the time between commits, 2 halves it. @defaultValue as fast as it goes */
  readonly speed?: number;
  /** Ends a live play early; what was written stays. */
  readonly signal?: AbortSignal;
  /** @defaultValue `monotonicScheduler` */
  readonly scheduler?: SchedulerLike;
  /** Is called after each transaction, with the number of transactions so far. */
  readonly onProgress?: (transactions: number) => void;
}

/** What a recording held. */
export interface LoadedRecording {
  /** Where its history begins. */
  readonly startTs: Ts;
  /** The last commit; `startTs` when there is none. */
  readonly lastCommitTs: Ts;
  readonly transactions: number;
  /** Committed changes of single keys. */
  readonly changes: number;
  /** Prewrites that never committed; they are left out. */
  readonly abandoned: number;
  /** Commits whose prewrite is not in the recording; they are left out. */
  readonly unmatched: number;
}

interface Version {
  readonly key: Uint8Array;
  readonly value: Uint8Array | null;
  readonly startTs: Ts;
  readonly commitTs: Ts;
}

/** A row of the recording, in protobuf's JSON mapping. */
interface Entry {
  readonly type?: string;
  readonly opType?: string;
  readonly startTs?: string;
  readonly commitTs?: string;
  readonly key?: string;
  readonly value?: string;
  readonly oldValue?: string;
  readonly generation?: string | number;
}

interface Pair {
  readonly key: string;
  readonly value: string;
}

/** After how many transactions a live play gives way to others. */
const TRANSACTIONS_PER_TURN = 100;
const GZIP_MAGIC = 0x1f8b;
const NEWLINE = 0x0a;

/**
 * Puts a TiValve recording into a store: the schema as of its startTs, the old values of what it changes first, and every
 * committed change with its own startTs and commitTs. Locks that never committed are left out, and so are rolled-back ones.
 *
 * The whole recording is read before anything is written, so it must fit into memory. The store should be empty; what it
 * commits itself comes after the recording, for its TSO goes on above. A live play asks that the TSO does not run ahead
 * of it, for what commits must lie above every ts that was given out: `wallClockMs` of the emulator must stand still where
 * the recording begins, as `readRecordingStart` tells, until the play is over.
 *
 * Errors with `TV_EMULATOR_USAGE`, which names the file and the line.
 *
 * @example
 * ```ts
 * const emulator = await startEmulator();
 * await loadRecording(emulator, 'demo/events.ndjson.gz');
 * const db = new EmulatedDatabase(emulator);
 * db.tables();
 * ```
 */
export async function loadRecording(
  store: TransactionalStore,
  path: string,
  options: LoadRecordingOptions = {},
): Promise<LoadedRecording> {
  const schema = await readSchema(path, options.schema);
  const history = await readHistory(path);
  const { startTs } = history;
  const known = new Set<string>();
  for (const { key, value } of schema) {
    known.add(key);
    const version = { key: bytesOf(key), value: bytesOf(value), startTs: startTs - 1n, commitTs: startTs };
    store.restore(version, false);
  }
  const { versions, oldVersions, unmatched, abandoned } = history.resolve(known);
  for (const version of oldVersions) store.restore(version, false);
  const transactions = groupByTransaction(versions);
  const live = options.serve === 'live';
  if (live) await play(store, transactions, startTs, options);
  else for (const version of versions) store.restore(version, false);
  return {
    startTs,
    lastCommitTs: versions.at(-1)?.commitTs ?? startTs,
    transactions: transactions.length,
    changes: versions.length,
    abandoned,
    unmatched,
  };
}

/** Where the history of a recording begins. Errors as `loadRecording` does. */
export async function readRecordingStart(path: string): Promise<Ts> {
  return firstLineOf(path, await readUnpacked(path));
}

async function play(
  store: TransactionalStore,
  transactions: readonly (readonly Version[])[],
  startTs: Ts,
  options: LoadRecordingOptions,
): Promise<void> {
  const { speed, signal, scheduler = monotonicScheduler, onProgress } = options;
  const beganAtMs = scheduler.now();
  const beganAt = physicalMsOf(startTs);
  let playedMs = beganAt;
  let inTurn = 0;
  for (const [i, transaction] of transactions.entries()) {
    const commitMs = physicalMsOf(transaction[0]?.commitTs ?? startTs);
    inTurn += 1;
    // What committed in one millisecond is played in one turn: between its transactions no ts is left for a promise.
    if (commitMs > playedMs) {
      const waitMs = speed === undefined ? 0 : beganAtMs + (commitMs - beganAt) / speed - scheduler.now();
      if (waitMs > 0 || inTurn > TRANSACTIONS_PER_TURN) {
        await firstValueFrom(timer(Math.max(waitMs, 0), scheduler));
        inTurn = 0;
      }
      playedMs = commitMs;
    }
    if (signal?.aborted === true) return;
    for (const version of transaction) store.restore(version, true);
    onProgress?.(i + 1);
  }
}

function groupByTransaction(versions: readonly Version[]): readonly (readonly Version[])[] {
  const transactions: Version[][] = [];
  for (const version of versions) {
    const current = transactions.at(-1);
    const first = current?.[0];
    if (first?.startTs === version.startTs && first.commitTs === version.commitTs) current?.push(version);
    else transactions.push([version]);
  }
  return transactions;
}

/** All entries of a recording, put together once all are known: nothing depends on the order in which they came. */
class History {
  readonly startTs: Ts;
  /** By key and startTs. */
  readonly #prewrites = new Map<string, Entry>();
  /** By key, startTs and commitTs. */
  readonly #commits = new Map<string, Entry>();
  readonly #rolledBack = new Set<string>();

  constructor(startTs: Ts) {
    this.startTs = startTs;
  }

  add(entry: Entry): void {
    const id = `${entry.key} ${entry.startTs}`;
    const commitId = `${id} ${entry.commitTs}`;
    switch (entry.type) {
      case 'PREWRITE': {
        const before = this.#prewrites.get(id);
        if (before === undefined || outdoes(entry, before)) this.#prewrites.set(id, entry);
        break;
      }
      case 'COMMITTED':
        this.#commits.set(commitId, entry);
        break;
      case 'COMMIT':
        // What a scan tells of a commit is complete, so it stays.
        if (this.#commits.get(commitId)?.type !== 'COMMITTED') this.#commits.set(commitId, entry);
        break;
      case 'ROLLBACK':
        this.#rolledBack.add(id);
        break;
      default:
        break;
    }
  }

  /** @param known - keys whose value at startTs is given, in base64 */
  resolve(known: ReadonlySet<string>): {
    readonly versions: readonly Version[];
    readonly oldVersions: readonly Version[];
    readonly unmatched: number;
    readonly abandoned: number;
  } {
    const found: (Version & { readonly id: string; readonly oldValue: string | undefined })[] = [];
    const committed = new Set<string>();
    let unmatched = 0;
    for (const entry of this.#commits.values()) {
      const id = `${entry.key} ${entry.startTs}`;
      committed.add(id);
      const source = entry.type === 'COMMITTED' ? entry : this.#prewrites.get(id);
      const commitTs = tsOf(entry.commitTs);
      if (commitTs <= this.startTs) continue;
      if (source === undefined) {
        unmatched += 1;
        continue;
      }
      found.push({
        id: entry.key ?? '',
        key: bytesOf(entry.key),
        value: entry.opType === 'DELETE' ? null : bytesOf(source.value),
        oldValue: source.oldValue,
        startTs: tsOf(entry.startTs),
        commitTs,
      });
    }
    found.sort(
      (a, b) => compareTs(a.commitTs, b.commitTs) || compareTs(a.startTs, b.startTs) || compareBytes(a.key, b.key),
    );
    const oldVersions: Version[] = [];
    const seen = new Set(known);
    for (const { id, key, oldValue } of found) {
      if (!seen.has(id) && oldValue !== undefined && oldValue !== '') {
        oldVersions.push({ key, value: bytesOf(oldValue), startTs: this.startTs - 1n, commitTs: this.startTs });
      }
      seen.add(id);
    }
    const open = [...this.#prewrites.keys()].filter((id) => !committed.has(id) && !this.#rolledBack.has(id));
    return { versions: found, oldVersions, unmatched, abandoned: open.length };
  }
}

/** Whether a repeated prewrite counts instead of the one before: of a later flush, or with a value where there was none. */
function outdoes(entry: Entry, before: Entry): boolean {
  const [generation, generationBefore] = [Number(entry.generation ?? 0), Number(before.generation ?? 0)];
  if (generation !== generationBefore) return generation > generationBefore;
  return (before.value ?? '') === '' && (entry.value ?? '') !== '';
}

function compareTs(a: Ts, b: Ts): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function tsOf(text: string | undefined): Ts {
  const ts = parseTs(text ?? '0');
  if (ts === undefined) throw new SyntaxError(`${JSON.stringify(text)} is not a ts`);
  return ts;
}

function bytesOf(base64: string | undefined): Uint8Array {
  return Buffer.from(base64 ?? '', 'base64');
}

function wrong(path: string, what: string, cause?: unknown): EmulatorError {
  return new EmulatorError('TV_EMULATOR_USAGE', `${path}: ${what}`, cause === undefined ? {} : { cause });
}

async function readUnpacked(path: string): Promise<Buffer> {
  try {
    const bytes = await readFile(path);
    return bytes.length > 1 && bytes.readUInt16BE() === GZIP_MAGIC ? gunzipSync(bytes) : bytes;
  } catch (cause) {
    throw wrong(path, messageOf(cause), cause);
  }
}

/** What `read` makes of each line's JSON. What is wrong with a line is told with its number. */
function* linesOf<T>(path: string, bytes: Buffer, read: (json: unknown) => T): Generator<T, void, undefined> {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    const text = bytes.toString('utf8', start, end).trim();
    start = end + 1;
    if (text === '') continue;
    let taken: T;
    try {
      taken = read(JSON.parse(text));
    } catch (cause) {
      throw wrong(path, `line ${line}: ${messageOf(cause)}`, cause);
    }
    yield taken;
  }
}

async function readHistory(path: string): Promise<History> {
  const bytes = await readUnpacked(path);
  const history = new History(firstLineOf(path, bytes));
  let isHeader = true;
  for (const entries of linesOf(path, bytes, (json) => (isHeader ? [] : entriesOf(json)))) {
    isHeader = false;
    for (const entry of entries) history.add(entry);
  }
  return history;
}

function firstLineOf(path: string, bytes: Buffer): Ts {
  for (const startTs of linesOf(path, bytes, startTsOf)) return startTs;
  throw wrong(path, 'line 1: there is no header');
}

function startTsOf(header: unknown): Ts {
  const { format, version, startTs } = header as { format?: unknown; version?: unknown; startTs?: unknown };
  if (format !== 'tivalve-recording' || version !== 1)
    throw new SyntaxError('not a header of tivalve-recording, version 1');
  if (typeof startTs !== 'string') throw new SyntaxError('the header has no startTs');
  return tsOf(startTs);
}

/** The rows of one line; registrations, errors and resolved ts have none. */
function entriesOf(line: unknown): readonly Entry[] {
  const { message } = line as {
    message?: { readonly events?: readonly { readonly entries?: { readonly entries?: readonly Entry[] } }[] };
  };
  const entries = (message?.events ?? []).flatMap((event) => event.entries?.entries ?? []);
  for (const entry of entries) {
    tsOf(entry.startTs);
    tsOf(entry.commitTs);
  }
  return entries;
}

async function readSchema(recording: string, given: string | undefined): Promise<readonly Pair[]> {
  const folder = dirname(recording);
  const paths = given === undefined ? [join(folder, 'schema.json'), join(folder, 'schema.json.gz')] : [given];
  for (const path of paths) {
    if (given === undefined && !existsSync(path)) continue;
    return pairsOf(path, await readUnpacked(path));
  }
  throw new EmulatorError('TV_EMULATOR_USAGE', `${recording}: no schema.json and no schema.json.gz beside it`, {
    hint: 'name the file that holds the schema at the start of the recording',
  });
}

function pairsOf(path: string, bytes: Buffer): readonly Pair[] {
  try {
    const pairs = JSON.parse(bytes.toString('utf8')) as unknown;
    if (!Array.isArray(pairs)) throw new SyntaxError('not an array');
    for (const [i, pair] of pairs.entries()) {
      const { key, value } = (pair ?? {}) as { key?: unknown; value?: unknown };
      if (typeof key !== 'string' || typeof value !== 'string') throw new SyntaxError(`[${i}] is not a pair in base64`);
    }
    return pairs as readonly Pair[];
  } catch (cause) {
    throw wrong(path, messageOf(cause), cause);
  }
}
