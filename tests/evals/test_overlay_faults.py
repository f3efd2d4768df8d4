"""A wrong overlay is named with file and line, in one Chinese sentence, before anything is checked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from base.errors import InputError
from evals.case import Case
from evals.engine import run
from evals.overlay import own_rule

HEAD = "title: 试\n    family: wording\n    message: 试\n    why: 试\n    source: 试\n"
WORDS = f"rules:\n  - id: QHX001\n    {HEAD}    words: [亮点]\n"
PATTERN = f"rules:\n  - id: QHX001\n    {HEAD}    flag: [亮点]\n    pass: [实事]\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("rule: []\n", 1, "rules"),
        (WORDS + "    word: [亮点]\n", 9, "words"),
        ("severty: {RES006: error}\n", 1, "severity"),
        (PATTERN + "    pattern: '(亮点'\n", 10, "正则表达式第 4 个字符附近有误"),
        (PATTERN + "    pattern: '亮?'\n", 10, "空文字"),
        (PATTERN + "    pattern: 亮点\n    words: [亮点]\n", 2, "写一样"),
        (f"rules:\n  - id: QHX001\n    {HEAD}    pattern: 亮点\n", 2, "例子"),
        (PATTERN + "    pattern: 难点\n", 2, "flag 例子“亮点”没有报出来"),
        (PATTERN + "    pattern: 亮点|实事\n", 2, "pass 例子“实事”报了“实事”"),
        (WORDS + "    flag: [{text: 亮点在前亮, span: 前亮}]\n", 2, "“前亮”上没有报出来"),
        (WORDS.replace("message: 试", "message: '{who}太空'"), 5, "花括号里只能写 {text}"),
        (WORDS.replace("message: 试", "message: '{text.__class__}'"), 5, "花括号"),
        (WORDS.replace("family: wording", "family: 文采"), 4, "没有检查类别“文采”"),
        (WORDS.replace("QHX001", "FIG900"), 2, "FIG 开头的编号归程序使用"),
        (WORDS.replace("QHX001", "青001"), 2, "三个大写字母加三位数字"),
        (WORDS + WORDS.removeprefix("rules:\n"), 9, "已经用在第 1 条规则上"),
        ("severity: {RES006: fatal}\n", 1, "error、warning、suggestion"),
        ("severity:\n  RES006: error\n  RES006: warning\n", 3, "写了两遍"),
        ("severity:\n  RES006: error\n  placeholder: warning\n", 3, "前后矛盾"),
        ("disabled:\n  RES006: 样稿\nseverity:\n  RES006: error\n", 4, "前后矛盾"),
        ("disabled:\n  RES06: 样稿\n", 2, "是不是想写“RES006”"),
        ("disabled:\n  RES006:\n", 2, "应当是文字"),
        ("severity: {OPN001: error}\n", 1, "第二意见"),
        ("exceptions:\n  - text: 亮点\n    why: 试\n    rules: [ZZZ123]\n", 4, "没有规则“ZZZ123”"),
        ("wordings:\n  - right: 三个务必\n    wrong: []\n", 3, "项数太少"),
        ("wordings:\n  - {right: 三个务必, wrong: [三个必须]}\n  - {right: 三个必须, wrong: 三必须}\n", 3, "第 1 条里又写作不规范的"),
        ("wordings:\n  - {right: 三个务必, wrong: [三个务必]}\n", 2, "前后矛盾"),
        ("abbreviations:\n  - {full: 青禾县应急管理局, short: 县应急局, wrong: 县应急局}\n", 2, "“县应急局”既可以用"),
        ("names: [周明远]\n", 1, "“names 第 1 项”应当写成 {name: ……, title: ……}，请照此修改。"),
        ("names: {name: 周明远, title: 县长}\n", 1, "“names”应当一行一条，每条写成 {name: ……, title: ……}"),
        ("names:\n  - {name: 周明远}\n", 2, "“names 第 1 项的 title”缺少这一项"),
        ("exceptions: [亮点]\n", 1, "{text: ……, why: ……}"),
        ("- 1\n", 1, "键: 值"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(overlay: Callable[[str], Path], text: str, line: int, said: str) -> None:
    overlay(text)
    with pytest.raises(InputError) as caught:
        run(Case("闪亮名片。"), ["length"])
    assert f"overlay.yaml 第 {line} 行" in str(caught.value) or text == "- 1\n"
    assert said in str(caught.value)
    assert str(caught.value).endswith(("。", "？"))


def test_an_example_that_never_ends(overlay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_rule, "SECONDS", 0.05)
    overlay(PATTERN.replace("实事", "一" * 60 + "二") + "    pattern: 亮点|(?:一|一一)+$\n")
    with pytest.raises(InputError, match="没有查完"):
        run(Case("亮点"), ["length"])


def test_a_file_that_is_not_there(overlay: Callable[[str], Path], biganzi: Callable[..., tuple[int, str, str]]) -> None:
    path = overlay("{}\n")
    code, _, err = biganzi("rule", "--overlay", path.with_name("没有.yaml"))
    assert code == 2
    assert "找不到文件" in err
