import { concat, from, of } from 'rxjs';
import type { Flow } from '../../src/model/flow';
import type { KvChange, RawEntry } from '../../src/model/kv';
import type { Source } from '../../src/model/source';
import type { Ts } from '../../src/model/ts';
import { META_SPAN } from '../../src/schema/keys';
import { batch, committed, initialized, regionStream, registration, resolved, sourceOf } from '../../src/testing';
import type { MemoryTransactionalStore } from './memoryTransactionalStore';

/**
 * A source of everything that a store committed above `fromTs`, as one region that was scanned, with a promise behind each
 * change.
 *
 * @param change - may turn a change into another one, or into several
 */
export function storeSource(
  store: MemoryTransactionalStore,
  fromTs: Ts,
  change: (change: KvChange) => KvChange | readonly KvChange[] = (one) => one,
): Source {
  const schema = store.readSpan(META_SPAN, fromTs).map(([key, value]) => ({ key, value }));
  const changes = store.changes(fromTs).flatMap(change);
  const tss = [...new Set(changes.map(({ commitTs }) => commitTs))];
  const flows: Flow<RawEntry>[] = tss.flatMap((ts) => [
    ...changes.filter(({ commitTs }) => commitTs === ts).map((one) => batch(committed(one.startTs, ts, one))),
    resolved(ts),
  ]);
  const stream$ = concat(of(batch(initialized())), from(flows));
  return sourceOf(of(regionStream<RawEntry>(registration({ checkpointTs: fromTs }), stream$)), {
    startTs: fromTs,
    schema,
  });
}
