//! What `sink_add_table` tells of a table.

use crate::Json;

/// How the values of a column are kept in a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    I64 = 1,
    U64 = 2,
    F64 = 3,
    F32 = 4,
    Text = 5,
    Bytes = 6,
}

impl Kind {
    pub(crate) fn of(number: u8) -> Option<Kind> {
        [Kind::I64, Kind::U64, Kind::F64, Kind::F32, Kind::Text, Kind::Bytes].into_iter().find(|&kind| kind as u8 == number)
    }

    /// What documents and messages call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::I64 => "i64",
            Kind::U64 => "u64",
            Kind::F64 => "f64",
            Kind::F32 => "f32",
            Kind::Text => "text",
            Kind::Bytes => "bytes",
        }
    }

    /// Bytes of a value; 0 for text and bytes.
    pub(crate) fn width(self) -> usize {
        match self {
            Kind::Text | Kind::Bytes => 0,
            Kind::F32 => 4,
            _ => 8,
        }
    }
}

#[derive(Debug, Clone)]
pub struct ColumnInfo {
    pub name: String,
    /// MySQL's type: `varchar(64)`, `bigint(20) unsigned`.
    pub column_type: String,
    pub nullable: bool,
    pub unsigned: bool,
    pub binary: bool,
    pub primary_key: bool,
    pub kind: Kind,
}

/// A physical table in one schema.
#[derive(Debug, Clone)]
pub struct Table {
    pub id: u64,
    pub logical_id: u64,
    pub schema_version: u32,
    pub db: String,
    pub name: String,
    pub key: Vec<String>,
    pub columns: Vec<ColumnInfo>,
}

impl Table {
    pub(crate) fn new(json: &Json) -> Table {
        Table {
            id: json.u64("table_id"),
            logical_id: json.u64("logical_id"),
            schema_version: json.number("schema_version").unwrap_or(0.0) as u32,
            db: json.text("db").into(),
            name: json.text("table").into(),
            key: json.list("key").iter().filter_map(Json::as_text).map(str::to_owned).collect(),
            columns: json
                .list("columns")
                .iter()
                .map(|column| {
                    let (column_type, unsigned, binary) =
                        (column.text("type"), column.is_true("unsigned"), column.is_true("binary"));
                    ColumnInfo {
                        name: column.text("name").into(),
                        column_type: column_type.into(),
                        nullable: column.is_true("nullable"),
                        unsigned,
                        binary,
                        primary_key: column.is_true("primary_key"),
                        kind: kind_of(column_type, unsigned, binary),
                    }
                })
                .collect(),
        }
    }

    /// The position of a column.
    pub fn position_of(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// How the values of a column of this type are kept.
pub fn kind_of(column_type: &str, unsigned: bool, binary: bool) -> Kind {
    let name = column_type.split(|one: char| !one.is_ascii_lowercase()).next().unwrap_or("");
    match name {
        _ if binary => Kind::Bytes,
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" if unsigned => Kind::U64,
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "year" => Kind::I64,
        "bit" => Kind::U64,
        "float" => Kind::F32,
        "double" => Kind::F64,
        _ => Kind::Text,
    }
}
