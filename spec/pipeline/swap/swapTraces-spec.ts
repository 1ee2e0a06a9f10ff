import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideSwap } from '../../../src/pipeline/swap/decideSwap';
import { describeSwapEffect, describeSwapState, parseSwapEvent, swapStart } from '../../helpers/swapStories';

const FOLDER = join(__dirname, '../../traces');
const traces = readdirSync(FOLDER).filter((name) => name.endsWith('.trace'));

/** Plays the events of a trace (`> …`) and writes below each the state and effects that follow. */
function play(text: string): string {
  let state = swapStart();
  const lines = text.split('\n').flatMap((line) => {
    if (line.startsWith('@ participants')) state = swapStart(line.slice('@ participants '.length));
    if (line.startsWith('= ') || line.startsWith('! ')) return [];
    if (!line.startsWith('> ')) return [line];
    const next = decideSwap(state, parseSwapEvent(line.slice(2), state));
    state = next.state;
    return [line, `= ${describeSwapState(state)}`, ...next.effects.map((effect) => `! ${describeSwapEffect(effect)}`)];
  });
  return lines.join('\n');
}

describe('stories of a swap', () => {
  it('are there', () => {
    expect(traces.length).toBeGreaterThan(10);
  });

  // UPDATE_TRACES=1 writes them anew; the difference is to be read.
  it.each(traces)('go as %s tells', (name) => {
    const path = join(FOLDER, name);
    const told = readFileSync(path, 'utf8');
    const played = play(told);
    if (process.env['UPDATE_TRACES'] !== undefined) writeFileSync(path, played);
    else expect(played).toBe(told);
  });
});
