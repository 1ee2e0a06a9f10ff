/** Control characters, what turns the direction of text, line separators and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text of a run for a terminal: whatever could steer one is written as `\uXXXX`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    [...Array(character.length).keys()].map((i) => escaped(character[i] ?? '')).join(''),
  );
}

/** A value as one line of JSON, which a terminal can show. A ts is a decimal string. */
export function printableJson(value: unknown): string {
  return printable(
    JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? field.toString() : field)),
  );
}
