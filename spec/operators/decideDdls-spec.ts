import type { DdlEvent } from '../../src/model/ddl';
import type { DeadLetter } from '../../src/model/deadLetter';
import type { ChangeEvent } from '../../src/model/event';
import type { DdlRule } from '../../src/model/filterRules';
import { MetricsMap } from '../../src/model/metrics';
import { decideDdls } from '../../src/operators/decideDdls';
import { corruptJob } from '../../src/schema/ddlJob';
import { DDL_TYPE_NAMES } from '../../src/schema/ddlTypes';
import { batch, marbles, resolved, row } from '../../src/testing';
import { codeThrownBy, errorAsCode, itemsOf, through } from '../helpers/flows';

function ddlOf(fields: Partial<DdlEvent> = {}): DdlEvent {
  const { typeCode = 4 } = fields;
  return {
    kind: 'ddl',
    ddlType: DDL_TYPE_NAMES.get(typeCode) ?? `action ${typeCode}`,
    typeCode,
    db: 'shop',
    table: 'orders',
    query: 'DROP TABLE orders',
    normalizedQuery: 'DROP TABLE `shop`.`orders`',
    barrier: 'table',
    startTs: 4n,
    commitTs: 5n,
    tables: [],
    ...fields,
  };
}

const unreadable = (fields: Partial<DdlEvent> = {}): DdlEvent =>
  ddlOf({ unreadable: corruptJob('it is not'), ...fields });
const stop: DdlRule = { kinds: ['drop table'], policy: 'stop' };

describe('decideDdls', () => {
  const drop = ddlOf();
  const values = {
    a: batch<ChangeEvent>(row(3n)),
    d: batch<ChangeEvent>(drop),
    t: batch<ChangeEvent>(ddlOf({ typeCode: 11 })),
    r: resolved(9n),
  };
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'lets rows, promises and other DDLs pass', source: '-a-t-r|', output: '-a-t-r|', subs: '^-----!' },
    {
      title: 'ends before one that is to stop',
      source: '-a-d-r|',
      output: '-a-#',
      subs: '^--!',
      error: 'TV_PIPELINE_DDL_STOPPED',
    },
    { title: 'passes an error of the source on', source: '-a-#', output: '-a-#', subs: '^--!', error: 'boom' },
    { title: 'lets go when unsubscribed', source: '-a-t-|', output: '-a', subs: '^-!', unsub: '--!' },
  ])('$title', ({ source, output, subs, unsub, error }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const input = hot(source, values, 'boom');
      expectObservable(input.pipe(decideDdls({ rules: [stop] }), errorAsCode()), unsub).toBe(output, values, error);
      expectSubscriptions(input.subscriptions).toBe(subs);
    });
  });

  it('says of one that stops what it is, and how to go on', () => {
    expect(() => through([batch<ChangeEvent>(drop)], decideDdls({ rules: [stop] }))).toThrow(
      expect.objectContaining({
        message: 'DDL is not to be passed on: drop table of shop.orders at 5: DROP TABLE orders',
        hint: expect.stringContaining('put "4" into filter.ignoreTxnStartTs'),
      }),
    );
  });

  it('leaves out, keeps and counts what it is told to', () => {
    const kept: DeadLetter[] = [];
    const metrics = new MetricsMap();
    const rules: DdlRule[] = [
      { kinds: ['drop table'], policy: 'deadLetter' },
      { kinds: ['truncate table'], policy: 'skip' },
    ];
    const flows = [
      batch<ChangeEvent>(row(3n)),
      batch<ChangeEvent>(drop),
      values.t,
      batch<ChangeEvent>(ddlOf({ typeCode: 5 })),
    ];
    const told = itemsOf(
      through(flows, decideDdls({ rules, metrics, deadLetters: { add: (letter) => kept.push(letter) } })),
    );
    expect(told.map((event) => (event.kind === 'ddl' ? event.ddlType : 'row'))).toEqual(['row', 'add column']);
    expect(kept).toEqual([
      { event: drop, code: 'TV_PIPELINE_DDL_STOPPED', message: expect.stringContaining('deadLetter') },
    ]);
    expect([...metrics.values]).toEqual([
      ['tivalve_ddl_dead_letters_total', 1],
      ['tivalve_ddl_skipped_total', 1],
    ]);
  });

  it.each([
    { title: 'an ordinary one goes on', ddl: ddlOf(), rules: [], goesOn: true },
    { title: 'the first rule decides', ddl: ddlOf(), rules: [{ kinds: ['all'], policy: 'apply' }, stop], goesOn: true },
    { title: "TiCDC's name is one", ddl: ddlOf({ typeCode: 7 }), rules: [{ kinds: ['create index'], policy: 'skip' }] },
    { title: "TiDB's name is one", ddl: ddlOf({ typeCode: 7 }), rules: [{ kinds: ['Add Index'], policy: 'skip' }] },
    { title: 'a group is one', ddl: ddlOf(), rules: [{ kinds: ['incompatible ddl changes'], policy: 'skip' }] },
    {
      title: 'a new action is unknown',
      ddl: ddlOf({ typeCode: 250 }),
      rules: [{ kinds: ['unknown'], policy: 'skip' }],
    },
    { title: 'a known action is not', ddl: ddlOf(), rules: [{ kinds: ['unknown'], policy: 'skip' }], goesOn: true },
    {
      title: 'a rule of other tables does not count',
      ddl: ddlOf(),
      rules: [{ ...stop, matcher: ['shop.items'] }],
      goesOn: true,
    },
    { title: 'a rule of its table counts', ddl: ddlOf(), rules: [{ ...stop, policy: 'skip', matcher: ['shop.*'] }] },
    {
      title: 'one of the database counts for each of its tables',
      ddl: ddlOf({ typeCode: 2, table: '' }),
      rules: [{ kinds: ['drop schema'], policy: 'skip', matcher: ['shop.items'] }],
    },
    {
      title: 'the name before counts as well',
      ddl: ddlOf({
        typeCode: 14,
        table: 'new',
        tables: [{ before: { db: 'shop', table: 'old', ids: [1] }, after: null }],
      }),
      rules: [{ kinds: ['rename table'], policy: 'skip', matcher: ['shop.old'] }],
    },
    {
      title: 'what cannot be read has its own name',
      ddl: unreadable(),
      rules: [{ kinds: ['unreadable'], policy: 'skip' }],
    },
    {
      title: 'what is about nobody knows which table is about all',
      ddl: unreadable({ db: '', table: '' }),
      rules: [{ kinds: ['unreadable'], policy: 'skip', matcher: ['other.x'] }],
    },
  ] as { title: string; ddl: DdlEvent; rules: DdlRule[]; goesOn?: boolean }[])(
    '$title',
    ({ ddl, rules, goesOn = false }) => {
      expect(itemsOf(through([batch<ChangeEvent>(ddl)], decideDdls({ rules })))).toEqual(goesOn ? [ddl] : []);
    },
  );

  it('ends at what cannot be read, unless its own name is in a rule', () => {
    for (const rules of [[], [{ kinds: ['all', 'unknown', 'drop table'], policy: 'skip' } as const]]) {
      const run = () => through([batch<ChangeEvent>(unreadable())], decideDdls({ rules }));
      expect(codeThrownBy(run)).toBe('TV_SCHEMA_DDL_JOB_CORRUPT');
    }
  });

  it.each([
    {
      title: 'a kind that nobody knows',
      rule: { kinds: ['drop tabel'], policy: 'stop' },
      code: 'TV_CONFIG_FILTER_EVENT',
    },
    {
      title: 'a matcher that is none',
      rule: { kinds: ['all'], policy: 'stop', matcher: ['x'] },
      code: 'TV_CONFIG_FILTER_SYNTAX',
    },
    { title: 'to apply the unreadable', rule: { kinds: ['unreadable'], policy: 'apply' }, code: 'TV_CONFIG_INVALID' },
  ] as { title: string; rule: DdlRule; code: string }[])('refuses $title', ({ rule, code }) => {
    expect(codeThrownBy(() => decideDdls({ rules: [rule] }))).toBe(code);
  });
});
