from pathlib import Path

import pytest

from base.errors import InputError
from drafting.brief import Brief
from drafting.draft import Outline, Paragraph, Section, SectionPlan
from drafting.ledger import Fact
from drafting.rundir import RunDir, Written, read_outline

PLAN = SectionPlan(id="work", heading="重点工作", purpose="说明任务", length=(100, 200))


def test_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    run = RunDir(tmp_path)
    brief = Brief.model_validate({"title": "讲话", "genre": "speech", "date": "2026-11-20", "length": [1, 2]})
    brief = brief.model_copy(update={"facts": (Fact(name="企业", value="11", unit="家"),)})
    run.save_brief(brief)
    assert run.brief() == brief
    outline = Outline(title="讲话", genre="speech", sections=(PLAN,))
    run.save_outline(outline)
    assert run.outline() == outline


def written(text: str = "正文。", plan: SectionPlan = PLAN) -> Written:
    return Written(plan=plan, section=Section(id=plan.id, paragraphs=(Paragraph(role="body", text=text),)))


def test_a_section_is_found_by_its_plan_wherever_it_stands(tmp_path: Path) -> None:
    run = RunDir(tmp_path)
    run.save_section(0, written())
    run.save_section(1, written("别的。", PLAN.model_copy(update={"id": "duty"})))
    assert run.sections()[PLAN] == written()
    assert PLAN.model_copy(update={"heading": "改过的"}) not in run.sections()


def test_an_older_text_of_a_section_is_kept(tmp_path: Path) -> None:
    run = RunDir(tmp_path)
    for text in ("甲。", "乙。", "乙。", "丙。"):
        run.save_section(0, written(text))
    assert sorted(p.name for p in (tmp_path / "sections").iterdir()) == ["01.1.json", "01.2.json", "01.json"]


def test_only_one_program_at_a_time(tmp_path: Path) -> None:
    with RunDir(tmp_path).locked(), pytest.raises(InputError, match="正由另一个程序使用"), RunDir(tmp_path).locked():
        pass


def test_damage_is_named(tmp_path: Path) -> None:
    run = RunDir(tmp_path)
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "01.json").write_text('{"plan":', encoding="utf-8")
    with pytest.raises(InputError, match=r"01\.json 已损坏"):
        run.sections()
    (tmp_path / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"run\.json 已损坏"):
        run.record()
    with pytest.raises(InputError, match="不是起草的运行目录"):
        run.brief()


def test_an_edited_outline_is_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "o.yaml"
    path.write_text(
        "title: x\ngenre: speech\nsections:\n- {id: a, purpose: p, length: [1, 2]}\n- {id: a, purpose: q, length: [1, 2]}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="id 都是“a”"):
        read_outline(path)
    path.write_text("title: x\ngenre: speech\nsections:\n- {id: a, purpose: p, length: [1, 2], haeding: y}\n", encoding="utf-8")
    with pytest.raises(InputError, match="是不是想写“heading”"):
        read_outline(path)
