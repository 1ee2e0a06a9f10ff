#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { addChangefeedCommand } from './changefeedCommand';
import { ControlError } from './control/controlError';
import { addDemoCommand } from './demoCommand';
import { addDiscoverCommand } from './discoverCommand';
import { addDlqCommand } from './dlqCommand';
import { addEmulatorCommand } from './emulatorCommand';
import { addExplainRowCommand } from './explainRowCommand';
import { EXIT, exitCodeOf, printError } from './output';
import { addPluginCommand } from './pluginCommand';
import { addRecordCommand } from './recordCommand';
import { addReplayCommand } from './replayCommand';
import { addRunCommand } from './runCommand';
import { addTailCommand } from './tailCommand';
import { addTsoCommand } from './tsoCommand';
import { addTypesCommand } from './typesCommand';

const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
  version: string;
};

/** Runs the command line; sets the exit code. */
async function main(argv: readonly string[]): Promise<void> {
  const json = argv.includes('--json');
  const program = new Command('tivalve')
    .description(
      'Stream processing for the change stream of TiDB: data on standard output, all else on standard error.',
    )
    .version(version)
    .option('--json', 'summaries and errors as JSON')
    .exitOverride()
    .showHelpAfterError('(add --help for what there is)')
    // With --json an error is one line, which is printed below.
    .configureOutput({ writeErr: (text) => (json ? undefined : process.stderr.write(text)) });
  program.addHelpText(
    'after',
    `
Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 not found, 4 conflict, 5 not allowed, 6 unreachable,
7 timed out, 8 invariant broken.`,
  );
  addDemoCommand(program);
  addReplayCommand(program);
  addRunCommand(program);
  addTailCommand(program);
  addRecordCommand(program);
  addTsoCommand(program);
  addTypesCommand(program);
  addDiscoverCommand(program);
  addExplainRowCommand(program);
  addEmulatorCommand(program);
  addDlqCommand(program);
  addPluginCommand(program);
  addChangefeedCommand(program);
  for (const command of program.commands) {
    command.exitOverride().showHelpAfterError('(add --help for what there is)');
    command.option('--json', 'summaries and errors as JSON');
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      process.exitCode = thrown.exitCode === 0 ? EXIT.done : EXIT.usage;
      if (json && thrown.exitCode !== 0) printError(thrown, json);
      return;
    }
    process.exitCode = thrown instanceof ControlError ? thrown.exitCode : exitCodeOf(thrown);
    if (process.exitCode !== EXIT.done) printError(thrown, json);
  }
}

void main(process.argv.slice(2));
