"""Small pdfs written by hand: Chinese text in a font that need not be embedded, pictures, locks."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>] >>"
)
PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x80\nendstream"
)
Printed = tuple[float, float, float, str]  # left, bottom, size, text


def make_pdf(path: Path, pages: Sequence[Sequence[Printed]], *, pictures: bool = False, password: str | None = None) -> Path:
    """A pdf of printed lines; with `pictures` each page bears one. `password` locks it, '' only against changes."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(), FONT, PICTURE]
    key = _key(password) if password is not None else b""
    for i, lines in enumerate(pages):
        content = b"".join(_shown(*line) for line in lines) + (b"q 500 0 0 700 40 40 cm /I Do Q\n" if pictures else b"")
        number = 6 + 2 * i
        if key:
            content = _rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], content)
        resources = "/Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {resources} /Contents {number} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    path.write_bytes(_file(objects, _lock(key) if key else b""))
    return path


def paragraph(text: str, top: float, *, left: float = 90, size: float = 16, width: int = 27, indent: int = 2) -> list[Printed]:
    """`text` broken into lines of `width` characters, the first line indented."""
    first = width - indent
    parts = [text[:first], *(text[i : i + width] for i in range(first, len(text), width))]
    return [(left + (indent * size if i == 0 else 0), top - 28 * i, size, part) for i, part in enumerate(parts)]


def _shown(left: float, bottom: float, size: float, text: str) -> bytes:
    return f"BT /F {size} Tf {left} {bottom} Td <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()


def _key(password: str) -> bytes:
    return hashlib.md5((password.encode() + PAD)[:32] + PAD + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + b"0123456789abcdef").digest()[:5]


def _lock(key: bytes) -> bytes:
    user = _rc4(key, PAD)
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{PAD.hex()}> /U <{user.hex()}> >> /ID [<{b'0123456789abcdef'.hex()}> <00>]"
    return lock.encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _file(objects: Sequence[bytes], lock: bytes) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, lock, start)
    return bytes(out)
