"""How long the personal data of a file are kept, and how they are erased (`recognition.md` 6.3, edge 38)."""
