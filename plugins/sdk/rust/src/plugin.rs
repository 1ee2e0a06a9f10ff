//! The operations of a plugin, and how they are called.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::wapc::{respond, tell_panics, Request};
use crate::{from_base64, to_base64, Batch, BatchWriter, Json, Status, Table, Verdicts};

/// What a plugin is told when it starts, beside its configuration.
pub struct Context {
    pub changefeed: String,
    pub instance: String,
    pub epoch: u64,
}

/// The operations. What a plugin does not write answers 404, and the host does not ask again.
#[allow(unused_variables)]
pub trait Plugin {
    /// Once, first. `config` has the defaults of the manifest's schema.
    fn init(&mut self, config: &Json, context: &Context) -> Status {
        Status::missing()
    }

    /// Before a table's first rows, and again when its schema has changed.
    fn add_table(&mut self, table: &Table) -> Status {
        Status::ok()
    }

    /// Rows, for a sink.
    fn rows(&mut self, batch: &Batch, verdicts: &mut Verdicts) -> Status {
        Status::missing()
    }

    /// Rows, for a transform.
    fn transform(&mut self, batch: &Batch, out: &mut BatchWriter) -> Status {
        Status::missing()
    }

    /// What is buffered of the table up to `resolved_ts` must be durable when this answers `ok`.
    fn flush(&mut self, table_id: u64, resolved_ts: u64) -> Status {
        Status::missing()
    }

    fn ddl(&mut self, ddl: &Json) -> Status {
        Status::missing()
    }

    fn checkpoint(&mut self, ts: u64, tables: &[Json]) -> Status {
        Status::missing()
    }

    fn remove_table(&mut self, table_id: u64) -> Status {
        Status::ok()
    }

    fn close(&mut self) -> Status {
        Status::missing()
    }

    /// What the next version of the plugin is to know.
    fn state_export(&mut self) -> Result<Vec<u8>, Status> {
        Err(Status::missing())
    }

    /// Takes what the version before wrote.
    fn state_import(&mut self, from_version: &str, state: &[u8]) -> Status {
        Status::missing()
    }

    fn self_test(&mut self) -> Status {
        Status::missing()
    }

    /// Any other operation; what it answers is given as it is, `None` is 404.
    fn other(&mut self, operation: &str, payload: &[u8]) -> Option<Vec<u8>> {
        None
    }
}

struct Runtime {
    plugin: Box<dyn Plugin>,
    request: Request,
}

thread_local! {
    static RUNTIME: RefCell<Option<Runtime>> = const { RefCell::new(None) };
    static TABLES: RefCell<BTreeMap<u64, Rc<Table>>> = const { RefCell::new(BTreeMap::new()) };
}

/// What `sink_add_table` told of a physical table.
pub fn table_of(table_id: u64) -> Option<Rc<Table>> {
    TABLES.with_borrow(|tables| tables.get(&table_id).cloned())
}

/// The entry of the host: `register!` calls it.
pub fn call(operation_length: usize, payload_length: usize, make: impl FnOnce() -> Box<dyn Plugin>) -> i32 {
    RUNTIME.with_borrow_mut(|runtime| {
        let Runtime { plugin, request } = runtime.get_or_insert_with(|| {
            tell_panics();
            Runtime { plugin: make(), request: Request::default() }
        });
        request.take(operation_length, payload_length);
        respond(&answer(plugin.as_mut(), request.operation(), request.payload()));
    });
    1
}

fn answer(plugin: &mut dyn Plugin, operation: &str, payload: &[u8]) -> Vec<u8> {
    let status = match operation {
        "sink_emit_row_changed_events" => rows(plugin, payload),
        "transform_rows" => return transform(plugin, payload),
        "sink_close" => plugin.close(),
        "plugin_self_test" => plugin.self_test(),
        "state_export" => match plugin.state_export() {
            Ok(state) => Status::ok().with(&format!(",\"state\":\"{}\"", to_base64(&state))),
            Err(status) => status,
        },
        "plugin_init" | "state_import" => with_json(plugin, operation, payload),
        _ if operation.starts_with("sink_") => with_json(plugin, operation, payload),
        _ => return plugin.other(operation, payload).unwrap_or_else(|| Status::missing().json().into_bytes()),
    };
    status.json().into_bytes()
}

fn malformed() -> Status {
    Status::refused("payload is not what this operation takes")
}

fn rows(plugin: &mut dyn Plugin, payload: &[u8]) -> Status {
    let Some(batch) = Batch::read(payload, table_of) else {
        return malformed();
    };
    let mut verdicts = Verdicts::default();
    let status = plugin.rows(&batch, &mut verdicts);
    if status.is_ok() {
        return status.with(&verdicts.field());
    }
    status
}

fn transform(plugin: &mut dyn Plugin, payload: &[u8]) -> Vec<u8> {
    let Some(batch) = Batch::read(payload, table_of) else {
        return malformed().json().into_bytes();
    };
    let mut out = BatchWriter::new(&batch);
    let status = plugin.transform(&batch, &mut out);
    if !status.is_ok() {
        return status.json().into_bytes();
    }
    if out.is_unchanged() {
        return br#"{"code":200,"unchanged":true}"#.to_vec();
    }
    if out.is_empty() {
        return br#"{"code":200,"rows":[]}"#.to_vec();
    }
    out.finish().unwrap_or_else(|mistake| Status::failed(&mistake, "the answer of the transform").json().into_bytes())
}

fn with_json(plugin: &mut dyn Plugin, operation: &str, payload: &[u8]) -> Status {
    let Some(json @ Json::Object(_)) = Json::parse(payload) else {
        return malformed();
    };
    match operation {
        "plugin_init" => {
            let context = Context {
                changefeed: json.text("changefeed").into(),
                instance: json.text("instance").into(),
                epoch: json.number("epoch").unwrap_or(0.0) as u64,
            };
            json.get("config").map_or_else(malformed, |config| plugin.init(config, &context))
        }
        "sink_add_table" => {
            let table = Rc::new(Table::new(&json));
            let status = plugin.add_table(&table);
            if status.is_ok() {
                TABLES.with_borrow_mut(|tables| tables.insert(table.id, table));
            }
            status
        }
        "sink_remove_table" => {
            let table_id = json.u64("table_id");
            let status = plugin.remove_table(table_id);
            if status.is_ok() {
                TABLES.with_borrow_mut(|tables| tables.remove(&table_id));
            }
            status
        }
        "sink_flush_row_changed_events" => {
            let resolved_ts = json.u64("resolved_ts");
            let status = plugin.flush(json.u64("table_id"), resolved_ts);
            if status == Status::ok() {
                return Status::flushed(resolved_ts);
            }
            status
        }
        "sink_emit_ddl_event" => plugin.ddl(&json),
        "sink_emit_checkpoint_ts" => plugin.checkpoint(json.u64("ts"), json.list("tables")),
        "state_import" => {
            from_base64(json.text("state")).map_or_else(malformed, |state| plugin.state_import(json.text("from_version"), &state))
        }
        _ => Status::missing(),
    }
}
