import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { goldenPath } from '../helpers/golden';

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'dist', 'cli', 'main.js');
const PROBE = join(ROOT, 'spec', 'fixtures', 'plugins', 'probe.wasm');
const RECORDING = goldenPath('workload', 'events.ndjson.gz');
const SCHEMA = goldenPath('workload', 'schema.json.gz');

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function tivalve(...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    maxBuffer: 128 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

/** Every line that was written is whole. */
function wholeLines(text: string): object[] {
  if (text === '') return [];
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
}

describe('tivalve replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tivalve-replay-'));
  const text = gunzipSync(readFileSync(RECORDING)).toString();
  const lines = text.split('\n');
  let files = 0;
  const write = (content: string | Buffer, extension = '.ndjson'): string => {
    files += 1;
    const path = join(folder, `recording-${files}${extension}`);
    writeFileSync(path, content);
    return path;
  };
  /** The recording with a line of its own before line `at`. */
  const withLine = (at: number, line: string): string =>
    write([...lines.slice(0, at - 1), line, ...lines.slice(at - 1)].join('\n'));
  const entry = (fields: object): string =>
    JSON.stringify({
      atMs: 0,
      storeId: '1',
      message: { events: [{ regionId: '19', requestId: '1', entries: { entries: [fields] } }] },
    });
  const key = Buffer.from('7480000000000000705f728000000000000063', 'hex').toString('base64');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('writes row JSON and one resolved line, and says so on standard error', () => {
    const { status, stdout, stderr } = tivalve('replay', RECORDING, '--schema', SCHEMA);
    const events = wholeLines(stdout) as { type: string }[];
    expect(status).toBe(0);
    expect(events.at(-1)?.type).toBe('resolved');
    expect(events.filter(({ type }) => type === 'ddl')).toHaveLength(13);
    expect(stderr).toMatch(/completed; [\d,]+ rows and 13 DDLs/);
  }, 60_000);

  it('finds the schema beside the recording, and gives its summary as JSON', () => {
    const { status, stderr } = tivalve('replay', RECORDING, '--sink', 'blackhole:', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stderr)).toMatchObject({ reason: 'completed', ddls: 13 });
  }, 60_000);

  it('takes the tables that a configuration names', () => {
    const config = write(JSON.stringify({ tables: ['shop.coupons'] }), '.json');
    const { status, stdout } = tivalve('replay', RECORDING, '--config', config);
    const events = wholeLines(stdout) as { type: string; table?: string }[];
    expect(status).toBe(0);
    // The table, its database, which has an empty table name, and the resolved line, which has none.
    expect(new Set(events.map(({ table }) => table))).toEqual(new Set(['', 'coupons', undefined]));
  }, 60_000);

  it('goes on from the checkpoint that an earlier run kept', () => {
    const stateDir = join(folder, 'state');
    const out = join(folder, 'resumed');
    const [first] = ['470608242021498880'];
    const args = ['replay', RECORDING, '--sink', `file:${out}`, '--state-dir', stateDir] as const;
    expect(tivalve(...args, '--end-ts', first ?? '').status).toBe(0);
    expect(tivalve(...args).status).toBe(0);
    const whole = tivalve('replay', RECORDING);
    const resumed = readFileSync(join(out, 'events.ndjson'), 'utf8')
      .split('\n')
      .filter((line) => !line.startsWith('{"type":"resolved"'));
    expect(resumed).toEqual(whole.stdout.split('\n').filter((line) => !line.startsWith('{"type":"resolved"')));
  }, 60_000);

  it('writes CSV through the plugin that ships with it', () => {
    const config = write(JSON.stringify({ grants: { fs: { out: './csv' } } }), '.json');
    const { status, stderr } = tivalve('replay', RECORDING, '--sink', `wasm:csv@^1?config=${config}`);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(
      readdirSync(join(folder, 'csv', 'shop')).filter((name) => name.startsWith('users.')).length,
    ).toBeGreaterThanOrEqual(2);
  }, 60_000);

  describe('ends on bad input with its code, the place and a hint', () => {
    interface Bad {
      readonly title: string;
      readonly recording: () => string;
      readonly code: string;
      readonly says: RegExp;
      readonly status?: number;
      readonly args?: () => readonly string[];
    }
    const cases: readonly Bad[] = [
      {
        title: 'truncated gzip',
        recording: () => {
          const path = write(gzipSync(text), '.ndjson.gz');
          truncateSync(path, Math.floor(gzipSync(text).length / 2));
          return path;
        },
        code: 'TV_RECORDING_TRUNCATED',
        says: /after line \d+/,
      },
      {
        title: 'a file cut off in a line',
        recording: () => write(text.slice(0, text.length / 2)),
        code: 'TV_RECORDING_TRUNCATED',
        says: /line \d+ ends/,
      },
      {
        title: 'a line that is not JSON',
        recording: () => withLine(900, '{"atMs":1,'),
        code: 'TV_RECORDING_LINE',
        says: /line 900: not JSON/,
      },
      {
        title: 'a wrong version',
        recording: () => write(text.replace('"version":1', '"version":7')),
        code: 'TV_RECORDING_VERSION',
        says: /line 1: version 7/,
      },
      {
        title: 'no header',
        recording: () => write(lines.slice(1).join('\n')),
        code: 'TV_RECORDING_HEADER',
        says: /line 1/,
      },
      {
        title: 'an unknown enum',
        recording: () => withLine(800, entry({ type: 'PREWRITTEN' })),
        code: 'TV_RECORDING_LINE',
        says: /line 800: .*type must be a cdcpb.Event.LogType, found "PREWRITTEN"/,
      },
      {
        title: 'a field of the wrong type',
        recording: () => withLine(800, entry({ type: 'COMMIT', startTs: {} })),
        code: 'TV_RECORDING_LINE',
        says: /line 800: .*startTs must be/,
      },
      {
        title: 'bytes that are not base64',
        recording: () => withLine(800, entry({ type: 'COMMIT', key: '?' })),
        code: 'TV_RECORDING_LINE',
        says: /line 800: .*key must be base64/,
      },
      {
        title: 'a commit without its prewrite',
        recording: () =>
          withLine(
            800,
            entry({
              type: 'COMMIT',
              opType: 'PUT',
              key,
              startTs: '470608241000000000',
              commitTs: '470608249000000000',
            }),
          ),
        code: 'TV_ORDER_UNMATCHED_COMMIT',
        says: /key 7480000000000000705f728000000000000063/,
        status: 8,
      },
      {
        title: 'a row at or below a resolved ts',
        recording: () =>
          withLine(
            4000,
            entry({
              type: 'COMMITTED',
              opType: 'DELETE',
              key,
              oldValue: 'gAA=',
              startTs: '470608240600000000',
              commitTs: '470608240600000001',
            }),
          ),
        code: 'TV_ORDER_LATE_ROW',
        says: /region 19 .*key 7480000000000000705f728000000000000063/,
        status: 8,
      },
      {
        title: 'a missing recording',
        status: 3,
        recording: () => join(folder, 'nothing'),
        code: 'TV_RECORDING_UNREADABLE',
        says: /nothing: ENOENT/,
      },
      {
        title: 'a missing schema',
        status: 3,
        recording: () => write(text),
        args: () => ['--schema', join(folder, 'no-schema.json')],
        code: 'TV_SCHEMA_MISSING',
        says: /no-schema\.json/,
      },
      {
        title: 'a schema that is none',
        recording: () => write(text),
        args: () => ['--schema', write('[{"key":1}]', '.json')],
        code: 'TV_SCHEMA_INVALID',
        says: /element 0/,
      },
      {
        title: 'an end above the last resolved ts',
        recording: () => write(text),
        args: () => ['--end-ts', '470608999999999999'],
        code: 'TV_CONFIG_TARGET_TS',
        says: /above \d{18}, the last resolved ts/,
        status: 2,
      },
      {
        title: 'an end that is no ts',
        recording: () => write(text),
        args: () => ['--end-ts', 'tomorrow-ish'],
        code: 'TV_CONFIG_INVALID',
        says: /targetTs "tomorrow-ish"/,
        status: 2,
      },
      {
        title: 'a sink that is none',
        recording: () => write(text),
        args: () => ['--sink', 'kafkaesque:'],
        code: 'TV_CONFIG_SINK_URI',
        says: /kafkaesque/,
        status: 2,
      },
      {
        title: 'a configuration with unknown fields',
        recording: () => write(text),
        args: () => ['--config', write('{"tabels":[],"maxBatchRows":0}', '.json')],
        code: 'TV_CONFIG_INVALID',
        says: /maxBatchRows must be >= 1.*|"tabels"/,
        status: 2,
      },
      {
        title: 'a folder that cannot be written',
        recording: () => write(text),
        args: () => ['--sink', `file:${write('a file', '.txt')}/below`],
        code: 'TV_SINK_IO',
        says: /below/,
      },
      {
        title: 'a plugin folder that cannot be written',
        recording: () => write(text),
        args: () => [
          '--sink',
          `wasm:csv?config=${write(JSON.stringify({ grants: { fs: { out: `${write('a file', '.txt')}/below` } } }), '.json')}`,
        ],
        code: 'TV_SINK_IO',
        says: /below/,
      },
      {
        title: 'a sink module that is not there',
        status: 3,
        recording: () => write(text),
        args: () => ['--sink', `wasm:${join(folder, 'none.wasm')}`],
        code: 'TV_PLUGIN_UNREADABLE',
        says: /none\.wasm/,
      },
    ];
    it.each(cases)(
      '$title',
      ({ recording, code, says, status = 1, args = () => [] }) => {
        const path = recording();
        const extra = args();
        const all = extra.includes('--schema') ? extra : ['--schema', SCHEMA, ...extra];
        const ended = tivalve('replay', path, ...all);
        expect(ended.stderr).toContain(`tivalve: ${code} `);
        expect(ended.stderr).toMatch(says);
        expect(ended.status).toBe(status);
        wholeLines(ended.stdout);
        const json = tivalve('replay', path, ...all, '--json');
        expect(JSON.parse(json.stderr.trim().split('\n').at(-1) ?? '')).toMatchObject({ error: { code } });
      },
      60_000,
    );

    it('what was acknowledged stays on disk, in whole lines', () => {
      const out = join(folder, 'kept');
      const broken = withLine(3000, 'no JSON');
      expect(tivalve('replay', broken, '--schema', SCHEMA, '--sink', `file:${out}`).status).toBe(1);
      const kept = readFileSync(join(out, 'events.ndjson'), 'utf8');
      expect(wholeLines(kept).length).toBeGreaterThan(100);
      expect(tivalve('replay', RECORDING).stdout.startsWith(kept)).toBe(true);
    }, 60_000);
  });

  it('reads line ends of either kind, and blank lines', () => {
    const crlf = write(`${lines.slice(0, 500).join('\r\n')}\r\n\r\n`);
    const plain = write(`${lines.slice(0, 500).join('\n')}\n`);
    const [one, other] = [crlf, plain].map((path) => tivalve('replay', path, '--schema', SCHEMA));
    expect(one).toMatchObject({ status: 0, stdout: other?.stdout });
  }, 60_000);

  it('ends with a resolved line even when nothing came', () => {
    const { status, stdout } = tivalve('replay', write(`${lines[0]}\n`), '--schema', SCHEMA);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '{"type":"resolved","ts":"470608240548249600"}\n' });
  }, 60_000);

  it.each([
    { title: 'an end before the start', args: ['--end-ts', '5'], code: 'TV_CONFIG_TARGET_TS' },
    {
      title: 'a start above the end',
      args: ['--start-ts', '470608245350000000', '--end-ts', '470608240600000000'],
      code: 'TV_CONFIG_TARGET_TS',
    },
    { title: 'a start above everything', args: ['--start-ts', '470608245350989999'], code: 'TV_CONFIG_INVALID' },
  ])(
    'refuses $title',
    ({ args, code }) => {
      const { status, stderr } = tivalve('replay', RECORDING, ...args);
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(code) });
    },
    60_000,
  );

  it('ends in silence when the reader of its pipe has had enough', () => {
    const command = `"${process.execPath}" "${CLI}" replay "${RECORDING}" 2>"${folder}/pipe.err" | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0');
    expect(readFileSync(join(folder, 'pipe.err'), 'utf8')).toBe('');
  }, 60_000);

  describe('Ctrl-C', () => {
    const start = (): { child: ChildProcess; ended: Promise<Ended>; stdout: () => string } => {
      const child = spawn(process.execPath, [CLI, 'replay', RECORDING, '--pace', 'recorded'], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stdout = '';
      let stderr = '';
      child.stdout?.on('data', (piece: Buffer) => {
        stdout += piece.toString();
      });
      child.stderr?.on('data', (piece: Buffer) => {
        stderr += piece.toString();
      });
      const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, stdout, stderr }));
      return { child, ended, stdout: () => stdout };
    };

    it('flushes, prints the checkpointTs reached and exits 0', async () => {
      const { child, ended } = start();
      await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
      child.kill('SIGINT');
      const { status, stdout, stderr } = await ended;
      const events = wholeLines(stdout) as { type: string; ts?: string }[];
      expect({ status, stderr }).toMatchObject({ status: 0 });
      expect(stderr).toMatch(/stopped; .*checkpointTs \d{18}/);
      expect(events.at(-1)?.type).toBe('resolved');
      expect(stderr).toContain(`checkpointTs ${events.at(-1)?.ts}`);
    }, 60_000);
  });

  /** Starts a run of a definition and waits for its first word. */
  const startRun = async (parts: string) => {
    const definition = write(
      `const { NEVER, concatMap } = require(${JSON.stringify(join(ROOT, 'node_modules', 'rxjs'))});
      const { definePipeline, replaySource } = require(${JSON.stringify(join(ROOT, 'dist', 'index.js'))});
      module.exports = definePipeline({ source: replaySource({ recording: ${JSON.stringify(RECORDING)} }), ${parts} });`,
      '.cjs',
    );
    const child = spawn(process.execPath, [CLI, 'run', definition], { stdio: ['ignore', 'pipe', 'pipe'] });
    const closed = once(child, 'close');
    await once(child.stdout, 'data');
    return { child, closed };
  };

  it('keeps a run that never settles until it is told to stop', async () => {
    const { child, closed } = await startRun("through: [concatMap(() => (process.stdout.write('waiting'), NEVER))]");
    child.kill('SIGINT');
    expect((await closed)[0]).toBe(0);
  }, 60_000);

  it('exits at once when it is told a second time', async () => {
    const { child, closed } = await startRun(
      "sink: { emitRowChangedEvents: () => (process.stdout.write('emitting'), new Promise(() => undefined)) }",
    );
    child.kill('SIGINT');
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    expect((await closed)[0]).toBe(130);
  }, 60_000);

  it('gives mistakes of usage as JSON when it is asked to', () => {
    const { status, stderr } = tivalve('replay', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ error: { message: expect.stringContaining('recording') } });
  }, 60_000);

  it('leaves a folder alone that the demo did not make', () => {
    const out = join(folder, 'mine');
    mkdirSync(join(out, 'csv'), { recursive: true });
    writeFileSync(join(out, 'csv', 'precious.txt'), 'x');
    expect(tivalve('demo', '--out', out)).toMatchObject({ status: 2, stderr: expect.stringContaining('not empty') });
    expect(readdirSync(join(out, 'csv'))).toEqual(['precious.txt']);
    expect(tivalve('demo', '--out', write('a file', '.txt'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('TV_SINK_IO'),
    });
  }, 60_000);

  it('shows help, and refuses what it does not know with exit code 2', () => {
    expect(tivalve('replay', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--end-ts') });
    expect(tivalve('replay').status).toBe(2);
    expect(tivalve('replay', RECORDING, '--no-such-option').status).toBe(2);
    expect(tivalve('no-such-command').status).toBe(2);
    expect(tivalve('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Exit codes') });
  }, 60_000);

  it.each([
    { title: 'traps', told: 'trap', code: 'TV_PLUGIN_TRAP', says: /sink_emit_row_changed_events/ },
    {
      title: 'answers garbage',
      told: 'answer not JSON',
      code: 'TV_PLUGIN_ANSWER',
      says: /sink_emit_row_changed_events/,
    },
    {
      title: 'answers code 500',
      told: "answer {'code':500,'message':'full','cause':null}",
      code: 'TV_PLUGIN_ERROR',
      says: /500.*full/,
    },
    { title: 'answers nothing', told: 'silent', code: 'TV_PLUGIN_ANSWER', says: /sink_emit_row_changed_events/ },
  ])(
    'a run ends with $code when its plugin $title',
    ({ told, code, says }) => {
      const config = write(JSON.stringify({ grants: { fs: { out: './probe' } } }), '.json');
      // The probe plugin does what the text of a row tells it.
      const definition = write(
        `const { definePipeline, mapRows, replaySource } = require(${JSON.stringify(join(ROOT, 'dist', 'index.js'))});
      module.exports = definePipeline({
        source: replaySource({ recording: ${JSON.stringify(RECORDING)} }),
        tables: ['shop.users'],
        through: [mapRows((row) => ({ row: { email: ${JSON.stringify(`probe:${told}`)} } }))],
        sink: ${JSON.stringify(`wasm:${PROBE}?config=${config}`)},
      });`,
        '.cjs',
      );
      const { status, stderr } = tivalve('run', definition);
      expect(stderr).toContain(`tivalve: ${code} `);
      expect(stderr).toMatch(says);
      expect(status).toBe(1);
    },
    60_000,
  );
});
