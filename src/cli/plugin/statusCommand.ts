import type { Command } from 'commander';
import { ControlClient } from '../control/ControlClient';
import { choosePlugin } from '../control/choosePlugin';
import { printableJson } from '../control/printable';
import { pluginsText, receiptText } from '../control/showSwap';

/** Adds `tivalve plugin status`. */
export function addPluginStatusCommand(plugin: Command): void {
  plugin
    .command('status')
    .description('versions of the plugins of a run, and what of swaps is under way')
    .argument('[plugin]', 'one of them, with the receipt of its last swap')
    .requiredOption('--state-dir <folder>', 'state folder of the run')
    .action(async (name: string | undefined, { stateDir }: { readonly stateDir: string }, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const status = await new ControlClient(stateDir).status();
      const shown = name === undefined ? status.plugins : [choosePlugin(status, name)];
      if (json) {
        process.stdout.write(shown.map((one) => `${printableJson(one)}\n`).join(''));
        return;
      }
      const isStarting = shown.length === 0 && status.state === 'starting';
      process.stdout.write(isStarting ? 'the run is starting, and its plugins are not open yet\n' : pluginsText(shown));
      const last = name === undefined ? undefined : shown[0]?.last;
      if (last !== undefined) process.stdout.write(`\n${receiptText(last)}`);
    });
}
