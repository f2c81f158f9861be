"""The gates of many releases at a glance: `python overview.py PATH... [--plot overview.png]`.

It assesses release records, or all in a folder, as of one instant, and prints a line for each with
the verdicts of its six gates, and which checks stand in the way of most of them. With `--plot` it
also draws the gates if matplotlib is installed (`pip install matplotlib`); nothing else is needed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import releasegate as rg

SIGNS = {
    "conforming": "✔",
    "nonconforming": "✘",
    "not_evidenced": "?",
    "not_yet_due": "…",
    "not_applicable": "·",
}
COLOURS = {
    "conforming": "#c6efce",
    "nonconforming": "#ffc7ce",
    "not_evidenced": "#ffeb9c",
    "not_yet_due": "#ddebf7",
    "not_applicable": "#ededed",
}


def main() -> None:
    """Assesses, prints, and draws when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", type=Path, nargs="+", help="records, or folders of them")
    parser.add_argument("--policy", default="iso20000-1:2018", help="a profile, or a file")
    parser.add_argument("--as-of", default="2026-09-01T00:00:00Z", help="the instant")
    parser.add_argument("--plot", type=Path, help="a file to draw to, such as overview.png")
    given = parser.parse_args()
    refused: list[rg.ReleasegateError] = []
    engine = rg.Engine(given.policy)
    records = [record for path in given.paths for record in records_of(path)]
    many = engine.assess_many(records, as_of=given.as_of, on_error=refused.append)
    assessments = list(many)
    print_gates(assessments)
    print_obstacles(assessments)
    for error in refused:
        print(f"passed over: {error}", file=sys.stderr)
    if given.plot is not None and assessments:
        draw(assessments, given.plot)


def records_of(path: Path) -> list[Path]:
    """The files of a folder, in the order of their names."""
    kinds = (".json", ".yaml", ".yml")
    return sorted(it for it in path.iterdir() if it.suffix in kinds) if path.is_dir() else [path]


def print_gates(assessments: list[rg.Assessment]) -> None:
    """A line for each release, a column for each gate."""
    stages = [gate.stage for gate in assessments[0].gates] if assessments else []
    width = max([len("release"), *(len(one.release.id) for one in assessments)])
    print(f"{'release':{width}}  {'  '.join(f'{stage:10}' for stage in stages)}".rstrip())
    for assessment in assessments:
        signs = "  ".join(f"{sign(gate):10}" for gate in assessment.gates)
        print(f"{assessment.release.id:{width}}  {signs}".rstrip())


def print_obstacles(assessments: list[rg.Assessment], most: int = 10) -> None:
    """The checks that stand in the way of most releases."""
    checks = Counter(
        (finding.check, finding.name)
        for assessment in assessments
        for finding in assessment.findings
        if finding.severity == "must" and finding.verdict in ("nonconforming", "not_evidenced")
    )
    print("\nreleases  what stands in the way most often")
    for (check, name), releases in checks.most_common(most):
        print(f"{releases:8}  {check} {name}")


def sign(gate: rg.types.GateResult) -> str:
    """In brackets when a gate before it is closed."""
    shown = SIGNS[gate.verdict]
    return f"({shown})" if gate.verdict == "conforming" and not gate.holds else shown


def colour(gate: rg.types.GateResult) -> str:
    """None when a gate before it is closed; the sign says all that the colour does."""
    behind = gate.verdict == "conforming" and not gate.holds
    return "white" if behind else COLOURS[gate.verdict]


def draw(assessments: list[rg.Assessment], file: Path) -> None:
    """The same as a picture: a row for each release, with sign and colour for each gate."""
    try:
        import matplotlib
    except ImportError:
        print("nothing is drawn: matplotlib is not installed", file=sys.stderr)
        return
    matplotlib.use("Agg")
    from matplotlib import pyplot

    stages = [gate.stage for gate in assessments[0].gates]
    figure, axes = pyplot.subplots(figsize=(9, 1 + 0.3 * len(assessments)))
    axes.set_axis_off()
    table = axes.table(
        [[sign(gate) for gate in assessment.gates] for assessment in assessments],
        [[colour(gate) for gate in assessment.gates] for assessment in assessments],
        rowLabels=[assessment.release.id for assessment in assessments],
        colLabels=[stage.replace("_", " ") for stage in stages],
        cellLoc="center",
        loc="center",
    )
    table.scale(1, 1.3)
    # A dollar in an id starts no formula.
    for cell in table.get_celld().values():
        cell.get_text().set_parse_math(False)
    figure.savefig(file, bbox_inches="tight", dpi=120)


if __name__ == "__main__":
    main()
