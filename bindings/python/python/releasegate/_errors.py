"""The exceptions of the package: an error document each, with its parts as attributes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

# Every error document starts so; answers can be told apart without parsing them.
PREFIX = b'{"format":"releasegate/error/1"'


class ReleasegateError(Exception):
    """A question that could not be answered; `code` is stable, `message` is for people."""

    def __init__(self, document: Mapping[str, Any], index: int | None = None) -> None:
        # The arguments are those of `__init__`, so that an error survives pickling.
        super().__init__(document, index)
        self.code: str = document["code"]
        self.message: str = document["message"]
        self.help: str | None = document.get("help")
        self.pointer: str | None = document.get("pointer")
        self.line: int | None = document.get("line")
        self.column: int | None = document.get("column")
        self.source: str | None = document.get("source")
        self.index = index
        """In a batch: the position of the record, counted from 0."""

    @classmethod
    def from_answer(cls, answer: bytes, index: int | None = None) -> ReleasegateError:
        """Reads an error document."""
        return cls(json.loads(answer.partition(b"\n")[0]), index)

    def to_dict(self) -> dict[str, Any]:
        """The error document."""
        return dict(self.args[0])

    @property
    def json(self) -> str:
        """The error document as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    def __str__(self) -> str:
        place = self.source
        if place is None and self.index is not None:
            place = f"records[{self.index}]"
        # The line of an expression is one of its own, which the message says.
        in_source = self.code != "invalid-expression"
        parts = (place, self.line, self.column) if in_source else (place,)
        where = ":".join(str(part) for part in parts if part is not None)
        text = f"{where}: " if where else ""
        text += f"{self.message} ({self.code})"
        if self.pointer:
            text += f" at {self.pointer}"
        return f"{text}; {self.help}" if self.help is not None else text


class BatchError(ReleasegateError):
    """Some records of a batch could not be read; raised after all others were yielded."""

    def __init__(self, errors: Sequence[ReleasegateError]) -> None:
        count = f"{len(errors)} record" + ("s" if len(errors) != 1 else "")
        super().__init__(
            {
                "format": "releasegate/error/1",
                "code": "batch",
                "message": f"{count} could not be assessed, the first: {errors[0]}",
                "help": "pass `on_error` to receive each error as it comes",
            }
        )
        self.args = (errors,)
        self.errors = list(errors)

    def to_dict(self) -> dict[str, Any]:
        """An error document that stands for all."""
        return {
            "format": "releasegate/error/1",
            "code": self.code,
            "message": self.message,
            "help": self.help,
        }


def shell_error(code: str, message: str, **parts: Any) -> ReleasegateError:
    """An error found before the core was asked."""
    found = {name: value for name, value in parts.items() if value is not None}
    return ReleasegateError(
        {"format": "releasegate/error/1", "code": code, "message": message, **found}
    )


def unreadable(path: object, cause: Exception) -> ReleasegateError:
    """An error of the file system, with the name of the file."""
    reason = getattr(cause, "strerror", None) or str(cause)
    error = shell_error("io", f"cannot read: {reason.lower()}", source=str(path))
    error.__cause__ = cause
    return error
