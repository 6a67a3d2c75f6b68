"""Kinds of notices, and who can hear something. Pure."""

from enum import StrEnum


class Kind(StrEnum):
    """Kind of a notice (`soort bericht`); a reader turns off mails by kind, those of decisions never."""

    DECISION = "DECISION"
    QUESTION = "QUESTION"
    PROGRESS = "PROGRESS"
    TERM = "TERM"


class Hearer(StrEnum):
    """Who hears something, seen from the file: turned into an organisation or a user by `hearing.py`.

    SUBMITTER: who applied in the name of the company. PARTNERSHIP: the one that decides on the file.
    FORMER_PARTNERSHIP: the one that had the file before. PROVIDERS and others follow with their files.
    """

    COMPANY = "COMPANY"
    SUBMITTER = "SUBMITTER"
    PARTNERSHIP = "PARTNERSHIP"
    FORMER_PARTNERSHIP = "FORMER_PARTNERSHIP"
    FLEMISH_PARTNERSHIP = "FLEMISH_PARTNERSHIP"
    DEPARTMENT = "DEPARTMENT"
