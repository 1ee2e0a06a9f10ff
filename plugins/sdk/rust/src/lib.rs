//! SDK for WebAssembly plugins of TiValve: batches read where they lie, answers of transforms, and the host's bindings.
//!
//! ```ignore
//! use tivalve_plugin::{register, Batch, Plugin, Status, Verdicts};
//!
//! #[derive(Default)]
//! struct Counter;
//!
//! impl Plugin for Counter {
//!     fn rows(&mut self, batch: &Batch, verdicts: &mut Verdicts) -> Status {
//!         if let Some(total) = batch.after_named("total") {
//!             for row in (0..batch.rows()).filter(|&row| total.is_null(row)) {
//!                 verdicts.skip(row, "no total");
//!             }
//!         }
//!         Status::ok()
//!     }
//! }
//! register!(Counter::default());
//! ```

mod answer;
mod base64;
mod batch;
mod batch_writer;
mod float_text;
pub mod host;
mod json;
mod plugin;
mod table;
mod wapc;

pub use answer::{Status, Verdicts};
pub use base64::{from_base64, to_base64};
pub use batch::{Batch, Column, Op, Value};
pub use batch_writer::{BatchWriter, Side};
pub use json::{quote, Json};
pub use plugin::{call, table_of, Context, Plugin};
pub use table::{kind_of, ColumnInfo, Kind, Table};

/// Names the plugin of this module; the expression makes it, once per instance.
#[macro_export]
macro_rules! register {
    ($plugin:expr) => {
        #[no_mangle]
        pub extern "C" fn __guest_call(operation_length: i32, payload_length: i32) -> i32 {
            $crate::call(operation_length as usize, payload_length as usize, || Box::new($plugin))
        }
    };
}
