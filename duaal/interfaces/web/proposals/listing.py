"""The list of proposals of withdrawal: its columns and filters."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import WithdrawalProposal
from duaal.casework.recognition.proposing.labels import PROPOSAL_STATE
from duaal.casework.recognition.sanctions.states import ProposalState
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.templatetags.duaal import enterprise

STATE = "toestand"
ALL = "alle"


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows if state == ALL else rows.filter(state=state)


def listed(rows: QuerySet[WithdrawalProposal], asked: str) -> QuerySet[WithdrawalProposal]:
    """The rows the list starts from: those that wait, unless a state is asked for."""
    known = {ALL, *PROPOSAL_STATE}
    return rows if asked in known else rows.filter(state=ProposalState.OPEN)


PROPOSALS: Listing[WithdrawalProposal] = Listing(
    columns=(
        Column(
            "onderneming",
            gettext_lazy("Onderneming"),
            ("recognition__company__sort_name",),
            lambda one: one.recognition.company.name,
        ),
        Column(
            "ondernemingsnummer",
            gettext_lazy("Ondernemingsnummer"),
            cell=lambda one: enterprise(one.recognition.company.enterprise_number),
            in_page=False,
        ),
        Column(
            "vestiging", gettext_lazy("Vestiging"), (), lambda one: one.recognition.site.name, in_page=False
        ),
        Column(
            "opleiding",
            gettext_lazy("Opleiding"),
            ("recognition__programme__sort_name",),
            lambda one: one.recognition.programme.name,
        ),
        Column("voorgesteld", gettext_lazy("Voorgesteld op"), ("proposed_on",), lambda one: one.proposed_on),
        Column("termijn", gettext_lazy("Termijn"), ("answer_by",), lambda one: one.answer_by),
        Column("toestand", gettext_lazy("Toestand"), (), lambda one: PROPOSAL_STATE[one.state]),
        Column("antwoord", gettext_lazy("Antwoord"), (), lambda one: one.answer_reason, in_page=False),
    ),
    order=("answer_by",),
    filters=(
        Filter(
            STATE,
            gettext_lazy("Toestand"),
            in_state,
            ((ALL, gettext_lazy("alle")), *PROPOSAL_STATE.items()),
            empty=gettext_lazy("open"),
        ),
    ),
)
