import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, StoreError } from '../errors/TiValveError';
import { parseTs, type Ts } from '../model/ts';
import { makeFolder } from './makeFolder';

const FILE_NAME = 'checkpoint.json';
const FORMAT = 'tivalve-checkpoint';

/** Keeps the checkpointTs of one changefeed in a file. */
export interface CheckpointFile {
  /** What an earlier run has saved; `undefined` when there was none. */
  readonly savedTs: Ts | undefined;
  /** Saves atomically: after a crash the file has this ts or the one before. Calls must not overlap. */
  save(checkpointTs: Ts): Promise<void>;
}

/**
 * Opens the checkpoint of `stateDir`, which is made when it is not there.
 *
 * Errors with `TV_STORE_CHECKPOINT_CORRUPT` when the file is not what was written, and with `TV_STORE_IO` when the
 * folder cannot be used.
 */
export async function openCheckpointFile(stateDir: string): Promise<CheckpointFile> {
  const path = join(stateDir, FILE_NAME);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw new StoreError('TV_STORE_IO', `${path}: ${messageOf(cause)}`, {
        cause,
        hint: 'name a folder that this user may write',
      });
    }
  };
  const text = await guarded(async () => {
    await makeFolder(stateDir);
    return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  });
  return {
    savedTs: text === undefined ? undefined : parseCheckpoint(path, text),
    save: (checkpointTs) =>
      guarded(async () => {
        const temporary = `${path}.new`;
        const file = await open(temporary, 'w', 0o600);
        try {
          await file.writeFile(
            `${JSON.stringify({ format: FORMAT, version: 1, checkpointTs: checkpointTs.toString() })}\n`,
          );
          await file.datasync();
        } finally {
          await file.close();
        }
        await rename(temporary, path);
        await syncFolder(stateDir);
      }),
  };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parseCheckpoint(path: string, text: string): Ts {
  const corrupt = (what: string, cause?: unknown): StoreError =>
    new StoreError('TV_STORE_CHECKPOINT_CORRUPT', `${path}: ${what}`, {
      cause,
      hint: 'remove the file to start from the beginning, or name another state folder',
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw corrupt(messageOf(cause), cause);
  }
  const { format, version, checkpointTs } = (json ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || version !== 1) throw corrupt(`not a checkpoint of format ${FORMAT}, version 1`);
  const ts = typeof checkpointTs === 'string' ? parseTs(checkpointTs) : undefined;
  if (ts === undefined) throw corrupt('checkpointTs is not a ts');
  return ts;
}
