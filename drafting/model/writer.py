"""ModelWriter: a language model as the writer. What it says is grounded, marked or thrown away; what it fails at is said."""

import os
from collections.abc import Mapping

from corpus.documents import Hit
from drafting.brief import Brief
from drafting.draft import Outline, Section
from drafting.guard import Checker, Material
from drafting.model.asking import Asker, Question
from drafting.model.client import Client, key_of
from drafting.model.messages import outline_messages, section_messages
from drafting.model.outline import OutlineReader, merged, proposals, schema
from drafting.model.reader import SectionReader, todo_section
from drafting.secrecy import ZONE_NAMES, zone_of
from drafting.settings import Endpoint
from drafting.writer import OnSentence, Task, Usage
from prompts.genres import Genre

_OUTLINE_TOKENS = 1500
_LEAST_ANSWER = 400  # tokens a section must have room for
_TOKENS_A_ZI = 1.6  # with the marks, on the high side


class ModelWriter:
    """Writes with the model at `endpoint`; `check` judges every sentence before it is kept. Raises ServiceError.

    `habits` are the office's own style in short sentences. The key is read from `environ` under the name the endpoint gives
    (InputError when it is not there); nothing else is taken from the environment.
    """

    def __init__(
        self, endpoint: Endpoint, check: Checker, *, habits: tuple[str, ...] = (), environ: Mapping[str, str] = os.environ
    ) -> None:
        self._endpoint, self._check, self._habits = endpoint, check, habits
        self._client = Client(endpoint, key_of(endpoint, environ), Usage())
        self._asker = Asker(self._client)
        self._remarks: dict[str, None] = {}  # in order, each once

    @property
    def name(self) -> str:
        """The model's name, for run.json."""
        return self._endpoint.model

    @property
    def repairs(self) -> bool:
        """Told of its findings, a model may do better."""
        return True

    @property
    def usage(self) -> Usage:
        return self._client.usage

    @property
    def note(self) -> str:
        """How the draft was made and what went differently, for people."""
        said = [
            f"由{ZONE_NAMES[zone_of(self._endpoint)]}模型 {self._endpoint.model} 起草，数字和引用经程序核对，须由人审核",
            *self._remarks,
        ]
        if self._client.estimated:
            said.append("有的回答没有带回用量，用量为估算")
        return "；".join(said) + "。"

    def outline(self, brief: Brief, genre: Genre, skeleton: Outline, hits: tuple[Hit, ...]) -> Outline:
        """`skeleton` with the headings, purposes and placings the model proposes; as it is when the answer cannot be used."""
        question = Question(
            lambda cut: outline_messages(brief, genre, skeleton, hits[: cut.hits], self._habits, self.usage),
            len(hits),
            _OUTLINE_TOKENS,
            schema(skeleton),
        )
        heard, _ = self._asker.ask(question, lambda _: OutlineReader())
        proposed = proposals(heard.text, skeleton)
        if not proposed:
            self._remark("模型没有按要求返回提纲，用的是文种的默认提纲")
        return merged(skeleton, proposed, genre, Material(brief, brief.facts, hits), self._check)

    def section(self, task: Task, on_sentence: OnSentence | None = None) -> Section:
        """One section, shown sentence by sentence; 〔待写：…〕 where the model says nothing usable.

        After a broken call the section is asked for anew: `on_sentence` then hears only sentences it has not heard.
        """
        said: set[str] = set()
        need = max(_LEAST_ANSWER, int(task.plan.length[1] * _TOKENS_A_ZI))
        question = Question(lambda cut: section_messages(task, cut, self._habits, self.usage), len(task.hits), need)
        reader, shown = self._asker.ask(question, lambda n: SectionReader(task, n, self._check, on_sentence, said))
        self._remark_on(task, reader, shown)
        return reader.section() if reader.usable else todo_section(task.plan.id, task.plan.ask or task.plan.purpose)

    def _remark_on(self, task: Task, reader: SectionReader, shown: int) -> None:
        where = f"“{task.plan.heading or task.plan.purpose}”"
        if shown < len(task.hits):
            self._remark(f"{where}有 {len(task.hits) - shown} 条资料因模型上下文放不下没有提供")
        if not reader.usable:
            self._remark(f"{where}没有写出可用的正文，已留作待写")
        elif reader.circling:
            self._remark(f"{where}反复说同一句话，已提前停止")
        elif reader.too_long:
            self._remark(f"{where}写得过长，已提前停止，并标明待写")
        elif reader.cut:
            self._remark(f"{where}到长度上限被截断，已标明待写")

    def _remark(self, text: str) -> None:
        self._remarks[text] = None
