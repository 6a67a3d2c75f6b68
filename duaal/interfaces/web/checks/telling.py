"""The page to note that something was told."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.actions import telling
from duaal.casework.agreements.check_words import DUTY
from duaal.casework.agreements.rules.duties import TOLD_HERE, Duty
from duaal.casework.agreements.states.checks import TELL
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.checks.forms import TellForm
from duaal.interfaces.web.contracts.stepping import COUNSELLORS, step_page
from duaal.interfaces.web.stepping import typed_in

COMPANY_TOO = COUNSELLORS | {Role.COMPANY}


@access(roles=COMPANY_TOO)
@both_ways
def tell(request: HttpRequest, agreement_id: int, duty: str, about: str) -> HttpResponseBase:
    """Notes that something was told: a company today, staff on the day it reached them or they told it."""
    which, day = _which(duty, about)
    form = TellForm(typed_in(request), is_staff=actor_of(request).role == Role.COUNSELLOR)
    return step_page(
        request,
        agreement_id,
        TELL,
        form,
        lambda keep: telling.tell(
            agreement_id, duty=which, about=day, told_on=form.day, at=timezone.now(), **keep
        ),
        text=gettext_lazy("Noteer de melding"),
        done=_("De melding is genoteerd."),
        intro=[_("Het gaat over: %(what)s.") % {"what": DUTY[which]}],
    )


def _which(duty: str, about: str) -> tuple[Duty, date]:
    """The duty and the day of the address; page 404 for anything else."""
    try:
        which, day = Duty(duty), date.fromisoformat(about)
    except ValueError:
        raise Http404 from None
    if which not in TOLD_HERE:
        raise Http404
    return which, day
