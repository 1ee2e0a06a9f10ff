import fc from 'fast-check';
import type { RawEntry } from '../../src/model/kv';
import type { ChangeDataEvent } from '../../src/model/region';
import { changeDataEventFromJson, changeDataEventToJson, JsonFieldError } from '../../src/wire/changeDataJson';
import { anyChangeDataEvent } from '../helpers/wireArbitraries';

const messageOfRow = (row: unknown): unknown => ({ events: [{ entries: { entries: [row] } }] });
const rowFrom = (row: unknown) => changeDataEventFromJson(messageOfRow(row)).events[0]?.entries?.[0];

/** Names as the proto file has them. */
function snakeCased(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(snakeCased);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      // A region error is kept as it came.
      name === 'error' ? value : snakeCased(value),
    ]),
  );
}

/** With plain bytes, since a Buffer is another class and that is not what this is about. */
function plain({ events, ...rest }: ChangeDataEvent): ChangeDataEvent {
  const bytes = (view: Uint8Array): Uint8Array => Uint8Array.from(view);
  const entryOf = (entry: RawEntry): RawEntry => ({
    ...entry,
    key: bytes(entry.key),
    value: bytes(entry.value),
    oldValue: bytes(entry.oldValue),
  });
  return {
    ...rest,
    events: events.map((event) =>
      event.entries === undefined ? event : { ...event, entries: event.entries.map(entryOf) },
    ),
  };
}

describe('changeDataJson', () => {
  it('reads what it writes, through text', () => {
    fc.assert(
      fc.property(anyChangeDataEvent, (message) => {
        const read = changeDataEventFromJson(JSON.parse(JSON.stringify(changeDataEventToJson(message))));
        expect(plain(read)).toEqual(plain(message));
      }),
      { numRuns: 500 },
    );
  });

  it('reads the original names of fields as well', () => {
    fc.assert(
      fc.property(anyChangeDataEvent, (message) => {
        expect(plain(changeDataEventFromJson(snakeCased(changeDataEventToJson(message))))).toEqual(plain(message));
      }),
    );
  });

  it('leaves out what is at its default', () => {
    expect(changeDataEventToJson({ events: [] })).toEqual({});
    expect(changeDataEventToJson({ events: [{ regionId: 0, requestId: 0, index: 0 }] })).toEqual({ events: [{}] });
    expect(changeDataEventToJson({ events: [], resolvedTs: { ts: 0n, regions: [], requestId: 0 } })).toEqual({
      resolvedTs: {},
    });
  });

  it('writes 64-bit numbers as text, enums by name and bytes in base64', () => {
    const json = messageOfRow({ startTs: '449000000000000001', type: 'PREWRITE', opType: 'PUT', key: 'dA==' });
    expect(changeDataEventToJson(changeDataEventFromJson(json))).toEqual(json);
  });

  it('takes enums by number, small numbers as numbers, null as left out and unknown fields for nothing', () => {
    expect(rowFrom({ type: 2, op_type: 2, startTs: 7, commitTs: null, key: null, generation: 3, later: {} })).toEqual({
      type: 'COMMIT',
      op: 'DELETE',
      startTs: 7n,
      commitTs: 0n,
      key: new Uint8Array(0),
      value: new Uint8Array(0),
      oldValue: new Uint8Array(0),
      generation: 3,
    });
    expect(changeDataEventFromJson({ events: null, resolvedTs: null, later: 1 })).toEqual({ events: [] });
    expect(changeDataEventFromJson({ events: [{ entries: {} }] }).events[0]?.entries).toEqual([]);
    expect(changeDataEventFromJson({ resolvedTs: { regions: null } }).resolvedTs).toEqual({
      ts: 0n,
      regions: [],
      requestId: 0,
    });
  });

  it('reads base64 with and without padding, and of URLs', () => {
    const bytes = (key: string): number[] => [...(rowFrom({ key })?.key ?? [])];
    expect(bytes('+/8=')).toEqual([0xfb, 0xff]);
    expect(bytes('+/8')).toEqual([0xfb, 0xff]);
    expect(bytes('-_8')).toEqual([0xfb, 0xff]);
  });

  it('reads an error, and names its kind', () => {
    expect(changeDataEventFromJson({ events: [{ regionId: '3', error: { notLeader: { regionId: '3' } } }] })).toEqual({
      events: [
        { regionId: 3, requestId: 0, index: 0, error: { kind: 'notLeader', error: { notLeader: { regionId: '3' } } } },
      ],
    });
  });

  it.each([
    { json: 'text', field: 'message must be an object, found "text"' },
    { json: [], field: 'message must be an object' },
    { json: null, field: 'message must be an object' },
    { json: { events: {} }, field: 'message.events must be an array' },
    { json: { events: [{}, 3] }, field: 'message.events[1] must be an object' },
    { json: { events: [{ regionId: 'x' }] }, field: 'message.events[0].regionId must be an id' },
    { json: { events: [{ regionId: -1 }] }, field: 'message.events[0].regionId' },
    { json: { events: [{ requestId: '9007199254740993' }] }, field: 'message.events[0].requestId' },
    { json: { events: [{ index: 1.5 }] }, field: 'message.events[0].index' },
    { json: { events: [{ entries: [] }] }, field: 'message.events[0].entries must be an object' },
    { json: { events: [{ entries: { entries: {} } }] }, field: 'message.events[0].entries.entries must be an array' },
    { json: { events: [{ error: 'no' }] }, field: 'message.events[0].error must be an object' },
    { json: { events: [{ error: { notLeader: 3 } }] }, field: 'message.events[0].error must be a cdcpb.Error' },
    {
      json: { events: [{ resolvedTs: 'x' }] },
      field: 'message.events[0].resolvedTs must be an unsigned 64-bit integer',
    },
    { json: { events: [{ resolvedTs: '18446744073709551616' }] }, field: 'message.events[0].resolvedTs' },
    { json: { resolvedTs: 3 }, field: 'message.resolvedTs must be an object' },
    { json: { resolvedTs: { ts: -1 } }, field: 'message.resolvedTs.ts' },
    { json: { resolvedTs: { regions: '1' } }, field: 'message.resolvedTs.regions must be an array' },
    { json: { resolvedTs: { regions: ['x'] } }, field: 'message.resolvedTs.regions' },
    { json: messageOfRow([]), field: 'message.events[0].entries.entries[0] must be an object' },
    { json: messageOfRow({ type: 'NEW' }), field: 'entries[0].type must be a cdcpb.Event.LogType, found "NEW"' },
    { json: messageOfRow({ type: 17 }), field: 'entries[0].type' },
    { json: messageOfRow({ opType: 'LOCK' }), field: 'entries[0].opType must be a cdcpb.Event.Row.OpType' },
    { json: messageOfRow({ startTs: '' }), field: 'entries[0].startTs' },
    { json: messageOfRow({ startTs: 2 ** 53 }), field: 'entries[0].startTs' },
    { json: messageOfRow({ commitTs: true }), field: 'entries[0].commitTs' },
    { json: messageOfRow({ key: 7 }), field: 'entries[0].key must be base64' },
    { json: messageOfRow({ key: 'a' }), field: 'entries[0].key' },
    { json: messageOfRow({ value: 'a!==' }), field: 'entries[0].value' },
    { json: messageOfRow({ value: 'ab cd' }), field: 'entries[0].value' },
    { json: messageOfRow({ oldValue: 'YQ==YQ==' }), field: 'entries[0].oldValue' },
    { json: messageOfRow({ generation: {} }), field: 'entries[0].generation' },
  ])('refuses $json', ({ json, field }) => {
    expect(() => changeDataEventFromJson(json)).toThrow(JsonFieldError);
    expect(() => changeDataEventFromJson(json)).toThrow(field);
  });

  it('shows no more than the start of what it found', () => {
    expect(() => rowFrom({ type: 'x'.repeat(1000) })).toThrow(/found "x{59}…$/);
  });
});
