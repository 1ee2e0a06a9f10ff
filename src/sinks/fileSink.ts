import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, SinkError } from '../errors/TiValveError';
import type { Sink } from '../model/sink';
import { makeFolder } from '../store/makeFolder';
import { cutTornLine } from '../store/tornLine';
import { type LineOptions, type LineTarget, lineSink } from './lineSink';

const WRITE_BYTES = 256 * 1024;

/**
 * Appends row JSON to `events.ndjson` in `folder`, which is made when it is not there. Synchronised to disk at each
 * flush. A line that a crash cut off in an earlier run is cut away first.
 *
 * Errors with `TV_SINK_IO`, which names the file.
 */
export async function openFileSink(folder: string, options: LineOptions = {}): Promise<Sink> {
  const path = join(folder, 'events.ndjson');
  const failed = (cause: unknown): SinkError =>
    new SinkError('TV_SINK_IO', `${path}: ${messageOf(cause)}`, {
      cause,
      hint: 'name a folder that this user may write',
    });
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw failed(cause);
    }
  };
  const file = await guarded(async () => {
    await makeFolder(folder);
    return open(path, 'a+');
  });
  await guarded(() => cutTornLine(file));

  let waiting: string[] = [];
  let waitingBytes = 0;
  let dirty = false;
  const drain = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const text = waiting.join('');
    waiting = [];
    waitingBytes = 0;
    dirty = true;
    await file.appendFile(text);
  };
  const flush = async (): Promise<void> => {
    await drain();
    if (dirty) await file.datasync();
    dirty = false;
  };
  const target: LineTarget = {
    write: async (text) => {
      waiting.push(text);
      waitingBytes += text.length;
      if (waitingBytes >= WRITE_BYTES) await guarded(drain);
    },
    flush: () => guarded(flush),
    close: () =>
      guarded(async () => {
        await flush();
        await file.close();
      }),
  };
  return lineSink(target, options);
}
