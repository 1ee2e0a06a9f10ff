import {
  type ChannelCredentials,
  Client,
  type ClientDuplexStream,
  credentials,
  Metadata,
  type ServiceError,
  type StatusObject,
  status,
} from '@grpc/grpc-js';
import type { Emulator } from '../../src/emulator/Emulator';
import { encodeKey } from '../../src/emulator/memcomparable';
import type { Region } from '../../src/emulator/Region';
import { bigintOf, longOf, numberOf } from '../../src/model/uint64';
import { cdcpb, etcdserverpb, kvrpcpb, pdpb, tikvpb } from '../../src/wire/generated/messages';

interface Codec<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): unknown;
}

const insecure: ChannelCredentials = credentials.createInsecure();

/** A client of one address that knows no more than gRPC. */
export function open(address: string, options: Record<string, number | string> = {}): Client {
  return new Client(address, insecure, { 'grpc.max_receive_message_length': -1, ...options });
}

/** One unary call. Rejects with gRPC's own error. */
export function call<Request, Response>(
  client: Client,
  path: string,
  request: Codec<Request>,
  response: { decode(bytes: Uint8Array): Response },
  message: Request,
  timeoutMs = 5000,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      path,
      (one: Request) => Buffer.from(request.encode(one).finish()),
      (bytes) => response.decode(bytes),
      message,
      new Metadata(),
      { deadline: new Date(performance.timeOrigin + performance.now() + timeoutMs) },
      (error, answer) => {
        if (error !== null) reject(error);
        else resolve(answer as Response);
      },
    );
  });
}

/** The text of a key as bytes. */
export function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

export function text(value: Uint8Array | null | undefined): string {
  return Buffer.from(value ?? []).toString('latin1');
}

/** One row, in words. */
export interface SeenRow {
  readonly type: string;
  readonly op: string;
  readonly key: string;
  readonly value: string;
  readonly old: string;
  readonly startTs: bigint;
  readonly commitTs: bigint;
  readonly generation: number;
}

/** What a feed brought, in order. */
export type Seen =
  | { readonly kind: 'rows'; readonly regionId: number; readonly requestId: bigint; readonly rows: readonly SeenRow[] }
  | { readonly kind: 'error'; readonly regionId: number; readonly requestId: bigint; readonly error: cdcpb.Error }
  | { readonly kind: 'resolved'; readonly regions: readonly number[]; readonly requestId: bigint; readonly ts: bigint }
  | { readonly kind: 'oldResolved'; readonly regionId: number; readonly ts: bigint };

const TYPES = ['UNKNOWN', 'PREWRITE', 'COMMIT', 'ROLLBACK', 'COMMITTED', 'INITIALIZED'];
const OPS = ['UNKNOWN', 'PUT', 'DELETE'];

export interface FeedOptions {
  readonly method?: 'EventFeed' | 'EventFeedV2';
  readonly features?: string;
  readonly version?: string;
  readonly clusterId?: bigint;
}

/** A stream of the change feed, by hand. */
export class BareFeed {
  readonly seen: Seen[] = [];
  readonly messages: cdcpb.ChangeDataEvent[] = [];
  ended: StatusObject | undefined;
  private readonly stream: ClientDuplexStream<cdcpb.ChangeDataRequest.$Properties, cdcpb.ChangeDataEvent>;
  private readonly options: FeedOptions;
  private readonly waiting = new Set<() => void>();

  constructor(client: Client, options: FeedOptions = {}) {
    this.options = options;
    const { method = 'EventFeedV2', features = 'stream-multiplexing' } = options;
    const metadata = new Metadata();
    if (method === 'EventFeedV2' && features !== 'none') metadata.set('features', features);
    this.stream = client.makeBidiStreamRequest(
      `/cdcpb.ChangeData/${method}`,
      (one: cdcpb.ChangeDataRequest.$Properties) => Buffer.from(cdcpb.ChangeDataRequest.encode(one).finish()),
      (message) => cdcpb.ChangeDataEvent.decode(message),
      metadata,
    );
    this.stream.on('data', (message: cdcpb.ChangeDataEvent) => {
      this.messages.push(message);
      this.take(message);
      this.wake();
    });
    this.stream.on('error', () => undefined);
    this.stream.on('status', (ended: StatusObject) => {
      this.ended = ended;
      this.wake();
    });
  }

  register(emulator: Emulator, region: Region, fields: Partial<cdcpb.ChangeDataRequest.$Properties> = {}): void {
    const { version = '8.5.0', clusterId = emulator.clusterId } = this.options;
    this.stream.write({
      header: { clusterId: longOf(clusterId), ticdcVersion: version },
      regionId: longOf(region.id),
      regionEpoch: { confVer: longOf(region.confVer), version: longOf(region.version) },
      requestId: longOf(1),
      ...fields,
    });
  }

  send(request: cdcpb.ChangeDataRequest.$Properties): void {
    this.stream.write(request);
  }

  halfClose(): void {
    this.stream.end();
  }

  pause(): void {
    this.stream.pause();
  }

  resume(): void {
    this.stream.resume();
  }

  cancel(): void {
    this.stream.cancel();
  }

  /** Rows of a request, in order. */
  rows(requestId = 1n, regionId?: number): SeenRow[] {
    return this.seen.flatMap((one) => {
      if (one.kind !== 'rows' || one.requestId !== requestId) return [];
      return regionId === undefined || regionId === one.regionId ? one.rows : [];
    });
  }

  errors(): cdcpb.Error[] {
    return this.seen.flatMap((one) => (one.kind === 'error' ? [one.error] : []));
  }

  resolved(): bigint[] {
    return this.seen.flatMap((one) => (one.kind === 'resolved' ? [one.ts] : []));
  }

  /** Waits until `condition` holds, which is looked at whenever something came. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Waits for INITIALIZED of a request. */
  initialized(requestId = 1n, regionId?: number): Promise<void> {
    return this.until(() => this.rows(requestId, regionId).some(({ type }) => type === 'INITIALIZED'));
  }

  /** Waits for a resolved ts at or above `ts`, ticking by hand. */
  async resolvedTo(emulator: Emulator, ts: bigint): Promise<void> {
    while (!this.resolved().some((one) => one >= ts)) {
      const before = this.messages.length;
      emulator.tick();
      await this.until(() => this.messages.length > before);
    }
  }

  private take(message: cdcpb.ChangeDataEvent): void {
    const { resolvedTs } = message;
    if (resolvedTs !== undefined && resolvedTs !== null) {
      this.seen.push({
        kind: 'resolved',
        regions: (resolvedTs.regions ?? []).map(numberOf),
        requestId: bigintOf(resolvedTs.requestId ?? ZERO),
        ts: bigintOf(resolvedTs.ts ?? ZERO),
      });
    }
    for (const event of message.events) {
      const regionId = numberOf(event.regionId ?? ZERO);
      const requestId = bigintOf(event.requestId ?? ZERO);
      if (event.event === 'error') this.seen.push({ kind: 'error', regionId, requestId, error: event.error as never });
      else if (event.event === 'entries') {
        this.seen.push({ kind: 'rows', regionId, requestId, rows: (event.entries?.entries ?? []).map(rowOf) });
      } else if (event.event === 'resolvedTs') {
        this.seen.push({ kind: 'oldResolved', regionId, ts: bigintOf(event.resolvedTs ?? ZERO) });
      }
    }
  }

  private wake(): void {
    for (const look of this.waiting) look();
  }
}

const ZERO = { low: 0, high: 0 };

function rowOf(row: cdcpb.Event.Row.$Properties): SeenRow {
  return {
    type: TYPES[row.type ?? 0] ?? '?',
    op: OPS[row.opType ?? 0] ?? '?',
    key: text(row.key),
    value: text(row.value),
    old: text(row.oldValue),
    startTs: bigintOf(row.startTs ?? ZERO),
    commitTs: bigintOf(row.commitTs ?? ZERO),
    generation: numberOf(row.generation ?? ZERO),
  };
}

export { bigintOf, cdcpb, encodeKey, etcdserverpb, kvrpcpb, longOf, numberOf, pdpb, type ServiceError, status, tikvpb };
