//! Adds a column `route` that says where a row belongs, by rules over its table and its values.

use tivalve_plugin::{register, Batch, BatchWriter, Column, Context, Json, Op, Plugin, Status, Table, Value};

struct Rule {
    db: String,
    table: String,
    column: Option<String>,
    test: Test,
    route: String,
}

/// What a rule asks of its column.
enum Test {
    Nothing,
    Equals(String),
    Prefix(String),
    IsNull(bool),
}

#[derive(Default)]
struct Route {
    rules: Vec<Rule>,
    otherwise: Option<String>,
}

impl Rule {
    fn read(json: &Json) -> Result<Rule, String> {
        let route = json.text("route").to_owned();
        let owned = |name: &str| json.get(name).and_then(Json::as_text).map(str::to_owned);
        let test = match (owned("equals"), owned("prefix"), json.get("isNull")) {
            (None, None, None) => Test::Nothing,
            (Some(value), None, None) => Test::Equals(value),
            (None, Some(value), None) => Test::Prefix(value),
            (None, None, Some(_)) => Test::IsNull(json.is_true("isNull")),
            _ => return Err(format!("the rule for {route} has more than one of equals, prefix and isNull")),
        };
        let column = owned("column");
        if column.is_some() == matches!(test, Test::Nothing) {
            return Err(format!("the rule for {route} needs a column and one of equals, prefix and isNull, or none of them"));
        }
        let (db, table) = json.text("table").split_once('.').ok_or_else(|| format!("the rule for {route} has no db.table"))?;
        Ok(Rule { db: db.into(), table: table.into(), column, test, route })
    }

    fn is_for(&self, table: &Table) -> bool {
        (self.db == "*" || self.db == table.db) && (self.table == "*" || self.table == table.name)
    }

    fn fits(&self, column: Option<&Column>, row: usize) -> bool {
        let Some(column) = column else {
            return matches!(self.test, Test::Nothing);
        };
        match &self.test {
            Test::Nothing => true,
            Test::IsNull(wanted) => column.is_null(row) == *wanted,
            Test::Equals(wanted) => text_of(column, row).is_some_and(|text| text == *wanted),
            Test::Prefix(wanted) => text_of(column, row).is_some_and(|text| text.starts_with(wanted)),
        }
    }
}

fn text_of(column: &Column, row: usize) -> Option<String> {
    Some(match column.value(row) {
        Value::Null => return None,
        Value::I64(number) => number.to_string(),
        Value::U64(number) => number.to_string(),
        Value::F64(number) => number.to_string(),
        Value::F32(number) => number.to_string(),
        Value::Text(text) => text.into(),
        Value::Bytes(bytes) => tivalve_plugin::to_base64(bytes),
    })
}

/// A rule with the columns that it looks at in one batch.
struct Bound<'a, 'b> {
    rule: &'a Rule,
    after: Option<&'b Column<'b>>,
    before: Option<&'b Column<'b>>,
}

/// The first rule that fits.
fn route_of<'a>(rules: &[Bound<'a, '_>], row: usize, is_after: bool) -> Option<&'a str> {
    let fits = |bound: &&Bound| bound.rule.fits(if is_after { bound.after } else { bound.before }, row);
    rules.iter().find(fits).map(|bound| bound.rule.route.as_str())
}

impl Plugin for Route {
    fn init(&mut self, config: &Json, _context: &Context) -> Status {
        self.otherwise = config.get("otherwise").and_then(Json::as_text).map(str::to_owned);
        match config.list("rules").iter().map(Rule::read).collect() {
            Ok(rules) => {
                self.rules = rules;
                Status::ok()
            }
            Err(mistake) => Status::refused(&mistake),
        }
    }

    /// A rule for a column that its table does not have would never fit, and nobody would know.
    fn add_table(&mut self, table: &Table) -> Status {
        let lacking = self.rules.iter().filter(|rule| rule.db != "*" && rule.table != "*" && rule.is_for(table)).find_map(|rule| {
            rule.column.as_deref().filter(|column| table.position_of(column).is_none())
        });
        lacking.map_or_else(Status::ok, |column| Status::refused(&format!("{}.{} has no column {column}", table.db, table.name)))
    }

    fn transform(&mut self, batch: &Batch, out: &mut BatchWriter) -> Status {
        let Some(table) = batch.table() else {
            return Status::failed("rows of a table that was not added", "");
        };
        // Columns that the manifest adds stand behind the table's own.
        let position = table.columns.len();
        let can_fit = |rule: &&Rule| rule.column.as_deref().is_none_or(|name| table.position_of(name).is_some());
        let bound = |rule| Bound {
            rule,
            after: rule.column.as_deref().and_then(|name| batch.after_named(name)),
            before: rule.column.as_deref().and_then(|name| batch.before_named(name)),
        };
        let rules: Vec<Bound> = self.rules.iter().filter(|rule| rule.is_for(table)).filter(can_fit).map(bound).collect();
        for row in 0..batch.rows() {
            out.keep(row);
            for is_after in [true, false] {
                let unused = if is_after { Op::Delete } else { Op::Insert };
                if batch.op(row) == unused {
                    continue;
                }
                let route = route_of(&rules, row, is_after).or(self.otherwise.as_deref());
                let side = if is_after { &mut out.after } else { &mut out.before };
                side.set(position, route.map_or(Value::Null, Value::Text));
            }
        }
        Status::ok()
    }
}

register!(Route::default());
