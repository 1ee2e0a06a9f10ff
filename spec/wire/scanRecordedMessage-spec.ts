import fc from 'fast-check';
import { changeDataEventFromJson, changeDataEventToJson } from '../../src/wire/changeDataJson';
import { type ScannedMessage, scanRecordedMessage } from '../../src/wire/scanRecordedMessage';
import { anyChangeDataEvent } from '../helpers/wireArbitraries';

/** Scans `line` in the midst of others, as it stands in a chunk. */
function scan(line: string): ScannedMessage | undefined {
  const before = '{"atMs":1}\n';
  const bytes = Buffer.from(`${before}${line}\n{"atMs":2}\n`);
  return scanRecordedMessage(bytes, before.length, bytes.length - before.length - 1);
}

/** What the general reader makes of a line. */
function general(line: string): ScannedMessage {
  const {
    atMs = 0,
    storeId = '0',
    message,
  } = JSON.parse(line) as { atMs?: number; storeId?: string; message: unknown };
  return { atMs, storeId, message: changeDataEventFromJson(message) };
}

const row = (fields: string): string => `{"message":{"events":[{"entries":{"entries":[{${fields}}]}}]}}`;
const event = (fields: string): string => `{"message":{"events":[{${fields}}]}}`;

describe('scanRecordedMessage', () => {
  it('agrees with the general reader on all that is written, or leaves it to that', () => {
    let scannedRows = 0;
    fc.assert(
      fc.property(anyChangeDataEvent, fc.nat(), fc.nat({ max: 99 }), (message, atMs, store) => {
        const line = JSON.stringify({ atMs, storeId: String(store), message: changeDataEventToJson(message) });
        const scanned = scan(line);
        if (scanned === undefined) return;
        scannedRows += 1;
        expect(scanned).toEqual(general(line));
      }),
      { numRuns: 1000 },
    );
    expect(scannedRows).toBeGreaterThan(100);
  });

  it('reads every message without errors, indexes and twenty digits', () => {
    const usual = anyChangeDataEvent.map(({ events, resolvedTs }) => ({
      events: events.filter(({ error }) => error === undefined).map((one) => ({ ...one, index: 0 })),
      ...(resolvedTs !== undefined && { resolvedTs }),
    }));
    fc.assert(
      fc.property(usual, (message) => {
        const line = JSON.stringify({ atMs: 5, storeId: '1', message: changeDataEventToJson(message) });
        fc.pre(!/"\d{20}"/.test(line));
        expect(scan(line)).toEqual(general(line));
      }),
      { numRuns: 500 },
    );
  });

  it('reads fields in any order', () => {
    const line = '{"storeId":"3","message":{"resolvedTs":{"requestId":"4","regions":["5"],"ts":"6"}},"atMs":7}';
    expect(scan(line)).toEqual({
      atMs: 7,
      storeId: '3',
      message: { events: [], resolvedTs: { ts: 6n, regions: [5], requestId: 4 } },
    });
  });

  it('reads keys of every length', () => {
    for (let length = 0; length < 70; length += 1) {
      const key = Buffer.from(Array.from({ length }, (_, i) => (i * 37 + length) % 256));
      const line = row(`"key":"${key.toString('base64')}"`);
      expect(scan(line)).toEqual(general(line));
    }
  });

  it('gives no two rows the same bytes', () => {
    const line = row('"key":"AAAA","value":"////","oldValue":"AQEB"');
    const [first] = scan(line)?.message.events[0]?.entries ?? [];
    scan(row('"key":"Zm9v","value":"Zm9v","oldValue":"Zm9v"'));
    expect([...(first?.key ?? [])]).toEqual([0, 0, 0]);
    expect([...(first?.value ?? [])]).toEqual([255, 255, 255]);
    expect([...(first?.oldValue ?? [])]).toEqual([1, 1, 1]);
  });

  it.each([
    ['blanks', '{"atMs": 1,"message":{}}'],
    ['blanks at the end', '{"message":{}} '],
    ['something after the end', '{"message":{}}}'],
    ['an escape in a name', '{"\\u006dessage":{}}'],
    ['an escape in base64', row('"key":"YQ\\u003d="')],
    ['an escape in the store', '{"storeId":"\\u0031","message":{}}'],
    ['letters beyond ASCII', '{"storeId":"ä","message":{}}'],
    ['a field it does not know', '{"message":{},"later":1}'],
    ['a field of a message it does not know', '{"message":{"later":1}}'],
    ['a field of an event it does not know', event('"index":"1"')],
    ['a field of a row it does not know', row('"txnSource":"1"')],
    ['an error', event('"error":{"notLeader":{}}')],
    ['an original name', row('"start_ts":"1"')],
    ['an enum by number', row('"type":1')],
    ['an unknown enum', row('"type":"PREWRITTEN"')],
    ['an enum that only looks like one', row('"type":"PREWRIZE"')],
    ['an operation that only looks like one', row('"opType":"PAT"')],
    ['an id as a number', event('"regionId":1')],
    ['an id above 2^53', event('"regionId":"9007199254740993"')],
    ['an id of nothing', event('"regionId":""')],
    ['an id that is negative', event('"regionId":"-1"')],
    ['a ts as a number', row('"startTs":1')],
    ['a ts of nothing', row('"startTs":""')],
    ['a ts of nothing after one', row('"startTs":"1","commitTs":""')],
    ['a ts with a letter', row('"startTs":"1x"')],
    ['a ts of twenty digits', row('"startTs":"18446744073709551615"')],
    ['base64 without padding', row('"key":"YQ"')],
    ['base64 that is all padding', row('"key":"===="')],
    ['base64 of one letter', row('"key":"Y==="')],
    ['base64 of URLs', row('"key":"-_-_"')],
    ['base64 with padding inside', row('"key":"YQ==YQ=="')],
    ['a fraction of a millisecond', '{"atMs":1.5,"message":{}}'],
    ['an exponent', '{"atMs":1e3,"message":{}}'],
    ['a leading zero', '{"atMs":01,"message":{}}'],
    ['two members of an event', event('"entries":{},"resolvedTs":"1"')],
    ['a second message', '{"message":{},"message":{}}'],
    ['no message', '{"atMs":1}'],
    ['a registration', '{"atMs":1,"register":{}}'],
    ['an array', '[]'],
    ['nothing', ''],
    ['a null', '{"message":null}'],
    ['a line that is cut off', '{"message":{"events":[{"entries":{"entries":[{"key":"YQ'],
    ['a missing comma', '{"atMs":1"message":{}}'],
    ['a comma too many', '{"message":{},}'],
    ['a missing colon', '{"message"{}}'],
  ])('leaves %s to the general reader', (_, line) => {
    expect(scan(line)).toBeUndefined();
  });

  it('answers undefined, and nothing worse, wherever a line is cut off or changed', () => {
    const line = JSON.stringify({
      atMs: 12,
      storeId: '1',
      message: {
        events: [
          {
            regionId: '2',
            requestId: '3',
            entries: { entries: [{ startTs: '449000000000000001', type: 'COMMIT', opType: 'PUT', key: 'a2V5' }] },
          },
        ],
        resolvedTs: { regions: ['2'], ts: '5', requestId: '3' },
      },
    });
    expect(scan(line)).toEqual(general(line));
    for (let end = 0; end < line.length; end += 1) expect(scan(line.slice(0, end))).toBeUndefined();
    fc.assert(
      fc.property(fc.nat({ max: line.length - 1 }), fc.constantFrom(...'{}[]",:=+x0\\ \n'), (at, to) => {
        const changed = line.slice(0, at) + to + line.slice(at + 1);
        const scanned = scan(changed);
        if (scanned !== undefined) expect(scanned).toEqual(general(changed));
      }),
      { numRuns: 2000 },
    );
  });
});
