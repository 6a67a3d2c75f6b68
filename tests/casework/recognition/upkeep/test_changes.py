"""Reporting what changes, and seeing it off: who may, what is wrong, and what a closure ends."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.models import Recognition, ReportedChange
from duaal.casework.recognition.states import RecognitionState
from duaal.casework.recognition.states.upkeep import ChangeKind, ChangeState
from duaal.casework.recognition.upkeep.changes import report, see, visible_to
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_COMPANY,
    OTHER_PARTNERSHIP,
)
from tests.casework.recognition.upkeep.places import DAY, holder, recognised
from tests.register.organisations.factories import SiteFactory

pytestmark = pytest.mark.django_db


def reported(recognition: Recognition, **more: object) -> tuple[ReportedChange, ...]:
    given = {
        "kind": ChangeKind.ACTIVITY,
        "happens_on": DAY,
        "description": " We bakken geen brood meer. ",
        "actor": holder(recognition),
        **more,
    }
    return report(recognition.company_id, on=DAY, **given)


def test_every_partnership_that_recognised_the_company_gets_its_own_task():
    ours = recognised()
    recognised(application__site__company=ours.company, application__partnership__code="hout")

    changes = reported(ours)

    assert [change.partnership_id for change in changes] == ["bouw", "hout"]
    assert changes[0].description == "We bakken geen brood meer."
    assert [e.step for e in Entry.objects.filter(file_kind="reported_change")] == ["report_change"] * 2


def test_a_change_of_one_site_goes_only_to_who_recognised_that_site():
    ours = recognised()
    recognised(application__site__company=ours.company, application__partnership__code="hout")

    (change,) = reported(ours, site_id=ours.site_id)

    assert (change.partnership_id, change.site) == ("bouw", ours.site)


@pytest.mark.parametrize(
    ("happened", "late"),
    [
        pytest.param(date(2026, 2, 28), False, id="tenth day"),
        pytest.param(date(2026, 2, 27), True, id="eleventh day"),
        pytest.param(date(2026, 5, 1), False, id="to come"),
    ],
)
def test_a_report_after_ten_days_is_late_and_taken_all_the_same(happened, late):
    (change,) = reported(recognised(), happens_on=happened)

    assert change.is_late is late


@pytest.mark.parametrize(
    ("more", "field"),
    [
        pytest.param({"description": "  "}, "description", id="nothing said"),
        pytest.param({"kind": ChangeKind.TAKEOVER}, "acquirer_number", id="no acquirer"),
        pytest.param(
            {"kind": ChangeKind.TAKEOVER, "acquirer_number": "0123"}, "acquirer_number", id="no number"
        ),
    ],
)
def test_what_is_not_right_is_said_at_its_field(more, field):
    with pytest.raises(ValidationError) as error:
        reported(recognised(), **more)

    assert set(error.value.message_dict) == {field}
    assert not ReportedChange.objects.exists()


def test_nobody_takes_itself_over_and_no_site_of_another_is_named():
    recognition = recognised()
    own = recognition.company.enterprise_number

    for more in ({"kind": ChangeKind.TAKEOVER, "acquirer_number": own}, {"site_id": SiteFactory().pk}):
        with pytest.raises(ValidationError):
            reported(recognition, **more)


def test_where_no_recognition_counts_there_is_nothing_to_report():
    with pytest.raises(Refused) as refusal:
        reported(recognised(state=RecognitionState.EXPIRED))

    assert refusal.value.reasons == ("nothing_recognised",)


@pytest.mark.parametrize("actor", [OTHER_COMPANY, OFFICER, FLEMISH, DEPARTMENT])
def test_only_the_company_itself_reports(actor):
    with pytest.raises(PermissionDenied):
        reported(recognised(), actor=actor)


def test_the_partnership_sees_it_off_with_what_it_did_once():
    (change,) = reported(recognised())

    see(change.pk, actor=OFFICER, on=DAY, outcome=" We gingen langs. ")

    change.refresh_from_db()
    assert (change.state, change.outcome, change.seen_on) == (ChangeState.SEEN, "We gingen langs.", DAY)
    assert Entry.objects.filter(step="see_change").count() == 1
    with pytest.raises(Refused) as refusal:
        see(change.pk, actor=OFFICER, on=DAY, outcome="Nog eens.")
    assert refusal.value.reasons == ("wrong_state",)


def test_it_is_not_seen_off_without_a_word():
    (change,) = reported(recognised())

    with pytest.raises(ValidationError):
        see(change.pk, actor=OFFICER, on=DAY, outcome=" ")


@pytest.mark.parametrize("actor", [OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT, OTHER_COMPANY])
def test_nobody_else_sees_it_off(actor):
    (change,) = reported(recognised())

    with pytest.raises(PermissionDenied):
        see(change.pk, actor=actor, on=DAY, outcome="Gezien.")


def test_a_confirmed_closure_ends_the_recognitions_of_the_site_on_the_reported_day():
    ours = recognised()
    elsewhere = recognised(application__site=SiteFactory(company=ours.company))
    (change,) = reported(ours, kind=ChangeKind.CLOSURE, site_id=ours.site_id, happens_on=date(2026, 3, 6))

    see(change.pk, actor=OFFICER, on=DAY, outcome="Gesloten.", stop_recognitions=True)

    ours.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (ours.state, ours.ended_on) == (RecognitionState.ENDED_CLOSED, date(2026, 3, 6))
    assert elsewhere.state == RecognitionState.ACTIVE


def test_a_closure_that_is_to_come_ends_nothing_and_changes_nothing():
    ours = recognised()
    (change,) = reported(ours, kind=ChangeKind.CLOSURE, happens_on=date(2026, 4, 1))

    with pytest.raises(Refused) as refusal:
        see(change.pk, actor=OFFICER, on=DAY, outcome="Gesloten.", stop_recognitions=True)

    ours.refresh_from_db()
    change.refresh_from_db()
    assert refusal.value.reasons == ("not_closed",)
    assert (ours.state, change.state) == (RecognitionState.ACTIVE, ChangeState.REPORTED)


def test_a_company_and_a_partnership_see_only_their_own_changes():
    (change,) = reported(recognised())

    seen = {actor.organisation: visible_to(actor).count() for actor in (OFFICER, FLEMISH, DEPARTMENT)}

    assert set(seen.values()) == {1}
    assert not visible_to(OTHER_PARTNERSHIP).exists()
    assert not visible_to(OTHER_COMPANY).exists()
    assert visible_to(holder(change)).get() == change
