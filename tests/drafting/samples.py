"""Values the drafting tests share: a brief, passages of an invented county's library."""

from corpus.documents import Document, Hit, Passage
from drafting.brief import Brief
from drafting.draft import Outline, Section
from drafting.extractive import ExtractiveWriter
from drafting.outline import skeleton
from drafting.writer import Task
from prompts.genres import genre

BRIEF = Brief.model_validate(
    {
        "title": "在全县安全生产工作会议上的讲话",
        "genre": "speech",
        "issuer": "青禾县人民政府",
        "place": "青禾县",
        "people": [{"name": "周明远", "title": "县长"}],
        "speaker": "县长",
        "audience": ["各乡镇、县直各部门主要负责同志"],
        "occasion": "全县安全生产工作会议",
        "date": "2026-11-20",
        "intent": "汛期后隐患反弹，要把责任压到企业负责人",
        "local": "全县危化品企业11家，自建房经营场所640处",
        "must_cover": ["危化品企业夜间值守", "农村自建房经营场所"],
        "facts": [
            {"name": "危化品企业", "value": "11", "unit": "家", "period": "2026年10月", "scope": "全县", "source": "县应急局"},
            {"name": "隐患整改率", "value": "96.5", "unit": "%", "period": "2026年1—10月", "scope": "全县"},
        ],
    }
)
TEXT = "去年夜间抽查12家次，发现值班人员脱岗3起。危化品企业夜间值守要有“双人双岗”，每两小时巡检一次并留下记录。\n另一段说的是别的事情。"
DOCUMENT = Document("d", "关于加强危化品企业夜间值守的通知", TEXT, issuer="青禾县应急管理局", number="青应急〔2025〕8号")
HIT = Hit(Passage("d#0", "d", 0, 0, len(TEXT), TEXT), DOCUMENT, 1.0)


def write_all(brief: Brief = BRIEF, hits: tuple[Hit, ...] = (HIT,)) -> tuple[Outline, list[Section]]:
    """The extractive writer over every section of the brief."""
    frame = genre(brief.genre)
    outline = skeleton(brief, frame)
    written: list[Section] = []
    for plan in outline.sections:
        facts = tuple(f for f in brief.facts if f.name in plan.facts)
        written.append(ExtractiveWriter().section(Task(brief, frame, outline, plan, facts, hits, tuple(written))))
    return outline, written
