"""Who speaks to whom, how, and on what occasion: from the context, else from the title, the addressees and the closing words."""

import re
from dataclasses import dataclass

from corpus.titles import kind_of, title_in
from corpus.zh import paragraphs
from evals.context import Context
from prompts.genres import genre, genre_id, genre_names

_DIRECTION_OF_KIND = {
    "请示": "up", "报告": "up", "汇报": "up", "通知": "down", "通报": "down", "批复": "down", "决定": "down", "函": "level",
    "公告": "public", "通告": "public", "公开信": "public", "倡议书": "public", "讲话": "down",
}  # fmt: skip
_CLOSINGS = (
    ("up", re.compile(r"[妥当可]否[，,]?请|请[予]?(?:批示|审批|审示)|(?:特此|专此)(?:报告|请示)|以上报告")),
    ("down", re.compile(r"特此通[知报]|请[^。]{0,8}(?:遵照|贯彻)执行")),
    ("level", re.compile(r"(?:特此|专此)(?:函[达告复商]|致函)|请予?函复|(?:为盼|为荷)[。！]")),
)
_TO_ALL = re.compile(r"家属|群众|市民|居民|用户|患者|学生|退休|老职工|家长|旅客|游客|村民|公众")
_SAID_ALOUD = re.compile(r"座谈|致辞|讲话|发言|第一课|交通安全课|宣讲|欢送会|欢迎会|仪式|动员会|调研(?!报告)|见面会|会客厅|演讲|口头")
_WRITTEN = re.compile(r"书面|慰问信|感谢信|公开信|一封信|公告|报告|请示|通知|函")
_GRIEF = re.compile(r"噩耗|逝|遇难|罹难|殉职|牺牲|去世|离世|遗属|遗孀|吊唁|唁|悼|丧|亡|事故|灾难|溺水|坍塌|公祭|默哀|烈士|失独")
_ILL = re.compile(r"住院|手术|康复|病床|病榻|患病|受伤|伤病|重病|慰问信")
_JOY = re.compile(
    r"庆|欢送|荣退|退休|表彰|颁奖|揭牌|开业|开工|通车|竣工|落成|签约|婚礼|运动会|联欢|晚会|春节|元旦|国庆|中秋|元宵|重阳|团拜|贺|"
    r"开学|毕业|迎新|开幕|启动仪式|剪彩|艺术节|文化节|旅游节|丰收|迎春|茶话会|典礼|凯旋|晋升|入职|欢迎|教师节|儿童节|劳动节"
)
_ALARM = re.compile(
    r"预警|险情|灾情|灾害|洪灾|山洪|汛情|内涝|洪涝|地震|台风|泥石流|滑坡|塌方|火情|山火|爆炸|泄漏|中毒|疫情|踩踏|救灾|抢险|失联|失踪|处分|违纪|警示教育"
)
_MOODS = (("grief", _GRIEF), ("joy", _JOY), ("ill", _ILL), ("alarm", _ALARM))
_TOP = 8  # lines in which title and addressees stand


@dataclass(frozen=True)
class Setting:
    """What the words must fit; '' where nothing tells."""

    genre: str
    direction: str
    spoken: bool
    mood: str  # grief, joy, ill, alarm, ''
    known: bool  # the context tells the direction; else it is read out of the text

    @classmethod
    def of(cls, context: Context, text: str) -> "Setting":
        """From the context first; what it leaves open from the text."""
        title = context.title or title_in([s.of(text) for s in paragraphs(text[:2000])[:_TOP]])
        kind = kind_of(title)
        about = f"{context.occasion}{context.title}"
        id = context.genre or _genre_of(kind)
        return cls(
            id,
            _direction(context, id, kind, text),
            _spoken(id or context.form, about or title),
            _mood(context, about),
            bool(context.direction),
        )

    @property
    def named(self) -> str:
        """What it is, in words for a person: 写给上级的报告."""
        to = {"up": "给上级", "level": "给平级单位", "down": "对下级", "public": "面向公众"}.get(self.direction, "")
        what = genre(self.genre).name if self.genre else "讲话" if self.spoken else "文稿"
        return f"{to}的{what}" if to else what


def _genre_of(kind: str) -> str:
    id = genre_id(kind)
    return id if id in genre_names() else next((g for g in genre_names() if kind and kind in genre(g).kinds), "")


def _direction(context: Context, id: str, kind: str, text: str) -> str:
    """As told; else by the 文种, the closing words, or what is usual in the genre that the context names."""
    if context.direction:
        return context.direction
    if found := _DIRECTION_OF_KIND.get(kind):
        return found
    tail = text[-300:]
    closed = next((direction for direction, closing in _CLOSINGS if closing.search(tail)), "")
    return closed or (genre(id).direction if context.genre else "")


def _spoken(id: str, about: str) -> bool:
    if id in genre_names():
        return genre(id).spoken
    if id == "oral":
        return True
    return bool(_SAID_ALOUD.search(about)) and not _WRITTEN.search(about)


def _mood(context: Context, about: str) -> str:
    """The mood of the occasion; of the addressees (遇难职工家属) where it says nothing."""
    whole = about + "".join(context.audience)
    found = next((mood for mood, words in _MOODS if words.search(about)), "")
    if found != "joy" and _GRIEF.search(whole):
        return "grief"
    return found or ("ill" if context.form == "condolence" else "")
