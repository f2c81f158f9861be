//! The native side of the Python package: bytes in, bytes out.
//!
//! What people touch is the shell in `python/releasegate`; no domain type is named here.

use pyo3::prelude::*;

/// Records are many small allocations; this allocator takes them faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[pymodule(gil_used = false)]
mod _native {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use pyo3::exceptions::PyValueError;
    use pyo3::prelude::*;
    use pyo3::types::PyBytes;

    /// Answers for a defect in the core: the caller gets a document, the process goes on.
    const INTERNAL: &[u8] = br#"{"format":"releasegate/error/1","code":"internal","message":"a defect in releasegate stopped this call"}"#;

    /// A compiled policy that answers requests.
    #[pyclass(frozen, module = "releasegate._native")]
    struct Engine(releasegate_api::Engine);

    #[pymethods]
    impl Engine {
        /// Compiles a policy. Raises `ValueError` whose argument is the error document as bytes.
        #[new]
        fn new(py: Python<'_>, policy: &[u8]) -> PyResult<Self> {
            // INVARIANT: a panic leaves nothing half-changed behind, since nothing is returned.
            let made = py
                .detach(|| catch_unwind(AssertUnwindSafe(|| releasegate_api::Engine::new(policy))));
            match made.unwrap_or_else(|_| Err(INTERNAL.to_vec())) {
                Ok(engine) => Ok(Self(engine)),
                Err(document) => Err(PyValueError::new_err((
                    PyBytes::new(py, &document).unbind(),
                ))),
            }
        }

        /// Answers one request with a document, also for errors; other threads run meanwhile.
        fn call<'py>(
            &self,
            py: Python<'py>,
            operation: &str,
            request: &[u8],
            payload: &[u8],
        ) -> Bound<'py, PyBytes> {
            let answer = py.detach(|| {
                catch_unwind(AssertUnwindSafe(|| {
                    self.0.call(operation, request, payload)
                }))
                .unwrap_or_else(|_| INTERNAL.to_vec())
            });
            PyBytes::new(py, &answer)
        }
    }

    /// The version of releasegate.
    #[pyfunction]
    fn version() -> &'static str {
        releasegate_api::VERSION
    }
}
