import { PluginError } from '../../../src/errors/TiValveError';
import { MetricsMap } from '../../../src/model/metrics';
import type { Coordinator } from '../../../src/pipeline/swap/Coordinator';
import { memoryCoordinator } from '../../../src/pipeline/swap/memoryCoordinator';
import { SwapRunner, type SwapRunnerOptions } from '../../../src/pipeline/swap/SwapRunner';
import type { SwapPhase, SwapReceipt, SwapRequest } from '../../../src/pipeline/swap/swap';
import { SWAP_EFFECTS, type SwapEffect } from '../../../src/pipeline/swap/swapState';
import { FakeParticipant, failing, never } from '../../helpers/FakeParticipant';
import { codeOf } from '../../helpers/flows';
import { ManualClock, settled } from '../../helpers/manualClock';
import { pluginVersion, swapRequest } from '../../helpers/swapStories';

const v1 = pluginVersion('v1');
const KEY = 'plugins/probe';
const trap = new PluginError('TV_PLUGIN_TRAP', 'run of probe');

/** One life of a process. */
interface Life {
  readonly runner: SwapRunner;
  readonly participant: FakeParticipant;
  readonly clock: ManualClock;
  readonly metrics: MetricsMap;
  readonly lines: string[];
}

async function begin(coordinator: Coordinator, options: Partial<SwapRunnerOptions> = {}): Promise<Life> {
  const participant = new FakeParticipant(options.base ?? v1);
  const [clock, metrics, lines] = [new ManualClock(), new MetricsMap(), [] as string[]];
  const log = (fields: object, message: string): void => {
    lines.push(`${message} ${'phase' in fields ? String(fields.phase) : ''}`.trim());
  };
  const runner = new SwapRunner({
    plugin: 'probe',
    kind: 'sink',
    base: v1,
    participant,
    coordinator,
    scheduler: clock,
    metrics,
    logger: { debug: log, info: log, warn: log, error: log },
    random: () => 0.5,
    ...options,
  });
  participant.running = (await runner.recover()) ?? participant.running;
  runner.attach();
  return { runner, participant, clock, metrics, lines };
}

/** The phases that a swap tells; the last with its outcome and the code of its reason. */
function tell(swap$: ReturnType<SwapRunner['swap']>): string[] {
  const phases: string[] = [];
  swap$.subscribe({
    next: (phase) => phases.push(nameOf(phase)),
    error: (error: unknown) => phases.push(`error ${String(codeOf(error))}`),
    complete: () => phases.push('|'),
  });
  return phases;
}

function nameOf(phase: SwapPhase): string {
  if (phase.phase !== 'done') return phase.phase;
  const { outcome, reason } = phase.receipt;
  return reason === undefined ? outcome : `${outcome} ${reason.code}`;
}

const record = async (coordinator: Coordinator): Promise<Record<string, unknown>> =>
  JSON.parse((await coordinator.get(KEY))?.value ?? 'null') as Record<string, unknown>;

/** A coordinator that fails when it is told to, before or after it has written. */
function brittle(): Coordinator & {
  failNext(how: 'before' | 'after', times?: number): void;
  failReads(times: number): void;
} {
  const inner = memoryCoordinator();
  let [how, left, reads]: ['before' | 'after', number, number] = ['before', 0, 0];
  return {
    async get(key) {
      reads -= 1;
      if (reads >= 0) throw new Error('cannot read');
      return inner.get(key);
    },
    async transact(transaction) {
      left -= 1;
      if (left < 0) return inner.transact(transaction);
      if (how === 'after') await inner.transact(transaction);
      throw new Error('connection lost');
    },
    list: (prefix) => inner.list(prefix),
    watch: (prefix) => inner.watch(prefix),
    failNext(kind, times = 1) {
      [how, left] = [kind, times];
    },
    failReads(times) {
      reads = times;
    },
  };
}

describe('SwapRunner', () => {
  let coordinator: Coordinator;
  beforeEach(() => {
    coordinator = memoryCoordinator();
  });

  const COMMITTED = ['preparing', 'pausing', 'committing', 'probation', 'committed', '|'];

  it('swaps, step by step, and leaves a receipt', async () => {
    const { runner, participant, metrics, lines } = await begin(coordinator);
    let receipt: SwapReceipt | undefined;
    const swap$ = runner.swap(swapRequest());
    swap$.subscribe((phase) => {
      if (phase.phase === 'done') receipt = phase.receipt;
    });
    await settled();
    expect(tell(swap$)).toEqual(COMMITTED);
    expect(participant.calls).toEqual([
      'prepare 1 v2',
      'hold 1',
      'switchOver 1 keepOld',
      'open 1',
      'probation 1',
      'settle 1',
    ]);
    const v2 = pluginVersion('v2');
    const tables = participant.receipts(1);
    expect(receipt).toEqual({ epoch: 1, plugin: 'probe', outcome: 'committed', from: v1, to: v2, tables });
    expect(runner.status()).toEqual({
      plugin: 'probe',
      kind: 'sink',
      active: v2,
      epoch: 1,
      phase: 'idle',
      last: receipt,
    });
    expect(metrics.get('tivalve_swaps_total')).toBe(1);
    expect(metrics.get('tivalve_swap_committed_total')).toBe(1);
    expect(metrics.get('tivalve_swap_phase')).toBe(0);
    expect(lines).toEqual(
      ['preparing', 'pausing', 'committing', 'probation', 'done'].map((name) => `plugin swap ${name}`),
    );
    expect(await record(coordinator)).toMatchObject({
      epoch: 1,
      base: 'v1',
      step: 'idle',
      active: v2,
      previous: v1,
      last: { tables: [{ fence: '42', lastTsOut: `${2n ** 60n}` }] },
    });
  });

  it('begins whether or not anybody subscribes, and tells late subscribers everything', async () => {
    const { runner } = await begin(coordinator);
    const swap$ = runner.swap(swapRequest());
    await settled();
    expect(runner.status().active.identity).toBe('v2');
    expect(tell(swap$)).toEqual(COMMITTED);
    expect(tell(swap$)).toEqual(COMMITTED);
  });

  it.each([
    { strategy: 'shadow', phase: 'shadowing' },
    { strategy: 'canary', phase: 'canary' },
  ])('tries the candidate with $strategy first', async ({ strategy, phase }) => {
    const { runner, participant } = await begin(coordinator);
    const phases = tell(runner.swap(swapRequest({ strategy })));
    await settled();
    expect(phases).toEqual(['preparing', phase, ...COMMITTED.slice(1)]);
    expect(participant.calls.slice(0, 3)).toEqual(['prepare 1 v2', `trial 1 ${strategy}`, 'hold 1']);
  });

  it('goes without a probation when there is to be none', async () => {
    const { runner, participant } = await begin(coordinator);
    const phases = tell(runner.swap(swapRequest({ probation: 'none' })));
    await settled();
    expect(phases).toEqual(['preparing', 'pausing', 'committing', 'committed', '|']);
    expect(participant.calls).toContain('switchOver 1');
  });

  describe('stays on the old version', () => {
    const ABORTED = (code: string): string[] => ['aborting', `aborted ${code}`, '|'];

    it.each([
      { step: 'prepare', error: trap, code: 'TV_PLUGIN_TRAP', phases: ['preparing'] },
      { step: 'prepare', error: 'foreign', code: 'TV_PLUGIN_SWAP_STEP', phases: ['preparing'] },
      { step: 'trial', error: trap, code: 'TV_PLUGIN_TRAP', phases: ['preparing', 'canary'] },
      { step: 'hold', error: trap, code: 'TV_PLUGIN_TRAP', phases: ['preparing', 'canary', 'pausing'] },
    ] as const)('when $step fails with $code', async ({ step, error, code, phases }) => {
      const { runner, participant, metrics } = await begin(coordinator);
      participant.before[step] = failing(error);
      const told = tell(runner.swap(swapRequest({ strategy: 'canary' })));
      await settled();
      expect(told).toEqual([...phases, ...ABORTED(code)]);
      expect(participant).toMatchObject({ running: v1, isHeld: false, candidate: undefined });
      expect(participant.calls).toContain('settle 1');
      expect(participant.calls.at(-1)).toBe('open 1');
      expect(metrics.get('tivalve_swap_aborted_total')).toBe(1);
      expect(await record(coordinator)).toMatchObject({ step: 'idle', active: v1, last: { reason: { code } } });
    });

    it.each([
      { step: 'prepare', text: 'the new version' },
      { step: 'trial', text: 'the trial' },
      { step: 'hold', text: 'rows before the fence' },
    ] as const)('when $step is not over by the deadline, and says so', async ({ step, text }) => {
      const { runner, participant, clock } = await begin(coordinator);
      participant.before[step] = never;
      const told = tell(runner.swap(swapRequest({ strategy: 'shadow', deadlineMs: '500' })));
      await clock.advance(499);
      expect(told).not.toContain('aborting');
      await clock.advance(1);
      expect(told.slice(-3)).toEqual(ABORTED('TV_PLUGIN_SWAP_DEADLINE'));
      expect(runner.status().last?.reason?.message).toContain(`waiting for ${text} after 500 ms`);
      expect(participant).toMatchObject({ running: v1, isHeld: false, candidate: undefined });
    });

    it('when a candidate that nobody waits for any more comes up late, and lets go of it', async () => {
      const { runner, participant, clock } = await begin(coordinator);
      let comeUp = (): void => undefined;
      participant.before.prepare = () => new Promise((resolve) => (comeUp = resolve));
      runner.swap(swapRequest({ deadlineMs: '500' }));
      await clock.advance(500);
      comeUp();
      await settled();
      expect(participant.candidate).toBeUndefined();
    });

    it('when somebody aborts', async () => {
      const { runner, participant } = await begin(coordinator);
      participant.before.hold = never;
      const told = tell(runner.swap(swapRequest()));
      await settled();
      runner.abort('not today');
      await settled();
      expect(told.slice(-3)).toEqual(ABORTED('TV_PLUGIN_SWAP_ABORTED'));
      expect(runner.status().last?.reason?.message).toContain('not today');
      expect(participant).toMatchObject({ running: v1, isHeld: false, candidate: undefined });
    });

    it('when a newer swap is asked for, which begins after it', async () => {
      const { runner, participant } = await begin(coordinator);
      participant.before.prepare = never;
      const older = tell(runner.swap(swapRequest()));
      await settled();
      delete participant.before.prepare;
      const newer = tell(runner.swap(swapRequest({ version: 'v3' })));
      await settled();
      expect(older).toEqual(['preparing', ...ABORTED('TV_PLUGIN_SWAP_SUPERSEDED')]);
      expect(newer).toEqual(COMMITTED);
      expect(participant.running.identity).toBe('v3');
      expect(participant.calls.indexOf('open 1')).toBeLessThan(participant.calls.indexOf('prepare 2 v3'));
    });

    it('when somebody else claims the same number at the same moment', async () => {
      const lives = [await begin(coordinator), await begin(coordinator)];
      const told = lives.map(({ runner }) => tell(runner.swap(swapRequest())));
      await settled();
      expect(told).toEqual([COMMITTED, ['preparing', 'aborted TV_PLUGIN_SWAP_UNDECIDED', '|']]);
    });

    it('when another process has decided, and writes nothing over it', async () => {
      const { runner, participant } = await begin(coordinator);
      const other = await begin(coordinator);
      participant.before.hold = async () => {
        // The first one finds that it does not know the latest revision; then it does.
        tell(other.runner.swap(swapRequest({ version: 'v8' })));
        await settled();
        expect(tell(other.runner.swap(swapRequest({ version: 'v9' }))).at(0)).toBe('preparing');
        await settled();
      };
      const told = tell(runner.swap(swapRequest()));
      for (let i = 0; i < 4; i += 1) await settled();
      expect(other.participant.running.identity).toBe('v9');
      expect(told.slice(-3)).toEqual(ABORTED('TV_PLUGIN_SWAP_UNDECIDED'));
      expect(await record(coordinator)).toMatchObject({ active: pluginVersion('v9'), last: { outcome: 'committed' } });
      // It does not decide for this plugin any more.
      delete participant.before.hold;
      const again = tell(runner.swap(swapRequest()));
      await settled();
      expect(again).toEqual(['preparing', 'aborted TV_PLUGIN_SWAP_UNDECIDED', '|']);
      expect(await record(coordinator)).toMatchObject({ active: pluginVersion('v9') });
    });
  });

  it('opens the valve even when the candidate cannot be let go of', async () => {
    const { runner, participant } = await begin(coordinator);
    participant.before.settle = failing('stuck');
    participant.before.hold = failing(trap);
    runner.swap(swapRequest());
    await settled();
    expect(participant.isHeld).toBe(false);
    expect(runner.status().phase).toBe('idle');
  });

  it('clears away what is left of a swap before the next one is prepared', async () => {
    const { runner, participant } = await begin(coordinator);
    let letGo = (): void => undefined;
    participant.before.hold = failing(trap, 1);
    participant.before.settle = () => new Promise((resolve) => (letGo = resolve));
    runner.swap(swapRequest());
    await settled();
    participant.before.settle = () => undefined;
    const told = tell(runner.swap(swapRequest({ version: 'v3' })));
    letGo();
    await settled();
    expect(told).toEqual(COMMITTED);
    participant.before.settle = () => new Promise((resolve) => (letGo = resolve));
    runner.swap(swapRequest({ version: 'v4' }));
    await settled();
    runner.swap(swapRequest({ version: 'v5' }));
    await settled();
    expect(participant.calls.at(-1)).toBe('settle 3');
    letGo();
    await settled();
    expect(participant.calls.slice(-6)).toContain('prepare 4 v5');
  });

  it('drops what waits when it is aborted', async () => {
    const { runner, participant } = await begin(coordinator);
    let switchOver = (): void => undefined;
    participant.before.switchOver = () => new Promise((resolve) => (switchOver = resolve));
    const first = tell(runner.swap(swapRequest()));
    await settled();
    const second = tell(runner.swap(swapRequest({ version: 'v3' })));
    runner.abort();
    switchOver();
    await settled();
    expect([first, second]).toEqual([COMMITTED, ['aborted TV_PLUGIN_SWAP_ABORTED', '|']]);
  });

  it('tells of the receipt that is written down', async () => {
    const { runner, participant } = await begin(coordinator, {
      around: async (effect, run) => {
        if (effect.kind === 'done') participant.receipts = () => [];
        await run();
      },
    });
    runner.swap(swapRequest());
    await settled();
    expect(runner.status().last?.tables).toHaveLength(1);
  });

  it('tries to open until it succeeds', async () => {
    const { runner, participant, clock } = await begin(coordinator);
    participant.before.open = failing('not yet', 5);
    runner.swap(swapRequest());
    await clock.advance(60_000);
    expect(participant.isHeld).toBe(false);
    expect(runner.status().last?.outcome).toBe('committed');
  });

  describe('goes back', () => {
    const BACK = ['preparing', 'pausing', 'committing', 'probation', 'rollingBack', 'rolledBack TV_PLUGIN_TRAP', '|'];

    it('when the probation fails, after that is decided', async () => {
      const { runner, participant, metrics } = await begin(coordinator);
      participant.before.probation = failing(trap);
      let decided: unknown;
      participant.before.rollBack = async () => {
        decided = await record(coordinator);
      };
      const told = tell(runner.swap(swapRequest()));
      await settled();
      expect(told).toEqual(BACK);
      expect(decided).toMatchObject({ step: 'rollingBack', active: v1, failed: pluginVersion('v2') });
      expect(participant).toMatchObject({ running: v1, isHeld: false, kept: undefined });
      expect(participant.calls.slice(-4)).toEqual(['probation 1', 'rollBack 1 v1', 'open 1', 'settle 1']);
      expect(metrics.get('tivalve_swap_rolled_back_total')).toBe(1);
      expect(runner.status()).toMatchObject({ active: v1, last: { outcome: 'rolledBack' } });
    });

    it('when it cannot switch and the old version is kept', async () => {
      const { runner, participant } = await begin(coordinator);
      participant.before.switchOver = failing(trap);
      const told = tell(runner.swap(swapRequest()));
      await settled();
      expect(told).toEqual(BACK.filter((phase) => phase !== 'probation'));
      expect(participant).toMatchObject({ running: v1, isHeld: false });
    });

    it('until that succeeds', async () => {
      const { runner, participant, clock } = await begin(coordinator);
      participant.before.probation = failing(trap);
      participant.before.rollBack = failing('not yet', 3);
      const told = tell(runner.swap(swapRequest()));
      await clock.advance(60_000);
      expect(told).toEqual(BACK);
      expect(participant.running).toEqual(v1);
    });

    it('when somebody aborts the probation', async () => {
      const { runner, participant } = await begin(coordinator);
      participant.before.probation = never;
      const told = tell(runner.swap(swapRequest()));
      await settled();
      expect(runner.status()).toMatchObject({ phase: 'probation', candidate: pluginVersion('v2') });
      runner.abort();
      await settled();
      expect(told.at(-2)).toBe('rolledBack TV_PLUGIN_SWAP_ABORTED');
      expect(participant.running).toEqual(v1);
    });

    it('does not when there is no old version: it tries to switch until it succeeds', async () => {
      const { runner, participant, clock } = await begin(coordinator);
      participant.before.switchOver = failing(trap, 4);
      const told = tell(runner.swap(swapRequest({ probation: 'none' })));
      await settled();
      runner.abort();
      await clock.advance(60_000);
      expect(told.at(-2)).toBe('committed');
      expect(participant.running.identity).toBe('v2');
    });
  });

  describe('asked to roll back', () => {
    it('swaps to the version before, with no request of its own', async () => {
      const { runner, participant } = await begin(coordinator);
      runner.swap(swapRequest({ strategy: 'shadow' }));
      await settled();
      const told = tell(runner.rollback());
      await settled();
      expect(told).toEqual(COMMITTED);
      expect(participant.running).toEqual(v1);
      expect(participant.calls).toContain('prepare 2 v1');
    });

    it('ends a probation on the old version', async () => {
      const { runner, participant } = await begin(coordinator);
      participant.before.probation = never;
      runner.swap(swapRequest());
      await settled();
      const told = tell(runner.rollback());
      await settled();
      expect(told.slice(-3)).toEqual(['rollingBack', 'rolledBack TV_PLUGIN_SWAP_ABORTED', '|']);
      expect(participant.running).toEqual(v1);
    });

    it('aborts what is not decided', async () => {
      const { runner, participant } = await begin(coordinator);
      participant.before.prepare = never;
      runner.swap(swapRequest());
      await settled();
      const told = tell(runner.rollback());
      await settled();
      expect(told.at(-2)).toBe('aborted TV_PLUGIN_SWAP_ABORTED');
    });

    it('says when there is nothing to go back to', async () => {
      const { runner } = await begin(coordinator);
      expect(tell(runner.rollback())).toEqual(['error TV_PLUGIN_SWAP_NO_PREVIOUS']);
    });
  });

  describe('when a write fails', () => {
    it.each(['claim', 'decide', 'finish'] as const)('finds out that the %s was written after all', async (kind) => {
      const store = brittle();
      const { runner, participant, clock } = await begin(store, {
        around: async (effect, run) => {
          if (effect.kind === kind) store.failNext('after');
          await run();
        },
      });
      const told = tell(runner.swap(swapRequest()));
      await clock.advance(10_000);
      expect(told).toEqual(COMMITTED);
      expect(participant.running.identity).toBe('v2');
      // Of no write has the revision been lost: the next swap goes on from there.
      runner.swap(swapRequest({ version: 'v3' }));
      await clock.advance(10_000);
      expect(participant.running.identity).toBe('v3');
    });

    it.each(['claim', 'decide', 'finish'] as const)('tries the %s again when it was not written', async (kind) => {
      const store = brittle();
      const { runner, clock } = await begin(store, {
        around: async (effect, run) => {
          if (effect.kind === kind) store.failNext('before', 3);
          await run();
        },
      });
      const told = tell(runner.swap(swapRequest()));
      await clock.advance(10_000);
      expect(told).toEqual(COMMITTED);
    });

    it.each(['claim', 'decide'] as const)('aborts when the %s cannot be written', async (kind) => {
      const store = brittle();
      const { runner, participant, clock } = await begin(store, {
        around: async (effect, run) => {
          if (effect.kind === kind) store.failNext('before', 4);
          await run();
        },
      });
      const told = tell(runner.swap(swapRequest()));
      await clock.advance(20_000);
      expect(told.at(-2)).toBe('aborted TV_PLUGIN_SWAP_UNDECIDED');
      expect(runner.status().last?.reason?.message).toContain('connection lost');
      expect(participant).toMatchObject({ running: v1, isHeld: false, candidate: undefined });
    });

    it('holds for as long as it is not known what was decided', async () => {
      const store = brittle();
      const { runner, participant, clock } = await begin(store, {
        around: async (effect, run) => {
          if (effect.kind === 'decide') {
            store.failNext('after');
            store.failReads(20);
          }
          await run();
        },
      });
      const told = tell(runner.swap(swapRequest({ deadlineMs: '1000' })));
      await clock.advance(10_000);
      expect(told).toEqual(['preparing', 'pausing']);
      expect(participant).toMatchObject({ running: v1, isHeld: true });
      await clock.advance(60_000);
      expect(told).toEqual(COMMITTED);
    });

    it('decides the way back however long that takes', async () => {
      const store = brittle();
      const { runner, participant, clock } = await begin(store, {
        around: async (effect, run) => {
          if (effect.kind === 'decideBack') store.failNext('before', 30);
          await run();
        },
      });
      participant.before.probation = failing(trap);
      const told = tell(runner.swap(swapRequest()));
      await clock.advance(20_000);
      expect(participant.running.identity).toBe('v2');
      await clock.advance(100_000);
      expect(told.at(-2)).toBe('rolledBack TV_PLUGIN_TRAP');
    });

    it('ends a swap whose end cannot be written', async () => {
      const store = brittle();
      const { runner, clock } = await begin(store, {
        around: async (effect, run) => {
          if (effect.kind === 'finish') {
            store.failNext('before', 10);
            store.failReads(10);
          }
          await run();
        },
      });
      const told = tell(runner.swap(swapRequest()));
      await clock.advance(20_000);
      expect(told).toEqual(COMMITTED);
    });
  });

  describe('at a start', () => {
    const after = async (request: SwapRequest, setUp: (life: Life) => void = () => undefined): Promise<Life> => {
      const life = await begin(coordinator);
      setUp(life);
      life.runner.swap(request);
      await settled();
      await life.runner.close();
      return life;
    };

    it('names the version that was decided', async () => {
      await after(swapRequest());
      const { runner, participant } = await begin(coordinator);
      expect(participant.running.identity).toBe('v2');
      expect(runner.status()).toMatchObject({ epoch: 1, phase: 'idle', last: { outcome: 'committed', epoch: 1 } });
      expect(runner.status().last?.tables).toEqual(participant.receipts(1));
      expect(participant.calls).toEqual([]);
    });

    it('has no version of its own when nothing was decided', async () => {
      const { participant } = await begin(coordinator);
      expect(participant.running).toEqual(v1);
      expect(await coordinator.get(KEY)).toBeUndefined();
    });

    it('lets the definition win that was changed since, for good', async () => {
      await after(swapRequest());
      const base = pluginVersion('v5');
      expect((await begin(coordinator, { base })).participant.running).toEqual(base);
      expect(await record(coordinator)).toMatchObject({ active: base, base: 'v5', step: 'idle', epoch: 1 });
      expect((await begin(coordinator)).participant.running).toEqual(v1);
    });

    it('goes on with a probation that was not over, and can still go back', async () => {
      await after(swapRequest(), ({ participant }) => {
        participant.before.probation = never;
      });
      const next = await begin(coordinator);
      expect(next.participant.running.identity).toBe('v2');
      expect(next.participant.calls).toEqual(['probation 1']);
      await next.runner.close();
      const last = await begin(coordinator);
      await settled();
      expect(last.runner.status()).toMatchObject({ phase: 'idle', last: { outcome: 'committed' } });
    });

    it('goes back when that probation fails', async () => {
      await after(swapRequest(), ({ participant }) => {
        participant.before.probation = never;
      });
      const { runner, participant } = await revive({ probation: failing(trap) });
      await settled();
      expect(participant.calls).toEqual(['probation 1', 'rollBack 1 v1', 'open 1', 'settle 1']);
      expect(participant.running).toEqual(v1);
      expect(runner.status()).toMatchObject({ active: v1, last: { outcome: 'rolledBack' } });
    });

    it('fences off what the process before may still write, and begins anew when that comes first', async () => {
      await after(swapRequest(), ({ participant }) => {
        participant.before.probation = never;
      });
      const { value, revision } = (await coordinator.get(KEY)) ?? { value: '', revision: 0 };
      const late = { ...JSON.parse(value), step: 'rollingBack', active: v1, failed: pluginVersion('v2') } as object;
      const meddled: Coordinator = {
        ...coordinator,
        async transact(transaction) {
          const write = (text: string) =>
            coordinator.transact({ compares: [{ key: KEY, revision }], puts: [{ key: KEY, value: text }] });
          await write(JSON.stringify(late));
          return coordinator.transact(transaction);
        },
      };
      const { runner, participant } = await begin(meddled);
      await settled();
      expect(participant.running).toEqual(v1);
      expect(runner.status().last?.outcome).toBe('rolledBack');
    });

    it('refuses a record that is not what was written', async () => {
      await coordinator.transact({ compares: [], puts: [{ key: KEY, value: '{"format":"tivalve-swap"}' }] });
      await expect(begin(coordinator)).rejects.toMatchObject({ code: 'TV_STORE_COORDINATOR_CORRUPT' });
    });

    async function revive(before: FakeParticipant['before']): Promise<Life> {
      const participant = new FakeParticipant(v1);
      Object.assign(participant.before, before);
      const runner = new SwapRunner({
        plugin: 'probe',
        kind: 'sink',
        base: v1,
        participant,
        coordinator,
        scheduler: new ManualClock(),
      });
      participant.running = (await runner.recover()) ?? v1;
      runner.attach();
      return { runner, participant, clock: new ManualClock(), metrics: new MetricsMap(), lines: [] };
    }
  });

  describe('at the end', () => {
    it('aborts what is not decided, and takes no more', async () => {
      const { runner, participant } = await begin(coordinator);
      participant.before.hold = never;
      const told = tell(runner.swap(swapRequest()));
      await settled();
      await Promise.all([runner.close(), runner.close()]);
      expect(told.at(-2)).toBe('aborted TV_PLUGIN_SWAP_ABORTED');
      expect(participant).toMatchObject({ running: v1, isHeld: false, candidate: undefined });
      expect(tell(runner.swap(swapRequest()))).toEqual(['error TV_PIPELINE_STATE']);
      expect(tell(runner.rollback())).toEqual(['error TV_PIPELINE_STATE']);
      expect(await record(coordinator)).toMatchObject({ step: 'idle', active: v1 });
    });

    it('tells of a probation that the swap is committed, and leaves the rest of it for the next start', async () => {
      const { runner, participant } = await begin(coordinator);
      let watching: AbortSignal | undefined;
      participant.before.probation = (signal) => {
        watching = signal;
        return never(signal);
      };
      const told = tell(runner.swap(swapRequest()));
      await settled();
      await runner.close();
      expect(told).toEqual(COMMITTED);
      expect(participant.calls.at(-1)).toBe('probation 1');
      expect(watching?.aborted).toBe(true);
      expect(await record(coordinator)).toMatchObject({ step: 'committing', active: pluginVersion('v2') });
    });

    it('does not wait for a decision of which nothing can be known', async () => {
      const store = brittle();
      const { runner } = await begin(store, {
        around: async (effect, run) => {
          if (effect.kind === 'decide') {
            store.failNext('before', 1000);
            store.failReads(1000);
          }
          await run();
        },
      });
      const told = tell(runner.swap(swapRequest()));
      await settled();
      await runner.close();
      expect(told.slice(-2)).toEqual(['aborted TV_PLUGIN_SWAP_UNDECIDED', '|']);
    });

    it('ends at once when nothing is under way, and before anything has begun', async () => {
      const { runner } = await begin(coordinator);
      await runner.close();
      const fresh = new SwapRunner({
        plugin: 'probe',
        kind: 'transform',
        base: v1,
        participant: new FakeParticipant(v1),
        coordinator,
      });
      expect(tell(fresh.swap(swapRequest()))).toEqual(['error TV_PIPELINE_STATE']);
      await fresh.close();
    });
  });

  describe('in a process that dies', () => {
    const stories: Readonly<Record<string, (participant: FakeParticipant) => void>> = {
      'a swap that goes well': () => undefined,
      'a probation that fails': (participant) => {
        participant.before.probation = failing(trap);
      },
      'a trial that fails': (participant) => {
        participant.before.trial = failing(trap);
      },
    };
    const cases = Object.keys(stories).flatMap((story) =>
      SWAP_EFFECTS.flatMap((effect) => (['before', 'after'] as const).map((when) => ({ story, effect, when }))),
    );
    const met = new Set<SwapEffect['kind']>();

    it.each(cases)(
      '$when $effect in $story: the next one is on the decided version',
      async ({ story, effect, when }) => {
        let isDead = false;
        const die = (): Promise<void> => {
          isDead = true;
          return new Promise(() => undefined);
        };
        const versions: unknown[] = [];
        coordinator.watch(KEY).subscribe((change) => {
          if (change.kind === 'put') versions.push((JSON.parse(change.value) as { step: string }).step);
        });
        const participant = new FakeParticipant(v1);
        stories[story]?.(participant);
        const first = new SwapRunner({
          plugin: 'probe',
          kind: 'sink',
          base: v1,
          participant,
          coordinator,
          scheduler: new ManualClock(),
          around: async (next, run) => {
            if (isDead) return die();
            if (next.kind !== effect) return run();
            met.add(effect);
            if (when === 'before') return die();
            // What it did is done; nothing that follows of it is.
            const running = run();
            isDead = true;
            return running;
          },
        });
        await first.recover();
        first.attach();
        first.swap(swapRequest({ strategy: 'canary' }));
        await settled();
        await settled();
        const left = await record(coordinator);
        const second = await begin(coordinator);
        await settled();
        expect(second.runner.status().phase).toBe('idle');
        expect(second.participant.isHeld).toBe(false);
        expect(second.participant.running).toEqual(second.runner.status().active);
        // Before the decision is durable every way leads to the old version, after it to the decided one.
        expect(second.participant.running).toEqual(left === null ? v1 : left['active']);
        expect(versions.filter((step) => step === 'committing').length).toBeLessThanOrEqual(2);
        const told = tell(second.runner.swap(swapRequest({ version: 'v3' })));
        await settled();
        expect(told).toEqual(COMMITTED);
        expect(second.participant.running.identity).toBe('v3');
      },
    );

    it('has died at each effect', () => {
      expect([...met].toSorted()).toEqual([...SWAP_EFFECTS].toSorted());
    });
  });
});
