"""Dutch words for values with their unit, codes, and sources of the lawbook."""
