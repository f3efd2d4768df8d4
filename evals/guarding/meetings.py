"""传达了全省城市治理现场推进会精神: a meeting that is named must have been."""

import re
from collections.abc import Iterator

from drafting.guard import Gap
from evals.guarding.known import Known

_NAMED = re.compile(
    r"(?:传达|学习|贯彻|落实|召开|举行|参加|出席|承办|按照|根据)了?(?P<name>(?:全[国省市县区]|[省市县区][委政]|[党政]组|中央|国务院)[㐀-鿿“”0-9]{2,20}?"
    r"(?:推进会|现场会|工作会议|动员会|座谈会|调度会|部署会|电视电话会议|视频会议|专题会议|常委会会议|常务会议|全会|例会|会议))"
)
_WHOLE = re.compile(
    r"(?P<name>全[国省市县区](?!性|各|有关|重要|范围)[㐀-鿿]{2,16}?(?:推进会|现场会|工作会议|动员会|座谈会|电视电话会议|视频会议|全会))"
)
_TOLD = 0.8  # share of the name's character pairs in one text: 全县安全生产工作会 is 全县安全生产工作会议
_WHY = "所给材料里没有这个会议，请核对会议名称。"


def gaps(text: str, known: Known) -> Iterator[Gap]:
    """Meetings said to have been held or passed on that the material does not know."""
    for match in (*_NAMED.finditer(text), *_WHOLE.finditer(text)):
        if not known.tells(match["name"], _TOLD):
            yield Gap(*match.span("name"), _WHY)
