"""Turns parsed JSON into the generated dataclasses, guided by their annotations."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

# Takes the value and whether keys that the type does not know are an error.
Builder = Callable[[Any, bool], Any]


def build(kind: Any, value: Any, *, strict: bool = False) -> Any:
    """Builds a `kind` from parsed JSON; `strict` refuses keys that it does not know."""
    make = _builder(kind)
    return value if make is None else make(value, strict)


@cache
def fields(kind: Any) -> dict[str, tuple[str, Any]]:
    """JSON key -> attribute and type; a key that is a Python keyword got an underscore."""
    return {name.rstrip("_"): (name, hint) for name, hint in get_type_hints(kind).items()}


@cache
def _builder(kind: Any) -> Builder | None:
    """The function that builds a `kind`; none where the value can stay as it is."""
    origin, args = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    if origin in (list, dict):
        item = _builder(args[-1])
        if item is None:
            return None
        if origin is list:
            return lambda value, strict: [item(each, strict) for each in value]
        return lambda value, strict: {key: item(each, strict) for key, each in value.items()}
    if origin in (Union, UnionType):
        return _union(args)
    return None


def _record(kind: Any) -> Builder:
    plan: dict[str, tuple[str, Builder | None]] = {}

    def make(value: Any, strict: bool) -> Any:
        if not plan:
            # Not earlier, since a type may contain itself.
            plan.update({key: (name, _builder(hint)) for key, (name, hint) in fields(kind).items()})
        found = {}
        for key, each in value.items():
            step = plan.get(key)
            if step is not None:
                name, inner = step
                found[name] = each if inner is None else inner(each, strict)
            elif strict:
                raise TypeError(f"{kind.__name__} has no `{key}`")
        return kind(**found)

    return make


def _union(kinds: tuple[Any, ...]) -> Builder | None:
    """Chooses the member that a value is: a record by its keys and its constant values."""
    records = [(_record(kind), *_shape(kind)) for kind in kinds if dataclasses.is_dataclass(kind)]
    constants = [(key, value, make) for make, _, tags in records for key, t in tags for value in t]
    tagged = {(key, value): make for key, value, make in constants}
    # The usual case: one key, such as `kind`, has its own constant value in each member.
    tag = constants[0][0] if constants else ""
    by_tag = len(tagged) == len(records) and all(key == tag for key, _ in tagged)
    others = {get_origin(kind): _builder(kind) for kind in kinds if get_origin(kind)}
    others = {origin: make for origin, make in others.items() if make is not None}
    if not records and not others:
        return None

    def make(value: Any, strict: bool) -> Any:
        if isinstance(value, dict):
            if by_tag and (tag, value.get(tag)) in tagged:
                return tagged[tag, value[tag]](value, strict)
            for build_record, required, tags in records:
                if required <= value.keys() and all(value.get(k, t[0]) in t for k, t in tags):
                    return build_record(value, strict)
        inner = others.get(type(value))
        return value if inner is None else inner(value, strict)

    return make


def _shape(kind: Any) -> tuple[frozenset[str], list[tuple[str, tuple[Any, ...]]]]:
    known = fields(kind)
    optional = {f.name for f in dataclasses.fields(kind) if f.default is not dataclasses.MISSING}
    required = frozenset(key for key, (name, _) in known.items() if name not in optional)
    tags = [(key, get_args(t)) for key, (_, t) in known.items() if get_origin(t) is Literal]
    return required, tags
