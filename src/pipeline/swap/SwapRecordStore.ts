import { firstValueFrom, type Observable, type SchedulerLike, takeUntil, timer } from 'rxjs';
import { messageOf } from '../../errors/TiValveError';
import type { Logger } from '../../model/logger';
import { type RetryPolicy, retryDelayMs } from '../../model/retry';
import type { Coordinator, CoordinatorEntry } from './Coordinator';
import type { PluginVersion } from './swap';
import { decidedVersion, formatSwapRecord, parseSwapRecord, type StoredSwapRecord, swapRecordKey } from './swapRecord';

const OTHER_DECIDER = 'another process decides for this plugin';

export interface SwapRecordStoreOptions {
  readonly plugin: string;
  readonly coordinator: Coordinator;
  readonly retry: RetryPolicy;
  readonly random: () => number;
  readonly scheduler: SchedulerLike;
  readonly logger: Logger;
  /** Ends all patience. */
  readonly closing$: Observable<void>;
}

/** How a write ended. */
export type SwapWriteOutcome =
  | { readonly kind: 'written'; readonly revision: number }
  /** It did not happen and never will. */
  | {
      readonly kind: 'lost';
      readonly detail: string;
      readonly current?: { readonly record: StoredSwapRecord; readonly revision: number };
    }
  /** It cannot be found out. */
  | { readonly kind: 'unknown'; readonly detail: string };

export interface SwapWriteRequest {
  readonly record: StoredSwapRecord;
  /** The revision that is replaced; 0 when there must be none. */
  readonly expect: number;
  /** How often it is tried again, and how often it is looked up what became of a try. */
  readonly maxRetries: number;
  readonly maxLookUps: number;
}

/** Where a process begins. */
export interface RecoveredRecord {
  readonly record: StoredSwapRecord;
  readonly revision: number;
  /** `undefined` when the pipeline's definition was changed since, and so names the version. */
  readonly decided: PluginVersion | undefined;
}

/** The durable record of one plugin. */
export class SwapRecordStore {
  private readonly options: SwapRecordStoreOptions;
  private readonly key: string;

  constructor(options: SwapRecordStoreOptions) {
    this.options = options;
    this.key = swapRecordKey(options.plugin);
  }

  /**
   * Reads what an earlier process has left; a swap that was under way is written once more, so that nothing comes true that
   * this process has still on its way.
   */
  async recover(base: PluginVersion): Promise<RecoveredRecord | undefined> {
    for (;;) {
      const entry = await this.options.coordinator.get(this.key);
      if (entry === undefined) return undefined;
      const found = parseSwapRecord(this.options.plugin, entry.value);
      const decided = decidedVersion(found, base.identity);
      const { epoch, last } = found;
      const record: StoredSwapRecord =
        decided === undefined
          ? { epoch, base: base.identity, active: base, step: 'idle', ...(last !== undefined && { last }) }
          : found;
      if (record === found && found.step === 'idle') return { record, revision: entry.revision, decided };
      const { succeeded, revision } = await this.replace(entry.revision, formatSwapRecord(record));
      if (succeeded) return { record, revision, decided };
    }
  }

  /** Writes the record in place of the one of a known revision. A try that failed is looked up before anything else. */
  async write({ record, expect, maxRetries, maxLookUps }: SwapWriteRequest): Promise<SwapWriteOutcome> {
    const value = formatSwapRecord(record);
    let detail = OTHER_DECIDER;
    let isUnsure = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { succeeded, revision } = await this.replace(expect, value);
        if (succeeded) return { kind: 'written', revision };
      } catch (error) {
        this.warn('write', error);
        detail = messageOf(error);
        isUnsure = true;
      }
      const found = await this.lookUp(maxLookUps);
      if (found.kind === 'unknown') return { kind: 'unknown', detail };
      const { entry } = found;
      if (isUnsure && entry?.value === value) return { kind: 'written', revision: entry.revision };
      if ((entry?.revision ?? 0) !== expect) return this.lost(OTHER_DECIDER, entry);
      if (attempt > maxRetries || !(await this.wait(attempt))) return this.lost(detail, entry);
    }
  }

  /** Waits before a try is repeated; `false` when nothing is to be repeated any more. */
  wait(attempt: number): Promise<boolean> {
    const { retry, random, scheduler, closing$ } = this.options;
    const delay$ = timer(retryDelayMs(retry, attempt, random), scheduler);
    return firstValueFrom(delay$.pipe(takeUntil(closing$)), { defaultValue: 'closing' }).then((by) => by !== 'closing');
  }

  private replace(expect: number, value: string): ReturnType<Coordinator['transact']> {
    const { key } = this;
    return this.options.coordinator.transact({ compares: [{ key, revision: expect }], puts: [{ key, value }] });
  }

  private async lookUp(
    maxLookUps: number,
  ): Promise<{ readonly kind: 'found'; readonly entry: CoordinatorEntry | undefined } | { readonly kind: 'unknown' }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { kind: 'found', entry: await this.options.coordinator.get(this.key) };
      } catch (error) {
        this.warn('read', error);
        if (attempt > maxLookUps || !(await this.wait(attempt))) return { kind: 'unknown' };
      }
    }
  }

  private lost(detail: string, entry: CoordinatorEntry | undefined): SwapWriteOutcome {
    if (entry === undefined) return { kind: 'lost', detail };
    try {
      const record = parseSwapRecord(this.options.plugin, entry.value);
      return { kind: 'lost', detail, current: { record, revision: entry.revision } };
    } catch (error) {
      this.warn('read', error);
      return { kind: 'lost', detail: messageOf(error) };
    }
  }

  private warn(step: string, error: unknown): void {
    const { plugin, logger } = this.options;
    logger.warn({ plugin, step, error: messageOf(error) }, 'decision about a plugin swap cannot be kept; trying again');
  }
}
