"""The eleven genres of the public interface and the house style: complete and sound."""

import re
import string
from pathlib import Path
from typing import get_args

import pytest

from base.errors import InputError
from base.strict_yaml import parse_model, read_text
from drafting.brief import Genre as GenreName
from prompts import genres
from prompts.genres import QUERY_SLOTS, Genre, genre, genre_names, kinds_called
from prompts.styles import style

NAMES = sorted(get_args(get_args(GenreName)[0]))  # the Literal inside Annotated


def changed(name: str, old: str, new: str) -> str:
    text = read_text(genres.FOLDER / f"{name}.yaml")
    assert old in text
    return text.replace(old, new, 1)


def test_every_genre_of_a_brief_has_its_file() -> None:
    assert list(genre_names()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_genre_is_sound(name: str) -> None:
    read = genre(name)
    assert read.id == name
    assert sum(s.share for s in read.sections) == pytest.approx(1)
    assert any(s.takes_points for s in read.sections)
    assert all(s.ask for s in read.sections)
    slots = {slot for s in read.sections for q in s.queries for _, slot, _, _ in string.Formatter().parse(q) if slot}
    assert slots <= set(QUERY_SLOTS)
    assert all(q.strip() for s in read.sections for q in s.queries)
    assert read.limit is None or re.search(r"《.+》（20\d\d年）", read.limit_source)
    assert all(re.match(r"《.+》（20\d\d年）：", rule) for rule in read.rules)
    assert not any(re.match(r"[一二三四五六七八九十]+、|（", s.heading) for s in read.sections)


@pytest.mark.parametrize("name", [n for n in NAMES if genre(n).official])
def test_official_documents_have_their_elements(name: str) -> None:
    elements = genre(name).elements
    assert "number" in elements and "date" in elements
    if name != "minutes":
        assert "recipient" in elements and "signature" in elements
    if genre(name).direction == "up":
        assert "signer" in elements  # 上行文 names who signed it


def test_closing_formulas() -> None:
    assert genre("request").closing == "妥否，请批示。"
    assert genre("report").closing == "特此报告。"
    assert "盼复" in genre("letter").closing
    assert genre("speech").closing == "" and genre("speech").salutation == "同志们："
    assert any("一文一事" in rule for rule in genre("request").rules)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("share: 0.07", "share: 0.17", "share 之和应当等于 1"),
        ("id: situation", "id: tasks", "id 不能重复"),
        ("length: [2000, 4000]", "length: [4000, 2000]", "length 应当是"),
        ("limit: 10000", "limit: 3000", "不超过 limit"),
        ("limit_source:", "limit_sauce:", "是不是想写“limit_source”"),
        ("spoken: true", "spokn: true", "是不是想写“spoken”"),
    ],
)
def test_a_wrong_genre_file_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        parse_model(changed("speech", old, new), Genre, "speech.yaml")


def test_unknown_genre_names_those_there_are() -> None:
    with pytest.raises(InputError, match="可选：政务信息、突发事件快报"):
        genre("poem")


def test_house_style_is_complete() -> None:
    house = style("house")
    assert set(house.address) == {"up", "level", "down", "public"}
    assert house.sentence[0] < house.sentence[1] <= house.sentence_limit
    assert len(house.avoided_words) == sum(len(a.words) for a in house.avoid)
    with pytest.raises(InputError, match="没有文风“baroque”，可选：house"):
        style("baroque")


def test_genre_texts_do_not_use_the_words_the_style_avoids() -> None:
    """What we show and ask for must keep the house style, or the model will copy ours."""
    avoided = [w for w in style("house").avoided_words if len(w) > 2]
    for name in NAMES:
        for section in genre(name).sections:
            assert not [w for w in avoided if w in section.purpose + section.heading + section.ask], (name, section.id)


def test_no_genre_file_is_left_over() -> None:
    assert {p.suffix for p in Path(genres.FOLDER).iterdir()} == {".yaml"}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("讲话稿", ("讲话稿", "讲话", "发言", "致辞")),
        ("speech", ("speech", "讲话", "发言", "致辞")),
        ("通知", ("通知",)),
        ("通报", ("通报",)),
    ],
)
def test_what_a_genre_is_called_in_the_library(name: str, kinds: tuple[str, ...]) -> None:
    assert kinds_called(name) == kinds
