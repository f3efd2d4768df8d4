"""LibreOffice as the second judge of tracked documents: opt in with WITH_LIBREOFFICE=1; skipped where it is not installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.drafting.tracked.pairs import pair
from tests.drafting.tracked.test_versions import woven
from tests.drafting.tracked.views import text

JUDGE = Path(__file__).with_name("libreoffice_judge.py")
PYTHON = shutil.which("python3", path="/usr/bin:/usr/local/bin")
PAIRS = 24
pytestmark = [
    pytest.mark.skipif(os.environ.get("WITH_LIBREOFFICE") != "1", reason="opt in with WITH_LIBREOFFICE=1"),
    pytest.mark.skipif(not (shutil.which("soffice") and PYTHON), reason="LibreOffice is not installed"),
    pytest.mark.timeout(600),
]


def test_libreoffice_rejects_to_the_old_version_and_accepts_to_the_new_one(tmp_path: Path) -> None:
    jobs = []
    for seed in range(PAIRS):
        old, new = pair(seed, plain=True)
        made = woven(old, new)
        for name, data, how in (("old", old, "none"), ("new", new, "none"), ("accept", made, "accept"), ("reject", made, "reject")):
            (tmp_path / f"{seed}{name}.docx").write_bytes(data)
            jobs.append(f"{how}|{tmp_path}/{seed}{name}.docx|{tmp_path}/{seed}{name}.out.docx")
    subprocess.run([str(PYTHON), str(JUDGE), *jobs], check=True, timeout=500)

    def said(seed: int, name: str) -> list[str]:
        """Its lines that are not empty: LibreOffice leaves an empty one where a paragraph before a table was decided away."""
        return [line for line in text((tmp_path / f"{seed}{name}.out.docx").read_bytes()).split("\n") if line]

    assert [s for s in range(PAIRS) if said(s, "accept") != said(s, "new") or said(s, "reject") != said(s, "old")] == []
