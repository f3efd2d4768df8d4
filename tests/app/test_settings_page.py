"""设置: models, services, the office's words; refused with a sentence, kept without losing what else is there; no key is ever shown."""

import errno
import http.server
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from base import keys, office
from base.errors import InputError
from corpus.office import office as words
from drafting import settings_text
from drafting.settings import load_settings
from evals.overlay import file as overlay
from pages.background import threads
from pages.settings import office_tables
from pages.settings.office import edited
from pages.settings.office_tables import LISTS
from tests.app.conftest import said

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
KEY = "sk-0123456789"
OVERLAY = "# 本单位\nnames:\n  - {name: 周明远, title: 县长}   # 三月起\nwordings:\n  - {right: 和美新青禾, wrong: 和美青禾}\n"


class Answering(http.server.BaseHTTPRequestHandler):
    """A server that gives its list of models to who has the key."""

    def do_GET(self) -> None:
        right = self.headers.get("authorization") == f"Bearer {KEY}"
        self.send_response(200 if right else 401)
        self.end_headers()
        self.wfile.write(json.dumps({"data": [{"id": "qwen"}]}).encode() if right else b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def settings_page(view: str = "models") -> AppTest:
    def script() -> None:
        from base import office
        from pages.settings import page
        from pages.shared.place import home

        office.use(home())
        page()

    page = AppTest.from_function(script, default_timeout=30).run()
    if page.button_group:  # there are none while the settings cannot be read
        page.button_group(key="settings-view").set_value(view).run()
    assert not page.exception
    return page


def click(page: AppTest, label: str) -> str:
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception
    return said(page)


def add_model(address: str, name: str = "内网", key: str = KEY) -> AppTest:
    page = settings_page()
    click(page, "添加模型")
    for field, value in (("name", name), ("url", address), ("model", "qwen"), ("key", key)):
        page.text_input(key=f"settings-model-{field}").set_value(value)
    click(page, "保存")
    return page


def test_a_model_is_added_tested_and_deleted_and_its_key_is_never_shown(home: Path, address: str) -> None:
    page = add_model(address)
    assert "已保存" in said(page) and "密钥已填写" in said(page) and "起草" in said(page)
    assert KEY not in (home / "settings.toml").read_text(encoding="utf-8")
    click(page, "测试")
    threads.wait(home / "probe" / "model 内网", 20)
    assert "测试结果：正常" in said(page.run())
    click(page, "修改")
    assert KEY not in said(page) and KEY not in [field.value for field in page.text_input]
    click(page, "← 回到模型列表")
    click(page, "删除")
    assert "已删除" in click(page, "确定删除")
    assert not load_settings(home, {}).models and not keys.kept(home)


def test_a_key_does_not_follow_to_another_address(home: Path, address: str) -> None:
    page = add_model(address)
    click(page, "修改")
    page.text_input(key="settings-model-url").set_value("http://other.example/v1")
    assert "请重新填写密钥" in click(page, "保存")
    page.text_input(key="settings-model-key").set_value("sk-new")
    assert "已保存" in click(page, "保存")
    assert list(keys.kept(home).values()) == ["sk-new"]


@pytest.mark.parametrize(("address", "name", "why"), [("10.1.1.8", "内网", "http://"), ("http://a/v1", "a b", "不要有空格")])
def test_what_cannot_be_is_said_and_nothing_is_kept(home: Path, address: str, name: str, why: str) -> None:
    assert why in said(add_model(address, name))
    assert not home.exists()


def test_roles_of_the_models(home: Path, address: str) -> None:
    page = add_model(address)
    page.selectbox[1].set_value("内网")
    next(b for b in page.button if b.label == "保存").click().run()
    assert load_settings(home, {}).judging == "内网"


def test_offline_is_switched_on_and_says_what_is_refused(home: Path) -> None:
    (home).mkdir()
    (home / "settings.toml").write_text('# 我的\n[models.a]\nbase_url = "http://10.0.0.1/v1"\nmodel = "m"\n', encoding="utf-8")
    page = settings_page("safety")
    page.toggle(key="settings-offline").set_value(True).run()
    assert "现在不会连接：a（http://10.0.0.1/v1）" in said(page)
    assert load_settings(home, {}).offline and "# 我的" in (home / "settings.toml").read_text(encoding="utf-8")


def test_marking_needs_the_words_of_the_standard(home: Path) -> None:
    page = settings_page("marking")
    page.text_input(key="settings-words").set_value("机器写的")
    assert "人工智能" in click(page, "保存") and not home.exists()
    page.text_input(key="settings-words").set_value("AI辅助生成")
    page.text_input(key="settings-producer").set_value("青禾县人民政府办公室")
    click(page, "保存")
    assert load_settings(home, {}).marking.producer == "青禾县人民政府办公室"


def test_embedding_by_a_service(home: Path, address: str) -> None:
    page = settings_page("embedding")
    page.radio(key="settings-embedding-kind").set_value("endpoint").run()
    assert "都要填" in click(page, "保存")
    page.text_input[0].set_value(address)
    page.text_input[1].set_value("bge")
    assert "已保存" in click(page, "保存")
    assert load_settings(home, {}).embedding.model == "bge"


def test_every_list_of_the_office_comes_back_as_it_was(home: Path) -> None:
    text = (
        "names: [{name: 甲, title: 乙}]\nwordings: [{right: 甲, wrong: [乙, 丙], source: 丁}]\n"
        "exceptions: [{text: 甲, rules: [RES006], why: 乙}]\n"
        "abbreviations: [{full: 甲, short: [乙], introduce: true}]\nunits: {counters: [垧], compatible: [[垧, 坰]]}\n"
        "figures: {phrases: [甲]}\npadding: {formulas: [甲], required: [乙]}\ntone: {allow: [丙]}\nmasked_names: [甲乙]\n"
    )
    found = overlay.checked(home, text).office
    for of in LISTS:
        (row,) = office_tables.rows_of(found, of)
        overlay.save_items(home, of.path, [(None, office_tables.entry(row, of))], overlay.text_of(home), of.title)
    office.use(home)
    assert words() == found


def test_the_table_is_saved_without_losing_the_rest(home: Path) -> None:
    home.mkdir()
    (home / "overlay.yaml").write_text(OVERLAY, encoding="utf-8")
    rows = office_tables.rows_of(overlay.checked(home, OVERLAY).office, LISTS[0])
    kept = edited(rows, {"edited_rows": {0: {"title": "书记"}, 1: {"name": "李明", "title": "副县长"}}, "added_rows": [{}]})
    items = [(n, office_tables.entry(row, LISTS[0])) for n, row in kept]
    overlay.save_items(home, ("names",), items, OVERLAY, "领导")
    assert (home / "overlay.yaml").read_text(encoding="utf-8") == OVERLAY.replace(
        "县长}   # 三月起\n", "书记}   # 三月起\n  - {name: 李明, title: 副县长}\n"
    )
    with pytest.raises(InputError, match="刚刚在别处改过"):
        overlay.save_items(home, ("names",), [], OVERLAY, "领导")
    assert office_tables.lacking([{"name": "甲"}], LISTS[0]) == "“领导姓名和职务”第 1 行没有写“职务”，请补上，或勾选“删”。"


def test_the_whole_file_is_checked_with_the_line_of_the_fault(home: Path) -> None:
    page = settings_page("office")
    page.selectbox(key="settings-office-list").set_value("整个文件").run()
    page.text_area[0].set_value("names:\n  - {nam: 甲, title: 乙}\n")
    assert "第 2 行" in click(page, "检查并保存") and not home.exists()
    page.text_area[0].set_value(OVERLAY)
    assert "词表已保存" in click(page, "检查并保存")
    assert (home / "overlay.yaml").read_text(encoding="utf-8") == OVERLAY


def test_layouts_and_versions_are_shown() -> None:
    assert "二号方正小标宋简体" in said(settings_page("layouts"))
    shown = said(settings_page("versions"))
    assert "chromadb" in shown and "还没有文库" in shown


def test_a_full_disk_is_told_in_one_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    assert "磁盘已满" in said(add_model("http://a/v1", key=""))
    assert not (home / "settings.toml").exists()


BROKEN = 'offline = true\n[models."甲"]\nbase_url = "http://10.1.1.8/v1"\nmodle = "m"\ndatabase_url = "postgresql://u:miMa123@db/x"\n'


def test_broken_settings_are_shown_with_their_line_and_mended(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(BROKEN, "utf-8")
    page = settings_page()
    assert "第2、4、5行" in said(page) and "modle" in said(page) and not page.button_group
    shown = page.text_area[0].value
    assert "miMa123" not in shown + said(page)
    page.text_area[0].set_value(shown.replace("modle", "modell"))
    assert "modell" in click(page, "检查并保存") and (home / "settings.toml").read_text("utf-8") == BROKEN
    right = shown.replace("modle", "model").replace("database_url", "api_key_env").replace("offline = true\n", "")
    page.text_area[0].set_value(right)
    assert "现在起作用了" in click(page, "检查并保存")
    assert "miMa123" in (home / "settings.toml").read_text("utf-8")
    (aside,) = home.glob("settings-旧-*.toml")
    assert aside.read_text("utf-8") == BROKEN


def test_settings_changed_elsewhere_meanwhile_are_not_overwritten(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("offline = \n", "utf-8")
    page = settings_page()
    assert "第1行" in said(page)
    with pytest.raises(InputError, match="刚被另一个人"):
        settings_text.replace(home, "offline = true\n", "offline = false\n")
    assert (home / "settings.toml").read_text("utf-8") == "offline = \n"
