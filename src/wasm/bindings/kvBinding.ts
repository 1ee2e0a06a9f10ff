import { messageOf, SinkError } from '../../errors/TiValveError';
import { systemCodeOf } from '../confinedFolder';
import type { HostBinding } from '../hostBinding';
import type { KvStore } from './kvStore';
import { readPrefixed } from './readPrefixed';

const MAX_KEY_BYTES = 1024;
const MAX_VALUE_BYTES = 1024 * 1024;
const MAX_KEYS = 10_000;
const NOTHING = new Uint8Array(0);
const ABSENT = Uint8Array.of(0);

/** The system's codes that are about the disk and not about the request. */
const OF_THE_DISK = /^(EIO|ENOSPC|EDQUOT|EROFS|EACCES|EBADF|EFBIG)$/;

/** What `list` answers: `u32 length, key` for each. */
function listed(keys: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    keys.flatMap((key) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(key.length);
      return [length, key];
    }),
  );
}

function put(store: KvStore, quotaBytes: number, key: Uint8Array, value: Uint8Array): void {
  if (value.length > MAX_VALUE_BYTES)
    throw new Error(`E2BIG: value has ${value.length} bytes, ${MAX_VALUE_BYTES} are allowed`);
  const before = store.get(key);
  if (before === undefined && store.keys >= MAX_KEYS) throw new Error(`EDQUOT: a plugin has at most ${MAX_KEYS} keys`);
  const size = store.sizeBytes + (before === undefined ? key.length : -before.length) + value.length;
  if (size > quotaBytes) throw new Error(`EDQUOT: ${size} bytes of state, ${quotaBytes} are granted`);
  store.put(key, value);
}

function run(store: KvStore, quotaBytes: number, operation: string, payload: Uint8Array): Uint8Array {
  if (operation === 'flush') {
    store.flush();
    return NOTHING;
  }
  const { head: key, rest: value } = readPrefixed(payload, MAX_KEY_BYTES);
  if (operation === 'list') return listed(store.list(key));
  if (key.length === 0) throw new Error('EINVAL: a key is not empty');
  switch (operation) {
    case 'get': {
      const found = store.get(key);
      return found === undefined ? ABSENT : Buffer.concat([Uint8Array.of(1), found]);
    }
    case 'put':
      put(store, quotaBytes, key, value);
      return NOTHING;
    case 'delete':
      store.delete(key);
      return NOTHING;
    default:
      throw new Error(`ENOSYS: kv has no operation ${operation}`);
  }
}

/**
 * Host binding `kv`: `get`, `put`, `delete`, `list` and `flush`, with `u32 key length, key, value` as payload; for `list` the
 * key is a prefix. `onFailure` hears of what the disk refused.
 *
 * Throws `EINVAL` for a payload or key that is none, `E2BIG` for a value that is too long, `EDQUOT` past the most keys or
 * `quotaBytes`, `ENOSYS` for other operations, and the disk's own codes.
 */
export function kvBinding(store: KvStore, quotaBytes: number, onFailure: (error: SinkError) => void): HostBinding {
  return (_namespace, operation, payload) => {
    try {
      return run(store, quotaBytes, operation, payload);
    } catch (thrown) {
      const code = systemCodeOf(thrown);
      // Refusals of the binding have no code of the system.
      if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && OF_THE_DISK.test(code)) {
        onFailure(
          new SinkError('TV_SINK_IO', `${operation} of the plugin's state: ${messageOf(thrown)}`, {
            cause: thrown,
            hint: 'Check the free space and the permissions of the folder for the state of plugins.',
          }),
        );
      }
      throw thrown;
    }
  };
}
