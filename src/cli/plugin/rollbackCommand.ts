import type { Command } from 'commander';
import { ControlClient } from '../control/ControlClient';
import { choosePlugin } from '../control/choosePlugin';
import { showSwap } from '../control/showSwap';

/** Adds `tivalve plugin rollback`. */
export function addPluginRollbackCommand(plugin: Command): void {
  plugin
    .command('rollback')
    .description('bring a plugin of a run back to the version before its last swap')
    .argument('[plugin]', 'needed when the run has several')
    .requiredOption('--state-dir <folder>', 'state folder of the run')
    .addHelpText(
      'after',
      `
It is a swap as any other, shown as plugin swap shows one. The exit code is 4 when there is nothing to go back to.`,
    )
    .action(async (wanted: string | undefined, { stateDir }: { readonly stateDir: string }, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const client = new ControlClient(stateDir);
      const name = wanted ?? choosePlugin(await client.plugins(), undefined).plugin;
      await showSwap(client.rollback(name), { json });
    });
}
