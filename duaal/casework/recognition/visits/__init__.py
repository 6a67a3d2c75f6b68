"""Visits (`plaatsbezoeken`) for a case, or to a recognised workplace."""
