/** TiDB's numbers for the types of columns. */
export const TYPE_CODES = {
  tiny: 1,
  short: 2,
  long: 3,
  float: 4,
  double: 5,
  timestamp: 7,
  longlong: 8,
  int24: 9,
  date: 10,
  duration: 11,
  datetime: 12,
  year: 13,
  newDate: 14,
  varchar: 15,
  bit: 16,
  vector: 225,
  json: 245,
  newDecimal: 246,
  enum: 247,
  set: 248,
  tinyBlob: 249,
  mediumBlob: 250,
  longBlob: 251,
  blob: 252,
  varString: 253,
  string: 254,
} as const;

/** Bits of a column's type flags. */
export const TYPE_FLAGS = { notNull: 1, primaryKey: 2, unsigned: 32 } as const;

/** A column's type as TiDB keeps it. */
export interface FieldType {
  readonly code: number;
  readonly flags: number;
  /** Length or precision; −1 when not set. */
  readonly flen: number;
  /** Scale or fraction digits; −1 when not set. */
  readonly decimal: number;
  readonly charset: string;
  readonly collation: string;
  /** Members of an ENUM or SET. */
  readonly elems: readonly string[];
  /** Whether the column belongs to a multi-valued index and holds a JSON array. */
  readonly array: boolean;
}

const UNSET = -1;
const DEFAULT_FLEN: ReadonlyMap<number, number> = new Map([
  [TYPE_CODES.tiny, 4],
  [TYPE_CODES.short, 6],
  [TYPE_CODES.int24, 9],
  [TYPE_CODES.long, 11],
  [TYPE_CODES.longlong, 20],
  [TYPE_CODES.double, 22],
  [TYPE_CODES.float, 12],
  [TYPE_CODES.newDecimal, 10],
  [TYPE_CODES.bit, 1],
  [TYPE_CODES.string, 1],
  [TYPE_CODES.varchar, 1],
  [TYPE_CODES.varString, 1],
  [TYPE_CODES.year, 4],
]);

const INTEGER_NAMES: ReadonlyMap<number, string> = new Map([
  [TYPE_CODES.tiny, 'tinyint'],
  [TYPE_CODES.short, 'smallint'],
  [TYPE_CODES.int24, 'mediumint'],
  [TYPE_CODES.long, 'int'],
  [TYPE_CODES.longlong, 'bigint'],
]);

const BLOB_NAMES: ReadonlyMap<number, readonly [binary: string, text: string]> = new Map([
  [TYPE_CODES.tinyBlob, ['tinyblob', 'tinytext']],
  [TYPE_CODES.blob, ['blob', 'text']],
  [TYPE_CODES.mediumBlob, ['mediumblob', 'mediumtext']],
  [TYPE_CODES.longBlob, ['longblob', 'longtext']],
]);

const STRING_CODES: ReadonlySet<number> = new Set([TYPE_CODES.varchar, TYPE_CODES.varString, TYPE_CODES.string]);

/** Whether a type holds text or bytes. */
export function isStringType(code: number): boolean {
  return STRING_CODES.has(code) || BLOB_NAMES.has(code);
}

/** Whether a type's values are bytes: what differs BLOB from TEXT, and BINARY from CHAR, is the charset alone. */
export function isBinaryType(type: FieldType): boolean {
  return isStringType(type.code) && type.charset === 'binary';
}

function quotedMember(member: string): string {
  return `'${member.replaceAll("'", "''").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/**
 * A column's type as TiDB's information schema prints it: `bigint(20) unsigned`, `varchar(24)`, `enum('a','b')`.
 *
 * Integers carry their display width. A cluster can be told to leave that out, but its schema keeps the width all the
 * same, so nothing in the data tells the two apart.
 */
export function columnTypeText(type: FieldType): string {
  const unsigned = (type.flags & TYPE_FLAGS.unsigned) !== 0 && hasSign(type.code) ? ' unsigned' : '';
  return `${compactType(type)}${unsigned}`;
}

function hasSign(code: number): boolean {
  return code !== TYPE_CODES.bit && code !== TYPE_CODES.year;
}

function compactType(type: FieldType): string {
  const { code, decimal } = type;
  const flen = type.flen === UNSET ? (DEFAULT_FLEN.get(code) ?? UNSET) : type.flen;
  const fraction = decimal > 0 ? `(${decimal})` : '';
  const integer = INTEGER_NAMES.get(code);
  if (integer !== undefined) return `${integer}(${flen})`;
  const blob = BLOB_NAMES.get(code);
  if (blob !== undefined) return isBinaryType(type) ? blob[0] : blob[1];
  switch (code) {
    case TYPE_CODES.float:
      return decimal > 0 ? `float(${flen},${decimal})` : 'float';
    case TYPE_CODES.double:
      return decimal > 0 ? `double(${flen},${decimal})` : 'double';
    case TYPE_CODES.newDecimal:
      return `decimal(${flen},${decimal === UNSET ? 0 : decimal})`;
    case TYPE_CODES.date:
    case TYPE_CODES.newDate:
      return 'date';
    case TYPE_CODES.datetime:
      return `datetime${fraction}`;
    case TYPE_CODES.timestamp:
      return `timestamp${fraction}`;
    case TYPE_CODES.duration:
      return `time${fraction}`;
    case TYPE_CODES.year:
      return `year(${flen})`;
    case TYPE_CODES.bit:
      return `bit(${flen})`;
    case TYPE_CODES.json:
      return 'json';
    case TYPE_CODES.vector:
      return flen === UNSET ? 'vector' : `vector(${flen})`;
    case TYPE_CODES.enum:
      return `enum(${type.elems.map(quotedMember).join(',')})`;
    case TYPE_CODES.set:
      return `set(${type.elems.map(quotedMember).join(',')})`;
    case TYPE_CODES.string:
      return `${isBinaryType(type) ? 'binary' : 'char'}(${flen})`;
    case TYPE_CODES.varchar:
    case TYPE_CODES.varString:
      return `${isBinaryType(type) ? 'varbinary' : 'varchar'}(${flen})`;
    default:
      return `type ${code}`;
  }
}
