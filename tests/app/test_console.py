"""What the terminal of the server says when something goes wrong there: one Chinese sentence, no traceback."""

import asyncio
import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from base.errors import InputError
from pages.shared import console

pytestmark = pytest.mark.usefixtures("home")
DOWNLOADS = "streamlit.runtime.backend_operation_handler"


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """What all that is heard there comes to."""
    console.quiet()
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    names = (DOWNLOADS, "streamlit.error_util", "streamlit.web.server.starlette.starlette_websocket")
    for name in names:
        logging.getLogger(name).addHandler(handler)
    yield heard
    for name in names:
        logging.getLogger(name).removeHandler(handler)


def click(make: Callable[[], bytes] | None) -> str:
    """What a browser is told that clicks on a download made by `make`; None: the page it stood on is gone."""
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    name = "gone"
    if make:
        name = files.add_deferred(make, mimetype="text/plain", file_name="稿.txt", coordinates="1")
    request = BackendOperationRequest(request_id="1")
    request.deferred_file.file_id = name
    return asyncio.run(DeferredFileHandler(lambda: files).handle(request, "s")).error_msg


def test_download_from_a_page_that_is_gone(said: io.StringIO) -> None:
    assert click(None) != ""
    assert said.getvalue() == "要下载的文件没有取到：页面已经关闭或换了内容，请回到网页刷新后再点一次。\n"


def test_download_that_cannot_be_made(said: io.StringIO) -> None:
    def make() -> bytes:
        raise InputError("无法读取 draft.docx，请重新起草。")

    assert click(make) != ""
    assert said.getvalue() == "要下载的文件没有生成：无法读取 draft.docx，请重新起草。\n"


def test_unforeseen_error_leaves_its_traceback_in_the_workspace(said: io.StringIO, home: Path) -> None:
    def make() -> bytes:
        raise ZeroDivisionError

    home.mkdir()
    assert click(make) != ""
    assert said.getvalue() == f"要下载的文件没有生成：程序内部出错（ZeroDivisionError），请把 {home / 'error.log'} 发给开发人员。\n"
    assert "ZeroDivisionError" in (home / "error.log").read_text("utf-8")


def test_browser_that_goes_away_is_not_worth_a_word(said: io.StringIO) -> None:
    try:
        raise RuntimeError("closed")
    except RuntimeError:
        logging.getLogger("streamlit.web.server.starlette.starlette_websocket").exception("Error sending websocket payload")
    assert said.getvalue() == ""


def test_what_streamlit_itself_stumbles_over(said: io.StringIO) -> None:
    logging.getLogger("streamlit.error_util").error("Uncaught app execution", exc_info=InputError("磁盘已满，请清理后再试。"))
    assert said.getvalue() == "磁盘已满，请清理后再试。\n"
    assert "Traceback" not in said.getvalue()
