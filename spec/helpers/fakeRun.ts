import { Subject } from 'rxjs';
import type { ControlledRun, StartedSwap } from '../../src/cli/control/controlledRun';
import { ConfigError, PluginError } from '../../src/errors/TiValveError';
import type { RunStatus } from '../../src/pipeline/runningPipeline';
import type { PluginStatus, PluginVersion, SwapPhase, SwapReceipt, SwapRequest } from '../../src/pipeline/swap/swap';

export const version = (label: string): PluginVersion => ({
  identity: label.repeat(64).slice(0, 64),
  label,
  digest: 'd'.repeat(64),
  settings: {},
});

export const receipt = (more: Partial<SwapReceipt> = {}): SwapReceipt => ({
  epoch: 1,
  plugin: 'csv',
  outcome: 'committed',
  from: version('csv@1.0.0'),
  to: version('csv@2.0.0'),
  tables: [
    {
      db: 'shop',
      table: 'orders',
      tableId: 104,
      oldIdentity: 'a',
      newIdentity: 'b',
      fence: 470608240907386880n,
      lastTsOut: 470608240907386879n,
      firstTsOut: undefined,
      pauseMs: 12.4,
    },
  ],
  ...more,
});

/** A run that does nothing but remember what it was told; a spec plays its swaps. */
export class FakeRun implements ControlledRun {
  readonly requests: SwapRequest[] = [];
  readonly phases$ = new Subject<SwapPhase>();
  plugins: PluginStatus[] = ['csv', 'mask#2'].map((plugin) => ({
    plugin,
    kind: 'sink',
    active: version(`${plugin}@1.0.0`),
    epoch: 0,
    phase: 'idle',
  }));
  state: RunStatus['state'] = 'running';
  abortable = false;
  /** What the next call throws. */
  throws: unknown;

  pause(): void {
    this.state = 'paused';
  }

  resume(): void {
    this.state = 'running';
  }

  status(): RunStatus {
    return {
      changefeed: 'spec',
      state: this.state,
      checkpointTs: 470608240907386880n,
      resolvedTs: 470608240907386881n,
      rows: 42_181,
      ddls: 7,
      plugins: this.plugins,
    };
  }

  swapPlugin(request: SwapRequest): StartedSwap {
    if (this.throws !== undefined) throw this.throws;
    if (!this.plugins.some(({ plugin }) => plugin === request.plugin))
      throw new ConfigError('TV_CONFIG_INVALID', `no ${request.plugin}`);
    this.requests.push(request);
    return { phases$: this.phases$ };
  }

  abortSwap(): boolean {
    return this.abortable;
  }

  rollbackPlugin(plugin: string): StartedSwap {
    if (this.plugins.find((one) => one.plugin === plugin)?.epoch === 0)
      throw new PluginError('TV_PLUGIN_SWAP_NO_PREVIOUS', plugin);
    return this.swapPlugin({ plugin });
  }

  phase(phase: Exclude<SwapPhase['phase'], 'done'>, detail?: string): void {
    this.phases$.next({ phase, epoch: 1, plugin: 'csv', ...(detail !== undefined && { detail }) });
  }

  end(more: Partial<SwapReceipt> = {}): void {
    this.phases$.next({ phase: 'done', epoch: 1, plugin: 'csv', receipt: receipt(more) });
    this.phases$.complete();
  }
}
