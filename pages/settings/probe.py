"""A test button: does the model or the service answer? Asked off the script thread, told in one sentence."""

from collections.abc import Callable
from pathlib import Path

from base.hiding import hidden
from drafting.probing import FINE
from pages.background import errands
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home


def begin(name: str, work: Callable[[], str]) -> None:
    """Ask now."""
    errands.ask(_key(name), work)


def forget(name: str) -> None:
    """What was tested is another thing now."""
    errands.forget(_key(name))


def show(name: str) -> None:
    """The answer, when it was asked for."""
    if errands.answer(_key(name)):
        _watch(name)


@fragment(run_every=0.5)
def _watch(name: str) -> None:
    found = errands.answer(_key(name))
    if found is None or not found.over:
        plain.note("info", "正在测试，最多等半分钟……")
        return
    said = hidden(found.error or found.value)
    plain.note("good" if said.startswith(FINE) else "bad", f"测试结果：{said}")


def _key(name: str) -> Path:
    return home() / "probe" / name
