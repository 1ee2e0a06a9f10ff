import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, StoreError } from '../errors/TiValveError';
import type { PluginState } from '../model/pluginState';
import type { Ts } from '../model/ts';
import { makeFolder } from './makeFolder';
import { namesIn, readIfThere, replaceFile } from './replaceFile';

const FORMAT = 'tivalve-plugin-states';
const FILE = /^states-(\d+)\.json$/;

/** The states of a run's plugins, by the plugin's place in the pipeline. */
export type PluginStates = ReadonlyMap<string, PluginState>;

/** Keeps the states of a run's plugins beside its checkpoint, a file for each ts. */
export interface PluginStateFile {
  /** What was kept for exactly this ts; nothing when there is no file. Errors with `TV_STORE_CHECKPOINT_CORRUPT`. */
  read(ts: Ts): Promise<PluginStates>;
  /** Durable once it has settled. Those before stay until `retain`. */
  save(ts: Ts, states: PluginStates): Promise<void>;
  /** Lets go of those of every other ts. */
  retain(ts: Ts): Promise<void>;
}

/** The folder is made when there is something to keep. Errors with `TV_STORE_IO`. */
export function pluginStateFile(folder: string): PluginStateFile {
  const nameOf = (ts: Ts): string => `states-${ts}.json`;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      throw new StoreError('TV_STORE_IO', `${folder}: ${messageOf(cause)}`, {
        cause,
        hint: 'name a folder that this user may write',
      });
    }
  };
  return {
    read: (ts) =>
      guarded(async () => {
        const text = await readIfThere(join(folder, nameOf(ts)));
        return text === undefined ? new Map() : parseStates(join(folder, nameOf(ts)), text);
      }),
    save: (ts, states) =>
      guarded(async () => {
        await makeFolder(folder);
        await replaceFile(
          folder,
          nameOf(ts),
          `${JSON.stringify({ format: FORMAT, version: 1, states: jsonOf(states) })}\n`,
        );
      }),
    retain: (ts) =>
      guarded(async () => {
        for (const name of await namesIn(folder))
          if (FILE.test(name) && name !== nameOf(ts)) await rm(join(folder, name), { force: true });
      }),
  };
}

function jsonOf(states: PluginStates): object {
  return Object.fromEntries(
    [...states].map(([place, { plugin, version, instances }]) => [
      place,
      {
        plugin,
        version,
        instances: Object.fromEntries([...instances].map(([id, bytes]) => [id, Buffer.from(bytes).toString('base64')])),
      },
    ]),
  );
}

function parseStates(path: string, text: string): PluginStates {
  const corrupt = (what: string, cause?: unknown): StoreError =>
    new StoreError('TV_STORE_CHECKPOINT_CORRUPT', `${path}: ${what}`, {
      cause,
      hint: 'remove the file to have its plugins begin without what they had come to',
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw corrupt(messageOf(cause), cause);
  }
  const { format, version, states } = (json ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || version !== 1) throw corrupt(`not of the format ${FORMAT}, version 1`);
  if (typeof states !== 'object' || states === null) throw corrupt('has no states');
  return new Map(
    Object.entries(states as Record<string, unknown>).map(([place, state]) => {
      const { plugin, version: from, instances } = (state ?? {}) as Record<string, unknown>;
      if (typeof plugin !== 'string' || typeof from !== 'string' || typeof instances !== 'object' || instances === null)
        throw corrupt(`the state of ${place} is not whole`);
      return [
        place,
        {
          plugin,
          version: from,
          instances: new Map(
            Object.entries(instances as Record<string, unknown>).map(([id, bytes]) => {
              if (typeof bytes !== 'string') throw corrupt(`the state of ${place} is not whole`);
              return [id, Buffer.from(bytes, 'base64')];
            }),
          ),
        },
      ];
    }),
  );
}
