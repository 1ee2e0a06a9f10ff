import type { Clocks } from '../../model/pluginClocks';
import type { HostBinding } from '../hostBinding';

/**
 * Host binding `clock`: `now` answers milliseconds since 1970, `monotonic` nanoseconds since some moment that does not
 * change, both as decimal text. Throws `ENOSYS` for other operations.
 */
export function clockBinding(clocks: Clocks): HostBinding {
  return (_namespace, operation) => {
    switch (operation) {
      case 'now':
        return Buffer.from(String(Math.floor(clocks.nowMs())));
      case 'monotonic':
        return Buffer.from(String(clocks.monotonicNs()));
      default:
        throw new Error(`ENOSYS: clock has no operation ${operation}`);
    }
  };
}
