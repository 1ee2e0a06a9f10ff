import { EmulatorError } from '../../errors/TiValveError';
import { DEFAULT_CHARSET, DEFAULT_COLLATION, type FieldTypeJson } from './schemaJson';

/**
 * What a column may be given: numbers and digits for numbers; text as MySQL prints it for dates, times, ENUM and SET
 * (TIMESTAMP in UTC); bytes, or text in base64, for binary columns; for JSON its text, or a value to make a document of.
 */
export type ColumnInput =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly unknown[]
  | { readonly [field: string]: unknown };

/** TiDB's numbers for column types. */
export const TP = {
  tinyint: 1,
  smallint: 2,
  int: 3,
  float: 4,
  double: 5,
  timestamp: 7,
  bigint: 8,
  mediumint: 9,
  date: 10,
  time: 11,
  datetime: 12,
  year: 13,
  varchar: 15,
  bit: 16,
  vector: 225,
  json: 245,
  decimal: 246,
  enum: 247,
  set: 248,
  tinyblob: 249,
  mediumblob: 250,
  longblob: 251,
  blob: 252,
  char: 254,
} as const;

/** Bits of a column type's flags. */
export const FLAGS = {
  notNull: 1,
  primaryKey: 2,
  uniqueKey: 4,
  multipleKey: 8,
  unsigned: 32,
  zerofill: 64,
  binary: 128,
  autoIncrement: 512,
  noDefault: 4096,
} as const;

/** A column of a new table. */
export interface ColumnSpec {
  readonly name: string;
  /**
   * As in SQL, without what follows the type: `bigint unsigned`, `decimal(10,2)`, `varchar(64)`, `datetime(3)`,
   * `enum('a','b')`.
   */
  readonly type: string;
  /** @defaultValue `true`, but for columns of the primary key */
  readonly nullable?: boolean;
  /** What an insert without the column, and rows older than it, hold. */
  readonly default?: ColumnInput;
  /** @defaultValue `false` */
  readonly autoIncrement?: boolean;
  /** Of CHAR, VARCHAR, TEXT, ENUM and SET. @defaultValue `'utf8mb4'` */
  readonly charset?: string;
  /** @defaultValue the charset's `_bin` */
  readonly collation?: string;
  /** @defaultValue `''` */
  readonly comment?: string;
  /** The expression of a VIRTUAL generated column. It is never evaluated, for such columns are not stored. */
  readonly virtual?: string;
}

const TYPE = /^\s*([a-z]+)\s*(?:\((.*)\))?\s*((?:unsigned|signed|zerofill|\s)*)$/is;
const MEMBER = /'((?:[^']|'')*)'/g;

/** Display widths of signed and unsigned integers. */
const INTEGER_WIDTHS: Readonly<Record<string, readonly [signed: number, unsigned: number]>> = {
  tinyint: [4, 3],
  smallint: [6, 5],
  mediumint: [9, 8],
  int: [11, 10],
  bigint: [20, 20],
};

const BLOB_LENGTHS: Readonly<Record<string, number>> = {
  tiny: 0xff,
  '': 0xffff,
  medium: 0xff_ffff,
  long: 0xffff_ffff,
};

const ALIASES: Readonly<Record<string, string>> = {
  integer: 'int',
  numeric: 'decimal',
  dec: 'decimal',
  real: 'double',
};

const NOT_SET = -1;
const NANOSECOND_DIGITS = 6;

/** The type of a column as TiDB keeps it. Throws `TV_EMULATOR_USAGE` for a type that the emulator has not. */
export function fieldTypeOf(column: ColumnSpec): FieldTypeJson {
  const [, written = '', args = '', words = ''] = TYPE.exec(column.type) ?? [];
  const given = written.toLowerCase();
  if (given === 'bool' || given === 'boolean') return fieldTypeOf({ ...column, type: 'tinyint(1)' });
  const name = ALIASES[given] ?? given;
  const unsigned = /unsigned/i.test(words) ? FLAGS.unsigned : 0;
  const [first, second] = args.split(',').map((part) => (part.trim() === '' ? undefined : Number(part)));
  const widths = INTEGER_WIDTHS[name];
  if (widths !== undefined) {
    return plain(TP[name as 'int'], first ?? widths[unsigned === 0 ? 0 : 1], 0, unsigned);
  }
  const blob = /^(tiny|medium|long|)(blob|text)$/.exec(name);
  if (blob !== null) {
    const [, size = '', kind] = blob;
    const code = TP[`${size as 'tiny'}blob`];
    return stringType(column, code, BLOB_LENGTHS[size] ?? NOT_SET, kind === 'blob');
  }
  switch (name) {
    case 'float':
      return plain(TP.float, first ?? 12, second ?? NOT_SET, unsigned);
    case 'double':
      return plain(TP.double, first ?? 22, second ?? NOT_SET, unsigned);
    case 'decimal':
      return plain(TP.decimal, first ?? 10, second ?? 0, unsigned);
    case 'bit':
      return plain(TP.bit, first ?? 1, 0, FLAGS.unsigned);
    case 'year':
      return plain(TP.year, 4, 0, FLAGS.unsigned | FLAGS.zerofill);
    case 'date':
      return plain(TP.date, 10, 0, FLAGS.binary);
    case 'datetime':
    case 'timestamp':
    case 'time': {
      const digits = first ?? 0;
      if (digits > NANOSECOND_DIGITS) throw unknownType(column);
      const width = (name === 'time' ? 10 : 19) + (digits === 0 ? 0 : digits + 1);
      return plain(TP[name], width, digits, FLAGS.binary);
    }
    case 'json':
      return plain(TP.json, 0xffff_ffff, 0, FLAGS.binary);
    case 'vector':
      return plain(TP.vector, first ?? NOT_SET, 0, FLAGS.binary);
    case 'char':
    case 'binary':
      return stringType(column, TP.char, first ?? 1, name === 'binary');
    case 'varchar':
    case 'varbinary':
      if (first === undefined) throw unknownType(column);
      return stringType(column, TP.varchar, first, name === 'varbinary');
    case 'enum':
    case 'set':
      return memberType(column, name, args);
    default:
      throw unknownType(column);
  }
}

function plain(Tp: number, Flen: number, Decimal: number, Flag: number): FieldTypeJson {
  return {
    Tp,
    Flag,
    Flen,
    Decimal,
    Charset: 'binary',
    Collate: 'binary',
    Elems: null,
    ElemsIsBinaryLit: null,
    Array: false,
  };
}

function stringType(column: ColumnSpec, code: number, length: number, binary: boolean): FieldTypeJson {
  if (binary) return plain(code, length, 0, FLAGS.binary);
  return { ...plain(code, length, 0, 0), ...charsetOf(column) };
}

function charsetOf({ charset, collation }: ColumnSpec): Pick<FieldTypeJson, 'Charset' | 'Collate'> {
  const Charset = charset ?? collation?.split('_')[0] ?? DEFAULT_CHARSET;
  return { Charset, Collate: collation ?? (Charset === DEFAULT_CHARSET ? DEFAULT_COLLATION : `${Charset}_bin`) };
}

function memberType(column: ColumnSpec, name: 'enum' | 'set', args: string): FieldTypeJson {
  const Elems = [...args.matchAll(MEMBER)].map(([, member = '']) => member.replaceAll("''", "'"));
  if (Elems.length === 0) throw unknownType(column);
  const lengths = Elems.map((member) => [...member].length);
  const length =
    name === 'enum' ? Math.max(...lengths) : lengths.reduce((sum, next) => sum + next, 0) + lengths.length - 1;
  return { ...plain(TP[name], length, 0, 0), ...charsetOf(column), Elems };
}

function unknownType(column: ColumnSpec): EmulatorError {
  return new EmulatorError('TV_EMULATOR_USAGE', `column ${column.name}: the type ${column.type} is not known here`);
}
