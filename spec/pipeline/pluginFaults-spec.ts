import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tap } from 'rxjs';
import type { RowEvent } from '../../src/model/row';
import type { Sink } from '../../src/model/sink';
import type { Source } from '../../src/model/source';
import { definePipeline, type PipelineInput, type Step } from '../../src/pipeline/definePipeline';
import type { RunningPipeline } from '../../src/pipeline/runningPipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { openWasmSink, type WasmSinkOptions } from '../../src/sinks/wasmSink';
import { replaySource } from '../../src/sources/replaySource';
import { parsePluginSettings } from '../../src/wasm/pluginSettings';
import { goldenPath } from '../helpers/golden';
import { handMadeModule, type Imported, i32, MANIFEST, OP, WAPC } from '../helpers/handMadeModule';

const probe = join(__dirname, '../fixtures/plugins/probe.wasm');
const recorded = (name: string): Source => replaySource({ recording: goldenPath(name, 'events.ndjson.gz') });
const SHORT = { source: recorded('all_types'), rows: 152 };
const LONG = { source: recorded('workload'), rows: 17_844 };
const EMIT_BYTES = 'sink_emit_row_changed_events'.length;
const STATUS = '{"code":200}';
const GARBAGE_AT = 2048;
const RESPONSE = 0;
const MEMORY_MIB = 4;
const FLOOD = 20_000;
const MEMORY_SIZE = [0x3f, 0];
const IS_AT_LEAST_0 = [...i32(0), 0x4e];
const BR_IF = 0x0d;

const respond = (at: number, length: number): number[] => [...i32(at), ...i32(length), OP.call, RESPONSE];
const hostCall = (bytes: number): number[] => [
  ...Array.from({ length: 7 }, () => i32(0)).flat(),
  ...i32(bytes),
  OP.call,
  1,
];

/** Instructions that belong together. */
const steps = (...code: readonly number[]): readonly number[] => code;

/** A plugin that does everything well but take rows; `answer` lies in its memory. */
function attacker(attack: readonly number[], answer = '', imports: readonly Imported[] = []): Uint8Array {
  const data = Buffer.alloc(GARBAGE_AT + Buffer.byteLength(answer));
  data.write(STATUS);
  data.write(answer, GARBAGE_AT);
  const isOther = [OP.localGet, 0, ...i32(EMIT_BYTES), OP.i32Sub, ...OP.if];
  const well = [...respond(0, STATUS.length), ...i32(1), OP.return, OP.end];
  return handMadeModule({
    imports: [WAPC.response, ...imports],
    functions: { __guest_call: [...isOther, ...well, ...attack] },
    data,
    manifest: MANIFEST,
  });
}

const answering = (answer: string): Uint8Array => attacker([...respond(GARBAGE_AT, answer.length), ...i32(1)], answer);
const without = (attack: readonly number[], imports: readonly Imported[] = []): Uint8Array =>
  attacker(attack, '', imports);

/** A moment that a spec waits for. */
function moment(): { readonly come: () => void; readonly here: Promise<void> } {
  let come = (): void => undefined;
  const here = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { come, here };
}

describe.each(['inline', 'isolated'] as const)('of two changefeeds in a process, with plugins that run %s', (mode) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tivalve-faults-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (plugin: string | Uint8Array, settings: object = {}, more: Partial<WasmSinkOptions> = {}) =>
    openWasmSink({
      source: plugin,
      settings: parsePluginSettings({ mode, ...settings }),
      changefeed: 'spec',
      baseDir: folder,
      ...more,
    });
  const run = (sink: () => Promise<Sink>, more: Partial<PipelineInput> = {}): RunningPipeline =>
    runPipeline(definePipeline({ source: SHORT.source, sink, forceReplicate: true, ...more }));

  /** A sink that hears of each batch before the plugin gets it, and may hold it. */
  async function hearing(opening: Promise<Sink>, hear: (rows: readonly RowEvent[]) => Promise<void>): Promise<Sink> {
    const sink = await opening;
    const emit = sink.emitRowChangedEvents.bind(sink);
    sink.emitRowChangedEvents = async (batch) => {
      await hear(batch.rows);
      return emit(batch);
    };
    return sink;
  }
  const healthy = (hear: (rows: readonly RowEvent[]) => Promise<void>): Promise<Sink> =>
    hearing(open(probe, { grants: { fs: { out: 'healthy' } } }), hear);

  /** The healthy one has its plugin while the other dies, and gets all of its rows after that. */
  async function expectOnlyOneToFail(attacked: () => Promise<Sink>, code: string, says: RegExp): Promise<void> {
    const both = moment();
    const over = moment();
    const healthyRun = run(() =>
      healthy(async () => {
        both.come();
        await over.here;
      }),
    );
    const attackedRun = run(() => hearing(attacked(), () => both.here));
    await expect(attackedRun.done).rejects.toMatchObject({ code, message: expect.stringMatching(says) });
    over.come();
    const { state, checkpointTs, rows, error } = attackedRun.status();
    expect({ state, rows, code: error?.code }).toEqual({ state: 'failed', rows: 0, code });
    const summary = await healthyRun.done;
    expect(summary).toMatchObject({ reason: 'completed', rows: SHORT.rows });
    expect(checkpointTs).toBeLessThan(summary.checkpointTs);
  }

  it.each([
    {
      title: 'F51: one whose plugin traps keeps its rows unacknowledged, tries again, and fails with the trap',
      plugin: without([OP.unreachable]),
      code: 'TV_PLUGIN_TRAP',
      says: /after 3 tries: .*unreachable/,
    },
    {
      title: 'F52: one whose plugin does not end its call is ended at its deadline',
      plugin: without([...OP.loop, OP.br, 0, OP.end, ...i32(1)]),
      code: 'TV_PLUGIN_LIMIT',
      says: /after 3 tries: .*no answer within 400 ms/,
    },
    {
      title: 'F53: one whose plugin fills its memory gets no more than its limit',
      plugin: without([
        ...steps(...OP.loop, ...i32(1), ...OP.memoryGrow, ...IS_AT_LEAST_0, BR_IF, 0, OP.end),
        // Past the limit it would succeed without an answer.
        ...steps(...MEMORY_SIZE, ...i32(MEMORY_MIB * 16), OP.i32Sub, ...OP.if, ...i32(1), OP.return, OP.end),
        OP.unreachable,
      ]),
      code: 'TV_PLUGIN_TRAP',
      says: /unreachable/,
    },
    {
      title: 'F54: one whose plugin answers from outside its memory fails',
      plugin: without([...respond(-8, 4), ...i32(1)]),
      code: 'TV_PLUGIN_TRAP',
      says: /response of 4 bytes .* lies outside/,
    },
    {
      title: 'F54: one whose plugin answers with a negative length fails',
      plugin: without([...respond(8, -4), ...i32(1)]),
      code: 'TV_PLUGIN_TRAP',
      says: /lies outside/,
    },
    {
      title: 'F54: one whose plugin answers with what is not JSON fails',
      plugin: answering('{"code":200'),
      code: 'TV_PLUGIN_ANSWER',
      says: /sink_emit_row_changed_events/,
    },
    {
      title: 'F54: one whose plugin answers with what is not UTF-8 fails',
      plugin: attacker([...i32(GARBAGE_AT), ...i32(0xff), OP.i32Store, 0, 0, ...respond(GARBAGE_AT, 1), ...i32(1)]),
      code: 'TV_PLUGIN_ANSWER',
      says: /not UTF-8/,
    },
    {
      title: 'F54: one whose plugin judges rows that it was not given fails',
      plugin: answering('{"code":200,"verdicts":[{"row":99999,"verdict":"skip"}]}'),
      code: 'TV_SINK_VERDICT',
      says: /row 99999 is not one of/,
    },
    {
      title: 'F56: one whose plugin calls the host without end is ended at its quota',
      plugin: without([...OP.loop, ...hostCall(0), OP.drop, OP.br, 0, OP.end, ...i32(1)], [WAPC.hostCall]),
      code: 'TV_PLUGIN_LIMIT',
      says: /more than 100000 host calls/,
    },
    {
      title: 'F56: one whose plugin hands the host more than it has fails',
      plugin: without([...hostCall(0x7fff_ffff), OP.drop, ...i32(1)], [WAPC.hostCall]),
      code: 'TV_PLUGIN_TRAP',
      says: /host call payload .* lies outside/,
    },
  ])('$title, and the other one goes on', async ({ plugin, code, says, title }) => {
    // Only who is to pass its deadline has a short one: a busy machine is no one's fault.
    const limits = { memoryMiB: MEMORY_MIB, callTimeoutMs: title.startsWith('F52') ? 400 : 600_000 };
    // A hundred thousand calls of a host take their time; once is enough.
    const maxTries = code === 'TV_PLUGIN_LIMIT' && title.startsWith('F56') ? 1 : 3;
    await expectOnlyOneToFail(() => open(plugin, { limits }, { maxTries }), code, says);
  });

  it('F56: one whose plugin floods the log is cut to so many lines, and both go on', async () => {
    const lines: string[] = [];
    const take = (_fields: object, line: string): number => lines.push(line);
    const flood = attacker(
      // Counts down at 4096; each line is the status.
      [
        ...steps(...i32(4096), ...i32(FLOOD), OP.i32Store, 2, 0),
        ...steps(...OP.loop, ...i32(0), ...i32(STATUS.length), OP.call, 1),
        ...steps(...i32(4096), ...i32(4096), OP.i32Load, 2, 0, ...i32(1), OP.i32Sub, OP.i32Store, 2, 0),
        ...steps(...i32(4096), OP.i32Load, 2, 0, BR_IF, 0, OP.end),
        ...steps(...respond(0, STATUS.length), ...i32(1)),
      ],
      '',
      [WAPC.print],
    );
    let calls = 0;
    const flooding = (): Promise<Sink> =>
      hearing(open(flood, {}, { logger: { debug: take, info: take, warn: take, error: take } }), async () => {
        calls += 1;
      });
    const floodedRun = run(flooding);
    // It never answers a flush with a ts, so it fails there; what it has printed until then is what counts.
    await expect(floodedRun.done).rejects.toMatchObject({ code: 'TV_PLUGIN_ANSWER' });
    expect(calls).toBeGreaterThan(0);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan((calls * FLOOD) / 10);
    expect(await run(() => healthy(() => Promise.resolve())).done).toMatchObject({ rows: SHORT.rows });
  });

  it('F55: one whose plugin takes ten times as long is held back alone, and loses nothing', async () => {
    const maxInFlightBytes = 64 * 1024;
    const bytesOf = (rows: readonly RowEvent[]): number => rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const slow = { rows: 0, seenBytes: 0, takenBytes: 0, mostBytes: 0, largestBytes: 0 };
    let healthyBatches = 0;
    let slowBatches = 0;
    let turn = moment();
    const over = moment();
    const watching: Step = (rows$) =>
      rows$.pipe(
        tap((flow) => {
          if (flow.kind !== 'batch') return;
          const bytes = bytesOf(flow.items.filter((item): item is RowEvent => item.kind === 'row'));
          slow.seenBytes += bytes;
          slow.largestBytes = Math.max(slow.largestBytes, bytes);
          slow.mostBytes = Math.max(slow.mostBytes, slow.seenBytes - slow.takenBytes);
        }),
      );
    const slowRun = run(
      () =>
        hearing(open(probe, { grants: { fs: { out: 'slow' } } }), async (rows) => {
          slowBatches += 1;
          // Ten batches of the other one for each of this one, for as long as the other one has any.
          while (healthyBatches < slowBatches * 10) {
            const isOver = await Promise.race([turn.here.then(() => false), over.here.then(() => true)]);
            if (isOver) break;
          }
          slow.rows += rows.length;
          slow.takenBytes += bytesOf(rows);
        }),
      { source: LONG.source, maxInFlightBytes, through: [watching] },
    );
    const healthyRun = run(
      () =>
        healthy(async () => {
          healthyBatches += 1;
          const now = turn;
          turn = moment();
          now.come();
        }),
      { source: LONG.source, maxInFlightBytes },
    );
    expect(await healthyRun.done).toMatchObject({ reason: 'completed', rows: LONG.rows });
    const rowsThen = slow.rows;
    over.come();
    expect(rowsThen).toBeLessThan(LONG.rows / 2);
    expect(slow.mostBytes).toBeLessThanOrEqual(maxInFlightBytes + slow.largestBytes);
    expect(await slowRun.done).toMatchObject({ reason: 'completed', rows: LONG.rows });
    expect(slow.rows).toBe(LONG.rows);
  });
});
