"""What the pages need is loaded from the moment the server answers: a browser takes a second to load its own part, a person longer."""

import time
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from base.errors import BiganziError

if TYPE_CHECKING:
    from streamlit.runtime import RuntimeState

FIRST = ("numpy", "PIL.ImageFile", "app", "pages.write")  # the first two for Streamlit's logo
OTHERS = (
    "pages.review", "pages.review.shown", "evals.review.checking", "pages.revise", "pages.revise.start", "pages.revise.look",
    "pages.teach", "pages.evaluate", "pages.library", "pages.settings", "pandas", "pyarrow.pandas_compat", "drafting.history.history",
)  # fmt: skip
LATER = ("drafting.tracked", "drafting.docx", "drafting.pipeline", "evals.pipeline", "drafting.retrieval", "chromadb")
_LOOK = 0.1  # seconds between two looks whether somebody has come
_PATIENCE = 4.0  # seconds; then the rest is loaded although nobody has come
_DRAWING = 1.0  # seconds for the first page to be drawn
# One of everything that has a table of its own
_TEXT = """关于上半年全县重点工作情况的报告
市人民政府：
根据《青禾县安全生产条例》（青政发〔2026〕3号）要求，现将有关情况报告如下。
一、基本情况
（一）今年上半年，全县完成投资5.2亿元，同比增长3%，其中工业投资2.6亿元、占50%。
1.一要提高认识，二要压实责任，三要狠抓落实，确保6月30日前全面完成。
“十四五”以来，在上级的坚强领导下，我们高度重视、精心组织，取得了显著成效；各乡镇、各部门要切实加强领导，务必抓好落实。
二、下一步打算
力争年底前新建项目12个，恳请市政府给予支持。妥否，请批示。
附件：项目清单
青禾县人民政府
2026年7月8日"""


def warm_up() -> None:
    """First what the first page needs; when that is drawn, what the others do, the tables of the checks, and what runs need."""
    from streamlit.runtime import RuntimeState as State

    _await({State.NO_SESSIONS_CONNECTED, State.ONE_OR_MORE_SESSIONS_CONNECTED}, 60)
    _load(FIRST)
    _await({State.ONE_OR_MORE_SESSIONS_CONNECTED}, _PATIENCE)
    time.sleep(_DRAWING)
    _load(OTHERS)
    _check()
    _load(LATER)


def _await(states: "set[RuntimeState]", seconds: float) -> None:
    """Until the server is in one of these states, at most `seconds`."""
    from streamlit import runtime

    end = time.monotonic() + seconds
    while time.monotonic() < end and not (runtime.exists() and runtime.get_instance().state in states):
        time.sleep(_LOOK)


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        with suppress(Exception):  # told by the page that needs it
            import_module(name)


def _check() -> None:
    """The first check reads the tables of every family."""
    from evals.case import Case
    from evals.engine import run

    with suppress(BiganziError):  # told when a document is reviewed
        run(Case(_TEXT))
