import type { Command } from 'commander';
import type { WiredStatus } from './control/answers';
import { ControlClient } from './control/ControlClient';
import { printable, printableJson } from './control/printable';
import { textTable, tsText } from './control/showSwap';
import { formatCount } from './output';

/** Adds `tivalve changefeed` and its commands, which ask a run over its control socket. */
export function addChangefeedCommand(program: Command): void {
  const changefeed = program.command('changefeed').description('pause, resume and look at a run');
  const add = (name: string, description: string, ask: (client: ControlClient) => Promise<WiredStatus>): void => {
    changefeed
      .command(name)
      .description(description)
      .requiredOption('--state-dir <folder>', 'state folder of the run')
      .exitOverride()
      .showHelpAfterError('(add --help for what there is)')
      .option('--json', 'summaries and errors as JSON')
      .action(async ({ stateDir }: { readonly stateDir: string }, command: Command) => {
        const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
        const status = await ask(new ControlClient(stateDir));
        process.stdout.write(json ? `${printableJson(status)}\n` : statusText(status));
      });
  };
  add('query', 'what a run does, and how far it is', (client) => client.status());
  add('pause', 'let nothing more through, at the end of a transaction', (client) => client.pause());
  add('resume', 'go on', (client) => client.resume());
}

function statusText({ changefeed, state, checkpointTs, resolvedTs, rows, ddls, plugins, error }: WiredStatus): string {
  const lines: readonly (readonly [string, string])[] = [
    ['changefeed', changefeed],
    ['state', state],
    ['checkpointTs', tsText(checkpointTs)],
    ['resolvedTs', tsText(resolvedTs)],
    ['rows', formatCount(rows)],
    ['ddls', formatCount(ddls)],
    ...plugins.map(
      ({ plugin, active, phase }) => ['plugin', `${plugin}: ${active.label}, ${phase}`] as readonly [string, string],
    ),
    ...(error === undefined ? [] : [['error', `${error.code} ${error.message}`] as const]),
  ];
  return textTable(lines.map((line) => line.map(printable)));
}
