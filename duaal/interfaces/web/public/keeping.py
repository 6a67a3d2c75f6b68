"""The table of the privacy page: what we keep, how long and why, from the dated values."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.lawpages.words.values import value_words


@dataclass(frozen=True, slots=True)
class KeepingRow:
    """What is kept, how long, from which moment and why; `key` is the dated value."""

    what: str
    how_long: str
    since: str
    why: str
    key: str
    certainty: str


Line = tuple[str, Promise, Promise, Promise]

LINES: tuple[Line, ...] = (
    (
        "recognition.retention_years",
        _("Dossier van een erkenning: mentoren, contact, documenten, verslagen"),
        _("vanaf het einde van de erkenning"),
        _("om de erkenning te kunnen opvolgen en verantwoorden"),
    ),
    (
        "retention.application_years",
        _("Aanvraag die geen erkenning werd"),
        _("vanaf de definitieve weigering, de intrekking of de stopzetting"),
        _("om de beslissing te kunnen verantwoorden"),
    ),
    (
        "recognition.idle_draft_months",
        _("Ontwerp van een aanvraag dat niet verstuurd is"),
        _("vanaf de laatste wijziging"),
        _("om later verder te kunnen werken"),
    ),
    (
        "documents.extract_days_after_grant",
        _("Bestand van een uittreksel uit het strafregister, na een toekenning"),
        _("vanaf de beslissing"),
        _("daarna is het oordeel genoeg"),
    ),
    (
        "documents.extract_days_after_refusal",
        _("Bestand van een uittreksel uit het strafregister, na een weigering"),
        _("vanaf de laatste dag om in beroep te gaan"),
        _("om een beroep te kunnen behandelen"),
    ),
    (
        "retention.mandate_years",
        _("Machtiging en verklaring op eer"),
        _("vanaf het einde van de machtiging, en zolang een dossier erop steunt"),
        _("om te bewijzen wie namens de onderneming mocht handelen"),
    ),
    (
        "retention.reported_change_years",
        _("Gemelde wijziging"),
        _("vanaf de behandeling"),
        _("om te weten wat gemeld is"),
    ),
    (
        "retention.sanction_years",
        _("Sanctie en beroep daartegen"),
        _("vanaf het einde van de sanctie of van de erkenning"),
        _("om de sanctie te kunnen opvolgen en verantwoorden"),
    ),
    (
        "retention.control_years",
        _("Controle door de inspectie"),
        _("vanaf het einde van de controle"),
        _("om de vaststellingen te kunnen verantwoorden"),
    ),
    (
        "retention.notice_months",
        _("Bericht in duaal"),
        _("vanaf de dag van het bericht"),
        _("om te kunnen terugvinden wat gezegd is"),
    ),
    (
        "retention.mail_months",
        _("E-mail die we verstuurden"),
        _("vanaf het versturen"),
        _("om te kunnen nagaan of hij vertrokken is"),
    ),
    (
        "retention.event_months",
        _("Gebeurtenis voor software van scholen en ondernemingen, zonder namen"),
        _("vanaf de stap"),
        _("om software te laten bijlezen"),
    ),
    (
        "retention.delivery_months",
        _("Levering van een melding aan software"),
        _("vanaf de melding"),
        _("om te kunnen nagaan of ze aankwam"),
    ),
    (
        "retention.token_months",
        _("Koppeling van software die gestopt is"),
        _("vanaf het einde van de koppeling"),
        _("om te kunnen nagaan wie ze maakte"),
    ),
    (
        "retention.login_months",
        _("Aanmelding, ook een mislukte"),
        _("vanaf de aanmelding"),
        _("om misbruik te kunnen onderzoeken"),
    ),
)


def keeping_rows(*, on: date) -> tuple[KeepingRow, ...]:
    """Every kind of personal data, with its term as it is on the day."""
    rows = []
    for key, what, since, why in LINES:
        dated = BOOK.value(key)
        version = dated.on(on)
        words = value_words(version.value, dated.unit)
        rows.append(KeepingRow(str(what), words, str(since), str(why), key, version.certainty))
    return tuple(rows)
