import fc from 'fast-check';
import { from, map } from 'rxjs';
import { SchemaError } from '../../src/errors/TiValveError';
import type { DdlEvent } from '../../src/model/ddl';
import type { ChangeEvent } from '../../src/model/event';
import type { Flow } from '../../src/model/flow';
import type { KvChange } from '../../src/model/kv';
import { MetricsMap } from '../../src/model/metrics';
import { mountRows } from '../../src/operators/mountRows';
import { tableSpan } from '../../src/schema/keys';
import { createSchemaStorage } from '../../src/schema/schemaStorage';
import { batch, change, marbles, resolved } from '../../src/testing';
import { databasePair, tablePair } from '../schema/jobs';
import { hex } from '../schema/tables';

const USERS = 45;
const SYSTEM = 46;
const VALUE = hex('8000010000000201002a');
const schema = createSchemaStorage(
  [
    databasePair(2, 'shop'),
    databasePair(3, 'mysql'),
    tablePair(2, { id: USERS, name: 'users' }),
    tablePair(3, { id: SYSTEM, name: 'stats' }),
  ],
  1n,
);

function keyOf(tableId: number, handle: number, kind = 'r'): Uint8Array {
  const key = Buffer.concat([tableSpan(tableId).startKey, Buffer.from('8000000000000000', 'hex')]);
  key[10] = kind.charCodeAt(0);
  key[18] = handle;
  return key;
}

const put = (commitTs: bigint, handle = 1, tableId = USERS, startTs = commitTs - 1n): KvChange =>
  change(startTs, commitTs, { key: keyOf(tableId, handle), value: VALUE });
const ddl: DdlEvent = {
  kind: 'ddl',
  ddlType: 'add index',
  typeCode: 7,
  db: 'shop',
  table: 'users',
  query: '',
  normalizedQuery: '',
  barrier: 'table',
  startTs: 4n,
  commitTs: 5n,
  tables: [],
};

/** What a row is, told in a word: its ts, and `$` at the end of its transaction. */
function told(flow: Flow<ChangeEvent>): string {
  if (flow.kind === 'resolved') return `r${flow.ts}`;
  return flow.items
    .map((event) => (event.kind === 'ddl' ? `D${event.commitTs}` : `${event.commitTs}${event.endOfTxn ? '$' : ''}`))
    .join(' ');
}

describe('mountRows', () => {
  const values: Record<string, Flow<KvChange | DdlEvent>> = {
    a: batch(put(3n)),
    b: batch(put(3n, 1), put(3n, 2)),
    c: batch(put(4n)),
    d: batch(ddl),
    i: batch(change(2n, 3n, { key: keyOf(USERS, 1, 'i') }), put(3n)),
    m: batch(change(2n, 3n, { key: Buffer.from('mDBs') })),
    s: batch(put(3n, 1, SYSTEM)),
    u: batch(put(3n, 1, 99)),
    o: batch(change(2n, 3n, { key: keyOf(USERS, 1), op: 'DELETE' })),
    x: batch(change(2n, 3n, { key: hex('7480') })),
    r: resolved(9n),
  };
  const refused = new SchemaError('TV_SCHEMA_KEY_CORRUPT', 'table key is too short, key 7480');

  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', says: {}, subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', says: {}, subs: '(^!)' },
    {
      title: 'lets a row go when it is resolved',
      source: '-a-r---|',
      output: '---(ar)|',
      says: { a: '3$', r: 'r9' },
      subs: '^------!',
    },
    {
      title: 'lets a row go when the next transaction begins',
      source: '-a-c-|',
      output: '---a-(c|)',
      says: { a: '3$', c: '4$' },
      subs: '^----!',
    },
    {
      title: 'marks only the last row of a transaction',
      source: '-b-a-r---|',
      output: '-x-y-(zr)|',
      says: { x: '3', y: '3', z: '3$', r: 'r9' },
      subs: '^--------!',
    },
    {
      title: 'sends a DDL alone, after the row before it',
      source: '-a-d---|',
      output: '---(ad)|',
      says: { a: '3$', d: 'D5' },
      subs: '^------!',
    },
    {
      title: 'drops index entries, metadata, system tables and unknown ids',
      source: '-i-m-s-u-|',
      output: '---------(a|)',
      says: { a: '3$' },
      subs: '^--------!',
    },
    { title: 'drops deletes without an old value', source: '-o-|', output: '---|', says: {}, subs: '^--!' },
    { title: 'refuses a key that is none', source: '-x-|', output: '-#', says: {}, subs: '^!', error: refused },
    { title: 'passes an error of the source on', source: '-a-#', output: '---#', says: {}, subs: '^--!' },
    {
      title: 'lets go when unsubscribed',
      source: '-a-c-r-|',
      output: '---a',
      says: { a: '3$' },
      subs: '^---!',
      unsub: '----!',
    },
  ])('$title', ({ source, output, says, subs, error, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, values);
      expectObservable(source$.pipe(mountRows({ schema }), map(told)), unsub).toBe(output, says, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it('counts what it drops, each kind by itself', () => {
    const metrics = new MetricsMap();
    from(['i', 'm', 's', 'u', 'o'].map((name) => values[name] as Flow<KvChange>))
      .pipe(mountRows({ schema, metrics }))
      .subscribe();
    expect(Object.fromEntries(metrics.values)).toEqual({
      tivalve_mount_dropped_index_entries_total: 1,
      tivalve_mount_dropped_meta_entries_total: 1,
      tivalve_mount_dropped_system_rows_total: 1,
      tivalve_mount_dropped_unknown_table_rows_total: 1,
      tivalve_mount_dropped_deletes_without_old_value_total: 1,
    });
  });

  it('marks each transaction once, however its rows are cut into batches, for each subscriber anew', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), fc.boolean(), fc.boolean())), (steps) => {
        let ts = 2n;
        const changes: KvChange[] = [];
        const flows: Flow<KvChange>[] = [];
        let waiting: KvChange[] = [];
        for (const [advance, mounted, cut] of steps) {
          ts += BigInt(advance);
          const next = put(ts, changes.length % 200, mounted ? USERS : 99);
          changes.push(next);
          waiting.push(next);
          if (cut) {
            flows.push({ kind: 'batch', items: waiting });
            waiting = [];
          }
        }
        if (waiting.length > 0) flows.push({ kind: 'batch', items: waiting });
        const kept = changes.filter(({ key }) => key[8] === USERS);
        const wanted = kept.map(({ commitTs }, i) => ({ commitTs, endOfTxn: kept[i + 1]?.commitTs !== commitTs }));
        const mounted$ = from(flows).pipe(mountRows({ schema }));
        for (let subscriber = 0; subscriber < 2; subscriber += 1) {
          const found: { commitTs: bigint; endOfTxn: boolean }[] = [];
          mounted$.subscribe((flow) => {
            if (flow.kind === 'batch')
              for (const event of flow.items)
                if (event.kind === 'row') found.push({ commitTs: event.commitTs, endOfTxn: event.endOfTxn });
          });
          expect(found).toEqual(wanted);
        }
      }),
    );
  });
});
