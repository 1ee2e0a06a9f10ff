import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { lastValueFrom, map, of, toArray, VirtualTimeScheduler } from 'rxjs';
import { type LoadedRecording, loadRecording } from '../../src/emulator/loadRecording';
import type { ShownValue } from '../../src/emulator/tidb/datum';
import { EmulatedDatabase } from '../../src/emulator/tidb/EmulatedDatabase';
import type { ShownRow } from '../../src/emulator/tidb/TableLayout';
import { EmulatorError } from '../../src/errors/TiValveError';
import type { KvChange } from '../../src/model/kv';
import { NO_METRICS } from '../../src/model/metrics';
import { physicalMsOf } from '../../src/model/ts';
import { matchPrewriteCommit } from '../../src/operators/matchPrewriteCommit';
import { mergeResolvedTs } from '../../src/operators/mergeResolvedTs';
import { sortByCommitTs } from '../../src/operators/sortByCommitTs';
import { replaySource } from '../../src/sources/replaySource';
import { goldenPath, readExpected } from '../helpers/golden';
import { MemoryTransactionalStore } from '../helpers/memoryTransactionalStore';

/** What the product makes of a recording, up to its last resolved ts. */
async function productChanges(recording: string, schema: string): Promise<readonly KvChange[]> {
  const source = replaySource({ recording, schema });
  const opened = await source.open({ pause$: of(false), metrics: NO_METRICS } as Parameters<typeof source.open>[0]);
  const flows = await lastValueFrom(
    opened.feeds$.pipe(
      map((feed) =>
        feed.kind === 'region'
          ? {
              ...feed,
              stream$: feed.stream$.pipe(matchPrewriteCommit({ startTs: feed.registration.checkpointTs })),
            }
          : feed,
      ),
      mergeResolvedTs({ span: opened.span, startTs: opened.startTs }),
      sortByCommitTs(),
      toArray(),
    ),
  );
  return flows.flatMap((flow) => (flow.kind === 'batch' ? flow.items : []));
}

function fingerprint({ key, value, oldValue, op, startTs, commitTs }: KvChange): string {
  const bytes = op === 'DELETE' ? 'deleted' : Buffer.from(value).toString('base64');
  return [commitTs, startTs, Buffer.from(key).toString('base64'), bytes, Buffer.from(oldValue).toString('base64')].join(
    ' ',
  );
}

const CASES = ['workload', 'workload_latescan', 'live', 'live_late'];

describe('loadRecording', () => {
  it.each(CASES)('gives the changes of %s that the product finds', async (name) => {
    const recording = goldenPath(name, 'events.ndjson.gz');
    const schema = goldenPath(name.split('_')[0] ?? name, 'schema.json.gz');
    const store = new MemoryTransactionalStore();
    const loaded = await loadRecording(store, recording, { schema });
    const wanted = await productChanges(recording, schema);
    const lastTs = wanted.at(-1)?.commitTs ?? 0n;
    const found = store.changes(loaded.startTs).filter(({ commitTs }) => commitTs <= lastTs);
    expect(found.map(fingerprint).sort()).toEqual(wanted.map(fingerprint).sort());
    expect(found.length).toBeGreaterThan(1000);
  });

  it.each(['workload', 'live'])('gives %s the tables that TiDB had', async (name) => {
    const store = new MemoryTransactionalStore();
    await loadRecording(store, goldenPath(name, 'events.ndjson.gz'));
    const db = new EmulatedDatabase(store);
    const { atTs, tables } = readExpected(name);
    const wanted = Object.entries(tables).map(([table, { columns, rows }]) => [table, shownRows(columns, rows)]);
    const found = [...db.allRows(BigInt(atTs))].map(([table, rows]) => [table, rows.map(textOf).sort()]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
  });

  it('plays live in commit order, at the speed that is asked for', async () => {
    const store = new MemoryTransactionalStore();
    const scheduler = new VirtualTimeScheduler();
    const visible: { readonly atMs: number; readonly commitTs: bigint }[] = [];
    const restore = store.restore.bind(store);
    store.restore = (version: Parameters<typeof restore>[0], isVisible = true) => {
      if (isVisible) visible.push({ atMs: scheduler.now(), commitTs: version.commitTs });
      restore(version);
    };
    const loading = loadRecording(store, goldenPath('workload', 'events.ndjson.gz'), {
      serve: 'live',
      speed: 2,
      scheduler,
    });
    let loaded: Awaited<typeof loading> | undefined;
    void loading.then((result) => {
      loaded = result;
    });
    while (loaded === undefined) {
      scheduler.flush();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(visible).toHaveLength(loaded.changes);
    const { startTs } = loaded;
    for (const [i, { atMs, commitTs }] of visible.entries()) {
      expect(commitTs).toBeGreaterThanOrEqual(visible[i - 1]?.commitTs ?? 0n);
      expect(atMs).toBeCloseTo((physicalMsOf(commitTs) - physicalMsOf(startTs)) / 2, 3);
    }
  });
});

describe('loadRecording of made-up files', () => {
  const HEADER = JSON.stringify({ format: 'tivalve-recording', version: 1, startTs: '100', regions: [] });
  const KEY = Buffer.from('k').toString('base64');
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tivalve-recording-'));
    await writeFile(join(folder, 'schema.json'), '[]');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function load(lines: readonly string[]): Promise<{
    readonly store: MemoryTransactionalStore;
    readonly loaded: LoadedRecording;
  }> {
    const path = join(folder, 'events.ndjson');
    await writeFile(path, lines.join('\n'));
    const store = new MemoryTransactionalStore();
    return { store, loaded: await loadRecording(store, path) };
  }

  function entries(...rows: readonly Record<string, unknown>[]): string {
    return JSON.stringify({ atMs: 1, storeId: '1', message: { events: [{ entries: { entries: rows } }] } });
  }

  function value(text: string): string {
    return Buffer.from(text).toString('base64');
  }

  const prewrite = { type: 'PREWRITE', opType: 'PUT', key: KEY, startTs: '110', value: value('new') };
  const commit = { type: 'COMMIT', opType: 'PUT', key: KEY, startTs: '110', commitTs: '120' };

  it('matches a commit that comes before its prewrite', async () => {
    const { store, loaded } = await load([HEADER, entries(commit), entries(prewrite)]);
    expect(Buffer.from(store.read(Buffer.from('k'), 120n) ?? []).toString()).toBe('new');
    expect(loaded).toMatchObject({ transactions: 1, changes: 1, abandoned: 0, unmatched: 0, lastCommitTs: 120n });
  });

  it('takes neither a heartbeat nor an earlier flush for the value', async () => {
    const flush = { ...prewrite, generation: '2', value: value('flushed') };
    const rows = [{ ...prewrite, generation: '1' }, flush, { ...prewrite, generation: '1' }];
    const { store } = await load([HEADER, entries(...rows, { ...flush, value: '' }, commit)]);
    expect(Buffer.from(store.read(Buffer.from('k'), 120n) ?? []).toString()).toBe('flushed');
  });

  it('leaves out what never committed and what was rolled back', async () => {
    const other = { ...prewrite, startTs: '111' };
    const rollback = { type: 'ROLLBACK', key: KEY, startTs: '111' };
    const { store, loaded } = await load([HEADER, entries(prewrite, other), entries(rollback)]);
    expect(store.changes()).toEqual([]);
    expect(loaded).toMatchObject({ abandoned: 1, changes: 0 });
  });

  it('takes a change that was sent twice once', async () => {
    const committed = { ...prewrite, type: 'COMMITTED', commitTs: '120' };
    const { store } = await load([HEADER, entries(prewrite, commit), entries(committed)]);
    expect(store.changes()).toHaveLength(1);
  });

  it('knows rows from before by their old values', async () => {
    const { store } = await load([HEADER, entries({ ...prewrite, oldValue: value('old') }, commit)]);
    expect(Buffer.from(store.read(Buffer.from('k'), 100n) ?? []).toString()).toBe('old');
  });

  it.each([
    { title: 'an empty file', lines: [], message: /line 1/ },
    { title: 'another header', lines: ['{"format":"x"}'], message: /line 1: not a header/ },
    { title: 'a line that is not JSON', lines: [HEADER, '', '{'], message: /events\.ndjson: line 3/ },
    {
      title: 'a ts that is none',
      lines: [HEADER, entries({ ...prewrite, startTs: 'x' })],
      message: /line 2.*not a ts/,
    },
  ])('refuses $title', async ({ lines, message }) => {
    await expect(load(lines)).rejects.toThrow(message);
    await expect(load(lines)).rejects.toBeInstanceOf(EmulatorError);
  });

  it('refuses a file that is cut off', async () => {
    const path = join(folder, 'events.ndjson.gz');
    await writeFile(path, gzipSync(`${HEADER}\n${entries(prewrite)}`).subarray(0, -20));
    await expect(loadRecording(new MemoryTransactionalStore(), path)).rejects.toThrow(
      /events\.ndjson\.gz: .*unexpected end/,
    );
  });

  it('names the schema that is missing', async () => {
    await rm(join(folder, 'schema.json'));
    await expect(load([HEADER])).rejects.toThrow(/no schema\.json/);
  });
});

type ExpectedTable = ReturnType<typeof readExpected>['tables'][string];

/** Rows as TiDB answered them, in the form of `textOf`. */
function shownRows(columns: ExpectedTable['columns'], rows: ExpectedTable['rows']): readonly string[] {
  const stored = columns.map((column, i) => ({ ...column, i })).filter(({ generated }) => generated !== 'virtual');
  return rows
    .map((row) =>
      textOf(Object.fromEntries(stored.map(({ name, type, i }) => [name, shownValue(type, row[i] ?? null)]))),
    )
    .sort();
}

function shownValue(type: string, value: ExpectedTable['rows'][number][number]): ShownValue {
  if (value === null) return null;
  if (typeof value === 'object')
    return type.startsWith('bit')
      ? BigInt(`0x${value.hex}`).toString()
      : Buffer.from(value.hex, 'hex').toString('base64');
  return /^(float|double|(tiny|small|medium|)int|year)/.test(type) ? Number(value) : value;
}

function textOf(row: ShownRow): string {
  return JSON.stringify(row);
}
