// The operations of a plugin, and how they are called.
import { Status, Verdicts } from "./answer";
import { pushBase64, readBase64 } from "./base64";
import { Batch } from "./batch";
import { BatchWriter } from "./batchWriter";
import { ByteBuffer } from "./buffer";
import { Json, JsonKind } from "./json";
import { Table, tableOf, tables } from "./table";
import { payloadAt, payloadEnd, respond, respondBytes, takeRequest } from "./wapc";

/** What a plugin is told when it starts, beside its configuration. */
export class Context {
  readonly changefeed: string;
  readonly instance: string;
  readonly epoch: u64;

  constructor(json: Json) {
    this.changefeed = json.textOf("changefeed");
    this.instance = json.textOf("instance");
    this.epoch = <u64>json.numberOf("epoch");
  }
}

/** The operations. What a plugin does not write answers 404, and the host does not ask again. */
export abstract class Plugin {
  /** Once, first. `config` has the defaults of the manifest's schema. */
  init(config: Json, context: Context): Status {
    return Status.missing();
  }

  /** Before a table's first rows, and again when its schema has changed. */
  addTable(table: Table): Status {
    return Status.ok();
  }

  /** Rows, for a sink. */
  rows(batch: Batch, verdicts: Verdicts): Status {
    return Status.missing();
  }

  /** Rows, for a transform. */
  transform(batch: Batch, out: BatchWriter): Status {
    return Status.missing();
  }

  /** What is buffered of the table up to `resolvedTs` must be durable when this answers `ok`. */
  flush(tableId: u64, resolvedTs: u64): Status {
    return Status.missing();
  }

  ddl(ddl: Json): Status {
    return Status.missing();
  }

  checkpoint(ts: u64, tables: Json[]): Status {
    return Status.missing();
  }

  removeTable(tableId: u64): Status {
    return Status.ok();
  }

  close(): Status {
    return Status.missing();
  }

  /** Writes what the next version of the plugin is to know. */
  stateExport(state: ByteBuffer): Status {
    return Status.missing();
  }

  /** Takes what the version before wrote. */
  stateImport(fromVersion: string, state: ArrayBuffer): Status {
    return Status.missing();
  }

  selfTest(): Status {
    return Status.missing();
  }

  /** Any other operation; what it answers is given as it is, `null` is 404. */
  other(operation: string, at: usize, length: usize): string | null {
    return null;
  }
}

class NoPlugin extends Plugin {}

let plugin: Plugin = new NoPlugin();
const writer = new BatchWriter();

/** Names the plugin of this module. */
export function register(instance: Plugin): void {
  plugin = instance;
}

function malformed(): Status {
  return Status.refused("payload is not what this operation takes");
}

/** The batch of the request with its table; `null` when it is none. */
function batchOf(): Batch | null {
  const batch = Batch.at(payloadAt, payloadEnd - payloadAt);
  if (batch != null) batch.table = tableOf(batch.tableId);
  return batch;
}

function rows(): Status {
  const batch = batchOf();
  if (batch == null) return malformed();
  const verdicts = new Verdicts();
  const status = plugin.rows(batch, verdicts);
  if (status.isOk) status.fields += verdicts.field;
  return status;
}

function transform(): void {
  const batch = batchOf();
  if (batch == null) return respond(malformed().json);
  writer.begin(batch);
  const status = plugin.transform(batch, writer);
  if (!status.isOk) return respond(status.json);
  if (writer.isUnchanged) return respond('{"code":200,"unchanged":true}');
  if (writer.rows == 0) return respond('{"code":200,"rows":[]}');
  const answer = writer.finish();
  if (writer.error.length > 0) return respond(Status.failed(writer.error).json);
  respondBytes(answer.at, answer.length);
}

function addTable(json: Json): Status {
  const table = new Table(json);
  const status = plugin.addTable(table);
  if (status.isOk) tables.set(table.id, table);
  return status;
}

function removeTable(json: Json): Status {
  const tableId = json.u64Of("table_id");
  const status = plugin.removeTable(tableId);
  if (status.isOk) tables.delete(tableId);
  return status;
}

function flush(json: Json): Status {
  const resolvedTs = json.u64Of("resolved_ts");
  const status = plugin.flush(json.u64Of("table_id"), resolvedTs);
  return status.isOk && status.fields.length == 0 ? Status.flushed(resolvedTs) : status;
}

function stateExport(): Status {
  const state = new ByteBuffer();
  const status = plugin.stateExport(state);
  if (status.isOk) {
    const text = new ByteBuffer();
    pushBase64(state.at, state.length, text);
    status.fields = ',"state":"' + String.UTF8.decodeUnsafe(text.at, text.length) + '"';
    text.free();
  }
  state.free();
  return status;
}

function stateImport(json: Json): Status {
  const state = readBase64(json.textOf("state"));
  return state == null ? malformed() : plugin.stateImport(json.textOf("from_version"), state);
}

function withJson(operation: string): Status {
  const json = Json.parse(payloadAt, payloadEnd - payloadAt);
  if (json == null || json.kind != JsonKind.Object) return malformed();
  if (operation == "plugin_init") {
    const config = json.get("config");
    return config == null ? malformed() : plugin.init(config, new Context(json));
  }
  if (operation == "sink_add_table") return addTable(json);
  if (operation == "sink_remove_table") return removeTable(json);
  if (operation == "sink_flush_row_changed_events") return flush(json);
  if (operation == "sink_emit_ddl_event") return plugin.ddl(json);
  if (operation == "sink_emit_checkpoint_ts") return plugin.checkpoint(json.u64Of("ts"), json.listOf("tables"));
  if (operation == "state_import") return stateImport(json);
  return Status.missing();
}

/** The entry of the host: `export { __guest_call } from …` in the plugin's own index. */
export function __guest_call(operationLength: i32, payloadLength: i32): i32 {
  const operation = takeRequest(operationLength, payloadLength);
  if (operation == "sink_emit_row_changed_events") {
    respond(rows().json);
  } else if (operation == "transform_rows") {
    transform();
  } else if (operation == "sink_close") {
    respond(plugin.close().json);
  } else if (operation == "plugin_self_test") {
    respond(plugin.selfTest().json);
  } else if (operation == "state_export") {
    respond(stateExport().json);
  } else if (operation.startsWith("sink_") || operation.startsWith("plugin_") || operation == "state_import") {
    respond(withJson(operation).json);
  } else {
    const answer = plugin.other(operation, payloadAt, payloadEnd - payloadAt);
    respond(answer == null ? Status.missing().json : answer);
  }
  return 1;
}
