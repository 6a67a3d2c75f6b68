"""Learners who lost their workplace: which ones, until when, and how the search ends."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.searching import end_search, lost_places, searching
from duaal.casework.recognition.models import Recognition
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.factories import RecognitionFactory
from tests.casework.recognition.proposing.providers import a_provider, counsellor_of

pytestmark = pytest.mark.django_db

LOST, LATER = date(2026, 2, 14), date(2026, 3, 10)


def ended(state: str) -> Recognition:
    """A recognition that stopped on 14 February."""
    return RecognitionFactory(
        state=state, valid_from=date(2025, 3, 10), valid_to=date(2030, 3, 9), ended_on=LOST
    )


def lost(number: str = "045678", **values: object) -> Agreement:
    """An agreement of the school that ended on 14 February because the recognition was withdrawn."""
    place = ended("WITHDRAWN")
    given = {"ended_on": LOST, "end_reason": "WITHDRAWAL", **values}
    return AgreementFactory(recognition=place, provider=a_provider(number), **given)


def school(number: str = "045678") -> Actor:
    return counsellor_of(a_provider(number))


def test_a_learner_searches_from_the_day_of_effect_until_the_planned_end():
    agreement = lost()

    days = [date(2026, 2, 13), LOST, agreement.planned_end_on, date(2026, 7, 1)]

    assert [searching(school(), on=day).count() for day in days] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        pytest.param({}, 1, id="withdrawn"),
        pytest.param({"starts_on": None}, 1, id="withdrawn before it began"),
        pytest.param({"end_reason": ""}, 0, id="ended for another reason"),
        pytest.param({"search_ended_on": LOST, "search_outcome": "LEFT"}, 0, id="search is over"),
    ],
)
def test_only_who_lost_the_workplace_searches(values, found):
    lost(**values)

    assert searching(school(), on=LATER).count() == found


@pytest.mark.parametrize(
    ("ended_on", "found"), [(None, 1), (LOST, 1), (date(2026, 2, 13), 0)], ids=["runs", "same day", "before"]
)
def test_a_closed_site_is_a_lost_workplace_for_what_still_ran_there(ended_on, found):
    place = ended("ENDED_CLOSED")
    AgreementFactory(recognition=place, provider=a_provider(), ended_on=ended_on)

    assert searching(school(), on=LATER).count() == found


def test_a_recognition_that_revived_on_appeal_does_not_give_the_learner_his_place_back():
    agreement = lost()
    place = agreement.recognition
    place.state, place.ended_on = "ACTIVE", None
    place.save()

    assert list(searching(school(), on=LATER)) == [agreement]


def test_another_agreement_ends_the_search_unless_that_place_is_lost_too():
    agreement = lost()
    shut = ended("ENDED_CLOSED")
    AgreementFactory(recognition=shut, learner_number=agreement.learner_number)
    before = searching(school(), on=LATER).count()

    AgreementFactory(learner_number=agreement.learner_number, provider=a_provider("099999"))

    assert (before, searching(school(), on=LATER).count()) == (1, 0)


@pytest.mark.parametrize(
    "actor",
    [
        Actor(Role.COUNSELLOR, "099999", user_id=41, name="Iemand"),
        Actor(Role.COUNSELLOR, "", user_id=41, name="Iemand"),
        Actor(Role.SECTOR, "045678", user_id=41, name="Iemand"),
        Actor(Role.COMPANY, "045678", user_id=41, name="Iemand"),
        Actor(Role.COUNSELLOR, "045678"),
    ],
    ids=["other school", "no school", "sector", "company", "not logged in"],
)
def test_nobody_else_sees_or_ends_the_search(actor):
    agreement = lost()

    assert not lost_places(actor).exists()
    with pytest.raises(PermissionDenied):
        end_search(agreement.pk, actor=actor, on=LATER, outcome="LEFT")


def test_an_agreement_without_a_known_provider_is_nobodys():
    place = ended("WITHDRAWN")
    agreement = AgreementFactory(recognition=place, ended_on=LOST, end_reason="WITHDRAWAL")

    with pytest.raises(PermissionDenied):
        end_search(agreement.pk, actor=school(), on=LATER, outcome="LEFT")


def test_the_school_says_how_the_search_ended_and_the_entry_stays():
    agreement = lost()

    end_search(agreement.pk, actor=school(), on=LATER, outcome="NEW_PLACE")

    agreement.refresh_from_db()
    assert (agreement.search_ended_on, agreement.search_outcome) == (LATER, "NEW_PLACE")
    assert agreement.search_ended_by_name == "Begeleider Maes"
    entry = Entry.objects.get(file_kind="agreement", file_id=agreement.pk)
    assert (entry.step, entry.from_state, entry.to_state) == ("end_search", "SEARCHING", "ENDED")
    assert entry.reasons == ["NEW_PLACE"]


def test_a_search_ends_once_with_an_outcome_and_only_for_a_lost_place():
    agreement, other = lost(), AgreementFactory(provider=a_provider())
    actor = school()

    with pytest.raises(ValidationError):
        end_search(agreement.pk, actor=actor, on=LATER, outcome="")
    with pytest.raises(Refused) as not_lost:
        end_search(other.pk, actor=actor, on=LATER, outcome="LEFT")
    end_search(agreement.pk, actor=actor, on=LATER, outcome="LEFT")
    with pytest.raises(Refused) as twice:
        end_search(agreement.pk, actor=actor, on=LATER, outcome="LEFT")
    with pytest.raises(PermissionDenied):
        end_search(agreement.pk, actor=SYSTEM, on=LATER, outcome="LEFT")

    assert (not_lost.value.reasons, twice.value.reasons) == (("place_not_lost",), ("wrong_state",))


def test_the_database_wants_a_day_and_an_outcome_together():
    agreement = lost()

    with pytest.raises(IntegrityError, match="agreements_search_outcome"), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(search_ended_on=LATER)
