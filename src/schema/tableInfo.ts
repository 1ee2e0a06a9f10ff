import { isUtf8 } from 'node:buffer';
import { SchemaError } from '../errors/TiValveError';
import { jsonColumnValue } from '../model/rowJson';
import type { Column, Table, TableId, VirtualColumn } from '../model/table';
import type { ColumnCodec, ColumnKind } from './columnCodec';
import { columnTypeText, type FieldType, isBinaryType, TYPE_CODES, TYPE_FLAGS } from './columnType';
import { arrayOf, integerOf, type JsonObject, nameOf, objectOf, stringOf } from './looseJson';
import { missingValue, type OriginDefault } from './originDefault';
import type { RowLayout } from './rowCodec';
import type { TimeZone } from './timeZone';

/** A database as TiDB keeps it. */
export interface DatabaseInfo {
  readonly id: number;
  readonly name: string;
}

/** A column as TiDB keeps it, in whatever state. */
export interface ColumnInfo {
  readonly id: number;
  readonly name: string;
  readonly type: FieldType;
  readonly isPublic: boolean;
  readonly hidden: boolean;
  readonly virtual: boolean;
  /** What a generated column is computed from; empty for others. */
  readonly expression: string;
  /** 0 for columns of old clusters, whose TIMESTAMP defaults are in the server's time zone instead of UTC. */
  readonly version: number;
  readonly origin: OriginDefault;
}

/** An index as TiDB keeps it. */
export interface IndexInfo {
  readonly id: number;
  readonly isPublic: boolean;
  readonly unique: boolean;
  readonly primary: boolean;
  /** Whether it covers only some rows, or several entries a row. */
  readonly partial: boolean;
  readonly columns: readonly { readonly offset: number; readonly name: string; readonly prefix: boolean }[];
}

/** A table as TiDB keeps it; views and sequences are kept as tables too. */
export interface TableInfo {
  readonly id: TableId;
  readonly name: string;
  /** Only rows of a `table` are in the change stream. */
  readonly kind: 'table' | 'view' | 'sequence' | 'temporary';
  readonly isPublic: boolean;
  readonly columns: readonly ColumnInfo[];
  readonly indexes: readonly IndexInfo[];
  readonly pkIsHandle: boolean;
  readonly isCommonHandle: boolean;
  /** Ids of the partitions; empty for a table that is not partitioned. */
  readonly partitionIds: readonly TableId[];
  /** Ids of partitions that a job under way fills. */
  readonly addingPartitionIds: readonly TableId[];
}

/** A table as of one schema version, with what decoding its rows needs. */
export interface TableSchema extends Table {
  readonly layout: RowLayout;
}

const PUBLIC_STATE = 5;
const UNSET = -1;

function invalid(detail: string, cause?: unknown): SchemaError {
  return new SchemaError('TV_SCHEMA_INVALID', detail, cause === undefined ? {} : { cause });
}

/** Parses the JSON text of a TableInfo or DBInfo. Throws `TV_SCHEMA_INVALID` unless it is an object. */
export function parseSchemaJson(bytes: Uint8Array, what: string): JsonObject {
  // Names and members of an ENUM would otherwise change in silence.
  if (!isUtf8(bytes)) throw invalid(`${what} is not UTF-8`);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw invalid(`${what} is not JSON`, error);
  }
  const object = objectOf(parsed);
  if (object === undefined) throw invalid(`${what} is not an object`);
  return object;
}

/** Reads a DBInfo. Throws `TV_SCHEMA_INVALID` when it has no id or no name. */
export function databaseInfoOf(json: JsonObject): DatabaseInfo {
  const id = integerOf(json['id']);
  const name = nameOf(json['db_name']);
  if (id <= 0 || name === '') throw invalid(`database ${id} has no id or no name`);
  return { id, name };
}

/** Reads a TableInfo. Throws `TV_SCHEMA_INVALID` when the table or a column has no id or no name. */
export function tableInfoOf(json: JsonObject): TableInfo {
  const id = integerOf(json['id']);
  const name = nameOf(json['name']);
  if (id <= 0 || name === '') throw invalid(`table ${id} has no id or no name`);
  return {
    id,
    name,
    kind: kindOf(json),
    isPublic: integerOf(json['state']) === PUBLIC_STATE,
    columns: arrayOf(json['cols']).map((column) => columnInfoOf(objectOf(column) ?? {}, name)),
    indexes: arrayOf(json['index_info']).map((index) => indexInfoOf(objectOf(index) ?? {})),
    pkIsHandle: json['pk_is_handle'] === true,
    isCommonHandle: json['is_common_handle'] === true,
    partitionIds: partitionIdsOf(json, name),
    addingPartitionIds: arrayOf(objectOf(json['partition'])?.['adding_definitions'])
      .map((definition) => integerOf(objectOf(definition)?.['id']))
      .filter((id) => id > 0),
  };
}

function kindOf(json: JsonObject): TableInfo['kind'] {
  if (objectOf(json['view']) !== undefined) return 'view';
  if (objectOf(json['sequence']) !== undefined) return 'sequence';
  return integerOf(json['temp_table_type']) === 0 ? 'table' : 'temporary';
}

function partitionIdsOf(json: JsonObject, table: string): readonly TableId[] {
  const partition = objectOf(json['partition']);
  // A job that is under way keeps its partition info without enabling it.
  if (partition === undefined || partition['enable'] !== true) return [];
  return arrayOf(partition['definitions']).map((definition) => {
    const id = integerOf(objectOf(definition)?.['id']);
    if (id <= 0) throw invalid(`a partition of ${table} has no id`);
    return id;
  });
}

function columnInfoOf(json: JsonObject, table: string): ColumnInfo {
  const id = integerOf(json['id']);
  const name = nameOf(json['name']);
  if (id <= 0 || name === '') throw invalid(`a column of ${table} has no id or no name`);
  const origin = json['origin_default'];
  const bits = json['origin_default_bit'];
  const expression = stringOf(json['generated_expr_string']);
  return {
    id,
    name,
    type: fieldTypeOf(objectOf(json['type']) ?? {}),
    isPublic: integerOf(json['state']) === PUBLIC_STATE,
    hidden: json['hidden'] === true,
    virtual: expression !== '' && json['generated_stored'] !== true,
    expression,
    version: integerOf(json['version']),
    origin: {
      value: typeof origin === 'string' || typeof origin === 'number' ? origin : undefined,
      bits: typeof bits === 'string' ? Buffer.from(bits, 'base64') : undefined,
    },
  };
}

function fieldTypeOf(json: JsonObject): FieldType {
  return {
    code: integerOf(json['Tp']),
    flags: integerOf(json['Flag']),
    flen: integerOf(json['Flen'], UNSET),
    decimal: integerOf(json['Decimal'], UNSET),
    charset: stringOf(json['Charset']),
    collation: stringOf(json['Collate']),
    elems: arrayOf(json['Elems']).map(stringOf),
    array: json['Array'] === true,
  };
}

function indexInfoOf(json: JsonObject): IndexInfo {
  return {
    id: integerOf(json['id']),
    isPublic: integerOf(json['state']) === PUBLIC_STATE,
    unique: json['is_unique'] === true,
    primary: json['is_primary'] === true,
    partial: json['mv_index'] === true || stringOf(json['condition_expr_string']) !== '',
    columns: arrayOf(json['idx_cols']).map((column) => {
      const fields = objectOf(column) ?? {};
      return {
        offset: integerOf(fields['offset'], UNSET),
        name: nameOf(fields['name']),
        prefix: integerOf(fields['length'], UNSET) !== UNSET,
      };
    }),
  };
}

function columnKind(type: FieldType): ColumnKind {
  if (type.array) return 'json';
  const unsigned = (type.flags & TYPE_FLAGS.unsigned) !== 0;
  switch (type.code) {
    case TYPE_CODES.tiny:
    case TYPE_CODES.short:
    case TYPE_CODES.int24:
    case TYPE_CODES.long:
      return unsigned ? 'unsignedInt' : 'int';
    case TYPE_CODES.year:
      return 'int';
    case TYPE_CODES.longlong:
      return unsigned ? 'unsignedBigint' : 'bigint';
    case TYPE_CODES.float:
      return 'float';
    case TYPE_CODES.double:
      return 'double';
    case TYPE_CODES.newDecimal:
      return 'decimal';
    case TYPE_CODES.date:
    case TYPE_CODES.newDate:
    case TYPE_CODES.datetime:
    case TYPE_CODES.timestamp:
      return 'datetime';
    case TYPE_CODES.duration:
      return 'time';
    case TYPE_CODES.enum:
      return 'enum';
    case TYPE_CODES.set:
      return 'set';
    case TYPE_CODES.bit:
      return 'bit';
    case TYPE_CODES.json:
      return 'json';
    case TYPE_CODES.vector:
      return 'vector';
    default:
      // Types that are not known yet pass as their bytes, which loses nothing.
      if (type.charset === 'binary' || type.charset === '') return 'bytes';
      return type.charset === 'latin1' ? 'latin1' : 'text';
  }
}

function codecOf(info: ColumnInfo, slot: number, inHandle: boolean, zone: TimeZone | undefined): ColumnCodec {
  const { type } = info;
  const fractionDigits = Math.max(type.decimal, 0);
  const isTimestamp = type.code === TYPE_CODES.timestamp;
  const codec = {
    id: info.id,
    name: info.name,
    slot,
    kind: columnKind(type),
    scale: fractionDigits,
    fractionDigits,
    timeFormat: {
      dateOnly: type.code === TYPE_CODES.date || type.code === TYPE_CODES.newDate,
      fractionDigits,
      zone: isTimestamp ? zone : undefined,
    },
    elems: type.elems,
    inHandle,
  };
  // The server's time zone of long ago is not known; its text is the best there is.
  const asStored =
    isTimestamp && info.version === 0 ? { ...codec, timeFormat: { ...codec.timeFormat, zone: undefined } } : codec;
  return { ...codec, missing: missingValue(asStored, type, info.origin) };
}

function columnOf(info: ColumnInfo, codec: ColumnCodec | undefined): Column {
  const { type, origin } = info;
  const hasOrigin = codec !== undefined && (origin.value !== undefined || origin.bits !== undefined);
  return Object.freeze({
    id: info.id,
    name: info.name,
    type: columnTypeText(type),
    charset: type.charset,
    collation: type.collation,
    nullable: (type.flags & TYPE_FLAGS.notNull) === 0,
    unsigned: (type.flags & TYPE_FLAGS.unsigned) !== 0,
    binary: isBinaryType(type),
    primaryKey: (type.flags & TYPE_FLAGS.primaryKey) !== 0,
    originDefault: hasOrigin ? jsonColumnValue(codec.missing) : null,
  });
}

/** The column an index entry means: by its offset, unless the name there says that the offset is stale. */
function indexedColumn(info: TableInfo, entry: { offset: number; name: string }): ColumnInfo | undefined {
  const byOffset = info.columns[entry.offset];
  const name = entry.name.toLowerCase();
  if (byOffset !== undefined && (name === '' || byOffset.name.toLowerCase() === name)) return byOffset;
  return info.columns.find((column) => column.name.toLowerCase() === name) ?? byOffset;
}

/** The columns that tell a row from any other: the handle's, else a primary key's, else a unique index's. */
function keyOf(info: TableInfo, visible: ReadonlySet<ColumnInfo>): readonly ColumnInfo[] {
  if (info.pkIsHandle) return [...visible].filter((column) => (column.type.flags & TYPE_FLAGS.primaryKey) !== 0);
  const candidates: { readonly index: IndexInfo; readonly columns: readonly ColumnInfo[] }[] = [];
  for (const index of info.indexes) {
    if (!index.unique && !index.primary) continue;
    if (!index.isPublic || index.partial) continue;
    const columns: ColumnInfo[] = [];
    for (const entry of index.columns) {
      const column = indexedColumn(info, entry);
      if (column !== undefined && visible.has(column) && (column.type.flags & TYPE_FLAGS.notNull) !== 0)
        columns.push(column);
    }
    // An index over a nullable or virtual column does not name a row by values that are there.
    if (columns.length === index.columns.length && columns.length > 0) candidates.push({ index, columns });
  }
  candidates.sort(
    (a, b) =>
      Number(b.index.primary) - Number(a.index.primary) ||
      a.columns.length - b.columns.length ||
      a.index.id - b.index.id,
  );
  return candidates[0]?.columns ?? [];
}

/**
 * Works out a table's columns and its row layout. Only public columns are there; hidden ones are not, and virtual ones stand
 * apart, for TiKV does not store them.
 */
export function tableSchemaOf(db: string, info: TableInfo, zone: TimeZone | undefined): TableSchema {
  const shown = info.columns.filter((column) => column.isPublic && !column.hidden && !column.virtual);
  const visible = new Set(shown);
  const virtual = info.columns.filter((column) => column.isPublic && !column.hidden && column.virtual);
  const handle = handleOf(info, visible);
  const codecs = shown.map((column, slot) => codecOf(column, slot, handle.includes(column), zone));
  const codecOfId = new Map(codecs.map((codec) => [codec.id, codec]));
  const layout: RowLayout = {
    codecs,
    codecsById: codecs.toSorted((a, b) => a.id - b.id),
    codecOfId,
    slotOf: new Map(codecs.map((codec) => [codec.name, codec.slot])),
    hasProtoColumn: codecs.some((codec) => codec.name === '__proto__'),
    handleKind: info.pkIsHandle ? 'int' : info.isCommonHandle ? 'common' : 'rowid',
    handleCodecs: handle.map((column) => (column === undefined ? undefined : codecOfId.get(column.id))),
  };
  return Object.freeze({
    id: info.id,
    db,
    table: info.name,
    physicalIds: Object.freeze(info.partitionIds.length > 0 ? [...info.partitionIds] : [info.id]),
    columns: Object.freeze(shown.flatMap((column) => columnsOf(column, codecOfId.get(column.id)))),
    keyColumns: Object.freeze(keyOf(info, visible).map((column) => column.name)),
    uniqueKeys: Object.freeze(uniqueKeysOf(info, visible)),
    ...(virtual.length > 0 && { virtualColumns: Object.freeze(virtual.map(virtualColumnOf)) }),
    layout,
  });
}

function virtualColumnOf(info: ColumnInfo): VirtualColumn {
  return Object.freeze({ column: columnOf(info, undefined), expression: info.expression });
}

/** Columns that are not shown cannot be compared, and are left out. */
function uniqueKeysOf(info: TableInfo, visible: ReadonlySet<ColumnInfo>): readonly (readonly string[])[] {
  const keys = info.indexes
    .filter((index) => index.isPublic && (index.unique || index.primary))
    .map((index) => index.columns.flatMap((entry) => indexedColumn(info, entry) ?? []))
    .map((columns) => columns.filter((column) => visible.has(column)).map((column) => column.name));
  if (info.pkIsHandle) keys.unshift(handleOf(info, visible).flatMap((column) => column?.name ?? []));
  return keys.filter((columns) => columns.length > 0);
}

function columnsOf(info: ColumnInfo, codec: ColumnCodec | undefined): readonly Column[] {
  return codec === undefined ? [] : [columnOf(info, codec)];
}

/** The columns a row's key holds, in index order; `undefined` for one that only a prefix of is there. */
function handleOf(info: TableInfo, visible: ReadonlySet<ColumnInfo>): readonly (ColumnInfo | undefined)[] {
  if (info.pkIsHandle) return [...visible].filter((column) => (column.type.flags & TYPE_FLAGS.primaryKey) !== 0);
  if (!info.isCommonHandle) return [];
  const primary = info.indexes.find((index) => index.primary);
  return (primary?.columns ?? []).map((entry) => (entry.prefix ? undefined : indexedColumn(info, entry)));
}
