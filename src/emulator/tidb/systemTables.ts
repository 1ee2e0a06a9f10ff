import { FLAGS, fieldTypeOf } from './columnTypes';
import { DDL_TABLE_IDS } from './keys';
import { type ColumnInfoJson, nameJson, SCHEMA_STATES, type TableInfoJson, tableInfo } from './schemaJson';

const NOT_NULL_KEY = FLAGS.notNull | FLAGS.primaryKey | FLAGS.noDefault;

/** A public column without a default. */
export function plainColumn(
  column: Pick<ColumnInfoJson, 'id' | 'offset' | 'type'> & { readonly name: string },
): ColumnInfoJson {
  return {
    id: column.id,
    name: nameJson(column.name),
    offset: column.offset,
    origin_default: null,
    origin_default_bit: null,
    default: null,
    default_bit: null,
    default_is_expr: false,
    generated_expr_string: '',
    generated_stored: false,
    dependences: null,
    type: column.type,
    state: SCHEMA_STATES.public,
    comment: '',
    hidden: false,
    change_state_info: null,
    version: 2,
  };
}

function systemTable(id: number, name: string, columns: Readonly<Record<string, string>>): TableInfoJson {
  return tableInfo({
    id,
    name,
    cols: Object.entries(columns).map(([column, type], offset) => {
      const fieldType = fieldTypeOf({ name: column, type });
      return plainColumn({
        id: offset + 1,
        name: column,
        offset,
        type: offset === 0 ? { ...fieldType, Flag: NOT_NULL_KEY } : fieldType,
      });
    }),
    index_info: null,
    pk_is_handle: true,
    is_common_handle: false,
  });
}

/** `mysql.tidb_ddl_job`: one row for each DDL that is under way. */
export const JOB_TABLE = systemTable(DDL_TABLE_IDS.job, 'tidb_ddl_job', {
  job_id: 'bigint',
  reorg: 'int',
  schema_ids: 'mediumtext',
  table_ids: 'mediumtext',
  job_meta: 'longblob',
  type: 'int',
  processing: 'int',
});

/** `mysql.tidb_ddl_history`: one row for each DDL that has ended. */
export const HISTORY_TABLE = systemTable(DDL_TABLE_IDS.history, 'tidb_ddl_history', {
  job_id: 'bigint',
  job_meta: 'longblob',
  db_name: 'char(64)',
  table_name: 'char(64)',
  schema_ids: 'mediumtext',
  table_ids: 'mediumtext',
  create_time: 'datetime',
});
