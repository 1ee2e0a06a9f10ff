import type { PluginVersion, Probation, SwapReceipt, SwapRequest, SwapStrategy } from './swap';

/** Why something did not go on: an error's code and text. */
export type SwapReason = NonNullable<SwapReceipt['reason']>;

/** A swap that was asked for. Its epoch is above that of every swap of the plugin before. */
export interface SwapOrder {
  readonly epoch: number;
  readonly request: SwapRequest;
  /** Goes to the version before the one at work, whatever `request` names. */
  readonly back?: boolean;
}

/** How a swap ended. */
export type SwapEnd = Pick<SwapReceipt, 'epoch' | 'outcome' | 'reason' | 'from' | 'to'>;

/** What is decided about a plugin: the one durable truth, written as a whole. */
export interface SwapRecord {
  readonly epoch: number;
  /** Identity of the version that the pipeline's definition named when it was written. */
  readonly base: string;
  /** The version that everybody has to be on. */
  readonly active: PluginVersion;
  /** The version before. */
  readonly previous?: PluginVersion;
  /** Where the swap `epoch` is: not decided, decided and at work, decided back and on the way, or ended. */
  readonly step: 'idle' | 'preparing' | 'committing' | 'rollingBack';
  /** When committing: the probation that is due. */
  readonly probation?: Required<Probation>;
  /** When rolling back: the version that is left, and why. */
  readonly failed?: PluginVersion;
  readonly reason?: SwapReason;
}

/** What holds in every phase. */
export interface Settled {
  readonly plugin: string;
  readonly base: string;
  /** The swap under way, or the last one. */
  readonly epoch: number;
  /** The highest epoch that anybody has asked for, under way or not. */
  readonly highestEpoch: number;
  /** That of the durable record, which the next write compares. */
  readonly revision: number;
  /** The decided version. */
  readonly active: PluginVersion;
  readonly previous?: PluginVersion;
  /** Those at work. A name is that of one life: who restarts joins under another. */
  readonly participants: readonly string[];
  /** Those that are not at work yet, and may only start with the decided version. */
  readonly joining: readonly string[];
  /** Begins when the swap under way has ended. */
  readonly queued?: SwapOrder;
}

export interface Idle extends Settled {
  readonly phase: 'idle';
}

export interface Preparing extends Settled {
  readonly phase: 'preparing';
  /** The epoch is claimed; participants check the candidate; they try it on rows. */
  readonly step: 'claiming' | 'checking' | 'trial';
  readonly order: SwapOrder;
  readonly to?: PluginVersion;
  readonly prepared: readonly string[];
  readonly passed: readonly string[];
  /** Aborts as soon as it is known what became of the claim. */
  readonly ending?: SwapReason;
}

export interface Pausing extends Settled {
  readonly phase: 'pausing';
  /** Participants drain up to their fence; the decision is on its way and nothing can stop it. */
  readonly step: 'holding' | 'deciding';
  readonly order: SwapOrder;
  readonly to: PluginVersion;
  readonly drained: readonly string[];
}

export interface Committing extends Settled {
  readonly phase: 'committing';
  readonly step: 'switching' | 'opening';
  readonly from: PluginVersion;
  readonly probation: Required<Probation> | undefined;
  readonly switched: readonly string[];
  readonly opened: readonly string[];
}

export interface OnProbation extends Settled {
  readonly phase: 'probation';
  readonly from: PluginVersion;
  readonly probation: Required<Probation>;
  readonly passed: readonly string[];
}

export interface RollingBack extends Settled {
  readonly phase: 'rollingBack';
  /** The way back is being decided; participants take it. */
  readonly step: 'deciding' | 'returning';
  readonly from: PluginVersion;
  readonly to: PluginVersion | undefined;
  readonly reason: SwapReason;
  readonly returned: readonly string[];
  readonly opened: readonly string[];
}

export interface Aborting extends Settled {
  readonly phase: 'aborting';
  readonly to: PluginVersion | undefined;
  readonly reason: SwapReason;
  readonly opened: readonly string[];
}

/** The end is being written down. */
export interface Finishing extends Settled {
  readonly phase: 'finishing';
  readonly end: SwapEnd;
}

export type SwapState = Idle | Preparing | Pausing | Committing | OnProbation | RollingBack | Aborting | Finishing;

/** The durable writes of a swap. */
export type SwapWrite = 'claim' | 'decide' | 'decideBack' | 'finish';

type OfParticipant<Kind extends string, More = unknown> = {
  readonly kind: Kind;
  readonly epoch: number;
  readonly participant: string;
} & More;
type Written<Kind extends string> = { readonly kind: Kind; readonly epoch: number; readonly revision: number };

export type SwapEvent =
  | { readonly kind: 'request'; readonly epoch: number; readonly order: SwapOrder }
  | { readonly kind: 'abort'; readonly epoch: number; readonly reason: SwapReason }
  | { readonly kind: 'deadline'; readonly epoch: number }
  | Written<'claimed'>
  | OfParticipant<'prepared', { readonly version: PluginVersion }>
  /** A participant cannot prepare, or cannot hold. */
  | OfParticipant<'refused', { readonly reason: SwapReason }>
  | OfParticipant<'trialPassed'>
  | OfParticipant<'trialFailed', { readonly reason: SwapReason }>
  | OfParticipant<'drained'>
  | Written<'decided'>
  | OfParticipant<'switched'>
  | OfParticipant<'switchFailed', { readonly reason: SwapReason }>
  | OfParticipant<'opened'>
  | OfParticipant<'probationPassed'>
  | OfParticipant<'probationFailed', { readonly reason: SwapReason }>
  | Written<'decidedBack'>
  | OfParticipant<'rolledBack'>
  | Written<'finished'>
  /** A write did not happen and never will; `current` is what stands there, when that is known. */
  | {
      readonly kind: 'lost';
      readonly epoch: number;
      readonly write: SwapWrite;
      readonly reason: SwapReason;
      readonly current?: { readonly record: SwapRecord; readonly revision: number };
    }
  | { readonly kind: 'joined'; readonly participant: string }
  /** A participant is at work with a version. */
  | { readonly kind: 'started'; readonly participant: string; readonly identity: string }
  | { readonly kind: 'left'; readonly participant: string }
  /** What has not been answered is asked for again. */
  | { readonly kind: 'tick' }
  /** A process begins to decide: the record it found, fenced off from who decided before, and who is at work. */
  | {
      readonly kind: 'recovered';
      readonly record: SwapRecord;
      readonly revision: number;
      readonly participants: readonly string[];
    };

type Write<Kind extends SwapWrite, More = unknown> = {
  readonly kind: Kind;
  readonly epoch: number;
  /** The revision that the record must have. */
  readonly expect: number;
  readonly record: SwapRecord;
} & More;

export type SwapEffect =
  | Write<'claim'>
  | { readonly kind: 'deadline'; readonly epoch: number; readonly ms: number }
  | OfParticipant<'prepare', { readonly order: SwapOrder; readonly to?: PluginVersion }>
  | OfParticipant<'trial', { readonly strategy: SwapStrategy }>
  | OfParticipant<'hold'>
  | Write<'decide'>
  | OfParticipant<'switch', { readonly to: PluginVersion; readonly keepOld: boolean }>
  | OfParticipant<'open'>
  | OfParticipant<'watch', { readonly probation: Required<Probation> }>
  | Write<'decideBack'>
  | OfParticipant<'rollBack', { readonly to: PluginVersion }>
  | OfParticipant<'settle'>
  /** Of no epoch: it may come before one is claimed, which then may be claimed anew. */
  | { readonly kind: 'start'; readonly participant: string; readonly version: PluginVersion }
  | Write<'finish', { readonly end: SwapEnd }>
  | { readonly kind: 'done'; readonly epoch: number; readonly end: SwapEnd };

const namesOf = <Name extends string>(names: Readonly<Record<Name, true>>): readonly Name[] =>
  Object.keys(names) as Name[];

/** Every kind of effect: a process can die before and after each. */
export const SWAP_EFFECTS = namesOf<SwapEffect['kind']>({
  claim: true,
  deadline: true,
  prepare: true,
  trial: true,
  hold: true,
  decide: true,
  switch: true,
  open: true,
  watch: true,
  decideBack: true,
  rollBack: true,
  settle: true,
  start: true,
  finish: true,
  done: true,
});

/** Every kind of event. */
export const SWAP_EVENTS = namesOf<SwapEvent['kind']>({
  request: true,
  abort: true,
  deadline: true,
  claimed: true,
  prepared: true,
  refused: true,
  trialPassed: true,
  trialFailed: true,
  drained: true,
  decided: true,
  switched: true,
  switchFailed: true,
  opened: true,
  probationPassed: true,
  probationFailed: true,
  decidedBack: true,
  rolledBack: true,
  finished: true,
  lost: true,
  joined: true,
  started: true,
  left: true,
  tick: true,
  recovered: true,
});

/** A phase, with its step where it has some. */
export type SwapPlace =
  | 'idle'
  | 'aborting'
  | 'probation'
  | 'finishing'
  | `preparing.${Preparing['step']}`
  | `pausing.${Pausing['step']}`
  | `committing.${Committing['step']}`
  | `rollingBack.${RollingBack['step']}`;

/** Every place a swap can be at. */
export const SWAP_PLACES = namesOf<SwapPlace>({
  idle: true,
  'preparing.claiming': true,
  'preparing.checking': true,
  'preparing.trial': true,
  'pausing.holding': true,
  'pausing.deciding': true,
  'committing.switching': true,
  'committing.opening': true,
  probation: true,
  'rollingBack.deciding': true,
  'rollingBack.returning': true,
  aborting: true,
  finishing: true,
});

/** Where a swap is. */
export function placeOf(state: SwapState): SwapPlace {
  return 'step' in state ? (`${state.phase}.${state.step}` as SwapPlace) : state.phase;
}
