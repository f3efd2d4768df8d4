"""How we ask: versioned prompt files, genre and style files, and their loader; no logic."""
