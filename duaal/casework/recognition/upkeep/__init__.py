"""Keeping a recognition in order: giving up, closing, ending in time, asking anew, reporting what changes."""
