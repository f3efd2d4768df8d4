"""Policies put into the mouth of a higher level without 书名号: 省委印发粮食安全专项行动方案."""

import re
from collections.abc import Iterator

from evals.case import Case
from evals.checks.citation.material import Material, tight
from evals.finding import Evidence, Finding, Ground
from evals.rules import family_rules

_BODY = (
    r"(?:党中央|中共中央|国务院|中央|全国人大|省委|省政府|省人民政府|市委|市政府|市人民政府|自治区党委|"
    r"国家[㐀-鿿]{2,6}[委部局]|省[㐀-鿿]{2,8}[厅委局办])"
)
_ATTRIBUTED = re.compile(
    rf"{_BODY}(?:[、和]{_BODY})*(?:办公厅|办公室)?(?:联合|先后|相继|已经|已|近日|日前|今年|去年|专门|又|正式|\d{{4}}年|\d{{1,2}}月|于|，)*"
    r"(?:出台|印发|下发|发布|部署|制定|启动|实施)了?(?:关于)?(?P<policy>[㐀-鿿“”\d]{3,28}?(?:专项行动|行动方案|实施方案|方案|意见|通知|规划|行动计划|计划|办法|政策措施|若干措施|措施|条例|决定))"
)
_ENOUGH = 0.8  # of the policy's character pairs stand in one source


def judge(case: Case, material: Material) -> Iterator[Finding | Ground]:
    """For the guard only: a policy that no source names is a finding."""
    if not case.strict:
        return
    for match in _ATTRIBUTED.finditer(case.text):
        if evidence := _known(match["policy"], material):
            yield Ground(*match.span(), evidence)
        else:
            yield family_rules("citation")["policy-not-found"].finding(case.text, *match.span(), policy=match["policy"])


def _known(policy: str, material: Material) -> Evidence | None:
    plain = tight(policy)
    pairs = {plain[i : i + 2] for i in range(len(plain) - 1)}
    for evidence, text in material.texts():
        if plain in text or sum(pair in text for pair in pairs) >= _ENOUGH * len(pairs):
            return Evidence(evidence.kind, evidence.ref, policy)
    return None
