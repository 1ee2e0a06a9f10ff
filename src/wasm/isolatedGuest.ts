import type { Subscription } from 'rxjs';
import { messageOf, PluginError } from '../errors/TiValveError';
import { monotonicScheduler } from '../model/clock';
import { type GuestWorker, GuestWorkers } from './GuestWorkers';
import type { Guest, GuestParts } from './guest';
import { type Carried, CONTROL, type GuestBuffers, type GuestMessage, PAGE_BYTES, TURN } from './guestChannel';
import { DEFAULT_CALL_TIMEOUT_MS, MAX_HOST_ERROR_CHARS } from './TiValveWapcHost';

/** What an isolated instance is made of. */
export interface IsolatedGuestParts extends GuestParts {
  /** Where its thread comes from; whoever made them closes them. @defaultValue threads of its own */
  readonly workers?: GuestWorkers;
}

/** A call, or the start, that waits for its answer. */
interface Running {
  readonly operation: string;
  readonly resolve: (answer: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
  readonly deadline: Subscription;
}

/**
 * Starts an instance in a thread of its own: a slow call holds up nobody else, a passed deadline ends the thread, and host
 * calls may be answered with promises. The time that a host call takes counts towards the call's deadline. A thread that
 * ends by itself, out of memory for one, is a trap.
 *
 * Throws as `startInlineGuest`.
 */
export async function startIsolatedGuest(parts: IsolatedGuestParts): Promise<Guest> {
  const { workers: given, ...rest } = parts;
  const workers = given ?? new GuestWorkers(rest);
  const worker = workers.take();
  const guest = new IsolatedGuest(parts, worker, async () => {
    // A thread takes some milliseconds to end; who wants the next instance does not wait for it.
    if (given === undefined) await workers.close();
    else workers.end(worker);
  });
  try {
    await guest.start();
  } catch (thrown) {
    await guest.close();
    throw thrown;
  } finally {
    if (given !== undefined) workers.prepare();
  }
  return guest;
}

class IsolatedGuest implements Guest {
  readonly #parts: GuestParts;
  readonly #worker: GuestWorker;
  readonly #end: () => Promise<void>;
  readonly #control: Int32Array;
  readonly #timeoutMs: number;
  #request: Uint8Array;
  #exchange: Uint8Array;
  #running: Running | undefined;
  #failure: PluginError | undefined;
  /** Whether a call has thrown `#failure`; one that comes upon a thread that died while it waited is the first to hear. */
  #isTold = false;
  #ending: Promise<void> | undefined;

  constructor(parts: GuestParts, worker: GuestWorker, end: () => Promise<void>) {
    this.#parts = parts;
    this.#worker = worker;
    this.#end = end;
    this.#control = new Int32Array(worker.data.control);
    this.#timeoutMs = parts.limits.callTimeoutMs ?? DEFAULT_CALL_TIMEOUT_MS;
    this.#request = new Uint8Array(worker.data.request);
    this.#exchange = new Uint8Array(worker.data.exchange);
  }

  get failure(): PluginError | undefined {
    return this.#failure;
  }

  get memoryBytes(): number {
    return this.#failure === undefined ? (this.#control[CONTROL.memoryPages] ?? 0) * PAGE_BYTES : 0;
  }

  /** Instantiates the module; what that takes is the module's time, and what its thread takes to come up is not. */
  async start(): Promise<void> {
    this.#worker.ref();
    try {
      await this.#worker.ready;
    } finally {
      this.#worker.unref();
    }
    this.#worker.listen({
      message: (message) => this.#take(message),
      died: (reason) => this.#fail(new PluginError('TV_PLUGIN_TRAP', `${this.#where()}: ${reason}`)),
    });
    await this.#run('start', () => this.#give(TURN.start, 0, 0));
  }

  async call(operation: string, payload: Uint8Array): Promise<Uint8Array> {
    return this.#run(operation, () => {
      // UTF-8 takes at most three bytes for each unit of UTF-16.
      const room = operation.length * 3 + payload.length;
      if (this.#request.length < room) this.#request = this.#grow('request', room);
      const { written } = new TextEncoder().encodeInto(operation, this.#request);
      this.#request.set(payload, written);
      this.#give(TURN.call, written, payload.length);
    });
  }

  close(): Promise<void> {
    const running = this.#running;
    this.#failure ??= new PluginError('TV_PLUGIN_CALL', `${this.#parts.name}: the instance is closed`);
    this.#running = undefined;
    if (running !== undefined) {
      running.deadline.unsubscribe();
      running.reject(this.#failure);
    }
    this.#ending ??= this.#end();
    return this.#ending;
  }

  #run(operation: string, begin: () => void): Promise<Uint8Array> {
    const where = `${operation} of ${this.#parts.name}`;
    if (this.#failure !== undefined) {
      const failure = this.#isTold
        ? new PluginError('TV_PLUGIN_CALL', `${where}: the instance is gone`, { cause: this.#failure })
        : this.#failure;
      this.#isTold = true;
      return Promise.reject(failure);
    }
    if (this.#running !== undefined)
      return Promise.reject(
        new PluginError('TV_PLUGIN_CALL', `${where}: the instance is inside ${this.#running.operation}`),
      );
    return new Promise((resolve, reject) => {
      // The timer keeps the process alive for as long as somebody waits; the thread by itself does not.
      const deadline = monotonicScheduler.schedule(() => this.#timeIsUp(), this.#timeoutMs);
      this.#running = { operation, resolve, reject, deadline };
      begin();
    });
  }

  #take(message: GuestMessage): void {
    switch (message.kind) {
      case 'answer':
        this.#settle()?.resolve(this.#bytesOf(message.carried));
        break;
      case 'failed': {
        const { code, detail, ended } = message;
        const error = new PluginError(code as PluginError['code'], detail);
        if (ended) this.#fail(error);
        else this.#settle()?.reject(error);
        break;
      }
      case 'hostCall':
        this.#answerHostCall(message).catch((thrown: unknown) => this.#fail(this.#trap(messageOf(thrown), thrown)));
        break;
      case 'print':
        this.#parts.print(message.level, message.text, message.leftOut);
        break;
      case 'ready':
        break;
    }
  }

  async #answerHostCall(message: Extract<GuestMessage, { kind: 'hostCall' }>): Promise<void> {
    const { binding, namespace, operation } = message;
    const running = this.#running;
    let kind: number = TURN.hostAnswer;
    let bytes: Uint8Array;
    try {
      bytes = await this.#parts.hostCall(binding, namespace, operation, this.#bytesOf(message.carried));
      if (!(bytes instanceof Uint8Array))
        throw new Error(`host function ${binding}.${namespace}.${operation} did not return bytes`);
    } catch (thrown) {
      kind = TURN.hostError;
      bytes = Buffer.from(messageOf(thrown).slice(0, MAX_HOST_ERROR_CHARS));
    }
    // The guest was ended meanwhile: nobody waits for the answer.
    if (this.#running !== running || running === undefined) return;
    if (this.#exchange.length < bytes.length) this.#exchange = this.#grow('exchange', bytes.length);
    this.#exchange.set(bytes);
    this.#give(kind, 0, bytes.length);
  }

  #give(kind: number, operationBytes: number, bytes: number): void {
    const control = this.#control;
    control[CONTROL.kind] = kind;
    control[CONTROL.operationBytes] = operationBytes;
    control[CONTROL.bytes] = bytes;
    if (kind === TURN.call || kind === TURN.start) control[CONTROL.answered] = 0;
    Atomics.add(control, CONTROL.turn, 1);
    Atomics.notify(control, CONTROL.turn);
  }

  #grow(name: keyof GuestBuffers, bytes: number): Uint8Array {
    const larger = new SharedArrayBuffer(2 ** Math.ceil(Math.log2(bytes)));
    this.#worker.post({ [name]: larger });
    this.#control[CONTROL.grown] = 1;
    return new Uint8Array(larger);
  }

  /** A copy: the buffer serves the next host call at once. */
  #bytesOf(carried: Carried): Uint8Array {
    return typeof carried === 'number' ? this.#exchange.slice(0, carried) : carried;
  }

  #timeIsUp(): void {
    // The answer is there and has only not been read: this thread was busy, the guest was in time.
    if (Atomics.load(this.#control, CONTROL.answered) === 1) return;
    this.#fail(new PluginError('TV_PLUGIN_LIMIT', `${this.#where()}: no answer within ${this.#timeoutMs} ms`));
  }

  #fail(failure: PluginError): void {
    if (this.#failure !== undefined) return;
    this.#failure = failure;
    const running = this.#settle();
    this.#isTold = running !== undefined;
    this.#ending = this.#end();
    running?.reject(failure);
  }

  #settle(): Running | undefined {
    const running = this.#running;
    this.#running = undefined;
    running?.deadline.unsubscribe();
    return running;
  }

  #where(): string {
    return `${this.#running?.operation ?? 'waiting'} of ${this.#parts.name}`;
  }

  #trap(detail: string, cause: unknown): PluginError {
    return new PluginError('TV_PLUGIN_TRAP', `${this.#where()}: ${detail}`, { cause });
  }
}
