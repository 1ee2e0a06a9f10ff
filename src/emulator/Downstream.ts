import type { Span } from '../model/span';
import { spanHas } from '../model/span';
import type { Ts } from '../model/ts';
import type { Change } from './Change';
import type { FeedConnection } from './FeedConnection';

/** Bits of a transaction's origin that say a replica wrote it. */
const REPLICA_BITS = 0xff;

/** One live registration: a region on a connection, under a request id. */
export class Downstream {
  readonly connection: FeedConnection;
  readonly regionId: number;
  readonly requestId: bigint;
  readonly version: number;
  readonly checkpointTs: Ts;
  /** Raw; `undefined` when the whole region is observed. */
  readonly span: Span | undefined;
  readonly filterLoop: boolean;
  state: 'uninitialized' | 'initializing' | 'normal' | 'stopped' = 'uninitialized';
  /** The highest resolved ts so far. */
  advancedTs: Ts = 0n;
  /** Whether it has lost its voice. It stays so: what it kept to itself would be missing from what it said later. */
  isSilent = false;

  constructor(fields: Omit<Downstream, 'state' | 'advancedTs' | 'isSilent' | 'isStopped' | 'sees' | 'observes'>) {
    this.connection = fields.connection;
    this.regionId = fields.regionId;
    this.requestId = fields.requestId;
    this.version = fields.version;
    this.checkpointTs = fields.checkpointTs;
    this.span = fields.span;
    this.filterLoop = fields.filterLoop;
  }

  get isStopped(): boolean {
    return this.state === 'stopped';
  }

  /** Whether a change reaches this registration: by its key, and by who wrote it. */
  sees({ kind, record, txnSource }: Change): boolean {
    if (kind === 'blank') return this.span === undefined;
    if (this.span !== undefined && !spanHas(this.span, record.key)) return false;
    return kind === 'rollback' || this.observes(txnSource);
  }

  /** Whether rows of a transaction of this origin are wanted. */
  observes(txnSource: number): boolean {
    if (txnSource === 0) return true;
    return txnSource <= REPLICA_BITS && !this.filterLoop;
  }
}
