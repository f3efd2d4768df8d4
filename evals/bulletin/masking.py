"""Personal data in what is quoted: numbers and names are covered, character for character, so that offsets stay."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from corpus.bare_names import bare_names
from corpus.proper_names import is_name, people
from drafting.masking import values_in
from drafting.masking.names import listed_names, owners

_DIGIT, _NAME = "*", "某"
_SURE = 3  # characters of a name that is covered wherever it stands; a shorter one may be a word elsewhere
_LABEL = re.compile(
    r"(?:联系人|联络员|联系领导|经办人|承办人|负责人|责任人|签发人|拟稿人?|核稿人?|校对人?|审核人|值班员|带班领导|户主|死者|伤者|患者|姓名|"
    r"村民|居民|职工|工人|学生|教师|司机|驾驶员|党员|干部|群众|商户|店主|业主|法人|护士|医生|老师|记者|通讯员|供稿人?|撰稿人?|"
    r"摄影|编辑|责编|阿婆|阿公|大爷|大妈|大娘|大叔|奶奶|爷爷|老伯|阿姨)[：:为是\s]{0,3}(?=[㐀-鿿]{2})"
)
_AFTER_COLON = re.compile(r"[：:][ \u3000]*([㐀-鿿]{2,4})(?=[）)\s、，。；]|$)")
_LENGTHS = (3, 2, 4)


def covered(text: str, names: Iterable[str] = ()) -> str:
    """`text` with identity numbers, telephones, cards, mail addresses, plates covered, and `names` and those of people in it."""
    found = list(text)
    for start, end, mark in _spans(text):
        found[start:end] = mark * (end - start)
    masked = "".join(found)
    for name in sorted({*names, *names_in(text)}, key=lambda n: (-len(n), n)):
        masked = masked.replace(name, _NAME * len(name))
    return masked


def names_in(text: str) -> frozenset[str]:
    """The names in `text` that are people's wherever they stand."""
    named = (text[start:end] for start, end in _people(text))
    return frozenset(chain(listed_names(text), owners(text, values_in(text)), (name for name in named if len(name) >= _SURE)))


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    yield from ((start, end, _NAME) for start, end in _people(text))
    yield from ((value.start, value.end, _DIGIT) for value in values_in(text))


def _people(text: str) -> Iterator[tuple[int, int]]:
    """Names with a title, after a label or a colon, or beside what only a person does."""
    yield from ((p.name_start, p.name_end) for p in people(text))
    yield from ((n.start, n.end) for n in bare_names(text))
    yield from (m.span(1) for m in _AFTER_COLON.finditer(text) if is_name(m[1]))
    for label in _LABEL.finditer(text):
        at = label.end()
        if length := next((n for n in _LENGTHS if len(text) >= at + n and is_name(text[at : at + n])), 0):
            yield at, at + length
