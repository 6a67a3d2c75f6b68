"""The form of a draft: the period, the hours, the timetable, who guides and who signs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.actions.drafting import CompanySigner, Paper
from duaal.casework.agreements.contents import DAYS
from duaal.casework.agreements.facts import Kind, WeekBlock
from duaal.casework.agreements.rules.timetable import Pattern, Place, Span
from duaal.casework.agreements.terms import PlanValue, Terms
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.contracts import holiday_fields as holidays
from duaal.interfaces.web.contracts.forms import NO_EMAIL
from duaal.interfaces.web.contracts.holiday_fields import annex_of, holiday_fields
from duaal.interfaces.web.contracts.partner_fields import FIELDS, HINT, TITLE, Partner
from duaal.interfaces.web.requests.forms import day_field

ROWS = range(3)
SIGNERS = range(2)
MOST_YEARS = 10  # of the machine: a day further away is a slip of the finger
HOUR = timedelta(hours=1) // timedelta(minutes=1)
DAY = timedelta(days=1) // timedelta(minutes=1)
PLACES = (
    ("", gettext_lazy("vrij")),
    (Place.WORKPLACE.value, gettext_lazy("op de werkplek")),
    (Place.LESSONS.value, gettext_lazy("les")),
)
NO_TIME = gettext_lazy("Dit is geen uur. Schrijf het als 8:30.")
Choices = Iterable[tuple[Any, Any]]


class HoursField(forms.CharField):
    """A number of hours, with a comma or a point, kept in minutes."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=6,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )

    def clean(self, value: Any) -> int:
        typed = super().clean(value).strip().replace(",", ".")
        if not typed:
            return 0
        try:
            hours = Decimal(typed)
        except InvalidOperation:
            hours = Decimal(-1)
        if not hours.is_finite() or hours < 0:
            sentence = _("“%(typed)s” is geen aantal uren. Schrijf bijvoorbeeld 24 of 7,5.")
            raise ValidationError(sentence % {"typed": value})
        return int(hours * HOUR)


@dataclass(frozen=True, slots=True)
class Group:
    """Some fields under one title, with a sentence that helps."""

    title: Promise
    hint: Promise | str
    fields: list[forms.BoundField]


class DraftForm(forms.Form):
    """Everything of an agreement that the facts of learner and workplace do not say already."""

    first = day_field(gettext_lazy("Eerste dag"), gettext_lazy("Vul de eerste dag in."))
    last = day_field(gettext_lazy("Laatste dag"), gettext_lazy("Vul de laatste dag in."))
    part_time_asked = forms.BooleanField(
        label=gettext_lazy("De partijen vragen een deeltijdse arbeidsovereenkomst."), required=False
    )
    maribel_or_143 = forms.BooleanField(
        label=gettext_lazy("De onderneming valt onder de sociale Maribel of paritair comité 143."),
        required=False,
    )
    works_there = forms.BooleanField(
        label=gettext_lazy("De cursist is al werknemer van deze onderneming."), required=False
    )
    simulated_in_school = forms.BooleanField(
        label=gettext_lazy("De gesimuleerde werkplek is een werkplaats van de school."), required=False
    )
    shift_work = forms.BooleanField(label=gettext_lazy("Er is ploegenwerk."), required=False)
    night_decree = forms.BooleanField(
        label=gettext_lazy("Een koninklijk besluit van de sector laat nachtwerk van jongeren toe."),
        required=False,
    )
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector met een uitzondering voor nacht of zondag"), required=False
    )
    remarks = text_field(
        gettext_lazy("Afspraken die in de tekst moeten staan"),
        hint=gettext_lazy("Een afspraak mag de leerling niet meer opleggen dan het decreet."),
        rows=3,
    )

    def __init__(
        self,
        *args: Any,
        mentors: Choices,
        representatives: Choices,
        guardians: Choices,
        sectors: Choices,
        partner: Partner | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partner = partner
        self.fields["mentors"] = forms.TypedMultipleChoiceField(
            label=_("Wie begeleidt als mentor?"),
            choices=list(mentors),
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Kies minstens één mentor.")},
        )
        self.fields["sector"].choices = [("", _("geen")), *sectors]  # type: ignore[attr-defined]
        self.fields["company_week"] = HoursField(_("Uren van een volledige werkweek in de onderneming"))
        self._add_hours()
        self._add_timetable()
        self.fields.update(holiday_fields())
        if partner is not None:
            self.fields.update(partner.fields())
        self._add_signers(list(representatives), list(guardians))

    def _add_hours(self) -> None:
        for row in ROWS:
            self.fields[f"from_{row}"] = day_field(_("Vanaf"))
            self.fields[f"until_{row}"] = day_field(_("Tot en met"))
            self.fields[f"real_{row}"] = HoursField(_("Uren per week op de werkplek"))
            self.fields[f"simulated_{row}"] = HoursField(_("Uren per week op een gesimuleerde werkplek"))
            self.fields[f"lessons_{row}"] = forms.IntegerField(
                label=_("Lessen per week"), required=False, min_value=0, max_value=60
            )

    def _add_timetable(self) -> None:
        for number, name in enumerate(DAYS):
            self.fields[f"place_{number}"] = forms.ChoiceField(
                label=str(name), choices=PLACES, required=False
            )
            for key, words in (
                ("start", _("Begint om")),
                ("end", _("Eindigt om")),
                ("pause", _("Pauze vanaf")),
                ("pause_end", _("Pauze tot")),
                ("second", _("Tweede pauze vanaf")),
                ("second_end", _("Tweede pauze tot")),
            ):
                self.fields[f"{key}_{number}"] = forms.TimeField(
                    label=words,
                    required=False,
                    widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                    error_messages={"invalid": NO_TIME},
                )
            self.fields[f"count_{number}"] = forms.IntegerField(
                label=_("Aantal lessen"), required=False, min_value=0, max_value=12
            )

    def _add_signers(self, representatives: list[tuple[Any, Any]], guardians: list[tuple[Any, Any]]) -> None:
        for number in SIGNERS:
            if representatives:
                self.fields[f"representative_{number}"] = forms.TypedChoiceField(
                    label=_("Wettelijk vertegenwoordiger"),
                    choices=[("", _("iemand anders")), *representatives],
                    coerce=int,
                    empty_value=None,
                    required=False,
                )
            self.fields[f"signer_{number}"] = forms.CharField(
                label=_("Naam, als het iemand anders is"), max_length=200, required=False
            )
            self.fields[f"email_{number}"] = self._email(_("E-mailadres voor de link"))
        self.fields["learner_email"] = self._email(_("E-mailadres van de leerling"))
        if guardians:
            self.fields["guardian"] = forms.TypedChoiceField(
                label=_("Welke ouder of voogd tekent mee?"),
                choices=guardians,
                coerce=int,
                empty_value=None,
                required=False,
            )
            self.fields["guardian_email"] = self._email(_("E-mailadres van de ouder of voogd"))

    @staticmethod
    def _email(label: str) -> forms.EmailField:
        return forms.EmailField(label=label, required=False, error_messages={"invalid": NO_EMAIL})

    def groups(self) -> Iterator[Group]:
        """The fields as the page shows them."""
        yield self._group(gettext_lazy("Periode en begeleiding"), "", ("first", "last", "mentors"))
        hint = gettext_lazy(
            "Zijn alle weken gelijk? Vul dan enkel de eerste rij in. Lege datums: de hele periode."
        )
        for row in ROWS:
            names = (f"from_{row}", f"until_{row}", f"real_{row}", f"simulated_{row}", f"lessons_{row}")
            title = gettext_lazy("Uren per week") if row == 0 else gettext_lazy("Andere weken")
            yield self._group(title, hint if row == 0 else "", names)
        for number, name in enumerate(DAYS):
            keys = ("place", "start", "end", "pause", "pause_end", "second", "second_end", "count")
            yield self._group(name, "", tuple(f"{key}_{number}" for key in keys))
        yield self._group(holidays.TITLE, holidays.HINT, holidays.FIELDS)
        if self.partner is not None:
            yield self._group(TITLE, HINT, FIELDS)
        yield self._group(
            gettext_lazy("Bijzonderheden"),
            gettext_lazy("Vink enkel aan wat hier geldt. De soort overeenkomst volgt eruit."),
            (
                *("company_week", "part_time_asked", "maribel_or_143", "works_there", "simulated_in_school"),
                *("shift_work", "night_decree", "sector", "remarks"),
            ),
        )
        yield self._group(
            gettext_lazy("Wie tekent"),
            gettext_lazy("Iedereen krijgt een eigen link. U tekent zelf op deze site, voor de school."),
            tuple(
                name
                for name in self.fields
                if name.startswith(("representative_", "signer_", "email_", "learner_email", "guardian"))
            ),
        )

    def _group(self, title: Promise, hint: Promise | str, names: tuple[str, ...]) -> Group:
        return Group(title, hint, [self[name] for name in names])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        for name, day in (("first", first), ("last", last)):
            if day and abs(day.year - today().year) > MOST_YEARS:
                sentence = _("%(day)s ligt te ver weg. Kijk het jaar na.")
                self.add_error(name, sentence % {"day": f"{day:%d/%m/%Y}"})
                return given
        if first and last and last < first:
            sentence = _("De laatste dag (%(last)s) ligt voor de eerste. Kies een latere dag.")
            self.add_error("last", sentence % {"last": f"{last:%d/%m/%Y}"})
        elif first and last:
            self._check_blocks(given, first, last)
        start, end = given.get("partner_first"), given.get("partner_last")
        if first and last and start and end and not first <= start <= end <= last:
            self.add_error("partner_first", _("Deze dagen liggen niet binnen de overeenkomst. Pas ze aan."))
        for number in range(len(DAYS)):
            self._check_day(given, number)
        if not any(given.get(f"signer_{one}") or given.get(f"representative_{one}") for one in SIGNERS):
            self.add_error("signer_0", _("Vul in wie voor de onderneming tekent."))
        return given

    def _check_blocks(self, given: dict[str, Any], first: date, last: date) -> None:
        for row in ROWS:
            start, end = given.get(f"from_{row}") or first, given.get(f"until_{row}") or last
            if not first <= start <= end <= last:
                sentence = _(
                    "Deze weken liggen niet binnen de overeenkomst. Kies dagen van %(first)s tot %(last)s."
                )
                words = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
                self.add_error(f"from_{row}", sentence % words)

    def _check_day(self, given: dict[str, Any], number: int) -> None:
        if not given.get(f"place_{number}"):
            return
        start, end = given.get(f"start_{number}"), given.get(f"end_{number}")
        if start is None or end is None:
            self.add_error(f"start_{number}", _("Vul voor deze dag een begin en een einde in."))
            return
        try:
            Pattern(number, _span(start, end), Period(date.min))
            self._pauses(given, number, _span(start, end))
        except ValueError:
            sentence = _("De uren van deze dag kloppen niet. De pauze ligt tussen begin en einde.")
            self.add_error(f"start_{number}", sentence)

    @staticmethod
    def _pauses(given: dict[str, Any], number: int, span: Span) -> tuple[tuple[int, int], ...]:
        found = []
        for key in ("pause", "second"):
            start, end = given.get(f"{key}_{number}"), given.get(f"{key}_end_{number}")
            if start is None and end is None:
                continue
            if start is None or end is None:
                raise ValueError("half a pause")
            first, last = _minutes(start), _minutes(end)
            if not span.first <= first < last <= span.last:
                raise ValueError("a pause outside the day")
            found.append((first, last))
        return tuple(found)

    def terms(self, plan: PlanValue | None, kind: Kind) -> Terms:
        """The terms as they were typed, under a kind that follows from them."""
        given = self.cleaned_data
        period = Period(given["first"], given["last"])
        flags = ("part_time_asked", "maribel_or_143", "works_there", "simulated_in_school")
        return Terms(
            kind=kind,
            first=given["first"],
            last=given["last"],
            mentors=tuple(given["mentors"]),
            blocks=tuple(self._blocks(period)),
            timetable=tuple(self._timetable(period)),
            company_week=given["company_week"] or None,
            shift_work=given["shift_work"],
            night_decree=given["night_decree"],
            sector=given["sector"],
            remarks=given["remarks"].strip(),
            plan=plan,
            holidays=annex_of(given),
            partners=(self.partner.part(given),) if self.partner is not None else (),
            **{name: given[name] for name in flags},
        )

    def paper(self, recognition_id: int, terms: Terms) -> Paper:
        given = self.cleaned_data
        return Paper(
            recognition_id,
            terms,
            tuple(
                CompanySigner(
                    given[f"email_{one}"], given[f"signer_{one}"], given.get(f"representative_{one}") or None
                )
                for one in SIGNERS
                if given[f"signer_{one}"] or given.get(f"representative_{one}")
            ),
            given["learner_email"],
            given.get("guardian_email", ""),
            given.get("guardian"),
            (given["partner_email"],) if self.partner is not None else (),
        )

    def _blocks(self, period: Period) -> Iterator[WeekBlock]:
        given = self.cleaned_data
        for row in ROWS:
            hours = (given[f"real_{row}"], given[f"simulated_{row}"], given[f"lessons_{row}"] or 0)
            if any(hours):
                first = given[f"from_{row}"] or period.first
                yield WeekBlock(Period(first, given[f"until_{row}"] or period.last), *hours)

    def _timetable(self, period: Period) -> Iterator[Pattern]:
        given = self.cleaned_data
        for number in range(len(DAYS)):
            if given[f"place_{number}"]:
                span = _span(given[f"start_{number}"], given[f"end_{number}"])
                breaks = self._pauses(given, number, span)
                place = Place(given[f"place_{number}"])
                yield Pattern(number, span, period, breaks, place, given[f"count_{number}"] or 0)


def _minutes(moment: time) -> int:
    return moment.hour * HOUR + moment.minute


def _span(start: time, end: time) -> Span:
    """From one hour to another; an end that is earlier lies in the next morning."""
    first, last = _minutes(start), _minutes(end)
    return Span(first, last if last > first else last + DAY)
