"""One change of a person to a finished draft: checked against what stands there now, then kept in the run directory."""

from dataclasses import dataclass

from base.errors import InputError
from corpus.zh import sentences
from drafting.draft import Citation, Mark, Source
from drafting.editing.head import filled_brief
from drafting.editing.lines import rewritten, unchanged
from drafting.editing.manuscript import HEADING, Line, Manuscript, read
from drafting.rundir import RunDir

BY_HAND = "有的段落由人改过"
_CLAUSE_ENDS = "，。；：！？\n"
LONGEST = 5000  # characters of one paragraph: more is another document


@dataclass(frozen=True)
class Change:
    """`line` as the person saw it, and its own words as she wants them.

    `new[start:end]` is what she filled in; `source` is where she says it comes from, '' where she says nothing.
    """

    line: Line
    new: str
    start: int = 0
    end: int = 0
    source: str = ""
    by: str = ""


class OutdatedError(InputError):
    """Somebody changed the same line meanwhile; nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__("这一段刚在另一个页面改过，这里的改动没有存上；请看过现在的文字再改。")


def filling(line: Line, mark: Mark, value: str, source: str, by: str) -> Change:
    """The change that puts `value` in the place of `mark`, whose offsets are those of the draft. InputError without words or source."""
    value, source = tidy(value), source.strip()
    if not value:
        raise InputError("还没有填写内容，请写上核实后的文字再存。")
    if mark.kind == "待核" and line.section is not None and not source:
        raise InputError("请写明出处（哪份文件、哪个部门、什么时间提供的），没有出处的数字不能填进稿子。")
    at = line.block.start + len(line.number)
    start, end = mark.start - at, mark.end - at
    return Change(line, line.own[:start] + value + line.own[end:], start, start + len(value), source, by)


def rewording(line: Line, text: str, source: str, by: str) -> Change:
    """The change that puts `text` in the place of the words of `line`.

    `source` is where the clauses with new words come from, or the whole where no word is new.
    """
    new = tidy(text)
    first, last = unchanged(line.own, new)
    start, end = _clauses(new, first, len(new) - last) if len(new) > first + last else (0, len(new))
    return Change(line, new, start, end, source.strip(), by)


def _clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """`text[start:end]` with the rest of its first and its last clause: a source is one of 隐患58条, not of the 8 that changed."""
    start = max((text.rfind(mark, 0, start) + 1 for mark in _CLAUSE_ENDS), default=0)
    ends = (at for mark in _CLAUSE_ENDS if (at := text.find(mark, end)) >= 0)
    return start, min(ends, default=len(text))


def tidy(text: str) -> str:
    """What was typed, without empty lines and white space at the ends of lines. InputError when it is too long."""
    lines = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    if len(lines) > LONGEST:
        raise InputError(f"这一段有 {len(lines)} 个字符，最多 {LONGEST} 个，请分几次改。")
    return lines


def apply(run: RunDir, change: Change) -> int | None:
    """Keep `change`; the number of the section it is in. OutdatedError when the line is not what the person saw."""
    now = read(run)
    line = next((x for x in now.lines if _place(x) == _place(change.line)), None)
    if line is None or line.own != change.line.own:
        raise OutdatedError
    if line.section is None:
        _apply_outside(run, now, line, change)
    elif line.paragraph == HEADING:
        _rename(run, now, line.section, change.new)
    else:
        old = now.written[line.section]
        section = rewritten(old.section, line.paragraph, change.new, _stated(change))
        # No model mends a person's words: the section counts as repaired
        run.save_section(line.section, old.model_copy(update={"section": section, "by": _by_hand(old.by), "repaired": True}))
    return line.section


def _place(line: Line) -> tuple[int | None, int, str]:
    return line.section, line.paragraph, "" if line.section is not None else f"{line.block.role} {line.block.start}"


def _apply_outside(run: RunDir, now: Manuscript, line: Line, change: Change) -> None:
    """A line of no section comes from the outline (the title) or from the brief."""
    if line.block.role == "title":
        run.save_outline(now.outline.model_copy(update={"title": _one_line(change.new, "标题")}))
        return
    value = change.new[change.start : change.end]
    run.save_brief(filled_brief(now.brief, line.own, value))


def _rename(run: RunDir, now: Manuscript, at: int, heading: str) -> None:
    """The plan a section was written from changes with it: other words of a heading are no reason to write it again."""
    plan = now.outline.sections[at].model_copy(update={"heading": _one_line(heading, "标题")})
    run.save_section(at, now.written[at].model_copy(update={"plan": plan}))
    sections = (*now.outline.sections[:at], plan, *now.outline.sections[at + 1 :])
    run.save_outline(now.outline.model_copy(update={"sections": sections}))


def _one_line(text: str, what: str) -> str:
    if not text.strip() or "\n" in text:
        raise InputError(f"{what}应当是一行字，不能空着，也不能分行。")
    return text.strip()


def _stated(change: Change) -> tuple[Citation, ...]:
    """What the person filled in rests on what she states, and nothing else does: such a source is no row of the ledger."""
    if not change.source:
        return ()
    said = "".join(s.of(change.new) for s in sentences(change.new) if s.overlaps(change.start, change.end))
    source = Source(kind="stated", ref=change.by or "起草人", label=f"{change.source}（{change.by or '起草人'}填写）", text=said)
    return (Citation(start=change.start, end=change.end, source=source),)


def _by_hand(by: str) -> str:
    return by if BY_HAND in by else f"{by.rstrip('。')}；{BY_HAND}。" if by else f"{BY_HAND}。"
