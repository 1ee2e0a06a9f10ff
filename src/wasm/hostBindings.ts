import type { SinkError } from '../errors/TiValveError';
import type { FsFolders } from './bindings/fsBinding';
import { logBinding } from './bindings/logBinding';
import type { HostBinding } from './hostBinding';
import type { IoFailures } from './pluginInstance';
import type { PluginLogLevel } from './pluginLogger';
import type { HostCall } from './TiValveWapcHost';

/** What the bindings of one instance are made of. */
export interface HostBindingParts {
  /** What the manifest asks for, and was granted. */
  readonly capabilities: readonly string[];
  readonly folders: FsFolders;
  readonly log: (level: PluginLogLevel, text: string) => void;
}

/** The host calls that one instance may make. */
export interface HostBindings extends IoFailures {
  readonly call: HostCall;
}

/** Makes the bindings of one instance: those of its capabilities, and no others. */
export function makeHostBindings({ capabilities, folders, log }: HostBindingParts): HostBindings {
  let ioFailure: SinkError | undefined;
  const bindings = new Map<string, HostBinding>();
  if (capabilities.includes('log')) bindings.set('log', logBinding(log));
  if (capabilities.some((capability) => capability.startsWith('fs:'))) {
    bindings.set(
      'fs',
      folders.binding((error) => {
        ioFailure ??= error;
      }),
    );
  }
  return {
    call(binding, namespace, operation, payload) {
      const answer = bindings.get(binding);
      if (answer === undefined) throw new Error(`EACCES: no host binding ${JSON.stringify(binding)} is granted`);
      return answer(namespace, operation, payload);
    },
    take() {
      const taken = ioFailure;
      ioFailure = undefined;
      return taken;
    },
  };
}
