import { StuckRegions } from '../../src/sources/StuckRegions';
import { settled } from '../helpers/manualClock';

function open() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const stuck = new StuckRegions<string>((region) => {
    begun.push(region);
    return new Promise((resolve) => ends.push(resolve));
  });
  const endOne = async (): Promise<void> => {
    ends.shift()?.();
    await settled();
  };
  return { stuck, begun, endOne };
}

describe('StuckRegions', () => {
  it('sees to a few at a time, in the order they came', async () => {
    const { stuck, begun, endOne } = open();
    for (const region of 'abcdef') stuck.add(region);
    expect(begun).toEqual([...'abcd']);
    await endOne();
    expect(begun).toEqual([...'abcde']);
    await endOne();
    await endOne();
    expect(begun).toEqual([...'abcdef']);
  });

  it('queues a region once, however often it is told', async () => {
    const { stuck, begun, endOne } = open();
    for (let round = 0; round < 100; round += 1) for (const region of 'abcdef') stuck.add(region);
    for (let i = 0; i < 20; i += 1) await endOne();
    // The first four were at work when they were told again.
    expect(begun.join('')).toBe('abcdefabcd');
    stuck.add('e');
    expect(begun.at(-1)).toBe('e');
  });

  it('begins nothing more once closed', async () => {
    const { stuck, begun, endOne } = open();
    for (const region of 'abcdef') stuck.add(region);
    stuck.close();
    stuck.add('g');
    await endOne();
    expect(begun).toEqual([...'abcd']);
  });
});
