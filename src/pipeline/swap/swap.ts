import type { Ts } from '../../model/ts';

/** How rows come to a new version: all at once at a fence, after copies of them have gone through it, or some of them first. */
export type SwapStrategy =
  | { readonly kind: 'fence' }
  | {
      readonly kind: 'shadow';
      /** Rows that both versions get before the new one may go to work. @defaultValue `1000` */
      readonly rows?: number;
      /** The longest time that takes, in milliseconds; what was compared until then decides, and nothing is not enough. @defaultValue `10000` */
      readonly forMs?: number;
      /** Rows of which the outputs may differ. @defaultValue `0` */
      readonly maxDifferences?: number;
    }
  | {
      readonly kind: 'canary';
      /** Rules of the tables that go first, as `tables` of a pipeline has them. */
      readonly tables?: readonly string[];
      /** The share of keys that goes first, above 0 and below 1. */
      readonly share?: number;
      /** Rows that the new version has to take before it gets the rest. @defaultValue `1000` */
      readonly rows?: number;
      /** The longest time that takes, in milliseconds; when some rows went well until then the rest follows. @defaultValue `10000` */
      readonly forMs?: number;
    };

/** How long a new version is watched after it went to work. */
export interface Probation {
  /** Batches that must go well. @defaultValue `100` */
  readonly batches?: number;
  /** Ends it earlier, in milliseconds. @defaultValue `30000` */
  readonly forMs?: number;
  /** Failed calls that are let pass. @defaultValue `0` */
  readonly maxFailures?: number;
}

/** What `swapPlugin` is asked for. */
export interface SwapRequest {
  /** Name of a plugin of the pipeline, as its manifest has it, or the name of its file; with `#2` behind it the second one of that name. */
  readonly plugin: string;
  /** A version range of a plugin that ships with TiValve (`^2`), the path of a module, or its bytes. @defaultValue the module at work */
  readonly version?: string | Uint8Array;
  /** @defaultValue that of the version at work */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Grants as in a plugin's settings; relative paths count from the working directory. @defaultValue those of the version at work */
  readonly grants?: Readonly<Record<string, unknown>>;
  /** @defaultValue `{ kind: 'fence' }` */
  readonly strategy?: SwapStrategy;
  /** Ends on the version at work when nothing is decided by then, in milliseconds. @defaultValue `30000` */
  readonly deadlineMs?: number;
  /** `false` for none. @defaultValue 100 batches or 30 s */
  readonly probation?: Probation | false;
}

/** A version of a plugin, as it is decided upon: enough to open it again after a restart. */
export interface PluginVersion {
  /** sha256 of module, configuration and grants together, as hex. */
  readonly identity: string;
  /** `csv@2.0.0`; the file's name for a module without a manifest. */
  readonly label: string;
  /** sha256 of the module, as hex; the module is kept under it. */
  readonly digest: string;
  /** Configuration and grants, as a plugin's settings file has them, with absolute paths. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What one table went through in a swap. */
export interface TableReceipt {
  readonly db: string;
  readonly table: string;
  readonly tableId: number;
  /** Identities. */
  readonly oldIdentity: string;
  readonly newIdentity: string;
  /** Rows at or below it went through the old version, rows above through the new one. */
  readonly fence: Ts;
  /** Highest commitTs out of the old version; `undefined` when it had no row. */
  readonly lastTsOut: Ts | undefined;
  /** Lowest commitTs out of the new version; `undefined` when it had none yet. */
  readonly firstTsOut: Ts | undefined;
  /** How long rows of the table were held, in milliseconds. */
  readonly pauseMs: number;
}

/** How a swap ended. */
export interface SwapReceipt {
  /** Counts the swaps of this plugin. */
  readonly epoch: number;
  readonly plugin: string;
  /** `committed`: on the new version. `aborted`: never left the old one. `rolledBack`: back on the old one after a probation that failed. */
  readonly outcome: 'committed' | 'aborted' | 'rolledBack';
  /** Why it did not stay on the new version: an error's code and text. */
  readonly reason?: { readonly code: string; readonly message: string };
  readonly from: PluginVersion;
  /** `undefined` when the new version could not even be read. */
  readonly to?: PluginVersion;
  readonly tables: readonly TableReceipt[];
}

/** What the Observable of a swap tells. The last one is `done`, with the receipt. */
export type SwapPhase =
  | {
      readonly phase:
        | 'preparing'
        | 'shadowing'
        | 'canary'
        | 'pausing'
        | 'committing'
        | 'aborting'
        | 'probation'
        | 'rollingBack';
      readonly epoch: number;
      readonly plugin: string;
      readonly detail?: string;
    }
  | { readonly phase: 'done'; readonly epoch: number; readonly plugin: string; readonly receipt: SwapReceipt };

/** What `plugin status` tells of one plugin. */
export interface PluginStatus {
  readonly plugin: string;
  readonly kind: 'sink' | 'transform';
  readonly active: PluginVersion;
  /** Swaps so far. */
  readonly epoch: number;
  /** `idle` when none is under way. */
  readonly phase: 'idle' | Exclude<SwapPhase['phase'], 'done'>;
  /** The version that a swap would bring, or that is in probation. */
  readonly candidate?: PluginVersion;
  /** How the last swap ended. */
  readonly last?: SwapReceipt;
}
