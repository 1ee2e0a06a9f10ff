import { concat, defer, type OperatorFunction } from 'rxjs';
import type { DdlEvent } from '../model/ddl';
import type { ChangeEvent } from '../model/event';
import { expand } from '../model/expand';
import { batchOf, type Flow, nonEmptyBatch } from '../model/flow';
import type { KvChange } from '../model/kv';
import { type Metrics, NO_METRICS } from '../model/metrics';
import { classifyChange, createMountedRow, type MountedTable } from '../schema/mountRow';
import type { SchemaStorage } from '../schema/schemaStorage';

export interface MountRowsOptions {
  /** Knows every table at every ts that comes. */
  readonly schema: SchemaStorage;
  readonly metrics?: Metrics;
}

/**
 * Makes rows of changes: finds the table of a key, partitions included, with the schema valid at `commitTs - 1`.
 *
 * ```text
 * source:  --[k1 k2 i2]--D3--[k4]--r5--|      i is an index entry, D a DDL
 *              mountRows({ schema })
 * output:  --[k1]--[k2]D3------[k4]r5--|
 * ```
 *
 * Columns are decoded when they are asked for. Index entries, metadata, rows of system tables, of ids that the schema
 * lacks and deletes without an old value leave nothing; each kind is counted. The last row of a transaction that is left says `endOfTxn`: a row waits until what
 * follows has shown whether its transaction goes on.
 *
 * Costs one look-up of the table per row, cached. Holds one row.
 *
 * Errors with `TV_SCHEMA_KEY_CORRUPT`, which names the key.
 *
 * @example
 * ```ts
 * barred$.pipe(mountRows({ schema }));
 * ```
 */
export function mountRows(options: MountRowsOptions): OperatorFunction<Flow<KvChange | DdlEvent>, Flow<ChangeEvent>> {
  return (source) =>
    defer(() => {
      const mounter = new Mounter(options);
      return concat(
        source.pipe(expand((flow) => mounter.mount(flow))),
        defer(() => mounter.rest()),
      );
    });
}

interface Waiting extends MountedTable {
  readonly change: KvChange;
}

class Mounter {
  private readonly schema: SchemaStorage;
  private readonly metrics: Metrics;
  private waiting: Waiting | undefined;

  constructor({ schema, metrics = NO_METRICS }: MountRowsOptions) {
    this.schema = schema;
    this.metrics = metrics;
  }

  mount(flow: Flow<KvChange | DdlEvent>): readonly Flow<ChangeEvent>[] {
    if (flow.kind === 'resolved') return [...this.rest(), flow];
    const events: ChangeEvent[] = [];
    const output: Flow<ChangeEvent>[] = [];
    for (const item of flow.items) {
      if ('kind' in item) {
        this.release(events);
        // A DDL travels alone.
        output.push(...nonEmptyBatch(events.splice(0)), batchOf([item]));
      } else this.change(item, events);
    }
    output.push(...nonEmptyBatch(events));
    return output;
  }

  /** The row that waits, as the last of its transaction. */
  rest(): readonly Flow<ChangeEvent>[] {
    const events: ChangeEvent[] = [];
    this.release(events);
    return nonEmptyBatch(events);
  }

  private change(change: KvChange, events: ChangeEvent[]): void {
    const place = classifyChange(change, this.schema);
    if (typeof place === 'string') {
      this.metrics.add(`tivalve_mount_dropped_${DROPPED[place]}_total`, 1);
      return;
    }
    this.release(events, change);
    this.waiting = { change, table: place.table, physicalId: place.physicalId };
  }

  private release(events: ChangeEvent[], next?: KvChange): void {
    if (this.waiting === undefined) return;
    const { change, table, physicalId } = this.waiting;
    const goesOn = next !== undefined && next.commitTs === change.commitTs && next.startTs === change.startTs;
    events.push(createMountedRow(change, table, physicalId, !goesOn));
    this.waiting = undefined;
  }
}

/** The middle of each counter's name. */
const DROPPED = {
  index: 'index_entries',
  meta: 'meta_entries',
  unknownTable: 'unknown_table_rows',
  system: 'system_rows',
  noOldValue: 'deletes_without_old_value',
} as const;
