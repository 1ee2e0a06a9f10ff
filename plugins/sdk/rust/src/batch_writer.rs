//! The answer of a transform: which rows go on, and what of them has changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::batch::{COLUMN_BYTES, HEADER_BYTES, MAGIC, VERSION};
use crate::{Batch, Kind, Op, Value};

const NO_SOURCE: u32 = u32::MAX;

/// A value that waits for the end of the batch.
#[derive(Clone, Copy)]
enum Cell {
    Null,
    Number(u64),
    /// Where in `data`.
    Data(usize, usize),
}

#[derive(Default)]
struct Written {
    kind: Option<Kind>,
    cells: BTreeMap<usize, Cell>,
    data: Vec<u8>,
}

/// One side of the change of the row that was last kept or added. A column that is not set is as in its source.
#[derive(Default)]
pub struct Side {
    columns: BTreeMap<usize, Written>,
    row: usize,
    mistake: Option<String>,
}

impl Side {
    /// Sets the column at a position of the table; those that the manifest adds stand behind the table's own.
    pub fn set(&mut self, position: usize, value: Value) {
        let column = self.columns.entry(position).or_default();
        let (kind, cell) = match value {
            Value::Null => {
                column.cells.insert(self.row, Cell::Null);
                return;
            }
            Value::I64(number) => (Kind::I64, Cell::Number(number as u64)),
            Value::U64(number) => (Kind::U64, Cell::Number(number)),
            Value::F64(number) => (Kind::F64, Cell::Number(number.to_bits())),
            Value::F32(number) => (Kind::F32, Cell::Number(number.to_bits().into())),
            Value::Text(text) => (Kind::Text, column.keep(text.as_bytes())),
            Value::Bytes(bytes) => (Kind::Bytes, column.keep(bytes)),
        };
        if column.kind.is_some_and(|known| known != kind) {
            self.mistake = Some(format!("column {position} is set as two kinds"));
        }
        column.kind = Some(kind);
        column.cells.insert(self.row, cell);
    }
}

impl Written {
    fn keep(&mut self, bytes: &[u8]) -> Cell {
        let from = self.data.len();
        self.data.extend_from_slice(bytes);
        Cell::Data(from, bytes.len())
    }
}

/// Takes the rows that go on, in the order of their sources. What is neither kept nor added is dropped.
///
/// ```ignore
/// for row in 0..batch.rows() {
///     if batch.op(row) == Op::Delete {
///         continue;
///     }
///     out.keep(row);
///     out.after.set(note, Value::Text("seen"));
/// }
/// ```
pub struct BatchWriter<'a> {
    pub after: Side,
    pub before: Side,
    batch: &'a Batch<'a>,
    sources: Vec<u32>,
    ops: Vec<u8>,
    changed: bool,
}

impl<'a> BatchWriter<'a> {
    pub(crate) fn new(batch: &'a Batch<'a>) -> BatchWriter<'a> {
        let (after, before) = Default::default();
        BatchWriter { after, before, batch, sources: Vec::new(), ops: Vec::new(), changed: false }
    }

    /// The row goes on, but for what is set after this.
    pub fn keep(&mut self, row: usize) {
        self.add(row as u32, self.batch.op(row));
    }

    /// The row goes on with another operation.
    pub fn keep_as(&mut self, row: usize, op: Op) {
        self.changed = true;
        self.add(row as u32, op);
    }

    /// All rows go on.
    pub fn keep_all(&mut self) {
        for row in 0..self.batch.rows() {
            self.keep(row);
        }
    }

    /// A new row, in the transaction of the row before it; columns that are not set are NULL.
    pub fn add_new(&mut self, op: Op) {
        self.changed = true;
        self.add(NO_SOURCE, op);
    }

    fn add(&mut self, source: u32, op: Op) {
        self.after.row = self.sources.len();
        self.before.row = self.sources.len();
        self.sources.push(source);
        self.ops.push(op as u8);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// Whether every row goes on as it is.
    pub(crate) fn is_unchanged(&self) -> bool {
        !self.changed
            && self.after.columns.is_empty()
            && self.before.columns.is_empty()
            && self.sources.len() == self.batch.rows()
            && self.sources.iter().enumerate().all(|(row, &source)| row == source as usize)
    }

    /// The answer as a batch, or why there is none.
    pub(crate) fn finish(self) -> Result<Vec<u8>, String> {
        if let Some(mistake) = self.after.mistake.as_ref().or(self.before.mistake.as_ref()) {
            return Err(mistake.clone());
        }
        let positions: BTreeSet<usize> = self.after.columns.keys().chain(self.before.columns.keys()).copied().collect();
        // A column that the manifest adds and that is NULL in every row is left out: it is NULL then.
        let columns: Vec<(usize, Kind)> =
            positions.into_iter().filter_map(|position| Some((position, self.kind_of(position)?))).collect();
        let has_before = !self.batch.before().is_empty() || !self.before.columns.is_empty();
        let mut out = vec![0; HEADER_BYTES];
        let ops_at = section(&mut out, &self.ops);
        let sources: Vec<u8> = self.sources.iter().flat_map(|source| source.to_le_bytes()).collect();
        let sources_at = section(&mut out, &sources);
        let after_at = section(&mut out, &vec![0; columns.len() * COLUMN_BYTES]);
        let before_at = if has_before { section(&mut out, &vec![0; columns.len() * COLUMN_BYTES]) } else { 0 };
        for (i, &(position, kind)) in columns.iter().enumerate() {
            self.column(&mut out, after_at + i * COLUMN_BYTES, position, kind, true)?;
            if has_before {
                self.column(&mut out, before_at + i * COLUMN_BYTES, position, kind, false)?;
            }
        }
        out[4..6].copy_from_slice(&VERSION.to_le_bytes());
        out[6..8].copy_from_slice(&(HEADER_BYTES as u16).to_le_bytes());
        out[16..24].copy_from_slice(&self.batch.table_id().to_le_bytes());
        let length = out.len();
        for (at, word) in [
            (0, MAGIC as usize),
            (8, length),
            (12, self.sources.len()),
            (24, self.batch.schema_version() as usize),
            (28, columns.len()),
            (32, ops_at),
            (44, after_at),
            (48, before_at),
            (52, sources_at),
        ] {
            put_u32(&mut out, at, word);
        }
        Ok(out)
    }

    fn kind_of(&self, position: usize) -> Option<Kind> {
        let set = |side: &Side| side.columns.get(&position).and_then(|column| column.kind);
        set(&self.after)
            .or_else(|| set(&self.before))
            .or_else(|| Some(self.batch.after_at(position)?.kind()))
            .or_else(|| Some(self.batch.table()?.columns.get(position)?.kind))
    }

    fn column(&self, out: &mut Vec<u8>, descriptor: usize, position: usize, kind: Kind, is_after: bool) -> Result<(), String> {
        let side = if is_after { &self.after } else { &self.before };
        let written = side.columns.get(&position);
        if written.is_some_and(|column| column.kind.is_some_and(|own| own != kind)) {
            return Err(format!("column {position} is set as two kinds"));
        }
        let rows = self.sources.len();
        let mut validity = vec![0u8; rows.div_ceil(8)];
        let mut offsets = vec![0u8; if kind.width() == 0 { (rows + 1) * 4 } else { 0 }];
        let mut values = Vec::with_capacity(rows * kind.width());
        for row in 0..rows {
            let value = match written.and_then(|column| Some((column, column.cells.get(&row)?))) {
                Some((_, Cell::Null)) => None,
                Some((_, Cell::Number(bits))) => Some(Copied::Bits(*bits)),
                Some((column, Cell::Data(from, length))) => Some(Copied::Data(&column.data[*from..*from + *length])),
                None => self.source(row, position, kind, is_after)?,
            };
            if value.is_some() {
                validity[row >> 3] |= 1 << (row & 7);
            }
            match value {
                Some(Copied::Data(bytes)) => values.extend_from_slice(bytes),
                Some(Copied::Bits(bits)) => values.extend_from_slice(&bits.to_le_bytes()[..kind.width()]),
                None => values.resize(values.len() + kind.width(), 0),
            }
            if kind.width() == 0 {
                put_u32(&mut offsets, (row + 1) * 4, values.len());
            }
        }
        let validity_at = section(out, &validity);
        let offsets_at = if kind.width() == 0 { section(out, &offsets) } else { 0 };
        let values_at = section(out, &values);
        out[descriptor..descriptor + 2].copy_from_slice(&(position as u16).to_le_bytes());
        out[descriptor + 2] = kind as u8;
        for (at, word) in [(4, validity_at), (8, values_at), (12, values.len()), (16, offsets_at)] {
            put_u32(out, descriptor + at, word);
        }
        Ok(())
    }

    /// The value of a row that was not set; `None` for NULL.
    fn source(&self, row: usize, position: usize, kind: Kind, is_after: bool) -> Result<Option<Copied<'a>>, String> {
        let unused = if is_after { Op::Delete } else { Op::Insert };
        if self.sources[row] == NO_SOURCE || self.ops[row] == unused as u8 {
            return Ok(None);
        }
        let source = self.sources[row] as usize;
        // A delete that goes on as something else has only the values before it, an insert only those after it.
        let op = self.batch.op(source);
        let reads_before = op == Op::Delete || (!is_after && op != Op::Insert);
        let column = if reads_before { self.batch.before_at(position) } else { self.batch.after_at(position) };
        let Some(column) = column else {
            if self.batch.table().is_some_and(|table| position < table.columns.len()) {
                return Err(format!("column {position} was not set in every row, and the batch does not have it"));
            }
            return Ok(None);
        };
        if column.kind() != kind {
            return Err(format!("column {position} is not of the kind that was set"));
        }
        Ok(match column.value(source) {
            Value::Null => None,
            Value::I64(number) => Some(Copied::Bits(number as u64)),
            Value::U64(number) => Some(Copied::Bits(number)),
            Value::F64(number) => Some(Copied::Bits(number.to_bits())),
            Value::F32(number) => Some(Copied::Bits(number.to_bits().into())),
            Value::Text(text) => Some(Copied::Data(text.as_bytes())),
            Value::Bytes(bytes) => Some(Copied::Data(bytes)),
        })
    }
}

/// What is copied into the answer.
enum Copied<'a> {
    Bits(u64),
    Data(&'a [u8]),
}

fn put_u32(out: &mut [u8], at: usize, word: usize) {
    out[at..at + 4].copy_from_slice(&(word as u32).to_le_bytes());
}

/// Adds a section, and answers where it begins; the next one begins at a multiple of 8.
fn section(out: &mut Vec<u8>, bytes: &[u8]) -> usize {
    let at = out.len();
    out.extend_from_slice(bytes);
    out.resize(out.len().next_multiple_of(8), 0);
    at
}
