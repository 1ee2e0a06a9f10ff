import { AsyncLocalStorage } from 'node:async_hooks';
import { callWithDeadline, type DeadlineKeeper, DeadlinePassed, deadlineCaller } from '../../src/wasm/callWithDeadline';
import { handMadeModule, OP } from '../helpers/handMadeModule';

let forever: () => void;

beforeAll(async () => {
  const bytes = handMadeModule({ functions: { go: [...OP.loop, OP.br, 0, OP.end] } });
  const loop = await WebAssembly.compile(new Uint8Array(bytes));
  forever = new WebAssembly.Instance(loop, {}).exports['go'] as () => void;
});

/** Nobody's deadline passes that should not, however busy the machine is. */
const LONG_MS = 60_000;

describe.each(['engine', 'thread'] as const)('a call whose deadline is kept by the %s', (keeper: DeadlineKeeper) => {
  const call = deadlineCaller(keeper);

  it('runs once, and throws what it throws', () => {
    const failure = new RangeError('no');
    let ran = 0;
    call(() => {
      ran += 1;
    }, LONG_MS);
    expect(ran).toBe(1);
    expect(() =>
      call(() => {
        throw failure;
      }, LONG_MS),
    ).toThrow(failure);
  });

  it('is ended in a loop of WebAssembly, and never in what comes after it', () => {
    const after: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      expect(() => call(() => forever(), 20)).toThrow(DeadlinePassed);
      after.push(i);
    }
    expect(after).toEqual([0, 1, 2]);
  });

  it('is ended in a loop that catches everything', () => {
    const catching = (): void => {
      for (;;) {
        try {
          forever();
        } catch {
          // Goes on, if it could.
        }
      }
    };
    expect(() => call(catching, 20)).toThrow('no answer within 20 ms');
  });

  it('that fails for want of stack is no passed deadline', () => {
    const deeper = (): number => deeper() + 1;
    expect(() => call(() => deeper(), LONG_MS)).toThrow(RangeError);
  });

  it('is ended with the call inside it, whose own time is not up', () => {
    let returned = false;
    const nested = (): void => {
      call(() => forever(), LONG_MS);
      returned = true;
    };
    expect(() => call(nested, 50)).toThrow('no answer within 50 ms');
    expect(returned).toBe(false);
    // The way in and out is in order again.
    expect(() => call(() => forever(), 20)).toThrow(DeadlinePassed);
  });

  it('goes on when the call inside it is ended', () => {
    const steps: string[] = [];
    call(() => {
      expect(() => call(() => forever(), 20)).toThrow(DeadlinePassed);
      steps.push('outer');
    }, LONG_MS);
    expect(steps).toEqual(['outer']);
  });

  it('leaves what was put off to its turn, in the context of its caller', async () => {
    const context = new AsyncLocalStorage<string>();
    const heard: unknown[] = [];
    context.run('caller', () =>
      call(() => {
        heard.push(context.getStore());
        Promise.resolve().then(
          () => heard.push('later'),
          () => undefined,
        );
      }, LONG_MS),
    );
    expect(heard).toEqual(['caller']);
    await Promise.resolve();
    expect(heard).toEqual(['caller', 'later']);
  });
});

describe('callWithDeadline', () => {
  it('is not bound to a number of calls in the time of one deadline', () => {
    let ran = 0;
    const calls = 51_000;
    for (let i = 0; i < calls; i += 1)
      callWithDeadline(() => {
        ran += 1;
      }, LONG_MS);
    expect(ran).toBe(calls);
    expect(() => callWithDeadline(() => forever(), 20)).toThrow(DeadlinePassed);
  });

  it('keeps deadlines where there is no way to the timer of the engine', () => {
    const features = Object.getOwnPropertyDescriptor(process, 'features');
    Object.defineProperty(process, 'features', {
      configurable: true,
      value: { ...process.features, inspector: false },
    });
    try {
      expect(() => deadlineCaller('engine')(() => forever(), 20)).toThrow(DeadlinePassed);
    } finally {
      if (features !== undefined) Object.defineProperty(process, 'features', features);
    }
  });
});
