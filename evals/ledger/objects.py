"""The rows of one period and scope by the thing they count: 排查隐患 and 隐患总数 are 隐患, 已整改隐患 is a part of it."""

import re

from evals.ledger.items import Item
from evals.ledger.sameness import short

_FOUND = re.compile(r"^(?:累计|共)?(?:排查出?|检查出?|查出|发现|检查发现|存在|登记|交办|收到|受理|应)的?(?=..)")


class Objects:
    """Items by name, and by the thing they count where no name is in the way."""

    def __init__(self, group: list[Item]) -> None:
        self._named = {i.name: i for i in reversed(group)}
        counted: dict[str, list[Item]] = {}
        for item in group:
            counted.setdefault(short(_FOUND.sub("", item.name)), []).append(item)
        self._counted = {thing: items[0] for thing, items in counted.items() if len(items) == 1}

    def named(self, name: str) -> Item | None:
        return self._named.get(name)

    def whole(self, thing: str) -> Item | None:
        """The row that counts all of `thing`: 隐患, 排查隐患, 隐患总数."""
        return self._named.get(thing) or self._counted.get(thing)

    def done(self, verb: str) -> list[str]:
        """The one thing that rows say has been done with: 隐患 for 整改 where 已整改隐患 stands; empty when there are several."""
        heads = (f"已{verb}", verb)
        things = {n.removeprefix(h) for n in self._named for h in heads if n.startswith(h) and len(n) > len(h) + 1}
        return [*things] if len(things) == 1 else []
