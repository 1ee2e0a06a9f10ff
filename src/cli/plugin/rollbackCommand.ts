import type { Command } from 'commander';
import type { WiredReceipt } from '../control/answers';
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
A swap that is under way, or on probation, ends on the version before. After that it is a swap of its own, shown as plugin swap
shows one: the version is at work from "probation" on, and is watched. The exit code is 4 when there is nothing to go back to.`,
    )
    .action(async (wanted: string | undefined, { stateDir }: { readonly stateDir: string }, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const client = new ControlClient(stateDir);
      const { plugin: name, phase, epoch: underWay } = choosePlugin(await client.status(), wanted);
      // What was under way has to end without its version; a swap of its own has to end on the one it goes back to.
      const isDone = ({ epoch, outcome }: WiredReceipt): boolean =>
        phase !== 'idle' && epoch === underWay ? outcome !== 'committed' : outcome === 'committed';
      await showSwap(client.rollback(name), { json, isDone });
    });
}
