import type {
  EmulatedTransaction,
  TransactionalStore,
  TransactionOptions,
} from '../../src/emulator/transactionalStore';
import { EmulatorError } from '../../src/errors/TiValveError';
import { compareBytes, hexOf } from '../../src/model/bytes';
import type { KvChange } from '../../src/model/kv';
import { type Span, startsBelow } from '../../src/model/span';
import { maxTs, type Ts } from '../../src/model/ts';

interface Version {
  readonly key: Uint8Array;
  readonly value: Uint8Array | null;
  readonly startTs: Ts;
  readonly commitTs: Ts;
}

type Pair = readonly [key: Uint8Array, value: Uint8Array];

/** Every committed version, in memory, without feeds, regions and conflicts: slow and plain. */
export class MemoryTransactionalStore implements TransactionalStore {
  readonly #versions = new Map<string, Version[]>();
  #clock: Ts = 400_000_000_000_000_000n;

  now(): Ts {
    this.#clock += 1n;
    return this.#clock;
  }

  begin(options: TransactionOptions = {}): EmulatedTransaction {
    return new MemoryTransaction(this, options.startTs ?? this.now());
  }

  read(key: Uint8Array, ts: Ts): Uint8Array | undefined {
    const version = this.#versions.get(hexOf(key, Infinity))?.findLast(({ commitTs }) => commitTs <= ts);
    return version?.value ?? undefined;
  }

  readSpan(span: Span, ts: Ts, limit = Infinity): readonly Pair[] {
    const pairs: Pair[] = [];
    for (const [first] of this.#versions.values()) {
      if (first === undefined || compareBytes(first.key, span.startKey) < 0 || !startsBelow(first.key, span.endKey))
        continue;
      const value = this.read(first.key, ts);
      if (value !== undefined) pairs.push([first.key, value]);
    }
    return pairs.sort(([a], [b]) => compareBytes(a, b)).slice(0, limit);
  }

  restore(version: Version): void {
    this.#clock = maxTs(this.#clock, version.commitTs);
    const id = hexOf(version.key, Infinity);
    const versions = this.#versions.get(id) ?? [];
    versions.push(version);
    versions.sort((a, b) => Number(a.commitTs - b.commitTs));
    this.#versions.set(id, versions);
  }

  /** Every committed change above `ts`, in commit order. */
  changes(ts: Ts = 0n): readonly KvChange[] {
    return [...this.#versions.values()]
      .flat()
      .filter(({ commitTs }) => commitTs > ts)
      .map(({ key, value, startTs, commitTs }) => ({
        op: value === null ? ('DELETE' as const) : ('PUT' as const),
        key,
        value: value ?? new Uint8Array(0),
        oldValue: this.read(key, commitTs - 1n) ?? new Uint8Array(0),
        startTs,
        commitTs,
      }))
      .sort((a, b) => Number(a.commitTs - b.commitTs) || compareBytes(a.key, b.key));
  }
}

class MemoryTransaction implements EmulatedTransaction {
  readonly startTs: Ts;
  commitTs: Ts = 0n;
  readonly #store: MemoryTransactionalStore;
  readonly #writes = new Map<string, { readonly key: Uint8Array; readonly value: Uint8Array | null }>();

  constructor(store: MemoryTransactionalStore, startTs: Ts) {
    this.#store = store;
    this.startTs = startTs;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    const own = this.#writes.get(hexOf(key, Infinity));
    return own === undefined ? this.#store.read(key, this.startTs) : (own.value ?? undefined);
  }

  scan(span: Span, limit = Infinity): readonly Pair[] {
    const pairs = new Map(this.#store.readSpan(span, this.startTs).map((pair) => [hexOf(pair[0], Infinity), pair]));
    for (const [id, { key, value }] of this.#writes) {
      if (compareBytes(key, span.startKey) < 0 || !startsBelow(key, span.endKey)) continue;
      if (value === null) pairs.delete(id);
      else pairs.set(id, [key, value]);
    }
    return [...pairs.values()].sort(([a], [b]) => compareBytes(a, b)).slice(0, limit);
  }

  put(key: Uint8Array, value: Uint8Array): void {
    this.#writes.set(hexOf(key, Infinity), { key, value });
  }

  delete(key: Uint8Array): void {
    this.#writes.set(hexOf(key, Infinity), { key, value: null });
  }

  commit(): Ts {
    if (this.commitTs !== 0n) throw new EmulatorError('TV_EMULATOR_USAGE', 'committed already');
    this.commitTs = this.#store.now();
    for (const { key, value } of this.#writes.values()) {
      this.#store.restore({ key, value, startTs: this.startTs, commitTs: this.commitTs });
    }
    return this.commitTs;
  }

  commitPrimary(): Ts {
    return this.commit();
  }

  lock(): void {}
  prewrite(): void {}
  heartbeat(): void {}
  commitSecondaries(): void {}
  rollback(): void {}
  abandon(): void {}
}
