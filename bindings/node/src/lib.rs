//! The native side of the Node package: bytes in, bytes out.
//!
//! What people touch is the shell in `lib`; no domain type is named here.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use napi::bindgen_prelude::{AsyncTask, Buffer};
use napi::{Env, Error, Result, Task};
use napi_derive::napi;

/// Records are many small allocations; this allocator takes them faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Answers for a defect in the core: the caller gets a document, the process goes on.
const INTERNAL: &[u8] = br#"{"format":"releasegate/error/1","code":"internal","message":"a defect in releasegate stopped this call"}"#;

fn answer(
    engine: &releasegate_api::Engine,
    operation: &str,
    request: &[u8],
    payload: &[u8],
) -> Vec<u8> {
    catch_unwind(AssertUnwindSafe(|| {
        engine.call(operation, request, payload)
    }))
    .unwrap_or_else(|_| INTERNAL.to_vec())
}

/// A compiled policy that answers requests.
#[napi]
pub struct Engine(Arc<releasegate_api::Engine>);

#[napi]
impl Engine {
    /// Compiles a policy. Throws an `Error` whose message is the error document.
    #[napi(constructor)]
    pub fn new(policy: &[u8]) -> Result<Self> {
        catch_unwind(AssertUnwindSafe(|| releasegate_api::Engine::new(policy)))
            .unwrap_or_else(|_| Err(INTERNAL.to_vec()))
            .map(|engine| Self(Arc::new(engine)))
            .map_err(|document| Error::from_reason(String::from_utf8_lossy(&document)))
    }

    /// Answers one request with a document, also for errors.
    #[napi]
    pub fn call(&self, operation: String, request: &[u8], payload: &[u8]) -> Buffer {
        answer(&self.0, &operation, request, payload).into()
    }

    /// Like `call`, on the thread pool: the event loop goes on meanwhile.
    #[napi(ts_return_type = "Promise<Buffer>")]
    pub fn call_async(&self, operation: String, request: &[u8], payload: &[u8]) -> AsyncTask<Call> {
        // The bytes are copied because JavaScript may change its own while the call runs.
        AsyncTask::new(Call {
            engine: Arc::clone(&self.0),
            operation,
            request: request.to_vec(),
            payload: payload.to_vec(),
        })
    }
}

/// One request on its way through the thread pool.
pub struct Call {
    engine: Arc<releasegate_api::Engine>,
    operation: String,
    request: Vec<u8>,
    payload: Vec<u8>,
}

impl Task for Call {
    type Output = Vec<u8>;
    type JsValue = Buffer;

    fn compute(&mut self) -> Result<Self::Output> {
        Ok(answer(
            &self.engine,
            &self.operation,
            &self.request,
            &self.payload,
        ))
    }

    fn resolve(&mut self, _env: Env, output: Self::Output) -> Result<Self::JsValue> {
        Ok(output.into())
    }
}

/// The version of releasegate.
#[napi]
pub fn version() -> &'static str {
    releasegate_api::VERSION
}
