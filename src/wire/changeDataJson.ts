import { type EntryOp, type EntryType, NO_BYTES, type RawEntry } from '../model/kv';
import type { ChangeDataEvent, RegionEvent } from '../model/region';
import { MAX_TS, type Ts } from '../model/ts';
import { ByteArena } from './byteArena';
import { encodeRegionError, regionErrorOf } from './regionError';

/** What is wrong with a message in JSON: the field, from the message down, and what was found there. */
export class JsonFieldError extends Error {
  constructor(field: string, expected: string, found: unknown) {
    super(`${field} must be ${expected}, found ${describe(found)}`);
    this.name = 'JsonFieldError';
  }
}

const ENTRY_TYPES = new Map<unknown, EntryType>();
for (const [number, name] of (
  ['UNKNOWN', 'PREWRITE', 'COMMIT', 'ROLLBACK', 'COMMITTED', 'INITIALIZED'] as const
).entries()) {
  ENTRY_TYPES.set(number, name);
  ENTRY_TYPES.set(name, name);
}
const ENTRY_OPS = new Map<unknown, EntryOp>();
for (const [number, name] of (['UNKNOWN', 'PUT', 'DELETE'] as const).entries()) {
  ENTRY_OPS.set(number, name);
  ENTRY_OPS.set(name, name);
}

/**
 * Reads a `cdcpb.ChangeDataEvent` in protobuf's standard JSON mapping, already through `JSON.parse`. Fields may have
 * their lowerCamelCase or their original names; unknown ones are ignored.
 *
 * Throws a {@link JsonFieldError} that names the first wrong field.
 */
export function changeDataEventFromJson(json: unknown): ChangeDataEvent {
  const message = objectAt(json, 'message');
  const eventsJson = message['events'];
  const events: RegionEvent[] = [];
  if (eventsJson !== undefined && eventsJson !== null) {
    const list = arrayAt(eventsJson, 'message.events');
    for (let i = 0; i < list.length; i += 1) events.push(regionEventFromJson(list[i], i));
  }
  const resolved = message['resolvedTs'] ?? message['resolved_ts'];
  if (resolved === undefined || resolved === null) return { events };
  const { ts, regions, requestId, request_id: otherName } = objectAt(resolved, 'message.resolvedTs');
  return {
    events,
    resolvedTs: {
      ts: tsAt(ts, 'message.resolvedTs.ts'),
      regions:
        regions === undefined || regions === null
          ? []
          : arrayAt(regions, 'message.resolvedTs.regions').map((id) => idAt(id, 'message.resolvedTs.regions')),
      requestId: idAt(requestId ?? otherName, 'message.resolvedTs.requestId'),
    },
  };
}

/** Writes a `cdcpb.ChangeDataEvent` in protobuf's standard JSON mapping; fields at their default are left out. */
export function changeDataEventToJson(message: ChangeDataEvent): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  if (message.events.length > 0) json['events'] = message.events.map(regionEventToJson);
  if (message.resolvedTs !== undefined) {
    const { ts, regions, requestId } = message.resolvedTs;
    json['resolvedTs'] = {
      ...(regions.length > 0 && { regions: regions.map(String) }),
      ...(ts !== 0n && { ts: ts.toString() }),
      ...(requestId !== 0 && { requestId: String(requestId) }),
    };
  }
  return json;
}

function regionEventFromJson(json: unknown, position: number): RegionEvent {
  // Paths are put together only when something is wrong, since this runs for every event.
  const path = (field: string): string => `message.events[${position}]${field}`;
  if (typeof json !== 'object' || json === null) throw new JsonFieldError(path(''), 'an object', json);
  const event = json as Record<string, unknown>;
  const regionId = idAt(event['regionId'] ?? event['region_id'], 'regionId', path);
  const requestId = idAt(event['requestId'] ?? event['request_id'], 'requestId', path);
  const index = idAt(event['index'], 'index', path);
  const wrapped = event['entries'];
  if (wrapped !== undefined && wrapped !== null) {
    const list = objectAt(wrapped, 'entries', path)['entries'] ?? [];
    if (!Array.isArray(list)) throw new JsonFieldError(path('.entries.entries'), 'an array', list);
    const entries: RawEntry[] = [];
    for (let i = 0; i < list.length; i += 1) entries.push(entryFromJson(list[i], position, i));
    return { regionId, requestId, index, entries };
  }
  const error = event['error'];
  if (error !== undefined && error !== null) {
    const regionError = regionErrorOf(objectAt(error, 'error', path));
    try {
      encodeRegionError(regionError);
    } catch {
      throw new JsonFieldError(path('.error'), 'a cdcpb.Error', error);
    }
    return { regionId, requestId, index, error: regionError };
  }
  const resolvedTs = event['resolvedTs'] ?? event['resolved_ts'];
  if (resolvedTs !== undefined && resolvedTs !== null) {
    return { regionId, requestId, index, resolvedTs: tsAt(resolvedTs, 'resolvedTs', path) };
  }
  return { regionId, requestId, index };
}

function entryFromJson(json: unknown, event: number, position: number): RawEntry {
  const path = (field: string): string => `message.events[${event}].entries.entries[${position}]${field}`;
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new JsonFieldError(path(''), 'an object', json);
  const row = json as Record<string, unknown>;
  const typeJson = row['type'];
  const type = typeJson === undefined || typeJson === null ? 'UNKNOWN' : ENTRY_TYPES.get(typeJson);
  if (type === undefined) throw new JsonFieldError(path('.type'), 'a cdcpb.Event.LogType', typeJson);
  const opJson = row['opType'] ?? row['op_type'];
  const op = opJson === undefined || opJson === null ? 'UNKNOWN' : ENTRY_OPS.get(opJson);
  if (op === undefined) throw new JsonFieldError(path('.opType'), 'a cdcpb.Event.Row.OpType', opJson);
  return {
    type,
    op,
    startTs: tsAt(row['startTs'] ?? row['start_ts'], 'startTs', path),
    commitTs: tsAt(row['commitTs'] ?? row['commit_ts'], 'commitTs', path),
    key: bytesAt(row['key'], 'key', path),
    value: bytesAt(row['value'], 'value', path),
    oldValue: bytesAt(row['oldValue'] ?? row['old_value'], 'oldValue', path),
    generation: idAt(row['generation'], 'generation', path),
  };
}

function regionEventToJson(event: RegionEvent): Record<string, unknown> {
  const { regionId, requestId, index, entries, error, resolvedTs } = event;
  return {
    ...(regionId !== 0 && { regionId: String(regionId) }),
    ...(index !== 0 && { index: String(index) }),
    ...(requestId !== 0 && { requestId: String(requestId) }),
    ...(entries !== undefined && { entries: { entries: entries.map(entryToJson) } }),
    ...(error !== undefined && { error: error.error }),
    ...(resolvedTs !== undefined && { resolvedTs: resolvedTs.toString() }),
  };
}

function entryToJson(entry: RawEntry): Record<string, unknown> {
  return {
    ...(entry.startTs !== 0n && { startTs: entry.startTs.toString() }),
    ...(entry.commitTs !== 0n && { commitTs: entry.commitTs.toString() }),
    ...(entry.type !== 'UNKNOWN' && { type: entry.type }),
    ...(entry.op !== 'UNKNOWN' && { opType: entry.op }),
    ...(entry.key.length > 0 && { key: base64(entry.key) }),
    ...(entry.value.length > 0 && { value: base64(entry.value) }),
    ...(entry.oldValue.length > 0 && { oldValue: base64(entry.oldValue) }),
    ...(entry.generation !== 0 && { generation: String(entry.generation) }),
  };
}

type PathOf = (field: string) => string;

function fieldPath(field: string, path: PathOf | undefined): string {
  return path === undefined ? field : path(`.${field}`);
}

function objectAt(json: unknown, field: string, path?: PathOf): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new JsonFieldError(fieldPath(field, path), 'an object', json);
  }
  return json as Record<string, unknown>;
}

function arrayAt(json: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(json)) throw new JsonFieldError(field, 'an array', json);
  return json;
}

let lastTsText = '0';
let lastTs: Ts = 0n;

/** Reads a uint64. The text read last is kept: the rows of a transaction repeat it. */
function tsAt(json: unknown, field: string, path?: PathOf): Ts {
  if (json === lastTsText) return lastTs;
  if (json === undefined || json === null) return 0n;
  if (typeof json === 'string' && /^\d{1,20}$/.test(json)) {
    const ts = BigInt(json);
    if (ts <= MAX_TS) {
      lastTsText = json;
      lastTs = ts;
      return ts;
    }
  }
  if (typeof json === 'number' && Number.isSafeInteger(json) && json >= 0) return BigInt(json);
  throw new JsonFieldError(fieldPath(field, path), 'an unsigned 64-bit integer as a string', json);
}

function idAt(json: unknown, field: string, path?: PathOf): number {
  if (json === undefined || json === null) return 0;
  const id = typeof json === 'string' && /^\d+$/.test(json) ? Number(json) : json;
  if (typeof id === 'number' && Number.isSafeInteger(id) && id >= 0) return id;
  throw new JsonFieldError(fieldPath(field, path), 'an id below 2^53', json);
}

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

const arena = new ByteArena();

function bytesAt(json: unknown, field: string, path: PathOf): Uint8Array {
  if (json === undefined || json === null || json === '') return NO_BYTES;
  if (typeof json !== 'string') throw new JsonFieldError(fieldPath(field, path), 'base64', json);
  const room = arena.take(Math.ceil((json.length * 3) / 4));
  const written = Buffer.from(room.buffer, room.byteOffset, room.length).write(json, 'base64');
  return checked(room.subarray(0, written), written, json, field, path);
}

/** Node skips what is not base64; when that happened the length differs from what the text should have given. */
function checked(bytes: Uint8Array, length: number, json: string, field: string, path: PathOf): Uint8Array {
  let digits = json.length;
  while (digits > 0 && json.charCodeAt(digits - 1) === 0x3d) digits -= 1;
  if (length !== Math.floor((digits * 3) / 4) || digits % 4 === 1 || (json.length - digits > 0 && !BASE64.test(json))) {
    throw new JsonFieldError(fieldPath(field, path), 'base64', json);
  }
  return bytes;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

function describe(found: unknown): string {
  const text = JSON.stringify(found) ?? String(found);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
