import { readdirSync } from 'node:fs';
import { heapBytes } from './heapBytes';

/** What a process has that goes away with what needed it. */
export interface Leftovers {
  /** Garbage is not counted. */
  readonly heapBytes: number;
  readonly bufferBytes: number;
  /** Of WebAssembly, in the main thread. */
  readonly instances: number;
  readonly memories: number;
  readonly threads: number;
  readonly files: number;
  readonly timers: number;
  readonly listeners: number;
}

const alive = { instances: 0, memories: 0 };
const gone = new FinalizationRegistry<keyof typeof alive>((kind) => {
  alive[kind] -= 1;
});

/** Has instances of WebAssembly counted that are made from now on. */
export function countInstances(): void {
  const note = (kind: keyof typeof alive, thing: object): void => {
    alive[kind] += 1;
    gone.register(thing, kind);
  };
  const counted = new Proxy(WebAssembly.Instance, {
    construct(target, args, newTarget) {
      const instance = Reflect.construct(target, args, newTarget) as WebAssembly.Instance;
      note('instances', instance);
      for (const exported of Object.values(instance.exports))
        if (exported instanceof WebAssembly.Memory) note('memories', exported);
      return instance;
    },
  });
  Object.defineProperty(WebAssembly, 'Instance', { value: counted });
}

/** Counts what there is, once what is collected has been told of. */
export async function leftovers(): Promise<Leftovers> {
  for (let round = 0; round < 3; round += 1) {
    heapBytes();
    // Finalizers run in a turn of their own.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  return {
    heapBytes: heapBytes(),
    bufferBytes: process.memoryUsage().arrayBuffers,
    ...alive,
    threads: readdirSync('/proc/self/task').length,
    files: readdirSync('/proc/self/fd').length,
    timers,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  };
}
