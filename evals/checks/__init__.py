"""The checks: one module (or package) a family, named like it, with `check(case) -> Outcome`."""
