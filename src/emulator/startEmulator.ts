import { CdcEndpoint } from './CdcEndpoint';
import { Cluster } from './Cluster';
import { cdcHandlers, cdcService } from './cdcService';
import { settingsOf } from './clusterOptions';
import { Emulator, type MemberUnit, type StoreUnit } from './Emulator';
import type { EmulatorOptions } from './emulatorOptions';
import { etcdHandlers, etcdService } from './etcdService';
import { FaultBoard } from './FaultBoard';
import { GrpcPort, type ServedService } from './GrpcPort';
import { healthHandlers, healthService } from './healthService';
import { type MemberEntry, PdState } from './PdState';
import { pdHandlers, pdService } from './pdService';
import { tikvHandlers, tikvService } from './tikvService';

/**
 * Starts a TiDB cluster without TiDB, in this process and on loopback ports: PD members and TiKV stores that speak real
 * gRPC. It is ready when the promise resolves. Errors with `TV_EMULATOR_USAGE`.
 *
 * @example
 * ```ts
 * await using emulator = await startEmulator({ stores: 3 });
 * const transaction = emulator.begin();
 * transaction.put(key, value);
 * transaction.commit();
 * ```
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { script = [], ...clusterOptions } = options;
  const settings = settingsOf(clusterOptions);
  const faults = new FaultBoard();
  const storeIds = Array.from({ length: settings.stores }, (_, i) => i + 1);
  const cluster = new Cluster(settings, faults, storeIds);
  const pdState = new PdState(cluster);
  const endpoints = new Map<number, CdcEndpoint>();
  const stores = storeIds.map((id) => storeUnit(cluster, endpoints, id));
  const members = Array.from({ length: settings.pdMembers }, (_, i) => memberUnit(pdState, i));
  pdState.stores.push(...stores.map(({ entry }) => entry));
  pdState.members.push(...members.map(({ entry }) => entry));
  const emulator = new Emulator({ cluster, pdState, faults, endpoints, stores, members });
  try {
    for (const { entry, port, open } of stores) {
      await open();
      entry.address = port.address;
    }
    for (const [i, { entry, port }] of members.entries()) {
      await port.open(i === 0 ? settings.pdPort : 0);
      entry.url = `${settings.tls === undefined ? 'http' : 'https'}://${port.address}`;
    }
  } catch (error) {
    await emulator.close();
    throw error;
  }
  emulator.run(script);
  return emulator;
}

function storeUnit(cluster: Cluster, endpoints: Map<number, CdcEndpoint>, id: number): StoreUnit {
  const entry = { id, address: '', isUp: true };
  const { eventFeedV2 } = cluster.settings;
  let endpoint: CdcEndpoint | undefined;
  const services = (): readonly ServedService[] => {
    endpoint = new CdcEndpoint(cluster, id);
    endpoints.set(id, endpoint);
    cluster.feeds.set(id, endpoint);
    return [
      [tikvService(), tikvHandlers(cluster, id)],
      [cdcService(eventFeedV2), cdcHandlers(endpoint)],
      [healthService, healthHandlers],
    ];
  };
  const port = new GrpcPort(services, cluster.settings.tls);
  const close = async (): Promise<void> => {
    endpoints.delete(id);
    cluster.feeds.delete(id);
    // The sockets go first, so that a stopped store says nothing any more.
    const closed = port.close();
    endpoint?.close();
    await closed;
  };
  return { entry, port, open: (at) => port.open(at), close };
}

function memberUnit(pdState: PdState, index: number): MemberUnit {
  const entry: MemberEntry = { id: BigInt(index + 1), name: `pd-${index}`, url: '', isUp: true };
  const { batchScanRegions } = pdState.cluster.settings;
  const services = (): readonly ServedService[] => [
    [pdService(batchScanRegions), pdHandlers(pdState, entry)],
    [etcdService, etcdHandlers(pdState, entry)],
    [healthService, healthHandlers],
  ];
  const port = new GrpcPort(services, pdState.cluster.settings.tls);
  return { entry, port };
}
