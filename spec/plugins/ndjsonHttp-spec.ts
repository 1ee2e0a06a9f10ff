import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RowEvent, RowValues } from '../../src/model/row';
import { rowJsonOf } from '../../src/model/rowJson';
import type { EmitResult, Sink } from '../../src/model/sink';
import type { Column, Table } from '../../src/model/table';
import { openWasmSink } from '../../src/sinks/wasmSink';
import { row, table } from '../../src/testing';
import { parsePluginSettings } from '../../src/wasm/pluginSettings';

const source = join(__dirname, '../../plugins/ndjson-http/ndjson-http.wasm');

interface Request {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly lines: readonly Record<string, unknown>[];
}
let server: Server;
let requests: Request[];
let statusOf: (request: Request) => number;
let sink: Sink | undefined;

beforeEach(async () => {
  requests = [];
  statusOf = () => 200;
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const lines = Buffer.concat(parts).toString('utf8').split('\n').slice(0, -1);
      const seen = {
        headers: request.headers,
        lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
      };
      requests.push(seen);
      response.writeHead(statusOf(seen)).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await sink?.close?.();
  sink = undefined;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const TYPES: Readonly<Record<string, Partial<Column>>> = {
  id: { type: 'bigint(20)' },
  n: { type: 'int(10) unsigned', unsigned: true },
  d: { type: 'double' },
  f: { type: 'float' },
  s: { type: 'varchar(20)' },
  b: { type: 'varbinary(20)', binary: true },
  bits: { type: 'bit(64)', unsigned: true },
};
const plain = table('shop', 'or"dérs', Object.keys(TYPES), 104);
const orders: Table = { ...plain, columns: plain.columns.map((one) => ({ ...one, ...TYPES[one.name] })) };
const values = (id: bigint, s: string | null = `row ${id}`): RowValues => ({
  id,
  n: 4_294_967_295,
  d: -2.5e300,
  f: 0.25,
  s,
  b: Buffer.from([0, 255, 7]),
  bits: 18_446_744_073_709_551_615n,
});
const insert = (id: bigint, s?: string | null): RowEvent => row(id, { table: orders, row: values(id, s) });

async function emit(rows: readonly RowEvent[], settings: object = {}): Promise<EmitResult> {
  sink = await openWasmSink({
    source,
    settings: parsePluginSettings({ config: { url: `${origin()}/rows` }, grants: { http: [origin()] }, ...settings }),
    changefeed: 'spec',
  });
  await sink.addTable?.({ tableId: 104, table: orders });
  return sink.emitRowChangedEvents({ tableId: 104, table: orders, rows });
}

describe('the plugin ndjson-http', () => {
  it('posts a batch as lines of row JSON', async () => {
    const rows = [
      insert(9_007_199_254_740_993n, 'a "quote"\n\\ 世界 😀'),
      row(11n, { table: orders, row: values(1n, null), before: values(1n, '') }),
      row(12n, { table: orders, row: null, before: values(-1n) }),
    ];
    expect(await emit(rows)).toEqual({ verdicts: [] });
    expect(requests.map(({ lines }) => lines)).toEqual([rows.map((one) => JSON.parse(JSON.stringify(rowJsonOf(one))))]);
    expect(requests[0]?.headers['content-type']).toBe('application/x-ndjson');
    expect(await sink?.flushRowChangedEvents?.(104, 12n)).toBe(12n);
  });

  it('sends the headers of its configuration', async () => {
    const config = { url: `${origin()}/rows`, headers: { 'X-Team': 'payments', 'Content-Type': 'text/plain' } };
    await emit([insert(1n)], { config });
    expect(requests[0]?.headers).toMatchObject({ 'x-team': 'payments', 'content-type': 'text/plain' });
  });

  it.each([500, 503, 429, 408])('asks for the rows again after %d', async (status) => {
    statusOf = () => status;
    expect(await emit([insert(1n), insert(2n)])).toEqual({
      verdicts: [0, 1].map((at) => ({ row: at, verdict: 'retry', reason: `status ${status}` })),
    });
    expect(requests).toHaveLength(1);
  });

  it('puts aside the row that the server refuses, and no other', async () => {
    statusOf = ({ lines }) => (lines.some((line) => JSON.stringify(line).includes('bad')) ? 422 : 200);
    expect(await emit([insert(1n), insert(2n, 'bad'), insert(3n)])).toEqual({
      verdicts: [{ row: 1, verdict: 'deadLetter', reason: 'status 422' }],
    });
    expect(requests.map(({ lines }) => lines.length)).toEqual([3, 1, 1, 1]);
  });

  it('asks for the rows again when there is no server', async () => {
    const url = origin();
    await new Promise((resolve) => server.close(resolve));
    const settings = { config: { url: `${url}/rows` }, grants: { http: [url] } };
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { verdicts } = await emit([insert(1n)], settings);
    expect(verdicts).toMatchObject([{ row: 0, verdict: 'retry', reason: expect.stringContaining('ECONNREFUSED') }]);
  });

  it('fails at once when its origin is not granted', async () => {
    const config = { url: 'http://127.0.0.2:9/rows' };
    await expect(emit([insert(1n)], { config })).rejects.toMatchObject({
      code: 'TV_PLUGIN_ERROR',
      message: expect.stringContaining('EACCES'),
    });
  });
});
