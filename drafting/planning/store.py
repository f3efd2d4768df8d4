"""`outlines.json` of a run: the outlines to choose from as a person changed them, with a version; the chosen one is `outline.json`."""

from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import Field, ValidationError

from base import files
from base.errors import InputError, reason
from drafting.draft import Outline, Value
from drafting.planning.variants import Variant
from drafting.rundir import RunDir

_FILE = "outlines.json"
_PATIENCE = 5  # seconds to wait for another tab's writing, which takes a few milliseconds
_OWN = "own"


class Choice(Value):
    """One outline to choose, as it stands now."""

    id: str
    name: str
    why: str
    outline: Outline


class Plans(Value):
    """All of them; `version` rises with every change."""

    version: int
    chosen: str
    choices: tuple[Choice, ...] = Field(min_length=1)

    @property
    def outline(self) -> Outline:
        """The chosen one."""
        return next((c.outline for c in self.choices if c.id == self.chosen), self.choices[0].outline)


class OutdatedError(InputError):
    """Another tab has changed the outline meanwhile; nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__("提纲刚在另一个页面改过，这里的这一处改动没有存上；下面已换成最新的提纲，请再改一次。")


def begin(run: RunDir, found: Sequence[Variant]) -> Plans:
    """Keep `found` to choose from, the first chosen; what was kept before is replaced."""
    choices = tuple(Choice(id=v.id, name=v.name, why=v.why, outline=v.outline) for v in found)
    return _write(run, Plans(version=1, chosen=choices[0].id, choices=choices))


def load(run: RunDir) -> Plans:
    """What there is to choose from; of a run with nothing but an outline that one alone. InputError when there is none."""
    path = run.path / _FILE
    outline = run.outline()
    try:
        plans = Plans.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        if outline is None:
            raise InputError(f"{run.path} 里还没有提纲，请重新列一次。") from None
        return Plans(version=0, chosen=_OWN, choices=(Choice(id=_OWN, name="现在的提纲", why="", outline=outline),))
    except (OSError, ValidationError) as error:
        raise InputError(f"{path} 已损坏，请删去它再继续。") from error
    return plans if outline in (None, plans.outline) else changed(plans, outline)  # outline.json was edited by hand


def changed(plans: Plans, outline: Outline) -> Plans:
    """With `outline` as the chosen one's new text; not kept yet."""
    chosen = next((c.id for c in plans.choices if c.id == plans.chosen), plans.choices[0].id)
    return plans.model_copy(
        update={"choices": tuple(c.model_copy(update={"outline": outline}) if c.id == chosen else c for c in plans.choices)}
    )


def save(run: RunDir, plans: Plans) -> Plans:
    """Keep `plans`, a change of the version it bears; OutdatedError when somebody has kept another one since."""
    path = run.path / _FILE
    try:
        with FileLock(_lock(path), timeout=_PATIENCE):
            if load(run).version != plans.version:
                raise OutdatedError
            return _write(run, plans.model_copy(update={"version": plans.version + 1}))
    except Timeout as error:
        raise InputError("提纲正由另一个程序写入，请稍等再改。") from error
    except OSError as error:
        raise InputError(f"提纲没有存上（{reason(error)}），请检查磁盘空间和目录权限。") from error


def _write(run: RunDir, plans: Plans) -> Plans:
    run.save_outline(plans.outline)
    files.write_text(run.path / _FILE, plans.model_dump_json(indent=1) + "\n")
    return plans


def _lock(path: Path) -> Path:
    return path.with_suffix(".lock")
