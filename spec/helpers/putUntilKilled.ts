// A process of its own: puts for ever, and says of each put that it was acknowledged.
import { writeSync } from 'node:fs';
import { openKvStore } from '../../src/wasm/bindings/kvStore';

const [, , folder = ''] = process.argv;
const store = openKvStore(folder, 'probe');
// One key is the hot one.
for (let i = Math.max(0, store.keys - 1); ; i += 1) {
  // Overwrites make dead records, so that the file is also written anew now and then.
  store.put(Buffer.from('hot'), Buffer.alloc(20_000, i % 251));
  store.put(Buffer.from(`key ${i}`), Buffer.from(`value ${i}`));
  writeSync(1, `${i}\n`);
}
