"""What is said of one step to some readers."""

from dataclasses import dataclass

from django.utils.functional import Promise

from duaal.flows.notifications.kinds import Hearer, Kind

CASE_PAGE, RECOGNITION_PAGE = "cases:detail", "recognitions:detail"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence for some readers.

    `subject` also stands in the mail: it says that something happened, never what was decided nor about whom.
    `sentence` is read after login; it may name `%(company)s`, `%(programme)s`, `%(site)s`, `%(reference)s`,
    `%(partnership)s`, `%(deadline)s`, `%(answer_by)s` and `%(valid_to)s`. `due` is the name of the day that
    counts for the reader. `reasons`: said only when the entry has one of these, when there are any.
    """

    to: tuple[Hearer, ...]
    kind: Kind
    subject: Promise
    sentence: Promise
    page: str = CASE_PAGE
    due: str = ""
    reasons: frozenset[str] = frozenset()
