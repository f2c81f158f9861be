"""Cuts the input of a batch into pieces that each make one call of the core."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol, TypeAlias, runtime_checkable

from ._encode import SYNTAXES, Document, PathName, Text, document, is_text, text_bytes
from ._errors import ReleasegateError, unreadable

# Large enough that the cost of a call vanishes and all cores have work. Answers are several times
# as long as their records, and tens of megabytes are memory that the system makes anew each time.
CHUNK = 2 * 1024 * 1024
NDJSON = (".ndjson", ".jsonl")


@runtime_checkable
class Readable(Protocol):
    """A binary file or anything else that can be read in blocks."""

    def read(self, size: int, /) -> bytes: ...


Item: TypeAlias = Mapping[str, object] | PathName | Text
Source: TypeAlias = PathName | Text | Readable | BinaryIO | Iterable[Item]


class Piece(NamedTuple):
    """One call: what it adds to the request, the records, and their number where it is known."""

    request: dict[str, Any]
    payload: bytes
    documents: int | None


Pieces: TypeAlias = Iterator[Piece | ReleasegateError]


def open_batch(source: Source) -> tuple[Pieces, int | None]:
    """The pieces of a batch and the number of its records, where that is known beforehand."""
    if isinstance(source, Mapping):
        raise TypeError("a mapping is one record: use `assess`, or pass a list of mappings")
    if isinstance(source, (str, bytes, bytearray, memoryview)) and is_text(source):
        return _lines(io.BytesIO(text_bytes(source)), None), None
    if isinstance(source, (str, os.PathLike)):
        return _many(_expand(source, strict=True))
    if isinstance(source, Readable):
        name = getattr(source, "name", None)
        return _lines(source, name if isinstance(name, str) else None), None
    if isinstance(source, Sequence):
        return _many([each for item in source for each in _expand(item)])
    if isinstance(source, Iterable):
        return _pieces(each for item in source for each in _expand(item)), None
    raise TypeError(f"expected a path, NDJSON, a file or an iterable, not {type(source).__name__}")


def gathered(items: Iterable[Any]) -> Piece:
    """All records in one piece, for one answer about all of them."""
    about: list[dict[str, Any]] = []
    data: list[bytes] = []
    for piece in _pieces(each for item in items for each in _expand(item, strict=True)):
        if isinstance(piece, ReleasegateError):
            raise piece
        if piece.documents is not None:
            about.extend(piece.request["documents"])
            data.append(piece.payload)
            continue
        first = piece.request.pop("first_line")
        for number, line in enumerate(piece.payload.split(b"\n"), first):
            if line.strip():
                described = {"length": len(line), "line": number, "syntax": "json"}
                about.append({**described, **piece.request})
                data.append(line)
    return Piece({"documents": about}, b"".join(data), len(about))


def is_many(source: object) -> bool:
    """Whether something is a folder or a collection of records, and not one record or text."""
    if isinstance(source, (str, os.PathLike)):
        return not is_text(source) and Path(source).is_dir()
    return isinstance(source, Iterable) and not isinstance(
        source, (Mapping, bytes, bytearray, memoryview)
    )


def _many(items: list[Any]) -> tuple[Pieces, int | None]:
    unknown = any(isinstance(item, Path) and item.suffix.lower() in NDJSON for item in items)
    return _pieces(items), None if unknown else len(items)


def _expand(item: Any, *, strict: bool = False) -> list[Any]:
    """A folder becomes its files in a stable order, a path of any kind a `Path`."""
    if not isinstance(item, (str, os.PathLike)) or is_text(item):
        return [item]
    path = Path(item)
    if path.is_dir():
        known = (*SYNTAXES, *NDJSON)
        found = (p for p in path.rglob("*") if p.suffix.lower() in known and p.is_file())
        return sorted(found, key=lambda p: p.relative_to(path).parts)
    if strict and not path.exists():
        raise unreadable(path, FileNotFoundError(2, os.strerror(2), str(path)))
    return [path]


def _pieces(items: Iterable[Any]) -> Pieces:
    held: list[Document] = []
    size = 0
    for item in items:
        if isinstance(item, Path) and item.suffix.lower() in NDJSON:
            yield from _flush(held)
            size = 0
            yield from _file(item)
            continue
        try:
            held.append(document(item))
        except ReleasegateError as error:
            # In its place among the records, so that positions stay right.
            yield from _flush(held)
            size = 0
            yield error
            continue
        size += len(held[-1].data)
        if size >= CHUNK:
            yield from _flush(held)
            size = 0
    yield from _flush(held)


def _flush(held: list[Document]) -> Iterator[Piece]:
    if held:
        about = [{"length": len(each.data), **each.about()} for each in held]
        yield Piece({"documents": about}, b"".join(each.data for each in held), len(held))
        held.clear()


def _file(path: Path) -> Pieces:
    try:
        file = path.open("rb")
    except (OSError, ValueError) as cause:
        yield unreadable(path, cause)
        return
    with file:
        yield from _lines(file, str(path))


def _lines(file: Readable, name: str | None) -> Pieces:
    """NDJSON in pieces that end where a line ends."""
    about = {} if name is None else {"source": name}
    line, rest = 1, []
    try:
        while block := file.read(CHUNK):
            if not isinstance(block, bytes):
                raise TypeError("expected bytes: open the file in binary mode")
            end = block.rfind(b"\n") + 1
            if not end:
                rest.append(block)
                continue
            payload = b"".join([*rest, block[:end]])
            rest = [block[end:]]
            yield Piece({**about, "first_line": line}, payload, None)
            line += payload.count(b"\n")
    except OSError as cause:
        yield unreadable(name or "input", cause)
    if any(rest):
        yield Piece({**about, "first_line": line}, b"".join(rest), None)
