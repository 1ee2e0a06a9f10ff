import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { concatMap, firstValueFrom, NEVER, of, tap, throwError } from 'rxjs';
import { SinkError } from '../../src/errors/TiValveError';
import type { ChangeEvent } from '../../src/model/event';
import { MetricsMap } from '../../src/model/metrics';
import { definePipeline, type PipelineInput, type Step } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { replaySource } from '../../src/sources/replaySource';
import { recordingSink, sourceOf } from '../../src/testing';
import { goldenPath } from '../helpers/golden';

const source = replaySource({ recording: goldenPath('workload', 'events.ndjson.gz') });
const ROWS = 17_844;
const LAST_TS = 470608245350989825n;
const EARLY_TS = 470608240907386880n;

const shop = (input: Partial<PipelineInput> = {}) => definePipeline({ source, ...input });
const keyOf = (event: ChangeEvent): string =>
  event.kind === 'ddl'
    ? `${event.commitTs} ${event.query}`
    : `${event.commitTs} ${event.tableId} ${Buffer.from(event.rawKey).toString('hex')}`;

describe('definePipeline', () => {
  it('is immutable, and gives what a part is swapped in', () => {
    const pipeline = shop({ tables: ['shop.*'] });
    expect(
      Object.isFrozen(pipeline) && Object.isFrozen(pipeline.config) && Object.isFrozen(pipeline.config.tables),
    ).toBe(true);
    const sink = recordingSink();
    expect({ ...pipeline, sink }).toMatchObject({
      sink,
      config: { tables: ['shop.*'], maxBatchRows: 512, timeZone: 'UTC' },
    });
  });

  it.each([
    {
      title: 'names every wrong field',
      input: { maxBatchRows: 0, timeZone: 7, tabels: [] },
      says: /maxBatchRows.*timeZone|tabels/,
    },
    { title: 'refuses an unknown rule', input: { tables: ['shop'] }, says: /column 5: expected '\.'/ },
    { title: 'refuses a step that is none', input: { through: ['x'] }, says: /through must be an array of operators/ },
    { title: 'refuses a source that is none', input: { source: {} }, says: /source must be a source/ },
  ])('$title', ({ input, says }) => {
    expect(() => shop(input as unknown as Partial<PipelineInput>)).toThrow(says);
  });
});

describe('runPipeline', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-run-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('ends with the source, and closes the sink', async () => {
    const sink = recordingSink();
    expect(await runPipeline(shop({ sink })).done).toEqual({
      checkpointTs: LAST_TS,
      reason: 'completed',
      rows: ROWS,
      ddls: 13,
    });
    expect(sink.events).toHaveLength(ROWS + 13);
    expect(sink.checkpointTs).toBe(LAST_TS);
    expect(sink.calls.at(-1)).toEqual({ call: 'close' });
  });

  it('counts what it holds, and holds nothing at the end', async () => {
    const metrics = new MetricsMap();
    await runPipeline(shop({ maxInFlightBytes: 1024, maxBatchRows: 8 }), { metrics }).done;
    expect(metrics.values.get('tivalve_run_held_bytes')).toBe(0);
  });

  it('gives events$ what the sink has taken, in order, and then completes', async () => {
    const sink = recordingSink();
    const running = runPipeline(shop({ sink }));
    const seen: string[] = [];
    let completed = false;
    running.events$.subscribe({ next: (event) => seen.push(keyOf(event)), complete: () => (completed = true) });
    await running.done;
    expect(completed).toBe(true);
    expect(seen).toEqual(sink.events.map(keyOf));
  });

  it('lets an iterator set the pace', async () => {
    const sink = recordingSink();
    const running = runPipeline(shop({ sink, maxBatchRows: 16 }));
    let count = 0;
    let furthest = 0;
    for await (const event of running) {
      count += 1;
      expect(event.commitTs).toBeGreaterThan(0n);
      furthest = Math.max(furthest, sink.events.length - count);
      if (count === 500) break;
    }
    expect(furthest).toBeLessThanOrEqual(16);
    expect((await running.done).rows).toBe(ROWS);
  });

  it('iterates to the end, and tells an iterator the error', async () => {
    const events: string[] = [];
    for await (const event of runPipeline(shop({ tables: ['shop.coupons'] }))) events.push(keyOf(event));
    expect(events.length).toBeGreaterThan(10);
    const failing = runPipeline({ ...shop(), source: replaySource({ recording: join(folder, 'nothing') }) });
    const iterate = async (): Promise<void> => {
      for await (const event of failing) keyOf(event);
    };
    await expect(iterate()).rejects.toMatchObject({ code: 'TV_RECORDING_UNREADABLE' });
    await expect(failing.done).rejects.toMatchObject({ code: 'TV_RECORDING_UNREADABLE' });
  });

  it('can be stopped from inside the loop that iterates it', async () => {
    const running = runPipeline(shop({ maxBatchRows: 16 }));
    let seen = 0;
    for await (const event of running) {
      seen += keyOf(event).length > 0 ? 1 : 0;
      if (seen === 3) expect(await running.stop()).toMatchObject({ reason: 'stopped' });
    }
    expect(seen).toBeGreaterThanOrEqual(3);
  });

  it('answers whoever iterates or observes after the end with the end', async () => {
    const running = runPipeline(shop({ tables: ['shop.coupons'] }));
    await running.done;
    expect(await running[Symbol.asyncIterator]().next()).toEqual({ value: undefined, done: true });
    expect(await firstValueFrom(running.events$, { defaultValue: 'over' })).toBe('over');
    const failed = runPipeline(shop({ source: replaySource({ recording: join(folder, 'nothing') }) }));
    await expect(failed.done).rejects.toMatchObject({ code: 'TV_RECORDING_UNREADABLE' });
    await expect(failed[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'TV_RECORDING_UNREADABLE' });
    await expect(firstValueFrom(failed.events$)).rejects.toMatchObject({ code: 'TV_RECORDING_UNREADABLE' });
  });

  it('answers asks that wait in their order', async () => {
    const running = runPipeline(shop({ tables: ['shop.coupons'] }));
    const iterator = running[Symbol.asyncIterator]();
    const asked = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
    const stamps = asked.map(({ value }) => (value as ChangeEvent).commitTs);
    expect(stamps).toEqual(stamps.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    expect(new Set(asked).size).toBe(3);
    await iterator.return?.();
    await running.done;
  });

  it('closes its sink only when no call is under way, when the source fails', async () => {
    const recording = join(folder, 'broken.ndjson');
    const text = gunzipSync(readFileSync(goldenPath('workload', 'events.ndjson.gz')))
      .toString()
      .split('\n');
    writeFileSync(recording, [...text.slice(0, 2000), 'no JSON'].join('\n') + '\n');
    let inCall = 0;
    const seen: string[] = [];
    const sink = {
      emitRowChangedEvents: async () => {
        inCall += 1;
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        inCall -= 1;
        seen.push('emit');
        return { verdicts: [] };
      },
      close: async () => {
        seen.push(`close in ${inCall} calls`);
      },
    };
    const broken = replaySource({ recording, schema: goldenPath('workload', 'schema.json.gz') });
    await expect(runPipeline(shop({ source: broken, sink })).done).rejects.toMatchObject({ code: 'TV_RECORDING_LINE' });
    expect(seen.at(-1)).toBe('close in 0 calls');
    expect(seen.length).toBeGreaterThan(2);
  });

  // Only Linux lists the files of a process.
  (existsSync('/proc/self/fd') ? it : it.skip)('leaves no file open when a run does not begin', async () => {
    const opened = () => readdirSync('/proc/self/fd').length;
    const failing = () =>
      runPipeline(shop({ sink: () => Promise.reject(new SinkError('TV_SINK_IO', 'no room')) })).done;
    await expect(failing()).rejects.toMatchObject({ code: 'TV_SINK_IO' });
    const before = opened();
    for (let i = 0; i < 10; i += 1) await expect(failing()).rejects.toMatchObject({ code: 'TV_SINK_IO' });
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(opened()).toBeLessThan(before + 5);
  });

  it('ends at targetTs, begins above startTs, and together they give the whole', async () => {
    const [first, second, whole] = [recordingSink(), recordingSink(), recordingSink()];
    expect(await runPipeline(shop({ sink: first }), { targetTs: EARLY_TS }).done).toMatchObject({
      reason: 'target',
      checkpointTs: EARLY_TS,
    });
    expect(await runPipeline(shop({ sink: second }), { startTs: EARLY_TS.toString() }).done).toMatchObject({
      checkpointTs: LAST_TS,
    });
    await runPipeline(shop({ sink: whole })).done;
    expect([...first.events, ...second.events].map(keyOf)).toEqual(whole.events.map(keyOf));
  });

  it('refuses a start before its source, a time that is none, and a target beyond what is resolved', async () => {
    await expect(runPipeline(shop(), { startTs: 1n }).done).rejects.toMatchObject({ code: 'TV_CONFIG_INVALID' });
    await expect(runPipeline(shop(), { targetTs: 'soon' }).done).rejects.toMatchObject({ code: 'TV_CONFIG_INVALID' });
    await expect(runPipeline(shop(), { targetTs: LAST_TS + 1n }).done).rejects.toMatchObject({
      code: 'TV_CONFIG_TARGET_TS',
    });
    await expect(runPipeline(shop({ timeZone: 'Mars/Olympus' })).done).rejects.toMatchObject({
      code: 'TV_CONFIG_INVALID',
    });
  });

  it('goes on from its checkpoint after a sink has failed, and loses nothing', async () => {
    const stateDir = join(folder, 'state');
    const taken: string[] = [];
    let calls = 0;
    const sinkThatFails = (failAt: number) => ({
      emitRowChangedEvents: async ({ rows }: { rows: readonly ChangeEvent[] }) => {
        calls += 1;
        if (calls === failAt) throw new SinkError('TV_SINK_REFUSED', 'enough');
        taken.push(...rows.map(keyOf));
        return { verdicts: [] };
      },
    });
    const run = (failAt: number) =>
      runPipeline(shop({ sink: sinkThatFails(failAt), flushIntervalMs: 0 }), { stateDir }).done;
    await expect(run(40)).rejects.toMatchObject({ code: 'TV_SINK_REFUSED' });
    const saved = JSON.parse(readFileSync(join(stateDir, 'checkpoint.json'), 'utf8')) as { checkpointTs: string };
    expect(BigInt(saved.checkpointTs)).toBeGreaterThan(0n);
    expect(await run(-1)).toMatchObject({ checkpointTs: LAST_TS });
    const whole = recordingSink();
    await runPipeline(shop({ sink: whole })).done;
    const rows = whole.events.filter(({ kind }) => kind === 'row').map(keyOf);
    expect(new Set(taken)).toEqual(new Set(rows));
    // What was below the checkpoint did not come again.
    const again = taken.length - new Set(taken).size;
    expect(again).toBeLessThan(rows.length / 2);
    expect(await run(-1)).toMatchObject({ rows: 0, checkpointTs: LAST_TS });
  });

  it('refuses a checkpoint that is not its own', async () => {
    const stateDir = mkdtempSync(join(folder, 'corrupt-'));
    writeFileSync(join(stateDir, 'checkpoint.json'), '{"format":"tivalve-checkpoint","version":1,"checkpointTs":5}');
    await expect(runPipeline(shop(), { stateDir }).done).rejects.toMatchObject({ code: 'TV_STORE_CHECKPOINT_CORRUPT' });
    writeFileSync(join(folder, 'a file'), '');
    await expect(runPipeline(shop(), { stateDir: join(folder, 'a file', 'below') }).done).rejects.toMatchObject({
      code: 'TV_STORE_IO',
    });
  });

  it('tries again what is retryable, and waits as its scheduler says', async () => {
    let failures = 3;
    const running = runPipeline(
      shop({
        tables: ['shop.coupons'],
        retry: { maxRetries: 3, baseDelayMs: 0, maxDelayMs: 0 },
        sink: {
          emitRowChangedEvents: async () => {
            failures -= 1;
            if (failures >= 0) throw new SinkError('TV_SINK_IO', 'not now');
            return { verdicts: [] };
          },
        },
      }),
    );
    expect((await running.done).rows).toBeGreaterThan(10);
    expect(failures).toBeLessThan(0);
  });

  it('stops where it is, flushed, and rejects nothing', async () => {
    const sink = recordingSink();
    const running = runPipeline(shop({ sink, maxBatchRows: 16, maxInFlightBytes: 4096 }));
    await firstValueFrom(running.checkpointTs$);
    const summary = await running.stop();
    expect(summary.reason).toBe('stopped');
    expect(summary.checkpointTs).toBeLessThan(LAST_TS);
    expect(summary.checkpointTs).toBe(sink.checkpointTs);
    expect(sink.calls.at(-1)).toEqual({ call: 'close' });
  });

  it('stops when its signal is aborted, before or while it runs', async () => {
    expect(await runPipeline(shop(), { signal: AbortSignal.abort() }).done).toMatchObject({
      reason: 'stopped',
      rows: 0,
    });
    const controller = new AbortController();
    const running = runPipeline(
      shop({ maxBatchRows: 16, maxInFlightBytes: 4096, through: [tap(() => controller.abort())] }),
      { signal: controller.signal },
    );
    expect(await running.done).toMatchObject({ reason: 'stopped' });
  });

  it('lets nothing through while it is paused, and everything after', async () => {
    const sink = recordingSink();
    let paused = 0;
    const running = runPipeline(
      shop({
        sink,
        maxBatchRows: 16,
        through: [
          concatMap((flow) => {
            if (paused === 0 && flow.kind === 'resolved') {
              paused = sink.events.length + 1;
              running.pause();
              running.pause();
            }
            return of(flow);
          }),
        ],
      }),
    );
    await firstValueFrom(running.checkpointTs$);
    // Whatever could still come has come when the file has been read as far as the pause lets it.
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const seen = sink.events.length;
    expect(seen).toBeLessThan(ROWS);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(sink.events).toHaveLength(seen);
    running.resume();
    running.resume();
    expect(await running.done).toMatchObject({ rows: ROWS, reason: 'completed' });
    expect(sink.events).toHaveLength(ROWS + 13);
  });

  it('begins paused when it is told so before it runs', async () => {
    const sink = recordingSink();
    const running = runPipeline(shop({ sink }));
    running.pause();
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(sink.events).toEqual([]);
    expect(await running.stop()).toMatchObject({ reason: 'stopped', rows: 0 });
  });

  it('fails with the error of its source, of a step, and of a sink that does not open', async () => {
    await expect(
      runPipeline(shop({ source: sourceOf(throwError(() => new Error('broken'))) })).done,
    ).rejects.toMatchObject({
      code: 'TV_PIPELINE_OPERATOR',
      message: expect.stringContaining('broken'),
    });
    const step: Step = tap(() => {
      throw new TypeError('a slip');
    });
    await expect(runPipeline(shop({ through: [step] })).done).rejects.toMatchObject({
      code: 'TV_PIPELINE_OPERATOR',
      message: expect.stringContaining('a slip'),
    });
    const sink = () => Promise.reject(new SinkError('TV_SINK_IO', 'no room'));
    await expect(runPipeline(shop({ sink })).done).rejects.toMatchObject({ code: 'TV_SINK_IO' });
  });

  it('runs on streams made by hand', async () => {
    const running = runPipeline(shop({ source: sourceOf(NEVER) }));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(await running.stop()).toMatchObject({ reason: 'stopped', rows: 0, checkpointTs: 0n });
  });

  it('leaves no state folder behind unless it is asked to', async () => {
    await runPipeline(shop({ tables: ['shop.coupons'] })).done;
    expect(existsSync(join(process.cwd(), 'state'))).toBe(false);
  });
});
