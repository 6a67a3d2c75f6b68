"""What happens at the same moment, and whatever the order: real connections, and any row of valid steps."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from duaal.casework.agreements.actions import drafting, ending, living, signing
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import Agreement, Signature
from duaal.casework.agreements.rules.ending import End
from duaal.casework.agreements.states import AgreementState
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import Refused
from tests.casework.agreements import files
from tests.casework.agreements.files import LAST, MONDAY, NOON
from tests.casework.recognition.connections import race

ALL = frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER})


@pytest.mark.django_db(transaction=True)
def test_two_people_who_sign_last_at_the_same_moment_conclude_once():
    agreement, secrets = files.proposed()
    text = files.hash_of(agreement)
    signing.sign_with_link(secrets["learner"], content_hash=text, on=MONDAY, at=NOON)
    school = agreement.versions.get().signatories.get(role="school")
    signing.sign_as(school.pk, content_hash=text, actor=files.school_of(agreement), on=MONDAY, at=NOON)

    def sign(role: str) -> object:
        return signing.sign_with_link(secrets[role], content_hash=text, on=MONDAY, at=NOON)

    done = race(("company", lambda: sign("company")), ("guardian", lambda: sign("guardian")))

    assert done == ["company", "guardian"]
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED
    assert Signature.objects.count() == 4
    assert Entry.objects.filter(step="conclude_agreement").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_link_pressed_twice_at_the_same_moment_signs_once():
    agreement, secrets = files.proposed()
    text = files.hash_of(agreement)

    def sign() -> object:
        return signing.sign_with_link(secrets["learner"], content_hash=text, on=MONDAY, at=NOON)

    assert race(("one", sign), ("two", sign)) == ["one", "two"]
    assert Signature.objects.count() == 1
    assert Entry.objects.filter(step="sign_agreement").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_edit_and_the_last_signature_at_the_same_moment_never_both_count():
    agreement, secrets = files.proposed()
    text = files.hash_of(agreement)
    for role in ("learner", "guardian"):
        signing.sign_with_link(secrets[role], content_hash=text, on=MONDAY, at=NOON)
    school = agreement.versions.get().signatories.get(role="school")
    signing.sign_as(school.pk, content_hash=text, actor=files.school_of(agreement), on=MONDAY, at=NOON)
    paper = files.paper_for(agreement.recognition, remarks="Iets anders.")

    race(
        (
            "sign",
            lambda: signing.sign_with_link(secrets["company"], content_hash=text, on=MONDAY, at=NOON),
        ),
        (
            "edit",
            lambda: drafting.revise(agreement.pk, paper=paper, actor=files.school_of(agreement), on=MONDAY),
        ),
    )

    agreement.refresh_from_db()
    concluded = agreement.state == AgreementState.SIGNED
    assert concluded == (agreement.version == 1)
    assert concluded == (agreement.versions.get(number=1).voided_on is None)


@pytest.mark.django_db
def test_the_database_itself_refuses_two_agreements_at_a_time():
    agreement = files.signed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(
            trajectory=agreement.trajectory,
            learner_number=agreement.learner_number,
            state=AgreementState.SIGNED,
            recognition=agreement.recognition,
            company=agreement.company,
            site=agreement.site,
            programme=agreement.programme,
            provider=agreement.provider,
            kind="OAO",
            concluded_on=MONDAY,
            starts_on=LAST,
            planned_end_on=LAST + timedelta(days=10),
        )


def _conclude(trajectory: Trajectory, first: date, day: date) -> None:
    place = files.place_for(trajectory)
    paper = files.paper_for(place, first=first, last=min(first + timedelta(weeks=5), LAST))
    staff = files.staff_of(trajectory)
    agreement = drafting.draft(trajectory.pk, paper=paper, actor=staff, on=day)
    links = signing.propose(agreement.pk, actor=staff, on=day, at=NOON)
    agreement.refresh_from_db()
    files.sign_all(agreement, {one.signatory.role: one.secret for one in links}, on=day)


def _end(trajectory: Trajectory, _first: date, day: date) -> None:
    agreement = _newest(trajectory)
    wish = Wish(day, words="Samen beslist.", agreed=ALL)
    ending.end_at_once(agreement.pk, end=End.MUTUAL, wish=wish, actor=files.school_of(agreement), on=day)


def _cancel(trajectory: Trajectory, _first: date, day: date) -> None:
    agreement = _newest(trajectory)
    living.cancel(agreement.pk, agreed=True, reason="", actor=files.school_of(agreement), on=day)


def _begin(trajectory: Trajectory, _first: date, day: date) -> None:
    agreement = _newest(trajectory)
    staff = files.school_of(agreement)
    living.prepare(agreement.pk, ready=files.READY, actor=staff, on=day)
    living.register(agreement.pk, actor=staff, on=day)


def _newest(trajectory: Trajectory) -> Agreement:
    found = Agreement.objects.filter(trajectory=trajectory).order_by("-pk").first()
    if found is None:
        raise Refused(("NOT_ENROLLED",))
    return found


STEPS = {"conclude": _conclude, "end": _end, "cancel": _cancel, "begin": _begin}
OFTEN = ("conclude", "begin", "end", "conclude", "cancel")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(OFTEN), st.integers(min_value=0, max_value=3), st.integers(min_value=0, max_value=9)
    ),
    min_size=3,
    max_size=9,
)


@pytest.mark.django_db
def test_no_row_of_valid_steps_leaves_two_agreements_at_a_time():
    most: list[int] = []

    @settings(max_examples=15, deadline=None, database=None)
    @given(ROWS)
    @example([("begin", 0, 1), ("end", 0, 7), ("conclude", 0, 1), ("begin", 0, 1)])
    def walk(rows: list[tuple[str, int, int]]) -> None:
        periods = _periods_after(rows)
        most.append(len(periods))
        assert not any(
            one.overlaps(other) for number, one in enumerate(periods) for other in periods[number + 1 :]
        )

    walk()

    assert max(most) > 1, "no row of steps ever came to a second agreement: it explores nothing"


def _periods_after(rows: list[tuple[str, int, int]]) -> list[Period]:
    """The periods of the agreements that are left after the steps, refused ones passed over."""
    with transaction.atomic():
        trajectory, day = files.searching(), MONDAY
        for name, weeks, later in (("conclude", 0, 0), *rows):
            day += timedelta(days=later)
            keep_agreements(on=day)
            trajectory.refresh_from_db()
            first = day + timedelta(days=7 - day.weekday(), weeks=weeks)
            try:
                with transaction.atomic():
                    STEPS[name](trajectory, first, day)
            except Refused:
                continue
        kept = Agreement.objects.filter(trajectory=trajectory, starts_on__isnull=False).exclude(state="VOID")
        periods = [Period(one.starts_on, one.ended_on or one.planned_end_on) for one in kept]
        transaction.set_rollback(True)
    return periods
