"""The assessment as people see it: an exact text that is parsed only when asked."""

from __future__ import annotations

import json
from typing import Any

from . import _notebook, _types
from ._build import build, fields

# Everything before the gates is short. A quote inside a JSON string is always escaped, so this
# can only be the key itself.
_HEAD_END = b',"gates":['


class Assessment(_types.AssessmentFields):
    """All findings about one release record under one policy as of one instant."""

    __slots__ = ("_built", "_document", "_raw")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._document: dict[str, Any] | None = None
        self._built: dict[str, Any] | None = None

    @property
    def json(self) -> str:
        """The document as the core wrote it: the same bytes in every language."""
        return self._raw.rstrip(b"\n").decode("utf-8")

    def to_dict(self) -> dict[str, Any]:
        """The document as a new plain dict."""
        document: dict[str, Any] = json.loads(self._raw)
        return document

    def gate(self, stage: _types.Stage) -> _types.GateResult:
        """The gate at the end of a stage."""
        for gate in self.gates:
            if gate.stage == stage:
                return gate
        known = ", ".join(gate.stage for gate in self.gates)
        raise KeyError(f"no gate `{stage}`; there are: {known}")

    def _field(self, key: str) -> Any:
        if self._built is None:
            # A loop that asks only for the verdict need not parse the findings.
            head, mark, _ = self._raw.partition(_HEAD_END)
            self._document = json.loads(head + b"}") if mark else None
            self._built = {}
        if key not in self._built:
            if self._document is None or key not in self._document:
                self._document = self.to_dict()
            _, kind = fields(_types.AssessmentDocument)[key]
            self._built[key] = build(kind, self._document.get(key))
        return self._built[key]

    def __eq__(self, other: object) -> bool:
        return self.json == other.json if isinstance(other, Assessment) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.json)

    def __repr__(self) -> str:
        return f"<Assessment of {self.release.id!r} as of {self.as_of}: {self.verdict}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: verdict, gates, and what blocks the first that is closed."""
        return _notebook.page(self)
