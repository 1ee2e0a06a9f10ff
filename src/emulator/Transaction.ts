import { EmulatorError } from '../errors/TiValveError';
import { compareBytes, hexOf } from '../model/bytes';
import { NO_BYTES } from '../model/kv';
import { type Span, spanHas, startsBelow, WHOLE_KEYSPACE } from '../model/span';
import { maxTs, type Ts } from '../model/ts';
import type { Cluster } from './Cluster';
import { commit } from './commit';
import { heartbeat } from './heartbeat';
import { KeyIndex } from './KeyIndex';
import type { KeyError } from './keyErrors';
import { lockPessimistically } from './pessimisticLock';
import { type PrewriteCommand, type PrewriteMutation, prewrite } from './prewrite';
import type { Region } from './Region';
import { rollback } from './rollback';
import type { CommitMode, EmulatedTransaction, TransactionOptions } from './transactionalStore';

/** Has the shape of a mutation, so that a prewrite takes it as it is. */
interface Write extends PrewriteMutation {
  readonly op: 'put' | 'delete' | 'lock';
}

type Step = 'open' | 'prewritten' | 'primaryCommitted' | 'over';

/** A transaction that runs in this process, on the same commands as the gRPC calls. */
export class Transaction implements EmulatedTransaction {
  readonly startTs: Ts;
  commitTs: Ts = 0n;
  private readonly cluster: Cluster;
  private readonly mode: CommitMode;
  private readonly isPessimistic: boolean;
  private readonly txnSource: number;
  private readonly writes = new KeyIndex<Write>();
  private readonly replaced = new Map<Write, Write>();
  private ttlMs: number;
  private primary: Uint8Array | undefined;
  private forUpdateTs: Ts = 0n;
  private minCommitTs: Ts = 0n;
  private generation = 0;
  private step: Step = 'open';
  /** Whether a prewrite was tried: one that is refused midway leaves the locks before. */
  private mayHaveLocks = false;
  /** Written since the last prewrite; by what is in `writes`. */
  private readonly dirty = new Set<Write>();

  constructor(cluster: Cluster, options: TransactionOptions) {
    const { mode = 'twoPhase', pessimistic = false, lockTtlMs, txnSource = 0, startTs } = options;
    this.cluster = cluster;
    this.mode = mode;
    this.isPessimistic = pessimistic;
    this.txnSource = txnSource;
    this.ttlMs = lockTtlMs ?? cluster.settings.lockTtlMs;
    this.startTs = startTs ?? cluster.tso.next();
  }

  get(key: Uint8Array): Uint8Array | undefined {
    const own = this.own(key);
    if (own !== undefined && own.op !== 'lock') return own.op === 'put' ? own.value : undefined;
    return this.cluster.mvcc.read(key, this.startTs);
  }

  scan(span: Span, limit = Number.POSITIVE_INFINITY): readonly (readonly [Uint8Array, Uint8Array])[] {
    const own = [...this.writes.range(span)].map((write) => this.latest(write)).filter(({ op }) => op !== 'lock');
    const wanted = limit === Number.POSITIVE_INFINITY ? limit : limit + own.length;
    const merged = new KeyIndex<Write>();
    for (const write of own) merged.add(write);
    for (const [key, value] of this.cluster.mvcc.readSpan(span, this.startTs, wanted)) {
      if (merged.get(key) === undefined) merged.add({ key, op: 'put', value, assertion: 'none', check: 'skip' });
    }
    const pairs: [Uint8Array, Uint8Array][] = [];
    for (const { key, op, value } of merged.range(span)) {
      if (pairs.length >= limit) break;
      if (op === 'put') pairs.push([key, value]);
    }
    return pairs;
  }

  put(key: Uint8Array, value: Uint8Array): void {
    this.write('put', key, value);
  }

  delete(key: Uint8Array): void {
    this.write('delete', key, NO_BYTES);
  }

  lock(key: Uint8Array): void {
    this.write('lock', key, NO_BYTES);
  }

  prewrite(): void {
    this.expect('prewrite', 'open', 'prewritten');
    if (this.step === 'prewritten' && this.mode !== 'pipelined') throw this.misuse('prewrite');
    const writes = [...this.writes.range(WHOLE_KEYSPACE)]
      .filter((write) => this.dirty.has(write))
      .map((write) => this.latest(write));
    if (writes.length === 0) return;
    const primary = this.primaryOf('prewrite');
    if (this.mode === 'pipelined') this.generation += 1;
    this.minCommitTs = this.mode === 'asyncCommit' ? this.cluster.tso.next() + 1n : 0n;
    // The primary's command comes first, as a client that died between the two would leave it.
    const commands = this.divide(writes, primary);
    const isOnePhase = this.mode === 'onePhase' && commands.length === 1;
    const region = (commands[0] as readonly [Region, Write[]])[0];
    const fits = isOnePhase || (this.mode === 'onePhase' && commands.every(([one]) => one === region));
    if (fits) {
      this.commitAtOnce(region, writes, primary);
      return;
    }
    this.mayHaveLocks = true;
    for (const [at, part] of commands) this.prewritePart(at, part, primary, writes);
    this.step = 'prewritten';
    this.dirty.clear();
  }

  heartbeat(): void {
    this.expect('heartbeat', 'open', 'prewritten');
    const primary = this.primaryOf('heartbeat');
    this.ttlMs += this.cluster.settings.lockTtlMs;
    const { error, changes } = heartbeat(this.cluster, primary, this.startTs, this.ttlMs);
    if (error !== undefined) throw this.refused('heartbeat', error);
    this.cluster.applied(this.cluster.regions.at(primary), changes);
  }

  commit(): Ts {
    this.expect('commit', 'open', 'prewritten');
    if (this.writes.size === 0) {
      this.step = 'over';
      this.commitTs = this.cluster.tso.next();
      return this.commitTs;
    }
    if (this.step === 'open' || this.dirty.size > 0) this.prewrite();
    if (this.isOver()) return this.commitTs;
    const commitTs = this.commitPrimary();
    this.commitSecondaries();
    return commitTs;
  }

  commitPrimary(): Ts {
    this.expect('commitPrimary', 'open', 'prewritten');
    if (this.step === 'open' || this.dirty.size > 0) this.prewrite();
    if (this.isOver()) return this.commitTs;
    const primary = this.primaryOf('commitPrimary');
    this.commitTs = this.mode === 'asyncCommit' ? this.minCommitTs : this.cluster.tso.next();
    this.cluster.tso.raiseTo(this.commitTs);
    this.commitKeys(this.cluster.regions.at(primary), [primary]);
    this.step = 'primaryCommitted';
    return this.commitTs;
  }

  commitSecondaries(keys?: readonly Uint8Array[]): void {
    this.expect('commitSecondaries', 'primaryCommitted');
    const primary = this.primaryOf('commitSecondaries');
    const all = [...this.writes.range(WHOLE_KEYSPACE)];
    const secondaries = all.filter(({ key }) => compareBytes(key, primary) !== 0);
    const chosen =
      keys === undefined
        ? secondaries
        : secondaries.filter(({ key }) => keys.some((one) => compareBytes(one, key) === 0));
    for (const [region, part] of this.divide(chosen)) {
      this.commitKeys(
        region,
        part.map(({ key }) => key),
      );
    }
    if (keys === undefined) this.step = 'over';
  }

  rollback(): void {
    this.expect('rollback', 'open', 'prewritten');
    if (this.mayHaveLocks || this.isPessimistic) {
      const writes = [...this.writes.range(WHOLE_KEYSPACE)];
      for (const [region, part] of this.divide(writes)) {
        const keys = part.map(({ key }) => key);
        const { error, changes } = rollback(this.cluster, keys, this.startTs);
        if (error !== undefined) throw this.refused('rollback', error);
        this.cluster.applied(region, changes);
      }
    }
    this.step = 'over';
  }

  abandon(): void {
    this.step = 'over';
  }

  private write(op: Write['op'], key: Uint8Array, value: Uint8Array): void {
    const write: Write = { op, key, value, assertion: 'none', check: this.isPessimistic ? 'locked' : 'constraint' };
    this.expect(write.op, 'open', 'prewritten');
    if (this.step === 'prewritten' && this.mode !== 'pipelined') throw this.misuse(write.op);
    this.primary ??= write.key;
    if (this.isPessimistic) this.lockPessimistically(write.key);
    const before = this.writes.get(write.key);
    if (before === undefined) this.writes.add(write);
    else if (write.op !== 'lock') this.replaced.set(before, write);
    this.dirty.add(before ?? write);
  }

  private lockPessimistically(key: Uint8Array): void {
    const { startTs, ttlMs } = this;
    const primary = this.primary ?? key;
    this.forUpdateTs = this.cluster.tso.next();
    const command = { keys: [{ key }], primary, startTs, forUpdateTs: this.forUpdateTs, ttlMs, minCommitTs: 0n };
    const { errors } = lockPessimistically(this.cluster, command);
    if (errors[0] !== undefined) throw this.refused('lock', errors[0]);
  }

  private own(key: Uint8Array): Write | undefined {
    const write = this.writes.get(key);
    return write === undefined ? undefined : this.latest(write);
  }

  private latest(write: Write): Write {
    return this.replaced.get(write) ?? write;
  }

  private prewritePart(region: Region, part: readonly Write[], primary: Uint8Array, all: readonly Write[]): void {
    const isAsync = this.mode === 'asyncCommit';
    const holdsPrimary = isAsync && spanHas(region, primary);
    const secondaries = holdsPrimary ? all.map(({ key }) => key).filter((key) => compareBytes(key, primary) !== 0) : [];
    const result = prewrite(this.cluster, { ...this.command(part, primary), useAsyncCommit: isAsync, secondaries });
    if (result.errors[0] !== undefined) throw this.refused('prewrite', result.errors[0]);
    this.minCommitTs = maxTs(this.minCommitTs, result.minCommitTs);
    this.cluster.applied(region, result.changes);
  }

  private commitAtOnce(region: Region, writes: readonly Write[], primary: Uint8Array): void {
    const minCommitTs = this.cluster.tso.next() + 1n;
    const command = { ...this.command(writes, primary), minCommitTs, tryOnePhase: true };
    const result = prewrite(this.cluster, command);
    if (result.errors[0] !== undefined) throw this.refused('prewrite', result.errors[0]);
    this.commitTs = result.onePhaseCommitTs;
    this.cluster.tso.raiseTo(this.commitTs);
    this.step = 'over';
    this.cluster.applied(region, result.changes);
  }

  private command(writes: readonly Write[], primary: Uint8Array): PrewriteCommand {
    return {
      startTs: this.startTs,
      primary,
      ttlMs: this.ttlMs,
      forUpdateTs: this.forUpdateTs,
      minCommitTs: this.minCommitTs,
      maxCommitTs: 0n,
      mutations: writes,
      secondaries: [],
      useAsyncCommit: false,
      tryOnePhase: false,
      txnSource: this.txnSource,
      txnSize: writes.length,
      generation: this.generation,
    };
  }

  private commitKeys(region: Region, keys: readonly Uint8Array[]): void {
    const { error, changes } = commit(this.cluster, keys, this.startTs, this.commitTs);
    if (error !== undefined) throw this.refused('commit', error);
    this.cluster.applied(region, changes);
  }

  /** Cuts writes in key order into raft commands: by region, then by size. With `primary`, its command comes first. */
  private divide(writes: readonly Write[], primary?: Uint8Array): [Region, Write[]][] {
    const commands: [Region, Write[]][] = [];
    let open: [Region, Write[]] | undefined;
    let bytes = 0;
    for (const write of writes) {
      if (
        open === undefined ||
        bytes >= this.cluster.settings.commandBytes ||
        !startsBelow(write.key, open[0].endKey)
      ) {
        open = [this.cluster.regions.at(write.key), []];
        commands.push(open);
        bytes = 0;
      }
      open[1].push(write);
      bytes += write.key.length + write.value.length;
    }
    if (primary === undefined || commands.length < 2) return commands;
    const holdsPrimary = ([, part]: [Region, Write[]]): boolean => part.some(({ key }) => key === primary);
    return commands.toSorted((a, b) => Number(holdsPrimary(b)) - Number(holdsPrimary(a)));
  }

  private primaryOf(action: string): Uint8Array {
    if (this.primary !== undefined) return this.primary;
    throw new EmulatorError('TV_EMULATOR_USAGE', `${action} of transaction ${this.startTs}, which wrote nothing`, {
      hint: 'put, delete or lock a key first',
    });
  }

  private isOver(): boolean {
    return this.step === 'over';
  }

  private expect(action: string, ...steps: readonly Step[]): void {
    if (!steps.includes(this.step)) throw this.misuse(action);
  }

  private misuse(action: string): EmulatorError {
    return new EmulatorError('TV_EMULATOR_USAGE', `${action} of transaction ${this.startTs}, which is ${this.step}`, {
      hint: 'begin another transaction',
    });
  }

  private refused(action: string, error: KeyError): EmulatorError {
    const key = error.locked?.key ?? error.conflict?.key ?? error.txnLockNotFound?.key ?? error.alreadyExist?.key;
    const reason = Object.keys(error).join(', ');
    const at = key === undefined || key === null ? '' : ` of key ${hexOf(key)}`;
    return new EmulatorError('TV_EMULATOR_USAGE', `${action} of transaction ${this.startTs}: ${reason}${at}`, {
      hint: 'roll it back and run it again with a new startTs',
    });
  }
}
