"""Everything the page of one recognition shows, gathered once for one reader.

A subject adds its section to `SECTIONS`, and what can be done to `STEPS`, and keeps both in files of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition.labels import RECOGNITION_STATE, RECOGNITION_TONE, TRAINING_OVERDUE
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import LIVE, AssignmentState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.changes.links import change_links, changes_section
from duaal.interfaces.web.matching.section import offer_section
from duaal.interfaces.web.mentors.links import first_mentor_links, more_mentors_links
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.recognitions.appeals import appeals_section
from duaal.interfaces.web.recognitions.availability import availability_section
from duaal.interfaces.web.recognitions.clocks import full_clock_of_end
from duaal.interfaces.web.recognitions.facts import facts_section
from duaal.interfaces.web.recognitions.files import title_of
from duaal.interfaces.web.recognitions.findings import findings_section
from duaal.interfaces.web.recognitions.gaps import gap_links, gaps_section
from duaal.interfaces.web.recognitions.giving_up import giving_up_links
from duaal.interfaces.web.recognitions.history import history_section
from duaal.interfaces.web.recognitions.mentors import mentors_section
from duaal.interfaces.web.recognitions.renewing import elsewhere_links, renewal_links
from duaal.interfaces.web.recognitions.sections import Reading, Section
from duaal.interfaces.web.recognitions.told import told_section
from duaal.interfaces.web.sanctions.section import sanctions_section
from duaal.interfaces.web.sanctions.stepping import leading_links as leading_sanction_links
from duaal.interfaces.web.sanctions.stepping import other_links as sanction_links
from duaal.interfaces.web.visits.section import visits_section

SECTIONS: tuple[Callable[[Reading], Section | None], ...] = (
    availability_section,
    offer_section,
    facts_section,
    mentors_section,
    gaps_section,
    sanctions_section,
    visits_section,
    changes_section,
    appeals_section,
    findings_section,
    history_section,
    told_section,
)
"""The sections in the order of the page; one gives None when it has nothing for this reader."""

LEADING: tuple[Callable[[Reading], Iterable[StepLink]], ...] = (
    leading_sanction_links,
    first_mentor_links,
    renewal_links,
)
"""What is asked of this reader now; it comes first, as the primary button."""

STEPS: tuple[Callable[[Reading], Iterable[StepLink]], ...] = (
    sanction_links,
    more_mentors_links,
    change_links,
    elsewhere_links,
    gap_links,
    giving_up_links,
)
"""What this reader may do, the most likely first; a step that is blocked now brings its reasons."""


@dataclass(frozen=True, slots=True)
class RecognitionPage:
    """One recognition as one reader sees it; `leading` steps stand out, `blocked` ones bring reasons."""

    recognition: Recognition
    title: str
    state: str
    tone: str
    flag: str
    clock: Clock | None
    leading: tuple[StepLink, ...]
    steps: tuple[StepLink, ...]
    blocked: tuple[StepLink, ...]
    sections: tuple[Section, ...]
    is_company: bool


def recognition_page(recognition: Recognition, *, actor: Actor, on: date) -> RecognitionPage:
    """The page of the recognition for this reader on the day, in a fixed number of queries."""
    reading = Reading(recognition, actor, on)
    leading = [link for steps in LEADING for link in steps(reading)]
    others = [link for steps in STEPS for link in steps(reading)]
    found = (section(reading) for section in SECTIONS)
    return RecognitionPage(
        recognition=recognition,
        title=title_of(recognition),
        state=str(RECOGNITION_STATE[recognition.state]),
        tone=RECOGNITION_TONE[recognition.state],
        flag=_flag_of(recognition),
        clock=full_clock_of_end(recognition, on=on),
        leading=tuple(link for link in leading if not link.reasons),
        steps=tuple(link for link in others if not link.reasons),
        blocked=tuple(link for link in (*leading, *others) if link.reasons),
        sections=tuple(section for section in found if section is not None),
        is_company=actor.role == Role.COMPANY,
    )


def _flag_of(recognition: Recognition) -> str:
    """The flag TRAINING_OVERDUE of 14.2, while a mentor of a live recognition is late with the training."""
    late = any(mentor.state == AssignmentState.LAPSED for mentor in recognition.assignments.all())
    return str(TRAINING_OVERDUE) if late and recognition.state in LIVE else ""
