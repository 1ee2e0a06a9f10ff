import type { DdlEvent, Sink, Table } from '../../src/index';
import { row, table } from '../../src/testing';

/** What a kind of sink gives to the contract suite. */
export interface SinkUnderContract {
  /** Opens a sink on the same place each time. */
  open(): Promise<Sink>;
  /** The rows that are durable now, each as the `id` it was written with; `undefined` for a sink that keeps none. */
  writtenIds?(): readonly string[];
  dispose?(): void;
}

const users = table('shop', 'users', ['id', 'name'], 100);
const wider = table('shop', 'users', ['id', 'name', 'tier'], 100);
const orders = table('shop', 'orders', ['id'], 200);

const ddl: DdlEvent = {
  kind: 'ddl',
  ddlType: 'add column',
  typeCode: 5,
  db: 'shop',
  table: 'users',
  query: 'ALTER TABLE users ADD COLUMN tier INT',
  normalizedQuery: '',
  barrier: 'table',
  startTs: 29n,
  commitTs: 30n,
  tables: [
    {
      before: { db: 'shop', table: 'users', ids: [100] },
      after: { db: 'shop', table: 'users', ids: [100], schema: wider },
    },
  ],
};

/** What every sink promises, whatever it writes to. */
export function describeSink(name: string, create: () => SinkUnderContract): void {
  describe(`${name} keeps the contract of sinks`, () => {
    let under: SinkUnderContract;
    beforeEach(() => {
      under = create();
    });
    afterEach(() => under.dispose?.());

    const emit = (sink: Sink, of: Table, commitTs: bigint, id: string) => {
      const values = Object.fromEntries(of.columns.map(({ name: column }) => [column, column === 'id' ? id : '1']));
      return sink.emitRowChangedEvents({
        tableId: of.id,
        table: of,
        rows: [row(commitTs, { table: of, row: values })],
      });
    };

    it('takes the whole life of a table, one call after the other', async () => {
      const sink = await under.open();
      await sink.addTable?.({ tableId: 100, table: users });
      await sink.addTable?.({ tableId: 200, table: orders });
      expect((await emit(sink, users, 10n, 'a')).verdicts).toEqual([]);
      expect((await emit(sink, orders, 11n, 'b')).verdicts).toEqual([]);
      expect((await sink.flushRowChangedEvents?.(100, 20n)) ?? 20n).toBe(20n);
      expect((await sink.flushRowChangedEvents?.(200, 20n)) ?? 20n).toBe(20n);
      await sink.emitDdlEvent?.(ddl);
      await sink.addTable?.({ tableId: 100, table: wider });
      expect((await emit(sink, wider, 31n, 'c')).verdicts).toEqual([]);
      expect((await sink.flushRowChangedEvents?.(100, 40n)) ?? 40n).toBe(40n);
      await sink.emitCheckpointTs?.(40n, [users]);
      await sink.removeTable?.(200);
      await sink.close?.();
      expect(under.writtenIds?.().toSorted() ?? ['a', 'b', 'c']).toEqual(['a', 'b', 'c']);
    });

    it('has on disk what it acknowledged, before it is closed', async () => {
      const sink = await under.open();
      await sink.addTable?.({ tableId: 100, table: users });
      await emit(sink, users, 10n, 'a');
      await sink.flushRowChangedEvents?.(100, 10n);
      expect(under.writtenIds?.() ?? ['a']).toEqual(['a']);
      await sink.close?.();
    });

    it('keeps what an earlier run wrote', async () => {
      for (const [commitTs, id] of [
        [10n, 'a'],
        [20n, 'b'],
      ] as const) {
        const sink = await under.open();
        await sink.addTable?.({ tableId: 100, table: users });
        await emit(sink, users, commitTs, id);
        await sink.flushRowChangedEvents?.(100, commitTs);
        await sink.close?.();
      }
      expect(under.writtenIds?.() ?? ['a', 'b']).toEqual(['a', 'b']);
    });

    it('takes deletes, and rows sent again', async () => {
      const sink = await under.open();
      await sink.addTable?.({ tableId: 100, table: users });
      const gone = row(10n, { table: users, before: { id: 'a', name: null } });
      for (let i = 0; i < 2; i += 1) {
        expect((await sink.emitRowChangedEvents({ tableId: 100, table: users, rows: [gone] })).verdicts).toEqual([]);
      }
      await sink.flushRowChangedEvents?.(100, 10n);
      await sink.close?.();
      expect(under.writtenIds?.() ?? ['a', 'a']).toEqual(['a', 'a']);
    });

    it('can be closed twice, and without a row', async () => {
      const sink = await under.open();
      await sink.close?.();
      await sink.close?.();
      expect(under.writtenIds?.() ?? []).toEqual([]);
    });
  });
}
