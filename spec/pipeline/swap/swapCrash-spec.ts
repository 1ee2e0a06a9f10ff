import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileCoordinator } from '../../../src/pipeline/swap/fileCoordinator';
import type { SwapRequest } from '../../../src/pipeline/swap/swap';
import { parseSwapRecord, type StoredSwapRecord, swapRecordKey } from '../../../src/pipeline/swap/swapRecord';
import { SWAP_EFFECTS, type SwapEffect } from '../../../src/pipeline/swap/swapState';
import { openCheckpointFile } from '../../../src/store/checkpointFile';
import { seededRandom } from '../../../src/testing';
import { QUICK } from '../../helpers/followCluster';
import { type Death, type SwapChildStep, SwapProcess } from '../../helpers/SwapProcess';
import { type LoggedRow, loggedRows, SwapCluster, versionModule } from '../../helpers/swapCluster';

/** `CRASH=all npx jest spec/pipeline/swap/swapCrash` tries every point; otherwise `SEED` chooses one of each kind. */
const SEED = Number(process.env['SEED'] ?? 1);
const IS_ALL = process.env['CRASH'] === 'all';
/** Nothing waits for it when all is well. */
const LIMIT_MS = 240_000;
const PAUSE_MS = 15;
const WHENS = ['before', 'after'] as const;

/** A swap to `v2`, and what it is to come to. */
interface Story {
  readonly title: string;
  /** Where `v2` fails, if anywhere. */
  readonly fail?: string;
  readonly request?: Omit<SwapRequest, 'plugin'>;
  /** Its steps in a process that lives on. */
  readonly steps: string;
  /** The step after which a process has died already; those of the next one follow. */
  readonly resumed?: { readonly from: SwapEffect['kind']; readonly steps: string };
  /** Whether rows of `v2` that nobody acknowledged may go through `v1` again, in one life. */
  readonly goesBack?: boolean;
}

const COMMITTED = 'start deadline claim prepare hold decide switch open watch finish settle done';
const ROLLED_BACK =
  'start deadline claim prepare hold decide switch open watch decideBack rollBack open finish settle done';
const TRIED = COMMITTED.replace('prepare', 'prepare trial');
const failing = { fail: 'rows:3', request: { probation: { batches: 100_000 } }, goesBack: true };

const stories: readonly Story[] = [
  { title: 'a swap', steps: COMMITTED },
  {
    title: 'a swap without probation',
    request: { probation: false },
    steps: COMMITTED.replace('watch ', ''),
  },
  { title: 'a swap that is refused', fail: 'refuse', steps: 'start deadline claim prepare settle open finish done' },
  { title: 'a swap that is taken back', ...failing, steps: ROLLED_BACK },
  {
    title: 'a shadow',
    request: { strategy: { kind: 'shadow', rows: 10, maxDifferences: 1_000_000 } },
    steps: TRIED,
  },
  { title: 'a canary', request: { strategy: { kind: 'canary', tables: ['shop.a'], rows: 10 } }, steps: TRIED },
  {
    title: 'a canary that fails',
    fail: 'rows:3',
    request: { strategy: { kind: 'canary', tables: ['shop.a'] } },
    goesBack: true,
    steps: 'start deadline claim prepare trial settle open finish done',
  },
  {
    title: 'the rest of a swap that was not decided',
    steps: COMMITTED,
    resumed: { from: 'hold', steps: 'finish done start' },
  },
  {
    title: 'the rest of a swap that was decided',
    steps: COMMITTED,
    resumed: { from: 'decide', steps: 'start watch finish settle done' },
  },
  {
    title: 'a swap that is taken back by the next process',
    ...failing,
    steps: ROLLED_BACK,
    resumed: { from: 'switch', steps: 'start watch decideBack rollBack open finish settle done' },
  },
  {
    title: 'the rest of a swap that was taken back',
    ...failing,
    steps: ROLLED_BACK,
    resumed: { from: 'decideBack', steps: 'finish done start' },
  },
];

/** A place in a story where a process kills itself. */
interface CrashPoint extends Death {
  readonly story: Story;
  readonly title: string;
}

const everyPoint: readonly CrashPoint[] = stories.flatMap((story) =>
  stepsOf(story).flatMap((effect, i, all) => {
    const time = all.slice(0, i + 1).filter((kind) => kind === effect).length;
    const name = time === 1 ? effect : `${effect} #${time}`;
    return WHENS.map((when) => ({ story, effect, time, when, title: `${when} ${name} in ${story.title}` }));
  }),
);

function chosenPoints(): readonly CrashPoint[] {
  if (IS_ALL) return everyPoint;
  const random = seededRandom(SEED);
  return SWAP_EFFECTS.flatMap((effect) =>
    WHENS.flatMap((when) => {
      const those = everyPoint.filter((point) => point.effect === effect && point.when === when);
      return those.slice(Math.floor(random() * those.length)).slice(0, 1);
    }),
  );
}

/** The steps of the process that kills itself at any of them. */
function stepsOf({ steps, resumed }: Story): readonly SwapEffect['kind'][] {
  return (resumed?.steps ?? steps).split(' ') as SwapEffect['kind'][];
}

const labelOf = (version: number): string => `versions@${version}.0.0`;

/** A folder, a cluster, and the processes that run on them one after the other. */
class Trial implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'tivalve-crash-'));
  readonly stateDir = join(this.folder, 'state');
  readonly cluster: SwapCluster;
  private process: SwapProcess | undefined;

  private constructor(cluster: SwapCluster) {
    this.cluster = cluster;
    for (const version of [1, 2, 3]) writeFileSync(this.moduleOf(version), versionModule(`${version}.0.0`));
  }

  static async begin(): Promise<Trial> {
    return new Trial(await SwapCluster.start());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process?.[Symbol.asyncDispose]();
    await this.cluster[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }

  run(death?: Death): SwapProcess {
    this.process = new SwapProcess({
      pd: this.cluster.emulator.pd,
      source: QUICK,
      startTs: String(this.cluster.startTs),
      stateDir: this.stateDir,
      plugin: 'sink',
      module: this.moduleOf(1),
      settings: { config: { tag: 'v1' }, grants: { fs: { out: this.folder } } },
      ...(death !== undefined && { death }),
    });
    return this.process;
  }

  swapTo(version: number, { fail = '', request = {} }: Pick<Story, 'fail' | 'request'> = {}): SwapRequest {
    return {
      plugin: 'versions',
      version: this.moduleOf(version),
      config: { tag: `v${version}`, fail },
      probation: { batches: 2 },
      ...request,
    };
  }

  /** Waits while rows are written. */
  busily<T>(until: Promise<T>): Promise<T> {
    return this.cluster.writeUntil(until, PAUSE_MS);
  }

  async reached(process: SwapProcess): Promise<void> {
    await process.ask({ kind: 'reach', ts: String(this.cluster.emulator.now()) });
  }

  /** Has a process swap, and kill itself. */
  async swapToDeath(death: Death, story: Story): Promise<SwapProcess> {
    const process = this.run(death);
    this.cluster.write(3);
    const swapped = this.reached(process).then(() => process.ask({ kind: 'swap', request: this.swapTo(2, story) }));
    // It dies before it can answer, at the latest after the last step; who waits for its end sees that.
    swapped.catch(() => undefined);
    expect(await this.busily(process.ended)).toBe('SIGKILL');
    return process;
  }

  async record(): Promise<StoredSwapRecord | undefined> {
    const coordinator = await openFileCoordinator(join(this.stateDir, 'plugins'));
    const entry = await coordinator.get(swapRecordKey('versions'));
    return entry === undefined ? undefined : parseSwapRecord('versions', entry.value);
  }

  async checkpointTs(): Promise<bigint> {
    return (await openCheckpointFile(this.stateDir)).savedTs ?? this.cluster.startTs;
  }

  private moduleOf(version: number): string {
    return join(this.folder, `v${version}.wasm`);
  }
}

/** The version that has been decided upon by the end of some steps: a step that follows a decision says that it was carried out. */
function decidedIn(steps: readonly SwapChildStep[]): number {
  let [decided, next] = [1, 1];
  for (const { at, kind } of steps) {
    if (at !== 'end' || kind === 'decide' || kind === 'decideBack') decided = next;
    if (at === 'begin' && kind === 'decide') next = 2;
    if (at === 'begin' && kind === 'decideBack') next = 1;
  }
  return decided;
}

/** Rows that more than one version has written. */
function ofTwoVersions(rows: readonly LoggedRow[]): readonly string[] {
  const tags = new Map<string, string>();
  const those = new Set<string>();
  for (const { tableId, id, tag } of rows) {
    const key = `${tableId} ${id}`;
    if ((tags.get(key) ?? tag) !== tag) those.add(key);
    tags.set(key, tag);
  }
  return [...those];
}

describe(`a process that kills itself, ${IS_ALL ? 'everywhere' : `SEED=${SEED}`}`, () => {
  const points = chosenPoints();

  it.concurrent.each(points)(
    '$title: the next one is on the decided version',
    async ({ story, ...death }) => {
      const { resumed, goesBack = false } = story;
      await using trial = await Trial.begin();
      const { cluster, folder } = trial;
      const lives: SwapProcess[] = [];
      if (resumed === undefined) lives.push(await trial.swapToDeath(death, story));
      else {
        lives.push(await trial.swapToDeath({ effect: resumed.from, time: 1, when: 'after' }, story));
        const process = trial.run(death);
        lives.push(process);
        expect(await trial.busily(process.ended)).toBe('SIGKILL');
      }
      const steps = lives.flatMap((life) => life.steps);
      expect(steps.at(-1)).toMatchObject({ at: 'death', kind: death.effect });
      const begun = lives.at(-1)?.steps.filter(({ at }) => at === 'begin') ?? [];
      // When rows flow before the end is written down, somebody is there to be told to settle.
      const known = [...stepsOf(story), ...(resumed === undefined ? [] : ['settle'])];
      expect(known).toEqual(expect.arrayContaining(begun.map(({ kind }) => kind)));

      // Before the decision is durable every way leads to the old version, after it to the decided one.
      const decided = decidedIn(steps);
      expect((await trial.record())?.active.label ?? labelOf(1)).toBe(labelOf(decided));
      const checkpointTs = await trial.checkpointTs();
      const before = loggedRows(folder);

      const last = trial.run();
      const { version } = await trial.busily(last.ask({ kind: 'idle' }));
      expect(last.steps.find(({ kind }) => kind === 'start')?.version).toBe(labelOf(decided));
      // A version that fails is still taken back.
      const settled = goesBack ? 1 : decided;
      expect(version).toBe(labelOf(settled));
      await trial.reached(last);
      expect(await trial.busily(last.ask({ kind: 'swap', request: trial.swapTo(3) }))).toEqual({
        outcome: 'committed',
      });
      await trial.reached(last);
      await last.ask({ kind: 'stop' });
      expect(await last.ended).toBe(0);

      const rows = loggedRows(folder);
      const after = rows.slice(before.length);
      const keys = new Set(rows.map(({ tableId, id }) => `${tableId} ${id}`));
      const missing = [...new Set(rows.map(({ tableId }) => tableId))].flatMap((tableId) =>
        Array.from({ length: cluster.written }, (_, i) => `${tableId} ${i + 1}`).filter((key) => !keys.has(key)),
      );
      expect(missing).toEqual([]);
      expect(after.filter(({ commitTs }) => commitTs <= checkpointTs)).toEqual([]);
      if (!goesBack) {
        const isTrial = story.request?.strategy?.kind === 'canary';
        expect(ofTwoVersions(isTrial ? rows.filter(({ commitTs }) => commitTs <= checkpointTs) : rows)).toEqual([]);
      }
      const { last: receipt, ...record } = (await trial.record()) ?? {};
      expect(record).toMatchObject({
        step: 'idle',
        active: { label: labelOf(3) },
        previous: { label: labelOf(settled) },
      });
      const fence = receipt?.tables[0]?.fence ?? 0n;
      const tagsOf = (those: readonly LoggedRow[]): readonly string[] => [...new Set(those.map(({ tag }) => tag))];
      expect(tagsOf(after.filter(({ commitTs }) => commitTs > fence))).toEqual(['v3']);
      expect(tagsOf(after.filter(({ commitTs }) => commitTs <= fence))).toEqual(
        decided === settled ? [`v${decided}`] : expect.arrayContaining([`v${settled}`]),
      );
      expect(readdirSync(join(trial.stateDir, 'plugins', 'modules'))).toHaveLength(2);
    },
    LIMIT_MS,
  );

  it('dies before and after each effect', () => {
    for (const when of WHENS) {
      const those = new Set(points.filter((point) => point.when === when).map(({ effect }) => effect));
      expect([...those].toSorted()).toEqual([...SWAP_EFFECTS].toSorted());
    }
  });
});
