"""Layouts as data: one YAML file each in `layouts/`. Every value names where it comes from, and with what standing."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from base.errors import InputError
from base.strict_yaml import load_model
from drafting.draft import Role

FOLDER = Path(__file__).parent / "layouts"
POINTS = {
    "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0, "四号": 14.0, "小四": 12.0, "五号": 10.5,
    "小五": 9.0,
}  # fmt: skip
Size = Literal["一号", "小一", "二号", "小二", "三号", "小三", "四号", "小四", "五号", "小五"]
StyleName = Role | Literal["number_up", "appendix_title", "appendix_heading", "appendix_text", "cell", "cell_head", "page_number"]
# What stands around the text of a paper: in its 眉首 and its 版记. We write none of it ourselves
ElementName = Literal["copy_number", "secrecy", "urgency", "logo", "signed_by", "signer", "copies", "printed"]
Standing = Annotated[str, Field(pattern=r"^(国标|条例|惯例)：.+")]


class Sourced(BaseModel):
    """Values with a source for each: `source` maps a field to it, `*` stands for the fields not named."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: dict[str, Standing]

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, raw: Any) -> Any:
        return spread(raw) if isinstance(raw, dict) else raw

    @model_validator(mode="after")
    def _covered(self) -> "Sourced":
        bare = sorted(self.model_fields_set - {"source", *self.source})
        if bare:
            raise ValueError(f"{'、'.join(bare)} 没有注明出处，请在 source 中补上。")
        return self


class Page(Sourced):
    """Paper and margins in mm. `footer` is from the paper's edge to the foot of the page number."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    footer: float
    pitch: float  # points from line to line of the page's grid

    @property
    def text_width(self) -> float:
        """Points between the margins."""
        return (self.width - self.left - self.right) * 72 / 25.4


class PageNumber(Sourced):
    """Where the page number stands: at the outer side, one character in, or in the middle."""

    place: Literal["outside", "center"]


class Font(BaseModel):
    """A font as named in the document, and what may stand in for it on a machine that lacks it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    instead: tuple[str, ...] = ()


class Style(Sourced):
    """How one kind of paragraph looks. Indents in characters, `before` in lines of the page's grid, the rest in points."""

    font: str  # a key of the layout's fonts
    size: Size
    line: float
    align: Literal["left", "center", "right", "both"] = "both"
    bold: bool = False
    spacing: float = 0.0  # between characters
    first_line: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0  # where a paragraph of another kind stands before
    keep_next: bool = False
    keep_together: int = 0  # 字; paragraphs up to this long are not broken over pages
    aside: bool = False  # set off by a rule at the left and a grey ground

    @property
    def points(self) -> float:
        return POINTS[self.size]

    @property
    def em(self) -> float:
        """Points one Chinese character takes."""
        return self.points + self.spacing


class Element(Sourced):
    """What is asked of one element of 眉首 or 版记; what is left free is None."""

    font: str | None = None  # a key of the layout's fonts
    size: Size | None = None
    align: Literal["left", "center"] | None = None
    first_line: float | None = None
    red: bool = False


class Layout(BaseModel):
    """A layout; a style that is not named looks like `body`, and each takes from `body` what it does not say itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    fonts: dict[str, Font]
    page: Page
    page_number: PageNumber
    after_header: float  # lines between title (with what belongs to it) and text
    styles: dict[StyleName, Style]
    elements: dict[ElementName, Element] = {}

    @model_validator(mode="after")
    def _complete(self) -> "Layout":
        if "body" not in self.styles:
            raise ValueError("styles 里缺少 body（正文），请补上。")
        fonts = {str(name): style.font for name, style in self.styles.items()} | {str(name): e.font for name, e in self.elements.items()}
        for name, font in fonts.items():
            if font is not None and font not in self.fonts:
                raise ValueError(f"{name} 用的字体“{font}”不在 fonts 中，请补上或改正。")
        return self

    def style(self, name: StyleName) -> Style:
        return self.styles.get(name, self.styles["body"])

    def font(self, style: Style) -> str:
        """The font's name as it stands in the document."""
        return self.fonts[style.font].name


def layout(name: str) -> Layout:
    """The layout `name`; InputError with the choices when there is none."""
    if name not in layout_names():
        raise InputError(f"没有版式“{name}”，请把任务书的 layout 改为：{'、'.join(layout_names())}。")
    return load_layout(FOLDER / f"{name}.yaml")


@cache
def layout_names() -> tuple[str, ...]:
    """The ids of all layouts, sorted."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml")))


@cache
def load_layout(path: Path) -> Layout:
    """The layout in the file at `path`; InputError with file and line for what is wrong in it."""
    return load_model(path, Layout, _inherit)


def spread(raw: dict[str, Any]) -> dict[str, Any]:
    """`raw` with `*` of its source written out for each field that has no source of its own."""
    source = dict(raw.get("source") or {})
    general = source.pop("*", None)
    if general is None:
        return raw
    return raw | {"source": {key: general for key in raw if key != "source"} | source}


def _inherit(raw: dict[str, Any]) -> dict[str, Any]:
    """Each style with the values of `body`, and their sources, under its own; what is misshapen is left for the model to refuse."""
    styles = raw.get("styles")
    if not isinstance(styles, dict) or not all(isinstance(own, dict) for own in styles.values()):
        return raw
    if "body" not in styles:
        return raw | {"styles": {}}  # one message, not one for every value missed
    spreads = {name: spread(own) for name, own in styles.items()}
    body = spreads["body"]
    merged = {name: body | own | {"source": body.get("source", {}) | own.get("source", {})} for name, own in spreads.items()}
    return raw | {"styles": merged}
