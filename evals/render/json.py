"""Results as the contract's JSON: a list of objects, the path as id."""

import json

from evals.render import Results
from evals.report import as_json


def render(results: Results) -> str:
    return json.dumps([as_json(r.name, r.outcome, r.figures) for r in results], ensure_ascii=False, indent=1)
