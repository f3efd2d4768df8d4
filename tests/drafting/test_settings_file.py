"""Settings, typed keys and the offline switch: changed safely, kept apart, held wherever a connection is opened."""

import stat
from pathlib import Path

import pytest

from base import keys, office
from base.errors import InputError, ServiceError
from corpus.belongings import belongings
from corpus.chroma import client
from corpus.embedders.choice import EndpointSpec
from corpus.embedders.endpoint import EndpointEmbedder
from drafting import settings_file
from drafting.model.client import Client, key_of
from drafting.probing import answer_of
from drafting.settings import Endpoint, load_settings
from drafting.writer import Usage

FAR = Endpoint(base_url="http://10.0.0.1:9/v1", model="m", api_key_env="OUR_KEY")


@pytest.fixture
def home(tmp_path: Path) -> "Path":
    office.use(tmp_path)
    return tmp_path


def test_wrong_values_are_refused_and_nothing_is_written(home: Path) -> None:
    with pytest.raises(InputError, match=r"models\.甲\.base_url"):
        settings_file.change(home, {("models", "甲"): {"base_url": "ftp://x", "model": "m"}})
    assert not (home / "settings.toml").exists()


def test_only_what_differs_from_the_default_is_written(home: Path) -> None:
    settings_file.put_section(home, ("models", "甲"), {"base_url": "http://a/v1", "model": "m", "retries": 2}, {"retries": 2})
    assert "retries" not in (home / "settings.toml").read_text(encoding="utf-8")
    settings_file.put_section(home, ("models", "甲"), {"retries": 3}, {"retries": 2})
    settings_file.put_section(home, ("models", "甲"), {"retries": 2}, {"retries": 2})
    assert load_settings(home, {}).models["甲"].retries == 2


def test_a_file_written_in_another_way_is_put_aside(home: Path) -> None:
    (home / "settings.toml").write_text("# 旧\nmarking.producer = '甲'\n", encoding="utf-8")
    aside = settings_file.change(home, {("marking", "producer"): "乙"})
    assert aside and "# 旧" in aside.read_text(encoding="utf-8")
    assert load_settings(home, {}).marking.producer == "乙"


def test_a_typed_key_is_found_is_private_and_stays_out_of_backups(home: Path) -> None:
    keys.keep(home, "OUR_KEY", " sk-secret ")
    assert key_of(FAR, {}) == "sk-secret" and key_of(FAR, {"OUR_KEY": "sk-other"}) == "sk-other"
    assert stat.S_IMODE((home / keys.FILE_NAME).stat().st_mode) == 0o600
    assert keys.FILE_NAME not in dict(belongings(home, everything=True))
    with pytest.raises(InputError) as refused:
        keys.keep(home, "OUR_KEY", "密钥 sk-secret")
    assert "sk-secret" not in str(refused.value)
    keys.forget(home, "OUR_KEY")
    with pytest.raises(InputError, match="OUR_KEY 没有设置"):
        key_of(FAR, {})


def test_offline_nothing_but_this_machine_is_asked(home: Path) -> None:
    settings_file.change(home, {("offline",): True})
    with pytest.raises(ServiceError, match="离线开关已打开"):
        Client(FAR, "", Usage()).ask((), lambda: pytest.fail("asked"), 10)
    with pytest.raises(ServiceError, match="离线开关已打开"):
        EndpointEmbedder(EndpointSpec("http://vectors.example/v1", "m")).embed_queries(["值守"])
    with pytest.raises(ServiceError, match="离线开关已打开"):
        client(home, "http://10.0.0.1:9")
    assert "离线开关已打开" in answer_of(FAR, {"OUR_KEY": "k"})
    here = Endpoint(base_url="http://127.0.0.1:9/v1", model="m")
    assert answer_of(here, {}, limit=2) == "连不上，请检查地址和服务是否启动。"


def test_offline_by_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIGANZI_OFFLINE", "1")
    assert "离线" in answer_of(FAR, {"OUR_KEY": "k"})
