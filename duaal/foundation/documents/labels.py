"""Dutch sentences for a file that is refused, and for one that is gone."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.foundation.documents.content import (
    BROKEN,
    EMPTY,
    LOCKED,
    OTHER_KIND,
    TOO_BIG,
    TOO_MANY_PIXELS,
    Limits,
)

REASON: dict[str, Promise] = {
    "document_erased": gettext_lazy("Dit bestand is gewist, want het is niet meer nodig."),
}

WRONG: dict[str, Promise] = {
    EMPTY: gettext_lazy("Dit bestand is leeg. Kies een ander bestand."),
    TOO_BIG: gettext_lazy(
        "Dit bestand is te groot: het mag hoogstens %(most)s zijn. Maak een kleinere scan of foto."
    ),
    OTHER_KIND: gettext_lazy(
        "Dit bestand is geen PDF, JPEG of PNG. Bewaar het als een van die drie en kies het opnieuw."
    ),
    BROKEN: gettext_lazy("Dit bestand is beschadigd of niet volledig. Maak een nieuwe scan of foto."),
    LOCKED: gettext_lazy("Deze PDF is met een wachtwoord beveiligd. Kies een PDF die iedereen kan openen."),
    TOO_MANY_PIXELS: gettext_lazy(
        "Deze afbeelding heeft te veel beeldpunten. Maak een kleinere scan of foto."
    ),
}


def wrong_file(code: str, limits: Limits) -> str:
    """The sentence for a refused file."""
    return str(WRONG[code]) % {"most": megabytes(limits.max_bytes)}


def megabytes(size: int) -> str:
    """`10 MB` or `1,5 MB`; small files in kB."""
    if size < 1_000_000:
        return _("%(n)d kB") % {"n": max(1, round(size / 1000))}
    number = f"{size / 1_000_000:.1f}".removesuffix(".0").replace(".", ",")
    return _("%(n)s MB") % {"n": number}
