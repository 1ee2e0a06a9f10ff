import { type OperatorFunction } from 'rxjs';
import { SchemaError } from '../errors/TiValveError';
import type { DdlEvent } from '../model/ddl';
import { expand } from '../model/expand';
import { batchOf, type Flow } from '../model/flow';
import type { KvChange } from '../model/kv';
import type { Metrics } from '../model/metrics';
import type { Ts } from '../model/ts';
import { type DdlJob, decodeAnnouncedPartitions, decodeDdlJob } from '../schema/ddlJob';
import type { SchemaStorage } from '../schema/schemaStorage';
import { salvageJob } from '../schema/unreadableJob';

/**
 * The DDL puller: makes DDL events of the sorted rows in which TiDB keeps its jobs, and feeds the schema on the way. A job
 * counts once it is done, at the commitTs of the row that says so. Jobs up to `startTs` change the schema and leave no
 * event. Jobs that reorganise partitions tell beforehand which ones they fill. A job that cannot be read is an event that
 * says so, and its tables have no schema from there on.
 *
 * Errors with `TV_ORDER_DDL`.
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
      const event = takeChange(change, schema, metrics);
      if (event !== null && event.commitTs > startTs) events.push(batchOf([event]));
    }
    return events;
  });
}

function takeChange(change: KvChange, schema: SchemaStorage, metrics: Metrics): DdlEvent | null {
  try {
    const job: DdlJob | undefined = decodeDdlJob(change, schema.ddlTables);
    if (job === undefined) {
      const announced = decodeAnnouncedPartitions(change, schema.ddlTables);
      if (announced !== undefined) schema.announce(announced);
      return null;
    }
    const event = schema.applyJob(job);
    metrics.add('tivalve_schema_applied_jobs_total', 1);
    return event;
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    metrics.add('tivalve_schema_unreadable_jobs_total', 1);
    return schema.loseJob(salvageJob(change, schema.ddlTables, error));
  }
}
