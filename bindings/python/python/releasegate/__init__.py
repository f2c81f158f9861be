"""Release and deployment management in the sense of ISO/IEC 20000.

A release record and a policy go in, an assessment comes out:

    import releasegate as rg
    engine = rg.Engine("iso20000-1:2018")
    assessment = engine.assess(record, as_of="2026-03-01T12:00:00Z")
"""

from . import _records as records
from . import _types as types
from ._assessment import Assessment
from ._engine import Engine
from ._errors import BatchError, ReleasegateError
from ._native import version as _version
from ._tables import to_arrow, to_pandas, to_polars

__version__ = _version()

__all__ = [
    "Assessment",
    "BatchError",
    "Engine",
    "ReleasegateError",
    "__version__",
    "records",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "types",
]
