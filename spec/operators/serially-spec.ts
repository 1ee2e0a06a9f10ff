import { NEVER, Subject } from 'rxjs';
import { type SerialState, serially } from '../../src/operators/serially';
import { marbles } from '../../src/testing';

/** Doubles each letter, refuses `x`, ends at `e`, and tells what it was asked. */
class Doubler implements SerialState<string, string> {
  ended = false;
  readonly log: string[];
  private readonly onSettled: () => void;

  constructor(log: string[] = [], onSettled: () => void = () => undefined) {
    this.log = log;
    this.onSettled = onSettled;
  }

  take(signal: string): readonly string[] {
    if (signal === 'x') throw 'refused';
    this.log.push(`take ${signal}`);
    if (signal === 'e') this.ended = true;
    return signal === 'e' ? [] : [signal, signal.toUpperCase()];
  }

  settled(): void {
    this.log.push('settled');
    this.onSettled();
  }

  close(): void {
    this.log.push('close');
  }
}

describe('serially', () => {
  it.each([
    { title: 'stays silent on a silent source', source: '-', output: '-', subs: '^' },
    { title: 'completes with an empty source', source: '|', output: '|', subs: '(^!)' },
    { title: 'lets out what the state makes', source: '-a---b---|', output: '-(aA)(bB)|', subs: '^--------!' },
    { title: 'completes when the state has ended', source: '-a---e---', output: '-(aA)|', subs: '^----!' },
    {
      title: 'passes what the state throws on',
      source: '-a---x---',
      output: '-(aA)#',
      subs: '^----!',
      error: 'refused',
    },
    { title: 'passes an error of the source on', source: '-a---#', output: '-(aA)#', subs: '^----!' },
    { title: 'lets go when unsubscribed', source: '-a---b', output: '-(aA)', subs: '^---!', unsub: '----!' },
  ])('$title', ({ source, output, subs, error, unsub }) => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source);
      const output$ = serially(source$, () => new Doubler());
      expectObservable(output$, unsub).toBe(output, undefined, error);
      expectSubscriptions(source$.subscriptions).toBe(subs);
    });
  });

  it('opens a state for each subscriber, and closes each once', () => {
    const logs: string[][] = [];
    const output$ = serially(NEVER, () => {
      const log: string[] = [];
      logs.push(log);
      return new Doubler(log);
    });
    const [first, second] = [output$.subscribe(), output$.subscribe()];
    first.unsubscribe();
    expect(logs).toEqual([['close'], []]);
    second.unsubscribe();
    second.unsubscribe();
    expect(logs).toEqual([['close'], ['close']]);
  });

  it('lets a signal that comes while others leave wait its turn', () => {
    const source$ = new Subject<string>();
    const output: string[] = [];
    serially(source$, () => new Doubler()).subscribe((out) => {
      output.push(out);
      if (out === 'a') source$.next('b');
    });
    source$.next('a');
    expect(output).toEqual(['a', 'A', 'b', 'B']);
  });

  it('takes a signal that comes from settled at once', () => {
    const source$ = new Subject<string>();
    const log: string[] = [];
    let asked = false;
    const state = new Doubler(log, () => {
      if (asked) return;
      asked = true;
      source$.next('b');
      log.push('asked');
    });
    serially(source$, () => state).subscribe();
    source$.next('a');
    expect(log).toEqual(['take a', 'settled', 'take b', 'settled', 'asked']);
  });

  it('lets no signal from settled overtake one that waits', () => {
    const source$ = new Subject<string>();
    const output: string[] = [];
    let asked = false;
    const state = new Doubler([], () => {
      if (asked) return;
      asked = true;
      source$.next('c');
    });
    serially(source$, () => state).subscribe((out) => {
      output.push(out);
      if (out === 'a') source$.next('b');
    });
    source$.next('a');
    expect(output).toEqual(['a', 'A', 'b', 'B', 'c', 'C']);
  });

  it('takes what waits before it completes', () => {
    const source$ = new Subject<string>();
    const output: string[] = [];
    serially(source$, () => new Doubler()).subscribe({
      next: (out) => {
        output.push(out);
        if (out !== 'a') return;
        source$.next('b');
        source$.complete();
      },
      complete: () => output.push('complete'),
    });
    source$.next('a');
    expect(output).toEqual(['a', 'A', 'b', 'B', 'complete']);
  });

  it('stops in the middle when it is unsubscribed in the middle', () => {
    const source$ = new Subject<string>();
    const output: string[] = [];
    const subscription = serially(source$, () => new Doubler()).subscribe((out) => {
      output.push(out);
      source$.next('b');
      subscription.unsubscribe();
    });
    source$.next('a');
    expect(output).toEqual(['a']);
  });
});
