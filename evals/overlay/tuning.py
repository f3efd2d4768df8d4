"""The overlay files read as one: which rules there are, which hold, how they weigh. Every fault is told with file and line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from base.errors import InputError
from base.office import remembered
from corpus.office import OfficeFile, office_files
from corpus.office_rules import OfficeExample, OfficeRule
from evals.finding import Severity
from evals.overlay.examples import prove
from evals.overlay.own_rule import OwnRule
from evals.overlay.rule_names import RuleNames
from evals.rules import Example, Rule, RuleSource, family_ids, rules

_OPINION = "OPN"  # rules of the second opinion, which is never the only ground for an error


@dataclass(frozen=True)
class Change:
    """What the office does to a rule: another `severity`, or switched off when None; `why`, and `where` it says so."""

    severity: Severity | None
    why: str
    where: str


@dataclass(frozen=True)
class Exempt:
    """Within `text` nothing of `rules` (ids; of any rule when empty) is reported."""

    text: str
    rules: frozenset[str]


@dataclass(frozen=True)
class Tuning:
    """All of it, the later file holding."""

    own: tuple[OwnRule, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=lambda: MappingProxyType({}))
    exempt: tuple[Exempt, ...] = ()

    @property
    def own_ids(self) -> frozenset[str]:
        return frozenset(own.rule.id for own in self.own)


@remembered
def tuning() -> Tuning:
    """The overlay in use. InputError with file and line when it is wrong."""
    return tuned(office_files())


def tuned(files: Iterable[OfficeFile]) -> Tuning:
    """What these files together come to."""
    own: dict[str, OwnRule] = {}
    changes: dict[str, Change] = {}
    exempt: list[Exempt] = []
    for file in files:
        own |= {o.rule.id: o for o in _own(file)}
        names = RuleNames((*rules().values(), *(o.rule for o in own.values())))
        changes |= _changes(file, names)
        exempt += _exempt(file, names)
        _forbid_contradictions(file)
    return Tuning(tuple(own.values()), MappingProxyType(changes), tuple(exempt))


def _own(file: OfficeFile) -> Iterator[OwnRule]:
    seen: dict[str, int] = {}
    for i, given in enumerate(file.office.rules):
        where = file.where("rules", i, "id")
        if given.id in seen:
            raise InputError(f"{where}：编号 {given.id} 已经用在第 {seen[given.id] + 1} 条规则上，请换一个编号。")
        seen[given.id] = i
        own = OwnRule(_rule(given, where, file.where("rules", i, "family")), given, where)
        prove(own)
        yield own


def _rule(given: OfficeRule, where: str, where_family: str) -> Rule:
    replaced = rules().get(given.id)
    prefix = given.id[:3]
    if replaced is None and any(known.startswith(prefix) for known in rules()):
        raise InputError(f"{where}：{prefix} 开头的编号归程序使用，也没有 {given.id} 这条规则可以替换，请换一个前缀，例如 QHX001。")
    try:
        family = family_ids([given.family])[0]
    except InputError as error:
        raise InputError(f"{where_family}：{error}") from error
    return Rule.model_construct(
        id=given.id, name=replaced.name if replaced else given.id.lower(), title=given.title, severity=given.severity,
        message=given.message, why=given.why, source=RuleSource(standing=given.source.standing, text=given.source.text), gate=given.gate,
        flag=_examples(given.flag), pass_=_examples(given.pass_),
        family=family, origin=where,
    )  # fmt: skip


def _examples(given: Iterable[OfficeExample]) -> tuple[Example, ...]:
    return tuple(Example.model_validate(e.model_dump()) for e in given)


def _changes(file: OfficeFile, names: RuleNames) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for section in ("disabled", "severity"):
        for name, value in getattr(file.office, section).items():
            where = file.where(section, name)
            id_ = names.id_of(name, where)
            if id_ in found:
                raise InputError(f"{where}：规则 {id_} 前面已经另有处理（{found[id_].where}），前后矛盾，请只留一处。")
            found[id_] = Change(None, value, where) if section == "disabled" else _weighed(id_, value, where)
    return found


def _weighed(id_: str, severity: Severity, where: str) -> Change:
    if id_.startswith(_OPINION) and severity == "error":
        raise InputError(f"{where}：第二意见不能单独作为错误的依据，{id_} 请改为 warning 或 suggestion。")
    return Change(severity, "", where)


def _exempt(file: OfficeFile, names: RuleNames) -> Iterator[Exempt]:
    for i, given in enumerate(file.office.exceptions):
        where = file.where("exceptions", i, "rules")
        yield Exempt(given.text, frozenset(names.id_of(name, where) for name in given.rules))


def _forbid_contradictions(file: OfficeFile) -> None:
    """InputError for a wording that the same file calls right and wrong."""
    wrong = {words: i for i, given in enumerate(file.office.wordings, 1) for words in given.wrong}
    for i, given in enumerate(file.office.wordings):
        if entry := wrong.get(given.right):
            where = file.where("wordings", i, "right")
            raise InputError(f"{where}：规范表述“{given.right}”在第 {entry} 条里又写作不规范的，前后矛盾，请只留一处。")
