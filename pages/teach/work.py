"""Making and marking off the script thread; all that a page shows of an exercise is in its folder."""

import io
import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from base import files
from base.errors import FileError, InputError
from evals.exercises.model import Clean, Exercise, Kind, load, save
from pages.background import dated, threads, told
from pages.background.dated import Dated
from pages.background.told import Reporter
from pages.shared import uploads
from pages.shared.uploads import Upload
from pages.teach.handout import Answer, Handout, Result

if TYPE_CHECKING:
    from evals.exercises.marked import Marked

State = Literal["working", "done", "failed", "stopped"]
WORKSHEET, KEY, EXERCISE = "练习卷.docx", "答案.docx", "exercise.json"
_MARKED, _TABLE, _FEEDBACK, _BACK = "marked.json", "成绩表.csv", "批改结果.zip", "back"
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

    def results(self) -> list[tuple[Result, bytes]]:
        """What the last marking made of answers that pupils handed in themselves, with the document for each."""
        paths = sorted((self.marking / _BACK).glob("*.json"))
        return [(Result.model_validate_json(path.read_bytes()), path.with_suffix(".docx").read_bytes()) for path in paths]

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
    """Start marking what pupils gave the trainer as files."""
    _begin_marking(made, [_Kept(u.name, u.getvalue()) for u in returned], penalty)


def begin_marking_handed_in(made: Made, handout: Handout, penalty: float) -> None:
    """Start marking what pupils handed in themselves."""
    given = [_Kept(f"{a.name}{Path(a.file).suffix}", handout.data(a), a) for a in handout.answers()]
    _begin_marking(made, given, penalty)


def _begin_marking(made: Made, given: "Sequence[_Kept]", penalty: float) -> None:
    (made.marking / _MARKED).unlink(missing_ok=True)
    shutil.rmtree(made.marking / _BACK, ignore_errors=True)
    reporter = Reporter(made.marking)
    reporter.step("")
    threads.start(made.marking, lambda: _mark(made, reporter, given, penalty))
    threads.wait(made.marking, 2.0)


@dataclass
class _Kept:
    """An upload that outlives the page; `answer` is what is known of it where a pupil handed it in herself."""

    name: str
    data: bytes
    answer: Answer | None = None

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
                    marked = mark(exercise, Returned.of(path), Scale(penalty=penalty))
                done.append(_keep_result(made, exercise, marked, one.answer) if one.answer else marked)
            except (FileError, InputError) as error:
                errors.append(str(error))
                if one.answer:
                    _keep(made, one.answer, {"summary": str(error)}, b"")
        files.write_text(made.marking / _TABLE, feedback.as_csv(done))
        files.write_bytes(made.marking / _FEEDBACK, _zip(exercise, done))
        files.write_json(made.marking / _MARKED, {"pupils": [feedback.as_rows(exercise, m) for m in done], "errors": errors})
    except Exception as error:
        reporter.fail(threads.sentence(error, made.marking))


def _keep_result(made: Made, exercise: Exercise, marked: "Marked", answer: Answer) -> "Marked":
    """Keep what the pupil is to get back; she is called as she is known here, whatever she wrote on the sheet."""
    from evals.exercises import feedback

    marked = replace(marked, pupil=answer.name)
    _keep(made, answer, feedback.as_rows(exercise, marked), feedback.as_docx(exercise, marked))
    return marked


def _keep(made: Made, answer: Answer, rows: dict[str, Any], document: bytes) -> None:
    """`rows` as on the page, or a summary alone where the answer could not be marked."""
    result = Result(pupil=answer.pupil, of=answer.at, rows=rows)
    files.write_bytes(made.marking / _BACK / f"{answer.pupil}.docx", document)
    files.write_text(made.marking / _BACK / f"{answer.pupil}.json", result.model_dump_json())


def _zip(exercise: Exercise, done: "Sequence[Any]") -> bytes:
    from evals.exercises import feedback

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in zip(feedback.file_names(done), done):
            archive.writestr(zipfile.ZipInfo(f"{name}.docx", _EPOCH), feedback.as_docx(exercise, one))
    return packed.getvalue()
