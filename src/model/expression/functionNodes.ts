import type { RowEvent } from '../row';
import { arithmeticNode } from './arithmeticNodes';
import type { Collation } from './collations';
import { comparisonOf } from './compareNodes';
import { ExpressionMistake } from './ExpressionMistake';
import { type Decimal, floorDecimal, roundDecimal, withScale } from './exactDecimal';
import { type CallPlace, type FunctionSpec, MANY } from './functionSpec';
import { JSON_FUNCTIONS } from './jsonFunctions';
import {
  bytesOf,
  checkedInt,
  commonCollation,
  constantValue,
  type Datum,
  dateNode,
  decimalOf,
  doubleOf,
  isInteger,
  microsecondsOf,
  momentOf,
  type Node,
  node,
  numeric,
  roundEven,
  textOf,
  truthOf,
  wholeOf,
} from './nodes';
import type { DateTime } from './temporalText';

/** Longer strings are NULL, as past MySQL's `max_allowed_packet`. */
const LONGEST_STRING = 16 * 1024 * 1024;

type Args = readonly Node[];
type Build = FunctionSpec['build'];

const constantOf = (args: Args): boolean => args.every(({ constant }) => constant);

function text(
  args: Args,
  evaluate: (row: RowEvent) => string | null,
  collation: Collation = commonCollation(args),
): Node {
  return node('string', evaluate, {
    collation,
    constant: constantOf(args),
    hasColumnCollation: args.some(({ hasColumnCollation }) => hasColumnCollation),
  });
}

function bounded(value: string): string | null {
  return value.length > LONGEST_STRING ? null : value;
}

const arg = (args: Args, i: number): Node => args[i] as Node;

/** Over a string's characters, whole code points of each. */
function ofCharacters(
  args: Args,
  work: (
    chars: ArrayLike<string> & { slice(start: number, end?: number): string | string[] },
    row: RowEvent,
  ) => string | null,
): Node {
  const read = textOf(arg(args, 0));
  return text(args.slice(0, 1), (row) => {
    const value = read(row);
    if (value === null) return null;
    return work(/[\ud800-\udfff]/.test(value) ? Array.from(value) : value, row);
  });
}

const joined = (part: string | string[]): string => (typeof part === 'string' ? part : part.join(''));

/** A position or length, as a number that is no further from zero than any string is long. */
function position(of: Node): (row: RowEvent) => number | null {
  const whole = wholeOf(of);
  return (row) => {
    const value = whole(row);
    return value === null ? null : Math.max(-LONGEST_STRING, Math.min(LONGEST_STRING, Number(value)));
  };
}

const substring: Build = (args) => {
  const from = position(arg(args, 1));
  const length = args.length > 2 ? position(arg(args, 2)) : undefined;
  return ofCharacters(args, (chars, row) => {
    const at = from(row);
    const count = length === undefined ? LONGEST_STRING : length(row);
    if (at === null || count === null) return null;
    const start = at > 0 ? at - 1 : chars.length + at;
    if (at === 0 || start < 0 || count <= 0) return '';
    return joined(chars.slice(start, start + count));
  });
};

const left: Build = (args) => {
  const count = position(arg(args, 1));
  return ofCharacters(args, (chars, row) => {
    const length = count(row);
    return length === null ? null : joined(chars.slice(0, Math.max(length, 0)));
  });
};

const right: Build = (args) => {
  const count = position(arg(args, 1));
  return ofCharacters(args, (chars, row) => {
    const length = count(row);
    if (length === null) return null;
    return length <= 0 ? '' : joined(chars.slice(Math.max(chars.length - length, 0)));
  });
};

function trim(sides: { readonly start: boolean; readonly end: boolean }): Build {
  return (args) => {
    const read = textOf(arg(args, 0));
    const what = args.length > 1 ? textOf(arg(args, 1)) : (): string => ' ';
    return text(args, (row) => {
      const [value, cut] = [read(row), what(row)];
      if (value === null || cut === null) return null;
      if (cut === '') return value;
      let [start, end] = [0, value.length];
      while (sides.start && end - start >= cut.length && value.startsWith(cut, start)) start += cut.length;
      while (sides.end && end - start >= cut.length && value.endsWith(cut, end)) end -= cut.length;
      return value.slice(start, end);
    });
  };
}

const concat: Build = (args) => {
  const reads = args.map(args.some(({ kind, collation }) => kind === 'string' && collation.binary) ? bytesOf : textOf);
  return text(args, (row) => {
    let result = '';
    for (const read of reads) {
      const part = read(row);
      if (part === null || result.length > LONGEST_STRING) return null;
      result += part;
    }
    return bounded(result);
  });
};

const concatWs: Build = (args) => {
  const [separator, ...reads] = args.map((one) => textOf(one));
  return text(args, (row) => {
    const between = (separator as (row: RowEvent) => string | null)(row);
    if (between === null) return null;
    let result: string | undefined;
    for (const read of reads) {
      const part = read(row);
      if (part === null) continue;
      result = result === undefined ? part : result + between + part;
      if (result.length > LONGEST_STRING) return null;
    }
    return result ?? '';
  });
};

const replace: Build = (args) => {
  const [read, what, by] = [textOf(arg(args, 0)), textOf(arg(args, 1)), textOf(arg(args, 2))];
  return text(args, (row) => {
    const [value, from, to] = [read(row), what(row), by(row)];
    if (value === null || from === null || to === null) return null;
    if (from === '') return value;
    const parts = value.split(from);
    return value.length + (parts.length - 1) * (to.length - from.length) > LONGEST_STRING ? null : parts.join(to);
  });
};

/** `LOCATE(what, text[, from])`: where it is found, counted from one; zero when it is not. */
const locate: Build = (args) => {
  const collation = commonCollation(args.slice(0, 2));
  const [what, read] = [textOf(arg(args, 0)), textOf(arg(args, 1))];
  const from = args.length > 2 ? position(arg(args, 2)) : (): number => 1;
  return node(
    'int',
    (row) => {
      const [needle, value, start] = [what(row), read(row), from(row)];
      if (needle === null || value === null || start === null) return null;
      const chars = Array.from(value, collation.foldOf);
      if (start < 1 || start > chars.length + 1) return 0;
      const wanted = collation.foldOf(needle);
      const found = chars
        .slice(start - 1)
        .join('')
        .indexOf(wanted);
      if (found < 0) return 0;
      // The place is counted in characters, of which some take two places in a string.
      let [at, length] = [start - 1, 0];
      while (length < found) {
        length += (chars[at] as string).length;
        at += 1;
      }
      return at + 1;
    },
    { constant: constantOf(args) },
  );
};

function changedCase(change: (value: string) => string): Build {
  return (args) => {
    const read = textOf(arg(args, 0));
    const { collation, kind } = arg(args, 0);
    return text(args, (row) => {
      const value = read(row);
      // Bytes have no case.
      return value === null || (kind === 'string' && collation.binary) ? value : change(value);
    });
  };
}

const length: Build = (args) => {
  const read = bytesOf(arg(args, 0));
  return node('int', (row) => read(row)?.length ?? null, { constant: constantOf(args) });
};

const charLength: Build = (args) => {
  const read = textOf(arg(args, 0));
  const count = (value: string): number => (/[\ud800-\udfff]/.test(value) ? Array.from(value).length : value.length);
  return node(
    'int',
    (row) => {
      const value = read(row);
      return value === null ? null : count(value);
    },
    { constant: constantOf(args) },
  );
};

const abs: Build = (args) => {
  const of = numeric(arg(args, 0));
  const { constant } = of;
  if (of.kind === 'uint') return of;
  if (of.kind === 'int') {
    return node(
      'int',
      (row) => {
        const value = of.evaluate(row) as number | bigint | null;
        if (value === null || value >= 0) return value;
        return typeof value === 'number' ? -value : checkedInt(-value);
      },
      { constant },
    );
  }
  if (of.kind === 'decimal') {
    return node(
      'decimal',
      (row) => {
        const value = of.evaluate(row) as Decimal | null;
        return value === null || value.digits >= 0n ? value : { digits: -value.digits, scale: value.scale };
      },
      { constant, scale: of.scale },
    );
  }
  const double = doubleOf(of);
  return node(
    'double',
    (row) => {
      const value = double(row);
      return value === null ? null : Math.abs(value);
    },
    { constant },
  );
};

function toWhole(ofDecimal: (value: Decimal) => bigint, ofDouble: (value: number) => number): Build {
  return (args) => {
    const of = numeric(arg(args, 0));
    const { constant } = of;
    if (isInteger(of)) return of;
    if (of.kind === 'decimal') {
      return node(
        'decimal',
        (row) => {
          const value = of.evaluate(row) as Decimal | null;
          return value === null ? null : { digits: ofDecimal(value), scale: 0 };
        },
        { constant },
      );
    }
    const double = doubleOf(of);
    return node(
      'double',
      (row) => {
        const value = double(row);
        return value === null ? null : ofDouble(value) + 0;
      },
      { constant },
    );
  };
}

const ceilDecimal = ({ digits, scale }: Decimal): bigint => -floorDecimal({ digits: -digits, scale });

const round: Build = (args, { at }) => {
  const of = numeric(arg(args, 0));
  const { constant } = of;
  const places = args.length > 1 ? args[1] : undefined;
  if (places !== undefined && (!places.constant || !isInteger(places))) {
    throw new ExpressionMistake('the digits of ROUND must be an integer of their own', at);
  }
  const value = places === undefined ? 0 : constantValue(places);
  if (value === null) return node('null', () => null, { constant: true });
  const digits = Math.max(-65, Math.min(30, Number(value)));
  if (isInteger(of)) {
    if (digits >= 0) return of;
    const decimal = decimalOf(of);
    return node(
      of.kind,
      (row) => {
        const read = decimal(row);
        return read === null ? null : checkedInt(roundDecimal(read, digits).digits);
      },
      { constant },
    );
  }
  if (of.kind === 'decimal') {
    const scale = Math.min(Math.max(digits, 0), of.scale);
    return node(
      'decimal',
      (row) => {
        const read = of.evaluate(row) as Decimal | null;
        return read === null ? null : withScale(roundDecimal(read, digits), scale);
      },
      { constant, scale },
    );
  }
  const double = doubleOf(of);
  const shift = 10 ** digits;
  return node(
    'double',
    (row) => {
      const read = double(row);
      if (read === null) return null;
      const shifted = read * shift;
      return Number.isFinite(shifted) ? roundEven(shifted) / shift : read;
    },
    { constant },
  );
};

const sign: Build = (args) => {
  const double = doubleOf(arg(args, 0));
  return node(
    'int',
    (row) => {
      const value = double(row);
      return value === null ? null : Math.sign(value) + 0;
    },
    { constant: constantOf(args) },
  );
};

function datePart(part: (value: DateTime) => number): Build {
  return (args) => {
    const moment = momentOf(arg(args, 0));
    return node(
      'int',
      (row) => {
        const value = moment(row);
        return value === null ? null : part(value);
      },
      { constant: constantOf(args) },
    );
  };
}

/** Of a TIME, or of a date's time of day. */
function clockPart(part: (seconds: number) => number): Build {
  return (args) => {
    const of = arg(args, 0);
    // A date has the time of day of its midnight.
    const read =
      of.kind === 'date'
        ? (row: RowEvent): number | null => (of.evaluate(row) === null ? null : 0)
        : microsecondsOf(of);
    return node(
      'int',
      (row) => {
        const value = read(row);
        return value === null ? null : part(Math.floor(Math.abs(value) / 1_000_000));
      },
      { constant: constantOf(args) },
    );
  };
}

/** The type that holds all of several nodes, for IF, CASE and COALESCE. */
export function chosenNode(args: Args, choose: (row: RowEvent) => number, constant: boolean): Node {
  const typed = args.filter(({ kind }) => kind !== 'null');
  const [first] = typed;
  if (first === undefined) return node('null', () => null, { constant });
  const pick = (reads: readonly ((row: RowEvent) => Datum)[]): ((row: RowEvent) => Datum) => {
    return (row) => (reads[choose(row)] ?? nothing)(row);
  };
  const scale = Math.max(...typed.map((one) => one.scale));
  const numbers = typed.every((one) => isInteger(one) || one.kind === 'decimal' || one.kind === 'double');
  if (typed.every(({ kind }) => kind === first.kind) && first.kind !== 'string') {
    return node(first.kind, pick(args.map(({ evaluate }) => evaluate)), { constant, scale });
  }
  if (numbers && typed.some(({ kind }) => kind === 'double'))
    return node('double', pick(args.map(doubleOf)), { constant });
  if (numbers) return node('decimal', pick(args.map(decimalOf)), { constant, scale });
  if (typed.every(({ kind }) => kind === 'date' || kind === 'datetime')) {
    const reads = args.map((one) => (row: RowEvent): Datum => {
      const value = one.evaluate(row);
      return one.kind === 'date' && value !== null ? `${value as string} 00:00:00` : value;
    });
    return node('datetime', pick(reads), { constant, scale });
  }
  const collation = commonCollation(typed);
  return node('string', pick(args.map(collation.binary ? bytesOf : textOf)), {
    collation,
    constant,
    hasColumnCollation: typed.some(({ hasColumnCollation }) => hasColumnCollation),
  });
}

const nothing = (): null => null;

const coalesce: Build = (args) => {
  return chosenNode(args, (row) => args.findIndex(({ evaluate }) => evaluate(row) !== null), constantOf(args));
};

const ifNode: Build = (args) => {
  const test = truthOf(arg(args, 0));
  return chosenNode(args.slice(1), (row) => (test(row) === 1 ? 0 : 1), constantOf(args));
};

const nullIf: Build = (args, { at }) => {
  const [value, compare] = [arg(args, 0), comparisonOf(arg(args, 0), arg(args, 1), at)];
  const { kind, collation, scale, hasColumnCollation, evaluate } = value;
  return node(kind, (row) => (compare(row) === 0 ? null : evaluate(row)), {
    collation,
    scale,
    hasColumnCollation,
    constant: constantOf(args),
  });
};

const isNull: Build = (args) =>
  node('int', (row) => (arg(args, 0).evaluate(row) === null ? 1 : 0), { constant: constantOf(args) });

const one = (build: Build): FunctionSpec => ({ min: 1, max: 1, build });
const two = (build: Build): FunctionSpec => ({ min: 2, max: 2, build });

const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map<string, FunctionSpec>([
  ['if', { min: 3, max: 3, build: ifNode }],
  ['ifnull', two(coalesce)],
  ['nullif', two(nullIf)],
  ['coalesce', { min: 1, max: MANY, build: coalesce }],
  ['isnull', one(isNull)],
  ['length', one(length)],
  ['octet_length', one(length)],
  ['char_length', one(charLength)],
  ['character_length', one(charLength)],
  ['lower', one(changedCase((value) => value.toLowerCase()))],
  ['lcase', one(changedCase((value) => value.toLowerCase()))],
  ['upper', one(changedCase((value) => value.toUpperCase()))],
  ['ucase', one(changedCase((value) => value.toUpperCase()))],
  ['concat', { min: 1, max: MANY, build: concat }],
  ['concat_ws', { min: 2, max: MANY, build: concatWs }],
  ['substring', { min: 2, max: 3, build: substring }],
  ['left', two(left)],
  ['right', two(right)],
  ['trim', { min: 1, max: 2, build: trim({ start: true, end: true }) }],
  ['trim leading', { min: 1, max: 2, build: trim({ start: true, end: false }) }],
  ['trim trailing', { min: 1, max: 2, build: trim({ start: false, end: true }) }],
  ['ltrim', one(trim({ start: true, end: false }))],
  ['rtrim', one(trim({ start: false, end: true }))],
  ['replace', { min: 3, max: 3, build: replace }],
  ['locate', { min: 2, max: 3, build: locate }],
  ['instr', two((args, place) => locate(args.toReversed(), place))],
  ['abs', one(abs)],
  ['ceil', one(toWhole(ceilDecimal, Math.ceil))],
  ['ceiling', one(toWhole(ceilDecimal, Math.ceil))],
  ['floor', one(toWhole(floorDecimal, Math.floor))],
  ['round', { min: 1, max: 2, build: round }],
  ['sign', one(sign)],
  ['mod', two((args) => arithmeticNode('%', arg(args, 0), arg(args, 1)))],
  ['year', one(datePart(({ year }) => year))],
  ['month', one(datePart(({ month }) => month))],
  ['day', one(datePart(({ day }) => day))],
  ['dayofmonth', one(datePart(({ day }) => day))],
  ['hour', one(clockPart((seconds) => Math.floor(seconds / 3600)))],
  ['minute', one(clockPart((seconds) => Math.floor(seconds / 60) % 60))],
  ['second', one(clockPart((seconds) => seconds % 60))],
  ['date', one((args) => dateNode(momentOf(arg(args, 0)), constantOf(args)))],
  ...JSON_FUNCTIONS,
]);

/** The functions that an expression may call. */
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()].filter((name) => !name.includes(' '));

/** Throws `ExpressionMistake` for a name that is none, and for a wrong number of arguments. */
export function checkCall(name: string, count: number, at: number): void {
  const spec = FUNCTIONS.get(name);
  if (spec === undefined) {
    throw new ExpressionMistake(
      `function ${name.slice(0, 40).toUpperCase()} is not known; known are ${FUNCTION_NAMES.join(', ').toUpperCase()}`,
      at,
    );
  }
  if (count < spec.min || count > spec.max) {
    const wanted =
      spec.min === spec.max ? `${spec.min}` : spec.max === MANY ? `at least ${spec.min}` : `${spec.min} to ${spec.max}`;
    throw new ExpressionMistake(`${name.toUpperCase()} takes ${wanted} argument${wanted === '1' ? '' : 's'}`, at);
  }
}

/** The node of a call that `checkCall` has passed. */
export function callNode(name: string, args: Args, place: CallPlace): Node {
  return (FUNCTIONS.get(name) as FunctionSpec).build(args, place);
}
