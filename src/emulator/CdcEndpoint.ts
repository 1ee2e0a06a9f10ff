import { status } from '@grpc/grpc-js';
import type { Subscription } from 'rxjs';
import { NO_BYTES } from '../model/kv';
import type { Ts } from '../model/ts';
import { bigintOf, numberOf } from '../model/uint64';
import type { cdcpb } from '../wire/generated/messages';
import type { Change } from './Change';
import type { Cluster } from './Cluster';
import type { CdcError } from './cdcError';
import { Downstream } from './Downstream';
import { EventEncoder, ROW_OP, ROW_TYPE, type WireRow } from './EventEncoder';
import type { FeedConnection, FeedOwner } from './FeedConnection';
import type { FeedObserver } from './FeedObserver';
import type { FaultError } from './faults';
import { decodeKey } from './memcomparable';
import { SHORT_VALUE_BYTES } from './mvccRecord';
import { intersection, RegionScan } from './RegionScan';
import { type Resolved, resolvedMessages } from './resolvedMessages';
import { ScanPermits } from './ScanPermits';

/** All registrations of a region on a store. */
interface Delegate {
  readonly downstreams: Set<Downstream>;
  /** Whether the first of them has its snapshot, from when on a wrong epoch hits only who has it. */
  isReady: boolean;
}

/** The change feed of one store: who observes which region, what they get, and what they are promised. */
export class CdcEndpoint implements FeedOwner, FeedObserver {
  readonly storeId: number;
  isFrozen = false;
  private readonly cluster: Cluster;
  /** With their registrations by request and region. */
  private readonly connections = new Map<FeedConnection, Map<string, Downstream>>();
  private readonly delegates = new Map<number, Delegate>();
  private readonly permits: ScanPermits;
  private readonly encoder = new EventEncoder();
  private queuedBytes = 0;
  private ticking: Subscription | undefined;

  constructor(cluster: Cluster, storeId: number) {
    this.cluster = cluster;
    this.storeId = storeId;
    this.permits = new ScanPermits(cluster.settings.scanConcurrency);
    this.scheduleTick();
  }

  get openConnections(): readonly FeedConnection[] {
    return [...this.connections.keys()];
  }

  charge(bytes: number): void {
    this.queuedBytes += bytes;
  }

  hasRoomFor(bytes: number): boolean {
    return this.queuedBytes + bytes <= this.cluster.settings.memoryQuotaBytes;
  }

  connect(connection: FeedConnection): void {
    this.connections.set(connection, new Map());
    const reset = (): void => {
      const { faults } = this.cluster;
      const due = faults.find('resetStreams', { storeId: this.storeId });
      if (due?.afterMessages === undefined || connection.sentMessages < due.afterMessages) return;
      const { code = status.UNAVAILABLE, details = 'reset' } = due;
      faults.take('resetStreams', { storeId: this.storeId });
      this.disconnect(connection);
      connection.end({ code, details });
    };
    connection.onMessage = reset;
  }

  /** Forgets a connection and all its registrations, without a word to it. */
  disconnect(connection: FeedConnection): void {
    const downstreams = this.connections.get(connection);
    this.connections.delete(connection);
    for (const downstream of downstreams?.values() ?? []) this.remove(downstream);
  }

  /** Ends every connection: with OK, or with a status. */
  disconnectAll(failure?: Parameters<FeedConnection['end']>[0]): void {
    for (const connection of this.connections.keys()) {
      this.disconnect(connection);
      connection.end(failure);
    }
  }

  close(): void {
    this.ticking?.unsubscribe();
    this.disconnectAll();
  }

  setFrozen(isFrozen: boolean): void {
    this.isFrozen = isFrozen;
    if (!isFrozen) for (const connection of this.connections.keys()) connection.wake();
  }

  /** Takes a registration, or answers why not; the checks come in TiKV's order. */
  register(connection: FeedConnection, request: cdcpb.ChangeDataRequest.$Properties): void {
    const registered = this.connections.get(connection);
    if (registered === undefined) return;
    const regionId = numberOf(request.regionId ?? ZERO);
    const requestId = bigintOf(request.requestId ?? ZERO);
    const refuse = (error: CdcError): void => connection.sendError(regionId, requestId, error);
    const { settings, regions, faults } = this.cluster;
    const where = { regionId, storeId: this.storeId };
    const clusterId = bigintOf(request.header?.clusterId ?? ZERO);
    if (connection.checksClusterId && clusterId !== settings.clusterId) {
      refuse({ kind: 'clusterIdMismatch', current: settings.clusterId, request: clusterId });
      return;
    }
    if ((request.kvApi ?? 0) !== 0) {
      refuse({ kind: 'compatibility' });
      return;
    }
    if (this.permits.pending >= settings.scanQueueLimit) {
      refuse({ kind: 'serverIsBusy', reason: 'too many pending incremental scans', backoffMs: 0 });
      return;
    }
    const fault = faults.take('registrationError', where, ({ when = 'register' }) => when === 'register');
    if (fault !== undefined) {
      refuse(this.errorOf(fault.error, regionId));
      return;
    }
    const region = regions.get(regionId);
    if (region === undefined) {
      refuse({ kind: 'regionNotFound' });
      return;
    }
    const key = keyOf(requestId, regionId);
    if (registered.has(key)) {
      refuse({ kind: 'duplicateRequest' });
      return;
    }
    const version = numberOf(request.regionEpoch?.version ?? ZERO);
    const delegate = this.delegates.get(regionId);
    if (delegate?.isReady === true && version !== region.version) {
      refuse({ kind: 'epochNotMatch', regions: [region] });
      return;
    }
    const startKey = decodeKey(request.startKey ?? NO_BYTES);
    const endKey = decodeKey(request.endKey ?? NO_BYTES);
    const downstream = new Downstream({
      connection,
      regionId,
      requestId,
      version,
      checkpointTs: bigintOf(request.checkpointTs ?? ZERO),
      span: startKey === undefined || endKey === undefined ? undefined : { startKey, endKey },
      filterLoop: request.filterLoop ?? false,
    });
    registered.set(key, downstream);
    if (delegate === undefined) this.delegates.set(regionId, { downstreams: new Set([downstream]), isReady: false });
    else delegate.downstreams.add(downstream);
    this.permits.acquire((release) => this.initialize(downstream, release));
  }

  /** Ends a registration, or with region 0 all of a request id; each is acknowledged. */
  deregister(connection: FeedConnection, requestId: bigint, regionId: number): void {
    for (const downstream of this.connections.get(connection)?.values() ?? []) {
      if (downstream.requestId !== requestId || (regionId !== 0 && downstream.regionId !== regionId)) continue;
      this.fail(downstream, { kind: 'regionNotFound' });
    }
  }

  /** What a command wrote to a region goes to everybody who observes it. */
  observe(region: { readonly id: number }, changes: readonly Change[]): void {
    const delegate = this.delegates.get(region.id);
    if (delegate === undefined) return;
    const { faults } = this.cluster;
    const isSilent = faults.find('silentRegion', { regionId: region.id }) !== undefined;
    const rows = changes.map((change) => this.rowOf(change));
    let encoded: readonly number[] | undefined;
    for (const downstream of delegate.downstreams) {
      if (downstream.state !== 'initializing' && downstream.state !== 'normal') continue;
      if (isSilent && downstream.state === 'normal') downstream.isSilent = true;
      if (downstream.isSilent) continue;
      const seen: number[] = [];
      for (let i = 0; i < changes.length; i += 1) {
        if (rows[i] !== undefined && downstream.sees(changes[i] as Change)) seen.push(i);
      }
      if (seen.length === 0) continue;
      // Most registrations of a region see the same rows, which are encoded once.
      if (encoded?.length !== seen.length || encoded.some((row, i) => row !== seen[i])) {
        this.encoder.clear();
        for (const i of seen) this.encoder.add(rows[i] as WireRow);
        encoded = seen;
      }
      const event = this.encoder.event(downstream.regionId, downstream.requestId);
      const twice = faults.take('duplicateRows', { regionId: region.id }, ({ rows: which = 'prewrites' }) => {
        return which === 'all' || seen.every((i) => (changes[i] as Change).kind === 'prewrite');
      });
      for (let copies = twice === undefined ? 1 : 2; copies > 0; copies -= 1) {
        if (downstream.connection.sendLive(event, downstream)) continue;
        this.failRegion(region.id, { kind: 'congested' });
        return;
      }
    }
  }

  /** Ends every registration of a region with an error. */
  failRegion(regionId: number, error: CdcError): void {
    const delegate = this.delegates.get(regionId);
    this.delegates.delete(regionId);
    for (const downstream of delegate?.downstreams ?? []) this.fail(downstream, error);
  }

  /** Fills in what an injected error says. */
  errorOf(fault: FaultError, regionId: number): CdcError {
    const region = this.cluster.regions.get(regionId);
    switch (fault.kind) {
      case 'notLeader': {
        const wanted = fault.leader ?? region?.leader.storeId;
        const leader = region?.peers.find(({ storeId }) => storeId === wanted);
        return leader === undefined ? { kind: 'notLeader' } : { kind: 'notLeader', leader };
      }
      case 'epochNotMatch':
        return { kind: 'epochNotMatch', regions: region === undefined || fault.regions === 'none' ? [] : [region] };
      case 'serverIsBusy': {
        const { reason = 'injected', backoffMs = 0 } = fault;
        return { kind: 'serverIsBusy', reason, backoffMs };
      }
      case 'clusterIdMismatch': {
        const current = this.cluster.settings.clusterId;
        return { kind: 'clusterIdMismatch', current: current + 1n, request: current };
      }
      default:
        return { kind: fault.kind };
    }
  }

  /** One round of resolved ts, as the interval brings it about. */
  tick(): void {
    const { cluster } = this;
    if (this.isFrozen) return;
    const now: Ts = cluster.pdAvailable ? cluster.tso.next() : 0n;
    cluster.maxTs.raise(now);
    if (cluster.faults.find('noResolvedTs', { storeId: this.storeId }) !== undefined) return;
    const resolved: Resolved[] = [];
    for (const [regionId, delegate] of this.delegates) {
      const region = cluster.regions.get(regionId);
      if (region?.leader.storeId !== this.storeId) continue;
      const isSilent = cluster.faults.find('silentRegion', { regionId }) !== undefined;
      for (const downstream of delegate.downstreams) {
        if (downstream.state !== 'normal') continue;
        if (isSilent) downstream.isSilent = true;
        if (downstream.isSilent) continue;
        const ts = this.oldestLock(intersection(region, downstream.span), now);
        if (ts > downstream.advancedTs) downstream.advancedTs = ts;
        resolved.push({ downstream, ts: this.faulty(downstream) });
      }
    }
    for (const { connection, message } of resolvedMessages(resolved)) {
      if (this.hasRoomFor(message.length)) connection.sendMessage(message);
    }
  }

  /** Registrations of a region that are past their scan. */
  registrationsOf(regionId: number): readonly Downstream[] {
    return [...(this.delegates.get(regionId)?.downstreams ?? [])];
  }

  private scheduleTick(): void {
    const { scheduler, resolvedTsIntervalMs } = this.cluster.settings;
    this.ticking = scheduler.schedule(() => {
      this.tick();
      this.scheduleTick();
    }, resolvedTsIntervalMs);
  }

  private oldestLock(span: Parameters<typeof intersection>[0], now: Ts): Ts {
    let oldest = now;
    for (const { lock } of this.cluster.mvcc.lockedRecords(span)) {
      if (lock === undefined || (lock.kind !== 'put' && lock.kind !== 'delete')) continue;
      if (lock.startTs < oldest) oldest = lock.startTs;
    }
    return oldest;
  }

  private faulty({ regionId, advancedTs, checkpointTs }: Downstream): Ts {
    const fault = this.cluster.faults.take('resolvedTs', { regionId });
    if (fault === undefined) return advancedTs;
    if (fault.value === 'zero') return 0n;
    if (fault.value === 'belowCheckpoint') return checkpointTs > 0n ? checkpointTs - 1n : 0n;
    // A second back, which no bucket of other regions explains.
    return fault.value === 'fallsBack' ? advancedTs - (1000n << 18n) : fault.value;
  }

  /** With a permit: checks what only the leader knows, takes the snapshot, and scans. */
  private initialize(downstream: Downstream, release: () => void): void {
    // Elsewhere this waits for raft; here the next turn does, so that no answer precedes its request's end.
    setImmediate(() => {
      const delegate = this.delegates.get(downstream.regionId);
      if (downstream.isStopped || delegate === undefined) {
        release();
        return;
      }
      const error = this.leaderCheck(downstream);
      if (error !== undefined) {
        this.failRegion(downstream.regionId, error);
        release();
        return;
      }
      const { cluster, encoder } = this;
      const region = cluster.regions.require(downstream.regionId);
      const span = intersection(region, downstream.span);
      const { rowGeneration: withGeneration } = cluster.settings;
      const scan = new RegionScan(cluster.mvcc, downstream, span, encoder, { withGeneration });
      downstream.state = 'initializing';
      delegate.isReady = true;
      const finish = (): void => {
        scan.close();
        release();
      };
      downstream.connection.afterLive(() => this.scan(downstream, scan, finish));
    });
  }

  private leaderCheck(downstream: Downstream): CdcError | undefined {
    const region = this.cluster.regions.get(downstream.regionId);
    if (region === undefined) return { kind: 'regionNotFound' };
    if (region.leader.storeId !== this.storeId) return { kind: 'notLeader', leader: region.leader };
    return downstream.version === region.version ? undefined : { kind: 'epochNotMatch', regions: [region] };
  }

  /** Sends scan events while there is room for them; comes back when there is again. */
  private scan(downstream: Downstream, scan: RegionScan, finish: () => void): void {
    const { faults } = this.cluster;
    const { connection, regionId } = downstream;
    const where = { regionId, storeId: this.storeId };
    const again = (): void => this.scan(downstream, scan, finish);
    while (true) {
      if (downstream.isStopped || connection.ended) {
        finish();
        return;
      }
      if (faults.find('holdScans', where) !== undefined) {
        const stop = faults.onChange(() => {
          stop();
          setImmediate(again);
        });
        return;
      }
      const fault = faults.take('registrationError', where, ({ when = 'register' }) => {
        if (typeof when === 'object') return scan.rows >= when.afterScanRows;
        return when === 'beforeScan' && scan.rows === 0;
      });
      if (fault !== undefined) {
        this.fail(downstream, this.errorOf(fault.error, regionId));
        finish();
        return;
      }
      if (!connection.hasScanRoom) {
        connection.whenScanRoom(again);
        return;
      }
      const event = scan.next();
      if (event === undefined) {
        connection.sendScan(Buffer.alloc(0), downstream, () => {
          if (!downstream.isStopped) downstream.state = 'normal';
        });
        finish();
        return;
      }
      if (!connection.sendScan(event, downstream)) {
        this.fail(downstream, { kind: 'congested' });
        finish();
        return;
      }
    }
  }

  private fail(downstream: Downstream, error: CdcError): void {
    if (downstream.isStopped) return;
    const { connection, regionId, requestId } = downstream;
    this.remove(downstream);
    this.connections.get(connection)?.delete(keyOf(requestId, regionId));
    connection.sendError(regionId, requestId, error);
  }

  private remove(downstream: Downstream): void {
    downstream.state = 'stopped';
    const delegate = this.delegates.get(downstream.regionId);
    delegate?.downstreams.delete(downstream);
    if (delegate?.downstreams.size === 0) this.delegates.delete(downstream.regionId);
  }

  /** The row a change makes; none for a large value that was only locked anew. */
  private rowOf(change: Change): WireRow | undefined {
    const { kind, op, startTs, commitTs, record, txnSource, isRepeated, oldValueTs } = change;
    let { value } = change;
    if (isRepeated && this.cluster.faults.find('emptyHeartbeats') !== undefined) value = NO_BYTES;
    else if (isRepeated && op === 'put' && value.length > SHORT_VALUE_BYTES) return undefined;
    if (kind === 'commit' && value.length > SHORT_VALUE_BYTES) value = NO_BYTES;
    if (kind === 'blank') return BLANK;
    const oldValue = oldValueTs === 0n ? NO_BYTES : (this.cluster.mvcc.visible(record, oldValueTs)?.value ?? NO_BYTES);
    const generation = this.cluster.settings.rowGeneration ? change.generation : 0;
    const type = ROW_TYPE[kind];
    return { type, op: ROW_OP[op], startTs, commitTs, key: record.key, value, oldValue, txnSource, generation };
  }
}

function keyOf(requestId: bigint, regionId: number): string {
  return `${requestId}/${regionId}`;
}

const ZERO = { low: 0, high: 0 };

/** What a locking read's commit leaves: a row that says nothing. */
const BLANK: WireRow = {
  type: ROW_TYPE.unknown,
  op: ROW_OP.none,
  startTs: 0n,
  commitTs: 0n,
  key: NO_BYTES,
  value: NO_BYTES,
  oldValue: NO_BYTES,
  txnSource: 0,
  generation: 0,
};
