import { type OperatorFunction } from 'rxjs';
import type { DdlEvent } from '../model/ddl';
import { expand } from '../model/expand';
import { batchOf, type Flow } from '../model/flow';
import type { KvChange } from '../model/kv';
import type { Metrics } from '../model/metrics';
import type { Ts } from '../model/ts';
import { decodeAnnouncedPartitions, decodeDdlJob } from '../schema/ddlJob';
import type { SchemaStorage } from '../schema/schemaStorage';

/**
 * The DDL puller: makes DDL events of the sorted rows of `mysql.tidb_ddl_job`, and feeds the schema on the way. A job
 * counts once it is done, at the commitTs of the row that says so. Jobs up to `startTs` change the schema and leave no
 * event. Jobs that reorganise partitions tell beforehand which ones they fill.
 *
 * Errors with `TV_SCHEMA_DDL_JOB_CORRUPT`.
 */
export function readDdls(
  schema: SchemaStorage,
  startTs: Ts,
  metrics: Metrics,
): OperatorFunction<Flow<KvChange>, Flow<DdlEvent>> {
  return expand((flow): readonly Flow<DdlEvent>[] => {
    if (flow.kind === 'resolved') return [flow];
    const events: Flow<DdlEvent>[] = [];
    for (const change of flow.items) {
      const job = decodeDdlJob(change, schema.ddlJobTable);
      if (job === undefined) {
        const announced = decodeAnnouncedPartitions(change, schema.ddlJobTable);
        if (announced !== undefined) schema.announce(announced);
        continue;
      }
      const event = schema.applyJob(job);
      metrics.add('tivalve_schema_applied_jobs_total', 1);
      if (event !== null && event.commitTs > startTs) events.push(batchOf([event]));
    }
    return events;
  });
}
