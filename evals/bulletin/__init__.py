"""公文错情通报: what the documents of several units have wrong, counted, ranked, quoted, and held against the last notice."""
