"""The document with the accepted edits made: as a changed copy, as tracked changes, as a list. What was handed in is never changed."""

from collections.abc import Sequence
from typing import Any

from base.errors import InputError
from corpus.readers import wordml
from corpus.readers.formats import OOXML
from corpus.readers.raw import Raw
from evals.render.words import paragraph_number, shortened
from evals.review.decisions import Accepted

HEADERS = ("号", "位置", "原文", "改为", "规则", "采纳人")


def revised_text(text: str, accepted: Sequence[Accepted]) -> str:
    """`text` with the edits, which do not touch one another."""
    for one in sorted(accepted, key=lambda a: a.start, reverse=True):
        text = text[: one.start] + one.replacement + text[one.end :]
    return text


def changes(text: str, accepted: Sequence[Accepted]) -> list[tuple[str, ...]]:
    """A row for each edit, under HEADERS."""
    return [
        (str(n), f"第{paragraph_number(text, a.start)}段", a.text or "（加入）", a.replacement or "（删去）", a.rule, a.by or "本机")
        for n, a in enumerate(accepted, 1)
    ]


def changes_text(title: str, text: str, accepted: Sequence[Accepted]) -> str:
    """The list as a text to keep beside the changed copy."""
    rows = (
        "　".join((n, place, f"“{shortened(old)}”→“{shortened(new)}”", rule, by))
        for n, place, old, new, rule, by in changes(text, accepted)
    )
    return "\n".join([f"《{title}》修改清单（{len(accepted)} 处）", *rows]) + "\n"


def changed_copy(raw: Raw, text: str, accepted: Sequence[Accepted]) -> bytes:
    """The file with the edits made and everything else as it was; `text` is its canonical text."""
    if raw.suffix in OOXML:
        return _changed_docx(raw, accepted)
    crlf = b"\r\n" in raw.data
    made = revised_text(text, accepted)
    return (made.replace("\n", "\r\n") if crlf else made).encode("utf-8")


def tracked_copy(raw: Raw, text: str, accepted: Sequence[Accepted], author: str) -> bytes:
    """A docx with the edits as tracked changes, of the time the last of them was accepted."""
    from drafting.tracked import Stamp, tracked  # lxml and python-docx: only where a docx is made

    new = Raw(f"修改稿{raw.suffix}", changed_copy(raw, text, accepted))
    return tracked(raw, new, Stamp(author, max(a.at for a in accepted))).data


def _changed_docx(raw: Raw, accepted: Sequence[Accepted]) -> bytes:
    from drafting.docx.parts import Parts
    from drafting.docx.runs import Runs

    parts = Parts(raw)
    runs = Runs(parts.document)
    for one in sorted(accepted, key=lambda a: a.start, reverse=True):
        _replace(runs, one)
    return parts.pack()


def _replace(runs: Any, one: Accepted) -> None:
    """Put the words into the first text that is changed, so that they look like it, and take the old ones out of all."""
    texts = [p for p in runs.within(one.start, max(one.end, one.start + 1)) if wordml.name(p.element) == "t"]
    covered = sum(min(p.end, one.end) - max(p.start, one.start) for p in texts)
    if not texts or covered < one.end - one.start or "\n" in one.replacement:
        raise InputError(f"“{shortened(one.text)}”跨了段落或换行，不能自动改进 Word 文档，请撤回这一处，在 Word 里手工改。")
    for i, piece in reversed(list(enumerate(texts))):
        said = piece.element.text
        kept = said[: max(0, one.start - piece.start)], said[min(len(said), one.end - piece.start) :]
        piece.element.text = kept[0] + (one.replacement if i == 0 else "") + kept[1]
        piece.element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
