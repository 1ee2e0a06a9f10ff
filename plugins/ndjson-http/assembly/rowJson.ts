// Rows as row JSON has them.
import { Batch, ByteBuffer, Column, ColumnInfo, Kind, Op, pushBase64, Table } from "../../sdk/assemblyscript/assembly/index";
import { quote } from "../../sdk/assemblyscript/assembly/scan";

/** Names and the key of a table as JSON, once for all rows of a batch. */
export class TableText {
  readonly names: string[] = [];
  readonly isText: bool[] = [];
  readonly head: string;
  readonly key: string;

  constructor(table: Table) {
    this.head = ',"db":' + quote(table.db) + ',"table":' + quote(table.name) + ',"tableId":"' + table.id.toString() + '","startTs":"';
    let key = "";
    for (let i = 0; i < table.key.length; i += 1) key += (i > 0 ? "," : "") + quote(table.key[i]);
    this.key = '","key":[' + key + "]";
    for (let i = 0; i < table.columns.length; i += 1) {
      this.names.push(quote(table.columns[i].name) + ":");
      this.isText.push(isWide(table.columns[i]));
    }
  }
}

/** A number that does not fit a double is written as text. */
function isWide(column: ColumnInfo): bool {
  return column.type.startsWith("bigint") || column.type.startsWith("bit");
}

function pushValue(out: ByteBuffer, column: Column, row: i32, isText: bool): void {
  if (column.isNull(row)) return out.pushText("null");
  switch (column.kind) {
    case Kind.I64:
      return out.pushText(isText ? '"' + column.i64(row).toString() + '"' : column.i64(row).toString());
    case Kind.U64:
      return out.pushText(isText ? '"' + column.u64(row).toString() + '"' : column.u64(row).toString());
    case Kind.F64:
      return out.pushText(column.f64(row).toString());
    case Kind.F32:
      return out.pushText(column.f32(row).toString());
    case Kind.Text:
      return out.pushText(quote(column.text(row)));
    default:
      out.pushText('"');
      pushBase64(column.startOf(row), column.lengthOf(row), out);
      out.pushText('"');
  }
}

function pushImage(out: ByteBuffer, columns: Column[], row: i32, text: TableText): void {
  out.pushText("{");
  for (let i = 0; i < columns.length; i += 1) {
    const position = columns[i].position;
    if (i > 0) out.pushText(",");
    out.pushText(text.names[position]);
    pushValue(out, columns[i], row, text.isText[position]);
  }
  out.pushText("}");
}

/** Adds a row as one line. */
export function pushRow(out: ByteBuffer, batch: Batch, row: i32, text: TableText): void {
  const op = batch.op(row);
  out.pushText('{"type":"' + (op == Op.Insert ? "insert" : op == Op.Update ? "update" : "delete") + '"' + text.head);
  out.pushText(batch.startTs(row).toString() + '","commitTs":"' + batch.commitTs(row).toString() + text.key + ',"row":');
  if (op == Op.Delete) out.pushText("null");
  else pushImage(out, batch.after, row, text);
  out.pushText(',"before":');
  if (op == Op.Insert) out.pushText("null");
  else pushImage(out, batch.before, row, text);
  out.pushText("}\n");
}
