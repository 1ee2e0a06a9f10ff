import type { ChangeEvent } from '../../src/model/event';
import { encodeMemcomparable } from '../../src/model/memcomparable';
import { rowJsonLine } from '../../src/model/rowJson';
import { longOf } from '../../src/model/uint64';
import { kvrpcpb } from '../../src/wire/generated/messages';
import { describeUpstream, LIMIT_MS, PD, Upstream, withPd } from './cluster';

/** A change as a line of text: `update t {"id":1,…}`. */
function lineOf(event: ChangeEvent): string {
  if (event.kind === 'ddl') return `ddl ${event.ddlType}`;
  const { type, table, row, before } = JSON.parse(rowJsonLine(event)) as Record<string, unknown>;
  return `${String(type)} ${String(table)} ${JSON.stringify(row ?? before)}`;
}

describeUpstream('a running TiDB cluster', () => {
  let upstream: Upstream;
  const query = (text: string): ReturnType<Upstream['query']> => upstream.query(text);
  const caughtUp = (): Promise<void> => upstream.caughtUp();
  const tableIdOf = async (table: string): Promise<number> => {
    const [row] = await query(
      `SELECT TIDB_TABLE_ID AS id FROM information_schema.tables WHERE table_schema = '${upstream.database}' AND table_name = '${table}'`,
    );
    return Number(row?.['id']);
  };
  const linesOf = (table: string): string[] =>
    upstream.sink.events.map(lineOf).filter((line) => line.split(' ')[1] === table);

  beforeAll(async () => {
    upstream = await Upstream.open('rows');
  }, LIMIT_MS);

  afterAll(async () => {
    await upstream?.[Symbol.asyncDispose]();
  }, LIMIT_MS);

  it(
    'shows exactly the rows that SQL wrote',
    async () => {
      await query('CREATE TABLE plain (id INT PRIMARY KEY, name VARCHAR(20))');
      await query("INSERT INTO plain VALUES (1, 'one'), (2, 'two')");
      await query("UPDATE plain SET name = 'zwei' WHERE id = 2");
      await query('BEGIN');
      await query("INSERT INTO plain VALUES (3, 'never')");
      await query('ROLLBACK');
      await query('DELETE FROM plain WHERE id = 1');
      await caughtUp();
      expect(linesOf('plain')).toEqual([
        'insert plain {"id":1,"name":"one"}',
        'insert plain {"id":2,"name":"two"}',
        'update plain {"id":2,"name":"zwei"}',
        'delete plain {"id":1,"name":"one"}',
      ]);
    },
    LIMIT_MS,
  );

  it(
    'loses nothing while the table is split',
    async () => {
      await query('CREATE TABLE parts (id INT PRIMARY KEY, n INT)');
      for (let id = 0; id < 50; id += 1) await query(`INSERT INTO parts VALUES (${id}, 0)`);
      await query('SPLIT TABLE parts BETWEEN (0) AND (1000) REGIONS 5');
      for (let id = 50; id < 1000; id += 50) await query(`INSERT INTO parts VALUES (${id}, 1)`);
      await query('UPDATE parts SET n = n + 1');
      await caughtUp();
      const inserts = linesOf('parts').filter((line) => line.startsWith('insert'));
      const updates = linesOf('parts').filter((line) => line.startsWith('update'));
      expect(new Set(inserts).size).toBe(69);
      expect(new Set(updates).size).toBe(69);
    },
    LIMIT_MS,
  );

  it(
    'loses nothing while a leader moves',
    async () => {
      await withPd(async (pd) => {
        await query('CREATE TABLE moved (id INT PRIMARY KEY)');
        const tableId = await tableIdOf('moved');
        await query('INSERT INTO moved VALUES (1)');
        const region = await pd.regionByKey(encodeMemcomparable(rowKey(tableId, 1)));
        const target = region?.peers.find(({ storeId }) => storeId !== region.leader?.storeId);
        if (region === undefined || target === undefined) {
          process.stderr.write('spec/upstream: one store only, so no leader can move\n');
          return;
        }
        const answer = await fetch(`http://${PD}/pd/api/v1/operators`, {
          method: 'POST',
          body: JSON.stringify({ name: 'transfer-leader', region_id: region.id, to_store_id: target.storeId }),
        });
        expect(answer.status).toBe(200);
        for (let id = 2; id < 200; id += 1) await query(`INSERT INTO moved VALUES (${id})`);
        await caughtUp();
        expect(linesOf('moved')).toEqual(Array.from({ length: 199 }, (_, i) => `insert moved {"id":${i + 1}}`));
      });
    },
    LIMIT_MS,
  );

  it(
    'resolves a lock that a dead client has left behind',
    async () => {
      await withPd(async (pd, channels) => {
        await query('CREATE TABLE locked (id INT PRIMARY KEY)');
        const tableId = await tableIdOf('locked');
        const key = rowKey(tableId, 7);
        const region = await pd.regionByKey(encodeMemcomparable(key));
        const store = region?.leader === undefined ? undefined : await pd.store(region.leader.storeId);
        if (region?.leader === undefined || store === undefined) throw new Error('the table has no region');
        const { epoch, leader } = region;
        const response = await channels.unary({
          address: store.address,
          path: '/tikvpb.Tikv/KvPrewrite',
          request: kvrpcpb.PrewriteRequest.encode({
            context: {
              regionId: longOf(region.id),
              regionEpoch: { confVer: longOf(epoch.confVer), version: longOf(epoch.version) },
              peer: { id: longOf(leader.id), storeId: longOf(leader.storeId) },
            },
            mutations: [{ op: kvrpcpb.Op.Put, key, value: Buffer.from([0x80, 0, 0, 0, 0, 0]) }],
            primaryLock: key,
            startVersion: longOf(await pd.now()),
            lockTtl: longOf(3000),
          }).finish(),
          decode: (bytes) => kvrpcpb.PrewriteResponse.decode(bytes),
          deadlineMs: 10_000,
        });
        expect(response.errors).toEqual([]);
        await query('INSERT INTO locked VALUES (1)');
        await caughtUp();
        expect(linesOf('locked')).toEqual(['insert locked {"id":1}']);
        expect(upstream.metrics.get('tivalve_source_resolved_locks_total')).toBeGreaterThan(0);
      });
    },
    LIMIT_MS,
  );
});

/** `t` + table id + `_r` + handle, both memcomparable integers. */
function rowKey(tableId: number, handle: number): Buffer {
  const key = Buffer.alloc(19);
  key.write('t', 0, 'latin1');
  key.writeBigUInt64BE(0x8000_0000_0000_0000n + BigInt(tableId), 1);
  key.write('_r', 9, 'latin1');
  key.writeBigUInt64BE(0x8000_0000_0000_0000n + BigInt(handle), 11);
  return key;
}
