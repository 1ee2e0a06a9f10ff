import type { PluginError } from '../errors/TiValveError';
import type { PluginLogLevel } from './pluginLogger';
import { type HostCall, TiValveWapcHost, type WapcLimits } from './TiValveWapcHost';

/** One running instance of a module. */
export interface Guest {
  /** One call and its answer; throws as `TiValveWapcHost.call`. Calls must not overlap. */
  call(operation: string, payload: Uint8Array): Promise<Uint8Array>;
  /** Why it is gone; `undefined` while it lives. */
  readonly failure: PluginError | undefined;
  /** Bytes of its memory after the last call; 0 once it is gone. */
  readonly memoryBytes: number;
  /** Lets go of what it holds. Idempotent. */
  close(): Promise<void>;
}

/** What an instance is made of. */
export interface GuestParts {
  /** Names the plugin in errors. */
  readonly name: string;
  readonly module: WebAssembly.Module;
  readonly limits: WapcLimits;
  /** Answers the guest's host calls. */
  readonly hostCall: HostCall;
  /** Takes what the guest prints, and how many lines before it were left out. */
  readonly print: (level: PluginLogLevel, text: string, leftOut?: number) => void;
}

/** Starts an instance in this thread: the fastest way, in which a slow call holds the thread until its deadline. */
export async function startInlineGuest({ name, module, limits, hostCall, print }: GuestParts): Promise<Guest> {
  const host = new TiValveWapcHost({ ...limits, name, hostCall, print }).start(module);
  return {
    call: async (operation, payload) => host.call(operation, payload),
    get failure() {
      return host.failure;
    },
    get memoryBytes() {
      return host.memoryBytes;
    },
    close: async () => host.close(),
  };
}
