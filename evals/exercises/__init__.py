"""Exercises for a class: a clean text with planted defects, its worksheet and key, and the marking of what comes back.

exercise = planting.plant(Clean(text, context), {"figure": 3, "padding": 2}, seed=7)
path.write_bytes(sheets.worksheet(exercise))
marked = marking.mark(exercise, Returned.of(path))
"""
