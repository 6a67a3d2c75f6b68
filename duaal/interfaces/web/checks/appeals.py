"""The pages of an appeal against the end of an agreement: lodged by a side, decided by the partnership."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.agreements.actions import appeals
from duaal.casework.agreements.actions.steps import AROUND
from duaal.casework.agreements.check_words import APPEAL_STATE, APPEAL_TONE
from duaal.casework.agreements.labels import ENDED_AS, KIND, PARTY, reason
from duaal.casework.agreements.models import EndAppeal
from duaal.casework.agreements.states import NEW
from duaal.casework.agreements.states.checks import FIND_JUSTIFIED, LODGE, EndAppealState
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.checks.forms import AppealDecisionForm, AppealForm
from duaal.interfaces.web.contracts.stepping import SIDES, step_page
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.parts import SummaryRow
from duaal.interfaces.web.stepping import answer_step, typed_in

FLEMISH = frozenset({Role.FLEMISH_PARTNERSHIP})
READERS = FLEMISH | {Role.DEPARTMENT}
STATE_FILTER, ALL = "toestand", "alle"
Appeals = QuerySet[EndAppeal]

LISTING: Listing[EndAppeal] = Listing(
    columns=(
        Column(
            "leerling",
            gettext_lazy("Nummer van de leerling"),
            ("agreement__learner_number",),
            lambda one: one.agreement.learner_number,
        ),
        Column(
            "onderneming",
            gettext_lazy("Onderneming"),
            ("agreement__company__sort_name",),
            lambda one: one.agreement.company.name,
        ),
        Column("wie", gettext_lazy("Ingesteld door"), ("by",), lambda one: PARTY[one.by]),
        Column("ingesteld", gettext_lazy("Ingesteld op"), ("lodged_on",), lambda one: one.lodged_on),
        Column("toestand", gettext_lazy("Toestand"), ("state",), lambda one: APPEAL_STATE[one.state]),
    ),
    order=("lodged_on",),
    filters=(
        Filter(
            STATE_FILTER,
            gettext_lazy("Toestand"),
            lambda rows, state: rows if state == ALL else rows.filter(state=state),
            ((ALL, gettext_lazy("alle")), *APPEAL_STATE.items()),
            empty=gettext_lazy("te beslissen"),
        ),
    ),
)


@access(roles=SIDES)
@both_ways
def lodge(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """A side appeals against the end."""
    form = AppealForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        LODGE,
        form,
        lambda keep: appeals.lodge(agreement_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Stel beroep in tegen het einde"),
        done=_("Uw beroep is bewaard. Het Vlaams Partnerschap beslist. U krijgt bericht."),
        intro=[
            _("U kunt beroep instellen als de reden het einde niet rechtvaardigt."),
            _("Dat kan ook als er niet bemiddeld is of als de regel van de eerste periode niet gevolgd is."),
            _("De termijn staat in een besluit dat wij hier niet kennen. Wacht dus niet, of vraag hem na."),
        ],
        state=NEW,
    )


@access(roles=READERS)
@require_GET
def appeal_list(request: HttpRequest) -> HttpResponse:
    """The appeals against an end, the oldest first; those that are decided only when they are asked for."""
    page = LISTING.page(request, _rows(request), csv_address=reverse("checks:end_appeals_csv"))
    rows = [
        (one, PARTY[one.by], APPEAL_STATE[one.state], APPEAL_TONE.get(one.state, "neutral"))
        for one in page.rows
    ]
    return render(request, "checks/end_appeals.html", {"page": page, "rows": rows})


@access(roles=READERS)
@require_GET
def appeal_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list."""
    name = f"beroepen-tegen-een-einde-{today():%Y-%m-%d}.csv"
    return LISTING.csv(request, _rows(request), filename=name)


@access(roles=READERS)
@require_GET
def detail(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """One appeal: the end it is against, what the side writes, and the decision."""
    row = _appeal_or_404(appeal_id)
    decides = actor_of(request).role in FIND_JUSTIFIED.roles and row.state == EndAppealState.LODGED
    context = {
        "row": row,
        "kind": KIND[row.agreement.kind],
        "state": APPEAL_STATE[row.state],
        "tone": APPEAL_TONE.get(row.state, "neutral"),
        "facts": _facts(row),
        "decides": decides,
    }
    return render(request, "checks/end_appeal.html", context)


@access(roles=FLEMISH)
@both_ways
def decide(request: HttpRequest, appeal_id: int) -> HttpResponseBase:
    """The Flemish Partnership decides, with its reasons."""
    actor, on, row = actor_of(request), today(), _appeal_or_404(appeal_id)
    form = AppealDecisionForm(typed_in(request))
    context = {
        "step_text": gettext_lazy("Beslis over het beroep"),
        "title": row.agreement.learner_number,
        "back_words": KIND[row.agreement.kind],
        "against": [reason(WRONG_STATE)] if row.state not in FIND_JUSTIFIED.sources else [],
        "intro": [
            _("Wat u beslist, bepaalt ook of de onderneming een maand leervergoeding verschuldigd is.")
        ],
    }
    return answer_step(
        request,
        form,
        lambda: appeals.decide(
            appeal_id, outcome=form.outcome, decision=form.cleaned_data["decision"], actor=actor, on=on
        ),
        done=_("De beslissing is bewaard. Iedereen krijgt bericht."),
        back=reverse("checks:end_appeal", args=[appeal_id]),
        context=context,
        words=reason,
    )


def _facts(row: EndAppeal) -> list[SummaryRow]:
    agreement = row.agreement
    ended = f"{agreement.ended_on:%d/%m/%Y}" if agreement.ended_on else ""
    rows = [
        SummaryRow(_("Leerling"), agreement.learner_number),
        SummaryRow(_("School of centrum"), agreement.provider.name if agreement.provider else ""),
        SummaryRow(_("Onderneming"), f"{agreement.company.name}, {agreement.site.name}"),
        SummaryRow(_("Opleiding"), agreement.programme.name),
        SummaryRow(_("Beëindigd op"), ended),
        SummaryRow(_("Hoe"), ENDED_AS.get(agreement.ended_as, agreement.ended_as)),
        SummaryRow(_("Beëindigd door"), PARTY[appeals.ended_by(agreement)]),
        SummaryRow(_("Beroep van"), PARTY[row.by]),
        SummaryRow(_("Ingesteld op"), f"{row.lodged_on:%d/%m/%Y}"),
        SummaryRow(_("Waarom"), row.words),
    ]
    if row.decided_on:
        rows.append(SummaryRow(_("Beslist op"), f"{row.decided_on:%d/%m/%Y}"))
        rows.append(SummaryRow(_("Redenen"), row.decision))
        owed = _("ja, zonder bedrag: dat volgt uit de leervergoeding") if agreement.owes_month else _("nee")
        rows.append(SummaryRow(_("Maand leervergoeding verschuldigd"), owed))
    return rows


def _rows(request: HttpRequest) -> Appeals:
    rows = EndAppeal.objects.select_related("agreement__company")
    if request.GET.get(STATE_FILTER, "") in {ALL, *APPEAL_STATE}:
        return rows
    return rows.filter(state=EndAppealState.LODGED)


def _appeal_or_404(appeal_id: int) -> EndAppeal:
    around = (f"agreement__{one}" for one in AROUND)
    found = EndAppeal.objects.select_related("agreement", *around).filter(pk=appeal_id).first()
    if found is None:
        raise Http404
    return found
