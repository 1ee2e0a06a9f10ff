import { PluginError, type SinkError } from '../errors/TiValveError';
import type { Guest } from './guest';
import { parseAnswer, statusOf } from './pluginStatus';

/** One instance of a plugin, ready to be called. */
export interface PluginInstance {
  /** One call and its answer; throws as `TiValveWapcHost.call`, or `TV_SINK_IO` when the disk was why the guest failed. */
  call(operation: string, payload: Uint8Array): Promise<Uint8Array>;
  /** As `call`, for an answer that is a JSON object with an optional status; throws `TV_PLUGIN_ERROR` unless it is 200. */
  callForStatus(operation: string, payload: Uint8Array): Promise<Answer>;
  /** As `callForStatus`, but a status 404 is `undefined`: the plugin does not have this operation. */
  callIfThere(operation: string, payload: Uint8Array): Promise<Answer | undefined>;
  /** Whether a trap or a limit ended it. */
  readonly ended: boolean;
  /** Bytes of its memory after the last call; 0 once it is gone. */
  readonly memoryBytes: number;
  close(): Promise<void>;
}

/** The fields of an answer. */
export type Answer = Readonly<Record<string, unknown>>;

/** Keeps what the disk refused during a call, since a guest may say it in other words, or not at all. */
export interface IoFailures {
  /** The first since the last time it was asked. */
  take(): SinkError | undefined;
}

const STATUS_OK = 200;
const STATUS_NO_SUCH_OPERATION = 404;

/** A guest with the statuses of its answers read. */
export class StatusInstance implements PluginInstance {
  readonly #name: string;
  readonly #guest: Guest;
  readonly #ioFailures: IoFailures;

  constructor(name: string, guest: Guest, ioFailures: IoFailures) {
    this.#name = name;
    this.#guest = guest;
    this.#ioFailures = ioFailures;
  }

  get ended(): boolean {
    return this.#guest.failure !== undefined;
  }

  get memoryBytes(): number {
    return this.#guest.memoryBytes;
  }

  async call(operation: string, payload: Uint8Array): Promise<Uint8Array> {
    this.#ioFailures.take();
    try {
      return await this.#guest.call(operation, payload);
    } catch (thrown) {
      throw thrown instanceof PluginError ? this.#rootCauseOf(thrown) : thrown;
    }
  }

  async callForStatus(operation: string, payload: Uint8Array): Promise<Answer> {
    const answer = await this.#answer(operation, payload);
    if (answer.code !== STATUS_OK) this.#refused(operation, answer.text);
    return answer.fields;
  }

  async callIfThere(operation: string, payload: Uint8Array): Promise<Answer | undefined> {
    const answer = await this.#answer(operation, payload);
    if (answer.code === STATUS_NO_SUCH_OPERATION) return undefined;
    // Only a flush answers with a ts and may leave out that all is well.
    if (answer.code !== STATUS_OK && !('resolved_ts' in answer.fields && !('code' in answer.fields)))
      this.#refused(operation, answer.text);
    return answer.fields;
  }

  close(): Promise<void> {
    return this.#guest.close();
  }

  async #answer(operation: string, payload: Uint8Array): Promise<{ code: number; text: string; fields: Answer }> {
    const where = `${operation} of ${this.#name}`;
    const fields = parseAnswer(where, await this.call(operation, payload));
    return { ...statusOf(where, fields), fields };
  }

  #refused(operation: string, text: string): never {
    throw this.#rootCauseOf(new PluginError('TV_PLUGIN_ERROR', `${operation} of ${this.#name}: ${text}`));
  }

  #rootCauseOf(error: PluginError): PluginError | SinkError {
    return error.code === 'TV_PLUGIN_ERROR' ? (this.#ioFailures.take() ?? error) : error;
  }
}
