"""Files a browser sent, as files."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from base import files
from base.errors import InputError


class Upload(Protocol):
    """What Streamlit's uploader gives."""

    name: str

    def getvalue(self) -> bytes: ...


def keep(upload: Upload, folder: Path) -> Path:
    """Write `upload` into `folder` under its own name, without any folder a browser may have sent with it.

    Where another file of that name is there already, a short hash of the content tells the two apart.
    """
    path, data = folder / (Path(upload.name.replace("\\", "/")).name or "未命名"), upload.getvalue()
    if path.exists() and path.read_bytes() != data:
        path = path.with_stem(f"{path.stem}-{hashlib.sha256(data).hexdigest()[:8]}")
    files.write_bytes(path, data)
    return path


@contextmanager
def kept(uploads: Sequence[Upload]) -> Iterator[list[Path]]:
    """The uploads as files, until the block ends; errors name them as the person does, without our folders."""
    with TemporaryDirectory(prefix="biganzi-") as name:
        try:
            yield [keep(upload, Path(name, str(i))) for i, upload in enumerate(uploads)]
        except InputError as error:
            raise type(error)(re.sub(rf"{re.escape(name)}[\\/]\d+[\\/]", "", str(error))) from error
