"""What other programs may ask, and the one Chinese sentence on what is wrong with a request. Descriptions are read by people and models."""

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from base.errors import InputError

LONGEST = 200_000  # characters of one text: what a check takes half a minute for
_MOST = 100  # sources, families, names in a list

Text = Annotated[str, Field(max_length=LONGEST)]
Families = Annotated[
    tuple[str, ...] | None, Field(max_length=_MOST, description="只查这些类别，英文名或中文名，例如 figure、数字、错别字；不写就全查。")
]


class Request(BaseModel):
    """A request; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Material(Request):
    """What texts are held against."""

    facts: list[dict[str, Any]] | None = Field(
        None,
        description="数据台账：每项有 name（指标）、value（数值），可有 unit、period、scope、source、note。"
        "给了台账或材料，才核对数字有没有出处。",
    )
    sources: tuple[Text, ...] | None = Field(None, max_length=_MOST, description="数字和说法可以依据的材料正文。")
    context: dict[str, Any] | None = Field(
        None,
        description="任务书里的各项，知道几项写几项：title、genre、direction、issuer、place、people、date、length 等；"
        "认不出的会在 unscored 里说明。",
    )
    exclude: tuple[str, ...] = Field((), max_length=_MOST, description="查对时不看的文库资料的编号。")
    families: Families = None

    def row(self, text: str) -> dict[str, Any]:
        """As a row of `check --batch`; messages name it by its id."""
        given = {
            "facts": self.facts,
            "sources": self.sources and list(self.sources),
            "context": self.context,
            "exclude": list(self.exclude),
        }
        return {"id": "请求", "text": text} | given


class GivenFile(Request, title="文件", json_schema_extra={"description": "一份文稿的文件。"}):
    """A document as its bytes."""

    name: str = Field(min_length=1, max_length=255, description="文件名，后缀说明格式，例如 讲话稿.docx。")
    content: str = Field(description="文件内容的 base64。")


class CheckRequest(Material, title="审核请求", json_schema_extra={"description": "要审核的文稿，和它可以依据的材料。"}):
    """One text to check, as words or as a file."""

    id: str = Field("", max_length=255, description="结果里带回的编号。")
    text: Text | None = Field(None, description="文稿正文；与 file 二者给一个。")
    file: GivenFile | None = Field(
        None, description="文稿文件（docx、md、txt、pdf 等），写 name 和 base64 的 content；与 text 二者给一个。"
    )

    @model_validator(mode="after")
    def _one_document(self) -> Self:
        if (self.text is None) == (self.file is None):
            raise ValueError("请给出 text（正文）或 file（文件），二者给一个。")
        return self


class CompareRequest(Material, title="比较请求", json_schema_extra={"description": "要比较的两稿，和它们可以依据的材料。"}):
    """Two versions of a text."""

    old: Text = Field(description="旧稿正文。")
    new: Text = Field(description="新稿正文。")


class SearchRequest(Request, title="检索请求", json_schema_extra={"description": "查什么，要什么样的资料。"}):
    """One query to the library."""

    query: str = Field(max_length=2000, description="要查的词句、文件标题、发文字号或指标名称。")
    k: int = Field(10, ge=1, le=100, description="最多几条。")
    by: Literal["passage", "document"] = Field("passage", description="passage 按段落；document 每份文件只出一条。")
    kind: str = Field("", max_length=100, description="只要这个文种，例如 通知、讲话稿。")
    issuer: str = Field("", max_length=100, description="只要这个机关的，可以只写一部分。")
    region: str = Field("", max_length=100, description="只要这个地方的，可以只写一部分。")
    since: dt.date | None = Field(None, description="这一天以后的（含当天），例如 2026-01-01。")
    until: dt.date | None = Field(None, description="这一天以前的（含当天）。")

    @field_validator("query")
    @classmethod
    def _not_blank(cls, query: str) -> str:
        if not query.strip():
            raise ValueError("query 是空的，请写明要查的词句。")
        return query


class RuleRequest(Request, title="规则请求", json_schema_extra={"description": "哪一条规则，或哪些类别的规则。"}):
    """One rule, or the list."""

    name: str = Field("", max_length=100, description="规则的编号、名称或标题，例如 FIG001；不写就列出全部。")
    families: Families = None


def refusal(error: ValidationError) -> InputError:
    """The sentence on the first thing that is wrong."""
    return InputError(sentence(error.errors(include_url=False, include_input=False)[0]))


def sentence(fault: Any) -> str:
    """What is wrong, of one error of pydantic, without a word of what was given but the names of fields."""
    kind, limits = fault["type"], fault.get("ctx", {})
    if kind == "value_error":
        return str(limits["error"])
    if kind == "json_invalid":
        return "请求不是合格的 JSON，请检查括号、引号和编码（UTF-8）。"
    where = ".".join(step for step in fault["loc"] if isinstance(step, str))
    if not where:
        return "请求应当是一个 JSON 对象，请求头里写 Content-Type: application/json。"
    said = {
        "missing": "没有给出，请补上",
        "extra_forbidden": "不认识，请去掉或核对名称",
        "string_too_long": f"太长，最多 {limits.get('max_length')} 字，请分开提交",
        "too_long": f"太多，最多 {limits.get('max_length')} 项，请减少",
        "string_type": "应当是文字，请修改",
        "greater_than_equal": f"太小，最小是 {limits.get('ge')}",
        "less_than_equal": f"太大，最大是 {limits.get('le')}",
        "literal_error": f"只能是 {str(limits.get('expected', '')).replace(' or ', ' 或 ')}",
    }.get(kind, "不合要求，请对照接口说明修改")
    return f"{where} {said}。"
