"""ModelWriter: a language model as the writer. What it says is grounded, marked or thrown away; what it fails at is said."""

import os
from collections.abc import Mapping

from corpus.documents import Hit
from drafting.brief import Brief
from drafting.casting import Cast, Role
from drafting.draft import Outline, Section
from drafting.guard import Checker, Material
from drafting.model.asking import Asker, NoRoomError, Question
from drafting.model.client import Client, Terms, key_of
from drafting.model.means import Means
from drafting.model.messages import outline_messages, section_messages
from drafting.model.outline import OutlineReader, merged, proposals, schema
from drafting.model.reader import SectionReader, todo_section
from drafting.secrecy import ZONE_NAMES, mark_of, zone_of
from drafting.settings import Endpoint
from drafting.writer import OnSentence, Task, Usage
from prompts.genres import Genre

_OUTLINE_TOKENS = 1500
_LEAST_ANSWER = 400  # tokens a section must have room for
_TOKENS_A_ZI = 1.6  # with the marks, on the high side


class ModelWriter:
    """Writes with the model at an endpoint, or with the models of a cast; `check` judges every sentence before it is kept.

    `habits` are the office's own style in short sentences, `sample` a passage of its own in that manner, `means` what the calls of the
    run share. Keys are read from `environ` under the names the endpoints give (InputError when one is not there); nothing else is taken
    from the environment. Raises ServiceError.
    """

    def __init__(
        self,
        models: Endpoint | Cast,
        check: Checker,
        *,
        habits: tuple[str, ...] = (),
        sample: str = "",
        environ: Mapping[str, str] = os.environ,
        means: Means | None = None,
    ) -> None:
        cast = Cast(models, models, models) if isinstance(models, Endpoint) else models
        self._endpoint, self._check, self._habits, self._sample = cast.write, check, habits, sample
        self.usage, means = Usage(), means or Means()
        parts: dict[Role, Endpoint] = {"write": cast.write, "outline": cast.outline, "repair": cast.repair}
        self._askers = {
            role: Asker(Client(endpoint, key_of(endpoint, environ), self.usage, role, means)) for role, endpoint in parts.items()
        }
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
    def note(self) -> str:
        """How the draft was made and what went differently, for people."""
        said = [
            f"由{_placed(self._endpoint)} 起草，数字和引用经程序核对，须由人审核",
            *(f"{words}用的是{_placed(endpoint)}" for words, endpoint in self._other_hands()),
            *(f"模型 {model} 的服务实际用的是 {served}" for model, served in self.usage.served.items()),
            *self._remarks,
        ]
        if any(asker.client.estimated for asker in self._askers.values()):
            said.append("有的回答没有带回用量，用量为估算")
        return "；".join(said) + "。"

    def _other_hands(self) -> list[tuple[str, Endpoint]]:
        """Who else had a part in it."""
        parts: list[tuple[Role, str]] = [("outline", "提纲"), ("repair", "修改")]
        hands = [(role, words, self._askers[role].client.endpoint) for role, words in parts]
        return [(words, e) for role, words, e in hands if e != self._endpoint and (role, e.model) in self.usage.rows]

    def outline(self, brief: Brief, genre: Genre, skeleton: Outline, hits: tuple[Hit, ...]) -> Outline:
        """`skeleton` with the headings, purposes and placings the model proposes; as it is when the answer cannot be used."""
        question = Question(
            lambda cut: outline_messages(brief, genre, skeleton, hits[: cut.hits], self._habits, self.usage),
            len(hits),
            _OUTLINE_TOKENS,
            schema(skeleton),
            Terms(keep=not mark_of(brief, hits), good=lambda heard: bool(proposals(heard.text, skeleton))),
        )
        try:
            heard, _ = self._askers["outline"].ask(question, lambda _: OutlineReader())
        except NoRoomError:
            self._remark("任务书和台账太长，模型的上下文放不下，用的是文种的默认提纲")
            return skeleton
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
        terms = Terms(
            keep=not (task.secrecy or mark_of(task.brief, task.hits)),
            anew=task.anew,
            good=lambda reader: reader.usable and not reader.circling,
        )
        question = Question(
            lambda cut: section_messages(task, cut, self._habits, self.usage, self._sample), len(task.hits), need, terms=terms
        )
        asker = self._askers["repair" if task.findings else "write"]
        reader, shown = asker.ask(question, lambda n: SectionReader(task, n, self._check, on_sentence, said, self._sample))
        self._remark_on(task, reader, shown)
        self._remark_on_room(task, asker.client.endpoint)
        return reader.section() if reader.usable else todo_section(task.plan.id, task.plan.ask or task.plan.purpose)

    def _remark_on(self, task: Task, reader: SectionReader, shown: int) -> None:
        where = f"“{task.plan.heading or task.plan.purpose}”"
        if shown < len(task.hits):
            self._remark(f"{where}有 {len(task.hits) - shown} 条资料因模型上下文放不下没有提供")
        for reason, n in reader.left_out.items():
            self._remark(f"{where}有 {n} 句{reason}，已略去")
        if reader.strays:
            self._remark(f"{where}有 {reader.strays} 处标了没有给过的编号，引用由程序另定")
        if not reader.usable:
            self._remark(f"{where}没有写出可用的正文，已留作待写")
        elif reader.circling:
            self._remark(f"{where}反复说同一句话，已提前停止")
        elif reader.too_long:
            self._remark(f"{where}写得过长，已提前停止，并标明待写")
        elif reader.cut:
            self._remark(f"{where}到长度上限被截断，已标明待写")

    def _remark_on_room(self, task: Task, endpoint: Endpoint) -> None:
        """Said also when the answer fits: a longer one would not have."""
        most = int(endpoint.max_tokens / _TOKENS_A_ZI)
        if task.plan.length[1] > most:
            where = f"“{task.plan.heading or task.plan.purpose}”"
            self._remark(f"{where}要写到 {task.plan.length[1]} 字，模型一次最多写约 {most} 字，请在提纲里分成几节或调大 max_tokens")

    def _remark(self, text: str) -> None:
        self._remarks[text] = None


def _placed(endpoint: Endpoint) -> str:
    return f"{ZONE_NAMES[zone_of(endpoint)]}模型 {endpoint.model}"
