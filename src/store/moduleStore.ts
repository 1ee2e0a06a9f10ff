import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, StoreError } from '../errors/TiValveError';
import { makeFolder } from './makeFolder';
import { namesIn, replaceFile } from './replaceFile';

/** Keeps modules by their sha256, so that a version can be opened again whatever has become of the file it came from. */
export interface ModuleStore {
  /** Answers the digest, as hex. */
  keep(bytes: Uint8Array): Promise<string>;
  /** Errors with `TV_STORE_IO` when it is not there, or is not what was kept. */
  read(digest: string): Promise<Uint8Array>;
  /** Lets go of all others, and of what a process that died has not written to its end. Not while one is being kept. */
  retain(digests: ReadonlySet<string>): Promise<void>;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const FILE = /^([0-9a-f]{64})\.wasm(\.new)?$/;

/** Keeps modules in a folder, which is made when there is something to keep. Errors with `TV_STORE_IO`. */
export function folderModuleStore(folder: string): ModuleStore {
  const guarded = async <T>(
    path: string,
    work: () => Promise<T>,
    hint = 'modules of plugins are kept in the state folder, which only TiValve writes',
  ): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw new StoreError('TV_STORE_IO', `${path}: ${messageOf(cause)}`, { cause, hint });
    }
  };
  return {
    keep: (bytes) =>
      guarded(folder, async () => {
        const digest = digestOf(bytes);
        if ((await namesIn(folder)).includes(`${digest}.wasm`)) return digest;
        await makeFolder(folder);
        await replaceFile(folder, `${digest}.wasm`, bytes);
        return digest;
      }),
    read: (digest) =>
      guarded(
        join(folder, `${digest}.wasm`),
        async () => {
          const bytes = await readFile(join(folder, `${digest}.wasm`));
          if (digestOf(bytes) !== digest) throw new Error('the file is not what was kept');
          return bytes;
        },
        'A swap has put this module to work. Put the file back, or remove coordinator.json to start on what the pipeline names.',
      ),
    retain: (digests) =>
      guarded(folder, async () => {
        for (const name of await namesIn(folder)) {
          const [, digest, unfinished] = FILE.exec(name) ?? [];
          if (digest === undefined || (digests.has(digest) && unfinished === undefined)) continue;
          await rm(join(folder, name), { force: true });
        }
      }),
  };
}

/** Keeps modules as long as the process lives. */
export function memoryModuleStore(): ModuleStore {
  const modules = new Map<string, Uint8Array>();
  return {
    keep: async (bytes) => {
      const digest = digestOf(bytes);
      modules.set(digest, bytes);
      return digest;
    },
    read: async (digest) => {
      const bytes = modules.get(digest);
      if (bytes !== undefined) return bytes;
      throw new StoreError('TV_STORE_IO', `module ${digest} was not kept`);
    },
    retain: async (digests) => {
      for (const digest of modules.keys()) if (!digests.has(digest)) modules.delete(digest);
    },
  };
}
