import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusedAddressClass } from '../../../src/wasm/bindings/addressPolicy';
import { httpBinding, originOf } from '../../../src/wasm/bindings/httpBinding';
import { keyed } from '../../helpers/hostCallPayloads';

let server: Server;
let origin: string;
let port: number;
let answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;
let requests: {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url, headers } = request;
      const body = Buffer.concat(parts);
      requests.push({ method, url, headers, body: body.toString() });
      answer(request, response, body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
  answer = (_request, response) => response.end('hello');
});

interface Wanted {
  readonly origins?: readonly string[];
  readonly method?: string;
  readonly request?: unknown;
  readonly body?: string | Uint8Array;
  readonly timeoutMs?: number;
  readonly addresses?: readonly { address: string; family: number }[];
}

async function call({
  origins = [origin],
  method = 'GET',
  request = { url: `${origin}/` },
  body = '',
  timeoutMs = 5000,
  addresses = [],
}: Wanted): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  const http = httpBinding({ origins, timeoutMs, resolve: async () => addresses });
  const bytes = Buffer.from(await http('', method, keyed(JSON.stringify(request), body)));
  const length = bytes.readUInt32LE(0);
  return { ...JSON.parse(bytes.toString('utf8', 4, 4 + length)), body: bytes.toString('utf8', 4 + length) };
}

describe('the binding http', () => {
  it('asks what is granted, and hands the answer over as it is', async () => {
    answer = (_request, response, body) => {
      response.writeHead(201, { 'x-seen': '1', 'set-cookie': ['a=1', 'b=2'], 'content-encoding': 'gzip' });
      response.end(body);
    };
    const request = { url: `${origin}/path?q=1#part`, headers: { 'X-Token': 'abc', accept: '*/*' } };
    const got = await call({ method: 'POST', request, body: 'naïve' });
    expect(got).toMatchObject({ status: 201, body: 'naïve' });
    expect(got.headers).toMatchObject({ 'x-seen': '1', 'set-cookie': ['a=1', 'b=2'], 'content-encoding': 'gzip' });
    expect(requests).toMatchObject([
      { method: 'POST', url: '/path?q=1', body: 'naïve', headers: { 'x-token': 'abc', 'content-length': '6' } },
    ]);
  });

  it.each([200, 204, 301, 302, 307, 308, 404, 500])(
    'hands a status %d back, and follows no redirect',
    async (status) => {
      answer = (_request, response) => response.writeHead(status, { location: `${origin}/elsewhere` }).end();
      const got = await call({});
      expect(got).toMatchObject({ status, headers: { location: `${origin}/elsewhere` } });
      expect(requests).toHaveLength(1);
    },
  );

  it('asks no proxy', async () => {
    process.env['http_proxy'] = 'http://127.0.0.1:1';
    process.env['NODE_USE_ENV_PROXY'] = '1';
    try {
      expect(await call({})).toMatchObject({ body: 'hello' });
    } finally {
      delete process.env['http_proxy'];
      delete process.env['NODE_USE_ENV_PROXY'];
    }
  });

  it.each<{ title: string; error: RegExp; wanted: () => Wanted }>([
    {
      title: 'what is not listed',
      error: /^EACCES: http:\/\/127\.0\.0\.1:\d+ is not granted/,
      wanted: () => ({ origins: [] }),
    },
    { title: 'another port', error: /^EACCES/, wanted: () => ({ origins: [`http://127.0.0.1:${port + 1}`] }) },
    { title: 'another scheme', error: /^EACCES/, wanted: () => ({ origins: [`https://127.0.0.1:${port}`] }) },
    {
      title: 'a user in the URL',
      error: /^EACCES: url holds a user/,
      wanted: () => ({ request: { url: `http://u:p@127.0.0.1:${port}/` } }),
    },
    {
      title: 'a host that only looks granted',
      error: /^EACCES/,
      wanted: () => ({ request: { url: `http://127.0.0.1.evil.test:${port}/` } }),
    },
    { title: 'a file', error: /^EACCES/, wanted: () => ({ request: { url: 'file:///etc/passwd' } }) },
    { title: 'no URL', error: /^EINVAL: url/, wanted: () => ({ request: { url: '/path' } }) },
    { title: 'no object', error: /^EINVAL: request/, wanted: () => ({ request: null }) },
    {
      title: 'a field that is not known',
      error: /^EINVAL: .*"redirect"/,
      wanted: () => ({ request: { url: origin, redirect: true } }),
    },
    {
      title: 'a timeout below 0',
      error: /^EINVAL: timeoutMs/,
      wanted: () => ({ request: { url: origin, timeoutMs: -1 } }),
    },
    { title: 'CONNECT', error: /^ENOSYS/, wanted: () => ({ method: 'CONNECT' }) },
    { title: 'TRACE', error: /^ENOSYS/, wanted: () => ({ method: 'TRACE' }) },
    { title: 'a method with a line end', error: /^ENOSYS/, wanted: () => ({ method: 'GET / HTTP/1.1\r\n' }) },
    {
      title: 'a body that is too large',
      error: /^E2BIG/,
      wanted: () => ({ method: 'POST', body: Buffer.alloc(8 * 1024 * 1024 + 1) }),
    },
    {
      title: 'a name without addresses',
      error: /^ENOTFOUND/,
      wanted: () => ({ origins: ['http://api.test'], request: { url: 'http://api.test' } }),
    },
    ...[
      'host',
      'Content-Length',
      'TRANSFER-ENCODING',
      'connection',
      'upgrade',
      'expect',
      'te',
      'proxy-authorization',
    ].map((name) => ({
      title: `the header ${name}`,
      error: /^EACCES: header .* is the host's/,
      wanted: () => ({ request: { url: origin, headers: { [name]: 'x' } } }),
    })),
    ...[
      { 'a b': 'x' },
      { '': 'x' },
      { a: 'x\r\nb: y' },
      { a: '\u0000' },
      { a: '€' },
      { a: 1 },
      { a: '1', A: '2' },
      ['a'],
      'a',
      { a: 'x'.repeat(16 * 1024) },
      Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`h${i}`, 'x'])),
    ].map((headers) => ({
      title: `headers ${JSON.stringify(headers).slice(0, 30)}`,
      error: /^EINVAL/,
      wanted: () => ({ request: { url: origin, headers } }),
    })),
  ])('refuses $title', async ({ error, wanted }) => {
    await expect(call(wanted())).rejects.toThrow(error);
    expect(requests).toEqual([]);
  });

  it('gives up an answer that is too long, and takes one that is just not', async () => {
    const limit = 8 * 1024 * 1024;
    answer = (_request, response) => response.end(Buffer.alloc(limit, 'a'));
    expect((await call({})).body).toHaveLength(limit);
    answer = (_request, response) => response.end(Buffer.alloc(limit + 1, 'a'));
    await expect(call({})).rejects.toThrow(/^E2BIG/);
  });

  it('gives up headers that are too long', async () => {
    answer = (_request, response) => response.writeHead(200, { long: 'x'.repeat(20_000) }).end();
    await expect(call({})).rejects.toThrow(/^HPE_HEADER_OVERFLOW/);
  });

  it.each<{ title: string; slow: (response: ServerResponse) => void }>([
    { title: 'does not begin', slow: () => undefined },
    { title: 'does not end', slow: (response) => response.writeHead(200).write('half') },
  ])('gives up an answer that $title', async ({ slow }) => {
    answer = (_request, response) => slow(response);
    await expect(call({ timeoutMs: 60 })).rejects.toThrow(/^ETIMEDOUT: .* within 60 ms/);
    await expect(call({ request: { url: origin, timeoutMs: 30 } })).rejects.toThrow(/within 30 ms/);
    await expect(call({ timeoutMs: 30, request: { url: origin, timeoutMs: 9e9 } })).rejects.toThrow(/within 30 ms/);
  });

  it('gives up a name that does not resolve in time', async () => {
    const http = httpBinding({
      origins: ['http://slow.test'],
      timeoutMs: 30,
      resolve: () => new Promise(() => undefined),
    });
    await expect(http('', 'GET', keyed('{"url":"http://slow.test"}'))).rejects.toThrow(/^ETIMEDOUT/);
  });

  it('says what became of a connection', async () => {
    answer = (request) => request.socket.destroy();
    await expect(call({})).rejects.toThrow(/^ECONNRESET: http/);
  });
});

describe('names and addresses', () => {
  const named = (): Wanted => ({ origins: [`http://api.test:${port}`], request: { url: `http://api.test:${port}/` } });

  it('refuse a name that leads to a private address', async () => {
    await expect(call({ ...named(), addresses: [{ address: '127.0.0.1', family: 4 }] })).rejects.toThrow(
      /^EACCES: api\.test is 127\.0\.0\.1, which is refused \(loopback\)/,
    );
    expect(requests).toEqual([]);
  });

  it('refuse a name that leads to a private address beside a public one', async () => {
    const addresses = [
      { address: '8.8.8.8', family: 4 },
      { address: '::ffff:127.0.0.1', family: 6 },
    ];
    await expect(call({ ...named(), addresses })).rejects.toThrow(/^EACCES/);
    expect(requests).toEqual([]);
  });

  it('take a private address that is granted as one, on its port only', async () => {
    const addresses = [{ address: '127.0.0.1', family: 4 }];
    expect(await call({ ...named(), origins: [`http://api.test:${port}`, origin], addresses })).toMatchObject({
      body: 'hello',
    });
    expect(requests[0]?.headers.host).toBe(`api.test:${port}`);
    const other = [`http://api.test:${port}`, 'http://127.0.0.1:1'];
    await expect(call({ ...named(), origins: other, addresses })).rejects.toThrow(/^EACCES/);
  });

  it('go to the address that was checked, whatever the name means a moment later', async () => {
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '127.0.0.2', family: 4 }]];
    let asked = 0;
    const http = httpBinding({
      origins: [`http://api.test:${port}`, origin],
      resolve: async () => answers[asked++] ?? [],
    });
    await http('', 'GET', keyed(JSON.stringify({ url: `http://api.test:${port}/` })));
    expect(asked).toBe(1);
    expect(requests).toHaveLength(1);
    await expect(http('', 'GET', keyed(JSON.stringify({ url: `http://api.test:${port}/` })))).rejects.toThrow(
      /127\.0\.0\.2/,
    );
    expect(requests).toHaveLength(1);
  });

  it.each([
    'localhost',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '[::]',
  ])('refuse http://%s/ under a grant of that name alone, and without one', async (host) => {
    const request = { url: `http://${host}:${port}/` };
    await expect(call({ request, origins: [] })).rejects.toThrow(/^EACCES/);
    await expect(call({ request, origins: ['https://api.example.com'] })).rejects.toThrow(/^EACCES/);
    expect(requests).toEqual([]);
  });

  it.each(['127.1', '2130706433', '0x7f000001', '0177.0.0.1'])(
    'know %s for the address that is granted',
    async (host) => {
      expect(await call({ request: { url: `http://${host}:${port}/` } })).toMatchObject({ body: 'hello' });
    },
  );

  it.each([
    ['8.8.8.8', undefined],
    ['2606:4700::1111', undefined],
    ['::ffff:8.8.8.8', undefined],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'linkLocal'],
    ['100.64.0.1', 'carrierGradeNat'],
    ['100.100.100.200', 'carrierGradeNat'],
    ['192.0.0.192', 'reserved'],
    ['168.63.129.16', 'metadata'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['::ffff:169.254.169.254', 'linkLocal'],
    ['::ffff:168.63.129.16', 'metadata'],
    ['::127.0.0.1', 'loopback'],
    ['::a00:1', 'reserved'],
    ['fe80::1', 'linkLocal'],
    ['fe80::1%eth0', 'linkLocal'],
    ['fec0::1', 'deprecatedSiteLocal'],
    ['fc00::1', 'uniqueLocal'],
    ['fd00:ec2::254', 'uniqueLocal'],
    ['ff02::1', 'multicast'],
    ['64:ff9b::7f00:1', 'rfc6052'],
    ['2002:7f00:1::', '6to4'],
    ['2001::1', 'teredo'],
    ['2001:db8::1', 'reserved'],
    ['nonsense', 'no address'],
    ['', 'no address'],
  ])('judge %s as %s', (address, why) => {
    expect(refusedAddressClass(address)).toBe(why);
  });

  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    ['HTTPS://API.example.com:443', 'https://api.example.com'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://[::1]:80', 'http://[::1]'],
  ])('take the grant %s', (text, taken) => {
    expect(originOf(text)).toBe(taken);
  });

  it.each([
    'api.example.com',
    'ftp://a',
    'http://a/path',
    'http://a?q',
    'http://u@a',
    'http://',
    'http://a b',
    'http://*.example.com/x',
  ])('take no grant %s', (text) => {
    expect(() => originOf(text)).toThrow();
  });
});
