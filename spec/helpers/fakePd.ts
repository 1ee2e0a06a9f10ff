import { longOf } from '../../src/model/uint64';
import { pdpb } from '../../src/wire/generated/messages';
import {
  type FakeServer,
  type FakeServerOptions,
  Refusal,
  type ServerStream,
  startServer,
  type UnaryHandler,
} from './grpcServer';

type Header = pdpb.ResponseHeader.$Properties;

/** What the members of a fake PD cluster share. */
export class FakePdCluster {
  readonly clusterId: bigint;
  readonly members: FakePd[] = [];
  leader: FakePd | undefined;
  /** The last timestamp given out. */
  lastTs = 450_000_000_000_000_000n;

  constructor(clusterId = 0xfedc_ba98_7654_3210n) {
    this.clusterId = clusterId;
  }

  /** Starts a member; the first one leads. */
  async add(options: FakeServerOptions & { readonly scheme?: string } = {}): Promise<FakePd> {
    const member = new FakePd(this, this.members.length + 1, options.scheme ?? 'http');
    await member.start(options);
    this.members.push(member);
    this.leader ??= member;
    return member;
  }

  close(): void {
    for (const member of this.members) member.close();
  }
}

/** One member: an answer per method, which a spec may replace. */
export class FakePd {
  /** By method name, in the order they came. */
  readonly requests: { readonly method: string; readonly bytes: Buffer }[] = [];
  /** Replaces the answer of a method. */
  readonly handlers: Record<string, UnaryHandler> = {};
  /** Replaces the answer to one request for timestamps. */
  tso: ((request: pdpb.TsoRequest, stream: ServerStream) => void) | undefined;
  /** Answers nothing at all, as a process that was stopped. */
  frozen = false;
  tsoStreams = 0;
  /** What it names as its URLs. @defaultValue its own address */
  clientUrls: readonly string[] | undefined;
  readonly cluster: FakePdCluster;
  private readonly id: number;
  private readonly scheme: string;
  private server: FakeServer | undefined;

  constructor(cluster: FakePdCluster, id: number, scheme: string) {
    this.cluster = cluster;
    this.id = id;
    this.scheme = scheme;
  }

  get address(): string {
    if (this.server === undefined) throw new Error('not started');
    return this.server.address;
  }

  get header(): Header {
    return { clusterId: longOf(this.cluster.clusterId) };
  }

  async start(options: FakeServerOptions = {}): Promise<void> {
    const unary: Record<string, UnaryHandler> = {
      '/pdpb.PD/GetMembers': (...given) => this.answer('GetMembers', ...given),
    };
    for (const method of METHODS) unary[`/pdpb.PD/${method}`] = (...given) => this.answer(method, ...given);
    this.server = await startServer(
      { unary, streams: { '/pdpb.PD/Tso': (stream) => this.timestamps(stream) } },
      options,
    );
  }

  /** Breaks all connections and listens no more. */
  close(): void {
    this.server?.close();
  }

  /** Comes back at the same address. */
  restart(): Promise<void> {
    return this.start({ port: this.server?.port ?? 0 });
  }

  /** The requests of one method, decoded. */
  requestsOf<T>(method: string, decode: (bytes: Buffer) => T): readonly T[] {
    return this.requests.filter((request) => request.method === method).map(({ bytes }) => decode(bytes));
  }

  /** Its answer to `GetMembers`. */
  getMembers(): Uint8Array {
    const { leader, members } = this.cluster;
    return pdpb.GetMembersResponse.encode({
      header: this.header,
      members: members.map((member) => member.asMember()),
      ...(leader && { leader: leader.asMember(), etcdLeader: leader.asMember() }),
    }).finish();
  }

  private asMember(): pdpb.Member.$Properties {
    const clientUrls = this.clientUrls ?? [`${this.scheme}://${this.address}`];
    return { name: `pd-${this.id}`, memberId: longOf(this.id), clientUrls: [...clientUrls] };
  }

  private answer(method: string, ...given: Parameters<UnaryHandler>): ReturnType<UnaryHandler> {
    const [bytes] = given;
    this.requests.push({ method, bytes });
    if (this.frozen) return new Promise<never>(() => undefined);
    const handler = this.handlers[method];
    if (method === 'GetMembers') return handler === undefined ? this.getMembers() : handler(...given);
    if (this.cluster.leader !== this) throw new Refusal('UNAVAILABLE', 'not leader');
    // Every request has its header in field 1, so any of them reads it.
    const { header } = pdpb.GetGCSafePointRequest.decode(bytes);
    const asked = header?.clusterId?.toString();
    if (asked !== String(this.cluster.clusterId)) {
      throw new Refusal('FAILED_PRECONDITION', `mismatch cluster id, need ${this.cluster.clusterId} but got ${asked}`);
    }
    if (handler === undefined) throw new Refusal('UNIMPLEMENTED', `unknown method ${method}`);
    return handler(...given);
  }

  private timestamps(stream: ServerStream): void {
    this.tsoStreams += 1;
    stream.on('data', (bytes: Buffer) => {
      const request = pdpb.TsoRequest.decode(bytes);
      this.requests.push({ method: 'Tso', bytes });
      if (this.tso !== undefined) this.tso(request, stream);
      else if (this.cluster.leader === this) this.giveOut(request.count ?? 0, stream);
      else stream.emit('error', new Refusal('UNAVAILABLE', 'not leader'));
    });
    stream.on('end', () => stream.end());
  }

  /** Answers a request for `count` timestamps. */
  giveOut(count: number, stream: ServerStream): void {
    // A batch lies within one millisecond.
    if ((this.cluster.lastTs & 0x3ffffn) + BigInt(count) > 0x3ffffn)
      this.cluster.lastTs = ((this.cluster.lastTs >> 18n) + 1n) << 18n;
    this.cluster.lastTs += BigInt(count);
    stream.write(Buffer.from(tsoAnswer(this.header, count, this.cluster.lastTs)));
  }
}

/** An answer to a request for timestamps, of which `lastTs` is the largest. */
export function tsoAnswer(header: Header, count: number, lastTs: bigint): Uint8Array {
  const timestamp = { physical: longOf(lastTs >> 18n), logical: longOf(lastTs & 0x3ffffn) };
  return pdpb.TsoResponse.encode({ header, count, timestamp }).finish();
}

const METHODS = [
  'GetRegion',
  'GetRegionByID',
  'ScanRegions',
  'BatchScanRegions',
  'GetStore',
  'GetAllStores',
  'GetGCSafePoint',
  'UpdateServiceGCSafePoint',
];
