const ESCAPED = /[<>&\u2028\u2029\ufffd]/g;

/** A value of the schema's JSON. A bigint is written as digits, bytes as base64. */
export type GoJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly GoJson[]
  | { readonly [field: string]: GoJson | undefined };

/**
 * JSON text as Go's encoder writes it: fields in the order of the object, `<`, `>`, `&` and two line separators escaped, as is what replaces bytes that are not UTF-8;
 * 64-bit integers in full. A field that is `undefined` is left out.
 */
export function writeGoJson(value: GoJson): string {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return escaped(JSON.stringify(value));
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('base64')}"`;
  if (Array.isArray(value)) return `[${(value as readonly GoJson[]).map(writeGoJson).join(',')}]`;
  const fields: string[] = [];
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) fields.push(`${escaped(JSON.stringify(name))}:${writeGoJson(field)}`);
  }
  return `{${fields.join(',')}}`;
}

function escaped(text: string): string {
  return text.replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
