"""A signed version as sections of a paper: its text as it was read, and the page with who signed how."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.agreements.contents import paragraphs
from duaal.casework.agreements.labels import CAPACITY, KIND, METHOD, SIGNER
from duaal.casework.agreements.models import Signatory, Version
from duaal.casework.agreements.terms import canonical, content_hash
from duaal.foundation.papers.paper import Attachment, Items, Section, Table, Text

BRUSSELS = ZoneInfo("Europe/Brussels")
CONTENT_NAME = "overeenkomst.json"


class NotWhatWasSigned(Exception):
    """A version of which the content or a signature is not what its hash says."""


def require_untouched(version: Version) -> None:
    """Raises `NotWhatWasSigned` unless content, version and every signature have one and the same hash."""
    if content_hash(version.content) != version.content_hash:
        raise NotWhatWasSigned(f"the content of version {version.pk} is not what its hash says")
    signatories = list(version.signatories.select_related("signature"))
    unsigned = [one.pk for one in signatories if not hasattr(one, "signature")]
    if unsigned or not signatories:
        raise NotWhatWasSigned(f"version {version.pk} lacks the signatures of {unsigned}")
    other = [one.pk for one in signatories if one.signature.content_hash != version.content_hash]
    if other:
        raise NotWhatWasSigned(f"signatories {other} signed another text than version {version.pk}")


def reference(version: Version) -> str:
    return _("Overeenkomst %(number)s, versie %(version)s") % {
        "number": version.agreement_id,
        "version": version.number,
    }


def title(version: Version) -> str:
    words = str(KIND[version.terms.kind])
    return words[0].upper() + words[1:]


def text_sections(version: Version) -> Iterator[Section]:
    """The text, part by part, as it was on the page of who signed."""
    for one in paragraphs(version):
        if one.lines:
            yield Section(str(one.title), (Items(one.lines),))


def evidence_sections(version: Version, *, check_at: str) -> Iterator[Section]:
    """The evidence: who signed, in which capacity, when and how, under which text.

    `check_at` is the address of the page that says whether a file is genuine.
    """
    signatories = list(version.signatories.select_related("signature").order_by("signature__signed_at", "pk"))
    yield Section(
        _("Bewijsblad"),
        (
            Text(
                _("%(paper)s: iedereen tekende. Hieronder staat wie, wanneer en onder welke tekst.")
                % {"paper": reference(version)}
            ),
            Table(
                (_("Wie"), _("Voor wie"), _("Getekend op")),
                tuple(
                    (one.name, str(SIGNER[one.role]), moment(one.signature.signed_at)) for one in signatories
                ),
            ),
        ),
        new_page=True,
    )
    for number, one in enumerate(signatories, start=1):
        words = {"number": number, "name": one.name}
        title = _("Handtekening %(number)s: %(name)s") % words
        yield Section(title, (Items(tuple(_of(one, version))),), depth=2)
    yield Section(_("Hoe kijkt u dit na?"), tuple(_how_to_check(check_at)), depth=2)


def content_attachment(version: Version) -> Attachment:
    """The content byte for byte as it was hashed, so that anybody can do that again."""
    words = _("De inhoud waarover getekend is; de SHA-256 van dit bestand is de code van de tekst.")
    return Attachment(CONTENT_NAME, "application/json", words, canonical(version.content))


def moment(at: datetime) -> str:
    """To the second, with the distance to UTC: an hour of the night in October comes twice."""
    local = at.astimezone(BRUSSELS)
    offset = local.strftime("%z")
    return f"{date_format(local, 'j F Y, H:i:s')} (UTC{offset[:3]}:{offset[3:]})"


def _of(one: Signatory, version: Version) -> Iterator[str]:
    signer = str(SIGNER[one.role])
    capacity = str(CAPACITY.get(one.capacity, ""))
    yield _("Tekende als: %(who)s") % {"who": f"{signer}, {capacity}" if capacity else signer}
    yield _("Getekend op: %(moment)s") % {"moment": moment(one.signature.signed_at)}
    yield _("Manier: %(method)s") % {"method": METHOD[one.signature.method]}
    yield _("Waaronder: %(paper)s") % {"paper": reference(version)}
    yield _("Code van de tekst (SHA-256): %(hash)s") % {"hash": one.signature.content_hash}
    plan = version.terms.plan
    if plan is not None:
        yield _("Code van het opleidingsplan (SHA-256): %(hash)s") % {"hash": plan.hash}


def _how_to_check(check_at: str) -> Iterator[Text]:
    yield Text(
        _(
            "Dit bestand is verzegeld. Open het in een pdf-lezer die handtekeningen nakijkt: die zegt van "
            "wie het zegel is, en of er daarna iets veranderde. Of kijk het na op %(address)s."
        )
        % {"address": check_at}
    )
    yield Text(
        _(
            "In dit bestand zit een bijlage, %(name)s, met de inhoud waarover getekend is. De SHA-256 van "
            "die bijlage is de code van de tekst hierboven. Daarin staat ook de code van het opleidingsplan."
        )
        % {"name": CONTENT_NAME}
    )
    yield Text(
        _("Staat er ergens [U+ met een code? Dat is een teken dat op dit papier niet getoond kan worden.")
    )
