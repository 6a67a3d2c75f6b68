"""Giving up with agreements, and the alert of an end with agreements: two packages at once."""

from datetime import date

import pytest

from duaal.casework.recognition.states import RecognitionState
from duaal.flows.processes.end_alerts import alert_of_ends
from duaal.flows.processes.giving_up import Effect, effect_of_giving_up, give_up
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.upkeep.places import DAY, holder, recognised

pytestmark = pytest.mark.django_db


def test_a_running_agreement_without_an_agreed_end_blocks_giving_up():
    recognition = recognised()
    AgreementFactory(recognition=recognition)
    AgreementFactory(recognition=recognition, ended=True)

    with pytest.raises(Refused) as refusal:
        give_up(recognition.pk, actor=holder(recognition), on=DAY)

    assert refusal.value.reasons == ("agreements_run",)
    assert effect_of_giving_up(recognition, on=DAY) == Effect(1, 1, None)


def test_with_an_agreed_end_the_recognition_stops_and_the_agreement_goes_on_until_then():
    recognition = recognised()
    agreement = AgreementFactory(recognition=recognition, ended_on=date(2026, 4, 30))
    assert effect_of_giving_up(recognition, on=DAY) == Effect(1, 0, date(2026, 4, 30))

    give_up(recognition.pk, actor=holder(recognition), on=DAY)

    recognition.refresh_from_db()
    agreement.refresh_from_db()
    assert recognition.state == RecognitionState.ENDED_BY_UNDERTAKING
    assert agreement.ended_on == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("valid_to", "alerts"),
    [
        pytest.param(date(2026, 5, 10), 0, id="61 days before"),
        pytest.param(date(2026, 5, 9), 1, id="60 days before"),
        pytest.param(DAY, 1, id="last day"),
        pytest.param(date(2026, 3, 9), 0, id="over"),
    ],
)
def test_an_end_with_a_running_agreement_is_told_once_from_60_days_before(valid_to, alerts):
    recognition = recognised(valid_to=valid_to)
    AgreementFactory(recognition=recognition)

    assert (alert_of_ends(on=DAY), alert_of_ends(on=DAY)) == (alerts, 0)
    assert [entry.step for entry in Entry.objects.all()] == ["alert_of_end"] * alerts


def test_without_a_running_agreement_there_is_no_alert():
    recognition = recognised(valid_to=date(2026, 4, 1))
    AgreementFactory(recognition=recognition, ended=True)

    assert alert_of_ends(on=DAY) == 0
