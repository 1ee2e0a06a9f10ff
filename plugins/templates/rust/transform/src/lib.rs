//! Adds the column `label` to every row and drops deletes.

use tivalve_plugin::{register, Batch, BatchWriter, Context, Json, Op, Plugin, Status, Value};

#[derive(Default)]
struct Transform {
    label: String,
}

impl Plugin for Transform {
    fn init(&mut self, config: &Json, _context: &Context) -> Status {
        self.label = config.text("label").into();
        Status::ok()
    }

    fn transform(&mut self, batch: &Batch, out: &mut BatchWriter) -> Status {
        let Some(table) = batch.table() else {
            return Status::failed("rows of a table that was not added", "");
        };
        // Columns that the manifest adds stand behind the table's own.
        let label = table.columns.len();
        for row in (0..batch.rows()).filter(|&row| batch.op(row) != Op::Delete) {
            out.keep(row);
            out.after.set(label, Value::Text(&self.label));
        }
        Status::ok()
    }
}

register!(Transform::default());
