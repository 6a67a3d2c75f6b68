"""What waits for a company: questions, late decisions, drafts, ending recognitions, mentors to train."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Min
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.appeals.assessing import term_of
from duaal.casework.recognition.models import InformationRequest, MentorAssignment
from duaal.casework.recognition.queries import (
    LIVE_STATES,
    forms_visible_to,
    open_cases,
    recognitions_visible_to,
    visible_to,
    with_row_parts,
)
from duaal.casework.recognition.states import ApplicationState, AssignmentState
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.anniversary import add_months
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.cases.clocks import WEEK, clock_of
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, Task

LOOK = gettext_lazy("Bekijk")


Finder = Callable[[Actor, date, int], Iterator[Task]]


def as_source(finder: Finder) -> Callable[[Actor, date, int], Found]:
    """The tasks as a source of the start page; a company has no longer list to go to."""

    def source(actor: Actor, on: date, limit: int) -> Found:
        return Found(tuple(finder(actor, on, limit)))

    return source


@as_source
def questions(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    waiting = InformationRequest.objects.filter(
        answered_on__isnull=True,
        application__in=visible_to(actor).filter(state=ApplicationState.INFO_REQUESTED),
    ).select_related("application__programme", "application__site")
    for question in waiting.order_by("due_on", "id")[:limit]:
        case = question.application
        yield Task(
            _("Het partnerschap vraagt meer over uw aanvraag voor %(programme)s op %(site)s.")
            % {"programme": case.programme.name, "site": case.site.name},
            gettext_lazy("Beantwoord de vraag"),
            reverse("cases:answer", args=[case.reference]),
            case.reference,
            question.due_on,
            Clock.until(
                question.due_on, on=on, warn_days=WEEK.days, then=_("Daarna wordt de aanvraag stopgezet.")
            ),
        )


@as_source
def late_decisions(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    late = open_cases(actor).filter(deadline_on__lt=on).order_by("deadline_on", "id")
    for case in late[:limit]:
        yield Task(
            _(
                "%(who)s besliste nog niet over uw aanvraag voor %(programme)s. "
                "Er is niets stilzwijgend toegekend."
            )
            % {"who": case.partnership.name, "programme": case.programme.name},
            LOOK,
            reverse("cases:detail", args=[case.reference]),
            case.reference,
            case.deadline_on,
            clock_of(case, on=on),
        )


@as_source
def refusals(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Refusals that the company can still appeal against."""
    refused = visible_to(actor).filter(state=ApplicationState.REFUSED, decided_on__isnull=False)
    for case in with_row_parts(refused).order_by("decided_on", "id")[:limit]:
        last_day = term_of(case).last_day
        if last_day >= on:
            yield Task(
                _("Uw aanvraag voor %(programme)s op %(site)s is geweigerd. U kunt in beroep gaan.")
                % {"programme": case.programme.name, "site": case.site.name},
                LOOK,
                reverse("cases:detail", args=[case.reference]),
                case.reference,
                last_day,
                Clock.until(
                    last_day, on=on, warn_days=WEEK.days, then=_("Daarna is de weigering definitief.")
                ),
            )


@as_source
def drafts(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    drafts = forms_visible_to(actor).filter(submitted_on__isnull=True).order_by("-updated_at")
    for draft in drafts[:limit]:
        day = date_format(draft.created_at, "j F Y")
        yield Task(
            _("De aanvraag die u op %(day)s begon, is nog niet ingediend.") % {"day": day},
            gettext_lazy("Ga verder"),
            reverse("requests:places", args=[draft.pk]),
            _("met de aanvraag van %(day)s") % {"day": day},
        )


@as_source
def ending(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Recognitions that end within the months in which their holder is told so."""
    months = max(BOOK.value("recognition.expiry_notice_months").on(on).value)
    ending = (
        recognitions_visible_to(actor)
        .filter(state__in=LIVE_STATES, valid_to__gte=on, valid_to__lte=add_months(on, months))
        .select_related("programme", "site")
        .order_by("valid_to", "id")
    )
    for recognition in ending[:limit]:
        yield Task(
            _(
                "De erkenning voor %(programme)s op %(site)s eindigt. "
                "Verder opleiden kan met een nieuwe aanvraag."
            )
            % {"programme": recognition.programme.name, "site": recognition.site.name},
            gettext_lazy("Vraag opnieuw aan"),
            f"{reverse('recognitions:renew')}?erkenning={recognition.pk}",
            recognition.programme.name,
            recognition.valid_to,
            Clock.until(recognition.valid_to, on=on, warn_days=WEEK.days),
        )


@as_source
def untrained(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Mentors who still have to follow the training, each once, with their first last day."""
    untrained = (
        MentorAssignment.objects.filter(
            state=AssignmentState.ACTIVE_UNTRAINED,
            recognition__in=recognitions_visible_to(actor).filter(state__in=LIVE_STATES),
        )
        .values("person_id", "person__given_name", "person__family_name")
        .annotate(first=Min("training_deadline_on"))
        .order_by("first", "person_id")
    )
    for row in untrained[:limit]:
        name = f"{row['person__given_name']} {row['person__family_name']}"
        yield Task(
            _("Mentor %(name)s moet de mentoropleiding nog volgen.") % {"name": name},
            LOOK,
            reverse("mentors:detail", args=[row["person_id"]]),
            name,
            row["first"],
            Clock.until(row["first"], on=on, warn_days=WEEK.days),
        )
