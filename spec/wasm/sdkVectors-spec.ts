import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { VALUE_KINDS, type ValueKind, valueKindOf } from '../../src/model/rowBatchLayout';
import { type ReadBatch, readRowBatch } from '../../src/model/rowBatchReader';
import type { Table } from '../../src/model/table';
import { shortestFloat32 } from '../../src/schema/floatText';
import { RowBatchEncoder } from '../../src/schema/rowBatchEncoder';
import { row as rowOf } from '../../src/testing';
import { type HostCall, TiValveWapcHost } from '../../src/wasm/TiValveWapcHost';

const FIXTURES = join(__dirname, '..', 'fixtures');
const LANGUAGES = readdirSync(join(FIXTURES, 'plugins'))
  .map((file) => /^vectors-(\w+)\.wasm$/.exec(file)?.[1])
  .filter((language) => language !== undefined);

interface VectorColumn {
  readonly name: string;
  readonly type: string;
  readonly unsigned: boolean;
  readonly binary: boolean;
}
type Values = Readonly<Record<string, string | number | null>>;
interface Vector {
  readonly title: string;
  readonly tableId: number;
  readonly schemaVersion: number;
  readonly columns: readonly VectorColumn[];
  readonly wanted: readonly number[];
  readonly before: boolean;
  readonly rows: readonly {
    readonly op: 'insert' | 'update' | 'delete';
    readonly endOfTxn: boolean;
    readonly startTs: string;
    readonly commitTs: string;
    readonly row: Values | null;
    readonly before: Values | null;
  }[];
  readonly bytes: string;
}

const vectors = readdirSync(join(FIXTURES, 'plugin-abi')).map(
  (file) => JSON.parse(readFileSync(join(FIXTURES, 'plugin-abi', file), 'utf8')) as Vector,
);
const bytesOf = ({ bytes }: Vector): Uint8Array => Buffer.from(bytes, 'hex');
const everyKind = vectors.find(({ title }) => title.startsWith('every kind')) as Vector;
const floats = vectors.find(({ title }) => title.startsWith('floats')) as Vector;

/** A value as the guests tell it: integers and the bits of floats in digits, text as it is, bytes as base64. */
function told(kind: ValueKind, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (kind !== 'f64' && kind !== 'f32') return String(value);
  const bits = Buffer.alloc(8);
  if (kind === 'f32') bits.writeFloatLE(Number(value));
  else bits.writeDoubleLE(Number(value));
  return bits.readBigUInt64LE().toString();
}

/** A value as the SDKs turn it into text: what row JSON has for it, without quotes. */
function textOf(kind: ValueKind, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return String(kind === 'f32' ? shortestFloat32(Number(value)) : value);
}

const tableText = ({ columns, tableId, schemaVersion }: Vector): string =>
  JSON.stringify({
    table_id: String(tableId),
    logical_id: '104',
    schema_version: schemaVersion,
    db: 'shop',
    table: 'or"dérs',
    key: ['id', 'x'],
    columns: columns.map(({ name, type, unsigned, binary }) => ({
      name,
      type,
      nullable: true,
      unsigned,
      binary,
      primary_key: false,
      charset: 'utf8mb4',
      collation: 'utf8mb4_bin',
      origin_default: null,
    })),
  });

function tableOf({ columns, tableId }: Pick<Vector, 'columns' | 'tableId'>): Table {
  return {
    id: tableId,
    db: 'shop',
    table: 'or"dérs',
    physicalIds: [tableId],
    keyColumns: [],
    uniqueKeys: [],
    columns: columns.map((column, i) => ({
      id: i + 1,
      charset: 'utf8mb4',
      collation: 'utf8mb4_bin',
      nullable: true,
      primaryKey: false,
      originDefault: null,
      ...column,
    })),
  };
}

/** The vector of floats with other values. */
function floatBatch(doubles: readonly number[], singles: readonly number[]): Uint8Array {
  const { tableId, schemaVersion } = floats;
  const table = tableOf(floats);
  const rows = doubles.map((d, i) => rowOf(10n, { table, row: { id: BigInt(i), d, f: singles[i] ?? 0 } }));
  return new RowBatchEncoder().encode(rows, { tableId, table, schemaVersion });
}

/** A vector of one column, with one value. */
function oneColumn(type: string): Vector {
  const binary = type.startsWith('varbinary');
  const columns = [{ name: 'größe', type, unsigned: type.includes('unsigned'), binary }];
  const kind = valueKindOf(columns[0] as VectorColumn);
  const { tableId, schemaVersion } = everyKind;
  const table = tableOf({ columns, tableId });
  const value = binary ? Uint8Array.of(1) : kind === 'text' ? '1.50' : kind === 'i64' || kind === 'u64' ? 1n : 1;
  const rows = [rowOf(10n, { table, row: { größe: value } })];
  const bytes = Buffer.from(new RowBatchEncoder().encode(rows, { tableId, table, schemaVersion })).toString('hex');
  return { ...everyKind, columns, bytes };
}

const REFUSAL = 'nö secret is granted';

/** Answers of the bindings by `binding.operation`, and what they were called with. */
function recordedHost(): { readonly calls: string[]; readonly hostCall: HostCall } {
  const calls: string[] = [];
  const values = new Map<string, Buffer>();
  const framed = (payload: Buffer): { name: string; rest: Buffer } => {
    const length = payload.readUInt32LE(0);
    return { name: payload.toString('utf8', 4, 4 + length), rest: payload.subarray(4 + length) };
  };
  const answer = (binding: string, namespace: string, operation: string, payload: Buffer): string | Buffer => {
    switch (`${binding}.${operation}`) {
      case 'clock.now':
        return '1700000000123';
      case 'clock.monotonic':
        return '18446744073709551615';
      case 'kv.put':
        values.set(framed(payload).name, framed(payload).rest);
        return '';
      case 'kv.get': {
        const value = values.get(framed(payload).name);
        return value === undefined ? Buffer.of(0) : Buffer.concat([Buffer.of(1), value]);
      }
      case 'kv.list':
        return Buffer.from('\x02\0\0\0p1\x03\0\0\0pö', 'utf8');
      case 'fs.size':
        return '6';
      case 'fs.read':
        return 'bca';
      case 'fs.list':
        return 'a/b';
      case 'http.POST': {
        const head = Buffer.from('{"status":201,"headers":{"x-a":"b\\u00e9"}}');
        const length = Buffer.alloc(4);
        length.writeUInt32LE(head.length);
        return Buffer.concat([length, head, Buffer.from('bödy')]);
      }
      case 'schema.table':
        return tableText(everyKind);
      case 'log.warn':
      case 'metrics.add':
      case 'metrics.set':
      case 'kv.delete':
      case 'kv.flush':
      case 'fs.create':
      case 'fs.append':
      case 'fs.flush':
      case 'fs.truncate':
        return '';
      default:
        if (binding === 'secret' && namespace === 'token') return 's3cret';
        throw new Error(REFUSAL);
    }
  };
  return {
    calls,
    hostCall: (binding, namespace, operation, payload) => {
      const bytes = Buffer.from(payload);
      const isFramed = binding === 'kv' ? operation !== 'flush' : binding === 'fs' || binding === 'http';
      const what = isFramed ? `${framed(bytes).name} + ${framed(bytes).rest.toString('latin1')}` : bytes.toString();
      calls.push(`${binding} ${namespace} ${operation}: ${what}`);
      return Buffer.from(answer(binding, namespace, operation, bytes));
    },
  };
}

describe.each(LANGUAGES)('the SDK for %s', (language) => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = await WebAssembly.compile(readFileSync(join(FIXTURES, 'plugins', `vectors-${language}.wasm`)));
  });

  class Guest {
    readonly #host: TiValveWapcHost;
    constructor(hostCall?: HostCall) {
      this.#host = new TiValveWapcHost({ name: language, ...(hostCall && { hostCall }) }).start(module);
    }
    call(operation: string, payload: Uint8Array | string = '{}'): Buffer {
      return Buffer.from(this.#host.call(operation, Buffer.from(payload)));
    }
    json(operation: string, payload: Uint8Array | string = '{}'): Record<string, unknown> {
      return JSON.parse(this.call(operation, payload).toString('utf8')) as Record<string, unknown>;
    }
    init(mode: string): Record<string, unknown> {
      return this.json(
        'plugin_init',
        JSON.stringify({ config: { mode }, changefeed: 'fééd', instance: '0', abi: 'v1', epoch: 7 }),
      );
    }
    /** What the transform makes of a vector in one of its modes. */
    transformed(mode: string, vector: Vector): Buffer {
      expect(this.init(mode)).toMatchObject({ code: 200 });
      expect(this.json('sink_add_table', tableText(vector))).toMatchObject({ code: 200 });
      return this.call('transform_rows', bytesOf(vector));
    }
  }

  /** Values of one side by row and column name. */
  function sideOf(batch: ReadBatch, side: 'after' | 'before', vector: Vector): Record<string, unknown>[] {
    return batch.types.map((_type, row) =>
      Object.fromEntries(
        batch[side].map(({ index, value }) => {
          const found = value(row);
          const name = vector.columns[index]?.name ?? 'note';
          return [name, found instanceof Uint8Array ? Buffer.from(found).toString('base64') : found];
        }),
      ),
    );
  }

  /** Values of a vector as `readRowBatch` gives them. */
  function readOf(vector: Vector, values: Values | null): Record<string, unknown> {
    return Object.fromEntries(
      vector.wanted.map((at) => {
        const column = vector.columns[at] as VectorColumn;
        const kind = valueKindOf(column);
        const value = values?.[column.name] ?? null;
        if (value === null || kind === 'text' || kind === 'bytes') return [column.name, value];
        if (kind === 'i64' || kind === 'u64') return [column.name, BigInt(value)];
        return [column.name, kind === 'f32' ? Math.fround(Number(value)) : Number(value)];
      }),
    );
  }

  describe.each(vectors)('$title', (vector) => {
    it('is read as it is', () => {
      const guest = new Guest();
      expect(guest.json('sink_add_table', tableText(vector))).toEqual({ code: 200, message: 'success', cause: null });
      const valuesOf = (values: Values | null): Record<string, string | null> =>
        Object.fromEntries(
          vector.wanted.map((at) => {
            const column = vector.columns[at] as VectorColumn;
            return [column.name, told(valueKindOf(column), values?.[column.name])];
          }),
        );
      expect(guest.json('dump', bytesOf(vector))).toEqual({
        table: 'shop.or"dérs',
        key: 'id,x',
        logicalId: '104',
        schemaVersion: vector.schemaVersion,
        tableId: String(vector.tableId),
        hasBefore: vector.before,
        kinds: vector.columns.map((column) => VALUE_KINDS[valueKindOf(column)]),
        rows: vector.rows.map(({ op, endOfTxn, startTs, commitTs, row, before }) => ({
          op,
          endOfTxn,
          startTs,
          commitTs,
          row: valuesOf(row),
          before: vector.before ? valuesOf(before) : {},
        })),
      });
    });

    it('is told as text', () => {
      const guest = new Guest();
      guest.json('sink_add_table', tableText(vector));
      const textsOf = (values: Values | null): Record<string, string | null> =>
        Object.fromEntries(
          vector.wanted.map((at) => {
            const column = vector.columns[at] as VectorColumn;
            return [column.name, textOf(valueKindOf(column), values?.[column.name])];
          }),
        );
      expect(guest.json('texts', bytesOf(vector))).toMatchObject({
        rows: vector.rows.map(({ row, before }) => ({
          row: textsOf(row),
          before: vector.before ? textsOf(before) : {},
        })),
      });
    });

    it('is written again value by value', () => {
      const answer = new Guest().transformed('echo', vector);
      if (vector.rows.length === 0)
        return expect(JSON.parse(answer.toString())).toEqual({ code: 200, unchanged: true });
      const batch = readRowBatch(answer);
      expect(batch.sources).toEqual(vector.rows.map((_row, i) => i));
      expect(batch.types).toEqual(vector.rows.map(({ op }) => op));
      expect(sideOf(batch, 'after', vector)).toEqual(vector.rows.map(({ row }) => readOf(vector, row)));
      if (!vector.before) return expect(batch.before).toEqual([]);
      return expect(sideOf(batch, 'before', vector)).toEqual(vector.rows.map(({ before }) => readOf(vector, before)));
    });

    it('takes from its source what is set in one row only', () => {
      const answer = new Guest().transformed('touch', vector);
      if (vector.rows.length === 0) return;
      const batch = readRowBatch(answer);
      const first = vector.rows[0]?.op === 'delete' ? null : {};
      const after = vector.rows.map(({ row }, i) => {
        const values = readOf(vector, row);
        if (i > 0 || first === null) return values;
        for (const at of vector.wanted) {
          const column = vector.columns[at] as VectorColumn;
          values[column.name] = valueKindOf(column) === 'text' ? 'touched' : null;
        }
        return values;
      });
      const found = sideOf(batch, 'after', vector);
      // What a delete has after the change is nobody's business.
      expect(found.filter((_values, i) => vector.rows[i]?.op !== 'delete')).toEqual(
        after.filter((_values, i) => vector.rows[i]?.op !== 'delete'),
      );
      if (vector.before)
        expect(sideOf(batch, 'before', vector)).toEqual(vector.rows.map(({ before }) => readOf(vector, before)));
    });

    it('drops, adds and changes rows', () => {
      const batch = readRowBatch(new Guest().transformed('edit', vector));
      const kept = vector.rows.flatMap(({ op }, i) => (op === 'delete' ? [] : [{ op, i }]));
      expect(batch.sources).toEqual([...kept.map(({ i }) => i), -1]);
      expect(batch.types).toEqual([...kept.map(() => 'insert'), 'insert']);
      expect(batch.after.map(({ index, kind }) => ({ index, kind }))).toEqual([
        { index: vector.columns.length, kind: 'text' },
      ]);
      expect(sideOf(batch, 'after', vector)).toEqual([
        ...kept.map(({ op }) => ({ note: op === 'insert' ? 'néw' : null })),
        { note: 'added' },
      ]);
    });

    it('says when nothing changes, and when nothing is left', () => {
      const guest = new Guest();
      expect(JSON.parse(guest.transformed('unchanged', vector).toString())).toEqual({ code: 200, unchanged: true });
      const none = JSON.parse(guest.transformed('none', vector).toString()) as unknown;
      expect(none).toEqual(vector.rows.length === 0 ? { code: 200, unchanged: true } : { code: 200, rows: [] });
    });
  });

  it('tells any float by the shortest digits that read back to it', () => {
    const guest = new Guest();
    guest.json('sink_add_table', tableText(floats));
    const edges = fc
      .oneof(fc.integer({ min: -1074, max: 1023 }), fc.integer({ min: -149, max: 127 }))
      .map((n) => 2 ** n);
    const double = fc.oneof(fc.double({ noDefaultInfinity: true, noNaN: true }), edges);
    fc.assert(
      fc.property(fc.array(double, { minLength: 50, maxLength: 50 }), (values) => {
        // Those that are no float32 have no place there.
        const narrow = values.map((value) => (Number.isFinite(Math.fround(value)) ? Math.fround(value) : 0));
        const told = guest.json('texts', floatBatch(values, narrow))['rows'] as { row: { d: string; f: string } }[];
        for (const [i, { row }] of told.entries()) {
          expect(row.d).toBe(String(values[i]));
          const single = narrow[i] as number;
          // Two of as many digits may be as near: then each of them will do.
          expect(Math.fround(Number(row.f))).toBe(single + 0);
          expect(row.f.length).toBeLessThanOrEqual(String(shortestFloat32(single)).length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    { kind: 'i64', asked: 'u64', type: 'bigint(20)' },
    { kind: 'u64', asked: 'i64', type: 'bigint(20) unsigned' },
    { kind: 'f64', asked: 'f32', type: 'double' },
    { kind: 'f32', asked: 'f64', type: 'float' },
    { kind: 'i64', asked: 'bytes', type: 'int(11)' },
    { kind: 'text', asked: 'i64', type: 'decimal(10,2)' },
    { kind: 'bytes', asked: 'f64', type: 'varbinary(8)' },
    { kind: 'bytes', asked: 'text', type: 'varbinary(8)' },
  ])('says that a column of kind $kind was read as $asked', ({ kind, asked, type }) => {
    // C has one function for texts and bytes.
    if (language === 'c' && asked === 'text') return;
    const vector = oneColumn(type);
    const guest = new Guest();
    guest.json('sink_add_table', tableText(vector));
    expect(guest.call(`read ${kind}`, bytesOf(vector)).toString()).toBe('fine');
    expect(() => guest.call(`read ${asked}`, bytesOf(vector))).toThrow(
      `column größe of shop.or"dérs is of kind ${kind} and was read as ${asked} at `,
    );
  });

  it('says why a guest gave up', () => {
    const place = { assemblyscript: 'assemblyscript/index.ts:', c: 'tivalve.c:', go: 'main.go:', rust: 'lib.rs:' }[
      language
    ];
    expect(() => new Guest().call('panic', bytesOf(everyKind))).toThrow(
      expect.objectContaining({
        code: 'TV_PLUGIN_TRAP',
        message: expect.stringMatching(new RegExp(`gone wröng 😀 at \\S*${place}`)),
      }),
    );
  });

  it('gives verdicts on rows', () => {
    const guest = new Guest();
    guest.json('sink_add_table', tableText(everyKind));
    expect(guest.json('sink_emit_row_changed_events', bytesOf(everyKind))).toEqual({
      code: 200,
      message: 'success',
      cause: null,
      verdicts: [
        { row: 0, verdict: 'skip', reason: 'says "no"\n' },
        { row: 1, verdict: 'retry', reason: 'läter' },
        { row: 2, verdict: 'deadLetter', reason: '' },
      ],
    });
  });

  it('refuses what is no batch, no JSON and no batch of a table it knows', () => {
    const guest = new Guest();
    guest.init('echo');
    expect(guest.json('transform_rows', bytesOf(everyKind))).toMatchObject({ code: 500 });
    for (const wrong of ['', 'TVB1', 'x'.repeat(80), bytesOf(everyKind).subarray(0, 100)]) {
      expect(guest.json('transform_rows', wrong)).toMatchObject({ code: 400 });
      expect(guest.json('sink_emit_row_changed_events', wrong)).toMatchObject({ code: 400 });
    }
    for (const wrong of ['', '{', '[]', '{"a":}', '{"a":1} x', '"a', '['.repeat(1000)]) {
      expect(guest.json('sink_add_table', wrong)).toMatchObject({ code: 400 });
    }
  });

  it('refuses a column that is set as two kinds', () => {
    const answer = JSON.parse(new Guest().transformed('clash', everyKind).toString()) as unknown;
    expect(answer).toMatchObject({ code: 500, message: expect.stringContaining('column 10') });
  });

  it('answers 404 for what the plugin does not have', () => {
    const guest = new Guest();
    for (const operation of ['sink_emit_ddl_event', 'sink_emit_checkpoint_ts', 'sink_close', 'anything']) {
      expect(guest.json(operation)).toMatchObject({ code: 404 });
    }
  });

  it('tells how far a flush got, and gives refusals with their text', () => {
    const guest = new Guest();
    guest.json('sink_add_table', tableText(everyKind));
    const flush = (id: string, ts: string) =>
      guest.json('sink_flush_row_changed_events', `{"table_id":"${id}","resolved_ts":"${ts}"}`);
    expect(flush('105', '18446744073709551615')).toMatchObject({ code: 200, resolved_ts: '18446744073709551614' });
    expect(flush('9', '470608245350989824')).toMatchObject({ code: 200, resolved_ts: '470608245350989824' });
    expect(guest.json('sink_remove_table', '{"table_id":"105"}')).toMatchObject({ code: 200 });
    expect(flush('105', '5')).toMatchObject({ code: 200, resolved_ts: '5' });
    expect(guest.init('refuse')).toEqual({ code: 400, message: 'no mode fééd', cause: null });
    expect(guest.json('plugin_self_test')).toEqual({ code: 500, message: 'self test', cause: 'nothing to test' });
  });

  it('carries state over', () => {
    const guest = new Guest();
    const state = (text: string) => Buffer.from(text, 'latin1').toString('base64');
    expect(guest.json('state_export')).toMatchObject({ code: 200, state: state('|\0\xff') });
    for (const text of ['', 'a', 'ab', 'abc', 'abcd']) {
      const payload = JSON.stringify({ from_version: '1.2.3', state: state(text) });
      expect(guest.json('state_import', payload)).toMatchObject({ code: 200 });
      expect(guest.json('state_export')).toMatchObject({ code: 200, state: state(`1.2.3|${text}\0\xff`) });
    }
    expect(guest.json('state_import', '{"from_version":"1.0.0","state":"?"}')).toMatchObject({ code: 400 });
  });

  it('reads JSON with escapes', () => {
    const guest = new Guest();
    const escaped =
      '{"unknown":[{"a":[1,-2.5e3,true,null]}],"config":{"mode":"\\u0072\\u0065fuse"},"changefeed":"\\ud83d\\ude00\\n\\/\\"\\\\","epoch":0}';
    expect(guest.json('plugin_init', escaped)).toMatchObject({ code: 400, message: 'no mode 😀\n/"\\' });
  });

  it('calls every binding of the host', () => {
    const host = recordedHost();
    expect(new Guest(host.hostCall).json('host')).toEqual({
      now: '1700000000123',
      monotonic: '18446744073709551615',
      value: 'välue',
      missing: null,
      keys: 'p1+pö',
      size: '6',
      read: 'bca',
      names: 'a+b',
      status: 201,
      header: 'bé',
      body: 'bödy',
      schema: 'or"dérs',
      secret: 's3cret',
      refused: REFUSAL,
    });
    expect(
      host.calls.map((call) => call.replace(/: (2\.50*|3(\.0*)?)$/, (_, number) => `: ${Number(number)}`)),
    ).toEqual([
      'log  warn: wörd',
      'metrics seen_rows add: 2.5',
      'metrics lag set: 3',
      'clock  now: ',
      'clock  monotonic: ',
      `kv  put: k + v\xc3\xa4lue`,
      'kv  get: k + ',
      'kv  get: none + ',
      'kv  delete: k + ',
      'kv  list: p + ',
      'kv  flush: ',
      'fs out create: a/b + abc',
      'fs out append: a/b + abc',
      'fs out flush: a/b + ',
      'fs out truncate: a/b + \x05\0\0\0\0\0\0\0',
      'fs out size: a/b + ',
      'fs out read: a/b + \x01\0\0\0\0\0\0\0\x03\0\0\0',
      'fs out list:  + ',
      'http  POST: {"url":"http://h/\\"","headers":{"content-type":"text/plain"},"timeoutMs":500} + abc',
      'schema  table: {"db":"shop","table":"orders"}',
      'secret token get: ',
      'secret none get: ',
    ]);
  });

  it('lives through many batches in bounded memory', () => {
    const guest = new Guest();
    guest.transformed('echo', everyKind);
    for (let i = 0; i < 3000; i += 1) guest.call('transform_rows', bytesOf(everyKind));
    expect(guest.call('transform_rows', bytesOf(everyKind)).subarray(0, 4).toString()).toBe('TVB1');
  });
});

it('every language has its guest', () => {
  expect(LANGUAGES).toEqual(['assemblyscript', 'c', 'go', 'rust']);
});
