//! Writes a line for each row to `rows.log` in the granted folder `out`.

use tivalve_plugin::{host::fs, quote, register, Batch, Context, Json, Op, Plugin, Status, Verdicts};

#[derive(Default)]
struct Sink {
    greeting: String,
    /// Lines that wait for a flush.
    lines: String,
}

impl Plugin for Sink {
    fn init(&mut self, config: &Json, _context: &Context) -> Status {
        self.greeting = config.text("greeting").into();
        Status::ok()
    }

    fn rows(&mut self, batch: &Batch, _verdicts: &mut Verdicts) -> Status {
        let Some(table) = batch.table() else {
            return Status::failed("rows of a table that was not added", "");
        };
        for row in 0..batch.rows() {
            // After the change a delete has no values, before it an insert has none.
            let (name, columns) = match batch.op(row) {
                Op::Insert => ("insert", batch.after()),
                Op::Update => ("update", batch.after()),
                Op::Delete => ("delete", batch.before()),
            };
            self.lines += &format!("{} {name} {}.{}", self.greeting, table.db, table.name);
            for column in columns {
                let text = column.to_text(row).map_or("NULL".into(), |text| quote(&text));
                self.lines += &format!(" {}={text}", table.columns[column.position()].name);
            }
            self.lines += &format!(" {}\n", batch.commit_ts(row));
        }
        Status::ok()
    }

    /// Answers when the lines are on the disk: TiValve does not hand them over again after that.
    fn flush(&mut self, _table_id: u64, _resolved_ts: u64) -> Status {
        if self.lines.is_empty() {
            return Status::ok();
        }
        let written = fs::append("out", "rows.log", self.lines.as_bytes());
        match written.and_then(|()| fs::flush("out", "rows.log")) {
            Ok(()) => {
                self.lines.clear();
                Status::ok()
            }
            Err(error) => Status::failed("rows.log", &error),
        }
    }
}

register!(Sink::default());
