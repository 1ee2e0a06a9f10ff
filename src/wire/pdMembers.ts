import { defer, firstValueFrom, type Observable, type SchedulerLike, Subject, takeUntil, timer } from 'rxjs';
import { ConfigError, messageOf, WireError } from '../errors/TiValveError';
import type { Logger } from '../model/logger';
import type { Metrics } from '../model/metrics';
import { bigintOf } from '../model/uint64';
import type { Channels } from './channels';
import { pdpb } from './generated/messages';

export interface PdMembersOptions {
  /** `host:port`, or a URL; the scheme that fits the channels is used, whatever is written. */
  readonly endpoints: readonly string[];
  readonly channels: Channels;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly scheduler: SchedulerLike;
  /** For one member to say who the members are. */
  readonly memberTimeoutMs: number;
  /** For the first contact, until a leader is known. */
  readonly bootstrapTimeoutMs: number;
  /** Between tries of the first contact. */
  readonly bootstrapRetryMs: number;
  /** Errors when the client is closed. */
  readonly closed$: Observable<never>;
}

const GET_MEMBERS = '/pdpb.PD/GetMembers';
/** How long one search for the leader goes on, and how often it asks everybody meanwhile. */
const SEARCH_MS = 1_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 100;
const DEFAULT_PORT = 2379;

/**
 * Who the members of a PD cluster are, and which of them leads. Starts from the endpoints that were configured, then
 * follows the list the members give, so that it survives the loss of every endpoint it began with.
 */
export class PdMembers {
  /** Another leader was found. */
  readonly leaderChanges$ = new Subject<string>();
  private readonly o: PdMembersOptions;
  private readonly configured: readonly string[];
  private addresses: readonly string[];
  private knownLeader = '';
  private knownClusterId = 0n;
  private searching: Promise<void> | undefined;

  constructor(options: PdMembersOptions) {
    this.o = options;
    this.configured = options.endpoints.map((endpoint) => addressOf(endpoint));
    if (this.configured.length === 0) throw new ConfigError('TV_CONFIG_INVALID', 'pd: no endpoint is given');
    this.addresses = this.configured;
  }

  get clusterId(): bigint {
    return this.knownClusterId;
  }

  /** `host:port` of the leader, as far as known. */
  get leader(): string {
    return this.knownLeader;
  }

  /**
   * Asks every endpoint for the cluster's id, then for its leader.
   *
   * Errors with `TV_WIRE_CLUSTER_ID` when two endpoints belong to different clusters, with `TV_WIRE_TLS` when none
   * can be reached because of it, and with `TV_WIRE_UNREACHABLE` when the time is over.
   */
  async bootstrap(): Promise<void> {
    const { scheduler, bootstrapTimeoutMs, bootstrapRetryMs, logger } = this.o;
    const endMs = scheduler.now() + bootstrapTimeoutMs;
    for (;;) {
      try {
        if (this.knownClusterId === 0n) this.knownClusterId = await this.findClusterId();
        await this.refresh();
        return;
      } catch (error) {
        if (!(error instanceof WireError) || !error.retryable) throw error;
        if (scheduler.now() + bootstrapRetryMs > endMs) throw error;
        logger.warn({ error: error.message, retryMs: bootstrapRetryMs }, 'PD is not ready; trying again');
      }
      await this.pause(bootstrapRetryMs);
    }
  }

  /**
   * Looks for the leader anew. Callers that come while a search is under way share it: when a leader dies, all that was
   * asked of it fails at once.
   *
   * Errors with `TV_WIRE_UNREACHABLE` when no member knows a leader.
   */
  refresh(): Promise<void> {
    this.searching ??= this.findLeader().finally(() => {
      this.searching = undefined;
    });
    return this.searching;
  }

  private async findClusterId(): Promise<bigint> {
    const asked = this.configured.map(async (address) => {
      try {
        const { header } = await this.getMembers(address);
        return { address, clusterId: header?.clusterId ? bigintOf(header.clusterId) : 0n };
      } catch (error) {
        return { address, error };
      }
    });
    const answers = await Promise.all(asked);
    let first: { readonly address: string; readonly clusterId: bigint } | undefined;
    for (const { address, clusterId = 0n } of answers) {
      // 0 means that the member does not know yet.
      if (clusterId === 0n) continue;
      first ??= { address, clusterId };
      if (first.clusterId !== clusterId) {
        const detail = `${first.address} belongs to cluster ${first.clusterId}, ${address} to ${clusterId}`;
        throw new WireError('TV_WIRE_CLUSTER_ID', detail, { hint: 'name endpoints of one cluster only' });
      }
    }
    if (first !== undefined) return first.clusterId;
    const failures = answers.flatMap(({ error }) => (error === undefined ? [] : [error]));
    const tls = failures.find((error) => error instanceof WireError && error.code === 'TV_WIRE_TLS');
    if (tls !== undefined) throw tls;
    const reasons = failures.length === 0 ? 'none knows its cluster yet' : failures.map(messageOf).join('; ');
    throw new WireError('TV_WIRE_UNREACHABLE', `PD at ${this.configured.join(', ')}: ${reasons}`, {
      cause: failures[0],
    });
  }

  private async findLeader(): Promise<void> {
    const { scheduler, metrics } = this.o;
    metrics.add('tivalve_pd_member_refreshes_total', 1);
    const endMs = scheduler.now() + SEARCH_MS;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const reasons: string[] = [];
      // What was configured stays a way in, should the whole list have moved.
      for (const address of new Set([...this.addresses, ...this.configured])) {
        const reason = await this.askForLeader(address);
        if (reason === undefined) return;
        reasons.push(`${address}: ${reason}`);
      }
      if (scheduler.now() + pauseMs > endMs) {
        throw new WireError('TV_WIRE_UNREACHABLE', `no member of PD knows a leader: ${reasons.join('; ')}`);
      }
      await this.pause(pauseMs);
    }
  }

  /** Takes over what a member says; answers why not, if so. */
  private async askForLeader(address: string): Promise<string | undefined> {
    let answer: pdpb.GetMembersResponse.$Properties;
    try {
      answer = await this.getMembers(address);
    } catch (error) {
      return messageOf(error);
    }
    const { header, leader, members } = answer;
    const clusterId = header?.clusterId ? bigintOf(header.clusterId) : 0n;
    if (clusterId !== this.knownClusterId) return `it belongs to cluster ${clusterId}`;
    if (header?.error?.type) return header.error.message ?? 'it answers with an error';
    const leaderAddress = this.clientAddressOf(leader);
    if (leaderAddress === undefined) return 'it knows no leader';
    this.adopt(leaderAddress, members ?? []);
    return undefined;
  }

  private adopt(leader: string, members: readonly pdpb.Member.$Properties[]): void {
    const { channels, logger, metrics } = this.o;
    const before = this.addresses;
    this.addresses = [...new Set([leader, ...members.flatMap((member) => this.clientAddressesOf(member))])].toSorted();
    for (const address of before) {
      if (!this.addresses.includes(address) && !this.configured.includes(address)) channels.forget(address);
    }
    if (leader === this.knownLeader) return;
    const former = this.knownLeader;
    this.knownLeader = leader;
    logger.info({ leader, members: this.addresses }, former === '' ? 'PD found' : 'PD has another leader');
    if (former === '') return;
    metrics.add('tivalve_pd_leader_changes_total', 1);
    this.leaderChanges$.next(leader);
  }

  private clientAddressesOf(member: pdpb.Member.$Properties): readonly string[] {
    const address = this.clientAddressOf(member);
    const others = (member.clientUrls ?? []).flatMap((url) => parseAddress(url)?.address ?? []);
    return address === undefined ? others : [address, ...others];
  }

  private clientAddressOf(member: pdpb.Member.$Properties | null | undefined): string | undefined {
    const urls = (member?.clientUrls ?? []).flatMap((url) => parseAddress(url) ?? []);
    const fitting = urls.find(({ scheme }) => scheme === (this.o.channels.secure ? 'https' : 'http'));
    return (fitting ?? urls[0])?.address;
  }

  private async getMembers(address: string): Promise<pdpb.GetMembersResponse.$Properties> {
    const { channels, memberTimeoutMs, closed$ } = this.o;
    const request = pdpb.GetMembersRequest.encode({}).finish();
    const answer$ = channels.unary$({
      address,
      path: GET_MEMBERS,
      request,
      decode: (bytes) => pdpb.GetMembersResponse.decode(bytes),
      deadlineMs: memberTimeoutMs,
    });
    return firstValueFrom(answer$.pipe(takeUntil(closed$)));
  }

  private async pause(ms: number): Promise<void> {
    await firstValueFrom(defer(() => timer(ms, this.o.scheduler)).pipe(takeUntil(this.o.closed$)));
  }
}

/** `host:port` of what a person wrote. */
function addressOf(endpoint: string): string {
  const parsed = parseAddress(endpoint);
  if (parsed === undefined) throw new ConfigError('TV_CONFIG_INVALID', `pd: "${endpoint}" is not host:port`);
  return parsed.address;
}

function parseAddress(url: string): { readonly scheme: string | undefined; readonly address: string } | undefined {
  const match = /^(?:(https?):\/\/)?(\[[0-9a-fA-F:.%]+\]|[^\s:/,@[\]]+)(?::(\d{1,5}))?\/?$/.exec(url.trim());
  if (match === null) return undefined;
  const [, scheme, host, port = String(DEFAULT_PORT)] = match;
  return { scheme, address: `${host}:${port}` };
}
