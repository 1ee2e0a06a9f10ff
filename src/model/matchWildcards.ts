/**
 * Whether `text` is what `tokens` describe, of which one of kind `many` stands for any number of characters. Takes time
 * linear in both for each `many`: on a mismatch only the last one takes one character more.
 *
 * @param matchesOne - whether a token of another kind stands for a character
 */
export function matchWildcards<Token extends { readonly kind: string }>(
  tokens: readonly Token[],
  text: ArrayLike<string>,
  matchesOne: (token: Token, char: string) => boolean,
): boolean {
  let token = 0;
  let char = 0;
  let starToken = -1;
  let starChar = 0;
  while (char < text.length) {
    const current = tokens[token];
    if (current?.kind === 'many') {
      starToken = token;
      starChar = char;
      token += 1;
    } else if (current !== undefined && matchesOne(current, text[char] as string)) {
      token += 1;
      char += 1;
    } else if (starToken >= 0) {
      starChar += 1;
      char = starChar;
      token = starToken + 1;
    } else return false;
  }
  while (tokens[token]?.kind === 'many') token += 1;
  return token === tokens.length;
}
