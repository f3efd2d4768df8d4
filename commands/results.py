"""The results of a check, in the format asked for: on the screen, in a file, or as commented copies in a folder."""

import datetime as dt
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from base import files
from base.errors import InputError
from commands.papers import COMMENTED
from commands.paths import deliver, not_an_input, set_aside
from commands.ui import say
from corpus.readers.formats import OOXML
from corpus.readers.raw import read_raw
from evals.case import Case, Outcome
from evals.render import Checked
from evals.trim import Trimmed, trim

FORMATS = ("text", "json", "sarif", "junit", "html", "docx", "errors")
_SHOW_THE_REST = ("text", "html")  # what is left without the padding


def forbid_unusable(form: str, paths: Sequence[Path], output: Path | None) -> None:
    """InputError, before anything is checked, for a batch in another form than its own, a docx that has nowhere to go or a wrong ending."""
    if not paths and form not in ("text", "json"):
        raise InputError(f"--batch 的结果总是每行一个 JSON 对象，不能用 --format {form}，请去掉它，或直接给出要审核的文件。")
    if form != "docx":
        return
    if output is None:
        raise InputError("--format docx 要用 --output 写明结果放在哪里：一份文稿给文件名，几份给文件夹。")
    if len(paths) > 1 and output.is_file():
        raise InputError(f"{output} 是文件，而要审的有 {len(paths)} 份文稿，请用 --output 给出一个文件夹。")
    wanted = _suffix(paths[0])
    if len(paths) == 1 and not output.is_dir() and output.suffix.lower() != wanted:
        raise InputError(f"结果 {output} 的扩展名应当是 {wanted}，请改名（{output.with_suffix(wanted).name}）。")


def trimmed_for(form: str, case: Case, outcome: Outcome) -> Trimmed | None:
    """The text without its padding, where that was scored and the format shows it."""
    return trim(case) if outcome.sentences and form in _SHOW_THE_REST else None


def deliver_results(checked: Sequence[Checked], form: str, output: Path | None, unread: int = 0) -> None:
    """Write all of `checked` to `output`, or on the screen; `unread` others could not be reviewed."""
    if form == "docx" and output:
        _deliver_docx(checked, output)
        return
    rendered: str = import_module(f"evals.render.{form}").render(checked)
    lines = [rendered.removesuffix("\n")]
    if unread and form == "errors":  # who asks for errors alone takes silence for a pass
        lines.append(f"另有 {unread} 份没有审核（见“跳过”各行），不能算通过：请改好，或者先不提交它。")
    deliver("\n".join(lines), output)


def _deliver_docx(checked: Sequence[Checked], output: Path) -> None:
    from evals.comments import commented  # lxml and python-docx: only where a docx is made

    when = dt.datetime.now()
    targets = list(_targets(checked, output))
    for target in targets:
        not_an_input(target)
    for one, target in zip(checked, targets):
        if aside := set_aside(target):
            say(f"原来的 {target.name} 另存为 {aside.name}。")
        files.write_bytes(target, commented(read_raw(Path(one.name)), one.text, one.outcome.findings, when))
        say(f"批注稿：{target}（{one.name}，{len(one.outcome.findings)} 条批注）")


def _targets(checked: Sequence[Checked], output: Path) -> Iterator[Path]:
    """`output` itself for one file; in a folder NAME.审核.docx for each, with what tells them apart where two have one name."""
    if len(checked) == 1 and not output.is_dir():
        yield output
        return
    paths = [Path(one.name) for one in checked]
    taken: set[Path] = set()
    for path in paths:
        stem = path.stem + _told_apart(path, [other for other in paths if other.stem == path.stem])
        names = (output / f"{stem}{COMMENTED}{n or ''}{_suffix(path)}" for n in range(len(checked)))
        target = next(name for name in names if name not in taken)
        taken.add(target)
        yield target


def _told_apart(path: Path, twins: Sequence[Path]) -> str:
    """（folder）, or （kind） where that is not enough, for one of several files of one name."""
    if len(twins) == 1:
        return ""
    by_folder = len({twin.resolve().parent.name for twin in twins}) == len(twins)
    return f"（{path.resolve().parent.name}）" if by_folder else f"（{path.suffix.removeprefix('.').lower()}）"


def _suffix(path: Path) -> str:
    """A commented copy is of the same kind as the original; what is no Word document becomes a docx."""
    suffix = path.suffix.lower()
    return suffix if suffix in OOXML else ".docx"
