import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { from, lastValueFrom, toArray } from 'rxjs';
import { PipelineError } from '../errors/TiValveError';
import type { ChangeEvent } from '../model/event';
import { batchOf, type Flow } from '../model/flow';
import { rowJsonLine } from '../model/rowJson';
import { ALL_OK, type RowBatch, type Sink } from '../model/sink';
import type { Source } from '../model/source';
import type { RowTransform } from '../model/transform';
import { maxTs, type Ts } from '../model/ts';
import { transformRows } from '../operators/transformRows';
import { openWasmSink } from '../sinks/wasmSink';
import type { HostCallRecord } from '../wasm/openCapabilities';
import type { PluginSettings } from '../wasm/pluginSettings';
import { openWasmTransform } from '../wasm/wasmTransform';
import { definePipeline, type PipelineInput } from './definePipeline';
import { dryOptions, isWrite } from './dryPlugin';
import { runPipeline } from './runPipeline';

/** Options of `dryRunPlugin`. */
export interface DryRunOptions {
  /** Path of a module, or its bytes. */
  readonly source: string | Uint8Array;
  readonly kind: 'sink' | 'transform';
  readonly settings: PluginSettings;
  /** What it is given, as `readEvents` reads it. */
  readonly events: readonly ChangeEvent[];
  /** @defaultValue `100` */
  readonly batchRows?: number;
}

/** Reads the events of a source, in commit order. */
export async function readEvents(source: Source, input: Partial<PipelineInput> = {}): Promise<readonly ChangeEvent[]> {
  const events: ChangeEvent[] = [];
  const sink: Sink = {
    order: 'total',
    emitRowChangedEvents: async ({ rows }) => {
      events.push(...rows);
      return ALL_OK;
    },
    emitDdlEvent: async (ddl) => void events.push(ddl),
  };
  await runPipeline(definePipeline({ forceReplicate: true, ...input, source, sink })).done;
  return events;
}

/**
 * Gives events to a plugin that reaches nothing: its files go to a folder of their own, state stays in memory, requests over
 * the network are answered with 200 and not made, clocks and random numbers are the same each time. Answers what came of
 * it, a line each and the same for the same plugin: verdicts, requests and state written, the files at the end; of a
 * transform the rows and DDLs that go on, as row JSON.
 *
 * Throws what the plugin throws.
 */
export async function dryRunPlugin(options: DryRunOptions): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tivalve-dry-'));
  try {
    const lines: string[] = [];
    const common = {
      source: options.source,
      ...dryOptions(options.settings, folder, (call) => noted(call, lines)),
    };
    if (options.kind === 'transform') {
      const transform = await openWasmTransform(common);
      await throughTransform(transform, options.events, options.batchRows ?? 100, lines);
    } else await intoSink(await openWasmSink(common), options.events, options.batchRows ?? 100, lines);
    lines.push(...(await filesIn(folder)));
    return lines;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Notes what a plugin would change outside; what it writes to files is compared at the end. */
function noted(call: HostCallRecord, lines: string[]): void {
  const { binding, namespace, operation, payload } = call;
  if (!isWrite(call) || binding === 'fs') return;
  const text = Buffer.from(payload)
    .toString('utf8')
    .replace(/^[\s\S]{4}/, '');
  lines.push(JSON.stringify({ host: binding, ...(namespace !== '' && { namespace }), operation, payload: text }));
}

async function throughTransform(
  transform: RowTransform,
  events: readonly ChangeEvent[],
  batchRows: number,
  lines: string[],
): Promise<void> {
  try {
    const flows: Flow<ChangeEvent>[] = [];
    for (let i = 0; i < events.length; i += batchRows) flows.push(batchOf(events.slice(i, i + batchRows)));
    const letters = {
      add: ({ message }: { readonly message: string }) => void lines.push(JSON.stringify({ refused: message })),
    };
    const told = await lastValueFrom(from(flows).pipe(transformRows(transform, { deadLetters: letters }), toArray()));
    for (const flow of told) if (flow.kind === 'batch') lines.push(...flow.items.map(rowJsonLine));
  } finally {
    await transform.close?.();
  }
}

async function intoSink(sink: Sink, events: readonly ChangeEvent[], batchRows: number, lines: string[]): Promise<void> {
  const tables = new Map<number, RowBatch['table']>();
  let ts: Ts = 0n;
  const flush = async (): Promise<void> => {
    for (const tableId of tables.keys()) await sink.flushRowChangedEvents?.(tableId, ts);
  };
  const emit = async (batch: RowBatch): Promise<void> => {
    const { tableId, table, rows } = batch;
    if (tables.get(tableId) !== table) await sink.addTable?.({ tableId, table });
    tables.set(tableId, table);
    const { verdicts } = await sink.emitRowChangedEvents(batch);
    for (const { row, verdict, reason } of verdicts) {
      const commitTs = rows[row]?.commitTs.toString();
      lines.push(
        JSON.stringify({
          table: `${table.db}.${table.table}`,
          commitTs,
          verdict,
          ...(reason !== undefined && { reason }),
        }),
      );
    }
  };
  try {
    for (const batch of batchesOf(events, batchRows)) {
      if ('rows' in batch) {
        await emit(batch);
        ts = batch.rows.reduce((highest, { commitTs }) => maxTs(highest, commitTs), ts);
        continue;
      }
      await flush();
      await sink.emitDdlEvent?.(batch);
      ts = maxTs(ts, batch.commitTs);
    }
    await flush();
    await sink.emitCheckpointTs?.(
      ts,
      [...new Set(tables.values())].map(({ db, table }) => ({ db, table })),
    );
  } finally {
    await sink.close?.();
  }
}

/** Rows cut where the table or its schema changes, a DDL comes, or there are enough. */
function* batchesOf(
  events: readonly ChangeEvent[],
  batchRows: number,
): Generator<RowBatch | Extract<ChangeEvent, { kind: 'ddl' }>> {
  let rows: RowBatch['rows'][number][] = [];
  const batch = (): RowBatch | undefined => {
    const [first] = rows;
    if (first === undefined) return undefined;
    const cut = { tableId: first.tableId, table: first.table, rows };
    rows = [];
    return cut;
  };
  for (const event of events) {
    const [first] = rows;
    const goesOn = event.kind === 'row' && first?.tableId === event.tableId && first.table === event.table;
    if (!goesOn || rows.length >= batchRows) {
      const cut = batch();
      if (cut !== undefined) yield cut;
    }
    if (event.kind === 'ddl') yield event;
    else rows.push(event);
  }
  const last = batch();
  if (last !== undefined) yield last;
}

/** The files of a folder as lines, by name; what is not text is shown as base64. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const lines: string[] = [];
  for (const path of paths) {
    const bytes = await readFile(path);
    const text = bytes.toString('utf8');
    const content = Buffer.from(text).equals(bytes) ? { text } : { base64: bytes.toString('base64') };
    lines.push(JSON.stringify({ file: relative(folder, path), ...content }));
  }
  return lines;
}

/**
 * What two dry runs say differently, a line each with `-` or `+` in front; nothing when they say the same.
 *
 * @param limit - so many lines at most. @defaultValue `20`
 */
export function differences(expected: readonly string[], found: readonly string[], limit = 20): readonly string[] {
  const lines: string[] = [];
  for (let i = 0; i < Math.max(expected.length, found.length); i += 1) {
    const [a, b] = [expected[i], found[i]];
    if (a === b) continue;
    if (a !== undefined) lines.push(`- ${i + 1}: ${a}`);
    if (b !== undefined) lines.push(`+ ${i + 1}: ${b}`);
    if (lines.length >= limit) return [...lines.slice(0, limit), '…'];
  }
  return lines;
}

/** Fails with `TV_PIPELINE_STATE` when a plugin does not do the same twice on fresh instances. */
export async function checkDeterminism(options: DryRunOptions, first: readonly string[]): Promise<void> {
  const found = differences(first, await dryRunPlugin(options));
  if (found.length === 0) return;
  throw new PipelineError('TV_PIPELINE_STATE', `the plugin does not do the same twice:\n${found.join('\n')}`, {
    hint: 'clocks and random numbers of the host are the same in both; state of its own is not kept',
  });
}
