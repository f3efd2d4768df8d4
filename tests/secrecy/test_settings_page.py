"""设置 → 离线与数据: the table of what may go where is shown as it holds, and changed within the law."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from base import office
from drafting.settings import load_settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "home"
    path.mkdir()
    monkeypatch.setenv("BIGANZI_HOME", str(path))
    monkeypatch.setattr("pages.sign_in.server.reaches_others", lambda: False)
    office.use(path)
    return path


def safety_page() -> AppTest:
    def script() -> None:
        from base import office
        from pages.settings import safety, saving
        from pages.shared.place import home

        office.use(home())
        saving.told()
        safety.show()

    return AppTest.from_function(script, default_timeout=60).run()


def shown(page: AppTest) -> str:
    return "\n".join(str(element.proto) for element in page.get("html"))


def test_the_table_is_shown_and_changed(home: Path) -> None:
    (home / "settings.toml").write_text('# 我的\n[secrecy.folders]\n"内部/" = "内部"\n', encoding="utf-8")
    page = safety_page()
    assert not page.exception
    assert "<td>机密</td><td>可以</td><td>不发</td><td>不发</td>" in shown(page).replace(' class="bz-tight"', "")
    assert "“内部/”里的按内部" in shown(page)
    assert page.selectbox(key="settings-secrecy-remote").options == ["公开", "内部"]
    assert page.selectbox(key="settings-secrecy-intranet").options == ["公开", "内部", "秘密", "机密"]
    page.selectbox(key="settings-secrecy-intranet").set_value("机密")
    page.radio(key="settings-secrecy-mask").set_value("always")
    page.button[0].click().run()
    assert not page.exception
    table = load_settings(home, {}).secrecy
    assert (table.intranet, table.remote, table.mask, table.folders) == ("机密", "公开", "always", {"内部/": "内部"})
    assert "# 我的" in (home / "settings.toml").read_text(encoding="utf-8")
    assert "<td>机密</td><td>可以</td><td>可以</td><td>不发</td>" in shown(page).replace(' class="bz-tight"', "")
