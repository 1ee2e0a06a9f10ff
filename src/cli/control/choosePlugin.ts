import { EXIT } from '../output';
import type { WiredPlugin } from './answers';
import { ControlError } from './controlError';
import { printable } from './printable';

/** The plugin of a name, or without one the only one for which `wanted` holds. */
export function choosePlugin(
  plugins: readonly WiredPlugin[],
  name: string | undefined,
  wanted: (plugin: WiredPlugin) => boolean = () => true,
): WiredPlugin {
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
    ? new ControlError('TV_PIPELINE_STATE', 'no plugin of the run fits', {
        exitCode: plugins.length === 0 ? EXIT.notFound : EXIT.conflict,
        hint,
      })
    : new ControlError('TV_CONFIG_INVALID', 'several plugins of the run fit', { exitCode: EXIT.usage, hint });
}
