import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServiceDefinition,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { defer } from 'rxjs';

/** A bidirectional stream as a fake server sees it. */
export type ServerStream = ServerDuplexStream<Buffer, Buffer>;

/** What a fake server answers with instead of a message. */
export class Refusal extends Error {
  readonly code: number;
  readonly details: string;
  readonly metadata = new Metadata();

  constructor(name: keyof typeof status, details = '') {
    super(details);
    this.code = status[name];
    this.details = details;
  }
}

/** Answers a request; throws a `Refusal`, or never settles. */
export type UnaryHandler = (
  request: Buffer,
  metadata: Metadata,
  call: { once(event: 'cancelled', listener: () => void): unknown },
) => Uint8Array | Promise<Uint8Array>;

export interface FakeService {
  readonly unary?: Readonly<Record<string, UnaryHandler>>;
  readonly streams?: Readonly<Record<string, (stream: ServerStream) => void>>;
}

export interface FakeServerOptions {
  /** @defaultValue a free one */
  readonly port?: number;
  readonly credentials?: ServerCredentials;
}

export interface FakeServer {
  readonly port: number;
  /** `127.0.0.1:port` */
  readonly address: string;
  /** Breaks every connection and stops listening. */
  close(): void;
}

/** Starts a gRPC server on the loopback interface whose answers are scripted, by method path. */
export async function startServer(service: FakeService, options: FakeServerOptions = {}): Promise<FakeServer> {
  const { port = 0, credentials = ServerCredentials.createInsecure() } = options;
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  const definition: Record<string, ServiceDefinition[string]> = {};
  const implementation: UntypedServiceImplementation = {};
  for (const [path, handle] of Object.entries(service.unary ?? {})) {
    definition[path] = methodOf(path, false);
    implementation[path] = (
      call: ServerUnaryCall<Buffer, Buffer>,
      callback: (error: Error | null, answer?: Buffer) => void,
    ) => {
      defer(async () => handle(call.request, call.metadata, call)).subscribe({
        next: (answer) => callback(null, Buffer.from(answer)),
        error: (error: Error) => callback(error),
      });
    };
  }
  for (const [path, handle] of Object.entries(service.streams ?? {})) {
    definition[path] = methodOf(path, true);
    implementation[path] = (stream: ServerStream) => {
      stream.on('error', () => undefined);
      handle(stream);
    };
  }
  server.addService(definition, implementation);
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, number) =>
      error === null ? resolve(number) : reject(error),
    );
  });
  return { port: bound, address: `127.0.0.1:${bound}`, close: () => server.forceShutdown() };
}

function methodOf(path: string, streaming: boolean): ServiceDefinition[string] {
  const same = (bytes: Buffer): Buffer => bytes;
  return {
    path,
    requestStream: streaming,
    responseStream: streaming,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  };
}

/** Waits until `condition` holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
