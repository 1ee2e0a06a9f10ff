import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { Corruption } from '../../src/model/corruption';
import type { DeadLetter } from '../../src/model/deadLetter';
import { MetricsMap } from '../../src/model/metrics';
import { createMountedRow } from '../../src/schema/mountRow';
import { compileRowCheck, type RowCheckOptions } from '../../src/schema/rowCheck';
import { checkChecksum } from '../../src/schema/rowChecksum';
import { codeThrownBy } from '../helpers/flows';
import { COLUMNS, hex, tableOf } from './tables';

// Row 1 of table 45.
const KEY = hex('74800000000000002d5f728000000000000001');
const PLAIN = '8000020000000203010007002a666f6f626172';
const V2 = '8002020000000203010007002a666f6f6261720231e91c9e';

describe('checkChecksum', () => {
  it.each([
    { title: 'a row without one', value: PLAIN, result: 'absent' },
    { title: 'a row of format 1', value: '08020206616263', result: 'absent' },
    { title: 'version 2', value: V2, result: 'ok' },
    { title: 'version 2 of a row without columns', value: '800200000000023baaf072', result: 'ok' },
    { title: 'version 1', value: '8002020000000203010007002a666f6f6261720187c6c457', result: 'ok' },
    { title: 'version 0', value: '8002020000000203010007002a666f6f62617200837cf20a', result: 'unchecked' },
    {
      title: 'two of version 0',
      value: '8002020000000203010007002a666f6f62617208837cf20a837cf20a',
      result: 'unchecked',
    },
    { title: 'a wrong one', value: '8002020000000203010007002a666f6f6261720231e91c9f', result: 'mismatch' },
  ])('knows $title', ({ value, result }) => {
    expect(checkChecksum(KEY, hex(value))).toBe(result);
  });

  it('looks behind a keyspace prefix', () => {
    expect(checkChecksum(Buffer.concat([hex('78000001'), KEY]), hex(V2))).toBe('ok');
    const V1 = hex('8002020000000203010007002a666f6f6261720187c6c457');
    expect(checkChecksum(Buffer.concat([hex('78000001'), KEY]), V1)).toBe('ok');
  });

  it('takes the second one, which is for the schema before', () => {
    const bytes = Buffer.from(hex(V2));
    bytes[19] = 0x0a;
    const fits = Buffer.alloc(4);
    fits.writeUInt32LE(crc32(KEY.subarray(11), crc32(bytes.subarray(0, 20))));
    expect(checkChecksum(KEY, Buffer.concat([bytes, fits]))).toBe('ok');
    expect(checkChecksum(KEY, Buffer.concat([bytes, Buffer.alloc(4)]))).toBe('mismatch');
  });

  it('notices every flipped bit, of the row and of its handle', () => {
    const bytes = hex(V2);
    fc.assert(
      // Not in the flags, which say that there is a checksum, and not in the lengths.
      fc.property(fc.integer({ min: 11 * 8, max: bytes.length * 8 - 1 }), (bit) => {
        const flipped = Uint8Array.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        let result: string;
        try {
          result = checkChecksum(KEY, flipped);
        } catch (error) {
          if (!(error instanceof Corruption)) throw error;
          result = 'corrupt';
        }
        expect(['mismatch', 'corrupt', 'unchecked']).toContain(result);
      }),
    );
    expect(checkChecksum(hex('74800000000000002d5f728000000000000002'), bytes)).toBe('mismatch');
  });

  it.each([
    { title: 'cut off', value: V2.slice(0, -2) },
    { title: 'of a version that nobody knows', value: '8002020000000203010007002a666f6f6261720331e91c9e' },
  ])('refuses one $title', ({ value }) => {
    expect(() => checkChecksum(KEY, hex(value))).toThrow(Corruption);
  });
});

describe('compileRowCheck', () => {
  const table = tableOf({
    columns: [
      { id: 2, name: 'n', ...COLUMNS.int },
      { id: 3, name: 's', ...COLUMNS.varchar, charset: 'utf8mb4' },
    ],
  });
  const rowOf = (value: string, oldValue = '') => {
    const change = {
      op: 'PUT',
      key: KEY,
      value: hex(value),
      oldValue: hex(oldValue),
      startTs: 1n,
      commitTs: 2n,
    } as const;
    return createMountedRow(change, table, 45, true);
  };
  const WRONG = '8002020000000203010007002a666f6f6261720231e91c9f';
  const CUT = '8000020000000203010007002a666f6f62';

  it('is nothing when nothing is asked for', () => {
    expect(compileRowCheck({})).toBeUndefined();
  });

  it.each([
    { title: 'lets a right row pass', value: V2, options: { integrity: 'error' }, result: true },
    { title: 'lets a row without checksum pass', value: PLAIN, options: { integrity: 'error' }, result: true },
    { title: 'warns of a wrong one', value: WRONG, options: { integrity: 'warn' }, result: true, mismatches: 1 },
    {
      title: 'refuses a wrong one',
      value: WRONG,
      options: { integrity: 'error' },
      result: 'TV_SCHEMA_CHECKSUM',
      mismatches: 1,
    },
    {
      title: 'looks at the row before',
      value: V2,
      oldValue: WRONG,
      options: { integrity: 'error' },
      result: 'TV_SCHEMA_CHECKSUM',
      mismatches: 1,
    },
    {
      title: 'refuses one that is cut off',
      value: V2.slice(0, -2),
      options: { integrity: 'warn' },
      result: 'TV_SCHEMA_ROW_CORRUPT',
    },
    {
      title: 'looks at no checksum unasked',
      value: WRONG,
      options: { deadLetters: { add: () => undefined } },
      result: true,
    },
  ] as {
    title: string;
    value: string;
    oldValue?: string;
    options: RowCheckOptions;
    result: unknown;
    mismatches?: number;
  }[])('$title', ({ value, oldValue, options, result, mismatches = 0 }) => {
    const metrics = new MetricsMap();
    const check = compileRowCheck({ ...options, metrics });
    let answer: unknown;
    const code = codeThrownBy(() => {
      answer = check?.(rowOf(value, oldValue));
    });
    expect(code ?? answer).toBe(result);
    expect(metrics.get('tivalve_integrity_mismatches_total')).toBe(mismatches);
  });

  it('counts rows whose checksum it does not look at', () => {
    const metrics = new MetricsMap();
    compileRowCheck({ integrity: 'error', metrics })?.(rowOf('8002020000000203010007002a666f6f62617200837cf20a'));
    expect(metrics.get('tivalve_integrity_unchecked_rows_total')).toBe(1);
  });

  it.each([
    { title: 'a wrong checksum', value: WRONG, code: 'TV_SCHEMA_CHECKSUM' },
    { title: 'columns that do not decode', value: CUT, code: 'TV_SCHEMA_ROW_CORRUPT' },
  ])('keeps a row with $title as a dead letter', ({ value, code }) => {
    const letters: DeadLetter[] = [];
    const row = rowOf(value);
    const check = compileRowCheck({ integrity: 'error', deadLetters: { add: (letter) => letters.push(letter) } });
    expect(check?.(row)).toBe(false);
    const raw = { key: KEY, value: hex(value), oldValue: hex('') };
    expect(letters).toEqual([{ event: row, code, message: expect.stringContaining('key'), raw }]);
  });
});
