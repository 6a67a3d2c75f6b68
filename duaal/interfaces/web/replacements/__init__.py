"""The table of programmes that took the place of others."""
