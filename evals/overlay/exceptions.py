"""An exception of the office's own, put into its overlay and taken out again without touching anything else in the file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from filelock import FileLock, Timeout

from base import office
from base.errors import InputError, reason
from base.yaml_items import Item, with_items
from corpus.office import OfficeFile
from corpus.office_rules import Exemption
from evals.overlay.file import checked, save, text_of

_SECTION = "exceptions"
_PATIENCE = 5  # seconds


@dataclass(frozen=True)
class Excepted:
    """An exception as it stands in the overlay: `line` of the file holds it. `new` is False where it was there before."""

    words: str
    rule: str
    where: str
    line: str
    new: bool

    @property
    def place(self) -> str:
        """Where it is, without the folder."""
        return PurePath(self.where).name


def except_from_now_on(home: Path, words: str, rule: str, why: str) -> Excepted:
    """Nothing of `rule` that lies within `words` is reported from now on, because of `why`.

    InputError where the overlay cannot be added to; it is then as it was.
    """
    with _writing(home):
        before = text_of(home)
        file = checked(home, before)
        known = _holding(file, words, rule)
        if known is None:
            kept: list[Item] = [(i, None) for i in range(len(file.office.exceptions))]
            _save(home, before, [*kept, (None, {"text": words, "rules": [rule], "why": why})])
    office.use(home)
    return _as_it_stands(home, words, rule, new=known is None)


def take_back(home: Path, words: str, rule: str) -> None:
    """Report `rule` within `words` again; InputError where no exception says just that."""
    with _writing(home):
        before = text_of(home)
        known = checked(home, before).office.exceptions
        left = [i for i, e in enumerate(known) if (e.text, e.rules) != (words, (rule,))]
        if len(left) == len(known):
            raise InputError(f"{home / office.FILE_NAME} 里没有“{words}”不报 {rule} 的例外，可能已在别处改过，请打开文件看看。")
        _save(home, before, [(i, None) for i in left])
    office.use(home)


@contextmanager
def _writing(home: Path) -> Iterator[None]:
    """One writer at a time, of whatever process."""
    path = home / office.FILE_NAME
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_suffix(".lock"))
        lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        raise InputError(f"{path} 正由另一个程序写入，请稍等再试。") from error
    except OSError as error:
        raise InputError(f"无法写入 {path}（{reason(error)}），请检查磁盘空间和目录权限。") from error
    try:
        yield
    finally:
        lock.release()


def _save(home: Path, before: str, items: Sequence[Item]) -> None:
    try:
        text = with_items(before, (_SECTION,), items)
    except ValueError as error:
        raise InputError(f"{home / office.FILE_NAME} 里 {_SECTION} 的写法不能自动改，请打开文件改成一行一条，再来添加。") from error
    save(home, text, before)


def _holding(file: OfficeFile, words: str, rule: str) -> Exemption | None:
    return next((e for e in file.office.exceptions if e.text == words and (not e.rules or rule in e.rules)), None)


def _as_it_stands(home: Path, words: str, rule: str, *, new: bool) -> Excepted:
    text = text_of(home)
    file = checked(home, text)
    held = _holding(file, words, rule)
    number = file.lines.get((_SECTION, file.office.exceptions.index(held)), 1) if held else 1
    return Excepted(words, rule, f"{file.path} 第 {number} 行", text.splitlines()[number - 1].strip(), new)
