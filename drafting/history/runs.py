"""A finished run of `draft` as a revision: what it was made with stands beside it."""

from drafting.brief import Brief
from drafting.history.entry import BY_HAND, PROGRAM, Made, Person
from drafting.history.history import History, NewRevision, Saved
from drafting.pipeline import Result
from drafting.rundir import RunDir


def save_run(
    history: History,
    run: RunDir,
    brief: Brief,
    result: Result,
    by: Person = PROGRAM,
    name: str = "",
    *,
    reason: str = "",
    by_hand: bool = False,
) -> Saved:
    """Save what the run made under `name`, or else the title of the brief; `by_hand` where a person changed it."""
    record = run.record()
    prompts = {id: str(said) for id, said in record.get("prompts", {}).items()}
    made = Made(model=str(record.get("model", "")) if result.by_model else "", prompts=prompts, how=result.draft.generator)
    return history.save(
        NewRevision(
            draft=name or brief.title,
            by=by,
            text=result.draft.text,
            reason=reason or "按任务书起草",
            docx=(run.path / "draft.docx").read_bytes(),
            brief=brief.model_dump_json(exclude_defaults=True),
            genre=brief.genre,
            made=BY_HAND if by_hand else made,
        )
    )
