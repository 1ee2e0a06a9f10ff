import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ConfigError, messageOf, PipelineError, TiValveError, WireError } from '../../errors/TiValveError';
import { type Logger, NO_LOGGER } from '../../model/logger';
import type { ControlledRun, StartedSwap } from './controlledRun';
import { printableJson } from './printable';
import { parseSwapBody } from './swapBody';

/** Options of `controlServer`. */
export interface ControlServerOptions {
  /** `undefined` as long as the run has not begun. */
  readonly run: () => ControlledRun | undefined;
  readonly logger?: Logger;
  /** How often a stream of phases shows that the run is alive, when nothing happens. @defaultValue `5000` */
  readonly aliveMs?: number;
}

/** Larger bodies are refused. */
export const MAX_BODY_BYTES = 1 << 20;
/** Past it the rest of a body is not even read to be thrown away. */
const MAX_DRAINED_BYTES = 64 << 20;
/** A client that lets more than this wait for it is let go. */
const MAX_WAITING_BYTES = 16 << 20;
const MAX_HEADER_BYTES = 8192;
const MAX_CONNECTIONS = 64;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const IDLE_TIMEOUT_MS = 5_000;

/** A request that is answered with an HTTP status of its own. */
class Refused extends WireError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super('TV_WIRE_REFUSED', detail);
    this.status = status;
    this.headers = headers;
  }
}

interface Call {
  readonly run: ControlledRun;
  /** Of the path; empty when it has none. */
  readonly plugin: string;
  readonly body: unknown;
}

type Answer = { readonly json: unknown } | { readonly swap: StartedSwap };

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly answer: (call: Call) => Answer;
}

const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/status$/, answer: ({ run }) => ({ json: run.status() }) },
  { method: 'GET', path: /^\/plugins$/, answer: ({ run }) => ({ json: { plugins: run.status().plugins } }) },
  {
    method: 'POST',
    path: /^\/changefeed\/pause$/,
    answer: ({ run }) => {
      run.pause();
      return { json: run.status() };
    },
  },
  {
    method: 'POST',
    path: /^\/changefeed\/resume$/,
    answer: ({ run }) => {
      run.resume();
      return { json: run.status() };
    },
  },
  {
    method: 'POST',
    path: /^\/plugins\/([^/]+)\/swap$/,
    answer: ({ run, plugin, body }) => ({ swap: run.swapPlugin({ ...parseSwapBody(body), plugin }) }),
  },
  {
    method: 'POST',
    path: /^\/plugins\/([^/]+)\/abort$/,
    answer: ({ run, plugin }) => {
      if (run.abortSwap(plugin)) return { json: { plugin, aborted: true } };
      throw isPluginOf(run, plugin) || isStarting(run)
        ? new PipelineError('TV_PIPELINE_STATE', `no swap of ${plugin} is under way that could be aborted`, {
            hint: 'tivalve plugin status tells what is; tivalve plugin rollback goes back after a swap',
          })
        : new UnknownPlugin(run, plugin);
    },
  },
  {
    method: 'POST',
    path: /^\/plugins\/([^/]+)\/rollback$/,
    answer: ({ run, plugin }) => ({ swap: run.rollbackPlugin(plugin) }),
  },
];

function isPluginOf(run: ControlledRun, plugin: string): boolean {
  return run.status().plugins.some((one) => one.plugin === plugin);
}

/** Whether its plugins are yet to come. */
function isStarting(run: ControlledRun): boolean {
  const { state, plugins } = run.status();
  return state === 'starting' && plugins.length === 0;
}

class UnknownPlugin extends ConfigError {
  constructor(run: ControlledRun, plugin: string) {
    const names = run.status().plugins.map((one) => one.plugin);
    super('TV_CONFIG_INVALID', `the run has no plugin named ${plugin}`, {
      hint: names.length === 0 ? 'this run has no plugins' : `its plugins are ${names.join(', ')}`,
    });
  }
}

/**
 * Serves a run over HTTP/1.1: `GET /status`, `GET /plugins`, `POST /changefeed/pause` and `resume`,
 * `POST /plugins/:name/swap`, `abort` and `rollback`. Swaps and rollbacks answer with a line of JSON for each phase, as it
 * happens; empty lines between them show that the run is alive. A client that goes away leaves the swap to itself.
 *
 * Whatever comes is taken for hostile: bodies, headers, connections and times are bounded, and what goes wrong is
 * answered as `{code, message, hint}`.
 */
export function controlServer({ run, logger = NO_LOGGER, aliveMs = 5_000 }: ControlServerOptions): Server {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: IDLE_TIMEOUT_MS,
    },
    (request, response) => {
      response.on('error', () => response.destroy());
      answerRequest(request, response).catch((thrown: unknown) => fail(response, thrown));
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on('clientError', (_error, socket) => {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const text = `${printableJson(errorJson(new Refused(400, 'not a request of HTTP/1.1')))}\n`;
    socket.end(
      `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
    );
  });
  return server;

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A body is read to its end whatever becomes of it, so that the client gets to read the answer.
    const bytes = await readBody(request);
    const { route, plugin } = routeOf(request);
    const body = parseBody(request, bytes);
    const current = run();
    if (current === undefined) throw new Refused(503, 'the run has not begun, or has ended');
    if (route.method === 'POST') logger.info({ request: `${request.method} ${request.url}` }, 'asked to change');
    const named = (thrown: unknown): unknown =>
      thrown instanceof ConfigError && plugin !== '' && !isPluginOf(current, plugin) && !isStarting(current)
        ? new UnknownPlugin(current, plugin)
        : thrown;
    let answer: Answer;
    try {
      answer = route.answer({ run: current, plugin, body });
    } catch (thrown) {
      throw named(thrown);
    }
    if ('json' in answer) send(response, 200, answer.json);
    else stream(response, answer.swap, named);
  }

  function stream(response: ServerResponse, swap: StartedSwap, named: (thrown: unknown) => unknown): void {
    const write = (text: string): void => {
      if (response.destroyed || response.writableEnded) return;
      // Not before there is something to tell: what fails at once is answered with a status of its own.
      if (!response.headersSent) response.writeHead(200, { ...HEADERS, 'content-type': 'application/x-ndjson' });
      response.write(text);
      if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
    };
    const alive = setInterval(() => {
      if (!response.writableNeedDrain) write('\n');
    }, aliveMs);
    alive.unref();
    response.on('close', () => clearInterval(alive));
    // Never unsubscribed: the swap is the run's, not that of the client who asked for it.
    swap.phases$.subscribe({
      next: (phase) => write(`${printableJson(phase)}\n`),
      error: (thrown: unknown) => {
        const error = named(thrown);
        if (!response.headersSent) {
          fail(response, error);
          return;
        }
        logger.warn({ error: messageOf(error) }, 'swap failed');
        write(`${printableJson({ error: { ...errorJson(error), status: httpStatusOf(error) } })}\n`);
        response.end();
      },
      complete: () => response.end(),
    });
  }

  function fail(response: ServerResponse, thrown: unknown): void {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const status = httpStatusOf(thrown);
    if (status === 500) logger.warn({ error: messageOf(thrown) }, 'request failed');
    send(response, status, errorJson(thrown), thrown instanceof Refused ? thrown.headers : {});
  }
}

const HEADERS = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

function send(
  response: ServerResponse,
  status: number,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = `${printableJson(json)}\n`;
  response.writeHead(status, { ...HEADERS, ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

function errorJson(thrown: unknown): { readonly code: string; readonly message: string; readonly hint: string | null } {
  if (thrown instanceof TiValveError) return { code: thrown.code, message: thrown.message, hint: thrown.hint ?? null };
  return { code: 'TV_PIPELINE_STATE', message: messageOf(thrown), hint: null };
}

function httpStatusOf(thrown: unknown): number {
  if (thrown instanceof Refused) return thrown.status;
  if (thrown instanceof UnknownPlugin) return 404;
  if (!(thrown instanceof TiValveError)) return 500;
  switch (thrown.code) {
    case 'TV_PIPELINE_STATE':
      return 409;
    case 'TV_PLUGIN_SIGNATURE':
    case 'TV_PLUGIN_GRANT':
    case 'TV_PLUGIN_IMPORTS':
      return 403;
    case 'TV_PLUGIN_CONFIG':
      return 400;
    default:
      if (thrown.code.startsWith('TV_CONFIG_')) return 400;
      // A swap that is refused for what has happened to the plugin so far.
      if (thrown.code.startsWith('TV_PLUGIN_SWAP_')) return 409;
      return thrown.code.startsWith('TV_PLUGIN_') ? 422 : 500;
  }
}

function routeOf(request: IncomingMessage): { readonly route: Route; readonly plugin: string } {
  const [path = ''] = (request.url ?? '').split('?');
  const known = ROUTES.filter((route) => route.path.test(path));
  if (known.length === 0) throw new Refused(404, `there is no ${path}`);
  const route = known.find(({ method }) => method === request.method);
  if (route === undefined) {
    const allow = known.map(({ method }) => method).join(', ');
    throw new Refused(405, `${path} takes ${allow}`, { allow });
  }
  try {
    return { route, plugin: decodeURIComponent(route.path.exec(path)?.[1] ?? '') };
  } catch {
    throw new Refused(400, `${path} is not well formed`);
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size <= MAX_BODY_BYTES) pieces.push(piece);
    else pieces.length = 0;
    if (size > MAX_DRAINED_BYTES) {
      request.destroy();
      break;
    }
  }
  if (size > MAX_BODY_BYTES)
    throw new Refused(413, `body has more than ${MAX_BODY_BYTES} bytes`, { connection: 'close' });
  return Buffer.concat(pieces);
}

/** The body's JSON; an empty one is `{}`. */
function parseBody(request: IncomingMessage, bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') throw new Refused(415, 'a body is application/json');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ConfigError('TV_CONFIG_INVALID', `body is not JSON (${messageOf(cause)})`, { cause });
  }
}
