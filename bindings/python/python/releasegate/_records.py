# Generated from the JSON Schemas. Do not edit; run:
#   python bindings/python/generate_types.py --write

from __future__ import annotations

import sys
from typing import Any, Literal, TypeAlias, TypedDict

if sys.version_info >= (3, 11):
    from typing import NotRequired
else:
    from typing_extensions import NotRequired


class Policy(TypedDict):
    """
    How an organization manages releases.
    """

    format: Literal['releasegate/policy/1']
    id: str
    extends: NotRequired[str | None]
    version: NotRequired[str | None]


Instant: TypeAlias = str
"""
An RFC 3339 instant.
"""


class Approval(TypedDict):
    by: str
    decided_at: Instant
    decision: Literal['approved', 'rejected']


class None1(TypedDict):
    by: str
    at: Instant


class ExplicitNone(TypedDict):
    none: None1


class Plan(TypedDict):
    method: NotRequired[str | None]
    start: NotRequired[Instant | None]


class Release(TypedDict):
    """
    The evidence of one release.
    """

    format: Literal['releasegate/release/1']
    id: str
    title: NotRequired[str | None]
    type: NotRequired[str | None]
    version: NotRequired[str | None]
    plan: NotRequired[Plan | None]
    approvals: NotRequired[list[Approval] | ExplicitNone | None]
    """
    Decisions, or an explicit none.
    """
    extensions: NotRequired[dict[str, Any]]
    """
    Kept untouched.
    """
