import fc from 'fast-check';
import { SchemaVersions } from '../../src/schema/SchemaVersions';
import type { TableSchema } from '../../src/schema/tableInfo';
import { tableOf } from './tables';

/** What a DDL, a checkpoint or a row does, at a ts a few ticks above the one before. */
interface Step {
  readonly what: 'set' | 'gone' | 'drop';
  readonly id: number;
  readonly ticks: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('set', 'set', 'set', 'gone', 'drop'),
  id: fc.integer({ min: 1, max: 4 }),
  ticks: fc.nat({ max: 3 }),
});

/** Every version there ever was: slow, and plainly right. */
class Everything {
  readonly versions: { readonly id: number; readonly ts: bigint; readonly table: TableSchema | undefined }[] = [];

  at(id: number, ts: bigint): TableSchema | undefined {
    return this.versions.findLast((version) => version.id === id && version.ts <= ts)?.table;
  }

  /** How many of them a row at or above `ts` may still need. */
  neededFrom(ts: bigint): number {
    const ids = [...new Set(this.versions.map(({ id }) => id))];
    return ids.reduce((sum, id) => {
      const own = this.versions.filter((version) => version.id === id);
      const above = new Set(own.filter((version) => version.ts > ts).map((version) => version.ts)).size;
      return sum + above + (own.some((version) => version.ts <= ts) ? 1 : 0);
    }, 0);
  }
}

describe('SchemaVersions', () => {
  it('answers as if nothing was ever dropped, and holds no more than rows can ask for', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const versions = new SchemaVersions();
        const everything = new Everything();
        let now = 1n;
        let checkpointTs = 0n;
        for (const [i, { what, id, ticks }] of steps.entries()) {
          now += BigInt(ticks);
          if (what === 'drop') {
            // A checkpoint lies below what has been read, and never goes back.
            const wanted = now - BigInt(id);
            if (wanted > checkpointTs) checkpointTs = wanted;
            versions.dropBelow(checkpointTs);
            expect(versions.size).toBeLessThanOrEqual(everything.neededFrom(checkpointTs));
          } else {
            const table = what === 'gone' ? undefined : tableOf({ id, name: `t${i}` });
            versions.set(id, now, table);
            everything.versions.push({ id, ts: now, table });
          }
          for (let ts = checkpointTs; ts <= now + 1n; ts += 1n) {
            for (const asked of [1, 2, 3, 4, 9]) expect(versions.at(asked, ts)).toBe(everything.at(asked, ts));
          }
        }
        versions.dropBelow(now);
        const alive = [1, 2, 3, 4].filter((id) => everything.at(id, now) !== undefined);
        expect(versions.size).toBe(alive.length);
      }),
      { numRuns: 300 },
    );
  });

  it('holds one version of each table, however many DDLs it had, once the checkpoint is behind them', () => {
    const versions = new SchemaVersions();
    const table = tableOf({});
    for (let ts = 1n; ts <= 1000n; ts += 1n) {
      for (let id = 1; id <= 10; id += 1) versions.set(id, ts, table);
      expect(versions.size).toBeLessThanOrEqual(20);
      versions.dropBelow(ts);
      expect(versions.size).toBe(10);
    }
  });
});
