import { EmulatorError } from '../../errors/TiValveError';
import type { TableId } from '../../model/table';
import { type ColumnSpec, FLAGS, fieldTypeOf, TP } from './columnTypes';
import { ColumnCodec } from './datum';
import { type PartitionSpec, partitionInfo } from './partitions';
import {
  type ColumnInfoJson,
  type FieldTypeJson,
  type IndexColumnJson,
  type IndexInfoJson,
  indexInfo,
  type TableInfoJson,
  tableInfo,
} from './schemaJson';
import { plainColumn } from './systemTables';
import { zeroOf } from './TableLayout';

/** A column of an index, whole or its first characters. */
export type IndexColumnSpec = string | { readonly name: string; readonly length: number };

/** An index of a table. */
export interface IndexSpec {
  /** @defaultValue that of its first column */
  readonly name?: string;
  readonly columns: readonly IndexColumnSpec[];
  /** @defaultValue `false` */
  readonly unique?: boolean;
}

/** A new table. */
export interface TableSpec {
  readonly db: string;
  readonly table: string;
  readonly columns: readonly ColumnSpec[];
  /** @defaultValue none: rows then get a hidden handle */
  readonly primaryKey?: readonly IndexColumnSpec[];
  /** Whether the primary key is the row's key; otherwise it is an index, and rows get a hidden handle. @defaultValue `true` */
  readonly clustered?: boolean;
  readonly indexes?: readonly IndexSpec[];
  readonly partitionBy?: PartitionSpec;
}

const INTEGERS: ReadonlySet<number> = new Set([TP.tinyint, TP.smallint, TP.mediumint, TP.int, TP.bigint]);
const PRIMARY = 'PRIMARY';

function partsOf(column: IndexColumnSpec): { readonly name: string; readonly length: number } {
  return typeof column === 'string' ? { name: column, length: -1 } : column;
}

/** The TableInfo of a new table. */
export function tableInfoOf(spec: TableSpec, id: TableId, partitionIds: readonly TableId[]): TableInfoJson {
  const primary = (spec.primaryKey ?? []).map(partsOf);
  const keyNames = new Set(primary.map(({ name }) => name.toLowerCase()));
  const columns = spec.columns.map((column, offset) => {
    const info = columnInfoOf(keyNames.has(column.name.toLowerCase()) ? { ...column, nullable: false } : column, {
      id: offset + 1,
      offset,
    });
    return keyNames.has(info.name.L) ? withFlags(info, FLAGS.primaryKey) : info;
  });
  const clustered = (spec.clustered ?? true) && primary.length > 0;
  const [first] = primary;
  const isHandle =
    clustered &&
    primary.length === 1 &&
    INTEGERS.has(columns.find(({ name }) => name.L === first?.name.toLowerCase())?.type.Tp ?? 0);
  const specs: (IndexSpec & { readonly primary?: boolean })[] = [
    ...(primary.length > 0 && !isHandle
      ? [{ name: PRIMARY, columns: spec.primaryKey ?? [], unique: true, primary: true }]
      : []),
    ...(spec.indexes ?? []),
  ];
  const indexes = specs.map((index, i) => indexInfoOf(columns, index, i + 1));
  return tableInfo({
    id,
    name: spec.table,
    cols: flaggedColumns(columns, indexes),
    index_info: indexes.length === 0 ? null : indexes,
    pk_is_handle: isHandle,
    is_common_handle: clustered && !isHandle,
    partition: spec.partitionBy === undefined ? null : partitionInfo(spec.partitionBy, partitionIds),
  });
}

/** An index over columns of a table. */
export function indexInfoOf(
  columns: readonly ColumnInfoJson[],
  spec: IndexSpec & { readonly primary?: boolean },
  id: number,
): IndexInfoJson {
  const parts = spec.columns.map((column): IndexColumnJson => {
    const { name, length } = partsOf(column);
    const info = columns.find((candidate) => candidate.name.L === name.toLowerCase());
    if (info === undefined)
      throw new EmulatorError('TV_EMULATOR_USAGE', `an index names the column ${name}, which is not there`);
    return { name: info.name, offset: info.offset, length };
  });
  const name = spec.name ?? parts[0]?.name.O ?? '';
  return indexInfo({
    id,
    name,
    idx_cols: parts,
    is_unique: spec.unique ?? false,
    is_primary: spec.primary ?? false,
  });
}

/** Columns with the flags that tell which of them begin an index. */
export function flaggedColumns(
  columns: readonly ColumnInfoJson[],
  indexes: readonly IndexInfoJson[],
): readonly ColumnInfoJson[] {
  return columns.map((column) => {
    const own = indexes.filter((index) => !index.is_primary && index.idx_cols[0]?.offset === column.offset);
    const alone = own.some((index) => index.is_unique && index.idx_cols.length === 1);
    const shared = own.some((index) => !index.is_unique || index.idx_cols.length > 1);
    const flags = column.type.Flag & ~(FLAGS.uniqueKey | FLAGS.multipleKey);
    const Flag = flags | (alone ? FLAGS.uniqueKey : 0) | (shared ? FLAGS.multipleKey : 0);
    return { ...column, type: { ...column.type, Flag } };
  });
}

function withFlags(column: ColumnInfoJson, flags: number): ColumnInfoJson {
  return { ...column, type: { ...column.type, Flag: column.type.Flag | flags } };
}

/** The ColumnInfo of a new column. */
export function columnInfoOf(spec: ColumnSpec, at: { readonly id: number; readonly offset: number }): ColumnInfoJson {
  const type = fieldTypeOf(spec);
  const { nullable = true, autoIncrement = false } = spec;
  const lacksDefault = !nullable && !autoIncrement && (spec.default === undefined || spec.default === null);
  const Flag =
    type.Flag |
    (nullable ? 0 : FLAGS.notNull) |
    (lacksDefault ? FLAGS.noDefault : 0) |
    (autoIncrement ? FLAGS.autoIncrement : 0);
  return {
    ...plainColumn({ ...at, name: spec.name, type: { ...type, Flag } }),
    ...defaultOf(spec, type),
    comment: spec.comment ?? '',
    generated_expr_string: spec.virtual ?? '',
  };
}

function defaultOf(spec: ColumnSpec, type: FieldTypeJson): Pick<ColumnInfoJson, 'default' | 'default_bit'> {
  if (spec.default === undefined || spec.default === null) return { default: null, default_bit: null };
  const codec = new ColumnCodec(spec.name, type);
  return defaultFields(codec, type, codec.datumOf(spec.default));
}

function defaultFields(
  codec: ColumnCodec,
  type: FieldTypeJson,
  datum: ReturnType<ColumnCodec['datumOf']>,
): Pick<ColumnInfoJson, 'default' | 'default_bit'> {
  if (type.Tp === TP.bit) {
    const hex = (datum as bigint).toString(16).padStart(Math.ceil(type.Flen / 8) * 2, '0');
    const bytes = Buffer.from(hex, 'hex');
    return { default: bytes.toString('utf8'), default_bit: bytes.toString('base64') };
  }
  // Bytes that are not UTF-8 do not survive here, as in TiDB itself.
  const text =
    datum instanceof Uint8Array && type.Tp !== TP.json && type.Tp !== TP.vector
      ? Buffer.from(datum).toString('utf8')
      : String(codec.shown(datum));
  return { default: text, default_bit: null };
}

/** The ColumnInfo of a column that is added: rows that are there already read its origin default. */
export function addedColumn(spec: ColumnSpec, at: { readonly id: number; readonly offset: number }): ColumnInfoJson {
  const column = columnInfoOf(spec, at);
  const { type } = column;
  if (column.default !== null) {
    return { ...column, origin_default: column.default, origin_default_bit: column.default_bit };
  }
  if ((type.Flag & FLAGS.notNull) === 0 || spec.virtual !== undefined) return column;
  const codec = new ColumnCodec(spec.name, type);
  const zero = defaultFields(codec, type, zeroOf(codec, column));
  return { ...column, origin_default: zero.default, origin_default_bit: zero.default_bit };
}

/** SQL text of a new table. */
export function createTableText(spec: TableSpec): string {
  const parts = [
    ...spec.columns.map(columnText),
    ...(spec.primaryKey === undefined
      ? []
      : [`PRIMARY KEY (${listOf(spec.primaryKey)})${spec.clustered === false ? ' NONCLUSTERED' : ' CLUSTERED'}`]),
    ...(spec.indexes ?? []).map(indexText),
  ];
  return `CREATE TABLE \`${spec.db}\`.\`${spec.table}\` (${parts.join(', ')})${partitionText(spec.partitionBy)}`;
}

/** SQL text of a column. */
export function columnText(spec: ColumnSpec): string {
  const value = spec.default;
  const words = [
    `\`${spec.name}\` ${spec.type}`,
    ...(spec.virtual === undefined ? [] : [`AS (${spec.virtual}) VIRTUAL`]),
    ...(spec.nullable === false ? ['NOT NULL'] : []),
    ...(value === undefined || value === null ? [] : [`DEFAULT ${literal(value)}`]),
    ...(spec.autoIncrement === true ? ['AUTO_INCREMENT'] : []),
  ];
  return words.join(' ');
}

function literal(value: NonNullable<ColumnSpec['default']>): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`;
  return `'${String(value).replaceAll("'", "''")}'`;
}

/** SQL text of an index. */
export function indexText(spec: IndexSpec): string {
  const name = spec.name === undefined ? '' : `\`${spec.name}\` `;
  return `${spec.unique === true ? 'UNIQUE KEY' : 'KEY'} ${name}(${listOf(spec.columns)})`;
}

function listOf(columns: readonly IndexColumnSpec[]): string {
  return columns
    .map(partsOf)
    .map(({ name, length }) => `\`${name}\`${length < 0 ? '' : `(${length})`}`)
    .join(', ');
}

function partitionText(spec: PartitionSpec | undefined): string {
  if (spec === undefined) return '';
  if (spec.by === 'hash') return ` PARTITION BY HASH (\`${spec.column}\`) PARTITIONS ${spec.count}`;
  return ` PARTITION BY ${spec.by.toUpperCase()} (\`${spec.column}\`) (${partitionList(spec.partitions)})`;
}

/** SQL text of partitions. */
export function partitionList(
  partitions: readonly ({ readonly name: string } & (
    | { readonly lessThan: number | bigint | 'MAXVALUE' }
    | { readonly values: readonly (number | bigint | null)[] }
  ))[],
): string {
  return partitions
    .map((partition) =>
      'values' in partition
        ? `PARTITION \`${partition.name}\` VALUES IN (${partition.values.map((value) => value ?? 'NULL').join(', ')})`
        : `PARTITION \`${partition.name}\` VALUES LESS THAN (${partition.lessThan})`,
    )
    .join(', ');
}
