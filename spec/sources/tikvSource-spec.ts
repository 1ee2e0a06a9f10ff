import { mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstValueFrom, NEVER } from 'rxjs';
import type { TlsConfig } from '../../src/config/tikvSourceConfig';
import type { Emulator } from '../../src/emulator/Emulator';
import { startEmulator } from '../../src/emulator/startEmulator';
import { EmulatedDatabase } from '../../src/emulator/tidb/EmulatedDatabase';
import { monotonicScheduler } from '../../src/model/clock';
import type { ChangeEvent } from '../../src/model/event';
import { NO_LOGGER } from '../../src/model/logger';
import { MetricsMap } from '../../src/model/metrics';
import { rowJsonLine } from '../../src/model/rowJson';
import { tsOfPhysicalMs } from '../../src/model/ts';
import { definePipeline } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { tikvSource } from '../../src/sources/tikvSource';
import { recordingSink } from '../../src/testing';
import { Authority } from '../helpers/certificates';
import { until } from '../helpers/followCluster';

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

  describe('at the start', () => {
    const pipelineOf = (pd: readonly string[]) =>
      definePipeline({ source: tikvSource({ pd, requestTimeoutMs: 3000 }), sink: recordingSink() });
    const holds = (emulator: Emulator): string[] =>
      [...emulator.serviceSafePoints.keys()].filter((name) => name !== 'gc_worker');

    it('refuses a start above the present, and reads nothing there', async () => {
      await using emulator = await startEmulator({ stores: 1 });
      const startTs = emulator.now() + tsOfPhysicalMs(60_000);
      const metrics = new MetricsMap();
      await expect(runPipeline(pipelineOf(emulator.pd), { startTs, metrics }).done).rejects.toMatchObject({
        code: 'TV_CONFIG_INVALID',
      });
      expect(holds(emulator)).toEqual([]);
      expect(metrics.get('tivalve_wire_open_channels')).toBe(0);
    });

    it('can be closed twice', async () => {
      await using emulator = await startEmulator({ stores: 1 });
      const warnings: string[] = [];
      const logger = { ...NO_LOGGER, warn: (_fields: object, message: string) => void warnings.push(message) };
      const opened = await tikvSource({ pd: emulator.pd }).open({
        changefeed: 'x',
        runId: '1',
        resumable: false,
        pause$: NEVER,
        checkpointTs$: NEVER,
        logger,
        metrics: new MetricsMap(),
        scheduler: monotonicScheduler,
        random: Math.random,
      });
      await opened.close?.();
      await opened.close?.();
      expect(warnings).toEqual([]);
    });

    it('ends well when it is stopped while no PD answers', async () => {
      // Takes connections and answers nothing.
      const sockets: Socket[] = [];
      const server = createServer((socket) => sockets.push(socket));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const running = runPipeline(pipelineOf([`127.0.0.1:${port}`]), { startTs: 'now' });
      await new Promise((resolve) => setTimeout(resolve, 100));
      const startedMs = performance.now();
      await expect(running.stop()).resolves.toEqual({ checkpointTs: 0n, reason: 'stopped', rows: 0, ddls: 0 });
      expect(performance.now() - startedMs).toBeLessThan(1000);
      for (const socket of sockets) socket.destroy();
      server.close();
    });

    it('takes its word back from PD when it is stopped while it reads the schema', async () => {
      await using emulator = await startEmulator({ stores: 1 });
      emulator.inject({ kind: 'kvError', error: { kind: 'congested' }, times: 1000 });
      const running = runPipeline(pipelineOf(emulator.pd), { startTs: 'now' });
      await until(() => holds(emulator).length === 1, 'garbage collection held back');
      await expect(running.stop()).resolves.toMatchObject({ reason: 'stopped' });
      expect(holds(emulator)).toEqual([]);
    });

    it('holds garbage collection once for each state folder, whatever the changefeeds are named', async () => {
      await using emulator = await startEmulator({ stores: 1, resolvedTsIntervalMs: 20 });
      const folders = ['a', 'b'].map((name) => join(mkdtempSync(join(tmpdir(), 'tivalve-')), name));
      const runOnce = async (stateDir: string | undefined): Promise<void> => {
        const running = runPipeline(pipelineOf(emulator.pd), {
          startTs: 'now',
          ...(stateDir !== undefined && { stateDir }),
        });
        await firstValueFrom(running.checkpointTs$);
        await running.stop();
      };
      for (const stateDir of [...folders, undefined]) await runOnce(stateDir);
      const names = holds(emulator);
      expect(names).toHaveLength(2);
      // The next run from the same state speaks for the same history.
      for (const stateDir of folders) await runOnce(stateDir);
      expect(holds(emulator)).toEqual(names);
    });
  });
});
