"""Pairs of documents: one made at random, and one made from it by what people do to drafts. A seed always gives the same pair."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from tests.docx_maker import make_docx

SENTENCES = (
    "全县危化品企业11家，隐患排查要到位。", "各乡镇要压实责任，年底前完成整改任务。", "一、提高认识", "（一）狠抓落实", "请予支持",
    "农村自建房经营场所640处。", "", "会议强调，要坚持人民至上。", "联系电话", "1.开展夜间值守检查。",
    "办公室要做好统筹协调工作，确保各项任务落地见效。",
)  # fmt: skip
WORDS = ("", "确保", "12家", "力争完成", "，")
RUN_LOOKS = (
    "", "<w:rPr/>", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:sz w:val="32"/></w:rPr>',
    '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:lang w:eastAsia="zh-CN"/></w:rPr>',
)  # fmt: skip
PARAGRAPH_LOOKS = (
    "", "", '<w:pPr><w:jc w:val="center"/></w:pPr>', '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr>',
    "<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>",
)  # fmt: skip
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@dataclass(frozen=True)
class P:
    """A paragraph: its look, its words run by run, and the seed of how these are dressed."""

    look: str
    words: tuple[str, ...]
    seed: int

    def xml(self, plain: bool) -> str:
        dice = random.Random(self.seed)
        return f"<w:p>{self.look}{''.join(_run(dice, w, plain) for w in self.words)}</w:p>"


@dataclass(frozen=True)
class T:
    """A table: rows of cells of blocks."""

    rows: tuple[tuple[tuple["P | T", ...], ...], ...]

    def xml(self, plain: bool) -> str:
        def cell(blocks: tuple["P | T", ...]) -> str:
            return f"<w:tc>{''.join(b.xml(plain) for b in blocks)}</w:tc>"

        rows = ("".join(map(cell, row)) for row in self.rows)
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


Block = P | T


def pair(seed: int, *, plain: bool = False) -> tuple[bytes, bytes]:
    """Two docx; `plain` ones hold only what every office program reads alike."""
    dice = random.Random(seed)
    old = _document(dice, plain)
    new = _changed(dice, old, plain)
    last = "<w:p><w:r><w:t>完</w:t></w:r></w:p>" if plain else ""
    return tuple(make_docx("".join(b.xml(plain) for b in blocks) + last) for blocks in (old, new))  # type: ignore[return-value]


def _run(dice: random.Random, words: str, plain: bool) -> str:
    beside = dice.choice(("", "", "", "<w:br/>", "<w:tab/>", '<w:footnoteReference w:id="2"/>'))
    run = f'<w:r>{dice.choice(RUN_LOOKS)}<w:t xml:space="preserve">{words}</w:t>{"" if plain and "foot" in beside else beside}</w:r>'
    chance = dice.random()
    if plain or chance > 0.25:
        return run
    around: tuple[Callable[[str], str], ...] = (
        lambda r: f'<w:hyperlink w:anchor="a">{r}</w:hyperlink>',
        lambda r: f"<w:sdt><w:sdtContent>{r}</w:sdtContent></w:sdt>",
        lambda r: f'<w:ins w:id="900" w:author="甲">{r}</w:ins>',
        lambda r: f'<w:del w:id="901" w:author="甲"><w:r><w:delText>旧字</w:delText></w:r></w:del>{r}',
        lambda r: f"{FIELD.format('begin')}<w:r><w:instrText>REF a</w:instrText></w:r>{FIELD.format('separate')}{r}{FIELD.format('end')}",
        lambda r: "<w:r><w:drawing/></w:r>" + r,
        lambda r: f"<m:oMath {MATH}><m:r><m:t>a+b={dice.randrange(3)}</m:t></m:r></m:oMath>" + r,
        lambda _: "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    )
    return around[int(chance * 4 * len(around)) % len(around)](run)


def _paragraph(dice: random.Random) -> P:
    words = dice.choice(SENTENCES)
    cuts = [0, *sorted(dice.sample(range(len(words) + 1), min(len(words), dice.randrange(3)))), len(words)]
    return P(dice.choice(PARAGRAPH_LOOKS), tuple(words[a:b] for a, b in pairwise(cuts)), dice.randrange(10**9))


def _table(dice: random.Random, plain: bool, depth: int = 0) -> T:
    columns = dice.randrange(1, 4)
    return T(tuple(tuple(_cell(dice, plain, depth) for _ in range(columns)) for _ in range(dice.randrange(1, 5))))


def _cell(dice: random.Random, plain: bool, depth: int) -> tuple[Block, ...]:
    if depth == 0 and not plain and dice.random() < 0.1:
        return (_table(dice, plain, 1), _paragraph(dice))
    return tuple(_paragraph(dice) for _ in range(dice.choice((1, 1, 2))))


def _document(dice: random.Random, plain: bool) -> tuple[Block, ...]:
    rest = (_table(dice, plain) if dice.random() < 0.2 else _paragraph(dice) for _ in range(dice.randrange(1, 9)))
    return (_paragraph(dice), *rest)


def _changed(dice: random.Random, blocks: tuple[Block, ...], plain: bool, in_cell: bool = False) -> tuple[Block, ...]:
    done: list[Any] = list(blocks)
    for _ in range(dice.randrange(1, 5)):
        at, chance = dice.randrange(len(done)), dice.random()
        if chance < 0.2 and len(done) > 1:
            done.pop(at)
        elif chance < 0.35:
            done.insert(at, _paragraph(dice) if in_cell or dice.random() < 0.7 else _table(dice, plain))
        elif chance < 0.5:
            done.insert(dice.randrange(len(done)), done.pop(at))
        elif chance < 0.6 and at + 1 < len(done) and isinstance(done[at], P) and isinstance(done[at + 1], P):
            done[at : at + 2] = [replace(done[at], look=done[at + 1].look, words=done[at].words + done[at + 1].words)]
        elif chance < 0.7 and isinstance(done[at], P) and len(done[at].words) > 1:
            done[at : at + 1] = [replace(done[at], words=done[at].words[:1]), replace(done[at], words=done[at].words[1:])]
        else:
            done[at] = _edited(dice, done[at], plain)
    return (*done, _paragraph(dice)) if in_cell and isinstance(done[-1], T) else tuple(done)


def _edited(dice: random.Random, block: Any, plain: bool) -> Block:
    chance = dice.random()
    if isinstance(block, T):
        return _edited_table(dice, block, chance, plain)
    if chance < 0.15:
        return replace(block, look=dice.choice(PARAGRAPH_LOOKS))
    if chance < 0.3:
        return replace(block, seed=dice.randrange(10**9))
    words = "".join(block.words)
    at = dice.randrange(len(words) + 1)
    words = words[:at] + dice.choice(WORDS) + words[at + dice.randrange(4) :]
    return replace(block, words=(words[:at], words[at:]))


def _edited_table(dice: random.Random, table: T, chance: float, plain: bool) -> T:
    rows = [list(row) for row in table.rows]
    at = dice.randrange(len(rows))
    if chance < 0.3 and len(rows) > 1:
        rows.pop(at)
    elif chance < 0.6:
        rows.insert(at, [_cell(dice, plain, 1) for _ in rows[0]])
    elif chance < 0.9:
        column = dice.randrange(len(rows[at]))
        rows[at][column] = _changed(dice, rows[at][column], plain, in_cell=True)
    else:
        rows = [[*row, _cell(dice, plain, 1)] for row in rows]
    return T(tuple(tuple(row) for row in rows))
