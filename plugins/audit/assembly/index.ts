// Counts inserts, updates and deletes of every table, each row once, and keeps the counts in the host's `kv`.
import {
  Batch, ByteBuffer, Context, hostError, Json, kv, log, Op, Plugin, register, Status, Table, Verdicts,
} from "../../sdk/assemblyscript/assembly/index";

export { __guest_call } from "../../sdk/assemblyscript/assembly/index";

/** Rows of one commitTs that are not durable yet. */
class Pending {
  inserts: u64 = 0;
  updates: u64 = 0;
  deletes: u64 = 0;

  constructor(public commitTs: u64) {}
}

/** The counts of one physical table. */
class Counts {
  inserts: u64 = 0;
  updates: u64 = 0;
  deletes: u64 = 0;
  /** Everything up to here is counted; a row at or below it has come before. */
  ts: u64 = 0;
  /** What came after it, in commit order. */
  pending: Pending[] = [];

  constructor(public key: string) {}

  add(op: Op, commitTs: u64): void {
    if (commitTs <= this.ts) return;
    const last = this.pending.length - 1;
    let at = last >= 0 && this.pending[last].commitTs == commitTs ? this.pending[last] : null;
    if (at == null) {
      at = new Pending(commitTs);
      this.pending.push(at);
    }
    if (op == Op.Insert) at.inserts += 1;
    else if (op == Op.Update) at.updates += 1;
    else at.deletes += 1;
  }

  /** Counts everything up to `ts`, for good. */
  settle(ts: u64): void {
    const left: Pending[] = [];
    for (let i = 0; i < this.pending.length; i += 1) {
      const one = this.pending[i];
      if (one.commitTs > ts) {
        left.push(one);
        continue;
      }
      this.inserts += one.inserts;
      this.updates += one.updates;
      this.deletes += one.deletes;
    }
    this.pending = left;
    this.ts = max(this.ts, ts);
  }

  get json(): string {
    return '{"inserts":"' + this.inserts.toString() + '","updates":"' + this.updates.toString() + '","deletes":"'
      + this.deletes.toString() + '","ts":"' + this.ts.toString() + '"}';
  }

  read(json: Json): void {
    this.inserts = json.u64Of("inserts");
    this.updates = json.u64Of("updates");
    this.deletes = json.u64Of("deletes");
    this.ts = json.u64Of("ts");
  }
}

function parsed(bytes: ArrayBuffer): Json | null {
  return Json.parse(changetype<usize>(bytes), bytes.byteLength);
}

class Audit extends Plugin {
  private counts: Map<u64, Counts> = new Map();
  /** What the version before had counted, for tables that are still to be added. */
  private imported: Map<u64, Counts> = new Map();

  init(config: Json, context: Context): Status {
    return Status.ok();
  }

  addTable(table: Table): Status {
    const key = table.db + "." + table.name + "/" + table.id.toString();
    if (this.counts.has(table.id) && this.counts.get(table.id).key == key) return Status.ok();
    if (this.imported.has(table.id)) {
      const before = this.imported.get(table.id);
      before.key = key;
      this.imported.delete(table.id);
      this.counts.set(table.id, before);
      return Status.ok();
    }
    const counts = new Counts(key);
    const known = kv.get(key);
    if (known == null && hostError().length > 0) return Status.failed("the counts cannot be read", hostError());
    if (known != null) {
      const json = parsed(known);
      if (json == null) return Status.failed("the counts of " + key + " are no JSON");
      counts.read(json);
    }
    this.counts.set(table.id, counts);
    return Status.ok();
  }

  rows(batch: Batch, verdicts: Verdicts): Status {
    if (!this.counts.has(batch.tableId)) return Status.failed("rows of a table that was not added");
    const counts = this.counts.get(batch.tableId);
    for (let row = 0; row < batch.rows; row += 1) counts.add(batch.op(row), batch.commitTs(row));
    return Status.ok();
  }

  flush(tableId: u64, resolvedTs: u64): Status {
    if (!this.counts.has(tableId)) return Status.ok();
    const counts = this.counts.get(tableId);
    if (counts.pending.length == 0 || counts.pending[0].commitTs > resolvedTs) return Status.ok();
    counts.settle(resolvedTs);
    return kv.putText(counts.key, counts.json) && kv.flush() ? Status.ok() : Status.failed("the counts cannot be kept", hostError());
  }

  removeTable(tableId: u64): Status {
    this.counts.delete(tableId);
    return Status.ok();
  }

  close(): Status {
    const all = this.counts.values();
    for (let i = 0; i < all.length; i += 1) log.info(all[i].key + " " + all[i].json);
    return Status.ok();
  }

  /** A swap comes when everything is flushed: what is settled is all there is. */
  stateExport(state: ByteBuffer): Status {
    const all = this.counts.values();
    const ids = this.counts.keys();
    let json = "{";
    for (let i = 0; i < all.length; i += 1) json += (i > 0 ? "," : "") + '"' + ids[i].toString() + '":' + all[i].json;
    state.pushText(json + "}");
    return Status.ok();
  }

  stateImport(fromVersion: string, state: ArrayBuffer): Status {
    const json = parsed(state);
    if (json == null) return Status.refused("the state of " + fromVersion + " is no JSON");
    for (let i = 0; i < json.names.length; i += 1) {
      const counts = new Counts("");
      counts.read(json.values[i]);
      this.imported.set(U64.parseInt(json.names[i]), counts);
    }
    return Status.ok();
  }
}

register(new Audit());
