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

/**
 * Opens the journal of one process in `root` and first does what the journals of dead processes of this machine ask for:
 * a process that was killed inside an append leaves a torn end, which is cut off here. Journals of living processes and of
 * other machines are left alone: their appends may be under way.
 */
export function openAppendJournal(root: string): AppendJournal {
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
  let open = true;
  return {
    begin(file, size) {
      writeSync(descriptor, JSON.stringify([relative(root, file), size]), 0);
    },
    end() {
      ftruncateSync(descriptor, 0);
    },
    close() {
      if (!open) return;
      open = false;
      closeSync(descriptor);
      // Whoever took the folder away took the journal with it.
      rmSync(path, { force: true });
    },
  };
}
