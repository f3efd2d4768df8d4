"""Programs that are killed while they save revisions: run by hand, and in small by `test_history.py`.

python -m tests.drafting.history_soak HOME 40     forty kills among two hundred saves; PostgreSQL by DATABASE_URL
"""

import random
import subprocess
import sys
from pathlib import Path

from drafting.history.entry import Person
from drafting.history.history import History, NewRevision

ROOT = Path(__file__).parents[2]
DRAFT = "讲话"
SAVES = 200
_CODE = "import sys; from tests.drafting.history_soak import save; from pathlib import Path; save(Path(sys.argv[1]), int(sys.argv[2]))"


def save(home: Path, first: int) -> None:
    """Save revisions from number `first` on, saying each on a line when it is there."""
    with History.open(home) as history:
        for number in range(first, SAVES):
            history.save(NewRevision(DRAFT, Person(name="张三"), text_of(number), docx=f"docx{number}".encode() * 5000))
            print(number, flush=True)


def text_of(number: int) -> str:
    return f"第{number}稿：青禾县今年安排项目{number}个。" * 50


def killed_while_saving(home: Path, kills: int, seed: int = 0) -> None:
    """Kill a saving program that often; then all that it said to be there is there, whole and in order."""
    said, dice = -1, random.Random(seed)
    for _ in range(kills):
        said = max(said, _killed_once(home, said + 1, dice.randint(1, SAVES // (kills + 1)), dice.uniform(0, 0.02)))
        _prove(home, said)


def _killed_once(home: Path, first: int, saves: int, delay: float) -> int:
    """Let a program save that many revisions and a little more; the last that it said."""
    process = subprocess.Popen([sys.executable, "-c", _CODE, str(home), str(first)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    last = first - 1
    for line in process.stdout:
        last = int(line)
        if last - first >= saves:
            break
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.kill()
    rest = process.communicate()[0].split("\n")
    return max([last, *(int(line) for line in rest[:-1])])


def _prove(home: Path, said: int) -> None:
    with History.open(home) as history:
        assert history.faults() == []
        texts = [history.text(entry) for entry in history.revisions(DRAFT)]
    assert set(texts) >= {text_of(number) for number in range(said + 1)}
    assert set(texts) <= {text_of(number) for number in range(said + 2)}  # at most one more was there whole, but not said


if __name__ == "__main__":
    killed_while_saving(Path(sys.argv[1]), int(sys.argv[2]), seed=1)
    print("没有丢失，链条完整")
