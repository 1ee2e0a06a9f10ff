import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { RowEvent } from '../../src/model/row';
import { blackholeSink } from '../../src/sinks/blackholeSink';
import { openFileSink } from '../../src/sinks/fileSink';
import { lineSink } from '../../src/sinks/lineSink';
import { openSink } from '../../src/sinks/openSink';
import { stdoutSink } from '../../src/sinks/stdoutSink';
import { openWasmSink } from '../../src/sinks/wasmSink';
import { row, table } from '../../src/testing';
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

describe('lineSink', () => {
  const linesOf = async (rows: readonly RowEvent[], perBatch: number, fails = false): Promise<object[]> => {
    let text = '';
    let failing = fails;
    const target = {
      write: async (piece: string) => {
        if (failing) throw new Error('not now');
        text += piece;
      },
      flush: async () => undefined,
      close: async () => undefined,
    };
    const sink = lineSink(target, { transactions: true });
    const emit = (batch: readonly RowEvent[]) =>
      sink.emitRowChangedEvents({ tableId: 100, table: table('shop', 'orders'), rows: batch });
    for (let i = 0; i < rows.length; i += perBatch) {
      const batch = rows.slice(i, i + perBatch);
      if (failing) await expect(emit(batch)).rejects.toThrow('not now');
      failing = false;
      await emit(batch);
    }
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; rows?: number; commitTs: string })
      .map(({ type, rows: count, commitTs }) => ({ type, commitTs, ...(count !== undefined && { rows: count }) }));
  };
  const rows = [
    row(3n, { startTs: 1n, endOfTxn: false }),
    row(3n, { startTs: 1n, endOfTxn: true }),
    row(3n, { startTs: 2n, endOfTxn: true }),
  ];
  const wanted = [
    { type: 'begin', commitTs: '3' },
    { type: 'insert', commitTs: '3' },
    { type: 'insert', commitTs: '3' },
    { type: 'commit', commitTs: '3', rows: 2 },
    { type: 'begin', commitTs: '3' },
    { type: 'insert', commitTs: '3' },
    { type: 'commit', commitTs: '3', rows: 1 },
  ];

  it.each([1, 2, 3])('tells where transactions begin and end, in batches of %d rows', async (perBatch) => {
    expect(await linesOf(rows, perBatch)).toEqual(wanted);
  });

  it('counts a row that had to be written again once', async () => {
    expect(await linesOf(rows, 1, true)).toEqual(wanted);
  });
});

describe('openSink', () => {
  it.each([
    { uri: 'nothing', says: /KIND:PATH/ },
    { uri: 'gopher:x', says: /"gopher"/ },
    { uri: 'file:', says: /needs a folder/ },
    { uri: 'stdout:?color=red', says: /unknown parameter "color"/ },
    { uri: 'file:out?protocol=csv', says: /unknown protocol "csv"/ },
    { uri: 'wasm:nobody', says: /no plugin named nobody/, code: 'TV_CONFIG_PLUGIN' },
    { uri: 'wasm:csv@^99', says: /not in \^99/, code: 'TV_CONFIG_PLUGIN' },
    { uri: 'wasm:csv@new', says: /not a version range/, code: 'TV_CONFIG_PLUGIN' },
    { uri: 'wasm:Csv!', says: /not a plugin's name/ },
  ])('refuses $uri', async ({ uri, says, code = 'TV_CONFIG_SINK_URI' }) => {
    await expect(openSink(uri)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(says),
    });
  });
});
