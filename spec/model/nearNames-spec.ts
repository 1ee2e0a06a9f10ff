import fc from 'fast-check';
import { nearNames } from '../../src/model/nearNames';

const NAMES = ['id', 'email', 'e_mail', 'card_number', 'card_holder', 'created', 'Note'];

describe('nearNames', () => {
  it.each([
    { wanted: 'emial', near: ['email'] },
    { wanted: 'EMAILS', near: ['email', 'e_mail'] },
    { wanted: 'card', near: ['card_holder', 'card_number'] },
    { wanted: 'note', near: ['Note'] },
    { wanted: 'updated', near: [] },
    { wanted: '', near: [] },
  ])('finds $near for $wanted', ({ wanted, near }) => {
    expect(nearNames(wanted, NAMES)).toEqual(near);
  });

  it('gives a few of the names, once each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 8 })),
        fc.string({ minLength: 1, maxLength: 8 }),
        (names, name) => {
          const near = nearNames(name, [...names, name, ...names, name]);
          expect(near.length).toBeLessThanOrEqual(3);
          expect(new Set(near).size).toBe(near.length);
          for (const one of near) expect([...names, name]).toContain(one);
        },
      ),
    );
  });
});
