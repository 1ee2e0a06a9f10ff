/** The operators one by one, on region streams made by hand: two regions, a split transaction, one row too early. */
import { from, map } from 'rxjs';
import {
  type Flow,
  type KvChange,
  matchPrewriteCommit,
  mergeResolvedTs,
  type RawEntry,
  type RegionFeed,
  sortByCommitTs,
  WHOLE_KEYSPACE,
} from 'tivalve';
import { batch, commit, initialized, prewrite, regionStream, registration, resolved } from 'tivalve/testing';

const west = registration({ regionId: 1, endKey: 'm' });
const east = registration({ regionId: 2, startKey: 'm' });

const westFlows: Flow<RawEntry>[] = [
  batch(initialized()),
  batch(prewrite(10n, { key: 'apple', value: 'red' }), prewrite(14n, { key: 'fig', value: 'blue' })),
  batch(commit(14n, 15n, { key: 'fig' }), commit(10n, 12n, { key: 'apple' })),
  resolved(20n),
];
const eastFlows: Flow<RawEntry>[] = [
  batch(initialized()),
  batch(prewrite(10n, { key: 'pear', value: 'green' })),
  batch(commit(10n, 12n, { key: 'pear' })),
  resolved(13n),
];

const feeds: RegionFeed[] = [regionStream(west, from(westFlows)), regionStream(east, from(eastFlows))];

from(feeds)
  .pipe(
    map((feed): RegionFeed<KvChange> => {
      if (feed.kind !== 'region') return feed;
      return { ...feed, stream$: feed.stream$.pipe(matchPrewriteCommit()) };
    }),
    mergeResolvedTs({ span: WHOLE_KEYSPACE }),
    sortByCommitTs(),
  )
  .subscribe((flow) => {
    if (flow.kind === 'resolved') console.log(`resolved ${flow.ts}`);
    else
      for (const { commitTs, key, value } of flow.items)
        console.log(`${commitTs} ${Buffer.from(key)} = ${Buffer.from(value)}`);
  });
