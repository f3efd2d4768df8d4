"""Local accounts: what is kept of a password, who is let in, who has to wait."""

import json
import stat
from pathlib import Path

import pytest

from base import accounts
from base.attempts import Attempts
from base.errors import InputError

PASSWORD = "稻香千里-2026"


def test_account_is_kept_without_its_password(tmp_path: Path) -> None:
    account = accounts.add(tmp_path, " 周明远 ", PASSWORD, ("起草人", "核稿人"))
    path = tmp_path / accounts.FILE_NAME
    assert PASSWORD not in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert accounts.accounts(tmp_path) == (account,) and account.name == "周明远"
    assert accounts.verified(tmp_path, "周明远", PASSWORD) == account
    assert accounts.verified(tmp_path, "周明远", PASSWORD.replace("-", "－")) == account  # typed in full width
    assert accounts.verified(tmp_path, "周明远", PASSWORD[:-1]) is None
    assert accounts.verified(tmp_path, "李思雨", PASSWORD) is None


def test_same_password_has_another_hash(tmp_path: Path) -> None:
    one, two = (accounts.add(tmp_path, name, PASSWORD, ("起草人",)) for name in ("甲", "乙"))
    assert one.salt != two.salt and one.hash != two.hash


def test_namesake_is_another_person(tmp_path: Path) -> None:
    first = accounts.add(tmp_path, "周明远", PASSWORD, ("起草人",))
    accounts.remove(tmp_path, "周明远")
    assert accounts.accounts(tmp_path) == ()
    assert accounts.add(tmp_path, "周明远", PASSWORD, ("起草人",)).id != first.id


def test_changed_password(tmp_path: Path) -> None:
    old = accounts.add(tmp_path, "周明远", PASSWORD, ("起草人",))
    accounts.change_password(tmp_path, "周明远", "另一个口令2026")
    new = accounts.verified(tmp_path, "周明远", "另一个口令2026")
    assert new and new.id == old.id and new != old
    assert accounts.verified(tmp_path, "周明远", PASSWORD) is None


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("", PASSWORD, "不合要求"),
        ("../周", PASSWORD, "不合要求"),
        ("字" * 21, PASSWORD, "不合要求"),
        ("周明远", "1234567", "口令太弱"),
        ("周明远", "1" * 12, "口令太弱"),
        ("zhoumingyuan", "zhoumingyuan", "口令太弱"),
        ("已有的人", PASSWORD, "已有名为"),
    ],
)
def test_account_that_cannot_be(tmp_path: Path, name: str, password: str, said: str) -> None:
    accounts.add(tmp_path, "已有的人", PASSWORD, ("起草人",))
    with pytest.raises(InputError, match=said):
        accounts.add(tmp_path, name, password, ("起草人",))
    assert len(accounts.accounts(tmp_path)) == 1


def test_damaged_file_is_named_and_lets_nobody_in(tmp_path: Path) -> None:
    accounts.add(tmp_path, "周明远", PASSWORD, ("起草人",))
    path = tmp_path / accounts.FILE_NAME
    path.write_text(json.dumps({"accounts": [{"name": "周明远"}]}), "utf-8")
    with pytest.raises(InputError, match="已损坏"):
        accounts.verified(tmp_path, "周明远", PASSWORD)


def test_wrong_passwords_in_a_row_have_to_wait() -> None:
    now = 0.0
    attempts = Attempts(allowed=3, pause=60, names=2, clock=lambda: now)
    for _ in range(2):
        attempts.wrong("甲")
    attempts.right("甲")
    for _ in range(2):
        attempts.wrong("甲")
    assert attempts.wait("甲") == 0
    attempts.wrong("甲")
    assert attempts.wait("甲") == 60 and attempts.wait("乙") == 0
    now = 61.0
    assert attempts.wait("甲") == 0
    for name in "乙丙丁":  # guessed names do not fill the memory
        attempts.wrong(name)
    assert len(attempts._counts) == 2
