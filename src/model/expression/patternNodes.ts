import { compileLinearRegExp, RegExpMistake } from '../linearRegExp';
import { matchWildcards } from '../matchWildcards';
import type { RowEvent } from '../row';
import { ExpressionMistake } from './ExpressionMistake';
import { bytesOf, commonCollation, type Node, node, textOf, truthNode } from './nodes';

type LikeToken = { readonly kind: 'many' | 'one' } | { readonly kind: 'char'; readonly char: string };

function likeTokens(pattern: string, escape: string, fold: (char: string) => string): readonly LikeToken[] {
  const tokens: LikeToken[] = [];
  const chars = Array.from(pattern);
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i] as string;
    if (char === escape && i + 1 < chars.length) {
      i += 1;
      tokens.push({ kind: 'char', char: fold(chars[i] as string) });
    } else if (char === '%') tokens.push({ kind: 'many' });
    else if (char === '_') tokens.push({ kind: 'one' });
    else tokens.push({ kind: 'char', char: fold(char) });
  }
  return tokens;
}

function matchesOne(token: LikeToken, char: string): boolean {
  return token.kind === 'one' || (token.kind === 'char' && token.char === char);
}

/** `left LIKE pattern ESCAPE escape` */
export function likeNode(left: Node, pattern: Node, escape: string): Node {
  const collation = commonCollation([left, pattern]);
  const [read, readPattern] = collation.binary ? [bytesOf(left), bytesOf(pattern)] : [textOf(left), textOf(pattern)];
  const fold = collation.foldOf;
  const patternOf = (row: RowEvent): readonly LikeToken[] | null => {
    const text = readPattern(row);
    return text === null ? null : likeTokens(text, escape, fold);
  };
  const fixed = pattern.constant ? patternOf(undefined as unknown as RowEvent) : undefined;
  return truthNode((row) => {
    const text = read(row);
    if (text === null) return null;
    const tokens = fixed === undefined ? patternOf(row) : fixed;
    if (tokens === null) return null;
    // Text without pairs of surrogates is its own list of characters.
    const characters = collation.ignoresCase || /[\ud800-\udfff]/.test(text) ? Array.from(text, fold) : text;
    return matchWildcards(tokens, characters, matchesOne) ? 1 : 0;
  }, left.constant && pattern.constant);
}

/** `left REGEXP pattern`. Throws `ExpressionMistake` unless the pattern is a constant and well formed. */
export function regexpNode(left: Node, pattern: Node, at: number): Node {
  if (!pattern.constant) throw new ExpressionMistake('the pattern of REGEXP must be a constant', at);
  const source = textOf(pattern)(undefined as unknown as RowEvent);
  if (source === null) return node('null', () => null, { constant: true });
  const { ignoresCase } = commonCollation([left, pattern]);
  try {
    const expression = compileLinearRegExp(source, { ignoreCase: ignoresCase });
    const read = textOf(left);
    return truthNode((row) => {
      const text = read(row);
      return text === null ? null : expression.test(text) ? 1 : 0;
    }, left.constant);
  } catch (error) {
    if (!(error instanceof RegExpMistake)) throw error;
    throw new ExpressionMistake(`not a regular expression (${error.message})`, at);
  }
}
