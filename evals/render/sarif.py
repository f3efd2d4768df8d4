"""Results as SARIF 2.1.0, for editors and code review systems. Lines and columns count from 1, in code points of the canonical text."""

import json
from bisect import bisect_right
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from base import __version__
from evals.catalogue import catalogue
from evals.finding import Edit, Finding
from evals.render import Checked, Results
from evals.render.words import advice, family_name

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "suggestion": "note"}
_PLAIN = (".md", ".txt")  # whose characters are the file's own, so that an editor can carry out an edit

Json = dict[str, Any]


def render(results: Results) -> str:
    """One log with one run; `artifacts` are the files in the order given."""
    found = [f for r in results for f in r.outcome.findings]
    ids = sorted({f.rule for f in found})
    uris = list(dict.fromkeys(_uri(r.name) for r in results))
    driver = {"name": "biganzi", "fullName": "笔杆子", "version": __version__, "language": "zh-CN", "rules": [_rule(i, found) for i in ids]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri}} for uri in uris],
        "invocations": [_invocation(results)],
        "results": [_result(f, place, ids) for r in results for place in [_Place(r, uris)] for f in r.outcome.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


class _Place:
    """Where things stand in one of the files."""

    def __init__(self, checked: Checked, uris: list[str]) -> None:
        self.plain = PurePath(checked.name).suffix.lower() in _PLAIN
        uri = _uri(checked.name)
        self.artifact = {"uri": uri, "index": uris.index(uri)}
        self._starts = [0, *(i + 1 for i, c in enumerate(checked.text) if c == "\n")]

    def region(self, start: int, end: int) -> Json:
        """The end column is one past the last character."""
        (line, column), (last, behind) = self._at(start), self._at(end)
        return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": behind}

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _rule(rule_id: str, found: list[Finding]) -> Json:
    first = next(f for f in found if f.rule == rule_id)
    plain: Json = {"id": rule_id, "name": first.name, "properties": {"gate": first.gate, "family": first.family}}
    if known := catalogue().get(rule_id):
        plain["shortDescription"] = {"text": known.rule.title}
        plain["fullDescription"] = {"text": known.rule.why}
        plain["help"] = {"text": f"{known.rule.source.standing}：{known.rule.source.text}"}
        plain["defaultConfiguration"] = {"level": _LEVEL[known.severity]}
    return plain


def _result(finding: Finding, place: _Place, ids: list[str]) -> Json:
    where: Json = {"artifactLocation": place.artifact}
    if finding.end:
        where["region"] = place.region(finding.start, finding.end) | {"snippet": {"text": finding.text}}
    plain = {
        "ruleId": finding.rule,
        "ruleIndex": ids.index(finding.rule),
        "level": _LEVEL[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"biganzi/v1": _fingerprint(finding)},
        "rank": round(finding.score * 100, 1),
        "properties": {
            "gate": finding.gate,
            "family": finding.family,
            "severity": finding.severity,
            "evidence": [e.as_json() for e in finding.evidence],
        },
    }
    return plain | {"fixes": [_fix(finding, finding.edit, place)]} if finding.edit and place.plain else plain


def _fix(finding: Finding, edit: Edit, place: _Place) -> Json:
    replacement = {"deletedRegion": place.region(edit.start, edit.end), "insertedContent": {"text": edit.text}}
    return {
        "description": {"text": advice(finding)},
        "artifactChanges": [{"artifactLocation": place.artifact, "replacements": [replacement]}],
    }


def _fingerprint(finding: Finding) -> str:
    """The same as long as the words are, wherever they move to."""
    return sha256(f"{finding.rule}\n{finding.text}\n{finding.message}".encode()).hexdigest()[:32]


def _invocation(results: Results) -> Json:
    said = dict.fromkeys(f"{family_name(u.family)}：{u.why}" for r in results for u in r.outcome.unscored)
    notes = [{"level": "note", "message": {"text": f"没有检查{words}"}} for words in said]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _uri(name: str) -> str:
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
