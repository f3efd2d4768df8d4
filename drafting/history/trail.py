"""The trail of a draft for people: every entry, what it changed, whether the chain holds; as text rows and as a Word document."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafting.history.entry import KIND_NAMES, Entry
from drafting.history.history import History

if TYPE_CHECKING:
    from drafting.docx.layouts import Layout

_COLUMNS = (("序号", 0.07), ("时间", 0.18), ("事项", 0.13), ("何人", 0.2), ("理由和说明", 0.42))


def note(entry: Entry, revisions: dict[str, int]) -> str:
    """What is to be known of an entry beside who and when. `revisions` are the numbers of the revisions by hash."""
    said = entry.said
    parts = [said.reason]
    if said.kind == "revision":
        parts.append(f"改自第{said.parent}版" if said.parent and said.parent != said.revision - 1 else "")
        parts.append(f"模型 {said.made.model}，提示词 {len(said.made.prompts)} 个" if said.made.model else said.made.how)
    else:
        parts.append(f"对第{revisions.get(said.of, 0)}版")
    parts += [f"带着未办事项：{'；'.join(said.overridden)}"] if said.overridden else []
    return "；".join(part.strip("。；") for part in parts if part)


def subject(entry: Entry) -> str:
    """第3版（存稿）, 核稿（签署）, 定稿."""
    if entry.said.kind == "revision":
        return f"第{entry.said.revision}版" + ("（恢复）" if entry.said.restores else "")
    name = KIND_NAMES[entry.said.kind]
    return f"{entry.said.step}（{name}）" if entry.said.step else name


def rows(chain: Sequence[Entry]) -> list[tuple[str, ...]]:
    """序号, 时间, 事项, 何人, 理由和说明 of each entry."""
    revisions = {entry.hash: entry.said.revision for entry in chain if entry.said.kind == "revision"}
    return [(str(e.said.position), e.local_time, subject(e), e.said.by.label, note(e, revisions)) for e in chain]


def as_docx(history: History, draft: str) -> bytes:
    """The trail as a Word document: the entries, then the whole text of every revision with its hash."""
    from docx import Document  # only where a docx is made

    from drafting.docx.appendix import add_part, fill
    from drafting.docx.document import set_page
    from drafting.docx.layouts import layout
    from drafting.docx.package import pack, strip_template
    from drafting.docx.page_numbers import add_page_numbers
    from drafting.docx.styles import set_fonts, set_settings, set_styles

    look: Layout = layout("gbt9704")
    document, chain = Document(), history.entries(draft)
    strip_template(document)
    for prepare in (set_styles, set_fonts, set_page, add_page_numbers):
        prepare(document, look)
    set_settings(document)
    fill(document.add_paragraph(), look, "appendix_title", f"留痕：{draft}")
    for line in _findings(history, draft, chain):
        fill(document.add_paragraph(), look, "appendix_text", line)
    add_part(document, look, "经过", _COLUMNS, rows(chain), "没有记录。")
    for entry in chain:
        if entry.said.kind == "revision":
            fill(document.add_paragraph(), look, "appendix_heading", f"第{entry.said.revision}版正文　{entry.said.by.label}")
            fill(document.add_paragraph(), look, "appendix_text", f"校验值 {_grouped(entry.hash)}")
            for line in history.text(entry).split("\n"):
                fill(document.add_paragraph(), look, "appendix_text", line)
    return pack(document)


def _grouped(hash: str) -> str:
    """In groups, so that a line can end between them."""
    return " ".join(hash[at : at + 8] for at in range(0, len(hash), 8))


def _findings(history: History, draft: str, chain: Sequence[Entry]) -> list[str]:
    faults = history.faults(draft)
    said = [f"共 {len(chain)} 条，其中 {sum(entry.said.kind == 'revision' for entry in chain)} 版；末条校验值 {_grouped(chain[-1].hash)}。"]
    return said + ([f"校验不符：{fault}。" for fault in faults] or ["逐条校验无误：没有改动、缺失或调换。"])
