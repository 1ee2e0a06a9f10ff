import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnValue, RowEvent, RowValues } from '../../src/model/row';
import { readRowBatch } from '../../src/model/rowBatchReader';
import { jsonColumnValue } from '../../src/model/rowJson';
import type { Column, Table } from '../../src/model/table';
import { RowBatchEncoder } from '../../src/schema/rowBatchEncoder';
import { row } from '../../src/testing';

const FOLDER = join(__dirname, '..', 'fixtures', 'plugin-abi');

/** A batch as bytes and in words: what the host and every SDK have to agree on. */
interface Vector {
  readonly title: string;
  readonly tableId: number;
  readonly schemaVersion: number;
  readonly columns: readonly Pick<Column, 'name' | 'type' | 'unsigned' | 'binary'>[];
  /** Positions of the columns in the batch. */
  readonly wanted: readonly number[];
  readonly before: boolean;
  /** Values as row JSON writes them. */
  readonly rows: readonly {
    readonly op: 'insert' | 'update' | 'delete';
    readonly endOfTxn: boolean;
    readonly startTs: string;
    readonly commitTs: string;
    readonly row: Readonly<Record<string, unknown>> | null;
    readonly before: Readonly<Record<string, unknown>> | null;
  }[];
  /** The batch, as hex. */
  readonly bytes: string;
}

function tableOf({ columns, tableId }: Vector): Table {
  return {
    id: tableId,
    db: 'shop',
    table: 'orders',
    physicalIds: [tableId],
    keyColumns: [columns[0]?.name ?? ''],
    uniqueKeys: [],
    columns: columns.map((column, i) => ({
      id: i + 1,
      charset: 'utf8mb4',
      collation: 'utf8mb4_bin',
      nullable: i > 0,
      primaryKey: i === 0,
      originDefault: null,
      ...column,
    })),
  };
}

/** A value of row JSON as the product has it. */
function valueOf({ type, binary }: Pick<Column, 'type' | 'binary'>, value: unknown): ColumnValue {
  if (value === null || typeof value === 'number') return value;
  if (binary) return new Uint8Array(Buffer.from(String(value), 'base64'));
  return /^(bigint|bit)/.test(type) ? BigInt(String(value)) : String(value);
}

function rowsOf(vector: Vector): RowEvent[] {
  const table = tableOf(vector);
  const valuesOf = (values: Readonly<Record<string, unknown>> | null): RowValues | null =>
    values && Object.fromEntries(vector.columns.map((column) => [column.name, valueOf(column, values[column.name])]));
  return vector.rows.map(({ row: after, before, commitTs, startTs, endOfTxn }) =>
    row(BigInt(commitTs), {
      table,
      startTs: BigInt(startTs),
      endOfTxn,
      row: valuesOf(after),
      before: valuesOf(before),
    }),
  );
}

const encoded = (vector: Vector): string =>
  Buffer.from(
    new RowBatchEncoder().encode(rowsOf(vector), {
      tableId: vector.tableId,
      table: tableOf(vector),
      schemaVersion: vector.schemaVersion,
      columns: vector.wanted,
      before: vector.before,
    }),
  ).toString('hex');

const vectors = readdirSync(FOLDER).map((file) => ({
  file,
  vector: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Vector,
}));

describe('the batches that the host and every SDK agree on', () => {
  it.each(vectors)('$vector.title', ({ file, vector }) => {
    if (process.env['UPDATE_VECTORS'] !== undefined && existsSync(join(FOLDER, file))) {
      writeFileSync(join(FOLDER, file), `${JSON.stringify({ ...vector, bytes: encoded(vector) }, null, 1)}\n`);
      return;
    }
    expect(encoded(vector)).toBe(vector.bytes);
    const read = readRowBatch(Buffer.from(vector.bytes, 'hex'));
    for (const side of ['after', 'before'] as const) {
      for (const { index, value, kind } of read[side]) {
        const column = vector.columns[index];
        const found = vector.rows.map((_row, i) => jsonColumnValue(value(i)));
        const wanted = vector.rows.map(
          (one) => (side === 'after' ? one.row : one.before)?.[column?.name ?? ''] ?? null,
        );
        // All integers are of 64 bits in a batch, and FLOAT of 32.
        const form = (values: readonly unknown[]) =>
          values.map((one) => (one === null ? null : kind === 'f32' ? Math.fround(Number(one)) : String(one)));
        expect(form(found)).toEqual(form(wanted));
      }
    }
  });
});
