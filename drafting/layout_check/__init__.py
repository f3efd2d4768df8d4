"""The real layout of any docx, read as Word resolves it, held against a preset, and repaired without touching a word.

`layout_of(raw) -> Reading`, `faults(reading, layout) -> tuple[Fault, ...]`, `repaired(raw, layout) -> bytes`.
"""
