"""The steps before and while an agreement runs: each a page with a form, and a POST that calls the action."""

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.actions import drafting, living
from duaal.casework.agreements.models import Preparation
from duaal.casework.agreements.states import (
    CANCEL,
    DISCARD,
    NEVER_STARTED,
    PREPARE,
    REGISTER,
    RESUME,
    SUSPEND,
)
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.contracts import forms as own
from duaal.interfaces.web.contracts.stepping import COUNSELLORS, step_page
from duaal.interfaces.web.stepping import typed_in

WITH_COMPANY = COUNSELLORS | {Role.COMPANY}


@access(roles=COUNSELLORS)
@both_ways
def discard(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Throws away what not everybody signed."""
    form = own.WhyForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        DISCARD,
        form,
        lambda keep: drafting.discard(agreement_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Gooi het ontwerp weg"),
        done=_("Het ontwerp is weggegooid. U kunt een nieuw maken."),
        kind="danger",
    )


@access(roles=WITH_COMPANY)
@both_ways
def prepare(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Keeps what is ready before the start."""
    row = Preparation.objects.filter(agreement_id=agreement_id).first()
    typed = typed_in(request)
    form = own.PrepareForm(typed, initial=model_to_dict(row) if row is not None and typed is None else None)
    return step_page(
        request,
        agreement_id,
        PREPARE,
        form,
        lambda keep: living.prepare(agreement_id, ready=form.ready(), **keep),
        text=gettext_lazy("Bewaar wat klaar is"),
        done=_("Bewaard. Op deze pagina ziet u wat nog ontbreekt."),
    )


@access(roles=COUNSELLORS)
@both_ways
def register(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Registers the agreement."""
    return step_page(
        request,
        agreement_id,
        REGISTER,
        own.NoForm(typed_in(request)),
        lambda keep: living.register(agreement_id, **keep),
        text=gettext_lazy("Registreer de overeenkomst"),
        done=_("De overeenkomst is geregistreerd. Onderneming, leerling en ouders krijgen bericht."),
        intro=[_("Na de registratie begint ze vanzelf op de startdag, als ook de Dimona er is.")],
    )


@access(roles=COUNSELLORS)
@both_ways
def cancel(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Calls the agreement off before its start."""
    form = own.CancelForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        CANCEL,
        form,
        lambda keep: living.cancel(agreement_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Annuleer de overeenkomst"),
        done=_("De overeenkomst gaat niet door. De zoektijd van de leerling loopt verder."),
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def never_started(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Records that nobody ever worked under it."""
    form = own.WhyForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        NEVER_STARTED,
        form,
        lambda keep: living.never_started(agreement_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Noteer dat ze nooit begonnen is"),
        done=_("De overeenkomst vervalt. De zoektijd van de leerling loopt verder."),
        kind="danger",
    )


@access(roles=WITH_COMPANY)
@both_ways
def suspend(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Lets the agreement lie still."""
    form = own.SuspendForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        SUSPEND,
        form,
        lambda keep: living.suspend(agreement_id, **form.suspension(), **keep),
        text=gettext_lazy("Schors de overeenkomst"),
        done=_("De overeenkomst is geschorst. Iedereen krijgt bericht."),
        intro=[_("Voor schoolvakanties hoeft u niets te doen: dan ligt ze vanzelf stil.")],
    )


@access(roles=WITH_COMPANY)
@both_ways
def resume(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Lets the agreement go on."""
    form = own.ResumeForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        RESUME,
        form,
        lambda keep: living.resume(agreement_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Noteer dat het werk hervat is"),
        done=_("De overeenkomst gaat verder. Iedereen krijgt bericht."),
    )
