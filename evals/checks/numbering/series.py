"""Rows told in words: 一是…二是…, 一要…二要…, 第一，…第二，…"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.zh import chinese_number, heading_level, is_article, paragraphs
from evals.checks.numbering.markers import NUMBERS, NUMERAL
from evals.checks.numbering.slips import Slip

FORMS = "是要则抓靠"
_EDGE = r"(?<![㐀-鿿\d〇])"
TOKEN = re.compile(rf"{_EDGE}(?P<n>{NUMERAL})(?P<form>[{FORMS}])(?!(?P=n))|{_EDGE}(?P<ordinal>第(?P<n2>{NUMERAL}))(?=[，、：:])")
_ORDINAL = "第"
# What follows a number that counts (三个, 三农) or begins a word (一些, 一旦)
_NO_MEMBER = (
    "个大年级农者元省市县次类种项条点分线方产会公亩万千百十人天月日期批轮届等名位支部层款步孩代权保通改边维中季更时"
    "区镇乡村户岁里路号楼旦切定般致律些经旬度连直同样一二三四五六七八九两、"
)
_DEEPEST = 4  # rows inside one another
_REACH = 3000  # characters between two members
_SENTENCE_EDGE = "；。\n"
_LOOK = 10  # characters of a member whose form is looked at


@dataclass(frozen=True)
class Token:
    """A member's number, `[start, end)` with what shows its form."""

    start: int
    end: int
    form: str
    n: int

    def said(self, n: int) -> str:
        """The number `n` in this form."""
        return f"第{chinese_number(n)}" if self.form == _ORDINAL else f"{chinese_number(n)}{self.form}"


@dataclass
class Row:
    """A row that is still open: its members so far. `also`: a number that may follow too, after a member that has a wrong one."""

    members: list[Token] = field(default_factory=list)
    also: int = 0

    @property
    def last(self) -> Token:
        return self.members[-1]


def tokens(text: str) -> list[Token]:
    """Every number that may be a member of a row, in order."""
    found = []
    for match in TOKEN.finditer(text):
        form = _ORDINAL if match["ordinal"] else match["form"]
        found.append(Token(match.start(), match.end(), form, NUMBERS.get(match["n"] or match["n2"], 0)))
    return found


def slips(text: str) -> Iterator[Slip]:
    """Members that are missing, told twice, or out of form."""
    for scope in _scopes(text):
        for form in dict.fromkeys(token.form for token in scope):
            rows = _Rows(text)
            for token in (t for t in scope if t.form == form):
                yield from rows.take(token)
            yield from rows.closed()


def _scopes(text: str) -> list[list[Token]]:
    """The tokens between one heading and the next."""
    cuts = [line.start for line in paragraphs(text) if 0 < heading_level(line.of(text)[:40]) <= 2 or is_article(line.of(text)[:20])]
    scopes, at = list[list[Token]]([[]]), 0
    for token in tokens(text):
        while at < len(cuts) and cuts[at] <= token.start:
            at += 1
            if scopes[-1]:
                scopes.append([])
        scopes[-1].append(token)
    return scopes


class _Rows:
    """The rows of one form in one scope; a row may stand inside a member of another."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[Row] = []
        self._done: list[Row] = []

    def take(self, token: Token) -> Iterator[Slip]:
        """Put the token where it goes on; what is wrong with it."""
        while self._open and token.start - self._open[-1].last.end > _REACH:
            self._done.append(self._open.pop())
        if len(self._open) > _DEEPEST:
            self._done.append(self._open.pop(0))
        at = next((i for i in reversed(range(len(self._open))) if token.n in (self._open[i].last.n + 1, self._open[i].also)), None)
        if at is not None:
            self._close_to(at + 1)
            self._open[at].members.append(token)
            self._open[at].also = 0
        elif token.n == 1 or not self._open:
            if token.n == 2:
                yield from _first_of(self._text, token)
            self._open.append(Row([token]))
        else:
            yield from self._misfit(token)

    def closed(self) -> Iterator[Slip]:
        """What is wrong with the last members of rows."""
        self._close_to(0)
        for row in self._done:
            yield from _last_of(self._text, row)

    def _close_to(self, length: int) -> None:
        self._done += self._open[length:]
        del self._open[length:]

    def _misfit(self, token: Token) -> Iterator[Slip]:
        row = next((r for r in reversed(self._open) if r.last.n <= token.n), self._open[-1])
        last = row.last
        due = token.said(last.n + 1)
        if token.n == last.n:
            row.also = token.n + 2  # 一是二是二是四是: the row counts this one as 三是
            yield Slip("number-doubled", token.start, token.end, {"due": due}, due)
        elif token.n == last.n + 2:
            odd = _between(self._text, last, token)
            row.also = 0 if odd else token.n  # 一是二是四是四是
            yield odd or Slip("number-skipped", token.start, token.end, {"due": due}, due)
        elif token.n < last.n:
            self._open.append(Row([token]))
            return
        row.members.append(token)


def _between(text: str, last: Token, token: Token) -> Slip | None:
    """The member between two, told in another form."""
    odd = _odd_member(token.n - 1).search(text, last.end, token.start)
    return _out_of_form(odd, token) if odd else None


def _first_of(text: str, token: Token) -> Iterator[Slip]:
    """A row that begins with its second member: the first, told in another form in the same paragraph."""
    line = text.rfind("\n", max(0, token.start - _REACH), token.start) + 1
    odd = _odd_member(1).search(text, max(line, token.start - _REACH), token.start) if line < token.start else None
    if odd and _is_verb(text, odd):
        yield _out_of_form(odd, token)


def _last_of(text: str, row: Row) -> Iterator[Slip]:
    """A last member without the word that the others have, where the row has two of them at least."""
    last = row.last
    if len(row.members) < 2 or last.n < 2 or last.form == _ORDINAL:
        return
    end = text.find("\n", last.end, last.end + _REACH)
    for odd in _odd_member(last.n + 1).finditer(text, last.end, min(end + 2 + _LOOK if end >= 0 else len(text), last.end + _REACH)):
        if text[odd.start() - 1] in _SENTENCE_EDGE and (_begins_alike(text, odd, row) or _is_verb(text, odd)):
            yield _out_of_form(odd, last)
            return


def _odd_member(n: int) -> re.Pattern[str]:
    return re.compile(rf"{_EDGE}{chinese_number(n)}(?=[㐀-鿿])[^{_NO_MEMBER}]")


def _out_of_form(odd: re.Match[str], like: Token) -> Slip:
    return Slip("member-out-of-form", *odd.span(), {"like": like.said(like.n)})


def _begins_alike(text: str, odd: re.Match[str], row: Row) -> bool:
    """Does it go on as all the members do, as in 一要严在……，二要严在……，三严在……?"""
    words = text[odd.end() - 1 : odd.end() + 1]
    return len(words) == 2 and all(text.startswith(words, member.end) for member in row.members)


def _is_verb(text: str, odd: re.Match[str]) -> bool:
    """Does a verb follow the number, as in 三加强? (三产 and 三农 are no members.)"""
    import rjieba  # 130 ms: only where a row may have such a member

    words = rjieba.tag(text[odd.start() : odd.start() + _LOOK].split("\n")[0])
    return len(words) > 1 and len(words[0][0]) == odd.end() - odd.start() - 1 and words[1][1].startswith("v")
