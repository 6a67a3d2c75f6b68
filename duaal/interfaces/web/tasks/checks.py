"""Tasks about the checks around an agreement: what has to be told, and what the department decides."""

from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.models import Agreement, EndAppeal, StatusHold, Told
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.agreements.rules.duties import BY_WITHDRAWAL, PLANNED_ENDS, Duty
from duaal.casework.agreements.rules.law import EndingLaw, law_on
from duaal.casework.agreements.states import ON_PAPER, RUNNING, WAITING, AgreementState
from duaal.casework.agreements.states.checks import EndAppealState, HoldState
from duaal.casework.agreements.telling import DutyDone, duties_of
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, place_of

LEARNER = "trajectory__learner__person"
TELL_IT = gettext_lazy("Noteer de melding")


def ends_to_tell(actor: Actor, on: date, limit: int) -> Found:
    """Early ends that the school did not tell the Flemish Partnership yet, the oldest first. One query."""
    law = law_on(EndingLaw, on)
    told = Told.objects.filter(duty=Duty.EARLY_END).values("agreement_id")
    rows = agreements_visible_to(actor, on=on).filter(
        state=AgreementState.ENDED, ended_on__isnull=False, kind__in=list(law.ending_kinds.value)
    )
    rows = rows.exclude(ended_as__in=["", BY_WITHDRAWAL, *sorted(PLANNED_ENDS)]).exclude(pk__in=told)
    found = list(rows.select_related(LEARNER).order_by("ended_on", "pk")[: limit + 1])
    days = timedelta(days=law.end_register_days.value)
    tasks = []
    for one in found[:limit]:
        assert one.ended_on is not None
        words = _("Meld het vroegtijdige einde van %(name)s aan het Vlaams Partnerschap.")
        tasks.append(_task(one, words, Duty.EARLY_END, one.ended_on, one.ended_on + days, on=on))
    return _with_more(tasks, len(found) > limit, on=on)


def suspensions_to_tell(actor: Actor, on: date, limit: int) -> Found:
    """Long suspensions, and resumptions after them, that the company did not tell yet. Four queries."""
    rows = agreements_visible_to(actor, on=on).filter(state__in=sorted(RUNNING), interruptions__isnull=False)
    rows = rows.select_related(LEARNER).prefetch_related("interruptions", "told", "end_reports")
    tasks = []
    for agreement in rows.distinct().order_by("pk"):
        for one in duties_of(agreement, on=on):
            if one.is_open and one.due.duty in SENTENCES:
                tasks.append(_of_duty(agreement, one, on=on))
    tasks.sort(key=lambda task: task.day or date.max)
    return _with_more(tasks[:limit], len(tasks) > limit, on=on)


def holds_to_decide(actor: Actor, on: date, limit: int) -> Found:
    """Agreements without the status of alternating learner that wait for the department. One query."""
    rows = StatusHold.objects.filter(
        state=HoldState.HELD,
        version=F("agreement__version"),
        agreement__state__in=sorted(ON_PAPER | WAITING),
    )
    found = list(rows.select_related("agreement__company").order_by("asked_on", "pk")[: limit + 1])
    tasks = [
        Task(
            _("Een school legt een overeenkomst bij %(company)s voor.")
            % {"company": one.agreement.company.name},
            gettext_lazy("Beslis"),
            reverse("checks:held", args=[one.pk]),
            one.agreement.learner_number,
        )
        for one in found[:limit]
    ]
    if len(found) <= limit:
        return Found(tuple(tasks))
    link = More(_("Bekijk alles wat voorligt"), reverse("checks:holds"))
    return Found(tuple(tasks), {place_of(tasks[-1], on=on): link})


def end_appeals_to_decide(actor: Actor, on: date, limit: int) -> Found:
    """Appeals against the end of an agreement that wait for the Flemish Partnership. One query."""
    rows = EndAppeal.objects.filter(state=EndAppealState.LODGED).select_related("agreement__company")
    found = list(rows.order_by("lodged_on", "pk")[: limit + 1])
    tasks = [
        Task(
            _("Er is beroep tegen het einde van een overeenkomst bij %(company)s.")
            % {"company": one.agreement.company.name},
            gettext_lazy("Beslis"),
            reverse("checks:end_appeal", args=[one.pk]),
            one.agreement.learner_number,
        )
        for one in found[:limit]
    ]
    if len(found) <= limit:
        return Found(tuple(tasks))
    link = More(_("Bekijk alle beroepen tegen een einde"), reverse("checks:end_appeals"))
    return Found(tuple(tasks), {place_of(tasks[-1], on=on): link})


SENTENCES = {
    Duty.LONG_SUSPENSION: gettext_lazy(
        "De schorsing van %(name)s duurt lang. Meld dit aan de trajectbegeleider."
    ),
    Duty.RESUMPTION: gettext_lazy("%(name)s werkt weer. Meld dit aan de trajectbegeleider."),
}


def _of_duty(agreement: Agreement, one: DutyDone, *, on: date) -> Task:
    due = one.due
    return _task(agreement, str(SENTENCES[due.duty]), due.duty, due.about, due.last.day, on=on)


def _task(agreement: Agreement, words: str, duty: Duty, about: date, day: date, *, on: date) -> Task:
    assert agreement.trajectory is not None
    name = str(agreement.trajectory.learner.person)
    href = reverse("checks:tell", args=[agreement.pk, duty.value, about.isoformat()])
    clock = Clock.until(day, on=on, warn_days=WEEK.days)
    return Task(words % {"name": name}, TELL_IT, href, name, day, clock)


def _with_more(tasks: list[Task], is_more: bool, *, on: date) -> Found:
    if not is_more:
        return Found(tuple(tasks))
    link = More(_("Bekijk alle overeenkomsten"), reverse("contracts:list"))
    return Found(tuple(tasks), {place_of(tasks[-1], on=on): link})
