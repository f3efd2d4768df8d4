"""The harness: datasets × writers × prompt versions × models, scored; which is better is a measured fact.

A dataset is a folder, shipped in `evals/datasets/NAME` or anywhere (`dataset.py`):

    dataset.yaml            name, title (Chinese), kind: briefs | drafts, version (raised when a case changes)
    cases/ID/brief.yaml     briefs: what is to be written (a brief as in the contract; its facts.csv beside it)
    cases/ID/expect.yaml    briefs, may be missing: must_cover, forbidden, marks (`cases.Expect`)
    cases/ID/archive/       briefs, may be missing: txt, md, docx, jsonl that make up the library of this case
    cases/ID/case.yaml      drafts: text, context, facts, sources, faults, ok (`cases.DraftFile`)

`runner.py` makes the results (`results.py`), `scorers/` measure them, `judge/` asks a model, `comparison/` sets two runs side by side,
`report/` shows them.
"""
