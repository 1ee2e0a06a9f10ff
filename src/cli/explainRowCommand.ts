import type { Command } from 'commander';
import { ConfigError } from '../errors/TiValveError';
import { MAX_TS } from '../model/ts';
import { explainRow } from '../schema/explainRow';
import { addSchemaFlags, readSchema, type SchemaFlags } from './schemaFlags';

/** Adds `tivalve explain-row`. */
export function addExplainRowCommand(program: Command): void {
  addSchemaFlags(
    program.command('explain-row').description('show how a key and a value of TiKV are read, byte by byte'),
  )
    .argument('<key>', 'raw key, hex or base64')
    .argument('[value]', 'value, hex or base64')
    .addHelpText(
      'after',
      `
Example:
  tivalve explain-row --schema schema.json.gz 7480000000000000685f728000000000000001 80000100…`,
    )
    .action(async (rawKey: string, rawValue: string | undefined, flags: SchemaFlags, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const schema = await readSchema(flags);
      const key = bytesOf('the key', rawKey);
      const value = rawValue === undefined ? undefined : bytesOf('the value', rawValue);
      const told = explainRow(key, value, (id) => schema.tableAt(id, MAX_TS));
      if (json) {
        for (const bytes of told) process.stdout.write(`${JSON.stringify(bytes)}\n`);
        return;
      }
      for (const { part, offset, hex, meaning } of told) {
        const shown = hex.length > 40 ? `${hex.slice(0, 39)}…` : hex;
        process.stdout.write(`${part.padEnd(6)}${String(offset).padStart(5)}  ${shown.padEnd(40)}  ${meaning}\n`);
      }
    });
}

/** Hex when it can be hex, else base64. */
function bytesOf(what: string, text: string): Uint8Array {
  if (/^([0-9a-fA-F]{2})+$/.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0) return Buffer.from(text, 'base64');
  throw new ConfigError('TV_CONFIG_INVALID', `${what} is neither hex nor base64`);
}
