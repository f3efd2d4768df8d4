"""What asking models came to: calls, tokens, yuan. No text, no key."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from drafting.settings import Endpoint

_MILLION = 1_000_000
Who = tuple[str, str]  # role, name of the model as it was asked for


@dataclass(frozen=True)
class Spent:
    """A sum. `unpriced` are tokens of models without a price; their cost is not in `yuan`."""

    calls: int = 0
    cached: int = 0  # questions answered from the cache: neither calls nor tokens
    prompt: int = 0
    completion: int = 0
    yuan: float = 0.0
    unpriced: int = 0

    @property
    def tokens(self) -> int:
        return self.prompt + self.completion

    @property
    def asked(self) -> int:
        """Questions, however they were answered."""
        return self.calls + self.cached

    def __add__(self, other: "Spent") -> "Spent":
        sums = {name: value + getattr(other, name) for name, value in asdict(self).items()}
        return Spent(**sums)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"yuan": round(self.yuan, 6)}

    @property
    def cost(self) -> str:
        """For people: 0.42 元, 未定价, or both."""
        parts = [f"约 {self.yuan:.4f} 元" if 0 < self.yuan < 0.01 else f"约 {self.yuan:.2f} 元"] if self.yuan or not self.unpriced else []
        if self.unpriced:
            parts.append(f"{self.unpriced} 词元未定价" if parts else "未定价")
        return "，另有 ".join(parts)

    @property
    def said(self) -> str:
        """For people: 问模型 8 次（另有 2 次用了存下的回答），12300 词元，约 0.42 元."""
        kept = f"（另有 {self.cached} 次用了存下的回答）" if self.cached else ""
        return f"问模型 {self.calls} 次{kept}，{self.tokens} 词元，{self.cost if self.tokens else '没有花费'}"


def as_rows(rows: Mapping[Who, Spent]) -> list[dict[str, Any]]:
    """One object for each role and model."""
    return [{"role": role, "model": model, **spent.as_json()} for (role, model), spent in rows.items()]


def rows_of(listed: list[dict[str, Any]]) -> dict[Who, Spent]:
    """The opposite; KeyError for what was not written by us."""
    return {(str(row["role"]), str(row["model"])): spent_of(row) for row in listed}


def spent_of(values: Any) -> Spent:
    """What was kept as JSON; nothing where it cannot be read."""
    if not isinstance(values, Mapping):
        return Spent()
    known = asdict(Spent())
    numbers: dict[str, Any] = {name: value for name, value in values.items() if name in known and isinstance(value, int | float)}
    return Spent(**numbers)


def total(rows: Iterable[Spent]) -> Spent:
    return sum(rows, Spent())


def paid(endpoint: Endpoint, prompt: int, completion: int, calls: int = 1) -> Spent:
    """What `calls` with so many tokens come to at the prices of `endpoint`."""
    if endpoint.price_in is None or endpoint.price_out is None:
        return Spent(calls, 0, prompt, completion, unpriced=prompt + completion)
    yuan = (prompt * endpoint.price_in + completion * endpoint.price_out) / _MILLION
    return Spent(calls, 0, prompt, completion, yuan)
