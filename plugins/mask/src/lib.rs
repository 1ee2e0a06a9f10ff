//! Hashes columns, so that equal values stay equal and nobody can read them.

mod sha256;

use std::collections::BTreeMap;

use sha256::sha256;
use tivalve_plugin::{register, Batch, BatchWriter, Column, Context, Json, Kind, Op, Plugin, Side, Status, Table, Value};

#[derive(Default)]
struct Mask {
    /// Database, table and column of each pattern.
    patterns: Vec<[String; 3]>,
    salt: Vec<u8>,
    hex_digits: usize,
    /// Positions of the columns to hash, by physical table.
    columns: BTreeMap<u64, Vec<usize>>,
}

impl Mask {
    fn hides(&self, table: &Table, column: &str) -> bool {
        self.patterns.iter().any(|pattern| {
            pattern.iter().zip([table.db.as_str(), &table.name, column]).all(|(part, name)| part == "*" || part == name)
        })
    }

    fn hide(&self, side: &mut Side, column: &Column, row: usize) {
        if column.is_null(row) {
            return side.set(column.position(), Value::Null);
        }
        let digest = sha256(&[&self.salt, column.bytes(row)]);
        if column.kind() == Kind::Bytes {
            return side.set(column.position(), Value::Bytes(&digest));
        }
        let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let hex: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
        side.set(column.position(), Value::Text(&hex[..self.hex_digits]));
    }
}

impl Plugin for Mask {
    fn init(&mut self, config: &Json, _context: &Context) -> Status {
        for pattern in config.list("columns").iter().filter_map(Json::as_text) {
            let parts: Vec<String> = pattern.split('.').map(str::to_owned).collect();
            match parts.try_into() {
                Ok(parts) => self.patterns.push(parts),
                Err(_) => return Status::refused(&format!("{pattern} is not db.table.column")),
            }
        }
        self.salt = config.text("salt").into();
        self.hex_digits = config.number("hexDigits").unwrap_or(64.0) as usize;
        Status::ok()
    }

    fn add_table(&mut self, table: &Table) -> Status {
        let hidden = |position: &usize| self.hides(table, &table.columns[*position].name);
        let positions: Vec<usize> = (0..table.columns.len()).filter(hidden).collect();
        for &position in &positions {
            let column = &table.columns[position];
            // A number has no room for a hash; letting it through would tell what was to be hidden.
            if !matches!(column.kind, Kind::Text | Kind::Bytes) {
                let place = format!("{}.{}.{}", table.db, table.name, column.name);
                return Status::refused(&format!("{place} is {}: only text and bytes can be hashed", column.column_type));
            }
        }
        self.columns.insert(table.id, positions);
        Status::ok()
    }

    fn remove_table(&mut self, table_id: u64) -> Status {
        self.columns.remove(&table_id);
        Status::ok()
    }

    fn transform(&mut self, batch: &Batch, out: &mut BatchWriter) -> Status {
        let Some(positions) = self.columns.get(&batch.table_id()) else {
            return Status::failed("rows of a table that was not added", "");
        };
        for row in 0..batch.rows() {
            out.keep(row);
            for &position in positions {
                let (after, before) = (batch.after_at(position), batch.before_at(position));
                if let Some(column) = after.filter(|_| batch.op(row) != Op::Delete) {
                    self.hide(&mut out.after, column, row);
                }
                if let Some(column) = before.filter(|_| batch.op(row) != Op::Insert) {
                    self.hide(&mut out.before, column, row);
                }
            }
        }
        Status::ok()
    }
}

register!(Mask::default());
