import { parseTs, physicalMsOf } from '../../model/ts';
import { EXIT } from '../output';
import type { WiredPhase, WiredPlugin, WiredReceipt } from './answers';
import { printable, printableJson } from './printable';

/** Columns of text, each as wide as its widest field. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, field] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, field.length);
  return rows
    .map(
      (row) =>
        `${row
          .map((field, i) => field.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** A ts with its time, as people read it. */
export function tsText(text: string | undefined): string {
  const ts = text === undefined ? undefined : parseTs(text);
  return ts === undefined || ts === 0n ? '-' : `${ts} (${new Date(physicalMsOf(ts)).toISOString()})`;
}

/** How the phases of a swap are shown. */
export interface ShowSwapOptions {
  readonly json: boolean;
  /** Whether it ended as it should. @defaultValue whether the wanted version is at work */
  readonly isDone?: (receipt: WiredReceipt) => boolean;
}

/**
 * Shows the phases of a swap while they happen: a line each on standard error, and the receipt on standard output. With
 * `json`, each phase is a line on standard output. A swap that does not end as it should sets the exit code.
 */
export async function showSwap(
  phases: AsyncIterable<WiredPhase>,
  { json, isDone = isAtWork }: ShowSwapOptions,
): Promise<void> {
  const startedMs = performance.now();
  let plugin: string | undefined;
  const onSignal = (): void => {
    const of = plugin === undefined ? '' : ` of ${printable(plugin)}`;
    process.stderr.write(`\ntivalve: the swap${of} goes on; tivalve plugin abort ends it\n`);
    process.exit(130);
  };
  process.on('SIGINT', onSignal);
  try {
    for await (const phase of phases) {
      plugin = phase.plugin;
      if (json) process.stdout.write(`${printableJson(phase)}\n`);
      else process.stderr.write(`${phaseLine(phase, performance.now() - startedMs)}\n`);
      if (phase.phase !== 'done') continue;
      if (!json) process.stdout.write(receiptText(phase.receipt));
      if (!isDone(phase.receipt)) process.exitCode = EXIT.failed;
    }
  } finally {
    process.off('SIGINT', onSignal);
  }
}

/** Also when it was before: asking twice does no harm. */
const isAtWork = ({ outcome, reason }: WiredReceipt): boolean =>
  outcome === 'committed' || reason?.code === 'TV_PLUGIN_SWAP_SAME';

function phaseLine(phase: WiredPhase, elapsedMs: number): string {
  const what = phase.phase === 'done' ? phase.receipt.outcome : phase.detail;
  return `${`+${Math.round(elapsedMs)} ms`.padStart(10)}  ${printable(phase.phase.padEnd(11))}${what === undefined ? '' : ` ${printable(what)}`}`.trimEnd();
}

const short = (hex: string | undefined): string => (hex === undefined ? '-' : hex.slice(0, 12));

/** What a swap came to, table by table. */
export function receiptText({ epoch, plugin, outcome, reason, from, to, tables }: WiredReceipt): string {
  const lines = [
    `${plugin} swap ${epoch}: ${outcome}`,
    `from ${from.label} (${short(from.identity)})${to === undefined ? '' : ` to ${to.label} (${short(to.identity)})`}`,
    ...(reason === undefined ? [] : [`because ${reason.code} ${reason.message}`]),
  ];
  const rows = tables.map(({ db, table, tableId, fence, lastTsOut, firstTsOut, pauseMs }) => [
    `${db}.${table}`,
    String(tableId),
    fence,
    lastTsOut ?? '-',
    firstTsOut ?? '-',
    `${Math.round(pauseMs)} ms`,
  ]);
  const table = [['table', 'id', 'fence', 'last ts out of the old', 'first ts out of the new', 'held'], ...rows];
  return `${lines.map(printable).join('\n')}\n${rows.length === 0 ? '' : textTable(table.map((row) => row.map(printable)))}`;
}

/** A line a plugin, and under it how its last swap ended. */
export function pluginsText(plugins: readonly WiredPlugin[]): string {
  if (plugins.length === 0) return 'no plugins\n';
  const rows = plugins.map(({ plugin, kind, active, epoch, phase, candidate, last }) => [
    plugin,
    kind,
    `${active.label} (${short(active.identity)})`,
    String(epoch),
    phase,
    candidate === undefined ? '-' : `${candidate.label} (${short(candidate.identity)})`,
    last === undefined ? '-' : `${last.outcome}${last.reason === undefined ? '' : `: ${last.reason.code}`}`,
  ]);
  const titles = ['plugin', 'kind', 'at work', 'swaps', 'phase', 'candidate', 'last swap'];
  return textTable([titles, ...rows].map((row) => row.map(printable)));
}
