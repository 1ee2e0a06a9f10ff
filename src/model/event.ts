import type { DdlEvent } from './ddl';
import type { KvChange } from './kv';
import type { RowEvent } from './row';

/** What reaches a sink. */
export type ChangeEvent = RowEvent | DdlEvent;

/** What travels between the barrier and the mounter. */
export type MountInput = KvChange | DdlEvent;

/** Whether `item` is a DDL. */
export function isDdl(item: ChangeEvent | MountInput): item is DdlEvent {
  return 'kind' in item && item.kind === 'ddl';
}

/** Whether `item` is a mounted row. */
export function isRow(item: ChangeEvent): item is RowEvent {
  return item.kind === 'row';
}
