import { createPrivateKey } from 'node:crypto';
import { open, readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ConfigError, messageOf, PluginError } from '../../errors/TiValveError';
import { generateSigningKey, signatureOf, signModule } from '../../wasm/signature';

/** Adds `tivalve plugin keygen` and `tivalve plugin sign`. */
export function addPluginSignCommands(plugin: Command): void {
  plugin
    .command('keygen')
    .description('make a key that plugins are signed with; its public half goes to standard output')
    .requiredOption('--out <file>', 'where the private key goes, as PEM; must not be there')
    .action(async ({ out }: { readonly out: string }) => {
      const { privateKeyPem, publicKey } = generateSigningKey();
      try {
        const file = await open(out, 'wx', 0o600);
        await file.writeFile(privateKeyPem);
        await file.close();
      } catch (cause) {
        throw new ConfigError('TV_CONFIG_FILE_UNREADABLE', `${out}: ${messageOf(cause)}`, { cause });
      }
      process.stdout.write(`${publicKey}\n`);
      process.stderr.write(`${out}: keep it to yourself; the line above belongs into trustedKeys\n`);
    });
  plugin
    .command('sign')
    .description('sign a module, so that those who trust the key take it')
    .argument('<module>', '.wasm')
    .requiredOption('--key <file>', 'private key of Ed25519, PEM')
    .option('--out <file>', 'where the signed module goes (default: over the module)')
    .addHelpText(
      'after',
      `
Example:
  tivalve plugin keygen --out signing.pem
  tivalve plugin sign greeter.wasm --key signing.pem`,
    )
    .action(async (path: string, flags: { readonly key: string; readonly out?: string }) => {
      const module = await readFile(path).catch((cause: unknown) => {
        throw new PluginError('TV_PLUGIN_UNREADABLE', `${path}: ${messageOf(cause)}`, { cause });
      });
      const signed = signModule(module, await readKey(flags.key));
      const out = flags.out ?? path;
      await writeFile(out, signed).catch((cause: unknown) => {
        throw new ConfigError('TV_CONFIG_FILE_UNREADABLE', `${out}: ${messageOf(cause)}`, { cause });
      });
      process.stderr.write(`${out}: signed by ${signatureOf(signed)?.key ?? 'nobody'}\n`);
    });
}

async function readKey(path: string): Promise<ReturnType<typeof createPrivateKey>> {
  try {
    return createPrivateKey(await readFile(path));
  } catch (cause) {
    throw new ConfigError('TV_CONFIG_FILE_UNREADABLE', `${path}: ${messageOf(cause)}`, {
      cause,
      hint: 'tivalve plugin keygen makes one',
    });
  }
}
