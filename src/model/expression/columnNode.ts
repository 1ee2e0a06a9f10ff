import type { ColumnValue, RowEvent } from '../row';
import type { Column } from '../table';
import { BINARY_COLLATION, type Collation, collationOf } from './collations';
import { decimalOfText } from './exactDecimal';
import { readJson } from './jsonNode';
import type { JsonValue } from './jsonValue';
import { type Datum, type Evaluate, type EvaluateText, type Node, node } from './nodes';
import { compact } from './numberText';
import { parseTime } from './temporalText';

/** Which of a row's two sides the columns are read from. */
export type RowSide = 'after' | 'before';

const TYPE = /^([a-z]+)(?:\((\d+)(?:,(\d+))?\))?/;

/** The name of a column's type with the numbers behind it, zero when they are left out. */
export function typeOf(column: Column): { readonly name: string; readonly size: number; readonly scale: number } {
  const [, name = '', size = '0', scale = '0'] = TYPE.exec(column.type) ?? [];
  return { name, size: Number(size), scale: Number(scale) };
}

/** How a column's value is read from a side of the row. */
export function readerOf({ name }: Column, side: RowSide): (row: RowEvent) => ColumnValue {
  return side === 'after' ? (row) => row.get(name) ?? null : (row) => row.getBefore(name) ?? null;
}

/** What `read` answers for a column, as the type that the column has in MySQL. */
export function columnNode(column: Column, read: (row: RowEvent) => ColumnValue): Node {
  const whenThere = (convert: (value: Exclude<ColumnValue, null>) => Datum): Evaluate => {
    return (row) => {
      const value = read(row);
      return value === null ? null : convert(value);
    };
  };
  const { name: type, size, scale } = typeOf(column);
  const integer = column.unsigned ? 'uint' : 'int';
  switch (type) {
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'int':
    case 'year':
      return node(integer, read as Evaluate);
    case 'bigint':
      return node(
        integer,
        whenThere((value) => compact(value as bigint)),
      );
    case 'bit':
      return node(
        'uint',
        whenThere((value) => compact(value as bigint)),
      );
    case 'float':
      // As wide as it is stored, which is not what it is printed as.
      return node(
        'double',
        whenThere((value) => Math.fround(value as number)),
      );
    case 'double':
      return node('double', read as Evaluate);
    case 'decimal':
      return node(
        'decimal',
        whenThere((value) => decimalOfText(value as string)),
        { scale },
      );
    case 'date':
      return node('date', read as Evaluate);
    case 'datetime':
    case 'timestamp':
      return node('datetime', read as Evaluate, { scale: size });
    case 'time':
      return node(
        'time',
        whenThere((value) => parseTime(value as string) ?? null),
        { scale: size },
      );
    case 'json':
      return jsonColumn(read as EvaluateText);
    default:
      return stringColumn(column, type, read, whenThere);
  }
}

/** Its document is read once for each text in a row, however often the expression asks for it. Holds the last one. */
function jsonColumn(read: EvaluateText): Node {
  let last: { readonly text: string; readonly value: JsonValue } | undefined;
  const value = (row: RowEvent): JsonValue | null => {
    const text = read(row);
    if (text === null) return null;
    if (last?.text !== text) last = { text, value: readJson(text) };
    return last.value;
  };
  return node('json', value, { text: read });
}

function stringColumn(
  column: Column,
  type: string,
  read: (row: RowEvent) => ColumnValue,
  whenThere: (convert: (value: Exclude<ColumnValue, null>) => Datum) => Evaluate,
): Node {
  const collation: Collation = column.binary ? BINARY_COLLATION : collationOf(column.collation || 'utf8mb4_bin');
  const more = { collation, hasColumnCollation: true };
  if (type === 'enum') {
    const members = membersOf(column.type);
    return node('string', read as Evaluate, {
      ...more,
      number: whenThere((value) => members.indexOf(value as string) + 1),
    });
  }
  if (type === 'set') {
    const members = membersOf(column.type);
    const mask = (value: string): bigint => {
      let bits = 0n;
      for (const name of value === '' ? [] : value.split(',')) bits |= 1n << BigInt(Math.max(members.indexOf(name), 0));
      return bits;
    };
    return node('string', read as Evaluate, { ...more, number: whenThere((value) => compact(mask(value as string))) });
  }
  const bytes = (value: Exclude<ColumnValue, null>): Datum =>
    value instanceof Uint8Array
      ? Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1')
      : String(value);
  return node('string', column.binary ? whenThere(bytes) : (read as Evaluate), more);
}

/** The members of `enum('a','b')`. */
function membersOf(type: string): readonly string[] {
  return [...type.matchAll(/'((?:[^']|'')*)'/g)].map(([, member = '']) =>
    member.replaceAll("''", "'").replaceAll('\\n', '\n').replaceAll('\\r', '\r'),
  );
}
