"""The ways to end an agreement: each a page with a form, and a POST that calls the action."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.actions import ending
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.states import (
    CLOSE_MEDIATION,
    DROP_GROUND,
    END_AT_ONCE,
    END_BY_PROVIDER,
    END_IN_FACT,
    END_ON_GROUND,
    END_UNDER_LABOUR_LAW,
    GIVE_NOTICE,
    INVOKE_GROUND,
    RECONCILE,
    REPORT_END,
    TAKE_NOTICE_BACK,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.contracts import forms as own
from duaal.interfaces.web.contracts.stepping import COUNSELLORS, PARTIES, SIDES, step_page
from duaal.interfaces.web.stepping import typed_in

ENDED = gettext_lazy("De overeenkomst is beëindigd. Iedereen krijgt bericht.")
EVERYBODY = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})


@access(roles=PARTIES)
@both_ways
def give_notice(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Gives notice in the first days."""
    form = _wish_form(request, own.NoticeForm)
    return step_page(
        request,
        agreement_id,
        GIVE_NOTICE,
        form,
        lambda keep: ending.give_notice(agreement_id, wish=form.wish(on=keep["on"]), **keep),
        text=gettext_lazy("Zeg op in de eerste periode"),
        done=_("De opzegging is genoteerd. De laatste dag staat bovenaan."),
        intro=[_("In de eerste periode is er geen reden nodig. Er is wel een korte opzegtermijn.")],
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def take_notice_back(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Takes a notice back."""
    form = own.AgreeForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        TAKE_NOTICE_BACK,
        form,
        lambda keep: ending.take_notice_back(agreement_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Trek de opzegging in"),
        done=_("De overeenkomst gaat toch verder. Iedereen krijgt bericht."),
    )


@access(roles=PARTIES)
@both_ways
def invoke_ground(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Invokes a serious reason; mediation begins."""
    form = _wish_form(request, own.GroundForm)
    return step_page(
        request,
        agreement_id,
        INVOKE_GROUND,
        form,
        lambda keep: ending.invoke_ground(agreement_id, wish=form.wish(on=keep["on"]), **keep),
        text=gettext_lazy("Meld een ernstige reden om te stoppen"),
        done=_("De reden is gemeld. De trajectbegeleider bemiddelt. Tot dan gaat de overeenkomst door."),
        intro=[_("De trajectbegeleider bemiddelt eerst. Lukt dat niet, dan kunt u schriftelijk stoppen.")],
    )


@access(roles=COUNSELLORS)
@both_ways
def reconcile(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Notes that the two sides are reconciled."""
    return _plain(
        request,
        agreement_id,
        RECONCILE,
        ending.reconcile,
        gettext_lazy("Noteer dat ze verzoend zijn"),
        _("De overeenkomst gaat verder. Iedereen krijgt bericht."),
    )


@access(roles=COUNSELLORS)
@both_ways
def close_mediation(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Notes that there is no reconciliation."""
    return _plain(
        request,
        agreement_id,
        CLOSE_MEDIATION,
        ending.close_mediation,
        gettext_lazy("Sluit de bemiddeling zonder verzoening"),
        _("De bemiddeling is gesloten. Wie de reden meldde, kan nu schriftelijk beëindigen."),
    )


@access(roles=COUNSELLORS)
@both_ways
def drop_ground(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Notes that the ground is taken back."""
    return _plain(
        request,
        agreement_id,
        DROP_GROUND,
        ending.drop_ground,
        gettext_lazy("Noteer dat de reden ingetrokken is"),
        _("De overeenkomst gaat verder. Iedereen krijgt bericht."),
    )


@access(roles=PARTIES)
@both_ways
def end_on_ground(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Ends after a mediation without result."""
    form = _wish_form(request, own.WrittenEndForm)
    return step_page(
        request,
        agreement_id,
        END_ON_GROUND,
        form,
        lambda keep: ending.end_on_ground(agreement_id, wish=form.wish(on=keep["on"]), **keep),
        text=gettext_lazy("Beëindig na de bemiddeling"),
        done=str(ENDED),
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def end_in_fact(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Records that the company stopped without waiting."""
    form = own.InFactForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        END_IN_FACT,
        form,
        lambda keep: ending.end_in_fact(agreement_id, wish=form.wish(on=keep["on"]), **keep),
        text=gettext_lazy("Noteer dat de onderneming zomaar stopte"),
        done=str(ENDED),
        intro=[
            _("Bij een betaalde overeenkomst kan de onderneming dan een maand leervergoeding schuldig zijn.")
        ],
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def end_by_provider(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """The school ends."""
    form = own.ProviderEndForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        END_BY_PROVIDER,
        form,
        lambda keep: ending.end_by_provider(agreement_id, wish=form.wish(on=keep["on"]), **keep),
        text=gettext_lazy("Beëindig als school"),
        done=str(ENDED),
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def end_at_once(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """An end without notice."""
    form = own.EndForm(typed_in(request))

    def do(keep: dict[str, Any]) -> object:
        wish = form.wish(on=keep["on"])
        agreed = EVERYBODY if form.cleaned_data["agreed"] else frozenset()
        wish = ending.Wish(wish.received_on, wish.by, None, wish.words, agreed)
        return ending.end_at_once(agreement_id, end=form.way(), wish=wish, **keep)

    return step_page(
        request,
        agreement_id,
        END_AT_ONCE,
        form,
        do,
        text=gettext_lazy("Noteer een ander einde"),
        done=str(ENDED),
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def end_under_labour_law(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Records the end of a part-time contract."""
    form = own.LabourForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        END_UNDER_LABOUR_LAW,
        form,
        lambda keep: ending.end_under_labour_law(agreement_id, wish=form.wish(on=keep["on"]), **keep),
        text=gettext_lazy("Noteer het einde van het arbeidscontract"),
        done=str(ENDED),
        kind="danger",
    )


@access(roles=SIDES)
@both_ways
def report_end(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """Company or learner reports the end."""
    form = own.ReportForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        REPORT_END,
        form,
        lambda keep: ending.report_end(agreement_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Meld het einde aan de trajectbegeleider"),
        done=_("Uw melding is bewaard. De trajectbegeleider krijgt bericht."),
    )


def _wish_form(request: HttpRequest, form: type[own.WishForm]) -> Any:
    return form(typed_in(request), is_staff=actor_of(request).role == Role.COUNSELLOR)


def _plain(
    request: HttpRequest, agreement_id: int, step: Step[Any], action: Any, text: Any, done: str
) -> HttpResponseBase:
    return step_page(
        request,
        agreement_id,
        step,
        own.NoForm(typed_in(request)),
        lambda keep: action(agreement_id, **keep),
        text=text,
        done=done,
    )
