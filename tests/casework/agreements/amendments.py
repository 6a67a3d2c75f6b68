"""Amendments of agreements, for tests: one hour more at work from 13 April 2026."""

from dataclasses import replace
from datetime import date

from duaal.casework.agreements.actions import amending, signing
from duaal.casework.agreements.actions.amending import Change
from duaal.casework.agreements.facts import WeekBlock
from duaal.casework.agreements.models import Agreement, Amendment
from duaal.casework.agreements.states.amendments import AmendmentState
from duaal.casework.recognition.models import Recognition
from duaal.foundation.kernel.period import Period
from tests.casework.agreements import files
from tests.casework.agreements.files import HOUR, LAST, NOON, START

FROM = date(2026, 4, 20)


def change_for(agreement: Agreement, place: Recognition | None = None, **changed) -> Change:
    """Twenty-five hours a week at work, unless said otherwise."""
    first, last = changed.pop("first", FROM), changed.pop("last", LAST)
    blocks = changed.pop("blocks", (WeekBlock(Period(first, last), 25 * HOUR, 0, 12),))
    paper = files.paper_for(place or agreement.recognition, first=first, last=last)
    return Change(replace(paper, terms=replace(paper.terms, blocks=blocks, **changed)), "Meer uren.")


def drafted(agreement: Agreement, *, change: Change | None = None, on: date = START) -> Amendment:
    return amending.amend(
        agreement.pk, change=change or change_for(agreement), actor=files.school_of(agreement), on=on
    )


def proposed(
    agreement: Agreement, *, amendment: Amendment | None = None, on: date = START
) -> tuple[Amendment, dict[str, str]]:
    """An amendment to sign, with the secret of each link by the party it is for."""
    change = change_for(agreement, first=max(FROM, on))
    amendment = amendment or drafted(agreement, change=change, on=on)
    links = amending.propose_amendment(amendment.pk, actor=files.school_of(agreement), on=on, at=NOON)
    amendment.refresh_from_db()
    return amendment, {link.signatory.role: link.secret for link in links}


def sign_all(amendment: Amendment, secrets: dict[str, str], *, on: date = START) -> Amendment:
    text = hash_of(amendment)
    for secret in secrets.values():
        signing.sign_with_link(secret, content_hash=text, on=on, at=NOON)
    school = amendment.version.signatories.get(role="school")
    actor = files.school_of(amendment.agreement)
    signing.sign_as(school.pk, content_hash=text, actor=actor, on=on, at=NOON)
    amendment.refresh_from_db()
    return amendment


def agreed(
    agreement: Agreement,
    *,
    change: Change | None = None,
    amendment: Amendment | None = None,
    on: date = START,
) -> Amendment:
    if amendment is None and change is not None:
        amendment = drafted(agreement, change=change, on=on)
    return sign_all(*proposed(agreement, amendment=amendment, on=on), on=on)


def hash_of(amendment: Amendment) -> str:
    return amendment.version.content_hash


def in_signing(agreement: Agreement) -> Amendment:
    """The row of an amendment that waits for signatures, whatever the state of the agreement."""
    version = agreement.versions.get(number=agreement.version)
    amends = {"version": version.number, "hash": version.content_hash, "reason": "Meer uren."}
    content = {**version.content, "amends": amends}
    version.pk, version.number, version.content = None, version.number + 1, content
    version.save()
    return Amendment.objects.create(
        agreement=agreement,
        version=version,
        before=agreement.version,
        recognition=agreement.recognition,
        state=AmendmentState.TO_SIGN,
        reason="Meer uren.",
        holds_from=FROM,
        made_on=START,
        made_by_name="Begeleider Smets",
        proposed_on=START,
    )
