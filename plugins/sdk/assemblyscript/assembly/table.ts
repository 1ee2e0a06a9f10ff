// What `sink_add_table` tells of a table.
import { Json } from "./json";

/** How the values of a column are kept in a batch. */
export const enum Kind {
  Unknown = 0,
  I64 = 1,
  U64 = 2,
  F64 = 3,
  F32 = 4,
  Text = 5,
  Bytes = 6,
}

/** What documents and messages call a kind. */
export function kindName(kind: Kind): string {
  const names = ["unknown", "i64", "u64", "f64", "f32", "text", "bytes"];
  return <i32>kind < names.length ? names[kind] : names[0];
}

export class ColumnInfo {
  readonly name: string;
  /** MySQL's type: `varchar(64)`, `bigint(20) unsigned`. */
  readonly type: string;
  readonly nullable: bool;
  readonly unsigned: bool;
  readonly binary: bool;
  readonly primaryKey: bool;
  readonly kind: Kind;

  constructor(json: Json) {
    this.name = json.textOf("name");
    this.type = json.textOf("type");
    this.nullable = json.boolOf("nullable");
    this.unsigned = json.boolOf("unsigned");
    this.binary = json.boolOf("binary");
    this.primaryKey = json.boolOf("primary_key");
    this.kind = kindOf(this.type, this.unsigned, this.binary);
  }
}

/** A physical table in one schema. */
export class Table {
  readonly id: u64;
  readonly logicalId: u64;
  readonly schemaVersion: u32;
  readonly db: string;
  readonly name: string;
  readonly key: string[] = [];
  readonly columns: ColumnInfo[] = [];

  constructor(json: Json) {
    this.id = json.u64Of("table_id");
    this.logicalId = json.u64Of("logical_id");
    this.schemaVersion = <u32>json.numberOf("schema_version");
    this.db = json.textOf("db");
    this.name = json.textOf("table");
    const key = json.listOf("key");
    for (let i = 0; i < key.length; i += 1) this.key.push(key[i].text);
    const columns = json.listOf("columns");
    for (let i = 0; i < columns.length; i += 1) this.columns.push(new ColumnInfo(columns[i]));
  }

  /** The position of a column; −1 when the table has none of that name. */
  positionOf(name: string): i32 {
    for (let i = 0; i < this.columns.length; i += 1) if (this.columns[i].name == name) return i;
    return -1;
  }
}

/** Tables by their physical id. */
export const tables = new Map<u64, Table>();

/** What `sink_add_table` told of a physical table; `null` when it did not. */
export function tableOf(tableId: u64): Table | null {
  return tables.has(tableId) ? tables.get(tableId) : null;
}

/** How the values of a column of this type are kept. */
export function kindOf(type: string, unsigned: bool, binary: bool): Kind {
  if (binary) return Kind.Bytes;
  let end = 0;
  while (end < type.length && type.charCodeAt(end) >= 0x61 && type.charCodeAt(end) <= 0x7a) end += 1;
  const name = type.substring(0, end);
  if (name == "tinyint" || name == "smallint" || name == "mediumint" || name == "int" || name == "bigint") {
    return unsigned ? Kind.U64 : Kind.I64;
  }
  if (name == "year") return Kind.I64;
  if (name == "bit") return Kind.U64;
  if (name == "float") return Kind.F32;
  if (name == "double") return Kind.F64;
  return Kind.Text;
}
