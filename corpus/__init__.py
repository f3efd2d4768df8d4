"""What we know: documents, passages, Chinese text and figure primitives, the index, search."""
