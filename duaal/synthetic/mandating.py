"""Authorisations of companies for those who apply in their name in the demo, each with its signed paper."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from duaal.casework.recognition.mandates.actions import MANDATE_FILE
from duaal.casework.recognition.mandates.holding import KIND
from duaal.casework.recognition.mandates.states import LAPSE, REGISTER, REVOKE
from duaal.casework.recognition.models import Mandate
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.audit.ledger import EntryFacts
from duaal.foundation.documents.content import PDF
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.identifiers import format_enterprise_number
from duaal.foundation.kernel.period import ONE_DAY
from duaal.synthetic.happenings import Happening, written
from duaal.synthetic.tables import Row, Table
from duaal.synthetic.world import DemoUser, Undertaking, World

DOCUMENT = (
    *("id", "kind", "file_name", "content_type", "size", "sha256", "stored_name"),
    *("uploaded_by_id", "uploaded_by_name", "uploaded_on"),
)
MANDATE = (
    *("id", "company_id", "holder_kind", "holder_organisation", "holder_id", "holder_name", "document_id"),
    *("signed_on", "signed_by_name", "valid_to", "revoked_on", "revoked_by_name"),
)
Store = Callable[[bytes], str]
"""Puts bytes in the folder of documents and gives the name under which they lie there."""

FATES = ("open", "ending", "open", "revoked", "lapsed")
"""How the authorisations of one holder stand today, in turn."""


@dataclass(slots=True, eq=False)
class Authorised:
    """One authorisation."""

    pk: int
    company: Undertaking
    user: DemoUser
    role: Role
    organisation: str
    signed_on: date
    valid_to: date | None = None
    revoked_on: date | None = None
    revoked_by: str = ""

    @property
    def registered_on(self) -> date:
        return self.signed_on + ONE_DAY


class Mandating:
    """Gives the counsellor and the sector employee of the demo their authorisations."""

    def __init__(self, world: World, *, today: date) -> None:
        self.today = today
        self.given = list(self._give(world))

    def tables(self, store: Store) -> list[Table]:
        """The papers, then the authorisations; `store` is called for each paper as its row is read."""
        return [
            Table(Document, DOCUMENT, (_document(one, store) for one in self.given)),
            Table(Mandate, MANDATE, map(_mandate, self.given)),
        ]

    def entries(self) -> Iterator[Iterator[EntryFacts]]:
        """The entries of each authorisation."""
        return (written(MANDATE_FILE, one.pk, self._told(one)) for one in self.given)

    def _give(self, world: World) -> Iterator[Authorised]:
        pk = 0
        for user in world.users:
            for role, organisation in user.capacities:
                if role not in KIND:
                    continue
                for company, fate in zip(_asking(world, role, organisation), FATES, strict=False):
                    pk += 1
                    yield self._as(fate, Authorised(pk, company, user, role, organisation, self.today))

    def _as(self, fate: str, one: Authorised) -> Authorised:
        """The authorisation with the days of its fate."""
        one.signed_on = max(self.today - timedelta(days=90 + 20 * one.pk), one.company.started_on)
        if fate == "ending":
            one.valid_to = self.today + timedelta(days=4)
        elif fate == "lapsed":
            one.valid_to = self.today - timedelta(days=10)
            one.revoked_on = one.valid_to + ONE_DAY
        elif fate == "revoked":
            one.revoked_on = self.today - timedelta(days=20)
            one.revoked_by = one.company.representatives[0].name
        return one

    def _told(self, one: Authorised) -> Iterator[Happening]:
        person, remark = one.user.person, f"{KIND[one.role]} {one.organisation}"
        holder = Actor(one.role, one.organisation, one.user.pk, person.pk, person.name)
        yield Happening(REGISTER.name, str(REGISTER.target), holder, one.registered_on, remark=remark)
        if one.revoked_on is None:
            return
        head = one.company.representatives[0]
        company = Actor(Role.COMPANY, one.company.number, person_id=head.pk, name=head.name)
        step, actor = (REVOKE, company) if one.revoked_by else (LAPSE, SYSTEM)
        yield Happening(step.name, str(step.target), actor, one.revoked_on, remark=remark)


def _asking(world: World, role: Role, organisation: str) -> list[Undertaking]:
    """Companies that let somebody apply: where the school has learners, or of the sector."""
    found: dict[int, Undertaking] = {}
    if role == Role.COUNSELLOR:
        companies = (
            one.case.company
            for one in world.contracts
            if one.school is not None and one.school.number == organisation
        )
    else:
        companies = (one for one in world.companies if one.sector == organisation)
    for company in companies:
        stands = any(case.outcome == RecognitionState.ACTIVE for case in company.cases)
        if stands and company.ended_on is None:
            found.setdefault(company.pk, company)
        if len(found) == len(FATES):
            break
    return list(found.values())


def _document(one: Authorised, store: Store) -> Row:
    data = _paper(one)
    name, person = f"machtiging-{one.company.number}.pdf", one.user.person.name
    kept = (PDF, len(data), sha256(data).hexdigest(), store(data))
    return one.pk, DocumentKind.MANDATE.value, name, *kept, one.user.pk, person, one.registered_on


def _mandate(one: Authorised) -> Row:
    holder = (KIND[one.role].value, one.organisation, one.user.pk, one.user.person.name)
    signed = (one.signed_on, one.company.representatives[0].name, one.valid_to)
    return one.pk, one.company.pk, *holder, one.pk, *signed, one.revoked_on, one.revoked_by


def _paper(one: Authorised) -> bytes:
    """A page with the words of the authorisation, as a PDF."""
    until = f"tot en met {one.valid_to:%d/%m/%Y}" if one.valid_to else "tot wij ze intrekken"
    return page_of(
        (
            "Machtiging (verzonnen, enkel voor de demo)",
            f"{one.company.name}, ondernemingsnummer {format_enterprise_number(one.company.number)},",
            f"laat {one.user.person.name} aanvragen voor duaal leren indienen, {until}.",
            f"Getekend op {one.signed_on:%d/%m/%Y} door {one.company.representatives[0].name}.",
        )
    )


def page_of(lines: tuple[str, ...]) -> bytes:
    """One page of text as a PDF, with nothing in it but these lines."""
    shown = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
    stream = b"BT /F1 12 Tf 16 TL 60 780 Td " + shown + b" ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return data + head + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))


def _escaped(line: str) -> bytes:
    found = line.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        found = found.replace(sign, b"\\" + sign)
    return found
