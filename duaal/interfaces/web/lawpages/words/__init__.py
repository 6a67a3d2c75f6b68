"""Dutch words for the lawbook: labels, units and values, notes, sources. The lawbook itself holds codes."""
