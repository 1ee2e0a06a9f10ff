import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { blackholeSink } from '../../src/sinks/blackholeSink';
import { openFileSink } from '../../src/sinks/fileSink';
import { openSink } from '../../src/sinks/openSink';
import { stdoutSink } from '../../src/sinks/stdoutSink';
import { openWasmSink } from '../../src/sinks/wasmSink';
import { row } from '../../src/testing';
import { parsePluginSettings } from '../../src/wasm/pluginSettings';
import { describeSink } from '../contracts/sinkContract';

const CSV = join(__dirname, '..', '..', 'plugins', 'csv', 'csv.wasm');

function temporaryFolder(): { readonly path: string; readonly dispose: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'tivalve-sink-'));
  return { path, dispose: () => rmSync(path, { recursive: true }) };
}

interface WrittenLine {
  readonly type: string;
  readonly row?: { readonly id: string } | null;
  readonly before?: { readonly id: string } | null;
}

/** Ids of the rows in row JSON, each line of which must be whole. */
function idsOf(text: string): string[] {
  if (text === '') return [];
  expect(text.endsWith('\n')).toBe(true);
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as WrittenLine);
  return lines.flatMap(({ row: after, before }) => (after ?? before)?.id ?? []);
}

describeSink('blackhole:', () => ({ open: async () => blackholeSink() }));

describeSink('stdout:', () => {
  let text = '';
  const stream = new Writable({
    write: (piece: Buffer, _encoding, done) => {
      text += piece.toString();
      done();
    },
  });
  return { open: async () => stdoutSink(stream), writtenIds: () => idsOf(text) };
});

describeSink('file:', () => {
  const { path, dispose } = temporaryFolder();
  const file = join(path, 'out', 'events.ndjson');
  return {
    open: () => openFileSink(join(path, 'out')),
    writtenIds: () => (existsSync(file) ? idsOf(readFileSync(file, 'utf8')) : []),
    dispose,
  };
});

describeSink('wasm:', () => {
  const { path, dispose } = temporaryFolder();
  return {
    open: () =>
      openWasmSink({
        source: CSV,
        settings: parsePluginSettings({ grants: { fs: { out: path } } }),
        changefeed: 'contract',
      }),
    writtenIds: () =>
      readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.csv'))
        .sort()
        .flatMap((name) => readFileSync(join(path, name), 'utf8').trimEnd().split('\r\n').slice(1))
        .map((line) => line.split(',')[2] ?? ''),
    dispose,
  };
});

describe('stdoutSink', () => {
  it.each([
    {
      title: 'the reader goes away, for good',
      cause: { code: 'EPIPE' },
      error: { code: 'TV_SINK_GONE', retryable: false },
    },
    { title: 'the disk is full, for now', cause: { code: 'ENOSPC' }, error: { code: 'TV_SINK_IO', retryable: true } },
  ])('fails when $title', async ({ cause, error }) => {
    const stream = new Writable({ write: (_piece, _encoding, done) => done(Object.assign(new Error('write'), cause)) });
    const sink = stdoutSink(stream);
    const batch = { tableId: 1, table: row(1n).table, rows: [row(1n)] };
    const failing = async (): Promise<void> => {
      for (let i = 0; i < 3; i += 1) {
        await sink.emitRowChangedEvents(batch);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await expect(failing()).rejects.toMatchObject(error);
  });
});

describe('openFileSink', () => {
  it('cuts off a line that a crash left unfinished', async () => {
    const { path, dispose } = temporaryFolder();
    const file = join(path, 'events.ndjson');
    writeFileSync(file, '{"type":"resolved","ts":"1"}\n{"type":"inse');
    const sink = await openFileSink(path);
    await sink.close?.();
    expect(readFileSync(file, 'utf8')).toBe('{"type":"resolved","ts":"1"}\n');
    dispose();
  });
});

describe('openSink', () => {
  it.each([
    { uri: 'nothing', says: /KIND:PATH/ },
    { uri: 'gopher:x', says: /"gopher"/ },
    { uri: 'file:', says: /needs a folder/ },
    { uri: 'stdout:?color=red', says: /unknown parameter "color"/ },
    { uri: 'file:out?protocol=csv', says: /unknown protocol "csv"/ },
    { uri: 'wasm:nobody', says: /no plugin named nobody/ },
    { uri: 'wasm:csv@^99', says: /not in \^99/ },
    { uri: 'wasm:csv@new', says: /not a version range/ },
    { uri: 'wasm:Csv!', says: /not a plugin's name/ },
  ])('refuses $uri', async ({ uri, says }) => {
    await expect(openSink(uri)).rejects.toMatchObject({
      code: 'TV_CONFIG_SINK_URI',
      message: expect.stringMatching(says),
    });
  });
});
