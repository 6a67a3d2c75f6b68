"""Authorisations: who may apply in the name of a company, and the draft that goes over to it."""
