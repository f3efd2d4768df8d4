"""The fields of a brief in a person's words, and which of them a genre asks for first."""

from dataclasses import dataclass
from typing import get_args

from drafting.brief import Direction, Level
from prompts.genres import Element, Genre


@dataclass(frozen=True)
class Field:
    """What a field is called, what it is for, and how it may look."""

    label: str
    help: str = ""
    example: str = ""


FIELDS: dict[str, Field] = {
    "genre": Field("文种"),
    "title": Field("标题", example="在全县××工作会议上的讲话"),
    "occasion": Field("会议或事由", "为哪次会议、哪件事写", "全县安全生产工作会议"),
    "issuer": Field("发文机关", "以谁的名义", "青禾县人民政府"),
    "audience": Field("对象", "给谁看、给谁听，一行一个", "各乡镇、县直各部门主要负责同志"),
    "date": Field("成文日期", "只引用这一天以前的材料"),
    "speaker": Field("讲话人职务", "在下面“人员”里写上姓名", "县长"),
    "people": Field("人员", "姓名、职务以这里为准"),
    "length": Field("篇幅"),
    "upper_spirit": Field("上级要求", "要贯彻哪几份文件：写标题或文号，一行一份，原文从文库里取", "省安委办〔2026〕14号"),
    "intent": Field("领导意图", "领导为什么要这篇稿子，要解决什么问题，要听的人做什么", "汛期后隐患反弹，要把责任压到企业负责人"),
    "local": Field("本地实际", "本地的底数、做到了哪一步、差在哪里；具体数字放进下面的台账", "危化品企业夜间值守不到位，自建房整改进度慢"),
    "must_cover": Field("必讲内容", "一行一条，每条都会写进提纲", "危化品企业夜间值守"),
    "facts": Field("数据台账", "稿中的数字只从这里和任务书、文库取"),
    "number": Field("发文字号", example="青政〔2026〕96号"),
    "signer": Field("签发人", "上行文要标明"),
    "contact": Field("联系人及电话"),
    "attachments": Field("附件名称", "一行一个"),
    "direction": Field("行文方向"),
    "level": Field("机关层级"),
    "place": Field("所在地方", "核对有没有把别处的话抄过来", "青禾县"),
    "reuse": Field("借用文库原句"),
    "layout": Field("版式"),
    "style": Field("文风"),
    "secrecy": Field("密级", "有密级的，不会送往外部模型"),
    "pin": Field("必须用的材料"),
    "refuse": Field("不要用的材料"),
}
DIRECTIONS: dict[str, str] = dict(
    zip(get_args(Direction), ("上行（报上级）", "平行（平级单位）", "下行（对下级）", "面向社会"), strict=True)
)
LEVELS: dict[str, str] = dict(zip(get_args(Level), ("乡镇（街道）", "县（市、区）", "市（州）", "省", "部门（随所在地方）"), strict=True))
REUSE = {"avoid": "不照抄，换自己的话", "quote": "可以引用原句"}
SECRECY = {"none": "不涉密", "internal": "内部", "秘密": "秘密", "机密": "机密", "绝密": "绝密"}

_ALWAYS = ("title", "occasion", "issuer", "audience", "date", "length")
_OF_ELEMENT: dict[Element, str] = {
    "byline": "speaker",
    "number": "number",
    "signer": "signer",
    "contact": "contact",
    "attachments": "attachments",
}
_FOLDED = ("speaker", "number", "signer", "contact", "attachments", "place", "level", "direction", "reuse", "layout", "style", "secrecy")


def label(name: str) -> str:
    """The field's Chinese name; the name itself for what is no field of the form."""
    return FIELDS[name].label if name in FIELDS else name


def first_fields(genre: Genre) -> tuple[str, ...]:
    """The plain fields a text of this genre cannot do without, in the order in which one is asked for them."""
    return (*_ALWAYS, *(name for element, name in _OF_ELEMENT.items() if element in genre.elements))


def folded_fields(genre: Genre) -> tuple[str, ...]:
    """The plain fields that usually stay as they are."""
    return tuple(name for name in _FOLDED if name not in first_fields(genre))
