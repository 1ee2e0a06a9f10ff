import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { messageOf, StoreError } from '../errors/TiValveError';
import { parseTs, type Ts } from '../model/ts';
import { makeFolder } from './makeFolder';
import { readIfThere, replaceFile } from './replaceFile';

const FILE_NAME = 'checkpoint.json';
const FORMAT = 'tivalve-checkpoint';
const ID_FILE_NAME = 'run-id';

/** Keeps the checkpointTs of one changefeed in a file. */
export interface CheckpointFile {
  /** Tells this folder apart from all others; made once, before the first checkpoint. */
  readonly runId: string;
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
  await guarded(() => makeFolder(stateDir));
  const text = await guarded(() => readIfThere(path));
  const savedTs = text === undefined ? undefined : parseCheckpoint(path, text);
  return {
    runId: await guarded(() => openRunId(stateDir)),
    savedTs,
    save: (checkpointTs) =>
      guarded(() =>
        replaceFile(
          stateDir,
          FILE_NAME,
          `${JSON.stringify({ format: FORMAT, version: 1, checkpointTs: checkpointTs.toString() })}\n`,
        ),
      ),
  };
}

async function openRunId(stateDir: string): Promise<string> {
  const known = await readIfThere(join(stateDir, ID_FILE_NAME));
  if (known !== undefined && /^[0-9a-f]{16}$/.test(known.trim())) return known.trim();
  const id = newRunId();
  await replaceFile(stateDir, ID_FILE_NAME, `${id}\n`);
  return id;
}

/** An id for a run that keeps no state. */
export function newRunId(): string {
  return randomBytes(8).toString('hex');
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
