"""Choosing which recognitions to ask anew with the file that is there: in time, after the end, elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.renewing import start_from
from duaal.casework.recognition.labels import RECOGNITION_STATE, reason
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.proposals import usable_sites
from duaal.casework.recognition.states import LIVE
from duaal.casework.recognition.upkeep.following import (
    ENDED_AND_FREE,
    askable_again,
    opens_on,
    renewable,
    sources_for,
    taken_over,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.cases.steps import WRONG, both_ways
from duaal.interfaces.web.parts import Problem, problems_of
from duaal.interfaces.web.recognitions.sections import Reading
from duaal.interfaces.web.requests.acting import company_of
from duaal.register.organisations.models import Company

TEXT: Promise = gettext_lazy("Vraag de erkenning opnieuw aan")
ELSEWHERE: Promise = gettext_lazy("Vraag deze opleiding aan voor een andere vestiging")
CHOSEN = "erkenning"
SHOWN = 200
"""Recognitions in the list at once; who has more sends them in turns, the first end first."""


class ChooseForm(forms.Form):
    """Which recognitions, and at which site when that is another one."""

    erkenning = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Welke erkenningen vraagt u opnieuw aan?"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={
            "required": gettext_lazy("Kies minstens één erkenning."),
            "invalid_choice": gettext_lazy("Een erkenning staat niet in de lijst. Kies ze opnieuw."),
        },
    )
    site = forms.TypedChoiceField(
        label=gettext_lazy("Voor welke vestiging?"),
        help_text=gettext_lazy(
            "Verhuist u naar een vestiging met een ander nummer? Dan hebt u daar een nieuwe erkenning nodig."
        ),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self, *args: Any, groups: Sequence[Any], sites: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["erkenning"].choices = groups  # type: ignore[attr-defined]
        same = [("", _("dezelfde vestiging als nu"))]
        self.fields["site"].choices = [*same, *sites]  # type: ignore[attr-defined]


def renewal_links(reading: Reading) -> Iterator[StepLink]:
    """Asking anew, for the company: once the time is there, and after the end."""
    one = reading.recognition
    if reading.actor.role != Role.COMPANY or not policy.may_apply_for(reading.actor, one.company):
        return
    href = f"{reverse('recognitions:renew')}?{CHOSEN}={one.pk}"
    if one.state in LIVE:
        if reading.on >= opens_on(one, on=reading.on):
            yield StepLink(TEXT, href)
    elif one.state in ENDED_AND_FREE:
        yield StepLink(TEXT, href)


def elsewhere_links(reading: Reading) -> Iterator[StepLink]:
    """The same programme at another site, with the file of this one, for a move."""
    one = reading.recognition
    is_company = reading.actor.role == Role.COMPANY
    if one.state in LIVE and is_company and policy.may_apply_for(reading.actor, one.company):
        yield StepLink(ELSEWHERE, f"{reverse('recognitions:renew')}?{CHOSEN}={one.pk}")


@access(roles=HOLDERS | {Role.COMPANY})
@both_ways
def renew(request: HttpRequest) -> HttpResponse:
    """Chooses recognitions, and starts one form with what their files hold.

    Who acts in the name of a company names it in the address.
    """
    actor, on = actor_of(request), today()
    company = company_of(request)
    usable, _closed = usable_sites(company, on=on)
    asked = [int(text) for text in request.GET.getlist(CHOSEN) if text.isascii() and text.isdecimal()]
    lists = _lists(company, asked, on=on, own_only=actor.role in HOLDERS)
    form = ChooseForm(
        request.POST or None,
        initial={CHOSEN: [str(pk) for pk in asked] or [str(one.pk) for one in lists[0][1]]},
        groups=[(title, [(one.pk, _words(one, on=on)) for one in found]) for title, found in lists if found],
        sites=[(site.pk, f"{site.name}, {site.street}, {site.municipality.name}") for site in usable],
    )
    problems: tuple[Problem, ...] = ()
    status = 200
    if request.method == "POST" and form.is_valid():
        chosen, site = form.cleaned_data[CHOSEN], form.cleaned_data["site"]
        try:
            draft = start_from(company.pk, chosen, actor=actor, on=on, site_id=site)
        except Refused as refused:
            problems, status = problems_of([reason(code) for code in refused.reasons]), WRONG
        else:
            return redirect("requests:reuse", draft.pk)
    elif request.method == "POST":
        status = WRONG
    context = {
        "form": form,
        "problems": problems,
        "on_behalf": actor.role in HOLDERS,
        "any": any(found for _title, found in lists),
        "company": company,
        "rules": rule_lines(
            BOOK.value(f"recognition.{name}").on(on)
            for name in ("renewal_from_months", "bridge_pending_renewal", "extract_max_age_days")
        ),
        "months": BOOK.value("recognition.renewal_from_months").on(on).value,
        "bridges": BOOK.value("recognition.bridge_pending_renewal").on(on).value,
    }
    return render(request, "recognitions/renew.html", context, status=status)


def _lists(
    company: Company, asked: list[int], *, on: date, own_only: bool
) -> list[tuple[str, list[Recognition]]]:
    """What can be asked anew, under a title each; what the link names and is not in it stands on top."""
    ending, ended = renewable(company, on=on)[:SHOWN], askable_again(company, on=on)[:SHOWN]
    acquired = [] if own_only else taken_over(company)[:SHOWN]
    listed = {one.pk for one in (*ending, *ended, *acquired)}
    others = [one for pk, one in sources_for(company, asked, on=on).items() if pk not in listed]
    others = [one for one in others if one.company_id == company.pk or not own_only]
    return [
        (_("Eindigt binnenkort"), ending),
        (_("Voor een andere vestiging"), others),
        (_("Geëindigd"), ended),
        (_("Van een onderneming die u overneemt"), acquired),
    ]


def _words(one: Recognition, *, on: date) -> str:
    last = date_format(one.ended_on or one.valid_to, "j F Y")
    words = {
        "programme": one.programme.name,
        "site": f"{one.site.name}, {one.site.municipality.name}",
        "day": last,
        "state": RECOGNITION_STATE[one.state],
        "company": one.company.name,
    }
    if one.state not in LIVE:
        return _("%(programme)s op %(site)s (%(state)s, tot en met %(day)s)") % words
    return _("%(programme)s op %(site)s (%(company)s, geldig tot en met %(day)s)") % words
