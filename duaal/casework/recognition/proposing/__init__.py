"""Proposals of withdrawal by a provider: made, taken up, dismissed, moot (`recognition.md` 14.6)."""
