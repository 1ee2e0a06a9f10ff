import fc from 'fast-check';
import { ByteWriter } from '../../../src/emulator/tidb/ByteWriter';
import { decodeJson, printJson } from '../../../src/emulator/tidb/binaryJson';
import type { ColumnSpec } from '../../../src/emulator/tidb/columnTypes';
import type { ShownValue } from '../../../src/emulator/tidb/datum';
import { writeGoJson } from '../../../src/emulator/tidb/goJson';
import { recordKey } from '../../../src/emulator/tidb/keys';
import { type ColumnInfoJson, SCHEMA_STATES, type TableInfoJson } from '../../../src/emulator/tidb/schemaJson';
import { type RowFormat, TableLayout } from '../../../src/emulator/tidb/TableLayout';
import { addedColumn, type IndexColumnSpec, tableInfoOf } from '../../../src/emulator/tidb/tableSpec';
import { encodeMemcomparable } from '../../../src/model/memcomparable';
import { type JsonColumnValue, jsonColumnValue } from '../../../src/model/rowJson';
import { TYPE_CODES } from '../../../src/schema/columnType';
import { decodeColumn, decodeRow } from '../../../src/schema/rowCodec';
import { tableInfoOf as productInfoOf, type TableSchema, tableSchemaOf } from '../../../src/schema/tableInfo';
import { parseTimeZone } from '../../../src/schema/timeZone';

/** A column with a value, as row JSON shows it and as statements take it. */
interface Cell {
  readonly column: Omit<ColumnSpec, 'name'>;
  readonly value: ShownValue;
}

const text = (value: number | bigint, length: number): string => String(value).padStart(length, '0');
const integer = (min: bigint, max: bigint): fc.Arbitrary<bigint> =>
  fc.oneof(fc.constantFrom(min, max, min < 0n ? -1n : 1n, 0n), fc.bigInt({ min, max }));
const cellsOf = (column: Cell['column'], values: fc.Arbitrary<ShownValue>): fc.Arbitrary<Cell> =>
  values.map((value) => ({ column, value }));

const integers = fc
  .constantFrom<readonly [type: string, bits: bigint]>(
    ['tinyint', 8n],
    ['smallint', 16n],
    ['mediumint', 24n],
    ['int', 32n],
    ['bigint', 64n],
  )
  .chain(([type, bits]) =>
    fc.boolean().chain((unsigned) => {
      const values = unsigned ? integer(0n, 2n ** bits - 1n) : integer(-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n);
      return cellsOf(
        { type: `${type}${unsigned ? ' unsigned' : ''}` },
        values.map((value) => (bits === 64n ? String(value) : Number(value))),
      );
    }),
  );

const bits = fc
  .integer({ min: 1, max: 64 })
  .chain((count) => cellsOf({ type: `bit(${count})` }, integer(0n, 2n ** BigInt(count) - 1n).map(String)));

const decimals = fc.integer({ min: 1, max: 65 }).chain((precision) =>
  fc.integer({ min: 0, max: Math.min(30, precision) }).chain((scale) =>
    cellsOf(
      { type: `decimal(${precision},${scale})` },
      integer(-(10n ** BigInt(precision)) + 1n, 10n ** BigInt(precision) - 1n).map((value) => {
        const digits = text(value < 0n ? -value : value, scale + 1);
        const shown = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
        return value < 0n ? `-${shown}` : shown;
      }),
    ),
  ),
);

const SMALLEST_FLOAT = 2 ** -149;
const floats = fc.oneof(
  cellsOf(
    { type: 'double' },
    fc.oneof(
      fc.constantFrom(0, -0, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
  ),
  cellsOf(
    { type: 'float' },
    fc
      .oneof(
        fc.constantFrom(0, SMALLEST_FLOAT, Math.fround(3.4028234e38)),
        fc.float({ noNaN: true, noDefaultInfinity: true }),
      )
      .map((value) => Number(shortestFloat(value))),
  ),
);

/** The shortest digits that read back to the same 32-bit float. */
function shortestFloat(value: number): string {
  for (let count = 1; count < 10; count += 1) {
    const digits = value.toPrecision(count);
    if (Math.fround(Number(digits)) === value) return digits;
  }
  return String(value);
}

/** A date with a time of day, in the years that a TIMESTAMP has too. */
function datetimes(digits: number, years: { readonly min: number; readonly max: number }): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.integer(years),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.nat({ max: 86_399 }),
      fc.nat({ max: 10 ** digits - 1 }),
    )
    .map(([year, month, day, second, fraction]) => {
      const clock = [second / 3600, (second / 60) % 60, second % 60].map((part) => text(Math.floor(part), 2)).join(':');
      return `${text(year, 4)}-${text(month, 2)}-${text(day, 2)} ${clock}${digits === 0 ? '' : `.${text(fraction, digits)}`}`;
    });
}

const fractionOf = (digits: number, digit: string): string => (digits === 0 ? '' : `.${digit.repeat(digits)}`);
const TIMESTAMP_YEARS = { min: 1971, max: 2037 };

const timestamps = fc
  .nat({ max: 6 })
  .chain((digits) =>
    cellsOf(
      { type: `timestamp(${digits})` },
      fc.oneof(
        fc.constantFrom(
          `0000-00-00 00:00:00${fractionOf(digits, '0')}`,
          `1970-01-01 00:00:01${fractionOf(digits, '0')}`,
          `2038-01-19 03:14:07${fractionOf(digits, '9')}`,
        ),
        datetimes(digits, TIMESTAMP_YEARS),
      ),
    ),
  );

const temporals = fc.oneof(
  cellsOf(
    { type: 'date' },
    fc.oneof(
      fc.constantFrom('0000-00-00', '2024-00-00', '2024-02-00', '0001-01-01', '9999-12-31'),
      datetimes(0, { min: 0, max: 9999 }).map((value) => value.slice(0, 10)),
    ),
  ),
  fc
    .nat({ max: 6 })
    .chain((digits) =>
      cellsOf(
        { type: `datetime(${digits})` },
        fc.oneof(
          fc.constantFrom(
            `0000-00-00 00:00:00${fractionOf(digits, '0')}`,
            `9999-12-31 23:59:59${fractionOf(digits, '9')}`,
          ),
          datetimes(digits, { min: 0, max: 9999 }),
        ),
      ),
    ),
  timestamps,
  fc.nat({ max: 6 }).chain((digits) =>
    cellsOf(
      { type: `time(${digits})` },
      integer(-3_020_399n * 10n ** BigInt(digits), 3_020_399n * 10n ** BigInt(digits)).map((units) => {
        const size = units < 0n ? -units : units;
        const seconds = size / 10n ** BigInt(digits);
        const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((part) => text(part, 2)).join(':');
        const fraction = digits === 0 ? '' : `.${text(size % 10n ** BigInt(digits), digits)}`;
        return `${units < 0n ? '-' : ''}${clock}${fraction}`;
      }),
    ),
  ),
  cellsOf({ type: 'year' }, fc.oneof(fc.constantFrom(0, 1901, 2155), fc.integer({ min: 1901, max: 2155 }))),
);

const charsets = fc.constantFrom('utf8mb4', 'utf8', 'latin1', 'ascii', 'gbk');
const strings = fc.tuple(
  charsets,
  fc.constantFrom('char(40)', 'varchar(200)', 'tinytext', 'text', 'mediumtext', 'longtext'),
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: 'grapheme', maxLength: 10 }),
    fc.string({ maxLength: 40 }).map((value) => `${value}  `),
    fc.constantFrom('', ' ', '\0', '\ufffd', '😀', '\ufeff'),
  ),
);
const texts = strings.map(
  ([charset, type, value]): Cell => ({
    column: { type, charset },
    value: type.startsWith('char') ? value.replace(/ +$/, '') : value,
  }),
);

const bytesOf = (min: number, max: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: min, maxLength: max }).map((bytes) => Buffer.from(bytes).toString('base64'));
const binaries = fc.oneof(
  fc.integer({ min: 1, max: 20 }).chain((length) => cellsOf({ type: `binary(${length})` }, bytesOf(length, length))),
  ...['varbinary(64)', 'tinyblob', 'blob', 'mediumblob', 'longblob'].map((type) => cellsOf({ type }, bytesOf(0, 64))),
);

const MEMBERS = Array.from({ length: 300 }, (_, i) => (i === 0 ? "it's" : i === 1 ? 'ü' : `m${i}`));
const typeOfMembers = (kind: string, count: number): string =>
  `${kind}(${MEMBERS.slice(0, count)
    .map((member) => `'${member.replaceAll("'", "''")}'`)
    .join(',')})`;
const members = fc.oneof(
  fc
    .constantFrom(1, 2, 255, 256, 300)
    .chain((count) => cellsOf({ type: typeOfMembers('enum', count) }, fc.constantFrom('', ...MEMBERS.slice(0, count)))),
  fc.constantFrom(1, 8, 9, 33, 64).chain((count) =>
    cellsOf(
      { type: typeOfMembers('set', count) },
      fc
        .oneof(
          fc.subarray(MEMBERS.slice(0, count)),
          fc.constantFrom(MEMBERS.slice(0, count), MEMBERS.slice(count - 1, count)),
        )
        .map((chosen) => chosen.join(',')),
    ),
  ),
);

const vectors = fc
  .array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
    maxLength: 5,
  })
  .map(
    (elements): Cell => ({
      column: { type: 'vector' },
      value: JSON.stringify(elements.map((element) => Number(shortestFloat(element)))),
    }),
  );

const documents = fc.jsonValue({ noUnicodeString: false, maxDepth: 3 }).map(
  (document): Cell => ({
    column: { type: 'json' },
    value: JSON.stringify(document),
  }),
);

const TYPE_NAMES = (
  'tinyint smallint mediumint int bigint bit decimal float double year date datetime timestamp time ' +
  'char varchar tinytext text mediumtext longtext binary varbinary tinyblob blob mediumblob longblob ' +
  'enum set json vector'
).split(' ');

/** What can be part of a key. */
const keyCells = fc.oneof(integers, bits, decimals, floats, temporals, binaries, members, texts);
const cells = fc.oneof(integers, bits, decimals, floats, temporals, binaries, members, texts, vectors, documents);

interface Table {
  readonly layout: TableLayout;
  readonly schema: TableSchema;
}

function tableOf(info: TableInfoJson, zone = 'UTC'): Table {
  const json: unknown = JSON.parse(writeGoJson(info));
  const schema = tableSchemaOf('d', productInfoOf(json as Record<string, unknown>), parseTimeZone(zone));
  return { layout: new TableLayout(info), schema };
}

/** What the product reads of a row, by name; one column at a time is the same as all of them. */
function readBy(schema: TableSchema, key: Uint8Array, value: Uint8Array): Record<string, JsonColumnValue> {
  const values = decodeRow(schema, key, value);
  expect(schema.columns.map((_, slot) => decodeColumn(schema, key, value, slot))).toEqual(values);
  return Object.fromEntries(schema.columns.map(({ name }, i) => [name, jsonColumnValue(values[i] ?? null)]));
}

function columnsOf(all: readonly Cell[], prefix: string): ColumnSpec[] {
  return all.map(({ column }, i) => ({ ...column, name: `${prefix}${i}` }));
}

function valuesOf(all: readonly (Cell & { readonly isNull?: boolean })[], prefix: string): Record<string, ShownValue> {
  return Object.fromEntries(all.map(({ value, isNull }, i) => [`${prefix}${i}`, isNull === true ? null : value]));
}

const ID = { name: 'id', type: 'bigint' };
const formats = fc.constantFrom<RowFormat>(1, 2);
const nullable = fc.tuple(cells, fc.boolean()).map(([cell, isNull]) => ({ ...cell, isNull }));
const RUNS = { numRuns: 400 };

describe('a row that the emulator writes is read by the product', () => {
  it('as it was given, whatever its types, ids and format', () => {
    fc.assert(
      fc.property(
        fc.array(nullable, { minLength: 1, maxLength: 8 }),
        formats,
        fc.uniqueArray(fc.integer({ min: 2, max: 400 }), { minLength: 8, maxLength: 8 }),
        (all, format, ids) => {
          const info = tableInfoOf(
            { db: 'd', table: 't', columns: [ID, ...columnsOf(all, 'c')], primaryKey: ['id'] },
            45,
            [],
          );
          // Columns were dropped and moved since: their ids have holes and another order than they.
          const cols = info.cols.map((column, i) => (i === 0 ? column : { ...column, id: ids[i - 1] ?? 0 }));
          const { layout, schema } = tableOf({ ...info, cols });
          const given = { id: '7', ...valuesOf(all, 'c') };
          const datums = layout.rowOf(given);
          const key = layout.keyOf(layout.locate(datums, undefined));
          const value = layout.valueOf(datums, format);
          const read = readBy(schema, key, value);
          expect(read).toEqual(layout.shown(datums));
          expect(layout.shown(layout.readRow(key, value))).toEqual(layout.shown(datums));
          for (const [i, { column }] of all.entries()) {
            if (isShownAsGiven(column)) expect(read[`c${i}`]).toEqual(given[`c${i}` as keyof typeof given]);
          }
        },
      ),
      RUNS,
    );
  });

  it('as NULL where it says so, whatever the default of its column', () => {
    const defaults = nullable.filter(({ column, value }) => !isBytes(column.type) || isText(String(value)));
    fc.assert(
      fc.property(fc.array(defaults, { minLength: 1, maxLength: 6 }), formats, (all, format) => {
        const added = all.map(({ column, value }, i) =>
          addedColumn({ ...column, name: `c${i}`, default: value }, { id: i + 2, offset: i + 1 }),
        );
        const info = tableInfoOf({ db: 'd', table: 't', columns: [ID], primaryKey: ['id'] }, 45, []);
        const { layout, schema } = tableOf({ ...info, cols: [...info.cols, ...added] });
        const datums = layout.rowOf({ id: 7, ...valuesOf(all, 'c') });
        const key = layout.keyOf(layout.locate(datums, undefined));
        const read = readBy(schema, key, layout.valueOf(datums, format));
        expect(read).toEqual(layout.shown(datums));
        for (const [i, { isNull }] of all.entries()) expect(read[`c${i}`] === null).toBe(isNull);
      }),
      RUNS,
    );
  });

  it('with stored generated columns, and without virtual ones and those that are not public', () => {
    fc.assert(
      fc.property(fc.array(cells, { minLength: 3, maxLength: 6 }), formats, (all, format) => {
        const info = tableInfoOf({ db: 'd', table: 't', columns: columnsOf(all, 'c') }, 45, []);
        const generated = (column: ColumnInfoJson, isStored: boolean): ColumnInfoJson => ({
          ...column,
          generated_expr_string: '`a` + 1',
          generated_stored: isStored,
        });
        const cols = info.cols.map((column, i) => (i === 0 ? generated(column, true) : column));
        const given = valuesOf(all, 'c');
        const whole = new TableLayout({ ...info, cols });
        const datums = whole.rowOf(given);
        const value = whole.valueOf(datums, format);
        const key = whole.keyOf(whole.locate(datums, 5n));
        const partly = cols.map((column, i) => {
          if (i === 1) return generated(column, false);
          return i === 2 ? { ...column, state: SCHEMA_STATES.writeReorganization } : column;
        });
        const { c1: _virtual, c2: _coming, ...shown } = whole.shown(datums);
        expect(readBy(tableOf({ ...info, cols: partly }).schema, key, value)).toEqual(shown);
      }),
      RUNS,
    );
  });

  it('where it is older than its columns: they hold their defaults', () => {
    fc.assert(
      fc.property(fc.array(nullable, { minLength: 1, maxLength: 6 }), formats, (all, format) => {
        const info = tableInfoOf({ db: 'd', table: 't', columns: [ID], primaryKey: ['id'] }, 45, []);
        const { layout } = tableOf(info);
        const datums = layout.rowOf({ id: 1 });
        const key = layout.keyOf(layout.locate(datums, undefined));
        const value = layout.valueOf(datums, format);
        // The JSON of the schema has text only: bytes that are not UTF-8 do not survive there.
        const safe = all.filter(({ column, value: given }) => !isBytes(column.type) || isText(String(given)));
        const added = safe.map(({ column, value: given, isNull }, i) =>
          addedColumn({ ...column, name: `c${i}`, ...(!isNull && { default: given }) }, { id: i + 2, offset: i + 1 }),
        );
        const { layout: later, schema } = tableOf({ ...info, cols: [...info.cols, ...added] });
        const read = readBy(schema, key, value);
        expect(read).toEqual(later.shown(later.readRow(key, value)));
        for (const [i, { column, value: given, isNull }] of safe.entries()) {
          if (isNull) expect(read[`c${i}`]).toBeNull();
          // A default is text, which has no negative zero.
          else if (isShownAsGiven(column)) expect(read[`c${i}`]).toEqual(given === 0 ? 0 : given);
          expect(schema.columns[i + 1]?.originDefault).toEqual(read[`c${i}`]);
        }
      }),
      RUNS,
    );
  });

  it('where it lacks a column that must not be NULL and has no default: that has its zero', () => {
    fc.assert(
      fc.property(cells, formats, (cell, format) => {
        const info = tableInfoOf({ db: 'd', table: 't', columns: [ID], primaryKey: ['id'] }, 45, []);
        const { layout } = tableOf(info);
        const datums = layout.rowOf({ id: 1 });
        const key = layout.keyOf(layout.locate(datums, undefined));
        const value = layout.valueOf(datums, format);
        const added = addedColumn({ ...cell.column, name: 'c', nullable: false }, { id: 2, offset: 1 });
        const { layout: later, schema } = tableOf({ ...info, cols: [...info.cols, added] });
        expect(readBy(schema, key, value)).toEqual(later.shown(later.readRow(key, value)));
        // As it is for columns of which TiDB has kept no origin default.
        const bare = { ...added, origin_default: null, origin_default_bit: null };
        const { layout: oldest, schema: old } = tableOf({ ...info, cols: [...info.cols, bare] });
        expect(readBy(old, key, value)).toEqual(oldest.shown(oldest.readRow(key, value)));
      }),
      RUNS,
    );
  });

  it.each([
    { zone: '+08:00', offsetMinutes: 480 },
    { zone: '-03:30', offsetMinutes: -210 },
    { zone: 'Asia/Kathmandu', offsetMinutes: undefined },
    { zone: 'America/New_York', offsetMinutes: undefined },
    { zone: 'Europe/Berlin', offsetMinutes: undefined },
    { zone: 'Australia/Lord_Howe', offsetMinutes: undefined },
  ])('with its TIMESTAMPs in $zone, and those alone', ({ zone, offsetMinutes }) => {
    const cell = fc.oneof(timestamps, temporals);
    fc.assert(
      fc.property(cell, fc.boolean(), formats, ({ column, value }, isDefault, format) => {
        const info = tableInfoOf({ db: 'd', table: 't', columns: [ID, { ...column, name: 'c' }] }, 45, []);
        const cols = isDefault
          ? [...info.cols.slice(0, 1), addedColumn({ ...column, name: 'c', default: value }, { id: 2, offset: 1 })]
          : info.cols;
        const { schema } = tableOf({ ...info, cols }, zone);
        const { layout } = tableOf(isDefault ? { ...info, cols: info.cols.slice(0, 1) } : info);
        const datums = layout.rowOf(isDefault ? { id: 1 } : { id: 1, c: value });
        const key = layout.keyOf(layout.locate(datums, 1n));
        const isShifted = column.type.startsWith('timestamp') && !String(value).startsWith('0000');
        const expected = isShifted ? inZone(String(value), zone, offsetMinutes) : value;
        expect(readBy(schema, key, layout.valueOf(datums, format))).toEqual({ id: '1', c: expected });
      }),
      { numRuns: 200 },
    );
  });
});

/** Whether a value is shown in the very form in which it is given here. */
function isShownAsGiven({ type }: Cell['column']): boolean {
  return type !== 'json' && type !== 'vector';
}

function isBytes(type: string): boolean {
  return /binary|blob/.test(type);
}

function isText(base64: string): boolean {
  const bytes = Buffer.from(base64, 'base64');
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}

/** A time in UTC as clocks of a zone show it. */
function inZone(utc: string, zone: string, offsetMinutes: number | undefined): string {
  const [seconds = '', fraction] = utc.split('.');
  const instant = new Date(`${seconds.replace(' ', 'T')}Z`);
  const shown =
    offsetMinutes === undefined
      ? instant.toLocaleString('sv-SE', { timeZone: zone })
      : new Date(instant.getTime() + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  return fraction === undefined ? shown : `${shown}.${fraction}`;
}

describe('a row whose key holds columns', () => {
  const SHARD_BITS = [5n << 58n, (31n << 58n) | 1n, 1n << 62n, (2n ** 15n - 1n) << 48n];

  it.each(['tinyint', 'smallint unsigned', 'int', 'bigint', 'bigint unsigned'])('as a handle of %s', (type) => {
    const isUnsigned = type.endsWith('unsigned');
    const size = { tinyint: 8n, smallint: 16n, int: 32n, bigint: 64n }[type.split(' ')[0] ?? ''] ?? 64n;
    const handles = isUnsigned ? integer(0n, 2n ** size - 1n) : integer(-(2n ** (size - 1n)), 2n ** (size - 1n) - 1n);
    const all = size === 64n ? fc.oneof(handles, fc.constantFrom(...SHARD_BITS)) : handles;
    const columns = [
      { name: 'c0', type: 'int' },
      { name: 'id', type },
    ];
    const { layout, schema } = tableOf(tableInfoOf({ db: 'd', table: 't', columns, primaryKey: ['id'] }, 45, []));
    fc.assert(
      fc.property(all, formats, fc.boolean(), (handle, format, isEmpty) => {
        const datums = layout.rowOf({ id: handle, c0: isEmpty ? null : 3 });
        const key = layout.keyOf(layout.locate(datums, undefined));
        expect(key).toHaveLength(19);
        expect(readBy(schema, key, layout.valueOf(datums, format))).toEqual(layout.shown(datums));
      }),
      { numRuns: 100 },
    );
  });

  it('or a hidden handle, with bits of a shard, of which nothing shows', () => {
    const columns = [{ name: 'id', type: 'bigint' }];
    for (const primaryKey of [undefined, ['id']]) {
      const spec = { db: 'd', table: 't', columns, clustered: false, ...(primaryKey !== undefined && { primaryKey }) };
      const { layout, schema } = tableOf(tableInfoOf(spec, 45, []));
      for (const handle of [1n, -1n, ...SHARD_BITS]) {
        const datums = layout.rowOf({ id: 9 });
        const key = layout.keyOf(layout.locate(datums, handle));
        expect(readBy(schema, key, layout.valueOf(datums, 2))).toEqual({ id: '9' });
      }
    }
  });

  it('whole or in their first characters, several of any type and in any order', () => {
    // Only these have sort keys here; the other charsets have a property of their own.
    const keyed = keyCells.filter(({ column }) => column.charset !== 'gbk');
    fc.assert(
      fc.property(
        fc.array(keyed, { minLength: 1, maxLength: 4 }),
        fc.array(cells, { maxLength: 3 }),
        fc.integer({ min: 1, max: 10 }),
        fc.infiniteStream(fc.boolean()),
        formats,
        (inKey, rest, length, prefixes, format) => {
          const named = inKey.map(({ column }, i): IndexColumnSpec => {
            const name = `k${i}`;
            const canBePrefix = /^(varchar|char|varbinary|binary)/.test(column.type);
            const mustBePrefix = /text|blob/.test(column.type);
            return mustBePrefix || (canBePrefix && prefixes.next().value) ? { name, length } : name;
          });
          const primaryKey = named.toReversed();
          const columns = [...columnsOf(rest, 'c'), ...columnsOf(inKey, 'k')];
          const { layout, schema } = tableOf(tableInfoOf({ db: 'd', table: 't', columns, primaryKey }, 45, []));
          const datums = layout.rowOf({ ...valuesOf(rest, 'c'), ...valuesOf(inKey, 'k') });
          const key = layout.keyOf(layout.locate(datums, undefined));
          const value = layout.valueOf(datums, format);
          expect(readBy(schema, key, value)).toEqual(layout.shown(datums));
          // A keyspace in front of the key changes nothing.
          expect(readBy(schema, Buffer.concat([Buffer.from('x\0\0\x01'), key]), value)).toEqual(layout.shown(datums));
          expect(schema.keyColumns).toEqual(
            named.toReversed().map((part) => (typeof part === 'string' ? part : part.name)),
          );
        },
      ),
      RUNS,
    );
  });

  it.each(['utf8mb4_general_ci', 'utf8mb4_unicode_ci', 'utf8mb4_0900_ai_ci', 'gbk_bin', 'gbk_chinese_ci'])(
    'as the weights of %s: the text comes from the value',
    (collation) => {
      const columns = [
        { name: 'a', type: 'int' },
        { name: 'k', type: 'varchar(40)', collation },
        { name: 'c', type: 'char(40)', collation },
      ];
      const { layout, schema } = tableOf(
        tableInfoOf({ db: 'd', table: 't', columns, primaryKey: ['k', 'a', 'c'] }, 45, []),
      );
      const weights = fc.uint8Array({ maxLength: 20 });
      const name = fc.string({ unit: 'grapheme', maxLength: 10 }).map((value) => value.replace(/ +$/, ''));
      fc.assert(
        fc.property(name, name, fc.integer({ min: -5, max: 5 }), weights, formats, (k, c, a, weight, format) => {
          const datums = layout.rowOf({ a, k, c });
          const handle = new ByteWriter()
            .u8(1)
            .bytes(encodeMemcomparable(weight))
            .u8(3)
            .comparableInt(BigInt(a))
            .u8(1)
            .bytes(encodeMemcomparable(weight))
            .take();
          const value = layout.valueOf(datums, format);
          expect(readBy(schema, recordKey(45, handle), value)).toEqual({ a, k, c });
        }),
        { numRuns: 100 },
      );
    },
  );

  it('keeps the trailing spaces that its key has lost', () => {
    for (const collation of ['utf8mb4_bin', 'utf8mb4_0900_bin', 'latin1_bin', 'ascii_bin']) {
      const columns = [{ name: 'k', type: 'varchar(9)', collation }];
      const { layout, schema } = tableOf(tableInfoOf({ db: 'd', table: 't', columns, primaryKey: ['k'] }, 45, []));
      for (const k of ['', ' ', 'a', 'a  ']) {
        const datums = layout.rowOf({ k });
        const key = layout.keyOf(layout.locate(datums, undefined));
        for (const format of [1, 2] as const)
          expect(readBy(schema, key, layout.valueOf(datums, format))).toEqual({ k });
      }
    }
  });
});

/** A part of a document, with its type byte, its bytes and its text. */
interface JsonPart {
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly text: string;
}

const LITERALS = ['null', 'true', 'false'];
const u64 = (value: bigint): Uint8Array => new ByteWriter().u64LE(value).take();

function stringPart(value: string): JsonPart {
  const bytes = Buffer.from(value);
  return {
    type: 0x0c,
    bytes: new ByteWriter().uvarint(BigInt(bytes.length)).bytes(bytes).take(),
    text: printJson(value),
  };
}

/** The bit field in which documents keep dates. */
function coreTime(value: string): bigint {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0] = value
    .split(/[- :.]/)
    .map(Number);
  const fields = [year, month, day, hour, minute, second, micros];
  const widths = [14, 4, 5, 5, 6, 6, 20];
  return fields.reduce((sum, field, i) => (sum << BigInt(widths[i] ?? 0)) | BigInt(field), 0n) << 4n;
}

const scalarParts: fc.Arbitrary<JsonPart> = fc.oneof(
  fc.constantFrom(0, 1, 2).map((literal) => ({
    type: 0x04,
    bytes: Uint8Array.of(literal),
    text: LITERALS[literal] ?? '',
  })),
  integer(-(2n ** 63n), 2n ** 63n - 1n).map((value) => ({ type: 0x09, bytes: u64(value), text: String(value) })),
  integer(2n ** 63n, 2n ** 64n - 1n).map((value) => ({ type: 0x0a, bytes: u64(value), text: String(value) })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({
    type: 0x0b,
    bytes: new ByteWriter().f64LE(value).take(),
    text: printJson(value),
  })),
  fc.string({ unit: 'binary', maxLength: 200 }).map(stringPart),
  fc
    .tuple(fc.constantFrom(TYPE_CODES.bit, TYPE_CODES.varchar, TYPE_CODES.blob, TYPE_CODES.string), fc.uint8Array())
    .map(([type, content]) => ({
      type: 0x0d,
      bytes: new ByteWriter().u8(type).uvarint(BigInt(content.length)).bytes(content).take(),
      text: `"base64:type${type}:${Buffer.from(content).toString('base64')}"`,
    })),
  fc.tuple(fc.constantFrom(0x0e, 0x0f, 0x10), datetimes(6, { min: 0, max: 9999 })).map(([type, value]) => ({
    type,
    bytes: u64(coreTime(type === 0x0e ? value.slice(0, 10) : value)),
    text: `"${type === 0x0e ? value.slice(0, 10) : value}"`,
  })),
  fc.tuple(fc.integer({ min: -3_020_399, max: 3_020_399 }), fc.nat({ max: 6 })).map(([seconds, digits]) => {
    const size = Math.abs(seconds);
    const clock = [size / 3600, (size / 60) % 60, size % 60].map((part) => text(Math.floor(part), 2)).join(':');
    return {
      type: 0x11,
      bytes: new ByteWriter()
        .u64LE(BigInt(seconds) * 1_000_000_000n)
        .u32LE(digits)
        .take(),
      text: `"${seconds < 0 ? '-' : ''}${clock}.000000"`,
    };
  }),
);

/** An array, or an object when there are keys. */
function container(parts: readonly JsonPart[], keys: readonly Uint8Array[] | undefined): JsonPart {
  const headerBytes = 8 + (keys === undefined ? 0 : keys.length * 6) + parts.length * 5;
  const data = new ByteWriter();
  const entries = new ByteWriter();
  for (const key of keys ?? []) {
    entries.u32LE(headerBytes + data.length).u16LE(key.length);
    data.bytes(key);
  }
  for (const { type, bytes } of parts) {
    if (type === 0x04) entries.u8(type).u32LE(bytes[0] ?? 0);
    else {
      entries.u8(type).u32LE(headerBytes + data.length);
      data.bytes(bytes);
    }
  }
  const content = Buffer.concat([entries.take(), data.take()]);
  const header = new ByteWriter()
    .u32LE(parts.length)
    .u32LE(8 + content.length)
    .take();
  const names = keys?.map((key) => `${printJson(Buffer.from(key).toString())}: `);
  const inner = parts.map((part, i) => `${names?.[i] ?? ''}${part.text}`).join(', ');
  return {
    type: keys === undefined ? 0x03 : 0x01,
    bytes: Buffer.concat([header, content]),
    text: keys === undefined ? `[${inner}]` : `{${inner}}`,
  };
}

const { part: documentParts } = fc.letrec<{ part: JsonPart }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalarParts,
    fc.array(tie('part'), { maxLength: 4 }).map((parts) => container(parts, undefined)),
    fc
      .uniqueArray(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 6 }), tie('part')), {
        maxLength: 4,
        selector: ([name]) => name,
      })
      .map((fields) => {
        const sorted = fields
          .map(([name, part]) => ({ key: Buffer.from(name), part }))
          .sort((a, b) => Buffer.compare(a.key, b.key));
        return container(
          sorted.map(({ part }) => part),
          sorted.map(({ key }) => key),
        );
      }),
  ),
}));

describe('a document', () => {
  const { layout, schema } = tableOf(
    tableInfoOf(
      {
        db: 'd',
        table: 't',
        columns: [
          { name: 'j', type: 'json' },
          { name: 'n', type: 'int' },
        ],
      },
      45,
      [],
    ),
  );
  const key = layout.keyOf(layout.locate(layout.rowOf({}), 1n));
  const codec = layout.columns[0]?.codec;

  it('of every kind of value is read as it was made, and left behind whole', () => {
    fc.assert(
      fc.property(documentParts, formats, (part, format) => {
        const bytes = Buffer.concat([Uint8Array.of(part.type), part.bytes]);
        expect(readBy(schema, key, layout.valueOf([bytes, 5n], format))).toEqual({ j: part.text, n: 5 });
        const shown = codec?.shown(bytes);
        // The emulator reads values of SQL types as strings, and prints those as any other.
        expect(shown).toBe(part.text);
      }),
      { numRuns: 600 },
    );
  });

  it('that is given as text is read as the emulator prints it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }), formats, (document, format) => {
        const datums = layout.rowOf({ j: JSON.stringify(document), n: 5 });
        expect(readBy(schema, key, layout.valueOf(datums, format))).toEqual(layout.shown(datums));
        expect(printJson(decodeJson(datums[0] as Uint8Array))).toBe(layout.shown(datums)['j']);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the types of these properties', () => {
  it('are all that there are', () => {
    const seen = new Set(
      fc.sample(cells, { numRuns: 4000, seed: 1 }).map(({ column }) => /^[a-z]+/.exec(column.type)?.[0] ?? ''),
    );
    expect([...seen].sort()).toEqual(TYPE_NAMES.toSorted());
  });
});
