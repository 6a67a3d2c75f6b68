"""Guidance, sanctions and what goes with them: visits of control, proposals of a provider, precautions."""
