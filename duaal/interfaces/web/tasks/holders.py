"""What waits for who applies in the name of companies: questions, drafts, late decisions, ending mandates."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.mandates.holding import mandates_of, recognitions_of_givers
from duaal.casework.recognition.models import OPEN_STATES, Application, InformationRequest, Recognition
from duaal.casework.recognition.queries import LIVE_STATES, forms_visible_to, open_cases, visible_to
from duaal.casework.recognition.states import ApplicationKind, ApplicationState
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.anniversary import add_months
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.cases.clocks import WEEK, clock_of
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, first_of, place_of

OF_A_CASE = ("company", "programme", "partnership")

Finder = Callable[[Actor, date, int], Iterator[Task]]


def as_source(finder: Finder) -> Callable[[Actor, date, int], Found]:
    """The tasks as a source of the start page; what does not fit stands in the overview of requests."""

    def source(actor: Actor, on: date, limit: int) -> Found:
        found = tuple(finder(actor, on, limit + 1))
        if len(found) <= limit:
            return Found(found)
        more = More(_("Bekijk al uw aanvragen"), reverse("requests:overview"))
        return Found(found[:limit], {place_of(found[limit], on=on): more})

    return source


@as_source
def questions(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Open questions of cases that the company did not take over."""
    own = visible_to(actor).filter(state=ApplicationState.INFO_REQUESTED, taken_over_on__isnull=True)
    waiting = InformationRequest.objects.filter(answered_on__isnull=True, application__in=own)
    parts = ("application__programme", "application__company")
    for question in first_of(waiting.order_by("due_on", "id"), *parts, limit=limit):
        case = question.application
        yield Task(
            _("Het partnerschap vraagt meer over de aanvraag van %(company)s voor %(programme)s.")
            % {"company": case.company.name, "programme": case.programme.name},
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
    for case in first_of(late, *OF_A_CASE, limit=limit):
        names = {
            "who": case.partnership.name,
            "company": case.company.name,
            "programme": case.programme.name,
        }
        yield Task(
            _("%(who)s besliste nog niet over de aanvraag van %(company)s voor %(programme)s.") % names,
            gettext_lazy("Bekijk"),
            reverse("cases:detail", args=[case.reference]),
            case.reference,
            case.deadline_on,
            clock_of(case, on=on),
        )


@as_source
def drafts(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    unsent = forms_visible_to(actor).filter(submitted_on__isnull=True).select_related("company")
    for draft in unsent.order_by("-updated_at")[:limit]:
        words = {"company": draft.company.name, "day": date_format(draft.created_at, "j F Y")}
        yield Task(
            _("De aanvraag voor %(company)s die u op %(day)s begon, is nog niet ingediend.") % words,
            gettext_lazy("Ga verder"),
            reverse("requests:places", args=[draft.pk]),
            _("met de aanvraag voor %(company)s") % words,
        )


def ending_recognitions(actor: Actor, on: date, limit: int) -> Found:
    """Recognitions of companies with a mandate that end within the months in which they are told so, unless
    they are asked anew already.
    """
    months = max(BOOK.value("recognition.expiry_notice_months").on(on).value)
    asked = Application.objects.filter(
        recognition_concerned=OuterRef("pk"), kind=ApplicationKind.RENEWAL, state__in=OPEN_STATES
    )
    ending = recognitions_of_givers(actor).filter(
        ~Exists(asked), state__in=LIVE_STATES, valid_to__gte=on, valid_to__lte=add_months(on, months)
    )
    rows = first_of(ending.order_by("valid_to", "id"), "company", "programme", "site", limit=limit)
    found = tuple(_ask_anew(one, on) for one in rows)
    if len(found) <= limit:
        return Found(found)
    more = More(_("Kies een onderneming bij uw machtigingen"), reverse("mandates:overview"))
    return Found(found[:limit], {place_of(found[limit], on=on): more})


def _ask_anew(recognition: Recognition, on: date) -> Task:
    names = {
        "company": recognition.company.name,
        "programme": recognition.programme.name,
        "site": recognition.site.name,
    }
    number = recognition.company.enterprise_number
    return Task(
        _("De erkenning van %(company)s voor %(programme)s op %(site)s eindigt.") % names,
        gettext_lazy("Vraag opnieuw aan"),
        f"{reverse('recognitions:renew')}?onderneming={number}&erkenning={recognition.pk}",
        _("%(programme)s voor %(company)s") % names,
        recognition.valid_to,
        Clock.until(recognition.valid_to, on=on, warn_days=WEEK.days),
    )


@as_source
def ending_mandates(actor: Actor, on: date, limit: int) -> Iterator[Task]:
    """Mandates in their last week: without a new one their holder sees nothing of the company any more."""
    ending = mandates_of(actor).filter(revoked_on__isnull=True, valid_to__gte=on, valid_to__lte=on + WEEK)
    for mandate in ending.select_related("company").order_by("valid_to", "pk")[:limit]:
        if mandate.valid_to is None:
            continue
        then = _("Daarna ziet u de dossiers van deze onderneming niet meer.")
        yield Task(
            _("Uw machtiging van %(company)s eindigt.") % {"company": mandate.company.name},
            gettext_lazy("Voeg een nieuwe toe"),
            f"{reverse('mandates:new')}?onderneming={mandate.company.enterprise_number}",
            mandate.company.name,
            mandate.valid_to,
            Clock.until(mandate.valid_to, on=on, warn_days=WEEK.days, then=then),
        )
