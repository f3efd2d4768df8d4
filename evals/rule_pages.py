"""What is said of a rule: as text for one, as Markdown for all of them (docs/rules.md), as JSON for programs."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from drafting.ledger import Fact
from evals.catalogue import Entry
from evals.finding import Severity
from evals.render.words import SEVERITY
from evals.rules import FAMILY_NAMES, GATES, Example, Rule

_SLOT = re.compile(r"\{[a-z_]+\}")
_HEAD = """# 检查规则

每条规则查什么、为什么、依据什么，会报和不报的例子。例子同时是测试。

程度：错误（必错无疑）、警告（很可能错）、建议（值得再看）。本单位可以增加规则、停用规则、改程度，见 [overlay.md](overlay.md)。

这份文件由 `biganzi rule --format markdown` 按规则文件生成，不要手改。
"""


def gate(rule: Rule) -> str:
    """The gate the rule belongs to."""
    return rule.gate or GATES[rule.family]


def as_line(entry: Entry) -> str:
    """One line of a list."""
    rule = entry.rule
    state = "已停用" if entry.off else SEVERITY[entry.severity]
    own = "（本单位）" if rule.origin else ""
    return f"{rule.id}  {state}  {gate(rule)}关  {FAMILY_NAMES[rule.family]}  {rule.name}  {rule.title}{own}"


def as_text(entry: Entry) -> str:
    """The rule as a page of text."""
    rule = entry.rule
    lines = [
        f"{rule.id} {rule.title}（{rule.name}）",
        f"类别：{FAMILY_NAMES[rule.family]}（{rule.family}），{gate(rule)}关；程度：{_severity(entry)}",
        f"来自：{entry.origin}",
        f"怎么说：{_template(rule.message)}",
        f"为什么：{rule.why}",
        f"依据：{rule.source.standing}——{rule.source.text}",
        *(f"会报：{example_words(e)}" for e in rule.flag),
        *(f"不报：{example_words(e)}" for e in rule.pass_),
    ]
    return "\n".join(lines)


def _severity(entry: Entry) -> str:
    packaged: Severity = entry.rule.severity
    if entry.off:
        return f"已停用（{entry.changed}：{entry.off}）"
    changed = f"（原为{SEVERITY[packaged]}，{entry.changed}改）" if entry.changed else ""
    return SEVERITY[entry.severity] + changed


def example_words(example: Example) -> str:
    """The text, and what it was held against: without it nobody sees why."""
    rows = [Fact.model_validate(f).said for f in example.facts or ()]
    beside = [f"台账：{'；'.join(rows)}"] if rows else []
    beside += [f"来源：{'；'.join(example.sources)}"] if example.sources else []
    beside += [f"背景：{'，'.join(f'{key} {_value(v)}' for key, v in example.context.items())}"] if example.context else []
    beside += [f"overlay.yaml：{'、'.join(example.overlay)}"] if example.overlay else []
    beside += ["模型另有指出"] if example.answers else []
    beside += [f"重复 {example.repeat} 遍"] if example.repeat > 1 else []
    return example.text + (f"（{'；'.join(beside)}）" if beside else "")


def _value(value: object) -> str:
    return "、".join(map(_value, value)) if isinstance(value, list | tuple) else str(value)


def _template(message: str) -> str:
    """The message with …… where the words of the place come."""
    return _SLOT.sub("……", message)


def as_markdown(entries: Iterable[Entry]) -> str:
    """All rules, family by family."""
    by_family: dict[str, list[Entry]] = {family: [] for family in GATES}
    for entry in entries:
        by_family[entry.rule.family].append(entry)
    parts = [f"## {FAMILY_NAMES[f]}（{f}）\n\n" + "\n".join(map(_section, found)) for f, found in by_family.items() if found]
    return _HEAD + "\n" + "\n".join(parts)


def _section(entry: Entry) -> str:
    rule = entry.rule
    rows = [
        f"- 名称：`{rule.name}`；{gate(rule)}关；{_severity(entry)}" + (f"；{entry.origin}" if rule.origin else ""),
        f"- 怎么说：{_plain(_template(rule.message))}",
        f"- 为什么：{_plain(rule.why)}",
        f"- 依据：{rule.source.standing}——{_plain(rule.source.text)}",
        *_examples("会报", rule.flag),
        *_examples("不报", rule.pass_),
    ]
    return f"### {rule.id} {rule.title}\n\n" + "\n".join(rows) + "\n"


def _examples(kind: str, examples: Sequence[Example]) -> list[str]:
    return [f"- {kind}：{_plain(example_words(e))}" for e in examples]


def _plain(words: str) -> str:
    """`words` on one line, in which Markdown sees no mark-up."""
    return "".join("\\" + c if c in "\\`*_{}[]<>#|" else c for c in words.replace("\n", "⏎"))


def as_json(entry: Entry) -> dict[str, Any]:
    """The rule for a program; `severity` as it holds here, `packaged_severity` as it came."""
    rule = entry.rule
    return {
        "id": rule.id, "name": rule.name, "title": rule.title, "family": rule.family, "gate": gate(rule),
        "severity": entry.severity, "packaged_severity": rule.severity, "off": bool(entry.off), "changed": entry.changed,
        "origin": rule.origin, "message": rule.message, "why": rule.why, "source": rule.source.model_dump(),
        "flag": [e.model_dump(exclude_defaults=True) for e in rule.flag], "pass": [e.model_dump(exclude_defaults=True) for e in rule.pass_],
    }  # fmt: skip
