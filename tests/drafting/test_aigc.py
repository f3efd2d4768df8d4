"""The marks of what a model wrote: words on every page and the property of GB 45438—2025."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from base.errors import InputError
from corpus.readers import canonical_text
from drafting.aigc import WORDS, Mark, checked_words
from drafting.docx import render
from drafting.draft import Block, Draft
from drafting.settings import load_settings
from prompts.genres import genre
from tests.drafting.samples import BRIEF
from tests.model_server import ModelServer
from wiring import model_mark

Run = Callable[..., tuple[int, str, str]]
MARK = Mark(WORDS, "header", "青禾县人民政府办公室<一科>")
TITLE = BRIEF.title
TEXT = f"{TITLE}\n同志们：\n全县现有危化品企业11家。"
DRAFT = Draft(title=TITLE, genre="speech", text=TEXT, blocks=(Block(role="title", start=0, end=len(TITLE)),), generator="由模型起草")
FIELDS = ["Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2"]


def marked(mark: Mark | None) -> bytes:
    return render(DRAFT, BRIEF, genre(DRAFT.genre), mark=mark)


def property_of(data: bytes) -> dict[str, str]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("docProps/custom.xml"))
    (said,) = root
    assert said.get("name") == "AIGC"
    return json.loads("".join(said.itertext()))  # type: ignore[no-any-return]


def test_the_property_says_what_the_standard_asks() -> None:
    said = property_of(marked(MARK))
    assert list(said) == FIELDS
    assert (said["Label"], said["ContentProducer"]) == ("1", MARK.producer)
    assert said["ProduceID"]
    assert property_of(marked(Mark("", "header", "")))["ContentProducer"] == ""  # never invented


@pytest.mark.parametrize("place", ["header", "footer"])
def test_the_words_stand_on_odd_and_even_pages_and_not_in_the_text(tmp_path: Path, place: str) -> None:
    (tmp_path / "a.docx").write_bytes(data := marked(Mark(WORDS, place, "")))
    (section,) = Document(io.BytesIO(data)).sections
    parts = (section.header, section.even_page_header) if place == "header" else (section.footer, section.even_page_footer)
    assert all(WORDS in [paragraph.text for paragraph in part.paragraphs] for part in parts)
    assert canonical_text(tmp_path / "a.docx").startswith(DRAFT.text)
    assert WORDS not in canonical_text(tmp_path / "a.docx")
    assert marked(Mark(WORDS, place, "")) == data


def test_without_a_model_there_is_no_mark() -> None:
    names = zipfile.ZipFile(io.BytesIO(marked(None))).namelist()
    assert "docProps/custom.xml" not in names
    assert not any("header" in name for name in names)


def test_the_words_may_be_left_out() -> None:
    (section,) = Document(io.BytesIO(marked(Mark("", "header", "")))).sections
    assert section.header.is_linked_to_previous


@pytest.mark.parametrize("words", ["本稿由AI生成", "人工智能合成内容，须审核", WORDS])
def test_words_that_say_it(words: str) -> None:
    assert checked_words(words) == words


@pytest.mark.parametrize("words", ["", "须经人工审核", "人工智能辅助", "生成", "MAIL生成", "人工智能\n生成", "人工智能生成" * 20])
def test_words_that_do_not(tmp_path: Path, words: str) -> None:
    (tmp_path / "settings.toml").write_text(f"[marking]\nwords = {json.dumps(words, ensure_ascii=False)}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"marking\.words.*标识文字"):
        load_settings(tmp_path)


def test_settings(tmp_path: Path) -> None:
    assert model_mark(tmp_path) == Mark(WORDS, "header", "")
    (tmp_path / "settings.toml").write_text('[marking]\nvisible = false\nplace = "footer"\nproducer = "青禾县"\n', encoding="utf-8")
    assert model_mark(tmp_path) == Mark("", "footer", "青禾县")


@pytest.mark.parametrize("producer", ["", "青禾县人民政府办公室"])
def test_a_draft_by_a_model_is_marked_and_a_missing_producer_told(biganzi: Run, tmp_path: Path, producer: str) -> None:
    home, out = tmp_path / "home", tmp_path / "o"
    home.mkdir()
    (tmp_path / "b.yaml").write_text("title: 关于防汛工作的通知\ngenre: notice\nplace: 青禾县\n", encoding="utf-8")
    with ModelServer("不会写提纲", "要把责任压到企业负责人身上。") as server:
        (home / "settings.toml").write_text(
            f'[models.m]\nbase_url = "{server.base_url}"\nmodel = "m"\nzone = "local"\ncontext_tokens = 32768\n'
            f'[marking]\nproducer = "{producer}"\n',
            encoding="utf-8",
        )
        code, _, err = biganzi("--home", home, "draft", tmp_path / "b.yaml", "--model", "m", "--out", out)
    assert code == 0, err
    assert property_of((out / "draft.docx").read_bytes())["ContentProducer"] == producer
    assert ("没有内容制作者" in err) == (not producer)
    assert biganzi("--home", home, "draft", "--resume", out, "--model", "none")[0] == 0
    assert property_of((out / "draft.docx").read_bytes())  # what a model wrote stays marked
