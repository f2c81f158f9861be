"""Writes the Python types from the published JSON Schemas, or checks that they are current.

python bindings/python/generate_types.py --write
python bindings/python/generate_types.py --check
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PACKAGE = HERE / "python" / "releasegate"
SCHEMAS = HERE.parent.parent / "crates" / "releasegate-api" / "schemas"
REPAIR = "python bindings/python/generate_types.py --write"

# What people write, or get to go on with; every other schema describes an answer.
INPUTS = (
    "decision",
    "history",
    "import",
    "mapping",
    "policy",
    "profile",
    "release",
    "submission",
    "trail",
)
# The shell has its own class `Assessment`, so the plain document takes another name.
RENAMED = {"assessment": "AssessmentDocument", "error": "ErrorDocument"}

FLAGS = (
    "--input-file-type=jsonschema",
    "--target-python-version=3.10",
    "--use-title-as-name",
    "--enum-field-as-literal=all",
    "--use-schema-description",
    "--use-field-description",
    "--use-union-operator",
    "--use-standard-collections",
    "--formatters=builtin",
    "--disable-timestamp",
    # An instant stays text: `datetime` would lose what is finer than a microsecond.
    "--type-mappings=string+date-time=string",
    "--type-mappings=string+date=string",
    f"--custom-file-header=# Generated from the JSON Schemas. Do not edit; run:\n#   {REPAIR}",
)
OUTPUT_FLAGS = (
    "--output-model-type=dataclasses.dataclass",
    '--dataclass-arguments={"frozen": true, "slots": true, "kw_only": true}',
)
INPUT_FLAGS = ("--output-model-type=typing.TypedDict",)


def bundle(files: list[Path]) -> dict[str, Any]:
    """Joins schemas into one, so that a definition they share becomes one type."""
    definitions: dict[str, Any] = {}
    roots: list[str] = []
    for file in files:
        schema = json.loads(file.read_text(encoding="utf-8"))
        stem = file.name.split(".")[0]
        found = schema.pop("title", stem.title())
        root = RENAMED.get(stem, found)
        moved = {"#": f"#/$defs/{root}", f"#/$defs/{found}": f"#/$defs/{root}"}
        own = {root if n == found else n: d for n, d in schema.pop("$defs", {}).items()}
        schema = {k: v for k, v in schema.items() if k not in ("$schema", "$id")}
        for name, definition in {**own, root: {**schema, "title": root}}.items():
            definition = _repoint(definition, moved)
            if definitions.setdefault(name, definition) != definition and name != root:
                sys.exit(f"{file.name}: `{name}` differs from the definition in another schema")
        roots.append(root)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Documents",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in roots],
        "$defs": definitions,
    }


def _repoint(node: Any, moved: dict[str, str]) -> Any:
    if isinstance(node, dict):
        return {
            k: moved.get(v, v) if k == "$ref" and isinstance(v, str) else _repoint(v, moved)
            for k, v in node.items()
        }
    return [_repoint(item, moved) for item in node] if isinstance(node, list) else node


def run_generator(schema: dict[str, Any], flags: tuple[str, ...]) -> str:
    """Runs datamodel-code-generator and takes the helper alias off the end."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "documents.json"), Path(folder, "out", "documents.py")
        target.parent.mkdir()
        source.write_text(json.dumps(schema), encoding="utf-8")
        command = [sys.executable, "-W", "ignore", "-m", "datamodel_code_generator"]
        command += ["--input", str(source), "--output", str(target), *FLAGS, *flags]
        subprocess.run(command, check=True, cwd=folder)
        text = target.read_text(encoding="utf-8")
    return re.split(r"\n+Documents: TypeAlias", text)[0].rstrip() + "\n"


def assessment_fields(types: str) -> str:
    """The properties of `Assessment`: one for every key of the document, parsed when asked."""
    classes = {n.name: n for n in ast.parse(types).body if isinstance(n, ast.ClassDef)}
    out = ["\n\nclass AssessmentFields:"]
    out += ['    """The keys of an assessment document as properties, each built when asked."""\n']
    out += ["    __slots__ = ()\n", "    def _field(self, key: str) -> Any:"]
    out += ["        raise NotImplementedError"]
    body = classes["AssessmentDocument"].body
    for node, after in zip(body, [*body[1:], None], strict=True):
        if not (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)):
            continue
        name, kind = node.target.id, ast.unparse(node.annotation)
        out += ["\n    @property", f"    def {name}(self) -> {kind}:"]
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            words = " ".join(str(after.value.value).split())
            out += [f'        """{words}"""']
        out += [f"        return cast({kind!r}, self._field({name!r}))"]
    return "\n".join(out) + "\n"


def types_module(files: list[Path]) -> str:
    """The answers as frozen dataclasses."""
    text = run_generator(bundle(files), OUTPUT_FLAGS)
    names = set(re.search(r"^from typing import (.+)$", text, re.M)[1].split(", "))  # type: ignore[index]
    line = "from typing import " + ", ".join(sorted(names | {"Any", "cast"}, key=str.lower))
    text = re.sub(r"^from typing import .+$", line, text, count=1, flags=re.M)
    return text + assessment_fields(text)


def records_module(files: list[Path]) -> str:
    """What people write, as `TypedDict`s: plain dicts at run time."""
    text = run_generator(bundle(files), INPUT_FLAGS)
    # `closed` needs a type checker newer than most; unknown keys are refused by the core anyway.
    text = re.sub(r",\s*closed=True,?(?=\s*\))", "", text)
    branch = (
        "if sys.version_info >= (3, 11):\n    from typing import NotRequired\n"
        "else:\n    from typing_extensions import NotRequired\n"
    )
    text = text.replace("from typing_extensions import NotRequired, TypedDict\n", branch)
    text = text.replace("TypeAlias\n", "TypeAlias, TypedDict\n", 1)
    return text.replace("\nfrom typing import", "\nimport sys\nfrom typing import", 1)


def main() -> int:
    """Writes or checks; 1 says the committed files are stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true")
    mode.add_argument("--write", action="store_true")
    parser.add_argument("--schemas", type=Path, default=SCHEMAS, help="folder of *.schema.json")
    options = parser.parse_args()

    files = sorted(options.schemas.glob("*.schema.json"))
    if not files:
        sys.exit(f"no *.schema.json in {options.schemas}")
    inputs = [f for f in files if f.name.split(".")[0] in INPUTS]
    outputs = [f for f in files if f not in inputs]
    stale = False
    for name, text in (
        ("_types.py", types_module(outputs)),
        ("_records.py", records_module(inputs)),
    ):
        target = PACKAGE / name
        if options.write:
            target.write_text(text, encoding="utf-8")
            continue
        held = target.read_text(encoding="utf-8") if target.exists() else ""
        if held != text:
            stale = True
            lines = difflib.unified_diff(held.splitlines(), text.splitlines(), name, "schemas", "")
            print("\n".join(list(lines)[:40]))
    if stale:
        print(f"the types are stale; repair with: {REPAIR}")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
