"""What guidance and sanctions ask of a company and of who decides, the first last day first."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.queries import left_to_the_employer
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.sanctions.queries import (
    guidances_to_end,
    open_actions,
    open_exclusion_proposals,
    open_hearings,
    running_precautions,
    unread_decisions,
)
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.company import as_source
from duaal.interfaces.web.tasks.groups import Task
from duaal.register.organisations.models import Company

LOOK = gettext_lazy("Bekijk")
DECIDE = gettext_lazy("Beslis")


@as_source
def invitations(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Invitations to be heard without a reaction of the company."""
    for one in open_hearings(actor).filter(reacted_on__isnull=True, heard_on__isnull=True)[:limit]:
        yield Task(
            _("Het partnerschap overweegt een sanctie voor %(place)s. U kunt reageren.")
            % {"place": _place(one.recognition)},
            gettext_lazy("Reageer"),
            reverse("sanctions:react", args=[one.recognition_id]),
            one.recognition.programme.name,
            one.react_by,
            _until(one.react_by, on),
        )


@as_source
def actions_to_do(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Guidance actions that the company has not reported on."""
    for one in open_actions(actor).filter(reported_on__isnull=True)[:limit]:
        place = one.guidance.recognition
        yield Task(
            _("In begeleiding bij %(place)s: %(action)s")
            % {"place": _place(place), "action": one.description},
            gettext_lazy("Bericht hoe het gaat"),
            reverse("sanctions:report", args=[place.pk, one.pk]),
            place.programme.name,
            one.due_on,
            _until(one.due_on, on),
        )


@as_source
def decisions_to_read(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Decisions that the company did not say it read."""
    for one in unread_decisions(actor)[:limit]:
        yield Task(
            _("%(name)s nam een beslissing over uw onderneming.") % {"name": one.partnership.name},
            gettext_lazy("Lees de beslissing"),
            reverse("sanctions:decision", args=[one.reference]),
            one.reference,
            one.decided_on,
            waits_for_reader=True,
        )


@as_source
def contracts_to_end(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Part-time contracts at a withdrawn recognition: only the employer can end them."""
    company = Company.objects.filter(enterprise_number=actor.organisation).first()
    if company is None:
        return
    for one in left_to_the_employer(company.pk, on=on)[:limit]:
        yield Task(
            _("De erkenning voor %(place)s is opgeheven. Beëindig de deeltijdse arbeidsovereenkomst daar.")
            % {"place": f"{one.programme.name}, {one.site.name}"},
            LOOK,
            reverse("recognitions:detail", args=[one.recognition_id]),
            one.programme.name,
            one.recognition.ended_on,
        )


@as_source
def actions_to_close(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Guidance actions of this body that are due or that the company reported on."""
    for one in open_actions(actor).filter(guidance__recognition__partnership_id=actor.organisation)[:limit]:
        place = one.guidance.recognition
        said = _("%(company)s bericht over een actie: %(action)s")
        waits = _("%(company)s moet dit doen: %(action)s")
        yield Task(
            (said if one.reported_on else waits) % {"company": place.company.name, "action": one.description},
            gettext_lazy("Sluit de actie af"),
            reverse("sanctions:close", args=[place.pk, one.pk]),
            place.programme.name,
            one.due_on,
            _until(one.due_on, on),
            waits_for_reader=one.reported_on is not None,
        )


@as_source
def guidances_to_finish(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Guidance files of this body without an open action."""
    for one in guidances_to_end(actor).filter(recognition__partnership_id=actor.organisation)[:limit]:
        yield Task(
            _("In de begeleiding van %(company)s loopt geen actie meer.")
            % {"company": one.recognition.company.name},
            gettext_lazy("Rond af of ga verder"),
            reverse("recognitions:detail", args=[one.recognition_id]),
            one.recognition.programme.name,
            waits_for_reader=True,
        )


@as_source
def sanctions_to_decide(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Proposed sanctions of this body: after the term to react, or as soon as the company reacted."""
    for one in open_hearings(actor).filter(recognition__partnership_id=actor.organisation)[:limit]:
        answered = one.reacted_on is not None or one.heard_on is not None
        waits = _("%(company)s kan nog reageren op de voorgestelde sanctie.")
        ready = _("U kunt beslissen over de sanctie voor %(company)s.")
        open_to_decide = answered or one.react_by < on
        yield Task(
            (ready if open_to_decide else waits) % {"company": one.recognition.company.name},
            DECIDE if open_to_decide else LOOK,
            reverse(
                "sanctions:decide" if open_to_decide else "recognitions:detail", args=[one.recognition_id]
            ),
            one.recognition.programme.name,
            None if open_to_decide else one.react_by,
            None if open_to_decide else _until(one.react_by, on),
            waits_for_reader=open_to_decide,
        )


@as_source
def precautions_to_end(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Precautions that run; a body those of its own recognitions, the department all of them."""
    running = running_precautions(actor)
    if actor.role != Role.DEPARTMENT:
        running = running.filter(recognition__partnership_id=actor.organisation)
    for one in running[:limit]:
        yield Task(
            _("Bij %(place)s van %(company)s loopt een voorzorgsmaatregel.")
            % {"place": _place(one.recognition), "company": one.recognition.company.name},
            gettext_lazy("Beslis hoe het verder gaat"),
            reverse("sanctions:resolve", args=[one.recognition_id]),
            one.recognition.programme.name,
            one.until,
            _until(one.until, on),
        )


@as_source
def exclusions_to_answer(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Exclusions that a sector partnership proposed to the Flemish Partnership."""
    for one in open_exclusion_proposals(actor).order_by("proposed_on", "pk")[:limit]:
        yield Task(
            _("%(name)s stelt voor om %(company)s uit te sluiten.")
            % {"name": one.partnership.name, "company": one.recognition.company.name},
            LOOK,
            reverse("recognitions:detail", args=[one.recognition_id]),
            one.recognition.programme.name,
            waits_for_reader=True,
        )


def _place(recognition: Recognition) -> str:
    return f"{recognition.programme.name}, {recognition.site.name}"


def _until(day: date, on: date) -> Clock:
    return Clock.until(day, on=on, warn_days=WEEK.days)
