"""What an addition and a sync tell alike: what stayed out, what was passed over."""

from collections.abc import Iterable, Sequence

from commands.ui import say
from corpus.readers.files import PassedOver, formats_of

MOST_NAMED = 10


def counts_of(counts: Iterable[tuple[str, Sequence[object]]]) -> str:
    """新增 3 份，未变 5 份: what there is any of."""
    return "，".join(f"{name} {len(of)} 份" for name, of in counts if of)


def tell_left_out(ids: Sequence[str], verbose: bool) -> None:
    """How many documents stay out because a person took them out."""
    if ids:
        say(f"您移出过的 {len(ids)} 份没有收，要收请用 --again。")
        listed("移出过", ids if verbose else ())


def tell_passed_over(files: Sequence[PassedOver], verbose: bool) -> None:
    """How many files are of no format that is taken in."""
    if files:
        say(f"另有 {len(files)} 个文件格式不收录：{formats_of(files)}。")
        listed("不收录", (str(file.path) for file in files) if verbose else ())


def listed(name: str, lines: Iterable[str]) -> None:
    """Each on a line of its own."""
    for line in lines:
        say(f"{name}：{line}")


def tell_some(name: str, lines: Sequence[str], verbose: bool) -> None:
    """The same, but no more than a person reads unless `verbose`."""
    shown = lines if verbose else lines[:MOST_NAMED]
    listed(name, shown)
    if len(shown) < len(lines):
        say(f"{name}：……等 {len(lines)} 份，加 --verbose 全部列出。")
