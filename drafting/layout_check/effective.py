"""What a paragraph or run really looks like: document defaults, styles with those they are based on, and what is set in its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpus.readers.wordml import children, name
from drafting.docx.parts import Parts
from drafting.tracked.xml import attribute, child

DEFAULT_FONT = "宋体"  # what Word takes for Chinese where nothing is said
DEFAULT_SIZE = 10.0
_MOST_BASES = 30
_OFF = ("0", "false", "off")


@dataclass(frozen=True)
class Effective:
    """The styles of one document."""

    styles: Any  # root of the part, None without one
    theme: Any

    @classmethod
    def of(cls, parts: Parts) -> "Effective":
        styles, theme = parts.related("styles"), parts.related("theme")
        return cls(styles[1] if styles else None, theme[1] if theme else None)

    @cached_property
    def _by_id(self) -> dict[str, Any]:
        found = children(self.styles, "style") if self.styles is not None else []
        return {attribute(style, "styleId"): style for style in found}

    @cached_property
    def _default(self) -> str:
        """The id of the paragraph style of paragraphs that name none."""
        usual = (i for i, s in self._by_id.items() if attribute(s, "type") == "paragraph" and attribute(s, "default") not in ("", *_OFF))
        return next(usual, "")

    def _chain(self, style_id: str) -> list[Any]:
        """The style and those it is based on, the most general first."""
        found: list[Any] = []
        while style_id in self._by_id and len(found) < _MOST_BASES and self._by_id[style_id] not in found:
            found.insert(0, self._by_id[style_id])
            style_id = value(found[0], "basedOn")
        return found

    def _defaults(self, kind: str) -> Iterator[Any]:
        root = child(self.styles, "docDefaults") if self.styles is not None else None
        holder = child(root, f"{kind}Default") if root is not None else None
        if holder is not None:
            yield from children(holder, kind)

    def _style_of(self, paragraph: Any) -> list[Any]:
        own = child(paragraph, "pPr")
        return self._chain((value(own, "pStyle") if own is not None else "") or self._default)

    def paragraph(self, paragraph: Any) -> list[Any]:
        """The `w:pPr` that hold for a paragraph, the most general first."""
        styled = [p for style in self._style_of(paragraph) for p in children(style, "pPr")]
        return [*self._defaults("pPr"), *styled, *children(paragraph, "pPr")]

    def run(self, paragraph: Any, run: Any) -> list[Any]:
        """The `w:rPr` that hold for a run, the most general first."""
        own = child(run, "rPr")
        character = self._chain(value(own, "rStyle")) if own is not None else []
        styled = [p for style in (*self._style_of(paragraph), *character) for p in children(style, "rPr")]
        return [*self._defaults("rPr"), *styled, *children(run, "rPr")]

    def font(self, properties: list[Any]) -> str:
        """The font of the Chinese characters."""
        found = DEFAULT_FONT
        for holder in properties:
            fonts = child(holder, "rFonts")
            if fonts is None:
                continue
            if themed := attribute(fonts, "eastAsiaTheme"):
                found = self._themed(themed)
            elif own := attribute(fonts, "eastAsia"):
                found = own
        return found

    def _themed(self, which: str) -> str:
        """The font that the theme has for 简体中文."""
        wanted = "majorFont" if which.startswith("major") else "minorFont"
        fonts = next((e for e in self.theme.iter() if name(e) == wanted), None) if self.theme is not None else None
        if fonts is None:
            return DEFAULT_FONT
        plain = next((str(e.get("typeface")) for e in fonts if name(e) == "ea" and e.get("typeface")), "")
        return plain or next((str(e.get("typeface")) for e in fonts if name(e) == "font" and e.get("script") == "Hans"), DEFAULT_FONT)

    def outline(self, paragraph: Any) -> int:
        """1 for a first-level heading by its style or outline level, 0 for none."""
        said = merged(self.paragraph(paragraph), "outlineLvl").get("val", "")
        return int(said) + 1 if said.isdecimal() and int(said) < 9 else 0


def value(element: Any, kind: str) -> str:
    """The `w:val` of a child, '' without one."""
    found = child(element, kind)
    return attribute(found, "val") if found is not None else ""


def merged(properties: list[Any], kind: str) -> dict[str, str]:
    """The attributes of the elements of this kind, the more particular over the more general."""
    found: dict[str, str] = {}
    for holder in properties:
        element = child(holder, kind)
        if element is None:
            continue
        own = {key.rpartition("}")[2]: str(said) for key, said in element.attrib.items()}
        if kind == "ind":
            found = _without_contrary(found, own)
        found |= own
    return found


def _without_contrary(found: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """A hanging indent takes the place of one of the first line, and the other way round."""
    firsts, hangings = ("firstLine", "firstLineChars"), ("hanging", "hangingChars")
    gone = (firsts if set(own) & set(hangings) else ()) + (hangings if set(own) & set(firsts) else ())
    return {key: said for key, said in found.items() if key not in gone}


def number(said: str) -> float:
    """A measure as XML has it; 0 for what is none."""
    try:
        return float(said)
    except ValueError:
        return 0.0
