"""Writes of recognition: lock, right, guard, change, record. One module per part of the work."""
