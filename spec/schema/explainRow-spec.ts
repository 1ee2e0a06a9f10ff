import fc from 'fast-check';
import { explainRow } from '../../src/schema/explainRow';
import { COLUMNS, tableOf } from './tables';

const table = tableOf({ columns: [{ id: 1, name: 'n', ...COLUMNS.int }] });
const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const KEY = hex('74800000000000002d5f728000000000000001');

describe('explainRow', () => {
  it('leaves out no byte of what it understands, and tells the columns', () => {
    const told = explainRow(KEY, hex('80000100000001010007'), () => table);
    expect(told.map((bytes) => bytes.hex).join('')).toBe('74800000000000002d5f72800000000000000180000100000001010007');
    expect(told.at(-1)?.meaning).toMatch(/^n: 7 /);
  });

  it('reads format 1 as a whole', () => {
    expect(explainRow(KEY, hex('08020812'), () => table).at(-1)?.meaning).toContain('n = 9');
  });

  it('reads no value of a table that it does not know', () => {
    expect(explainRow(KEY, hex('80'), () => undefined).at(-1)?.meaning).toContain('not known');
  });

  it('tells metadata, index entries and what is neither', () => {
    const last = (key: string): string => explainRow(hex(key), undefined, () => table).at(-1)?.meaning ?? '';
    expect(last('6d44423a31')).toContain('metadata');
    expect(last('74800000000000002d5f69800000000000000103')).toContain('indexed values');
    expect(last('ff')).toContain('neither');
    expect(last('7480')).toContain('cannot be decoded');
  });

  it('throws for nothing, and never tells a byte twice', () => {
    const prefix = fc.constantFrom('', '80', '8000', '8001', '800001000000', '74800000000000002d5f72', '78000001');
    const bytes = fc
      .tuple(prefix, fc.uint8Array({ maxLength: 40 }))
      .map(([start, rest]) => Buffer.concat([hex(start), rest]));
    fc.assert(
      fc.property(bytes, bytes, (key, value) => {
        let end = { key: 0, value: 0 };
        for (const { part, offset, hex: shown } of explainRow(key, value, () => table)) {
          expect(offset).toBeGreaterThanOrEqual(end[part]);
          end = { ...end, [part]: offset + shown.length / 2 };
        }
      }),
      { numRuns: 1000 },
    );
  });
});
