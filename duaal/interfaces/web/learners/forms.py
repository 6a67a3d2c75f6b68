"""Forms of learners. They clean what was typed and hand it on to the actions."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.trajectories.actions.enrolment import Entry, WhoIsIt
from duaal.casework.trajectories.facts import CouncilDecision, Origin, Route, Seat, SpecialForm
from duaal.casework.trajectories.labels import (
    ADVISER,
    COUNCIL_DECISION,
    DESTINATION,
    ITEM,
    ORIGIN,
    ROUTE,
    SEAT,
    SPECIAL_FORM,
)
from duaal.casework.trajectories.models import Item
from duaal.casework.trajectories.rules.law import years_of_entry
from duaal.casework.trajectories.states import Destination
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.learners.personal_forms import HomeForm
from duaal.interfaces.web.requests.forms import day_field, yes_no_field

YEARS = tuple((str(year), str(year)) for year in years_of_entry())
NO_EMAIL = gettext_lazy("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.be.")
MOST_HOURS = 99  # more digits are a slip of the hand
DAY_IN_TEXT = re.compile(r"[\s,;]+")


def school_hours_field() -> forms.IntegerField:
    """The hours a week at school of who has no agreement."""
    wrong = gettext_lazy("Schrijf een aantal uren per week, zoals 28.")
    return forms.IntegerField(
        label=gettext_lazy("Uren per week op school zolang er geen overeenkomst is"),
        help_text=gettext_lazy("Een les telt als één uur. We kijken na of het er genoeg zijn."),
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class WhoForm(forms.Form):
    """Who the learner is."""

    given_name = forms.CharField(
        label=gettext_lazy("Voornaam"),
        max_length=100,
        error_messages={"required": gettext_lazy("Vul de voornaam in.")},
    )
    family_name = forms.CharField(
        label=gettext_lazy("Familienaam"),
        max_length=100,
        error_messages={"required": gettext_lazy("Vul de familienaam in.")},
    )
    birth_date = day_field(gettext_lazy("Geboortedatum"), gettext_lazy("Vul de geboortedatum in."))
    national_number = forms.CharField(
        label=gettext_lazy("Rijksregisternummer"),
        help_text=gettext_lazy(
            "11 cijfers, op de achterkant van de identiteitskaart. Zo vinden we wie al ingeschreven is."
        ),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres van de leerling"),
        required=False,
        error_messages={"invalid": NO_EMAIL},
    )

    def who(self) -> WhoIsIt:
        given = self.cleaned_data
        return WhoIsIt(
            given["given_name"],
            given["family_name"],
            given["birth_date"],
            given["national_number"],
            given["email"],
        )


class GuardianForm(forms.Form):
    """One parent or other legal representative; left empty when nobody has to be named."""

    guardian_given_name = forms.CharField(
        label=gettext_lazy("Voornaam van de ouder of voogd"),
        help_text=gettext_lazy(
            "Alleen bij een minderjarige leerling. U kunt de ouder daarna uitnodigen om mee te lezen."
        ),
        required=False,
        max_length=100,
    )
    guardian_family_name = forms.CharField(
        label=gettext_lazy("Familienaam van de ouder of voogd"), required=False, max_length=100
    )
    guardian_birth_date = day_field(gettext_lazy("Geboortedatum van de ouder of voogd"))
    guardian_email = forms.EmailField(
        label=gettext_lazy("E-mailadres van de ouder of voogd"),
        required=False,
        error_messages={"invalid": NO_EMAIL},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names = ("guardian_given_name", "guardian_family_name", "guardian_birth_date")
        if any(cleaned.get(name) for name in names):
            for name in names:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit ook in, of laat alles van de ouder of voogd leeg."))
        return cleaned

    def guardians(self) -> tuple[WhoIsIt, ...]:
        given = self.cleaned_data
        if not given.get("guardian_given_name"):
            return ()
        return (
            WhoIsIt(
                given["guardian_given_name"],
                given["guardian_family_name"],
                given["guardian_birth_date"],
                email=given["guardian_email"],
            ),
        )


class EntryForm(forms.Form):
    """What the school declares on entry; every question has a default that is true for most learners."""

    route = forms.ChoiceField(
        label=gettext_lazy("Waarin stapt de leerling in?"),
        choices=list(ROUTE.items()),
        initial=Route.DUAL.value,
        widget=forms.RadioSelect,
    )
    year = forms.ChoiceField(
        label=gettext_lazy("Jaar"),
        help_text=gettext_lazy("Niet nodig in het volwassenenonderwijs."),
        choices=(("", gettext_lazy("kies")), *YEARS),
        required=False,
    )
    special_form = forms.ChoiceField(
        label=gettext_lazy("Buitengewoon onderwijs"),
        choices=(("", gettext_lazy("nee")), *SPECIAL_FORM.items()),
        required=False,
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("Waar komt de leerling van?"),
        choices=list(ORIGIN.items()),
        initial=Origin.FLEMISH_SECONDARY.value,
    )
    first_two_years_followed = forms.BooleanField(
        label=gettext_lazy("Volgde de eerste twee jaar secundair onderwijs, geslaagd of niet"),
        required=False,
        initial=True,
    )
    prior_education_met = forms.BooleanField(
        label=gettext_lazy("Voldoet aan de toelatingsvoorwaarde van het jaar"),
        help_text=gettext_lazy("Dezelfde als voor de niet-duale opleiding, en die van het standaardtraject."),
        required=False,
        initial=True,
    )
    council_decision = forms.ChoiceField(
        label=gettext_lazy("Beslissing van de toelatingsklassenraad"),
        choices=(("", gettext_lazy("geen")), *COUNCIL_DECISION.items()),
        required=False,
    )
    council_seats = forms.MultipleChoiceField(
        label=gettext_lazy("Wie zat in de toelatingsklassenraad?"),
        help_text=gettext_lazy("Alleen als die besliste. De mentor beslist niet mee over een toelating."),
        choices=list(SEAT.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    serious_reason = forms.BooleanField(
        label=gettext_lazy("Er is een ernstige reden om nog in jaar 6 in te stappen"), required=False
    )
    previous_council_advice = forms.BooleanField(
        label=gettext_lazy("De klassenraad van de vorige opleiding gaf advies over de overstap in jaar 6"),
        required=False,
    )
    clb_advice = forms.BooleanField(
        label=gettext_lazy("Het CLB gaf advies over de instap in de aanloopfase"), required=False
    )

    def entry(self, guardians: tuple[WhoIsIt, ...] = ()) -> Entry:
        """What the action takes."""
        given = self.cleaned_data
        council, form = given["council_decision"], given["special_form"]
        return Entry(
            year=int(given["year"]) if given["year"] else None,
            route=Route(given.get("route") or Route.DUAL),
            special_form=SpecialForm(form) if form else None,
            origin=Origin(given["origin"]),
            first_two_years_followed=given["first_two_years_followed"],
            prior_education_met=given["prior_education_met"],
            council_decision=CouncilDecision(council) if council else None,
            council_seats=tuple(Seat(seat) for seat in given["council_seats"]),
            serious_reason=given["serious_reason"],
            previous_council_advice=given["previous_council_advice"],
            clb_advice=given["clb_advice"],
            guardians=guardians,
        )


class EnrolForm(WhoForm, EntryForm, GuardianForm, HomeForm):
    """A learner, the programme, and what is declared on entry."""

    programme = forms.ChoiceField(
        label=gettext_lazy("Opleiding"),
        error_messages={
            "required": gettext_lazy("Kies de opleiding."),
            "invalid_choice": gettext_lazy("Die opleiding staat niet in de lijst van uw school."),
        },
    )
    field_order = (
        *("given_name", "family_name", "birth_date", "national_number", "email"),
        *("street", "postcode", "town", "nationality"),
        *("programme", "route", "year", "special_form", "origin"),
    )

    def __init__(self, *args: Any, programmes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("kies")), *programmes]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined]


class FirstLessonForm(forms.Form):
    """The first lesson that the learner attended."""

    first_lesson_on = day_field(
        gettext_lazy("Op welke dag volgde de leerling de eerste les?"),
        gettext_lazy("Vul de dag van de eerste les in."),
        gettext_lazy("Dat is dag 1 van de zoektijd, of van de screening in de aanloopfase."),
    )
    school_hours = school_hours_field()


class ReturnForm(forms.Form):
    """The first lesson after the end of an agreement."""

    first_lesson_on = day_field(
        gettext_lazy("Op welke dag was de leerling terug in de les?"),
        gettext_lazy("Vul de dag van de eerste les in."),
        gettext_lazy("De zoektijd telt dan vanaf die dag verder, op wat dit schooljaar overblijft."),
    )
    school_hours = school_hours_field()


class AdviceForm(forms.Form):
    """One advice."""

    given_on = day_field(gettext_lazy("Dag van het advies"), gettext_lazy("Vul de dag van het advies in."))
    given_by = forms.ChoiceField(label=gettext_lazy("Wie gaf het advies?"), choices=list(ADVISER.items()))
    is_willing = yes_no_field(
        gettext_lazy("Arbeidsbereid: wil de leerling op een werkplek leren?"),
        gettext_lazy("Kies ja of nee bij arbeidsbereid."),
    )
    is_ready = yes_no_field(
        gettext_lazy("Arbeidsrijp: is de leerling klaar om op een werkplek te leren?"),
        gettext_lazy("Kies ja of nee bij arbeidsrijp."),
    )
    remark = text_field(gettext_lazy("Toelichting"), rows=3)


class ScreeningForm(forms.Form):
    """One screening: a finding in words on each item, never a score."""

    screened_on = day_field(
        gettext_lazy("Dag van de screening"), gettext_lazy("Vul de dag van de screening in.")
    )
    instrument = forms.CharField(label=gettext_lazy("Met welk instrument?"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in Item:
            words = str(ITEM[item])
            self.fields[item.value] = text_field(words[0].upper() + words[1:], rows=3)

    def opinions(self) -> dict[Item, str]:
        return {item: self.cleaned_data[item.value] for item in Item}


class CouncilForm(forms.Form):
    """The decision of the class council on a screening."""

    is_positive = yes_no_field(
        gettext_lazy("Gaat de leerling verder in de aanloopfase?"),
        gettext_lazy("Kies ja of nee."),
        gettext_lazy("Een negatieve beslissing is bindend: de aanloopfase stopt dan."),
    )
    startup_part = text_field(
        gettext_lazy("Wat doet de leerling in de aanloopcomponent?"),
        hint=gettext_lazy("Alleen als de leerling verdergaat."),
        rows=4,
    )
    destination = forms.ChoiceField(
        label=gettext_lazy("Waar gaat de leerling naartoe?"),
        help_text=gettext_lazy("Alleen als de aanloopfase stopt."),
        choices=(("", gettext_lazy("kies")), *DESTINATION.items()),
        required=False,
    )

    def decision(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "destination": _destination(given["destination"])}


class ExtendForm(forms.Form):
    """The ground of an extension."""

    ground = text_field(
        gettext_lazy("Waarom is er meer tijd nodig?"),
        gettext_lazy("Schrijf waarom er meer tijd nodig is. Zonder reden kan de zoektijd niet langer."),
        gettext_lazy("De klassenraad beslist. De leerling en de ouders lezen de nieuwe laatste dag."),
        rows=4,
    )


class LeaveForm(forms.Form):
    """Where a learner goes who stops, and why."""

    destination = forms.ChoiceField(
        label=gettext_lazy("Waar gaat de leerling naartoe?"),
        choices=(("", gettext_lazy("kies")), *DESTINATION.items()),
        error_messages={"required": gettext_lazy("Kies waar de leerling naartoe gaat.")},
    )
    reason = text_field(
        gettext_lazy("Waarom stopt de leerling?"),
        gettext_lazy("Schrijf waarom de leerling stopt. Nu is het veld leeg."),
        rows=3,
    )

    def leaving(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"destination": _destination(given["destination"]), "reason": given["reason"]}


class FreeDaysForm(forms.Form):
    """The days on which the school is free by its own choice."""

    free_days = forms.CharField(
        label=gettext_lazy("Vrije dagen van de school"),
        help_text=gettext_lazy(
            "Elke dag op een nieuwe regel, zoals 10/11/2026. Weekends, vakanties en feestdagen zijn al vrij."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_free_days(self) -> list[date]:
        found = []
        for text in DAY_IN_TEXT.split(self.cleaned_data["free_days"].strip()):
            if text:
                found.append(_day_of(text))
        return found


def _day_of(text: str) -> date:
    field = forms.DateField(input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"])
    try:
        day: date = field.clean(text)
    except ValidationError:
        sentence = _("“%(text)s” is geen dag die bestaat. Schrijf dag, maand en jaar, zoals 10/11/2026.")
        raise ValidationError(sentence % {"text": text}) from None
    return day


def _destination(value: str) -> Destination | None:
    return Destination(value) if value else None
