"""按照省安委会下发的通知: a paper that is named by who issued it alone; that office must stand in the material."""

import re
from collections.abc import Iterator

from drafting.guard import Gap
from evals.guarding.known import Known

_ISSUED = re.compile(
    r"(?:按照|根据|依据|依照|落实|贯彻|执行|对照)了?(?P<said>(?P<who>[国省市县区州][㐀-鿿]{1,12}?(?:委员会|安委会|指挥部|专委会|委|厅|局|办公室|办|部|政府))"
    r"[^，。；！？《\n]{0,12}?(?:下发|印发|出台|发布|制定|制发)的[^，。；！？《\n]{0,12}?(?:通知|意见|方案|办法|规定|文件|细则|通报))"
)
_WHY = "所给材料里没有提到这个发文单位，请写明文件名称和文号。"


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Papers of offices that the material does not know."""
    for match in _ISSUED.finditer(text):
        if not known.holds(match["who"]):
            yield Gap(*match.span("said"), _WHY)
