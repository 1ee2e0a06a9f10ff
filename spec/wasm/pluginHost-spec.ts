import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TiValveError } from '../../src/errors/TiValveError';
import { openAppendJournal } from '../../src/wasm/appendJournal';
import { limitMemory } from '../../src/wasm/limitMemory';
import { openPlugin, type Plugin } from '../../src/wasm/pluginHost';
import { limitLog } from '../../src/wasm/pluginLogger';
import { parsePluginManifest } from '../../src/wasm/pluginManifest';
import { parsePluginSettings, type RunMode } from '../../src/wasm/pluginSettings';
import { parseAnswer, statusOf } from '../../src/wasm/pluginStatus';

const fixtures = join(__dirname, '../fixtures/plugins');
const csv = join(__dirname, '../../plugins/csv/csv.wasm');
const probe = join(fixtures, 'probe.wasm');
const RUN_MODES = ['inline', 'isolated'] as const satisfies readonly RunMode[];
let runMode: RunMode = 'inline';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tivalve-plugin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A module of sections given as [id, bytes]. */
const moduleOf = (...sections: [number, number[]][]): Uint8Array =>
  Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections.flatMap(([id, body]) => [id, body.length, ...body])]);
const text = (value: string): number[] => [value.length, ...Buffer.from(value)];

async function failure(opening: Promise<unknown>): Promise<TiValveError> {
  return opening.then(
    () => {
      throw new Error('it opened');
    },
    (thrown: TiValveError) => thrown,
  );
}

const open = (source: string | Uint8Array, settings: unknown = { grants: { fs: { out: 'out' } } }): Promise<Plugin> =>
  openPlugin({ source, settings: parsePluginSettings(settings), changefeed: 'spec', baseDir: folder, mode: runMode });

describe.each(RUN_MODES)('openPlugin for a plugin that runs %s', (mode) => {
  beforeEach(() => {
    runMode = mode;
  });

  it('names every import that is not offered, before anything runs', async () => {
    const bytes = moduleOf(
      [1, [1, 0x60, 0, 0]],
      [
        2,
        [
          3,
          ...text('wasi_snapshot_preview1'),
          ...text('thread_spawn'),
          0,
          0,
          ...text('wapc'),
          ...text('__host_call'),
          0,
          0,
          ...text('js'),
          ...text('eval'),
          0,
          0,
        ],
      ],
    );
    const error = await failure(open(bytes, {}));
    expect(error).toMatchObject({
      code: 'TV_PLUGIN_IMPORTS',
      message: expect.stringContaining('wasi_snapshot_preview1.thread_spawn (function), js.eval (function)'),
    });
    expect(error.message).not.toContain('__host_call');
  });

  it.each([
    { title: 'a file that is not there', source: '/nowhere/guest.wasm', code: 'TV_PLUGIN_UNREADABLE' },
    { title: 'bytes without the magic', source: Buffer.from('not wasm at all'), code: 'TV_PLUGIN_INVALID' },
    { title: 'a module that is too large', source: new Uint8Array(16 * 1024 * 1024 + 1), code: 'TV_PLUGIN_INVALID' },
    { title: 'a module without exports', source: moduleOf(), code: 'TV_PLUGIN_INVALID' },
    {
      title: 'a section that is longer than the file',
      source: Uint8Array.from([...moduleOf(), 1, 100]),
      code: 'TV_PLUGIN_INVALID',
    },
    { title: 'a shared memory', source: moduleOf([5, [1, 3, 1, 2]]), code: 'TV_PLUGIN_INVALID' },
    { title: 'a 64-bit memory', source: moduleOf([5, [1, 4, 1]]), code: 'TV_PLUGIN_INVALID' },
    {
      title: 'an imported memory',
      source: moduleOf([2, [1, ...text('env'), ...text('memory'), 2, 0, 1]]),
      code: 'TV_PLUGIN_IMPORTS',
    },
  ])('refuses $title', async ({ source, code }) => {
    expect(await failure(open(source, {}))).toMatchObject({ code });
  });

  it('refuses a folder that is not granted, and a grant that nobody asked for', async () => {
    expect(await failure(open(probe, {}))).toMatchObject({
      code: 'TV_PLUGIN_GRANT',
      hint: expect.stringContaining('"out"'),
    });
    expect(await failure(open(probe, { grants: { fs: { out: 'a', other: 'b' } } }))).toMatchObject({
      code: 'TV_PLUGIN_GRANT',
    });
  });

  it('names every wrong field of the configuration', async () => {
    const error = await failure(open(csv, { config: { delimiter: 'x', bomb: true }, grants: { fs: { out: 'out' } } }));
    expect(error).toMatchObject({ code: 'TV_PLUGIN_CONFIG', message: expect.stringContaining('/delimiter') });
    expect(error.message).toContain('bomb');
  });

  it('passes on that a plugin refuses to start', async () => {
    const plugin = await open(probe, { config: { mode: 'refuse' }, grants: { fs: { out: 'out' } } });
    await expect(plugin.instantiate()).rejects.toMatchObject({ code: 'TV_PLUGIN_INIT' });
    await plugin.close();
  });

  it('ends with TV_SINK_IO and a hint when the folder cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await failure(open(csv, { grants: { fs: { out: 'file/below' } } }))).toMatchObject({
      code: 'TV_SINK_IO',
      hint: expect.stringContaining('Grant a folder'),
    });
  });

  it('has an identity of module, configuration and grants', async () => {
    const identities = new Set<string>();
    for (const config of [{}, { delimiter: ';' }, { delimiter: ',' }]) {
      const plugin = await open(csv, { config, grants: { fs: { out: 'out' } } });
      identities.add(plugin.identity);
      await plugin.close();
    }
    // The first and the last are the same once the default is filled in.
    expect(identities.size).toBe(2);
  });

  it('has an identity that does not depend on where it runs', async () => {
    const settings = { grants: { fs: { out: 'out' } } };
    const here = await open(csv, settings);
    const there = await open(csv, { ...settings, mode: 'isolated' });
    expect(there.identity).toBe(here.identity);
    await here.close();
    await there.close();
  });

  it('keeps the memory of an instance below its limit', async () => {
    const plugin = await open(probe, { grants: { fs: { out: 'out' } }, limits: { memoryMiB: 2 } });
    const instance = await plugin.instantiate();
    expect(Buffer.from(await instance.call('run', Buffer.from('grow 1000'))).toString()).toBe('-1');
    await plugin.close();
    expect(() => limitMemory(moduleOf([5, [1, 0, 64]]), 1)).toThrow(
      expect.objectContaining({ code: 'TV_PLUGIN_LIMIT' }),
    );
  });

  it('leaves nothing of its own in a folder once it is closed', async () => {
    const plugin = await open(probe);
    expect(readdirSync(join(folder, 'out'))).toHaveLength(1);
    await plugin.close();
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  });
});

describe.each(RUN_MODES)('the fs binding of a plugin that runs %s', (mode) => {
  beforeEach(() => {
    runMode = mode;
  });

  async function withProbe(
    use: (run: (command: string) => Promise<string>, out: string) => Promise<void>,
  ): Promise<void> {
    const plugin = await open(probe);
    const instance = await plugin.instantiate();
    try {
      await use(
        async (command) => Buffer.from(await instance.call('run', Buffer.from(command))).toString(),
        join(folder, 'out'),
      );
    } finally {
      await plugin.close();
    }
  }

  it('creates, appends, measures and lists', () =>
    withProbe(async (run, out) => {
      expect(await run('fs create a/b.txt one')).toBe('ok:');
      expect(await run('fs create a/b.txt two')).toMatch(/^error:EEXIST/);
      expect(await run('fs append a/b.txt two')).toBe('ok:');
      expect(await run('fs flush a/b.txt ')).toBe('ok:');
      expect(await run('fs size a/b.txt ')).toBe('ok:6');
      expect(await run('fs size a/none ')).toMatch(/^error:ENOENT/);
      expect(await run('fs list a ')).toBe('ok:b.txt');
      expect(await run('fs chmod a/b.txt ')).toMatch(/^error:ENOSYS/);
      expect(readFileSync(join(out, 'a/b.txt'), 'utf8')).toBe('onetwo');
    }));

  it.each(['../x', 'a/../../x', '/etc/x', './x', 'a//x', 'a\\x', 'C:x', 'a\0x', '..', '.tivalve-append-x'])(
    'refuses the path %j',
    (path) =>
      withProbe(async (run) => {
        expect(await run(`fs append ${path} x`)).toMatch(/^error:EPERM/);
        expect(existsSync(join(folder, 'x'))).toBe(false);
      }),
  );

  it('follows no symbolic link, at the end or on the way', () =>
    withProbe(async (run, out) => {
      mkdirSync(join(folder, 'outside'));
      writeFileSync(join(folder, 'outside/secret'), 'kept');
      symlinkSync(join(folder, 'outside'), join(out, 'way'));
      symlinkSync(join(folder, 'outside/secret'), join(out, 'end'));
      expect(await run('fs append end x')).toMatch(/^error:ELOOP/);
      expect(await run('fs append way/secret x')).toMatch(/^error:EPERM/);
      expect(await run('fs append way/deeper/new x')).toMatch(/^error:EPERM/);
      expect(await run('fs list way ')).toMatch(/^error:EPERM/);
      expect(readFileSync(join(folder, 'outside/secret'), 'utf8')).toBe('kept');
      expect(readdirSync(join(folder, 'outside'))).toEqual(['secret']);
    }));

  it('refuses a folder and a binding that are not granted', () =>
    withProbe(async (run) => {
      expect(await run('host fs other append x')).toMatch(/^error:EACCES: no folder/);
      expect(await run('host http a b x')).toMatch(/^error:EACCES: no host binding "http"/);
    }));

  it('cuts off what a killed process left of an append', () => {
    const journal = openAppendJournal(folder);
    writeFileSync(join(folder, 'a.csv'), 'whole\r\n');
    journal.begin(join(folder, 'a.csv'), 7);
    writeFileSync(join(folder, 'a.csv'), 'whole\r\ntor');
    // The process lives, so the append may be under way.
    openAppendJournal(folder).close();
    expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('whole\r\ntor');
    const [name = ''] = readdirSync(folder).filter((entry) => entry.startsWith('.tivalve'));
    const note = readFileSync(join(folder, name));
    journal.close();
    writeFileSync(join(folder, name.replace(`-${process.pid}-`, '-4194399-')), note);
    openAppendJournal(folder).close();
    expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('whole\r\n');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });
});

describe('what a person or a plugin writes', () => {
  it('names every wrong field of a manifest', () => {
    const wrong = { name: 'Bad Name', version: '1', abi: 'v9', kind: 'sink', capabilities: ['root'], extra: 1 };
    expect(() => parsePluginManifest(JSON.stringify(wrong))).toThrow(
      expect.objectContaining({
        code: 'TV_PLUGIN_MANIFEST',
        message: expect.stringMatching(/(?=.*\/name)(?=.*\/version)(?=.*\/abi)(?=.*\/capabilities\/0)(?=.*extra)/),
      }),
    );
    expect(() => parsePluginManifest('{')).toThrow(expect.objectContaining({ code: 'TV_PLUGIN_MANIFEST' }));
  });

  it('fills in defaults and refuses what is not known', () => {
    expect(parsePluginSettings({})).toEqual({
      config: {},
      grants: { fs: {}, http: [], kv: false, schema: false, secret: {}, preopens: {} },
      limits: {},
      mode: 'inline',
      trustedKeys: [],
      allowUnsigned: false,
    });
    for (const grants of [
      { http: 'https://a' },
      { kv: 1 },
      { kv: { quotaMiB: 0 } },
      { kv: {} },
      { schema: 'yes' },
      { secret: { token: 'hush' } },
      { secret: { Token: 'env:T' } },
      { preopens: { data: './x' } },
      { preopens: { 'C:\\x': './x' } },
      { log: true },
    ])
      expect(() => parsePluginSettings({ grants })).toThrow(expect.objectContaining({ code: 'TV_CONFIG_INVALID' }));
    expect(() => parsePluginSettings({ grants: { fs: { out: 1 } }, limit: {} })).toThrow(
      expect.objectContaining({ code: 'TV_CONFIG_INVALID' }),
    );
  });

  it.each([
    ['{"message":"no code"}', 0],
    ['{"code":200,"message":"success","cause":null}', 200],
    ['{"code":500,"message":"a","cause":"b"}', 500],
  ])('reads the status %s', (json, code) => {
    expect(statusOf('op', parseAnswer('op', Buffer.from(json))).code).toBe(code);
  });

  it.each([
    '',
    'nope',
    '[]',
    'null',
    '"200"',
    '{"code":"200"}',
    '{"code":1.5}',
    '{"code":200,"cause":{}}',
    '{"code":200,"message":3}',
  ])('refuses the status %j', (json) => {
    expect(() => statusOf('op', parseAnswer('op', Buffer.from(json)))).toThrow(
      expect.objectContaining({ code: 'TV_PLUGIN_ANSWER' }),
    );
  });

  it('refuses an answer that is not UTF-8', () => {
    expect(() => parseAnswer('op', Uint8Array.of(0x22, 0xff, 0x22))).toThrow(
      expect.objectContaining({ code: 'TV_PLUGIN_ANSWER' }),
    );
  });

  it('lets a plugin log so many lines a second, cut to a length', () => {
    const lines: [object, string][] = [];
    const take = (fields: object, line: string): number => lines.push([fields, line]);
    let nowMs = 0;
    const log = limitLog(
      { debug: take, info: take, warn: take, error: take },
      { fields: { plugin: 'p' }, linesPerSecond: 2, maxLineChars: 3, nowMs: () => nowMs },
    );
    for (let i = 0; i < 10; i += 1) log('info', `line ${i}`);
    nowMs = 1000;
    log('info', 'ab');
    expect(lines).toEqual([
      [{ plugin: 'p' }, 'lin…'],
      [{ plugin: 'p' }, 'lin…'],
      [{ plugin: 'p', linesLeftOut: 8 }, 'ab'],
    ]);
  });
});
