"""Tiny datasets for the tests of the harness."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

BRIEF: dict[str, Any] = {
    "title": "在全县防汛工作会议上的讲话", "genre": "speech", "issuer": "柏原县人民政府", "place": "柏原县", "speaker": "县长",
    "occasion": "全县防汛工作会议", "length": [600, 1200], "must_cover": ["水库巡查", "山洪沟口转移"],
    "facts": [{"name": "小型水库", "value": 27, "unit": "座", "period": "2026年5月"}],
}  # fmt: skip
ARCHIVE = (
    "关于做好水库巡查工作的通知\n柏原县水利局\n2026年4月2日\n小型水库汛期每天巡查两次，巡查人员要当日签字。"
    "库水位超过汛限水位的，两小时内报告。\n"
)
DRAFT = "柏原县现有小型水库27座。全县山洪沟口住户已转移35户。\n各级各部门要高度重视、加强领导、狠抓落实。\n"


def briefs(folder: Path, count: int = 2, version: int = 1, expect: Mapping[str, Any] | None = None, **changes: Any) -> Path:
    """A dataset of briefs, each with a small archive."""
    manifest(folder, "tiny", "briefs", version)
    for number in range(1, count + 1):
        case = folder / "cases" / f"c{number:02d}"
        (case / "archive").mkdir(parents=True, exist_ok=True)
        written(case / "brief.yaml", BRIEF | {"occasion": f"全县防汛工作第{number}次会议"} | changes)
        (case / "archive" / "巡查通知.txt").write_text(ARCHIVE, encoding="utf-8")
        if expect is not None:
            written(case / "expect.yaml", expect)
    return folder


def drafts(folder: Path, **changes: Any) -> Path:
    """A dataset of one fixed draft, with a figure that is wrong and one that is right."""
    manifest(folder, "fixed", "drafts")
    start = DRAFT.index("35户")
    case = {
        "text": DRAFT,
        "context": {"place": "柏原县", "genre": "speech"},
        "facts": [{"name": "小型水库", "value": "27", "unit": "座"}, {"name": "转移山洪沟口住户", "value": "53", "unit": "户"}],
        "faults": [{"start": start, "end": start + 3, "family": "figure", "text": "35户"}],
        "ok": [[0, DRAFT.index("。") + 1]],
    } | changes
    written(folder / "cases" / "d1" / "case.yaml", case)
    return folder


def manifest(folder: Path, name: str, kind: str, version: int = 1) -> None:
    written(folder / "dataset.yaml", {"name": name, "title": "试评", "kind": kind, "version": version})


def written(path: Path, values: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False), encoding="utf-8")


def rows_of(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
