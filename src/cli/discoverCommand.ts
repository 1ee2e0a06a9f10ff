import type { Command } from 'commander';
import { addSchemaFlags, chosenTables, readSchema, type SchemaFlags } from './schemaFlags';

/** Adds `tivalve discover`. */
export function addDiscoverCommand(program: Command): void {
  addSchemaFlags(
    program.command('discover').description('list tables with their keys, and whether they can be followed'),
  )
    .addHelpText(
      'after',
      `
A table without a primary key and without a unique key of NOT NULL columns cannot tell a repeated row from a new one.

Example:
  tivalve discover --pd 127.0.0.1:2379 --table 'shop.*'`,
    )
    .action(async (flags: SchemaFlags, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const tables = chosenTables(await readSchema(flags), flags).map(
        ({ db, table, id, physicalIds, columns, keyColumns, uniqueKeys }) => ({
          db,
          table,
          id: String(id),
          ids: physicalIds.map(String),
          columns: columns.length,
          key: keyColumns,
          uniqueKeys,
          eligible: keyColumns.length > 0,
        }),
      );
      if (json) {
        for (const table of tables) process.stdout.write(`${JSON.stringify(table)}\n`);
        return;
      }
      const rows = tables.map(({ db, table, id, ids, columns, key, eligible }) => [
        `${db}.${table}`,
        id,
        ids.length > 1 || ids[0] !== id ? String(ids.length) : '-',
        String(columns),
        key.join(', ') || '-',
        eligible ? 'yes' : 'no key',
      ]);
      const header = ['table', 'id', 'partitions', 'columns', 'key', 'eligible'];
      const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
      for (const row of [header, ...rows]) {
        process.stdout.write(
          `${row
            .map((text, i) => text.padEnd(widths[i] ?? 0))
            .join('  ')
            .trimEnd()}\n`,
        );
      }
    });
}
