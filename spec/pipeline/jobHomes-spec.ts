import { EmulatedDatabase } from '../../src/emulator/tidb/EmulatedDatabase';
import type { ChangeEvent } from '../../src/model/event';
import type { KvChange } from '../../src/model/kv';
import { definePipeline } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { jobTextOf } from '../../src/schema/ddlJobRow';
import { ddlJobHomeOf } from '../../src/schema/keyKinds';
import { DDL_HISTORY_SPAN, DDL_QUEUE_PREFIXES } from '../../src/schema/keys';
import { recordingSink } from '../../src/testing';
import { MemoryTransactionalStore } from '../helpers/memoryTransactionalStore';
import { storeSource } from '../helpers/storeSource';

const short = (event: ChangeEvent): string =>
  event.kind === 'ddl' ? `${event.ddlType} ${event.table} ${event.commitTs}` : `${event.type} ${event.get('id')}`;

/** A story of one table, told by a cluster that keeps its jobs where `change` puts them. */
async function told(change?: (one: KvChange) => KvChange | readonly KvChange[]): Promise<string[]> {
  const store = new MemoryTransactionalStore();
  const db = new EmulatedDatabase(store);
  const fromTs = store.now();
  db.createDatabase('shop');
  db.createTable({ db: 'shop', table: 'a', primaryKey: ['id'], columns: [{ name: 'id', type: 'bigint' }] });
  db.insert('shop', 'a', { id: 1 });
  db.addColumn('shop', 'a', { name: 'x', type: 'int' });
  db.insert('shop', 'a', { id: 2, x: 3 });
  db.dropTable('shop', 'a');
  const sink = recordingSink();
  await runPipeline(definePipeline({ source: storeSource(store, fromTs, change), sink })).done;
  return sink.events.map(short);
}

/** A job's row as an element of a queue. */
function queued(change: KvChange, list: 0 | 1): KvChange {
  const index = Buffer.alloc(8);
  index.writeBigUInt64BE(0x8000_0000_0000_0000n);
  const value = Buffer.from(change.op === 'PUT' ? jobTextOf(change, new Map()) : '');
  return { ...change, key: Buffer.concat([DDL_QUEUE_PREFIXES[list] as Uint8Array, index]), value };
}

describe('DDL jobs', () => {
  it('are told once, though the history has them as well', async () => {
    expect((await told()).map((line) => line.replace(/ \d{6,}$/, ''))).toEqual([
      'create schema ',
      'create table a',
      'insert 1',
      'add column a',
      'insert 2',
      'drop table a',
    ]);
  });

  it.each([{ list: 0 }, { list: 1 }] as const)(
    'of a TiDB that queues them in list $list are the same',
    async ({ list }) => {
      const asQueued = (change: KvChange): readonly KvChange[] => {
        const home = ddlJobHomeOf(change.key);
        return home === 'jobs' ? [queued(change, list)] : home === 'history' ? [] : [change];
      };
      expect(await told(asQueued)).toEqual(await told());
    },
  );

  it('may already be synced when a queue has them', async () => {
    const asSynced = (change: KvChange): readonly KvChange[] => {
      if (ddlJobHomeOf(change.key) !== 'jobs') return [change];
      const { value, ...rest } = queued(change, 0);
      return [{ ...rest, value: Buffer.from(Buffer.from(value).toString().replace('"state":4', '"state":6')) }];
    };
    expect(await told(asSynced)).toEqual(await told());
  });

  it('that make a table, and that a fast TiDB 8 has written into the history alone, are told from there', async () => {
    const historyAlone = (change: KvChange): readonly KvChange[] => {
      if (ddlJobHomeOf(change.key) !== 'jobs' || change.op !== 'PUT') return [change];
      return jobTextOf(change, new Map()).includes('"type":3,') ? [] : [change];
    };
    const withoutTs = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/ \d{6,}$/, ''));
    expect(withoutTs(await told(historyAlone))).toEqual(withoutTs(await told()));
  });

  it('live under the keys of their tables', () => {
    expect(ddlJobHomeOf(DDL_HISTORY_SPAN.startKey)).toBe('history');
    expect(DDL_QUEUE_PREFIXES.map(ddlJobHomeOf)).toEqual(['queue', 'queue']);
  });
});
