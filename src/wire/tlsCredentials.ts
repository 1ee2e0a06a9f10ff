import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, createSecureContext, type PeerCertificate, type SecureContext } from 'node:tls';
import { CallCredentials, ChannelCredentials } from '@grpc/grpc-js';
import type { SchedulerLike } from 'rxjs';
import { messageOf, WireError } from '../errors/TiValveError';

/** Mutual TLS, from files. They are read for every connection, so that a rotated certificate needs no restart. */
export interface TlsOptions {
  /** PEM file of the authorities that servers must be signed by. */
  readonly ca: string;
  /** PEM file of the client's certificate chain; goes with `key`. */
  readonly cert?: string | undefined;
  /** PEM file of the client's private key. */
  readonly key?: string | undefined;
  /** Common names a server's certificate may have. @defaultValue any that fits the server's address */
  readonly allowedCommonNames?: readonly string[] | undefined;
}

/** What a connection's handshake needs besides the files. */
export interface TlsConnection {
  readonly tls: TlsOptions;
  /** `host:port` */
  readonly address: string;
  readonly handshakeTimeoutMs: number;
  readonly scheduler: SchedulerLike;
}

type SecureConnector = ReturnType<ChannelCredentials['_createSecureConnector']>;

/** What a broken network does, which says nothing about certificates. */
const NETWORK_CODES: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Credentials that read their files anew for each handshake and remember why the last one failed: gRPC itself reports
 * every failure to connect alike.
 */
export class TlsCredentials extends ChannelCredentials {
  /** Why a handshake failed last, when it was for reasons of TLS. */
  private failure: WireError | undefined;
  private readonly connection: TlsConnection;

  constructor(connection: TlsConnection) {
    super();
    this.connection = connection;
  }

  /** The TLS failure that gRPC tells of in `details`, which holds the text of whatever ended the last try to connect. */
  failureBehind(details: string): WireError | undefined {
    const { failure } = this;
    if (failure === undefined) return undefined;
    const texts = [failure.message, textOf(failure.cause)];
    return texts.some((text) => details.includes(text)) ? failure : undefined;
  }

  override _isSecure(): boolean {
    return true;
  }

  override _equals(other: ChannelCredentials): boolean {
    return this === other;
  }

  override _createSecureConnector(): SecureConnector {
    const callCredentials = CallCredentials.createEmpty();
    return {
      connect: async (socket) => ({ socket: await this.connect(socket), secure: true }),
      waitForReady: () => Promise.resolve(),
      getCallCredentials: () => callCredentials,
      destroy: () => undefined,
    };
  }

  private async connect(socket: Socket): Promise<Socket> {
    const { tls, address } = this.connection;
    try {
      const secureContext = await readSecureContext(tls);
      const secure = await this.handshake(socket, secureContext);
      // A TLS 1.3 server judges the client's certificate after the client has found everything in order.
      secure.on('error', (error) => this.note(error));
      return secure;
    } catch (error) {
      this.note(error);
      throw this.failure ?? new Error(`${address}: ${textOf(error)}`, { cause: error });
    }
  }

  private note(error: unknown): void {
    if (error instanceof WireError) this.failure = error;
    else if (!NETWORK_CODES.has((error as { code?: unknown }).code)) {
      const { tls, address } = this.connection;
      const detail = `${address}, with authorities from ${tls.ca}: ${textOf(error)}`;
      this.failure = new WireError('TV_WIRE_TLS', detail, { cause: error });
    }
  }

  private handshake(socket: Socket, secureContext: SecureContext): Promise<Socket> {
    const { tls, address, handshakeTimeoutMs, scheduler } = this.connection;
    const host = hostOf(address);
    return new Promise<Socket>((resolve, reject) => {
      const secure = connect({
        socket,
        secureContext,
        host,
        // An IP address must not be sent as a server name.
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ALPNProtocols: ['h2'],
        checkServerIdentity: (name, certificate) => checkIdentity(name === '' ? host : name, certificate, tls),
      });
      const onClose = (): void => reject(networkError('connection closed during the TLS handshake'));
      const deadline = scheduler.schedule(() => {
        secure.destroy();
        reject(networkError(`no TLS handshake within ${handshakeTimeoutMs} ms`));
      }, handshakeTimeoutMs);
      secure.once('error', reject);
      secure.once('close', onClose);
      secure.once('close', () => deadline.unsubscribe());
      secure.once('secureConnect', () => {
        deadline.unsubscribe();
        secure.removeListener('error', reject);
        secure.removeListener('close', onClose);
        resolve(secure);
      });
    });
  }
}

/** What OpenSSL says, without the line breaks it ends in. Its errors need not be `Error`s of this realm. */
function textOf(error: unknown): string {
  return messageOf(error)
    .replace(/^Error: /, '')
    .trim();
}

function networkError(message: string): Error {
  return Object.assign(new Error(message), { code: 'ECONNRESET' });
}

/** The host of `host:port`, without the brackets of an IPv6 address. */
export function hostOf(address: string): string {
  const bracketed = /^\[(.*)\](?::\d+)?$/.exec(address);
  return bracketed?.[1] ?? address.replace(/:\d+$/, '');
}

function checkIdentity(
  host: string,
  certificate: PeerCertificate,
  { allowedCommonNames }: TlsOptions,
): Error | undefined {
  const mismatch = checkServerIdentity(host, certificate);
  if (mismatch !== undefined || allowedCommonNames === undefined) return mismatch;
  const commonName = certificate.subject.CN;
  if (typeof commonName === 'string' && allowedCommonNames.includes(commonName)) return undefined;
  return new Error(`common name ${commonName} of the server is not among those allowed`);
}

async function readSecureContext({ ca, cert, key }: TlsOptions): Promise<SecureContext> {
  if ((cert === undefined) !== (key === undefined)) {
    throw new WireError('TV_WIRE_TLS', `a certificate and a key go together, but only ${cert ?? key} is given`);
  }
  const authorities = await readPem(ca, (bytes) => new X509Certificate(bytes));
  const base = { ca: authorities.bytes, minVersion: 'TLSv1.2' } as const;
  if (cert === undefined || key === undefined) return createSecureContext(base);
  const chain = await readPem(cert, (bytes) => new X509Certificate(bytes));
  const secret = await readPem<KeyObject>(key, (bytes) => createPrivateKey(bytes));
  if (!chain.parsed.checkPrivateKey(secret.parsed)) {
    throw new WireError('TV_WIRE_TLS', `the key ${key} does not belong to the certificate ${cert}`);
  }
  return createSecureContext({ ...base, cert: chain.bytes, key: secret.bytes });
}

/** Reads a file and parses it once by itself, so that an error can name the file. */
async function readPem<T>(path: string, parse: (bytes: Buffer) => T): Promise<{ bytes: Buffer; parsed: T }> {
  try {
    const bytes = await readFile(path);
    return { bytes, parsed: parse(bytes) };
  } catch (error) {
    throw new WireError('TV_WIRE_TLS', `${path}: ${textOf(error)}`, {
      cause: error,
      hint: 'name PEM files that this user may read',
    });
  }
}
