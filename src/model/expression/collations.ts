/** How strings compare. */
export interface Collation {
  readonly name: string;
  /** Whether the strings are bytes, one in each character. */
  readonly binary: boolean;
  /** Whether upper and lower case are the same. */
  readonly ignoresCase: boolean;
  compare(a: string, b: string): number;
  /** Equal exactly for strings that compare as equal. */
  keyOf(text: string): string;
  /** A character as LIKE and LOCATE compare it. */
  foldOf(text: string): string;
}

const isPadded = (name: string): boolean => name !== 'binary' && !name.includes('_0900_');

function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

/** By code points, which is the order of UTF-8's bytes. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    // A surrogate belongs to a code point above all others.
    const [xHigh, yHigh] = [(x & 0xf800) === 0xd800, (y & 0xf800) === 0xd800];
    if (xHigh !== yHigh) return xHigh ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

const COMBINING_MARKS = /\p{M}+/gu;

/** One weight for a letter in either case, with or without marks. */
function generalFold(text: string): string {
  // Most text has neither marks nor letters that could carry them.
  if (/^[ -~]*$/.test(text)) return text.toUpperCase();
  let folded = '';
  for (const char of text.normalize('NFD').replaceAll(COMBINING_MARKS, '')) {
    const upper = char.toUpperCase();
    folded += upper.length === char.length ? upper : char === 'ß' ? 'S' : char;
  }
  return folded;
}

const PRIMARY = new Intl.Collator('en', { sensitivity: 'base', usage: 'sort' });

function binaryCollation(name: string): Collation {
  const trim = isPadded(name) ? withoutPadding : (text: string): string => text;
  return {
    name,
    binary: name === 'binary',
    ignoresCase: false,
    compare: (a, b) => compareCodePoints(trim(a), trim(b)),
    keyOf: trim,
    foldOf: (text) => text,
  };
}

function foldingCollation(name: string): Collation {
  const trim = isPadded(name) ? withoutPadding : (text: string): string => text;
  const isGeneral = name.includes('general');
  return {
    name,
    binary: false,
    ignoresCase: true,
    compare: isGeneral
      ? (a, b) => compareCodePoints(generalFold(trim(a)), generalFold(trim(b)))
      : (a, b) => PRIMARY.compare(trim(a), trim(b)),
    keyOf: (text) => generalFold(trim(text)),
    foldOf: generalFold,
  };
}

const KNOWN = new Map<string, Collation>();

/** The collation of a name: `_bin` and `binary` by bytes, everything else without regard to case and marks. */
export function collationOf(name: string): Collation {
  let known = KNOWN.get(name);
  if (known === undefined) {
    known = name === 'binary' || name === '' || name.endsWith('_bin') ? binaryCollation(name) : foldingCollation(name);
    KNOWN.set(name, known);
  }
  return known;
}

/** What literals have: TiDB's default. */
export const LITERAL_COLLATION: Collation = collationOf('utf8mb4_bin');
export const BINARY_COLLATION: Collation = collationOf('binary');
