import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, SinkError } from '../errors/TiValveError';
import type { Sink } from '../model/sink';
import { makeFolder } from '../store/makeFolder';
import { lineSink } from './lineSink';

const WRITE_BYTES = 256 * 1024;

/**
 * Appends row JSON to `events.ndjson` in `folder`, which is made when it is not there. Synchronised to disk at each
 * flush. A line that a crash cut off in an earlier run is cut away first.
 *
 * Errors with `TV_SINK_IO`, which names the file.
 */
export async function openFileSink(folder: string): Promise<Sink> {
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
  await guarded(async () => {
    const { size } = await file.stat();
    const whole = await endOfLastLine(file, size);
    if (whole < size) await file.truncate(whole);
  });

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
  return lineSink({
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
  });
}

const NEWLINE = 0x0a;
const BLOCK_BYTES = 64 * 1024;

/** Where the last whole line ends. */
async function endOfLastLine(file: Awaited<ReturnType<typeof open>>, size: number): Promise<number> {
  const block = Buffer.alloc(BLOCK_BYTES);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - BLOCK_BYTES);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const at = block.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}
