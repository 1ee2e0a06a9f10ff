import type { Command } from 'commander';
import type { WiredPlugin } from '../control/answers';
import { ControlClient } from '../control/ControlClient';
import { choosePlugin } from '../control/choosePlugin';
import { printable, printableJson } from '../control/printable';

/** Adds `tivalve plugin abort`. */
export function addPluginAbortCommand(plugin: Command): void {
  plugin
    .command('abort')
    .description('end a swap that is under way: the version before stays at work')
    .argument('[plugin]', 'needed when several swaps are under way')
    .requiredOption('--state-dir <folder>', 'state folder of the run')
    .addHelpText(
      'after',
      `
A swap can be aborted until it is decided, and again while the new version is on probation; tivalve plugin rollback goes back
after that. The exit code is 4 when there is nothing to abort.`,
    )
    .action(async (wanted: string | undefined, { stateDir }: { readonly stateDir: string }, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const client = new ControlClient(stateDir);
      const isSwapped = ({ phase }: WiredPlugin): boolean => phase !== 'idle';
      const name =
        wanted ??
        choosePlugin(await client.status(), undefined, { wanted: isSwapped, none: 'no swap is under way' }).plugin;
      await client.abort(name);
      if (json) process.stdout.write(`${printableJson({ plugin: name, aborted: true })}\n`);
      else
        process.stderr.write(
          `${printable(name)}: the swap ends on the version before; plugin status tells when it has\n`,
        );
    });
}
