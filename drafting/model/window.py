"""A rate limit as a value: what was let through in the last minute, and when there is room for more.

Only a clock that never jumps is asked, so a changed wall clock neither stalls nor floods. A machine that was started anew counts from
zero again: what was let through "in the future" then counts as let through now.
"""

from dataclasses import dataclass, replace

MINUTE = 60.0  # seconds


@dataclass(frozen=True)
class Grant:
    """So many tokens were let through at `at` (seconds of the clock)."""

    at: float
    tokens: int


@dataclass(frozen=True)
class Window:
    """At most `requests` and `tokens` in any minute; 0 is no limit. `grants` are in order of time."""

    requests: int
    tokens: int
    grants: tuple[Grant, ...] = ()

    def at(self, now: float) -> "Window":
        """The window as it is at `now`: without what is older than a minute."""
        current = (Grant(min(g.at, now), g.tokens) for g in self.grants)
        return replace(self, grants=tuple(g for g in current if now - g.at < MINUTE))

    def delay(self, now: float, tokens: int) -> float:
        """Seconds until a request of `tokens` may go; one larger than the limit goes when nothing else is in the window."""
        kept = self.at(now).grants
        for n in range(len(kept) + 1):
            if self._has_room(kept[n:], tokens):
                return kept[n - 1].at + MINUTE - now if n else 0.0
        raise AssertionError("unreachable: an empty window has room")

    def granted(self, now: float, tokens: int) -> "Window":
        """The window after a request of `tokens` at `now`."""
        window = self.at(now)
        return replace(window, grants=(*window.grants, Grant(now, tokens)))

    def _has_room(self, grants: tuple[Grant, ...], tokens: int) -> bool:
        enough_requests = not self.requests or len(grants) < self.requests
        return not grants or (enough_requests and (not self.tokens or sum(g.tokens for g in grants) + tokens <= self.tokens))
