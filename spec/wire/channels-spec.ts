import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import {
  createServer as createHttp2Server,
  createSecureServer,
  type Http2SecureServer,
  type Http2Server,
} from 'node:http2';
import { type AddressInfo, connect as connectTcp, createServer, type Server as TcpServer } from 'node:net';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { ServerCredentials } from '@grpc/grpc-js';
import { VirtualTimeScheduler } from 'rxjs';
import { WireError } from '../../src/errors/TiValveError';
import { MetricsMap } from '../../src/model/metrics';
import { type ChannelOptions, type Channels, openChannels, type StreamEnd } from '../../src/wire/channels';
import { grpcStatusOf } from '../../src/wire/grpcFailure';
import { Authority, type Certificate } from '../helpers/certificates';
import {
  type FakeServer,
  type FakeServerOptions,
  type FakeService,
  Refusal,
  type ServerStream,
  startServer,
  until,
} from '../helpers/grpcServer';

const ECHO = '/test.Echo/Echo';
const FEED = '/test.Echo/Feed';
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const bytes = (value: string): Uint8Array => Buffer.from(value);

describe('channels', () => {
  const opened: { close(): void }[] = [];
  function channels(options: ChannelOptions = {}): Channels {
    const made = openChannels({ reconnectBaseMs: 20, reconnectMaxMs: 50, ...options });
    opened.push(made);
    return made;
  }
  async function serve(service: FakeService, options: FakeServerOptions = {}): Promise<FakeServer> {
    const server = await startServer(service, options);
    opened.push(server);
    return server;
  }
  const listening = async <S extends TcpServer | Http2Server | Http2SecureServer>(server: S): Promise<string> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    opened.push({ close: () => void server.close() });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  /** Stands in front of a server, and passes nothing on once it is frozen. */
  async function standInFront(
    port: number,
  ): Promise<{ readonly address: string; freeze(): void; readonly lost: number }> {
    let lost = 0;
    const froze = new Set<() => void>();
    const address = await listening(
      createServer((outer) => {
        const inner = connectTcp(port, '127.0.0.1');
        outer.pipe(inner).pipe(outer);
        outer.on('close', () => {
          lost += 1;
        });
        froze.add(() => {
          outer.unpipe(inner);
          inner.unpipe(outer);
          // Read on, as the system does, so that the end is seen.
          outer.resume();
        });
        for (const socket of [outer, inner]) {
          socket.on('error', () => undefined);
          opened.push({ close: () => socket.destroy() });
        }
      }),
    );
    return {
      address,
      freeze: () => {
        for (const freeze of froze) freeze();
      },
      get lost() {
        return lost;
      },
    };
  }
  afterEach(() => {
    for (const one of opened.splice(0).toReversed()) one.close();
  });

  const ask = (
    on: Channels,
    address: string,
    more: { deadlineMs?: number; signal?: AbortSignal } = {},
  ): Promise<string> =>
    on.unary({ address, path: ECHO, request: bytes('hello'), decode: text, deadlineMs: 5_000, ...more });
  const errorOf = async (promise: Promise<unknown>): Promise<WireError> => {
    const error = await promise.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(WireError);
    return error as WireError;
  };

  describe('unary', () => {
    it('asks with metadata and decodes the answer', async () => {
      const { address } = await serve({
        unary: { [ECHO]: (request, metadata) => bytes(`${request} ${metadata.get('who')}`) },
      });
      const answer = await channels().unary({
        address,
        path: ECHO,
        request: bytes('hello'),
        decode: text,
        deadlineMs: 5_000,
        metadata: { who: 'me' },
      });
      expect(answer).toBe('hello me');
    });

    it.each([
      { status: 'UNAVAILABLE', code: 'TV_WIRE_UNREACHABLE' },
      { status: 'UNKNOWN', code: 'TV_WIRE_UNREACHABLE' },
      { status: 'RESOURCE_EXHAUSTED', code: 'TV_WIRE_UNREACHABLE' },
      { status: 'DEADLINE_EXCEEDED', code: 'TV_WIRE_TIMEOUT' },
      { status: 'UNIMPLEMENTED', code: 'TV_WIRE_REFUSED' },
      { status: 'FAILED_PRECONDITION', code: 'TV_WIRE_REFUSED' },
    ] as const)('wraps $status once, naming address and method', async ({ status, code }) => {
      const { address } = await serve({
        unary: {
          [ECHO]: () => {
            throw new Refusal(status, 'not today');
          },
        },
      });
      const error = await errorOf(ask(channels(), address));
      expect(error.code).toBe(code);
      expect(error.message).toContain(`${address} ${ECHO}: ${status}: not today`);
      expect(grpcStatusOf(error)).toBe(status);
      expect(grpcStatusOf(error.cause)).toBe(status);
    });

    it('ends with a timeout when no answer comes', async () => {
      const { address } = await serve({ unary: { [ECHO]: () => new Promise<never>(() => undefined) } });
      const error = await errorOf(ask(channels(), address, { deadlineMs: 30 }));
      expect(error.code).toBe('TV_WIRE_TIMEOUT');
      expect(error.message).toContain('no answer within 30 ms');
    });

    it('lets the server know that nobody waits any more', async () => {
      let cancelled = false;
      const { address } = await serve({
        unary: {
          [ECHO]: (_request, _metadata, call) => {
            call.once('cancelled', () => {
              cancelled = true;
            });
            return new Promise<never>(() => undefined);
          },
        },
      });
      await errorOf(ask(channels(), address, { deadlineMs: 30 }));
      await until(() => cancelled);
    });

    it('is given up by its signal, and at once by one that was aborted before', async () => {
      const { address } = await serve({ unary: { [ECHO]: () => new Promise<never>(() => undefined) } });
      const abort = new AbortController();
      const asked = errorOf(ask(channels(), address, { signal: abort.signal }));
      abort.abort('enough');
      const error = await asked;
      expect([error.code, error.cause]).toEqual(['TV_WIRE_UNREACHABLE', 'enough']);
      expect((await errorOf(ask(channels(), address, { signal: abort.signal }))).cause).toBe('enough');
    });

    it('calls an answer that does not decode malformed', async () => {
      const { address } = await serve({ unary: { [ECHO]: (request) => request } });
      const decode = (): never => {
        throw new RangeError('index out of range');
      };
      const error = await errorOf(
        channels().unary({ address, path: ECHO, request: bytes(''), decode, deadlineMs: 5_000 }),
      );
      expect(error.code).toBe('TV_WIRE_MALFORMED');
      expect(error.cause).toBeInstanceOf(RangeError);
    });

    it('fails at once when nobody listens, and works when somebody does', async () => {
      const { address, port, close } = await serve({ unary: { [ECHO]: (request) => request } });
      close();
      const on = channels();
      expect((await errorOf(ask(on, address))).code).toBe('TV_WIRE_UNREACHABLE');
      await serve({ unary: { [ECHO]: (request) => request } }, { port });
      let answer: string | undefined;
      while (answer === undefined) answer = await ask(on, address).catch(() => undefined);
      expect(answer).toBe('hello');
    });

    it('gives a connection up that does not come up in time, and starts a new one for the next call', async () => {
      const sockets: { destroy(): void }[] = [];
      // Takes connections and says nothing, as a process that was stopped does.
      const address = await listening(createServer((socket) => sockets.push(socket)));
      const on = channels({ connectTimeoutMs: 30 });
      const error = await errorOf(ask(on, address));
      expect(error.code).toBe('TV_WIRE_UNREACHABLE');
      expect(error.message).toContain('no connection within 30 ms');
      await errorOf(ask(on, address));
      expect(sockets.length).toBe(2);
      for (const socket of sockets) socket.destroy();
    });

    it('keeps a connection that came up in time', async () => {
      const { address } = await serve({ unary: { [ECHO]: (request) => request } });
      const scheduler = new VirtualTimeScheduler();
      const on = channels({ scheduler });
      await ask(on, address);
      const client = on.to(address);
      scheduler.flush();
      expect(on.to(address)).toBe(client);
    });

    it('loses a connection that shows no sign of life, with what is under way on it', async () => {
      const { port } = await serve({ unary: { [ECHO]: () => new Promise<never>(() => proxy.freeze()) } });
      const proxy = await standInFront(port);
      const error = await errorOf(ask(channels({ keepAliveMs: 20, keepAliveTimeoutMs: 300 }), proxy.address));
      expect([error.code, grpcStatusOf(error)]).toEqual(['TV_WIRE_UNREACHABLE', 'UNAVAILABLE']);
    });

    it('asks for no sign of life while nothing is under way, which PD would take for an attack', async () => {
      const pings = { idle: 0, busy: 0 };
      const counting = (name: keyof typeof pings): Promise<string> => {
        const server = createHttp2Server();
        server.on('session', (session) => {
          session.on('ping', () => {
            pings[name] += 1;
          });
          opened.push({ close: () => session.destroy() });
        });
        server.on('stream', (stream) => {
          stream.on('error', () => undefined);
          if (name === 'busy') return;
          stream.respond(
            { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '5' },
            { endStream: true },
          );
        });
        return listening(server);
      };
      const on = channels({ keepAliveMs: 5 });
      expect((await errorOf(ask(on, await counting('idle')))).code).toBe('TV_WIRE_REFUSED');
      const busy = errorOf(ask(on, await counting('busy')));
      await until(() => pings.busy > 5);
      // On a busy machine the call took longer than that, and was asked after; what was on its way has come by now.
      const duringCall = pings.idle;
      await until(() => pings.busy > 15);
      expect(pings.idle).toBe(duringCall);
      on.close();
      await busy;
    });
  });

  describe('limits', () => {
    const LIMIT = 64 * 1024;

    it('refuses a message that is too large as sent', async () => {
      const { address } = await serve({ unary: { [ECHO]: () => Buffer.alloc(LIMIT + 1) } });
      const error = await errorOf(ask(channels({ maxMessageBytes: LIMIT }), address));
      expect(error.code).toBe('TV_WIRE_MALFORMED');
      expect(error.message).toContain('larger than max');
    });

    /** Answers every call with the bytes of one gRPC frame. */
    const answering = (frame: Buffer, encoding: string): Promise<string> => {
      const server = createHttp2Server();
      server.on('session', (session) => opened.push({ close: () => session.destroy() }));
      server.on('stream', (stream) => {
        stream.on('error', () => undefined);
        stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
        const headers = { ':status': 200, 'content-type': 'application/grpc', 'grpc-encoding': encoding };
        stream.respond(headers, { waitForTrailers: true });
        stream.end(frame);
      });
      return listening(server);
    };

    it.each([
      { encoding: 'gzip', pack: gzipSync },
      { encoding: 'deflate', pack: deflateSync },
    ])('refuses a message that is too large once unpacked from $encoding', async ({ encoding, pack }) => {
      const bomb = Buffer.alloc(64 * LIMIT);
      const packed = pack(bomb);
      expect(packed.length).toBeLessThan(LIMIT / 4);
      const address = await answering(
        Buffer.concat([Buffer.of(1, 0, 0, packed.length >> 8, packed.length & 0xff), packed]),
        encoding,
      );
      const error = await errorOf(ask(channels({ maxMessageBytes: LIMIT }), address));
      expect(error.code).toBe('TV_WIRE_MALFORMED');
      expect(error.message).toContain('decompresses to a size larger than');
      expect((await ask(channels({ maxMessageBytes: bomb.length }), address)).length).toBe(bomb.length);
    });

    it.each([
      {
        title: 'a length that is declared but never sent',
        frame: Buffer.of(0, 0xff, 0xff, 0xff, 0xff),
        encoding: 'identity',
        code: 'TV_WIRE_MALFORMED',
      },
      {
        title: 'gzip that is none',
        frame: Buffer.of(1, 0, 0, 0, 2, 1, 2),
        encoding: 'gzip',
        code: 'TV_WIRE_MALFORMED',
      },
      {
        title: 'compression without a name',
        frame: Buffer.of(1, 0, 0, 0, 2, 1, 2),
        encoding: 'identity',
        code: 'TV_WIRE_UNREACHABLE',
      },
    ])('survives $title', async ({ frame, encoding, code }) => {
      const address = await answering(frame, encoding);
      expect((await errorOf(ask(channels(), address))).code).toBe(code);
    });
  });

  describe('stream', () => {
    interface Opened {
      readonly messages: string[];
      readonly ends: StreamEnd[];
      readonly stream: ReturnType<Channels['stream']>;
    }
    function open(on: Channels, address: string, decode: (message: Buffer) => string = text): Opened {
      const messages: string[] = [];
      const ends: StreamEnd[] = [];
      const stream = on.stream<string, string>({
        address,
        path: FEED,
        encode: bytes,
        decode,
        metadata: { features: 'all' },
        onMessage: (message) => messages.push(message),
        onEnd: (end) => ends.push(end),
      });
      return { messages, ends, stream };
    }
    const echoing = (stream: ServerStream): void => {
      stream.on('data', (message: Buffer) => stream.write(message));
      stream.on('end', () => stream.end());
    };

    it('carries messages both ways and ends in good order', async () => {
      const { address } = await serve({ streams: { [FEED]: echoing } });
      const metrics = new MetricsMap();
      const { messages, ends, stream } = open(channels({ metrics }), address);
      for (const word of ['a', 'b', 'c']) stream.write(word);
      await until(() => messages.length === 3);
      expect(messages).toEqual(['a', 'b', 'c']);
      expect(stream.status).toBeUndefined();
      stream.end();
      await until(() => ends.length === 1);
      expect(ends).toEqual([{ status: 'OK', error: undefined }]);
      expect(stream.status).toBe('OK');
      expect(metrics.get('tivalve_wire_received_bytes_total')).toBe(3);
    });

    it('ends with what the server ends it with', async () => {
      const { address } = await serve({
        streams: { [FEED]: (stream) => stream.emit('error', new Refusal('UNIMPLEMENTED', 'no such feature')) },
      });
      const { ends } = open(channels(), address);
      await until(() => ends.length === 1);
      expect(ends[0]?.status).toBe('UNIMPLEMENTED');
      expect(ends[0]?.error?.code).toBe('TV_WIRE_REFUSED');
    });

    it('ends when its connection breaks, and when the channels are closed', async () => {
      const { address, close } = await serve({ streams: { [FEED]: echoing } });
      const on = channels();
      const first = open(on, address);
      first.stream.write('a');
      await until(() => first.messages.length === 1);
      close();
      await until(() => first.ends.length === 1);
      expect(first.ends[0]?.error?.code).toBe('TV_WIRE_UNREACHABLE');
      const { address: other } = await serve({ streams: { [FEED]: echoing } });
      const second = open(on, other);
      on.close();
      expect(second.ends[0]?.error?.message).toContain('closed');
      expect(() => open(on, other)).toThrow('closed');
    });

    it('ends when no connection comes up', async () => {
      const sockets: { destroy(): void }[] = [];
      const address = await listening(createServer((socket) => sockets.push(socket)));
      const { ends } = open(channels({ connectTimeoutMs: 30 }), address);
      await until(() => ends.length === 1);
      expect(ends[0]?.error?.message).toContain('no connection within 30 ms');
      for (const socket of sockets) socket.destroy();
    });

    it('ends on a message that does not decode', async () => {
      const { address } = await serve({ streams: { [FEED]: echoing } });
      const { ends, stream } = open(channels(), address, () => {
        throw new RangeError('invalid wire type');
      });
      stream.write('a');
      await until(() => ends.length === 1);
      expect(ends[0]?.error?.code).toBe('TV_WIRE_MALFORMED');
    });

    it('falls silent when it is cancelled, and the server hears of it', async () => {
      let cancelled = false;
      const { address } = await serve({
        streams: {
          [FEED]: (stream) => {
            stream.write(Buffer.from('a'));
            stream.on('cancelled', () => {
              cancelled = true;
            });
          },
        },
      });
      const { messages, ends, stream } = open(channels(), address);
      await until(() => messages.length === 1);
      stream.pause();
      stream.cancel();
      await until(() => cancelled);
      expect([ends, stream.status]).toEqual([[], 'CANCELLED']);
      expect(stream.write('b')).toBe(true);
    });

    it('holds messages back while paused, without holding up its neighbours', async () => {
      const block = Buffer.alloc(64 * 1024, 'x');
      let sent = 0;
      const flood = (stream: ServerStream): void => {
        for (let room = true; room; sent += 1) room = stream.write(block);
        stream.once('drain', () => flood(stream));
      };
      const { address } = await serve({ streams: { [FEED]: flood }, unary: { [ECHO]: (request) => request } });
      const on = channels({ flowControlWindowBytes: 256 * 1024 });
      const { messages, stream } = open(on, address, (message) => String(message.length));
      await until(() => messages.length > 20);
      stream.pause();
      const atPause = messages.length;
      // The server has stopped sending when it has room for nothing more while a neighbour asks a thousand times.
      for (let i = 0; i < 200; i += 1) expect(await ask(on, address)).toBe('hello');
      const stopped = sent;
      for (let i = 0; i < 200; i += 1) await ask(on, address);
      expect([messages.length, sent]).toEqual([atPause, stopped]);
      stream.resume();
      await until(() => messages.length > stopped);
      stream.cancel();
    });
  });

  it('lets a server send ahead as much as the window holds', async () => {
    const block = Buffer.alloc(16 * 1024);
    /** Blocks the server could hand over while nobody read. */
    const sentAhead = async (flowControlWindowBytes: number): Promise<number> => {
      let sent = 0;
      const flood = (stream: ServerStream): void => {
        for (let room = true; room; sent += 1) room = stream.write(block);
        stream.once('drain', () => flood(stream));
      };
      const { address } = await serve({ streams: { [FEED]: flood }, unary: { [ECHO]: (request) => request } });
      const on = channels({ flowControlWindowBytes });
      const stream = on.stream({
        address,
        path: FEED,
        encode: bytes,
        decode: text,
        onMessage: () => undefined,
        onEnd: () => undefined,
      });
      stream.pause();
      for (let i = 0; i < 300; i += 1) await ask(on, address);
      return sent;
    };
    const [little, much] = [await sentAhead(64 * 1024), await sentAhead(4 * 1024 * 1024)];
    expect(much - little).toBeGreaterThan(100);
  });

  it('shares nothing with the channels of others', async () => {
    const { port } = await serve({ unary: { [ECHO]: (request) => request } });
    const proxy = await standInFront(port);
    const [one, other] = [channels(), channels()];
    await ask(one, proxy.address);
    await ask(other, proxy.address);
    one.close();
    await until(() => proxy.lost === 1);
    expect(await ask(other, proxy.address)).toBe('hello');
  });

  it('shares one client per address until it is forgotten', async () => {
    const { address } = await serve({ unary: { [ECHO]: (request) => request } });
    const metrics = new MetricsMap();
    const on = channels({ metrics });
    const client = on.to(address);
    expect(on.to(address)).toBe(client);
    expect(await ask(on, address)).toBe('hello');
    on.forget(address);
    expect(metrics.get('tivalve_wire_open_channels')).toBe(0);
    expect(on.to(address)).not.toBe(client);
    expect(await ask(on, address)).toBe('hello');
  });

  it('leaves nothing hanging when it is closed', async () => {
    const { address } = await serve({ unary: { [ECHO]: () => new Promise<never>(() => undefined) } });
    const on = channels();
    const asked = errorOf(ask(on, address));
    on.close();
    on.close();
    expect((await asked).message).toContain('closed');
    expect((await errorOf(ask(on, address))).message).toContain('closed');
    expect(() => on.to(address)).toThrow('closed');
  });

  describe('with TLS', () => {
    let authority: Authority;
    let server: Certificate;
    let client: Certificate;
    beforeAll(() => {
      authority = new Authority();
      server = authority.sign('tikv');
      client = authority.sign('tivalve');
    });
    const secure = (certificate = server, ca = authority.ca): Promise<FakeServer> => {
      const pair = { private_key: readFileSync(certificate.key), cert_chain: readFileSync(certificate.cert) };
      return serve(
        { unary: { [ECHO]: (request) => request } },
        { credentials: ServerCredentials.createSsl(readFileSync(ca), [pair], true) },
      );
    };

    it('shows its certificate and checks the server', async () => {
      const { address } = await secure();
      expect(await ask(channels({ tls: { ca: authority.ca, ...client } }), address)).toBe('hello');
    });

    it('takes a server only by an allowed common name', async () => {
      const { address } = await secure();
      const tls = { ca: authority.ca, ...client };
      expect(await ask(channels({ tls: { ...tls, allowedCommonNames: ['pd', 'tikv'] } }), address)).toBe('hello');
      const error = await errorOf(ask(channels({ tls: { ...tls, allowedCommonNames: ['pd'] } }), address));
      expect(error.code).toBe('TV_WIRE_TLS');
      expect(error.message).toContain('common name tikv of the server is not among those allowed');
    });

    it('refuses a server of another authority, naming the file', async () => {
      const { address } = await secure();
      const { ca } = new Authority('another');
      const error = await errorOf(ask(channels({ tls: { ca, ...client } }), address));
      expect(error.code).toBe('TV_WIRE_TLS');
      expect(error.message).toContain(ca);
    });

    it('says that the server wants a certificate', async () => {
      const { address } = await secure();
      const error = await errorOf(ask(channels({ tls: { ca: authority.ca } }), address));
      expect(error.code).toBe('TV_WIRE_TLS');
    });

    it('does not blame TLS for a server that is gone', async () => {
      const { address, close } = await secure();
      const on = channels({ tls: { ca: new Authority('another').ca, ...client } });
      expect((await errorOf(ask(on, address))).code).toBe('TV_WIRE_TLS');
      close();
      let error: WireError | undefined;
      while (error?.code !== 'TV_WIRE_UNREACHABLE') error = await errorOf(ask(on, address));
      expect(error.message).toMatch(/ECONN(REFUSED|RESET)/);
    });

    it.each([
      { version: 'TLSv1.2', code: undefined },
      { version: 'TLSv1.1', code: 'TV_WIRE_TLS' },
    ] as const)('speaks $version, or refuses to', async ({ version, code }) => {
      const files = { key: readFileSync(server.key), cert: readFileSync(server.cert) };
      // OpenSSL itself offers old versions at its lowest level of security only.
      const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
      const secured = createSecureServer({ ...files, ...old });
      secured.on('sessionError', () => undefined);
      secured.on('session', (session) => opened.push({ close: () => session.destroy() }));
      secured.on('stream', (stream) => {
        stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
        stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
        stream.end(Buffer.of(0, 0, 0, 0, 0));
      });
      const address = await listening(secured);
      const asked = ask(channels({ tls: { ca: authority.ca } }), address);
      if (code === undefined) expect(await asked).toBe('');
      else expect((await errorOf(asked)).code).toBe(code);
    });

    it('says that the server speaks no TLS', async () => {
      const { address } = await serve({ unary: { [ECHO]: (request) => request } });
      expect((await errorOf(ask(channels({ tls: { ca: authority.ca } }), address))).code).toBe('TV_WIRE_TLS');
    });

    it.each([
      { title: 'is missing', options: (at: string) => ({ ca: at }) },
      { title: 'is no certificate', options: (at: string) => ({ ca: at }), content: 'nonsense' },
      {
        title: 'is a key that is none',
        options: (at: string) => ({ ca: authority.ca, cert: client.cert, key: at }),
        content: 'nonsense',
      },
      {
        title: 'belongs to another certificate',
        options: (at: string) => ({ ca: authority.ca, cert: client.cert, key: at }),
        content: () => readFileSync(server.key, 'utf8'),
      },
      { title: 'is a certificate without its key', options: (at: string) => ({ ca: authority.ca, cert: at }) },
    ])('names a file that $title', async ({ options, content }) => {
      const { address } = await secure();
      const path = join(authority.folder, 'given.pem');
      writeFileSync(path, typeof content === 'function' ? content() : (content ?? ''));
      const tls = options(content === undefined && !('cert' in options(path)) ? `${path}.missing` : path);
      const error = await errorOf(ask(channels({ tls }), address));
      expect(error.code).toBe('TV_WIRE_TLS');
      expect(error.message).toContain(path);
    });

    it('uses a certificate that was rotated for the next connection', async () => {
      const { address, port, close } = await secure();
      const [ca, cert, key] = ['ca', 'cert', 'key'].map((name) => join(authority.folder, `rotated-${name}.pem`)) as [
        string,
        string,
        string,
      ];
      copyFileSync(authority.ca, ca);
      copyFileSync(client.cert, cert);
      copyFileSync(client.key, key);
      const on = channels({ tls: { ca, cert, key } });
      expect(await ask(on, address)).toBe('hello');
      close();
      const next = new Authority('next');
      const [nextServer, nextClient] = [next.sign('tikv'), next.sign('tivalve')];
      const pair = { private_key: readFileSync(nextServer.key), cert_chain: readFileSync(nextServer.cert) };
      await serve(
        { unary: { [ECHO]: (request) => request } },
        { port, credentials: ServerCredentials.createSsl(readFileSync(next.ca), [pair], true) },
      );
      let error: WireError | undefined;
      while (error?.code !== 'TV_WIRE_TLS') error = await errorOf(ask(on, address));
      copyFileSync(next.ca, ca);
      copyFileSync(nextClient.cert, cert);
      copyFileSync(nextClient.key, key);
      let answer: string | undefined;
      while (answer === undefined) answer = await ask(on, address).catch(() => undefined);
      expect(answer).toBe('hello');
    });
  });
});
