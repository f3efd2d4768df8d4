"""The budget: asked before every call whether it may be made, told after it what it came to."""

from collections.abc import Callable
from dataclasses import dataclass, field

from base.errors import ServiceError
from drafting.model.months import Months
from drafting.settings import Budget, Endpoint
from drafting.spending import Spent, Who


class BudgetError(ServiceError):
    """The next call would cost more than is allowed; what was finished is kept."""


@dataclass(frozen=True)
class Limit:
    """What one run may cost; 0 is no limit."""

    tokens: int = 0
    yuan: float = 0.0

    def over(self, budget: Budget) -> Budget:
        """`budget` with this for the run."""
        return budget.model_copy(update={"run_tokens": self.tokens, "run_yuan": self.yuan})


@dataclass
class Purse:
    """What one run has spent, `spent` of it in earlier attempts, and what it may spend."""

    budget: Budget = field(default_factory=Budget)
    spent: Spent = field(default_factory=Spent)
    months: Months | None = None
    tell: Callable[[str], None] = field(default=lambda _: None)
    _told: set[str] = field(default_factory=set)

    def allow(self, endpoint: Endpoint, coming: Spent) -> None:
        """BudgetError when a call that comes to about `coming` would exceed a limit."""
        limits = self.budget
        self._hold("run_tokens", "本次起草", self.spent.tokens, coming.tokens, limits.run_tokens, "词元")
        self._hold("run_yuan", "本次起草", self.spent.yuan, coming.yuan, limits.run_yuan, "元")
        if limits.month_yuan and self.months:
            self._hold("month_yuan", "本月", self.months.spent(self.months.this).yuan, coming.yuan, limits.month_yuan, "元")
        if (limits.run_yuan or limits.month_yuan) and coming.unpriced:
            self._say_once(f"模型 {endpoint.model} 没有写价格（price_in、price_out），按元的限额管不到它。")

    def pay(self, who: Who, spent: Spent) -> None:
        """So much was spent."""
        self.spent += spent
        if self.months:
            self.months.add(who, spent)

    def _hold(self, key: str, whose: str, spent: float, coming: float, limit: float, unit: str) -> None:
        if limit and coming and spent + coming > limit:
            raise BudgetError(
                f"{whose}已用 {_number(spent)} {unit}，下一次约需 {_number(coming)} {unit}，会超过限额 {_number(limit)} {unit}，已停下；"
                f"要接着做，请调大 settings.toml 的 [budget] {key}{'' if key == 'month_yuan' else '，或用 --budget 放宽这一次'}。"
            )

    def _say_once(self, words: str) -> None:
        if words not in self._told:
            self._told.add(words)
            self.tell(words)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
