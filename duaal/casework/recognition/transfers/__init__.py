"""Transfers (`overdrachten`) of a case from one partnership to another."""
