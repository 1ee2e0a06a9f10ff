// A process of its own: runs a pipeline whose plugin is swapped, does what it is told line by line, and kills itself before or
// after a step of a swap.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { filter, firstValueFrom } from 'rxjs';
import { definePipeline, type RunningPipeline, tikvSource, wasmPlugin } from '../../dist/index';
import { type RunInternals, startRun } from '../../dist/pipeline/runPipeline';
import { countInstances, leftovers } from './leftovers';
import type { SwapChildAnswer, SwapChildCommand, SwapChildOptions, SwapChildStep } from './SwapProcess';

countInstances();

const options = JSON.parse(process.argv[2] ?? '') as SwapChildOptions;

const tell = (told: SwapChildStep | SwapChildAnswer): void => void writeSync(1, `${JSON.stringify(told)}\n`);

let times = 0;
let isDying = false;

const aroundStep: NonNullable<RunInternals['aroundStep']> = async (effect, run) => {
  // What follows of the last step does not happen any more.
  if (isDying) return new Promise(() => undefined);
  const { death } = options;
  if (effect.kind === death?.effect) times += 1;
  const isLast = effect.kind === death?.effect && times === death.time;
  const told = { kind: effect.kind, ...(effect.kind === 'start' && { version: effect.version.label }) };
  const die = (): void => {
    tell({ ...told, at: 'death' });
    process.kill(process.pid, 'SIGKILL');
  };
  if (isLast && death.when === 'before') die();
  tell({ ...told, at: 'begin' });
  isDying = isLast;
  await run();
  tell({ ...told, at: 'end' });
  if (isLast) die();
};

async function answerTo(command: SwapChildCommand, running: RunningPipeline): Promise<SwapChildAnswer> {
  switch (command.kind) {
    case 'swap': {
      const { outcome, reason } = await running.swapPlugin(command.request).done;
      return { outcome, ...(reason !== undefined && { reason: reason.code }) };
    }
    case 'idle': {
      let [plugin] = running.status().plugins;
      while (plugin?.phase !== 'idle') {
        await new Promise((resolve) => setTimeout(resolve, 5));
        [plugin] = running.status().plugins;
      }
      return { version: plugin.active.label };
    }
    case 'reach': {
      const ts = BigInt(command.ts);
      await firstValueFrom(running.checkpointTs$.pipe(filter((reached) => reached >= ts)));
      return {};
    }
    case 'leftovers':
      return { leftovers: await leftovers() };
    case 'stop':
      await running.stop();
      return {};
  }
}

async function main(): Promise<void> {
  const { pd, startTs, stateDir, source, plugin, module, settings } = options;
  const guest = wasmPlugin(module, settings);
  const pipeline = definePipeline({
    source: tikvSource({ pd: [...pd], ...source }),
    tables: ['shop.*'],
    flushIntervalMs: 20,
    checkpointIntervalMs: 20,
    ...(plugin === 'sink' ? { sink: guest } : { through: [guest], sink: 'blackhole:' }),
  });
  const running = startRun(pipeline, { startTs, stateDir }, { aroundStep });
  // Nobody is there any more who could tell it what to do.
  process.stdin.once('end', () => process.kill(process.pid, 'SIGKILL'));
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line) as SwapChildCommand;
    tell(await answerTo(command, running));
    if (command.kind === 'stop') return;
  }
}

main().then(
  () => process.stdin.destroy(),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
    process.stdin.destroy();
  },
);
