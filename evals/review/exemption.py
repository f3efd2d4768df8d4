"""An exception of the office's own, written into its overlay without touching anything else in the file."""

import json
import re
from pathlib import Path

from filelock import FileLock, Timeout

from base import files, office
from base.errors import InputError, reason
from base.strict_yaml import parse, parse_model, read_text
from corpus.office import Office

_SECTION = re.compile(r"^exceptions\s*:[^\S\n]*(?P<empty>\[\s*\]|null|~)?[^\S\n]*(?:#[^\n]*)?$", re.MULTILINE)
_ITEM = re.compile(r"\n(?:[^\S\n]*(?:#[^\n]*)?\n)*(?P<indent> *)- ")
_PATIENCE = 5  # seconds


def except_from_now_on(home: Path, words: str, rule: str, why: str) -> None:
    """Nothing of `rule` that lies within `words` is reported from now on, because of `why`.

    InputError where the overlay cannot be added to; it is then as it was.
    """
    path = home / office.FILE_NAME
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_PATIENCE):
            old = read_text(path) if path.is_file() else ""
            if not _holds(old, str(path), words, rule):
                files.write_text(path, _checked(_with(old, words, rule, why, str(path)), str(path)))
    except Timeout as error:
        raise InputError(f"{path} 正由另一个程序写入，请稍等再点。") from error
    except OSError as error:
        raise InputError(f"无法写入 {path}（{reason(error)}），请检查磁盘空间和目录权限。") from error
    office.use(home)


def _with(old: str, words: str, rule: str, why: str, where: str) -> str:
    text, rules, reasoned = (json.dumps(value, ensure_ascii=False) for value in (words, [rule], why))
    entry = f"- {{text: {text}, rules: {rules}, why: {reasoned}}}"
    found = _SECTION.search(old)
    if found:
        item = _ITEM.match(old, found.end())
        head = found[0].replace(found["empty"], "") if found["empty"] else found[0]
        indent = item["indent"] if item else "  "
        return f"{old[: found.start()]}{head.rstrip()}\n{indent}{entry}{old[found.end() :]}"
    if re.search("^exceptions", old, re.MULTILINE):
        raise InputError(f"{where} 里的 exceptions 写在了一行上，请打开文件改成一行一条，再来添加。")
    gap = "" if not old or old.endswith("\n") else "\n"
    return f"{old}{gap}exceptions:\n  {entry}\n"


def _holds(old: str, where: str, words: str, rule: str) -> bool:
    if not old.strip() or parse(old, where)[0] is None:
        return False
    known = parse_model(old, Office, where).exceptions
    return any(e.text == words and (not e.rules or rule in e.rules) for e in known)


def _checked(text: str, where: str) -> str:
    parse_model(text, Office, where)
    return text
