import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filter, firstValueFrom } from 'rxjs';
import { definePipeline, type PipelineInput } from '../../src/pipeline/definePipeline';
import type { RunningPipeline, RunOptions } from '../../src/pipeline/runningPipeline';
import { runPipeline } from '../../src/pipeline/runPipeline';
import type { SwapPhase, SwapRequest } from '../../src/pipeline/swap/swap';
import { wasmPlugin } from '../../src/sinks/wasmPlugin';
import { tikvSource } from '../../src/sources/tikvSource';
import { EmulatedDatabase, type Emulator, startEmulator } from '../../src/testing';
import { QUICK } from './followCluster';
import { withManifest } from './withManifest';

const guest = readFileSync(join(__dirname, '../fixtures/plugins/versions.wasm'));

/** What the guest of `versions.wasm` is to do: where it fails, if anywhere. */
export interface Behaviour {
  readonly tag: string;
  readonly fail?: string;
}

/** What its manifest says besides. */
export interface Claims {
  readonly kind?: 'sink' | 'transform';
  readonly stateful?: boolean;
  readonly instances?: 'shared' | 'table';
  readonly capabilities?: readonly string[];
  readonly name?: string;
  readonly callTimeoutMs?: number;
}

/** A version of the plugin `versions`. */
export function versionModule(version: string, { kind = 'sink', callTimeoutMs, ...claims }: Claims = {}): Uint8Array {
  return withManifest(guest, {
    name: 'versions',
    version,
    abi: 'v1',
    kind,
    encoding: 'batch',
    capabilities: kind === 'sink' ? ['fs:out'] : [],
    ...(callTimeoutMs !== undefined && { limits: { callTimeoutMs } }),
    ...(kind === 'transform' && {
      addColumns: [
        { name: 'tag', type: 'varchar(16)', nullable: true },
        { name: 'number', type: 'bigint', nullable: true },
      ],
    }),
    configSchema: {
      type: 'object',
      additionalProperties: false,
      properties: { tag: { type: 'string', maxLength: 16 }, fail: { type: 'string', default: '' } },
    },
    ...claims,
  });
}

/** The first version, as a definition has it. */
export function firstVersion(folder: string, claims: Claims = {}, mode: 'inline' | 'isolated' = 'inline') {
  const grants = claims.kind === 'transform' ? {} : { fs: { out: folder } };
  return wasmPlugin(versionModule('1.0.0', claims), { config: { tag: 'v1' }, grants, mode });
}

/** A swap to another version. */
export function swapTo(
  version: string,
  behaviour: Behaviour,
  more: Partial<SwapRequest> & { readonly claims?: Claims } = {},
): SwapRequest {
  const { claims, ...rest } = more;
  return { plugin: 'versions', version: versionModule(version, claims), config: { ...behaviour }, ...rest };
}

/** A row that the sink wrote: `tag tableId commitTs op id count`. */
export interface LoggedRow {
  readonly tag: string;
  readonly tableId: number;
  readonly commitTs: bigint;
  readonly op: string;
  readonly id: number;
  readonly count: number;
}

/** What the sink has written so far, of whatever version. */
export function loggedRows(folder: string): readonly LoggedRow[] {
  const path = join(folder, 'rows.log');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [tag = '', tableId, commitTs = '', op = '', id, count] = line.split(' ');
      return { tag, tableId: Number(tableId), commitTs: BigInt(commitTs), op, id: Number(id), count: Number(count) };
    });
}

/** An emulated cluster with tables `shop.a` and `shop.b`, and rows on demand. */
export class SwapCluster implements AsyncDisposable {
  readonly emulator: Emulator;
  readonly db: EmulatedDatabase;
  readonly startTs: bigint;
  private nextId = 1;

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.db = new EmulatedDatabase(emulator);
    this.db.createDatabase('shop');
    for (const table of ['a', 'b']) this.createTable(table);
    this.startTs = emulator.now();
  }

  static async start(): Promise<SwapCluster> {
    return new SwapCluster(await startEmulator({ stores: 1, resolvedTsIntervalMs: 20 }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.emulator[Symbol.asyncDispose]();
  }

  /** One more table like the others; `write` leaves it alone. */
  createTable(table: string): void {
    this.db.createTable({
      db: 'shop',
      table,
      primaryKey: ['id'],
      columns: [
        { name: 'id', type: 'bigint' },
        { name: 'note', type: 'varchar(20)' },
      ],
    });
  }

  /** Writes transactions, each with a row of both tables. */
  write(transactions: number): void {
    for (let i = 0; i < transactions; i += 1) {
      const id = this.nextId;
      this.nextId += 1;
      this.db.transaction((tx) => {
        tx.insert('shop', 'a', { id, note: 'a' });
        tx.insert('shop', 'b', { id, note: 'b' });
      });
    }
  }

  /** Rows of each table so far. */
  get written(): number {
    return this.nextId - 1;
  }

  run(input: Partial<PipelineInput>, options: RunOptions = {}): RunningPipeline {
    const pipeline = definePipeline({
      source: tikvSource({ pd: [...this.emulator.pd], ...QUICK }),
      tables: ['shop.*'],
      flushIntervalMs: 20,
      checkpointIntervalMs: 20,
      ...input,
    });
    return runPipeline(pipeline, { startTs: this.startTs, ...options });
  }

  /** Waits until the run has acknowledged everything that was written. */
  async caughtUp(running: RunningPipeline): Promise<void> {
    const ts = this.emulator.now();
    await Promise.race([firstValueFrom(running.checkpointTs$.pipe(filter((reached) => reached >= ts))), running.done]);
  }

  /** Writes rows over and over, a transaction every `pauseMs`, until `until` settles. */
  async writeUntil<T>(until: Promise<T>, pauseMs = 2): Promise<T> {
    let over = false;
    const ended = until.finally(() => {
      over = true;
    });
    // Who waits for it, below, hears of it.
    ended.catch(() => undefined);
    while (!over) {
      this.write(1);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return ended;
  }
}

/** The names of the phases of a swap, in their order. */
export async function phasesOf(swap: {
  readonly phases$: { subscribe: (next: (phase: SwapPhase) => void) => unknown };
  readonly done: Promise<unknown>;
}): Promise<readonly string[]> {
  const names: string[] = [];
  swap.phases$.subscribe(({ phase }) => names.push(phase));
  await swap.done;
  return names;
}
