import type { Command } from 'commander';
import { addPluginBenchCommand } from './plugin/benchCommand';
import { addPluginEmbedCommand } from './plugin/embedCommand';
import { addPluginInspectCommand } from './plugin/inspectCommand';
import { addPluginNewCommand } from './plugin/newCommand';
import { addPluginSignCommands } from './plugin/signCommand';
import { addPluginTestCommand } from './plugin/testCommand';

/** Adds `tivalve plugin` and its commands, a file each. */
export function addPluginCommand(program: Command): void {
  const plugin = program.command('plugin').description('write, build and look at WebAssembly plugins');
  addPluginNewCommand(plugin);
  addPluginEmbedCommand(plugin);
  addPluginInspectCommand(plugin);
  addPluginSignCommands(plugin);
  addPluginTestCommand(plugin);
  addPluginBenchCommand(plugin);
  for (const command of plugin.commands) {
    command.exitOverride().showHelpAfterError('(add --help for what there is)');
    command.option('--json', 'summaries and errors as JSON');
  }
}
