import { readFileSync } from 'node:fs';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import {
  Server as GrpcServer,
  type Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { EmulatorError, messageOf } from '../errors/TiValveError';

const HOST = '127.0.0.1';

/** PEM files of a server that speaks TLS and asks its clients for a certificate, as TiKV does. */
export interface ServerTls {
  /** What signs the clients' certificates. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Services with what carries them out. */
export type ServedService = readonly [ServiceDefinition, UntypedServiceImplementation];

/**
 * A gRPC server on a loopback port whose sockets stay in our hands: they can be frozen, as a stopped process would, be
 * handed to somebody else, or be cut.
 */
export class GrpcPort {
  /** Takes the sockets instead of the gRPC server. */
  interposer: ((socket: Socket) => void) | undefined;
  private readonly services: () => readonly ServedService[];
  private readonly sockets = new Set<Socket>();
  private readonly held = new Set<Socket>();
  private server: Server | undefined;
  private listener: NetServer | undefined;
  private inject: ((socket: Socket) => void) | undefined;
  private isFrozen = false;
  private boundPort = 0;

  private readonly tls: ServerTls | undefined;

  /** @param services - made anew each time the port opens, as a restarted process makes them */
  constructor(services: () => readonly ServedService[], tls?: ServerTls) {
    this.services = services;
    this.tls = tls;
  }

  /** `host:port`. */
  get address(): string {
    return `${HOST}:${this.boundPort}`;
  }

  get isOpen(): boolean {
    return this.listener !== undefined;
  }

  /** Begins to listen, on any free port or on a given one. Throws `TV_EMULATOR_USAGE` when that is taken. */
  async open(port = 0): Promise<void> {
    const server = new GrpcServer({
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    });
    for (const [definition, handlers] of this.services()) server.addService(definition, handlers);
    const injector = server.createConnectionInjector(credentialsOf(this.tls));
    this.inject = (socket) => injector.injectConnection(socket);
    this.server = server;
    const listener = createServer((socket) => this.accept(socket));
    await new Promise<void>((resolve, reject) => {
      listener.once('error', (error) => {
        const detail = `cannot listen on ${HOST}:${port}: ${messageOf(error)}`;
        reject(new EmulatorError('TV_EMULATOR_USAGE', detail, { cause: error, hint: 'leave the port out' }));
      });
      listener.listen(port, HOST, resolve);
    });
    const bound = listener.address();
    if (bound !== null && typeof bound === 'object') this.boundPort = bound.port;
    this.listener = listener;
  }

  /** Cuts every connection and stops listening, at once. */
  async close(): Promise<void> {
    const { listener } = this;
    this.listener = undefined;
    this.isFrozen = false;
    this.cut();
    this.server?.forceShutdown();
    if (listener !== undefined) await new Promise((resolve) => listener.close(resolve));
  }

  /** Cuts every connection; new ones are taken. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    this.held.clear();
  }

  /** Reads nothing more, on the connections there are and on new ones. */
  freeze(): void {
    this.isFrozen = true;
    for (const socket of this.sockets) handleOf(socket)?.readStop();
  }

  thaw(): void {
    if (!this.isFrozen) return;
    this.isFrozen = false;
    for (const socket of this.sockets) if (!this.held.has(socket)) handleOf(socket)?.readStart();
    for (const socket of this.held) this.route(socket);
    this.held.clear();
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    // A client that goes away is no error of ours.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.held.delete(socket);
    });
    if (this.isFrozen) this.held.add(socket);
    else this.route(socket);
  }

  private route(socket: Socket): void {
    if (this.interposer === undefined) this.inject?.(socket);
    else this.interposer(socket);
  }
}

function credentialsOf(tls: ServerTls | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  try {
    const [ca, cert, key] = [readFileSync(tls.ca), readFileSync(tls.cert), readFileSync(tls.key)];
    return ServerCredentials.createSsl(ca, [{ private_key: key, cert_chain: cert }], true);
  } catch (cause) {
    throw new EmulatorError('TV_EMULATOR_USAGE', `tls: ${messageOf(cause)}`, { cause, hint: 'name PEM files' });
  }
}

interface ReadableHandle {
  readStop(): void;
  readStart(): void;
}

/** HTTP/2 takes a socket's handle over, so only the handle itself can be told to stop reading. */
function handleOf(socket: Socket): ReadableHandle | undefined {
  return (socket as Socket & { readonly _handle?: ReadableHandle | null })._handle ?? undefined;
}
