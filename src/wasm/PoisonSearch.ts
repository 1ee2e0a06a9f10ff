import { PluginError } from '../errors/TiValveError';
import { isLimitOrTrap } from './pluginSlot';

/** What becomes of rows on which a plugin dies: the run ends, or they go aside, or it is tried again as a whole. */
export type RefusedRows = 'stop' | 'deadLetter' | 'retry';

/** So many rows in a row that kill an instance are no longer the rows' fault. */
const BREAKER_ROWS = 64;

/** Finds the rows of a batch on which a plugin dies, by halves, so that the others go on. */
export class PoisonSearch {
  readonly #name: string;
  readonly #refusedRows: RefusedRows;
  /** Whether the run of a batch fails, whatever becomes of such rows otherwise. */
  isStrict = false;
  /** Rows since the last part that went well. */
  #poisonRows = 0;

  /** @param name - the plugin's, for errors */
  constructor(name: string, refusedRows: RefusedRows = 'stop') {
    this.#name = name;
    this.#refusedRows = refusedRows;
  }

  /**
   * Runs `attempt` on all of `count` rows, and when the plugin dies in each of its tries, as `refusedRows` says. Answers what
   * came of the parts, in order.
   *
   * Throws what `attempt` throws; `TV_PLUGIN_FAILING` under `retry`, and `TV_PLUGIN_BREAKER` when nothing but poison is found.
   *
   * @param attempt - hands over the rows `[from, to)`; with so many tries, or as many as it likes
   * @param poison - what a row comes to on which the plugin has died
   */
  async run<T>(
    count: number,
    attempt: (from: number, to: number, tries: number | undefined) => Promise<T>,
    poison: (at: number, error: PluginError) => T,
  ): Promise<readonly T[]> {
    const search = async (from: number, to: number, tries?: number): Promise<readonly T[]> => {
      try {
        const result = await attempt(from, to, tries);
        this.#poisonRows = 0;
        return [result];
      } catch (thrown) {
        if (!isLimitOrTrap(thrown) || this.isStrict) throw thrown;
        if (this.#refusedRows === 'retry')
          throw new PluginError('TV_PLUGIN_FAILING', thrown.message, { cause: thrown });
        if (this.#refusedRows === 'stop') throw thrown;
        if (to - from === 1) {
          this.#count(thrown);
          return [poison(from, thrown)];
        }
        const middle = (from + to) >> 1;
        return [...(await search(from, middle, 1)), ...(await search(middle, to, 1))];
      }
    };
    return search(0, count);
  }

  #count(error: PluginError): void {
    this.#poisonRows += 1;
    if (this.#poisonRows < BREAKER_ROWS) return;
    throw new PluginError('TV_PLUGIN_BREAKER', `${this.#name} has died on ${BREAKER_ROWS} rows in a row`, {
      cause: error,
      hint: 'Mend the plugin or go back to the version before, and run again.',
    });
  }
}
