"""A text as the tone checks see it: its setting, its sentences, and which words in it are not its own."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from corpus.zh import Span, book_titles, quotations
from drafting.guard import MARK
from evals.case import Case
from evals.checks.sentences import Sentences
from evals.checks.tone.setting import Setting
from evals.finding import Edit, Finding
from evals.rules import family_rules

# 有村民反映，…… : what follows is told as others said it
_TOLD = re.compile(
    r"(?:群众|村民|居民|网友|市民|百姓|老乡|企业主?|家长|学生|游客|客人|有人|有的人|同志|对方|当事人|嫌疑人|来电人|投诉人|老人|户主|老板|记者|俗话|"
    r"常言|古人|老话|民谚|谚语|诗)[^，。：；]{0,10}(?:说|讲|问|反映|称|抱怨|叫嚣|留言|道|吐槽|喊|言|云)[，：:]"
)
_NO = re.compile(
    r"(?:不得|不能|不许|不准|不要|不可|不该|不应|不宜|不敢|不搞|不是|不做|不当|不再|严禁|禁止|切忌|切莫|杜绝|防止|避免|反对|克服|力戒|整治|纠正|"
    r"摒弃|决不|绝不|并非|谈不上|绝非|远未|没有(?!我|一)|不允许|不存在|少一些|警惕|抵制|拒绝|狠刹|惩治|打击)[^，。；：！？]{0,12}$"
)
_REACH = 600  # characters
_CLAUSE_MARK = re.compile(r"[，。；：！？\n]")


@dataclass(frozen=True)
class View:
    """What every part of the family reads."""

    case: Case
    setting: Setting

    @classmethod
    def of(cls, case: Case) -> "View":
        return cls(case, Setting.of(case.context, case.text))

    @property
    def text(self) -> str:
        return self.case.text

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.text)

    def sentence(self, at: int) -> Span:
        """The sentence at offset `at`, as far as it is near: a line of a million characters is no one sentence."""
        start, end = self.sentences.at(at)
        block = (at - start) // _REACH * _REACH
        return Span(start + block, min(end, start + block + _REACH))

    def before(self, at: int) -> str:
        """What stands before `at` in its sentence."""
        return self.text[self.sentence(at).start : at]

    @cached_property
    def _others(self) -> list[Span]:
        """Quotations, 《…》 and 〔待核：…〕, in order of place."""
        marks = [Span(*m.span()) for m in MARK.finditer(self.text)]
        return sorted([*quotations(self.text), *book_titles(self.text), *marks])

    def is_quoted(self, start: int, end: int) -> bool:
        """Do the words at `[start, end)` stand within a quotation, a title or a mark?"""
        index = bisect_right(self._others, (start, len(self.text))) - 1
        return any(s.start <= start and end <= s.end for s in self._others[max(0, index - 1) : index + 1])

    def is_own(self, start: int, end: int) -> bool:
        """Are the words at `[start, end)` said by this text itself: not quoted, not told of others, not refused?"""
        if self.is_quoted(start, end):
            return False
        before = self.before(start)
        return not _TOLD.search(before) and not _NO.search(_CLAUSE_MARK.split(before)[-1])

    def finding(self, rule: str, start: int, end: int, edit: Edit | None = None, score: float = 0.8, **values: object) -> Finding:
        """A finding of this family; its message may name the setting."""
        values |= {"setting": self.setting.named}
        found: Finding = family_rules("tone")[rule].finding(self.text, start, end, edit=edit, score=score, **values)  # type: ignore[arg-type]
        return found
