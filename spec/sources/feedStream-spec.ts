import type { Registration } from '../../src/model/region';
import { bigintOf } from '../../src/model/uint64';
import { feedStreams } from '../../src/sources/feedStream';
import type { Channels, StreamCall } from '../../src/wire/channels';
import { cdcpb, kvrpcpb } from '../../src/wire/generated/messages';

const registration: Registration = {
  regionId: 7,
  requestId: 3,
  span: { startKey: Buffer.from('a'), endKey: Buffer.from('m') },
  epoch: { confVer: 5, version: 9 },
  checkpointTs: 455000614502400005n,
};

/** A stream over channels that only note what is done with them. */
function open(protocol: 'v1' | 'v2', filterLoop = false) {
  const calls: StreamCall<object, unknown>[] = [];
  const sent: cdcpb.ChangeDataRequest[] = [];
  const done: string[] = [];
  const channels = {
    stream: (call: StreamCall<object, unknown>) => {
      calls.push(call);
      return {
        write: (message: object) => sent.push(cdcpb.ChangeDataRequest.decode(call.encode(message))),
        pause: () => done.push('pause'),
        resume: () => done.push('resume'),
        cancel: () => done.push('cancel'),
      };
    },
  };
  const feed = feedStreams({
    channels: channels as unknown as Channels,
    clusterId: 6_000_000_000_000_000_123n,
    filterLoop,
  })({
    address: 'tikv:20160',
    protocol,
    onMessage: () => undefined,
    onEnd: () => undefined,
  });
  return { feed, calls, sent, done };
}

describe('feedStreams', () => {
  it('registers a region with everything TiKV goes by', () => {
    const { feed, sent } = open('v2', true);
    feed.register(registration);
    const [request] = sent;
    expect(request).toMatchObject({
      extraOp: kvrpcpb.ExtraOp.ReadOldValue,
      kvApi: cdcpb.ChangeDataRequest.KvAPI.TiDB,
      filterLoop: true,
    });
    const { header, regionId, requestId, regionEpoch, checkpointTs, startKey, endKey, register } = request ?? {};
    expect(header?.ticdcVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(
      [header?.clusterId, regionId, requestId, regionEpoch?.confVer, regionEpoch?.version, checkpointTs].map(big),
    ).toEqual([6_000_000_000_000_000_123n, 7n, 3n, 5n, 9n, 455000614502400005n]);
    expect([startKey, endKey].map((key) => Buffer.from(key ?? []).toString())).toEqual(['a', 'm']);
    expect(register).toBeTruthy();
  });

  it.each([
    { protocol: 'v2' as const, path: '/cdcpb.ChangeData/EventFeedV2', metadata: { features: 'stream-multiplexing' } },
    { protocol: 'v1' as const, path: '/cdcpb.ChangeData/EventFeed', metadata: undefined },
  ])('opens $path for $protocol', ({ protocol, path, metadata }) => {
    const { calls } = open(protocol);
    expect(calls).toEqual([expect.objectContaining({ address: 'tikv:20160', path })]);
    expect(calls[0]?.metadata).toEqual(metadata);
  });

  it('ends one registration, where the protocol can', () => {
    const { feed, sent } = open('v2');
    feed.deregister(registration);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.deregister).toBeTruthy();
    expect([sent[0]?.regionId, sent[0]?.requestId].map(big)).toEqual([7n, 3n]);
    const old = open('v1');
    old.feed.deregister(registration);
    // It would be taken for a registration.
    expect(old.sent).toEqual([]);
  });

  it('pauses, resumes and ends the stream', () => {
    const { feed, done } = open('v2');
    feed.pause();
    feed.resume();
    feed.close();
    expect(done).toEqual(['pause', 'resume', 'cancel']);
  });
});

const big = (value: Parameters<typeof bigintOf>[0] | null | undefined): bigint | undefined =>
  value === null || value === undefined ? undefined : bigintOf(value);
