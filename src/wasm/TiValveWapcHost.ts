import { WapcHost } from '@wapc/host';
import { messageOf, PluginError } from '../errors/TiValveError';
import { callWithDeadline, DeadlinePassed } from './callWithDeadline';
import { assemblyScriptString, GuestPointerError, guestRange, writeToGuest } from './guestMemory';
import type { PluginLogLevel } from './pluginLogger';
import { openWasi, type Wasi, type WasiSettings } from './wasiImports';

/** Answers a guest's `__host_call`: what it throws becomes the guest's host error. Who cannot wait refuses a promise. */
export type HostCall = (
  binding: string,
  namespace: string,
  operation: string,
  payload: Uint8Array,
) => Uint8Array | Promise<Uint8Array>;

/** What an instance may use. */
export interface WapcLimits {
  /** Longest time of one call; where somebody else keeps the deadline, infinity. @defaultValue `10000` */
  readonly callTimeoutMs?: number;
  /** Longest answer. @defaultValue `16777216` */
  readonly outputBytes?: number;
  /** Longest payload of one host call. @defaultValue `16777216` */
  readonly hostCallBytes?: number;
  /** Host calls within one call. @defaultValue `100000` */
  readonly hostCalls?: number;
  /** Folders, clocks and random numbers of WASI. @defaultValue no folders, those of the machine */
  readonly wasi?: WasiSettings;
}

/** Options of `TiValveWapcHost`. */
export interface TiValveWapcHostOptions extends WapcLimits {
  /** Names the plugin in errors. */
  readonly name: string;
  readonly hostCall?: HostCall;
  /** Takes what the guest prints. */
  readonly print?: (level: PluginLogLevel, text: string) => void;
}

/** Longest time of one call when nobody sets one. */
export const DEFAULT_CALL_TIMEOUT_MS = 10_000;
/** Longest text of a host error. */
export const MAX_HOST_ERROR_CHARS = 4096;

/** Exports that run before anything else, in this order: of a WASI reactor, of a WASI command, of waPC. */
const STARTS = ['_initialize', '_start', 'wapc_init'];
const NO_BYTES = new Uint8Array(0);
const MAX_NAME_BYTES = 256;
const MAX_PRINT_BYTES = 65_536;

/** Ends a guest's call from inside an import; the reason is kept by the host. */
class InstanceEnded extends Error {}

function refuseHostCall(binding: string): never {
  throw new Error(`no host binding ${binding}`);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/**
 * One instance of a waPC guest, with what `@wapc/host` 0.0.3 gets wrong put right:
 *
 * - the length of a host error counts bytes, so that a guest reads all of a text that is not ASCII;
 * - each call begins clean: a guest that does not answer is an error, never the answer of the call before;
 * - a host function that returns a promise is refused in words, instead of answering with nothing;
 * - `fd_write` returns an errno and serves stderr too;
 * - after a trap, a limit or an exit the instance is gone: its memory may be half-written, so each later call
 *   throws `TV_PLUGIN_CALL`;
 * - no pointer of the guest is used before it was held against its memory, and `env.abort` is there.
 *
 * `call` is synchronous and runs under a deadline. It throws `TV_PLUGIN_TRAP`, `TV_PLUGIN_LIMIT`, `TV_PLUGIN_ERROR` (the
 * guest said so), `TV_PLUGIN_ANSWER` (it said nothing) or `TV_PLUGIN_CALL`.
 */
export class TiValveWapcHost extends WapcHost {
  readonly #options: Required<TiValveWapcHostOptions>;
  #failure: PluginError | undefined;
  #running: string | undefined;
  #exitCode: number | undefined;
  #hostCalls = 0;
  #hostErrorBytes: Uint8Array = NO_BYTES;
  /** The operation called last; most calls are for the same one. */
  #operation = '';
  #operationEncoded: Uint8Array = NO_BYTES;
  #wasi: Wasi | undefined;

  constructor(options: TiValveWapcHostOptions) {
    super(refuseHostCall);
    this.#options = {
      callTimeoutMs: DEFAULT_CALL_TIMEOUT_MS,
      outputBytes: 16 * 1024 * 1024,
      hostCallBytes: 16 * 1024 * 1024,
      hostCalls: 100_000,
      wasi: {},
      hostCall: refuseHostCall,
      print: () => undefined,
      ...options,
    };
    this.textDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
  }

  /** Why the instance is gone; `undefined` while it lives. */
  get failure(): PluginError | undefined {
    return this.#failure;
  }

  /** Instantiates a compiled module and runs its start functions, under the deadline of a call. */
  start(module: WebAssembly.Module): this {
    this.#guard('start', () => this.initialize(new WebAssembly.Instance(module, this.getImports())));
    return this;
  }

  override initialize(instance: WebAssembly.Instance): void {
    this.instance = instance;
    // One function may have two of the names: a WASI reactor of Go whose start was also named as waPC has it.
    for (const start of new Set(STARTS.map((name) => instance.exports[name]))) {
      if (typeof start !== 'function') continue;
      try {
        start();
      } catch (thrown) {
        // A WASI command ends its start with exit(0) and is ready then.
        if (!(thrown instanceof InstanceEnded) || this.#exitCode !== 0) throw thrown;
        this.#failure = undefined;
        this.#exitCode = undefined;
      }
    }
    const guestCall = instance.exports['__guest_call'];
    if (typeof guestCall !== 'function')
      throw new PluginError('TV_PLUGIN_INVALID', `${this.#options.name} does not export __guest_call`);
    this.guestCall = guestCall;
  }

  /** One call of the guest, and its answer. */
  call(operation: string, payload: Uint8Array): Uint8Array {
    if (this.#failure !== undefined) {
      throw new PluginError('TV_PLUGIN_CALL', `${operation} of ${this.#options.name}: the instance is gone`, {
        cause: this.#failure,
      });
    }
    if (this.#running !== undefined) {
      throw new PluginError(
        'TV_PLUGIN_CALL',
        `${operation} of ${this.#options.name}: the instance is inside ${this.#running}`,
      );
    }
    if (operation !== this.#operation) {
      this.#operation = operation;
      this.#operationEncoded = this.textEncoder.encode(operation);
    }
    const operationEncoded = this.#operationEncoded;
    this.#forgetLastCall();
    this.state.guestRequest = { operation, operationEncoded, msg: payload };
    let status: unknown;
    this.#guard(operation, () => {
      status = this.guestCall(operationEncoded.length, payload.length);
    });
    const { guestResponse, guestError } = this.state;
    this.#forgetLastCall();
    if (status === 0) {
      throw new PluginError(
        'TV_PLUGIN_ERROR',
        `${operation} of ${this.#options.name}: ${guestError ?? 'failed without saying why'}`,
      );
    }
    if (guestResponse === undefined) {
      throw new PluginError(
        'TV_PLUGIN_ANSWER',
        `${operation} of ${this.#options.name}: it succeeded without an answer`,
      );
    }
    return guestResponse;
  }

  /** Lets go of the files that the guest has open. Idempotent. */
  close(): void {
    this.#wasi?.close();
  }

  override async invoke(operation: string, payload: Uint8Array): Promise<Uint8Array> {
    return this.call(operation, payload);
  }

  override getImports(): WebAssembly.Imports {
    this.close();
    this.#wasi = openWasi(
      {
        memory: () => this.getCallerMemory(),
        print: (descriptor, text) => this.#options.print(descriptor === 2 ? 'warn' : 'info', text),
        exit: (code) => {
          this.#exitCode = code;
          this.#end(this.#trap(`guest exited with code ${code}`));
        },
      },
      this.#options.wasi,
    );
    return {
      wapc: this.#wapcImports(),
      env: {
        abort: (message = 0, file = 0, line = 0, column = 0) => {
          const memory = this.getCallerMemory();
          const text = assemblyScriptString(memory, message) || 'abort';
          const place = assemblyScriptString(memory, file) || 'unknown file';
          this.#end(this.#trap(`${text} at ${place}:${line >>> 0}:${column >>> 0}`));
        },
      },
      ...this.#wasi.imports,
    };
  }

  /** The guest's memory. While a start section runs there is no instance yet, and so no way to it. */
  override getCallerMemory(): WebAssembly.Memory {
    const instance: WebAssembly.Instance | undefined = this.instance;
    if (instance === undefined) this.#end(this.#trap('guest called the host before it was instantiated'));
    return super.getCallerMemory();
  }

  /** Bytes of the guest's memory; 0 before it has one, and once it is gone. */
  get memoryBytes(): number {
    const instance: WebAssembly.Instance | undefined = this.instance;
    if (instance === undefined || this.failure !== undefined) return 0;
    const { memory } = instance.exports;
    return memory instanceof WebAssembly.Memory ? memory.buffer.byteLength : 0;
  }

  #wapcImports(): WebAssembly.ModuleImports {
    return {
      __console_log: (pointer = 0, length = 0) => {
        // The view is cut before it is decoded: a guest may name its whole memory.
        const bytes = this.#read('console text', pointer, length).subarray(0, MAX_PRINT_BYTES);
        this.#options.print('info', this.textDecoder.decode(bytes));
      },
      __host_call: (...args) => this.#hostCall(args),
      __host_response: (pointer = 0) => {
        if (this.state.hostResponse !== undefined) this.#write('host response', pointer, this.state.hostResponse);
      },
      __host_response_len: () => this.state.hostResponse?.length ?? 0,
      __host_error: (pointer = 0) => this.#write('host error', pointer, this.#hostErrorBytes),
      __host_error_len: () => this.#hostErrorBytes.length,
      __guest_request: (operationPointer = 0, payloadPointer = 0) => {
        const request = this.state.guestRequest;
        if (request === undefined) return this.#end(this.#trap('guest asked for a request outside a call'));
        this.#write('operation', operationPointer, request.operationEncoded);
        this.#write('payload', payloadPointer, request.msg);
      },
      __guest_response: (pointer = 0, length = 0) => {
        const bytes = this.#read('response', pointer, length);
        if (bytes.length > this.#options.outputBytes) {
          this.#end(
            new PluginError(
              'TV_PLUGIN_LIMIT',
              `${this.#where()}: an answer of ${bytes.length} bytes, ${this.#options.outputBytes} are allowed`,
            ),
          );
        }
        delete this.state.guestError;
        this.state.guestResponse = bytes.slice();
      },
      __guest_error: (pointer = 0, length = 0) => {
        const text = this.textDecoder.decode(this.#read('error', pointer, length).subarray(0, MAX_PRINT_BYTES));
        this.state.guestError = text.length > MAX_HOST_ERROR_CHARS ? `${text.slice(0, MAX_HOST_ERROR_CHARS)}…` : text;
      },
    };
  }

  #hostCall(args: readonly number[]): number {
    delete this.state.hostResponse;
    this.#setHostError('');
    this.#hostCalls += 1;
    if (this.#hostCalls > this.#options.hostCalls) {
      this.#end(
        new PluginError(
          'TV_PLUGIN_LIMIT',
          `${this.#where()}: more than ${this.#options.hostCalls} host calls in one call`,
        ),
      );
    }
    const [bindingAt = 0, bindingLength = 0, namespaceAt = 0, namespaceLength = 0] = args;
    const [operationAt = 0, operationLength = 0, payloadAt = 0, payloadLength = 0] = args.slice(4);
    const binding = this.#read('binding', bindingAt, bindingLength);
    const namespace = this.#read('namespace', namespaceAt, namespaceLength);
    const operation = this.#read('operation', operationAt, operationLength);
    const payload = this.#read('host call payload', payloadAt, payloadLength);
    try {
      if (Math.max(binding.length, namespace.length, operation.length) > MAX_NAME_BYTES) {
        throw new Error(`names of a host call have at most ${MAX_NAME_BYTES} bytes`);
      }
      if (payload.length > this.#options.hostCallBytes) {
        throw new Error(`payload of ${payload.length} bytes, ${this.#options.hostCallBytes} are allowed`);
      }
      const names = [binding, namespace, operation].map((name) => this.textDecoder.decode(name));
      const answer: unknown = this.#options.hostCall(names[0] ?? '', names[1] ?? '', names[2] ?? '', payload.slice());
      if (isThenable(answer)) {
        answer.then(undefined, () => undefined); // Its failure has no one to tell; the guest hears of the promise itself.
        throw new Error(`host function ${names.join('.')} returned a promise; host calls are synchronous`);
      }
      if (!(answer instanceof Uint8Array)) throw new Error(`host function ${names.join('.')} did not return bytes`);
      this.state.hostResponse = answer;
      return 1;
    } catch (thrown) {
      this.#setHostError(messageOf(thrown).slice(0, MAX_HOST_ERROR_CHARS));
      return 0;
    }
  }

  #setHostError(text: string): void {
    this.state.hostError = text;
    this.#hostErrorBytes = text === '' ? NO_BYTES : this.textEncoder.encode(text);
  }

  #forgetLastCall(): void {
    delete this.state.guestRequest;
    delete this.state.guestResponse;
    delete this.state.guestError;
    delete this.state.hostResponse;
    this.#setHostError('');
    this.#hostCalls = 0;
  }

  #read(what: string, pointer: number, length: number): Uint8Array {
    try {
      return guestRange(this.getCallerMemory(), what, pointer, length);
    } catch (thrown) {
      if (thrown instanceof GuestPointerError) this.#end(this.#trap(thrown.message));
      throw thrown;
    }
  }

  #write(what: string, pointer: number, bytes: Uint8Array): void {
    try {
      writeToGuest(this.getCallerMemory(), what, pointer, bytes);
    } catch (thrown) {
      if (thrown instanceof GuestPointerError) this.#end(this.#trap(thrown.message));
      throw thrown;
    }
  }

  #where(): string {
    return `${this.#running ?? 'start'} of ${this.#options.name}`;
  }

  #trap(detail: string, cause?: unknown): PluginError {
    return new PluginError('TV_PLUGIN_TRAP', `${this.#where()}: ${detail}`, cause === undefined ? {} : { cause });
  }

  /** Ends the instance from inside an import. A guest may catch what flies through it, so the reason is kept here. */
  #end(failure: PluginError): never {
    this.#failure ??= failure;
    throw new InstanceEnded(failure.message);
  }

  #guard(operation: string, run: () => void): void {
    this.#running = operation;
    try {
      const { callTimeoutMs } = this.#options;
      if (callTimeoutMs === Number.POSITIVE_INFINITY) run();
      else callWithDeadline(run, callTimeoutMs);
    } catch (thrown) {
      if (thrown instanceof PluginError) this.#failure ??= thrown;
      else if (thrown instanceof DeadlinePassed)
        this.#failure ??= new PluginError('TV_PLUGIN_LIMIT', `${this.#where()}: ${thrown.message}`, { cause: thrown });
      else this.#failure ??= this.#trap(messageOf(thrown), thrown);
    } finally {
      this.#running = undefined;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }
}
