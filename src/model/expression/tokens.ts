import { ExpressionMistake } from './ExpressionMistake';

/** A word of an expression. */
export interface Token {
  readonly kind: 'number' | 'string' | 'hex' | 'bits' | 'name' | 'quotedName' | 'symbol' | 'end';
  /** The content: a string without its quotes, a name as written, a symbol. */
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

const SYMBOLS = [
  '<=>',
  '->>',
  '<<',
  '>>',
  '<=',
  '>=',
  '<>',
  '!=',
  '&&',
  '||',
  '->',
  '=',
  '<',
  '>',
  '+',
  '-',
  '*',
  '/',
  '%',
  '(',
  ')',
  ',',
  '.',
  '!',
  '~',
  '^',
  '&',
  '|',
];
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const HEX = /0x([0-9a-fA-F]+)(?![\w$])/y;
const QUOTED_HEX = /[xX]'([0-9a-fA-F]*)'/y;
const BITS = /0b([01]+)(?![\w$])/y;
const QUOTED_BITS = /[bB]'([01]*)'/y;
// Names may begin with a digit, if it is not a number.
const NAME = /[A-Za-z0-9_$\u0080-\uffff]+/y;

/** Cuts an expression into words. Throws `ExpressionMistake`. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const add = (kind: Token['kind'], text: string, length: number): void => {
    tokens.push({ kind, text, at });
    at += length;
  };
  while (at < source.length) {
    const char = source[at] as string;
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    if (char === "'" || char === '"') {
      const { text, end } = stringAt(source, at);
      add('string', text, end - at);
      continue;
    }
    if (char === '`') {
      const { text, end } = quotedNameAt(source, at);
      add('quotedName', text, end - at);
      continue;
    }
    const hex = match(HEX) ?? match(QUOTED_HEX);
    if (hex !== null) {
      if (hex[0][0] !== '0' && (hex[1] ?? '').length % 2 === 1)
        throw new ExpressionMistake('odd number of hex digits', at);
      add('hex', hex[1] ?? '', hex[0].length);
      continue;
    }
    const bits = match(BITS) ?? match(QUOTED_BITS);
    if (bits !== null) {
      add('bits', bits[1] ?? '', bits[0].length);
      continue;
    }
    const number = match(NUMBER);
    const name = match(NAME);
    // After a point comes a name: `t.1a`. Otherwise the longer of the two, a number when they are equal.
    if (number !== null && (name === null || number[0].length >= name[0].length)) {
      add('number', number[0], number[0].length);
      continue;
    }
    if (name !== null) {
      add('name', name[0], name[0].length);
      continue;
    }
    const symbol = SYMBOLS.find((one) => source.startsWith(one, at));
    if (symbol === undefined) throw new ExpressionMistake(`unexpected ${JSON.stringify(char)}`, at);
    add('symbol', symbol, symbol.length);
  }
  tokens.push({ kind: 'end', text: 'the end', at: source.length });
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\u001a',
  '%': '\\%',
  _: '\\_',
};

function stringAt(source: string, start: number): { readonly text: string; readonly end: number } {
  const quote = source[start];
  const parts: string[] = [];
  let from = start + 1;
  for (let at = from; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\\') {
      const escaped = source[at + 1] ?? '';
      parts.push(source.slice(from, at), ESCAPES[escaped] ?? escaped);
      at += 1;
      from = at + 1;
    } else if (char === quote) {
      parts.push(source.slice(from, at));
      if (source[at + 1] !== quote) return { text: parts.join(''), end: at + 1 };
      at += 1;
      from = at;
    }
  }
  throw new ExpressionMistake('string without its end', start);
}

function quotedNameAt(source: string, start: number): { readonly text: string; readonly end: number } {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] !== '`') continue;
    if (source[at + 1] !== '`') {
      const text = source.slice(start + 1, at).replaceAll('``', '`');
      if (text === '') throw new ExpressionMistake('a quoted name is empty', start);
      return { text, end: at + 1 };
    }
    at += 1;
  }
  throw new ExpressionMistake('quoted name without its end', start);
}
