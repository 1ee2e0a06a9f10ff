import type { Change } from './Change';
import type { CdcError } from './cdcError';

/** Who hears of what happens in regions: the change feed of a store. */
export interface FeedObserver {
  /** What a command wrote to a region. */
  observe(region: { readonly id: number }, changes: readonly Change[]): void;
  /** Every registration of a region ends with an error. */
  failRegion(regionId: number, error: CdcError): void;
}
