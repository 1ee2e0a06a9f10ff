import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { PluginError } from '../errors/TiValveError';
import { leb128, SECTION, sectionsOf, type WasmSection } from './wasmSections';

const NAME = 'tivalve.signature';
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** What stands before the raw key in the DER of an Ed25519 public key (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_TEXT = /^ed25519:([A-Za-z0-9+/]{43}=)$/;

/** What a signature says of a module. */
export interface ModuleSignature {
  /** The key that made it, `ed25519:<base64>`. */
  readonly key: string;
  /** Whether it is right for these bytes. */
  readonly isRight: boolean;
}

/** A new pair of keys: the private one as PEM, the public one as configuration has it. */
export function generateSigningKey(): { readonly privateKeyPem: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: keyTextOf(publicKey),
  };
}

/**
 * A copy of a module with a signature of all its bytes behind them, in the custom section `tivalve.signature`: the raw
 * public key and the Ed25519 signature. One that it has already is replaced.
 *
 * Throws `TV_PLUGIN_SIGNATURE` for a key that is not of Ed25519, and `TV_PLUGIN_INVALID` for bytes that are no module.
 */
export function signModule(module: Uint8Array, privateKey: KeyObject): Uint8Array {
  if (privateKey.asymmetricKeyType !== 'ed25519')
    throw new PluginError(
      'TV_PLUGIN_SIGNATURE',
      `a key of kind ${privateKey.asymmetricKeyType ?? 'unknown'}, not ed25519`,
    );
  const signed = unsigned(module);
  const name = Buffer.from(NAME);
  const body = Buffer.concat([
    Uint8Array.from(leb128(name.length)),
    name,
    rawKeyOf(createPublicKey(privateKey)),
    sign(null, signed, privateKey),
  ]);
  return Buffer.concat([signed, Uint8Array.from([SECTION.custom, ...leb128(body.length)]), body]);
}

/** The signature of a module; `undefined` when it has none. Throws `TV_PLUGIN_INVALID` for bytes that are no module. */
export function signatureOf(module: Uint8Array): ModuleSignature | undefined {
  const section = signatureSection(module);
  if (section === undefined) return undefined;
  const payload = section.body.subarray(1 + NAME.length);
  const raw = payload.subarray(0, KEY_BYTES);
  // What stands behind a signature would not be signed.
  const isWhole = section.end === module.length && payload.length === KEY_BYTES + SIGNATURE_BYTES;
  const isRight =
    isWhole && verify(null, module.subarray(0, section.start), publicKeyOf(raw), payload.subarray(KEY_BYTES));
  return { key: `ed25519:${Buffer.from(raw).toString('base64')}`, isRight };
}

/**
 * Holds a module to the keys that its user trusts: without keys everything passes.
 *
 * Throws `TV_PLUGIN_SIGNATURE`.
 *
 * @param trustedKeys - `ed25519:<base64>` each
 * @param allowUnsigned - lets modules without a signature pass all the same
 */
export function checkSignature(
  name: string,
  module: Uint8Array,
  { trustedKeys, allowUnsigned }: { readonly trustedKeys: readonly string[]; readonly allowUnsigned: boolean },
): void {
  if (trustedKeys.length === 0) return;
  const refuse = (what: string): PluginError =>
    new PluginError('TV_PLUGIN_SIGNATURE', `${name} ${what}`, {
      hint: 'sign it with tivalve plugin sign, or see to trustedKeys in the plugin configuration',
    });
  const signature = signatureOf(module);
  if (signature === undefined) {
    if (allowUnsigned) return;
    throw refuse('is not signed, and keys are configured');
  }
  if (!signature.isRight) throw refuse('was changed after it was signed');
  if (!trustedKeys.includes(signature.key)) throw refuse(`is signed by ${signature.key}, which is not trusted`);
}

/** Whether a text is a public key as configuration has it. */
export function isKeyText(text: string): boolean {
  return KEY_TEXT.test(text);
}

function keyTextOf(key: KeyObject): string {
  return `ed25519:${rawKeyOf(key).toString('base64')}`;
}

function rawKeyOf(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(SPKI_PREFIX.length);
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  // Any 32 bytes are taken for a key here; one that is none verifies nothing.
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
}

function unsigned(module: Uint8Array): Uint8Array {
  const section = signatureSection(module);
  if (section === undefined) return module;
  return Buffer.concat([module.subarray(0, section.start), module.subarray(section.end)]);
}

function signatureSection(module: Uint8Array): WasmSection | undefined {
  const name = Buffer.from([NAME.length, ...Buffer.from(NAME)]);
  return sectionsOf(module).find(({ id, body }) => id === SECTION.custom && name.equals(body.subarray(0, name.length)));
}
