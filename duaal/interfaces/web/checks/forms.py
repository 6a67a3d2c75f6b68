"""Forms of the checks around an agreement. They clean what was typed and hand it on to the actions."""

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.check_words import APPEAL_STATE
from duaal.casework.agreements.jobs import Asked
from duaal.casework.agreements.rules.hours import HOUR
from duaal.casework.agreements.rules.jobs import Job
from duaal.casework.agreements.rules.timetable import Span
from duaal.casework.agreements.states.checks import EndAppealState
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number
from duaal.foundation.kernel.period import Period
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.contracts.draft_form import DAYS, NO_TIME
from duaal.interfaces.web.contracts.forms import choice
from duaal.interfaces.web.requests.forms import day_field, yes_no_field

DAY_MINUTES = timedelta(days=1) // timedelta(minutes=1)
YES_OR_NO = gettext_lazy("Kies ja of nee.")
WHY_MISSING = gettext_lazy("Schrijf de redenen op.")


class TellForm(forms.Form):
    """The day on which something was told; a company tells today, so that it has nothing to fill in."""

    told_on = day_field(
        gettext_lazy("Op welke dag is dit gemeld?"), gettext_lazy("Vul de dag van de melding in.")
    )

    def __init__(self, *args: Any, is_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_staff:
            self.fields.pop("told_on")

    @property
    def day(self) -> date | None:
        found: date | None = self.cleaned_data.get("told_on")
        return found


class HoldForm(forms.Form):
    """What the school wants the department to know."""

    remark = text_field(
        gettext_lazy("Wat moet het departement weten?"),
        hint=gettext_lazy("Bijvoorbeeld waarom er minder uren les zijn. Schrijf hier geen naam."),
        rows=4,
    )


class DecisionForm(forms.Form):
    """The reasons of the department."""

    decision = text_field(gettext_lazy("Waarom?"), WHY_MISSING, rows=4)


class AppealForm(forms.Form):
    """Why a side appeals, in its own words."""

    words = text_field(gettext_lazy("Waarom bent u het niet eens met het einde?"), WHY_MISSING, rows=5)


class AppealDecisionForm(DecisionForm):
    """What the partnership decides, and why."""

    state = choice(
        gettext_lazy("Wat beslist u?"),
        {one: words for one, words in APPEAL_STATE.items() if one != EndAppealState.LODGED},
        gettext_lazy("Kies wat u beslist."),
    )
    field_order = ("state", "decision")

    @property
    def outcome(self) -> EndAppealState:
        return EndAppealState(self.cleaned_data["state"])


class JobForm(forms.Form):
    """A student job: where, when, and what else counts."""

    employer = forms.CharField(
        label=gettext_lazy("Bij welke werkgever?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Vul de naam van de werkgever in.")},
    )
    employer_number = forms.CharField(
        label=gettext_lazy("Ondernemingsnummer van die werkgever"),
        help_text=gettext_lazy("Tien cijfers. Laat leeg als u het niet weet."),
        max_length=20,
        required=False,
    )
    first = day_field(gettext_lazy("Eerste dag"), gettext_lazy("Vul de eerste dag in."))
    last = day_field(gettext_lazy("Laatste dag"), gettext_lazy("Vul de laatste dag in."))
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Op welke weekdagen?"),
        choices=[(number, words) for number, words in enumerate(DAYS)],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één weekdag.")},
    )
    start = forms.TimeField(
        label=gettext_lazy("Begin van de werkdag"),
        error_messages={"required": gettext_lazy("Vul het begin in, bijvoorbeeld 8:30."), "invalid": NO_TIME},
    )
    end = forms.TimeField(
        label=gettext_lazy("Einde van de werkdag"),
        help_text=gettext_lazy("Een vroeger uur is de ochtend erna."),
        error_messages={
            "required": gettext_lazy("Vul het einde in, bijvoorbeeld 17:00."),
            "invalid": NO_TIME,
        },
    )
    pause = forms.TimeField(
        label=gettext_lazy("Begin van de pauze"), required=False, error_messages={"invalid": NO_TIME}
    )
    pause_end = forms.TimeField(
        label=gettext_lazy("Einde van de pauze"), required=False, error_messages={"invalid": NO_TIME}
    )
    has_benefit = yes_no_field(
        gettext_lazy("Krijgt de leerling een werkloosheids- of inschakelingsuitkering?"), YES_OR_NO
    )
    paid_leave = yes_no_field(gettext_lazy("Neemt de leerling op die dagen betaalde vakantie?"), YES_OR_NO)

    def __init__(self, *args: Any, own_company: tuple[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_company = own_company
        if own_company is not None:
            del self.fields["employer"], self.fields["employer_number"]

    def clean_employer_number(self) -> str:
        typed = self.cleaned_data["employer_number"].strip()
        if not typed:
            return ""
        try:
            return enterprise_number(typed).number
        except WrongIdentifier:
            sentence = _("“%(typed)s” is geen ondernemingsnummer. Het heeft tien cijfers.")
            raise ValidationError(sentence % {"typed": typed}) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            sentence = _("De laatste dag (%(last)s) ligt voor de eerste (%(first)s).")
            words = {"last": f"{last:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
            self.add_error("last", sentence % words)
        if given.get("start") and given.get("end") and given["start"] == given["end"]:
            self.add_error("end", _("Het begin en het einde zijn hetzelfde uur. Kies een later einde."))
        if not self.errors:
            try:
                given["asked"] = self._asked(given)
            except ValueError:
                self.add_error(
                    "pause", _("De pauze valt niet binnen de werkdag. Vul begin en einde ervan in.")
                )
        return given

    def _asked(self, given: dict[str, Any]) -> Asked:
        span = _span(given["start"], given["end"])
        job = Job(
            Period(given["first"], given["last"]),
            frozenset(given["weekdays"]),
            span,
            _pause(given["pause"], given["pause_end"], span),
        )
        name, number = self.own_company or (given["employer"], given["employer_number"])
        return Asked(job, name, number, given["has_benefit"], given["paid_leave"])


def _minutes(moment: time) -> int:
    return moment.hour * HOUR + moment.minute


def _span(start: time, end: time) -> Span:
    first, last = _minutes(start), _minutes(end)
    return Span(first, last if last > first else last + DAY_MINUTES)


def _pause(start: time | None, end: time | None, span: Span) -> tuple[int, int] | None:
    """The break as minutes of the same day; raises `ValueError` when it is not within the span."""
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise ValueError("a break has a start and an end")
    first, last = _minutes(start), _minutes(end)
    if first < span.first:
        first, last = first + DAY_MINUTES, last + DAY_MINUTES
    if not span.first <= first < last <= span.last:
        raise ValueError("the break lies outside the span")
    return first, last
