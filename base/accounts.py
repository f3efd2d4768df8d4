"""The local accounts of a workspace: names, roles and salted password hashes in `accounts.json`, readable by its owner only."""

import hashlib
import hmac
import secrets
import threading
import unicodedata
from pathlib import Path
from typing import Literal

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from base import files
from base.errors import InputError, reason
from base.roles import Role

FILE_NAME = "accounts.json"
SHORTEST, LONGEST = 8, 200  # characters of a password
NAME_LENGTH = 20
_BLOCK = 8
_one_at_a_time = threading.Lock()  # a hash takes 32 MB and a tenth of a second of a core: many at once would starve the pages


class Account(BaseModel):
    """One person. `id` is never used again, so that a namesake who comes later does not find her drafts."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    id: str
    roles: tuple[Role, ...]
    salt: str
    hash: str  # scrypt, hexadecimal as the salt
    cost: int = 2**15


class _Accounts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    version: Literal[1] = 1
    accounts: tuple[Account, ...] = ()


def accounts(home: Path) -> tuple[Account, ...]:
    """All accounts of the workspace `home`, in the order in which they were made."""
    path = home / FILE_NAME
    try:
        return _Accounts.model_validate_json(path.read_bytes()).accounts
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"无法读取 {path}（{reason(error)}），请检查权限。") from error
    except ValidationError as error:
        raise InputError(f"{path} 已损坏，请用备份恢复，或删去后用 biganzi user add 重建账号。") from error


def find(home: Path, name: str) -> Account | None:
    """The account of `name`, however its width is typed."""
    return next((one for one in accounts(home) if one.name == plain(name)), None)


def add(home: Path, name: str, password: str, roles: tuple[Role, ...]) -> Account:
    """Make an account; InputError when the name is taken or cannot be one, or the password is too weak."""
    name = _checked_name(name)
    with _writing(home):
        if find(home, name):
            raise InputError(f"已有名为“{name}”的账号，改口令请用 biganzi user password {name}。")
        account = _with_password(Account(name=name, id=secrets.token_hex(4), roles=roles, salt="", hash=""), password)
        _save(home, (*accounts(home), account))
    return account


def change_password(home: Path, name: str, password: str) -> None:
    """Give `name` another password; whoever is signed in with the old one has to sign in again."""
    with _writing(home):
        old = _known(home, name)
        new = _with_password(old, password)
        _save(home, tuple(new if one.id == old.id else one for one in accounts(home)))


def remove(home: Path, name: str) -> None:
    """Take the account of `name` away; her drafts stay where they are."""
    with _writing(home):
        gone = _known(home, name)
        _save(home, tuple(one for one in accounts(home) if one.id != gone.id))


def verified(home: Path, name: str, password: str) -> Account | None:
    """The account of `name` when `password` is hers. An unknown name takes as long as a wrong password."""
    account = find(home, name)
    known = account or Account(name="", id="", roles=(), salt="00", hash="00")
    right = hmac.compare_digest(_hash(password[:LONGEST], known.salt, known.cost), known.hash)
    return account if right else None


def plain(words: str) -> str:
    """What an input method may type in full or in half width is one and the same."""
    return unicodedata.normalize("NFKC", words).strip()


def _known(home: Path, name: str) -> Account:
    account = find(home, name)
    if account is None:
        raise InputError(f"没有名为“{name}”的账号，请用 biganzi user list 查看。")
    return account


def _checked_name(name: str) -> str:
    name = plain(name)
    if not name or len(name) > NAME_LENGTH or not all(c.isalnum() or c in "-_.·" for c in name):
        raise InputError(f"账号名“{name}”不合要求：用汉字、字母、数字，不超过 {NAME_LENGTH} 个字，请换一个。")
    return name


def _with_password(account: Account, password: str) -> Account:
    password = plain(password)
    if not SHORTEST <= len(password) <= LONGEST or password == account.name or len(set(password)) < 4:
        raise InputError(f"口令太弱：至少 {SHORTEST} 个字符，不能是账号名，也不能只是几个重复的字符，请换一个。")
    salt = secrets.token_hex(16)
    return account.model_copy(update={"salt": salt, "hash": _hash(password, salt, account.cost)})


def _hash(password: str, salt: str, cost: int) -> str:
    memory = 2 * 128 * cost * _BLOCK
    with _one_at_a_time:
        return hashlib.scrypt(plain(password).encode(), salt=bytes.fromhex(salt), n=cost, r=_BLOCK, p=1, maxmem=memory).hex()


def _save(home: Path, all_of_them: tuple[Account, ...]) -> None:
    files.write_json(home / FILE_NAME, _Accounts(accounts=all_of_them).model_dump(mode="json"), private=True)


def _writing(home: Path) -> FileLock:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"无法建立工作目录 {home}（{reason(error)}），请检查路径和权限。") from error
    return FileLock(home / "accounts.lock")
