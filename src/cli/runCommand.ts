import type { Command } from 'commander';
import { pino } from 'pino';
import { messageOf, StoreError } from '../errors/TiValveError';
import type { Logger } from '../model/logger';
import { MetricsMap } from '../model/metrics';
import { runPipeline } from '../pipeline/runPipeline';
import { type ControlSocket, openControlSocket } from './control/controlSocket';
import { followRun } from './followRun';
import { loadDefinition } from './loadDefinition';

interface RunFlags {
  readonly startTs?: string;
  readonly targetTs?: string;
  readonly stateDir?: string;
  readonly logLevel: string;
}

/** Adds `tivalve run`. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description('run the pipeline that a module exports as its default')
    .argument('<definition>', 'module: .ts, .js, .mjs or .cjs')
    .option('--start-ts <ts>', 'begin above this ts or time, or at now, when there is no checkpoint')
    .option('--target-ts <ts>', 'end when everything at or below this ts or time is in the sink')
    .option('--state-dir <folder>', 'keep the checkpointTs there, and go on from it')
    .option('--log-level <level>', 'debug, info, warn or error; logs go to standard error', 'warn')
    .addHelpText(
      'after',
      `
Ctrl-C flushes, keeps the checkpoint and prints the checkpointTs reached; a second one exits at once. With --state-dir, the
commands changefeed and plugin swap, status, abort and rollback reach the run by naming the same folder.

Example:
  tivalve run pipeline.ts --state-dir ./state`,
    )
    .action(async (path: string, flags: RunFlags, command: Command) => {
      const definition = await loadDefinition(path);
      const metrics = new MetricsMap();
      const logger = pino({ level: flags.logLevel }, pino.destination({ fd: 2, sync: true }));
      const control = flags.stateDir === undefined ? undefined : await openControl(flags.stateDir, logger);
      try {
        const running = runPipeline(definition, {
          metrics,
          logger,
          ...(flags.startTs !== undefined && { startTs: flags.startTs }),
          ...(flags.targetTs !== undefined && { targetTs: flags.targetTs }),
          ...(flags.stateDir !== undefined && { stateDir: flags.stateDir }),
        });
        control?.serve(running);
        const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
        await followRun(running, { title: path, json, rowCount: () => metrics.get('tivalve_sink_written_rows_total') });
      } finally {
        await control?.close();
      }
    });
}

/** A run goes on without a socket where none can be made, but not beside another run. */
async function openControl(stateDir: string, logger: Logger): Promise<ControlSocket | undefined> {
  try {
    return await openControlSocket(stateDir, { logger });
  } catch (thrown) {
    if (!(thrown instanceof StoreError)) throw thrown;
    logger.warn({ error: messageOf(thrown) }, 'no control socket: this run can neither be asked nor told anything');
    return undefined;
  }
}
