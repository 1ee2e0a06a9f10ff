import { TiValveError } from '../../src/errors/TiValveError';
import type { SwapParticipant } from '../../src/pipeline/swap/SwapParticipant';
import type { PluginVersion, TableReceipt } from '../../src/pipeline/swap/swap';
import { pluginVersion } from './swapStories';

/** A step that a spec lets go well, wait or fail. */
export type StepName = 'prepare' | 'trial' | 'hold' | 'switchOver' | 'open' | 'probation' | 'rollBack' | 'settle';

/** What runs a plugin in specs: keeps the promises of `SwapParticipant`, and looks that the runner keeps its own. */
export class FakeParticipant implements SwapParticipant {
  readonly calls: string[] = [];
  /** The version that rows go through. */
  running: PluginVersion;
  isHeld = false;
  candidate: { readonly epoch: number; readonly version: PluginVersion } | undefined;
  kept: PluginVersion | undefined;
  /** What a step does before it answers; goes well when nothing is said. */
  readonly before: Partial<Record<StepName, (signal?: AbortSignal) => Promise<void> | void>> = {};

  constructor(running: PluginVersion) {
    this.running = running;
  }

  async prepare(
    { epoch, request, to }: Parameters<SwapParticipant['prepare']>[0],
    signal: AbortSignal,
  ): Promise<PluginVersion> {
    const version = to ?? pluginVersion(String(request.version));
    await this.step('prepare', `${epoch} ${version.identity}`, signal);
    this.candidate = { epoch, version };
    return version;
  }

  async trial(epoch: number, { kind }: { readonly kind: string }, signal: AbortSignal): Promise<void> {
    await this.step('trial', `${epoch} ${kind}`, signal);
  }

  async hold(epoch: number, signal: AbortSignal): Promise<{ readonly fence: bigint }> {
    this.isHeld = true;
    await this.step('hold', `${epoch}`, signal);
    return { fence: 42n };
  }

  async switchOver(epoch: number, { keepOld }: { readonly keepOld: boolean }): Promise<void> {
    await this.step('switchOver', `${epoch}${keepOld ? ' keepOld' : ''}`);
    if (this.candidate?.epoch !== epoch || !this.isHeld) throw new Error(`switch to ${epoch} out of turn`);
    if (keepOld) this.kept = this.running;
    this.running = this.candidate.version;
    this.candidate = undefined;
  }

  async open(epoch: number): Promise<void> {
    await this.step('open', `${epoch}`);
    this.isHeld = false;
  }

  async probation(epoch: number, _probation: unknown, signal: AbortSignal): Promise<void> {
    await this.step('probation', `${epoch}`, signal);
  }

  async rollBack(epoch: number, to: PluginVersion): Promise<void> {
    await this.step('rollBack', `${epoch} ${to.identity}`);
    this.running = to;
    this.kept = undefined;
  }

  async settle(epoch: number): Promise<void> {
    await this.step('settle', `${epoch}`);
    if (this.candidate !== undefined && this.candidate.epoch <= epoch) this.candidate = undefined;
    this.kept = undefined;
  }

  receipts(epoch: number): readonly TableReceipt[] {
    if (epoch === 0) return [];
    const [oldIdentity, newIdentity] = ['v1', 'v2'];
    const fields = { db: 'shop', table: 'orders', tableId: 104, oldIdentity, newIdentity, pauseMs: 3 };
    return [{ ...fields, fence: 42n, lastTsOut: 2n ** 60n, firstTsOut: undefined }];
  }

  private async step(name: StepName, detail: string, signal?: AbortSignal): Promise<void> {
    this.calls.push(`${name} ${detail}`);
    await this.before[name]?.(signal);
  }
}

/** Waits for ever, or until nobody waits for it any more. */
export function never(signal?: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('let go')));
  });
}

/** Fails so often, and then goes well. */
export function failing(error: unknown, times = Infinity): () => void {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw error instanceof TiValveError ? error : new Error(String(error));
  };
}
