"""People whose names are hidden on purpose: 龚某某, 欧阳某某, 嫌疑人滚某某. 某某县 and 由某某单位, which bear no surname, are blanks."""

import re

from corpus.proper_names import is_surname

_BLANK = "某某"
_HAN = re.compile(r"[㐀-鿿]$")
_SURNAME_LENGTHS = (1, 2)
# 某某县, 某某单位 are no given names; 龚某某局长 is one
_OF_NOBODY = re.compile(
    r"(?:街道|单位|公司|集团|企业|学校|医院|项目|活动|会议|领导小组|工作|[年月日地处]|[省县市区镇乡村局委办厅部校院](?!长|书记|主任|民|[家里内外]))"
)
# after these any one character is a surname, of whatever people: 村民滚某某
_PERSON_BEFORE = re.compile(
    r"(?:嫌疑人|被告人?|原告|当事人|驾驶[人员]|行为人|举报人|投诉人|申请人|责任人|死者|伤者|患者|村民|居民|群众|男子|女子|司机|业主|店主|老人|职工|学生|某、|某某[、和与及])$"
)
_NO_SURNAME = "由是为请在和与及跟同对把被给让将从到"
# 位于某某县, 公安某某: the surname ends a word of its own
_ENDS_A_WORD = re.compile(
    r"(?:[位关对由基属至鉴处在源等用定建设生落]于|[同及届随临小当]时|[公治平]安|[事各立单]项|[甲乙双地对官警我]方|单位|[华广山股]东|[组达完形建]成|[加增]强|[年现时替]代|[说证表声]明|内容|通[常过]|承包)$"
)


def is_person(text: str, start: int) -> bool:
    """Does the hidden given name of somebody stand at `start`?"""
    if not text.startswith(_BLANK, start) or _OF_NOBODY.match(text, start + len(_BLANK)):
        return False
    before = text[max(0, start - 12) : start]
    if not _HAN.search(before) or before[-1] in _NO_SURNAME:
        return False
    named = any(is_surname(before[-n:]) for n in _SURNAME_LENGTHS) and not _ENDS_A_WORD.search(before)
    return named or _PERSON_BEFORE.search(before[:-1]) is not None
