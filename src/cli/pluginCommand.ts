import type { Command } from 'commander';
import { addPluginAbortCommand } from './plugin/abortCommand';
import { addPluginBenchCommand } from './plugin/benchCommand';
import { addPluginEmbedCommand } from './plugin/embedCommand';
import { addPluginInspectCommand } from './plugin/inspectCommand';
import { addPluginNewCommand } from './plugin/newCommand';
import { addPluginRollbackCommand } from './plugin/rollbackCommand';
import { addPluginSignCommands } from './plugin/signCommand';
import { addPluginStatusCommand } from './plugin/statusCommand';
import { addPluginSwapCommand } from './plugin/swapCommand';
import { addPluginTestCommand } from './plugin/testCommand';

/** Adds `tivalve plugin` and its commands, a file each. */
export function addPluginCommand(program: Command): void {
  const plugin = program.command('plugin').description('write, build, look at and swap WebAssembly plugins');
  addPluginNewCommand(plugin);
  addPluginEmbedCommand(plugin);
  addPluginInspectCommand(plugin);
  addPluginSignCommands(plugin);
  addPluginTestCommand(plugin);
  addPluginBenchCommand(plugin);
  addPluginSwapCommand(plugin);
  addPluginStatusCommand(plugin);
  addPluginAbortCommand(plugin);
  addPluginRollbackCommand(plugin);
  for (const command of plugin.commands) {
    command.exitOverride().showHelpAfterError('(add --help for what there is)');
    command.option('--json', 'summaries and errors as JSON');
  }
}
