import type { RowEvent } from '../../src/model/row';
import { rowJsonLine } from '../../src/model/rowJson';
import { definePipeline, type PipelineInput } from '../../src/pipeline/definePipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import { replaySource } from '../../src/sources/replaySource';
import { recordingSink } from '../../src/testing';
import { applyLines, comparable, goldenPath, readExpected } from '../helpers/golden';

const source = replaySource({
  recording: goldenPath('dml', 'events.ndjson.gz'),
  schema: goldenPath('dml', 'schema.json.gz'),
});

async function rowsOf(input: Partial<PipelineInput>): Promise<{ rows: readonly RowEvent[]; lines: readonly string[] }> {
  const sink = recordingSink();
  await runPipeline(definePipeline({ source, sink, forceReplicate: true, ...input })).done;
  return {
    rows: sink.events.filter((event): event is RowEvent => event.kind === 'row'),
    lines: sink.events.map(rowJsonLine),
  };
}

const changesKey = (row: RowEvent): boolean =>
  row.type === 'update' &&
  [...row.table.keyColumns, ...row.table.uniqueKeys.flat()].some((name) => row.get(name) !== row.getBefore(name));

describe('splitUpdates in a definition, on a recording of a real TiDB', () => {
  it.each([
    { mode: 'off', updates: true, keyUpdates: true },
    { mode: 'keyChanges', updates: true, keyUpdates: false },
    { mode: 'all', updates: false, keyUpdates: false },
  ] as const)(
    '$mode: the tables come out the same, and transactions stay whole',
    async ({ mode, updates, keyUpdates }) => {
      const { rows, lines } = await rowsOf({ splitUpdates: mode });
      expect(rows.some(({ type }) => type === 'update')).toBe(updates);
      expect(rows.some(changesKey)).toBe(keyUpdates);
      const { wanted, found } = comparable(readExpected('dml'), applyLines(lines));
      expect(found).toEqual(wanted);
      // Each transaction ends once, with its last row.
      const ends = rows.filter(({ endOfTxn }) => endOfTxn).map(({ startTs, commitTs }) => `${startTs} ${commitTs}`);
      const runs = rows.flatMap((row, i) => {
        const next = rows[i + 1];
        const isLast = next === undefined || next.startTs !== row.startTs || next.commitTs !== row.commitTs;
        return isLast ? [`${row.startTs} ${row.commitTs}`] : [];
      });
      expect(ends).toEqual(runs);
      expect(new Set(ends).size).toBe(ends.length);
    },
    60_000,
  );
});
