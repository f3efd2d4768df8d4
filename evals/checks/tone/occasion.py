"""Joy where people died, grief where people celebrate."""

import re

from evals.checks.tone.lexicon import SURE, Hit
from evals.checks.tone.view import View

_DEATH = re.compile(r"死亡|遇难|遇害|罹难|殉职|丧生|身亡|噩耗|节哀|惊悉|离世|悲痛|默哀|追悼")
_PUNISHED = re.compile(r"处罚|罚单|罚款|处分|立案|查处|通报批评|问责|落马|被抓|判刑|受伤|火灾|坍塌|溺水|吊销|事故")
_MARTYRS = re.compile(r"烈士|先烈|英烈|革命|前辈|先辈|英雄|先贤|老一辈|遇难同胞")
_NEAR = 150  # characters in which a death darkens what is said


def cheers_wrongly(view: View, hit: Hit) -> bool:
    """Joy on a sad or alarming occasion; elsewhere only festive words beside a death, or in one sentence with a penalty or an accident."""
    if view.setting.mood in ("grief", "alarm"):
        return True
    if hit.points < SURE or view.setting.mood == "joy":
        return False
    around = view.text[max(0, hit.start - _NEAR) : hit.end + _NEAR]
    return bool(_PUNISHED.search(view.sentence(hit.start).of(view.text)) or _DEATH.search(around))


def mourns_wrongly(view: View, hit: Hit) -> bool:
    """Grief on a glad occasion; those who died for the country are remembered there too."""
    return not _MARTYRS.search(view.sentence(hit.start).of(view.text))
