import { map, Subject } from 'rxjs';
import type { Flow } from '../../src/model/flow';
import type { RawEntry } from '../../src/model/kv';
import { MetricsMap } from '../../src/model/metrics';
import type { ChangeDataEvent, RegionErrorKind, RegionEvent, RegionFeed, Registration } from '../../src/model/region';
import { regionFeeds, type StoreSignal } from '../../src/sources/regionFeeds';
import { batch, marbles, prewrite, registration, resolved } from '../../src/testing';

const a = registration({ regionId: 1, requestId: 1 });
const b = registration({ regionId: 2, requestId: 1 });
const other = registration({ regionId: 1, requestId: 2 });
const entry = prewrite(3n);
const of = ({ regionId, requestId }: Registration, rest: Partial<RegionEvent>): RegionEvent => ({
  regionId,
  requestId,
  index: 0,
  ...rest,
});
const rowsOf = (one: Registration): RegionEvent => of(one, { entries: [entry] });
const errorOf = (one: Registration, kind: RegionErrorKind): RegionEvent => of(one, { error: { kind, error: {} } });
const message = (...events: readonly RegionEvent[]): StoreSignal => ({ kind: 'message', message: { events } });
const register = (one: Registration, storeId: string | undefined = '1'): StoreSignal => ({
  kind: 'register',
  registration: one,
  storeId,
});
const promise = (resolvedTs: NonNullable<ChangeDataEvent['resolvedTs']>): StoreSignal => ({
  kind: 'message',
  message: { events: [], resolvedTs },
});
const lost = (storeId: string): StoreSignal => ({ kind: 'storeLost', storeId });

/** Feeds with their input in hand, and what each registration heard. */
function open() {
  const signal$ = new Subject<StoreSignal>();
  const metrics = new MetricsMap();
  const feeds: RegionFeed[] = [];
  const heard = new Map<Registration, (Flow<RawEntry> | 'complete')[]>();
  const ends: unknown[] = [];
  const subscription = signal$.pipe(regionFeeds(metrics)).subscribe({
    next: (feed) => {
      feeds.push(feed);
      if (feed.kind !== 'region') return;
      const flows: (Flow<RawEntry> | 'complete')[] = [];
      heard.set(feed.registration, flows);
      feed.stream$.subscribe({ next: (flow) => flows.push(flow), complete: () => flows.push('complete') });
    },
    error: (error: unknown) => ends.push(error),
    complete: () => ends.push('complete'),
  });
  const send = (...signals: readonly StoreSignal[]): void => {
    for (const signal of signals) signal$.next(signal);
  };
  return { signal$, send, metrics, feeds, heard, ends, subscription };
}

describe('regionFeeds', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'opens a feed for each registration', source: '-A-B-|', output: '-a-b-|', subs: '^----!' },
    { title: 'makes no feed of a message', source: '-A-m-|', output: '-a---|', subs: '^----!' },
    { title: 'keeps a batched promise one item', source: '-A-B-p-|', output: '-a-b-q-|', subs: '^------!' },
    { title: 'drops a promise of nobody', source: '-p-|', output: '---|', subs: '^--!' },
    { title: 'passes an error of the source on', source: '-A-#', output: '-a-#', subs: '^--!' },
    { title: 'lets go when unsubscribed', source: '-A-B-', output: '-a-', subs: '^-!', unsub: '--!' },
  ])('$title', ({ source, output, subs, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const signals: Record<string, StoreSignal> = {
        A: register(a),
        B: register(b),
        m: message(rowsOf(a)),
        p: promise({ ts: 7n, regions: [1, 2, 3], requestId: 1 }),
      };
      const source$ = hot(source, signals);
      // What a stream holds is for the other specs; here its registration stands for it.
      const feed$ = source$.pipe(
        regionFeeds(),
        map((feed) => (feed.kind === 'region' ? feed.registration : feed)),
      );
      const q = { kind: 'regionsResolved', ts: 7n, registrations: [a, b] };
      expectObservable(feed$, unsub).toBe(output, { a, b, q });
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it('tells events apart by region and request', () => {
    const { send, heard } = open();
    send(register(a), register(b), register(other));
    send(message(rowsOf(a), of(b, { resolvedTs: 5n }), rowsOf(other), of(a, { resolvedTs: 6n })));
    expect(heard.get(a)).toEqual([batch(entry), resolved(6n)]);
    expect(heard.get(b)).toEqual([resolved(5n)]);
    expect(heard.get(other)).toEqual([batch(entry)]);
  });

  it('makes nothing of events that say nothing', () => {
    const { send, heard, metrics } = open();
    send(register(a), message(of(a, {}), of(a, { entries: [] })));
    expect(heard.get(a)).toEqual([]);
    expect(metrics.get('tivalve_source_stale_events_total')).toBe(0);
  });

  it('ends a registration with its error, and drops and counts what comes after', () => {
    const { send, heard, metrics } = open();
    send(
      register(a),
      register(b),
      message(rowsOf(a), errorOf(a, 'notLeader'), rowsOf(a), rowsOf(b)),
      message(rowsOf(a)),
    );
    expect(heard.get(a)).toEqual([batch(entry), 'complete']);
    expect(heard.get(b)).toEqual([batch(entry)]);
    expect(metrics.get('tivalve_source_region_errors_total')).toBe(1);
    expect(metrics.get('tivalve_source_stale_events_total')).toBe(2);
  });

  it('ends nothing for a duplicate request', () => {
    const { send, heard, metrics } = open();
    send(register(a), message(errorOf(a, 'duplicateRequest'), rowsOf(a)));
    expect(heard.get(a)).toEqual([batch(entry)]);
    expect(metrics.get('tivalve_source_region_errors_total')).toBe(0);
  });

  it('ends the registrations of a store that is lost, and no others', () => {
    const { send, heard, metrics } = open();
    const nowhere = registration({ regionId: 4 });
    send(register(a, '1'), register(b, '1'), register(other, '2'), {
      kind: 'register',
      registration: nowhere,
      storeId: undefined,
    });
    send(lost('1'), lost('3'));
    expect([a, b, other, nowhere].map((one) => heard.get(one))).toEqual([['complete'], ['complete'], [], []]);
    expect(metrics.get('tivalve_source_lost_stores_total')).toBe(2);
  });

  it('ends a registration when the same pair of ids registers anew', () => {
    const { send, heard, feeds } = open();
    const again = registration({ regionId: 1, requestId: 1, checkpointTs: 5n });
    send(register(a), message(rowsOf(a)), register(again), message(of(a, { resolvedTs: 6n })));
    expect(heard.get(a)).toEqual([batch(entry), 'complete']);
    expect(heard.get(again)).toEqual([resolved(6n)]);
    expect(feeds).toHaveLength(2);
  });

  it('lets a region register anew after its error', () => {
    const { send, heard } = open();
    const again = registration({ regionId: 1, requestId: 1, checkpointTs: 5n });
    send(register(a), message(errorOf(a, 'epochNotMatch')), register(again), message(rowsOf(again)));
    expect(heard.get(again)).toEqual([batch(entry)]);
  });

  it('names the live registrations of a batched promise, behind the rows of its message', () => {
    const { send, feeds, heard } = open();
    send(register(a), register(b), register(other), message(errorOf(b, 'notLeader')));
    send({
      kind: 'message',
      message: { events: [rowsOf(a)], resolvedTs: { ts: 7n, regions: [1, 2, 9], requestId: 1 } },
    });
    expect(feeds.at(-1)).toEqual({ kind: 'regionsResolved', ts: 7n, registrations: [a] });
    expect(heard.get(a)).toEqual([batch(entry)]);
    const count = feeds.length;
    send(promise({ ts: 8n, regions: [1], requestId: 3 }), promise({ ts: 8n, regions: [], requestId: 1 }));
    expect(feeds).toHaveLength(count);
  });

  it.each(['completes', 'fails', 'is unsubscribed'])('ends every registration when the source %s', (how) => {
    const { signal$, send, heard, subscription } = open();
    send(register(a), register(b));
    if (how === 'completes') signal$.complete();
    else if (how === 'fails') signal$.error(new Error('lost'));
    else subscription.unsubscribe();
    expect([heard.get(a), heard.get(b)]).toEqual([['complete'], ['complete']]);
  });

  it('knows nothing of another subscriber’s registrations', () => {
    const signal$ = new Subject<StoreSignal>();
    const feeds$ = signal$.pipe(regionFeeds());
    const [first, second]: [RegionFeed[], RegionFeed[]] = [[], []];
    feeds$.subscribe((feed) => first.push(feed));
    signal$.next(register(a));
    feeds$.subscribe((feed) => second.push(feed));
    signal$.next(promise({ ts: 7n, regions: [1], requestId: 1 }));
    expect([first.length, second.length]).toEqual([2, 0]);
  });
});
