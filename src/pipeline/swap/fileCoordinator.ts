import { join } from 'node:path';
import { filter, Subject } from 'rxjs';
import { messageOf, StoreError } from '../../errors/TiValveError';
import { makeFolder } from '../../store/makeFolder';
import { readIfThere, replaceFile, syncFolder } from '../../store/replaceFile';
import { applyTransaction, type CoordinatorEntries, entriesAt, NO_ENTRIES } from './applyTransaction';
import type { Coordinator, CoordinatorChange, CoordinatorEntry } from './Coordinator';

const FILE_NAME = 'coordinator.json';
const FORMAT = 'tivalve-coordinator';

/**
 * Opens a coordinator of one process that keeps everything in one file of `folder`, which is made when it is not there.
 * After a crash the file has a transaction as a whole or not at all. Calls may overlap; they run one after the other.
 *
 * Errors with `TV_STORE_COORDINATOR_CORRUPT` when the file is not what was written, and with `TV_STORE_IO` when the
 * folder cannot be used, now or in a later call.
 */
export async function openFileCoordinator(folder: string): Promise<Coordinator> {
  const file = new CoordinatorFile(folder);
  await file.open();
  return file;
}

class CoordinatorFile implements Coordinator {
  private readonly folder: string;
  private readonly path: string;
  private readonly changes$ = new Subject<CoordinatorChange>();
  private held = NO_ENTRIES;
  /** The file may hold more than `held`: a write failed, and nobody has looked since. */
  private unsure = false;
  private last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
    this.path = join(folder, FILE_NAME);
  }

  open(): Promise<void> {
    return this.guarded(async () => {
      await makeFolder(this.folder);
      this.held = parseEntries(this.path, await readIfThere(this.path));
    });
  }

  get(key: string): Promise<CoordinatorEntry | undefined> {
    return this.inTurn(async () => {
      await this.makeSure();
      return this.held.entries.get(key);
    });
  }

  list(prefix: string): Promise<ReadonlyMap<string, CoordinatorEntry>> {
    return this.inTurn(async () => {
      await this.makeSure();
      return entriesAt(prefix, this.held);
    });
  }

  transact(...[transaction]: Parameters<Coordinator['transact']>): ReturnType<Coordinator['transact']> {
    return this.inTurn(async () => {
      await this.makeSure();
      const applied = applyTransaction(this.held, transaction);
      if (applied !== undefined && applied.after !== this.held) {
        this.unsure = true;
        await replaceFile(this.folder, FILE_NAME, textOf(applied.after));
        this.unsure = false;
        this.held = applied.after;
        for (const change of applied.changes) this.changes$.next(change);
      }
      return { succeeded: applied !== undefined, revision: this.held.revision };
    });
  }

  watch(prefix: string): ReturnType<Coordinator['watch']> {
    return this.changes$.pipe(filter(({ key }) => key.startsWith(prefix)));
  }

  /** Finds out how a write ended that failed: the folder is synchronised, and then what is read stays. */
  private async makeSure(): Promise<void> {
    if (!this.unsure) return;
    await syncFolder(this.folder);
    const { held } = this;
    this.held = parseEntries(this.path, await readIfThere(this.path));
    this.unsure = false;
    for (const change of changesBetween(held, this.held)) this.changes$.next(change);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(() => this.guarded(work));
    // The next in turn must not fail with this one; whoever asked hears of it.
    this.last = result.catch(() => undefined);
    return result;
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      throw new StoreError('TV_STORE_IO', `${this.path}: ${messageOf(cause)}`, {
        cause,
        hint: 'name a folder that this user may write',
      });
    }
  }
}

function changesBetween(before: CoordinatorEntries, after: CoordinatorEntries): CoordinatorChange[] {
  const { revision } = after;
  return [
    ...[...after.entries]
      .filter(([key, entry]) => before.entries.get(key)?.revision !== entry.revision)
      .map(([key, entry]) => ({ kind: 'put', key, ...entry }) as const),
    ...[...before.entries.keys()]
      .filter((key) => !after.entries.has(key))
      .map((key) => ({ kind: 'delete', key, revision }) as const),
  ];
}

function textOf({ revision, entries }: CoordinatorEntries): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, revision, entries: Object.fromEntries(entries) })}\n`;
}

function parseEntries(path: string, text: string | undefined): CoordinatorEntries {
  if (text === undefined) return NO_ENTRIES;
  const corrupt = (what: string, cause?: unknown): StoreError =>
    new StoreError('TV_STORE_COORDINATOR_CORRUPT', `${path}: ${what}`, {
      cause,
      hint: 'remove the file to start on the versions that the pipeline names, or name another state folder',
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw corrupt(messageOf(cause), cause);
  }
  const { format, version, revision, entries } = (json ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || version !== 1) throw corrupt(`not decisions of format ${FORMAT}, version 1`);
  if (!isRevision(revision)) throw corrupt('revision is not a whole number');
  if (typeof entries !== 'object' || entries === null) throw corrupt('entries are missing');
  return {
    revision,
    entries: new Map(
      Object.entries(entries).map(([key, entry]) => {
        const { value, revision: written } = (entry ?? {}) as Record<string, unknown>;
        if (typeof value !== 'string' || !isRevision(written) || written > revision) {
          throw corrupt(`entry ${key} is not a value with its revision`);
        }
        return [key, { value, revision: written }];
      }),
    ),
  };
}

const isRevision = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
