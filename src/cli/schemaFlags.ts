import { type Command, Option } from 'commander';
import { parseTikvSourceConfig } from '../config/tikvSourceConfig';
import { ConfigError } from '../errors/TiValveError';
import { compileTableFilter } from '../model/tableFilter';
import { createSchemaStorage, type SchemaStorage } from '../schema/schemaStorage';
import type { TableSchema } from '../schema/tableInfo';
import { readClusterSchema, readSchemaFile } from '../sources/readSchema';
import { addTlsFlags, type ClusterFlags, clusterOptions } from './clusterFlags';

/** Where a command takes a schema from. */
export interface SchemaFlags extends Omit<ClusterFlags, 'pd'> {
  readonly pd?: string;
  readonly schema?: string;
  readonly table?: readonly string[];
}

/** Adds `--schema`, `--pd` and `--table` to a command. */
export function addSchemaFlags(command: Command): Command {
  command
    .option('--schema <file>', 'schema of a recording: schema.json or schema.json.gz')
    .option('--pd <addresses>', 'the schema of a running cluster, as of now: addresses of PD')
    .addOption(new Option('--table <rules...>', 'table rules such as shop.* and !shop.tmp_* (default: all tables)'));
  return addTlsFlags(command);
}

/** Reads the schema that the flags name. Errors with `TV_CONFIG_INVALID` unless they name exactly one. */
export async function readSchema(flags: SchemaFlags): Promise<SchemaStorage> {
  const { schema, pd } = flags;
  if ((schema === undefined) === (pd === undefined)) {
    throw new ConfigError('TV_CONFIG_INVALID', 'give either --schema or --pd', {
      hint: 'for example --schema schema.json.gz or --pd 127.0.0.1:2379',
    });
  }
  if (schema !== undefined) return createSchemaStorage(await readSchemaFile([schema]), 0n);
  const { pairs, ts } = await readClusterSchema(parseTikvSourceConfig(clusterOptions({ ...flags, pd: pd ?? '' })));
  return createSchemaStorage(pairs, ts);
}

/** The tables that the rules choose, by name. */
export function chosenTables(schema: SchemaStorage, { table: rules }: SchemaFlags): readonly TableSchema[] {
  const filter = compileTableFilter(rules ?? ['*.*'], { caseSensitive: false });
  const nameOf = ({ db, table }: TableSchema): string => `${db}.${table}`;
  return schema
    .tables()
    .filter((table) => filter.matches(table))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
