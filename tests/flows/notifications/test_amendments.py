"""Who hears of an amendment, and of companies that work together."""

from datetime import UTC, datetime

import pytest

from duaal.casework.agreements.actions import amending, signing
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.outbox import read_ledger
from tests.casework.agreements import amendments, cooperating, files
from tests.casework.agreements.amendments import FROM
from tests.casework.agreements.files import NOON, START
from tests.casework.agreements.test_cooperating import drafted, two_places

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 23, 12, 0, tzinfo=UTC)
ALL = {"counsellor", "company", "learner", "guardian"}


def told(place: str = "/wijzigingen/") -> set[tuple[str, str]]:
    """The roles and subjects of what was told since the last time, on pages of that kind."""
    Notice.objects.all().delete()
    read_ledger(on=START, at=AT)
    return {(one.role, str(one.subject)) for one in Notice.objects.all() if place in one.path}


def test_a_draft_and_one_that_is_taken_back_unseen_are_told_to_nobody():
    agreement = files.begun()
    amendment = amendments.drafted(agreement)
    amending.withdraw_amendment(amendment.pk, reason="Toch niet.", actor=files.school_of(agreement), on=START)

    assert told() == set()


def test_who_signs_hears_that_an_amendment_waits_and_everybody_that_it_is_signed_and_holds():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)

    waits = "Een wijziging wacht op uw handtekening"
    assert told() == {("company", waits), ("learner", waits), ("guardian", waits)}
    amendments.sign_all(amendment, secrets)
    assert told() == {(role, "Een wijziging is ondertekend") for role in ALL}
    keep_agreements(on=FROM)
    assert told() == {(role, "Een wijziging geldt vanaf nu") for role in ALL}


def test_the_reason_of_a_refusal_is_in_no_notice():
    agreement = files.begun()
    _amendment, secrets = amendments.proposed(agreement)
    told()
    signing.refuse_with_link(secrets["guardian"], reason="Te veel uren.", on=START, at=NOON)

    refused = "Iemand tekende een wijziging niet"
    assert told() == {("counsellor", refused), ("company", refused), ("learner", refused)}
    assert "Te veel uren." not in str([one.sentence for one in Notice.objects.all()])


def test_the_partnership_hears_of_companies_that_work_together_without_the_name_of_the_learner():
    first, second = two_places()
    cooperating.rule_for(first)
    agreement = files.signed(drafted(first, cooperating.part_at(second)))

    found = told("/samenwerking/")

    assert {role for role, _subject in found} <= {"partnership", "flemish_partnership"}
    assert len(found) == 1
    sentences = [one.sentence for one in Notice.objects.all() if "/samenwerking/" in one.path]
    assert str(agreement.trajectory.learner.person) not in str(sentences)
