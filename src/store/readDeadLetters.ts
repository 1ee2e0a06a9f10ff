import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { messageOf, StoreError } from '../errors/TiValveError';
import { DEAD_LETTER_FILE } from './deadLetterFile';

/** A dead letter as the file has it. */
export interface StoredLetter {
  /** Its number, from 1; letters that stand there twice after a crash count once. */
  readonly number: number;
  readonly kind: 'row' | 'ddl';
  readonly code: string;
  readonly message: string;
  /** Who refused it. */
  readonly by?: string;
  readonly db: string;
  readonly table: string;
  readonly commitTs: string;
  /** The line as it stands there. */
  readonly line: string;
  /** The event as row JSON, when it could be read. */
  readonly event: unknown;
}

/**
 * Reads the dead letters of a state folder one by one; none when it has no file.
 *
 * Errors with `TV_STORE_IO`, which names the line, for a file that cannot be read or is not what was written.
 */
export async function* readDeadLetters(stateDir: string): AsyncGenerator<StoredLetter> {
  const path = join(stateDir, DEAD_LETTER_FILE);
  const failed = (cause: unknown, at = ''): StoreError =>
    new StoreError('TV_STORE_IO', `${path}${at}: ${messageOf(cause)}`, { cause });
  const seen = new Set<string>();
  let lineNumber = 0;
  let number = 0;
  const input = createReadStream(path, { encoding: 'utf8' });
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      lineNumber += 1;
      if (line === '') continue;
      const letter = parseLetter(line, (cause) => failed(cause, `, line ${lineNumber}`));
      const name = nameOf(letter.fields);
      if (seen.has(name)) continue;
      seen.add(name);
      number += 1;
      yield { number, line, ...letter.told };
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw cause instanceof StoreError ? cause : failed(cause);
  }
}

/**
 * Removes dead letters for good; answers how many went. The file is replaced as a whole, so that a crash leaves the old one
 * or the new one. No run may be using the folder.
 *
 * Errors as `readDeadLetters`.
 */
export async function dropDeadLetters(stateDir: string, isDropped: (letter: StoredLetter) => boolean): Promise<number> {
  const path = join(stateDir, DEAD_LETTER_FILE);
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600).catch((cause: unknown) => {
    throw new StoreError('TV_STORE_IO', `${temporary}: ${messageOf(cause)}`, { cause });
  });
  let dropped = 0;
  try {
    for await (const letter of readDeadLetters(stateDir)) {
      if (isDropped(letter)) dropped += 1;
      else await file.appendFile(`${letter.line}\n`);
    }
    await file.datasync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  if (dropped > 0) await rename(temporary, path);
  else await rm(temporary, { force: true });
  return dropped;
}

type Fields = Readonly<Record<string, unknown>>;

function parseLetter(
  line: string,
  failed: (cause: unknown) => StoreError,
): { readonly fields: Fields; readonly told: Omit<StoredLetter, 'number' | 'line'> } {
  let fields: Fields;
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null) throw new SyntaxError('not an object');
    fields = parsed as Fields;
  } catch (cause) {
    throw failed(cause);
  }
  const { kind, code, message, by, event } = fields;
  if (kind !== 'row' && kind !== 'ddl') throw failed(new SyntaxError('neither a row nor a DDL'));
  const place = (kind === 'ddl' ? event : fields) as Fields;
  return {
    fields,
    told: {
      kind,
      code: String(code),
      message: String(message),
      ...(typeof by === 'string' && { by }),
      db: String(place['db'] ?? ''),
      table: String(place['table'] ?? ''),
      commitTs: String(place['commitTs'] ?? ''),
      event,
    },
  };
}

/** What tells an event apart, whatever its row holds. */
function nameOf({ kind, tableId, startTs, commitTs, key, event, by, code }: Fields): string {
  if (kind === 'ddl') return JSON.stringify([kind, code, event]);
  return JSON.stringify([kind, tableId, startTs, commitTs, key ?? event, by, code]);
}
