import { join } from 'node:path';
import { type ExpectedState, RecordingModel, readChanges, readPairs, readText } from './recordingModel';

const GOLDEN = join(__dirname, '..', 'fixtures', 'golden');

interface RecordedJob {
  readonly type?: string;
  readonly typeCode: number;
  readonly query: string;
  readonly startTs: string;
  readonly doneCommitTs?: string;
}

describe('what TiDB wrote', () => {
  it.each([
    { name: 'workload', schemaOf: 'workload' },
    { name: 'workload_latescan', schemaOf: 'workload' },
    { name: 'live', schemaOf: 'live' },
    { name: 'live_late', schemaOf: 'live' },
  ])('decodes to what it then held: $name', ({ name, schemaOf }) => {
    const file = (text: string): string => join(GOLDEN, schemaOf, text);
    const model = new RecordingModel(
      readPairs(file('schema.json.gz')),
      readChanges(join(GOLDEN, name, 'events.ndjson.gz')),
    );
    const snapshots = readText(file('snapshots.ndjson.gz')).split('\n').filter(Boolean);
    const states: ExpectedState[] = [...snapshots, readText(file('expected.json.gz'))].map((text) => JSON.parse(text));
    for (const state of states) {
      model.playTo(BigInt(state.atTs));
      expect(model.differences(state)).toEqual([]);
    }
    expect(model.mounted).toBeGreaterThan(1000);

    const jobs: RecordedJob[] = JSON.parse(readText(file('ddl.json')));
    expect(model.ddls.map(({ startTs, typeCode, query }) => ({ startTs: String(startTs), typeCode, query }))).toEqual(
      jobs.map(({ startTs, typeCode, query }) => ({ startTs, typeCode, query })),
    );
    for (const [i, { type, doneCommitTs }] of jobs.entries()) {
      const ddl = model.ddls[i];
      if (type !== undefined) expect(ddl?.ddlType).toBe(type);
      if (doneCommitTs !== undefined) expect(String(ddl?.commitTs)).toBe(doneCommitTs);
    }
  });
});
