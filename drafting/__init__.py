"""How we write: Brief, Facts, Outline, Draft; writers; pipeline; docx."""
