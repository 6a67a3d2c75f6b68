"""Two versions of a plan, line by line: what is new, what is gone, what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.progress import policy
from duaal.casework.progress.labels import TEXT, UNMARKED, VENUE
from duaal.casework.progress.models import Evaluation, Plan, WeekBlock
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.plans.page import MINUTES, in_hours, lines_of, place_name

NEW, GONE, CHANGED = gettext_lazy("nieuw"), gettext_lazy("weg"), gettext_lazy("gewijzigd")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same in both versions; the side where it is not there is empty."""

    what: str
    before: str
    after: str
    kind: Promise


def changes(old: Plan, new: Plan, *, actor: Actor) -> tuple[Change, ...]:
    """What differs between the versions, in the order of the newest; what is gone comes last."""
    before, after = dict(_told(old, actor)), dict(_told(new, actor))
    found = [
        Change(what, before.get(what, ""), text, CHANGED if what in before else NEW)
        for what, text in after.items()
        if before.get(what) != text
    ]
    return (*found, *(Change(what, text, "", GONE) for what, text in before.items() if what not in after))


def _told(plan: Plan, actor: Actor) -> Iterator[tuple[str, str]]:
    """Everything a version says to this reader, each under its own name."""
    yield _("Periode van het plan"), _period(plan)
    for line in lines_of(plan):
        parts = [str(VENUE.get(line.venue, UNMARKED)), place_name(line.recognition)]
        parts += [str(line.mentor.person) if line.mentor else "", _period(line)]
        yield f"{line.competence.code} {line.competence.name}", ", ".join(part for part in parts if part)
    blocks = WeekBlock.objects.filter(plan=plan).select_related("recognition__site", "recognition__company")
    for number, block in enumerate(blocks, start=1):
        shown = {
            "period": _period(block),
            "place": place_name(block.recognition) or _("zonder werkplek"),
            "hours": in_hours(Fraction(block.real_minutes + block.simulated_minutes, MINUTES)),
            "lessons": block.lessons,
        }
        sentence = _("%(period)s, %(place)s: %(hours)s uur op de werkplek, %(lessons)s lessen")
        yield _("Uren per week, blok %(n)d") % {"n": number}, sentence % shown
    for number, moment in enumerate(Evaluation.objects.filter(plan=plan), start=1):
        words = f"{moment.planned_on:%d/%m/%Y} {moment.form}".strip()
        yield _("Evaluatie %(n)d") % {"n": number}, words
    hidden = policy.hidden_texts(actor, plan)
    for name, text in plan.texts().items():
        if text and name not in hidden:
            yield str(TEXT[name]), text


def _period(of: object) -> str:
    return f"{of.starts_on:%d/%m/%Y} - {of.ends_on:%d/%m/%Y}"  # type: ignore[attr-defined]
