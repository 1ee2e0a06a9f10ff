import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MetricsMap } from '../../../src/model/metrics';
import { deterministicClocks, systemClocks } from '../../../src/model/pluginClocks';
import { clockBinding } from '../../../src/wasm/bindings/clockBinding';
import { metricsBinding } from '../../../src/wasm/bindings/metricsBinding';
import { schemaBinding, type WantedTable } from '../../../src/wasm/bindings/schemaBinding';
import { readSecret, redactor, secretBinding } from '../../../src/wasm/bindings/secretBinding';
import { textOf } from '../../helpers/hostCallPayloads';

const NOTHING = new Uint8Array(0);

describe('the binding clock', () => {
  it('tells the time of the clocks that it was given, which are the same in each dry run', () => {
    const look = (): string[] => {
      const clock = clockBinding(deterministicClocks(1_700_000_000_000));
      return ['now', 'monotonic', 'monotonic', 'now'].map((operation) => textOf(clock('', operation, NOTHING)));
    };
    expect(look()).toEqual(['1700000000000', '2000', '3000', '1700000000000']);
    expect(look()).toEqual(look());
  });

  it('moves a deterministic clock on, so that a loop which waits comes to its end', () => {
    const clocks = deterministicClocks(0);
    for (let i = 0; i < 5000; i += 1) clocks.monotonicNs();
    expect(clocks.nowMs()).toBe(5);
  });

  it("tells the machine's time as whole numbers", () => {
    const clock = clockBinding(systemClocks);
    expect(textOf(clock('', 'now', NOTHING))).toMatch(/^\d{13}$/);
    const [first, second] = [1, 2].map(() => BigInt(textOf(clock('', 'monotonic', NOTHING))));
    expect((second ?? 0n) >= (first ?? 0n)).toBe(true);
  });

  it('has no other operation', () => {
    expect(() => clockBinding(systemClocks)('', 'set', NOTHING)).toThrow(/^ENOSYS/);
  });
});

describe('the binding metrics', () => {
  const make = (): { metrics: MetricsMap; call: (name: string, operation: string, value: string) => void } => {
    const metrics = new MetricsMap();
    const binding = metricsBinding('my-plugin', metrics);
    return { metrics, call: (name, operation, value) => void binding(name, operation, Buffer.from(value)) };
  };

  it('adds to counters and sets gauges, under the name of the plugin', () => {
    const { metrics, call } = make();
    call('rows_total', 'add', '2');
    call('rows_total', 'add', '0.5');
    call('depth', 'set', '7');
    call('depth', 'set', '-1e3');
    expect([...metrics.values]).toEqual([
      ['tivalve_plugin_my_plugin_rows_total', 2.5],
      ['tivalve_plugin_my_plugin_depth', -1000],
    ]);
  });

  it.each([
    { title: 'a name with capitals', name: 'Rows', error: /^EINVAL: a metric is named/ },
    { title: 'an empty name', name: '', error: /^EINVAL: a metric is named/ },
    { title: 'a name with a line end', name: 'rows\n', error: /^EINVAL: a metric is named/ },
    { title: 'a name that is too long', name: 'r'.repeat(65), error: /^EINVAL: a metric is named/ },
    { title: 'no number', value: '', error: /^EINVAL: value/ },
    { title: 'a word', value: 'many', error: /^EINVAL: value/ },
    { title: 'NaN', value: 'NaN', error: /^EINVAL: value/ },
    { title: 'infinity', value: 'Infinity', error: /^EINVAL: value/ },
    { title: 'a number that is not finite', value: '1e999', error: /^EINVAL: value/ },
    { title: 'hexadecimal', value: '0x10', error: /^EINVAL: value/ },
    { title: 'spaces', value: ' 1', error: /^EINVAL: value/ },
    { title: 'a number that is too long', value: '1'.repeat(65), error: /^EINVAL: value/ },
    { title: 'a counter that goes down', value: '-1', error: /^EINVAL: counter r cannot go down/ },
    { title: 'an operation that is not there', operation: 'remove', error: /^ENOSYS/ },
  ])('refuses $title', ({ name = 'r', operation = 'add', value = '1', error }) => {
    const { metrics, call } = make();
    expect(() => call(name, operation, value)).toThrow(error);
    expect(metrics.values.size).toBe(0);
  });

  it('keeps counters and gauges apart', () => {
    const { call } = make();
    call('r', 'add', '1');
    expect(() => call('r', 'set', '1')).toThrow('EINVAL: r is a counter');
  });

  it('takes a hundred names and no more', () => {
    const { metrics, call } = make();
    for (let i = 0; i < 100; i += 1) call(`m${i}`, 'set', '1');
    expect(() => call('m100', 'set', '1')).toThrow(/^ENOSPC/);
    call('m99', 'set', '2');
    expect(metrics.values.size).toBe(100);
  });
});

describe('the binding schema', () => {
  const asked: WantedTable[] = [];
  const schema = schemaBinding((wanted) => {
    asked.push(wanted);
    return 'db' in wanted && wanted.table === 'none' ? undefined : '{"table_id":"104"}';
  });
  const call = (payload: string): string => textOf(schema('', 'table', Buffer.from(payload)));

  it.each([
    { payload: '{"db":"shop","table":"orders"}', wanted: { db: 'shop', table: 'orders' } },
    { payload: '{"table_id":"104"}', wanted: { tableId: 104 } },
    { payload: '{"table_id":104}', wanted: { tableId: 104 } },
  ])('looks up $payload', ({ payload, wanted }) => {
    expect(call(payload)).toBe('{"table_id":"104"}');
    expect(asked.at(-1)).toEqual(wanted);
  });

  it('says ENOENT of a table that is not there', () => {
    expect(() => call('{"db":"shop","table":"none"}')).toThrow(/^ENOENT/);
  });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"db":"shop"}',
    '{"db":1,"table":"t"}',
    '{"table_id":"-1"}',
    '{"table_id":1.5}',
    '{"table_id":"104","db":"shop","table":"orders"}',
    `{"db":"${'x'.repeat(5000)}","table":"t"}`,
  ])('refuses %.40s', (payload) => {
    expect(() => call(payload)).toThrow(/^EINVAL/);
  });

  it('has no other operation', () => {
    expect(() => schema('', 'tables', NOTHING)).toThrow(/^ENOSYS/);
  });
});

describe('secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tivalve-secret-'));
  });
  afterEach(() => {
    delete process.env['TIVALVE_SPEC_SECRET'];
    rmSync(folder, { recursive: true, force: true });
  });
  const file = (text: string, mode: number): void => {
    writeFileSync(join(folder, 'token'), text);
    chmodSync(join(folder, 'token'), mode);
  };

  it('come from the environment, and from files that only their owner may use', () => {
    process.env['TIVALVE_SPEC_SECRET'] = 'from env';
    expect(Buffer.from(readSecret('env:TIVALVE_SPEC_SECRET', folder)).toString()).toBe('from env');
    for (const end of ['', '\n', '\r\n']) {
      file(`from file${end}`, 0o600);
      expect(Buffer.from(readSecret('file:./token', folder)).toString()).toBe('from file');
    }
    file('two\n\n', 0o400);
    expect(Buffer.from(readSecret(`file:${join(folder, 'token')}`, '/nowhere')).toString()).toBe('two\n');
  });

  it.each([0o640, 0o604, 0o610, 0o601, 0o620, 0o602, 0o644, 0o777])('are refused from a file of mode %o', (mode) => {
    file('hush-hush', mode);
    expect(() => readSecret('file:token', folder)).toThrow(/^file:token: .*others may use it/);
  });

  it('are refused from a file of a wrong mode behind a link', () => {
    file('hush-hush', 0o644);
    symlinkSync('token', join(folder, 'link'));
    expect(() => readSecret('file:link', folder)).toThrow('others may use it');
  });

  it.each([
    'env:TIVALVE_SPEC_SECRET',
    'file:none',
    'file:empty',
    'file:folder',
    'file:long',
    'TOKEN',
    'vault:x',
    'env:',
  ])('are refused from %s', (reference) => {
    writeFileSync(join(folder, 'empty'), '\n', { mode: 0o600 });
    writeFileSync(join(folder, 'long'), 'hush'.repeat(20_000), { mode: 0o600 });
    mkdirSync(join(folder, 'folder'));
    expect(() => readSecret(reference, folder)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hush') }),
    );
  });

  it('are told by name, when they were granted', () => {
    const secret = secretBinding(new Map([['token', Buffer.from('hush')]]));
    expect(textOf(secret('token', 'get', NOTHING))).toBe('hush');
    expect(() => secret('other', 'get', NOTHING)).toThrow(/^EACCES/);
    expect(() => secret('token', 'list', NOTHING)).toThrow(/^ENOSYS/);
  });

  it('are hidden in texts, the longest first', () => {
    const redact = redactor(['pass', 'password', 'abc'].map((text) => Buffer.from(text)));
    expect(redact('a password, a pass, abc')).toBe('a ***, a ***, abc');
  });
});
