import type { Command } from 'commander';
import { ConfigError } from '../errors/TiValveError';
import { parseTs, physicalMsOf } from '../model/ts';
import { dropDeadLetters, readDeadLetters, type StoredLetter } from '../store/readDeadLetters';

interface DlqFlags {
  readonly stateDir: string;
}

/** Adds `tivalve dlq` and its commands: what was kept aside instead of being delivered. */
export function addDlqCommand(program: Command): void {
  const dlq = program.command('dlq').description('look at the dead letters of a state folder');
  withState(dlq.command('list').description('one line a letter: number, time, table, why')).action(
    async ({ stateDir }: DlqFlags, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      let count = 0;
      for await (const letter of readDeadLetters(stateDir)) {
        count += 1;
        process.stdout.write(`${json ? JSON.stringify(shown(letter)) : lineOf(letter)}\n`);
      }
      if (!json) process.stderr.write(`${count} dead letters\n`);
    },
  );
  withState(dlq.command('show').description('a letter as it is kept').argument('<number>', 'as list tells it')).action(
    async (text: string, { stateDir }: DlqFlags) => {
      const [wanted = 0] = numbersOf(text);
      for await (const letter of readDeadLetters(stateDir)) {
        if (letter.number !== wanted) continue;
        process.stdout.write(`${JSON.stringify(JSON.parse(letter.line), null, 2)}\n`);
        return;
      }
      throw new ConfigError('TV_CONFIG_INVALID', `there is no letter ${wanted} in ${stateDir}`, {
        hint: 'tivalve dlq list tells them',
      });
    },
  );
  withState(
    dlq
      .command('replay')
      .description('row JSON of the letters that could be read, for another sink')
      .argument('[numbers]', '1,3-5 (default: all)'),
  ).action(async (text: string | undefined, { stateDir }: DlqFlags) => {
    const wanted = text === undefined ? undefined : new Set(numbersOf(text));
    let [written, unreadable] = [0, 0];
    for await (const letter of readDeadLetters(stateDir)) {
      if (wanted !== undefined && !wanted.has(letter.number)) continue;
      if (letter.event === undefined || letter.event === null) unreadable += 1;
      else {
        written += 1;
        process.stdout.write(`${JSON.stringify(letter.event)}\n`);
      }
    }
    process.stderr.write(`${written} written, ${unreadable} that could not be read left out\n`);
  });
  withState(dlq.command('drop').description('remove letters for good').argument('<numbers>', '1,3-5 or all')).action(
    async (text: string, { stateDir }: DlqFlags) => {
      const wanted = text === 'all' ? undefined : new Set(numbersOf(text));
      const dropped = await dropDeadLetters(stateDir, ({ number }) => wanted === undefined || wanted.has(number));
      process.stderr.write(`${dropped} dead letters removed\n`);
    },
  );
  for (const command of dlq.commands) {
    command.exitOverride().showHelpAfterError('(add --help for what there is)');
    command.option('--json', 'summaries and errors as JSON');
  }
}

function withState(command: Command): Command {
  return command.requiredOption('--state-dir <folder>', 'state folder of the run, which must not be running for drop');
}

function numbersOf(text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [, first = '', last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part.trim()) ?? [];
    if (first === '' || Number(last) < Number(first) || Number(last) - Number(first) > 1_000_000) {
      throw new ConfigError('TV_CONFIG_INVALID', `${JSON.stringify(part)} is not a number or a range of letters`, {
        hint: 'for example 1,3-5',
      });
    }
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i);
  });
}

function shown({ line: _line, event: _event, ...letter }: StoredLetter): object {
  return letter;
}

function lineOf({ number, kind, db, table, commitTs, code, message, by }: StoredLetter): string {
  const ts = parseTs(commitTs);
  const time = ts === undefined ? '' : new Date(physicalMsOf(ts)).toISOString();
  const name = table === '' ? db : `${db}.${table}`;
  return [
    number,
    time,
    kind,
    name,
    code,
    message.slice(0, 200),
    ...(by === undefined ? [] : [`(${by.slice(0, 60)})`]),
  ].join('  ');
}
