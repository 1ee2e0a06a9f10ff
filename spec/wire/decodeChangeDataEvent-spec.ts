import fc from 'fast-check';
import { Writer } from 'protobufjs/minimal';
import { WireError } from '../../src/errors/TiValveError';
import type { ChangeDataEvent } from '../../src/model/region';
import { decodeChangeDataEvent } from '../../src/wire/decodeChangeDataEvent';
import { cdcpb } from '../../src/wire/generated/messages';
import { codeThrownBy } from '../helpers/flows';
import { anyChangeDataEvent, anyEntry } from '../helpers/wireArbitraries';

const { ChangeDataEvent: Encoder, Event, ResolvedTs } = cdcpb;

/** What the generated code makes of a message: the slow reader and writer, and plainly right. */
function encoded({ events, resolvedTs }: ChangeDataEvent): Uint8Array {
  const json = {
    events: events.map(({ regionId, requestId, index, entries, error, resolvedTs: ts }) => ({
      regionId: String(regionId),
      requestId: String(requestId),
      index: String(index),
      ...(entries !== undefined && {
        entries: {
          entries: entries.map((entry) => ({
            startTs: String(entry.startTs),
            commitTs: String(entry.commitTs),
            type: entry.type,
            opType: entry.op,
            key: entry.key,
            value: entry.value,
            oldValue: entry.oldValue,
            generation: String(entry.generation),
          })),
        },
      }),
      ...(error !== undefined && { error: error.error }),
      ...(ts !== undefined && { resolvedTs: String(ts) }),
    })),
    ...(resolvedTs !== undefined && {
      resolvedTs: {
        ts: String(resolvedTs.ts),
        regions: resolvedTs.regions.map(String),
        requestId: String(resolvedTs.requestId),
      },
    }),
  };
  return Encoder.encode(Encoder.fromObject(json)).finish();
}

/** A message of one event whose content `write` writes. */
const eventOf = (write: (writer: Writer) => Writer): Uint8Array =>
  new Writer()
    .uint32((1 << 3) | 2)
    .bytes(write(new Writer()).finish())
    .finish();
const rowOf = (write: (writer: Writer) => Writer): Uint8Array =>
  eventOf((event) =>
    event.uint32((3 << 3) | 2).bytes(
      new Writer()
        .uint32((1 << 3) | 2)
        .bytes(write(new Writer()).finish())
        .finish(),
    ),
  );
const [blankRow] = decodeChangeDataEvent(rowOf((row) => row)).events[0]?.entries ?? [];

/** Only what it may throw: a WireError. */
function decodedOrRefused(bytes: Uint8Array): ChangeDataEvent | undefined {
  try {
    return decodeChangeDataEvent(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(WireError);
    expect(error).toMatchObject({ code: 'TV_WIRE_MALFORMED' });
    return undefined;
  }
}

describe('decodeChangeDataEvent', () => {
  it('reads what the generated code writes', () => {
    fc.assert(
      fc.property(anyChangeDataEvent, (message) => {
        expect(decodeChangeDataEvent(encoded(message))).toEqual(message);
      }),
      { numRuns: 500 },
    );
  });

  it('reads no bytes as an empty message', () => {
    expect(decodeChangeDataEvent(new Uint8Array(0))).toEqual({ events: [] });
  });

  it('reads a row of nothing as UNKNOWN', () => {
    expect(blankRow).toEqual({
      type: 'UNKNOWN',
      op: 'UNKNOWN',
      startTs: 0n,
      commitTs: 0n,
      key: new Uint8Array(0),
      value: new Uint8Array(0),
      oldValue: new Uint8Array(0),
      generation: 0,
    });
  });

  it('makes keys and values views on the bytes', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const bytes = encoded({ events: [{ regionId: 1, requestId: 1, index: 0, entries: [entry] }] });
        const [read] = decodeChangeDataEvent(bytes).events[0]?.entries ?? [];
        for (const view of [read?.key, read?.value, read?.oldValue]) {
          if (view !== undefined && view.length > 0) expect(view.buffer).toBe(bytes.buffer);
        }
      }),
    );
  });

  it('reads bytes that stand in the middle of a buffer', () => {
    const bytes = encoded({ events: [{ regionId: 3, requestId: 1, index: 0, resolvedTs: 9n }] });
    const around = new Uint8Array(bytes.length + 20).fill(0xff);
    around.set(bytes, 10);
    expect(decodeChangeDataEvent(around.subarray(10, 10 + bytes.length))).toEqual(decodeChangeDataEvent(bytes));
  });

  it('reads region ids packed, unpacked and mixed', () => {
    const resolvedTs = new Writer()
      .uint32(1 << 3)
      .uint64(7)
      .uint32((1 << 3) | 2)
      .bytes(new Writer().uint64(300).uint64(8).finish())
      .uint32(1 << 3)
      .uint64(9)
      .uint32(2 << 3)
      .uint64(5)
      .finish();
    const bytes = new Writer()
      .uint32((2 << 3) | 2)
      .bytes(resolvedTs)
      .finish();
    const expected = { ts: 5n, regions: [7, 300, 8, 9], requestId: 0 };
    expect(decodeChangeDataEvent(bytes)).toEqual({ events: [], resolvedTs: expected });
    expect(ResolvedTs.decode(resolvedTs).regions.map(Number)).toEqual(expected.regions);
  });

  it('joins a resolved ts that comes in two parts', () => {
    const part = (write: (writer: Writer) => Writer): Uint8Array => write(new Writer()).finish();
    const bytes = new Writer()
      .uint32((2 << 3) | 2)
      .bytes(
        part((w) =>
          w
            .uint32(1 << 3)
            .uint64(7)
            .uint32(2 << 3)
            .uint64(5),
        ),
      )
      .uint32((2 << 3) | 2)
      .bytes(
        part((w) =>
          w
            .uint32(1 << 3)
            .uint64(8)
            .uint32(3 << 3)
            .uint64(6),
        ),
      )
      .finish();
    expect(decodeChangeDataEvent(bytes).resolvedTs).toEqual({ ts: 5n, regions: [7, 8], requestId: 6 });
  });

  it('skips fields it does not know, of every wire type, at every depth', () => {
    const unknown = (writer: Writer): Writer =>
      writer
        .uint32((100 << 3) | 0)
        .uint64(1)
        .uint32((101 << 3) | 1)
        .fixed64(1)
        .uint32((102 << 3) | 2)
        .bytes(Uint8Array.of(1, 2, 3))
        .uint32((103 << 3) | 5)
        .fixed32(1)
        // A group within a group.
        .uint32((104 << 3) | 3)
        .uint32((105 << 3) | 3)
        .uint32((1 << 3) | 0)
        .uint32(1)
        .uint32((105 << 3) | 4)
        .uint32((104 << 3) | 4);
    const row = rowOf((writer) =>
      unknown(
        unknown(writer)
          .uint32(1 << 3)
          .uint64(3),
      ),
    );
    expect(decodeChangeDataEvent(row).events[0]?.entries).toEqual([{ ...blankRow, startTs: 3n }]);
    expect(decodeChangeDataEvent(unknown(Writer.create()).finish())).toEqual({ events: [] });
    expect(
      decodeChangeDataEvent(
        eventOf((event) =>
          unknown(event)
            .uint32(1 << 3)
            .uint64(3),
        ),
      ).events,
    ).toEqual([{ regionId: 3, requestId: 0, index: 0 }]);
  });

  it('skips the members of an event that it does not read', () => {
    const admin = Event.encode(Event.fromObject({ regionId: '3', admin: { adminRequest: 'YQ==' } })).finish();
    const longTxn = Event.encode(
      Event.fromObject({ regionId: '3', longTxn: { txnInfo: [{ startTs: '1' }] } }),
    ).finish();
    for (const event of [admin, longTxn]) {
      const bytes = new Writer()
        .uint32((1 << 3) | 2)
        .bytes(event)
        .finish();
      expect(decodeChangeDataEvent(bytes).events).toEqual([{ regionId: 3, requestId: 0, index: 0 }]);
    }
  });

  it('takes row types and operations it does not know for UNKNOWN', () => {
    const bytes = rowOf((row) =>
      row
        .uint32(3 << 3)
        .uint32(77)
        .uint32(4 << 3)
        .uint64('8589934593'),
    );
    expect(decodeChangeDataEvent(bytes).events[0]?.entries).toEqual([blankRow]);
  });

  it('lets the last member of an event stand, and joins entries that come twice', () => {
    const entries = new Writer()
      .uint32((1 << 3) | 2)
      .bytes(
        new Writer()
          .uint32(1 << 3)
          .uint64(3)
          .finish(),
      )
      .finish();
    const twice = eventOf((event) =>
      event
        .uint32((3 << 3) | 2)
        .bytes(entries)
        .uint32((3 << 3) | 2)
        .bytes(entries),
    );
    expect(decodeChangeDataEvent(twice).events[0]?.entries).toHaveLength(2);
    const replaced = eventOf((event) =>
      event
        .uint32((3 << 3) | 2)
        .bytes(entries)
        .uint32(6 << 3)
        .uint64(9),
    );
    expect(decodeChangeDataEvent(replaced).events).toEqual([{ regionId: 0, requestId: 0, index: 0, resolvedTs: 9n }]);
  });

  it.each([
    { what: 'a field number of zero', bytes: [0x00, 0x00] },
    { what: 'a field number beyond 2^29', bytes: [0x80, 0x80, 0x80, 0x80, 0x10, 0x00] },
    { what: 'a varint that is cut off', bytes: [0x08, 0x80] },
    { what: 'a varint of eleven bytes', bytes: [0x20, ...Array.from({ length: 10 }, () => 0x80), 0x01] },
    { what: 'a varint above 64 bits', bytes: [0x20, ...Array.from({ length: 9 }, () => 0xff), 0x02] },
    { what: 'a length past the end', bytes: [0x0a, 0x05, 0x08] },
    { what: 'a length past the end of its parent', bytes: [0x0a, 0x02, 0x1a, 0x04, 0x0a, 0x00] },
    { what: 'a length of almost 2^64', bytes: [0x0a, ...Array.from({ length: 9 }, () => 0xff), 0x01] },
    { what: 'a length of 2^31', bytes: [0x0a, 0x80, 0x80, 0x80, 0x80, 0x08] },
    { what: 'an id above 2^53', bytes: [0x0a, 0x0a, 0x08, ...Array.from({ length: 8 }, () => 0xff), 0x7f] },
    { what: 'a fixed field that is cut off', bytes: [0x21, 0x00] },
    { what: 'a group without its end', bytes: [0x23, 0x08, 0x00] },
    { what: 'a group closed by another', bytes: [0x23, 0x2c] },
    { what: 'the end of a group that never began', bytes: [0x24] },
    { what: 'a wire type that does not exist', bytes: [0x26] },
    { what: 'groups nested without end', bytes: Array.from({ length: 100_000 }, () => 0x23) },
    { what: 'an error that is cut off', bytes: [0x0a, 0x04, 0x2a, 0x02, 0x0a, 0x7f] },
  ])('refuses $what', ({ bytes }) => {
    expect(codeThrownBy(() => decodeChangeDataEvent(Uint8Array.from(bytes)))).toBe('TV_WIRE_MALFORMED');
  });

  it('names the offset of what is wrong', () => {
    expect(() => decodeChangeDataEvent(Uint8Array.of(0x0a, 0x02, 0x08, 0x80))).toThrow(/of 4 bytes .* at offset 3/);
  });

  it('reads or refuses whatever is cut off', () => {
    fc.assert(
      fc.property(anyChangeDataEvent, fc.nat(), (message, at) => {
        const bytes = encoded(message);
        decodedOrRefused(bytes.subarray(0, at % (bytes.length + 1)));
      }),
      { numRuns: 500 },
    );
  });

  it('reads or refuses whatever is changed', () => {
    const changes = fc.array(fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }) }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyChangeDataEvent, changes, (message, edits) => {
        const bytes = Uint8Array.from(encoded(message));
        for (const { at, to } of edits) if (bytes.length > 0) bytes[at % bytes.length] = to;
        const read = decodedOrRefused(bytes);
        if (read === undefined) return;
        // Every row, event and id that is read costs at least a byte, so nothing can grow beyond what came.
        const rows = read.events.reduce((sum, { entries }) => sum + (entries?.length ?? 0), 0);
        expect(read.events.length + rows + (read.resolvedTs?.regions.length ?? 0)).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads or refuses noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void decodedOrRefused(bytes)),
      { numRuns: 2000 },
    );
  });
});
