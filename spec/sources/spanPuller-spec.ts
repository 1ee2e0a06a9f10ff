import { BehaviorSubject, Subject } from 'rxjs';
import { parseTikvSourceConfig, type TikvSourceConfig } from '../../src/config/tikvSourceConfig';
import { WireError } from '../../src/errors/TiValveError';
import { NO_LOGGER } from '../../src/model/logger';
import { MetricsMap } from '../../src/model/metrics';
import type { ChangeDataEvent, RegionErrorKind, Registration } from '../../src/model/region';
import type { Span } from '../../src/model/span';
import { type Ts, tsOfPhysicalMs } from '../../src/model/ts';
import type { FeedStream, FeedStreamOptions } from '../../src/sources/feedStream';
import type { StoreSignal } from '../../src/sources/regionFeeds';
import { pullSpan } from '../../src/sources/spanPuller';
import { committed, initialized, seededRandom } from '../../src/testing';
import type { PdRegion, PdStore } from '../../src/wire/pdClient';
import { ManualClock, settled } from '../helpers/manualClock';

const key = (text: string): Uint8Array => Buffer.from(text);
const spanOf = (text: string): Span => {
  const [start = '', end = ''] = text.split('-');
  return { startKey: key(start), endKey: key(end) };
};
const textOf = ({ startKey, endKey }: Span): string => `${Buffer.from(startKey)}-${Buffer.from(endKey)}`;

/** `region(7, 'a-m', { store: 2 })` */
function region(id: number, range: string, { store = 1, version = 1, leader = true } = {}): PdRegion {
  const peers = [1, 2, 3].map((storeId) => ({ id: id * 10 + storeId, storeId }));
  return {
    id,
    span: spanOf(range),
    epoch: { confVer: 1, version },
    peers,
    leader: leader ? { id: id * 10 + store, storeId: store } : undefined,
  };
}

/** A stream as a store would see it. */
interface FakeFeed {
  readonly options: FeedStreamOptions;
  readonly registered: Registration[];
  readonly deregistered: Registration[];
  paused: boolean;
  closed: boolean;
}

function open(regions: readonly PdRegion[], options: Partial<TikvSourceConfig> & { readonly startTs?: Ts } = {}) {
  const { startTs = 100n, ...config } = options;
  const clock = new ManualClock();
  const metrics = new MetricsMap();
  const cluster = {
    regions: [...regions],
    stores: new Map([1, 2, 3].map((id) => [id, `store${id}:20160`])),
    pdIsDown: false,
    pdError: new WireError('TV_WIRE_UNREACHABLE', 'pd:2379'),
    storeState: 'up' as PdStore['state'],
    isTiFlash: false,
    storeCalls: 0,
    /** What a question for a store waits for. */
    storeGate: Promise.resolve(),
    /** Streams that cannot even be begun. */
    badStreams: 0,
    now: 1000n,
    pages: 0,
    onPage: (): void => undefined,
  };
  const feeds: FakeFeed[] = [];
  const signals: StoreSignal[] = [];
  const lockCalls: { regionId: number; upTo: Ts }[] = [];
  const ends: unknown[] = [];
  const pause$ = new BehaviorSubject(false);
  const checkpointTs$ = new Subject<Ts>();
  const subscription = pullSpan({
    span: spanOf('a-z'),
    startTs,
    config: parseTikvSourceConfig({ pd: ['pd:2379'], ...config }),
    pd: {
      regions: async (spans, limit) => {
        if (cluster.pdIsDown) throw cluster.pdError;
        cluster.pages += 1;
        cluster.onPage();
        const isAsked = (one: PdRegion): boolean =>
          spans.some(({ startKey, endKey }) => {
            const [from, to] = textOf(one.span).split('-') as [string, string];
            return from < Buffer.from(endKey).toString() && (to === '' || to > Buffer.from(startKey).toString());
          });
        return cluster.regions.filter(isAsked).slice(0, limit);
      },
      store: async (id) => {
        cluster.storeCalls += 1;
        await cluster.storeGate;
        const address = cluster.stores.get(id);
        if (address === undefined) return undefined;
        const { storeState: state, isTiFlash } = cluster;
        return { id, address, state, version: '8.5.0', isTiFlash, labels: new Map() } as never;
      },
      now: async () => cluster.now,
    },
    openFeed: (feedOptions): FeedStream => {
      cluster.badStreams -= 1;
      if (cluster.badStreams >= 0) throw new WireError('TV_WIRE_TLS', 'no such file');
      const feed: FakeFeed = { options: feedOptions, registered: [], deregistered: [], paused: false, closed: false };
      feeds.push(feed);
      return {
        register: (one) => feed.registered.push(one),
        deregister: (one) => feed.deregistered.push(one),
        pause: () => {
          feed.paused = true;
        },
        resume: () => {
          feed.paused = false;
        },
        close: () => {
          feed.closed = true;
        },
      };
    },
    resolveLocks: async ({ region: stuck }, upTo) => {
      lockCalls.push({ regionId: stuck.id, upTo });
      return { resolved: 1, alive: 0 };
    },
    pause$,
    checkpointTs$,
    metrics,
    logger: NO_LOGGER,
    scheduler: clock,
    random: seededRandom(1),
  }).subscribe({ next: (signal) => signals.push(signal), error: (error: unknown) => ends.push(error) });

  const feedOf = (store: number): FakeFeed => {
    const feed = feeds.findLast(({ options: { address } }) => address === cluster.stores.get(store));
    if (feed === undefined) throw new Error(`no stream to store ${store}`);
    return feed;
  };
  const send = (store: number, message: Partial<ChangeDataEvent>, byteLength = 10): void =>
    feedOf(store).options.onMessage({ events: [], ...message }, byteLength);
  return {
    clock,
    metrics,
    cluster,
    feeds,
    signals,
    lockCalls,
    ends,
    pause$,
    checkpointTs$,
    subscription,
    feedOf,
    send,
    /** Registrations sent to a store, `id:range@checkpointTs`. */
    asked: (store: number) =>
      feedOf(store).registered.map(({ regionId, span, checkpointTs }) => `${regionId}:${textOf(span)}@${checkpointTs}`),
    init: (store: number, ...ids: readonly number[]) => {
      for (const one of feedOf(store)
        .registered.filter(({ regionId }) => ids.includes(regionId))
        .slice(-ids.length)) {
        const { regionId, requestId } = one;
        send(store, { events: [{ regionId, requestId, index: 0, entries: [initialized()] }] });
      }
    },
    resolve: (store: number, ts: Ts, ...ids: readonly number[]) => {
      for (const id of ids) {
        const one = feedOf(store).registered.findLast(({ regionId }) => regionId === id);
        send(store, { resolvedTs: { ts, regions: [id], requestId: one?.requestId ?? 0 } });
      }
    },
    error: (store: number, id: number, kind: RegionErrorKind, error: Record<string, unknown> = {}) => {
      const one = feedOf(store).registered.findLast(({ regionId }) => regionId === id);
      send(store, {
        events: [{ regionId: id, requestId: one?.requestId ?? 0, index: 0, error: { kind, error: { [kind]: error } } }],
      });
    },
    end: (store: number, status: string, error?: WireError) => {
      feedOf(store).options.onEnd({ status, error });
    },
  };
}

const unavailable = new WireError('TV_WIRE_UNREACHABLE', 'store');

describe('pullSpan', () => {
  it('registers every region at its leader, clipped to the span, from the start', async () => {
    const { clock, asked, signals } = open([region(1, '-g'), region(2, 'g-q', { store: 2 }), region(3, 'q-')]);
    await clock.advance(10);
    expect(asked(1)).toEqual(['1:a-g@100', '3:q-z@100']);
    expect(asked(2)).toEqual(['2:g-q@100']);
    expect(signals.map(({ kind }) => kind)).toEqual(['register', 'register', 'register']);
  });

  it('asks PD page by page', async () => {
    const letters = [...'abcdefghijklmnopqrstuvwxy'];
    const regions = letters.map((letter, i) => region(i + 1, `${letter}-${letters[i + 1] ?? 'z'}`));
    const { clock, asked, cluster } = open(regions, { regionPageSize: 7 });
    await clock.advance(10);
    expect(asked(1)).toHaveLength(25);
    expect(cluster.pages).toBe(4);
  });

  it('gives all registrations of a stream one request id', async () => {
    const { clock, feedOf } = open([region(1, 'a-g'), region(2, 'g-z'), region(3, 'g-z', { store: 2 })]);
    await clock.advance(10);
    expect(new Set(feedOf(1).registered.map(({ requestId }) => requestId)).size).toBe(1);
  });

  it('scans no more regions of a store at a time than allowed, the ones near now first', async () => {
    const regions = [...'abcdefgh'].map((letter, i, all) => region(i + 1, `${letter}-${all[i + 1] ?? 'z'}`));
    const { clock, asked, init, error } = open(regions, { maxScansPerStore: 3 });
    await clock.advance(10);
    expect(asked(1)).toHaveLength(3);
    init(1, 1);
    expect(asked(1)).toHaveLength(4);
    error(1, 2, 'regionNotFound');
    expect(asked(1)).toHaveLength(5);
  });

  it('registers what is near now before what is far behind', async () => {
    const hour = tsOfPhysicalMs(3_600_000);
    const { clock, asked, init, resolve, error, cluster } = open(
      [region(1, 'a-c'), region(2, 'c-e'), region(3, 'e-g'), region(4, 'g-z')],
      { maxScansPerStore: 1, startTs: 1n },
    );
    await clock.advance(10);
    init(1, 1);
    resolve(1, hour * 10n, 1);
    cluster.regions = cluster.regions.map((one) => (one.id === 1 ? region(1, 'a-c', { version: 2 }) : one));
    error(1, 1, 'epochNotMatch');
    await clock.advance(5000);
    // Region 2 is scanning; the next place is for the one that is almost there.
    init(1, 2);
    expect(asked(1)).toEqual(['1:a-c@1', '2:c-e@1', `1:a-c@${hour * 10n}`]);
  });

  describe('after an error', () => {
    it('starts again at the resolved ts of the range, not at a newer mark of the registration', async () => {
      const { clock, asked, error, resolve } = open([region(1, 'a-z')]);
      await clock.advance(10);
      // The error comes before the scan's rows: nothing is known yet, whatever has been promised.
      resolve(1, 150n, 1);
      error(1, 1, 'regionNotFound');
      await clock.advance(5000);
      expect(asked(1)).toEqual(['1:a-z@100', '1:a-z@100']);
    });

    it('does not count a promise that comes with the error, which nobody hears of', async () => {
      const { clock, asked, init, send, feedOf } = open([region(1, 'a-z')]);
      await clock.advance(10);
      init(1, 1);
      const { requestId = 0 } = feedOf(1).registered[0] ?? {};
      send(1, {
        events: [{ regionId: 1, requestId, index: 0, error: { kind: 'regionNotFound', error: {} } }],
        resolvedTs: { ts: 900n, regions: [1], requestId },
      });
      await clock.advance(5000);
      expect(asked(1)).toEqual(['1:a-z@100', '1:a-z@100']);
    });

    it('starts again where it had come to once it was live', async () => {
      const { clock, asked, init, resolve, error } = open([region(1, 'a-z')]);
      await clock.advance(10);
      init(1, 1);
      resolve(1, 200n, 1);
      resolve(1, 180n, 1); // falls back: ignored
      error(1, 1, 'epochNotMatch');
      await clock.advance(5000);
      expect(asked(1)).toEqual(['1:a-z@100', '1:a-z@200']);
    });

    it('knows promises of single regions, as some stores make them', async () => {
      const { clock, asked, init, send, feedOf, error } = open([region(1, 'a-z')]);
      await clock.advance(10);
      init(1, 1);
      const { requestId = 0 } = feedOf(1).registered[0] ?? {};
      send(1, { events: [{ regionId: 1, requestId, index: 0, resolvedTs: 250n }] });
      error(1, 1, 'regionNotFound');
      await clock.advance(5000);
      expect(asked(1)).toEqual(['1:a-z@100', '1:a-z@250']);
    });

    it('waits longer with each time that PD has to be asked', async () => {
      const { clock, feedOf, error } = open([region(1, 'a-z')], {
        regionRetry: { baseDelayMs: 100, maxDelayMs: 100_000 },
      });
      await clock.advance(10);
      for (let i = 0; i < 6; i += 1) {
        const { length } = feedOf(1).registered;
        error(1, 1, 'regionNotFound');
        while (feedOf(1).registered.length === length) await clock.advance(10);
      }
      // 100, 200, 400 … ms, of which half is certain.
      expect(clock.now()).toBeGreaterThan(3100);
    });

    it('follows the leader that the store names', async () => {
      const { clock, asked, error, cluster } = open([region(1, 'a-z')]);
      await clock.advance(10);
      const pages = cluster.pages;
      error(1, 1, 'notLeader', { regionId: '1', leader: { id: '12', storeId: '2' } });
      await clock.advance(5000);
      expect(asked(2)).toEqual(['1:a-z@100']);
      expect(cluster.pages).toBe(pages);
    });

    it.each([
      { title: 'asks PD when the store names no leader', kind: 'notLeader' as const, detail: { regionId: '1' } },
      {
        title: 'asks PD when the leader is on a store without a replica',
        kind: 'notLeader' as const,
        detail: { regionId: '1', leader: { id: '19', storeId: '9' } },
      },
      { title: 'asks PD after regionNotFound', kind: 'regionNotFound' as const, detail: {} },
    ])('$title', async ({ kind, detail }) => {
      const { clock, asked, error, cluster } = open([region(1, 'a-z')]);
      await clock.advance(10);
      cluster.regions = [region(1, 'a-z', { store: 3 })];
      error(1, 1, kind, detail);
      await clock.advance(5000);
      expect(asked(3)).toEqual(['1:a-z@100']);
    });

    it.each(['congested', 'unknown', 'serverIsBusy'] as const)('asks the same region again after %s', async (kind) => {
      const { clock, asked, error, cluster } = open([region(1, 'a-z')]);
      await clock.advance(10);
      const pages = cluster.pages;
      error(1, 1, kind);
      await clock.advance(5000);
      expect(asked(1)).toHaveLength(2);
      expect(cluster.pages).toBe(pages);
    });

    it('waits as long as a busy store asks for', async () => {
      const { clock, asked, error } = open([region(1, 'a-z')]);
      await clock.advance(10);
      error(1, 1, 'serverIsBusy', { reason: 'scans', backoffMs: '60000' });
      await clock.advance(59_900);
      expect(asked(1)).toHaveLength(1);
      await clock.advance(200);
      expect(asked(1)).toHaveLength(2);
    });

    it('uses ids of its own after duplicateRequest, and ends what may run under the old ones', async () => {
      const { clock, feedOf, error, signals } = open([region(1, 'a-z')]);
      await clock.advance(10);
      error(1, 1, 'duplicateRequest');
      await clock.advance(5000);
      const [first, second] = feedOf(1).registered;
      expect(second?.requestId).not.toBe(first?.requestId);
      expect(feedOf(1).deregistered).toEqual([first]);
      expect(signals).toContainEqual({ kind: 'deregister', registration: first, storeId: '1' });
    });

    it.each([
      { kind: 'compatibility' as const, detail: { requiredVersion: '6.2.0' }, text: '6.2.0' },
      { kind: 'clusterIdMismatch' as const, detail: { current: '7', request: '8' }, text: 'cluster 7, not to 8' },
    ])('fails for $kind, which time does not mend', async ({ kind, detail, text }) => {
      const { clock, error, ends, feeds } = open([region(1, 'a-z')]);
      await clock.advance(10);
      error(1, 1, kind, detail);
      expect(ends).toEqual([expect.objectContaining({ code: 'TV_SOURCE_REFUSED', retryable: false })]);
      expect((ends[0] as Error).message).toContain(text);
      expect(feeds.every(({ closed }) => closed)).toBe(true);
    });

    it('counts each kind', async () => {
      const { clock, error, metrics } = open([region(1, 'a-z')]);
      await clock.advance(10);
      for (const kind of ['notLeader', 'epochNotMatch', 'congested'] as const) {
        error(1, 1, kind);
        await clock.advance(5000);
      }
      expect(metrics.get('tivalve_source_not_leader_errors_total')).toBe(1);
      expect(metrics.get('tivalve_source_epoch_not_match_errors_total')).toBe(1);
      expect(metrics.get('tivalve_source_congested_errors_total')).toBe(1);
    });

    it('waits longer with each failure, up to the cap, and begins anew once it was live', async () => {
      const { clock, feedOf, error, init } = open([region(1, 'a-z')], {
        regionRetry: { baseDelayMs: 100, maxDelayMs: 800 },
      });
      await clock.advance(10);
      const waits: number[] = [];
      const failOnce = async (): Promise<void> => {
        const count = feedOf(1).registered.length;
        const since = clock.now();
        error(1, 1, 'congested');
        while (feedOf(1).registered.length === count) await clock.advance(1);
        waits.push(clock.now() - since);
      };
      for (let i = 0; i < 6; i += 1) await failOnce();
      const bounds = [100, 200, 400, 800, 800, 800];
      for (const [i, most] of bounds.entries()) {
        expect(waits[i]).toBeGreaterThanOrEqual(most / 2);
        expect(waits[i]).toBeLessThanOrEqual(most + 1);
      }
      init(1, 1);
      await failOnce();
      expect(waits.at(-1)).toBeLessThanOrEqual(101);
    });
  });

  describe('when regions change', () => {
    it('registers both children of a split from where the parent was', async () => {
      const { clock, asked, init, resolve, error, cluster } = open([region(1, 'a-z')]);
      await clock.advance(10);
      init(1, 1);
      resolve(1, 300n, 1);
      cluster.regions = [region(2, 'a-m', { version: 2 }), region(1, 'm-z', { version: 2 })];
      error(1, 1, 'epochNotMatch');
      await clock.advance(5000);
      expect(asked(1).slice(1)).toEqual(['2:a-m@300', '1:m-z@300']);
    });

    it('registers a merged region once, from the smaller of the two, when both parts have ended', async () => {
      const { clock, asked, init, resolve, error, cluster } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      init(1, 1, 2);
      resolve(1, 300n, 1);
      resolve(1, 250n, 2);
      cluster.regions = [region(1, 'a-z', { version: 2 })];
      error(1, 2, 'epochNotMatch');
      await clock.advance(5000);
      expect(asked(1)).toHaveLength(2);
      error(1, 1, 'epochNotMatch');
      await clock.advance(5000);
      expect(asked(1).slice(2)).toEqual(['1:a-z@250']);
    });

    it('sees to a range that waited for an older region, whatever PD says by then', async () => {
      const { clock, asked, error, cluster } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      cluster.regions = [region(1, 'a-z', { version: 2 })];
      error(1, 2, 'epochNotMatch');
      await clock.advance(5000);
      cluster.regions = [region(1, 'a-m', { version: 3 }), region(2, 'm-z', { version: 3 })];
      error(1, 1, 'epochNotMatch');
      await clock.advance(5000);
      expect(asked(1).slice(2).toSorted()).toEqual(['1:a-m@100', '2:m-z@100']);
    });

    it('gives a region ids of its own while an older shape of it is registered', async () => {
      const { clock, feedOf, error, cluster } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      cluster.regions = [region(3, 'a-m', { version: 5 }), region(1, 'm-z', { version: 5 })];
      error(1, 2, 'regionNotFound');
      await clock.advance(5000);
      const [older, , newer] = feedOf(1).registered;
      expect(newer).toMatchObject({ regionId: 1, epoch: { version: 5 } });
      expect(newer?.requestId).not.toBe(older?.requestId);
      // What ends the older shape leaves the newer one alone.
      const { requestId = 0 } = older ?? {};
      feedOf(1).options.onMessage(
        { events: [{ regionId: 1, requestId, index: 0, error: { kind: 'epochNotMatch', error: {} } }] },
        10,
      );
      await clock.advance(5000);
      expect(feedOf(1).registered.slice(3)).toEqual([expect.objectContaining({ regionId: 3 })]);
    });

    it('does not let an outdated answer of PD take what a newer region holds', async () => {
      const { clock, asked, error, cluster } = open([
        region(1, 'a-m', { version: 3 }),
        region(2, 'm-z', { version: 3 }),
      ]);
      await clock.advance(10);
      cluster.regions = [region(1, 'a-z', { version: 2 })];
      error(1, 2, 'regionNotFound');
      await clock.advance(2000);
      expect(asked(1)).toHaveLength(2);
      cluster.regions = [region(1, 'a-m', { version: 3 }), region(2, 'm-z', { version: 3 })];
      await clock.advance(5000);
      expect(asked(1).slice(2)).toEqual(['2:m-z@100']);
    });

    it('covers a hole of PD once PD knows what is there', async () => {
      const { clock, asked, cluster } = open([region(1, 'a-g'), region(3, 'q-z')]);
      await clock.advance(1000);
      expect(asked(1)).toEqual(['1:a-g@100', '3:q-z@100']);
      cluster.regions = [region(1, 'a-g'), region(2, 'g-q'), region(3, 'q-z')];
      await clock.advance(5000);
      expect(asked(1).slice(2)).toEqual(['2:g-q@100']);
    });

    it('waits for a region without a leader', async () => {
      const { clock, asked, cluster } = open([region(1, 'a-g'), region(2, 'g-z', { leader: false })]);
      await clock.advance(1000);
      expect(asked(1)).toEqual(['1:a-g@100']);
      cluster.regions = [region(1, 'a-g'), region(2, 'g-z')];
      await clock.advance(5000);
      expect(asked(1).slice(1)).toEqual(['2:g-z@100']);
    });

    it('fails when PD belongs to another cluster, which time does not mend', async () => {
      const { clock, ends, cluster } = open([region(1, 'a-z')]);
      cluster.pdIsDown = true;
      cluster.pdError = new WireError('TV_WIRE_CLUSTER_ID', '7, not 8');
      await clock.advance(10);
      expect(ends).toEqual([cluster.pdError]);
    });

    it('goes on asking while PD does not answer', async () => {
      const { clock, feeds, asked, cluster, ends } = open([region(1, 'a-z')]);
      cluster.pdIsDown = true;
      await clock.advance(60_000);
      expect(feeds).toEqual([]);
      cluster.pdIsDown = false;
      await clock.advance(5000);
      expect(asked(1)).toEqual(['1:a-z@100']);
      expect(ends).toEqual([]);
    });
  });

  describe('when a stream breaks', () => {
    it('registers its regions again from where each was, and tells that they ended', async () => {
      const { clock, feeds, asked, init, resolve, end, signals } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      init(1, 1);
      resolve(1, 400n, 1);
      end(1, 'UNAVAILABLE', unavailable);
      expect(signals.at(-1)).toMatchObject({ kind: 'storeLost', storeId: '1', grpcStatus: 'UNAVAILABLE' });
      await clock.advance(10_000);
      expect(feeds).toHaveLength(2);
      expect([...asked(1)].sort()).toEqual(['1:a-m@400', '2:m-z@100']);
    });

    it('follows regions whose leader has moved meanwhile, and leaves other stores alone', async () => {
      const { clock, asked, end, cluster, feedOf, feeds } = open([region(1, 'a-m'), region(2, 'm-z', { store: 2 })]);
      await clock.advance(10);
      const other = feedOf(2);
      cluster.regions = [region(1, 'a-m', { store: 3 }), region(2, 'm-z', { store: 2 })];
      end(1, 'UNAVAILABLE', unavailable);
      await clock.advance(10_000);
      expect(asked(3)).toEqual(['1:a-m@100']);
      expect(feedOf(2)).toBe(other);
      expect(asked(2)).toHaveLength(1);
      // Nobody has any business with store 1.
      expect(feeds).toHaveLength(3);
    });

    it('follows regions that still waited for a store that is away', async () => {
      const { clock, asked, cluster, feeds } = open([region(1, 'a-z')]);
      cluster.stores.delete(1);
      await clock.advance(1000);
      expect(feeds).toEqual([]);
      cluster.regions = [region(1, 'a-z', { store: 3 })];
      await clock.advance(10_000);
      expect(asked(3)).toEqual(['1:a-z@100']);
      // Nobody has any business with store 1.
      const { storeCalls } = cluster;
      await clock.advance(60_000);
      expect(cluster.storeCalls).toBe(storeCalls);
    });

    it.each([{ storeState: 'removed' as const }, { isTiFlash: true }])(
      'registers nothing at a store with %o',
      async (is) => {
        const { clock, cluster, feeds } = open([region(1, 'a-z')]);
        Object.assign(cluster, is);
        await clock.advance(10_000);
        expect(feeds).toEqual([]);
        Object.assign(cluster, { storeState: 'up', isTiFlash: false });
        await clock.advance(10_000);
        expect(feeds).toHaveLength(1);
      },
    );

    it('asks once for a store that many regions wait for, and less and less often while it is away', async () => {
      const letters = [...'abcdefgh'];
      const { clock, cluster } = open(
        letters.map((letter, i) => region(i + 1, `${letter}-${letters[i + 1] ?? 'z'}`)),
        { storeRetry: { baseDelayMs: 1000, maxDelayMs: 10_000 } },
      );
      await clock.advance(10);
      expect(cluster.storeCalls).toBe(1);
      cluster.stores.delete(2);
      const away = open([region(1, 'a-z', { store: 2 })], { storeRetry: { baseDelayMs: 1000, maxDelayMs: 10_000 } });
      away.cluster.stores.delete(2);
      await away.clock.advance(60_000);
      expect(away.cluster.storeCalls).toBeGreaterThan(4);
      expect(away.cluster.storeCalls).toBeLessThan(18);
    });

    it('spreads regions over the streams of a store, and opens again only the one that broke', async () => {
      const letters = [...'abcdef'];
      const { clock, feeds, signals } = open(
        letters.map((letter, i) => region(i + 1, `${letter}-${letters[i + 1] ?? 'z'}`)),
        { streamsPerStore: 3 },
      );
      await clock.advance(10);
      expect(feeds.map(({ registered }) => registered.length)).toEqual([2, 2, 2]);
      const requestIds = feeds.map(({ registered }) => new Set(registered.map(({ requestId }) => requestId)));
      expect(requestIds.map(({ size }) => size)).toEqual([1, 1, 1]);
      expect(new Set(requestIds.flatMap((ids) => [...ids])).size).toBe(3);
      feeds[1]?.options.onEnd({ status: 'UNAVAILABLE', error: unavailable });
      expect(signals.at(-1)).toMatchObject({ kind: 'storeLost', storeId: '1/1' });
      await clock.advance(10_000);
      expect(feeds).toHaveLength(4);
      expect(feeds.filter(({ closed }) => closed)).toEqual([]);
      expect(feeds.reduce((count, { registered }) => count + registered.length, 0)).toBe(8);
    });

    it('takes up a new address of the store', async () => {
      const { clock, asked, end, cluster, feeds } = open([region(1, 'a-z')]);
      await clock.advance(10);
      end(1, 'UNAVAILABLE', unavailable);
      cluster.stores.set(1, 'elsewhere:20160');
      await clock.advance(10_000);
      expect(feeds.at(-1)?.options.address).toBe('elsewhere:20160');
      expect(asked(1)).toEqual(['1:a-z@100']);
    });

    it('gives a new stream a new request id, so that nothing old is taken for new', async () => {
      const { clock, feeds, end } = open([region(1, 'a-z')]);
      await clock.advance(10);
      end(1, 'UNAVAILABLE', unavailable);
      await clock.advance(10_000);
      expect(feeds[1]?.registered[0]?.requestId).not.toBe(feeds[0]?.registered[0]?.requestId);
      // The old stream has nothing to say any more.
      feeds[0]?.options.onMessage({ events: [] }, 1);
      feeds[0]?.options.onEnd({ status: 'UNAVAILABLE', error: unavailable });
      await clock.advance(10_000);
      expect(feeds).toHaveLength(2);
    });

    it('falls back to EventFeed at once when the store has no EventFeedV2', async () => {
      const { clock, feeds, asked, end, send, signals, init, error } = open([region(1, 'a-z')]);
      await clock.advance(10);
      expect(feeds[0]?.options.protocol).toBe('v2');
      end(1, 'UNIMPLEMENTED', new WireError('TV_WIRE_REFUSED', 'unknown method'));
      await clock.advance(10);
      expect(feeds[1]?.options.protocol).toBe('v1');
      expect(asked(1)).toEqual(['1:a-z@100']);
      init(1, 1);
      // One promise for the whole stream, without a request id.
      send(1, { resolvedTs: { ts: 500n, regions: [1], requestId: 0 } });
      const requestId = feeds[1]?.registered[0]?.requestId;
      expect(signals.at(-1)).toMatchObject({ kind: 'message', message: { resolvedTs: { requestId, ts: 500n } } });
      // One that names another request is not for this stream's registrations.
      send(1, { resolvedTs: { ts: 900n, regions: [1], requestId: 999 } });
      error(1, 1, 'epochNotMatch');
      await clock.advance(5000);
      expect(asked(1)).toEqual(['1:a-z@100', '1:a-z@500']);
    });

    it('tries EventFeedV2 again after a break, since the store may have been upgraded', async () => {
      const { clock, feeds, end } = open([region(1, 'a-z')]);
      await clock.advance(10);
      end(1, 'UNIMPLEMENTED', new WireError('TV_WIRE_REFUSED', 'unknown method'));
      await clock.advance(10);
      end(1, 'UNAVAILABLE', unavailable);
      await clock.advance(10_000);
      expect(feeds.map(({ options: { protocol } }) => protocol)).toEqual(['v2', 'v1', 'v2']);
    });

    it('ends the whole stream after duplicateRequest where one registration cannot be ended alone', async () => {
      const { clock, feeds, end, error } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      end(1, 'UNIMPLEMENTED', new WireError('TV_WIRE_REFUSED', 'unknown method'));
      await clock.advance(10);
      error(1, 2, 'duplicateRequest');
      expect(feeds[1]?.closed).toBe(true);
      await clock.advance(5000);
      const last = feeds.at(-1);
      expect(new Set(last?.registered.map(({ requestId }) => requestId)).size).toBe(1);
      expect(last?.registered).toHaveLength(2);
    });

    it('tries again when a stream cannot even be begun', async () => {
      const { clock, asked, cluster, metrics } = open([region(1, 'a-z')]);
      cluster.badStreams = 3;
      await clock.advance(20_000);
      expect(asked(1)).toEqual(['1:a-z@100']);
      expect(metrics.get('tivalve_source_unreachable_stores_total')).toBe(3);
    });

    it('opens a stream again that brought a malformed message, and counts it', async () => {
      const { clock, feeds, metrics, end } = open([region(1, 'a-z')]);
      await clock.advance(10);
      end(1, 'INTERNAL', new WireError('TV_WIRE_MALFORMED', 'cut off'));
      await clock.advance(10_000);
      expect(feeds).toHaveLength(2);
      expect(metrics.get('tivalve_source_malformed_messages_total')).toBe(1);
    });

    it('goes on asking for a store that PD does not know', async () => {
      const { clock, asked, cluster, feeds } = open([region(1, 'a-z', { store: 3 })]);
      cluster.stores.delete(3);
      await clock.advance(10_000);
      expect(feeds).toEqual([]);
      cluster.stores.set(3, 'back:20160');
      await clock.advance(10_000);
      expect(asked(3)).toEqual(['1:a-z@100']);
    });
  });

  describe('when a region does not get on', () => {
    it('has its old locks resolved, once in each interval at most', async () => {
      const { clock, init, resolve, lockCalls, cluster } = open([region(1, 'a-z')], {
        stuckMs: 10_000,
        checkIntervalMs: 1000,
      });
      cluster.now = tsOfPhysicalMs(1_000_000);
      // Its scan takes longer than it may be stuck.
      await clock.advance(30_000);
      init(1, 1);
      for (let i = 0; i < 9; i += 1) {
        resolve(1, 100n, 1); // said again and again, not moving
        await clock.advance(1000);
      }
      expect(lockCalls).toEqual([]);
      for (let i = 0; i < 10; i += 1) {
        resolve(1, 100n, 1);
        await clock.advance(1000);
      }
      expect(lockCalls).toEqual([{ regionId: 1, upTo: tsOfPhysicalMs(10_000) }]);
      for (let i = 0; i < 10; i += 1) {
        resolve(1, 100n, 1);
        await clock.advance(1000);
      }
      expect(lockCalls).toHaveLength(2);
    });

    it('leaves a region alone that advances', async () => {
      const { clock, init, resolve, lockCalls } = open([region(1, 'a-z')]);
      await clock.advance(10);
      init(1, 1);
      for (let i = 0n; i < 40n; i += 1n) {
        resolve(1, 100n + i, 1);
        await clock.advance(1000);
      }
      expect(lockCalls).toEqual([]);
    });

    it('registers a silent region again under ids of its own', async () => {
      const { clock, init, resolve, feedOf, metrics, signals } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      init(1, 1, 2);
      resolve(1, 300n, 1, 2);
      for (let i = 0n; i < 40n; i += 1n) {
        resolve(1, 300n + i, 1);
        await clock.advance(1000);
      }
      const [, silent, again] = feedOf(1).registered;
      expect(again).toMatchObject({ regionId: 2, checkpointTs: 300n });
      expect(again?.requestId).not.toBe(silent?.requestId);
      expect(feedOf(1).deregistered).toEqual([silent]);
      expect(signals).toContainEqual({ kind: 'deregister', registration: silent, storeId: '1' });
      expect(metrics.get('tivalve_source_silent_regions_total')).toBe(1);
    });

    it('takes rows for a sign of life', async () => {
      const { clock, init, resolve, feedOf, send } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      init(1, 1, 2);
      const { requestId = 0 } = feedOf(1).registered[0] ?? {};
      for (let i = 0n; i < 40n; i += 1n) {
        resolve(1, 300n + i, 1);
        const entries = [committed(300n + i, 301n + i)];
        send(1, { events: [{ regionId: 2, requestId, index: 0, entries }] });
        await clock.advance(1000);
      }
      expect(feedOf(1).registered).toHaveLength(2);
    });

    it('opens the stream again for one silent region where it cannot be ended alone', async () => {
      const { clock, init, resolve, feeds, end } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      end(1, 'UNIMPLEMENTED', new WireError('TV_WIRE_REFUSED', 'unknown method'));
      await clock.advance(10);
      init(1, 1, 2);
      for (let i = 0n; i < 34n; i += 1n) {
        resolve(1, 300n + i, 1);
        await clock.advance(1000);
      }
      expect(feeds).toHaveLength(3);
      expect(feeds[1]?.closed).toBe(true);
      expect(feeds[2]?.registered).toHaveLength(2);
    });

    it('uses the common ids again once the store has confirmed the end', async () => {
      const { clock, init, resolve, feedOf, send, error } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      init(1, 1, 2);
      for (let i = 0n; i < 40n; i += 1n) {
        resolve(1, 300n + i, 1);
        await clock.advance(1000);
      }
      const [first, silent] = feedOf(1).registered;
      const acknowledged = { regionId: 2, requestId: silent?.requestId ?? 0, index: 0 };
      send(1, { events: [{ ...acknowledged, error: { kind: 'regionNotFound', error: {} } }] });
      error(1, 2, 'congested');
      await clock.advance(5000);
      expect(feedOf(1).registered.at(-1)?.requestId).toBe(first?.requestId);
    });

    it('opens the stream again when none of its regions is heard of', async () => {
      const { clock, init, feeds } = open([region(1, 'a-m'), region(2, 'm-z')]);
      await clock.advance(10);
      init(1, 1, 2);
      await clock.advance(40_000);
      expect(feeds).toHaveLength(2);
      expect(feeds[0]?.closed).toBe(true);
      expect(feeds[1]?.registered).toHaveLength(2);
    });

    it('is patient with a scan, from its own beginning', async () => {
      const { clock, feeds, cluster, feedOf } = open([region(1, 'a-m')], { scanSilenceMs: 600_000 });
      await clock.advance(590_000);
      expect(feeds).toHaveLength(1);
      cluster.regions = [region(1, 'a-m'), region(2, 'm-z', { store: 2 })];
      await clock.advance(30_000);
      expect(feedOf(1)).toBe(feeds[2]);
      expect(feedOf(2)).toBe(feeds[1]);
      await clock.advance(540_000);
      expect(feedOf(2)).toBe(feeds[1]);
      await clock.advance(60_000);
      expect(feedOf(2)).not.toBe(feeds[1]);
    });
  });

  describe('flow control', () => {
    const rows = (store: number, ts: Ts, bytes: number, harness: ReturnType<typeof open>): void => {
      const one = harness.feedOf(store).registered[0];
      const event = { regionId: one?.regionId ?? 0, requestId: one?.requestId ?? 0, index: 0 };
      harness.send(store, { events: [{ ...event, entries: [committed(ts - 1n, ts)] }] }, bytes);
    };

    it('pauses the stream that has used its share while the sink is behind, and no other', async () => {
      const harness = open([region(1, 'a-m'), region(2, 'm-z', { store: 2 })], { maxHeldBytesPerStream: 100_000 });
      const { clock, pause$, feedOf, checkpointTs$ } = harness;
      await clock.advance(10);
      rows(1, 200n, 90_000, harness);
      rows(1, 210n, 90_000, harness);
      rows(2, 205n, 10_000, harness);
      expect(feedOf(1).paused).toBe(false);
      pause$.next(true);
      expect([feedOf(1).paused, feedOf(2).paused]).toEqual([true, false]);
      checkpointTs$.next(205n);
      expect(feedOf(1).paused).toBe(false);
      rows(1, 220n, 90_000, harness);
      expect(feedOf(1).paused).toBe(true);
      // What waits for a promise of upstream must be let in, or that promise would never be read.
      pause$.next(false);
      expect(feedOf(1).paused).toBe(false);
    });

    it('counts a message of a scan by its latest row, wherever that is', async () => {
      const harness = open([region(1, 'a-z')], { maxHeldBytesPerStream: 65_536 });
      const { clock, pause$, feedOf, checkpointTs$, send } = harness;
      await clock.advance(10);
      const { requestId = 0 } = feedOf(1).registered[0] ?? {};
      const entries = [committed(140n, 150n), committed(290n, 300n), committed(110n, 120n)];
      send(1, { events: [{ regionId: 1, requestId, index: 0, entries }] }, 70_000);
      pause$.next(true);
      checkpointTs$.next(299n);
      expect(feedOf(1).paused).toBe(true);
      checkpointTs$.next(300n);
      expect(feedOf(1).paused).toBe(false);
    });

    it('does not take a paused region for a silent one', async () => {
      const harness = open([region(1, 'a-z')], { maxHeldBytesPerStream: 65_536 });
      const { clock, pause$, feedOf, init, feeds, lockCalls } = harness;
      await clock.advance(10);
      init(1, 1);
      rows(1, 200n, 90_000, harness);
      pause$.next(true);
      await clock.advance(120_000);
      expect(feedOf(1).registered).toHaveLength(1);
      pause$.next(false);
      await clock.advance(8000);
      expect(feeds).toHaveLength(1);
      // Nor for a stuck one: it could not get on.
      expect(lockCalls).toEqual([]);
    });
  });

  it('registers nothing more once whoever listens has had enough', async () => {
    const letters = [...'abcdefgh'];
    const harness = open(letters.map((letter, i) => region(i + 1, `${letter}-${letters[i + 1] ?? 'z'}`)));
    const { clock, signals, subscription, asked } = harness;
    signals.push = (): number => {
      subscription.unsubscribe();
      return 0;
    };
    await clock.advance(10);
    expect(asked(1)).toHaveLength(1);
  });

  it('opens no stream once unsubscribed, whatever it was waiting for', async () => {
    const { clock, feeds, subscription, cluster } = open([region(1, 'a-z')]);
    let answer = (): void => undefined;
    cluster.storeGate = new Promise((resolve) => {
      answer = resolve;
    });
    await clock.advance(10);
    subscription.unsubscribe();
    answer();
    await clock.advance(10_000);
    expect(cluster.storeCalls).toBe(1);
    expect(feeds).toEqual([]);
  });

  it('asks for no further page once unsubscribed', async () => {
    const letters = [...'abcdefgh'];
    const regions = letters.map((letter, i) => region(i + 1, `${letter}-${letters[i + 1] ?? 'z'}`));
    const harness = open(regions, { regionPageSize: 1 });
    harness.cluster.storeGate = new Promise(() => undefined);
    harness.cluster.onPage = () => harness.subscription.unsubscribe();
    await harness.clock.advance(1000);
    expect(harness.cluster.pages).toBe(1);
  });

  it('lets go of everything when unsubscribed', async () => {
    const { clock, feeds, subscription, cluster, signals, end, pause$, checkpointTs$ } = open([region(1, 'a-z')]);
    await clock.advance(10);
    subscription.unsubscribe();
    expect(clock.actions.filter(({ closed }) => !closed)).toEqual([]);
    expect([pause$.observed, checkpointTs$.observed]).toEqual([false, false]);
    const { pages } = cluster;
    const count = signals.length;
    end(1, 'CANCELLED');
    await clock.advance(100_000);
    await settled();
    expect(feeds).toHaveLength(1);
    expect(feeds[0]?.closed).toBe(true);
    expect(cluster.pages).toBe(pages);
    expect(signals).toHaveLength(count);
  });
});
