"""Forms of what the school knows of a learner: address, nationality, national number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.casework.trajectories.actions.personal import COLUMNS, PersonalData
from duaal.casework.trajectories.models import Learner

NUMBER = "national_number"


class HomeForm(forms.Form):
    """Where the learner lives, and of an adult the nationality."""

    street = forms.CharField(
        label=gettext_lazy("Straat en nummer"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    town = forms.CharField(
        label=gettext_lazy("Gemeente"),
        help_text=gettext_lazy("In het buitenland? Schrijf er het land bij."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    nationality = forms.CharField(
        label=gettext_lazy("Nationaliteit"),
        help_text=gettext_lazy("Enkel van een cursist in het volwassenenonderwijs, zoals Belg."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def personal_data(self, *, with_number: bool = True) -> PersonalData:
        """What the action takes; at the door the number was used to find who it is."""
        given = self.cleaned_data
        number = given.get(NUMBER, "") if with_number else ""
        return PersonalData(
            given["street"], given["postcode"], given["town"], given.get("nationality", ""), number
        )


class PersonalForm(HomeForm):
    """The same on a page of its own, with the national number as long as none is known."""

    national_number = forms.CharField(
        label=gettext_lazy("Rijksregisternummer"),
        help_text=gettext_lazy("11 cijfers, op de achterkant van de identiteitskaart. We tonen het nergens."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, learner: Learner, is_adult: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(learner, name) for name in COLUMNS}
        super().__init__(*args, **kwargs)
        if not is_adult:
            del self.fields["nationality"]
        if learner.person.national_number_key is not None:
            del self.fields[NUMBER]
