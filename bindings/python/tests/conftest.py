"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
import releasegate as rg

ROOT = Path(__file__).resolve().parents[3]
AS_OF = "2026-03-01T12:00:00Z"


def record(name: str, **more: object) -> dict[str, object]:
    """The smallest release record."""
    return {"format": "releasegate/release/1", "id": name, **more}


@pytest.fixture(scope="session")
def engine() -> rg.Engine:
    return rg.Engine("iso20000-1:2018")
