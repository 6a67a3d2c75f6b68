"""The form of a decision on a sanction: what is withdrawn, who is excluded, which mentor is barred."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.sanctions.decisions import BarWish, ExclusionWish, Sanction, WithdrawalWish
from duaal.casework.recognition.sanctions.rules import DUTIES
from duaal.casework.recognition.sanctions.states import ExclusionKind, WithdrawalGround
from duaal.foundation.people.models import Person
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.cases.deciding import BallotForm
from duaal.interfaces.web.requests.forms import day_field
from duaal.interfaces.web.sanctions.forms import shortcoming_field, site_choices

NO_EXCLUSION = ""
WITHDRAWAL, CODE, REASON = "withdrawal", "code", "reason"
BAR, BAR_REASON, BAR_FOR = "bar", "bar_reason", "bar_for"


@dataclass(frozen=True, slots=True)
class Rows:
    """One recognition or one mentor, with the fields about it."""

    title: str
    about: str
    fields: tuple[BoundField, ...]


class SanctionForm(BallotForm):
    """The decision. The ground of a withdrawal follows from its code: a condition or a duty."""

    reasons = text_field(
        gettext_lazy("Waarom neemt u deze beslissing?"),
        gettext_lazy("Schrijf de redenen van de beslissing op. Nu is het veld leeg."),
        gettext_lazy("De onderneming leest deze tekst. Ga in op haar reactie."),
        rows=8,
    )
    in_danger = forms.BooleanField(
        label=gettext_lazy("Een leerling loopt gevaar"),
        help_text=gettext_lazy("De beslissing gaat dan vandaag in, ook als de onderneming nog kon reageren."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        recognitions: Sequence[Recognition],
        mentors: Iterable[Person],
        sites: Iterable[Any],
        may_exclude: bool,
        starts_from: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.recognitions, self.mentors = list(recognitions), list(mentors)
        self.may_exclude, self.starts_from = may_exclude, starts_from
        for one in self.recognitions:
            self._add_withdrawal(one)
        if may_exclude:
            self._add_exclusion(sites)
        programmes = {one.programme_id: one.programme.name for one in self.recognitions}
        for person in self.mentors:
            self._add_bar(person, list(programmes.items()))

    def own_rows(self) -> list[Rows]:
        """The recognition from which the decision starts."""
        return self._rows(one for one in self.recognitions if one.pk == self.starts_from)

    def other_rows(self) -> list[Rows]:
        """The other recognitions of the company that can be withdrawn with it."""
        return self._rows(one for one in self.recognitions if one.pk != self.starts_from)

    def withdraws_more(self) -> bool:
        """Whether something was ticked or written at another recognition."""
        names = (WITHDRAWAL, CODE, REASON)
        others = (one.pk for one in self.recognitions if one.pk != self.starts_from)
        return any(self[f"{name}_{pk}"].value() for pk in others for name in names)

    def _rows(self, recognitions: Iterable[Recognition]) -> list[Rows]:
        return [
            Rows(
                one.programme.name,
                f"{one.site.name}, {one.site.municipality.name}",
                tuple(self[f"{name}_{one.pk}"] for name in (WITHDRAWAL, CODE, REASON)),
            )
            for one in recognitions
        ]

    def bar_rows(self) -> list[Rows]:
        """The mentors who can be barred, each with their fields."""
        return [
            Rows(str(one), "", tuple(self[f"{name}_{one.pk}"] for name in (BAR, BAR_REASON, BAR_FOR)))
            for one in self.mentors
        ]

    def exclusion_fields(self) -> list[BoundField]:
        """The fields of an exclusion, when this body may exclude."""
        names = ("exclusion_kind", "exclusion_site", "exclusion_until", "exclusion_reason")
        return [self[name] for name in names if name in self.fields]

    def sanction(self) -> Sanction:
        """The decision of a form without mistakes."""
        given = self.cleaned_data
        return Sanction(
            reasons=given["reasons"],
            withdrawals=tuple(self._withdrawal(one.pk) for one in self._ticked()),
            exclusion=self._exclusion(),
            bars=tuple(
                BarWish(one.pk, given[f"{BAR_REASON}_{one.pk}"], tuple(given[f"{BAR_FOR}_{one.pk}"]))
                for one in self.mentors
                if given[f"{BAR}_{one.pk}"]
            ),
            in_danger=given["in_danger"],
            ballot=self.ballot(),
        )

    def _ticked(self) -> list[Recognition]:
        return [one for one in self.recognitions if self.cleaned_data[f"{WITHDRAWAL}_{one.pk}"]]

    def _withdrawal(self, number: int) -> WithdrawalWish:
        code = self.cleaned_data[f"{CODE}_{number}"]
        ground = WithdrawalGround.DUTY_BREACH if code in DUTIES else WithdrawalGround.CONDITION_LOST
        return WithdrawalWish(number, ground, code, self.cleaned_data[f"{REASON}_{number}"])

    def _exclusion(self) -> ExclusionWish | None:
        given = self.cleaned_data
        kind = given.get("exclusion_kind", NO_EXCLUSION)
        if kind == NO_EXCLUSION:
            return None
        site = given["exclusion_site"]
        until = given["exclusion_until"] if kind == ExclusionKind.TEMPORARY else None
        return ExclusionWish(kind, given["exclusion_reason"], until, int(site) if site else None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for one in self.recognitions:
            if cleaned.get(f"{WITHDRAWAL}_{one.pk}"):
                if not cleaned.get(f"{CODE}_{one.pk}"):
                    self.add_error(f"{CODE}_{one.pk}", _("Kies wat er niet in orde is."))
                if not cleaned.get(f"{REASON}_{one.pk}"):
                    self.add_error(f"{REASON}_{one.pk}", _("Schrijf op waarom u deze erkenning opheft."))
        for person in self.mentors:
            if cleaned.get(f"{BAR}_{person.pk}") and not cleaned.get(f"{BAR_REASON}_{person.pk}"):
                self.add_error(f"{BAR_REASON}_{person.pk}", _("Schrijf op waarom u deze mentor weigert."))
        return cleaned

    def _add_withdrawal(self, one: Recognition) -> None:
        names = {"programme": one.programme.name, "site": one.site.name}
        self.fields[f"{WITHDRAWAL}_{one.pk}"] = forms.BooleanField(
            label=_("Hef de erkenning voor %(programme)s op %(site)s op") % names, required=False
        )
        self.fields[f"{CODE}_{one.pk}"] = shortcoming_field(required=False)
        self.fields[f"{CODE}_{one.pk}"].label = _("Wat is niet in orde?")
        self.fields[f"{REASON}_{one.pk}"] = text_field(_("Waarom heft u deze erkenning op?"), rows=3)

    def _add_exclusion(self, sites: Iterable[Any]) -> None:
        self.fields["exclusion_kind"] = forms.ChoiceField(
            label=_("Sluit u ook uit?"),
            choices=[
                (NO_EXCLUSION, _("Nee: de onderneming kan meteen opnieuw een erkenning aanvragen")),
                (ExclusionKind.TEMPORARY.value, _("Ja, tijdelijk")),
                (ExclusionKind.DEFINITIVE.value, _("Ja, zonder einddatum")),
            ],
            widget=forms.RadioSelect,
            required=False,
            initial=NO_EXCLUSION,
        )
        self.fields["exclusion_site"] = forms.ChoiceField(
            label=_("Wie sluit u uit?"), choices=site_choices(sites), required=False
        )
        until = day_field(_("Laatste dag van een tijdelijke uitsluiting"), "")
        until.required = False
        self.fields["exclusion_until"] = until
        self.fields["exclusion_reason"] = text_field(_("Waarom sluit u uit?"), rows=3)

    def _add_bar(self, person: Person, programmes: list[tuple[str, str]]) -> None:
        self.fields[f"{BAR}_{person.pk}"] = forms.BooleanField(
            label=_("Weiger %(name)s als mentor in deze onderneming") % {"name": person}, required=False
        )
        self.fields[f"{BAR_REASON}_{person.pk}"] = text_field(_("Waarom weigert u deze mentor?"), rows=3)
        self.fields[f"{BAR_FOR}_{person.pk}"] = forms.MultipleChoiceField(
            label=_("Voor welke opleidingen?"),
            help_text=_("Kiest u niets, dan geldt het voor elke opleiding."),
            choices=programmes,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
