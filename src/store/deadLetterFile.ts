import { writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, StoreError } from '../errors/TiValveError';
import type { DeadLetter, DeadLetters } from '../model/deadLetter';
import { ddlJsonOf, rowJsonOf } from '../model/rowJson';
import { makeFolder } from './makeFolder';
import { cutTornLine } from './tornLine';

/** Keeps dead letters of one changefeed in a file, one JSON object a line. */
export interface DeadLetterFile extends DeadLetters {
  /** Resolves when every letter is durable. To be awaited before a checkpointTs above them is kept. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** The name of the file in a state folder. */
export const DEAD_LETTER_FILE = 'dead-letters.ndjson';

const FLUSH_BYTES = 65_536;

/**
 * Opens the dead letters of `stateDir`, which is made when it is not there; the file only its owner can read. A line that
 * a crash has cut off is removed: its event comes again. After a crash a letter may stand there twice, with the same
 * table, key, startTs and commitTs.
 *
 * Errors with `TV_STORE_IO`.
 */
export async function openDeadLetterFile(stateDir: string): Promise<DeadLetterFile> {
  const path = join(stateDir, DEAD_LETTER_FILE);
  const failed = (cause: unknown): StoreError =>
    new StoreError('TV_STORE_IO', `${path}: ${messageOf(cause)}`, { cause, hint: 'make room, or mend the rights' });
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw failed(cause);
    }
  };
  const file = await guarded(async () => {
    await makeFolder(stateDir);
    return open(path, 'a+', 0o600);
  });
  await guarded(() => cutTornLine(file));
  let waiting: string[] = [];
  let waitingBytes = 0;
  let isDirty = false;
  let isOpen = true;
  const write = (): void => {
    if (waiting.length === 0) return;
    isDirty = true;
    const bytes = Buffer.from(waiting.join(''), 'utf8');
    waiting = [];
    waitingBytes = 0;
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file.fd, bytes, at);
    } catch (cause) {
      throw failed(cause);
    }
  };
  const flush = async (): Promise<void> => {
    write();
    if (!isDirty) return;
    await guarded(() => file.datasync());
    isDirty = false;
  };
  return {
    // Written at once when there is much of it: what is kept aside is not counted by any budget.
    add: (letter) => {
      const line = `${JSON.stringify(letterJsonOf(letter))}\n`;
      waiting.push(line);
      waitingBytes += line.length;
      if (waitingBytes >= FLUSH_BYTES) write();
    },
    flush,
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      try {
        await flush();
      } finally {
        await file.close();
      }
    },
  };
}

function letterJsonOf({ event, code, message, by, raw }: DeadLetter): object {
  if (event.kind === 'ddl') return { kind: 'ddl', code, message, event: ddlJsonOf(event) };
  const { type, table, tableId, startTs, commitTs } = event;
  return {
    kind: 'row',
    code,
    message,
    ...(by !== undefined && { by }),
    type,
    db: table.db,
    table: table.table,
    tableId: String(tableId),
    startTs: startTs.toString(),
    commitTs: commitTs.toString(),
    ...(raw === undefined && { event: rowJsonOf(event) }),
    ...(raw && { key: base64(raw.key), value: base64(raw.value), oldValue: base64(raw.oldValue) }),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
