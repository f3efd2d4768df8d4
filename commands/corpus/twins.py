"""同文, as a command tells of it."""

from commands.ui import say
from corpus.ingest import AddReport


def tell_twins(report: AddReport, verbose: bool) -> None:
    """How many documents have the text of another one; which, when `verbose`."""
    if not report.same:
        return
    say(f"同文 {len(report.same)} 组（正文完全相同、编号不同，都已收录）" + ("：" if verbose else "，加 --verbose 逐组列出。"))
    if verbose:
        for group in report.same:
            say("　" + "　=　".join(group))
