//! JSON values, for what is small: configurations, tables, DDLs.

/// A value of JSON. What is asked for and not there is `None` or empty, never an error.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// More brackets within each other than this are somebody's mistake.
const MAX_DEPTH: usize = 64;

impl Json {
    /// `None` when the bytes are no JSON.
    pub fn parse(bytes: &[u8]) -> Option<Json> {
        let mut reader = Reader { text: std::str::from_utf8(bytes).ok()?.as_bytes(), at: 0 };
        let value = reader.value(0)?;
        (reader.peek() == 0).then_some(value)
    }

    /// The field of an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(fields) => fields.iter().find(|(field, _)| field == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A field that is a text; empty when it is none.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).and_then(Json::as_text).unwrap_or("")
    }

    /// A field that is a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name) {
            Some(Json::Number(text)) => text.parse().ok(),
            _ => None,
        }
    }

    /// Whether a field is `true`.
    pub fn is_true(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Json::Bool(true)))
    }

    /// A field that is a u64 in decimal digits, as ts and table ids are; 0 when it is none.
    pub fn u64(&self, name: &str) -> u64 {
        self.text(name).parse().unwrap_or(0)
    }

    /// A field that is a list; empty when it is none.
    pub fn list(&self, name: &str) -> &[Json] {
        match self.get(name) {
            Some(Json::List(values)) => values,
            _ => &[],
        }
    }
}

/// `text` as a JSON string.
pub fn quote(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for one in text.chars() {
        match one {
            '"' | '\\' => {
                json.push('\\');
                json.push(one);
            }
            '\0'..='\x1f' => {
                json.push_str("\\u00");
                json.push(if one < '\x10' { '0' } else { '1' });
                json.push(char::from_digit(one as u32 & 15, 16).unwrap_or('0'));
            }
            _ => json.push(one),
        }
    }
    json.push('"');
    json
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is not space; 0 at the end.
    fn peek(&mut self) -> u8 {
        while matches!(self.text.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn accept(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        if found {
            self.at += 1;
        }
        found
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.accept(byte).then_some(())
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > MAX_DEPTH {
            return None;
        }
        match self.peek() {
            b'"' => Some(Json::Text(self.string()?)),
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            _ => self.scalar(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut fields = Vec::new();
        self.expect(b'{')?;
        if self.accept(b'}') {
            return Some(Json::Object(fields));
        }
        loop {
            self.peek();
            let name = self.string()?;
            self.expect(b':')?;
            fields.push((name, self.value(depth + 1)?));
            if !self.accept(b',') {
                break;
            }
        }
        self.expect(b'}')?;
        Some(Json::Object(fields))
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut values = Vec::new();
        self.expect(b'[')?;
        if self.accept(b']') {
            return Some(Json::List(values));
        }
        loop {
            values.push(self.value(depth + 1)?);
            if !self.accept(b',') {
                break;
            }
        }
        self.expect(b']')?;
        Some(Json::List(values))
    }

    fn scalar(&mut self) -> Option<Json> {
        let from = self.at;
        while self.text.get(self.at).is_some_and(|byte| !matches!(byte, b',' | b'}' | b']' | 0..=b' ')) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.text[from..self.at]).ok()?;
        match text {
            "null" => Some(Json::Null),
            "true" => Some(Json::Bool(true)),
            "false" => Some(Json::Bool(false)),
            _ => text.starts_with(|first: char| first == '-' || first.is_ascii_digit()).then(|| Json::Number(text.into())),
        }
    }

    fn string(&mut self) -> Option<String> {
        self.expect(b'"')?;
        let mut bytes = Vec::new();
        loop {
            let byte = *self.text.get(self.at)?;
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(bytes).ok(),
                b'\\' => {
                    let kind = *self.text.get(self.at)?;
                    self.at += 1;
                    let one = match kind {
                        b'n' => '\n',
                        b'r' => '\r',
                        b't' => '\t',
                        b'b' => '\x08',
                        b'f' => '\x0c',
                        b'u' => self.point()?,
                        b'"' | b'\\' | b'/' => kind as char,
                        _ => return None,
                    };
                    bytes.extend_from_slice(one.encode_utf8(&mut [0; 4]).as_bytes());
                }
                _ => bytes.push(byte),
            }
        }
    }

    fn hex4(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.iter().try_fold(0, |point, &digit| Some(point << 4 | (digit as char).to_digit(16)?))
    }

    fn point(&mut self) -> Option<char> {
        let high = self.hex4()?;
        if (0xd800..0xdc00).contains(&high) && self.text[self.at..].starts_with(b"\\u") {
            let back = self.at;
            self.at += 2;
            let low = self.hex4()?;
            if (0xdc00..0xe000).contains(&low) {
                return char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
            }
            self.at = back;
        }
        // UTF-8 has no place for half a pair.
        Some(char::from_u32(high).unwrap_or('\u{fffd}'))
    }
}
