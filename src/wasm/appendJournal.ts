import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { ConfinedFolder, systemCodeOf } from './confinedFolder';
import { isAlive, machine, startOf } from './processIdentity';

/** Notes, while an append runs, which file it grows and from where. */
export interface AppendJournal {
  begin(path: string, size: number): void;
  end(): void;
  close(): void;
}

const PREFIX = '.tivalve-append-';
const NAME = /^\.tivalve-append-([0-9a-f]{12})-(\d+)-(\d+)-[0-9a-f]{16}$/;

/** Whether a name in a granted folder is the host's own. */
export function isJournalName(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** Cuts off what the append noted in `journal` may have left. A note that was not finished is one whose append never began. */
function recover(root: string, journal: string): void {
  const note: unknown = parseNote(readFileSync(journal, 'utf8'));
  if (!Array.isArray(note)) return;
  const [name, size]: unknown[] = note;
  if (typeof name !== 'string' || typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return;
  const parts = name.split(sep);
  if (name === '' || isAbsolute(name) || parts.some((part) => part === '' || part === '.' || part === '..')) return;
  const folder = new ConfinedFolder(root);
  try {
    const descriptor = folder.openFile(parts, constants.O_RDWR);
    try {
      const stat = fstatSync(descriptor);
      if (stat.isFile() && stat.size > size) ftruncateSync(descriptor, size);
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    // Where a link or nothing stands now, there is no torn end.
    if (!['ENOENT', 'ENOTDIR', 'ELOOP', 'EPERM'].includes(systemCodeOf(thrown))) throw thrown;
  } finally {
    folder.close();
  }
}

function parseNote(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The journals that this process has open, by folder. */
const shared = new Map<string, { readonly journal: AppendJournal; users: number }>();

/**
 * Opens the journal of this process in `root`, a real path: the same one for all who ask for it, since two versions of a
 * plugin may write side by side, and what one has noted ends with the next append of either. The first opening does what
 * the journals of dead processes of this machine ask for: a process that was killed inside an append leaves a torn end,
 * which is cut off here. Journals of living processes and of other machines are left alone: their appends may be under way.
 */
export function openAppendJournal(root: string): AppendJournal {
  // A folder that was taken away and made again is another one.
  const { dev, ino } = statSync(root);
  const key = `${dev}:${ino}:${root}`;
  const entry = shared.get(key) ?? { journal: openOwnJournal(root), users: 0 };
  shared.set(key, entry);
  entry.users += 1;
  const { journal } = entry;
  let open = true;
  return {
    begin: (path, size) => journal.begin(path, size),
    end: () => journal.end(),
    close() {
      if (!open) return;
      open = false;
      entry.users -= 1;
      if (entry.users > 0) return;
      shared.delete(key);
      journal.close();
    },
  };
}

function openOwnJournal(root: string): AppendJournal {
  for (const name of readdirSync(root)) {
    const [, owner, pid = '0', start = '0'] = NAME.exec(name) ?? [];
    if (owner !== machine() || isAlive(Number(pid), start)) continue;
    const journal = join(root, name);
    try {
      recover(root, journal);
      unlinkSync(journal);
    } catch (thrown) {
      // Two that open at once both come here, and one finds the other's work done.
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw thrown;
    }
  }
  const path = join(
    root,
    `${PREFIX}${machine()}-${process.pid}-${startOf(process.pid)}-${randomBytes(8).toString('hex')}`,
  );
  const descriptor = openSync(path, 'wx', 0o600);
  let noted = 0;
  const end = (): void => {
    ftruncateSync(descriptor, 0);
    noted = 0;
  };
  return {
    begin(file, size) {
      // The note of an append that could not be taken back is still there, and may be longer.
      if (noted > 0) end();
      noted = writeSync(descriptor, JSON.stringify([relative(root, file), size]), 0);
    },
    end,
    close() {
      closeSync(descriptor);
      // Whoever took the folder away took the journal with it.
      rmSync(path, { force: true });
    },
  };
}
