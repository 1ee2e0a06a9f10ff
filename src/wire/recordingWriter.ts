import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { messageOf, RecordingError } from '../errors/TiValveError';
import { changeDataEventToJson } from './changeDataJson';
import {
  RECORDING_FORMAT,
  RECORDING_VERSION,
  type RecordedItem,
  type RecordedRegistration,
  type RecordingHeader,
} from './recording';

/** What a writer takes: an item without its place in the file, which the writer gives it. */
export type ItemToRecord = RecordedItem extends infer Item
  ? Item extends RecordedItem
    ? Omit<Item, 'line'>
    : never
  : never;

/** A recording being written, a line at a time. */
export interface RecordingWriter {
  /** Resolves when the next item may be written. */
  write(item: ItemToRecord): Promise<void>;
  /** Resolves when everything is on disk. */
  close(): Promise<void>;
}

/**
 * Starts a recording at `path`, compressed when the name ends in `.gz`, with its header line.
 *
 * Errors with `TV_RECORDING_UNWRITABLE` when the file cannot be written.
 */
export async function createRecording(path: string, header: RecordingHeader): Promise<RecordingWriter> {
  const file = createWriteStream(path);
  let failure: RecordingError | undefined;
  const failed = (cause: unknown): void => {
    failure ??= new RecordingError('TV_RECORDING_UNWRITABLE', `${path}: ${messageOf(cause)}`, {
      cause,
      hint: 'name a folder that is there and that this user may write',
    });
  };
  let out: Writable = file;
  if (path.endsWith('.gz')) {
    const gzip = createGzip();
    gzip.pipe(file);
    gzip.on('error', failed);
    file.on('error', (cause) => gzip.destroy(cause));
    out = gzip;
  }
  file.on('error', failed);

  const writeLine = async (json: object): Promise<void> => {
    if (failure !== undefined) throw failure;
    if (!out.write(`${JSON.stringify(json)}\n`)) await once(out, 'drain').catch(failed);
    if (failure !== undefined) throw failure;
  };
  await writeLine({
    format: RECORDING_FORMAT,
    version: RECORDING_VERSION,
    source: header.source,
    clusterId: header.clusterId,
    startTs: header.startTs.toString(),
    regions: header.regions.map(({ regionId, checkpointTs, ...rest }) => ({
      id: String(regionId),
      ...registrationJson(rest),
      ...(checkpointTs !== header.startTs && { checkpointTs: checkpointTs.toString() }),
    })),
  });
  return {
    write: (item) => writeLine(itemJson(item)),
    close: async () => {
      out.end();
      await finished(file).catch(failed);
      if (failure !== undefined) throw failure;
    },
  };
}

function itemJson(item: ItemToRecord): object {
  const { atMs, storeId } = item;
  if (item.kind === 'message') return { atMs, storeId, message: changeDataEventToJson(item.message) };
  if (item.kind === 'error') return { atMs, storeId, error: item.grpcStatus };
  const { regionId, checkpointTs, ...rest } = item.registration;
  return {
    atMs,
    storeId,
    register: { regionId: String(regionId), ...registrationJson(rest), checkpointTs: checkpointTs.toString() },
  };
}

function registrationJson(registration: Omit<RecordedRegistration, 'regionId' | 'checkpointTs'>): object {
  const { requestId, storeId, span, epoch } = registration;
  return {
    requestId: String(requestId),
    ...(storeId !== undefined && { storeId }),
    startKey: Buffer.from(span.startKey).toString('hex'),
    endKey: Buffer.from(span.endKey).toString('hex'),
    epoch: { confVer: String(epoch.confVer), version: String(epoch.version) },
  };
}
