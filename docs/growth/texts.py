"""Texts of any amount for measuring: clauses of the samples put together anew, the same for the same seed."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.documents import Document
from corpus.readers import iter_documents

SAMPLES = Path(__file__).parents[2] / "samples" / "archive"
_CLAUSE = re.compile(r"[^，。；：、！？\s《》（）〔〕“”0-9a-zA-Z*#|\-—]{4,24}")
_DIGITS = "0123456789"
_TOWNS = ("东河", "西岭", "南坪", "北川铺", "石桥", "柳林", "白沙", "云台", "双井", "大渡口", "双清江", "下马坪", "铁炉", "松柏岭")
_SENTENCES = (22, 34)  # a document
_PASSAGES = 2.6  # that makes, on average


def documents(passages: int, seed: int = 1) -> Iterator[Document]:
    """About enough documents for so many passages; each keeps mostly to two of the samples' topics."""
    topics, chance = _topics(), random.Random(seed)
    for number in range(round(passages / _PASSAGES)):
        own = [clause for topic in chance.sample(topics, 2) for clause in topic]
        yield _document(number, own, topics, chance)


def queries(count: int, seed: int = 2) -> list[str]:
    """What a person might ask: one or two clauses and sometimes a place."""
    topics, chance = _topics(), random.Random(seed)
    asked = []
    for _ in range(count):
        place = chance.choice(["", f"{chance.choice(_TOWNS)}镇 "])
        asked.append(place + " ".join(chance.sample(chance.choice(topics), 2)))
    return asked


def _topics() -> list[list[str]]:
    read = [item for path in sorted(SAMPLES.iterdir()) for item in iter_documents(path) if isinstance(item, Document)]
    found = [list(dict.fromkeys(_CLAUSE.findall(document.text))) for document in read]
    return [clauses for clauses in found if len(clauses) > 8]


def _document(number: int, own: list[str], topics: list[list[str]], chance: random.Random) -> Document:
    town = chance.choice(_TOWNS)
    title = f"{town}镇第{number}号{chance.choice(['工作汇报', '通知', '情况通报', '工作要点'])}"
    lines = [title, *(_sentence(own, topics, town, chance) for _ in range(chance.randint(*_SENTENCES)))]
    return Document(f"{number}", title, "\n".join(lines), kind="汇报", issuer=f"{town}镇人民政府")


def _sentence(own: list[str], topics: list[list[str]], town: str, chance: random.Random) -> str:
    clauses = [chance.choice(own if chance.random() < 0.8 else chance.choice(topics)) for _ in range(chance.randint(2, 4))]
    figure = f"{town}镇今年完成{chance.randint(2, 999)}{chance.choice('处户家亩次')}" if chance.random() < 0.3 else ""
    return "，".join(filter(None, [*clauses, figure])) + "。"
