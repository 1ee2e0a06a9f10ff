import { readFileSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import { TiValveError } from '../../src/errors/TiValveError';
import type { KvChange } from '../../src/model/kv';
import { decodeDdlJob } from '../../src/schema/ddlJob';
import { decodeMetaKey, parseKey } from '../../src/schema/keys';
import { normalizeQuery } from '../../src/schema/normalizeQuery';
import { decodeRow } from '../../src/schema/rowCodec';
import { createSchemaStorage } from '../../src/schema/schemaStorage';
import { parseSchemaJson, type TableSchema, tableInfoOf, tableSchemaOf } from '../../src/schema/tableInfo';
import { salvageJob } from '../../src/schema/unreadableJob';
import { seededRandom } from '../../src/testing';
import { changeDataEventToJson } from '../../src/wire/changeDataJson';
import { decodeChangeDataEvent } from '../../src/wire/decodeChangeDataEvent';
import { cdcpb } from '../../src/wire/generated/messages';
import { openRecording } from '../../src/wire/recording';
import { goldenPath } from '../helpers/golden';
import { heapBytes } from '../helpers/heapBytes';
import { mutate } from './mutate';

/** `FUZZ_RUNS=1000000 npx jest spec/fuzz` is the long one, `npm run fuzz`. Without it, so many seconds a target. */
const RUNS = process.env['FUZZ_RUNS'] === undefined ? undefined : Number(process.env['FUZZ_RUNS']);
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 10);
const SEED = Number(process.env['SEED'] ?? 1);
const LIMIT_MS = RUNS === undefined ? SECONDS * 1000 + 60_000 : 1_800_000;
/** One input may not take longer; most take microseconds. */
const SLOW_MS = 1000;
/** What all inputs together may leave behind, and what one may take; most of them take a few KiB. */
const MAX_HEAP_GROWTH_BYTES = 32 * 1024 * 1024;
const MAX_INPUT_BYTES = 64 * 1024 * 1024;

interface Target {
  readonly corpus: readonly Uint8Array[];
  /** Reads the bytes; answers whether what came of them is of a right type. */
  readonly read: (bytes: Uint8Array) => boolean;
}

interface Seeds {
  readonly keys: Uint8Array[];
  readonly rows: { readonly key: Uint8Array; readonly value: Uint8Array; readonly table: TableSchema }[];
  readonly metaKeys: Uint8Array[];
  readonly tableInfos: Uint8Array[];
  readonly jobs: KvChange[];
  readonly messages: Uint8Array[];
}

/** What real TiDB wrote, as the ground that mutations start from. */
async function readSeeds(): Promise<Seeds> {
  const seeds: Seeds = { keys: [], rows: [], metaKeys: [], tableInfos: [], jobs: [], messages: [] };
  for (const name of ['ddl', 'all_types']) {
    const pairs = (
      JSON.parse(gunzipSync(readFileSync(goldenPath(name, 'schema.json.gz'))).toString()) as {
        readonly key: string;
        readonly value: string;
      }[]
    ).map(({ key, value }) => ({ key: Buffer.from(key, 'base64'), value: Buffer.from(value, 'base64') }));
    for (const { key, value } of pairs) {
      seeds.metaKeys.push(key);
      if (value[0] === 0x7b) seeds.tableInfos.push(value);
    }
    const recording = await openRecording(goldenPath(name, 'events.ndjson.gz'));
    const schema = createSchemaStorage(pairs, recording.header.startTs);
    for await (const items of recording.items) {
      for (const item of items) {
        if (item.kind !== 'message') continue;
        if (seeds.messages.length < 300) {
          const { ChangeDataEvent } = cdcpb;
          const json = changeDataEventToJson(item.message);
          seeds.messages.push(ChangeDataEvent.encode(ChangeDataEvent.fromObject(json)).finish());
        }
        for (const entry of item.message.events.flatMap(({ entries }) => entries ?? [])) {
          if (entry.key[0] !== 0x74 || entry.value.length === 0) continue;
          if (seeds.keys.length < 3000) seeds.keys.push(entry.key);
          const { key, value, oldValue, startTs, commitTs } = entry;
          const job: KvChange = { op: 'PUT', key, value, oldValue, startTs, commitTs };
          if (Buffer.from(value).includes('"schema_name"')) {
            seeds.jobs.push(job);
            try {
              const done = decodeDdlJob({ ...job, commitTs: startTs }, undefined);
              if (done?.table !== undefined) seeds.rows.push(...rowsOf(done.table, key));
            } catch {
              // A job of another shape; what it holds is mutated all the same.
            }
          }
          const table = schema.tableAt(Number(idOf(key)), startTs);
          if (table !== undefined && seeds.rows.length < 2000) seeds.rows.push({ key, value, table });
        }
      }
    }
  }
  return seeds;
}

const idOf = (key: Uint8Array): bigint => Buffer.from(key).readBigUInt64BE(1) - 0x8000_0000_0000_0000n;

/** An empty row of a table, which all columns are then looked for in. */
function rowsOf(info: Parameters<typeof tableSchemaOf>[1], key: Uint8Array): Seeds['rows'] {
  const table = tableSchemaOf('db', info, undefined);
  return [{ key, value: Buffer.from('800000000000', 'hex'), table }];
}

/** Whether it is slow again, in time of the processor: the machine may have been busy with others. */
function isSlow(work: () => unknown): boolean {
  const before = process.cpuUsage();
  try {
    work();
  } catch {
    // Refused, which is not what is asked here.
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 > SLOW_MS;
}

/** Also of what is garbage by now: a collection meanwhile makes it less, and nothing makes it more than was taken. */
function allocatedBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

const isColumnValue = (value: unknown): boolean =>
  value === null || ['number', 'bigint', 'string'].includes(typeof value) || value instanceof Uint8Array;

describe('mutated bytes', () => {
  let seeds: Seeds;
  beforeAll(async () => {
    seeds = await readSeeds();
  }, 60_000);

  const targets: Readonly<Record<string, () => Target>> = {
    keys: () => ({ corpus: seeds.keys, read: (bytes) => typeof parseKey(bytes).kind === 'string' }),
    'keys of metadata': () => ({
      corpus: seeds.metaKeys,
      read: (bytes) => typeof decodeMetaKey(bytes).kind === 'string',
    }),
    rows: () => {
      let turn = 0;
      return {
        corpus: seeds.rows.map(({ value }) => value),
        read: (bytes) => {
          turn = (turn + 1) % seeds.rows.length;
          const seed = seeds.rows[turn];
          if (seed === undefined) return false;
          const values = decodeRow(seed.table, seed.key, bytes);
          return values.length === seed.table.columns.length && values.every(isColumnValue);
        },
      };
    },
    'tables and databases': () => ({
      corpus: seeds.tableInfos,
      read: (bytes) => {
        const info = tableInfoOf(parseSchemaJson(bytes, 'Table:1'));
        return Number.isSafeInteger(tableSchemaOf('db', info, undefined).id);
      },
    }),
    'DDL jobs': () => {
      let turn = 0;
      return {
        corpus: seeds.jobs.map(({ value }) => value),
        read: (bytes) => {
          turn = (turn + 1) % seeds.jobs.length;
          const change = { ...(seeds.jobs[turn] as KvChange), value: bytes };
          try {
            const job = decodeDdlJob(change);
            return job === undefined || typeof normalizeQuery({ ...job, db: 'd', table: 't', tables: [] }) === 'string';
          } catch (error) {
            // What is left of it is asked for next, and has to be there.
            if (error instanceof TiValveError && typeof salvageJob(change, new Map(), error).query !== 'string')
              return false;
            throw error;
          }
        },
      };
    },
    'messages of EventFeed': () => ({
      corpus: seeds.messages,
      read: (bytes) => Array.isArray(decodeChangeDataEvent(bytes).events),
    }),
  };

  it.each(Object.keys(targets))(
    'of %s end in a value or an error of ours',
    (name) => {
      const { corpus, read } = (targets[name] as () => Target)();
      expect(corpus.length).toBeGreaterThan(10);
      const random = seededRandom(SEED);
      const pick = (): Uint8Array => corpus[Math.floor(random() * corpus.length)] as Uint8Array;
      const heapBefore = heapBytes();
      const startedMs = performance.now();
      const isOver = (runs: number): boolean =>
        RUNS === undefined ? performance.now() - startedMs > SECONDS * 1000 : runs >= RUNS;
      let values = 0;
      let refused = 0;
      for (let runs = 0; !isOver(runs); runs += 1) {
        const bytes = mutate(pick(), pick(), random);
        const bytesBefore = allocatedBytes();
        const beganMs = performance.now();
        try {
          if (!read(bytes)) throw new Error('a value of a wrong type');
          values += 1;
        } catch (error) {
          const { code } = error as { code?: unknown };
          if (typeof code !== 'string' || !code.startsWith('TV_')) {
            throw new Error(`seed ${SEED}, run ${runs}: ${Buffer.from(bytes).toString('hex').slice(0, 4000)}`, {
              cause: error,
            });
          }
          refused += 1;
        }
        if (allocatedBytes() - bytesBefore > MAX_INPUT_BYTES) {
          throw new Error(`big, seed ${SEED}, run ${runs}: ${Buffer.from(bytes).toString('hex').slice(0, 4000)}`);
        }
        if (performance.now() - beganMs > SLOW_MS && isSlow(() => read(bytes))) {
          throw new Error(`slow, seed ${SEED}, run ${runs}: ${Buffer.from(bytes).toString('hex').slice(0, 4000)}`);
        }
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(heapBytes() - heapBefore).toBeLessThan(MAX_HEAP_GROWTH_BYTES);
      // Both ends are reached, or the mutations are too weak or too wild.
      expect(values).toBeGreaterThan(0);
      expect(refused).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});
