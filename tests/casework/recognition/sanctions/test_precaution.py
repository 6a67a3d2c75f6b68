"""The precaution: a warning for some days at most, that ends by a decision or by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.models import Hearing, Precaution
from duaal.casework.recognition.sanctions import guidance, precaution
from duaal.casework.recognition.sanctions.clocks import recompute_sanction_clocks
from duaal.casework.recognition.states import TAKES_AGREEMENTS, RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_COMPANY, OTHER_PARTNERSHIP
from tests.casework.recognition.sanctions.workplaces import MONDAY, proposed, workplace

pytestmark = pytest.mark.django_db

LAST = MONDAY + timedelta(days=29)
"""The thirtieth day of a precaution that begins on `MONDAY`."""


def taken(place, *, until=LAST, actor=OFFICER):
    return precaution.take(
        place.pk, actor=actor, on=MONDAY, danger="De zaag heeft geen bescherming.", until=until
    )


@pytest.mark.parametrize("actor", [OFFICER, DEPARTMENT], ids=lambda actor: str(actor.role))
def test_a_precaution_warns_and_changes_nothing_in_law(actor):
    place = workplace()

    taken(place, actor=actor)

    place.refresh_from_db()
    assert place.state == RecognitionState.SUSPENDED
    assert place.state in TAKES_AGREEMENTS
    assert Precaution.objects.get().until == LAST
    assert Entry.objects.get(step="take_precaution").from_state == "ACTIVE"


@pytest.mark.parametrize(
    "until",
    [
        pytest.param(LAST + timedelta(days=1), id="a day too long"),
        pytest.param(MONDAY - timedelta(days=1), id="over before it begins"),
    ],
)
def test_a_precaution_lasts_thirty_days_at_most(until):
    place = workplace()

    with pytest.raises(ValidationError, match="Kies een dag van vandaag"):
        taken(place, until=until)

    assert not Precaution.objects.exists()


@pytest.mark.parametrize(
    "actor", [OTHER_PARTNERSHIP, OTHER_COMPANY, FLEMISH], ids=lambda actor: str(actor.role)
)
def test_who_has_no_business_with_the_place_takes_no_precaution(actor):
    place = workplace()

    with pytest.raises(PermissionDenied):
        taken(place, actor=actor)


def test_two_precautions_do_not_run_at_once():
    place = workplace()
    taken(place)

    with pytest.raises(Refused) as refusal:
        taken(place)

    assert refusal.value.reasons == ("wrong_state",)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("END", RecognitionState.ACTIVE),
        ("GUIDANCE", RecognitionState.UNDER_GUIDANCE),
        ("SANCTION", RecognitionState.SANCTION_PROPOSED),
    ],
)
def test_a_precaution_is_resolved(outcome, state):
    place = workplace()
    taken(place)

    precaution.resolve(
        place.pk, actor=OFFICER, on=MONDAY, outcome=outcome, reason="Bekeken.", shortcoming="D10"
    )

    place.refresh_from_db()
    assert place.state == state
    assert Precaution.objects.get().resolved_on == MONDAY
    assert Hearing.objects.filter(closed_on__isnull=True).exists() is (outcome == "SANCTION")


def test_a_precaution_asks_what_comes_of_it():
    place = workplace()
    taken(place)

    with pytest.raises(ValidationError, match="Kies hoe het verder gaat"):
        precaution.resolve(place.pk, actor=OFFICER, on=MONDAY, outcome="?", reason="Bekeken.")

    assert Precaution.objects.get().resolved_on is None


def test_what_ran_before_goes_on_after_the_danger():
    place = proposed(workplace())
    taken(place)

    precaution.resolve(place.pk, actor=OFFICER, on=MONDAY, outcome="END", reason="Hersteld.")

    place.refresh_from_db()
    assert place.state == RecognitionState.SANCTION_PROPOSED


@pytest.mark.parametrize(
    ("day", "state"),
    [
        pytest.param(LAST, RecognitionState.SUSPENDED, id="last day"),
        pytest.param(LAST + timedelta(days=1), RecognitionState.UNDER_GUIDANCE, id="day after"),
    ],
)
def test_a_precaution_runs_out_by_itself(day, state):
    place = workplace()
    guidance.start(place.pk, actor=OFFICER, on=MONDAY, shortcoming="D10", description="Veiligheid.")
    taken(place)

    recompute_sanction_clocks(on=day)
    second = recompute_sanction_clocks(on=day)

    place.refresh_from_db()
    assert place.state == state
    assert second.precautions_lapsed == 0
