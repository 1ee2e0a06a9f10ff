import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { join, resolve } from 'node:path';
import { messageOf, TiValveError, WireError } from '../../errors/TiValveError';
import { parseError, parsePhase, parseStatus, type WiredPhase, type WiredStatus } from './answers';
import { errorOfAnswer } from './controlError';
import { SOCKET_NAME, withSocketPath } from './controlSocket';
import type { SwapBody } from './swapBody';

/** Options of `ControlClient`. */
export interface ControlClientOptions {
  /** How long a run may take to answer. @defaultValue `10000` */
  readonly answerMs?: number;
  /** How long a stream of phases may show no life. @defaultValue `30000` */
  readonly silenceMs?: number;
}

/** Longer answers, and longer lines of a stream, are not read. */
const MAX_ANSWER_BYTES = 16 << 20;

/** Asks the run behind the control socket of a state folder. */
export class ControlClient {
  private readonly stateDir: string;
  private readonly folder: string;
  private readonly answerMs: number;
  private readonly silenceMs: number;

  constructor(stateDir: string, { answerMs = 10_000, silenceMs = 30_000 }: ControlClientOptions = {}) {
    this.stateDir = stateDir;
    this.folder = resolve(stateDir);
    this.answerMs = answerMs;
    this.silenceMs = silenceMs;
  }

  async status(): Promise<WiredStatus> {
    return parseStatus(await this.ask('GET', '/status'));
  }

  async pause(): Promise<WiredStatus> {
    return parseStatus(await this.ask('POST', '/changefeed/pause'));
  }

  async resume(): Promise<WiredStatus> {
    return parseStatus(await this.ask('POST', '/changefeed/resume'));
  }

  async abort(plugin: string): Promise<void> {
    await this.ask('POST', `/plugins/${encodeURIComponent(plugin)}/abort`);
  }

  /** The phases of a swap as they happen; the last one is `done`. */
  swap(plugin: string, body: SwapBody): AsyncGenerator<WiredPhase> {
    return this.phases(`/plugins/${encodeURIComponent(plugin)}/swap`, body);
  }

  rollback(plugin: string): AsyncGenerator<WiredPhase> {
    return this.phases(`/plugins/${encodeURIComponent(plugin)}/rollback`);
  }

  private async ask(method: 'GET' | 'POST', path: string): Promise<unknown> {
    const response = await this.send(method, path);
    response.setTimeout(this.answerMs, () => response.destroy(this.silent()));
    return this.jsonOf(response);
  }

  private async *phases(path: string, body?: SwapBody): AsyncGenerator<WiredPhase> {
    const response = await this.send('POST', path, body);
    response.setTimeout(this.silenceMs, () =>
      response.destroy(
        new WireError('TV_WIRE_TIMEOUT', `the run with the state folder ${this.stateDir} has gone silent`, {
          hint: 'the swap goes on in it, or will when it wakes; tivalve plugin status tells how it stands',
        }),
      ),
    );
    let isDone = false;
    for await (const line of this.linesOf(response)) {
      const json = this.parse(line);
      if (typeof json === 'object' && json !== null && 'error' in json) {
        const error = parseError(json.error);
        throw errorOfAnswer(error, error.status ?? 500);
      }
      const phase = parsePhase(json);
      isDone = phase.phase === 'done';
      yield phase;
    }
    if (!isDone) throw this.cutOff();
  }

  /** Lines of a stream that are not empty. */
  private async *linesOf(response: IncomingMessage): AsyncGenerator<string> {
    let rest = '';
    response.setEncoding('utf8');
    try {
      for await (const piece of response as AsyncIterable<string>) {
        const lines = (rest + piece).split('\n');
        rest = lines.pop() ?? '';
        if (rest.length > MAX_ANSWER_BYTES) throw new WireError('TV_WIRE_MALFORMED', 'a line of the answer has no end');
        yield* lines.filter((line) => line !== '');
      }
    } catch (thrown) {
      throw thrown instanceof TiValveError ? thrown : this.cutOff(thrown);
    }
  }

  private send(method: 'GET' | 'POST', path: string, body?: SwapBody): Promise<IncomingMessage> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const options: RequestOptions = {
      method,
      path,
      agent: false,
      timeout: this.answerMs,
      headers: {
        ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      },
    };
    const asked = async (socketPath: string): Promise<IncomingMessage> =>
      new Promise((settle, reject) => {
        const sent = request({ ...options, socketPath }, settle);
        sent.once('timeout', () => sent.destroy(this.silent()));
        sent.once('error', reject);
        sent.end(text);
      });
    return withSocketPath(this.folder, SOCKET_NAME, asked).then(
      async (response) => {
        if (response.statusCode === 200) return response;
        throw errorOfAnswer(parseError(await this.jsonOf(response)), response.statusCode ?? 500);
      },
      (thrown: unknown) => {
        throw thrown instanceof TiValveError ? thrown : this.unreachable(thrown);
      },
    );
  }

  private async jsonOf(response: IncomingMessage): Promise<unknown> {
    const pieces: Buffer[] = [];
    let size = 0;
    try {
      for await (const piece of response as AsyncIterable<Buffer>) {
        pieces.push(piece);
        size += piece.length;
        if (size > MAX_ANSWER_BYTES) throw new WireError('TV_WIRE_MALFORMED', 'the answer has no end');
      }
    } catch (thrown) {
      throw thrown instanceof TiValveError ? thrown : this.unreachable(thrown);
    }
    return this.parse(Buffer.concat(pieces).toString('utf8'));
  }

  private parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new WireError('TV_WIRE_MALFORMED', `the run answers what is not JSON (${messageOf(cause)})`, { cause });
    }
  }

  private silent(): WireError {
    return new WireError('TV_WIRE_TIMEOUT', `the run with the state folder ${this.stateDir} does not answer`, {
      hint: 'its process may be stopped, or busy; try again',
    });
  }

  private unreachable(cause: unknown): TiValveError {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (['ENOENT', 'ECONNREFUSED', 'ENOTDIR'].includes(code)) {
      return new WireError('TV_WIRE_UNREACHABLE', `no run is at work with the state folder ${this.stateDir}`, {
        cause,
        hint: 'name the folder of --state-dir of a running tivalve run',
      });
    }
    return new WireError('TV_WIRE_UNREACHABLE', `${join(this.folder, SOCKET_NAME)}: ${messageOf(cause)}`, { cause });
  }

  private cutOff(cause?: unknown): TiValveError {
    return new WireError('TV_WIRE_UNREACHABLE', 'the run ended before it told how the swap ended', {
      cause,
      hint: 'after the next start, tivalve plugin status tells which version is at work',
    });
  }
}
