"""Briefs being written: form and brief are one another's picture, faults are told by field, of two tabs the later one is told."""

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest

from base import files
from base.errors import InputError
from drafting.brief import load_brief
from drafting.briefs import BriefForm, advice, as_brief, faults, form_of, package, store
from drafting.briefs.fields import FIELDS, first_fields, folded_fields
from drafting.briefs.rows import ledger_of, pasted_rows, row_faults
from prompts.genres import genre, genre_names

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "briefs").glob("*/brief.yaml"))
NOTICE = BriefForm(genre="notice", title="关于做好夜间值守工作的通知", audience="各乡镇\n\n 县应急局 ", must_cover="夜间值守")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.parent.name)
def test_form_and_brief_are_one_anothers_picture(path: Path) -> None:
    brief = load_brief(path)
    assert as_brief(form_of(brief)) == brief
    assert faults(form_of(brief)) == {}


def test_lists_hold_an_item_a_line_and_empty_rows_are_nothing() -> None:
    form = NOTICE.model_copy(update={"people": ({"name": "周明远", "title": "县长"}, {}), "facts": ({}, {"name": "企业", "value": "11"})})
    brief = as_brief(form)
    assert brief.audience == ("各乡镇", "县应急局")
    assert [p.name for p in brief.people] == ["周明远"] and [f.value for f in brief.facts] == ["11"]


@pytest.mark.parametrize(
    ("field", "change", "said"),
    [
        ("title", {"title": " "}, "还没有标题"),
        ("length", {"shortest": 3000, "longest": 2000}, "最少 3000 字、最多 2000 字"),
        ("date", {"date": "2026-13-01"}, "不是日期"),
        ("people", {"people": ({}, {"title": "县长"})}, "第 2 行没有姓名"),
        ("facts", {"facts": ({"name": "企业", "value": "十来家吧"},)}, "第 1 行：数值“十来家吧”不是数"),
        ("facts", {"facts": ({"name": "企业"},)}, "数值是空的"),
    ],
)  # fmt: skip
def test_faults_are_told_by_field(field: str, change: dict[str, object], said: str) -> None:
    form = NOTICE.model_copy(update=change)
    assert list(faults(form)) == [field] and said in faults(form)[field][0]
    with pytest.raises(InputError, match=f"任务书的“{FIELDS[field].label}”："):
        as_brief(form)


def test_one_end_of_the_length_is_enough() -> None:
    low, high = genre("notice").length
    assert as_brief(NOTICE).length is None
    assert as_brief(NOTICE.model_copy(update={"longest": low - 100})).length == (low - 100, low - 100)
    assert as_brief(NOTICE.model_copy(update={"shortest": high + 100})).length == (high + 100, high + 100)


def test_advice_stands_in_nobodys_way() -> None:
    form = BriefForm(genre="request", title="关于补助资金的报告", speaker="县长", longest=4500)
    assert faults(form) == {}
    said = advice(form)
    assert "请示" in said["title"][0] and "县长" in said["speaker"][0] and "超过 4000 字" in said["length"][0]
    assert {"must_cover", "facts"} <= said.keys()


@pytest.mark.parametrize("name", genre_names())
def test_every_genre_asks_for_every_field_once(name: str) -> None:
    shown = [*first_fields(genre(name)), *folded_fields(genre(name))]
    assert len(shown) == len(set(shown))
    assert set(shown) <= FIELDS.keys()
    beside = {"genre", "people", "upper_spirit", "intent", "local", "must_cover", "facts", "pin", "refuse"}
    assert set(shown) | beside == FIELDS.keys()


def test_the_later_of_two_tabs_is_told_and_nothing_is_overwritten(tmp_path: Path) -> None:
    first = store.create(tmp_path, NOTICE)
    second = store.save(tmp_path, first.name, NOTICE.model_copy(update={"title": "甲"}), first.version)
    with pytest.raises(store.OutdatedError) as told:
        store.save(tmp_path, first.name, NOTICE.model_copy(update={"title": "乙"}), first.version)
    assert told.value.theirs == second == store.load(tmp_path, first.name)


def test_newest_brief_first_and_untouched_ones_left_out(tmp_path: Path) -> None:
    one, two, three = (store.create(tmp_path, NOTICE) for _ in range(3))
    for each in (two, one):
        store.save(tmp_path, each.name, NOTICE.model_copy(update={"title": each.name}), 1)
    (tmp_path / "briefs" / "20261122-000000-abcd.json").write_text("{", "utf-8")
    assert [s.name for s in store.newest(tmp_path)] == [one.name, two.name]
    store.remove(tmp_path, one.name)
    assert [s.name for s in store.newest(tmp_path)] == [two.name]
    assert three.version == 1


@pytest.mark.parametrize("name", ["../library", "", "20261122-000000-zzzz", "20261122-000000-abcd"])
def test_brief_in_the_address_must_be_one_of_ours(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有编号为"):
        store.load(tmp_path, name)


def test_brief_nobody_wrote_a_word_in_goes_after_a_day(tmp_path: Path) -> None:
    untouched, typed, of_today = (store.create(tmp_path, BriefForm(genre="notice")).name for _ in range(3))
    store.save(tmp_path, typed, BriefForm(genre="notice", title="通知"), 1)
    for name in (untouched, typed):
        os.utime(tmp_path / "briefs" / f"{name}.json", (0, 0))
    new = store.create(tmp_path, BriefForm(genre="notice")).name
    assert {path.stem for path in (tmp_path / "briefs").glob("*.json")} == {typed, of_today, new}


def test_damaged_brief_is_named(tmp_path: Path) -> None:
    saved = store.create(tmp_path, NOTICE)
    (tmp_path / "briefs" / f"{saved.name}.json").write_text('{"name": 1}', "utf-8")
    with pytest.raises(InputError, match="已损坏"):
        store.load(tmp_path, saved.name)


def test_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = store.create(tmp_path, NOTICE)

    def full(fd: int) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(InputError, match="磁盘已满"):
        store.save(tmp_path, saved.name, NOTICE.model_copy(update={"title": "甲"}), 1)
    assert store.load(tmp_path, saved.name) == saved


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.parent.name)
def test_package_is_read_again_as_the_same_brief(path: Path, tmp_path: Path) -> None:
    brief = load_brief(path)
    with zipfile.ZipFile(io.BytesIO(package.packed(brief))) as parts:
        parts.extractall(tmp_path)
    assert load_brief(tmp_path / package.BRIEF) == brief


def test_table_pasted_with_its_header_is_read_like_a_file() -> None:
    rows, notes = pasted_rows("指标\t数值\t单位\n危化品企业\t11\t家\n整改率\t百分之九十\t\n")
    assert rows == ({"name": "危化品企业", "value": "11", "unit": "家"}, {"name": "整改率", "value": "百分之九十"})
    assert len(notes) == 1 and notes[0].startswith("第 3 行") and "90%" in notes[0]


def test_rows_pasted_without_a_header_follow_our_columns() -> None:
    rows, notes = pasted_rows("危化品企业\t11\t家\t2026年10月\n自建房\t640\t处\n")
    assert rows[0] == {"name": "危化品企业", "value": "11", "unit": "家", "period": "2026年10月"} and len(rows) == 2 and not notes


@pytest.mark.parametrize("text", ["", " \n", "今天开会", "甲\t乙\n丙\t丁"])
def test_what_is_no_table_is_told_without_our_folders(text: str) -> None:
    with pytest.raises(InputError) as told:
        pasted_rows(text)
    assert "/" not in str(told.value) and "\\" not in str(told.value)


def test_ledger_of_a_form_numbers_rows_as_the_table_does() -> None:
    ledger = ledger_of(({}, {"name": "企业", "value": "11"}, {"name": "坏"}, {"name": "房", "value": "640", "unit": "处"}))
    assert [r.where for r in ledger.rows] == ["第 2 行", "第 4 行"]
    assert row_faults({"name": "坏"}) and not row_faults({"name": "好", "value": "1"})
