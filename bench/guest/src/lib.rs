//! The guest of the benchmark, as the one in AssemblyScript: it reads every value of a batch where it lies, takes JSON
//! unread, and does not end an operation that begins with `l`.

use tivalve_plugin::{Batch, Column, Kind};

#[link(wasm_import_module = "wapc")]
extern "C" {
    fn __guest_request(operation: *mut u8, payload: *mut u8);
    fn __guest_response(at: *const u8, length: usize);
}

const STATUS: &str = r#"{"code":200}"#;
const MISSING: &str = r#"{"code":404}"#;

static mut OPERATION: [u8; 256] = [0; 256];
static mut PAYLOAD: Vec<u64> = Vec::new();
static mut SUM: u64 = 0;

fn sum_of(columns: &[Column], rows: usize) -> u64 {
    let sums = columns.iter().map(|column| {
        let rows = 0..rows;
        match column.kind() {
            Kind::I64 => rows.map(|row| column.i64(row) as u64).fold(0, u64::wrapping_add),
            Kind::U64 => rows.map(|row| column.u64(row)).fold(0, u64::wrapping_add),
            Kind::F64 => rows.map(|row| column.f64(row).to_bits()).fold(0, u64::wrapping_add),
            Kind::F32 => rows.map(|row| u64::from(column.f32(row).to_bits())).fold(0, u64::wrapping_add),
            _ => rows.flat_map(|row| column.bytes(row)).map(|byte| u64::from(*byte)).fold(0, u64::wrapping_add),
        }
    });
    sums.fold(0, u64::wrapping_add)
}

#[no_mangle]
pub extern "C" fn __guest_call(operation_length: usize, payload_length: usize) -> i32 {
    // One thread, and no call from inside a call.
    let (operation, words) = unsafe { (&mut *(&raw mut OPERATION), &mut *(&raw mut PAYLOAD)) };
    let needed = payload_length.div_ceil(8);
    if words.len() < needed {
        words.resize(needed * 2, 0);
    }
    unsafe { __guest_request(operation.as_mut_ptr(), words.as_mut_ptr().cast()) };
    let operation = &operation[..operation_length];
    while operation.first() == Some(&b'l') {
        unsafe { (&raw mut SUM).write_volatile(payload_length as u64) };
    }
    let payload = unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<u8>(), payload_length) };
    if let Some(batch) = Batch::read(payload, |_| None) {
        let sum = sum_of(batch.after(), batch.rows()).wrapping_add(sum_of(batch.before(), batch.rows()));
        unsafe { (&raw mut SUM).write_volatile(sum) };
    }
    let answer = if operation.starts_with(b"sink_flu") { MISSING } else { STATUS };
    unsafe { __guest_response(answer.as_ptr(), answer.len()) };
    1
}
