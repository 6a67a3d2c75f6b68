"""The company for which a page works: the reader's own, or the one whose authorisation he holds."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from duaal.casework.recognition.actions.renewing import KNOWN_NUMBER
from duaal.casework.recognition.answers import MentorAnswer
from duaal.casework.recognition.mandates.holding import mandates_of
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor
from duaal.register.organisations.models import Company

ASKED = "onderneming"


def company_of(request: HttpRequest) -> Company:
    """The company that the reader acts for; page 404 when the address names one that did not let him."""
    actor = actor_of(request)
    if actor.role not in HOLDERS:
        return get_object_or_404(Company, enterprise_number=actor.organisation)
    mandates = mandates_of(actor).filter(revoked_on__isnull=True).select_related("company")
    mandate = mandates.filter(company__enterprise_number=request.GET.get(ASKED, "")).first()
    if mandate is None:
        raise Http404
    return mandate.company


def is_for_the_company_only(mentor: MentorAnswer, actor: Actor) -> bool:
    """Whether the reader sees the name of this mentor only: a school that reuses the file of a company."""
    return actor.role in HOLDERS and mentor.national_number_shown == KNOWN_NUMBER
