import {
  type CallOptions,
  Client,
  type ClientDuplexStream,
  connectivityState,
  credentials,
  InterceptingCall,
  type Interceptor,
  ListenerBuilder,
  Metadata,
  RequesterBuilder,
  type StatusObject,
  status,
} from '@grpc/grpc-js';
import { firstValueFrom, Observable, type SchedulerLike, Subject, type Subscription, takeUntil } from 'rxjs';
import { messageOf, WireError } from '../errors/TiValveError';
import { monotonicScheduler } from '../model/clock';
import { type Logger, NO_LOGGER } from '../model/logger';
import { type Metrics, NO_METRICS } from '../model/metrics';
import { GrpcFailure, type GrpcStatus, wireErrorOf } from './grpcFailure';
import { TlsCredentials, type TlsOptions } from './tlsCredentials';
import { abortedBy } from './waiting';

export interface ChannelOptions {
  /** @defaultValue plain text */
  readonly tls?: TlsOptions | undefined;
  /** Silence after which a connection with a call under way is asked for a sign of life. @defaultValue `10_000` */
  readonly keepAliveMs?: number;
  /** How long that sign may take before the connection counts as lost. @defaultValue `3_000` */
  readonly keepAliveTimeoutMs?: number;
  /** Size above which a message is refused, as sent and as unpacked. @defaultValue 256 MiB */
  readonly maxMessageBytes?: number;
  /** How long a connection may take to come up, TLS and HTTP/2 included. @defaultValue `3_000` */
  readonly connectTimeoutMs?: number;
  /**
   * What a server may send ahead on one stream before the client reads it. A stream that is paused holds back itself
   * only: Node gives the connection's window back as soon as bytes arrive. @defaultValue 2 MiB, as TiKV's own
   */
  readonly flowControlWindowBytes?: number;
  /** Wait before a lost connection is tried again, in milliseconds; grows and is jittered. @defaultValue `1_000` */
  readonly reconnectBaseMs?: number;
  /** @defaultValue `3_000` */
  readonly reconnectMaxMs?: number;
  /** @defaultValue `NO_LOGGER` */
  readonly logger?: Logger;
  /** @defaultValue `NO_METRICS` */
  readonly metrics?: Metrics;
  /** @defaultValue `monotonicScheduler` */
  readonly scheduler?: SchedulerLike;
}

/** One request and its answer. */
export interface UnaryCall<Res> {
  /** `host:port` */
  readonly address: string;
  /** `/package.Service/Method` */
  readonly path: string;
  readonly request: Uint8Array;
  readonly decode: (bytes: Uint8Array) => Res;
  readonly deadlineMs: number;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Gives the call up. */
  readonly signal?: AbortSignal | undefined;
}

/** How a stream ended. Without an error, the server closed it in good order. */
export interface StreamEnd {
  readonly status: GrpcStatus;
  readonly error: WireError | undefined;
}

/** A stream in both directions. What it calls, it calls in order and never from within `stream()`. */
export interface StreamCall<Req, Res> {
  /** `host:port` */
  readonly address: string;
  /** `/package.Service/Method` */
  readonly path: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly encode: (message: Req) => Uint8Array;
  /** Throwing ends the stream with `TV_WIRE_MALFORMED`. */
  readonly decode: (bytes: Buffer) => Res;
  readonly onMessage: (message: Res) => void;
  /** Called once, after the last message; not at all after `cancel()`. */
  readonly onEnd: (end: StreamEnd) => void;
  /** `write` may go on, after it answered `false`. */
  readonly onDrain?: () => void;
}

/** The caller's end of a stream. */
export interface WireStream<Req> {
  /** Sends a message; `false` asks to wait for `onDrain`. Ignored once the stream has ended. */
  write(message: Req): boolean;
  /** Says that nothing will be written any more. TiKV takes that for the end of a change feed. */
  end(): void;
  /** Stops `onMessage`. One message is held, and what fits the flow-control window waits behind it. */
  pause(): void;
  resume(): void;
  /** Ends the stream at once. Nothing is called any more. */
  cancel(): void;
  /** How the stream ended; `undefined` while it is open. */
  readonly status: GrpcStatus | undefined;
}

/** The connections of this process: one per address, shared by all calls. */
export interface Channels {
  /** Whether connections are made with TLS. */
  readonly secure: boolean;
  /** The client of an address; connects when it is first used. */
  to(address: string): Client;
  /** Lets go of an address's connection; calls under way finish. */
  forget(address: string): void;
  /**
   * Asks and waits for the answer.
   *
   * Errors with `TV_WIRE_UNREACHABLE`, `TV_WIRE_TIMEOUT`, `TV_WIRE_TLS`, `TV_WIRE_REFUSED` or `TV_WIRE_MALFORMED`,
   * which name the address and the method. `grpcStatusOf(error)` tells the status.
   */
  unary<Res>(call: UnaryCall<Res>): Promise<Res>;
  /** `unary` as an Observable: cold, and unsubscribing gives the call up. */
  unary$<Res>(call: UnaryCall<Res>): Observable<Res>;
  /** Opens a stream. It ends with the same errors as `unary`. */
  stream<Req, Res>(call: StreamCall<Req, Res>): WireStream<Req>;
  /** Ends every call with an error and every connection. Nothing can be called afterwards. */
  close(): void;
}

/** Opens the room's only door to the network. Nothing connects before it is used. */
export function openChannels(options: ChannelOptions = {}): Channels {
  return new GrpcChannels(options);
}

interface Connection {
  readonly address: string;
  readonly client: Client;
  readonly tls: TlsCredentials | undefined;
  /** Runs while the connection is given time to come up. */
  patience: Subscription | undefined;
  gaveUp: boolean;
}

const DEFAULT_MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
const DEFAULT_FLOW_CONTROL_WINDOW_BYTES = 2 * 1024 * 1024;

class GrpcChannels implements Channels {
  readonly secure: boolean;
  private readonly options: ChannelOptions;
  private readonly connectTimeoutMs: number;
  private readonly scheduler: SchedulerLike;
  private readonly logger: Logger;
  private readonly metrics: Metrics;
  private readonly connections = new Map<string, Connection>();
  /** Errors when the channels are closed, and with it everything that is under way. */
  private readonly closed$ = new Subject<never>();
  private closed = false;

  constructor(options: ChannelOptions) {
    this.options = options;
    this.secure = options.tls !== undefined;
    this.connectTimeoutMs = options.connectTimeoutMs ?? 3_000;
    this.scheduler = options.scheduler ?? monotonicScheduler;
    this.logger = options.logger ?? NO_LOGGER;
    this.metrics = options.metrics ?? NO_METRICS;
    // Nobody may be calling when the channels are closed.
    this.closed$.subscribe({ error: () => undefined });
  }

  to(address: string): Client {
    return this.connection(address).client;
  }

  forget(address: string): void {
    const connection = this.connections.get(address);
    if (connection === undefined) return;
    this.connections.delete(address);
    connection.patience?.unsubscribe();
    connection.client.close();
    this.metrics.set('tivalve_wire_open_channels', this.connections.size);
  }

  unary<Res>(call: UnaryCall<Res>): Promise<Res> {
    return firstValueFrom(this.unary$(call));
  }

  unary$<Res>(call: UnaryCall<Res>): Observable<Res> {
    return this.call$(call).pipe(
      takeUntil(this.closed$),
      takeUntil(abortedBy(call.signal, `${call.path} of ${call.address}`)),
    );
  }

  private call$<Res>({ address, path, request, decode, deadlineMs, metadata }: UnaryCall<Res>): Observable<Res> {
    return new Observable<Res>((subscriber) => {
      if (subscriber.closed || this.closed) return undefined;
      this.metrics.add('tivalve_wire_calls_total', 1);
      const connection = this.connection(address);
      this.awaitConnection(connection);
      const fail = (error: WireError): void => {
        this.metrics.add('tivalve_wire_failed_calls_total', 1);
        subscriber.error(error);
      };
      const where = `${address} ${path}`;
      const call = connection.client.makeUnaryRequest(
        path,
        bufferOf,
        bufferOf,
        request,
        metadataOf(metadata),
        {},
        (error, answer) => {
          if (error !== null) {
            fail(this.wireError(connection, new GrpcFailure(error.code, error.details), where));
            return;
          }
          let decoded: Res;
          try {
            decoded = decode(answer ?? Buffer.alloc(0));
          } catch (cause) {
            fail(malformed(where, cause));
            return;
          }
          subscriber.next(decoded);
          subscriber.complete();
        },
      );
      const deadline = this.scheduler.schedule(
        () => fail(new WireError('TV_WIRE_TIMEOUT', `${where}: no answer within ${deadlineMs} ms`)),
        deadlineMs,
      );
      return () => {
        deadline.unsubscribe();
        call.cancel();
      };
    });
  }

  stream<Req, Res>(call: StreamCall<Req, Res>): WireStream<Req> {
    if (this.closed) throw closedError();
    const connection = this.connection(call.address);
    this.awaitConnection(connection);
    this.metrics.add('tivalve_wire_streams_total', 1);
    const stream = new GrpcStream(call, connection.client, {
      failed: (failure, where) => {
        this.metrics.add('tivalve_wire_failed_streams_total', 1);
        return this.wireError(connection, failure, where);
      },
      received: (bytes) => this.metrics.add('tivalve_wire_received_bytes_total', bytes),
    });
    stream.endWith(this.closed$);
    return stream;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.closed$.error(closedError());
    for (const address of this.connections.keys()) this.forget(address);
  }

  private connection(address: string): Connection {
    const known = this.connections.get(address);
    if (known !== undefined) return known;
    if (this.closed) throw closedError();
    const { tls } = this.options;
    const { connectTimeoutMs: handshakeTimeoutMs, scheduler } = this;
    const tlsCredentials = tls && new TlsCredentials({ tls, address, handshakeTimeoutMs, scheduler });
    // Named `dns:` because grpc-js would take the host of `host:port` for a scheme.
    const client = new Client(`dns:${address}`, tlsCredentials ?? credentials.createInsecure(), this.clientOptions());
    const connection = { address, client, tls: tlsCredentials, patience: undefined, gaveUp: false };
    this.connections.set(address, connection);
    this.metrics.set('tivalve_wire_open_channels', this.connections.size);
    this.logger.debug({ address, secure: this.secure }, 'channel opened');
    return connection;
  }

  private clientOptions(): Record<string, number> {
    const { options } = this;
    return {
      'grpc.keepalive_time_ms': options.keepAliveMs ?? 10_000,
      'grpc.keepalive_timeout_ms': options.keepAliveTimeoutMs ?? 3_000,
      // PD hangs up on clients that ask for a sign of life while nothing is under way.
      'grpc.keepalive_permit_without_calls': 0,
      // Holds for the declared length, before anything is read, and while a compressed message is unpacked.
      'grpc.max_receive_message_length': options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES,
      'grpc.max_send_message_length': -1,
      'grpc-node.flow_control_window': options.flowControlWindowBytes ?? DEFAULT_FLOW_CONTROL_WINDOW_BYTES,
      'grpc.initial_reconnect_backoff_ms': options.reconnectBaseMs ?? 1_000,
      'grpc.max_reconnect_backoff_ms': options.reconnectMaxMs ?? 3_000,
      'grpc.dns_min_time_between_resolutions_ms': options.reconnectMaxMs ?? 3_000,
      // Otherwise connections would be shared with, and kept open by, other clients in this process.
      'grpc.use_local_subchannel_pool': 1,
      // A cluster is reached directly, whatever proxy the environment names.
      'grpc.enable_http_proxy': 0,
      'grpc.service_config_disable_resolution': 1,
      'grpc.enable_retries': 0,
      'grpc.enable_channelz': 0,
    };
  }

  /**
   * gRPC has no limit on how long a connection may take, and a server that hangs after accepting it takes for ever. One
   * that is not up in time is let go with the calls that wait for it; the next call starts a new one.
   */
  private awaitConnection(connection: Connection): void {
    const isUp = (): boolean => stateOf(connection) === connectivityState.READY;
    if (connection.patience !== undefined || isUp()) return;
    connection.patience = this.scheduler.schedule(() => {
      connection.patience = undefined;
      if (stateOf(connection) !== connectivityState.CONNECTING) return;
      connection.gaveUp = true;
      this.logger.warn(
        { address: connection.address, connectTimeoutMs: this.connectTimeoutMs },
        'no connection in time',
      );
      this.forget(connection.address);
    }, this.connectTimeoutMs);
  }

  private wireError({ tls, gaveUp }: Connection, failure: GrpcFailure, where: string): WireError {
    const tlsFailure = tls?.failureBehind(failure.details);
    if (failure.status === 'UNAVAILABLE' && tlsFailure !== undefined) return tlsFailure;
    if (failure.status === 'UNAVAILABLE' && gaveUp) {
      const detail = `${where}: no connection within ${this.connectTimeoutMs} ms`;
      return new WireError('TV_WIRE_UNREACHABLE', detail, { cause: failure });
    }
    return wireErrorOf(failure, where);
  }
}

interface StreamWatcher {
  failed(failure: GrpcFailure, where: string): WireError;
  received(bytes: number): void;
}

class GrpcStream<Req, Res> implements WireStream<Req> {
  status: GrpcStatus | undefined;
  private readonly call: StreamCall<Req, Res>;
  private readonly watcher: StreamWatcher;
  private readonly duplex: ClientDuplexStream<Uint8Array, Buffer>;
  private closing: Subscription | undefined;
  private paused = false;
  /** Hands on the message that arrived while paused. */
  private held: (() => void) | undefined;

  constructor(call: StreamCall<Req, Res>, client: Client, watcher: StreamWatcher) {
    this.call = call;
    this.watcher = watcher;
    const options: CallOptions = { interceptors: [this.holdMessages()] };
    const duplex = client.makeBidiStreamRequest<Uint8Array, Buffer>(
      call.path,
      bufferOf,
      bufferOf,
      metadataOf(call.metadata),
      options,
    );
    this.duplex = duplex;
    duplex.on('data', (bytes: Buffer) => this.receive(bytes));
    duplex.on('drain', () => {
      if (this.status === undefined) call.onDrain?.();
    });
    // The status follows and says the same.
    duplex.on('error', () => undefined);
    duplex.on('status', ({ code, details }: StatusObject) => {
      if (code === status.OK) this.finish('OK', undefined);
      else this.fail(new GrpcFailure(code, details));
    });
  }

  /** Ends the stream with the error of `closed$`. */
  endWith(closed$: Observable<never>): void {
    if (this.status !== undefined) return;
    this.closing = closed$.subscribe({
      error: (error: WireError) => {
        this.duplex.cancel();
        this.finish('CANCELLED', error);
      },
    });
  }

  write(message: Req): boolean {
    if (this.status !== undefined) return true;
    return this.duplex.write(this.call.encode(message));
  }

  end(): void {
    if (this.status === undefined) this.duplex.end();
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    const { held } = this;
    this.held = undefined;
    held?.();
  }

  cancel(): void {
    if (this.status !== undefined) return;
    this.settle('CANCELLED');
    this.duplex.cancel();
  }

  /** A stream of Node's would read a number of messages ahead while it is paused; held back here, it is one. */
  private holdMessages(): Interceptor {
    const listener = new ListenerBuilder()
      .withOnReceiveMessage((message, next) => {
        if (this.paused) this.held = () => next(message);
        else next(message);
      })
      .build();
    const requester = new RequesterBuilder().withStart((metadata, _listener, next) => next(metadata, listener)).build();
    return (options, nextCall) => new InterceptingCall(nextCall(options), requester);
  }

  private receive(bytes: Buffer): void {
    if (this.status !== undefined) return;
    this.watcher.received(bytes.length);
    let message: Res;
    try {
      message = this.call.decode(bytes);
    } catch (cause) {
      this.duplex.cancel();
      this.finish('INTERNAL', malformed(this.where(), cause));
      return;
    }
    this.call.onMessage(message);
  }

  private fail(failure: GrpcFailure): void {
    if (this.status === undefined) this.finish(failure.status, this.watcher.failed(failure, this.where()));
  }

  private finish(name: GrpcStatus, error: WireError | undefined): void {
    if (this.status !== undefined) return;
    this.settle(name);
    this.call.onEnd({ status: name, error });
  }

  private settle(name: GrpcStatus): void {
    this.status = name;
    this.held = undefined;
    this.closing?.unsubscribe();
  }

  private where(): string {
    return `${this.call.address} ${this.call.path}`;
  }
}

function stateOf({ client }: Connection): connectivityState {
  return client.getChannel().getConnectivityState(false);
}

function malformed(where: string, cause: unknown): WireError {
  if (cause instanceof WireError) return cause;
  return new WireError('TV_WIRE_MALFORMED', `${where}: ${messageOf(cause)}`, { cause });
}

function closedError(): WireError {
  return new WireError('TV_WIRE_UNREACHABLE', 'the channels were closed');
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function metadataOf(entries: Readonly<Record<string, string>> = {}): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(entries)) metadata.set(name, value);
  return metadata;
}
