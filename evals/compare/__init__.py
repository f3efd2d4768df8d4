"""Two versions judged against each other: figures, commitments and findings that came, went and stayed."""
