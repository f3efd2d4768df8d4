"""Two files compared: nothing of it stands in the history."""

from pages.revise import compared, sides
from pages.revise.kept import PAIRS, find
from pages.revise.saving import SIDES
from pages.shared import plain
from pages.shared.place import own


def show(name: str) -> None:
    """What changed."""
    kept = find(own() / PAIRS, name)
    if kept is None:
        plain.note("warn", f"没有找到编号为“{name}”的比较，请点“另选一份”重新上传。")
        return
    plain.heading(kept.title, f"{kept.when} 交进的两份文件")
    old, new = (sides.of_file(path, f"{called}“{path.stem}”") for place, called in SIDES if (path := kept.file(place)))
    compared.show(old, new)
