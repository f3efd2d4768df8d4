"""Making and marking off the script thread; all that a page shows of an exercise is in its folder."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from base import files
from base.errors import FileError, InputError
from evals.exercises.model import Clean, Exercise, Kind, load, save
from pages.background import dated, threads, told
from pages.background.dated import Dated
from pages.background.told import Reporter
from pages.shared import uploads
from pages.shared.uploads import Upload

State = Literal["working", "done", "failed", "stopped"]
WORKSHEET, KEY, EXERCISE = "练习卷.docx", "答案.docx", "exercise.json"
_MARKED, _TABLE, _FEEDBACK = "marked.json", "成绩表.csv", "批改结果.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Made(Dated):
    """The folder of one exercise."""

    @property
    def state(self) -> State:
        working = threads.alive(self.path)  # asked first: a thread that ends meanwhile has written its last state
        if (self.path / EXERCISE).is_file():
            return "done"
        return "working" if working else "failed" if self.error else "stopped"

    @property
    def error(self) -> str:
        return told.read(self.path).error

    @property
    def marking(self) -> Path:
        return self.path / "marking"

    def exercise(self) -> Exercise:
        return load(self.path / EXERCISE)

    def data(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def marked(self) -> dict[str, Any] | None:
        """What the last marking gave: rows, details and errors; None before."""
        path = self.marking / _MARKED
        if threads.alive(self.marking) or not path.is_file():
            return None
        found: dict[str, Any] = json.loads(path.read_bytes())
        return found

    def table(self) -> bytes:
        return (self.marking / _TABLE).read_bytes()

    def feedback(self) -> bytes:
        return (self.marking / _FEEDBACK).read_bytes()


def newest(own: Path) -> list[Made]:
    """All exercises of a person, the newest first."""
    return [Made(path) for path in dated.newest(own / "exercises")]


def begin(own: Path, clean: Clean, wanted: Mapping[Kind, int], seed: int, with_annex: bool) -> Made:
    """Start making an exercise."""
    made = Made(dated.fresh(own / "exercises", clean.title, "练习"))
    reporter = Reporter(made.path)
    reporter.step("")
    threads.start(made.path, lambda: _make(made, reporter, clean, wanted, seed, with_annex))
    threads.wait(made.path, 2.0)
    return made


def _make(made: Made, reporter: Reporter, clean: Clean, wanted: Mapping[Kind, int], seed: int, with_annex: bool) -> None:
    from evals.exercises import planting, sheets

    try:
        exercise = planting.plant(clean, wanted, seed, with_annex=with_annex)
        files.write_bytes(made.path / WORKSHEET, sheets.worksheet(exercise))
        files.write_bytes(made.path / KEY, sheets.key(exercise))
        save(exercise, made.path / EXERCISE)  # last: it says that the others are there
    except Exception as error:
        reporter.fail(threads.sentence(error, made.path))


def begin_marking(made: Made, returned: Sequence[Upload], penalty: float) -> None:
    """Start marking what was handed in."""
    given = [_Kept(u.name, u.getvalue()) for u in returned]
    (made.marking / _MARKED).unlink(missing_ok=True)
    reporter = Reporter(made.marking)
    reporter.step("")
    threads.start(made.marking, lambda: _mark(made, reporter, given, penalty))
    threads.wait(made.marking, 2.0)


@dataclass
class _Kept:
    """An upload that outlives the page."""

    name: str
    data: bytes

    def getvalue(self) -> bytes:
        return self.data


def _mark(made: Made, reporter: Reporter, given: Sequence[_Kept], penalty: float) -> None:
    from evals.exercises import feedback
    from evals.exercises.marked import Marked, Scale
    from evals.exercises.marking import Returned, mark

    try:
        exercise, done, errors = made.exercise(), list[Marked](), list[str]()
        for one in given:
            reporter.step(f"正在批改 {one.name}（第 {len(done) + len(errors) + 1} 份，共 {len(given)} 份）")
            try:
                with uploads.kept([one]) as (path,):
                    done.append(mark(exercise, Returned.of(path), Scale(penalty=penalty)))
            except (FileError, InputError) as error:
                errors.append(str(error))
        files.write_text(made.marking / _TABLE, feedback.as_csv(done))
        files.write_bytes(made.marking / _FEEDBACK, _zip(exercise, done))
        files.write_json(made.marking / _MARKED, {"pupils": [feedback.as_rows(exercise, m) for m in done], "errors": errors})
    except Exception as error:
        reporter.fail(threads.sentence(error, made.marking))


def _zip(exercise: Exercise, done: "Sequence[Any]") -> bytes:
    from evals.exercises import feedback

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in zip(feedback.file_names(done), done):
            archive.writestr(zipfile.ZipInfo(f"{name}.docx", _EPOCH), feedback.as_docx(exercise, one))
    return packed.getvalue()
