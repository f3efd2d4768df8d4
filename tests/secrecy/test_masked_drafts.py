"""A whole draft with personal data: the model sees placeholders, the draft has the values, nothing else keeps them."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.model_server import ModelServer
from tests.secrecy.people import identity_number

Run = Callable[..., tuple[int, str, str]]
ID, PHONE, NAME = identity_number("330106", "19900307", "251"), "13900001234", "欧阳青"
BRIEF = f"""title: 关于群众来信反映供水问题的答复
genre: reply
place: 青禾县
issuer: 青禾县人民政府办公室
intent: 把办理结果说清楚
local: 来信人王小明（身份证号{ID}），手机{PHONE}，反映供水问题，由{NAME}同志包案
people: [{{name: {NAME}, title: 副县长}}]
must_cover: [供水管网改造]
"""


def answering(request: dict[str, Any]) -> str:
    """Gives the placeholders of the question back, some in other brackets, one that was never given out."""
    asked = "\n".join(m["content"] for m in request["messages"])
    names, phones = re.findall(r"反映供水问题，由(〖代名\d+〗)", asked), re.findall(r"手机(〖代电\d+〗)", asked)
    if not (names and phones):
        return "不会写提纲"
    bare = names[0].strip("〖〗")
    return f"您反映的供水问题，由【{bare}】同志包案办理。办理结果已电话（{phones[0]}）告知您。另请联系〖代电9〗。"


def settings(home: Path, base_url: str, more: str = "") -> None:
    home.mkdir(exist_ok=True)
    (home / "overlay.yaml").write_text(f"masked_names: [{NAME}]\n", encoding="utf-8")
    lines = ["[models.m]", f'base_url = "{base_url}"', 'model = "m"', 'zone = "remote"', "retries = 0", "context_tokens = 32768", more, ""]
    (home / "settings.toml").write_text("\n".join(lines), encoding="utf-8")


def test_a_draft_with_personal_data(biganzi: Run, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BRIEF, encoding="utf-8")
    out = tmp_path / "o"
    with ModelServer(answering) as server:
        settings(tmp_path / "box", server.base_url)
        code, _, err = biganzi("--home", tmp_path / "box", "draft", tmp_path / "b.yaml", "--model", "m", "--out", out)
        sent = json.dumps(server.requests, ensure_ascii=False)
    assert code == 0, err
    assert not [value for value in (ID, PHONE, NAME, "王小明") if value in sent]
    text = (out / "draft.md").read_text(encoding="utf-8")
    assert f"由{NAME}同志包案办理" in text
    assert f"（{PHONE}）" in text
    assert "〔待核：电话〕" in text
    assert "代名" not in text
    record = (out / "run.json").read_text(encoding="utf-8")
    assert "placeholders@1" in record
    kept = [path for path in (tmp_path / "box").rglob("*") if path.is_file() and path.suffix in (".json", ".jsonl", ".log")]
    for path in (out / "run.json", *kept):
        said = path.read_text(encoding="utf-8", errors="replace")
        assert not [value for value in (ID, PHONE) if value in said], path


@pytest.mark.parametrize(("mask", "seen"), [("off", True), ("remote", False), ("always", False)])
def test_the_setting_decides(biganzi: Run, tmp_path: Path, mask: str, seen: bool) -> None:
    (tmp_path / "b.yaml").write_text(BRIEF, encoding="utf-8")
    with ModelServer("不会写提纲") as server:
        settings(tmp_path / "box", server.base_url, f'[secrecy]\nmask = "{mask}"')
        biganzi("--home", tmp_path / "box", "draft", tmp_path / "b.yaml", "--model", "m", "--outline-only", "--out", tmp_path / "o")
        assert (ID in server.prompt(0)) == seen
