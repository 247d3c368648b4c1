"""Everything at once: streamed in pages, so that no long read holds up anybody's writing."""
