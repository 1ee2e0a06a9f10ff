import type { SinkError } from '../errors/TiValveError';
import { clockBinding } from './bindings/clockBinding';
import { kvBinding } from './bindings/kvBinding';
import { logBinding } from './bindings/logBinding';
import { schemaBinding } from './bindings/schemaBinding';
import { secretBinding } from './bindings/secretBinding';
import type { HostBinding } from './hostBinding';
import type { Capabilities } from './openCapabilities';
import type { IoFailures } from './pluginInstance';
import type { PluginLogLevel } from './pluginLogger';
import type { HostCall } from './TiValveWapcHost';

/** The host calls that one instance may make. */
export interface HostBindings extends IoFailures {
  readonly call: HostCall;
}

/** Makes the bindings of one instance: those that its manifest asks for, and no others. */
export function makeHostBindings(
  capabilities: Capabilities,
  log: (level: PluginLogLevel, text: string) => void,
): HostBindings {
  const { folders, clocks, metrics, kv, http, lookupTable, secrets } = capabilities;
  let ioFailure: SinkError | undefined;
  const onFailure = (error: SinkError): void => {
    ioFailure ??= error;
  };
  const made: Readonly<Record<string, HostBinding | undefined>> = {
    log: logBinding(log),
    metrics,
    clock: clockBinding(clocks),
    fs: folders.binding(onFailure),
    kv: kv && kvBinding(kv.store, kv.quotaBytes, onFailure),
    http,
    schema: lookupTable && schemaBinding(lookupTable),
    secret: secretBinding(secrets),
  };
  const bindings = new Map<string, HostBinding>();
  for (const capability of capabilities.names) {
    const name = capability.replace(/:.*/, '');
    const binding = made[name];
    if (binding !== undefined) bindings.set(name, binding);
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
