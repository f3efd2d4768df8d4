"""Programs that are killed, and programs that go on for long: run by hand, and in small by `test_killed.py`.

python -m tests.corpus.soak kill 30        thirty kills at random moments
python -m tests.corpus.soak together 300   two add and a third searches, for so many seconds
"""

import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus.documents import Document
from corpus.library import Library

ROOT = Path(__file__).parents[2]
FEW = 120  # documents an addition
TITLES = 12  # corrections an editing


def text_of(name: str) -> str:
    """A text that no other document has a part of."""
    code = "".join(chr(0x4E00 + 8 * byte) for byte in hashlib.sha256(name.encode()).digest()[:12])
    return f"青禾县{code}工作已经部署。"


class Yard:
    """A library, a folder beside it and a backup, with what happens to them. Names of rounds make everything repeatable."""

    def __init__(self, root: Path) -> None:
        self.home, self.folder, self.zip = root / "home", root / "来文", root / "备份.zip"
        self.folder.mkdir(parents=True, exist_ok=True)

    def papers(self, round: str) -> list[Document]:
        return [Document(f"{round}-{i}", f"要点{round}-{i}", text_of(f"{round}-{i}")) for i in range(FEW)]

    def add(self, library: Library, round: str) -> None:
        library.add_documents(self.papers(round), progress=lambda done, *_: print(done, flush=True))

    def edit(self, library: Library, round: str) -> None:
        for document in library.documents()[:TITLES]:
            library.edit(document.id, region=f"青禾县{round}")
            print(document.id, flush=True)

    def remove(self, library: Library, round: str) -> None:
        for document in [d for d in library.documents() if "/" not in d.id][-TITLES:]:
            library.remove([document.id])
            print(document.id, flush=True)

    def sync(self, library: Library, round: str) -> None:
        library.sync(self.folder, sure=True)

    def rebuild(self, library: Library, round: str) -> None:
        library.rebuild()

    def backup(self, library: Library, round: str) -> None:
        library.back_up(self.zip)

    def restore(self, library: Library, round: str) -> None:
        library.restore(self.zip, replace=True)

    def search(self, library: Library, round: str) -> None:
        while not (self.home.parent / "停").exists():
            for hits in library.search_many([text_of(f"{round}-{i}") for i in range(3)], k=3):
                assert all(hit.passage.text for hit in hits)

    def disturb(self, round: str) -> None:
        """Files that come, go, change and are renamed."""
        there = sorted(self.folder.glob("*.txt"))
        for number, path in enumerate(there[:12]):
            if number % 3 == 0:
                path.unlink()
            elif number % 3 == 1:
                path.rename(path.with_name(f"改名{round}-{number}.txt"))
            else:
                path.write_text(text_of(f"{path.name}{round}"), encoding="utf-8")
        for number in range(30):
            (self.folder / f"来文{round}-{number}.txt").write_text(text_of(f"来文{round}-{number}"), encoding="utf-8")

    def faults(self) -> list[str]:
        """What is wrong with the library: rows that are not found by their own text, rows found twice, indexes that do not agree."""
        with Library.open(self.home) as library:
            documents = [library.document(document.id) for document in library.documents()]
            whole = [document for document in documents if document]
            found = library.search_many([document.text for document in whole], k=2, by="document")
            lost = [f"找不到 {d.id}" for d, hits in zip(whole, found) if [hit.document.id for hit in hits[:1]] != [d.id]]
            counts = {library.stats()["passages"], sum(len(library.passages(document.id)) for document in whole)}
            lexical, vectors = library._indexes.lexical.index, library._indexes.vectors.store
            counts |= {lexical.count() if lexical else 0} | ({vectors.count()} if vectors else set())
            return lost + ([f"段数不一：{sorted(counts)}"] if len(counts) > 1 else [])


def run(yard: Yard, name: str, round: str) -> "subprocess.Popen[str]":
    """A process that does `name`, says 开始 before and then whatever it has finished."""
    arguments = [sys.executable, "-m", "tests.corpus.soak", "do", name, yard.home.parent, round]
    return subprocess.Popen([*map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def killed(yard: Yard, name: str, round: str, after: float) -> list[str]:
    """Do `name` and kill it `after` so many seconds; what it had said by then."""
    process = run(yard, name, round)
    assert process.stdout
    process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    said, errors = process.communicate()
    assert not errors, errors
    return said.split("\n")[:-1]


def trial(yard: Yard, name: str, round: str, after: float) -> list[str]:
    """Kill `name` once; what is wrong afterwards."""
    before = _rows(yard)
    if name == "sync":
        yard.disturb(round)
    said = killed(yard, name, round, after)
    rows = _rows(yard)
    faults = _LOST[name](yard, round, said, before, rows) + yard.faults()
    if name == "sync":
        with Library.open(yard.home) as library:
            library.sync(yard.folder, sure=True)
        synced = {id for id in _rows(yard) if id.startswith(str(yard.folder))}
        faults += ["与文件夹不一致"] if synced != {str(path) for path in yard.folder.glob("*.txt")} else []
        faults += yard.faults()
    return [f"{name} {round} {after:.2f} 秒：{fault}" for fault in faults]


Rows = dict[str, Document]


def _rows(yard: Yard) -> Rows:
    with Library.open(yard.home) as library:
        return {document.id: document for document in library.documents()}


def _lost_by_adding(yard: Yard, round: str, said: list[str], before: Rows, rows: Rows) -> list[str]:
    done = max(map(int, said), default=0)
    wanted = [*before, *(document.id for document in yard.papers(round)[:done])]
    return [f"丢失 {id}" for id in wanted if id not in rows]


def _lost_by_editing(yard: Yard, round: str, said: list[str], before: Rows, rows: Rows) -> list[str]:
    return [f"更正丢失 {id}" for id in said if rows[id].region != f"青禾县{round}"] + (["份数变了"] if set(before) != set(rows) else [])


def _lost_by_removing(yard: Yard, round: str, said: list[str], before: Rows, rows: Rows) -> list[str]:
    gone = [id for id in before if id not in rows]
    return [f"没有移出 {id}" for id in said if id in rows] + (["多移出了"] if len(gone) > len(said) + 1 else [])


def _lost_at_all(yard: Yard, round: str, said: list[str], before: Rows, rows: Rows) -> list[str]:
    return [] if set(before) == set(rows) else ["份数变了"]


def _lost_by_restoring(yard: Yard, round: str, said: list[str], before: Rows, rows: Rows) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        library.restore(yard.zip)
        backed = {document.id for document in library.documents()}
    return [] if set(rows) in (set(before), backed) else ["既不是原来的，也不是备份里的"]


def _lost_by_sync(yard: Yard, round: str, said: list[str], before: Rows, rows: Rows) -> list[str]:
    """What did not come from the folder is still there."""
    return [f"丢失 {id}" for id in before if id not in rows and not id.startswith(str(yard.folder))]


_LOST: dict[str, Callable[[Yard, str, list[str], Rows, Rows], list[str]]] = {
    "add": _lost_by_adding,
    "edit": _lost_by_editing,
    "sync": _lost_by_sync,
    "rebuild": _lost_at_all,
    "remove": _lost_by_removing,
    "backup": _lost_at_all,
    "restore": _lost_by_restoring,
}


def prepared(root: Path) -> Yard:
    """A yard with something in it."""
    yard = Yard(root)
    yard.disturb("初")
    with Library.open(yard.home) as library:
        library.add_documents(yard.papers("初"))
        library.sync(yard.folder)
        library.back_up(yard.zip)
    return yard


def _kill(root: Path, times: int) -> int:
    yard, chance, faults = prepared(root), random.Random(times), 0
    for number in range(times):
        name = list(_LOST)[number % len(_LOST)]
        after = chance.uniform(0, 2.0)
        found = trial(yard, name, f"轮{number}", after)
        faults += bool(found)
        print(number + 1, name, f"{after:.2f}", found[:3] or "完好", flush=True)
    print(f"{faults}/{times} 次有问题")
    return faults


def _together(root: Path, seconds: float) -> int:
    yard, faults, rounds = prepared(root), [], 0
    searching, ends = run(yard, "search", "初"), time.monotonic() + seconds
    while time.monotonic() < ends:
        writers = [run(yard, "add", f"{name}{rounds}") for name in ("甲", "乙")]
        for writer in writers:
            errors = writer.communicate()[1]
            faults += [errors] if writer.returncode or errors else []
        rounds += 1
    (root / "停").touch()
    errors = searching.communicate()[1]
    faults += [errors] if searching.returncode or errors else []
    faults += yard.faults()
    rows = len(_rows(yard))
    print(f"{2 * rounds} 次收录，{rows} 份资料，问题 {len(faults)} 个：{faults[:3]}")
    return len(faults) + (rows != (2 * rounds + 1) * FEW + 30)


def main(arguments: list[str]) -> int:
    what, rest = arguments[0], arguments[1:]
    if what == "do":
        yard = Yard(Path(rest[1]))
        with Library.open(yard.home) as library:
            print("开始", flush=True)
            getattr(yard, rest[0])(library, rest[2])
        return 0
    root = Path(tempfile.mkdtemp())
    try:
        return _kill(root, int(rest[0])) if what == "kill" else _together(root, float(rest[0]))
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
