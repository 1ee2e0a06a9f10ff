import type { HostBinding } from '../hostBinding';
import { isPluginLogLevel, type PluginLogLevel } from '../pluginLogger';

/** Host binding `log`: the namespace or the operation is the level, else it is `info`; the payload is the text. */
export function logBinding(log: (level: PluginLogLevel, text: string) => void): HostBinding {
  const decoder = new TextDecoder();
  return (namespace, operation, payload) => {
    const level = [operation, namespace].find(isPluginLogLevel) ?? 'info';
    log(level, decoder.decode(payload.subarray(0, 65_536)));
    return new Uint8Array(0);
  };
}
