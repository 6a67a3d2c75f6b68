"""Schools and centres are told what happens to a recognition under their agreements."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.casework.recognition.actions.ending import close
from duaal.casework.recognition.sanctions import actions, precaution
from duaal.flows.notifications.models import Mail, Notice
from duaal.flows.notifications.outbox import read_ledger
from duaal.flows.processes import sanction as process
from duaal.flows.processes.end_alerts import alert_of_ends
from duaal.foundation.accounts.models import Membership
from duaal.foundation.kernel.actor import Role
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.proposing.providers import a_provider
from tests.casework.recognition.sanctions.workplaces import (
    MONDAY,
    agreement,
    of_company,
    proposed,
    sanction,
    workplace,
)
from tests.flows.notifications.factories import AT
from tests.foundation.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

EFFECT = date(2026, 5, 11)


def told(on: date, number: str = "045678") -> list[str]:
    """Reads the ledger; every sentence that the school got so far."""
    read_ledger(on=on, at=AT)
    return list(
        Notice.objects.filter(role=Role.COUNSELLOR, organisation=number)
        .order_by("pk")
        .values_list("sentence", flat=True)
    )


def decided(place):
    decision = process.decide(place.pk, actor=OFFICER, on=MONDAY, sanction=sanction(place))
    return actions.read_decision(decision.pk, actor=of_company(place), on=MONDAY)


def test_a_withdrawal_is_told_on_the_day_of_the_decision_and_per_learner_on_the_day_of_effect():
    place = proposed(workplace())
    first, second = (agreement(place, provider=a_provider()) for _number in range(2))
    stranger = agreement(place, provider=a_provider("099999"))
    agreement(place)
    decided(place)
    before = told(MONDAY)
    process.carry_out_due(on=EFFECT)

    after = told(EFFECT)[len(before) :]

    assert len(before) == 1
    assert "besliste om de erkenning van" in before[0]
    assert all(one.learner_number in said for one, said in zip((first, second), after, strict=True))
    assert all("eindigt daardoor op 11 mei 2026. Zoek een nieuwe werkplek." in said for said in after)
    assert sum(stranger.learner_number in said for said in told(EFFECT, "099999")) == 1
    paths = Notice.objects.filter(organisation="045678").order_by("pk").values_list("path", flat=True)
    assert list(paths) == [
        "/leerlingen-zonder-werkplek/",
        *(f"/leerlingen-zonder-werkplek/{one.pk}/" for one in (first, second)),
    ]


def test_the_staff_of_the_school_gets_one_mail_that_names_no_learner():
    user = UserFactory(counsellor=True, organisation="045678")
    UserFactory(counsellor=True, organisation="099999")
    Membership.objects.update(valid_from=date(2026, 1, 1))
    place = proposed(workplace())
    learner = agreement(place, provider=a_provider()).learner_number
    agreement(place, provider=a_provider())
    decided(place)
    told(MONDAY)
    Mail.objects.all().delete()
    process.carry_out_due(on=EFFECT)

    told(EFFECT)

    mail = Mail.objects.get(user=user)
    assert mail.subject == "duaal: Een leerling verliest de werkplek (2)"
    assert learner not in mail.text + mail.html
    assert set(Mail.objects.values_list("address", flat=True)) == {
        user.email,
        place.application.contact_email,
    }


def test_a_school_whose_agreement_is_over_hears_nothing():
    place = proposed(workplace())
    agreement(place, provider=a_provider(), ended_on=MONDAY - timedelta(days=1))
    decided(place)
    process.carry_out_due(on=EFFECT)

    assert told(EFFECT) == []


def test_a_closed_site_is_told_to_the_school():
    place = workplace()
    agreement(place, provider=a_provider())
    place.site.closed_on = MONDAY - timedelta(days=1)
    place.site.save()
    close(place.pk, actor=OFFICER, on=MONDAY)

    (said,) = told(MONDAY)
    assert "omdat de vestiging gesloten is. Zoek een nieuwe werkplek" in said


def test_the_end_of_the_term_is_told_to_the_school():
    place = workplace()
    AgreementFactory(
        recognition=place,
        provider=a_provider(),
        concluded_on=place.valid_to - timedelta(days=60),
        starts_on=place.valid_to - timedelta(days=60),
        planned_end_on=place.valid_to + timedelta(days=60),
    )
    alert_of_ends(on=place.valid_to - timedelta(days=30))

    (said,) = told(place.valid_to - timedelta(days=30))
    assert "Uw overeenkomsten daar lopen door" in said
    assert Notice.objects.get(role=Role.COUNSELLOR).due_on == place.valid_to


def test_a_precaution_warns_the_school():
    place = workplace()
    agreement(place, provider=a_provider())
    precaution.take(place.pk, actor=OFFICER, on=MONDAY, danger="Gevaar aan de machine.", until=MONDAY)

    (said,) = told(MONDAY)
    assert "Kijk na of uw leerlingen daar veilig zijn." in said


def test_reading_costs_as_many_queries_for_three_schools_as_for_one():
    def costs(schools: int) -> int:
        place = proposed(workplace())
        for number in range(schools):
            agreement(place, provider=a_provider(f"{number:06d}"))
        decided(place)
        with CaptureQueriesContext(connection) as queries:
            read_ledger(on=MONDAY, at=AT)
        return len(queries)

    costs(1)
    assert costs(3) == costs(1)
