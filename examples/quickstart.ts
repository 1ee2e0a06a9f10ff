/** Follows the changes of a shop, table by table, and stops after the first ten thousand rows. */
import { definePipeline, replaySource, runPipeline } from 'tivalve';

interface Tables {
  [table: string]: Record<string, string | number | bigint | Uint8Array | null>;
  'shop.users': { id: bigint; email: string; balance: string; tier: number | null };
}

const pipeline = definePipeline<Tables>({
  source: replaySource({ recording: 'demo/workload.ndjson.gz', schema: 'demo/workload.schema.json.gz' }),
  tables: ['shop.*'],
});

async function main(): Promise<void> {
  const running = runPipeline(pipeline);
  running.rows('shop.users').subscribe((row) => {
    if (row.get('balance') === '0.00') console.log(`user ${row.get('id')} has spent everything`);
  });

  const counts = new Map<string, number>();
  let rows = 0;
  for await (const event of running) {
    if (event.kind === 'ddl') {
      console.log(`${event.commitTs}  ${event.ddlType}: ${event.query}`);
      continue;
    }
    counts.set(event.table.table, (counts.get(event.table.table) ?? 0) + 1);
    rows += 1;
    if (rows === 10_000) break;
  }
  const { checkpointTs } = await running.stop();
  console.log(Object.fromEntries(counts), `checkpointTs ${checkpointTs}`);
}

void main();
