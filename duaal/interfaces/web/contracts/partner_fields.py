"""The part at a partner company (art. 6bis) in the form of a draft: who, what, when and with which mentor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.terms import PartnerPart, Terms
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import WORKING
from duaal.interfaces.web.requests.forms import day_field
from duaal.register.programmes.models import Competence

FIELDS = (
    "partner_first",
    "partner_last",
    "partner_parts",
    "partner_mentors",
    "partner_signer",
    "partner_email",
)
TITLE = gettext_lazy("Het deel bij de partneronderneming")
HINT = gettext_lazy(
    "De eerste onderneming blijft de leervergoeding betalen, ook voor deze dagen. Tel de uren bij de partner "
    "hierboven mee bij de uren op de werkplek. De partneronderneming tekent mee. Het partnerschap krijgt "
    "bericht."
)


@dataclass(frozen=True, slots=True)
class Partner:
    """The chosen partner company, with the competences that the plan puts at a workplace."""

    recognition: Recognition
    parts: tuple[str, ...] = ()

    def fields(self) -> dict[str, forms.Field]:
        """The fields of the part, by their names."""
        place = self.recognition
        known = Competence.objects.filter(programme_id=place.programme_id, code__in=self.parts)
        names = dict(known.order_by("valid_from").values_list("code", "name"))
        working = place.assignments.filter(state__in=sorted(WORKING)).select_related("person")
        return {
            "partner_first": day_field(
                gettext_lazy("Eerste dag bij de partner"),
                gettext_lazy("Vul de eerste dag bij de partner in."),
            ),
            "partner_last": day_field(
                gettext_lazy("Laatste dag bij de partner"),
                gettext_lazy("Vul de laatste dag bij de partner in."),
            ),
            "partner_parts": forms.MultipleChoiceField(
                label=gettext_lazy("Wat leert de leerling daar?"),
                help_text=gettext_lazy("De competenties die het opleidingsplan op de werkplek legt."),
                choices=[(code, names.get(code, code)) for code in self.parts],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": gettext_lazy("Kies minstens één competentie.")},
            ),
            "partner_mentors": forms.TypedMultipleChoiceField(
                label=gettext_lazy("Wie is daar mentor?"),
                choices=[(one.pk, str(one.person)) for one in working],
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": gettext_lazy("Kies minstens één mentor bij de partner.")},
            ),
            "partner_signer": forms.CharField(
                label=gettext_lazy("Wie tekent voor de partneronderneming?"),
                max_length=200,
                error_messages={"required": gettext_lazy("Vul in wie voor de partneronderneming tekent.")},
            ),
            "partner_email": forms.EmailField(
                label=gettext_lazy("E-mailadres voor de link naar de partner"), required=False
            ),
        }

    def part(self, given: Mapping[str, Any]) -> PartnerPart:
        """The part as it was typed."""
        return PartnerPart(
            self.recognition.pk,
            given["partner_first"],
            given["partner_last"],
            tuple(given["partner_parts"]),
            tuple(given["partner_mentors"]),
            given["partner_signer"].strip(),
        )

    def typed(self, terms: Terms, emails: Mapping[str, str]) -> dict[str, Any]:
        """What the form shows of a part that is there already; `emails` by who signs."""
        for one in terms.partners:
            if one.recognition == self.recognition.pk:
                return {
                    "partner_first": one.first,
                    "partner_last": one.last,
                    "partner_parts": list(one.parts),
                    "partner_mentors": list(one.mentors),
                    "partner_signer": one.signer,
                    "partner_email": emails.get(one.signer, ""),
                }
        return {}
