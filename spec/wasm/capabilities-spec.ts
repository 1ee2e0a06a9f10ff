import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { TiValveError } from '../../src/errors/TiValveError';
import { MetricsMap } from '../../src/model/metrics';
import { type OpenPluginOptions, openPlugin, type Plugin } from '../../src/wasm/pluginHost';
import { parsePluginSettings } from '../../src/wasm/pluginSettings';
import { withManifest } from '../helpers/withManifest';

const probe = readFileSync(join(__dirname, '../fixtures/plugins/probe-v0.wasm'));
const SECRET = 'hush-hush-42';
let folder: string;
const plugins: Plugin[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-capabilities-'));
  process.env['TIVALVE_SPEC_TOKEN'] = SECRET;
});
afterEach(async () => {
  for (const plugin of plugins.splice(0)) await plugin.close();
  delete process.env['TIVALVE_SPEC_TOKEN'];
  rmSync(folder, { recursive: true, force: true });
});

async function open(
  capabilities: readonly string[] | undefined,
  grants: object,
  more: Partial<OpenPluginOptions> = {},
): Promise<Plugin> {
  const manifest = { name: 'my-probe', version: '1.0.0', abi: 'v1', kind: 'sink', capabilities };
  const plugin = await openPlugin({
    source: capabilities === undefined ? probe : withManifest(probe, manifest),
    settings: parsePluginSettings({ grants }),
    changefeed: 'spec',
    baseDir: folder,
    ...more,
  });
  plugins.push(plugin);
  return plugin;
}

const run = async (plugin: Plugin, ...commands: string[]): Promise<string[]> => {
  const instance = await plugin.instantiate();
  const answers: string[] = [];
  for (const command of commands)
    answers.push(Buffer.from(await instance.call('run', Buffer.from(command))).toString());
  await instance.close();
  return answers;
};

const refusal = async (opening: Promise<Plugin>): Promise<TiValveError> =>
  opening.then(
    () => {
      throw new Error('it opened');
    },
    (thrown: TiValveError) => thrown,
  );

const TOKEN = 'env:TIVALVE_SPEC_TOKEN';
const lookupTable = (): string => '{}';

describe('grants', () => {
  it.each([
    { title: 'a folder not granted', asks: ['fs:out'], grants: {}, error: 'it asks for the folder out' },
    { title: 'a folder not asked for', asks: [], grants: { fs: { out: 'x' } }, error: 'it is granted the folder out' },
    { title: 'http not granted', asks: ['http'], grants: {}, error: 'it asks for http' },
    { title: 'http not asked for', asks: ['log'], grants: { http: ['http://a'] }, error: 'it is granted http' },
    {
      title: 'http of what is no origin',
      asks: ['http'],
      grants: { http: ['http://a/b'] },
      error: 'http http://a/b: ',
    },
    { title: 'kv not granted', asks: ['kv'], grants: {}, kvFolder: true, error: 'it asks for kv and' },
    {
      title: 'kv not granted by false',
      asks: ['kv'],
      grants: { kv: false },
      kvFolder: true,
      error: 'it asks for kv and',
    },
    { title: 'kv not asked for', asks: [], grants: { kv: true }, kvFolder: true, error: 'it is granted kv' },
    { title: 'kv without a folder', asks: ['kv'], grants: { kv: true }, error: 'there is no folder for the state' },
    { title: 'schema not granted', asks: ['schema'], grants: {}, lookupTable, error: 'it asks for schema and' },
    { title: 'schema not asked for', asks: [], grants: { schema: true }, lookupTable, error: 'it is granted schema' },
    { title: 'schema without tables', asks: ['schema'], grants: { schema: true }, error: 'there are no tables' },
    { title: 'a secret not granted', asks: ['secret:token'], grants: {}, error: 'it asks for the secret token' },
    {
      title: 'a secret not asked for',
      asks: [],
      grants: { secret: { token: TOKEN } },
      error: 'it is granted the secret token',
    },
    {
      title: 'a secret that is not there',
      asks: ['secret:t'],
      grants: { secret: { t: 'env:NONE' } },
      error: 'secret t: env:NONE',
    },
    {
      title: 'pre-opened folders for ABI v1',
      asks: [],
      grants: { preopens: { '/x': 'x' } },
      error: 'preopens are for',
    },
    { title: 'kv for ABI v0', asks: undefined, grants: { kv: true }, kvFolder: true, error: 'it is granted kv' },
    { title: 'a folder for ABI v0', asks: undefined, grants: { fs: { out: 'x' } }, error: 'it is granted the folder' },
  ])('refuse $title', async ({ asks, grants, error, kvFolder, ...host }) => {
    const failed = await refusal(open(asks, grants, { ...host, ...(kvFolder === true && { kvFolder: folder }) }));
    expect(failed).toMatchObject({ code: 'TV_PLUGIN_GRANT', message: expect.stringContaining(error) });
  });

  it('are refused with everything that is wrong at once, and with what to write', async () => {
    const failed = await refusal(
      open(['fs:out', 'http', 'secret:token', 'log'], { fs: { in: 'x' }, schema: true, kv: true }),
    );
    for (const part of ['the folder out', 'the folder in', 'for http', 'the secret token', 'schema', 'kv'])
      expect(failed.message).toContain(part);
    expect(failed).toMatchObject({
      hint: expect.stringMatching(/\{"fs":\{"out":.*\{"secret":\{"token":"env:NAME"\}\}.*\{"http":/),
    });
  });

  it('are all part of the identity, but for the value of a secret', async () => {
    const every = ['fs:out', 'http', 'kv', 'schema', 'secret:token'];
    const base = { fs: { out: 'x' }, http: ['http://a', 'http://b'], kv: true, schema: true, secret: { token: TOKEN } };
    const host = { kvFolder: join(folder, 'kv'), lookupTable };
    const identity = async (change: object): Promise<string> =>
      (await open(every, { ...base, ...change }, host)).identity;
    const same = await identity({});
    process.env['TIVALVE_SPEC_TOKEN'] = 'another value';
    process.env['TIVALVE_SPEC_OTHER'] = SECRET;
    expect(await identity({})).toBe(same);
    expect(await identity({ http: ['http://b', 'http://a:80/'] })).toBe(same);
    const others = [
      await identity({ fs: { out: 'y' } }),
      await identity({ http: ['http://a'] }),
      await identity({ kv: { quotaMiB: 1 } }),
      await identity({ secret: { token: 'env:TIVALVE_SPEC_OTHER' } }),
    ];
    delete process.env['TIVALVE_SPEC_OTHER'];
    expect(new Set([same, ...others]).size).toBe(5);
    const v0 = await Promise.all(
      [{}, { preopens: { '/a': 'x' } }, { preopens: { '/a': 'y' } }].map((one) => open(undefined, one)),
    );
    expect(new Set(v0.map((plugin) => plugin.identity)).size).toBe(3);
  });

  it('are what a plugin can call, and nothing else is there', async () => {
    const plugin = await open(['log'], {});
    const names = ['metrics', 'clock', 'kv', 'fs', 'http', 'schema', 'secret', 'toString', '__proto__', ''];
    const answers = await run(plugin, ...names.map((name) => `host ${name} x get x`));
    expect(answers.map((answer) => answer.slice(0, 12))).toEqual(names.map(() => 'error:EACCES'));
  });
});

describe('capabilities of a plugin', () => {
  it('count, tell the time and look up, without a grant for what is harmless', async () => {
    const metrics = new MetricsMap();
    const plugin = await open(
      ['metrics', 'clock', 'schema'],
      { schema: true },
      { metrics, lookupTable: () => '{"table_id":"1"}', dryRun: { startMs: 5000, seed: 's' } },
    );
    expect(
      await run(plugin, 'host metrics rows add 2', 'host clock x now x', 'host schema x table {"table_id":"1"}'),
    ).toEqual(['ok:', 'ok:5000', 'ok:{"table_id":"1"}']);
    await run(plugin, 'host metrics rows add 3');
    expect(metrics.get('tivalve_plugin_my_probe_rows')).toBe(5);
  });

  it('keep state from one opening to the next, and none of a dry run', async () => {
    const kvFolder = join(folder, 'state');
    const put = 'host kv x put \u0001\0\0\0kvalue';
    const get = 'host kv x get \u0001\0\0\0k';
    const dryRun = { startMs: 0, seed: 's' };
    expect(await run(await open(['kv'], { kv: true }, { kvFolder, dryRun }), put, get)).toEqual([
      'ok:',
      'ok:\x01value',
    ]);
    const first = await open(['kv'], { kv: { quotaMiB: 1 } }, { kvFolder });
    expect(await run(first, get, put)).toEqual(['ok:\0', 'ok:']);
    await first.close();
    expect(await run(await open(['kv'], { kv: true }, { kvFolder }), get)).toEqual(['ok:\x01value']);
  });

  it('refuse state that is damaged', async () => {
    writeFileSync(join(folder, 'my-probe.kv'), 'something else');
    expect(await refusal(open(['kv'], { kv: true }, { kvFolder: folder }))).toMatchObject({ code: 'TV_PLUGIN_STATE' });
  });

  it('ask over HTTP, isolated', async () => {
    const server = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const plugin = await open(['http'], { http: [origin] });
      expect(plugin.mode).toBe('isolated');
      const ask = (url: string): string => {
        const head = JSON.stringify({ url, timeoutMs: 5000 });
        return `host http x GET ${String.fromCharCode(head.length)}\0\0\0${head}`;
      };
      const [answer, refused] = await run(plugin, ask(origin), ask('http://127.0.0.1:1'));
      expect(answer).toMatch(/^ok:[^]*"status":200[^]*hello$/);
      expect(refused).toMatch(/^error:EACCES: http:\/\/127\.0\.0\.1:1 is not granted/);
    } finally {
      server.close();
    }
  });

  it('tell a secret to the plugin, and to nobody else', async () => {
    const lines: string[] = [];
    const take = (fields: object, line: string): number => lines.push(JSON.stringify(fields) + line);
    const logger = { debug: take, info: take, warn: take, error: take };
    const plugin = await open(['secret:token', 'log'], { secret: { token: TOKEN } }, { logger });
    expect(await run(plugin, 'host secret token get x', 'host secret other get x')).toEqual([
      `ok:${SECRET}`,
      'error:EACCES: no secret is granted as "other"',
    ]);
    await run(plugin, `host log x info Bearer:${SECRET}`, `print ${SECRET}`, `write 2 ${SECRET} end`);
    expect(lines).toHaveLength(3);
    const instance = await plugin.instantiate();
    const told = await instance.call('run', Buffer.from(`refuse no ${SECRET}`)).catch((thrown: Error) => thrown);
    expect(told).toMatchObject({ message: expect.stringContaining('no ***') });
    const shown = [
      ...lines,
      inspect(plugin, { depth: 9, showHidden: true }),
      inspect(told),
      inspect(instance, { depth: 9 }),
      plugin.identity,
    ];
    expect(shown.filter((text) => text.includes(SECRET))).toEqual([]);
  });
});
