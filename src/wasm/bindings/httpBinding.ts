import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import {
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
  validateHeaderName,
  validateHeaderValue,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { messageOf } from '../../errors/TiValveError';
import { monotonicScheduler } from '../../model/clock';
import { systemCodeOf } from '../confinedFolder';
import type { HostBinding } from '../hostBinding';
import { refusedAddressClass } from './addressPolicy';
import { readPrefixed, utf8, writePrefixed } from './readPrefixed';

/** Options of `httpBinding`. */
export interface HttpBindingOptions {
  /** What may be asked: `scheme://host:port`, each. */
  readonly origins: readonly string[];
  /** Longest time of a request, its name's resolution included; never above 30 s. @defaultValue `30000` */
  readonly timeoutMs?: number;
  /** Finds the addresses of a name. @defaultValue the system's resolver */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

interface HttpCall {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Headers that say where a message ends or what becomes of its connection: they are the host's. */
const HOST_HEADERS =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|proxy-.*)$/;
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const MAX_HEADERS = 64;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEAD_BYTES = 64 * 1024;
const MAX_TIMEOUT_MS = 30_000;

/** `scheme://host:port` of an entry of the grant, as a URL would have it. Throws for what is not one. */
export function originOf(text: string): string {
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`${text}: scheme is not http or https`);
  if (url.username !== '' || url.password !== '' || !/^https?:\/\/[^/?#@\\\s]+\/?$/i.test(text))
    throw new Error(`${text}: it has more than scheme, host and port`);
  return url.origin;
}

/** The host of a URL without the brackets of IPv6. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function checkHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers))
    throw new Error('EINVAL: headers is not an object');
  const entries = Object.entries(headers);
  if (entries.length > MAX_HEADERS) throw new Error(`EINVAL: more than ${MAX_HEADERS} headers`);
  const checked = new Map<string, string>();
  let bytes = 0;
  for (const [name, value] of entries) {
    const lower = name.toLowerCase();
    if (typeof value !== 'string') throw new Error(`EINVAL: header ${JSON.stringify(name)} is not a string`);
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (cause) {
      throw new Error(`EINVAL: header ${JSON.stringify(name)} is not well formed`, { cause });
    }
    if (HOST_HEADERS.test(lower)) throw new Error(`EACCES: header ${lower} is the host's`);
    if (checked.has(lower)) throw new Error(`EINVAL: header ${lower} comes twice`);
    bytes += name.length + value.length;
    checked.set(lower, value);
  }
  if (bytes > MAX_HEADER_BYTES) throw new Error(`EINVAL: headers have ${bytes} bytes, ${MAX_HEADER_BYTES} are allowed`);
  return Object.fromEntries(checked);
}

function parseCall(head: Uint8Array, longestMs: number): HttpCall {
  let call: unknown;
  try {
    call = JSON.parse(utf8('request', head));
  } catch (cause) {
    throw new Error('EINVAL: request is not JSON', { cause });
  }
  if (typeof call !== 'object' || call === null) throw new Error('EINVAL: request is not an object');
  const { url, headers = {}, timeoutMs = longestMs, ...more } = call as Record<string, unknown>;
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) throw new Error(`EINVAL: request has no field ${JSON.stringify(unknown)}`);
  if (typeof timeoutMs !== 'number' || !(timeoutMs > 0)) throw new Error('EINVAL: timeoutMs is not a number above 0');
  if (typeof url !== 'string' || !URL.canParse(url)) throw new Error('EINVAL: url is not a URL');
  return { url: new URL(url), headers: checkHeaders(headers), timeoutMs: Math.min(timeoutMs, longestMs) };
}

async function systemResolve(host: string): Promise<LookupAddress[]> {
  return lookup(host, { all: true, verbatim: true });
}

/** What may be asked, and at which addresses. */
class Grant {
  readonly #origins: ReadonlySet<string>;

  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins.map(originOf));
  }

  checkOrigin(url: URL): void {
    if (url.username !== '' || url.password !== '') throw new Error('EACCES: url holds a user or a password');
    if (!this.#origins.has(url.origin)) throw new Error(`EACCES: ${url.origin} is not granted`);
  }

  /** An address is only as good as its class, unless it is granted itself. */
  checkAddress(url: URL, address: string): void {
    const why = refusedAddressClass(address);
    if (why === undefined) return;
    const literal = new URL(url.origin);
    literal.hostname = isIP(address) === 6 ? `[${address}]` : address;
    if (this.#origins.has(literal.origin) && hostOf(literal) !== hostOf(url)) return;
    if (isIP(hostOf(url)) !== 0 && this.#origins.has(url.origin)) return;
    throw new Error(
      `EACCES: ${hostOf(url)} is ${address}, which is refused (${why}); only the address itself can be granted`,
    );
  }
}

/** Answers with the addresses that were checked, whatever the name would resolve to by now. */
function fixedLookup(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

function headersOf(response: IncomingMessage): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(response.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) {
      response.destroy();
      throw new Error(`E2BIG: answer has more than ${MAX_BODY_BYTES} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function send(
  method: string,
  { url, headers }: HttpCall,
  body: Uint8Array,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const options: RequestOptions = {
    method,
    headers: {
      ...headers,
      ...((body.length > 0 || method.startsWith('P')) && { 'content-length': String(body.length) }),
    },
    // A connection of its own, so that none to another address is used again.
    agent: false,
    lookup: fixedLookup(addresses),
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
  };
  const response = await new Promise<IncomingMessage>((done, failed) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, done);
    request.on('error', failed);
    request.end(body);
  });
  const answer = await bodyOf(response);
  const head = { status: response.statusCode ?? 0, headers: headersOf(response) };
  return writePrefixed(Buffer.from(JSON.stringify(head)), answer);
}

async function exchange(
  method: string,
  call: HttpCall,
  body: Uint8Array,
  grant: Grant,
  resolve: (host: string) => Promise<readonly LookupAddress[]>,
): Promise<Uint8Array> {
  const deadline = new AbortController();
  const timer = monotonicScheduler.schedule(() => deadline.abort(), call.timeoutMs);
  const late = new Promise<never>((_done, failed) =>
    deadline.signal.addEventListener('abort', () => failed(new Error('late')), { once: true }),
  );
  const withinTime = async (): Promise<Uint8Array> => {
    const host = hostOf(call.url);
    const family = isIP(host);
    const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
    if (addresses.length === 0) throw new Error(`ENOTFOUND: ${host} has no address`);
    // One bad address among good ones is how a name is bent; it is refused whole.
    for (const { address } of addresses) grant.checkAddress(call.url, address);
    deadline.signal.throwIfAborted();
    return send(method, call, body, addresses, deadline.signal);
  };
  try {
    return await Promise.race([withinTime(), late]);
  } catch (thrown) {
    if (deadline.signal.aborted)
      throw new Error(`ETIMEDOUT: ${call.url.origin} did not answer within ${call.timeoutMs} ms`, { cause: thrown });
    const text = messageOf(thrown);
    const code = systemCodeOf(thrown);
    throw new Error(/^E[A-Z0-9]+: /.test(text) ? text : `${code}: ${call.url.origin}: ${text}`, { cause: thrown });
  } finally {
    timer.unsubscribe();
  }
}

/**
 * Host binding `http`: the operation is the method, the payload `u32 length, {"url","headers","timeoutMs"}, body`, the answer a
 * promise of `u32 length, {"status","headers"}, body`.
 *
 * Only granted origins are asked. A name is resolved first, each of its addresses is checked, and the connection goes to one
 * of those and nowhere else. Addresses that are not of the public internet are refused unless they are granted as addresses.
 * No redirect is followed, no proxy used, no connection kept, nothing unpacked; body and answer have 8 MiB at most.
 *
 * Rejects with `EACCES` for what is not granted, `EINVAL` for a request that is none, `E2BIG`, `ETIMEDOUT`, and the codes of
 * the connection. Throws for a grant that is no origin.
 */
export function httpBinding({
  origins,
  timeoutMs = MAX_TIMEOUT_MS,
  resolve = systemResolve,
}: HttpBindingOptions): HostBinding {
  const grant = new Grant(origins);
  const longestMs = Math.min(timeoutMs, MAX_TIMEOUT_MS);
  return async (_namespace, method, payload) => {
    if (!METHODS.has(method)) throw new Error(`ENOSYS: http has no method ${method}`);
    const { head, rest } = readPrefixed(payload, MAX_HEAD_BYTES);
    if (rest.length > MAX_BODY_BYTES) throw new Error(`E2BIG: body has more than ${MAX_BODY_BYTES} bytes`);
    const call = parseCall(head, longestMs);
    grant.checkOrigin(call.url);
    return exchange(method, call, rest, grant, resolve);
  };
}
