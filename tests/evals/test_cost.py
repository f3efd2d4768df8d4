"""What a check does not do, so that it is quick: packages it does not load, work it does not do twice."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from evals.case import Case, Outcome
from evals.checks import padding
from evals.checks.copy import swaps
from evals.checks.figure.place import Place, places
from evals.checks.tone import lexicon
from evals.checks.wording import collocations
from evals.checks.wording.index import Pattern
from evals.engine import run
from evals.figure_table import figure_table
from evals.trim import trim

_DRAFTS = ("drafting.settings", "drafting.writer", "drafting.model", "drafting.layout_check.faults")
_HEAVY = ("chromadb", "httpx", "langchain_openai", "sklearn", "streamlit", "docx", "lxml", "pandas", "alembic", "rjieba")
TEXT = "青禾县上半年完成投资3.2亿元，增长8%。要进一步提高思想认识，切实加强组织领导。各村共排查隐患12处，已整改9处。"


def loaded(tmp_path: Path, *arguments: str) -> set[str]:
    """The modules in memory after a command."""
    code = "import json, sys, cli; cli.main(sys.argv[1:]); print('\\n' + json.dumps(sorted(sys.modules)))"
    asked = [sys.executable, "-c", code, "--home", str(tmp_path / "home"), *arguments]
    done = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(json.loads(done.stdout.rstrip().rpartition("\n")[2]))


def test_help_loads_no_models_of_data(tmp_path: Path) -> None:
    assert not {"pydantic", "yaml", "numpy", "evals"} & loaded(tmp_path, "--help")


def test_a_check_loads_nothing_that_drafts_searches_or_draws(tmp_path: Path) -> None:
    path = tmp_path / "通报.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert not {*_HEAVY, *_DRAFTS, "sqlalchemy"} & loaded(tmp_path, "check", "--fail-on", "never", str(path))


def test_a_check_against_a_library_needs_no_vectors(tmp_path: Path) -> None:
    path = tmp_path / "办法.txt"
    path.write_text(f"青禾县隐患排查办法\n\n{TEXT}", encoding="utf-8")
    loaded(tmp_path, "corpus", "add", str(path))
    known = loaded(tmp_path, "check", "--fail-on", "never", str(path))
    assert "sqlalchemy" in known
    assert not {"chromadb", "httpx", "sklearn", "rjieba", *_DRAFTS} & known


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts whose figures were read."""
    read: list[str] = []

    def counted(text: str, today: int = 0) -> list[Place]:
        read.append(text)
        return places(text, today)

    monkeypatch.setattr(import_module("evals.checks.figure.verdicts"), "places", counted)  # the package has a function of this name
    return read


def test_findings_and_the_table_of_figures_come_of_one_reading(readings: list[str]) -> None:
    case = Case(TEXT, sources=("全县完成投资3.2亿元。",))
    run(case)
    figure_table(case)
    assert readings == [TEXT]


def test_a_text_that_is_read_otherwise_is_read_anew(readings: list[str]) -> None:
    case = Case(f"{TEXT}〔待核：另有3处〕")
    run(case, ["figure"])
    assert len(set(readings)) == 3  # with the words of its mark, without them, as it stands


def test_a_family_judges_a_case_once() -> None:
    judged: list[Case] = []

    def judge(case: Case) -> int:
        judged.append(case)
        return len(judged)

    case, other = Case(TEXT), Case(TEXT)
    assert [case.once(judge), case.once(judge), other.once(judge)] == [1, 1, 2]
    assert case.reading(TEXT) is case
    assert case.reading("青禾县").once(judge) == 3


def test_what_is_trimmed_rests_on_the_findings_already_made(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Case] = []
    check = padding.check

    def counted(case: Case) -> Outcome:
        judged.append(case)
        return check(case)

    monkeypatch.setattr(padding, "check", counted)
    case = Case("我们要提高思想认识，切实加强组织领导，狠抓工作落实。\n\n" * 3)
    run(case)
    assert trim(case).cuts
    assert judged == [case]


def test_sentences_put_in_or_left_out_need_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swaps, "_words", None)
    copied = swaps.Changes((), 0, verbatim=True, dressed=True)
    assert swaps.changes(TEXT, TEXT) == copied
    assert swaps.changes(f"{TEXT}\n{TEXT}", f"青禾县情况通报\n\n{TEXT}\n　　{TEXT}\n附件") == copied  # begun later, left off earlier
    assert swaps.changes(f"{TEXT}\n请认真抓好落实。\n{TEXT}", f"{TEXT}\n{TEXT}") == swaps.Changes((), 0, verbatim=False, dressed=False)


def test_long_patterns_are_tried_only_where_their_words_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    plain = Pattern.match

    def counted(pattern: Pattern, text: str, at: int) -> re.Match[str] | None:
        tried.append(pattern.source)
        return plain(pattern, text, at)

    monkeypatch.setattr(Pattern, "match", counted)
    run(Case("要加快建设，务求实效。"), ["wording"])
    assert not [source for source in tried if "(?P<wrong>加快)" in source]
    assert [f.text for f in run(Case("要加快服务水平。"), ["wording"]).findings if f.name == "collocation-wrong"] == ["加快服务水平"]


def test_nothing_that_a_collocation_spans_is_beyond_its_reach() -> None:
    file = collocations._file()
    verbs = max(len(verb) for entry in file.objects for verb in entry.verbs)
    nouns = max(len(noun) for entry in file.objects for noun in entry.nouns)
    assert verbs + len("了") + 8 + nouns <= collocations._REACH


def test_words_of_tone_are_looked_at_only_where_their_beginning_stands() -> None:
    entries = [entry for entries in lexicon._lexicon().by_beginning.values() for entry in entries]
    assert all(entry.pattern.match(entry.begins) or len(entry.word) > len(entry.begins) for entry in entries)
    assert all(entry.word.startswith(entry.begins) and len(entry.begins) for entry in entries)
