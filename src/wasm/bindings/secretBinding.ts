import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf } from '../../errors/TiValveError';
import type { HostBinding } from '../hostBinding';

const MAX_SECRET_BYTES = 65_536;

/** What others than the owner may do with a file. */
const GROUP_AND_OTHERS = 0o077;

function readSecretFile(path: string): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    // Of what was opened: a name may lead to another file by now.
    const stat = fstatSync(descriptor);
    const { mode, size } = stat;
    if (!stat.isFile()) throw new Error('it is not a regular file');
    if (process.platform !== 'win32' && (mode & GROUP_AND_OTHERS) !== 0)
      throw new Error(`others may use it (mode ${(mode & 0o777).toString(8)}); chmod 600 it`);
    if (size > MAX_SECRET_BYTES) throw new Error(`it has ${size} bytes, ${MAX_SECRET_BYTES} are allowed`);
    const bytes = readFileSync(descriptor);
    return Buffer.from(bytes.toString('latin1').replace(/\r?\n$/, ''), 'latin1');
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The value behind `env:NAME` or `file:PATH`; a path counts from `baseDir`, and one line end at the end of a file is no
 * part of the secret. Throws an error that names the reference and never the value: for a variable that is not set or
 * empty, a file that cannot be read, is empty, too long, or open to its group or to others.
 */
export function readSecret(reference: string, baseDir: string): Uint8Array {
  const [, kind, rest = ''] = /^(env|file):(.+)$/s.exec(reference) ?? [];
  if (kind === undefined) throw new Error(`${JSON.stringify(reference)} is neither env:NAME nor file:PATH`);
  let value: Buffer;
  try {
    value = kind === 'env' ? Buffer.from(process.env[rest] ?? '') : readSecretFile(resolve(baseDir, rest));
  } catch (cause) {
    throw new Error(`${reference}: ${messageOf(cause)}`, { cause });
  }
  if (value.length === 0) throw new Error(`${reference}: it is ${kind === 'env' ? 'not set or ' : ''}empty`);
  return value;
}

/**
 * Host binding `secret`: the namespace is a granted name, `get` answers with the value. Throws `EACCES` for a name that is
 * not granted, `ENOSYS` for other operations.
 */
export function secretBinding(secrets: ReadonlyMap<string, Uint8Array>): HostBinding {
  return (name, operation) => {
    if (operation !== 'get') throw new Error(`ENOSYS: secret has no operation ${operation}`);
    const value = secrets.get(name);
    if (value === undefined) throw new Error(`EACCES: no secret is granted as ${JSON.stringify(name)}`);
    return value.slice();
  };
}

/** Secrets that are shorter stand in too many words by chance. */
const MIN_REDACTED_CHARS = 4;

/** Hides secrets in a text that a plugin gave: a mishap is caught, a plugin that means to tell is not. */
export function redactor(secrets: Iterable<Uint8Array>): (text: string) => string {
  const values = [...secrets]
    .map((value) => Buffer.from(value).toString())
    .filter((v) => v.length >= MIN_REDACTED_CHARS);
  // A secret that holds another one is looked for first.
  values.sort((a, b) => b.length - a.length);
  return (text) => values.reduce((hidden, value) => hidden.replaceAll(value, '***'), text);
}
