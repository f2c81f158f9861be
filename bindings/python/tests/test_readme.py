"""The examples that people read run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import ROOT

FILES = [ROOT / "bindings" / "python" / "README.md", ROOT / "README.md"]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.M | re.S)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_examples(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = list(BLOCK.finditer(file.read_text(encoding="utf-8")))
    assert blocks, f"no python block in {file}"
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "readme"}
    for block in blocks:
        # Blank lines before the block make the line numbers of a traceback those of the file.
        padding = "\n" * file.read_text(encoding="utf-8").count("\n", 0, block.start(1))
        exec(compile(padding + block[1], str(file), "exec"), names)
