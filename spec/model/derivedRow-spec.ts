import { deriveRow } from '../../src/model/derivedRow';
import type { RowEvent } from '../../src/model/row';
import { row } from '../../src/testing';

const insert = row(3n, { row: { id: '1', email: 'a@b' } });
const update = row(3n, { row: { id: '1', email: 'c@d' }, before: { id: '1', email: 'a@b' } });
const gone = row(3n, { row: null, before: { id: '1', email: 'a@b' } });

describe('deriveRow', () => {
  it.each([
    { type: 'insert', original: insert },
    { type: 'update', original: update },
    { type: 'delete', original: gone },
  ])('says of an $type what the original says, where nothing is changed', ({ original, type }) => {
    const derived = deriveRow(original, {});
    const names: readonly (keyof RowEvent)[] = [
      'kind',
      'type',
      'table',
      'tableId',
      'startTs',
      'commitTs',
      'rawKey',
      'endOfTxn',
      'sizeBytes',
      'row',
      'before',
    ];
    for (const name of names) expect([name, derived[name]]).toEqual([name, original[name]]);
    expect(derived.type).toBe(type);
    for (const column of ['id', 'email', 'no']) {
      expect(derived.get(column)).toBe(original.get(column));
      expect(derived.getBefore(column)).toBe(original.getBefore(column));
    }
  });

  it('changes columns in place, adds others behind and takes away what is undefined', () => {
    const derived = deriveRow(insert, { row: { email: null, extra: 1n, id: undefined } });
    expect(Object.entries(derived.row ?? {})).toEqual([
      ['email', null],
      ['extra', 1n],
    ]);
    expect([derived.get('email'), derived.get('extra'), derived.get('id')]).toEqual([null, 1n, undefined]);
    expect(insert.row).toEqual({ id: '1', email: 'a@b' });
  });

  it('changes the two sides of an update apart', () => {
    const derived = deriveRow(update, { row: { email: 'new' }, before: { email: 'old' } });
    expect([derived.row, derived.before]).toEqual([
      { id: '1', email: 'new' },
      { id: '1', email: 'old' },
    ]);
    expect([derived.get('email'), derived.getBefore('email')]).toEqual(['new', 'old']);
    const after = deriveRow(update, { row: { email: 'new' } });
    expect([after.get('email'), after.getBefore('email')]).toEqual(['new', 'a@b']);
  });

  it('makes no side that is not there', () => {
    const ofInsert = deriveRow(insert, { before: { email: 'old' } });
    expect([ofInsert.before, ofInsert.getBefore('email')]).toEqual([null, undefined]);
    const ofDelete = deriveRow(gone, { row: { email: 'new' }, before: { email: 'old' } });
    expect([ofDelete.row, ofDelete.get('email'), ofDelete.getBefore('email')]).toEqual([null, 'old', 'old']);
  });

  it('changes endOfTxn, and derives again from what is derived', () => {
    const derived = deriveRow(deriveRow(insert, { row: { email: 'x' } }), { endOfTxn: false });
    expect([derived.endOfTxn, derived.get('email'), derived.row]).toEqual([false, 'x', { id: '1', email: 'x' }]);
  });

  it('decodes nothing before it is asked', () => {
    const lazy: RowEvent = {
      ...insert,
      get row(): never {
        throw new Error('decoded');
      },
    };
    expect(deriveRow(lazy, { row: { email: 'x' } }).get('email')).toBe('x');
  });
});
