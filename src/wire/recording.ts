import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf, RecordingError } from '../errors/TiValveError';
import type { ChangeDataEvent, RegionEpoch } from '../model/region';
import type { Span } from '../model/span';
import { parseTs, type Ts } from '../model/ts';
import { changeDataEventFromJson } from './changeDataJson';
import { isGzip } from './isGzip';
import { scanRecordedMessage } from './scanRecordedMessage';

/** The format's name in a recording's first line. */
export const RECORDING_FORMAT = 'tivalve-recording';
/** The only version so far. */
export const RECORDING_VERSION = 1;

/** A registration as a recording writes it. */
export interface RecordedRegistration {
  readonly regionId: number;
  readonly requestId: number;
  /** Of the store that serves it; without one, errors of a store do not touch it. */
  readonly storeId: string | undefined;
  /** Memcomparable-encoded. */
  readonly span: Span;
  readonly epoch: RegionEpoch;
  readonly checkpointTs: Ts;
}

/** The first line of a recording. */
export interface RecordingHeader {
  readonly source: string;
  readonly clusterId: string;
  readonly startTs: Ts;
  /** Registrations sent at the start. */
  readonly regions: readonly RecordedRegistration[];
}

interface Recorded {
  /** Milliseconds since the recording began. */
  readonly atMs: number;
  readonly storeId: string;
  /** Where it stands in the file; the header is line 1. */
  readonly line: number;
}

/** One later line of a recording: a message of a store, a registration sent later, or the end of a store's stream. */
export type RecordedItem =
  | (Recorded & { readonly kind: 'message'; readonly message: ChangeDataEvent })
  | (Recorded & { readonly kind: 'register'; readonly registration: RecordedRegistration })
  | (Recorded & { readonly kind: 'error'; readonly grpcStatus: string });

/** An open recording: its header, and its items in the order of the file, a chunk at a time. */
export interface Recording {
  readonly path: string;
  readonly header: RecordingHeader;
  /** Reads on. The next chunk is read when it is asked for, so a slow reader holds one chunk. */
  readonly items: AsyncGenerator<readonly RecordedItem[], void, undefined>;
  /** Lets go of the file, read to its end or not. Idempotent. */
  close(): void;
}

const READ_CHUNK_BYTES = 256 * 1024;
const MAX_LINE_BYTES = 256 * 1024 * 1024;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Opens a recording, gzip or plain by its first bytes, and reads its header.
 *
 * Errors with `TV_RECORDING_UNREADABLE`, `TV_RECORDING_HEADER` or `TV_RECORDING_VERSION` at once, and from `items` with
 * `TV_RECORDING_LINE` or `TV_RECORDING_TRUNCATED`; each names the file and the line.
 */
export async function openRecording(path: string): Promise<Recording> {
  const bytes = await byteStream(path);
  const close = (): void => {
    bytes.destroy();
  };
  try {
    const lines = linesOf(path, bytes);
    const first = await lines.next();
    if (first.done === true) {
      throw new RecordingError('TV_RECORDING_HEADER', `${path} is empty`, {
        hint: 'copy the file again or record again',
      });
    }
    const chunk = first.value;
    const headerEnd = endOfLine(chunk.bytes, 0);
    const header = headerFrom(path, textOf(chunk.bytes, 0, headerEnd));
    const rest = { bytes: chunk.bytes.subarray(headerEnd + 1), firstLine: 2 };
    return { path, header, items: itemsOf(path, rest, lines), close };
  } catch (error) {
    close();
    throw error;
  }
}

async function* itemsOf(
  path: string,
  rest: LineChunk,
  lines: AsyncGenerator<LineChunk, void, undefined>,
): AsyncGenerator<readonly RecordedItem[], void, undefined> {
  try {
    yield* itemsFrom(path, rest);
    for await (const chunk of lines) yield* itemsFrom(path, chunk);
  } finally {
    await lines.return();
  }
}

/** The items of a chunk. A line that is wrong is told after those before it have been taken. */
function* itemsFrom(
  path: string,
  { bytes, firstLine }: LineChunk,
): Generator<readonly RecordedItem[], void, undefined> {
  const items: RecordedItem[] = [];
  let failure: unknown;
  let line = firstLine;
  for (let start = 0; start < bytes.length && failure === undefined; line += 1) {
    const lineEnd = endOfLine(bytes, start);
    const end = bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    if (end > start) {
      const scanned = scanRecordedMessage(bytes, start, end);
      if (scanned !== undefined) {
        items.push({ kind: 'message', atMs: scanned.atMs, storeId: scanned.storeId, line, message: scanned.message });
      } else {
        try {
          items.push(itemFrom(path, textOf(bytes, start, end), line));
        } catch (error) {
          failure = error;
        }
      }
    }
    start = lineEnd + 1;
  }
  if (items.length > 0) yield items;
  if (failure !== undefined) throw failure;
}

function endOfLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(NEWLINE, start);
  return end < 0 ? bytes.length : end;
}

function textOf(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('utf8', start, end);
}

/** Whole lines, the last of which may lack its line end. */
interface LineChunk {
  readonly bytes: Buffer;
  readonly firstLine: number;
}

async function byteStream(path: string): Promise<Readable> {
  const magic = Buffer.alloc(2);
  try {
    const file = await open(path, 'r');
    try {
      await file.read(magic, 0, 2, 0);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new RecordingError('TV_RECORDING_UNREADABLE', `${path}: ${messageOf(cause)}`, {
      cause,
      hint: 'give the path of a .ndjson or .ndjson.gz file that this user may read',
    });
  }
  const file = createReadStream(path, { highWaterMark: READ_CHUNK_BYTES });
  if (!isGzip(magic)) return file;
  const gunzip = createGunzip({ chunkSize: READ_CHUNK_BYTES });
  file.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => file.destroy());
  return file.pipe(gunzip);
}

async function* linesOf(path: string, bytes: Readable): AsyncGenerator<LineChunk, void, undefined> {
  let nextLine = 1;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  try {
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      const lastNewline = piece.lastIndexOf(NEWLINE);
      if (lastNewline < 0) {
        pending.push(piece);
        pendingBytes += piece.length;
        if (pendingBytes > MAX_LINE_BYTES) {
          throw lineError(path, nextLine, `longer than ${MAX_LINE_BYTES} bytes`);
        }
        continue;
      }
      const whole = piece.subarray(0, lastNewline + 1);
      const lines = pendingBytes === 0 ? whole : Buffer.concat([...pending, whole]);
      const tail = piece.subarray(lastNewline + 1);
      pending = tail.length > 0 ? [tail] : [];
      pendingBytes = tail.length;
      yield { bytes: lines, firstLine: nextLine };
      nextLine += countLines(lines);
    }
  } catch (cause) {
    if (cause instanceof RecordingError) throw cause;
    const code = (cause as { code?: unknown }).code;
    if (code === 'Z_BUF_ERROR' || code === 'Z_DATA_ERROR') {
      throw new RecordingError('TV_RECORDING_TRUNCATED', `${path}: after line ${nextLine - 1}: ${messageOf(cause)}`, {
        cause,
        hint: 'the gzip stream is cut off or damaged; copy the file again or record again',
      });
    }
    throw new RecordingError('TV_RECORDING_UNREADABLE', `${path}: after line ${nextLine - 1}: ${messageOf(cause)}`, {
      cause,
    });
  }
  if (pendingBytes === 0) return;
  const last = Buffer.concat(pending);
  if (!isJson(last.toString('utf8'))) {
    throw new RecordingError(
      'TV_RECORDING_TRUNCATED',
      `${path}: line ${nextLine} ends in the middle, without a line end`,
      {
        hint: 'copy the file again or record again',
      },
    );
  }
  yield { bytes: last, firstLine: nextLine };
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function headerFrom(path: string, text: string): RecordingHeader {
  const wrong = (what: string, cause?: unknown): RecordingError =>
    new RecordingError('TV_RECORDING_HEADER', `${path}: line 1: ${what}`, {
      cause,
      hint: `the first line must be {"format":"${RECORDING_FORMAT}","version":${RECORDING_VERSION},…}`,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw wrong(`not JSON (${messageOf(cause)})`, cause);
  }
  if (!isObject(json) || json['format'] !== RECORDING_FORMAT) throw wrong(`not a header of format ${RECORDING_FORMAT}`);
  if (json['version'] !== RECORDING_VERSION) {
    throw new RecordingError('TV_RECORDING_VERSION', `${path}: line 1: version ${JSON.stringify(json['version'])}`, {
      hint: `this release reads version ${RECORDING_VERSION}`,
    });
  }
  try {
    const startTs = tsField(json, 'startTs');
    const regions = json['regions'];
    if (!Array.isArray(regions)) throw new FieldError('regions must be an array');
    return {
      source: typeof json['source'] === 'string' ? json['source'] : '',
      clusterId: typeof json['clusterId'] === 'string' ? json['clusterId'] : '',
      startTs,
      regions: regions.map((region: unknown, i) => {
        if (!isObject(region)) throw new FieldError(`regions[${i}] must be an object`);
        const requestId = region['requestId'] ?? json['requestId'];
        const storeId = region['storeId'] ?? json['storeId'];
        return registrationFrom(
          { ...region, regionId: region['id'], requestId, checkpointTs: region['checkpointTs'] ?? json['startTs'] },
          storeId,
        );
      }),
    };
  } catch (cause) {
    throw wrong(messageOf(cause), cause);
  }
}

function itemFrom(path: string, text: string, line: number): RecordedItem {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw lineError(path, line, `not JSON (${messageOf(cause)})`, cause);
  }
  try {
    if (!isObject(json)) throw new FieldError('a line must be an object');
    const atMs = json['atMs'] ?? 0;
    if (typeof atMs !== 'number' || !(atMs >= 0)) throw new FieldError('atMs must be a number of milliseconds');
    const storeId = storeIdOf(json['storeId']) ?? '0';
    if (json['message'] !== undefined)
      return { kind: 'message', atMs, storeId, line, message: changeDataEventFromJson(json['message']) };
    const { register, error } = json;
    if (isObject(register)) {
      return { kind: 'register', atMs, storeId, line, registration: registrationFrom(register, storeId) };
    }
    if (typeof error === 'string' || typeof error === 'number')
      return { kind: 'error', atMs, storeId, line, grpcStatus: String(error) };
    throw new FieldError('a line must have a message, a register or an error');
  } catch (cause) {
    throw lineError(path, line, messageOf(cause), cause);
  }
}

function lineError(path: string, line: number, what: string, cause?: unknown): RecordingError {
  return new RecordingError('TV_RECORDING_LINE', `${path}: line ${line}: ${what}`, {
    cause,
    hint: 'the format is described in docs/recording.md',
  });
}

/** What is wrong with one field; becomes the text of the line's error. */
class FieldError extends Error {}

function registrationFrom(json: Record<string, unknown>, storeId: unknown): RecordedRegistration {
  const epoch = json['epoch'] ?? {};
  if (!isObject(epoch)) throw new FieldError('epoch must be an object');
  return {
    regionId: idField(json, 'regionId'),
    requestId: idField(json, 'requestId', 0),
    storeId: storeIdOf(storeId),
    span: { startKey: hexField(json, 'startKey'), endKey: hexField(json, 'endKey') },
    epoch: { confVer: idField(epoch, 'confVer', 0), version: idField(epoch, 'version', 0) },
    checkpointTs: tsField(json, 'checkpointTs'),
  };
}

function storeIdOf(json: unknown): string | undefined {
  if (json === undefined || json === null) return undefined;
  if (typeof json === 'string' || typeof json === 'number') return String(json);
  throw new FieldError('storeId must be a string');
}

function idField(json: Record<string, unknown>, field: string, fallback?: number): number {
  const value = json[field] ?? fallback;
  const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0)
    throw new FieldError(`${field} must be an id as a string`);
  return id;
}

function tsField(json: Record<string, unknown>, field: string): Ts {
  const value = json[field];
  const ts = typeof value === 'string' ? parseTs(value) : undefined;
  if (ts === undefined) throw new FieldError(`${field} must be a ts as a string of digits`);
  return ts;
}

function hexField(json: Record<string, unknown>, field: string): Uint8Array {
  const value = json[field] ?? '';
  if (typeof value !== 'string' || value.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(value)) {
    throw new FieldError(`${field} must be hex`);
  }
  return Buffer.from(value, 'hex');
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
