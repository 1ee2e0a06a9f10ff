import { filter, firstValueFrom, of, Subject } from 'rxjs';
import { EmulatedDatabase } from '../../src/emulator/tidb/EmulatedDatabase';
import type { Flow } from '../../src/model/flow';
import type { RawEntry } from '../../src/model/kv';
import { rowJsonOf } from '../../src/model/rowJson';
import type { Source } from '../../src/model/source';
import type { Ts } from '../../src/model/ts';
import { definePipeline } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { META_SPAN } from '../../src/schema/keys';
import { SchemaVersions } from '../../src/schema/SchemaVersions';
import {
  batch,
  committed,
  initialized,
  recordingSink,
  regionStream,
  registration,
  resolved,
  seededRandom,
  sourceOf,
} from '../../src/testing';
import { MemoryTransactionalStore } from '../helpers/memoryTransactionalStore';

const TABLES = ['a', 'b', 'c', 'd'];
const ROUNDS = 40;
const DDLS_A_ROUND = 10;

/** A source that tells of what a store commits whenever it is asked to. */
class PacedSource {
  readonly source: Source;
  readonly #store: MemoryTransactionalStore;
  readonly #flow$ = new Subject<Flow<RawEntry>>();
  #toldTs: Ts;

  constructor(store: MemoryTransactionalStore) {
    this.#store = store;
    this.#toldTs = store.now();
    const schema = store.readSpan(META_SPAN, this.#toldTs).map(([key, value]) => ({ key, value }));
    const region = regionStream<RawEntry>(registration({ checkpointTs: this.#toldTs }), this.#flow$);
    this.source = sourceOf(of(region), { startTs: this.#toldTs, schema });
  }

  /** Tells what was committed since the last call. Answers the ts of its promise. */
  tell(): Ts {
    for (const one of this.#store.changes(this.#toldTs)) {
      this.#flow$.next(batch(committed(one.startTs, one.commitTs, one)));
    }
    this.#toldTs = this.#store.now();
    this.#flow$.next(resolved(this.#toldTs));
    return this.#toldTs;
  }

  begin(): void {
    this.#flow$.next(batch(initialized()));
  }

  end(): void {
    this.#flow$.complete();
  }
}

describe('the schemas that a run holds', () => {
  const sizes: { readonly before: number; readonly after: number }[] = [];
  let setCount = 0;

  beforeEach(() => {
    sizes.length = 0;
    setCount = 0;
    const { dropBelow, set } = SchemaVersions.prototype;
    jest.spyOn(SchemaVersions.prototype, 'dropBelow').mockImplementation(function (this: SchemaVersions, ts) {
      const before = this.size;
      dropBelow.call(this, ts);
      sizes.push({ before, after: this.size });
    });
    jest.spyOn(SchemaVersions.prototype, 'set').mockImplementation(function (this: SchemaVersions, ...args) {
      setCount += 1;
      set.apply(this, args);
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('stay few over hundreds of DDLs, and each row still finds its own', async () => {
    const store = new MemoryTransactionalStore();
    const db = new EmulatedDatabase(store);
    const random = seededRandom(7);
    db.createDatabase('shop');
    const columns = [{ name: 'id', type: 'bigint' }];
    for (const table of TABLES) db.createTable({ db: 'shop', table, columns, primaryKey: ['id'] });
    const paced = new PacedSource(store);
    const sink = recordingSink();
    const running = runPipeline(
      definePipeline({ source: paced.source, sink, checkpointIntervalMs: 0, flushIntervalMs: 0 }),
    );
    const wanted: string[] = [];
    let ddls = 0;
    let id = 0;
    const insert = (table: string): void => {
      id += 1;
      const names = db.tables().find((known) => known.table === table)?.columns ?? [];
      const row = Object.fromEntries(names.map((name) => [name, name === 'id' ? String(id) : id]));
      db.insert('shop', table, row);
      wanted.push(JSON.stringify(row));
    };
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    paced.begin();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let i = 0; i < DDLS_A_ROUND; i += 1) {
        const table = TABLES[Math.floor(random() * TABLES.length)] ?? 'a';
        const last =
          db
            .tables()
            .find((known) => known.table === table)
            ?.columns.at(-1) ?? 'id';
        insert(table);
        // Rows come while a DDL is under way, too; its table has the schema of before until it is done.
        const onStep = (): void => insert(table);
        if (random() < 0.1) db.truncateTable('shop', table, { onStep });
        else if (last === 'id' || random() < 0.6) {
          db.addColumn('shop', table, { name: `n${ddls}`, type: 'int' }, { onStep });
        } else db.dropColumn('shop', table, last);
        insert(table);
        ddls += 1;
      }
      const toldTs = paced.tell();
      await firstValueFrom(running.checkpointTs$.pipe(filter((ts) => ts >= toldTs)));
    }
    paced.end();
    await running.done;
    const rows = sink.events.flatMap((event) => (event.kind === 'row' ? [event] : []));
    expect(rows.map((row) => JSON.stringify((rowJsonOf(row) as { readonly row: object }).row))).toEqual(wanted);
    expect(sink.events.length - rows.length).toBe(ddls);
    expect(ddls).toBe(ROUNDS * DDLS_A_ROUND);
    expect(setCount).toBeGreaterThanOrEqual(ddls);
    // What is read ahead of the checkpoint is a round at most; a TRUNCATE TABLE ends one id and begins another.
    const most = TABLES.length + 2 * DDLS_A_ROUND;
    expect(Math.max(...sizes.map(({ before }) => before))).toBeLessThanOrEqual(most);
    expect(Math.max(...sizes.map(({ before }) => before))).toBeGreaterThan(TABLES.length);
    expect(sizes.at(-1)).toEqual({ before: expect.any(Number), after: TABLES.length });
    expect(sizes.length).toBeGreaterThanOrEqual(ROUNDS);
  });
});
