import { EXIT } from '../output';
import type { WiredPlugin, WiredStatus } from './answers';
import { ControlError } from './controlError';
import { printable } from './printable';

/** Which plugin is meant when none is named. */
export interface ChooseOptions {
  readonly wanted?: (plugin: WiredPlugin) => boolean;
  /** What to tell when there is none. */
  readonly none?: string;
}

/**
 * The plugin of a name, or without one the only one that is `wanted`. Throws a `ControlError` with the exit code of what is
 * in the way.
 */
export function choosePlugin(
  { plugins, state }: Pick<WiredStatus, 'plugins' | 'state'>,
  name: string | undefined,
  { wanted = () => true, none = 'the run has no plugins' }: ChooseOptions = {},
): WiredPlugin {
  if (plugins.length === 0 && state === 'starting') {
    throw new ControlError('TV_PIPELINE_STATE', 'the run is starting, and its plugins are not open yet', {
      exitCode: EXIT.conflict,
      hint: 'try again; its log tells what it waits for',
    });
  }
  const names = plugins.map(({ plugin }) => plugin).join(', ');
  const hint = names === '' ? 'this run has no plugins' : `its plugins are ${printable(names)}`;
  if (name !== undefined) {
    const named = plugins.find(({ plugin }) => plugin === name);
    if (named !== undefined) return named;
    const detail = `the run has no plugin named ${printable(name)}`;
    throw new ControlError('TV_CONFIG_INVALID', detail, { exitCode: EXIT.notFound, hint });
  }
  const [only, ...others] = plugins.filter(wanted);
  if (only !== undefined && others.length === 0) return only;
  throw only === undefined
    ? new ControlError('TV_PIPELINE_STATE', none, {
        exitCode: plugins.length === 0 ? EXIT.notFound : EXIT.conflict,
        hint,
      })
    : new ControlError('TV_CONFIG_INVALID', 'several plugins of the run fit: name one', { exitCode: EXIT.usage, hint });
}
