// A process of its own: writes two keys in one transaction for ever, and says of each that it was acknowledged.
import { writeSync } from 'node:fs';
import { openFileCoordinator } from '../../src/pipeline/swap/fileCoordinator';

async function writeForEver(folder: string): Promise<void> {
  const coordinator = await openFileCoordinator(folder);
  const begun = Number((await coordinator.get('a'))?.value ?? -1);
  for (let i = begun + 1; ; i += 1) {
    // Long enough that a write is not one page.
    const value = `${i}`.padStart(20_000, '0');
    await coordinator.transact({
      compares: [],
      puts: [
        { key: 'a', value },
        { key: 'b', value },
      ],
    });
    writeSync(1, `${i}\n`);
  }
}

writeForEver(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
