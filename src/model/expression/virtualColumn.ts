import type { RowEvent } from '../row';
import type { Column } from '../table';
import { castNode } from './castNode';
import { columnNode, typeOf } from './columnNode';
import { ExpressionMistake } from './ExpressionMistake';
import { roundDecimal } from './exactDecimal';
import { jsonOf } from './jsonNode';
import {
  bytesOf,
  clampedInt,
  clampedUint,
  type Datum,
  decimalOf,
  doubleOf,
  type EvaluateText,
  type Node,
  node,
  numeric,
  textOf,
} from './nodes';

/**
 * The value of a virtual column: what its expression answers, in the column's type. It is worked out once for a row,
 * however often it is asked for, because virtual columns use each other. Holds the last row.
 *
 * Throws `ExpressionMistake` for what does not become the type here.
 */
export function virtualNode(of: Node, column: Column): Node {
  const made = stored(of, column);
  if (made.constant) return made;
  let last: { readonly row: RowEvent; readonly value: Datum } | undefined;
  const evaluate = (row: RowEvent): Datum => {
    if (last?.row !== row) last = { row, value: made.evaluate(row) };
    return last.value;
  };
  return { ...made, evaluate };
}

/** As a value becomes when it is written into a column: unlike CAST, it rounds texts. */
function stored(of: Node, column: Column): Node {
  const { constant } = of;
  const { name, size, scale } = typeOf(column);
  if (of.kind === 'null') return of;
  switch (name) {
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'int':
    case 'bigint':
    case 'year':
    case 'bit':
      return integer(of, column.unsigned || name === 'bit');
    case 'float': {
      const double = doubleOf(of);
      const narrow = (row: RowEvent): number | null => {
        const value = double(row);
        return value === null ? null : Math.fround(value);
      };
      return node('double', narrow, { constant });
    }
    case 'double':
      return castNode(of, { to: 'double', size: undefined, scale: undefined }, 0);
    case 'decimal':
      return castNode(of, { to: 'decimal', size, scale }, 0);
    case 'date':
    case 'datetime':
    case 'time':
      return castNode(of, { to: name, size, scale: undefined }, 0);
    case 'timestamp':
      return castNode(of, { to: 'datetime', size, scale: undefined }, 0);
    case 'json':
      return jsonOf(of, 'parse', 0);
    case 'enum':
    case 'set':
      if (of.kind !== 'string') throw new ExpressionMistake(`${name.toUpperCase()} of what is no text`, 0);
      return columnNode(column, textIn(of));
    default:
      return columnNode(column, column.binary ? paddedBytes(of, name === 'binary' ? size : 0) : textIn(of));
  }
}

function integer(input: Node, isUnsigned: boolean): Node {
  const of = numeric(input);
  if (of.kind !== 'string') {
    return castNode(of, { to: isUnsigned ? 'unsigned' : 'signed', size: undefined, scale: undefined }, 0);
  }
  const decimal = decimalOf(of);
  const rounded = (row: RowEvent): Datum => {
    const value = decimal(row);
    return value === null ? null : (isUnsigned ? clampedUint : clampedInt)(roundDecimal(value, 0).digits);
  };
  return node(isUnsigned ? 'uint' : 'int', rounded, { constant: of.constant });
}

/** Text, also of bytes, which are in UTF-8. */
function textIn(of: Node): EvaluateText {
  const text = textOf(of);
  if (of.kind !== 'string' || !of.collation.binary) return text;
  return (row) => {
    const value = text(row);
    return value === null ? null : Buffer.from(value, 'latin1').toString('utf8');
  };
}

function paddedBytes(of: Node, size: number): EvaluateText {
  const bytes = bytesOf(of);
  return (row) => bytes(row)?.padEnd(size, '\0') ?? null;
}
