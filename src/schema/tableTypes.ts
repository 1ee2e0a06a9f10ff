import type { Column, Table } from '../model/table';

/**
 * Writes the TypeScript type of tables: their rows as `RowEvent.get` gives them, by `db.table`.
 *
 * @example
 * ```ts
 * tableTypes(schema.tables()); // "export type Tables = {\n  'shop.users': {\n    id: bigint;\n …"
 * ```
 */
export function tableTypes(tables: readonly Table[]): string {
  const sorted = [...tables].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const body = sorted.map(
    (table) =>
      `  ${quoted(nameOf(table))}: {\n${table.columns.map((column) => `    ${fieldOf(column)}\n`).join('')}  };\n`,
  );
  return `export type Tables = {\n${body.join('')}};\n`;
}

const nameOf = ({ db, table }: Table): string => `${db}.${table}`;

function fieldOf(column: Column): string {
  const name = /^[A-Za-z_$][\w$]*$/.test(column.name) ? column.name : quoted(column.name);
  return `${name}: ${typeOf(column)}${column.nullable ? ' | null' : ''};`;
}

/** As `ColumnValue` says which type has which values. */
function typeOf({ type, binary }: Column): string {
  const base = /^[a-z]+/.exec(type)?.[0] ?? '';
  switch (base) {
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'int':
    case 'year':
    case 'float':
    case 'double':
      return 'number';
    case 'bigint':
    case 'bit':
      return 'bigint';
    case 'enum':
      return membersOf(type).map(quoted).join(' | ') || 'string';
    default:
      return binary ? 'Uint8Array' : 'string';
  }
}

/** The members in `enum('a','it''s')`. */
function membersOf(type: string): string[] {
  return [...type.matchAll(/'((?:[^']|'')*)'/g)].map(([, member = '']) => member.replaceAll("''", "'"));
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
