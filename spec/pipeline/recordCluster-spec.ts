import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTikvSourceConfig } from '../../src/config/tikvSourceConfig';
import { startEmulator } from '../../src/emulator/startEmulator';
import { MetricsMap } from '../../src/model/metrics';
import { recordCluster } from '../../src/pipeline/recordCluster';
import { QUICK, recordKey, until } from '../helpers/followCluster';

describe('recordCluster', () => {
  it('stops reading while the disk is behind, and promises only what is written', async () => {
    const ROWS = 3000;
    await using emulator = await startEmulator({ stores: 1, resolvedTsIntervalMs: 10 });
    const folder = mkdtempSync(join(tmpdir(), 'tivalve-record-'));
    // A pipe that nobody reads takes no more than 64 KiB.
    const out = join(folder, 'slow.ndjson');
    execFileSync('mkfifo', [out]);
    const reader = createReadStream(out, { encoding: 'utf8' });
    let text = '';
    const metrics = new MetricsMap();
    const promises: bigint[] = [];
    const stop = new AbortController();
    const config = parseTikvSourceConfig({ pd: [...emulator.pd], ...QUICK, maxHeldBytesPerStream: 65_536 });
    const recording = recordCluster({
      config,
      out,
      force: true,
      metrics,
      signal: stop.signal,
      onResolved: (ts) => promises.push(ts),
    });
    await until(() => metrics.get('tivalve_source_live_regions') > 0, 'a live region');
    for (let i = 0; i < ROWS; i += 1) {
      const transaction = emulator.begin();
      transaction.put(recordKey(104, i), Buffer.alloc(400, 'x'));
      transaction.commit();
    }
    const endTs = emulator.now();
    await until(() => metrics.get('tivalve_source_pauses_total') > 0, 'a pause');
    expect(promises.filter((ts) => ts >= endTs)).toEqual([]);
    reader.on('data', (piece) => {
      text += String(piece);
    });
    await until(() => promises.some((ts) => ts >= endTs), 'everything written');
    stop.abort();
    const { rows, resolvedTs, messages } = await recording;
    expect(rows).toBeGreaterThan(ROWS);
    expect(resolvedTs).toBeGreaterThanOrEqual(endTs);
    await until(() => text.split('"message":').length - 1 === messages, 'every message read');
  }, 60_000);

  it('ends at its end ts, with everything up to it', async () => {
    await using emulator = await startEmulator({ stores: 2, resolvedTsIntervalMs: 10 });
    const startTs = emulator.now();
    const transaction = emulator.begin();
    transaction.put(recordKey(104, 1), Buffer.from('x'));
    const endTs = transaction.commit();
    const summary = await recordCluster({
      config: parseTikvSourceConfig({ pd: [...emulator.pd], ...QUICK }),
      out: join(mkdtempSync(join(tmpdir(), 'tivalve-record-')), 'r.ndjson.gz'),
      startTs,
      endTs,
    });
    expect(summary.resolvedTs).toBeGreaterThanOrEqual(endTs);
    expect(summary.rows).toBeGreaterThan(0);
    expect([...emulator.serviceSafePoints.keys()]).toEqual(['gc_worker']);
  });
});
