"""核稿, 征求意见, 合法性审查, 签发: who may, in which order, and what opens them again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document

from base.errors import InputError
from drafting.history.entry import PROGRAM, Entry, Kind, Person
from drafting.history.history import ConflictError, History, NewRevision
from drafting.signoff.signing import Act, Finish, OpenError, finish, sign, status
from drafting.signoff.steps import PACKAGED, Process, may_act, process_of
from prompts.genres import genre_names

DRAFT = "关于开展汛期检查的通知"
ZHANG, CHIEF = Person(name="张三", role="科员"), Person(name="王五", role="综合科科长")
LAWYER, HEAD = Person(name="赵律", role="法律顾问"), Person(name="周明远", role="县长")
PROCESS = process_of(Path("nowhere"))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History.open(tmp_path) as history:
        history.save(NewRevision(DRAFT, ZHANG, "各乡镇人民政府：", genre="notice"))
        yield history


def act(history: History, step: str, by: Person, kind: Kind = "signature", reason: str = "", revision: int = 0) -> Entry:
    return sign(history, PROCESS, Act(DRAFT, step, by, kind, reason, revision))


def all_steps(history: History) -> None:
    act(history, "核稿", CHIEF)
    act(history, "征求意见", CHIEF, "waiver", "不涉及其他部门")
    act(history, "合法性审查", LAWYER)
    act(history, "签发", HEAD)


def wish(history: History, **more: object) -> Finish:
    return Finish(DRAFT, HEAD, history.revision(DRAFT), **more)  # type: ignore[arg-type]


def test_all_steps_then_final(history: History) -> None:
    with pytest.raises(OpenError, match="不能定稿") as refused:
        finish(history, PROCESS, wish(history))
    assert [line.split("：")[1].split("（")[0] for line in refused.value.open] == ["核稿", "征求意见", "合法性审查", "签发"]
    assert refused.value.exit_code == 1
    all_steps(history)
    assert status(history, PROCESS, DRAFT).open == ()
    finish(history, PROCESS, wish(history))
    assert status(history, PROCESS, DRAFT).final
    with pytest.raises(InputError, match="已由周明远（县长）定稿"):
        finish(history, PROCESS, wish(history))
    assert history.faults() == []


def test_a_change_opens_them_again(history: History) -> None:
    all_steps(history)
    finish(history, PROCESS, wish(history))
    history.save(NewRevision(DRAFT, ZHANG, "各乡镇人民政府，县直各部门："))
    now = status(history, PROCESS, DRAFT)
    assert [state.label for state in now.steps] == ["重办"] * 4
    assert now.final is None and now.was_final
    history.restore(DRAFT, 1, ZHANG)
    assert len(status(history, PROCESS, DRAFT).open) == 4


@pytest.mark.parametrize(
    ("step", "by", "kind", "said"),
    [
        ("核稿", ZHANG, "signature", "“科员”不能办理核稿，可以办理的有科长"),
        ("核稿", Person(name="张三", role="科长"), "signature", "张三是这份稿子的起草人，不能自己核稿"),
        ("核稿", Person(name="钱七"), "signature", "没有写职务"),
        ("核稿", Person(name="钱七", role="综合科副科长"), "signature", "不能办理核稿"),
        ("核稿", CHIEF, "waiver", "核稿不能免办"),
        ("核稿", CHIEF, "return", "退回要写明理由"),
        ("签发", HEAD, "signature", "还没有办完核稿、征求意见、合法性审查，不能签发"),
        ("会签", CHIEF, "signature", "没有“会签”这一步，要办的有：核稿、征求意见、合法性审查、签发"),
    ],
)
def test_what_is_refused(history: History, step: str, by: Person, kind: Kind, said: str) -> None:
    with pytest.raises(InputError, match=said):
        act(history, step, by, kind)
    assert len(history.entries(DRAFT)) == 1


def test_whoever_mends_a_draft_as_he_checks_it_may_sign_it(history: History) -> None:
    history.save(NewRevision(DRAFT, CHIEF, "各乡镇人民政府，县直有关部门："))
    with pytest.raises(InputError, match="张三是这份稿子的起草人"):
        act(history, "核稿", Person(name="张三", role="科长"))
    act(history, "核稿", CHIEF)


def test_a_program_is_no_drafter(history: History) -> None:
    history.save(NewRevision("材料稿", PROGRAM, "〔待写：开头〕", genre="notice"))
    history.save(NewRevision("材料稿", CHIEF, "各乡镇人民政府："))
    with pytest.raises(InputError, match=f"{CHIEF.name}是这份稿子的起草人"):
        sign(history, PROCESS, Act("材料稿", "核稿", CHIEF))


def test_sent_back_is_open(history: History) -> None:
    all_steps(history)
    act(history, "签发", HEAD, "return", "口径要再核")
    assert [state.label for state in status(history, PROCESS, DRAFT).open] == ["退回"]


def test_what_was_looked_at_is_no_longer_the_newest(history: History) -> None:
    old = wish(history)
    history.save(NewRevision(DRAFT, ZHANG, "改过"))
    with pytest.raises(ConflictError, match=r"第1版之后，张三（科员）已存了第2版"):
        act(history, "核稿", CHIEF, revision=1)
    with pytest.raises(ConflictError, match=r"第1版之后"):
        finish(history, PROCESS, old)


def test_errors_stand_in_the_way(history: History) -> None:
    all_steps(history)
    with pytest.raises(OpenError, match="错误：与台账不符"):
        finish(history, PROCESS, wish(history, errors=["与台账不符"]))


def test_overriding_leaves_a_trace(history: History) -> None:
    with pytest.raises(InputError, match="要写明理由"):
        finish(history, PROCESS, wish(history, override=True))
    with pytest.raises(InputError, match="“科员”不能带着未办事项定稿"):
        finish(history, PROCESS, Finish(DRAFT, ZHANG, history.revision(DRAFT), (), True, "赶时间"))
    entry = finish(history, PROCESS, wish(history, errors=["某处有误"], override=True, reason="抢险急用，事后补办"))
    assert entry.said.reason == "抢险急用，事后补办"
    assert len(entry.said.overridden) == 5
    assert entry.said.overridden[-1] == "错误：某处有误"
    assert history.entries(DRAFT)[-1] == entry


def test_roles() -> None:
    assert may_act("科长", ("科长",)) and may_act("综合科科长", ("科长",))
    assert not may_act("副科长", ("科长",)) and not may_act("", ("科长",))
    assert may_act("副县长", ("县长", "副县长"))


class TestData:
    def test_every_genre_of_the_file_is_known(self) -> None:
        assert set(PROCESS.genres) - {"default"} == set(genre_names())
        assert PROCESS.of("未知") == PROCESS.of("default")

    def test_an_office_has_its_own(self, tmp_path: Path) -> None:
        own = PACKAGED.read_text(encoding="utf-8").replace("  speech: [核稿, 审定]", "  speech: [审定]")
        (tmp_path / "signoff.yaml").write_text(own, encoding="utf-8")
        assert list(process_of(tmp_path).of("speech")) == ["审定"]

    @pytest.mark.parametrize(("old", "new", "said"), [("[核稿, 审定]", "[核对]", "没有的“核对”"), ("override:", "overide:", "override"),
                                                      ("  default:", "  other:", "缺少 default")])  # fmt: skip
    def test_a_wrong_file_is_named_with_its_line(self, tmp_path: Path, old: str, new: str, said: str) -> None:
        (tmp_path / "signoff.yaml").write_text(PACKAGED.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        with pytest.raises(InputError, match=said) as error:
            process_of(tmp_path)
        assert "signoff.yaml 第" in str(error.value)

    def test_the_value_is_validated(self) -> None:
        assert isinstance(PROCESS, Process)


Run = Callable[..., tuple[int, str, str]]


def test_what_a_comment_excuses_does_not_stand_in_the_way(biganzi: Run, tmp_path: Path) -> None:
    document, home = Document(), tmp_path / "home"
    run = document.add_paragraph().add_run("全县危化品企业12家。")
    (tmp_path / "b.yaml").write_text("title: 讲话\ngenre: speech\nfacts: [{name: 危化品企业, value: '11', unit: 家}]\n", encoding="utf-8")
    document.save(str(tmp_path / "a.docx"))
    save = ("--home", home, "history", "save", tmp_path / "a.docx", "--draft", "讲话", "--author", "张三")
    end = ("--home", home, "history", "final", "讲话", "--author", "周明远", "--role", "县长")
    assert biganzi(*save, "--brief", tmp_path / "b.yaml")[0] == 0
    assert "错误：" in biganzi(*end)[2].partition("以下事项")[2]
    document.add_comment(run, text="biganzi：忽略 FIG002 理由：台账还没有更新", author="李四")
    document.save(str(tmp_path / "a.docx"))
    assert "批注 1 条，不入正文" in biganzi(*save)[2]
    assert "错误：" not in biganzi(*end)[2].partition("以下事项")[2]


def test_the_commands(biganzi: Run, tmp_path: Path) -> None:
    path, home = tmp_path / "稿.md", tmp_path / "home"
    path.write_text("在全县安全生产工作会议上的讲话\n同志们：\n全县现有危化品企业12家。", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        "title: 在全县安全生产工作会议上的讲话\ngenre: speech\nfacts: [{name: 危化品企业, value: '11', unit: 家}]\n", encoding="utf-8"
    )

    def run(*arguments: object) -> tuple[int, str, str]:
        return biganzi("--home", home, "history", *arguments)

    king = ("--author", "周明远", "--role", "县长")
    assert run("save", path, "--draft", "讲话", "--author", "张三", "--brief", tmp_path / "b.yaml")[0] == 0
    assert "未办　核稿" in run("status", "讲话")[1]
    assert run("sign", "讲话", "核稿", "--author", "王五", "--role", "科长", "--reason", "同意")[0] == 0
    assert "还没有办完" not in run("sign", "讲话", "审定", *king)[2]
    code, _, err = run("final", "讲话", *king)
    assert code == 1, err
    assert "错误：" in err and "核稿" not in err  # the figure differs from the ledger of the brief
    path.write_text(path.read_text(encoding="utf-8").replace("12", "11"), encoding="utf-8")
    assert "以前的签署要重新办理" in run("save", path, "--draft", "讲话", "--author", "张三")[2]
    code, _, err = run("final", "讲话", *king)
    assert code == 1
    assert "重办：核稿" in err
    assert run("final", "讲话", *king, "--override", "--reason", "会前急用")[0] == 0
    assert "已定稿：周明远（县长）" in run("status", "讲话")[1]
    assert "带着未办事项：重办：核稿" in run("list", "讲话")[1]
