import { PluginError } from '../errors/TiValveError';
import type { RowEvent } from '../model/row';
import type { RowBatch, TableSpan } from '../model/sink';
import type { Table, TableId } from '../model/table';
import { compileTableFilter, type TableFilter } from '../model/tableFilter';
import { RowBatchEncoder } from '../schema/rowBatchEncoder';
import type { PluginManifest } from './pluginManifest';
import { rowBatchText, tableText } from './rowBatchJson';
import { v0RowsText } from './v0Json';

/** How rows and tables are written for one plugin: in its encoding, with what it wants of them. */
export interface PluginRows {
  /** Whether the plugin is told of a table at all. */
  wants(table: Table): boolean;
  /** The payload of `sink_add_table`. Another object for a table id means another schema version. */
  tablePayload(span: TableSpan): Uint8Array;
  /** The payload of a batch; it belongs to the caller. */
  rowsPayload(batch: RowBatch, rows: readonly RowEvent[]): Uint8Array;
}

const encode = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/**
 * Works out how a plugin gets its rows. Throws `TV_PLUGIN_MANIFEST` for filter rules that are none.
 *
 * @param manifest - `undefined` for a module of the ABI of 2022
 */
export function pluginRowsOf(manifest: PluginManifest | undefined): PluginRows {
  if (manifest === undefined) {
    return {
      wants: () => true,
      tablePayload: ({ tableId }) => encode(JSON.stringify({ table_id: tableId })),
      rowsPayload: (_batch, rows) => encode(v0RowsText(rows)),
    };
  }
  const { tables, before, encoding } = manifest;
  const wanted = tables === undefined ? undefined : ruleOf('tables', tables);
  const versions = new Versions();
  const tablePayload = (span: TableSpan): Uint8Array => encode(tableText(span, versions.of(span)));
  const wants = (table: Table): boolean => wanted === undefined || wanted.matches(table);
  if (encoding === 'json') {
    return { wants, tablePayload, rowsPayload: (batch, rows) => encode(rowBatchText(batch, rows)) };
  }
  const encoder = new RowBatchEncoder();
  const columnsOf = columnChooser(manifest);
  return {
    wants,
    tablePayload,
    rowsPayload: (batch, rows) => {
      const columns = columnsOf(batch.table);
      const { tableId, table } = batch;
      const bytes = encoder.encode(rows, {
        tableId,
        table,
        before,
        schemaVersion: versions.of(batch),
        ...(columns !== undefined && { columns }),
      });
      // The encoder writes the next batch into the same bytes, and this one may have to be sent again.
      return bytes.slice();
    },
  };
}

function ruleOf(field: string, rules: readonly string[]): TableFilter {
  try {
    return compileTableFilter(rules);
  } catch (cause) {
    throw new PluginError(
      'TV_PLUGIN_MANIFEST',
      `/${field}: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );
  }
}

/** Which columns of a table are wanted, by position; `undefined` for all of them. */
function columnChooser({ columns }: PluginManifest): (table: Table) => readonly number[] | undefined {
  const rules = Object.entries(columns ?? {}).map(([rule, names]) => ({
    tables: ruleOf('columns', [rule]),
    names: new Set(names.map((name) => name.toLowerCase())),
  }));
  const known = new WeakMap<Table, { readonly columns: readonly number[] | undefined }>();
  return (table) => {
    let choice = known.get(table);
    if (choice === undefined) {
      const rule = rules.find(({ tables }) => tables.matches(table));
      const wanted = table.columns.flatMap(({ name }, i) => (rule?.names.has(name.toLowerCase()) === true ? [i] : []));
      choice = { columns: rule === undefined ? undefined : wanted };
      known.set(table, choice);
    }
    return choice.columns;
  };
}

/** Numbers the schemas of each physical table, from 1. */
class Versions {
  readonly #known = new Map<TableId, { table: Table; version: number }>();

  of({ tableId, table }: TableSpan): number {
    const known = this.#known.get(tableId);
    if (known?.table === table) return known.version;
    const version = (known?.version ?? 0) + 1;
    this.#known.set(tableId, { table, version });
    return version;
  }
}
