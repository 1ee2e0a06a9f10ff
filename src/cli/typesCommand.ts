import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { messageOf, SinkError } from '../errors/TiValveError';
import { tableTypes } from '../schema/tableTypes';
import { addSchemaFlags, chosenTables, readSchema, type SchemaFlags } from './schemaFlags';

/** Adds `tivalve types`. */
export function addTypesCommand(program: Command): void {
  addSchemaFlags(program.command('types').description('write TypeScript types of tables'))
    .option('--out <file>', 'where they go (default: standard output)')
    .addHelpText(
      'after',
      `
Rows are then typed: definePipeline<Tables>({ … }) with running.rows('shop.users').

Example:
  tivalve types --pd 127.0.0.1:2379 --table 'shop.*' --out tables.ts`,
    )
    .action(async (flags: SchemaFlags & { readonly out?: string }) => {
      const text = tableTypes(chosenTables(await readSchema(flags), flags));
      if (flags.out === undefined) {
        process.stdout.write(text);
        return;
      }
      try {
        await writeFile(flags.out, text);
      } catch (cause) {
        throw new SinkError('TV_SINK_IO', `${flags.out}: ${messageOf(cause)}`, { cause });
      }
    });
}
