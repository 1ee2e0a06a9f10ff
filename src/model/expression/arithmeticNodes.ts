import type { RowEvent } from '../row';
import { EvaluationFailure, ExpressionMistake } from './ExpressionMistake';
import {
  addDecimals,
  type Decimal,
  divideDecimals,
  divideWhole,
  multiplyDecimals,
  remainderOf,
  subtractDecimals,
} from './exactDecimal';
import {
  checkedInt,
  checkedUint,
  type Datum,
  decimalOf,
  doubleOf,
  isInteger,
  isTemporal,
  type Node,
  node,
  numeric,
} from './nodes';

type Arithmetic = 'double' | 'decimal' | 'uint' | 'int';

/** The type that a node counts with. */
function arithmeticOf(of: Node): Arithmetic {
  switch (of.kind) {
    case 'int':
    case 'uint':
    case 'decimal':
      return of.kind;
    case 'date':
      return 'int';
    case 'datetime':
    case 'time':
      return of.scale > 0 ? 'decimal' : 'int';
    default:
      return 'double';
  }
}

function common(left: Node, right: Node): Arithmetic {
  const [a, b] = [arithmeticOf(left), arithmeticOf(right)];
  return (['double', 'decimal', 'uint'] as const).find((one) => a === one || b === one) ?? 'int';
}

/** Dates and times as the integers that their digits are. */
function integerOf(of: Node): (row: RowEvent) => number | bigint | null {
  if (isInteger(of)) return of.evaluate as (row: RowEvent) => number | bigint | null;
  const decimal = decimalOf(of);
  return (row) => decimal(row)?.digits ?? null;
}

function both<T extends Datum>(
  left: (row: RowEvent) => T | null,
  right: (row: RowEvent) => T | null,
  combine: (a: T, b: T) => Datum,
): (row: RowEvent) => Datum {
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    return b === null ? null : combine(a, b);
  };
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new EvaluationFailure('DOUBLE value is out of range');
  return value;
}

const DOUBLES: Readonly<Record<string, (a: number, b: number) => number | null>> = {
  '+': (a, b) => finite(a + b),
  '-': (a, b) => finite(a - b),
  '*': (a, b) => finite(a * b),
  '/': (a, b) => (b === 0 ? null : finite(a / b)),
  '%': (a, b) => (b === 0 ? null : a % b),
};

const DECIMALS: Readonly<Record<string, (a: Decimal, b: Decimal) => Decimal | null>> = {
  '+': addDecimals,
  '-': subtractDecimals,
  '*': multiplyDecimals,
  '/': divideDecimals,
  '%': remainderOf,
};

const BIGINTS: Readonly<Record<string, (a: bigint, b: bigint) => bigint | null>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '%': (a, b) => (b === 0n ? null : a % b),
};

const NUMBERS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '%': (a, b) => a % b,
};

const SCALES: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': Math.max,
  '-': Math.max,
  '%': Math.max,
  '*': (a, b) => Math.min(a + b, 30),
  '/': (a) => Math.min(a + 4, 30),
};

/** `left op right` for `+ - * / % div`. */
export function arithmeticNode(op: string, leftInput: Node, rightInput: Node): Node {
  const [left, right] = [numeric(leftInput), numeric(rightInput)];
  const constant = left.constant && right.constant;
  if (left.kind === 'null' || right.kind === 'null') return node('null', () => null, { constant: true });
  const type = common(left, right);
  if (op === 'div') return divNode(left, right, constant);
  if (type === 'double') {
    const combine = DOUBLES[op] as (a: number, b: number) => number | null;
    return node('double', both(doubleOf(left), doubleOf(right), combine), { constant });
  }
  if (type === 'decimal' || op === '/') {
    const combine = DECIMALS[op] as (a: Decimal, b: Decimal) => Decimal | null;
    const scale = (SCALES[op] as (a: number, b: number) => number)(left.scale, right.scale);
    return node('decimal', both(decimalOf(left), decimalOf(right), combine), { constant, scale });
  }
  return integers(op, left, right, { isUnsigned: op === '%' ? left.kind === 'uint' : type === 'uint', constant });
}

function integers(
  op: string,
  left: Node,
  right: Node,
  type: { readonly isUnsigned: boolean; readonly constant: boolean },
): Node {
  const check = type.isUnsigned ? checkedUint : checkedInt;
  const small = NUMBERS[op] as (a: number, b: number) => number;
  const large = BIGINTS[op] as (a: bigint, b: bigint) => bigint | null;
  const combine = (a: number | bigint, b: number | bigint): Datum => {
    if (typeof a === 'number' && typeof b === 'number') {
      const result = small(a, b);
      // What is exact, and of the right sign, needs no bigint. A negative zero is none.
      if (Number.isSafeInteger(result) && (!type.isUnsigned || result >= 0)) return result + 0;
    }
    const result = large(BigInt(a), BigInt(b));
    return result === null ? null : check(result);
  };
  return node(type.isUnsigned ? 'uint' : 'int', both(integerOf(left), integerOf(right), combine), {
    constant: type.constant,
  });
}

function divNode(left: Node, right: Node, constant: boolean): Node {
  const isUnsigned = left.kind === 'uint' || right.kind === 'uint';
  const check = isUnsigned ? checkedUint : checkedInt;
  const combine = (a: Decimal, b: Decimal): Datum => {
    const quotient = divideWhole(a, b);
    return quotient === null ? null : check(quotient);
  };
  return node(isUnsigned ? 'uint' : 'int', both(decimalOf(left), decimalOf(right), combine), { constant });
}

/** `-arg` */
export function minusNode(input: Node): Node {
  const arg = numeric(input);
  const { constant } = arg;
  switch (arithmeticOf(arg)) {
    case 'double': {
      const number = doubleOf(arg);
      return node('double', (row) => negated(number(row)), { constant });
    }
    case 'decimal': {
      const decimal = decimalOf(arg);
      return node(
        'decimal',
        (row) => {
          const value = decimal(row);
          return value === null ? null : { digits: -value.digits, scale: value.scale };
        },
        { constant, scale: arg.scale },
      );
    }
    default: {
      const integer = integerOf(arg);
      return node(
        'int',
        (row) => {
          const value = integer(row);
          return value === null ? null : checkedInt(-BigInt(value));
        },
        { constant },
      );
    }
  }
}

function negated(value: number | null): number | null {
  return value === null ? null : -value;
}

const BITS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '|': (a, b) => a | b,
  '&': (a, b) => a & b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => (b > 63n ? 0n : a << b),
  '>>': (a, b) => (b > 63n ? 0n : a >> b),
};

const WORD_BITS = 64;

function wordOf(input: Node, at: number): (row: RowEvent) => bigint | null {
  const of = numeric(input);
  if (isTemporal(of) || of.kind === 'string' || of.kind === 'double' || of.kind === 'json') {
    throw new ExpressionMistake('bits are those of an integer; use CAST(… AS UNSIGNED)', at);
  }
  const decimal = decimalOf(of);
  return (row) => {
    const value = decimal(row);
    if (value === null) return null;
    return BigInt.asUintN(WORD_BITS, value.scale === 0 ? value.digits : roundedDigits(value));
  };
}

function roundedDigits({ digits, scale }: Decimal): bigint {
  const unit = 10n ** BigInt(scale);
  return (digits + (digits < 0n ? -unit : unit) / 2n) / unit;
}

/** `left op right` for `| & ^ << >>`, over 64 bits without a sign. */
export function bitNode(op: string, left: Node, right: Node, at: number): Node {
  const constant = left.constant && right.constant;
  const combine = BITS[op] as (a: bigint, b: bigint) => bigint;
  const evaluate = both(wordOf(left, at), wordOf(right, at), (a, b) =>
    checkedUint(BigInt.asUintN(WORD_BITS, combine(a, b))),
  );
  return node('uint', evaluate, { constant });
}

/** `~arg` */
export function complementNode(arg: Node, at: number): Node {
  const word = wordOf(arg, at);
  return node(
    'uint',
    (row) => {
      const value = word(row);
      return value === null ? null : checkedUint(BigInt.asUintN(WORD_BITS, ~value));
    },
    { constant: arg.constant },
  );
}
