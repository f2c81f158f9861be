"""What people hand over, as the bytes that the core reads."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from ._errors import shell_error, unreadable

Text: TypeAlias = str | bytes | bytearray | memoryview
PathName: TypeAlias = str | os.PathLike[str]

SYNTAXES = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


class Document(NamedTuple):
    """The text of one document, with what is known about it."""

    data: bytes
    source: str | None = None
    syntax: str | None = None

    def about(self) -> dict[str, str]:
        """The request keys that describe it."""
        known = {"source": self.source, "syntax": self.syntax}
        return {key: value for key, value in known.items() if value is not None}


def document(value: Any) -> Document:
    """A mapping, a text, or the file that a path names."""
    if isinstance(value, Mapping):
        return Document(to_json(value), None, "json")
    if is_text(value):
        return Document(text_bytes(value))
    if isinstance(value, (str, os.PathLike)):
        return read(value)
    raise TypeError(f"expected a mapping, text, bytes or a path, not {type(value).__name__}")


def is_text(value: object) -> bool:
    """Whether a value is text itself; any other `str` is a path."""
    if isinstance(value, str):
        return "\n" in value or not value or value.lstrip("\ufeff ").startswith("{")
    return isinstance(value, (bytes, bytearray, memoryview))


def text_bytes(value: Text) -> bytes:
    """Text as UTF-8; what is no valid text is left for the core to report."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else bytes(value)


def read(path: PathName) -> Document:
    """The content of a file, which keeps its name for the places of errors."""
    name = os.fspath(path)
    try:
        return Document(Path(name).read_bytes(), name, SYNTAXES.get(Path(name).suffix.lower()))
    except (OSError, ValueError) as cause:
        raise unreadable(name, cause) from cause


def to_json(value: object) -> bytes:
    """Compact JSON; a date or an aware datetime becomes its RFC 3339 text."""
    try:
        text = json.dumps(value, allow_nan=False, separators=(",", ":"), default=_time_text)
    except (TypeError, ValueError, RecursionError) as cause:
        raise shell_error("wrong-type", f"cannot be written as JSON: {cause}") from cause
    return text.encode("ascii")


def instant(value: str | datetime | None) -> str:
    """An instant as RFC 3339 text; without one the present, since this is an edge."""
    if value is None:
        value = datetime.now(timezone.utc)
    if isinstance(value, str):
        return value
    if not isinstance(value, datetime):
        raise TypeError(f"`as_of` is text or an aware datetime, not {type(value).__name__}")
    if value.utcoffset() is None:
        raise shell_error(
            "naive-timestamp",
            f"the datetime `{value.isoformat()}` has no time zone",
            help="pass an aware datetime, for example with `tzinfo=timezone.utc`",
        )
    # RFC 3339 has no seconds in an offset, and historic zones do.
    return value.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def _time_text(value: object) -> str:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON value")
