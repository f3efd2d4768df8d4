"""Work that outlives a page: threads of their own. A rerun, a second tab or a closed browser loses nothing."""
