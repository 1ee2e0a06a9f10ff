import { open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of a file; `undefined` when there is none. Errors with those of the system. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The names in a folder; none when it is not there. Errors with those of the system. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Writes a file so that after a crash it is whole: the new one or the one before. After a failure it is either of them,
 * and stays that one once `syncFolder` has succeeded. Calls for one file must not overlap.
 *
 * Errors with those of the system.
 */
export async function replaceFile(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const path = join(folder, name);
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(folder);
}

/** Makes durable what was renamed in a folder. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
