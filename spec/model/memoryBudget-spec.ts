import { MemoryBudget } from '../../src/model/memoryBudget';

describe('MemoryBudget', () => {
  it('counts what is held, and the most that was', () => {
    const budget = new MemoryBudget(1000);
    expect([budget.limitBytes, budget.usedBytes, budget.peakBytes]).toEqual([1000, 0, 0]);
    budget.charge(300);
    budget.charge(400);
    budget.release(600);
    budget.charge(50);
    expect([budget.usedBytes, budget.peakBytes]).toEqual([150, 700]);
    budget.release(150);
    expect([budget.usedBytes, budget.peakBytes]).toEqual([0, 700]);
  });

  it('has 256 mebibytes when nothing is said', () => {
    expect(new MemoryBudget().limitBytes).toBe(256 * 1024 * 1024);
  });
});
