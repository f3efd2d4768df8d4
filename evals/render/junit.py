"""Results as JUnit XML, for build servers: a suite a file, a test a finding, or a family in which nothing was found."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from drafting.docx.oxml import clean
from evals.finding import Finding
from evals.render import Checked, Results
from evals.render.verdict import judged
from evals.render.words import SEVERITY, advice, basis, family_name, place
from evals.rules import GATES


def render(results: Results) -> str:
    """Errors and warnings fail, suggestions pass and are said; a family that was not judged is skipped."""
    suites = [_suite(r) for r in results]
    root = _element("testsuites", name="笔杆子", **_totals(suites))
    root.extend(suites)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _suite(checked: Checked) -> ET.Element:
    tests = list(_tests(checked))
    failures, skipped = (sum(t.find(kind) is not None for t in tests) for kind in ("failure", "skipped"))
    suite = _element("testsuite", name=checked.name, tests=len(tests), failures=failures, errors=0, skipped=skipped)
    suite.extend(tests)
    return suite


def _totals(suites: list[ET.Element]) -> dict[str, int]:
    return {key: sum(int(s.get(key, 0)) for s in suites) for key in ("tests", "failures", "errors", "skipped")}


def _tests(checked: Checked) -> Iterator[ET.Element]:
    found = checked.outcome.findings
    yield from (_finding(checked, f) for f in found)
    clear = judged(checked) - {f.family for f in found}
    yield from (_test(family, family_name(family)) for family in GATES if family in clear)
    for skipped in checked.outcome.unscored:
        test = _test(skipped.family, family_name(skipped.family))
        test.append(_element("skipped", message=skipped.why))
        yield test


def _finding(checked: Checked, finding: Finding) -> ET.Element:
    test = _test(finding.family, f"{finding.rule} {place(checked.text, finding)}", finding.gate)
    passes = finding.severity == "suggestion"
    said = _element("system-out") if passes else _element("failure", type=SEVERITY[finding.severity], message=finding.message)
    more = (("依据：", basis(finding.evidence)), ("建议：", advice(finding)))
    said.text = clean("\n".join([finding.message, *(name + words for name, words in more if words)]))
    test.append(said)
    return test


def _test(family: str, name: str, gate: str = "") -> ET.Element:
    gate = gate or GATES.get(family, "")
    return _element("testcase", classname=f"{gate}关.{family_name(family)}" if gate else family_name(family), name=name)


def _element(kind: str, **attributes: object) -> ET.Element:
    return ET.Element(kind, {key: clean(str(value)) for key, value in attributes.items()})
