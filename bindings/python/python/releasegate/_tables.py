"""Findings as tables of other libraries, each imported only when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ._assessment import Assessment

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Assessments: TypeAlias = Assessment | Iterable[Assessment]
Kind: TypeAlias = Literal["text", "texts", "instant", "number"]
Document: TypeAlias = Mapping[str, Any]


def to_pandas(assessments: Assessments) -> pandas.DataFrame:
    """The findings of one assessment or many as a pandas data frame, a row each.

    The columns are named as in the report `csv`; `missing` and `evidence` are lists, `as_of` is
    in UTC.
    """
    pd = _library("pandas")
    kinds = {"text": "string", "texts": "object", "number": "Int64"}
    kinds["instant"] = "datetime64[us, UTC]"
    columns = _columns(assessments)
    series = {name: pd.Series(cells, dtype=kinds[_kind(name)]) for name, cells in columns.items()}
    frame: pandas.DataFrame = pd.DataFrame(series)
    return frame


def to_polars(assessments: Assessments) -> polars.DataFrame:
    """The findings of one assessment or many as a polars data frame, a row each.

    The columns are named as in the report `csv`; `missing` and `evidence` are lists, `as_of` is
    in UTC.
    """
    pl = _library("polars")
    kinds = {"text": pl.String, "texts": pl.List(pl.String), "number": pl.Int64}
    kinds["instant"] = pl.Datetime("us", "UTC")
    schema = {name: kinds[_kind(name)] for name in _COLUMNS}
    frame: polars.DataFrame = pl.DataFrame(_columns(assessments), schema=schema)
    return frame


def to_arrow(assessments: Assessments) -> pyarrow.Table:
    """The findings of one assessment or many as an Arrow table, a row each.

    The columns are named as in the report `csv`; `missing` and `evidence` are lists, `as_of` is
    in UTC.
    """
    pa = _library("pyarrow")
    kinds = {"text": pa.string(), "texts": pa.list_(pa.string()), "number": pa.int64()}
    kinds["instant"] = pa.timestamp("us", "UTC")
    schema = pa.schema([(name, kinds[_kind(name)]) for name in _COLUMNS])
    table: pyarrow.Table = pa.table(_columns(assessments), schema=schema)
    return table


def _library(name: str) -> Any:
    """A library that somebody who wants its tables has."""
    try:
        return import_module(name)
    except ModuleNotFoundError as missing:
        # What the library itself lacks is another thing.
        if missing.name != name:
            raise
        message = f"this table needs {name}, which is not installed: pip install {name}"
        raise ImportError(message, name=name) from None


def _columns(assessments: Assessments) -> dict[str, list[Any]]:
    """The cells of each column, in the order of the findings."""
    given = [assessments] if isinstance(assessments, Assessment) else assessments
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for assessment in given:
        document = assessment.to_dict()
        document["as_of"] = _instant(document["as_of"])
        for finding in document["findings"]:
            for name, (_, cell) in _COLUMNS.items():
                columns[name].append(cell(document, finding))
    return columns


def _kind(column: str) -> Kind:
    return _COLUMNS[column][0]


def _of(*path: str) -> Callable[[Document, Document], Any]:
    """What the assessment says at a path of keys."""

    def cell(document: Document, _: Document) -> Any:
        found: Any = document
        for key in path:
            found = found.get(key) if found is not None else None
        return found

    return cell


def _own(key: str) -> Callable[[Document, Document], Any]:
    """What the finding itself says."""
    return lambda _, finding: finding.get(key)


def _missing(_: Document, finding: Document) -> list[str]:
    return [f"{fact['pointer']} ({fact['role']})" for fact in finding["missing"]]


_COLUMNS: dict[str, tuple[Kind, Callable[[Document, Document], Any]]] = {
    "release": ("text", _of("release", "id")),
    "service": ("text", _of("release", "service")),
    "version": ("text", _of("release", "version")),
    "type": ("text", _of("release", "type")),
    "as_of": ("instant", _of("as_of")),
    "policy": ("text", _of("policy", "id")),
    "policy_version": ("text", _of("policy", "version")),
    "profile": ("text", _of("policy", "profile")),
    "check": ("text", _own("check")),
    "name": ("text", _own("name")),
    "stage": ("text", _own("stage")),
    "gate": ("text", _own("gate")),
    "severity": ("text", _own("severity")),
    "verdict": ("text", _own("verdict")),
    "message": ("text", _own("message")),
    "missing": ("texts", _missing),
    "evidence": ("texts", _own("evidence")),
    "waived_by": ("text", _own("waived_by")),
    "source": ("text", _of("source", "name")),
    "line": ("number", _of("source", "line")),
}

_INSTANT = re.compile(r"(.*?:\d\d:\d\d)(?:\.(\d+))?(Z|[+-].*)", re.I)


def _instant(text: str) -> datetime:
    """An instant as the core writes it; what is finer than microseconds is left off."""
    found = _INSTANT.fullmatch(text)
    if found is None:
        raise ValueError(f"`{text}` is no instant")
    second, fraction, offset = found.groups(default="")
    whole = datetime.fromisoformat(second + ("+00:00" if offset in "Zz" else offset))
    return whole + timedelta(microseconds=int(fraction[:6].ljust(6, "0")))
