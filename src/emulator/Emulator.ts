import { status } from '@grpc/grpc-js';
import { Subscription } from 'rxjs';
import { EmulatorError, messageOf } from '../errors/TiValveError';
import { type Span, WHOLE_KEYSPACE } from '../model/span';
import type { Ts } from '../model/ts';
import { brokenFeed } from './brokenFeed';
import type { CdcEndpoint } from './CdcEndpoint';
import type { Cluster } from './Cluster';
import type { CommittedChange } from './CommitLog';
import type { FaultBoard, InjectedFault } from './FaultBoard';
import type { Fault, FaultKind } from './faults';
import type { GrpcPort } from './GrpcPort';
import { strikeAtOnce } from './instantFaults';
import type { MemberEntry, PdState, StoreEntry } from './PdState';
import type { Region } from './Region';
import type { ScriptStep } from './script';
import { Transaction } from './Transaction';
import type { EmulatedTransaction, TransactionalStore, TransactionOptions } from './transactionalStore';

/** A store of the emulated cluster, with the parts that serve it. */
export interface StoreUnit {
  readonly entry: StoreEntry;
  readonly port: GrpcPort;
  readonly open: (port?: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A PD member with its port. */
export interface MemberUnit {
  readonly entry: MemberEntry;
  readonly port: GrpcPort;
}

/** What {@link Emulator.stores} says of a store. */
export interface EmulatedStore {
  readonly id: number;
  /** `host:port`. */
  readonly address: string;
  readonly isUp: boolean;
  readonly isFrozen: boolean;
}

/** What the emulator is made of. */
export interface EmulatorParts {
  readonly cluster: Cluster;
  readonly pdState: PdState;
  readonly faults: FaultBoard;
  /** By store id; a store that is stopped has none. */
  readonly endpoints: ReadonlyMap<number, CdcEndpoint>;
  readonly stores: readonly StoreUnit[];
  readonly members: readonly MemberUnit[];
}

/**
 * A TiDB cluster without TiDB, in this process: PD and TiKV on loopback ports, over real gRPC. Data goes in through
 * transactions, faults through {@link Emulator.inject}, and what was committed comes back from
 * {@link Emulator.committedSince}. Made by `startEmulator`.
 */
export class Emulator implements TransactionalStore, AsyncDisposable {
  private readonly parts: EmulatorParts;
  private readonly script = new Subscription();
  private closing: Promise<void> | undefined;

  constructor(parts: EmulatorParts) {
    this.parts = parts;
  }

  /** `host:port` of every PD member. */
  get pd(): readonly string[] {
    return this.parts.members.map(({ port }) => port.address);
  }

  get clusterId(): bigint {
    return this.parts.cluster.settings.clusterId;
  }

  get stores(): readonly EmulatedStore[] {
    return this.parts.stores.map(({ entry }) => {
      const isFrozen = this.parts.endpoints.get(entry.id)?.isFrozen ?? false;
      return { id: entry.id, address: entry.address, isUp: entry.isUp, isFrozen };
    });
  }

  // Data.

  now(): Ts {
    return this.parts.cluster.tso.next();
  }

  begin(options: TransactionOptions = {}): EmulatedTransaction {
    return new Transaction(this.parts.cluster, options);
  }

  read(key: Uint8Array, ts: Ts): Uint8Array | undefined {
    return this.parts.cluster.mvcc.read(key, ts);
  }

  readSpan(span: Span, ts: Ts, limit?: number): readonly (readonly [Uint8Array, Uint8Array])[] {
    return this.parts.cluster.mvcc.readSpan(span, ts, limit);
  }

  restore(version: Parameters<TransactionalStore['restore']>[0], visible = true): void {
    const { key, value, startTs, commitTs } = version;
    this.parts.cluster.restore(key, value, startTs, commitTs, visible);
  }

  /** Every change committed above `ts`, in commit order: by commitTs, then startTs, then key. */
  committedSince(ts: Ts): readonly CommittedChange[] {
    return this.parts.cluster.log.since(ts);
  }

  /** Every change that was ever committed, in commit order. */
  get log(): readonly CommittedChange[] {
    return this.committedSince(0n);
  }

  /** Locks that wait for their transaction, whatever they guard. */
  get lockCount(): number {
    return this.parts.cluster.mvcc.lockCount;
  }

  /**
   * Collects garbage up to `safePoint` and tells PD, whoever may still need the versions: what happens to a client that
   * did not protect its checkpoint. Answers how many versions vanished.
   */
  gc(safePoint: Ts): number {
    this.parts.pdState.gc.advance(safePoint);
    return this.parts.cluster.mvcc.collectGarbage(safePoint, WHOLE_KEYSPACE);
  }

  /** Safe points by service, as PD keeps them; `gc_worker` is GC itself. */
  get serviceSafePoints(): ReadonlyMap<string, Ts> {
    return this.parts.pdState.gc.entries;
  }

  // Regions.

  /** All regions in key order; boundaries are raw. */
  regions(): readonly Region[] {
    return [...this.parts.cluster.regions.all];
  }

  /** The region that holds a raw key. */
  regionAt(key: Uint8Array): Region {
    return this.parts.cluster.regions.at(key);
  }

  /** Splits the region that holds a raw key at it. Answers the pieces; none when it is a boundary already. */
  splitRegion(key: Uint8Array): readonly Region[] {
    if (key.length === 0) throw misuse('a split at the empty key', 'name the first key of the right piece');
    return this.parts.cluster.split([key]);
  }

  /** Splits `span` into about `count` regions with as many keys each; leaders are dealt out in turn. */
  splitEvenly(count: number, span: Span = WHOLE_KEYSPACE): readonly Region[] {
    const { cluster, stores } = this.parts;
    const keys = [...cluster.mvcc.records(span)].map(({ key }) => key);
    const step = keys.length / count;
    const at = Array.from({ length: count - 1 }, (_, i) => keys[Math.floor((i + 1) * step)]);
    const storeIds = stores.filter(({ entry }) => entry.isUp).map(({ entry }) => entry.id);
    cluster.split(at.filter((key) => key !== undefined && key.length > 0) as Uint8Array[]);
    const pieces = cluster.regions.overlapping(span);
    for (const [i, piece] of pieces.entries()) cluster.transferLeader(piece, storeIds[i % storeIds.length] as number);
    return cluster.regions.overlapping(span);
  }

  /** Merges a region into the neighbour on its right, or else on its left. Answers the merged one. */
  mergeRegions(sourceId: number, targetId?: number): Region {
    const { regions } = this.parts.cluster;
    const source = regions.require(sourceId);
    const neighbour = regions.neighbour(source, 'right') ?? regions.neighbour(source, 'left');
    const target = targetId === undefined ? neighbour : regions.require(targetId);
    if (target === undefined) throw misuse(`region ${sourceId} is the only one`, 'split it first');
    return this.parts.cluster.merge(source, target);
  }

  /** Makes the peer on `storeId` the leader of a region. */
  transferLeader(regionId: number, storeId: number): Region {
    const { cluster } = this.parts;
    return cluster.transferLeader(cluster.regions.require(regionId), storeId);
  }

  // Stores.

  /**
   * Stops a store at once: its port closes, its streams break. Leaders stay where they are, as in the seconds before
   * the others elect new ones, unless `leaders` is `'move'`.
   */
  async stopStore(storeId: number, { leaders = 'stay' }: { readonly leaders?: 'stay' | 'move' } = {}): Promise<void> {
    const unit = this.store(storeId);
    if (!unit.entry.isUp) return;
    unit.entry.isUp = false;
    await unit.close();
    if (leaders === 'move') this.moveLeaders(storeId);
  }

  /** Starts a stopped store: at its old address, or at a new one, which PD then names. */
  async startStore(storeId: number, { address = 'same' }: { readonly address?: 'same' | 'new' } = {}): Promise<void> {
    const unit = this.store(storeId);
    if (unit.entry.isUp) return;
    const port = Number(unit.entry.address.split(':')[1]);
    await unit.open(address === 'same' ? port : undefined);
    unit.entry.address = unit.port.address;
    unit.entry.isUp = true;
  }

  /** A store takes connections and answers nothing, not even pings, as after SIGSTOP. */
  freezeStore(storeId: number): void {
    this.endpoint(storeId).setFrozen(true);
    this.store(storeId).port.freeze();
  }

  thawStore(storeId: number): void {
    this.endpoint(storeId).setFrozen(false);
    this.store(storeId).port.thaw();
  }

  /** One round of resolved ts on every store, now, whatever the interval. */
  tick(): void {
    for (const endpoint of this.parts.endpoints.values()) endpoint.tick();
  }

  // PD.

  /** Gives the leadership of PD to a member, by index; without one, to the next that runs. */
  movePdLeader(member?: number): void {
    const { pdState, members } = this.parts;
    const count = members.length;
    const next = Array.from({ length: count }, (_, i) => (pdState.leader + 1 + i) % count);
    const to = member ?? next.find((i) => members[i]?.entry.isUp === true);
    if (to === undefined || members[to] === undefined)
      throw misuse(`there is no PD member ${member}`, 'they count from 0');
    pdState.leader = to;
    this.notePd();
    // Streams that belong to the old leader end with its leadership.
    for (const [i, unit] of members.entries()) if (i !== to) unit.port.cut();
  }

  /** Stops a PD member, or all. When the leader goes and others run, one of them takes over. */
  async stopPd(member?: number): Promise<void> {
    const { members, pdState } = this.parts;
    for (const [i, { entry, port }] of members.entries()) {
      if (member !== undefined && i !== member) continue;
      entry.isUp = false;
      await port.close();
    }
    const isLed = members[pdState.leader]?.entry.isUp === true;
    if (!isLed && members.some(({ entry }) => entry.isUp)) this.movePdLeader();
    this.notePd();
  }

  /** Starts a PD member, or all, at their old addresses. */
  async startPd(member?: number): Promise<void> {
    const { members, pdState } = this.parts;
    for (const [i, { entry, port }] of members.entries()) {
      if ((member !== undefined && i !== member) || entry.isUp) continue;
      await port.open(Number(port.address.split(':')[1]));
      entry.isUp = true;
    }
    if (members[pdState.leader]?.entry.isUp !== true) this.movePdLeader();
    this.notePd();
  }

  /** Moves the clock of the TSO by milliseconds; back, it stands still until time has caught up. */
  jumpTso(ms: number): void {
    this.parts.cluster.tso.jump(ms);
  }

  // Faults.

  /** Makes something go wrong, from now on or at once; see {@link Fault}. */
  inject(fault: Fault): InjectedFault {
    const { faults, cluster, endpoints, stores } = this.parts;
    if (strikeAtOnce(cluster, endpoints, fault)) return { fault, hits: 1 };
    if (fault.kind === 'frozenStore') this.freezeStore(fault.storeId);
    const injected = faults.inject(fault);
    if (fault.kind === 'resetStreams' && fault.afterMessages === undefined) {
      const failure = { code: fault.code ?? status.UNAVAILABLE, details: fault.details ?? 'reset' };
      for (const [storeId, endpoint] of endpoints) {
        if (fault.storeId === undefined || fault.storeId === storeId) endpoint.disconnectAll(failure);
      }
      faults.heal(injected);
    }
    if (fault.kind === 'brokenFrames') {
      for (const { entry, port } of stores) {
        if (fault.storeId !== undefined && fault.storeId !== entry.id) continue;
        port.interposer = brokenFeed(faults, entry.id, () => {
          port.interposer = undefined;
        });
        port.cut();
      }
    }
    return injected;
  }

  /** Ends a fault, all of a kind, or all. What it has done stays done. */
  heal(what?: InjectedFault | FaultKind): void {
    for (const fault of this.parts.faults.heal(what)) {
      if (fault.kind === 'frozenStore') this.thawStore(fault.storeId);
      if (fault.kind === 'brokenFrames') for (const { port } of this.parts.stores) port.interposer = undefined;
    }
  }

  /** The faults at work. */
  get activeFaults(): readonly InjectedFault[] {
    return this.parts.faults.active;
  }

  /** Registrations a store has of a region: what it was asked for and how far each is. */
  registrations(regionId: number): readonly { requestId: bigint; checkpointTs: Ts; state: string; resolvedTs: Ts }[] {
    return [...this.parts.endpoints.values()].flatMap((endpoint) =>
      endpoint.registrationsOf(regionId).map(({ requestId, checkpointTs, state, advancedTs }) => {
        return { requestId, checkpointTs, state, resolvedTs: advancedTs };
      }),
    );
  }

  /** Runs steps on the scheduler, counted from now. */
  run(steps: readonly ScriptStep<Emulator>[]): void {
    const { scheduler, logger } = this.parts.cluster.settings;
    for (const step of steps) {
      const act = async (): Promise<void> => {
        if (typeof step.do === 'function') await step.do(this);
        else this.inject(step.do);
      };
      const fail = (error: unknown): void => logger.error({ error: messageOf(error) }, 'a step of the script failed');
      this.script.add(scheduler.schedule(() => act().catch(fail), step.afterMs));
    }
  }

  /** Stops everything and lets go of the ports. A second call waits for the first. */
  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  private async shutDown(): Promise<void> {
    this.script.unsubscribe();
    await Promise.all(this.parts.stores.map((unit) => unit.close()));
    await Promise.all(this.parts.members.map(({ port }) => port.close()));
  }

  private moveLeaders(storeId: number): void {
    const { cluster, stores } = this.parts;
    const others = stores.filter(({ entry }) => entry.isUp).map(({ entry }) => entry.id);
    if (others.length === 0) return;
    for (const [i, region] of cluster.regions.all.entries()) {
      if (region.leader.storeId === storeId) cluster.transferLeader(region, others[i % others.length] as number);
    }
  }

  private notePd(): void {
    this.parts.cluster.pdAvailable = this.parts.pdState.leaderEntry !== undefined;
  }

  private store(storeId: number): StoreUnit {
    const unit = this.parts.stores.find(({ entry }) => entry.id === storeId);
    if (unit !== undefined) return unit;
    const ids = this.parts.stores.map(({ entry }) => entry.id).join(', ');
    throw misuse(`there is no store ${storeId}`, `there are ${ids}`);
  }

  private endpoint(storeId: number): CdcEndpoint {
    this.store(storeId);
    const endpoint = this.parts.endpoints.get(storeId);
    if (endpoint === undefined) throw misuse(`store ${storeId} is stopped`, 'start it first');
    return endpoint;
  }
}

function misuse(detail: string, hint: string): EmulatorError {
  return new EmulatorError('TV_EMULATOR_USAGE', detail, { hint });
}
