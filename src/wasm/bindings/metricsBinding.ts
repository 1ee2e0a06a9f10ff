import type { Metrics } from '../../model/metrics';
import type { HostBinding } from '../hostBinding';
import { utf8 } from './readPrefixed';

const NAME = /^[a-z][a-z0-9_]{0,63}$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** Each name is a series that someone stores. */
const MAX_NAMES = 100;
const MAX_TEXT_BYTES = 64;
const NOTHING = new Uint8Array(0);

function numberOf(payload: Uint8Array): number {
  const text = payload.length > MAX_TEXT_BYTES ? '' : utf8('value', payload);
  const value = Number(text);
  if (!NUMBER.test(text) || !Number.isFinite(value))
    throw new Error('EINVAL: value is not the text of a finite number');
  return value;
}

/** How a plugin's metric is called outside. */
export function pluginMetricName(plugin: string, name: string): string {
  return `tivalve_plugin_${plugin.replaceAll('-', '_')}_${name}`;
}

/**
 * Host binding `metrics` of one plugin, for all its instances: the namespace is a metric's name, `add` adds to a counter,
 * `set` sets a gauge, the payload is the decimal text of a finite number. A name is a counter or a gauge for good.
 *
 * Throws `EINVAL` for a name or value that is none, a counter that would go down, and a name of the other kind; `ENOSPC`
 * past the most names; `ENOSYS` for other operations.
 */
export function metricsBinding(plugin: string, metrics: Metrics): HostBinding {
  const kinds = new Map<string, 'add' | 'set'>();
  return (name, operation, payload) => {
    if (operation !== 'add' && operation !== 'set') throw new Error(`ENOSYS: metrics has no operation ${operation}`);
    if (!NAME.test(name)) throw new Error('EINVAL: a metric is named [a-z][a-z0-9_]{0,63}');
    const value = numberOf(payload);
    if (operation === 'add' && value < 0) throw new Error(`EINVAL: counter ${name} cannot go down`);
    const kind = kinds.get(name);
    if (kind === undefined) {
      if (kinds.size >= MAX_NAMES) throw new Error(`ENOSPC: a plugin has at most ${MAX_NAMES} metrics`);
      kinds.set(name, operation);
    } else if (kind !== operation) {
      throw new Error(`EINVAL: ${name} is a ${kind === 'add' ? 'counter' : 'gauge'}`);
    }
    metrics[operation](pluginMetricName(plugin, name), value);
    return NOTHING;
  };
}
