import type { Client } from '@grpc/grpc-js';
import type { Emulator } from '../../src/emulator/Emulator';
import type { EmulatorOptions } from '../../src/emulator/emulatorOptions';
import type { Region } from '../../src/emulator/Region';
import { startEmulator } from '../../src/emulator/startEmulator';
import type { TransactionOptions } from '../../src/emulator/transactionalStore';
import { BareFeed, bytes, type FeedOptions, open } from './bareClients';

const AN_HOUR = 3_600_000;

/** An emulator with what a spec needs around it. Resolved ts come when the spec ticks. */
export class OpenCluster implements AsyncDisposable {
  readonly emulator: Emulator;
  private readonly clients: Client[] = [];

  constructor(emulator: Emulator) {
    this.emulator = emulator;
  }

  /** The region that holds a key. */
  region(key = ''): Region {
    return this.emulator.regionAt(bytes(key));
  }

  store(id = 1): Client {
    const store = this.emulator.stores.find((one) => one.id === id);
    return this.client(store?.address ?? '');
  }

  pd(member = 0): Client {
    return this.client(this.emulator.pd[member] ?? '');
  }

  client(address: string, options: Record<string, number | string> = {}): Client {
    const client = open(address, options);
    this.clients.push(client);
    return client;
  }

  feed(options: FeedOptions = {}, storeId = 1): BareFeed {
    return new BareFeed(this.store(storeId), options);
  }

  /** A feed whose registration of the region of `key` is past its scan. */
  async following(key = '', options: FeedOptions = {}): Promise<BareFeed> {
    const region = this.region(key);
    const feed = this.feed(options, region.leader.storeId);
    feed.register(this.emulator, region);
    await feed.initialized();
    return feed;
  }

  /** Commits one transaction with these pairs; `undefined` deletes. Answers its commitTs. */
  write(pairs: Readonly<Record<string, string | undefined>>, options: TransactionOptions = {}): bigint {
    const transaction = this.emulator.begin(options);
    for (const [key, value] of Object.entries(pairs)) {
      if (value === undefined) transaction.delete(bytes(key));
      else transaction.put(bytes(key), bytes(value));
    }
    return transaction.commit();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.clients) client.close();
    await this.emulator.close();
  }
}

/** Starts an emulator; `splits` are the texts of boundaries. */
export async function openCluster({
  splits = [],
  ...options
}: EmulatorOptions & { readonly splits?: readonly string[] } = {}): Promise<OpenCluster> {
  const splitKeys = splits.map(bytes);
  return new OpenCluster(await startEmulator({ resolvedTsIntervalMs: AN_HOUR, splitKeys, ...options }));
}

/** Rows as short words: `PREWRITE a=1 (0)`, where the last is the old value. */
export function words(
  rows: readonly { type: string; op: string; key: string; value: string; old: string }[],
): string[] {
  return rows.map(({ type, op, key, value, old }) => {
    const change = op === 'UNKNOWN' ? key : `${key}${op === 'DELETE' ? ' deleted' : `=${value}`}`;
    return `${type} ${change}${old === '' ? '' : ` (${old})`}`.trim();
  });
}
