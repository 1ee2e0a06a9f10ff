import { decideSwap, idleSwapState, reasonOf } from '../../src/pipeline/swap/decideSwap';
import type { PluginVersion, SwapRequest, SwapStrategy } from '../../src/pipeline/swap/swap';
import {
  placeOf,
  type SwapEffect,
  type SwapEvent,
  type SwapPlace,
  type SwapReason,
  type SwapRecord,
  type SwapState,
} from '../../src/pipeline/swap/swapState';

/** A version of the plugin that is swapped in specs: `v1`, `v2`. */
export function pluginVersion(identity: string): PluginVersion {
  return { identity, label: `probe@${identity}`, digest: `digest of ${identity}`, settings: { module: identity } };
}

/** The request of a swap; names as fields of a trace have them. */
export function swapRequest(fields: Readonly<Record<string, string>> = {}): SwapRequest {
  const { version = 'v2', strategy = 'fence', deadlineMs, probation } = fields;
  return {
    plugin: 'probe',
    version,
    ...(strategy !== 'fence' && { strategy: { kind: strategy } as SwapStrategy }),
    ...(deadlineMs !== undefined && { deadlineMs: Number(deadlineMs) }),
    ...(probation === 'none' && { probation: false as const }),
  };
}

/** Plays events one after the other; what is asked for on the way is left out. */
export function playSwap(state: SwapState, ...lines: readonly string[]): SwapState {
  return lines.reduce((at, line) => decideSwap(at, parseSwapEvent(line, at)).state, state);
}

/** Begins as a plugin on `v1` with some participants. */
export function swapStart(participants = 'a'): SwapState {
  return idleSwapState('probe', pluginVersion('v1'), participants === '' ? [] : participants.split(','));
}

const TO_CHECKING = ['request strategy=canary', 'claimed revision=1'];
const TO_HOLDING = [...TO_CHECKING, 'prepared a version=v2', 'trialPassed a'];
const TO_SWITCHING = [...TO_HOLDING, 'drained a', 'decided revision=2'];
const TO_PROBATION = [...TO_SWITCHING, 'switched a', 'opened a'];

/** What leads to each place, with one participant and a canary. */
export const ROADS: Readonly<Record<SwapPlace, readonly string[]>> = {
  idle: [],
  'preparing.claiming': ['request strategy=canary'],
  'preparing.checking': TO_CHECKING,
  'preparing.trial': [...TO_CHECKING, 'prepared a version=v2'],
  'pausing.holding': TO_HOLDING,
  'pausing.deciding': [...TO_HOLDING, 'drained a'],
  'committing.switching': TO_SWITCHING,
  'committing.opening': [...TO_SWITCHING, 'switched a'],
  probation: TO_PROBATION,
  'rollingBack.deciding': [...TO_PROBATION, 'probationFailed a reason=TV_PLUGIN_TRAP'],
  'rollingBack.returning': [...TO_PROBATION, 'probationFailed a reason=TV_PLUGIN_TRAP', 'decidedBack revision=3'],
  aborting: [...TO_CHECKING, 'refused a reason=TV_PLUGIN_INIT'],
  finishing: [...TO_PROBATION, 'probationPassed a'],
};

/** The state at a place. */
export function swapAt(place: SwapPlace): SwapState {
  const state = playSwap(swapStart(), ...ROADS[place]);
  if (placeOf(state) !== place) throw new Error(`the road to ${place} leads to ${placeOf(state)}`);
  return state;
}

/**
 * Reads an event as traces have it: `prepared a version=v2`. The second word is the participant; the epoch is the one of
 * `state`, and of a request the next one, unless the line has another.
 */
export function parseSwapEvent(line: string, state: SwapState): SwapEvent {
  const [kind = '', ...words] = line.split(' ');
  const fields = Object.fromEntries(
    words.map((word) => word.split('=')).map(([name = '', value]) => [name, value ?? '']),
  );
  const participant = words.find((word) => !word.includes('=')) ?? '';
  const next = kind === 'request' ? state.highestEpoch + 1 : state.epoch;
  const epoch = Number(fields['epoch'] ?? next);
  const reason = reasonIn(fields);
  const order = { epoch, request: swapRequest(fields), ...(fields['back'] !== undefined && { back: true }) };
  const event = {
    kind,
    ...(!['joined', 'started', 'left', 'tick', 'recovered'].includes(kind) && { epoch }),
    ...(participant !== '' && { participant }),
    ...(fields['revision'] !== undefined && { revision: Number(fields['revision']) }),
    ...(kind === 'prepared' && { version: pluginVersion(fields['version'] ?? '') }),
    ...(kind === 'started' && { identity: fields['version'] }),
    ...(reason !== undefined && { reason }),
    ...(kind === 'request' && { order }),
    ...(kind === 'recovered' && {
      record: recordIn(fields),
      participants: (fields['participants'] ?? '').split(',').filter((name) => name !== ''),
    }),
    ...(kind === 'lost' && {
      write: fields['write'],
      ...(fields['active'] !== undefined && {
        current: { record: recordIn(fields), revision: Number(fields['revision']) },
      }),
    }),
  };
  return event as unknown as SwapEvent;
}

function reasonIn({ reason }: Readonly<Record<string, string>>): SwapReason | undefined {
  return reason === undefined ? undefined : reasonOf(reason as 'TV_PLUGIN_TRAP', 'in a story');
}

function recordIn(fields: Readonly<Record<string, string>>): SwapRecord {
  const { recordEpoch, step, active = 'v1', previous, failed, probation } = fields;
  return {
    epoch: Number(recordEpoch ?? 1),
    base: 'v1',
    active: pluginVersion(active),
    ...(previous !== undefined && { previous: pluginVersion(previous) }),
    step: (step ?? 'idle') as SwapRecord['step'],
    ...(probation !== undefined && { probation: { batches: 100, forMs: 30_000, maxFailures: 0 } }),
    ...(failed !== undefined && { failed: pluginVersion(failed) }),
  };
}

/** A state in one line. */
export function describeSwapState(state: SwapState): string {
  const { queued } = state;
  return [
    placeOf(state),
    `epoch=${state.epoch}`,
    `revision=${state.revision}`,
    `active=${state.active.identity}`,
    ...named('previous', state.previous?.identity),
    ...('to' in state ? named('to', state.to?.identity) : []),
    ...(
      ['participants', 'joining', 'prepared', 'passed', 'drained', 'switched', 'returned', 'opened'] as const
    ).flatMap((name) =>
      listed(name, (state as unknown as Readonly<Record<string, readonly string[] | undefined>>)[name]),
    ),
    ...('ending' in state ? named('ending', state.ending?.code) : []),
    ...('reason' in state ? named('reason', state.reason.code) : []),
    ...named('queued', queued === undefined ? undefined : `${queued.epoch}`),
  ].join(' ');
}

/** An effect in one line. */
export function describeSwapEffect(effect: SwapEffect): string {
  const head = `${effect.kind}${'participant' in effect ? ` ${effect.participant}` : ''}${'epoch' in effect ? ` epoch=${effect.epoch}` : ''}`;
  return [head, ...detailsOf(effect)].join(' ');
}

function detailsOf(effect: SwapEffect): readonly string[] {
  switch (effect.kind) {
    case 'claim':
    case 'decide':
    case 'decideBack':
    case 'finish': {
      const { step, active, previous, probation, failed } = effect.record;
      return [
        `expect=${effect.expect}`,
        `step=${step}`,
        `active=${active.identity}`,
        ...named('previous', previous?.identity),
        ...(probation === undefined ? [] : ['probation=yes']),
        ...named('failed', failed?.identity),
        ...(effect.kind === 'finish' ? endIn(effect) : []),
      ];
    }
    case 'deadline':
      return [`ms=${effect.ms}`];
    case 'prepare':
      return [`version=${effect.to?.identity ?? String(effect.order.request.version)}`];
    case 'trial':
      return [`strategy=${effect.strategy.kind}`];
    case 'switch':
      return [`to=${effect.to.identity}`, `keepOld=${effect.keepOld}`];
    case 'rollBack':
      return [`to=${effect.to.identity}`];
    case 'start':
      return [`version=${effect.version.identity}`];
    case 'watch':
      return [`batches=${effect.probation.batches}`];
    case 'done':
      return endIn(effect);
    default:
      return [];
  }
}

const endIn = ({ end }: Extract<SwapEffect, { kind: 'done' | 'finish' }>): readonly string[] => [
  `outcome=${end.outcome}`,
  ...named('reason', end.reason?.code),
  `from=${end.from.identity}`,
  ...named('to', end.to?.identity),
];

const named = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [`${name}=${value}`];
const listed = (name: string, those: readonly string[] | undefined): readonly string[] =>
  those === undefined || those.length === 0 ? [] : [`${name}=${those.join(',')}`];
