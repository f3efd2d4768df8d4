"""txt and md: the encoding is found out, the text is kept as it is."""

from base.errors import FileError
from corpus.readers.encoding import decode, decode_mixed
from corpus.readers.raw import SAVE_AS_DOCX, Raw, true_nature
from corpus.readers.reading import Note, Reading

_MOST_NAMED = 5  # lines named in a message


def read(raw: Raw) -> Reading:
    """Read a text, CRLF as LF, without its byte order mark; of one in several encodings what can be read, with a note."""
    if nature := true_nature(raw.data):
        raise FileError(f"{raw.name} 其实是{nature}，不是纯文本，{SAVE_AS_DOCX}。")
    text, notes = decode(raw.data), tuple[Note, ...]()
    if text is None and (mixed := decode_mixed(raw.data)):
        text, notes = mixed[0], (_note(mixed[1]),)
    if text is None:
        raise FileError(f"{raw.name} 不是纯文本，或者编码无法识别，请用记事本另存为 UTF-8 编码后再试。")
    if not text.strip():
        raise FileError(f"{raw.name} 里没有文字，请检查是否选错了文件。")
    return Reading(text.replace("\r\n", "\n"), notes=notes)


def _note(broken: list[int]) -> Note:
    if not broken:
        return Note("里混有 UTF-8 和 GB18030 两种编码", "请抽查有无乱码", lost=False)
    named = "、".join(map(str, broken[:_MOST_NAMED])) + (" 等" if len(broken) > _MOST_NAMED else "")
    return Note(f"第 {named} 行的编码无法识别", "请用记事本另存为 UTF-8 编码后再试")
