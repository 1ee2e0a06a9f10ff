import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { messageOf, SinkError } from '../errors/TiValveError';
import type { Sink } from '../model/sink';
import { type LineOptions, type LineTarget, lineSink } from './lineSink';

/**
 * Writes row JSON to standard output, or to another stream.
 *
 * Errors with `TV_SINK_GONE` when the reader of a pipe goes away, and with `TV_SINK_IO` when the stream breaks otherwise.
 */
export function stdoutSink(stream: Writable = process.stdout, options: LineOptions = {}): Sink {
  let failure: unknown;
  let failed = false;
  const onError = (cause: unknown): void => {
    failure = cause;
    failed = true;
  };
  stream.on('error', onError);
  const check = (): void => {
    if (failed) {
      // A pipe without a reader does not mend.
      const isGone = (failure as NodeJS.ErrnoException).code === 'EPIPE';
      throw new SinkError(isGone ? 'TV_SINK_GONE' : 'TV_SINK_IO', `standard output: ${messageOf(failure)}`, {
        cause: failure,
      });
    }
  };
  const target: LineTarget = {
    write: async (text) => {
      check();
      // `once` rejects when the stream fails while we wait.
      if (!stream.write(text)) await once(stream, 'drain').catch(onError);
      check();
    },
    flush: async () => check(),
    close: async () => {
      if (!failed && stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()));
      stream.off('error', onError);
      check();
    },
  };
  return lineSink(target, options);
}
