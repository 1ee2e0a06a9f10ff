import { type Context, createContext, Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { monotonicScheduler } from '../model/clock';

/** What `callWithDeadline` throws when time is up. */
export class DeadlinePassed extends Error {}

/** Runs a function and ends it by force when time is up. */
export type DeadlineCaller = (run: () => void, timeoutMs: number) => void;

/** Who ends a call: a thread started for it, or the engine's own timer where there is one. */
export type DeadlineKeeper = 'thread' | 'engine';

const NAME = 'tivalve plugin call';
const EXPRESSION = 'run()';
/** A timer of the engine cannot be taken back and has 350 bytes; so many of them may wait for their time: 70 MB. */
const MAX_TIMERS = 200_000;

function isTimeout(thrown: unknown): boolean {
  return (
    typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

/**
 * What evaluates the expression in the context `name` under the engine's timer, as a debugger does for a person; nothing where there is
 * no way to it. A worker's own end would be taken for a passed deadline, so there is none in workers.
 */
function engineTimer(name: string): ((timeoutMs: number) => void) | undefined {
  if (!isMainThread || !process.features.inspector) return undefined;
  const { Session } = process.getBuiltinModule('node:inspector');
  let contextId: number | undefined;
  try {
    // This one looks up the number of the context, and goes with all that it is told beside that.
    const looking = new Session();
    looking.connect();
    looking.on('Runtime.executionContextCreated', ({ params }) => {
      if (params.context.name === name) contextId = params.context.id;
    });
    looking.post('Runtime.enable');
    looking.disconnect();
    if (contextId === undefined) return undefined;
    const session = new Session();
    session.connect();
    const request = { expression: EXPRESSION, contextId, silent: true };
    return (timeout) => session.post('Runtime.evaluate', { ...request, timeout });
  } catch {
    // Node's permissions can forbid it.
    return undefined;
  }
}

/** Counts timers that may still wait, from above: those of this stretch of time and of the one before. */
class Timers {
  #stretchMs = 0;
  #beganMs = 0;
  #now = 0;
  #before = 0;

  /** Answers whether one more may be started. */
  take(timeoutMs: number): boolean {
    const nowMs = monotonicScheduler.now();
    this.#stretchMs = Math.max(this.#stretchMs, timeoutMs);
    const passedMs = nowMs - this.#beganMs;
    if (passedMs >= this.#stretchMs) {
      this.#before = passedMs >= 2 * this.#stretchMs ? 0 : this.#now;
      this.#now = 0;
      this.#beganMs = nowMs;
    }
    if (this.#before + this.#now >= MAX_TIMERS) return false;
    this.#now += 1;
    return true;
  }
}

/** Makes a `callWithDeadline` with a context of its own. Where the engine's timer cannot be had, a thread does it. */
export function deadlineCaller(keeper: DeadlineKeeper): DeadlineCaller {
  // Nothing of a guest ever runs in the context but the call itself. Making it takes a millisecond, so the first call does.
  const holder: { run: () => void } = { run: () => undefined };
  const script = new Script(EXPRESSION, { filename: 'tivalve-plugin-call' });
  const timers = new Timers();
  let context: Context | undefined;
  let evaluate: ((timeoutMs: number) => void) | undefined;
  let isInside = false;
  return (run, timeoutMs) => {
    if (context === undefined) {
      const name = `${NAME} ${Math.random()}`;
      context = createContext(holder, { name });
      if (keeper === 'engine') evaluate = engineTimer(name);
    }
    const outer = { run: holder.run, isInside };
    let isBegun = false;
    let isEnded = false;
    let failure: { readonly thrown: unknown } | undefined;
    holder.run = () => {
      isBegun = true;
      try {
        run();
      } catch (thrown) {
        failure = { thrown };
      }
      // Who is ended by force does not come here: that cannot be caught.
      isEnded = true;
    };
    isInside = true;
    try {
      // The engine's timer takes an end by force for its own, and a call inside a call would save the outer one from its.
      if (evaluate !== undefined && !outer.isInside && timers.take(timeoutMs)) evaluate(timeoutMs);
      if (!isBegun) script.runInContext(context, { timeout: timeoutMs });
    } catch (thrown) {
      if (!isTimeout(thrown)) throw thrown;
    } finally {
      holder.run = outer.run;
      isInside = outer.isInside;
    }
    if (!isEnded) throw new DeadlinePassed(`no answer within ${timeoutMs} ms`);
    if (failure !== undefined) throw failure.thrown;
  };
}

/**
 * Runs `run` and ends it by force after `timeoutMs`, a loop inside WebAssembly included, with `DeadlinePassed`. What was
 * running is in an unknown state afterwards and must not be used again. Nothing but `run` is ever ended.
 *
 * Costs 10 µs in a row of such calls, and some 50 µs among other work; three times as much, with a thread started and ended,
 * inside another call, in workers, where Node comes without an inspector or forbids it, and beyond 200 000 calls in the time of
 * one deadline.
 */
export const callWithDeadline: DeadlineCaller = deadlineCaller('engine');
