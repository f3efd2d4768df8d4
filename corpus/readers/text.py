"""txt and md: the encoding is found out, the text is kept as it is."""

import codecs
import re
from functools import cache
from pathlib import Path

from base.errors import FileError
from corpus.readers.raw import SAVE_AS_DOCX, read_bytes, true_nature

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


def read(path: Path) -> str:
    """The text of `path`, CRLF as LF, without its byte order mark."""
    data = read_bytes(path)
    nature = true_nature(data)
    if nature:
        raise FileError(f"{path} 其实是{nature}，不是纯文本，{SAVE_AS_DOCX}。")
    text = decode(data)
    if text is None:
        raise FileError(f"{path} 不是纯文本，或者编码无法识别，请用记事本另存为 UTF-8 编码后再试。")
    if not text.strip():
        raise FileError(f"{path} 里没有文字，请检查是否选错了文件。")
    return text.replace("\r\n", "\n")


def decode(data: bytes) -> str | None:
    """`data` as UTF-8, UTF-16/32 (with their mark) or GB18030; None when it is none of them or not text at all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    text = _strictly(data, "gb18030")
    return text if text is not None and _familiar_share(text) >= _FAMILIAR else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _is_text(text) else None


def _is_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    return "\x00" not in text and len(_CONTROL.findall(sample)) * 100 <= len(sample)


def _familiar_share(text: str) -> float:
    """The share of common Chinese characters and full-width marks among what is not ASCII."""
    seen = _BEYOND_ASCII.findall(text[:_SAMPLE])
    return sum(map(_familiar().__contains__, seen)) / len(seen) if seen else 1.0


@cache
def _familiar() -> frozenset[str]:
    """Marks (rows A1 and A3) and the 3,755 most used characters (rows B0 to D7) of GB 2312."""
    rows = (0xA1, 0xA3, *range(0xB0, 0xD8))
    return frozenset("".join(bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF))) | {"—", "·"}
