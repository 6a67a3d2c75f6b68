"""Whether a file is a sealed paper of ours: by its hash alone, so that nothing in it is ever read or run."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from duaal.casework.agreements.models import SealedPaper

MOST_ENDS = 50  # of the machine: a file with more ends of revisions is none of ours
_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")


class Verdict(StrEnum):
    """What a file is."""

    GENUINE = "genuine"
    ADDED_TO = "added_to"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file is, and the paper that it is, or that it begins with."""

    verdict: Verdict
    paper: SealedPaper | None = None


def look_at(data: bytes) -> Looked:
    """Genuine when it is one of ours to the last byte; added to when it goes on after that. One query."""
    whole = hashlib.sha256(data).hexdigest()
    found = list(
        SealedPaper.objects.filter(file_hash__in=[whole, *_beginnings(data)]).select_related("version")
    )
    exact = next((one for one in found if one.file_hash == whole), None)
    if exact is not None:
        return Looked(Verdict.GENUINE, exact)
    return Looked(Verdict.ADDED_TO, found[0]) if found else Looked(Verdict.UNKNOWN)


def _beginnings(data: bytes) -> list[str]:
    """The hash of the file up to each place where a revision of a PDF could have ended."""
    hashed, done, found = hashlib.sha256(), 0, []
    for number, end in enumerate(_END.finditer(data)):
        if number == MOST_ENDS:
            break
        for stop in sorted({end.start() + len(b"%%EOF"), end.end()}):
            hashed.update(data[done:stop])
            done = stop
            found.append(hashed.copy().hexdigest())
    return found
