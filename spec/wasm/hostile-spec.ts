import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenPluginOptions, openPlugin, type Plugin } from '../../src/wasm/pluginHost';
import type { PluginInstance } from '../../src/wasm/pluginInstance';
import type { PluginLogger } from '../../src/wasm/pluginLogger';
import { parsePluginSettings, type RunMode } from '../../src/wasm/pluginSettings';
import {
  type HandMade,
  handMadeModule,
  type Imported,
  i32,
  MANIFEST,
  manyFunctions,
  OP,
  WAPC,
} from '../helpers/handMadeModule';
import { keyed } from '../helpers/hostCallPayloads';

const probe = join(__dirname, '../fixtures/plugins/probe.wasm');
const FOREVER = [...OP.loop, OP.br, 0, OP.end];
const STATUS = '{"code":200}';
const CALLED_AT = 1024;
const RESPONSE = 0;

const wasi = (name: string, params: number, returns = true): Imported => ({
  module: 'wasi_snapshot_preview1',
  name,
  params,
  returns,
});

/** A guest that takes its start well, and does `attack` in each call after it. `imports` are functions 1, 2 … */
function guest(attack: readonly number[], imports: readonly Imported[] = [], more: Partial<HandMade> = {}): Uint8Array {
  return handMadeModule({
    imports: [WAPC.response, ...imports],
    functions: {
      __guest_call: [
        ...i32(CALLED_AT),
        OP.i32Load,
        2,
        0,
        OP.i32Eqz,
        ...OP.if,
        ...i32(CALLED_AT),
        ...i32(1),
        OP.i32Store,
        2,
        0,
        ...i32(0),
        ...i32(STATUS.length),
        OP.call,
        RESPONSE,
        ...i32(1),
        OP.return,
        OP.end,
        ...attack,
      ],
    },
    data: STATUS,
    manifest: MANIFEST,
    ...more,
  });
}

let folder: string;
const opened: Plugin[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-hostile-'));
});
afterEach(async () => {
  for (const plugin of opened.splice(0)) await plugin.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(source: string | Uint8Array, settings: object, more: Partial<OpenPluginOptions>): Promise<Plugin> {
  const plugin = await openPlugin({
    source,
    settings: parsePluginSettings(settings),
    changefeed: 'hostile',
    baseDir: folder,
    ...more,
  });
  opened.push(plugin);
  return plugin;
}

const run = async (instance: PluginInstance, text: string): Promise<string> =>
  Buffer.from(await instance.call('run', Buffer.from(text))).toString();

/** A plugin of another changefeed, which must notice nothing. */
async function witness(mode: RunMode): Promise<() => Promise<void>> {
  const plugin = await open(probe, { grants: { fs: { out: 'witness' } } }, { changefeed: 'witness', mode });
  const instance = await plugin.instantiate();
  let asked = 0;
  return async () => {
    asked += 1;
    expect(await run(instance, `echo fine ${asked}`)).toBe(`fine ${asked}`);
  };
}

describe.each(['inline', 'isolated'] as const)('a hostile guest that runs %s', (mode) => {
  const limits = { memoryMiB: 4, outputBytes: 1000 };
  /** Only who is to pass its deadline has a short one: a busy machine is no one's fault. */
  const limitsFor = (code: string): object => (code === 'TV_PLUGIN_LIMIT' ? { ...limits, callTimeoutMs: 400 } : limits);

  const openProbe = (logger?: PluginLogger): Promise<Plugin> =>
    open(probe, { grants: { fs: { out: 'out' } }, limits }, { mode, ...(logger && { logger }) });

  describe.each([
    { title: 'does not end its _initialize', functions: { __guest_call: i32(1), _initialize: FOREVER } },
    { title: 'does not end its wapc_init', functions: { __guest_call: i32(1), wapc_init: FOREVER } },
    { title: 'does not end its _start', functions: { __guest_call: i32(1), _start: FOREVER } },
    { title: 'does not end its plugin_init', functions: { __guest_call: [...FOREVER, ...i32(1)] } },
  ])('$title', ({ functions }) => {
    it('passes its deadline, and nobody else notices', async () => {
      const others = await witness(mode);
      const module = handMadeModule({ functions, manifest: MANIFEST });
      const plugin = await open(module, { limits: limitsFor('TV_PLUGIN_LIMIT') }, { mode });
      const starting = plugin.instantiate();
      if (mode === 'isolated') await others();
      await expect(starting).rejects.toMatchObject({ code: 'TV_PLUGIN_LIMIT' });
      await others();
    });
  });

  it.each([
    { title: 'does not end a call', source: guest([...FOREVER, ...i32(1)]), code: 'TV_PLUGIN_LIMIT' },
    {
      title: 'yields without end',
      source: guest([...OP.loop, OP.call, 1, OP.drop, OP.br, 0, OP.end, ...i32(1)], [wasi('sched_yield', 0)]),
      code: 'TV_PLUGIN_LIMIT',
    },
    {
      title: 'sleeps for an hour, again and again',
      source: guest(
        [
          ...OP.loop,
          ...i32(2048),
          ...i32(4096),
          ...i32(1),
          ...i32(5000),
          OP.call,
          1,
          OP.drop,
          OP.br,
          0,
          OP.end,
          ...i32(1),
        ],
        [wasi('poll_oneoff', 4)],
        { data: sleepAt2048(3_600_000_000_000n) },
      ),
      code: 'TV_PLUGIN_LIMIT',
    },
    { title: 'traps', source: guest([OP.unreachable]), code: 'TV_PLUGIN_TRAP' },
    {
      title: 'exits',
      source: guest([...i32(0), OP.call, 1, ...i32(1)], [wasi('proc_exit', 1, false)]),
      code: 'TV_PLUGIN_TRAP',
    },
    {
      title: 'kills itself by a signal',
      source: guest([...i32(9), OP.call, 1], [wasi('proc_raise', 1)]),
      code: 'TV_PLUGIN_TRAP',
    },
    {
      title: 'calls itself without end',
      source: guest([OP.localGet, 0, OP.localGet, 1, OP.call, 1, ...i32(1), OP.i32Add]),
      code: 'TV_PLUGIN_TRAP',
    },
    {
      title: 'answers with bytes past its memory',
      source: guest([...i32(65_530), ...i32(100), OP.call, RESPONSE, ...i32(1)]),
      code: 'TV_PLUGIN_TRAP',
    },
    {
      title: 'answers from a pointer past its memory',
      source: guest([...i32(-8), ...i32(4), OP.call, RESPONSE, ...i32(1)]),
      code: 'TV_PLUGIN_TRAP',
    },
    {
      title: 'answers with a negative length',
      source: guest([...i32(8), ...i32(-4), OP.call, RESPONSE, ...i32(1)]),
      code: 'TV_PLUGIN_TRAP',
    },
    {
      title: 'answers with more than it may',
      source: guest([...i32(0), ...i32(1001), OP.call, RESPONSE, ...i32(1)]),
      code: 'TV_PLUGIN_LIMIT',
    },
    {
      title: 'takes its request past its memory',
      source: guest([...i32(65_535), ...i32(0), OP.call, 1, ...i32(1)], [WAPC.request]),
      code: 'TV_PLUGIN_TRAP',
    },
    {
      title: 'calls the host without end',
      source: guest([...OP.loop, ...hostCall(0), OP.drop, OP.br, 0, OP.end, ...i32(1)], [WAPC.hostCall]),
      code: 'TV_PLUGIN_LIMIT',
    },
  ])('that $title is ended, and nobody else notices', async ({ source, code }) => {
    const others = await witness(mode);
    const plugin = await open(source, { limits: limitsFor(code) }, { mode });
    const instance = await plugin.instantiate();
    const attack = instance.call('run', Buffer.from('go'));
    const ended = attack.catch((thrown: unknown) => thrown);
    if (mode === 'isolated') await others();
    expect(await ended).toMatchObject({ code });
    expect(instance.ended).toBe(true);
    await expect(instance.call('run', Buffer.from('go'))).rejects.toMatchObject({ code: 'TV_PLUGIN_CALL' });
    await instance.close();
    await others();
    // Another instance of the same plugin starts as the first one did.
    expect((await plugin.instantiate()).ended).toBe(false);
  });

  it.each([
    { title: 'nothing, after an answer', answers: [], code: 'TV_PLUGIN_ANSWER' },
    { title: 'bytes that are not UTF-8', answers: respond(2048, 3), code: 'TV_PLUGIN_ANSWER' },
    { title: 'what is not JSON', answers: respond(1, 5), code: 'TV_PLUGIN_ANSWER' },
    { title: 'an empty text', answers: respond(0, 0), code: 'TV_PLUGIN_ANSWER' },
    { title: 'a failure without a word', answers: [...i32(0), OP.return], code: 'TV_PLUGIN_ERROR' },
  ])('that answers with $title is refused and lives, and never has its last answer taken again', async (one) => {
    const source = guest([...one.answers, ...i32(1)], [], { data: garbageAt2048() });
    const instance = await (await open(source, { limits }, { mode })).instantiate();
    for (let i = 0; i < 3; i += 1)
      await expect(instance.callForStatus('run', Buffer.from('go'))).rejects.toMatchObject({ code: one.code });
    expect(instance.ended).toBe(false);
  });

  it('that asks for its request at overlapping places gets what it asked for', async () => {
    const source = guest([...i32(2048), ...i32(2049), OP.call, 1, ...respond(2048, 4), ...i32(1)], [WAPC.request]);
    const instance = await (await open(source, { limits }, { mode })).instantiate();
    expect(await instance.call('abc', Buffer.from('xyz'))).toEqual(new Uint8Array(Buffer.from('axyz')));
  });

  it('that fills its memory gets no more than its limit, and answers', async () => {
    const grow = [...OP.loop, ...i32(1), ...OP.memoryGrow, ...i32(0), 0x4e, 0x0d, 0, OP.end];
    const source = guest([...grow, ...i32(0), ...i32(STATUS.length), OP.call, RESPONSE, ...i32(1)]);
    const instance = await (await open(source, { limits }, { mode })).instantiate();
    expect(await instance.callForStatus('run', Buffer.from('go'))).toEqual({ code: 200 });
  });

  it('that fills its tables does not fill the heap of the host', async () => {
    const grow = [...OP.loop, ...OP.refNull, ...i32(1_000_000), ...OP.tableGrow, 0, ...i32(0), 0x4e, 0x0d, 0, OP.end];
    const source = guest([...grow, ...i32(0), ...i32(STATUS.length), OP.call, RESPONSE, ...i32(1)], [], {
      table: [0, 1],
    });
    const instance = await (await open(source, { limits }, { mode })).instantiate();
    expect(await instance.callForStatus('run', Buffer.from('go'))).toEqual({ code: 200 });
  });

  it('that floods the log is cut to so many lines of so many characters', async () => {
    const lines: string[] = [];
    const take = (_fields: object, line: string): number => lines.push(line);
    const plugin = await openProbe({ debug: take, info: take, warn: take, error: take });
    const others = await witness(mode);
    const instance = await plugin.instantiate();
    expect(await run(instance, 'flood 20000')).toBe('printed');
    await others();
    expect(lines.length).toBeLessThanOrEqual(200); // A second may end in the middle.
    expect(await run(instance, 'echo lives')).toBe('lives');
  });

  it('that hands the host 100 MB is told so', async () => {
    const plugin = await open(probe, { grants: { fs: { out: 'out' } } }, { mode });
    const instance = await plugin.instantiate();
    expect(await run(instance, 'hostbig 104857600')).toBe('error:payload of 104857600 bytes, 16777216 are allowed');
    expect(await run(instance, 'echo lives')).toBe('lives');
  });

  it.each(['../x', '/etc/passwd', 'a/../../x', 'a\\..\\x', '..', 'a\0b'])(
    'that writes to %j is told EPERM',
    async (path) => {
      const instance = await (await openProbe()).instantiate();
      expect(await run(instance, `fs append ${path} x`)).toMatch(/^error:EPERM/);
      expect(existsSync(join(folder, 'x'))).toBe(false);
    },
  );

  it('that reaches for what it was not granted is told EACCES', async () => {
    const instance = await (await openProbe()).instantiate();
    expect(await run(instance, 'host http x GET x')).toMatch(/^error:EACCES/);
    expect(await run(instance, 'host fs other append x')).toMatch(/^error:EACCES/);
    expect(await run(instance, 'host kv x get x')).toMatch(/^error:EACCES/);
  });

  it.each([
    { title: 'has 500,000 functions', source: () => manyFunctions(500_000), code: 'TV_PLUGIN_INVALID' },
    {
      title: 'has a start section',
      source: () =>
        handMadeModule({ functions: { __guest_call: i32(1), go: FOREVER }, start: 'go', manifest: MANIFEST }),
      code: 'TV_PLUGIN_INVALID',
    },
    {
      title: 'has a shared memory',
      source: () => handMadeModule({ functions: { __guest_call: i32(1) }, memory: [3, 1, 2], manifest: MANIFEST }),
      code: 'TV_PLUGIN_INVALID',
    },
    {
      title: 'has no memory',
      source: () => handMadeModule({ functions: { __guest_call: i32(1) }, memory: null, manifest: MANIFEST }),
      code: 'TV_PLUGIN_INVALID',
    },
    {
      title: 'has a manifest that is not JSON',
      source: () => handMadeModule({ functions: { __guest_call: i32(1) }, manifest: '{"name":' }),
      code: 'TV_PLUGIN_MANIFEST',
    },
    {
      title: 'has a manifest of another kind',
      source: () => handMadeModule({ functions: { __guest_call: i32(1) }, manifest: { ...MANIFEST, kind: 'root' } }),
      code: 'TV_PLUGIN_MANIFEST',
    },
    {
      title: 'imports what nobody offers',
      source: () =>
        handMadeModule({ imports: [{ module: 'node', name: 'exec', params: 1 }], functions: { __guest_call: i32(1) } }),
      code: 'TV_PLUGIN_IMPORTS',
    },
    {
      title: 'begins with all the memory there is',
      source: () => guest([...i32(1)], [], { memory: [0, 0x80, 0x80, 4] }),
      code: 'TV_PLUGIN_LIMIT',
    },
  ])('that $title is refused before anything of it runs', async ({ source, code }) => {
    const others = await witness(mode);
    await expect(open(source(), { limits }, { mode })).rejects.toMatchObject({ code });
    await others();
  });
});

describe('a hostile guest with http', () => {
  const HOST = 20_000;
  const imports = [
    WAPC.request,
    WAPC.hostCall,
    { module: 'wapc', name: '__host_error', params: 1 },
    { module: 'wapc', name: '__host_error_len', params: 0, returns: true },
  ];
  // Hands its payload on to http, and answers with the error.
  const forwarding = guest(
    [
      ...i32(4096),
      ...i32(8192),
      OP.call,
      1,
      ...i32(2048),
      ...i32(4),
      ...i32(0),
      ...i32(0),
      ...i32(2052),
      ...i32(3),
      ...i32(8192),
      OP.localGet,
      1,
      OP.call,
      2,
      OP.drop,
      ...i32(HOST),
      OP.call,
      3,
      ...i32(HOST),
      OP.call,
      4,
      OP.call,
      RESPONSE,
      ...i32(1),
    ],
    imports,
    { data: at2048(Buffer.from('httpGET')), manifest: { ...MANIFEST, capabilities: ['http'] } },
  );

  it.each([
    { url: 'http://127.0.0.1:1/', answer: 'EACCES: http://127.0.0.1:1 is not granted' },
    { url: 'http://169.254.169.254/latest/meta-data/', answer: 'EACCES: http://169.254.169.254 is not granted' },
    { url: 'http://[::1]/', answer: 'EACCES' },
    { url: 'http://0x7f.1/', answer: 'EACCES: http://127.0.0.1 is not granted' },
    { url: 'http://localhost/', answer: 'EACCES: localhost is .* refused' },
    { url: 'http://user:password@localhost/', answer: 'EACCES' },
    { url: 'file:///etc/passwd', answer: 'EACCES' },
  ])('is told EACCES for $url', async ({ url, answer }) => {
    const plugin = await open(forwarding, { grants: { http: ['http://localhost'] } }, { mode: 'inline' });
    expect(plugin.mode).toBe('isolated');
    const instance = await plugin.instantiate();
    const told = Buffer.from(await instance.call('run', keyed(JSON.stringify({ url })))).toString();
    expect(told).toMatch(new RegExp(`^${answer}`));
  });
});

/** `__guest_response`. */
function respond(pointer: number, length: number): number[] {
  return [...i32(pointer), ...i32(length), OP.call, RESPONSE];
}

/** `__host_call` with names that are empty, and so many bytes. It is function 1. */
function hostCall(bytes: number): number[] {
  return [...Array.from({ length: 7 }, () => i32(0)).flat(), ...i32(bytes), OP.call, 1];
}

/** The memory from its beginning, with the answer to the start, and bytes at 2048. */
function at2048(bytes: Uint8Array): Uint8Array {
  const data = Buffer.alloc(2048 + bytes.length);
  data.write(STATUS);
  data.set(bytes, 2048);
  return data;
}

function garbageAt2048(): Uint8Array {
  return at2048(Uint8Array.of(0x22, 0xff, 0x22));
}

/** A subscription to the monotonic clock. */
function sleepAt2048(ns: bigint): Uint8Array {
  const subscription = Buffer.alloc(48);
  subscription.writeUInt32LE(1, 16);
  subscription.writeBigUInt64LE(ns, 24);
  return at2048(subscription);
}
