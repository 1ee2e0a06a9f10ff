//! The waPC functions of the host.

#[link(wasm_import_module = "wapc")]
extern "C" {
    fn __guest_request(operation: *mut u8, payload: *mut u8);
    fn __guest_response(at: *const u8, length: usize);
    fn __host_call(
        binding: *const u8,
        binding_length: usize,
        namespace: *const u8,
        namespace_length: usize,
        operation: *const u8,
        operation_length: usize,
        payload: *const u8,
        payload_length: usize,
    ) -> i32;
    fn __host_response_len() -> usize;
    fn __host_response(at: *mut u8);
    fn __host_error_len() -> usize;
    fn __host_error(at: *mut u8);
}

#[link(wasm_import_module = "env")]
extern "C" {
    fn abort(message: *const u16, file: *const u16, line: u32, column: u32) -> !;
}

/// Ends the instance with what a panic says, where without this the host would see a bare trap.
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let payload = panic.payload();
        let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let (file, line, column) = panic.location().map_or(("", 0, 0), |at| (at.file(), at.line(), at.column()));
        let (text, file) = (host_string(text.unwrap_or("panic")), host_string(file));
        unsafe { abort(text[2..].as_ptr(), file[2..].as_ptr(), line, column) }
    }));
}

/// A text as `abort` takes it: UTF-16, with a u32 in front that counts its bytes.
fn host_string(text: &str) -> Vec<u16> {
    let bytes = text.encode_utf16().count() * 2;
    [bytes as u16, (bytes >> 16) as u16].into_iter().chain(text.encode_utf16()).collect()
}

/// Memory of a request, of whole words so that a batch in it begins at a multiple of 8.
#[derive(Default)]
pub struct Request {
    words: Vec<u64>,
    operation: Vec<u8>,
    payload_length: usize,
}

impl Request {
    pub fn take(&mut self, operation_length: usize, payload_length: usize) {
        self.operation.clear();
        self.operation.resize(operation_length, 0);
        let words = payload_length.div_ceil(8);
        if self.words.len() < words {
            self.words.resize(words, 0);
        }
        self.payload_length = payload_length;
        // Both have the room that the host was asked how much of it needs.
        unsafe { __guest_request(self.operation.as_mut_ptr(), self.words.as_mut_ptr().cast()) }
    }

    pub fn operation(&self) -> &str {
        std::str::from_utf8(&self.operation).unwrap_or("")
    }

    pub fn payload(&self) -> &[u8] {
        // Words are bytes, and there are at least so many.
        unsafe { std::slice::from_raw_parts(self.words.as_ptr().cast(), self.payload_length) }
    }
}

/// Gives the answer of this call.
pub fn respond(answer: &[u8]) {
    unsafe { __guest_response(answer.as_ptr(), answer.len()) }
}

/// Calls the host, which answers with bytes or says why not.
pub fn host_call(binding: &str, namespace: &str, operation: &str, payload: &[u8]) -> Result<Vec<u8>, String> {
    unsafe {
        let ok = __host_call(
            binding.as_ptr(),
            binding.len(),
            namespace.as_ptr(),
            namespace.len(),
            operation.as_ptr(),
            operation.len(),
            payload.as_ptr(),
            payload.len(),
        );
        if ok == 1 {
            let mut answer = vec![0; __host_response_len()];
            __host_response(answer.as_mut_ptr());
            return Ok(answer);
        }
        let mut error = vec![0; __host_error_len()];
        __host_error(error.as_mut_ptr());
        Err(String::from_utf8_lossy(&error).into_owned())
    }
}
