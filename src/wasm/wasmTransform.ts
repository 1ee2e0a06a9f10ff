import { PluginError } from '../errors/TiValveError';
import type { PluginState } from '../model/pluginState';
import type { ColumnValue, RowEvent } from '../model/row';
import { valueKindsOf } from '../model/rowBatchLayout';
import { BatchMistake, type ReadColumn, readRowBatch } from '../model/rowBatchReader';
import type { RowBatch, TableSpan } from '../model/sink';
import type { Column, Table, TableId } from '../model/table';
import type { RowTransform, TransformedRow, TransformResult } from '../model/transform';
import { shortestFloat32 } from '../schema/floatText';
import { PluginSlots, type PluginSlotsOptions } from './PluginSlots';
import { PoisonSearch, type RefusedRows } from './PoisonSearch';
import { type OpenPluginOptions, openPlugin, type Plugin } from './pluginHost';
import type { AddedColumn } from './pluginManifest';
import { type PluginRows, pluginRowsOf } from './pluginRows';
import type { PluginStage } from './pluginStage';
import { parseAnswer, statusOf } from './pluginStatus';

/** Options of `openWasmTransform`. */
export interface WasmTransformOptions extends OpenPluginOptions, PluginSlotsOptions {
  /** What becomes of rows on which the plugin dies. @defaultValue `'stop'` */
  readonly refusedRows?: RefusedRows;
}

const OPERATION = 'transform_rows';
const MAGIC = Buffer.from('TVB1');

/**
 * Opens a WebAssembly plugin of kind `transform`.
 *
 * Throws as `openPlugin` and `Plugin.instantiate`; `TV_PLUGIN_INVALID` for a plugin that is no transform.
 *
 * @example
 * ```ts
 * const mask = await openWasmTransform({ source: 'mask.wasm', settings: parsePluginSettings(file), changefeed: 'demo' });
 * rows$.pipe(transformRows(mask));
 * ```
 */
export async function openWasmTransform(options: WasmTransformOptions): Promise<RowTransform & PluginStage> {
  const plugin = await openPlugin(options);
  try {
    if (plugin.manifest?.kind !== 'transform') {
      throw new PluginError(
        'TV_PLUGIN_INVALID',
        `${plugin.name} is a ${plugin.manifest?.kind ?? 'sink'}, not a transform`,
      );
    }
    const transform = new WasmTransform(plugin, plugin.manifest.addColumns, options);
    await transform.start();
    return transform;
  } catch (thrown) {
    await plugin.close();
    throw thrown;
  }
}

class WasmTransform implements RowTransform, PluginStage {
  readonly identity: string;
  readonly plugin: Plugin;
  readonly #name: string;
  readonly #added: readonly AddedColumn[];
  readonly #rows: PluginRows;
  readonly #slots: PluginSlots;
  readonly #poison: PoisonSearch;
  readonly #told = new WeakMap<Table, Table>();
  #closed = false;

  constructor(plugin: Plugin, added: readonly AddedColumn[], options: WasmTransformOptions) {
    this.identity = `${plugin.name} ${plugin.identity}`;
    this.plugin = plugin;
    this.#name = plugin.name;
    this.#added = added;
    this.#rows = pluginRowsOf(plugin.manifest);
    this.#slots = new PluginSlots(plugin, options);
    this.#poison = new PoisonSearch(plugin.name, options.refusedRows);
  }

  start(): Promise<void> {
    return this.#slots.start();
  }

  tableOf(table: Table): Table {
    if (this.#added.length === 0 || !this.#rows.wants(table)) return table;
    let told = this.#told.get(table);
    if (told === undefined) {
      told = this.#widened(table);
      this.#told.set(table, told);
    }
    return told;
  }

  async addTable(span: TableSpan): Promise<void> {
    if (this.#rows.wants(span.table))
      await this.#slots.of(span.tableId).addTable(span.tableId, this.#rows.tablePayload(span));
  }

  async transform(batch: RowBatch): Promise<TransformResult> {
    const { rows, table, tableId } = batch;
    if (!this.#rows.wants(table)) return { rows: 'unchanged' };
    const parts = await this.#poison.run<Part>(
      rows.length,
      async (from, to, tries) => {
        const part = rows.slice(from, to);
        const payload = this.#rows.rowsPayload(batch, part);
        const slot = this.#slots.of(tableId);
        const answer = await slot.call((instance) => instance.call(OPERATION, payload), tries);
        slot.keepTransformed(payload);
        return { from, to, rows: this.#read(table, part, answer) };
      },
      (at, error) => ({ from: at, to: at + 1, rows: [], refused: error.message }),
    );
    const [only] = parts;
    return parts.length === 1 && only !== undefined && only.refused === undefined ? { rows: only.rows } : joined(parts);
  }

  removeTable(tableId: TableId): Promise<void> {
    return this.#slots.removeTable(tableId);
  }

  exportState(): Promise<PluginState | undefined> {
    return this.#slots.exportState();
  }

  get memoryBytes(): number {
    return this.#slots.memoryBytes;
  }

  tryState(state: PluginState): Promise<void> {
    return this.#slots.tryState(state);
  }

  begin(state: PluginState | undefined): Promise<void> {
    return this.#slots.begin(state);
  }

  get isStrict(): boolean {
    return this.#poison.isStrict;
  }

  set isStrict(isStrict: boolean) {
    this.#poison.isStrict = isStrict;
  }

  selfTest(): Promise<void> {
    return this.#slots.selfTest();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#slots.close();
  }

  #read(table: Table, rows: readonly RowEvent[], answer: Uint8Array): TransformResult['rows'] {
    const where = `${OPERATION} of ${this.#name}`;
    const told = this.tableOf(table);
    if (MAGIC.equals(answer.subarray(0, MAGIC.length))) return rowsOfBatch(where, told, rows.length, answer);
    const fields = parseAnswer(where, answer);
    const { code, text } = statusOf(where, fields);
    if (code !== 200) throw new PluginError('TV_PLUGIN_ERROR', `${where}: ${text}`);
    if (fields['unchanged'] === true) return 'unchanged';
    return rowsOfJson(where, told, rows.length, fields['rows']);
  }

  #widened(table: Table): Table {
    const names = new Set(table.columns.map(({ name }) => name.toLowerCase()));
    const twice = this.#added.find(({ name }) => names.has(name.toLowerCase()));
    if (twice !== undefined) {
      throw new PluginError(
        'TV_PLUGIN_MANIFEST',
        `${this.#name} adds a column ${twice.name}, which ${table.db}.${table.table} has already`,
      );
    }
    return Object.freeze({ ...table, columns: Object.freeze([...table.columns, ...this.#added.map(columnOf)]) });
  }
}

/** What came of the rows `[from, to)`. */
interface Part {
  readonly from: number;
  readonly to: number;
  /** Their sources count from `from`. */
  readonly rows: TransformResult['rows'];
  readonly refused?: string;
}

function joined(parts: readonly Part[]): TransformResult {
  return {
    rows: parts.flatMap(({ from, to, rows }) => {
      if (rows === 'unchanged') return Array.from({ length: to - from }, (_, i) => ({ source: from + i }));
      return rows.map((row) => (row.source < 0 ? row : { ...row, source: row.source + from }));
    }),
    refused: parts.flatMap(({ from, refused }) => (refused === undefined ? [] : [{ row: from, reason: refused }])),
  };
}

const BINARY_TYPE = /^(binary|varbinary|tinyblob|blob|mediumblob|longblob)/;

function columnOf({ name, type, nullable }: AddedColumn): Column {
  const binary = BINARY_TYPE.test(type);
  return Object.freeze({
    id: -1,
    name,
    type,
    charset: binary ? 'binary' : 'utf8mb4',
    collation: binary ? 'binary' : 'utf8mb4_bin',
    nullable,
    unsigned: type.endsWith('unsigned'),
    binary,
    primaryKey: false,
    originDefault: null,
  });
}

const SMALL_INTEGER = /^(tinyint|smallint|mediumint|int|year)/;

/** A value of a batch as the product has it for the column. */
function valueIn({ type }: Column, kind: ReadColumn['kind'], value: ColumnValue): ColumnValue {
  if (typeof value === 'bigint') return SMALL_INTEGER.test(type) ? Number(value) : value;
  return kind === 'f32' && typeof value === 'number' ? shortestFloat32(value) : value;
}

function rowsOfBatch(where: string, table: Table, count: number, answer: Uint8Array): readonly TransformedRow[] {
  const wrong = (detail: string, cause?: unknown): PluginError =>
    new PluginError('TV_PLUGIN_ANSWER', `${where}: ${detail}`, { cause });
  let batch: ReturnType<typeof readRowBatch>;
  try {
    batch = readRowBatch(answer);
  } catch (thrown) {
    if (thrown instanceof BatchMistake) throw wrong(thrown.message, thrown);
    throw thrown;
  }
  if (batch.sources.length !== batch.rows) throw wrong('a transform says where its rows come from');
  const kinds = valueKindsOf(table);
  for (const { index, kind } of [...batch.after, ...batch.before]) {
    if (kinds[index] !== kind) throw wrong(`column ${index} is ${kind}, not ${kinds[index] ?? 'one of the table'}`);
  }
  const valuesOf = (columns: readonly ReadColumn[], row: number): Record<string, ColumnValue> =>
    Object.fromEntries(
      columns.map(({ index, kind, value }) => {
        const column = table.columns[index] as Column;
        return [column.name, valueIn(column, kind, value(row))];
      }),
    );
  return batch.sources.map((source, row) => {
    if (source >= count) throw wrong(`row ${row} comes from ${source} of ${count}`);
    const type = batch.types[row] ?? 'insert';
    return {
      source,
      type,
      ...(type !== 'delete' && { row: valuesOf(batch.after, row) }),
      ...(type !== 'insert' && { before: valuesOf(batch.before, row) }),
    };
  });
}

function rowsOfJson(where: string, table: Table, count: number, rows: unknown): readonly TransformedRow[] {
  const wrong = (detail: string): PluginError => new PluginError('TV_PLUGIN_ANSWER', `${where}: ${detail}`);
  if (!Array.isArray(rows)) throw wrong('rows are not a list');
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const valuesOf = (at: string, values: unknown): Record<string, ColumnValue> | undefined => {
    if (values === undefined || values === null) return undefined;
    if (typeof values !== 'object' || Array.isArray(values)) throw wrong(`${at} is not an object`);
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const column = columns.get(name);
        if (column === undefined) throw wrong(`${at} has a column ${JSON.stringify(name)}, which the table lacks`);
        return [name, jsonValueIn(column, value, () => wrong(`${at}.${name} does not fit ${column.type}`))];
      }),
    );
  };
  return rows.map((entry: unknown, i) => {
    if (typeof entry !== 'object' || entry === null) throw wrong(`row ${i} is not an object`);
    const { source = -1, type, row, before } = entry as Record<string, unknown>;
    if (typeof source !== 'number' || !Number.isInteger(source) || source < -1 || source >= count)
      throw wrong(`row ${i} comes from ${JSON.stringify(source)} of ${count}`);
    if (type !== undefined && type !== 'insert' && type !== 'update' && type !== 'delete')
      throw wrong(`row ${i} has the type ${JSON.stringify(type)}`);
    const after = valuesOf(`row ${i}`, row);
    const old = valuesOf(`row ${i}, before`, before);
    return {
      source,
      ...(type !== undefined && { type }),
      ...(after !== undefined && { row: after }),
      ...(old !== undefined && { before: old }),
    };
  });
}

/** A value of row JSON as the product has it for the column. */
function jsonValueIn(column: Column, value: unknown, wrong: () => PluginError): ColumnValue {
  if (value === null) return null;
  const { type, binary } = column;
  if (binary) {
    if (typeof value !== 'string') throw wrong();
    return new Uint8Array(Buffer.from(value, 'base64'));
  }
  if (SMALL_INTEGER.test(type) || /^(float|double)/.test(type)) {
    if (typeof value !== 'number') throw wrong();
    return value;
  }
  if (typeof value !== 'string') throw wrong();
  if (!/^(bigint|bit)/.test(type)) return value;
  if (!/^-?\d{1,20}$/.test(value)) throw wrong();
  return BigInt(value);
}
