"""A document under review: what was given, what the checks said, what a person decided of it, and the files that come of that."""
