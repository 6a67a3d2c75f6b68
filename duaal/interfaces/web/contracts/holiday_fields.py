"""The annex on school holidays in the form of a draft: days worked, days in return, weeks that stay free."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.terms import HolidayAnnex
from duaal.interfaces.web.appeals.forms import text_field

FORMATS = ("%d/%m/%Y", "%Y-%m-%d")
BETWEEN = re.compile(r"\s+tot\s+")
MOST_DAYS = 200  # of the machine: more days than a school year has holidays
FIELDS = (
    *("holiday_worked", "holiday_made_up", "holiday_why", "holiday_seasonal"),
    *("holiday_free", "holiday_reduced"),
)
TITLE = gettext_lazy("Schoolvakanties")
HINT = gettext_lazy(
    "In een schoolvakantie ligt de overeenkomst stil. Vul dit enkel in als de leerling er toch leert, of in "
    "een zevende jaar. Het is een leerkans, geen extra hulp. Iedereen die tekent, is het ermee eens."
)


class DaysField(forms.CharField):
    """Days, one after another: `6/4/2026, 8/4/2026`, or a row of them: `6/4/2026 tot 10/4/2026`."""

    def __init__(self, label: Any, hint: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 2})
        super().__init__(label=label, help_text=hint, required=False, max_length=4000, widget=rows)

    def clean(self, value: Any) -> tuple[date, ...]:
        typed = super().clean(value)
        found: set[date] = set()
        for part in filter(None, (one.strip() for one in re.split(r"[,;\n]", typed))):
            first, *rest = (_day(one) for one in BETWEEN.split(part, maxsplit=1))
            last = rest[0] if rest else first
            if not timedelta(0) <= last - first <= timedelta(days=MOST_DAYS):
                sentence = _("“%(typed)s” is geen rij dagen. Schrijf 6/4/2026 tot 10/4/2026.")
                raise ValidationError(sentence % {"typed": part})
            found |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
        if len(found) > MOST_DAYS:
            raise ValidationError(_("Dat zijn te veel dagen. Kijk de periode na."))
        return tuple(sorted(found))


def holiday_fields() -> dict[str, forms.Field]:
    """The fields of the annex, by their names."""
    return {
        "holiday_worked": DaysField(
            gettext_lazy("Op welke dagen in een schoolvakantie leert de leerling op de werkplek?"),
            gettext_lazy("Schrijf 6/4/2026, 8/4/2026 of 6/4/2026 tot 10/4/2026. Leeg: op geen enkele."),
        ),
        "holiday_made_up": DaysField(
            gettext_lazy("Op welke werkdagen is de leerling in ruil vrij?"),
            gettext_lazy("Even veel dagen, in hetzelfde schooljaar, in een lesweek, op een werkdag."),
        ),
        "holiday_why": text_field(
            gettext_lazy("Wat leert de leerling dan dat anders niet kan?"),
            hint=gettext_lazy("Bijvoorbeeld werk dat enkel in die weken gebeurt."),
            rows=2,
        ),
        "holiday_seasonal": forms.BooleanField(
            label=gettext_lazy("Het is seizoenswerk dat dit schooljaar op de lijst staat."), required=False
        ),
        "holiday_free": DaysField(
            gettext_lazy("Minder vakantieweken: welke blijven vrij?"),
            gettext_lazy("Van elke week de maandag. Enkel in een zevende jaar of na een beslissing."),
        ),
        "holiday_reduced": forms.BooleanField(
            label=gettext_lazy("Het partnerschap besliste dat er minder vakantieweken zijn."), required=False
        ),
    }


def annex_of(given: Mapping[str, Any]) -> HolidayAnnex | None:
    """The annex as it was typed; None when nothing of it was."""
    annex = HolidayAnnex(
        given["holiday_worked"],
        given["holiday_made_up"],
        given["holiday_why"].strip(),
        given["holiday_free"],
        given["holiday_seasonal"],
        given["holiday_reduced"],
    )
    return annex if annex != HolidayAnnex() else None


def typed_of(annex: HolidayAnnex | None) -> dict[str, Any]:
    """What the form shows of an annex that is there already."""
    own = annex or HolidayAnnex()
    return {
        "holiday_worked": _written(own.worked),
        "holiday_made_up": _written(own.made_up),
        "holiday_why": own.why,
        "holiday_seasonal": own.seasonal,
        "holiday_free": _written(own.free_weeks),
        "holiday_reduced": own.reduced,
    }


def _written(days: Iterable[date]) -> str:
    return ", ".join(f"{day.day}/{day.month}/{day.year}" for day in days)


def _day(typed: str) -> date:
    for one in FORMATS:
        try:
            return datetime.strptime(typed.strip(), one).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
    raise ValidationError(_("“%(typed)s” is geen dag. Schrijf bijvoorbeeld 6/4/2026.") % {"typed": typed})
