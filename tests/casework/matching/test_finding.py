"""The workplaces of one learner from the rows: what is found, what is left out, and in how many queries."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.casework.agreements.models import Agreement
from duaal.casework.matching.finding import Wishes, places_for
from duaal.casework.matching.places import status_of
from duaal.casework.progress.models import Gap, Line, Plan, Reached
from duaal.casework.progress.states import Venue
from duaal.register.programmes.models import Competence
from tests.casework.matching.factories import DAY, ContactFactory, OfferFactory, seeker
from tests.foundation.geography.factories import PostcodeFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

ALL = Wishes(50, DAY, with_left_out=True)


def found(trajectory, wishes=ALL):
    return places_for(trajectory, wishes, on=DAY)


def reasons(trajectory) -> list[tuple[str, ...]]:
    return [line.reasons for line in found(trajectory).ranking.left_out]


def agreement_at(recognition, *, number="L1", ended_on=None):
    return Agreement.objects.create(
        kind="OAO",
        recognition=recognition,
        company=recognition.company,
        site=recognition.site,
        programme=recognition.programme,
        learner_number=number,
        concluded_on=date(2025, 9, 1),
        starts_on=date(2025, 9, 1),
        planned_end_on=date(2026, 6, 30),
        ended_on=ended_on,
    )


def competences(programme, number=3):
    return [
        Competence.objects.create(
            programme=programme, code=f"C{n}", name=f"Competentie {n}", position=n,
            valid_from=date(2020, 9, 1), certainty="certain",
        )
        for n in range(number)
    ]  # fmt: skip


def test_the_nearest_of_equal_places_stands_first():
    near, far = OfferFactory(), OfferFactory(latitude=51.2)
    far.recognition.programme = near.recognition.programme
    far.programme = near.programme
    far.recognition.save()
    far.save()

    lines = found(seeker(near.recognition)).ranking.ranked

    assert [line.candidate.key for line in lines] == [near.pk, far.pk]
    assert lines[0].km == pytest.approx(4.3, abs=0.2)


def test_places_of_another_programme_or_too_far_are_not_in_the_list():
    offer = OfferFactory(latitude=49.0)
    OfferFactory()

    ranking = found(seeker(offer.recognition)).ranking

    assert ranking.ranked == ranking.left_out == ()


@pytest.mark.parametrize(
    ("offer", "changed", "reason"),
    [
        ({"state": "PAUSED"}, {}, "offer_paused"),
        ({"state": "STALE"}, {}, "offer_stale"),
        ({"mentors": 0}, {}, "no_mentor_at_work"),
        ({}, {"state": "WITHDRAWN", "ended_on": date(2026, 3, 12)}, "withdrawn"),
        ({}, {"state": "SUSPENDED"}, "place_left_out"),
        ({}, {"state": "UNDER_GUIDANCE"}, "place_left_out"),
        ({}, {"valid_to": date(2026, 3, 15)}, "expired"),
    ],
)
def test_who_takes_nobody_is_left_out_with_the_reason_on_request(offer, changed, reason):
    place = OfferFactory(**offer)
    type(place.recognition).objects.update(**changed)

    trajectory = seeker(place.recognition)

    assert reason in reasons(trajectory)[0]
    assert found(trajectory, Wishes(50, DAY)).ranking.ranked == ()
    assert reason in status_of(place.recognition_id, on=DAY).reasons


def test_a_place_with_a_learner_is_full_and_one_that_left_is_free_again():
    place = OfferFactory(mentors=2)
    trajectory = seeker(place.recognition)
    running = agreement_at(place.recognition)
    assert reasons(trajectory) == [("offer_full",)]

    running.ended_on = DAY - timedelta(days=1)
    running.save()

    assert reasons(trajectory) == []
    assert status_of(place.recognition_id, on=DAY).free == 1


def test_only_competences_still_open_count_and_gaps_are_known():
    place = OfferFactory()
    trajectory = seeker(place.recognition)
    first, second, _third = competences(place.programme)
    plan = Plan.objects.create(
        trajectory=trajectory,
        version=1,
        starts_on=DAY,
        ends_on=DAY,
        competences_on=DAY,
        made_on=DAY,
        made_by_name="Smets",
    )
    Line.objects.create(plan=plan, competence=first, venue=Venue.WORKPLACE, starts_on=DAY, ends_on=DAY)
    Reached.objects.create(trajectory=trajectory, competence=first, reached_on=DAY, recorded_by_name="Smets")
    Gap.objects.create(recognition=place.recognition, competence=second, since=DAY)

    answer = found(trajectory)

    (line,) = answer.ranking.ranked
    assert (line.taught, line.asked) == (1, 2)
    assert answer.competences_known


def test_a_place_that_teaches_nothing_of_what_is_open_is_left_out():
    place = OfferFactory()
    trajectory = seeker(place.recognition)
    competences(place.programme)
    place.recognition.covered_competences = ["C9"]
    place.recognition.save()

    assert reasons(trajectory) == [("nothing_to_learn_here",)]


def test_earlier_experience_counts_also_a_refusal():
    place = OfferFactory()
    trajectory = seeker(place.recognition)
    agreement_at(place.recognition, number=trajectory.learner.number, ended_on=date(2025, 12, 1))
    ContactFactory(at=place, trajectory=trajectory, state="DECLINED", reason="Te ver.", closed_on=DAY)

    (line,) = found(trajectory).ranking.ranked

    assert line.worked_before
    assert line.refused_before


def test_without_a_home_the_distance_is_that_from_the_school():
    place = OfferFactory()
    trajectory = seeker(place.recognition, home="3501", provider__postcode="9999")
    trajectory.learner.postcode = ""
    PostcodeFactory(code="9999", latitude=50.9, longitude=5.3)

    answer = found(trajectory)

    assert answer.from_school
    assert answer.ranking.ranked[0].km == 0


def test_the_number_of_queries_does_not_grow_with_the_places():
    programme = ProgrammeFactory()

    def another():
        return OfferFactory(recognition__application__programme=programme)

    trajectory = seeker(another().recognition)
    competences(programme)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            found(trajectory)
        return len(queries)

    one = asked()
    for _number in range(4):
        another()

    assert len(found(trajectory).ranking.ranked) == 5
    assert asked() == one


def test_only_the_nearest_places_are_compared_and_the_list_says_so(monkeypatch):
    near, far = OfferFactory(), OfferFactory(latitude=51.2)
    type(far).objects.update(programme=near.programme)
    type(far.recognition).objects.filter(pk=far.recognition_id).update(programme=near.programme)
    trajectory = seeker(near.recognition)
    assert not found(trajectory).is_cut

    monkeypatch.setattr("duaal.casework.matching.finding.version", lambda name, on: SimpleNamespace(value=1))

    cut = found(trajectory)
    assert (cut.is_cut, cut.compared) == (True, 1)
    assert [line.candidate.key for line in cut.ranking.ranked] == [near.pk]
