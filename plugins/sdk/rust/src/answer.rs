//! What a plugin answers.

use crate::quote;

/// The answer of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    code: u32,
    message: String,
    cause: Option<String>,
    /// Further fields, as JSON with a comma before each.
    fields: String,
}

impl Status {
    fn new(code: u32, message: &str) -> Status {
        Status { code, message: message.into(), cause: None, fields: String::new() }
    }

    pub fn ok() -> Status {
        Status::new(200, "success")
    }

    /// Everything up to `ts` is durable: the answer of a flush that did not get as far as it was asked to.
    pub fn flushed(ts: u64) -> Status {
        Status::ok().with(&format!(",\"resolved_ts\":\"{ts}\""))
    }

    /// The plugin has no such operation.
    pub fn missing() -> Status {
        Status::new(404, "no such operation")
    }

    /// What was asked cannot be done, however often it is tried.
    pub fn refused(message: &str) -> Status {
        Status::new(400, message)
    }

    pub fn failed(message: &str, cause: &str) -> Status {
        Status { cause: Some(cause.into()), ..Status::new(500, message) }
    }

    pub fn is_ok(&self) -> bool {
        self.code == 200
    }

    pub(crate) fn with(mut self, fields: &str) -> Status {
        self.fields += fields;
        self
    }

    pub(crate) fn json(&self) -> String {
        let Status { code, message, cause, fields } = self;
        let cause = cause.as_deref().map_or("null".into(), quote);
        format!("{{\"code\":{code},\"message\":{},\"cause\":{cause}{fields}}}", quote(message))
    }
}

/// What became of rows that were not simply taken.
#[derive(Default)]
pub struct Verdicts {
    text: String,
}

impl Verdicts {
    /// The row is left out.
    pub fn skip(&mut self, row: usize, reason: &str) {
        self.add(row, "skip", reason);
    }

    /// The row is to be handed over again, a little later.
    pub fn retry(&mut self, row: usize, reason: &str) {
        self.add(row, "retry", reason);
    }

    /// The row is to go aside.
    pub fn dead_letter(&mut self, row: usize, reason: &str) {
        self.add(row, "deadLetter", reason);
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The field of the answer; empty when every row was taken.
    pub(crate) fn field(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        format!(",\"verdicts\":[{}]", self.text)
    }

    fn add(&mut self, row: usize, verdict: &str, reason: &str) {
        let comma = if self.is_empty() { "" } else { "," };
        self.text += &format!("{comma}{{\"row\":{row},\"verdict\":\"{verdict}\",\"reason\":{}}}", quote(reason));
    }
}
