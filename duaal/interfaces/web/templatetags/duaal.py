"""Filters that write dates, numbers, amounts and identifiers the one way the site writes them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.foundation.kernel import identifiers
from duaal.interfaces.web.words import CERTAINTY

register = template.Library()

CENT = Decimal("0.01")
NO_BREAK = "\u00a0"


@register.filter
def day_long(day: date | None) -> str:
    """`26 september 2025`, for a date in a sentence; empty for no date."""
    return date_format(day, "j F Y") if day else ""


@register.filter
def day_short(day: date | None) -> str:
    """`26/09/2025`, for a date in a table; empty for no date."""
    return f"{day:%d/%m/%Y}" if day else ""


@register.filter
def weekday(day: date) -> str:
    """`vrijdag 26 september 2025`, for a last day."""
    return date_format(day, "l j F Y")


@register.filter
def moment(at: datetime) -> str:
    """`26 september 2025, 14.05 uur`, in Brussels time."""
    return _("%(day)s uur") % {"day": date_format(timezone.localtime(at), "j F Y, H.i")}


@register.filter
def number(value: int) -> str:
    """`10.225`: a dot for the thousands, for a number in a sentence. Official tables have no dots."""
    return f"{value:,d}".replace(",", ".")


@register.filter
def decimal(value: Decimal) -> str:
    """`3,55`: a decimal comma, as many digits as the value has."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


@register.filter
def money(amount: Decimal | int) -> str:
    """`€ 1.000,00`, with a space that does not break."""
    cents = Decimal(amount).quantize(CENT, ROUND_HALF_UP)
    return f"€{NO_BREAK}{decimal(cents)}"


@register.filter
def enterprise(number: str) -> str:
    """`0123456749` as `0123.456.749`; empty stays empty."""
    return identifiers.format_enterprise_number(number) if number else ""


@register.filter
def establishment(number: str) -> str:
    """`2123456789` as `2.123.456.789`; empty stays empty."""
    return identifiers.format_establishment_number(number) if number else ""


@register.filter
def account(number: str) -> str:
    """`BE68539007547034` as `BE68 5390 0754 7034`; empty stays empty."""
    return identifiers.format_iban(number) if number else ""


@register.filter
def certainty_word(code: str) -> str:
    """`zeker`, `gedateerd`, `afgeleid` or `aangenomen`."""
    return str(CERTAINTY[code])
