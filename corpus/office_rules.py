"""The sections of an overlay that judge a text: an office's own rules, wordings, names, abbreviations, exceptions."""

import re
from typing import Annotated, Any, Literal, Self

import regex
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

OfficeSeverity = Literal["error", "warning", "suggestion"]
_SLOT = "{text}"
_ID = re.compile("[A-Z]{3}[0-9]{3}")


def _as_text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Word = Annotated[str, Field(min_length=1)]
Words = Annotated[tuple[Word, ...], BeforeValidator(_as_list)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OfficeSource(_Section):
    """What a rule rests on; a plain text is 惯例."""

    standing: Literal["国标", "条例", "惯例"] = "惯例"
    text: Word


class OfficeExample(_Section):
    """A text that must or must not give the finding; `span` the words it must stand on."""

    text: Word
    span: str = ""


def _id(value: Any) -> Any:
    if isinstance(value, str) and not _ID.fullmatch(value):
        raise ValueError(f"规则编号“{value}”不合要求，请写三个大写字母加三位数字，例如 QHX001。")
    return value


Examples = tuple[Annotated[OfficeExample, BeforeValidator(_as_text)], ...]


def _pattern(value: Any) -> Any:
    """ValueError, in Chinese, for what is no regular expression or matches nothing at all."""
    if not isinstance(value, str) or not value:
        return value
    try:
        compiled = regex.compile(value)
    except regex.error as error:
        at = f"第 {error.pos + 1} 个字符附近" if error.pos is not None else "其中"
        raise ValueError(f"正则表达式{at}有误，请检查括号、方括号和反斜杠是否成对、完整。") from error
    if compiled.match(""):
        raise ValueError("这个正则表达式连空文字也匹配，处处都会报，请写得具体些。")
    return value


Pattern = Annotated[str, BeforeValidator(_pattern)]


def _message(value: Any) -> Any:
    if isinstance(value, str) and set("{}") & set(value.replace(_SLOT, "")):
        raise ValueError(f"花括号里只能写 {_SLOT}（报出来的原文），请修改。")
    return value if not isinstance(value, str) or value.endswith(("。", "！", "？")) else value + "。"


class OfficeRule(_Section):
    """A rule of the office's own: `words` taken literally or a regular expression `pattern`; `except` are longer words it spares.

    What stands in quotation marks or 《》 is spared unless `quoted`. `replace` is what a person is offered instead.
    A rule with a packaged rule's id takes its place.
    """

    id: Annotated[str, BeforeValidator(_id)]
    title: Word
    family: Word
    gate: Literal["", "政治", "政策", "文字", "格式", "程序"] = ""
    severity: OfficeSeverity = "warning"
    words: Words = ()
    pattern: Pattern = ""
    spared: Words = Field((), alias="except")
    quoted: bool = False
    message: Annotated[Word, BeforeValidator(_message)]
    why: Word
    source: Annotated[OfficeSource, BeforeValidator(_as_text)]
    replace: str = ""
    flag: Examples = ()
    pass_: Examples = Field((), alias="pass")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if bool(self.words) == bool(self.pattern):
            raise ValueError("words（词语）和 pattern（正则表达式）要写一样，也只能写一样，请修改。")
        if self.pattern and not (self.flag and self.pass_):
            raise ValueError("用正则表达式的规则要有例子：flag（该报的）和 pass（不该报的）各写至少一条。")
        return self


class Exemption(_Section):
    """Words that are right here: nothing of `rules` (of any rule when empty) that lies within them is reported."""

    text: Word
    rules: Words = ()
    why: Word


class Wording(_Section):
    """规范表述: the words as they must stand, and the ways they are got wrong."""

    right: Word
    wrong: Words = Field(min_length=1)
    source: str = ""


class Officer(_Section):
    """A person of the office's own list: every title is one they may be called by."""

    name: Word
    title: Word


class Abbreviation(_Section):
    """规范化简称: `short` may stand for `full` (after it, when `introduce`); `wrong` may not."""

    full: Word
    short: Words = ()
    wrong: Words = ()
    introduce: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if both := next((w for w in self.wrong if w in (self.full, *self.short)), ""):
            raise ValueError(f"“{both}”既可以用，又写作不可以用的，前后矛盾，请只留一处。")
        return self
