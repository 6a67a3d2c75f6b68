"""One click for a learner whose workplace fell away: the plan goes along, the draft is there, or nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from duaal.casework.agreements.actions import drafting
from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.actions.withdrawal import end_by_withdrawal
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.models import Agreement, Preparation, SignerRole
from duaal.casework.agreements.rescue import hours_together, loss_of
from duaal.casework.agreements.states import AgreementState
from duaal.casework.matching.states import Cause
from duaal.casework.progress.actions import versions, writing
from duaal.casework.progress.models import Gap, Line, Plan, Reached, WeekBlock
from duaal.casework.progress.states import Venue
from duaal.casework.trajectories.models import Trajectory
from duaal.flows.processes import agreements as process
from duaal.flows.processes import rescue
from duaal.flows.processes.agreements import planned_training
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.agreements import files
from tests.casework.agreements.files import LAST, MONDAY, NOON, START
from tests.casework.matching.factories import ContactFactory, OfferFactory
from tests.casework.progress.factories import CompetenceFactory
from tests.casework.trajectories.actors import OTHER_SCHOOL, staff_of

pytestmark = pytest.mark.django_db

LOST = date(2026, 5, 11)
NEXT_MONDAY = date(2026, 5, 18)


def planned(trajectory: Trajectory, place) -> Plan:
    """A fixed plan: two competences at the place, one at school."""
    CompetenceFactory.create_batch(2, programme=trajectory.programme)
    CompetenceFactory(programme=trajectory.programme, general=True)
    keep = {"actor": staff_of(trajectory), "on": MONDAY}
    plan = writing.start(trajectory.pk, starts_on=START, ends_on=date(2026, 6, 30), place=place.pk, **keep)
    mentor = place.assignments.get()
    lines = Line.objects.filter(plan=plan, venue=Venue.WORKPLACE).values_list("pk", flat=True)
    writing.set_lines(plan.pk, list(lines), writing.Where(Venue.WORKPLACE, place.pk, mentor.pk), **keep)
    weeks = writing.Weeks(START, date(2026, 6, 30), place.pk, real_minutes=24 * 60, lessons=12)
    writing.add_weeks(plan.pk, weeks, **keep)
    for day in (START, date(2026, 5, 4), date(2026, 6, 15)):
        writing.add_evaluation(plan.pk, planned_on=day, **keep)
    texts = {"contact_moments": "Elke maand.", "evaluation_form": "Gesprek met de mentor."}
    writing.set_agreements(plan.pk, starts_on=START, ends_on=date(2026, 6, 30), texts=texts, **keep)
    return versions.fix(plan.pk, **keep)


@pytest.fixture
def lost() -> Agreement:
    """A learner with a plan worked since 23 March; on 11 May the recognition was withdrawn."""
    trajectory = files.searching()
    place = files.place_for(trajectory, valid_to=date(2030, 12, 31))
    planned(trajectory, place)
    terms = planned_training(trajectory.pk, place.pk)
    agreement = files.begun(files.drafted(trajectory, place=place, plan=terms.plan))
    end_by_withdrawal([place.pk], effect_on=LOST, on=LOST)
    return Agreement.objects.select_related("trajectory__provider").get(pk=agreement.pk)


@pytest.fixture
def new_place(lost):
    return files.place_for(lost.trajectory, valid_to=date(2030, 12, 31))


def test_one_click_makes_the_draft_with_the_plan_and_what_was_agreed_on(lost, new_place):
    trajectory = lost.trajectory
    first, second = Line.objects.filter(venue=Venue.WORKPLACE).order_by("competence__position")
    Reached.objects.create(
        trajectory=trajectory, competence=first.competence, reached_on=LOST, recorded_by_name="Smets"
    )

    done = rescue.take_over(trajectory.pk, new_place.pk, actor=staff_of(trajectory), on=LOST)

    draft, terms, old = done.agreement, newest(done.agreement).terms, newest(lost).terms
    assert (draft.state, draft.replaces_id, draft.recognition_id) == ("DRAFT", lost.pk, new_place.pk)
    assert (terms.kind, terms.first, terms.last) == (Kind.OAO, NEXT_MONDAY, LAST)
    assert terms.blocks[0].real == old.blocks[0].real
    assert [one.span for one in terms.timetable] == [one.span for one in old.timetable]
    assert terms.mentors == tuple(new_place.assignments.values_list("pk", flat=True))
    assert Preparation.objects.get(agreement=draft).insurance_policy == ""
    assert done.missing == ()
    assert done.plan.pk == Plan.objects.get(version=2, fixed_on=LOST).pk
    moved = {one.competence_id: one for one in Line.objects.filter(plan=done.plan)}
    assert moved[first.competence_id].recognition_id == lost.recognition_id
    assert moved[second.competence_id].recognition_id == new_place.pk
    assert moved[second.competence_id].mentor_id in terms.mentors
    assert terms.plan.version == 2


def test_the_school_gives_its_hours_between_the_two_places(lost, new_place):
    done = rescue.take_over(lost.trajectory.pk, new_place.pk, actor=staff_of(lost.trajectory), on=LOST)

    found = WeekBlock.objects.filter(plan=done.plan).values_list(
        "starts_on", "ends_on", "recognition", "real_minutes", "lessons"
    )
    assert list(found) == [
        (START, LOST, lost.recognition_id, 1440, 12),
        (LOST + timedelta(days=1), NEXT_MONDAY - timedelta(days=1), None, 0, 28),
        (NEXT_MONDAY, date(2026, 6, 30), new_place.pk, 1440, 12),
    ]


def test_who_signs_comes_along_and_the_company_signs_by_who_asked_the_recognition(lost, new_place):
    draft = rescue.take_over(
        lost.trajectory.pk, new_place.pk, actor=staff_of(lost.trajectory), on=LOST
    ).agreement

    signs = {one.role: one for one in newest(draft).signatories.all()}

    assert signs[SignerRole.LEARNER].email == "leerling@voorbeeld.test"
    assert signs[SignerRole.GUARDIAN].email == "ouder@voorbeeld.test"
    application = new_place.application
    company = signs[SignerRole.COMPANY]
    assert (company.name, company.email) == (application.contact_name, application.contact_email)


def test_a_draft_of_one_click_is_signed_by_all_and_the_learner_is_in_training_again(lost, new_place):
    draft = rescue.take_over(
        lost.trajectory.pk, new_place.pk, actor=staff_of(lost.trajectory), on=LOST
    ).agreement

    agreement = files.sign_all(*files.proposed(draft, on=LOST), on=LOST)

    assert agreement.state == AgreementState.SIGNED
    assert Trajectory.objects.get().state == "IN_TRAINING"
    hours = hours_together(agreement.trajectory, on=LOST)
    assert hours.until > 0
    assert hours.after == hours.total - hours.until > 0


def test_what_the_new_place_cannot_teach_keeps_the_plan_a_draft_and_is_named(lost, new_place):
    line = Line.objects.filter(venue=Venue.WORKPLACE).first()
    Gap.objects.create(recognition=new_place, competence=line.competence, since=START)

    done = rescue.take_over(lost.trajectory.pk, new_place.pk, actor=staff_of(lost.trajectory), on=LOST)

    assert "line_without_place" in done.missing
    assert done.plan.fixed_on is None
    assert newest(done.agreement).terms.plan is None


def test_without_a_plan_there_is_still_a_draft():
    agreement = files.begun()
    end_by_withdrawal([agreement.recognition_id], effect_on=LOST, on=LOST)
    place = files.place_for(agreement.trajectory)

    done = rescue.take_over(agreement.trajectory_id, place.pk, actor=staff_of(agreement.trajectory), on=LOST)

    assert (done.plan, done.agreement.state) == (None, "DRAFT")


def test_the_day_on_which_the_company_has_a_place_is_the_first(lost):
    offer = OfferFactory(
        recognition=files.place_for(lost.trajectory, valid_to=date(2030, 12, 31)),
        starts_from=date(2026, 5, 25),
        mentors=0,
    )

    done = rescue.take_over(
        lost.trajectory.pk, offer.recognition_id, actor=staff_of(lost.trajectory), on=LOST
    )

    assert newest(done.agreement).terms.first == date(2026, 5, 26)  # Whit Monday is free


def test_a_second_place_takes_what_the_first_one_had(lost, new_place):
    staff = staff_of(lost.trajectory)
    first = rescue.take_over(lost.trajectory.pk, new_place.pk, actor=staff, on=LOST)
    other = files.place_for(lost.trajectory, valid_to=date(2030, 12, 31))

    with pytest.raises(Refused) as refused:
        rescue.take_over(lost.trajectory.pk, other.pk, actor=staff, on=LOST)
    drafting.discard(first.agreement.pk, reason="", actor=staff, on=LOST)
    again = rescue.take_over(lost.trajectory.pk, other.pk, actor=staff, on=LOST)

    assert refused.value.reasons == ("DRAFT_EXISTS",)
    assert again.missing == ()
    places = Line.objects.filter(plan=again.plan, venue=Venue.WORKPLACE).values_list("recognition", flat=True)
    assert set(places) == {other.pk}
    minutes = WeekBlock.objects.filter(plan=again.plan, recognition=new_place)
    assert not minutes.exists()


@pytest.mark.parametrize("state", ["WITHDRAWN", "EXPIRED"])
def test_nothing_is_half_saved_when_the_place_is_not_recognised(lost, new_place, state):
    new_place.state, new_place.ended_on = state, date(2026, 4, 1)
    new_place.save()
    entries = Entry.objects.count()

    with pytest.raises(Refused) as refused:
        rescue.take_over(lost.trajectory.pk, new_place.pk, actor=staff_of(lost.trajectory), on=LOST)

    assert "NO_RECOGNITION" in refused.value.reasons
    assert Agreement.objects.count() == 1
    assert Plan.objects.count() == 1
    assert Entry.objects.count() == entries


def test_only_the_own_school_and_only_after_a_loss(lost, new_place):
    with pytest.raises(PermissionDenied):
        rescue.take_over(lost.trajectory.pk, new_place.pk, actor=OTHER_SCHOOL, on=LOST)
    first = files.searching()
    place = files.place_for(first)
    with pytest.raises(Refused) as refused:
        rescue.take_over(first.pk, place.pk, actor=staff_of(first), on=LOST)

    assert refused.value.reasons == (rescue.NOTHING_LOST,)
    assert loss_of(first) is None


def test_the_last_signature_closes_the_other_contacts_at_once(lost, new_place):
    draft = rescue.take_over(
        lost.trajectory.pk, new_place.pk, actor=staff_of(lost.trajectory), on=LOST
    ).agreement
    contact = ContactFactory(
        trajectory=draft.trajectory, at__recognition__application__programme=lost.programme
    )
    agreement, secrets = files.proposed(draft, on=LOST)
    text = files.hash_of(agreement)
    for secret in secrets.values():
        process.sign_with_link(secret, content_hash=text, on=LOST, at=NOON)
        contact.refresh_from_db()
        assert contact.state == "SENT"
    school = newest(agreement).signatories.get(role=SignerRole.SCHOOL)

    process.sign_as(school.pk, content_hash=text, actor=files.school_of(agreement), on=LOST, at=NOON)

    contact.refresh_from_db()
    assert (contact.state, contact.cause, contact.closed_on) == ("CLOSED", Cause.FOUND_PLACE, LOST)
    assert Entry.objects.filter(file_kind="contact", step="close_contact", on=LOST).count() == 1
