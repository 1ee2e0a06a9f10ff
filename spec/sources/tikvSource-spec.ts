import type { TlsConfig } from '../../src/config/tikvSourceConfig';
import { startEmulator } from '../../src/emulator/startEmulator';
import { EmulatedDatabase } from '../../src/emulator/tidb/EmulatedDatabase';
import type { ChangeEvent } from '../../src/model/event';
import { MetricsMap } from '../../src/model/metrics';
import { rowJsonLine } from '../../src/model/rowJson';
import { definePipeline } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { tikvSource } from '../../src/sources/tikvSource';
import { recordingSink } from '../../src/testing';
import { Authority } from '../helpers/certificates';

const lineOf = (event: ChangeEvent): string => {
  if (event.kind === 'ddl') return `ddl ${event.query}`;
  const { type, table, row, before } = JSON.parse(rowJsonLine(event)) as Record<string, unknown>;
  return `${String(type)} ${String(table)} ${JSON.stringify(row ?? before)}`;
};

describe('tikvSource', () => {
  it('follows rows and DDLs of a cluster as they are committed', async () => {
    await using emulator = await startEmulator({ stores: 3, resolvedTsIntervalMs: 20 });
    const db = new EmulatedDatabase(emulator);
    db.createDatabase('shop');
    db.createTable({
      db: 'shop',
      table: 'orders',
      primaryKey: ['id'],
      columns: [
        { name: 'id', type: 'bigint' },
        { name: 'total', type: 'decimal(12,2)', nullable: false },
      ],
    });
    db.insert('shop', 'orders', { id: 1, total: '9.90' });
    const sink = recordingSink();
    const metrics = new MetricsMap();
    const running = runPipeline(definePipeline({ source: tikvSource({ pd: emulator.pd }), tables: ['shop.*'], sink }), {
      metrics,
      startTs: emulator.now(),
    });
    db.insert('shop', 'orders', { id: 2, total: '1.00' });
    db.addColumn('shop', 'orders', { name: 'note', type: 'varchar(20)' });
    db.update('shop', 'orders', { id: 2 }, { note: 'paid' });
    const ts = emulator.now();
    await new Promise<void>((resolve, reject) => {
      running.checkpointTs$.subscribe({ next: (reached) => reached >= ts && resolve(), error: reject });
    });
    await running.stop();
    expect(sink.events.map(lineOf)).toEqual([
      'insert orders {"id":"2","total":"1.00"}',
      expect.stringContaining('ddl ALTER TABLE'),
      'update orders {"id":"2","total":"1.00","note":"paid"}',
    ]);
  });

  it('stops reading while a slow sink is behind, and loses nothing', async () => {
    const ROWS = 20_000;
    await using emulator = await startEmulator({ stores: 2, resolvedTsIntervalMs: 20 });
    const db = new EmulatedDatabase(emulator);
    db.createDatabase('shop');
    db.createTable({
      db: 'shop',
      table: 'wide',
      primaryKey: ['id'],
      columns: [
        { name: 'id', type: 'int' },
        { name: 'text', type: 'varchar(1000)' },
      ],
    });
    const startTs = emulator.now();
    const text = 'x'.repeat(900);
    for (let first = 0; first < ROWS; first += 100) {
      db.insert(
        'shop',
        'wide',
        Array.from({ length: 100 }, (_, i) => ({ id: first + i, text })),
      );
    }
    const endTs = emulator.now();
    const ids = new Set<unknown>();
    let mostHeldBytes = 0;
    const metrics = new MetricsMap();
    const maxHeldBytesPerStream = 1024 * 1024;
    const running = runPipeline(
      definePipeline({
        source: tikvSource({ pd: emulator.pd, maxHeldBytesPerStream }),
        tables: ['shop.*'],
        maxBatchRows: 64,
        maxInFlightBytes: 65_536,
        flushIntervalMs: 0,
        sink: {
          emitRowChangedEvents: async ({ rows }) => {
            await new Promise((resolve) => setTimeout(resolve, 1));
            for (const row of rows) ids.add(row.get('id'));
            mostHeldBytes = Math.max(mostHeldBytes, metrics.get('tivalve_run_held_bytes'));
            return { verdicts: [] };
          },
          flushRowChangedEvents: async (_table, ts) => ts,
        },
      }),
      { metrics, startTs, targetTs: endTs },
    );
    const { rows } = await running.done;
    expect(rows).toBe(ROWS);
    expect(ids.size).toBe(ROWS);
    expect(metrics.get('tivalve_source_pauses_total')).toBeGreaterThan(0);
    expect(mostHeldBytes).toBeLessThan(12 * 1024 * 1024);
  }, 60_000);

  describe('over TLS', () => {
    const authority = new Authority();
    const server = authority.sign('tikv-server');
    const client = authority.sign('tivalve');
    const rows = async (tls: Partial<TlsConfig>): Promise<number> => {
      await using emulator = await startEmulator({
        stores: 2,
        resolvedTsIntervalMs: 20,
        tls: { ca: authority.ca, ...server },
      });
      const db = new EmulatedDatabase(emulator);
      const startTs = emulator.now();
      db.createDatabase('shop');
      db.createTable({ db: 'shop', table: 't', primaryKey: ['id'], columns: [{ name: 'id', type: 'int' }] });
      db.insert('shop', 't', { id: 1 });
      emulator.splitEvenly(3);
      const source = tikvSource({
        pd: emulator.pd,
        tls: { ca: authority.ca, ...client, ...tls },
        requestTimeoutMs: 1500,
      });
      const pipeline = definePipeline({ source, tables: ['shop.*'], sink: recordingSink() });
      return (await runPipeline(pipeline, { startTs, targetTs: emulator.now() }).done).rows;
    };

    it('follows with certificates on both sides', async () => {
      await expect(rows({ allowedCommonNames: ['tikv-server'] })).resolves.toBe(1);
    });

    it.each([
      { title: 'a server of another name', tls: { allowedCommonNames: ['somebody-else'] }, code: 'TV_WIRE_TLS' },
      { title: 'a server of another authority', tls: { ca: new Authority('other').ca }, code: 'TV_WIRE_TLS' },
      { title: 'a file that is not there', tls: { ca: '/nowhere/ca.pem' }, code: 'TV_WIRE_TLS' },
    ])('refuses $title', async ({ tls, code }) => {
      await expect(rows(tls)).rejects.toMatchObject({ code });
    });
  });
});
