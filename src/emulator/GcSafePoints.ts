import { MAX_TS, type Ts } from '../model/ts';

interface Entry {
  readonly safePoint: Ts;
  /** In the scheduler's milliseconds. */
  readonly expiresAt: number;
}

/** The service that stands for GC itself. */
const GC_WORKER = 'gc_worker';
/** Seconds that lie beyond the last one a 64-bit clock can count, whatever the time is now. */
const FOR_EVER = 0x7fff_ffff_ffff_ffffn - 0xffff_ffffn;

/** PD's record of how far GC may go and has gone. */
export class GcSafePoints {
  private readonly now: () => number;
  private readonly services = new Map<string, Entry>([
    [GC_WORKER, { safePoint: 0n, expiresAt: Number.POSITIVE_INFINITY }],
  ]);
  private gcSafePoint: Ts = 0n;

  /** @param now - milliseconds of a monotonic clock, for the time to live of entries */
  constructor(now: () => number) {
    this.now = now;
  }

  /** Versions below it may be gone. */
  get safePoint(): Ts {
    return this.gcSafePoint;
  }

  /** Moves the GC safe point, never back. Answers where it is. */
  advance(safePoint: Ts): Ts {
    if (safePoint > this.gcSafePoint) this.gcSafePoint = safePoint;
    const { safePoint: worker } = this.services.get(GC_WORKER) as Entry;
    if (this.gcSafePoint > worker) {
      this.services.set(GC_WORKER, { safePoint: this.gcSafePoint, expiresAt: Number.POSITIVE_INFINITY });
    }
    return this.gcSafePoint;
  }

  /** Why PD takes no word of `service`, if so: GC itself is always there, for ever. */
  static objection(service: string, ttlSeconds: bigint): string | undefined {
    if (service === '') return ttlSeconds > 0n ? 'service id of service safepoint cannot be empty' : undefined;
    if (service !== GC_WORKER) return undefined;
    if (ttlSeconds <= 0n) return 'cannot remove service safe point of gc_worker';
    return ttlSeconds < FOR_EVER ? "TTL of gc_worker's service safe point must be infinity" : undefined;
  }

  /**
   * `UpdateServiceGCSafePoint`: protects `safePoint` and later for `ttlSeconds`. A refusal looks like success; only a
   * minimum above what was asked for tells. Without a time to live the entry is deleted.
   */
  update(service: string, safePoint: Ts, ttlSeconds: number): { service: string; ttlSeconds: number; minimum: Ts } {
    if (ttlSeconds <= 0) this.services.delete(service);
    else if (safePoint >= this.minimum().safePoint) {
      const isForEver = service === GC_WORKER;
      const expiresAt = isForEver ? Number.POSITIVE_INFINITY : this.now() + ttlSeconds * 1000;
      this.services.set(service, { safePoint, expiresAt });
    }
    const { name, safePoint: minimum, expiresAt } = this.minimum();
    const left = Math.ceil((expiresAt - this.now()) / 1000);
    return { service: name, ttlSeconds: Math.min(left, Number.MAX_SAFE_INTEGER), minimum };
  }

  /** The entries that still count, by service. */
  get entries(): ReadonlyMap<string, Ts> {
    this.minimum();
    return new Map([...this.services].map(([name, { safePoint }]) => [name, safePoint]));
  }

  private minimum(): Entry & { readonly name: string } {
    let lowest: (Entry & { readonly name: string }) | undefined;
    for (const [name, entry] of this.services) {
      if (entry.expiresAt <= this.now()) this.services.delete(name);
      else if (lowest === undefined || entry.safePoint < lowest.safePoint) lowest = { ...entry, name };
    }
    return lowest ?? { name: GC_WORKER, safePoint: MAX_TS, expiresAt: Number.POSITIVE_INFINITY };
  }
}
