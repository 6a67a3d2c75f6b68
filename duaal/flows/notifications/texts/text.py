"""What is said of one step to some readers."""

from dataclasses import dataclass

from django.utils.functional import Promise

from duaal.flows.notifications.kinds import Hearer, Kind


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence for some readers; the link leads to the page of the file, or to `page`.

    `beside` is a page with the key of the file in its address, other than the page of the file itself.

    `subject` also stands in the mail: it says that something happened, never what was decided nor about whom.
    `sentence` is read after login; it may name `%(company)s`, `%(programme)s`, `%(site)s`, `%(reference)s`,
    `%(partnership)s`, `%(contested)s` (what an appeal is against), `%(asks)s` (what a request asks),
    `%(holder)s` and the days `%(deadline)s`, `%(answer_by)s`, `%(valid_to)s`, `%(acknowledge_by)s`,
    `%(decide_by)s`, `%(react_by)s`; of a learner `%(learner)s`, `%(search_until)s` and `%(intake_on)s`; of an
    agreement `%(starts_on)s`, `%(ended_on)s`, `%(notice_ends)s` and `%(mediate_until)s`. `due` is the name of
    the day that counts for the reader. `reasons`: said only when the entry has one of these, when there are
    any. Who did the step hears nothing of it, unless it is a `receipt`.
    """

    to: tuple[Hearer, ...]
    kind: Kind
    subject: Promise
    sentence: Promise
    page: str = ""
    beside: str = ""
    due: str = ""
    reasons: frozenset[str] = frozenset()
    receipt: bool = False
