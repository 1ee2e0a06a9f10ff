// The CSV sink: one operation, one function.
import * as json from "../../sdk/assemblyscript/assembly/scan";
import { payloadAt, payloadEnd, respond, takeRequest } from "../../sdk/assemblyscript/assembly/wapc";
import { settings, Writer } from "./writer";

/** Lines of one table that wait for a flush are handed to the file past this, so that memory stays bounded. */
const MAX_WAITING_BYTES: usize = 4 << 20;

const OK = '{"code":200,"message":"success","cause":null}';

const writers = new Map<string, Writer>();
const byTableId = new Map<string, Writer>();

function status(code: i32, message: string): string {
  return '{"code":' + code.toString() + ',"message":' + json.quote(message) + ',"cause":null}';
}

function malformed(): string {
  return status(400, "payload is not what this operation takes");
}

function init(): string {
  json.expect(0x7b);
  do {
    json.readString();
    const isConfig = json.textIs("config");
    json.expect(0x3a);
    if (!isConfig) {
      json.skipValue();
      continue;
    }
    json.expect(0x7b);
    if (json.accept(0x7d)) continue;
    do {
      const name = json.readText();
      json.expect(0x3a);
      if (name == "delimiter") {
        settings.delimiter = <u8>json.readText().charCodeAt(0);
      } else if (name == "bom") {
        settings.bom = json.peek() == 0x74;
        json.skipScalar();
      } else if (name == "maxFileMiB") {
        json.peek();
        const from = json.cursor;
        json.skipScalar();
        settings.maxFileBytes = (<u64>parseInt(String.UTF8.decodeUnsafe(from, json.cursor - from), 10)) << 20;
      } else {
        return status(400, "config has an unknown field " + name);
      }
    } while (!json.failed && json.accept(0x2c));
    json.expect(0x7d);
  } while (!json.failed && json.accept(0x2c));
  return json.failed ? malformed() : OK;
}

/** Takes a physical id away from its writer; a writer without ids is brought to the disk and let go. */
function detach(tableId: string): string {
  if (!byTableId.has(tableId)) return OK;
  const writer = byTableId.get(tableId);
  if (writer.users == 1) {
    if (!writer.flushAll()) return status(500, writer.error);
    writers.delete(writer.key);
    writer.free();
  }
  writer.users -= 1;
  byTableId.delete(tableId);
  return OK;
}

function addTable(): string {
  let tableId = "";
  let db = "";
  let table = "";
  let signature = "";
  const names: string[] = [];
  json.expect(0x7b);
  do {
    const field = json.readText();
    json.expect(0x3a);
    if (field == "table_id") tableId = json.readText();
    else if (field == "db") db = json.readText();
    else if (field == "table") table = json.readText();
    else if (field == "columns") {
      json.expect(0x5b);
      if (!json.accept(0x5d)) {
        do {
          json.expect(0x7b);
          do {
            const part = json.readText();
            json.expect(0x3a);
            if (part == "name") {
              const name = json.readText();
              names.push(name);
              signature += "\n" + json.quote(name);
            } else if (part == "type") {
              signature += " " + json.readText();
            } else {
              json.skipValue();
            }
          } while (!json.failed && json.accept(0x2c));
          json.expect(0x7d);
        } while (!json.failed && json.accept(0x2c));
        json.expect(0x5d);
      }
    } else json.skipValue();
  } while (!json.failed && json.accept(0x2c));
  if (json.failed || tableId.length == 0 || db.length == 0 || table.length == 0) return malformed();
  const key = json.quote(db) + json.quote(table) + signature;
  if (byTableId.has(tableId)) {
    if (byTableId.get(tableId).key == key) return OK;
    const detached = detach(tableId);
    if (detached != OK) return detached;
  }
  if (!writers.has(key)) writers.set(key, new Writer(db, table, key, names));
  const writer = writers.get(key);
  writer.users += 1;
  byTableId.set(tableId, writer);
  return OK;
}

function emitRows(): string {
  let writer: Writer | null = null;
  let mark: usize = 0;
  json.expect(0x7b);
  do {
    json.readString();
    const isTable = json.textIs("table");
    const isRows = !isTable && json.textIs("rows");
    json.expect(0x3a);
    if (isTable) {
      json.expect(0x7b);
      do {
        json.readString();
        const isId = json.textIs("table_id");
        json.expect(0x3a);
        if (isId) {
          const tableId = json.readText();
          if (!byTableId.has(tableId)) return status(409, "table " + tableId + " was not added");
          writer = byTableId.get(tableId);
          mark = writer.mark();
        } else {
          json.skipValue();
        }
      } while (!json.failed && json.accept(0x2c));
      json.expect(0x7d);
    } else if (isRows) {
      if (!writer) return malformed();
      writer.error = "";
      json.expect(0x5b);
      if (!json.accept(0x5d)) {
        do {
          if (!writer.addRow()) {
            writer.back(mark);
            return writer.error.length > 0 ? status(400, writer.error) : malformed();
          }
        } while (json.accept(0x2c));
        json.expect(0x5d);
      }
    } else {
      json.skipValue();
    }
  } while (!json.failed && json.accept(0x2c));
  if (json.failed || !writer) {
    if (writer) writer.back(mark);
    return malformed();
  }
  // When the disk refuses now, the lines wait on: the flush will tell.
  if (writer.mark() > MAX_WAITING_BYTES) writer.write();
  return OK;
}

function flushRows(): string {
  let tableId = "";
  let resolvedTs = "";
  json.expect(0x7b);
  do {
    const field = json.readText();
    json.expect(0x3a);
    if (field == "table_id") tableId = json.readText();
    else if (field == "resolved_ts") resolvedTs = json.readText();
    else json.skipValue();
  } while (!json.failed && json.accept(0x2c));
  if (json.failed) return malformed();
  if (byTableId.has(tableId)) {
    const writer = byTableId.get(tableId);
    if (!writer.flushAll()) return status(500, writer.error);
  }
  return '{"code":200,"resolved_ts":' + json.quote(resolvedTs) + "}";
}

function removeTable(): string {
  let tableId = "";
  json.expect(0x7b);
  do {
    const field = json.readText();
    json.expect(0x3a);
    if (field == "table_id") tableId = json.readText();
    else json.skipValue();
  } while (!json.failed && json.accept(0x2c));
  return json.failed ? malformed() : detach(tableId);
}

function flushEverything(): string {
  const all = writers.values();
  for (let i = 0; i < all.length; i += 1) {
    if (!all[i].flushAll()) return status(500, all[i].error);
  }
  return OK;
}

export function __guest_call(operationLength: i32, payloadLength: i32): i32 {
  const operation = takeRequest(operationLength, payloadLength);
  json.scan(payloadAt, payloadEnd);
  if (operation == "sink_emit_row_changed_events") respond(emitRows());
  else if (operation == "sink_flush_row_changed_events") respond(flushRows());
  else if (operation == "sink_add_table") respond(addTable());
  else if (operation == "sink_remove_table") respond(removeTable());
  else if (operation == "sink_close") respond(flushEverything());
  else if (operation == "plugin_init") respond(init());
  else respond(status(404, "no operation " + operation));
  return 1;
}
