import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { DdlEvent } from '../../src/model/ddl';
import type { ColumnValue, RowEvent, RowValues } from '../../src/model/row';
import { rowJsonOf } from '../../src/model/rowJson';
import type { Sink } from '../../src/model/sink';
import type { Column, Table } from '../../src/model/table';
import { openWasmSink, type WasmSinkOptions } from '../../src/sinks/wasmSink';
import { parsePluginSettings, type RunMode } from '../../src/wasm/pluginSettings';
import { rowText } from '../../src/wasm/rowBatchJson';
import { elementsOf, v0DdlTexts, v0RowText } from '../../src/wasm/v0Json';

const csvModule = join(__dirname, '../../plugins/csv/csv.wasm');
const probeModule = join(__dirname, '../fixtures/plugins/probe.wasm');
const probeV0Module = join(__dirname, '../fixtures/plugins/probe-v0.wasm');
const RUN_MODES = ['inline', 'isolated'] as const satisfies readonly RunMode[];
let runMode: RunMode = 'inline';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-sink-'));
});

function column(name: string, type: string, more: Partial<Column> = {}): Column {
  return {
    id: 1,
    name,
    type,
    charset: 'utf8mb4',
    collation: 'utf8mb4_bin',
    nullable: true,
    unsigned: false,
    binary: false,
    primaryKey: false,
    originDefault: null,
    ...more,
  };
}

function table(columns: readonly Column[], more: Partial<Table> = {}): Table {
  return {
    db: 'shop',
    table: 'orders',
    id: 104,
    physicalIds: [104],
    columns,
    keyColumns: ['id'],
    uniqueKeys: [['id']],
    ...more,
  };
}

const orders = table([
  column('id', 'bigint(20)', { nullable: false, primaryKey: true }),
  column('note', 'varchar(20)'),
]);

function row(of: Table, values: RowValues | null, before: RowValues | null = null, commitTs = 5n): RowEvent {
  const type = values === null ? 'delete' : before === null ? 'insert' : 'update';
  return {
    kind: 'row',
    type,
    table: of,
    tableId: of.physicalIds[0] ?? of.id,
    startTs: commitTs - 1n,
    commitTs,
    rawKey: new Uint8Array(0),
    endOfTxn: true,
    sizeBytes: 1,
    row: values,
    before,
    get: (name) => (values ?? before)?.[name],
    getBefore: (name) => before?.[name],
  };
}

const note = (text: ColumnValue, commitTs = 5n): RowEvent => row(orders, { id: 1n, note: text }, null, commitTs);
const emit = (sink: Sink, ...rows: RowEvent[]): ReturnType<Sink['emitRowChangedEvents']> => {
  const [first] = rows;
  if (first === undefined) throw new Error('a batch is never empty');
  return sink.emitRowChangedEvents({ tableId: first.tableId, table: first.table, rows });
};

const opened: Sink[] = [];
afterEach(async () => {
  for (const sink of opened.splice(0)) await sink.close?.();
  rmSync(folder, { recursive: true, force: true });
});

async function open(source: string, config: object = {}, more: Partial<WasmSinkOptions> = {}): Promise<Sink> {
  const sink = await openWasmSink({
    source,
    settings: parsePluginSettings(source === probeV0Module ? {} : { config, grants: { fs: { out: 'out' } } }),
    changefeed: 'spec',
    baseDir: folder,
    mode: runMode,
    ...more,
  });
  opened.push(sink);
  return sink;
}

const out = (...parts: string[]): string => join(folder, 'out', ...parts);
const read = (...parts: string[]): string => readFileSync(out(...parts), 'utf8');

/** RFC 4180, one character after the other; an empty field without quotes is `null`. */
function readCsv(text: string, delimiter = ','): (string | null)[][] {
  const lines: (string | null)[][] = [];
  let line: (string | null)[] = [];
  let at = 0;
  while (at < text.length) {
    let field: string | null;
    if (text[at] === '"') {
      field = '';
      for (at += 1; ; at += 1) {
        if (at >= text.length) throw new Error('quote is not closed');
        if (text[at] !== '"') field += text[at];
        else if (text[at + 1] === '"') field += text[(at += 1)];
        else break;
      }
      at += 1;
    } else {
      let plain = '';
      while (at < text.length && text[at] !== delimiter && text[at] !== '\r') {
        if (text[at] === '"' || text[at] === '\n') throw new Error(`bare ${JSON.stringify(text[at])}`);
        plain += text[at];
        at += 1;
      }
      field = plain === '' ? null : plain;
    }
    line.push(field);
    if (text[at] === delimiter) {
      at += 1;
    } else {
      if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no line end at ${at}`);
      at += 2;
      lines.push(line);
      line = [];
    }
  }
  if (line.length > 0) throw new Error('last line is not whole');
  return lines;
}

describe.each(RUN_MODES)('the CSV plugin that runs %s', (mode) => {
  beforeEach(() => {
    runMode = mode;
  });

  it('writes inserts, updates and deletes, and NULL apart from the empty string', async () => {
    const sink = await open(csvModule);
    await sink.addTable?.({ tableId: 104, table: orders });
    await emit(
      sink,
      row(orders, { id: 1n, note: 'a, "b"\r\nc' }, null, 11n),
      row(orders, { id: 1n, note: '' }, { id: 1n, note: 'old' }, 12n),
    );
    await emit(sink, row(orders, null, { id: 1n, note: null }, 13n));
    expect(readdirSync(out()).filter((name) => !name.startsWith('.'))).toEqual([]);
    expect(await sink.flushRowChangedEvents?.(104, 13n)).toBe(13n);
    expect(read('shop', 'orders.1.csv')).toBe(
      'tivalve_op,tivalve_commit_ts,id,note\r\nI,11,1,"a, ""b""\r\nc"\r\nU,12,1,""\r\nD,13,1,\r\n',
    );
  });

  it.each([',', ';', '\t', '|'])('writes what an RFC 4180 reader reads back, with delimiter %j', async (delimiter) => {
    const sink = await open(csvModule, { delimiter });
    const value = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[,;|"\r\n\t\\ a]*$/),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.bigInt(),
    );
    const names = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 5 });
    let tables = 0;
    await fc.assert(
      fc.asyncProperty(
        names.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.array(fc.array(value, { minLength: list.length, maxLength: list.length }), {
              minLength: 1,
              maxLength: 8,
            }),
          ),
        ),
        async ([list, rows]) => {
          tables += 1;
          const of = table(
            list.map((name) => column(name, 'text')),
            { table: `t${tables}`, physicalIds: [tables] },
          );
          await sink.addTable?.({ tableId: tables, table: of });
          await emit(
            sink,
            ...rows.map((values) => row(of, Object.fromEntries(list.map((name, i) => [name, values[i] ?? null])))),
          );
          await sink.flushRowChangedEvents?.(tables, 9n);
          const wanted = rows.map((values) => [
            'I',
            '5',
            ...values.map((cell) =>
              cell === null ? null : typeof cell === 'string' ? Buffer.from(cell).toString() : String(cell),
            ),
          ]);
          expect(readCsv(read('shop', `t${tables}.1.csv`), delimiter)).toEqual([
            ['tivalve_op', 'tivalve_commit_ts', ...list],
            ...wanted,
          ]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('begins a new file with a new header when the schema changes', async () => {
    const sink = await open(csvModule);
    const wider = table([...orders.columns, column('qty', 'int(11)')]);
    await sink.addTable?.({ tableId: 104, table: orders });
    await emit(sink, note('a'));
    await sink.addTable?.({ tableId: 104, table: wider });
    await emit(sink, row(wider, { id: 2n, note: 'b', qty: 7 }));
    await sink.addTable?.({ tableId: 104, table: wider });
    await emit(sink, row(wider, { id: 3n, note: 'c', qty: null }));
    await sink.flushRowChangedEvents?.(104, 9n);
    expect(read('shop', 'orders.1.csv')).toBe('tivalve_op,tivalve_commit_ts,id,note\r\nI,5,1,a\r\n');
    expect(read('shop', 'orders.2.csv')).toBe('tivalve_op,tivalve_commit_ts,id,note,qty\r\nI,5,2,b,7\r\nI,5,3,c,\r\n');
  });

  it('puts partitions of one schema into one file, and others into their own', async () => {
    const sink = await open(csvModule);
    const part = (id: number, columns = orders.columns): Table => table(columns, { physicalIds: [id] });
    const parts = [part(105), part(106), part(107, [...orders.columns, column('qty', 'int(11)')])];
    for (const of of parts) {
      await sink.addTable?.({ tableId: of.physicalIds[0] ?? 0, table: of });
      await emit(sink, row(of, { id: 1n, note: 'x' }));
    }
    for (const id of [105, 107]) await sink.flushRowChangedEvents?.(id, 9n);
    expect(readCsv(read('shop', 'orders.1.csv'))).toHaveLength(3);
    expect(readCsv(read('shop', 'orders.2.csv'))).toEqual([
      ['tivalve_op', 'tivalve_commit_ts', 'id', 'note', 'qty'],
      ['I', '5', '1', 'x', null],
    ]);
  });

  it('goes on with the next number and leaves what is there', async () => {
    mkdirSync(out('shop'), { recursive: true });
    for (const name of ['orders.1.csv', 'orders.7.csv', 'orders.x.csv', 'orders2.9.csv'])
      writeFileSync(out('shop', name), 'kept');
    const sink = await open(csvModule);
    await sink.addTable?.({ tableId: 104, table: orders });
    await emit(sink, note('a'));
    await sink.flushRowChangedEvents?.(104, 9n);
    expect(readCsv(read('shop', 'orders.8.csv'))).toHaveLength(2);
    expect(read('shop', 'orders.7.csv')).toBe('kept');
  });

  it('lets no name leave the folder', async () => {
    const sink = await open(csvModule, { bom: true });
    const evil = table(orders.columns, { db: '../..', table: 'a/../b.1\0', physicalIds: [1] });
    await sink.addTable?.({ tableId: 1, table: evil });
    await emit(sink, row(evil, { id: 1n, note: 'ü' }));
    await sink.flushRowChangedEvents?.(1, 9n);
    expect(read('%2E%2E%2F%2E%2E', 'a%2F%2E%2E%2Fb%2E1%00.1.csv')).toBe(
      '\ufefftivalve_op,tivalve_commit_ts,id,note\r\nI,5,1,ü\r\n',
    );
  });

  it('takes nothing of a batch that it refuses', async () => {
    const sink = await open(csvModule);
    await sink.addTable?.({ tableId: 104, table: orders });
    await expect(emit(sink, note('a'), row(orders, { id: 2n, other: 'b' }))).rejects.toMatchObject({
      code: 'TV_PLUGIN_ERROR',
      message: expect.stringContaining('column other'),
    });
    await emit(sink, note('c'));
    await sink.flushRowChangedEvents?.(104, 9n);
    expect(readCsv(read('shop', 'orders.1.csv')).slice(1)).toEqual([['I', '5', '1', 'c']]);
  });

  it('says TV_SINK_IO when the disk refuses, and keeps the lines for the next flush', async () => {
    const sink = await open(csvModule);
    await sink.addTable?.({ tableId: 104, table: orders });
    await emit(sink, note('a'));
    writeFileSync(out('shop'), 'a file where the folder should be');
    await expect(sink.flushRowChangedEvents?.(104, 9n)).rejects.toMatchObject({ code: 'TV_SINK_IO', retryable: true });
    rmSync(out('shop'));
    await sink.flushRowChangedEvents?.(104, 9n);
    expect(readCsv(read('shop', 'orders.1.csv'))).toHaveLength(2);
  });

  it('brings what waits to the disk when it is closed', async () => {
    const sink = await open(csvModule);
    await sink.addTable?.({ tableId: 104, table: orders });
    await emit(sink, note('a'));
    await sink.close?.();
    await sink.close?.();
    expect(readCsv(read('shop', 'orders.1.csv'))).toHaveLength(2);
    await expect(emit(sink, note('b'))).rejects.toMatchObject({ code: 'TV_SINK_CLOSED' });
  });
});

describe.each(RUN_MODES)('wasmSink with a plugin that runs %s', (mode) => {
  beforeEach(() => {
    runMode = mode;
  });

  const calls = (): string[] =>
    read('calls.log')
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(' ')[0] ?? '');

  it('sends every operation as design and names it', async () => {
    const sink = await open(probeModule);
    await sink.addTable?.({ tableId: 104, table: orders });
    await emit(sink, note('x'));
    expect(await sink.flushRowChangedEvents?.(104, 19n)).toBe(18n);
    await sink.emitCheckpointTs?.(18n, [{ db: 'shop', table: 'orders' }]);
    await sink.emitCheckpointTs?.(19n, []);
    await sink.removeTable?.(104);
    await sink.close?.();
    const lines = read('calls.log').split('\n');
    expect(calls()).toEqual([
      'plugin_init',
      'sink_add_table',
      'sink_emit_row_changed_events',
      'sink_flush_row_changed_events',
      'sink_emit_checkpoint_ts',
      'sink_remove_table',
      'sink_close',
    ]);
    expect(lines[0]).toBe(
      'plugin_init {"config":{"mode":"plain"},"changefeed":"spec","instance":"0","abi":"v1","epoch":0}',
    );
    expect(JSON.parse((lines[2] ?? '').replace(/^\S+ /, ''))).toEqual({
      table: { table_id: '104', db: 'shop', table: 'orders' },
      rows: [rowJsonOf(note('x'))],
    });
    expect(lines[3]).toBe('sink_flush_row_changed_events {"table_id":"104","resolved_ts":"19"}');
  });

  it.each([
    { answer: 'nope', code: 'TV_PLUGIN_ANSWER' },
    { answer: "{'message':'none'}", code: 'TV_PLUGIN_ERROR', message: 'code: 0, msg: none, cause: null' },
    {
      answer: "{'code':500,'message':'disk','cause':'full'}",
      code: 'TV_PLUGIN_ERROR',
      message: 'code: 500, msg: disk, cause: full',
    },
    { answer: "{'code':200,'cause':7}", code: 'TV_PLUGIN_ANSWER' },
    { answer: "{'code':200,'verdicts':[{'row':1,'verdict':'skip'}]}", code: 'TV_SINK_VERDICT', message: 'row 1' },
    { answer: "{'code':200,'verdicts':[{'row':-1,'verdict':'skip'}]}", code: 'TV_SINK_VERDICT', message: 'row -1' },
    { answer: "{'code':200,'verdicts':[{'row':0.5,'verdict':'skip'}]}", code: 'TV_SINK_VERDICT' },
    { answer: "{'code':200,'verdicts':[{'row':0,'verdict':'drop'}]}", code: 'TV_SINK_VERDICT', message: 'drop' },
    {
      answer: "{'code':200,'verdicts':[{'row':0,'verdict':'skip'},{'row':0,'verdict':'skip'}]}",
      code: 'TV_SINK_VERDICT',
    },
    { answer: "{'code':200,'verdicts':{}}", code: 'TV_SINK_VERDICT' },
  ])('answers $answer with $code', async ({ answer, code, message = '' }) => {
    const sink = await open(probeModule);
    await expect(emit(sink, note(`probe:answer ${answer}`))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('passes verdicts on', async () => {
    const sink = await open(probeModule);
    const answer =
      "probe:answer {'code':200,'verdicts':[{'row':1,'verdict':'deadLetter','reason':'odd'},{'row':0,'verdict':'ok'}]}";
    expect(await emit(sink, note(answer), note('b'))).toEqual({
      verdicts: [{ row: 1, verdict: 'deadLetter', reason: 'odd' }],
    });
  });

  it.each([
    [13n, 'TV_PLUGIN_ANSWER'],
    [15n, 'TV_PLUGIN_ANSWER'],
    [17n, 'TV_PLUGIN_ERROR'],
  ])('refuses the answer to a flush of %s', async (ts, code) => {
    const sink = await open(probeModule);
    await expect(sink.flushRowChangedEvents?.(104, ts)).rejects.toMatchObject({ code });
  });

  it('gives a fresh instance its tables, what was not flushed, and the batch again', async () => {
    const sink = await open(probeModule);
    await sink.addTable?.({ tableId: 104, table: orders });
    await emit(sink, note('flushed', 5n));
    await sink.flushRowChangedEvents?.(104, 5n);
    // The second batch of an instance traps; in the fresh one it is the first.
    await emit(sink, note('probe:trap-second', 7n));
    expect(calls()).toEqual([
      'plugin_init',
      'sink_add_table',
      'sink_emit_row_changed_events',
      'sink_flush_row_changed_events',
      'sink_emit_row_changed_events',
      'plugin_init',
      'sink_add_table',
      'sink_emit_row_changed_events',
    ]);
    await emit(sink, note('unflushed', 8n));
    await expect(emit(sink, note('probe:trap', 9n))).rejects.toMatchObject({
      code: 'TV_PLUGIN_TRAP',
      message: expect.stringContaining('after 3 tries'),
    });
    expect(
      calls()
        .slice(8)
        .filter((name) => name === 'plugin_init'),
    ).toHaveLength(2);
    expect(read('calls.log').split('"unflushed"')).toHaveLength(4);
  });

  it('says so when rows died with an instance that were too many to keep', async () => {
    const sink = await open(probeModule, {}, { replayQuotaMiB: 0 });
    await emit(sink, note('a'));
    await expect(emit(sink, note('probe:trap'))).rejects.toMatchObject({
      code: 'TV_PLUGIN_CALL',
      message: expect.stringContaining('too many to keep'),
    });
    await expect(sink.flushRowChangedEvents?.(104, 9n)).rejects.toMatchObject({ code: 'TV_PLUGIN_CALL' });
  });

  it('finds the rows that it dies on, and takes the others once each', async () => {
    const sink = await open(probeModule, {}, { refusedRows: 'deadLetter', maxTries: 2 });
    await sink.addTable?.({ tableId: 104, table: orders });
    const rows = ['a', 'b', 'probe:trap', 'd', 'e', 'f', 'probe:trap', 'h'].map((text, i) => note(text, BigInt(i + 5)));
    const { verdicts } = await emit(sink, ...rows);
    expect(verdicts).toEqual([
      { row: 2, verdict: 'deadLetter', reason: expect.stringContaining('after 1 try') },
      { row: 6, verdict: 'deadLetter', reason: expect.stringContaining('after 1 try') },
    ]);
    expect(sink.identity).toMatch(/^probe@\S+ [0-9a-f]{64}$/);
    // What the last instance was told, in order: everything that is not flushed yet.
    const log = read('calls.log');
    const last = log.slice(log.lastIndexOf('plugin_init'));
    expect([...last.matchAll(/"note":"([^"]+)"/g)].map(([, text]) => text)).toEqual(['a', 'b', 'd', 'e', 'f', 'h']);
  });

  it('lets a plugin veto a DDL', async () => {
    const sink = await open(probeModule);
    const ddl: DdlEvent = {
      kind: 'ddl',
      ddlType: 'drop table',
      typeCode: 4,
      db: 'shop',
      table: 'orders',
      query: 'veto',
      normalizedQuery: '',
      barrier: 'table',
      startTs: 1n,
      commitTs: 2n,
      tables: [],
    };
    await expect(sink.emitDdlEvent?.(ddl)).rejects.toMatchObject({
      code: 'TV_PLUGIN_ERROR',
      message: expect.stringContaining('veto'),
    });
    await sink.emitDdlEvent?.({ ...ddl, query: 'DROP TABLE t' });
  });

  it('serves a guest of 2022: four operations, and a flush that it never sees', async () => {
    const sink = await open(probeV0Module);
    await sink.addTable?.({ tableId: 104, table: orders });
    await emit(sink, note('x'));
    expect(await sink.flushRowChangedEvents?.(104, 13n)).toBe(13n);
    await sink.emitCheckpointTs?.(13n, []);
    await sink.removeTable?.(104);
  });

  it('writes a row as rowJsonOf does', () => {
    const value = fc.oneof(fc.constant(null), fc.string({ unit: 'binary' }), fc.double(), fc.bigInt(), fc.uint8Array());
    const values = fc.option(
      fc.dictionary(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('__proto__')), value, {
        noNullPrototype: true,
      }),
    );
    fc.assert(
      fc.property(values, values, (after, before) => {
        const event = row(orders, after, before);
        expect(rowText(event)).toBe(JSON.stringify(rowJsonOf(event)));
      }),
    );
  });
});

describe('the JSON of 2022', () => {
  const v0Table = table(
    [
      column('sku', 'bigint(20) unsigned', { nullable: false, unsigned: true, primaryKey: true }),
      column('label', 'varchar(10)'),
      column('raw', 'varbinary(4)', { binary: true, charset: 'binary' }),
      column('size', "enum('s','it''s','l')"),
      column('tags', "set('x','y','z')"),
      column('ratio', 'float'),
      column('bits', 'bit(8)'),
    ],
    { db: 'depot', table: 'parts', keyColumns: ['sku'], physicalIds: [105] },
  );

  it('has bare ts, base64 for text and bytes, numbers for names, and the flags', () => {
    const rawKey = Buffer.from('7480000000000000695f728000000000000007', 'hex');
    const event = {
      ...row(
        v0Table,
        {
          sku: 18446744073709551615n,
          label: 'bolt',
          raw: Uint8Array.of(0, 255),
          size: "it's",
          tags: 'x,z',
          ratio: 1.1,
          bits: 5n,
        },
        null,
        458000000000000123n,
      ),
      rawKey,
    };
    const text = v0RowText(event);
    expect(text).toContain(
      '{"start-ts":458000000000000122,"commit-ts":458000000000000123,"row-id":7,"table":{"db-name":"depot","tbl-name":"parts","tbl-id":105,"is-partition":true},"column-infos":null,"replica-id":0,"columns":[',
    );
    expect(text).toContain(
      '{"name":"sku","type":8,"charset":"binary","flag":139,"value":18446744073709551615,"default":null}',
    );
    expect(text).toContain(
      '{"name":"label","type":15,"charset":"utf8mb4","flag":64,"value":"Ym9sdA==","default":null}',
    );
    expect(text).toContain('{"name":"raw","type":15,"charset":"binary","flag":65,"value":"AP8=","default":null}');
    expect(text).toContain('"type":247,"charset":"utf8mb4","flag":64,"value":2,');
    expect(text).toContain('"type":248,"charset":"utf8mb4","flag":64,"value":5,');
    expect(text).toContain('"value":1.100000023841858,');
    expect(text).toContain('{"name":"bits","type":16,"charset":"binary","flag":193,"value":5,"default":null}');
    expect(text).toMatch(/"pre-columns":null}$/);
  });

  it('reads the names of an enum with quotes and commas in them', () => {
    expect(elementsOf("enum('a,b','it''s','')")).toEqual(['a,b', "it's", '']);
  });

  it('splits a rename of many tables and rebuilds a drop', () => {
    const state = (name: string): { db: string; table: string; ids: number[]; schema: Table } => ({
      db: 'depot',
      table: name,
      ids: [105],
      schema: v0Table,
    });
    const ddl: DdlEvent = {
      kind: 'ddl',
      ddlType: 'rename tables',
      typeCode: 47,
      db: 'depot',
      table: 'a',
      query: 'RENAME …',
      normalizedQuery: '',
      barrier: 'table',
      startTs: 1n,
      commitTs: 458000000000000210n,
      tables: [
        { before: state('a'), after: state('b') },
        { before: state('c'), after: state('d') },
      ],
    };
    const texts = v0DdlTexts(ddl);
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain('"Query":"RENAME TABLE `depot`.`c` TO `depot`.`d`","Type":14,"Done":false}');
    expect(texts[1]).toContain(
      '"CommitTs":458000000000000210,"TableInfo":{"Schema":"depot","Table":"d","TableID":104,"ColumnInfo":[{"Name":"sku","Type":8}',
    );
    expect(v0DdlTexts({ ...ddl, typeCode: 4, tables: [{ before: state('a'), after: null }] })[0]).toContain(
      '"Query":"DROP TABLE `depot`.`a`"',
    );
  });
});
