import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPlugin } from '../../src/wasm/pluginHost';
import { parsePluginSettings } from '../../src/wasm/pluginSettings';
import { checkSignature, generateSigningKey, signatureOf, signModule } from '../../src/wasm/signature';
import { codeRejectedBy, codeThrownBy } from '../helpers/flows';

const probe = readFileSync(join(__dirname, '../fixtures/plugins/probe.wasm'));
const { privateKeyPem, publicKey } = generateSigningKey();
const key = createPrivateKey(privateKeyPem);
const signed = signModule(probe, key);
const check = (bytes: Uint8Array, trustedKeys: readonly string[], allowUnsigned = false): unknown =>
  codeThrownBy(() => checkSignature('p', bytes, { trustedKeys, allowUnsigned }));

describe('the signature of a module', () => {
  it('says who signed it, and stays one section however often it is signed', async () => {
    expect(signatureOf(probe)).toBeUndefined();
    expect(signatureOf(signed)).toEqual({ key: publicKey, isRight: true });
    expect(signModule(signed, key)).toEqual(signed);
    expect(
      WebAssembly.Module.customSections(await WebAssembly.compile(Uint8Array.from(signed)), 'tivalve.signature'),
    ).toHaveLength(1);
  });

  it.each([
    { title: 'a byte of the module', at: 100 },
    { title: 'a byte of the signature', at: signed.length - 1 },
    { title: 'a byte of the key', at: signed.length - 70 },
  ])('is wrong when $title was changed', ({ at }) => {
    const changed = Buffer.from(signed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(signatureOf(changed)?.isRight).toBe(false);
    expect(check(changed, [publicKey])).toBe('TV_PLUGIN_SIGNATURE');
  });

  it('is wrong when something stands behind it', () => {
    const longer = Buffer.concat([signed, Uint8Array.of(0, 2, 1, 0x78)]);
    expect(signatureOf(longer)?.isRight).toBe(false);
    // Signed again, what stood behind it is signed as well.
    expect(signatureOf(signModule(longer, key))?.isRight).toBe(true);
  });

  it('is asked for when keys are configured, and not else', () => {
    const other = generateSigningKey().publicKey;
    expect(check(probe, [])).toBeUndefined();
    expect(check(signed, [other, publicKey])).toBeUndefined();
    expect(check(probe, [publicKey])).toBe('TV_PLUGIN_SIGNATURE');
    expect(check(probe, [publicKey], true)).toBeUndefined();
    expect(check(signed, [other])).toBe('TV_PLUGIN_SIGNATURE');
    expect(check(signed, [other], true)).toBe('TV_PLUGIN_SIGNATURE');
  });

  it('is looked at before anything of the module runs', async () => {
    const open = (source: Uint8Array) =>
      openPlugin({
        source,
        settings: parsePluginSettings({ trustedKeys: [publicKey], grants: { fs: { out: '/tmp' } } }),
        changefeed: 'spec',
      });
    expect(await codeRejectedBy(open(probe))).toBe('TV_PLUGIN_SIGNATURE');
    const plugin = await open(signed);
    await plugin.close();
    expect(() => parsePluginSettings({ trustedKeys: ['ed25519:short'] })).toThrow('trustedKeys');
  });

  it('takes keys of Ed25519 alone', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(codeThrownBy(() => signModule(probe, privateKey))).toBe('TV_PLUGIN_SIGNATURE');
  });
});
