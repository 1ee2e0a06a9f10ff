import fc from 'fast-check';
import { EventEncoder, varintSize, writeVarint } from '../../src/emulator/EventEncoder';
import { longOf } from '../../src/model/uint64';
import { cdcpb } from '../../src/wire/generated/messages';

const ts = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.constantFrom(0n, 1n, 2n ** 35n, 2n ** 35n - 1n));
const bytes = fc.uint8Array({ maxLength: 300 });
const row = fc.record({
  type: fc.nat(5),
  op: fc.nat(2),
  startTs: ts,
  commitTs: ts,
  key: bytes,
  value: bytes,
  oldValue: bytes,
  txnSource: fc.nat(),
  generation: fc.nat(),
});

describe('EventEncoder', () => {
  it('writes what the generated code writes', () => {
    const encoder = new EventEncoder();
    const ids = fc.record({ regionId: fc.maxSafeNat(), requestId: ts });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), ids, (rows, { regionId, requestId }) => {
        encoder.clear();
        for (const one of rows) encoder.add(one);
        const entries = rows.map(({ type, op, ...one }) => ({
          ...one,
          type,
          opType: op,
          startTs: longOf(one.startTs),
          commitTs: longOf(one.commitTs),
          txnSource: longOf(one.txnSource),
          generation: longOf(one.generation),
        }));
        const events = [{ regionId: longOf(regionId), requestId: longOf(requestId), entries: { entries } }];
        const decoded = cdcpb.ChangeDataEvent.decode(encoder.event(regionId, requestId)).toJSON();
        const expected = cdcpb.ChangeDataEvent.decode(cdcpb.ChangeDataEvent.encode({ events }).finish()).toJSON();
        expect(decoded).toEqual(expected);
      }),
    );
  });

  it('knows the length of every number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeNat(), fc.nat(), fc.nat(300)), (value) => {
        const target = Buffer.alloc(10);
        expect(writeVarint(target, 0, value)).toBe(varintSize(value));
        let read = 0n;
        for (let i = 0; i < varintSize(value); i += 1) read |= BigInt((target[i] ?? 0) & 0x7f) << BigInt(7 * i);
        expect(Number(read)).toBe(value);
      }),
    );
  });
});
