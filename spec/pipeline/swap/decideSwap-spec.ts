import fc from 'fast-check';
import { decideSwap } from '../../../src/pipeline/swap/decideSwap';
import {
  placeOf,
  SWAP_EFFECTS,
  SWAP_EVENTS,
  SWAP_PLACES,
  type SwapEffect,
  type SwapEvent,
  type SwapPlace,
  type SwapState,
  type SwapWrite,
} from '../../../src/pipeline/swap/swapState';
import {
  describeSwapEffect,
  parseSwapEvent,
  playSwap,
  pluginVersion,
  ROADS,
  swapAt,
  swapRequest,
  swapStart,
} from '../../helpers/swapStories';

type Kind = SwapEvent['kind'];

/**
 * Where each event leads from each place, with one participant and a canary. `-`: nothing at all. `asks`: nothing but effects.
 * `notes`: the place stays, the state does not.
 */
const TABLE = `
                 idle      claiming  checking  trial     holding   deciding  switching opening   probation backing   returning aborting  finishing
request          claiming  notes     aborting  aborting  aborting  notes     notes     notes     finishing notes     notes     notes     notes
abort            -         notes     aborting  aborting  aborting  -         -         -         backing   -         -         -         -
deadline         -         notes     aborting  aborting  aborting  -         -         -         -         -         -         -         -
claimed          -         checking  -         -         -         -         -         -         -         -         -         -         -
prepared         -         -         trial     -         -         -         -         -         -         -         -         -         -
refused          -         -         aborting  aborting  aborting  -         -         -         -         -         -         -         -
trialPassed      -         -         -         holding   -         -         -         -         -         -         -         -         -
trialFailed      -         -         aborting  aborting  aborting  -         -         -         -         -         -         -         -
drained          -         -         -         -         deciding  -         -         -         -         -         -         -         -
decided          -         -         -         -         -         switching -         -         -         -         -         -         -
switched         -         -         -         -         -         -         opening   -         -         -         -         -         -
switchFailed     -         -         -         -         -         -         backing   -         -         -         -         -         -
opened           -         -         -         -         -         -         -         probation -         -         -         finishing -
probationPassed  -         -         -         -         -         -         -         -         finishing -         -         -         -
probationFailed  -         -         -         -         -         -         -         -         backing   -         -         -         -
decidedBack      -         -         -         -         -         -         -         -         -         returning -         -         -
rolledBack       -         -         -         -         -         -         -         -         -         -         notes     -         -
finished         -         -         -         -         -         -         -         -         -         -         -         -         idle
lost             -         idle      -         -         -         aborting  -         -         -         finishing -         -         idle
joined           notes     notes     notes     notes     notes     notes     notes     notes     notes     notes     notes     notes     notes
started          notes     notes     notes     notes     notes     notes     notes     notes     notes     notes     notes     notes     notes
left             notes     notes     finishing finishing finishing notes     notes     notes     notes     notes     finishing finishing notes
tick             -         -         asks      asks      asks      -         asks      asks      asks      -         asks      asks      -
recovered        switching -         -         -         -         -         -         -         -         -         -         -         -
`;

const WRITES: Partial<Record<SwapPlace, SwapWrite>> = {
  'preparing.claiming': 'claim',
  'pausing.deciding': 'decide',
  'rollingBack.deciding': 'decideBack',
};

/** An event of each kind that means something where it is awaited. */
const LINES: Readonly<Record<Kind, (state: SwapState) => string>> = {
  request: () => 'request',
  abort: () => 'abort reason=TV_PLUGIN_SWAP_ABORTED',
  deadline: () => 'deadline',
  claimed: () => 'claimed revision=9',
  prepared: () => 'prepared a version=v2',
  refused: () => 'refused a reason=TV_PLUGIN_INIT',
  trialPassed: () => 'trialPassed a',
  trialFailed: () => 'trialFailed a reason=TV_PLUGIN_TRAP',
  drained: () => 'drained a',
  decided: () => 'decided revision=9',
  switched: () => 'switched a',
  switchFailed: () => 'switchFailed a reason=TV_PLUGIN_TRAP',
  opened: () => 'opened a',
  probationPassed: () => 'probationPassed a',
  probationFailed: () => 'probationFailed a reason=TV_PLUGIN_TRAP',
  decidedBack: () => 'decidedBack revision=9',
  rolledBack: () => 'rolledBack a',
  finished: () => 'finished revision=9',
  lost: (state) => `lost write=${WRITES[placeOf(state)] ?? 'finish'} reason=TV_PLUGIN_SWAP_UNDECIDED`,
  joined: () => 'joined b',
  started: ({ active }) => `started b version=${active.identity}`,
  left: () => 'left a',
  tick: () => 'tick',
  recovered: () => 'recovered revision=99 recordEpoch=99 step=committing active=v3 previous=v1 participants=a',
};

const nameOf = (place: SwapPlace): string =>
  place === 'rollingBack.deciding' ? 'backing' : (place.split('.')[1] ?? place);
const [heads = '', ...rows] = TABLE.trim().split('\n');
const columns = heads.trim().split(/\s+/);
const expectations = new Map(
  rows.flatMap((row) => {
    const [kind = '', ...cells] = row.trim().split(/\s+/);
    return cells.map((cell, i) => [`${kind} at ${columns[i]}`, cell] as const);
  }),
);

describe('decideSwap', () => {
  it('has an expectation for each event at each place', () => {
    const all = SWAP_EVENTS.flatMap((kind) => SWAP_PLACES.map((place) => `${kind} at ${nameOf(place)}`));
    expect([...expectations.keys()].toSorted()).toEqual(all.toSorted());
  });

  it.each(SWAP_EVENTS.flatMap((kind) => SWAP_PLACES.map((place) => ({ kind, place }))))(
    'takes $kind at $place to where it has to be',
    ({ kind, place }) => {
      const at = swapAt(place);
      const state = kind === 'started' ? playSwap(at, 'joined b') : at;
      const next = decideSwap(state, parseSwapEvent(LINES[kind](state), state));
      const expected = expectations.get(`${kind} at ${nameOf(place)}`);
      if (placeOf(next.state) !== place) expect(nameOf(placeOf(next.state))).toBe(expected);
      else if (expected === 'notes') expect(next.state).not.toEqual(state);
      else {
        expect(next.state).toEqual(state);
        expect(next.effects.length > 0 ? 'asks' : '-').toBe(expected);
      }
    },
  );

  it('has a way to every effect', () => {
    const seen = new Set<SwapEffect['kind']>();
    for (const place of SWAP_PLACES) {
      for (const kind of SWAP_EVENTS) {
        const state = swapAt(place);
        for (const { kind: effect } of decideSwap(state, parseSwapEvent(LINES[kind](state), state)).effects)
          seen.add(effect);
      }
    }
    expect([...seen].toSorted()).toEqual([...SWAP_EFFECTS].toSorted());
  });

  describe('after any events', () => {
    const participants = fc.constantFrom('a', 'b', 'c');
    const lines = fc.oneof(
      ...SWAP_EVENTS.map((kind) =>
        fc
          .tuple(participants, fc.constantFrom('v1', 'v2', 'v2', 'v2', 'v3'), fc.integer({ min: 1, max: 120 }))
          .map(([participant, version, revision]) =>
            LINES[kind](swapStart())
              .replace(/ [ab]( |$)/, ` ${participant}$1`)
              .replace(/version=v\d/, `version=${version}`)
              .replace(/ revision=\d+/, ` revision=${revision}`),
          ),
      ),
      fc.constantFrom('request', 'request probation=none', 'request back=yes', 'request strategy=shadow'),
      fc
        .constantFrom('lost write=claim', 'lost write=decide', 'lost write=decideBack')
        .map((line) => `${line} reason=TV_PLUGIN_SWAP_UNDECIDED`),
    );
    const stories = fc.record({
      place: fc.constantFrom(...SWAP_PLACES),
      lines: fc.array(lines, { maxLength: 40 }),
      last: lines,
    });
    const reach = ({ place, lines: words }: { place: SwapPlace; lines: readonly string[] }): SwapState =>
      playSwap(swapStart(), ...ROADS[place], ...words);
    const REPEATS: readonly Kind[] = ['tick', 'joined', 'started', 'switchFailed'];

    it('does nothing for the second of two equal events but ask again', () => {
      fc.assert(
        fc.property(stories, ({ last, ...story }) => {
          const state = reach(story);
          const event = parseSwapEvent(last, state);
          const first = decideSwap(state, event);
          const second = decideSwap(first.state, event);
          expect(second.state).toEqual(first.state);
          const asked = first.effects.map(describeSwapEffect);
          expect(second.effects.map(describeSwapEffect).filter((effect) => !asked.includes(effect))).toEqual([]);
          if (!REPEATS.includes(event.kind)) expect(second.effects).toEqual([]);
        }),
        { numRuns: 2000 },
      );
    });

    it('does nothing for an event of another epoch', () => {
      fc.assert(
        fc.property(stories, fc.integer({ min: 1, max: 3 }), ({ last, ...story }, ago) => {
          const state = reach(story);
          const now = parseSwapEvent(last, state);
          if (!('epoch' in now) || (now.kind === 'request' && ago < 1)) return;
          const epoch = (now.kind === 'request' ? state.highestEpoch + 1 : state.epoch) - ago;
          const event = parseSwapEvent(`${last} epoch=${epoch}`, state);
          expect(decideSwap(state, event)).toEqual({ state, effects: [] });
          // One that is still to come is not begun by answers to it.
          if (now.kind === 'request' || now.kind === 'abort') return;
          const early = parseSwapEvent(`${last} epoch=${state.epoch + ago}`, state);
          expect(decideSwap(state, early)).toEqual({ state, effects: [] });
        }),
        { numRuns: 2000 },
      );
    });

    it('changes the decided version with a durable write and in no other way', () => {
      fc.assert(
        fc.property(stories, ({ last, ...story }) => {
          const state = reach(story);
          const event = parseSwapEvent(last, state);
          const { state: next } = decideSwap(state, event);
          if (next.active.identity === state.active.identity) return;
          expect(['decided', 'decidedBack', 'recovered']).toContain(event.kind);
        }),
        { numRuns: 2000 },
      );
    });

    it('ends when everything is answered', () => {
      fc.assert(
        fc.property(stories, ({ last: _last, ...story }) => {
          let state = playSwap(reach(story), 'joined z');
          for (let round = 0; round < 60 && (state.phase !== 'idle' || state.joining.length > 0); round += 1) {
            const { effects } = decideSwap(state, { kind: 'tick' });
            for (const answer of [...effects.map(goodAnswerTo), written(state)]) {
              if (answer !== undefined) state = decideSwap(state, answer).state;
            }
          }
          expect(placeOf(state)).toBe('idle');
        }),
        { numRuns: 2000 },
      );
    });
  });

  it('ends a swap that was queued and is aborted, and does not begin it when it is asked for once more', () => {
    const state = playSwap(swapAt('committing.switching'), 'request');
    const order = { epoch: 2, request: swapRequest() };
    const dropped = decideSwap(state, parseSwapEvent('abort epoch=2 reason=TV_PLUGIN_SWAP_ABORTED', state));
    expect(dropped.effects.map(describeSwapEffect)).toEqual([
      'done epoch=2 outcome=aborted reason=TV_PLUGIN_SWAP_ABORTED from=v2',
    ]);
    expect(decideSwap(dropped.state, { kind: 'request', epoch: 2, order }).state).toEqual(dropped.state);
  });

  it('lets only the last of several that wait begin', () => {
    const state = playSwap(swapAt('committing.switching'), 'request', 'request');
    expect(state.queued?.epoch).toBe(3);
  });

  it('does not begin under a number that somebody else has used meanwhile', () => {
    const state = playSwap(swapAt('aborting'), 'request', 'opened a');
    const line = 'lost write=finish reason=TV_PLUGIN_SWAP_UNDECIDED active=v1 recordEpoch=2 revision=7';
    const next = decideSwap(state, parseSwapEvent(line, state));
    expect(next.state).toMatchObject({ phase: 'idle', epoch: 2, highestEpoch: 2, revision: 7 });
    expect(next.effects.map(describeSwapEffect).at(-1)).toContain('done epoch=2 outcome=aborted');
  });

  it('takes nothing over from somebody who has decided otherwise', () => {
    const state = swapAt('finishing');
    const line = 'lost write=finish reason=TV_PLUGIN_SWAP_UNDECIDED active=v9 recordEpoch=5 revision=7';
    const next = decideSwap(state, parseSwapEvent(line, state)).state;
    expect(next).toMatchObject({ phase: 'idle', epoch: 1, revision: 2, active: pluginVersion('v2') });
  });

  it('goes where somebody else has decided when the way back is not its to decide', () => {
    const state = swapAt('rollingBack.deciding');
    const line = 'lost write=decideBack reason=TV_PLUGIN_SWAP_UNDECIDED active=v1 recordEpoch=5 revision=7';
    const next = decideSwap(state, parseSwapEvent(line, state));
    expect(placeOf(next.state)).toBe('rollingBack.returning');
    expect(next.effects.map(describeSwapEffect)).toEqual(['rollBack a epoch=1 to=v1']);
  });
});

function goodAnswerTo(effect: SwapEffect): SwapEvent | undefined {
  if (!('participant' in effect)) return undefined;
  const { participant } = effect;
  if (effect.kind === 'start') return { kind: 'started', participant, identity: effect.version.identity };
  const { epoch } = effect;
  switch (effect.kind) {
    case 'prepare':
      return { kind: 'prepared', epoch, participant, version: effect.to ?? pluginVersion('v2') };
    case 'trial':
      return { kind: 'trialPassed', epoch, participant };
    case 'hold':
      return { kind: 'drained', epoch, participant };
    case 'switch':
      return { kind: 'switched', epoch, participant };
    case 'open':
      return { kind: 'opened', epoch, participant };
    case 'watch':
      return { kind: 'probationPassed', epoch, participant };
    case 'rollBack':
      return { kind: 'rolledBack', epoch, participant };
    case 'settle':
      return undefined;
  }
}

/** The answer to the write that is on its way. */
function written(state: SwapState): SwapEvent | undefined {
  const { epoch } = state;
  const revision = state.revision + 1;
  switch (placeOf(state)) {
    case 'preparing.claiming':
      return { kind: 'claimed', epoch, revision };
    case 'pausing.deciding':
      return { kind: 'decided', epoch, revision };
    case 'rollingBack.deciding':
      return { kind: 'decidedBack', epoch, revision };
    case 'finishing':
      return { kind: 'finished', epoch, revision };
    default:
      return undefined;
  }
}
