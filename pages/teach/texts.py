"""Where the text of an exercise comes from: a sample, an upload, a document of the library."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from base.errors import InputError
from corpus.readers import canonical_text
from drafting.ledger import load_facts
from evals.context import Context
from evals.exercises.model import Clean
from pages.shared import plain, uploads
from pages.shared.place import SAMPLES, home
from pages.shared.uploads import Upload

SAMPLE, UPLOAD, LIBRARY = "示例文稿", "上传文稿", "文库里的文稿"
_DIRECTIONS = {"": "从文中判断", "down": "对下（讲话、通知）", "up": "对上（报告、请示）", "level": "平行（函）", "public": "对公众"}
_READABLE = (".docx", ".md", ".txt")


@dataclass(frozen=True)
class Chosen:
    """What stands in the form."""

    sample: Path | None = None
    upload: Upload | None = None
    document: str = ""  # its id in the library
    ledger: Upload | None = None
    place: str = ""
    direction: str = ""


def choose() -> Chosen:
    """The form's first step."""
    sources = [*([SAMPLE] if samples() else []), UPLOAD, LIBRARY]
    source = st.radio("来处", sources, horizontal=True, key="source", label_visibility="collapsed")
    sample, upload, document, place = None, None, "", ""
    if source == SAMPLE:
        sample = st.selectbox("示例文稿", samples(), format_func=lambda p: p.stem[9:], key="sample", label_visibility="collapsed")
        place = "青禾县"
    elif source == UPLOAD:
        upload = st.file_uploader("文稿（.docx、.md、.txt）", type=[s[1:] for s in _READABLE], key="upload")
    else:
        document = _documents()
    with st.expander("本地名称、行文方向、台账（埋“外来痕迹”“语气不当”“数字改错”时更准）"):
        place = st.text_input("本地名称", place, placeholder="如 青禾县", key=f"place {source}")
        direction = st.selectbox("行文方向", list(_DIRECTIONS), format_func=_DIRECTIONS.__getitem__, key="direction")
        ledger = st.file_uploader("台账（.csv、.xlsx、.yaml），随卷发给学员", type=["csv", "xlsx", "yaml", "yml"], key="ledger")
    return Chosen(sample, upload, document, ledger, place.strip(), direction or "")


def samples() -> list[Path]:
    """The texts of the sample archive."""
    folder = SAMPLES / "archive"
    return sorted((p for p in folder.iterdir() if p.suffix in _READABLE), reverse=True) if folder.is_dir() else []


def read(chosen: Chosen) -> Clean:
    """The text with what is known of it; InputError says what is missing or cannot be used."""
    context = Context(place=chosen.place, direction=chosen.direction)
    with uploads.kept([chosen.ledger] if chosen.ledger else []) as ledger:
        facts = load_facts(ledger[0], lambda _: None) if ledger else ()
    title, text = _text(chosen)
    return Clean(text, context, facts, title)


def _text(chosen: Chosen) -> tuple[str, str]:
    if chosen.sample:
        return chosen.sample.stem[9:], canonical_text(chosen.sample)
    if chosen.upload:
        with uploads.kept([chosen.upload]) as (path,):
            return path.stem, canonical_text(path)
    if chosen.document:
        return _of_library(chosen.document)
    raise InputError("还没有选文稿：请先在第①步选一篇。")


def _documents() -> str:
    """One of the library's documents; '' where there is none."""
    titles = _titles()
    if not titles:
        plain.note("info", "文库还是空的：请先到“文库”页添加文件，或者改用示例、上传。")
        return ""
    return st.selectbox("文库里的文稿", list(titles), format_func=titles.__getitem__, key="document", label_visibility="collapsed") or ""


def _titles() -> dict[str, str]:
    from wiring import library_lookup, open_library

    with library_lookup(home()) as there:
        if there is None:
            return {}
    with open_library(home()) as library:
        return {d.id: d.label for d in library.documents()}


def _of_library(identity: str) -> tuple[str, str]:
    from wiring import open_library

    with open_library(home()) as library:
        found = next((d for d in library.documents() if d.id == identity), None)
    if found is None:
        raise InputError("这篇文稿已不在文库里，请另选一篇。")
    return found.title, found.text
