"""Sentences of an answer that are none of the section's: the prompt itself, orders of the material carried out, foreign or copied text."""

import re
from collections.abc import Iterable
from functools import cache

from corpus.documents import Hit
from drafting.model.lines import key_of
from drafting.orders import orders_in, without_orders
from drafting.writer import Task
from prompts.loader import prompt

_SLOT = re.compile(r"\{\{\s*[a-z_]+\s*\}\}")
_OF_PROMPT, _OF_ORDER, _OF_SOURCE, _OF_SAMPLE = 12, 8, 40, 16  # characters in a row that are no chance
_WHOLE = 12  # characters of a sentence that is copied as a whole; several in a row are a passage
_FOREIGN = 20  # letters from which a sentence with more Latin than Chinese is foreign
_CODE = re.compile(r"""^\s*[\[{]\s*["“'{\[]|"\s*:\s*["\[{]|</?[A-Za-z!]""")
_LATIN, _HAN = re.compile(r"[A-Za-z]"), re.compile(r"[㐀-鿿]")
Grams = frozenset[str]


class Intruders:
    """Looks at the sentences of one section, in order; `sample` is a text shown for its manner only."""

    def __init__(self, task: Task, shown: tuple[Hit, ...], sample: str = "") -> None:
        texts = _material(task, shown)
        own = (task.instruction,)  # the wish of the person who redoes a section is an order that counts
        honest = _grams_of((*map(without_orders, texts), *own), _OF_ORDER)
        self._orders = _grams_of((order for text in texts for order in orders_in(text)), _OF_ORDER) - honest
        self._prompt = prompt_words() - _grams_of((*texts, *own), _OF_PROMPT)
        free = task.brief.reuse == "quote"
        self._sources = () if free else tuple(hit for hit in shown if not _is_pinned(hit, task.brief.pin))
        self._keys = tuple(key_of(hit.passage.text) for hit in self._sources)
        self._long = _grams_of((hit.passage.text for hit in self._sources), _OF_SOURCE)
        self._sample = frozenset() if free else _grams(sample, _OF_SAMPLE)
        self._copied = 0  # characters copied in a row up to here

    def reason(self, sentence: str) -> str:
        """What is wrong with this sentence, in words that follow “有 1 句”; '' when it belongs to the section."""
        key = key_of(sentence)
        if _held(key, self._prompt, _OF_PROMPT):
            return "是提示词里的话"
        if _held(key, self._orders, _OF_ORDER):
            return "照办了资料里对程序下的指令"
        if _is_foreign(sentence):
            return "是外文或代码"
        if _held(key, self._sample, _OF_SAMPLE):
            return "照抄了供参考写法的旧稿"
        return "照抄了资料原文" if self._is_copied(sentence) else ""

    def _is_copied(self, sentence: str) -> bool:
        """More than a sentence word for word from a passage, without quotation marks and without naming the document."""
        if any(hit.document.title in sentence or (hit.document.number and hit.document.number in sentence) for hit in self._sources):
            self._copied = 0
            return False
        bare = key_of(re.sub(r"“[^”]*”", "", sentence))
        whole = len(bare) >= _WHOLE and any(bare in text for text in self._keys)
        self._copied = self._copied + len(bare) if whole else 0
        return _held(bare, self._long, _OF_SOURCE) or self._copied >= _OF_SOURCE


def _material(task: Task, shown: tuple[Hit, ...]) -> tuple[str, ...]:
    """Every text of others that the model was shown."""
    rows = (text for fact in task.brief.facts for text in (fact.name, fact.source, fact.note, fact.quote))
    plans = (text for plan in task.outline.sections for text in (plan.heading, plan.purpose))
    brief = (task.brief.title, task.brief.own_text)
    current = (task.current.text,) if task.current else ()
    return tuple(x for x in (*(h.passage.text for h in shown), *(h.document.label for h in shown), *rows, *plans, *brief, *current) if x)


def _is_pinned(hit: Hit, pinned: tuple[str, ...]) -> bool:
    return bool({hit.passage.id, hit.document.id, hit.document.title, hit.document.number} & set(pinned))


def _is_foreign(sentence: str) -> bool:
    """More Latin than Chinese, markup, or JSON."""
    if _CODE.search(sentence):
        return True
    letters = len(_LATIN.findall(sentence))
    return letters >= _FOREIGN and letters > len(_HAN.findall(sentence))


@cache
def prompt_words() -> Grams:
    """Every run of twelve characters of our prompt files."""
    texts = (message.text for name in ("outline", "section", "repair") for message in prompt(name).messages)
    lines = (part for text in texts for line in text.splitlines() for part in _SLOT.split(line))
    return _grams_of(lines, _OF_PROMPT)


def _grams(text: str, size: int) -> Grams:
    key = key_of(text)
    return frozenset(key[i : i + size] for i in range(len(key) - size + 1))


def _grams_of(texts: Iterable[str], size: int) -> Grams:
    return frozenset().union(*(_grams(text, size) for text in texts))


def _held(key: str, grams: Grams, size: int) -> bool:
    return bool(grams) and any(key[i : i + size] in grams for i in range(len(key) - size + 1))
