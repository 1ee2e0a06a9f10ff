/** Numbers at which readers of lengths and counts break. */
const EDGES = [0, 1, 2, 7, 8, 9, 0x7f, 0x80, 0xf7, 0xfe, 0xff];
/** What readers of JSON break at. */
const JSON_BAITS = [
  '"__proto__":{"polluted":1},',
  '"constructor":{"prototype":{"polluted":1}},',
  '-1',
  '1e400',
  '9007199254740993',
  '18446744073709551616',
  'null',
  '[]',
  '{}',
  '""',
  'true',
  '\\ud800',
  '[[[[[[[[[[[[[[[[',
];

/** Changes bytes in a few of the ways in which bytes go wrong. `other` lends a piece of itself now and then. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(random() * n);
  let result = Buffer.from(bytes);
  for (let times = 1 + below(4); times > 0; times -= 1) {
    const at = below(result.length + 1);
    switch (below(9)) {
      case 0:
        if (at < result.length) result[at] = (result[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        if (at < result.length) result[at] = EDGES[below(EDGES.length)] ?? 0;
        break;
      case 2:
        if (at < result.length) result[at] = below(256);
        break;
      case 3:
        result = result.subarray(0, at);
        break;
      case 4:
        result = Buffer.concat([result.subarray(0, at), result.subarray(Math.min(result.length, at + 1 + below(16)))]);
        break;
      case 5: {
        const piece = result.subarray(at, at + below(24));
        result = Buffer.concat([result.subarray(0, at), piece, result.subarray(at)]);
        break;
      }
      case 6: {
        const from = below(other.length + 1);
        const piece = other.subarray(from, from + below(32));
        result = Buffer.concat([result.subarray(0, at), piece, result.subarray(at)]);
        break;
      }
      case 7:
        // A length or a count of two or four bytes.
        for (let i = at; i < Math.min(result.length, at + (random() < 0.5 ? 2 : 4)); i += 1) {
          result[i] = random() < 0.5 ? 0xff : 0;
        }
        break;
      default: {
        const bait = Buffer.from(JSON_BAITS[below(JSON_BAITS.length)] ?? '');
        const gone = random() < 0.5 ? bait.length : 0;
        result = Buffer.concat([result.subarray(0, at), bait, result.subarray(Math.min(result.length, at + gone))]);
      }
    }
  }
  return result;
}
