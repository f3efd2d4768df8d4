"""Bytes of text as characters: the encoding is found out, never guessed against the evidence."""

import codecs
import re
from functools import cache

# UTF-32 first: its mark begins like that of UTF-16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 200_000  # characters by which a decoding is judged
_FAMILIAR = 0.7  # measured: GB18030 text has over .98, bytes of UTF-8 and Big5 read so under .40
_MOST_BROKEN = 0.2  # of the lines; a file with more unreadable ones is no text


def decode(data: bytes) -> str | None:
    """`data` as UTF-8, UTF-16/32 (with their mark) or GB18030; None when it is none of them or not text at all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    text = _strictly(data, "utf-8")
    return text if text is not None else _gb18030(data)


def decode_mixed(data: bytes) -> tuple[str, list[int]] | None:
    """`data` line by line, each UTF-8 or GB18030, and the numbers of the lines that are neither, which are left out.

    None when too little of it is text: pasting together logs of two systems gives such files, pictures do not.
    """
    lines, broken = list[str](), list[int]()
    for number, line in enumerate(data.removeprefix(codecs.BOM_UTF8).split(b"\n"), 1):
        text = _strictly(line, "utf-8")
        text = text if text is not None else _gb18030(line)
        if text is None:
            broken.append(number)
        else:
            lines.append(text)
    if not any(map(_BEYOND_ASCII.search, lines)) or len(broken) > _MOST_BROKEN * (len(lines) + len(broken)):
        return None
    return "\n".join(lines), broken


def decode_as(data: bytes, encoding: str) -> str | None:
    """`data` as the `encoding` it declares; None when it is not that, or as that no Chinese (Big5 has other characters: it is believed)."""
    text = _strictly(data, encoding)
    return text if text is not None and (encoding != "gb18030" or is_familiar(text)) else None


def is_familiar(text: str) -> bool:
    """Whether what is not ASCII in `text` is mostly common Chinese: else it was decoded wrongly."""
    seen = _BEYOND_ASCII.findall(text[:_SAMPLE])
    return not seen or sum(map(_familiar().__contains__, seen)) / len(seen) >= _FAMILIAR


def _gb18030(data: bytes) -> str | None:
    text = _strictly(data, "gb18030")
    return text if text is not None and is_familiar(text) else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _is_text(text) else None


def _is_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    return "\x00" not in text and len(_CONTROL.findall(sample)) * 100 <= len(sample)


@cache
def _familiar() -> frozenset[str]:
    """Marks (rows A1 and A3) and the 3,755 most used characters (rows B0 to D7) of GB 2312."""
    rows = (0xA1, 0xA3, *range(0xB0, 0xD8))
    return frozenset("".join(bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF))) | {"—", "·"}
