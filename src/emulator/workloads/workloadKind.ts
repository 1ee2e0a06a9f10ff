import type { SeededRandom } from '../random';
import type { EmulatedDatabase } from '../tidb/EmulatedDatabase';
import type { CommitMode } from '../transactionalStore';

/** What a workload's steps work with. */
export interface WorkloadContext {
  readonly db: EmulatedDatabase;
  readonly random: SeededRandom;
  /** The database that the workload has for itself. */
  readonly name: string;
  /** How many rows it begins with, or a transaction has; each kind says which. */
  readonly size: number;
  /** How the next transaction is carried out. */
  readonly mode: () => CommitMode;
}

/** A kind of workload. */
export interface WorkloadKind {
  readonly defaultSize: number;
  /** Makes the tables, and answers the step: one transaction or DDL, and how many rows it wrote. */
  readonly setUp: (context: WorkloadContext) => () => number;
}
