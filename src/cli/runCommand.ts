import type { Command } from 'commander';
import { pino } from 'pino';
import { MetricsMap } from '../model/metrics';
import { runPipeline } from '../pipeline/runPipeline';
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
Ctrl-C flushes, keeps the checkpoint and prints the checkpointTs reached; a second one exits at once.

Example:
  tivalve run pipeline.ts --state-dir ./state`,
    )
    .action(async (path: string, flags: RunFlags, command: Command) => {
      const definition = await loadDefinition(path);
      const metrics = new MetricsMap();
      const running = runPipeline(definition, {
        metrics,
        logger: pino({ level: flags.logLevel }, pino.destination({ fd: 2, sync: true })),
        ...(flags.startTs !== undefined && { startTs: flags.startTs }),
        ...(flags.targetTs !== undefined && { targetTs: flags.targetTs }),
        ...(flags.stateDir !== undefined && { stateDir: flags.stateDir }),
      });
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      await followRun(running, { title: path, json, rowCount: () => metrics.get('tivalve_sink_written_rows_total') });
    });
}
