"""The clocks on recognitions: closed sites, notices of the end, the end of the term."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.actions.upkeep_clocks import close_with_their_site, give_notice_of_ends
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import ApplicationKind, ApplicationState, RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.lawbook.book import BOOK
from tests.casework.recognition.connections import in_thread
from tests.casework.recognition.factories import ApplicationFactory
from tests.casework.recognition.upkeep.places import DAY, recognised

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("closure", "state"),
    [
        pytest.param({"application__site__closed_on": date(2026, 3, 9)}, "ENDED_CLOSED", id="site closed"),
        pytest.param({"application__site__closed_on": DAY}, "ACTIVE", id="last day of the site"),
        pytest.param(
            {"application__site__company__ended_on": date(2026, 3, 9)}, "ENDED_CLOSED", id="company stopped"
        ),
        pytest.param({}, "ACTIVE", id="open"),
    ],
)
def test_a_recognition_ends_with_its_site_after_the_register_says_so(closure, state):
    recognition = recognised(**closure)

    first, second = close_with_their_site(on=DAY), close_with_their_site(on=DAY)

    recognition.refresh_from_db()
    assert recognition.state == state
    assert (first, second) == ((1, 0) if state == "ENDED_CLOSED" else (0, 0))


def test_the_closure_is_recorded_by_the_system_with_the_last_day_of_the_site():
    recognition = recognised(application__site__closed_on=date(2026, 2, 14))

    close_with_their_site(on=DAY)

    recognition.refresh_from_db()
    entry = Entry.objects.get()
    assert recognition.ended_on == date(2026, 2, 14)
    assert (entry.step, entry.actor_role, entry.to_state) == ("close_site", "system", "ENDED_CLOSED")


def test_each_notice_of_the_end_is_recorded_once():
    recognition = recognised(valid_to=date(2026, 8, 31))
    given = []
    for day in [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
        date(2026, 5, 31),
        date(2026, 7, 31),
        date(2026, 8, 31),
    ]:
        given.append(give_notice_of_ends(on=day))

    recognition.refresh_from_db()
    assert given == [0, 1, 0, 1, 1, 0]
    assert recognition.end_notice_months == 1
    assert [entry.reasons for entry in Entry.objects.order_by("seq")] == [
        ["months_6"],
        ["months_3"],
        ["months_1"],
    ]


def test_who_was_told_nothing_gets_the_notice_that_fits_the_day_and_no_other():
    recognition = recognised(valid_to=date(2026, 3, 20))

    assert give_notice_of_ends(on=DAY) == 1

    recognition.refresh_from_db()
    assert recognition.end_notice_months == 1
    assert Entry.objects.get().rule_versions[0]["key"] == "recognition.expiry_notice_months"


@pytest.mark.parametrize("state", [RecognitionState.EXPIRED, RecognitionState.WITHDRAWN])
def test_what_ended_gets_no_notice(state):
    recognised(valid_to=date(2026, 3, 20), state=state)

    assert give_notice_of_ends(on=DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_a_recognition_that_someone_works_on_is_left_for_the_next_run():
    recognition = recognised(valid_to=date(2026, 3, 20))

    with transaction.atomic():
        Recognition.objects.select_for_update().get(pk=recognition.pk)
        skipped = in_thread(lambda: give_notice_of_ends(on=DAY))

    assert (skipped, give_notice_of_ends(on=DAY)) == (0, 1)


def awaiting(*, received_on: date = date(2026, 2, 20)) -> Recognition:
    """A recognition that ended on 1 March, with a renewal that is not decided."""
    recognition = recognised(valid_to=date(2026, 3, 1))
    ApplicationFactory(
        kind=ApplicationKind.RENEWAL,
        recognition_concerned=recognition,
        site=recognition.site,
        programme=recognition.programme,
        received_on=received_on,
        deadline_on=date(2026, 3, 31),
    )
    return recognition


def bridge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switches `bridge_pending_renewal` on for this test."""
    value = BOOK.value("recognition.bridge_pending_renewal")
    on = replace(value, versions=tuple(replace(version, value=True) for version in value.versions))
    known = type(BOOK).value
    monkeypatch.setattr(type(BOOK), "value", lambda book, key: on if key == value.key else known(book, key))


def test_a_renewal_that_is_awaited_does_not_keep_the_old_recognition_alive():
    recognition = awaiting()

    recompute_clocks(on=DAY)

    recognition.refresh_from_db()
    assert recognition.state == RecognitionState.EXPIRED


def test_with_the_switch_on_it_stays_until_the_renewal_is_decided(monkeypatch):
    bridge(monkeypatch)
    recognition, too_late = awaiting(), awaiting(received_on=date(2026, 3, 2))

    recompute_clocks(on=DAY)
    recognition.refresh_from_db()
    too_late.refresh_from_db()
    alive = recognition.state
    recognition.applications.update(state=ApplicationState.REFUSED)
    recompute_clocks(on=DAY)

    recognition.refresh_from_db()
    assert (alive, recognition.state) == (RecognitionState.ACTIVE, RecognitionState.EXPIRED)
    assert too_late.state == RecognitionState.EXPIRED
