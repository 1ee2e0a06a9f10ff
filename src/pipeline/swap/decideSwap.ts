import { ERROR_CODES, type ErrorCode } from '../../errors/errorCodes';
import type { PluginVersion, Probation, SwapRequest, SwapStrategy } from './swap';
import type {
  Aborting,
  Committing,
  Finishing,
  OnProbation,
  Pausing,
  Preparing,
  RollingBack,
  Settled,
  SwapEffect,
  SwapEnd,
  SwapEvent,
  SwapOrder,
  SwapReason,
  SwapRecord,
  SwapState,
} from './swapState';

const DEFAULT_DEADLINE_MS = 30_000;
const DEFAULT_PROBATION: Required<Probation> = { batches: 100, forMs: 30_000, maxFailures: 0 };
const FENCE: SwapStrategy = { kind: 'fence' };

/** What follows from an event. */
export interface SwapDecision {
  readonly state: SwapState;
  readonly effects: readonly SwapEffect[];
}

/** A plugin at work that was never swapped. */
export function idleSwapState(plugin: string, base: PluginVersion, participants: readonly string[] = []): SwapState {
  return {
    phase: 'idle',
    plugin,
    base: base.identity,
    epoch: 0,
    highestEpoch: 0,
    revision: 0,
    active: base,
    participants,
    joining: [],
  };
}

/** The strategy of a swap, whatever was left out. */
export function strategyOf({ back, request }: SwapOrder): SwapStrategy {
  // What was at work before needs no trial; who goes back is in a hurry.
  return back === true ? FENCE : (request.strategy ?? FENCE);
}

/** A reason as errors have it: what a code means, and what happened. */
export function reasonOf(code: ErrorCode, detail: string): SwapReason {
  return { code, message: `${ERROR_CODES[code].summary}: ${detail}` };
}

/**
 * One step of a plugin swap, free of clock, network and store.
 *
 * ```text
 *  idle ─ request ─▶ preparing ─ all checked ─▶ pausing ─ all drained, decided ─▶ committing ─ all switched ─▶ probation
 *                        └─ refused, too late, ┘                                     └─ cannot switch ─┐       │ failed │
 *                           aborted, newer ─▶ aborting                                           rollingBack ◀─┘        │
 *                                                 └──────────────────▶ finishing ◀───────────────────┴──────────────────┘
 *                                                                          └─ written down ─▶ idle, or what is queued
 * ```
 *
 * The truth is one durable record, written with the revision it replaces: a claim of the epoch, the decision, the way
 * back, the end. Before the decision every road leads to the old version; from `committing` there is no way back but
 * a probation that fails, and then it is decided just as durably. A participant that dies after the decision comes up
 * with the decided version, as does one that joins; in between it waits until there is one.
 *
 * Every answer is known by plugin and epoch. One that is late, or comes twice, changes nothing; `tick` asks again for
 * what is missing, so that any message may be lost.
 */
export function decideSwap(state: SwapState, event: SwapEvent): SwapDecision {
  switch (event.kind) {
    case 'request':
      return onRequest(state, event.order);
    case 'abort':
      return onAbort(state, event.epoch, event.reason);
    case 'joined':
      return onJoined(state, event.participant);
    case 'started':
      return onStarted(state, event.participant, event.identity);
    case 'left':
      return onLeft(state, event.participant);
    case 'tick':
      return { state, effects: unanswered(state) };
    case 'recovered':
      return onRecovered(state, event);
    default:
      return event.epoch === state.epoch ? onAnswer(state, event) : unchanged(state);
  }
}

type Answer = Exclude<SwapEvent, { kind: 'request' | 'abort' | 'joined' | 'started' | 'left' | 'tick' | 'recovered' }>;

function onAnswer(state: SwapState, event: Answer): SwapDecision {
  if ('participant' in event && !state.participants.includes(event.participant)) return unchanged(state);
  switch (state.phase) {
    case 'idle':
      return unchanged(state);
    case 'preparing':
      return state.step === 'claiming' ? whileClaiming(state, event) : whilePreparing(state, event);
    case 'pausing':
      return state.step === 'holding' ? whileHolding(state, event) : whileDeciding(state, event);
    case 'committing':
      return whileCommitting(state, event);
    case 'probation':
      return whileOnProbation(state, event);
    case 'rollingBack':
      return whileRollingBack(state, event);
    case 'aborting':
      if (event.kind !== 'opened') return unchanged(state);
      return advance({ ...state, opened: withOne(state.opened, event.participant) });
    case 'finishing':
      return whileFinishing(state, event);
  }
}

function whileClaiming(state: Preparing, event: Answer): SwapDecision {
  if (event.kind === 'deadline') return { state: { ...state, ending: state.ending ?? tooLate(state) }, effects: [] };
  if (event.kind === 'lost' && event.write === 'claim') {
    const end = endOf(state, { outcome: 'aborted', reason: state.ending ?? event.reason, from: state.active });
    return toIdle(adopt(settled(state), event.current), end);
  }
  if (event.kind !== 'claimed') return unchanged(state);
  const claimed: Preparing = { ...state, revision: event.revision, step: 'checking' };
  if (state.ending !== undefined) return abort(claimed, state.ending);
  return { state: claimed, effects: awaited(claimed) };
}

function whilePreparing(state: Preparing, event: Answer): SwapDecision {
  switch (event.kind) {
    case 'prepared': {
      const { participant, version } = event;
      if (state.prepared.includes(participant)) return unchanged(state);
      if (state.to !== undefined && state.to.identity !== version.identity) {
        return abort(state, reasonOf('TV_PLUGIN_SWAP_DIFFERS', `${version.label} on ${participant}`));
      }
      if (version.identity === state.active.identity) {
        return abort(
          state,
          reasonOf('TV_PLUGIN_SWAP_SAME', `${version.label} with this configuration is at work already`),
        );
      }
      const prepared = { ...state, to: version, prepared: withOne(state.prepared, participant) };
      if (state.step === 'checking') return advance(prepared);
      return { state: prepared, effects: [trialOf(prepared, participant)] };
    }
    case 'trialPassed':
      if (!state.prepared.includes(event.participant)) return unchanged(state);
      return advance({ ...state, passed: withOne(state.passed, event.participant) });
    case 'refused':
    case 'trialFailed':
      return abort(state, event.reason);
    case 'deadline':
      return abort(state, tooLate(state));
    default:
      return unchanged(state);
  }
}

function whileHolding(state: Pausing, event: Answer): SwapDecision {
  switch (event.kind) {
    case 'drained':
      return advance({ ...state, drained: withOne(state.drained, event.participant) });
    case 'refused':
    case 'trialFailed':
      return abort(state, event.reason);
    case 'deadline':
      return abort(state, tooLate(state));
    default:
      return unchanged(state);
  }
}

function whileDeciding(state: Pausing, event: Answer): SwapDecision {
  if (event.kind === 'lost' && event.write === 'decide') return abort(state, event.reason);
  if (event.kind !== 'decided') return unchanged(state);
  const { order, to, active } = state;
  const common = settled(state);
  return commit(
    { ...common, revision: event.revision, active: to, previous: active },
    { from: active, probation: probationOf(order.request) },
  );
}

function commit(common: Settled, { from, probation }: Pick<Committing, 'from' | 'probation'>): SwapDecision {
  const state: Committing = {
    ...common,
    phase: 'committing',
    step: 'switching',
    from,
    probation,
    switched: [],
    opened: [],
  };
  return { state, effects: unanswered(state) };
}

function whileCommitting(state: Committing, event: Answer): SwapDecision {
  switch (event.kind) {
    case 'switched':
      return advance({ ...state, switched: withOne(state.switched, event.participant) });
    case 'switchFailed':
      if (state.switched.includes(event.participant)) return unchanged(state);
      if (state.probation !== undefined) return rollBack(state, event.reason);
      // Nothing is left to go back to: it has to succeed in the end.
      return { state, effects: [switchOf(state, event.participant)] };
    case 'opened':
      if (state.step !== 'opening') return unchanged(state);
      return advance({ ...state, opened: withOne(state.opened, event.participant) });
    default:
      return unchanged(state);
  }
}

function whileOnProbation(state: OnProbation, event: Answer): SwapDecision {
  if (event.kind === 'probationFailed') return rollBack(state, event.reason);
  if (event.kind !== 'probationPassed') return unchanged(state);
  return advance({ ...state, passed: withOne(state.passed, event.participant) });
}

function rollBack(state: Committing | OnProbation, reason: SwapReason): SwapDecision {
  const { epoch, base, revision, active, from } = state;
  return {
    state: {
      ...settled(state),
      phase: 'rollingBack',
      step: 'deciding',
      from,
      to: active,
      reason,
      returned: [],
      opened: [],
    },
    effects: [
      {
        kind: 'decideBack',
        epoch,
        expect: revision,
        record: { epoch, base, active: from, step: 'rollingBack', failed: active, reason },
      },
    ],
  };
}

function whileRollingBack(state: RollingBack, event: Answer): SwapDecision {
  if (state.step === 'deciding') {
    if (event.kind === 'decidedBack') return goBack(state, state.from, event.revision);
    if (event.kind !== 'lost' || event.write !== 'decideBack') return unchanged(state);
    // Somebody else decides now. What stands there is the truth, and participants must not wait for more.
    const decided = event.current?.record.active;
    if (decided !== undefined && decided.identity !== state.active.identity) {
      return goBack(state, decided, state.revision);
    }
    const stays = finish(state, { outcome: 'committed', from: state.from, to: state.active });
    return { state: stays.state, effects: [...startsOf(state), ...stays.effects] };
  }
  if (event.kind === 'rolledBack' && !state.returned.includes(event.participant)) {
    return {
      state: { ...state, returned: withOne(state.returned, event.participant) },
      effects: [{ kind: 'open', epoch: state.epoch, participant: event.participant }],
    };
  }
  if (event.kind !== 'opened' || !state.returned.includes(event.participant)) return unchanged(state);
  return advance({ ...state, opened: withOne(state.opened, event.participant) });
}

function goBack(state: RollingBack, active: PluginVersion, revision: number): SwapDecision {
  // The version that is left is none to go back to.
  const { previous: _left, ...rest } = state;
  return advance({ ...rest, active, revision, step: 'returning' }, unanswered);
}

function whileFinishing(state: Finishing, event: Answer): SwapDecision {
  if (event.kind === 'finished') return toIdle({ ...settled(state), revision: event.revision }, state.end);
  if (event.kind !== 'lost' || event.write !== 'finish') return unchanged(state);
  return toIdle(adopt(settled(state), event.current), state.end);
}

function onRequest(state: SwapState, order: SwapOrder): SwapDecision {
  const { epoch } = order;
  if (epoch <= state.highestEpoch) return unchanged(state);
  if (state.phase === 'idle') return begin({ ...settled(state), highestEpoch: epoch }, order);
  const newer = reasonOf('TV_PLUGIN_SWAP_SUPERSEDED', `swap ${epoch}`);
  const dropped = dropQueued(state, newer);
  const waiting: SwapState = { ...dropped.state, highestEpoch: epoch, queued: order };
  const next = withoutWaiting(waiting, newer);
  return { state: next.state, effects: [...dropped.effects, ...next.effects] };
}

/** A newer swap does not wait for what may still end otherwise, nor for the rest of a probation. */
function withoutWaiting(state: SwapState, newer: SwapReason): SwapDecision {
  if (state.phase === 'probation') return passProbation(state);
  return canAbort(state) ? abortOrNote(state, newer) : unchanged(state);
}

function onAbort(state: SwapState, epoch: number, reason: SwapReason): SwapDecision {
  if (epoch === state.queued?.epoch) return dropQueued(state, reason);
  if (epoch !== state.epoch) return unchanged(state);
  if (state.phase === 'probation') return rollBack(state, reason);
  return canAbort(state) ? abortOrNote(state, reason) : unchanged(state);
}

function canAbort(state: SwapState): state is Preparing | Pausing {
  return state.phase === 'preparing' || (state.phase === 'pausing' && state.step === 'holding');
}

function abortOrNote(state: Preparing | Pausing, reason: SwapReason): SwapDecision {
  if (state.phase !== 'preparing' || state.step !== 'claiming') return abort(state, reason);
  return { state: { ...state, ending: state.ending ?? reason }, effects: [] };
}

function dropQueued<State extends SwapState>(
  state: State,
  reason: SwapReason,
): { readonly state: State; readonly effects: readonly SwapEffect[] } {
  const { queued, ...rest } = state;
  if (queued === undefined) return { state, effects: [] };
  const { epoch } = queued;
  const end: SwapEnd = { epoch, outcome: 'aborted', reason, from: state.active };
  return { state: rest as State, effects: [{ kind: 'done', epoch, end }] };
}

function onJoined(state: SwapState, participant: string): SwapDecision {
  if (state.participants.includes(participant)) return unchanged(state);
  const joined = { ...state, joining: withOne(state.joining, participant) };
  return { state: joined, effects: mayStart(joined) ? [startOf(joined, participant)] : [] };
}

/** Whether it is decided on which version one that joins has to be. */
function mayStart(state: SwapState): boolean {
  return state.phase !== 'pausing' && !(state.phase === 'rollingBack' && state.step === 'deciding');
}

function onStarted(state: SwapState, participant: string, identity: string): SwapDecision {
  if (!state.joining.includes(participant)) return unchanged(state);
  const common = {
    participants: withOne(state.participants, participant),
    joining: without(state.joining, participant),
  };
  if (identity !== state.active.identity) {
    if (state.phase !== 'rollingBack') return { state, effects: mayStart(state) ? [startOf(state, participant)] : [] };
    // It was told to start before the way back was decided: it goes back as the others do.
    const late: RollingBack = { ...state, ...common };
    return { state: late, effects: awaited(late).filter((effect) => isFor(effect, participant)) };
  }
  switch (state.phase) {
    case 'preparing': {
      const started: Preparing = { ...state, ...common };
      return { state: started, effects: awaited(started).filter((effect) => isFor(effect, participant)) };
    }
    case 'committing':
      return advance({
        ...state,
        ...common,
        switched: withOne(state.switched, participant),
        opened: withOne(state.opened, participant),
      });
    case 'probation': {
      const started: OnProbation = { ...state, ...common };
      return { state: started, effects: [watchOf(started, participant)] };
    }
    case 'rollingBack':
      // It has come up with what is being left.
      if (state.step === 'deciding') return { state: { ...state, ...common }, effects: [] };
      return advance({
        ...state,
        ...common,
        returned: withOne(state.returned, participant),
        opened: withOne(state.opened, participant),
      });
    case 'aborting':
      return advance({ ...state, ...common, opened: withOne(state.opened, participant) });
    default:
      return { state: { ...state, ...common }, effects: [] };
  }
}

function onLeft(state: SwapState, participant: string): SwapDecision {
  const wasAtWork = state.participants.includes(participant);
  if (!wasAtWork && !state.joining.includes(participant)) return unchanged(state);
  const rest = forget(state, participant);
  const asked = rest.phase === 'pausing' || (rest.phase === 'preparing' && rest.step !== 'claiming');
  if (wasAtWork && asked && canAbort(rest)) {
    return abort(rest, reasonOf('TV_PLUGIN_SWAP_PARTICIPANT', participant));
  }
  return advance(rest);
}

/** A state in which nobody has heard of the participant. */
function forget(state: SwapState, participant: string): SwapState {
  const lists = ['participants', 'joining', 'prepared', 'passed', 'drained', 'switched', 'opened', 'returned'];
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      lists.includes(name) ? without(value as readonly string[], participant) : value,
    ]),
  ) as unknown as SwapState;
}

function onRecovered(state: SwapState, event: Extract<SwapEvent, { kind: 'recovered' }>): SwapDecision {
  const { record, revision } = event;
  if (state.phase !== 'idle' || record.epoch < state.epoch || revision <= state.revision) return unchanged(state);
  const { epoch, base, active, previous } = record;
  const common: Settled = {
    plugin: state.plugin,
    base,
    epoch,
    highestEpoch: Math.max(epoch, state.highestEpoch),
    revision,
    active,
    ...(previous !== undefined && { previous }),
    participants: event.participants.reduce(withOne, state.participants),
    joining: state.joining.filter((one) => !event.participants.includes(one)),
  };
  return goOn(common, record);
}

/** Goes on where the durable record says that another life of the decider has stopped. */
function goOn(common: Settled, { epoch, step, active, previous, probation, failed, reason }: SwapRecord): SwapDecision {
  const interrupted = reasonOf('TV_PLUGIN_SWAP_INTERRUPTED', `swap ${epoch}`);
  switch (step) {
    case 'idle':
      return {
        state: { ...common, phase: 'idle' },
        effects: [...startsOf(common), ...common.participants.map((one) => settleOf(common, one))],
      };
    case 'preparing':
      return abort(common, interrupted);
    case 'committing':
      return commit(common, { from: previous ?? active, probation });
    case 'rollingBack': {
      const back: RollingBack = {
        ...common,
        phase: 'rollingBack',
        step: 'returning',
        from: active,
        to: failed,
        reason: reason ?? interrupted,
        returned: [],
        opened: [],
      };
      return advance(back, unanswered);
    }
  }
}

function begin(common: Settled, order: SwapOrder): SwapDecision {
  const { epoch, request } = order;
  const { base, active, previous, revision } = common;
  if (order.back === true && previous === undefined) {
    const reason = reasonOf('TV_PLUGIN_SWAP_NO_PREVIOUS', common.plugin);
    return toIdle({ ...common, epoch }, { epoch, outcome: 'aborted', reason, from: active });
  }
  return {
    state: {
      ...common,
      epoch,
      phase: 'preparing',
      step: 'claiming',
      order,
      prepared: [],
      passed: [],
    },
    effects: [
      { kind: 'deadline', epoch, ms: request.deadlineMs ?? DEFAULT_DEADLINE_MS },
      {
        kind: 'claim',
        epoch,
        expect: revision,
        record: { epoch, base, active, ...(previous !== undefined && { previous }), step: 'preparing' },
      },
    ],
  };
}

function abort(state: Settled & { readonly to?: PluginVersion | undefined }, reason: SwapReason): SwapDecision {
  const aborting: Aborting = { ...settled(state), phase: 'aborting', to: state.to, reason, opened: [] };
  const next = advance(aborting, awaited);
  // Those that joined during the pause could not start until now.
  return { state: next.state, effects: [...startsOf(aborting), ...next.effects] };
}

/** Goes as far as the answers allow. `asked` are the effects of a phase that was just entered and is not over at once. */
function advance<State extends SwapState>(state: State, asked: (state: State) => readonly SwapEffect[] = () => []) {
  return advanced(state) ?? { state, effects: asked(state) };
}

function advanced(state: SwapState): SwapDecision | undefined {
  const { participants, joining } = state;
  const areAll = (those: readonly string[]): boolean => participants.every((one) => those.includes(one));
  const everybody = (those: readonly string[]): boolean => participants.length > 0 && areAll(those);
  switch (state.phase) {
    case 'preparing': {
      // One that starts with the old version has to be held as well, so that nobody runs it above the fence.
      if (state.step === 'claiming' || !everybody(state.prepared) || joining.length > 0) return undefined;
      if (strategyOf(state.order).kind === 'fence' || areAll(state.passed)) return hold(state);
      if (state.step === 'trial') return undefined;
      const trial: Preparing = { ...state, step: 'trial' };
      return { state: trial, effects: awaited(trial) };
    }
    case 'pausing':
      return state.step === 'holding' && everybody(state.drained) ? decide(state) : undefined;
    case 'committing': {
      if (state.step === 'switching') {
        if (!everybody(state.switched)) return undefined;
        return advance<Committing>({ ...state, step: 'opening' }, awaited);
      }
      return everybody(state.opened) ? putOnProbation(state) : undefined;
    }
    case 'probation':
      return everybody(state.passed) ? passProbation(state) : undefined;
    case 'rollingBack': {
      if (state.step !== 'returning' || !areAll(state.opened) || joining.length > 0) return undefined;
      const { from, to, reason } = state;
      return finish(state, { outcome: 'rolledBack', reason, from, ...(to !== undefined && { to }) });
    }
    case 'aborting': {
      if (!areAll(state.opened)) return undefined;
      const { active, to, reason } = state;
      return finish(state, { outcome: 'aborted', reason, from: active, ...(to !== undefined && { to }) });
    }
    default:
      return undefined;
  }
}

function hold(state: Preparing): SwapDecision | undefined {
  const { order, to } = state;
  if (to === undefined) return undefined;
  const holding: Pausing = { ...settled(state), phase: 'pausing', step: 'holding', order, to, drained: [] };
  return { state: holding, effects: awaited(holding) };
}

function decide(state: Pausing): SwapDecision {
  const { epoch, base, revision, active, to, order } = state;
  const probation = probationOf(order.request);
  const record: SwapRecord = {
    epoch,
    base,
    active: to,
    previous: active,
    step: 'committing',
    ...(probation !== undefined && { probation }),
  };
  return {
    state: { ...state, step: 'deciding' },
    effects: [{ kind: 'decide', epoch, expect: revision, record }],
  };
}

function putOnProbation(state: Committing): SwapDecision {
  const { from, probation, active, queued } = state;
  if (probation === undefined || queued !== undefined) return finish(state, { outcome: 'committed', from, to: active });
  const watching: OnProbation = { ...settled(state), phase: 'probation', from, probation, passed: [] };
  return { state: watching, effects: awaited(watching) };
}

function passProbation(state: OnProbation): SwapDecision {
  return finish(state, { outcome: 'committed', from: state.from, to: state.active });
}

function finish(state: SwapState, how: Omit<SwapEnd, 'epoch'>): SwapDecision {
  const { epoch, base, active, previous, revision } = state;
  const end = endOf(state, how);
  return {
    state: { ...settled(state), phase: 'finishing', end },
    effects: [
      {
        kind: 'finish',
        epoch,
        expect: revision,
        record: { epoch, base, active, ...(previous !== undefined && { previous }), step: 'idle' },
        end,
      },
    ],
  };
}

function toIdle(common: Settled, end: SwapEnd): SwapDecision {
  const { queued, ...rest } = common;
  const effects: SwapEffect[] = [
    // After an abort they have let go already.
    ...(end.outcome === 'aborted' ? [] : common.participants.map((one) => settleOf(common, one))),
    { kind: 'done', epoch: end.epoch, end },
  ];
  if (queued === undefined) return { state: { ...rest, phase: 'idle' }, effects };
  if (queued.epoch <= rest.epoch) {
    // Another decider has used that number meanwhile, and must not be taken for this one.
    const { epoch } = queued;
    const reason = reasonOf('TV_PLUGIN_SWAP_UNDECIDED', `another process has begun swap ${rest.epoch}`);
    const late: SwapEnd = { epoch, outcome: 'aborted', reason, from: rest.active };
    return { state: { ...rest, phase: 'idle' }, effects: [...effects, { kind: 'done', epoch, end: late }] };
  }
  const next = begin(rest, queued);
  return { state: next.state, effects: [...effects, ...next.effects] };
}

/** Takes over what another decider has left, but only when nothing else was decided: then it is not ours any more. */
function adopt(common: Settled, current: Extract<SwapEvent, { kind: 'lost' }>['current']): Settled {
  if (current?.record.active.identity !== common.active.identity) return common;
  const { record, revision } = current;
  return {
    ...common,
    revision,
    epoch: Math.max(common.epoch, record.epoch),
    highestEpoch: Math.max(common.highestEpoch, record.epoch),
  };
}

/** Everything that nobody has answered yet; none of it does harm a second time. */
function unanswered(state: SwapState): readonly SwapEffect[] {
  return [...(mayStart(state) ? startsOf(state) : []), ...awaited(state)];
}

/** What participants at work are asked for, and have not answered. */
function awaited(state: SwapState): readonly SwapEffect[] {
  const { epoch, participants } = state;
  const missing = (
    those: readonly string[],
    effectOf: (participant: string) => SwapEffect | readonly SwapEffect[],
  ): SwapEffect[] => participants.filter((one) => !those.includes(one)).flatMap(effectOf);
  const opening = (participant: string): SwapEffect => ({ kind: 'open', epoch, participant });
  // A write is on its way, and nobody else is asked.
  if ('step' in state && (state.step === 'claiming' || state.step === 'deciding')) return [];
  switch (state.phase) {
    case 'idle':
    case 'finishing':
      return [];
    case 'preparing':
      return missing(state.passed, (one) => {
        if (!state.prepared.includes(one)) return prepareOf(state, one);
        return state.step === 'trial' ? trialOf(state, one) : [];
      });
    case 'pausing':
      return missing(state.drained, (participant) => ({ kind: 'hold', epoch, participant }));
    case 'committing':
      return state.step === 'switching'
        ? missing(state.switched, (one) => switchOf(state, one))
        : missing(state.opened, opening);
    case 'probation':
      return missing(state.passed, (one) => watchOf(state, one));
    case 'rollingBack':
      return missing(state.opened, (participant) =>
        state.returned.includes(participant)
          ? opening(participant)
          : { kind: 'rollBack', epoch, participant, to: state.active },
      );
    case 'aborting':
      return missing(state.opened, (one) => [settleOf(state, one), opening(one)]);
  }
}

const startOf = ({ active }: Settled, participant: string): SwapEffect => ({
  kind: 'start',
  participant,
  version: active,
});
const startsOf = (state: Settled): SwapEffect[] => state.joining.map((one) => startOf(state, one));
const settleOf = ({ epoch }: Settled, participant: string): SwapEffect => ({ kind: 'settle', epoch, participant });
const prepareOf = ({ epoch, order, previous }: Preparing, participant: string): SwapEffect => ({
  kind: 'prepare',
  epoch,
  participant,
  order,
  ...(order.back === true && previous !== undefined && { to: previous }),
});
const trialOf = ({ epoch, order }: Preparing, participant: string): SwapEffect => ({
  kind: 'trial',
  epoch,
  participant,
  strategy: strategyOf(order),
});
const switchOf = ({ epoch, active, probation }: Committing, participant: string): SwapEffect => ({
  kind: 'switch',
  epoch,
  participant,
  to: active,
  keepOld: probation !== undefined,
});
const watchOf = ({ epoch, probation }: OnProbation, participant: string): SwapEffect => ({
  kind: 'watch',
  epoch,
  participant,
  probation,
});

const isFor = (effect: SwapEffect, participant: string): boolean =>
  'participant' in effect && effect.participant === participant;

function probationOf({ probation }: SwapRequest): Required<Probation> | undefined {
  return probation === false ? undefined : { ...DEFAULT_PROBATION, ...probation };
}

function tooLate(state: Preparing | Pausing): SwapReason {
  const { request } = state.order;
  const waitedFor = {
    claiming: 'the claim',
    checking: 'the new version',
    trial: 'the trial',
    holding: 'rows before the fence',
    deciding: 'the decision',
  }[state.step];
  const ms = request.deadlineMs ?? DEFAULT_DEADLINE_MS;
  return reasonOf('TV_PLUGIN_SWAP_DEADLINE', `still waiting for ${waitedFor} after ${ms} ms`);
}

const endOf = ({ epoch }: Settled, how: Omit<SwapEnd, 'epoch'>): SwapEnd => ({ epoch, ...how });

function settled(state: Settled): Settled {
  const { plugin, base, epoch, highestEpoch, revision, active, previous, participants, joining, queued } = state;
  return {
    plugin,
    base,
    epoch,
    highestEpoch,
    revision,
    active,
    ...(previous !== undefined && { previous }),
    participants,
    joining,
    ...(queued !== undefined && { queued }),
  };
}

const unchanged = (state: SwapState): SwapDecision => ({ state, effects: [] });

const withOne = (those: readonly string[], one: string): readonly string[] =>
  those.includes(one) ? those : [...those, one].toSorted();

const without = (those: readonly string[], one: string): readonly string[] => those.filter((other) => other !== one);
