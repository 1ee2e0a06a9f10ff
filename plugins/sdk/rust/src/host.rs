//! The host's bindings. Each must be asked for in the manifest's `capabilities`; an error is the host's text.

use crate::wapc::host_call;
use crate::{quote, Json};

pub type HostResult<T> = Result<T, String>;

fn framed(text: &str, rest: &[u8]) -> Vec<u8> {
    let mut request = (text.len() as u32).to_le_bytes().to_vec();
    request.extend_from_slice(text.as_bytes());
    request.extend_from_slice(rest);
    request
}

fn decimal(answer: Vec<u8>) -> HostResult<u64> {
    String::from_utf8_lossy(&answer).trim().parse().map_err(|_| "the host's answer is no number".into())
}

fn text(answer: Vec<u8>) -> HostResult<String> {
    String::from_utf8(answer).map_err(|_| "the host's answer is not UTF-8".into())
}

/// Lines in the host's log.
pub mod log {
    use super::host_call;

    fn line(level: &str, text: &str) {
        // Without the capability there is nobody to tell.
        let _ = host_call("log", "", level, text.as_bytes());
    }
    pub fn debug(text: &str) {
        line("debug", text);
    }
    pub fn info(text: &str) {
        line("info", text);
    }
    pub fn warn(text: &str) {
        line("warn", text);
    }
    pub fn error(text: &str) {
        line("error", text);
    }
}

/// Counters and gauges of the plugin.
pub mod metrics {
    use super::{host_call, HostResult};

    pub fn add(name: &str, value: f64) -> HostResult<()> {
        host_call("metrics", name, "add", value.to_string().as_bytes()).map(drop)
    }
    pub fn set(name: &str, value: f64) -> HostResult<()> {
        host_call("metrics", name, "set", value.to_string().as_bytes()).map(drop)
    }
}

pub mod clock {
    use super::{decimal, host_call, HostResult};

    /// Milliseconds since 1970.
    pub fn now_ms() -> HostResult<u64> {
        host_call("clock", "", "now", &[]).and_then(decimal)
    }
    /// Nanoseconds that only grow, from no particular moment.
    pub fn monotonic_ns() -> HostResult<u64> {
        host_call("clock", "", "monotonic", &[]).and_then(decimal)
    }
}

/// Small values that are kept. What was put is durable after `flush`.
pub mod kv {
    use super::{framed, host_call, HostResult};

    pub fn get(key: &str) -> HostResult<Option<Vec<u8>>> {
        let answer = host_call("kv", "", "get", &framed(key, &[]))?;
        Ok((answer.first() == Some(&1)).then(|| answer[1..].to_vec()))
    }
    pub fn put(key: &str, value: &[u8]) -> HostResult<()> {
        host_call("kv", "", "put", &framed(key, value)).map(drop)
    }
    pub fn delete(key: &str) -> HostResult<()> {
        host_call("kv", "", "delete", &framed(key, &[])).map(drop)
    }
    /// The keys that begin with `prefix`.
    pub fn list(prefix: &str) -> HostResult<Vec<String>> {
        let answer = host_call("kv", "", "list", &framed(prefix, &[]))?;
        let mut keys = Vec::new();
        let mut rest = answer.as_slice();
        while let Some((length, after)) = rest.split_first_chunk() {
            let (key, next) = after.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or("EIO: the list is cut off")?;
            keys.push(String::from_utf8_lossy(key).into_owned());
            rest = next;
        }
        Ok(keys)
    }
    pub fn flush() -> HostResult<()> {
        host_call("kv", "", "flush", &[]).map(drop)
    }
}

/// Files of a granted folder.
pub mod fs {
    use super::{decimal, framed, host_call, text, HostResult};

    /// Makes a file; fails when it is there.
    pub fn create(folder: &str, path: &str, bytes: &[u8]) -> HostResult<()> {
        host_call("fs", folder, "create", &framed(path, bytes)).map(drop)
    }
    /// Adds to a file, making it and its folders; all of the bytes or none.
    pub fn append(folder: &str, path: &str, bytes: &[u8]) -> HostResult<()> {
        host_call("fs", folder, "append", &framed(path, bytes)).map(drop)
    }
    /// Brings a file to the disk.
    pub fn flush(folder: &str, path: &str) -> HostResult<()> {
        host_call("fs", folder, "flush", &framed(path, &[])).map(drop)
    }
    pub fn size(folder: &str, path: &str) -> HostResult<u64> {
        host_call("fs", folder, "size", &framed(path, &[])).and_then(decimal)
    }
    pub fn truncate(folder: &str, path: &str, size: u64) -> HostResult<()> {
        host_call("fs", folder, "truncate", &framed(path, &size.to_le_bytes())).map(drop)
    }
    /// Bytes of a file from `offset`, at most `length` of them.
    pub fn read(folder: &str, path: &str, offset: u64, length: u32) -> HostResult<Vec<u8>> {
        let mut rest = offset.to_le_bytes().to_vec();
        rest.extend_from_slice(&length.to_le_bytes());
        host_call("fs", folder, "read", &framed(path, &rest))
    }
    /// The names in a folder.
    pub fn list(folder: &str, path: &str) -> HostResult<Vec<String>> {
        let names = host_call("fs", folder, "list", &framed(path, &[])).and_then(text)?;
        Ok(names.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect())
    }
}

/// Requests to the hosts that the user allows.
pub mod http {
    use super::{framed, host_call, quote, HostResult, Json};

    pub struct Response {
        pub status: u16,
        pub headers: Json,
        pub body: Vec<u8>,
    }

    pub fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8], timeout_ms: u32) -> HostResult<Response> {
        let headers: Vec<String> = headers.iter().map(|(name, value)| quote(name) + ":" + &quote(value)).collect();
        let head = format!("{{\"url\":{},\"headers\":{{{}}},\"timeoutMs\":{timeout_ms}}}", quote(url), headers.join(","));
        let answer = host_call("http", "", method, &framed(&head, body))?;
        read(&answer).ok_or_else(|| "the host's answer is no response".into())
    }

    fn read(answer: &[u8]) -> Option<Response> {
        let length = u32::from_le_bytes(answer.get(..4)?.try_into().ok()?) as usize;
        let head = Json::parse(answer.get(4..length.checked_add(4)?)?)?;
        Some(Response {
            status: head.number("status")? as u16,
            headers: head.get("headers").cloned().unwrap_or(Json::Null),
            body: answer[4 + length..].to_vec(),
        })
    }
}

/// What is known of a table, in the words of `sink_add_table`.
pub fn schema_table(db: &str, table: &str) -> HostResult<Json> {
    let request = format!("{{\"db\":{},\"table\":{}}}", quote(db), quote(table));
    let answer = host_call("schema", "", "table", request.as_bytes())?;
    Json::parse(&answer).ok_or_else(|| "the host's answer is no JSON".into())
}

/// A granted secret.
pub fn secret(name: &str) -> HostResult<String> {
    host_call("secret", name, "get", &[]).and_then(text)
}
