import { NO_LOGGER } from '../../src/model/logger';
import { MetricsMap } from '../../src/model/metrics';
import type { Span } from '../../src/model/span';
import { type FoundRegion, RangeFinder } from '../../src/sources/rangeFinder';
import { Timers } from '../../src/sources/Timers';
import { seededRandom } from '../../src/testing';
import type { PdRegion } from '../../src/wire/pdClient';
import { ManualClock, settled } from '../helpers/manualClock';

const spanOf = (text: string): Span => {
  const [start = '', end = ''] = text.split('-');
  return { startKey: Buffer.from(start), endKey: Buffer.from(end) };
};
const textOf = ({ startKey, endKey }: Span): string => `${Buffer.from(startKey)}-${Buffer.from(endKey)}`;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const region = (id: number, range: string, version = 1): PdRegion => {
  const leader = { id: id * 10, storeId: 1 };
  return { id, span: spanOf(range), epoch: { confVer: 1, version }, peers: [leader], leader };
};
/** Regions of one letter each. */
const byLetter = (from: string, to: string): PdRegion[] =>
  LETTERS.slice(LETTERS.indexOf(from), LETTERS.indexOf(to)).map((letter) =>
    region(LETTERS.indexOf(letter) + 1, `${letter}-${LETTERS[LETTERS.indexOf(letter) + 1]}`),
  );

/** PD answers when, and what, the spec says. */
function open(span: string, pageSize = 1000) {
  const clock = new ManualClock();
  const metrics = new MetricsMap();
  const calls: { readonly spans: string; readonly answer: (regions: readonly PdRegion[]) => Promise<void> }[] = [];
  const found: FoundRegion[] = [];
  const failures: Error[] = [];
  const finder = new RangeFinder({
    span: spanOf(span),
    startTs: 100n,
    pageSize,
    retry: { baseDelayMs: 100, maxDelayMs: 1000 },
    pd: {
      regions: (spans) =>
        new Promise((resolve) => {
          calls.push({
            spans: spans.map(textOf).join(' '),
            answer: async (regions) => {
              resolve(regions.slice(0, pageSize));
              await settled();
            },
          });
        }),
    },
    onFound: (one) => found.push(one),
    onFailure: (error) => failures.push(error),
    metrics,
    logger: NO_LOGGER,
    random: seededRandom(1),
    timers: new Timers(clock),
  });
  finder.start();
  return {
    clock,
    metrics,
    calls,
    finder,
    failures,
    found: () => found.map(({ region: { id }, holder }) => `${id}:${textOf(holder.span)}`),
    holderOf: (id: number) => found.findLast((one) => one.region.id === id)?.holder as FoundRegion['holder'],
    release: (...ids: readonly number[]) => {
      for (const id of ids) {
        const one = found.findLast(({ region: { id: known } }) => known === id);
        if (one !== undefined) finder.release(one.holder, 100n, 0);
      }
    },
  };
}

describe('RangeFinder', () => {
  it('takes the regions of an answer in whatever order they come', async () => {
    const { clock, calls, found, metrics } = open('a-d');
    await clock.advance(1);
    await calls[0]?.answer(byLetter('a', 'd').toReversed());
    expect(found()).toEqual(['1:a-b', '2:b-c', '3:c-d']);
    expect(metrics.get('tivalve_source_region_holes_total')).toBe(0);
  });

  it('asks for what has piled up in one call, and page by page', async () => {
    const { clock, calls, found, release } = open('a-p', 4);
    await clock.advance(1);
    for (let i = 0; i < 4; i += 1) await calls[i]?.answer(byLetter(LETTERS[4 * i] as string, 'p'));
    expect(found()).toHaveLength(15);
    // Eight are asked for at once; the rest has to wait.
    release(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15);
    await clock.advance(1);
    expect(calls.slice(4).map(({ spans }) => spans)).toEqual([...'abcdefgh'].map((l, i) => `${l}-${LETTERS[i + 1]}`));
    await calls[4]?.answer(byLetter('a', 'b'));
    expect(calls[12]?.spans).toBe('i-k l-p');
    await calls[12]?.answer([...byLetter('i', 'k'), ...byLetter('l', 'p')]);
    expect(calls[13]?.spans).toBe('n-p');
    await calls[13]?.answer(byLetter('n', 'p'));
    expect(found().slice(15)).toEqual(['1:a-b', '9:i-j', '10:j-k', '12:l-m', '13:m-n', '14:n-o', '15:o-p']);
    expect(calls).toHaveLength(14);
  });

  it('asks again for a range behind the page', async () => {
    const { clock, calls, found, release } = open('a-p', 2);
    await clock.advance(1);
    for (let i = 0; i < 8; i += 1) await calls[i]?.answer(byLetter(LETTERS[2 * i] as string, 'p'));
    const ids = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14];
    release(...ids);
    await clock.advance(1);
    const before = calls.length;
    await calls[8]?.answer(byLetter('a', 'b'));
    expect(calls[before]?.spans).toBe('j-k l-m n-o');
    await calls[before]?.answer([...byLetter('j', 'k'), ...byLetter('l', 'm')]);
    expect(calls[before + 1]?.spans).toBe('n-o');
    await calls[before + 1]?.answer(byLetter('n', 'o'));
    expect(found().slice(-3)).toEqual(['10:j-k', '12:l-m', '14:n-o']);
  });

  it('asks again when a full page has nothing of what was asked for', async () => {
    const { clock, calls, found } = open('m-n', 1);
    await clock.advance(1);
    await calls[0]?.answer([region(1, 'a-b')]);
    expect(calls).toHaveLength(1);
    await clock.advance(1000);
    expect(calls).toHaveLength(2);
    await calls[1]?.answer([region(13, 'm-n')]);
    expect(found()).toEqual(['13:m-n']);
  });

  it('sees to every range that waited for one older region', async () => {
    const { clock, calls, found, release } = open('a-d');
    await clock.advance(1);
    await calls[0]?.answer(byLetter('a', 'd'));
    release(1);
    await clock.advance(1);
    await calls[1]?.answer([region(7, 'a-c', 2)]);
    release(3);
    await clock.advance(1);
    await calls[2]?.answer([region(8, 'b-d', 2)]);
    expect(found()).toHaveLength(3);
    release(2);
    await clock.advance(1);
    const apart = [region(1, 'a-b', 3), region(2, 'b-c', 3), region(3, 'c-d', 3)];
    for (const call of calls.slice(3)) await call.answer(apart);
    expect(found().slice(3).toSorted()).toEqual(['1:a-b', '2:b-c', '3:c-d']);
  });

  it('gives a range to one region only, whichever answer comes first', async () => {
    const { clock, calls, found, release, finder, holderOf, metrics } = open('a-c');
    await clock.advance(1);
    await calls[0]?.answer(byLetter('a', 'c'));
    release(1);
    finder.release(holderOf(2), 100n, 0);
    await clock.advance(1);
    const both = [region(9, 'a-c', 2)];
    await calls[1]?.answer(both);
    await calls[2]?.answer(both);
    expect(found().slice(2)).toEqual(['9:a-c']);
    expect(metrics.get('tivalve_source_stale_regions_total')).toBe(0);
  });
});
