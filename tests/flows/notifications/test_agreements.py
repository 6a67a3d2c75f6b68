"""Who hears of an agreement: the parties to it, and nobody before it was proposed."""

from datetime import UTC, datetime

import pytest

from duaal.casework.agreements.actions import signing
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.outbox import read_ledger
from tests.casework.agreements import files
from tests.casework.agreements.files import MONDAY

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 16, 12, 0, tzinfo=UTC)


def told() -> set[tuple[str, str]]:
    """The roles and subjects of what was told since the last time."""
    Notice.objects.all().delete()
    read_ledger(on=MONDAY, at=AT)
    return {(one.role, str(one.subject)) for one in Notice.objects.all() if "/overeenkomsten/" in one.path}


def test_a_draft_is_told_to_nobody():
    files.drafted()

    assert told() == set()


def test_who_signs_hears_that_it_waits_and_the_school_that_did_it_hears_nothing():
    files.proposed()

    waits = "Een overeenkomst wacht op uw handtekening"
    assert told() == {("company", waits), ("learner", waits), ("guardian", waits)}


def test_everybody_hears_that_it_was_concluded_and_of_a_refusal_only_who_has_to_act():
    agreement, secrets = files.proposed()
    told()
    signing.refuse_with_link(secrets["guardian"], reason="Te ver.", on=MONDAY, at=AT)

    refused = "Iemand tekende een overeenkomst niet"
    assert told() == {("counsellor", refused), ("company", refused), ("learner", refused)}
    assert "Te ver." not in str([one.sentence for one in Notice.objects.all()])

    other = files.signed()
    found = {role for role, subject in told() if subject == "Een overeenkomst is gesloten"}
    assert found == {"counsellor", "company", "learner", "guardian"}
    assert other.pk != agreement.pk
