import { forkJoin, from, Observable, type SchedulerLike, type Subscriber, type Subscription, timer } from 'rxjs';
import { messageOf, WireError } from '../errors/TiValveError';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import { type RetryPolicy, retryDelayMs } from '../model/retry';
import type { Ts } from '../model/ts';
import { bigintOf, longOf } from '../model/uint64';
import type { Channels, WireStream } from './channels';
import { pdpb } from './generated/messages';
import { pdError, pdFailure } from './pdErrors';
import type { PdMembers } from './pdMembers';

export interface TsoStreamOptions {
  readonly members: PdMembers;
  readonly channels: Channels;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly scheduler: SchedulerLike;
  readonly random: () => number;
  /** How long PD may take for one answer before the stream counts as dead. */
  readonly answerTimeoutMs: number;
  /** Waits before the stream is opened again. */
  readonly retry: Omit<RetryPolicy, 'maxRetries'>;
}

const PATH = '/pdpb.PD/Tso';
const MAX_CALLERS_PER_REQUEST = 10_000;
const MAX_OUTSTANDING_REQUESTS = 64;
const LOGICAL_BITS = 18n;

type Caller = Subscriber<Ts>;

/**
 * Timestamps from PD's leader, over one stream that is opened when it is needed. Callers of one turn, and those that
 * come while enough requests are on their way, share a request. When the stream breaks, what was not answered is asked
 * again on the next one: a timestamp that got lost is nobody's.
 */
export class TsoStream {
  private readonly o: TsoStreamOptions;
  /** In the order they came. */
  private waiting = new Set<Caller>();
  /** Requests on their way; PD answers in order. */
  private outstanding: (readonly Caller[])[] = [];
  private stream: WireStream<number> | undefined;
  private reopening: Subscription | undefined;
  private answerDeadline: Subscription | undefined;
  private flushing = false;
  private failures = 0;
  private lastTs: Ts = 0n;
  private readonly leaderChanges: Subscription;
  /** Why the stream broke, for callers whose time is over. */
  lastError: WireError | undefined;

  constructor(options: TsoStreamOptions) {
    this.o = options;
    this.leaderChanges = options.members.leaderChanges$.subscribe((leader) => {
      if (this.stream !== undefined) this.broken(new WireError('TV_WIRE_UNREACHABLE', `the leader is ${leader} now`));
    });
  }

  /** A timestamp above all that were given out before it was asked for. Waits as long as it is subscribed to. */
  now$(): Observable<Ts> {
    return new Observable<Ts>((caller) => {
      this.waiting.add(caller);
      if (!this.flushing) {
        this.flushing = true;
        queueMicrotask(() => {
          this.flushing = false;
          this.flush();
        });
      }
      return () => this.waiting.delete(caller);
    });
  }

  close(): void {
    this.leaderChanges.unsubscribe();
    this.reopening?.unsubscribe();
    this.answerDeadline?.unsubscribe();
    this.stream?.cancel();
    this.waiting.clear();
    this.outstanding = [];
  }

  private flush(): void {
    if (this.waiting.size === 0 || this.reopening !== undefined) return;
    try {
      this.stream ??= this.open();
    } catch (error) {
      this.broken(error instanceof WireError ? error : new WireError('TV_WIRE_UNREACHABLE', messageOf(error)));
      return;
    }
    while (this.waiting.size > 0 && this.outstanding.length < MAX_OUTSTANDING_REQUESTS) {
      const callers: Caller[] = [];
      for (const caller of this.waiting) {
        if (callers.length === MAX_CALLERS_PER_REQUEST) break;
        this.waiting.delete(caller);
        callers.push(caller);
      }
      this.outstanding.push(callers);
      this.o.metrics.add('tivalve_pd_tso_requests_total', 1);
      this.stream.write(callers.length);
    }
    this.watch();
  }

  private open(): WireStream<number> {
    const { channels, members } = this.o;
    const header = { clusterId: longOf(members.clusterId) };
    return channels.stream<number, pdpb.TsoResponse.$Properties>({
      address: members.leader,
      path: PATH,
      encode: (count) => pdpb.TsoRequest.encode({ header, count }).finish(),
      decode: (bytes) => pdpb.TsoResponse.decode(bytes),
      onMessage: (answer) => this.answered(answer),
      onEnd: ({ error }) => {
        this.broken(error ?? new WireError('TV_WIRE_UNREACHABLE', `${members.leader} ${PATH}: the stream ended`));
      },
    });
  }

  private answered(answer: pdpb.TsoResponse.$Properties): void {
    const { members } = this.o;
    const error = pdError(answer.header, members.clusterId, `${members.leader} ${PATH}`);
    if (error !== undefined) {
      this.broken(error);
      return;
    }
    const callers = this.outstanding[0] ?? [];
    const first = firstOf(answer, callers.length);
    if (first === undefined) {
      this.broken(new WireError('TV_WIRE_MALFORMED', `${members.leader} ${PATH}: not what was asked for`));
      return;
    }
    this.outstanding.shift();
    if (first <= this.lastTs) {
      this.wentBack(callers, first);
      return;
    }
    this.lastTs = first + BigInt(callers.length) - 1n;
    this.failures = 0;
    this.lastError = undefined;
    this.watch();
    let ts = first;
    for (const caller of callers) {
      caller.next(ts);
      caller.complete();
      ts += 1n;
    }
    this.flush();
  }

  /** Nothing downstream could bear it, so it is nothing to try again. */
  private wentBack(callers: readonly Caller[], first: Ts): void {
    const detail = `PD gave out timestamp ${first} after ${this.lastTs}`;
    this.o.logger.error({ first: first.toString(), lastTs: this.lastTs.toString() }, 'timestamps of PD went back');
    const error = new WireError('TV_WIRE_MALFORMED', detail);
    for (const caller of callers) caller.error(error);
    this.broken(error);
  }

  private broken(thrown: WireError): void {
    const { members, metrics, logger, scheduler, random, retry } = this.o;
    const error = pdFailure(thrown, `${members.leader} ${PATH}`, members.clusterId);
    this.lastError = error;
    this.stream?.cancel();
    this.stream = undefined;
    this.answerDeadline?.unsubscribe();
    const unanswered = this.outstanding.flat().filter((caller) => !caller.closed);
    this.outstanding = [];
    this.waiting = new Set([...unanswered, ...this.waiting]);
    if (error.code === 'TV_WIRE_CLUSTER_ID') {
      for (const caller of this.waiting) caller.error(error);
      return;
    }
    this.failures += 1;
    const delayMs = retryDelayMs({ maxRetries: 0, ...retry }, this.failures, random);
    metrics.add('tivalve_pd_tso_breaks_total', 1);
    const fields = { error: error.message, delayMs, callers: this.waiting.size };
    if (this.failures === 1) logger.warn(fields, 'stream of timestamps broke; opening it again');
    else logger.debug(fields, 'stream of timestamps cannot be opened');
    // Without a leader, opening the stream fails again and comes back here.
    const search = members.refresh().catch(() => undefined);
    this.reopening?.unsubscribe();
    this.reopening = forkJoin([from(search), timer(delayMs, scheduler)]).subscribe(() => {
      this.reopening = undefined;
      this.flush();
    });
  }

  private watch(): void {
    const { scheduler, answerTimeoutMs, members } = this.o;
    this.answerDeadline?.unsubscribe();
    if (this.outstanding.length === 0) return;
    this.answerDeadline = scheduler.schedule(() => {
      this.broken(
        new WireError('TV_WIRE_TIMEOUT', `${members.leader} ${PATH}: no answer within ${answerTimeoutMs} ms`),
      );
    }, answerTimeoutMs);
  }
}

/** The first timestamp of an answer, which names the last; `undefined` when it is not one for `count`. */
function firstOf({ count, timestamp }: pdpb.TsoResponse.$Properties, wanted: number): Ts | undefined {
  const { physical, logical } = timestamp ?? {};
  if (count !== wanted || wanted === 0 || !physical) return undefined;
  const firstLogical = (logical ? bigintOf(logical) : 0n) - BigInt(wanted) + 1n;
  return firstLogical < 0n ? undefined : (bigintOf(physical) << LOGICAL_BITS) + firstLogical;
}
