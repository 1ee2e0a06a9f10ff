import { filter, firstValueFrom } from 'rxjs';
import { loadRecording, readRecordingStart } from '../../src/emulator/loadRecording';
import { startEmulator } from '../../src/emulator/startEmulator';
import type { ChangeEvent } from '../../src/model/event';
import { rowJsonLine } from '../../src/model/rowJson';
import { physicalMsOf } from '../../src/model/ts';
import { definePipeline } from '../../src/pipeline/definePipeline';
import type { RunningPipeline } from '../../src/pipeline/runningPipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { tikvSource } from '../../src/sources/tikvSource';
import { recordingSink } from '../../src/testing';
import { goldenPath, replayLines } from '../helpers/golden';

/**
 * Replay sees what the recorder saw: of rows with one commitTs in several tables it may have another order of the same
 * transaction, and none of what lies above its last promise.
 */
function sortedLines(lines: readonly string[]): readonly string[] {
  return [...lines].sort();
}

describe('golden recordings over gRPC', () => {
  it.each([
    { name: 'workload', serve: 'atOnce' as const },
    { name: 'workload', serve: 'live' as const },
    { name: 'live', serve: 'atOnce' as const },
    { name: 'live', serve: 'live' as const },
  ])(
    '$name, loaded $serve into the emulator, gives the rows and DDLs that its replay gives',
    async ({ name, serve }) => {
      const files = { recording: goldenPath(name, 'events.ndjson.gz'), schema: goldenPath(name, 'schema.json.gz') };
      const replayed = await replayLines(files);
      const last = JSON.parse(replayed.at(-1) ?? '{}') as { readonly type: string; readonly ts: string };
      expect(last.type).toBe('resolved');
      const endTs = BigInt(last.ts);

      const startTs = await readRecordingStart(files.recording);
      let isPlaying = true;
      await using emulator = await startEmulator({
        stores: 3,
        resolvedTsIntervalMs: 10,
        // What is played live must not be older than what was promised.
        wallClockMs: () => (isPlaying ? physicalMsOf(startTs) : physicalMsOf(endTs) + performance.now()),
      });
      const sink = recordingSink();
      const follow = (startTs: bigint) =>
        runPipeline(definePipeline({ source: tikvSource({ pd: [...emulator.pd] }), forceReplicate: true, sink }), {
          startTs,
        });
      let running: RunningPipeline | undefined;
      await loadRecording(emulator, files.recording, {
        schema: files.schema,
        serve,
        // Played live, the follower is there from the first transaction on.
        onProgress: () => {
          if (serve === 'live') running ??= follow(startTs);
        },
      });
      isPlaying = false;
      emulator.splitEvenly(8);
      running ??= follow(startTs);
      await firstValueFrom(running.checkpointTs$.pipe(filter((ts) => ts >= endTs)));
      await running.stop();
      const followed = sink.events
        .filter((event: ChangeEvent) => event.commitTs <= endTs)
        .map((event) => rowJsonLine(event));
      expect(followed.length).toBe(replayed.length - 1);
      expect(sortedLines(followed)).toEqual(sortedLines(replayed.slice(0, -1)));
    },
    60_000,
  );
});
