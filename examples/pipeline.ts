/** A definition for `tivalve run examples/pipeline.ts`: the shop's orders as row JSON, without their notes. */
import { definePipeline, mapRows, replaySource } from 'tivalve';

export default definePipeline({
  source: replaySource({ recording: 'demo/workload.ndjson.gz', schema: 'demo/workload.schema.json.gz' }),
  tables: ['shop.orders'],
  through: [mapRows(() => ({ row: { note: undefined }, before: { note: undefined } }))],
  sink: 'stdout:',
});
