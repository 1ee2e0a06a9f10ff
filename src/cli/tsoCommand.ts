import type { Command } from 'commander';
import { ConfigError } from '../errors/TiValveError';
import { parseTs, physicalMsOf, type Ts, tsOfPhysicalMs } from '../model/ts';

const LOGICAL_MASK = (1n << 18n) - 1n;
/** The last millisecond that a date can hold. */
const MAX_DATE_MS = 8_640_000_000_000_000;

/** Adds `tivalve tso`. */
export function addTsoCommand(program: Command): void {
  program
    .command('tso')
    .description('turn a TSO of TiDB into a time, and a time into a TSO')
    .argument('<value>', 'a TSO in digits, or a time such as 2026-01-31T12:00:00Z')
    .addHelpText(
      'after',
      `
Examples:
  tivalve tso 455000614502400005      2025-01-01T00:00:00.000Z logical 5
  tivalve tso 2025-01-01T00:00:00Z    455000614502400000`,
    )
    .action((value: string, _flags: object, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const { ts, fromTime } = read(value);
      const physicalMs = physicalMsOf(ts);
      const logical = Number(ts & LOGICAL_MASK);
      const time = physicalMs <= MAX_DATE_MS ? new Date(physicalMs).toISOString() : null;
      if (json) process.stdout.write(`${JSON.stringify({ ts: ts.toString(), time, physicalMs, logical })}\n`);
      else if (fromTime) process.stdout.write(`${ts}\n`);
      else process.stdout.write(`${time ?? `${physicalMs} ms after 1970`} logical ${logical}\n`);
    });
}

function read(value: string): { readonly ts: Ts; readonly fromTime: boolean } {
  const ts = parseTs(value);
  if (ts !== undefined) return { ts, fromTime: false };
  const timeMs = Date.parse(value);
  if (Number.isNaN(timeMs) || timeMs < 0) {
    throw new ConfigError('TV_CONFIG_INVALID', `${JSON.stringify(value)} is neither a TSO nor a time`, {
      hint: 'write a TSO in digits or a time since 1970 such as 2026-01-31T12:00:00Z',
    });
  }
  return { ts: tsOfPhysicalMs(timeMs), fromTime: true };
}
