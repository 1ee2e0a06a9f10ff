import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { RecordingError } from '../../src/errors/TiValveError';
import type { ChangeDataEvent } from '../../src/model/region';
import { prewrite } from '../../src/testing';
import {
  openRecording,
  type RecordedItem,
  type RecordedRegistration,
  type RecordingHeader,
} from '../../src/wire/recording';
import { createRecording, type ItemToRecord } from '../../src/wire/recordingWriter';
import { codeRejectedBy } from '../helpers/flows';
import { anyBytes, anyChangeDataEvent, anyId, anyTs } from '../helpers/wireArbitraries';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recording-spec-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const HEADER = '{"format":"tivalve-recording","version":1,"startTs":"5","regions":[]}';
let files = 0;
/** A file of its own, so that no spec sees another's. */
const newPath = (ending = 'ndjson'): string => {
  files += 1;
  return join(folder, `${files}.${ending}`);
};
async function fileOf(content: string | Uint8Array): Promise<string> {
  const path = newPath();
  await writeFile(path, content);
  return path;
}
const lines = (...later: readonly string[]): string => [HEADER, ...later, ''].join('\n');

async function readAll(path: string): Promise<{ header: RecordingHeader; items: RecordedItem[] }> {
  const { header, items } = await openRecording(path);
  const read: RecordedItem[] = [];
  for await (const chunk of items) read.push(...chunk);
  return { header, items: read };
}
const itemsOf = async (...later: readonly string[]): Promise<RecordedItem[]> =>
  (await readAll(await fileOf(lines(...later)))).items;

/** What reading `content` fails with. */
async function failureOf(content: string | Uint8Array): Promise<RecordingError> {
  const path = await fileOf(content);
  try {
    await readAll(path);
  } catch (error) {
    if (error instanceof RecordingError) {
      expect(error.message).toContain(path);
      return error;
    }
    throw error;
  }
  throw new Error('was read');
}

const registration: fc.Arbitrary<RecordedRegistration> = fc.record({
  regionId: anyId,
  requestId: anyId,
  storeId: fc.constantFrom('1', '2'),
  span: fc.record({ startKey: anyBytes, endKey: anyBytes }),
  epoch: fc.record({ confVer: anyId, version: anyId }),
  checkpointTs: anyTs,
});
const recorded = { atMs: fc.nat(), storeId: fc.constantFrom('1', '2', '0') };
const item: fc.Arbitrary<ItemToRecord> = fc.oneof(
  fc.record({ ...recorded, kind: fc.constant('message' as const), message: anyChangeDataEvent }),
  fc
    .record({ ...recorded, kind: fc.constant('register' as const), registration })
    .map((one) => ({ ...one, registration: { ...one.registration, storeId: one.storeId } })),
  fc.record({ ...recorded, kind: fc.constant('error' as const), grpcStatus: fc.constantFrom('14', '1') }),
);
const header: fc.Arbitrary<RecordingHeader> = fc.record({
  source: fc.string(),
  clusterId: fc.constantFrom('', '7000000000000000000'),
  startTs: anyTs,
  regions: fc.array(registration, { maxLength: 3 }),
});

/** Plain bytes instead of Buffers, deep down. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

describe('a recording', () => {
  it.each(['ndjson', 'ndjson.gz'])('is read as it was written (%s)', async (ending) => {
    await fc.assert(
      fc.asyncProperty(header, fc.array(item, { maxLength: 8 }), async (begin, items) => {
        const path = newPath(ending);
        const writer = await createRecording(path, begin);
        for (const one of items) await writer.write(one);
        await writer.close();
        const read = await readAll(path);
        expect(plain(read.header)).toEqual(plain(begin));
        expect(plain(read.items)).toEqual(plain(items.map((one, i) => ({ ...one, line: i + 2 }))));
      }),
      { numRuns: 40 },
    );
  });

  const messageOf = (bytes: number, regionId: number): ChangeDataEvent => ({
    events: [{ regionId, requestId: 1, index: 0, entries: [prewrite(3n, { value: Buffer.alloc(bytes, regionId) })] }],
  });

  it.each(['ndjson', 'ndjson.gz'])(
    'is read over chunk boundaries, with lines longer than a chunk (%s)',
    async (ending) => {
      const sizes = [10, 200_000, 3, 700_000, 70_000, 70_000, 70_000, 1, 300_000, 5];
      const path = newPath(ending);
      const writer = await createRecording(path, { source: '', clusterId: '', startTs: 1n, regions: [] });
      for (const [i, bytes] of sizes.entries()) {
        await writer.write({ kind: 'message', atMs: i, storeId: '1', message: messageOf(bytes, i + 1) });
      }
      await writer.close();
      const { items } = await openRecording(path);
      const read: RecordedItem[] = [];
      let chunks = 0;
      for await (const chunk of items) {
        chunks += 1;
        read.push(...chunk);
      }
      expect(chunks).toBeGreaterThan(2);
      const told = read.map((one) => {
        const entry = one.kind === 'message' ? one.message.events[0]?.entries?.[0] : undefined;
        return [one.line, one.atMs, entry?.value.length, entry?.value.at(-1)];
      });
      expect(told).toEqual(sizes.map((bytes, i) => [i + 2, i, bytes, i + 1]));
    },
  );

  it('may lack the last line end', async () => {
    const path = await fileOf(`${HEADER}\n{"atMs":1,"message":{}}`);
    expect((await readAll(path)).items).toEqual([
      { kind: 'message', atMs: 1, storeId: '0', line: 2, message: { events: [] } },
    ]);
    expect((await readAll(await fileOf(HEADER))).items).toEqual([]);
  });

  it('may have blank lines, which count', async () => {
    expect((await itemsOf('', '{"message":{}}', '', '{"message":{}}')).map(({ line }) => line)).toEqual([3, 5]);
  });

  it('is known by its first bytes, not by its name', async () => {
    const path = await fileOf(gzipSync(lines('{"error":"14"}')));
    expect((await readAll(path)).items).toEqual([{ kind: 'error', atMs: 0, storeId: '0', line: 2, grpcStatus: '14' }]);
  });

  it('is read in several gzip members', async () => {
    const path = await fileOf(Buffer.concat([gzipSync(`${HEADER}\n`), gzipSync('{"message":{}}\n')]));
    expect((await readAll(path)).items).toHaveLength(1);
  });

  it('takes header fields it does not know for nothing, and regions’ defaults from the header', async () => {
    const begin = {
      format: 'tivalve-recording',
      version: 1,
      later: {},
      startTs: '5',
      requestId: '9',
      storeId: '3',
      regions: [
        { id: '1', startKey: '61', endKey: '', later: 1 },
        { id: 2, requestId: '8', storeId: '4', checkpointTs: '6', epoch: { confVer: '1', version: '2' } },
      ],
    };
    const { header: read } = await readAll(await fileOf(`${JSON.stringify(begin)}\n`));
    expect(plain(read)).toEqual({
      source: '',
      clusterId: '',
      startTs: 5n,
      regions: [
        {
          regionId: 1,
          requestId: 9,
          storeId: '3',
          span: { startKey: Uint8Array.of(0x61), endKey: new Uint8Array(0) },
          epoch: { confVer: 0, version: 0 },
          checkpointTs: 5n,
        },
        {
          regionId: 2,
          requestId: 8,
          storeId: '4',
          span: { startKey: new Uint8Array(0), endKey: new Uint8Array(0) },
          epoch: { confVer: 1, version: 2 },
          checkpointTs: 6n,
        },
      ],
    });
  });

  it('takes original names, enums by number and blanks in messages', async () => {
    const [read] = await itemsOf(
      '{ "message": {"events": [{"region_id": "3", "entries": {"entries": [{"start_ts": "7", "type": 1, "op_type": 1}]}}]} }',
    );
    expect(read).toMatchObject({
      message: { events: [{ regionId: 3, entries: [{ startTs: 7n, type: 'PREWRITE', op: 'PUT' }] }] },
    });
  });

  it('reads a registration and the end of a store', async () => {
    const items = await itemsOf(
      '{"atMs":3,"storeId":"2","register":{"regionId":"7","requestId":"8","startKey":"6A","endKey":"6b","checkpointTs":"9"}}',
      '{"atMs":4,"storeId":2,"error":14}',
    );
    expect(plain(items)).toEqual([
      {
        kind: 'register',
        atMs: 3,
        storeId: '2',
        line: 2,
        registration: {
          regionId: 7,
          requestId: 8,
          storeId: '2',
          span: { startKey: Uint8Array.of(0x6a), endKey: Uint8Array.of(0x6b) },
          epoch: { confVer: 0, version: 0 },
          checkpointTs: 9n,
        },
      },
      { kind: 'error', atMs: 4, storeId: '2', line: 3, grpcStatus: '14' },
    ]);
  });

  it.each([
    { what: 'nothing', content: '', code: 'TV_RECORDING_HEADER', says: 'is empty' },
    {
      what: 'a first line that is not JSON',
      content: 'hello\n',
      code: 'TV_RECORDING_HEADER',
      says: 'line 1: not JSON',
    },
    { what: 'no header', content: '{"message":{}}\n', code: 'TV_RECORDING_HEADER', says: 'line 1: not a header' },
    { what: 'a header that is a list', content: '[]\n', code: 'TV_RECORDING_HEADER', says: 'line 1: not a header' },
    {
      what: 'another version',
      content: HEADER.replace('"version":1', '"version":2'),
      code: 'TV_RECORDING_VERSION',
      says: 'line 1: version 2',
    },
    { what: 'no version', content: HEADER.replace('"version":1,', ''), code: 'TV_RECORDING_VERSION', says: 'line 1' },
    {
      what: 'no start',
      content: HEADER.replace('"startTs":"5",', ''),
      code: 'TV_RECORDING_HEADER',
      says: 'startTs must be a ts',
    },
    {
      what: 'a start as a number',
      content: HEADER.replace('"5"', '5'),
      code: 'TV_RECORDING_HEADER',
      says: 'startTs must be a ts',
    },
    {
      what: 'no regions',
      content: HEADER.replace(',"regions":[]', ''),
      code: 'TV_RECORDING_HEADER',
      says: 'regions must be an array',
    },
    {
      what: 'a region that is text',
      content: HEADER.replace('[]', '["x"]'),
      code: 'TV_RECORDING_HEADER',
      says: 'regions[0] must be an object',
    },
    {
      what: 'a region without id',
      content: HEADER.replace('[]', '[{}]'),
      code: 'TV_RECORDING_HEADER',
      says: 'regionId must be an id',
    },
    {
      what: 'a region id that is no whole number',
      content: HEADER.replace('[]', '[{"id":1.5}]'),
      code: 'TV_RECORDING_HEADER',
      says: 'regionId must be an id',
    },
    {
      what: 'a key that is not hex',
      content: HEADER.replace('[]', '[{"id":"1","startKey":"6"}]'),
      code: 'TV_RECORDING_HEADER',
      says: 'startKey must be hex',
    },
  ])('with $what is refused', async ({ content, code, says }) => {
    const failure = await failureOf(content);
    expect([failure.code, failure.message]).toEqual([code, expect.stringContaining(says)]);
    expect(failure.hint === undefined || failure.hint.length > 0).toBe(true);
  });

  it.each([
    { what: 'that is not JSON', line: '{"atMs":1', says: 'not JSON' },
    { what: 'that is a list', line: '[]', says: 'a line must be an object' },
    { what: 'of nothing', line: '{"atMs":1}', says: 'a line must have a message, a register or an error' },
    { what: 'with a time that is text', line: '{"atMs":"1","message":{}}', says: 'atMs must be a number' },
    { what: 'with a time below zero', line: '{"atMs":-1,"message":{}}', says: 'atMs must be a number' },
    { what: 'with a store that is a list', line: '{"storeId":[],"message":{}}', says: 'storeId must be a string' },
    { what: 'with a message of null', line: '{"message":null}', says: 'message must be an object' },
    {
      what: 'with an unknown enum',
      line: '{"message":{"events":[{"entries":{"entries":[{"type":"PREWRITTEN"}]}}]}}',
      says: 'message.events[0].entries.entries[0].type must be a cdcpb.Event.LogType, found "PREWRITTEN"',
    },
    {
      what: 'with a wrong type',
      line: '{"message":{"events":[{"entries":{"entries":[{},{"startTs":true}]}}]}}',
      says: 'message.events[0].entries.entries[1].startTs must be an unsigned 64-bit integer',
    },
    {
      what: 'with a registration without ts',
      line: '{"register":{"regionId":"1"}}',
      says: 'checkpointTs must be a ts',
    },
    {
      what: 'with a registration’s key not in hex',
      line: '{"register":{"regionId":"1","startKey":"zz"}}',
      says: 'startKey must be hex',
    },
    {
      what: 'with a registration’s epoch as text',
      line: '{"register":{"regionId":"1","epoch":"1"}}',
      says: 'epoch must be an object',
    },
  ])('with a line $what is refused there', async ({ line, says }) => {
    const failure = await failureOf(lines('{"message":{}}', '', line, '{"message":{}}'));
    expect(failure.code).toBe('TV_RECORDING_LINE');
    expect(failure.message).toContain(`line 4: `);
    expect(failure.message).toContain(says);
  });

  it('names the line also behind many chunks', async () => {
    const filler = '{"message":{}}'.padEnd(1000, ' ');
    const failure = await failureOf(lines(...Array.from({ length: 1500 }, () => filler), 'oops', filler));
    expect(failure.message).toContain('line 1502: not JSON');
  });

  it('that is cut off in a line is refused with the line', async () => {
    const failure = await failureOf(lines('{"message":{}}', '{"message":{"events":[').trimEnd());
    expect([failure.code, failure.message]).toEqual([
      'TV_RECORDING_TRUNCATED',
      expect.stringContaining('line 3 ends in the middle'),
    ]);
  });

  it('that is a damaged gzip file is refused after the last whole line', async () => {
    const values = fc.sample(fc.uint8Array({ minLength: 500, maxLength: 500 }), { numRuns: 2000, seed: 1 });
    const content = lines(...values.map((value) => JSON.stringify({ error: Buffer.from(value).toString('base64') })));
    const whole = gzipSync(content);
    expect(gunzipSync(whole).toString()).toBe(content);
    for (const [bytes, atLeast] of [
      [whole.subarray(0, whole.length - 1), 1000],
      [whole.subarray(0, whole.length >> 1), 200],
    ] as const) {
      const failure = await failureOf(bytes);
      expect(failure.code).toBe('TV_RECORDING_TRUNCATED');
      expect(Number(/after line (\d+)/.exec(failure.message)?.[1])).toBeGreaterThan(atLeast);
    }
    const changed = Uint8Array.from(whole);
    changed.fill(0, whole.length - 8, whole.length - 4); // The checksum.
    expect((await failureOf(changed)).code).toBe('TV_RECORDING_TRUNCATED');
    expect((await failureOf(whole.subarray(0, 12))).code).toBe('TV_RECORDING_TRUNCATED');
  });

  it('that is not there is refused', async () => {
    const path = join(folder, 'no such file');
    expect(await codeRejectedBy(openRecording(path))).toBe('TV_RECORDING_UNREADABLE');
    await expect(openRecording(path)).rejects.toThrow(path);
    expect(await codeRejectedBy(openRecording(folder))).toBe('TV_RECORDING_UNREADABLE');
  });

  it('can be left in the middle', async () => {
    const { items } = await openRecording(
      await fileOf(lines(...Array.from({ length: 2000 }, () => '{"message":{}}'.padEnd(500, ' ')))),
    );
    await items.next();
    await items.return();
    expect((await items.next()).done).toBe(true);
  });

  it.each(['ndjson', 'ndjson.gz'])('that cannot be written says so (%s)', async (ending) => {
    const write = async (): Promise<void> => {
      const writer = await createRecording(join(folder, 'no', `such.${ending}`), {
        source: '',
        clusterId: '',
        startTs: 1n,
        regions: [],
      });
      await writer.close();
    };
    expect(await codeRejectedBy(write())).toBe('TV_RECORDING_UNWRITABLE');
  });
});
