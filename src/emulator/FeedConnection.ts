import type { ServerDuplexStream, status } from '@grpc/grpc-js';
import { longOf } from '../model/uint64';
import { cdcpb } from '../wire/generated/messages';
import { type CdcError, cdcErrorMessage } from './cdcError';
import { varintSize, writeVarint } from './EventEncoder';
import { Fifo } from './Fifo';

/** TiKV puts at most so many events into a message. */
const MAX_EVENTS = 64;
/** And starts another one when it would pass this size. */
const SOFT_MESSAGE_BYTES = 6 * 1024 * 1024;
/** Scan events that may wait on a connection before scans pause. */
const SCAN_QUEUE = 128;

/** Whose rows wait; of one that was stopped they are dropped. */
interface Receiver {
  readonly isStopped: boolean;
}

interface Queued {
  readonly bytes: Buffer;
  /** Whether `bytes` is a message of its own, as a resolved ts is, or an event that shares one. */
  readonly isMessage: boolean;
  readonly receiver: Receiver | undefined;
  readonly onSent: (() => void) | undefined;
}

const NOTHING = Buffer.alloc(0);

export type FeedCall = ServerDuplexStream<cdcpb.ChangeDataRequest, Buffer>;

/** What a connection needs of its store. */
export interface FeedOwner {
  readonly isFrozen: boolean;
  /** Bytes were queued, or given away again when negative. */
  charge(bytes: number): void;
  /** Whether so many more bytes fit the memory quota. */
  hasRoomFor(bytes: number): boolean;
}

/**
 * One stream of a client. Live events wait in an unbounded queue under the store's memory quota, scan events in a bounded
 * one; the two are merged in turn into messages, as long as the stream takes them.
 */
export class FeedConnection {
  /** Whether resolved ts are grouped by request id. */
  readonly isMultiplexing: boolean;
  /** Of the first request: what the client's version allows. */
  batchesResolvedTs = false;
  checksClusterId = false;
  hasVersion = false;
  /** Messages sent so far. */
  sentMessages = 0;
  /** Told after each message; a fault may end the stream there. */
  onMessage: (() => void) | undefined;
  private readonly call: FeedCall;
  private readonly owner: FeedOwner;
  private readonly live = new Fifo<Queued>();
  private readonly scan = new Fifo<Queued>();
  private readonly waiting = new Set<() => void>();
  private scanTurn = false;
  private isScheduled = false;
  private isPaused = false;
  private isEnded = false;

  constructor(call: FeedCall, owner: FeedOwner, isMultiplexing: boolean) {
    this.call = call;
    this.owner = owner;
    this.isMultiplexing = isMultiplexing;
  }

  get ended(): boolean {
    return this.isEnded;
  }

  /** Queues a live event. Answers `false` when the memory quota does not allow it. */
  sendLive(bytes: Buffer, receiver: Receiver | undefined): boolean {
    if (!this.owner.hasRoomFor(bytes.length)) return false;
    this.enqueue(this.live, { bytes, isMessage: false, receiver, onSent: undefined });
    return true;
  }

  /** Queues a message of its own: a resolved ts, or whatever a fault makes up. */
  sendMessage(bytes: Buffer): void {
    this.enqueue(this.live, { bytes, isMessage: true, receiver: undefined, onSent: undefined });
  }

  /** Ends a registration with an error; its scan events that still wait are dropped. The quota does not hold it back. */
  sendError(regionId: number, requestId: bigint, error: CdcError): void {
    const event = cdcpb.Event.encode({
      regionId: longOf(regionId),
      requestId: longOf(requestId),
      error: cdcErrorMessage(error, regionId),
    }).finish();
    this.enqueue(this.live, { bytes: framed(event), isMessage: false, receiver: undefined, onSent: undefined });
  }

  /** Calls `run` once everything that waits in the live queue was handed over, or the stream has ended. */
  afterLive(run: () => void): void {
    if (this.isEnded) setImmediate(run);
    else this.enqueue(this.live, { bytes: NOTHING, isMessage: false, receiver: undefined, onSent: run });
  }

  get hasScanRoom(): boolean {
    return this.scan.length < SCAN_QUEUE;
  }

  /** Calls `run` when there may be room for scan events again, or the stream has ended. */
  whenScanRoom(run: () => void): void {
    this.waiting.add(run);
  }

  /** Queues a scan event. Answers `false` when the memory quota does not allow it. */
  sendScan(bytes: Buffer, receiver: Receiver, onSent?: () => void): boolean {
    if (!this.owner.hasRoomFor(bytes.length)) return false;
    this.enqueue(this.scan, { bytes, isMessage: false, receiver, onSent });
    return true;
  }

  /** Sends what waits as soon as this turn of the event loop is over. */
  wake(): void {
    if (this.isScheduled || this.isPaused || this.isEnded) return;
    this.isScheduled = true;
    setImmediate(() => this.flush());
  }

  /** Closes the stream: with OK, or with a status. */
  end(failure?: { readonly code: status; readonly details: string }): void {
    if (this.isEnded) return;
    this.isEnded = true;
    const told = [...this.waiting];
    this.waiting.clear();
    for (const queue of [this.live, this.scan]) {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        this.owner.charge(-item.bytes.length);
        if (item.onSent !== undefined) told.push(item.onSent);
      }
    }
    // A scan that waits here has a permit of its store, which others need.
    for (const run of told) setImmediate(run);
    if (failure === undefined) this.call.end();
    else this.call.emit('error', failure);
  }

  private enqueue(queue: Fifo<Queued>, item: Queued): void {
    if (this.isEnded) return;
    this.owner.charge(item.bytes.length);
    queue.push(item);
    this.wake();
  }

  private flush(): void {
    this.isScheduled = false;
    while (!this.isEnded && !this.isPaused && !this.owner.isFrozen) {
      const { parts, sent } = this.takeBatch();
      if (parts.length === 0 && sent.length === 0) return;
      if (parts.length > 0) {
        this.sentMessages += 1;
        const message = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
        if (!this.call.write(message)) {
          this.isPaused = true;
          this.call.once('drain', () => {
            this.isPaused = false;
            this.wake();
          });
        }
        this.onMessage?.();
      }
      for (const run of sent) run();
      if (this.waiting.size > 0 && this.hasScanRoom) {
        const waiting = [...this.waiting];
        this.waiting.clear();
        for (const run of waiting) run();
      }
    }
  }

  private takeBatch(): { parts: Buffer[]; sent: (() => void)[] } {
    const parts: Buffer[] = [];
    const sent: (() => void)[] = [];
    let bytes = 0;
    while (parts.length < MAX_EVENTS) {
      const queue = this.nextQueue();
      const item = queue?.peek();
      if (queue === undefined || item === undefined) break;
      const isDropped = queue === this.scan && item.receiver?.isStopped === true;
      if (!isDropped && parts.length > 0) {
        if (item.isMessage || bytes + item.bytes.length >= SOFT_MESSAGE_BYTES) break;
      }
      queue.shift();
      this.owner.charge(-item.bytes.length);
      this.scanTurn = queue === this.live;
      if (isDropped) continue;
      if (item.onSent !== undefined) sent.push(item.onSent);
      if (item.bytes.length > 0) {
        parts.push(item.bytes);
        bytes += item.bytes.length;
        if (item.isMessage) break;
      } else break;
    }
    return { parts, sent };
  }

  private nextQueue(): Fifo<Queued> | undefined {
    if (this.scan.length > 0 && (this.scanTurn || this.live.length === 0)) return this.scan;
    return this.live.length > 0 ? this.live : undefined;
  }
}

/** An event with the tag and length that make it a member of a message. */
function framed(event: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(1 + varintSize(event.length) + event.length);
  bytes[0] = 0x0a;
  bytes.set(event, writeVarint(bytes, 1, event.length));
  return bytes;
}
