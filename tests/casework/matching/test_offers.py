"""What a company publishes: every step, who may not, and what happens by itself."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.matching.actions import offers
from duaal.casework.matching.models import Offer
from duaal.casework.matching.queries import offers_visible_to
from duaal.casework.matching.states import OfferState
from duaal.casework.recognition.models import Recognition
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.matching.factories import DAY, STOPPED, OfferFactory, company_of
from tests.casework.recognition.factories import RecognitionFactory
from tests.foundation.geography.factories import PostcodeFactory

pytestmark = pytest.mark.django_db

SCHOOL = Actor(Role.COUNSELLOR, "100001", user_id=43, name="Begeleider Smets")
STEPS = {"pause": offers.pause, "resume": offers.resume, "confirm": offers.confirm}


def publish(recognition, *, actor=None, places=2, starts_from=DAY):
    return offers.publish(
        recognition.pk,
        places=places,
        starts_from=starts_from,
        description=" Een drukke bakkerij. ",
        actor=actor or company_of(recognition),
        on=DAY,
    )


def trail(offer) -> list[tuple[str, str]]:
    rows = Entry.objects.filter(file_kind="offer", file_id=offer.pk).order_by("seq")
    return list(rows.values_list("step", "to_state"))


def test_a_company_publishes_places_at_the_point_of_its_site():
    recognition = RecognitionFactory(application__site__postcode="9300")
    PostcodeFactory(code="9300", latitude=50.94, longitude=4.04)

    offer = publish(recognition)

    assert (offer.state, offer.places, offer.confirmed_on) == (OfferState.PUBLISHED, 2, DAY)
    assert (offer.latitude, offer.longitude, offer.programme) == (50.94, 4.04, recognition.programme)
    assert offer.description == "Een drukke bakkerij."
    assert trail(offer) == [("publish_offer", "PUBLISHED")]


def test_without_a_known_postcode_the_point_is_that_of_the_municipality():
    offer = publish(RecognitionFactory(application__site__postcode="9999"))

    assert (offer.latitude, offer.longitude) == (50.9, 5.3)


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"places": 0}, "minstens één plaats, niet 0"), ({"starts_from": date(2026, 3, 1)}, "1 maart 2026")],
)
def test_what_cannot_be_is_said_with_the_value(changed, words):
    with pytest.raises(ValidationError, match=words):
        publish(RecognitionFactory(), **changed)

    assert not Offer.objects.exists()


def test_a_recognition_is_published_once_and_only_while_it_stands():
    recognition = RecognitionFactory()
    publish(recognition)
    Recognition.objects.update(state="WITHDRAWN", ended_on=DAY)

    with pytest.raises(Refused) as refusal:
        publish(recognition)

    assert refusal.value.reasons == ("recognition_over", "already_published")


@pytest.mark.parametrize("actor", [STOPPED, SCHOOL, SYSTEM])
def test_only_the_company_itself_publishes(actor):
    with pytest.raises(PermissionDenied):
        publish(RecognitionFactory(), actor=actor)


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("pause", "PUBLISHED", "PAUSED"),
        ("pause", "STALE", "PAUSED"),
        ("resume", "PAUSED", "PUBLISHED"),
        ("confirm", "STALE", "PUBLISHED"),
        ("confirm", "PUBLISHED", "PUBLISHED"),
    ],
)
def test_a_step_is_done_and_recorded(step, before, after):
    offer = OfferFactory(state=before, confirmed_on=date(2025, 1, 1), warned_on=date(2025, 6, 1))

    STEPS[step](offer.pk, actor=company_of(offer.recognition), on=DAY)

    offer.refresh_from_db()
    assert offer.state == after
    assert trail(offer)[0][1] == after
    if after == "PUBLISHED":
        assert (offer.confirmed_on, offer.warned_on) == (DAY, None)


@pytest.mark.parametrize(("step", "state"), [("pause", "PAUSED"), ("resume", "STALE"), ("confirm", "PAUSED")])
def test_a_step_in_the_wrong_state_is_refused(step, state):
    offer = OfferFactory(state=state)

    with pytest.raises(Refused) as refusal:
        STEPS[step](offer.pk, actor=company_of(offer.recognition), on=DAY)

    assert refusal.value.reasons == (WRONG_STATE,)
    assert trail(offer) == []


@pytest.mark.parametrize("step", ["resume", "confirm"])
def test_what_is_not_recognised_any_more_does_not_come_online(step):
    offer = OfferFactory(state="PAUSED" if step == "resume" else "STALE")
    Recognition.objects.update(state="EXPIRED")

    with pytest.raises(Refused) as refusal:
        STEPS[step](offer.pk, actor=company_of(offer.recognition), on=DAY)

    assert refusal.value.reasons == ("recognition_over",)


@pytest.mark.parametrize("step", sorted(STEPS))
@pytest.mark.parametrize("actor", [STOPPED, SCHOOL])
def test_nobody_else_touches_an_offer(step, actor):
    offer = OfferFactory()

    with pytest.raises(PermissionDenied):
        STEPS[step](offer.pk, actor=actor, on=DAY)


def test_the_number_of_places_is_changed_and_never_nothing():
    offer = OfferFactory()
    actor = company_of(offer.recognition)

    offers.cap(offer.pk, places=4, actor=actor, on=DAY)

    offer.refresh_from_db()
    assert offer.places == 4
    assert Entry.objects.get(step="cap_offer").remark == "1 plaatsen wordt 4"
    with pytest.raises(ValidationError, match="minstens één"):
        offers.cap(offer.pk, places=0, actor=actor, on=DAY)
    with pytest.raises(PermissionDenied):
        offers.cap(offer.pk, places=1, actor=STOPPED, on=DAY)


def test_an_offer_that_nobody_confirms_is_warned_of_once_and_then_goes_offline():
    offer = OfferFactory(confirmed_on=date(2026, 1, 1))
    last = date(2026, 1, 1) + timedelta(days=180)

    assert offers.keep_offers(on=last - timedelta(days=15)) == {"warned": 0, "offline": 0}
    assert offers.keep_offers(on=last - timedelta(days=14)) == {"warned": 1, "offline": 0}
    assert offers.keep_offers(on=last - timedelta(days=1)) == {"warned": 0, "offline": 0}
    assert offers.keep_offers(on=last) == {"warned": 0, "offline": 1}
    assert offers.keep_offers(on=last) == {"warned": 0, "offline": 0}
    assert trail(offer) == [("warn_stale_offer", "PUBLISHED"), ("offer_went_stale", "STALE")]
    versions = Entry.objects.get(step="offer_went_stale").rule_versions
    assert [one["key"] for one in versions] == ["matching.offer_stale_days"]


def test_a_paused_offer_is_left_alone_by_the_clock():
    OfferFactory(paused=True, confirmed_on=date(2024, 1, 1))

    assert offers.keep_offers(on=DAY) == {"warned": 0, "offline": 0}


def test_who_sees_which_offers():
    offer, paused = OfferFactory(), OfferFactory(paused=True)
    partnership = Actor(Role.PARTNERSHIP, "bouw", user_id=44)

    assert set(offers_visible_to(company_of(offer.recognition))) == {offer}
    assert set(offers_visible_to(SCHOOL)) == {offer}
    assert set(offers_visible_to(partnership)) == {offer, paused}
    for actor in (STOPPED, Actor(Role.INSPECTOR, "inspectie", user_id=45), Actor(Role.COUNSELLOR, "100001")):
        assert not offers_visible_to(actor).exists()
