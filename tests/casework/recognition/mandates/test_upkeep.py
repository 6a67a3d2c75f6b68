"""Who holds a mandate asks anew and reports changes in the name of the company, and nobody else does."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.actions.renewing import start_from
from duaal.casework.recognition.models import ReportedChange, RequestForm
from duaal.casework.recognition.states.upkeep import ChangeKind
from duaal.casework.recognition.upkeep import changes
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.outbox import read_ledger
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory
from tests.casework.recognition.mandates.holders import COLLEAGUE, COUNSELLOR, DAY, SECTOR, MandateFactory
from tests.flows.notifications.factories import AT
from tests.foundation.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    recognition = RecognitionFactory(valid_from=date(2021, 5, 1), valid_to=date(2026, 4, 30))
    MentorAssignmentFactory(
        application=recognition.application, recognition=recognition, state="ACTIVE", person__given_name="Bo"
    )
    UserFactory(pk=COUNSELLOR.user_id)
    UserFactory(pk=COLLEAGUE.user_id)
    UserFactory(pk=SECTOR.user_id)
    return recognition


def renew(place, actor=COUNSELLOR) -> RequestForm:
    return start_from(place.company_id, [place.pk], actor=actor, on=DAY)


def report(place, actor=COUNSELLOR, **changed) -> tuple[ReportedChange, ...]:
    given = {"kind": ChangeKind.MOVE, "happens_on": DAY, "description": "We verhuizen.", **changed}
    return changes.report(place.company_id, actor=actor, on=DAY, **given)


@pytest.mark.parametrize("actor", [COUNSELLOR, SECTOR], ids=["counsellor", "sector"])
def test_a_holder_starts_a_renewal_on_the_mandate_of_the_company(place, actor):
    mandate = MandateFactory(company=place.company, sector=actor is SECTOR)

    form = renew(place, actor)

    assert (form.mandate, form.company) == (mandate, place.company)
    assert form.answers["places"][0]["follows"] == place.pk
    assert len(form.answers["mentors"]) == 1


@pytest.mark.parametrize("step", [renew, report])
def test_without_a_mandate_of_his_own_nobody_acts(place, step):
    MandateFactory(company=place.company)

    with pytest.raises(PermissionDenied):
        step(place, COLLEAGUE)
    with pytest.raises(PermissionDenied):
        step(place, Actor(Role.COUNSELLOR, "099999", user_id=COUNSELLOR.user_id, name="Elders"))
    with pytest.raises(PermissionDenied):
        step(RecognitionFactory())


@pytest.mark.parametrize("step", [renew, report])
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"valid_to": date(2026, 3, 2)}, "mandate_expired"),
        ({"signed_on": date(2026, 3, 4)}, "mandate_not_signed"),
    ],
)
def test_a_mandate_that_does_not_count_on_the_day_is_refused(place, step, values, code):
    MandateFactory(company=place.company, **values)

    with pytest.raises(Refused) as refused:
        step(place)

    assert refused.value.reasons == (code,)
    assert not RequestForm.objects.exists()
    assert not ReportedChange.objects.exists()


def test_the_file_of_a_company_that_is_taken_over_is_for_the_acquirer_itself_only(place):
    acquirer = RecognitionFactory().company
    MandateFactory(company=place.company)
    MandateFactory(company=acquirer)
    report(place, kind=ChangeKind.TAKEOVER, acquirer_number=acquirer.enterprise_number)

    with pytest.raises(Refused) as refused:
        start_from(acquirer.pk, [place.pk], actor=COUNSELLOR, on=DAY, site_id=acquirer.sites.first().pk)

    assert refused.value.reasons == ("not_to_start_from",)


def test_a_reported_change_is_seen_by_its_reporter_the_company_and_the_partnership(place):
    MandateFactory(company=place.company)
    (change,) = report(place)

    read_ledger(on=DAY, at=AT)

    company = Actor(Role.COMPANY, place.company.enterprise_number, user_id=15)
    assert list(changes.visible_to(COUNSELLOR)) == [change]
    assert list(changes.visible_to(company)) == [change]
    assert not changes.visible_to(COLLEAGUE).exists()
    assert not changes.visible_to(SECTOR).exists()
    assert change.reported_by_name == COUNSELLOR.name
    entry = Entry.objects.get(file_kind="reported_change")
    assert (entry.step, entry.actor_role) == ("report_change", "counsellor")
    told = dict(Notice.objects.values_list("role", "sentence"))
    assert set(told) == {Role.COMPANY, Role.PARTNERSHIP}
    assert "Lotte Begeleider meldde namens" in told[Role.COMPANY]


def test_once_the_company_took_its_mandate_back_the_reporter_sees_nothing(place):
    mandate = MandateFactory(company=place.company)
    report(place)
    mandate.revoked_on, mandate.revoked_by_name = DAY, "Ann Peeters"
    mandate.save()

    assert not changes.visible_to(COUNSELLOR).exists()


def test_a_change_that_the_company_reports_itself_is_not_told_to_it(place):
    report(place, Actor(Role.COMPANY, place.company.enterprise_number, user_id=15, name="Ann Peeters"))

    read_ledger(on=DAY, at=AT)

    assert list(Notice.objects.values_list("role", flat=True)) == [Role.PARTNERSHIP]
