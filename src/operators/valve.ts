import { endWith, type MonoTypeOperatorFunction, map, merge, type Observable } from 'rxjs';
import { OrderError } from '../errors/TiValveError';
import type { Demand } from '../model/demand';
import { type Committed, type Flow, nonEmptyBatch, resolvedAt } from '../model/flow';
import type { Ts } from '../model/ts';
import { type SerialState, serially } from './serially';

/** What a valve is told. A hold without a ts holds at what has passed so far. Both are idempotent. */
export type ValveControl = { readonly kind: 'hold'; readonly ts?: Ts } | { readonly kind: 'open' };

export interface ValveOptions<T> {
  /** Is stopped while something is held back, so that little arrives all the same. */
  readonly demand?: Demand;
  /** Hears of the bytes held, when they change. */
  readonly onHeldBytes?: (bytes: number) => void;
  /** Hears of the fence that a hold sets, before anything leaves because of it. */
  readonly onFence?: (fenceTs: Ts) => void;
  /** What an item weighs. @defaultValue `() => 0` */
  readonly sizeOf?: (item: T) => number;
}

/**
 * Lets a stream in commit order run up to a fence and no further.
 *
 * ```text
 * source:   --[3]--[5 8]----r8---------[9]--|
 * control:  -----h6----------------o--------|
 *              valve(control$)
 * output:   --[3]--[5]r6-----------[8]r8[9]--|
 * ```
 *
 * After `hold(ts)` everything at or below `ts` passes, the resolved ts is cut at `ts`, and nothing above passes; an item
 * above the fence tells as much as a promise, since items come in order. After `open` it goes on where it stopped. A further hold moves the fence, in either direction, but never below what has
 * passed. Completes with its source; what is held back then stays behind the fence until the valve opens, and is let
 * go when the control stream has completed as well.
 *
 * Costs one comparison per item while a fence stands. Stops the demand, and holds only what arrives all the same.
 *
 * Errors with `TV_ORDER_FENCE_PASSED` when a hold lies below what has passed.
 *
 * @example
 * ```ts
 * sorted$.pipe(valve(control$, { demand }));
 * ```
 */
export function valve<T extends Committed>(
  control$: Observable<ValveControl>,
  options: ValveOptions<T> = {},
): MonoTypeOperatorFunction<Flow<T>> {
  return (source) =>
    serially(
      merge(
        control$.pipe(map((control): Signal<T> => ({ control }))),
        source.pipe(
          map((flow): Signal<T> => ({ flow })),
          endWith<Signal<T>>({ end: true }),
        ),
      ),
      () => new ValveState<T>(options),
    );
}

type Signal<T> = { readonly control: ValveControl } | { readonly flow: Flow<T> } | { readonly end: true };

class ValveState<T extends Committed> implements SerialState<Signal<T>, Flow<T>> {
  private readonly options: ValveOptions<T>;
  private fence: Ts | undefined;
  /** The highest ts of anything that has passed, which a hold must not lie below. */
  private passedTs: Ts = 0n;
  private promisedTs: Ts = 0n;
  private held: Flow<T>[] = [];
  private heldBytes = 0;
  private sourceEnded = false;

  constructor(options: ValveOptions<T>) {
    this.options = options;
  }

  take(signal: Signal<T>): readonly Flow<T>[] {
    if ('flow' in signal) return this.passOrHold(signal.flow);
    if ('end' in signal) {
      this.sourceEnded = true;
      return [];
    }
    return signal.control.kind === 'open' ? this.open() : this.hold(signal.control.ts ?? this.passedTs);
  }

  get ended(): boolean {
    return this.sourceEnded && this.held.length === 0;
  }

  settled(): void {
    if (this.held.length > 0) this.options.demand?.stop(this);
    else this.options.demand?.go(this);
  }

  close(): void {
    this.options.demand?.go(this);
    this.held = [];
    this.account(-this.heldBytes);
  }

  private hold(ts: Ts): readonly Flow<T>[] {
    if (ts < this.passedTs) {
      throw new OrderError('TV_ORDER_FENCE_PASSED', `hold at ${ts}, but ${this.passedTs} has passed`, {
        hint: 'choose a fence at or above what has passed, or leave it out to hold at once',
      });
    }
    this.fence = ts;
    this.options.onFence?.(ts);
    return this.again();
  }

  private open(): readonly Flow<T>[] {
    this.fence = undefined;
    return this.again();
  }

  /** Sends what is held through once more, since the fence has moved. */
  private again(): readonly Flow<T>[] {
    const { held } = this;
    this.held = [];
    this.account(-this.heldBytes);
    return held.flatMap((flow) => this.passOrHold(flow));
  }

  private passOrHold(flow: Flow<T>): readonly Flow<T>[] {
    const { fence } = this;
    if (flow.kind === 'resolved') {
      if (fence === undefined || flow.ts <= fence) return this.passed(flow);
      this.keep(flow);
      return this.promise(fence);
    }
    if (fence === undefined || flow.items.every((item) => item.commitTs <= fence)) return this.passed(flow);
    const above = flow.items.filter((item) => item.commitTs > fence);
    this.keep({ kind: 'batch', items: above });
    const below = nonEmptyBatch(flow.items.filter((item) => item.commitTs <= fence));
    return [...below.flatMap((batch) => this.passed(batch)), ...this.promise(fence)];
  }

  /** The fence may be the ts of the last item that passed, which nothing has promised yet. */
  private promise(fence: Ts): readonly Flow<T>[] {
    return fence > this.promisedTs ? this.passed(resolvedAt(fence)) : [];
  }

  private passed(flow: Flow<T>): readonly Flow<T>[] {
    if (flow.kind === 'resolved') {
      if (flow.ts > this.promisedTs) this.promisedTs = flow.ts;
      if (flow.ts > this.passedTs) this.passedTs = flow.ts;
    } else for (const item of flow.items) if (item.commitTs > this.passedTs) this.passedTs = item.commitTs;
    return [flow];
  }

  private keep(flow: Flow<T>): void {
    // Of promises that wait one behind the other only the last one counts.
    if (flow.kind === 'resolved' && this.held.at(-1)?.kind === 'resolved') this.held.pop();
    this.held.push(flow);
    if (flow.kind === 'batch')
      this.account(flow.items.reduce((sum, item) => sum + (this.options.sizeOf?.(item) ?? 0), 0));
  }

  private account(bytes: number): void {
    if (bytes === 0) return;
    this.heldBytes += bytes;
    this.options.onHeldBytes?.(this.heldBytes);
  }
}
