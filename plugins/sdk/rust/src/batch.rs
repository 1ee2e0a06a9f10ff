//! A batch of rows, read where it lies in memory.

use std::borrow::Cow;
use std::rc::Rc;

use crate::float_text::{f32_text, f64_text};
use crate::{table_of, to_base64, Kind, Table};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Insert = 1,
    Update = 2,
    Delete = 3,
}

/// A value of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    Null,
    I64(i64),
    U64(u64),
    F64(f64),
    F32(f32),
    Text(&'a str),
    Bytes(&'a [u8]),
}

pub(crate) const MAGIC: u32 = 0x3142_5654; // TVB1
pub(crate) const VERSION: u16 = 1;
pub(crate) const HEADER_BYTES: usize = 64;
pub(crate) const COLUMN_BYTES: usize = 32;

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn word_at(bytes: &[u8], row: usize) -> [u8; 8] {
    let at = row * 8;
    bytes[at..at + 8].try_into().unwrap_or([0; 8])
}

fn place(bytes: &[u8], at: usize) -> usize {
    u32_at(bytes, at) as usize
}

/// One column of a batch, before or after the change.
///
/// `value` and `to_text` read a value of any kind. The others read one of theirs, and panic when the column is of another.
pub struct Column<'a> {
    table_id: u64,
    position: usize,
    kind: Kind,
    validity: Option<&'a [u8]>,
    values: &'a [u8],
    offsets: &'a [u8],
}

impl<'a> Column<'a> {
    fn read(bytes: &'a [u8], at: usize, rows: usize) -> Option<Column<'a>> {
        let kind = Kind::of(bytes[at + 2])?;
        let section = |from: usize, length: usize| bytes.get(from..from.checked_add(length)?);
        let validity = match place(bytes, at + 4) {
            0 => None,
            from => Some(section(from, rows.div_ceil(8))?),
        };
        let values = section(place(bytes, at + 8), place(bytes, at + 12))?;
        let offsets = if kind.width() == 0 { section(place(bytes, at + 16), (rows + 1) * 4)? } else { &[] };
        (kind.width() == 0 || values.len() == rows * kind.width()).then_some(Column {
            table_id: u64::from_le_bytes(word_at(bytes, 2)),
            position: u16_at(bytes, at).into(),
            kind,
            validity,
            values,
            offsets,
        })
    }

    /// Among the table's columns.
    pub fn position(&self) -> usize {
        self.position
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn is_null(&self, row: usize) -> bool {
        self.validity.is_some_and(|bits| bits[row >> 3] >> (row & 7) & 1 == 0)
    }

    /// Of kind `I64`.
    #[track_caller]
    pub fn i64(&self, row: usize) -> i64 {
        self.expect(self.kind == Kind::I64, "i64");
        i64::from_le_bytes(word_at(self.values, row))
    }

    /// Of kind `U64`.
    #[track_caller]
    pub fn u64(&self, row: usize) -> u64 {
        self.expect(self.kind == Kind::U64, "u64");
        u64::from_le_bytes(word_at(self.values, row))
    }

    /// Of kind `F64`.
    #[track_caller]
    pub fn f64(&self, row: usize) -> f64 {
        self.expect(self.kind == Kind::F64, "f64");
        f64::from_le_bytes(word_at(self.values, row))
    }

    /// Of kind `F32`.
    #[track_caller]
    pub fn f32(&self, row: usize) -> f32 {
        self.expect(self.kind == Kind::F32, "f32");
        f32::from_bits(u32_at(self.values, row * 4))
    }

    /// Of kind `Text`; the host writes nothing but UTF-8.
    #[track_caller]
    pub fn text(&self, row: usize) -> &'a str {
        self.expect(self.kind == Kind::Text, "text");
        std::str::from_utf8(self.bytes(row)).unwrap_or("")
    }

    /// Of kind `Bytes`, or the bytes of a text.
    #[track_caller]
    pub fn bytes(&self, row: usize) -> &'a [u8] {
        self.expect(self.kind.width() == 0, "bytes");
        &self.values[place(self.offsets, row * 4)..place(self.offsets, row * 4 + 4)]
    }

    pub fn value(&self, row: usize) -> Value<'a> {
        if self.is_null(row) {
            return Value::Null;
        }
        match self.kind {
            Kind::I64 => Value::I64(self.i64(row)),
            Kind::U64 => Value::U64(self.u64(row)),
            Kind::F64 => Value::F64(self.f64(row)),
            Kind::F32 => Value::F32(self.f32(row)),
            Kind::Text => Value::Text(self.text(row)),
            Kind::Bytes => Value::Bytes(self.bytes(row)),
        }
    }

    /// A value of any kind as text, `None` for NULL: numbers in digits, floats in the fewest, bytes as base64.
    pub fn to_text(&self, row: usize) -> Option<Cow<'a, str>> {
        Some(match self.value(row) {
            Value::Null => return None,
            Value::I64(number) => number.to_string().into(),
            Value::U64(number) => number.to_string().into(),
            Value::F64(number) => f64_text(number).into(),
            Value::F32(number) => f32_text(number).into(),
            Value::Text(text) => text.into(),
            Value::Bytes(bytes) => to_base64(bytes).into(),
        })
    }

    #[track_caller]
    fn expect(&self, is_of_kind: bool, asked: &str) {
        if !is_of_kind {
            self.misread(asked);
        }
    }

    #[cold]
    #[track_caller]
    fn misread(&self, asked: &str) -> ! {
        let table = table_of(self.table_id);
        let told = table.as_ref().and_then(|table| Some((table, table.columns.get(self.position)?)));
        let name = match told {
            Some((table, column)) => format!("{} of {}.{}", column.name, table.db, table.name),
            None => self.position.to_string(),
        };
        panic!("column {name} is of kind {} and was read as {asked}", self.kind.name());
    }
}

/// Rows of one table in one schema.
pub struct Batch<'a> {
    bytes: &'a [u8],
    rows: usize,
    ops: &'a [u8],
    start_tss: &'a [u8],
    commit_tss: &'a [u8],
    after: Vec<Column<'a>>,
    before: Vec<Column<'a>>,
    table: Option<Rc<Table>>,
}

impl<'a> Batch<'a> {
    /// `None` when the bytes are no batch of this version.
    pub fn read(bytes: &'a [u8], table_of: impl FnOnce(u64) -> Option<Rc<Table>>) -> Option<Batch<'a>> {
        if bytes.len() < HEADER_BYTES || u32_at(bytes, 0) != MAGIC || u16_at(bytes, 4) != VERSION {
            return None;
        }
        let rows = place(bytes, 12);
        let columns = place(bytes, 28);
        if place(bytes, 8) != bytes.len() || rows > bytes.len() || columns > bytes.len() {
            return None;
        }
        let section = |at: usize, length: usize| bytes.get(place(bytes, at)..place(bytes, at).checked_add(length)?);
        let side = |at: usize| -> Option<Vec<Column<'a>>> {
            section(at, columns * COLUMN_BYTES)?;
            (0..columns).map(|i| Column::read(bytes, place(bytes, at) + i * COLUMN_BYTES, rows)).collect()
        };
        Some(Batch {
            bytes,
            rows,
            ops: section(32, rows)?,
            start_tss: section(36, rows * 8)?,
            commit_tss: section(40, rows * 8)?,
            after: side(44)?,
            before: if place(bytes, 48) == 0 { Vec::new() } else { side(48)? },
            table: table_of(u64::from_le_bytes(word_at(bytes, 2))),
        })
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn table_id(&self) -> u64 {
        u64::from_le_bytes(word_at(self.bytes, 2))
    }

    pub fn schema_version(&self) -> u32 {
        u32_at(self.bytes, 24)
    }

    /// What `sink_add_table` told of the table.
    pub fn table(&self) -> Option<&Table> {
        self.table.as_deref()
    }

    pub fn op(&self, row: usize) -> Op {
        match self.ops[row] & 0x0f {
            1 => Op::Insert,
            2 => Op::Update,
            _ => Op::Delete,
        }
    }

    /// Whether the row is the last of its transaction.
    pub fn end_of_txn(&self, row: usize) -> bool {
        self.ops[row] & 0x80 != 0
    }

    pub fn start_ts(&self, row: usize) -> u64 {
        u64::from_le_bytes(word_at(self.start_tss, row))
    }

    pub fn commit_ts(&self, row: usize) -> u64 {
        u64::from_le_bytes(word_at(self.commit_tss, row))
    }

    /// The columns after the change, in the table's order; those that the manifest asks for.
    pub fn after(&self) -> &[Column<'a>] {
        &self.after
    }

    /// The same before the change; empty when the manifest says `"before": false`.
    pub fn before(&self) -> &[Column<'a>] {
        &self.before
    }

    /// The column at a position of the table after the change, if the batch has it.
    pub fn after_at(&self, position: usize) -> Option<&Column<'a>> {
        self.after.iter().find(|column| column.position == position)
    }

    /// The same before the change.
    pub fn before_at(&self, position: usize) -> Option<&Column<'a>> {
        self.before.iter().find(|column| column.position == position)
    }

    /// The column of this name after the change, if the batch has it.
    pub fn after_named(&self, name: &str) -> Option<&Column<'a>> {
        self.after_at(self.table()?.position_of(name)?)
    }

    /// The same before the change.
    pub fn before_named(&self, name: &str) -> Option<&Column<'a>> {
        self.before_at(self.table()?.position_of(name)?)
    }
}
