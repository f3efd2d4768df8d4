"""留痕: every revision of a draft, every signature under it, in a chain in which nothing can be altered unnoticed.

It stands in a database file of its own beside the library (in PostgreSQL: in tables of their own), because a revision must not wait for an
addition to the library, and an older backup of the library must not take revisions away.
"""
