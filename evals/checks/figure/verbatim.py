"""For the guard only: numbers and addresses that are no quantities and must stand in the material as they stand here.

Telephone and other long numbers, web and mail addresses, “7·12”, ①处, and multiples or counts without a number (翻番, 成倍, 数起).
"""

import re
from collections.abc import Sequence

from corpus.figures.phrases import is_known_code
from corpus.numerals import normal_width
from evals.case import Case, Outcome
from evals.checks.citation.material import Material
from evals.finding import Finding, Ground
from evals.rules import family_rules

_COUNTED = "起家人名户处次宗例件条项台辆座栋头亩吨个"
_LITERAL = re.compile(
    r"(?P<web>(?:https?://|www\.)[A-Za-z0-9./?=&%#_:~+-]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|org|gov)(?![A-Za-z0-9])[A-Za-z0-9./?=&%#_-]*)"
    r"|(?P<mail>[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)"
    r"|(?P<phone>0[0-9]{2,3}[-—–转 ]?[0-9]{7,8}(?![0-9])|(?<![0-9])[0-9]{3,4}-[0-9]{3,4}(?:-[0-9]{3,4})?(?![0-9]))"
    r"|(?P<long>(?<![0-9A-Za-z.,])[0-9]{5,}(?![0-9]))"
    r"|(?P<day>(?<=[“「\"])[0-9]{1,2} ?[·•・.．] ?[0-9]{1,2}(?=[”」\"]))"
    rf"|(?P<circled>(?<=[㐀-鿿])[①-⑳⑴-⒇㈠-㈩❶-❿] ?[{_COUNTED}](?![理室分境置罚方别体人性目案]))"
    r"|(?P<multiple>翻番|成倍|倍增(?!计划|行动|工程|方案))"
    rf"|(?P<some>(?<![人多少总参指分基倍次户岁单双年月日天无对小整件系代函度点])数[起家名户处宗例台辆座栋](?![字据学量值码])"
    r"|(?<![十好这那前后哪第每头])几(?:[起家名户处例]|个(?=乡镇|村|县|街道|企业|单位)))"
)


def check(case: Case, read: Sequence[tuple[int, int]]) -> Outcome:
    """Grounds and findings; what is `read` as a figure is judged as one."""
    material, rule = Material(case), family_rules("figure")["figure-unsupported"]
    known = bytearray(len(case.text))
    for start, end in read:
        known[start:end] = b"\1" * (end - start)
    findings: list[Finding] = []
    grounds: list[Ground] = []
    for match in _LITERAL.finditer(normal_width(case.text)):
        start, end = match.span()
        if any(known[start:end]) or is_known_code(match[0]):
            continue
        if evidence := material.words(case.text[start:end]):
            grounds.append(Ground(start, end, evidence))
        else:
            findings.append(rule.finding(case.text, start, end, severity="error", where="所给材料"))
    return Outcome(tuple(findings), tuple(grounds))
