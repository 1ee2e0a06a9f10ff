import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** When a process began, in ticks since boot; a process id alone is soon given to another. Empty where it is not told. */
export function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}

/** Whether the process that began at `start` lives; in doubt it does. */
export function isAlive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    // EPERM: it lives and belongs to someone else.
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM')) return false;
  }
  const now = startOf(pid);
  return start === '0' || now === '0' || now === start;
}

/** The machine by name, as it stands in a file name. */
export function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
}
