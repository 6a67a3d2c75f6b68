"""Mentors of a recognition after it was granted: added, replaced, gone, and their training."""
