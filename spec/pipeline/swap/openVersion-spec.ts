import { resolve } from 'node:path';
import { absoluteSettings, settingsOf, swappedOf } from '../../../src/pipeline/swap/openVersion';
import { parsePluginSettings } from '../../../src/wasm/pluginSettings';

const swapped = {
  config: { tag: 'v2' },
  grants: { fs: { out: './out' }, secret: { key: 'file:key', token: 'env:TOKEN' } },
};

describe('settings of a version', () => {
  it('have configuration and grants of the version, and the rest of the definition', () => {
    const before = parsePluginSettings({ ...swapped, mode: 'inline', limits: { memoryMiB: 8 } });
    const rest = {
      mode: 'isolated' as const,
      limits: { memoryMiB: 32 },
      trustedKeys: [`ed25519:${'A'.repeat(43)}=`],
      allowUnsigned: true,
    };
    const now = parsePluginSettings({ config: { tag: 'v1' }, ...rest });
    const version = { identity: '', label: '', digest: '', settings: swappedOf(before) };
    expect(settingsOf(version, now)).toEqual({ ...parsePluginSettings(swapped), ...now, ...swappedOf(before) });
    expect(settingsOf(version, now)).toMatchObject({ ...rest, config: { tag: 'v2' } });
    // As they were kept with all that a settings file has.
    expect(settingsOf({ ...version, settings: { ...before } }, now)).toEqual(settingsOf(version, now));
  });

  it('have paths that do not depend on where they are read', () => {
    const { grants } = absoluteSettings(parsePluginSettings(swapped), '/srv/app');
    expect(grants).toMatchObject({
      fs: { out: '/srv/app/out' },
      secret: { key: 'file:/srv/app/key', token: 'env:TOKEN' },
    });
    expect(absoluteSettings(parsePluginSettings(swapped), '.').grants.fs).toEqual({ out: resolve('out') });
  });
});
