"""An assessment on a page of a notebook: what somebody looks for first, from it alone."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from . import _types

if TYPE_CHECKING:
    from ._assessment import Assessment

MOST_FINDINGS = 20
# Each verdict has its own shape, so that colour is not needed.
_SIGNS = {
    "conforming": "✔",
    "nonconforming": "✘",
    "not_evidenced": "?",
    "not_yet_due": "…",
    "not_applicable": "·",
}
MOST_CHARACTERS = 200
# The same that every report takes for an address: two labels or more, the last no number.
_LETTER = r"[A-Za-z0-9\x80-\U0010ffff-]"
_LOCAL = r"[A-Za-z0-9\x80-\U0010ffff._%+&#;'-]"
_DOMAIN = rf"(?:{_LETTER}+\.)+(?![0-9]+(?!{_LETTER})){_LETTER}+(?!{_LETTER}|\.{_LETTER})"
_ADDRESS = re.compile(rf"(?<!{_LOCAL}){_LOCAL}+(?=@{_DOMAIN})")


def page(assessment: Assessment) -> str:
    """Verdict, gates, and what blocks the first gate that does not hold, as HTML."""
    release, policy = assessment.release, assessment.policy
    title = "" if release.title is None else f": {release.title}"
    version = "" if policy.version is None else f" version {policy.version}"
    gates = "".join(f"<td>{_gate(gate)}</td>" for gate in assessment.gates)
    return (
        f"<div><strong>Release {_shown(release.id + title)}</strong><br>"
        f"{_verdict(assessment.verdict)}, as of {_shown(str(assessment.as_of))} under "
        f"{_shown(policy.id + version)} (profile {_shown(policy.profile)})"
        f"<table><tr>{gates}</tr></table>{_blocking(assessment)}</div>"
    )


def _blocking(assessment: Assessment) -> str:
    closed = next((gate for gate in assessment.gates if not gate.holds), None)
    if closed is None:
        return ""
    # Only the findings that were asked for are there.
    found = [it for it in assessment.findings if it.check in closed.blocked_by]
    rows = "".join(
        f"<tr><td>{_shown(it.check)}</td><td>{_verdict(it.verdict)}</td>"
        f"<td>{_shown(it.message)}</td></tr>"
        for it in found[:MOST_FINDINGS]
    )
    more = len(closed.blocked_by) - min(len(found), MOST_FINDINGS)
    rest = f"<tr><td></td><td></td><td>and {more} more</td></tr>" if more else ""
    head = f"<caption>What blocks the gate {_words(closed.stage)}</caption>"
    return f"<table>{head}{rows}{rest}</table>"


def _gate(gate: _types.GateResult) -> str:
    sign = _SIGNS[gate.verdict]
    words = _words(gate.verdict)
    if gate.verdict == "conforming" and not gate.holds:
        sign, words = f"({sign})", "conforming, behind a closed gate"
    return f'<span title="{words}">{_words(gate.stage)} {sign}</span>'


def _verdict(verdict: str) -> str:
    return f"{_SIGNS[verdict]} {_words(verdict)}"


def _words(id: str) -> str:
    return _shown(id.replace("_", " "))


def _shown(text: str) -> str:
    """A value of a record: it names nobody, steers nothing, and is no markup."""
    plain = masked("".join(each if each.isprintable() else "\ufffd" for each in text))
    return escape(plain if len(plain) <= MOST_CHARACTERS else plain[:MOST_CHARACTERS] + "…")


def masked(text: str) -> str:
    """The text, in which no e-mail address names anybody."""
    return _ADDRESS.sub("***", text)
