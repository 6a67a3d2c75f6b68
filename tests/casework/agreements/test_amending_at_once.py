"""What happens to an amendment at the same moment: real connections."""

import pytest

from duaal.casework.agreements.actions import amending, ending, signing
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import Amendment, Signature
from duaal.casework.agreements.rules.ending import End
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.states.amendments import AmendmentState
from duaal.foundation.audit.models import Entry
from tests.casework.agreements import amendments, files
from tests.casework.agreements.files import NOON, START
from tests.casework.recognition.connections import race

pytestmark = pytest.mark.django_db(transaction=True)

ALL = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})


def signed_by_all_but(*left: str):
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)
    text = amendments.hash_of(amendment)
    for role in set(secrets) - set(left):
        signing.sign_with_link(secrets[role], content_hash=text, on=START, at=NOON)
    school = amendment.version.signatories.get(role="school")
    signing.sign_as(school.pk, content_hash=text, actor=files.school_of(agreement), on=START, at=NOON)
    return agreement, amendment, secrets, text


def test_two_people_who_sign_last_at_the_same_moment_agree_once():
    _agreement, amendment, secrets, text = signed_by_all_but("company", "guardian")

    def sign(role: str) -> object:
        return signing.sign_with_link(secrets[role], content_hash=text, on=START, at=NOON)

    done = race(("company", lambda: sign("company")), ("guardian", lambda: sign("guardian")))

    assert done == ["company", "guardian"]
    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.AGREED
    assert Signature.objects.filter(signatory__version=amendment.version).count() == 4
    assert Entry.objects.filter(step="agree_amendment").count() == 1


def test_an_edit_and_the_last_signature_at_the_same_moment_never_both_count():
    agreement, amendment, secrets, text = signed_by_all_but("company")
    change = amendments.change_for(agreement, remarks="Iets anders.")
    staff = files.school_of(agreement)

    race(
        ("sign", lambda: signing.sign_with_link(secrets["company"], content_hash=text, on=START, at=NOON)),
        ("edit", lambda: amending.revise_amendment(amendment.pk, change=change, actor=staff, on=START)),
    )

    amendment.refresh_from_db()
    agreed = amendment.state == AmendmentState.AGREED
    assert agreed == (amendment.version.number == 2)
    assert agreed == (agreement.versions.get(number=2).voided_on is None)


def test_the_end_and_the_last_signature_at_the_same_moment_leave_no_open_amendment():
    agreement, amendment, secrets, text = signed_by_all_but("company")
    wish = Wish(START, words="Samen.", agreed=ALL)
    staff = files.school_of(agreement)

    race(
        ("sign", lambda: signing.sign_with_link(secrets["company"], content_hash=text, on=START, at=NOON)),
        ("end", lambda: ending.end_at_once(agreement.pk, end=End.MUTUAL, wish=wish, actor=staff, on=START)),
    )

    amendment.refresh_from_db()
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.ENDED
    assert amendment.state == AmendmentState.LAPSED


def test_two_amendments_at_the_same_moment_leave_one():
    agreement = files.begun()
    staff = files.school_of(agreement)

    def amend(hours: str) -> object:
        change = amendments.change_for(agreement, remarks=hours)
        return amending.amend(agreement.pk, change=change, actor=staff, on=START)

    done = race(("one", lambda: amend("a")), ("two", lambda: amend("b")))

    assert ("AMENDMENT_OPEN",) in done
    assert Amendment.objects.count() == 1
