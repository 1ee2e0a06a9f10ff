import { EmulatorError } from '../../errors/TiValveError';
import type { TableId } from '../../model/table';
import type { Ts } from '../../model/ts';
import type { GoJson } from './goJson';

/** How far a database, table, column or index has come into being, or out of it. */
export const SCHEMA_STATES = {
  none: 0,
  deleteOnly: 1,
  writeOnly: 2,
  writeReorganization: 3,
  deleteReorganization: 4,
  public: 5,
  replicaOnly: 6,
} as const;

/** A name in its two spellings. The fields of this file are named, and ordered, as TiDB writes them. */
export type NameJson = { readonly O: string; readonly L: string };

export type FieldTypeJson = {
  readonly Tp: number;
  readonly Flag: number;
  readonly Flen: number;
  readonly Decimal: number;
  readonly Charset: string;
  readonly Collate: string;
  readonly Elems: readonly string[] | null;
  readonly ElemsIsBinaryLit: null;
  readonly Array: boolean;
};

export type ColumnInfoJson = {
  readonly id: number;
  readonly name: NameJson;
  readonly offset: number;
  readonly origin_default: string | number | null;
  readonly origin_default_bit: string | null;
  readonly default: string | number | null;
  readonly default_bit: string | null;
  readonly default_is_expr: boolean;
  readonly generated_expr_string: string;
  readonly generated_stored: boolean;
  readonly dependences: null;
  readonly type: FieldTypeJson;
  readonly state: number;
  readonly comment: string;
  readonly hidden: boolean;
  readonly change_state_info: null;
  readonly version: number;
};

export type IndexColumnJson = { readonly name: NameJson; readonly offset: number; readonly length: number };

export type IndexInfoJson = {
  readonly id: number;
  readonly idx_name: NameJson;
  readonly tbl_name: NameJson;
  readonly idx_cols: readonly IndexColumnJson[];
  readonly state: number;
  readonly backfill_state: number;
  readonly comment: string;
  readonly index_type: number;
  readonly is_unique: boolean;
  readonly is_primary: boolean;
  readonly is_invisible: boolean;
  readonly is_global: boolean;
  readonly mv_index: boolean;
  readonly vector_index: null;
  readonly inverted_index: null;
  readonly full_text_index: null;
  readonly condition_expr_string: string;
};

export type PartitionDefinitionJson = {
  readonly id: TableId;
  readonly name: NameJson;
  readonly less_than: readonly string[] | null;
  readonly in_values: readonly (readonly string[])[] | null;
  readonly policy_ref_info: null;
};

export type PartitionInfoJson = {
  readonly type: number;
  readonly expr: string;
  readonly columns: null;
  readonly enable: boolean;
  readonly is_empty_columns: boolean;
  readonly definitions: readonly PartitionDefinitionJson[];
  readonly adding_definitions: readonly PartitionDefinitionJson[] | null;
  readonly dropping_definitions: readonly PartitionDefinitionJson[] | null;
  readonly states: null;
  readonly num: number;
  readonly ddl_state: number;
};

export type TableInfoJson = {
  readonly id: TableId;
  readonly name: NameJson;
  readonly charset: string;
  readonly collate: string;
  readonly cols: readonly ColumnInfoJson[];
  readonly index_info: readonly IndexInfoJson[] | null;
  readonly constraint_info: null;
  readonly fk_info: null;
  readonly state: number;
  readonly pk_is_handle: boolean;
  readonly is_common_handle: boolean;
  readonly common_handle_version: number;
  readonly comment: string;
  readonly auto_inc_id: number;
  readonly auto_id_cache: number;
  readonly auto_rand_id: number;
  readonly max_col_id: number;
  readonly max_idx_id: number;
  readonly max_fk_id: number;
  readonly max_cst_id: number;
  readonly update_timestamp: Ts;
  readonly ShardRowIDBits: number;
  readonly max_shard_row_id_bits: number;
  readonly auto_random_bits: number;
  readonly auto_random_range_bits: number;
  readonly pre_split_regions: number;
  readonly partition: PartitionInfoJson | null;
  readonly compression: string;
  readonly view: GoJson;
  readonly sequence: GoJson;
  readonly Lock: null;
  readonly version: number;
  readonly tiflash_replica: null;
  readonly is_columnar: boolean;
  readonly temp_table_type: number;
  readonly cache_table_status: number;
  readonly policy_ref_info: null;
  readonly stats_options: null;
  readonly exchange_partition_info: null;
  readonly ttl_info: null;
  readonly revision: number;
};

export type DatabaseInfoJson = {
  readonly id: number;
  readonly db_name: NameJson;
  readonly charset: string;
  readonly collate: string;
  readonly Deprecated: Readonly<Record<string, never>>;
  readonly state: number;
  readonly policy_ref_info: null;
};

/** What a text column gets that names no charset. */
export const DEFAULT_CHARSET = 'utf8mb4';
export const DEFAULT_COLLATION = 'utf8mb4_bin';

export function nameJson(name: string): NameJson {
  return { O: name, L: name.toLowerCase() };
}

export function databaseInfo(id: number, name: string, state: number): DatabaseInfoJson {
  return {
    id,
    db_name: nameJson(name),
    charset: DEFAULT_CHARSET,
    collate: DEFAULT_COLLATION,
    Deprecated: {},
    state,
    policy_ref_info: null,
  };
}

/** An index of whole columns or prefixes, public, with the name and columns given. */
export function indexInfo(
  index: Pick<IndexInfoJson, 'id' | 'idx_cols' | 'is_unique' | 'is_primary'> & { readonly name: string },
): IndexInfoJson {
  return {
    id: index.id,
    idx_name: nameJson(index.name),
    tbl_name: nameJson(''),
    idx_cols: index.idx_cols,
    state: SCHEMA_STATES.public,
    backfill_state: 0,
    comment: '',
    index_type: 1,
    is_unique: index.is_unique,
    is_primary: index.is_primary,
    is_invisible: false,
    is_global: false,
    mv_index: false,
    vector_index: null,
    inverted_index: null,
    full_text_index: null,
    condition_expr_string: '',
  };
}

type TableBasis = Pick<TableInfoJson, 'id' | 'cols' | 'index_info' | 'pk_is_handle' | 'is_common_handle'> & {
  readonly name: string;
  readonly partition?: PartitionInfoJson | null;
};

/** A public table of the columns and indexes given. */
export function tableInfo(table: TableBasis): TableInfoJson {
  return {
    id: table.id,
    name: nameJson(table.name),
    charset: DEFAULT_CHARSET,
    collate: DEFAULT_COLLATION,
    cols: table.cols,
    index_info: table.index_info,
    constraint_info: null,
    fk_info: null,
    state: SCHEMA_STATES.public,
    pk_is_handle: table.pk_is_handle,
    is_common_handle: table.is_common_handle,
    common_handle_version: table.is_common_handle ? 1 : 0,
    comment: '',
    auto_inc_id: 0,
    auto_id_cache: 0,
    auto_rand_id: 0,
    max_col_id: Math.max(0, ...table.cols.map(({ id }) => id)),
    max_idx_id: Math.max(0, ...(table.index_info ?? []).map(({ id }) => id)),
    max_fk_id: 0,
    max_cst_id: 0,
    update_timestamp: 0n,
    ShardRowIDBits: 0,
    max_shard_row_id_bits: 0,
    auto_random_bits: 0,
    auto_random_range_bits: 0,
    pre_split_regions: 0,
    partition: table.partition ?? null,
    compression: '',
    view: null,
    sequence: null,
    Lock: null,
    version: 5,
    tiflash_replica: null,
    is_columnar: false,
    temp_table_type: 0,
    cache_table_status: 0,
    policy_ref_info: null,
    stats_options: null,
    exchange_partition_info: null,
    ttl_info: null,
    revision: 0,
  };
}

const UPDATE_TIMESTAMP = /"update_timestamp":(\d+)/;

/** Reads a stored TableInfo. Its one 64-bit field is kept whole. */
export function parseTableInfo(value: Uint8Array): TableInfoJson {
  const text = Buffer.from(value).toString('utf8');
  const parsed = parseObject(text) as Omit<TableInfoJson, 'cols'> & { readonly cols: TableInfoJson['cols'] | null };
  // Inside a string the quotes would be escaped, so the first match is the field itself.
  const update_timestamp = BigInt(UPDATE_TIMESTAMP.exec(text)?.[1] ?? 0);
  // A sequence has no columns; readers must not trip over it.
  return { ...parsed, cols: parsed.cols ?? [], update_timestamp };
}

/** Reads a stored DBInfo. */
export function parseDatabaseInfo(value: Uint8Array): DatabaseInfoJson {
  return parseObject(Buffer.from(value).toString('utf8')) as DatabaseInfoJson;
}

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EmulatorError('TV_EMULATOR_USAGE', 'stored schema is not JSON', { cause });
  }
}
