"""The form of the committee's outcome, with what goes with it for each kind of decision."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.appeals.assessing import judged_failures
from duaal.casework.recognition.appeals.contested import Contested
from duaal.casework.recognition.appeals.parts import barred_programmes
from duaal.casework.recognition.appeals.states import AppealState
from duaal.casework.recognition.labels import CONDITION
from duaal.casework.recognition.models import Application, Exclusion, MentorBar, Withdrawal
from duaal.casework.recognition.states import ApplicationKind
from duaal.interfaces.web.appeals.forms import (
    ExclusionOutcomeForm,
    MentorOutcomeForm,
    OutcomeForm,
    RefusalOutcomeForm,
)

UPHELD, PARTLY, REJECTED = AppealState.UPHELD, AppealState.PARTLY_UPHELD, AppealState.REJECTED


def form_for(contested: Contested, typed: Any) -> OutcomeForm:
    """The form for an appeal against this decision."""
    match contested:
        case Application():
            return _refusal_form(contested, typed)
        case Withdrawal():
            return OutcomeForm(
                typed,
                outcomes=(
                    (UPHELD, gettext_lazy("Gegrond: de opheffing is vernietigd")),
                    (REJECTED, gettext_lazy("Ongegrond: de opheffing blijft")),
                ),
            )
        case Exclusion():
            return ExclusionOutcomeForm(
                typed,
                outcomes=(
                    (UPHELD, gettext_lazy("Gegrond: de uitsluiting is vernietigd")),
                    (PARTLY, gettext_lazy("Deels gegrond: de uitsluiting duurt minder lang")),
                    (REJECTED, gettext_lazy("Ongegrond: de uitsluiting blijft")),
                ),
            )
        case MentorBar():
            return _bar_form(contested, typed)
    raise TypeError(f"nobody appeals against {contested!r}")


def consequences_of(contested: Contested) -> list[str]:
    """What an appeal that is right gives back, and what not."""
    match contested:
        case Withdrawal():
            last = date_format(contested.recognition.valid_to, "j F Y")
            return [
                _("Bij gegrond geldt de erkenning opnieuw, tot en met %(last)s.") % {"last": last},
                _("Overeenkomsten die al eindigden, herleven niet."),
            ]
        case Exclusion():
            return [
                _("Bij gegrond kan de onderneming meteen een nieuwe aanvraag doen."),
                _("Een opgeheven erkenning herleeft pas als ook het beroep tegen die opheffing gegrond is."),
            ]
        case MentorBar():
            return [_("Bij gegrond is de mentor terug, overal waar de erkenning nog geldt.")]
    return []


def _refusal_form(application: Application, typed: Any) -> RefusalOutcomeForm:
    upheld = {
        ApplicationKind.ADD_MENTOR: gettext_lazy("Gegrond: de mentor komt vandaag bij de erkenning"),
    }.get(ApplicationKind(application.kind), gettext_lazy("Gegrond: de onderneming wordt vandaag erkend"))
    return RefusalOutcomeForm(
        typed,
        outcomes=(
            (UPHELD, upheld),
            (PARTLY, gettext_lazy("Deels gegrond: de weigering blijft op minder gronden")),
            (REJECTED, gettext_lazy("Ongegrond: de weigering is definitief")),
        ),
        mentors=[(a.pk, str(a.person)) for a in application.assignments.select_related("person")],
        remaining=[(code, f"{code} {CONDITION[code]}") for code in judged_failures(application)],
    )


def _bar_form(bar: MentorBar, typed: Any) -> OutcomeForm:
    programmes = list(barred_programmes(bar).items())
    outcomes = [
        (UPHELD, gettext_lazy("Gegrond: de mentor is niet meer geweigerd")),
        (REJECTED, gettext_lazy("Ongegrond: de mentor blijft geweigerd")),
    ]
    if len(programmes) == 1:
        return OutcomeForm(typed, outcomes=outcomes)
    limited = gettext_lazy("Deels gegrond: de mentor is nog voor enkele opleidingen geweigerd")
    return MentorOutcomeForm(
        typed, outcomes=[outcomes[0], (PARTLY, limited), outcomes[1]], remaining=programmes
    )
