import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Subscription } from 'rxjs';
import { messageOf, PluginError } from '../errors/TiValveError';
import { monotonicScheduler } from '../model/clock';
import { CONTROL_WORDS, type GuestMessage, type GuestThreadData } from './guestChannel';
import type { WapcLimits } from './TiValveWapcHost';

const ENTRY = join(__dirname, 'isolatedEntry.js');
const BUFFER_BYTES = 64 * 1024;
const PREPARE_AFTER_MS = 20;
/** The memory of a guest does not count here: these are the host's own objects, and tables that a guest grows. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

/** What all threads of a plugin have in common. */
export interface GuestWorkersParts {
  /** Names the plugin in errors. */
  readonly name: string;
  readonly module: WebAssembly.Module;
  readonly limits: WapcLimits;
}

/** Who listens to a thread. */
export interface GuestWorkerListener {
  message(message: GuestMessage): void;
  /** The thread ended, or is about to. */
  died(reason: string): void;
}

/** A thread with a compiled module at hand, in which nothing of the module has run yet. It keeps no process alive. */
export class GuestWorker {
  readonly data: GuestThreadData;
  /** Settles once the thread waits for its turn, or has ended before. */
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  #listener: GuestWorkerListener | undefined;
  #death: string | undefined;
  #ended = false;

  constructor({ name, module, limits }: GuestWorkersParts) {
    this.data = {
      name,
      module,
      limits,
      control: new SharedArrayBuffer(CONTROL_WORDS * 4),
      request: new SharedArrayBuffer(BUFFER_BYTES),
      exchange: new SharedArrayBuffer(BUFFER_BYTES),
    };
    const worker = new Worker(ENTRY, {
      workerData: this.data,
      resourceLimits: RESOURCE_LIMITS,
      env: {},
      execArgv: [],
      name: `tivalve plugin ${name}`,
    });
    this.#worker = worker;
    this.#exited = new Promise((resolve) => {
      worker.once('exit', (code) => {
        this.#die(`its thread ended with code ${code}`);
        resolve();
      });
    });
    this.ready = new Promise((resolve) => {
      worker.on('message', (message: GuestMessage) => {
        if (message.kind === 'ready') resolve();
        else if (!this.#ended) this.#listener?.message(message);
      });
      worker.once('exit', () => resolve());
    });
    worker.once('error', (error) => this.#die(messageOf(error)));
    worker.unref();
  }

  /** Why the thread is gone; `undefined` while it lives. */
  get death(): string | undefined {
    return this.#death;
  }

  listen(listener: GuestWorkerListener): void {
    this.#listener = listener;
    if (this.#death !== undefined) listener.died(this.#death);
  }

  /** Brings larger buffers; the thread takes them at its next turn. */
  post(message: unknown): void {
    this.#worker.postMessage(message, []);
  }

  /** Keeps the process alive until `unref`, for as long as somebody waits for it. */
  ref(): void {
    this.#worker.ref();
  }

  unref(): void {
    this.#worker.unref();
  }

  /** Ends the thread, a loop inside WebAssembly included. Nothing of it is heard from here on. Idempotent. */
  async terminate(): Promise<void> {
    this.#die('its thread was ended');
    this.#ended = true;
    await this.#worker.terminate();
    await this.#exited;
  }

  #die(reason: string): void {
    if (this.#ended || this.#death !== undefined) return;
    this.#death = reason;
    this.#listener?.died(reason);
  }
}

/**
 * The threads of one plugin: those in use, and one that waits, so that an instance in place of one that was killed starts at
 * once.
 */
export class GuestWorkers {
  readonly #parts: GuestWorkersParts;
  readonly #all = new Set<GuestWorker>();
  readonly #endings = new Map<GuestWorker, Promise<void>>();
  #standby: GuestWorker | undefined;
  #preparing: Subscription | undefined;
  #closed = false;

  constructor(parts: GuestWorkersParts) {
    this.#parts = parts;
    this.#standby = this.#make();
  }

  /** The thread that waits. */
  get standby(): GuestWorker | undefined {
    return this.#standby;
  }

  /** The thread that waits, or a new one. Throws `TV_PLUGIN_CALL` after `close`. */
  take(): GuestWorker {
    if (this.#closed) throw new PluginError('TV_PLUGIN_CALL', `${this.#parts.name}: the plugin is closed`);
    const standby = this.#standby;
    this.#standby = undefined;
    return standby === undefined || standby.death !== undefined ? this.#make() : standby;
  }

  /** Has the next thread made that waits, when there is none: in a moment, so that the one taken last starts undisturbed. */
  prepare(): void {
    if (this.#closed || this.#standby !== undefined || this.#preparing !== undefined) return;
    this.#preparing = monotonicScheduler.schedule(() => {
      this.#preparing = undefined;
      this.#standby ??= this.#make();
    }, PREPARE_AFTER_MS);
  }

  /** Ends a thread in the background, since that takes some milliseconds; `close` waits for it. */
  end(worker: GuestWorker): void {
    if (!this.#endings.has(worker)) this.#endings.set(worker, this.#end(worker));
  }

  /** Ends them all. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#preparing?.unsubscribe();
    this.#standby = undefined;
    for (const worker of this.#all) this.end(worker);
    await Promise.all(this.#endings.values());
  }

  async #end(worker: GuestWorker): Promise<void> {
    await worker.terminate();
    this.#all.delete(worker);
    this.#endings.delete(worker);
  }

  #make(): GuestWorker {
    const worker = new GuestWorker(this.#parts);
    this.#all.add(worker);
    return worker;
  }
}
