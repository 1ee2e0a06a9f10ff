import fc from 'fast-check';
import type { ColumnValue, RowEvent } from '../../src/model/row';
import { END_OF_TXN, HEADER } from '../../src/model/rowBatchLayout';
import { BatchMistake, readRowBatch } from '../../src/model/rowBatchReader';
import { ALL_OK, type RowBatch, type Sink } from '../../src/model/sink';
import { definePipeline, type PipelineInput } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { createMountedRow } from '../../src/schema/mountRow';
import { RowBatchEncoder } from '../../src/schema/rowBatchEncoder';
import { replaySource } from '../../src/sources/replaySource';
import { row, table } from '../../src/testing';
import { goldenPath } from '../helpers/golden';
import { firstVersion } from '../helpers/swapCluster';
import { COLUMNS, hex, tableOf } from './tables';

const encoder = new RowBatchEncoder();
const encode = (batch: RowBatch, columns?: readonly number[], before = true): Uint8Array =>
  encoder.encode(batch.rows, { ...batch, schemaVersion: 7, before, ...(columns !== undefined && { columns }) });

/** A value as a batch has it: integers as 64 bits, FLOAT as 32. */
function asInBatch(value: ColumnValue | undefined, kind: string): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'i64' || kind === 'u64') return BigInt.asUintN(64, BigInt(value as number));
  if (kind === 'f32') return Math.fround(value as number);
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

/** Reads a batch back, and holds every value against the rows. */
function check(batch: RowBatch, columns: readonly number[], bytes: Uint8Array): void {
  const read = readRowBatch(bytes);
  expect(read).toMatchObject({ rows: batch.rows.length, schemaVersion: 7, types: batch.rows.map(({ type }) => type) });
  expect(read.after.map(({ index }) => index)).toEqual(columns);
  const [wanted, found]: [unknown[], unknown[]] = [[], []];
  for (const [i, event] of batch.rows.entries()) {
    for (const side of [read.after, read.before]) {
      for (const { index, kind, value } of side) {
        const name = batch.table.columns[index]?.name ?? '';
        const isBefore = side === read.before;
        const there = isBefore ? event.getBefore(name) : event.type === 'delete' ? null : event.get(name);
        wanted.push([i, name, asInBatch(there, kind)]);
        found.push([i, name, asInBatch(value(i), kind)]);
      }
    }
  }
  expect(found).toEqual(wanted);
}

describe('RowBatchEncoder', () => {
  it.each([
    { name: 'all_types', input: {} },
    { name: 'dml', input: {} },
    { name: 'ddl', input: {} },
    // Columns that a transform has added lie in no bytes of TiKV.
    { name: 'dml', input: { through: [firstVersion('', { kind: 'transform' })] } },
    {
      name: 'workload',
      input: { splitUpdates: 'all', mask: [{ matcher: ['shop.users'], columns: ['email'], with: 'hash' }] },
    },
  ] as { name: string; input: Partial<PipelineInput> }[])(
    'says what the rows of $name say, all columns and some, with $input',
    async ({ name, input }) => {
      const source = replaySource({
        recording: goldenPath(name, 'events.ndjson.gz'),
        schema: goldenPath(name, 'schema.json.gz'),
      });
      let count = 0;
      const sink: Sink = {
        emitRowChangedEvents: async (batch) => {
          count += batch.rows.length;
          const all = batch.table.columns.map((_column, i) => i);
          check(batch, all, encode(batch));
          const some = all.filter((i) => i % 3 === 1);
          check(batch, some, encode(batch, some, count % 2 === 0));
          return ALL_OK;
        },
      };
      await runPipeline(definePipeline({ source, sink, forceReplicate: true, ...input })).done;
      expect(count).toBeGreaterThan(50);
    },
    60_000,
  );

  it('says which table, what happened when, and where transactions end', () => {
    const orders = table('shop', 'orders', ['id', 'name'], 2 ** 40 + 5);
    const rows = [
      row(9n, { table: orders, startTs: 8n, endOfTxn: false }),
      row(2n ** 63n, { table: orders, row: null, before: { id: 'x', name: 'y' }, endOfTxn: true }),
    ];
    const bytes = encode({ tableId: 2 ** 40 + 5, table: orders, rows });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    expect(view.getUint32(HEADER.tableIdLow, true)).toBe(5);
    expect(view.getUint32(HEADER.tableIdHigh, true)).toBe(256);
    expect([...bytes.subarray(view.getUint32(HEADER.ops, true)).subarray(0, 2)]).toEqual([1, 3 | END_OF_TXN]);
    expect(view.getBigUint64(view.getUint32(HEADER.commitTs, true) + 8, true)).toBe(2n ** 63n);
    expect(view.getBigUint64(view.getUint32(HEADER.startTs, true), true)).toBe(8n);
    expect(bytes.length % 8).toBe(0);
  });

  it('is empty for no rows and no columns', () => {
    const orders = table('shop', 'orders');
    expect(readRowBatch(encode({ tableId: 1, table: orders, rows: [] }))).toMatchObject({ rows: 0, types: [] });
    expect(readRowBatch(encode({ tableId: 1, table: orders, rows: [row(1n, { table: orders })] }, [])).after).toEqual(
      [],
    );
  });

  const texts = tableOf({ columns: [{ id: 2, name: 't', ...COLUMNS.varchar, charset: 'utf8mb4' }] });
  const textRow = (...bytes: readonly number[]): RowEvent => {
    const value = Buffer.from([0x80, 0, 1, 0, 0, 0, 2, bytes.length, 0, ...bytes]);
    const key = hex('74800000000000002d5f728000000000000001');
    return createMountedRow({ op: 'PUT', key, value, oldValue: hex(''), startTs: 1n, commitTs: 2n }, texts, 45, true);
  };

  it.each([
    { title: 'is none', rows: [[0x61], [0xc3, 0x28]] },
    // Side by side the two halves of é look whole.
    { title: 'ends in the middle of a character', rows: [[0xc3], [0xa9]] },
  ])('refuses a text that $title, and names it', ({ rows }) => {
    const batch = { tableId: 45, table: texts, rows: rows.map((bytes) => textRow(...bytes)) };
    expect(() => encode(batch)).toThrow(
      expect.objectContaining({ code: 'TV_SCHEMA_ROW_CORRUPT', message: expect.stringContaining('column t') }),
    );
    expect(readRowBatch(encode({ ...batch, rows: [textRow(0xc3, 0xa9)] })).after[0]?.value(0)).toBe('é');
  });
});

describe('readRowBatch', () => {
  const users = table('shop', 'users', ['id', 'name']);
  const rows = [1, 2, 3].map((i) => row(BigInt(i), { table: users, row: { id: `${i}`, name: i === 2 ? null : 'né' } }));
  const valid = Buffer.from(encode({ tableId: 1, table: users, rows }));
  const changed = (at: number, word: number): Buffer => {
    const bytes = Buffer.from(valid);
    bytes.writeUInt32LE(word, at);
    return bytes;
  };

  it.each([
    { title: 'cut off', bytes: valid.subarray(0, 40) },
    { title: 'of another kind', bytes: changed(0, 1) },
    { title: 'of another version', bytes: changed(4, 2) },
    { title: 'longer than it says', bytes: Buffer.concat([valid, Buffer.alloc(8)]) },
    { title: 'with too many rows', bytes: changed(HEADER.rows, 0xffff_ffff) },
    { title: 'with columns elsewhere', bytes: changed(HEADER.after, 0xffff_fff0) },
    { title: 'with operations elsewhere', bytes: changed(HEADER.ops, valid.length) },
  ])('refuses a batch that is $title', ({ bytes }) => {
    expect(() => readRowBatch(bytes)).toThrow(BatchMistake);
  });

  it('answers or refuses whatever the bytes are', () => {
    const byte = fc.tuple(fc.nat(valid.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(byte, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(valid);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const read = readRowBatch(bytes);
          for (const column of [...read.after, ...read.before]) {
            for (let i = 0; i < read.rows; i += 1) column.value(i);
          }
        } catch (error) {
          if (!(error instanceof BatchMistake)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
