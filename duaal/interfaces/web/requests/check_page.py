"""What the check page shows: each case that would come out, and what the company declared."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from duaal.casework.recognition.answers import RequestAnswers
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.models import RequestForm
from duaal.casework.recognition.proposals import Proposal
from duaal.casework.recognition.sanctions.labels import exclusion_words
from duaal.foundation.documents.models import Document
from duaal.interfaces.web.parts import SummaryRow


def shown_case(
    case: Proposal,
    answers: RequestAnswers,
    papers: Mapping[int, Document],
    replaced: Mapping[tuple[str, str], tuple[str, ...]],
) -> dict[str, Any]:
    """One proposed case as the check page shows it, with the declaration that was uploaded for it.

    `replaced` says per partnership and programme which other programme took its place.
    """
    held = answers.declaration_of(case.place)
    return {
        "declaration": papers.get(held) if held is not None else None,
        "site": case.site,
        "programme": case.programme,
        "replaced": replaced.get((case.partnership.pk, case.programme.pk), ()) if case.partnership else (),
        "partnership": case.partnership,
        "certainty": case.route.certainty if case.route else "",
        "last_day": case.deadline.last_day if case.deadline else None,
        "blockers": [
            exclusion_words(case.excluded_until)
            if code == "excluded" and case.excluded_until
            else reason(code)
            for code in case.blockers
        ],
    }


def _words(code: str, case: Proposal) -> str:
    """The sentence of a blocker; that of an exclusion says until when."""
    if code == "excluded" and case.excluded_until:
        return exclusion_words(case.excluded_until)
    return reason(code)


def summary(draft: RequestForm, answers: RequestAnswers) -> list[SummaryRow]:
    """What the company declares, with the way back to change it."""
    rows = []
    said, contact_said = answers.undertaking, answers.contact
    if said is not None:
        back = reverse("requests:undertaking", args=[draft.pk])
        for name, yes in (
            (_("Organisatie en uitrusting zijn klaar"), said.organisation_and_equipment),
            (_("Financieel sterk genoeg"), said.financial_strength),
            (_("Ooit veroordeeld"), said.conviction),
        ):
            rows.append(SummaryRow(name, _("ja") if yes else _("nee"), back, _("Wijzig")))
    if contact_said is not None:
        back = reverse("requests:contact", args=[draft.pk])
        text = f"{contact_said.name}, {contact_said.email}, {contact_said.phone}"
        rows.append(SummaryRow(_("Contactpersoon"), text, back, _("Wijzig")))
    return rows
