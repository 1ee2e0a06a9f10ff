/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** `value` if it is an object, else `undefined`: Go writes `null` for what is not there. */
export function objectOf(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` if it is an array, else an empty one: Go writes `null` for an array that is nil. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `value` if it is an integer that a double holds exactly, else `fallback`. */
export function integerOf(value: unknown, fallback = 0): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : fallback;
}

/** `value` if it is a string, else the empty one. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** TiDB's names are objects `{"O":"Original","L":"original"}`; very old ones are plain strings. */
export function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : stringOf(objectOf(value)?.['O']);
}

/**
 * The digits of an integer field of the outermost object in `text`, exactly as they stand there. `JSON.parse` would
 * round a ts. The text must be valid JSON.
 */
export function topLevelDigits(text: string, field: string): string | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    switch (text.charCodeAt(i)) {
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1;
        break;
      case 0x22: {
        const close = closingQuote(text, i);
        if (depth === 1 && text.slice(i + 1, close) === field) {
          const digits = /^\s*:\s*(-?\d+)/.exec(text.slice(close + 1, close + 64));
          // The same text may be a value; only a field is followed by a colon.
          if (digits !== null) return digits[1];
        }
        i = close;
        break;
      }
    }
  }
  return undefined;
}

function closingQuote(text: string, open: number): number {
  let i = open + 1;
  while (i < text.length && text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1;
  return i;
}
