"""One module a revision. Past ones never change: they spell the tables out instead of using `drafting.history.tables`."""
