//! Writes a line for each row to `rows.log` in the granted folder `out`.

use tivalve_plugin::{host::fs, register, Batch, Context, Json, Op, Plugin, Status, Verdicts};

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

    fn rows(&mut self, batch: &Batch, verdicts: &mut Verdicts) -> Status {
        let (Some(after), Some(before)) = (batch.after_named("id"), batch.before_named("id")) else {
            return Status::refused("the table has no column id");
        };
        for row in 0..batch.rows() {
            let (name, id) = match batch.op(row) {
                Op::Insert => ("insert", after),
                Op::Update => ("update", after),
                Op::Delete => ("delete", before),
            };
            if id.is_null(row) {
                verdicts.dead_letter(row, "id is NULL");
                continue;
            }
            self.lines += &format!("{} {name} {} {}\n", self.greeting, id.text(row), batch.commit_ts(row));
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
