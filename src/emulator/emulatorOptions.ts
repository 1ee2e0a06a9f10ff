import type { ClusterOptions } from './clusterOptions';
import type { Emulator } from './Emulator';
import type { ScriptStep } from './script';

/** What `startEmulator` takes. */
export interface EmulatorOptions extends ClusterOptions {
  /** What happens by itself, and when. @defaultValue `[]` */
  readonly script?: readonly ScriptStep<Emulator>[];
}
