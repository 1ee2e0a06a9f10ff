import { asapScheduler, from, type SchedulerLike, Subject } from 'rxjs';
import { SinkError } from '../../src/errors/TiValveError';
import type { DdlEvent } from '../../src/model/ddl';
import { Demand } from '../../src/model/demand';
import type { ChangeEvent } from '../../src/model/event';
import type { Flow } from '../../src/model/flow';
import { MetricsMap } from '../../src/model/metrics';
import type { RowVerdict, Sink } from '../../src/model/sink';
import { type ToSinkOptions, toSink } from '../../src/operators/toSink';
import { batch, type RecordingSink, recordingSink, resolved, row, type SinkCall, table } from '../../src/testing';
import { codeOf } from '../helpers/flows';

const a = table('shop', 'a', ['id'], 1);
const b = table('shop', 'b', ['id'], 2);
const ddl = (fields: Partial<DdlEvent> = {}): DdlEvent => ({
  kind: 'ddl',
  ddlType: 'drop table',
  typeCode: 4,
  db: 'shop',
  table: 'a',
  query: 'drop table a',
  normalizedQuery: '',
  barrier: 'table',
  startTs: 6n,
  commitTs: 7n,
  tables: [],
  ...fields,
});

/** A clock that stands still until it is set, and runs what is scheduled as soon as it can. */
function clock(): SchedulerLike & { nowMs: number; readonly delays: number[] } {
  const delays: number[] = [];
  const schedule: SchedulerLike['schedule'] = (work, delay, state) => {
    delays.push(delay ?? 0);
    return asapScheduler.schedule(work as Parameters<typeof asapScheduler.schedule>[0], 0, state);
  };
  return {
    nowMs: 0,
    delays,
    schedule,
    now() {
      return this.nowMs;
    },
  };
}

const RETRY = { maxRetries: 2, baseDelayMs: 0, maxDelayMs: 0 };

/** One line a call, short enough to read at a glance. */
const short = (call: SinkCall): string => {
  switch (call.call) {
    case 'addTable':
      return `add ${call.table.tableId}`;
    case 'emit':
      return call.events
        .map((event) => (event.kind === 'ddl' ? `ddl ${event.commitTs}` : `${event.tableId}:${event.commitTs}`))
        .join(' ');
    case 'flush':
      return `flush ${call.tableId} ${call.ts}`;
    case 'checkpoint':
      return `checkpoint ${call.ts}`;
    case 'removeTable':
      return `remove ${call.tableId}`;
    case 'close':
      return 'close';
  }
};

/** Lets every promise that can settle do so. */
/** What was slow, by the clock of a spec, leaves the event loop a turn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

interface Run {
  readonly checkpoints: bigint[];
  /** What the stream failed with, as a code; `complete` when it completed; undefined while it runs. */
  end: unknown;
}

function follow(flow$: Parameters<ReturnType<typeof toSink>>[0], sink: Sink, options: ToSinkOptions = {}) {
  const run: Run = { checkpoints: [], end: undefined };
  const subscription = flow$.pipe(toSink(sink, { scheduler: clock(), retry: RETRY, ...options })).subscribe({
    next: (ts) => run.checkpoints.push(ts),
    error: (error: unknown) => {
      run.end = codeOf(error);
    },
    complete: () => {
      run.end = 'complete';
    },
  });
  return { run, subscription };
}

async function write(flows: readonly Flow<ChangeEvent>[], sink: Sink, options: ToSinkOptions = {}): Promise<Run> {
  const { run } = follow(from(flows), sink, options);
  // Every retry takes a turn of its own.
  for (let turn = 0; turn < 20 && run.end === undefined; turn += 1) await settled();
  return run;
}

const callsOf = (sink: RecordingSink): string[] => sink.calls.map(short);

describe('toSink', () => {
  it('stays silent on a silent source', async () => {
    const sink = recordingSink();
    const { run } = follow(new Subject<Flow<ChangeEvent>>(), sink);
    await settled();
    expect([run, sink.calls]).toEqual([{ checkpoints: [], end: undefined }, []]);
  });

  it('completes with an empty source, without a word to the sink', async () => {
    const sink = recordingSink();
    expect(await write([], sink)).toEqual({ checkpoints: [], end: 'complete' });
    expect(sink.calls).toEqual([]);
  });

  it('announces a table, emits, flushes and only then makes a checkpoint', async () => {
    const sink = recordingSink();
    const run = await write([batch<ChangeEvent>(row(3n, { table: a }), row(5n, { table: a })), resolved(5n)], sink);
    expect(run).toEqual({ checkpoints: [5n], end: 'complete' });
    expect(callsOf(sink)).toEqual(['add 1', '1:3 1:5', 'flush 1 5', 'checkpoint 5']);
  });

  it('gives a call at most so many rows, and rows that wait for their turn go together, table by table', async () => {
    const sink = recordingSink();
    const flows = Array.from({ length: 10 }, (_, i) =>
      batch<ChangeEvent>(row(BigInt(2 * i + 1), { table: a }), row(BigInt(2 * i + 2), { table: b })),
    );
    const byTable: Sink = { ...sink, order: 'table' };
    expect((await write([...flows, resolved(20n)], byTable, { maxBatchRows: 2 })).checkpoints).toEqual([20n]);
    const calls = callsOf(sink).filter((call) => call.includes(':'));
    // Nothing waited behind the first flow.
    expect(calls.slice(0, 2)).toEqual(['1:1', '2:2']);
    // Eight batches of two rows, of which each table has its share.
    expect(calls.slice(2, 6)).toEqual(['1:3 1:5', '1:7 1:9', '1:11 1:13', '1:15 1:17']);
    expect(calls.slice(6, 10)).toEqual(['2:4 2:6', '2:8 2:10', '2:12 2:14', '2:16 2:18']);
    // The rest once these are written.
    expect(calls.slice(10)).toEqual(['1:19', '2:20']);
  });

  describe('with much to write', () => {
    const busyFor = (time: { nowMs: number }, sink: RecordingSink): Sink => ({
      ...sink,
      emitRowChangedEvents: (rows) => {
        time.nowMs += 1;
        return sink.emitRowChangedEvents(rows);
      },
    });
    const written = (sink: RecordingSink): number => callsOf(sink).filter((call) => call.includes(':')).length;
    const flows = Array.from({ length: 100 }, (_, i) => batch<ChangeEvent>(row(BigInt(i + 1), { table: a })));
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

    it('leaves turns to the event loop', async () => {
      const time = clock();
      const sink = recordingSink();
      const { run } = follow(from(flows), busyFor(time, sink), { scheduler: time, maxBatchRows: 1 });
      await turn();
      expect(written(sink)).toBe(10);
      while (run.end === undefined) await turn();
      expect(written(sink)).toBe(100);
    });

    it('leaves none while somebody waits for a flush', async () => {
      const time = clock();
      const sink = recordingSink();
      const [source$, flush$] = [new Subject<Flow<ChangeEvent>>(), new Subject<void>()];
      follow(source$, busyFor(time, sink), { scheduler: time, maxBatchRows: 1, flush$ });
      const send = (): void => {
        for (const flow of flows) source$.next(flow);
      };
      send();
      flush$.next();
      await turn();
      expect(written(sink)).toBe(100);
      send();
      await turn();
      expect(written(sink)).toBe(110);
    });
  });

  it('takes a promise without rows for progress', async () => {
    const sink = recordingSink();
    const run = await write([resolved(5n)], sink);
    expect([run, callsOf(sink)]).toEqual([{ checkpoints: [5n], end: 'complete' }, ['checkpoint 5']]);
  });

  it('makes no checkpoint at or below its start, nor of a promise that falls back', async () => {
    const sink = recordingSink();
    const source$ = new Subject<Flow<ChangeEvent>>();
    const { run } = follow(source$, sink, { startTs: 5n });
    for (const ts of [4n, 5n, 7n, 6n, 7n]) {
      source$.next(resolved(ts));
      await settled();
    }
    expect(run.checkpoints).toEqual([7n]);
  });

  it('makes no checkpoint of rows that were not promised', async () => {
    const sink = recordingSink();
    expect(await write([batch<ChangeEvent>(row(3n, { table: a }))], sink)).toEqual({
      checkpoints: [],
      end: 'complete',
    });
    expect(callsOf(sink)).toEqual(['add 1', '1:3']);
  });

  it('groups rows by table, in order', async () => {
    const sink = recordingSink({ order: 'table' });
    await write([batch<ChangeEvent>(row(3n, { table: a }), row(4n, { table: b }), row(5n, { table: a }))], sink);
    expect(callsOf(sink)).toEqual(['add 1', '1:3 1:5', 'add 2', '2:4']);
  });

  it('keeps the commit order across tables for a sink that asks for it', async () => {
    const sink = recordingSink({ order: 'total' });
    await write(
      [batch<ChangeEvent>(row(3n, { table: a }), row(4n, { table: b }), row(5n, { table: a }), row(6n, { table: a }))],
      sink,
    );
    expect(callsOf(sink)).toEqual(['add 1', '1:3', 'add 2', '2:4', '1:5 1:6']);
  });

  it.each(['table', 'total'] as const)(
    'announces a table again when its schema has changed (order %s)',
    async (order) => {
      const sink = recordingSink({ order });
      const wider = table('shop', 'a', ['id', 'name'], 1);
      await write(
        [
          batch<ChangeEvent>(row(3n, { table: a }), row(4n, { table: wider })),
          batch<ChangeEvent>(row(5n, { table: wider })),
        ],
        sink,
      );
      expect(callsOf(sink)).toEqual(['add 1', '1:3', 'add 1', '1:4', '1:5']);
      expect(sink.calls[2]).toEqual({ call: 'addTable', table: { tableId: 1, table: wider } });
    },
  );

  it('tells the partitions of a table apart', async () => {
    const sink = recordingSink();
    await write(
      [batch<ChangeEvent>(row(3n, { table: a, tableId: 11 }), row(4n, { table: a, tableId: 12 })), resolved(5n)],
      sink,
    );
    expect(callsOf(sink)).toEqual(['add 11', '11:3', 'add 12', '12:4', 'flush 11 5', 'flush 12 5', 'checkpoint 5']);
  });

  it('flushes everything below a DDL before it, and removes the tables that went', async () => {
    const sink = recordingSink();
    const gone = ddl({ tables: [{ before: { db: 'shop', table: 'a', ids: [1, 9] }, after: null }] });
    await write(
      [batch<ChangeEvent>(row(3n, { table: a }), row(4n, { table: b }), gone, row(8n, { table: b })), resolved(9n)],
      sink,
    );
    expect(callsOf(sink)).toEqual([
      'add 1',
      '1:3',
      'add 2',
      '2:4',
      'flush 1 7',
      'flush 2 7',
      'ddl 7',
      'remove 1',
      '2:8',
      'flush 2 9',
      'checkpoint 9',
    ]);
  });

  it('keeps the tables that a DDL leaves there', async () => {
    const sink = recordingSink();
    const renamed = ddl({
      tables: [
        {
          before: { db: 'shop', table: 'a', ids: [1] },
          after: { db: 'shop', table: 'c', ids: [1], schema: table('shop', 'c', ['id'], 1) },
        },
      ],
    });
    await write([batch<ChangeEvent>(row(3n, { table: a })), batch<ChangeEvent>(renamed)], sink);
    expect(callsOf(sink)).toEqual(['add 1', '1:3', 'flush 1 7', 'ddl 7']);
  });

  it('flushes only what was written since', async () => {
    const sink = recordingSink();
    const source$ = new Subject<Flow<ChangeEvent>>();
    follow(source$, sink);
    for (const flow of [
      batch<ChangeEvent>(row(3n, { table: a })),
      resolved(4n),
      batch<ChangeEvent>(row(5n, { table: b })),
      resolved(6n),
      resolved(7n),
    ]) {
      source$.next(flow);
      await settled();
    }
    expect(callsOf(sink)).toEqual(['add 1', '1:3', 'flush 1 4', 'add 2', '2:5', 'flush 2 6']);
  });

  it('flushes rows above a promise again, when they came before it was flushed', async () => {
    const sink = recordingSink();
    const source$ = new Subject<Flow<ChangeEvent>>();
    const time = clock();
    const slow: Sink = {
      ...sink,
      flushRowChangedEvents: async (id, ts) => {
        time.nowMs += 100;
        return (await sink.flushRowChangedEvents?.(id, ts)) ?? ts;
      },
    };
    const { run } = follow(source$, slow, { scheduler: time });
    const next = async (flow: Flow<ChangeEvent>): Promise<void> => {
      source$.next(flow);
      await settled();
    };
    await next(batch(row(2n, { table: a })));
    await next(resolved(2n));
    // The first flush was slow, so that these wait for the next one.
    await next(batch(row(3n, { table: a })));
    await next(resolved(4n));
    time.nowMs += 1000;
    await next(batch(row(5n, { table: a })));
    time.nowMs += 1000;
    await next(resolved(6n));
    expect(run.checkpoints).toEqual([2n, 4n, 6n]);
    expect(
      callsOf(sink)
        .filter((call) => !call.startsWith('checkpoint'))
        .slice(3),
    ).toEqual(['1:3', '1:5', 'flush 1 4', 'flush 1 6']);
  });

  it('makes a checkpoint of what the sink has made durable, and asks again', async () => {
    const answers = [4n, 6n, 9n];
    const sink = recordingSink();
    const slow: Sink = { ...sink, flushRowChangedEvents: async () => answers.shift() ?? 9n };
    const source$ = new Subject<Flow<ChangeEvent>>();
    const { run } = follow(source$, slow);
    for (const flow of [batch<ChangeEvent>(row(3n, { table: a })), resolved(6n), resolved(7n), resolved(9n)]) {
      source$.next(flow);
      await settled();
    }
    expect(run.checkpoints).toEqual([4n, 6n, 9n]);
  });

  it('does without a sink’s optional methods', async () => {
    const run = await write([batch<ChangeEvent>(row(3n, { table: a }), ddl()), resolved(9n)], {
      emitRowChangedEvents: async () => ({ verdicts: [] }),
    });
    expect(run).toEqual({ checkpoints: [9n], end: 'complete' });
  });

  it('joins promises while more waits, until a flush is due', async () => {
    const scheduler = clock();
    const flows = [
      batch<ChangeEvent>(row(3n, { table: a })),
      resolved(3n),
      batch<ChangeEvent>(row(5n, { table: a })),
      resolved(5n),
    ];
    const together = recordingSink();
    expect((await write(flows, together, { scheduler })).checkpoints).toEqual([5n]);
    expect(callsOf(together).filter((call) => call.startsWith('flush'))).toEqual(['flush 1 5']);
    const each = recordingSink();
    expect((await write(flows, each, { scheduler, flushIntervalMs: 0 })).checkpoints).toEqual([3n, 5n]);
    expect(callsOf(each).filter((call) => call.startsWith('flush'))).toEqual(['flush 1 3', 'flush 1 5']);
  });

  describe('at a cut', () => {
    /** Cuts at even ts; says when they are reached. */
    const cutsInto = (said: string[]) => ({
      isCut: (ts: bigint) => ts % 2n === 0n,
      reached: async (ts: bigint) => void said.push(`cut ${ts}`),
    });

    it('has everything before it flushed, and nothing after it written', async () => {
      const sink = recordingSink();
      const said: string[] = [];
      const cuts = {
        ...cutsInto(said),
        reached: async (ts: bigint) => void said.push(`${callsOf(sink).join(', ')}; cut ${ts}`),
      };
      const flows = [3n, 4n, 5n, 6n].flatMap((ts) => [batch<ChangeEvent>(row(ts, { table: a })), resolved(ts)]);
      const run = await write(flows, sink, { cuts });
      expect(said).toEqual([
        'add 1, 1:3, 1:4, flush 1 4; cut 4',
        'add 1, 1:3, 1:4, flush 1 4, 1:5 1:6, flush 1 6; cut 6',
      ]);
      expect(run).toEqual({ checkpoints: [4n, 6n], end: 'complete' });
    });

    it('makes a checkpoint of a cut that was one before', async () => {
      const said: string[] = [];
      const run = await write([resolved(4n), resolved(4n)], recordingSink(), { cuts: cutsInto(said) });
      expect([said, run.checkpoints]).toEqual([
        ['cut 4', 'cut 4'],
        [4n, 4n],
      ]);
    });

    it('ends with what a stage fails with there', async () => {
      const cuts = { isCut: () => true, reached: () => Promise.reject(new SinkError('TV_SINK_IO', 'no')) };
      expect(await write([resolved(4n)], recordingSink(), { cuts })).toEqual({ checkpoints: [], end: 'TV_SINK_IO' });
    });
  });

  it('flushes at once when it is asked to', async () => {
    const sink = recordingSink();
    const source$ = new Subject<Flow<ChangeEvent>>();
    const flush$ = new Subject<void>();
    const time = clock();
    const slow: Sink = {
      ...sink,
      flushRowChangedEvents: async (id, ts) => {
        time.nowMs += 100;
        return (await sink.flushRowChangedEvents?.(id, ts)) ?? ts;
      },
    };
    const { run } = follow(source$, slow, { flush$, scheduler: time });
    for (const ts of [3n, 5n]) {
      source$.next(batch<ChangeEvent>(row(ts, { table: a })));
      source$.next(resolved(ts));
      await settled();
    }
    // The first flush was slow, so that the second one waits for more rows.
    expect(run.checkpoints).toEqual([3n]);
    flush$.next();
    await settled();
    expect(run.checkpoints).toEqual([3n, 5n]);
    source$.complete();
    await settled();
    expect([run.end, flush$.observed]).toEqual(['complete', false]);
  });

  it('tells the sink of checkpoints once an interval, and at the end', async () => {
    const scheduler = clock();
    const sink = recordingSink();
    const source$ = new Subject<Flow<ChangeEvent>>();
    const { run } = follow(source$, sink, { scheduler, checkpointIntervalMs: 100 });
    for (const [ts, nowMs] of [
      [3n, 0],
      [4n, 99],
      [5n, 100],
      [6n, 150],
    ] as const) {
      scheduler.nowMs = nowMs;
      source$.next(resolved(ts));
      await settled();
    }
    expect(callsOf(sink)).toEqual(['checkpoint 5']);
    source$.complete();
    await settled();
    expect(callsOf(sink)).toEqual(['checkpoint 5', 'checkpoint 6']);
    expect(run).toEqual({ checkpoints: [3n, 4n, 5n, 6n], end: 'complete' });
  });

  it('names the tables it knows with a checkpoint, each once', async () => {
    const named: unknown[] = [];
    const sink: Sink = {
      emitRowChangedEvents: async () => ({ verdicts: [] }),
      emitCheckpointTs: async (ts, tables) => {
        named.push(ts, tables);
      },
    };
    await write(
      [
        batch<ChangeEvent>(
          row(3n, { table: a, tableId: 11 }),
          row(3n, { table: a, tableId: 12 }),
          row(4n, { table: b }),
        ),
        resolved(5n),
      ],
      sink,
    );
    expect(named).toEqual([
      5n,
      [
        { db: 'shop', table: 'a' },
        { db: 'shop', table: 'b' },
      ],
    ]);
  });

  describe('with verdicts', () => {
    /** A sink that answers the batches with `verdicts`, one list after the other. */
    const judging = (...verdicts: readonly (readonly RowVerdict[])[]): RecordingSink => {
      const sink = recordingSink({ order: 'table' });
      const left = [...verdicts];
      const { emitRowChangedEvents } = sink;
      return Object.assign(sink, {
        emitRowChangedEvents: async (rows: Parameters<Sink['emitRowChangedEvents']>[0]) => {
          await emitRowChangedEvents(rows);
          return { verdicts: left.shift() ?? [] };
        },
      });
    };
    const rows = batch<ChangeEvent>(row(3n, { table: a }), row(4n, { table: a }), row(5n, { table: a }));

    it('counts what the sink skips', async () => {
      const metrics = new MetricsMap();
      const sink = judging([{ row: 1, verdict: 'skip' }]);
      expect(await write([rows, resolved(5n)], sink, { metrics })).toEqual({ checkpoints: [5n], end: 'complete' });
      expect(metrics.get('tivalve_sink_skipped_rows_total')).toBe(1);
      expect(metrics.get('tivalve_sink_written_rows_total')).toBe(3);
    });

    it('sends again what the sink wants again, and only that', async () => {
      const sink = judging(
        [
          { row: 0, verdict: 'retry' },
          { row: 2, verdict: 'retry' },
        ],
        [{ row: 1, verdict: 'retry' }],
      );
      expect((await write([rows, resolved(5n)], sink)).end).toBe('complete');
      expect(callsOf(sink)).toEqual(['add 1', '1:3 1:4 1:5', '1:3 1:5', '1:5', 'flush 1 5', 'checkpoint 5']);
    });

    it('gives up when a row is wanted again for ever', async () => {
      const again: RowVerdict[] = [{ row: 0, verdict: 'retry' }];
      const sink = judging(again, again, again, again);
      expect(await write([rows, resolved(5n)], sink)).toEqual({ checkpoints: [], end: 'TV_SINK_RETRIES_EXHAUSTED' });
      expect(sink.calls.filter(({ call }) => call === 'emit')).toHaveLength(3);
    });

    it.each([
      {
        title: 'ends at a row it refuses',
        verdicts: [{ row: 1, verdict: 'deadLetter', reason: 'odd' }],
        code: 'TV_SINK_REFUSED',
      },
      {
        title: 'ends at a verdict on a row that is not there',
        verdicts: [{ row: 3, verdict: 'skip' }],
        code: 'TV_SINK_VERDICT',
      },
    ] as const)('$title', async ({ verdicts, code }) => {
      const sink = judging(verdicts);
      expect(await write([rows, resolved(5n)], sink)).toEqual({ checkpoints: [], end: code });
      expect(callsOf(sink)).toEqual(['add 1', '1:3 1:4 1:5']);
    });
  });

  describe('when a call fails', () => {
    const retryable = new SinkError('TV_SINK_IO', 'disk full');
    const fatal = new SinkError('TV_SINK_CLOSED', 'gone');
    const calls = [
      'addTable',
      'emitRowChangedEvents',
      'emitDdlEvent',
      'flushRowChangedEvents',
      'emitCheckpointTs',
      'removeTable',
    ] as const;
    const flows: readonly Flow<ChangeEvent>[] = [
      batch<ChangeEvent>(
        row(3n, { table: a }),
        ddl({ tables: [{ before: { db: 'shop', table: 'a', ids: [1] }, after: null }] }),
      ),
      resolved(9n),
    ];
    /** A sink of which one call fails, the first `times` times. */
    const failing = (call: (typeof calls)[number], failure: unknown, times: number): RecordingSink => {
      const sink = recordingSink();
      let left = times;
      const work = sink[call] as (...args: unknown[]) => Promise<unknown>;
      return Object.assign(sink, {
        [call]: async (...args: unknown[]) => {
          left -= 1;
          if (left >= 0) throw failure;
          return work(...args);
        },
      });
    };

    it.each(calls)('tries %s again', async (call) => {
      const whole = recordingSink();
      await write(flows, whole);
      const metrics = new MetricsMap();
      const sink = failing(call, retryable, 2);
      expect(await write(flows, sink, { metrics })).toEqual({ checkpoints: [9n], end: 'complete' });
      expect(callsOf(sink)).toEqual(callsOf(whole));
      expect(metrics.get('tivalve_sink_retries_total')).toBe(2);
    });

    it.each(calls)('fails with what %s fails with when its retries are used up', async (call) => {
      expect((await write(flows, failing(call, retryable, 3))).end).toBe('TV_SINK_IO');
    });

    it.each([
      { what: 'an error that says so', failure: fatal },
      { what: 'a foreign error', failure: new Error('bug') },
    ])('does not try $what again', async ({ failure }) => {
      const sink = failing('emitRowChangedEvents', failure, 1);
      expect(await write(flows, sink)).toEqual({ checkpoints: [], end: codeOf(failure) });
      expect(callsOf(sink)).toEqual(['add 1']);
    });

    it('takes a call that throws at once for one that fails', async () => {
      const sink: Sink = {
        emitRowChangedEvents: () => {
          throw fatal;
        },
      };
      expect((await write(flows, sink)).end).toBe('TV_SINK_CLOSED');
    });

    it('waits longer each time, half of it by chance', async () => {
      const scheduler = clock();
      const retry = { maxRetries: 4, baseDelayMs: 100, maxDelayMs: 500 };
      const run = await write(flows, failing('emitRowChangedEvents', retryable, 4), {
        scheduler,
        retry,
        random: () => 0.5,
      });
      expect(run.end).toBe('complete');
      expect(scheduler.delays).toEqual([75, 150, 300, 375]);
    });

    it('says each failure in the log, without the values of rows', async () => {
      const lines: unknown[] = [];
      const ignore = (): void => undefined;
      const logger = { debug: ignore, info: ignore, error: ignore, warn: (fields: object) => lines.push(fields) };
      await write(flows, failing('emitDdlEvent', retryable, 1), { logger });
      expect(lines).toEqual([{ call: 'emitDdlEvent', attempt: 1, delayMs: 0, code: 'TV_SINK_IO' }]);
    });
  });

  it('passes an error of the source on, without a checkpoint for it', async () => {
    const sink = recordingSink();
    const source$ = new Subject<Flow<ChangeEvent>>();
    const { run } = follow(source$, sink);
    source$.next(batch<ChangeEvent>(row(3n, { table: a })));
    await settled();
    source$.error('lost');
    expect([run, callsOf(sink)]).toEqual([{ checkpoints: [], end: 'lost' }, ['add 1', '1:3']]);
  });

  it('makes one call at a time', async () => {
    let running = 0;
    let most = 0;
    const busy = async <T>(answer: T): Promise<T> => {
      running += 1;
      most = Math.max(most, running);
      await settled();
      running -= 1;
      return answer;
    };
    const source$ = new Subject<Flow<ChangeEvent>>();
    follow(source$, {
      addTable: () => busy(undefined),
      emitRowChangedEvents: () => busy({ verdicts: [] }),
      flushRowChangedEvents: (_, ts) => busy(ts),
    });
    for (let ts = 1n; ts < 6n; ts += 1n) {
      source$.next(batch<ChangeEvent>(row(ts, { table: a }), row(ts, { table: b })));
      source$.next(resolved(ts));
    }
    for (let turn = 0; turn < 40; turn += 1) await settled();
    expect([running, most]).toEqual([0, 1]);
  });

  it('takes from the demand what arrives, and gives it back when the sink has it', async () => {
    const demand = new Demand(1000);
    const levels: number[] = [];
    demand.bytes$.subscribe((bytes) => levels.push(bytes));
    const source$ = new Subject<Flow<ChangeEvent>>();
    follow(source$, recordingSink(), { demand });
    source$.next(batch<ChangeEvent>(row(3n), row(4n), ddl()));
    source$.next(batch<ChangeEvent>(row(8n)));
    expect(levels).toEqual([1000, 800, 700]);
    await settled();
    expect(levels).toEqual([1000, 800, 700, 900, 1000]);
  });

  it('gives all demand back, and starts nothing more, when it is unsubscribed', async () => {
    const demand = new Demand(1000);
    const levels: number[] = [];
    demand.bytes$.subscribe((bytes) => levels.push(bytes));
    const sink = recordingSink();
    const source$ = new Subject<Flow<ChangeEvent>>();
    const { subscription } = follow(source$, sink, { demand });
    source$.next(batch<ChangeEvent>(row(3n, { table: a })));
    source$.next(batch<ChangeEvent>(row(4n, { table: b })));
    subscription.unsubscribe();
    await settled();
    expect(source$.observed).toBe(false);
    expect(callsOf(sink)).toEqual(['add 1']); // It was on its way.
    expect(levels.at(-1)).toBe(1000);
    expect(Math.max(...levels)).toBe(1000);
  });

  it('starts anew for each subscriber', async () => {
    const sink = recordingSink();
    const written$ = from([batch<ChangeEvent>(row(3n, { table: a })), resolved(3n)]).pipe(
      toSink(sink, { scheduler: clock() }),
    );
    for (let time = 0; time < 2; time += 1) {
      const checkpoints: bigint[] = [];
      written$.subscribe((ts) => checkpoints.push(ts));
      await settled();
      expect(checkpoints).toEqual([3n]);
    }
    expect(callsOf(sink).filter((call) => call === 'add 1')).toHaveLength(2);
  });
});
