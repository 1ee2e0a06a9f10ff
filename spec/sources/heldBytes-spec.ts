import { HeldBytes } from '../../src/sources/heldBytes';

describe('HeldBytes', () => {
  it('counts a message until the run has passed its ts', () => {
    const held = new HeldBytes();
    held.add(10n, 100);
    held.add(20n, 50);
    held.release(9n);
    expect(held.bytes).toBe(150);
    held.release(10n);
    expect(held.bytes).toBe(50);
    held.release(99n);
    expect(held.bytes).toBe(0);
  });

  it('lets a message that is behind leave with those before it', () => {
    const held = new HeldBytes();
    held.add(200n, 10);
    held.add(100n, 5);
    held.release(100n);
    expect(held.bytes).toBe(15);
    held.release(200n);
    expect(held.bytes).toBe(0);
    held.add(150n, 7);
    expect(held.bytes).toBe(7);
    held.release(150n);
    expect(held.bytes).toBe(0);
  });

  it('keeps its account over many messages', () => {
    const held = new HeldBytes();
    for (let ts = 1n; ts <= 5000n; ts += 1n) {
      held.add(ts, 1);
      if (ts > 100n) held.release(ts - 100n);
    }
    expect(held.bytes).toBe(100);
  });
});
