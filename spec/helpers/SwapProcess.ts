import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TikvSourceConfig } from '../../src/config/tikvSourceConfig';
import type { SwapRequest } from '../../src/pipeline/swap/swap';
import type { SwapEffect } from '../../src/pipeline/swap/swapState';
import type { Leftovers } from './leftovers';

const ROOT = join(__dirname, '..', '..');

/** Where a process kills itself: at a step of its swaps, the `time`th of this kind. */
export interface Death {
  readonly effect: SwapEffect['kind'];
  readonly time: number;
  readonly when: 'before' | 'after';
}

/** What `swapChild.ts` runs. */
export interface SwapChildOptions {
  readonly pd: readonly string[];
  readonly source: Partial<TikvSourceConfig>;
  readonly startTs: string;
  readonly stateDir: string;
  readonly plugin: 'sink' | 'transform';
  /** The file of the version that the definition names. */
  readonly module: string;
  readonly settings: object;
  readonly death?: Death;
}

export type SwapChildCommand =
  | { readonly kind: 'swap'; readonly request: SwapRequest }
  /** Waits until no swap is under way, and says which version is at work. */
  | { readonly kind: 'idle' }
  /** Waits until everything up to a ts is acknowledged. */
  | { readonly kind: 'reach'; readonly ts: string }
  | { readonly kind: 'leftovers' }
  | { readonly kind: 'stop' };

export interface SwapChildAnswer {
  readonly outcome?: string;
  readonly reason?: string;
  readonly version?: string;
  readonly leftovers?: Leftovers;
}

/** A step of a swap, as it begins, when it is done, and as the process kills itself there. */
export interface SwapChildStep {
  readonly at: 'begin' | 'end' | 'death';
  readonly kind: SwapEffect['kind'];
  /** Of `start`: the version that is at work. */
  readonly version?: string;
}

/** A process that runs a pipeline with a plugin, and is told what to do. The emulated cluster is in this one. */
export class SwapProcess implements AsyncDisposable {
  /** All steps so far. */
  readonly steps: SwapChildStep[] = [];
  /** Settles with what ended it: a signal, or an exit code. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  private readonly child: ChildProcess;
  private readonly answers: ((answer: SwapChildAnswer) => void)[] = [];

  constructor(options: SwapChildOptions) {
    this.child = spawn(
      process.execPath,
      ['-r', join(ROOT, 'node_modules/sucrase/register/ts'), join(__dirname, 'swapChild.ts'), JSON.stringify(options)],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    // It may be dead when it is told something.
    this.child.stdin?.on('error', () => undefined);
    const lines = createInterface({ input: this.child.stdout as NodeJS.ReadableStream });
    lines.on('line', (line) => {
      const told = JSON.parse(line) as SwapChildStep | SwapChildAnswer;
      if ('at' in told) this.steps.push(told);
      else this.answers.shift()?.(told);
    });
    this.ended = Promise.all([once(this.child, 'close'), once(lines, 'close')]).then(
      ([[code, signal]]) => (signal ?? code) as NodeJS.Signals | number | null,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Tells it what to do. Rejects when it ends before it has answered. */
  ask(command: SwapChildCommand): Promise<SwapChildAnswer> {
    const answer = new Promise<SwapChildAnswer>((resolve) => this.answers.push(resolve));
    this.child.stdin?.write(`${JSON.stringify(command)}\n`);
    const died = this.ended.then((by): never => {
      throw new Error(`ended by ${by} before it answered ${command.kind}`);
    });
    return Promise.race([answer, died]);
  }
}
