import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { seededRandom } from '../../src/testing';
import {
  applyLines,
  comparable,
  goldenPath,
  readExpected,
  readJobs,
  readSnapshots,
  replayLines,
} from '../helpers/golden';

const CASES = [
  { name: 'workload', schemaOf: 'workload' },
  { name: 'live', schemaOf: 'live' },
  { name: 'workload_latescan', schemaOf: 'workload' },
  { name: 'live_late', schemaOf: 'live' },
  { name: 'all_types', schemaOf: 'all_types' },
  { name: 'dml', schemaOf: 'dml' },
  { name: 'dml_latescan', schemaOf: 'dml' },
  { name: 'ddl', schemaOf: 'ddl' },
];

const filesOf = ({ name, schemaOf }: { name: string; schemaOf: string }) => ({
  recording: goldenPath(name, 'events.ndjson.gz'),
  schema: goldenPath(schemaOf, 'schema.json.gz'),
});

describe('the main path on recordings of real TiDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-golden-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  describe.each(CASES)('$name', (golden) => {
    let lines: readonly string[] = [];
    beforeAll(async () => {
      lines = await replayLines(filesOf(golden));
    }, 60_000);

    it('gives what TiDB has at the end', () => {
      const { wanted, found } = comparable(readExpected(golden.schemaOf), applyLines(lines));
      expect(found).toEqual(wanted);
    });

    it('brings rows and DDLs in commit order, with one resolved line at the end', () => {
      let last = 0n;
      const events = lines.map((line) => JSON.parse(line) as { type: string; commitTs?: string; ts?: string });
      expect(events.filter(({ type }) => type === 'resolved')).toHaveLength(1);
      for (const { type, commitTs } of events) {
        if (type === 'resolved') continue;
        const ts = BigInt(commitTs ?? '0');
        expect(ts).toBeGreaterThanOrEqual(last);
        last = ts;
      }
      expect(BigInt(events.at(-1)?.ts ?? '0')).toBeGreaterThanOrEqual(last);
    });

    it('tells each finished DDL once, as TiDB has it', () => {
      const told = lines
        .map(
          (line) =>
            JSON.parse(line) as { type: string; query: string; startTs: string; commitTs: string; ddlType: string },
        )
        .filter(({ type }) => type === 'ddl');
      const jobs = readJobs(golden.schemaOf);
      expect(told.map(({ query, startTs }) => ({ query, startTs }))).toEqual(
        jobs.map(({ query, startTs }) => ({ query, startTs })),
      );
      for (const [i, { type, doneCommitTs }] of jobs.entries()) {
        // What the live cluster recorded has no names and no ts of the job rows.
        if (type !== undefined) expect(told[i]?.ddlType).toBe(type);
        if (doneCommitTs !== undefined) expect(told[i]?.commitTs).toBe(doneCommitTs);
      }
    });

    it.each(readSnapshots(golden.schemaOf).map((snapshot) => ({ atTs: snapshot.atTs, snapshot })))(
      'gives what TiDB had at $atTs',
      async ({ atTs, snapshot }) => {
        const upTo = await replayLines(filesOf(golden), { targetTs: atTs });
        expect(JSON.parse(upTo.at(-1) ?? '{}')).toEqual({ type: 'resolved', ts: atTs });
        const { wanted, found } = comparable(snapshot, applyLines(upTo));
        expect(found).toEqual(wanted);
      },
      60_000,
    );
  });

  it('gives the same bytes with small batches and little room', async () => {
    const golden = filesOf({ name: 'workload', schemaOf: 'workload' });
    const plain = await replayLines(golden);
    const narrow = await replayLines(golden, {}, { maxBatchRows: 3, maxInFlightBytes: 1024 });
    expect(narrow).toEqual(plain);
  }, 60_000);

  it('gives the same bytes when the messages of different regions come in another order', async () => {
    const golden = filesOf({ name: 'workload', schemaOf: 'workload' });
    const plain = await replayLines(golden);
    for (const seed of [1, 2]) {
      const recording = join(folder, `shuffled-${seed}.ndjson`);
      writeFileSync(recording, interleaveOtherwise(gunzipSync(readFileSync(golden.recording)).toString(), seed));
      expect(await replayLines({ ...golden, recording })).toEqual(plain);
    }
  }, 60_000);

  it('gives the same rows when they are seen through late scans', async () => {
    const rowsOf = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('{"type":"resolved"')).sort();
    const plain = await replayLines(filesOf({ name: 'workload', schemaOf: 'workload' }));
    const late = await replayLines(filesOf({ name: 'workload_latescan', schemaOf: 'workload' }));
    expect(rowsOf(late)).toEqual(rowsOf(plain));
  }, 60_000);

  it('keeps the sum of all balances at every resolved ts', async () => {
    const golden = filesOf({ name: 'live', schemaOf: 'live' });
    const lines = await replayLines(golden);
    const balances = new Map<string, bigint>();
    const cents = (text: unknown): bigint => BigInt(String(text).replace('.', ''));
    let sum = 0n;
    let wrong = 0;
    let checked = 0;
    let lastTs = '';
    let filled = false;
    for (const line of lines) {
      const event = JSON.parse(line) as {
        type: string;
        table?: string;
        commitTs: string;
        row?: Record<string, unknown>;
        before?: Record<string, unknown>;
      };
      if (event.type === 'resolved' || event.type === 'ddl' || event.table !== 'accounts') continue;
      // Between two transactions the sum must be whole, once the accounts were filled.
      if (event.commitTs !== lastTs && filled) {
        checked += 1;
        if (sum !== 40_000_000n) wrong += 1;
      }
      lastTs = event.commitTs;
      const id = String((event.row ?? event.before)?.['id']);
      sum -= balances.get(id) ?? 0n;
      balances.delete(id);
      if (event.row) {
        balances.set(id, cents(event.row['balance']));
        sum += cents(event.row['balance']);
      }
      if (sum === 40_000_000n) filled = true;
    }
    expect(checked).toBeGreaterThan(500);
    expect(wrong).toBe(0);
    expect(sum).toBe(40_000_000n);
  }, 60_000);
});

/** Splits messages by region and lets regions overtake each other; within a region, order stays. */
function interleaveOtherwise(text: string, seed: number): string {
  const random = seededRandom(seed);
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const out = [header];
  let waiting: string[][] = [];
  const flush = (): void => {
    while (waiting.length > 0) {
      const at = Math.floor(random() * waiting.length);
      const queue = waiting[at] as string[];
      out.push(queue.shift() as string);
      if (queue.length === 0) waiting.splice(at, 1);
    }
    waiting = [];
  };
  const queues = new Map<string, string[]>();
  for (const line of lines) {
    const item = JSON.parse(line) as {
      atMs: number;
      storeId: string;
      message?: { events?: { regionId: string }[]; resolvedTs?: object };
    };
    const events = item.message?.events ?? [];
    if (events.length === 0 || item.message?.resolvedTs !== undefined) {
      // A batched promise is of several regions: nothing may overtake it.
      flush();
      queues.clear();
      out.push(line);
      continue;
    }
    for (const event of events) {
      const queue = queues.get(event.regionId) ?? [];
      if (queue.length === 0) {
        queues.set(event.regionId, queue);
        waiting.push(queue);
      }
      queue.push(JSON.stringify({ ...item, message: { events: [event] } }));
    }
  }
  flush();
  return `${out.join('\n')}\n`;
}
