"""Asking anew with the file that is there: what is copied, what blocks, and what a grant or refusal does."""

from datetime import date

import pytest

from duaal.casework.recognition.actions import drafting, handling
from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.actions.renewing import start_from
from duaal.casework.recognition.actions.submission import submit
from duaal.casework.recognition.answers import ContactAnswer, RequestAnswers, UndertakingAnswer
from duaal.casework.recognition.models import Application, Recognition, ReportedChange
from duaal.casework.recognition.states import (
    ApplicationKind,
    ApplicationState,
    AssignmentState,
    RecognitionState,
)
from duaal.casework.recognition.states.upkeep import ChangeKind, ChangeState
from duaal.casework.recognition.upkeep.following import askable_again, renewable
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.bakery import Bakery, bakery
from tests.casework.recognition.factories import MentorAssignmentFactory, RecognitionFactory, judge_all
from tests.foundation.accounts.factories import actor_for
from tests.register.organisations.factories import (
    CommitteeMembershipFactory,
    CompanyFactory,
    JointCommitteeFactory,
    SiteFactory,
)
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)
OFFICER = Actor(Role.PARTNERSHIP, "voeding", user_id=40, name="Officier Peeters")
CONTACT = ContactAnswer("Ann Peeters", "ann@voorbeeld.test", "016 00 00 00")


def recognised(shop: Bakery, number: int = 0, **more: object) -> Recognition:
    """A recognition of the bakery that ends in August 2026, with a mentor whose extract is fresh."""
    recognition = RecognitionFactory(
        application__site=shop.sites[0],
        application__programme=shop.programmes[number],
        application__partnership=PartnershipFactory(code="voeding"),
        application__joint_committee__code="118",
        **{"valid_from": date(2021, 9, 1), "valid_to": date(2026, 8, 31), **more},
    )
    MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state=AssignmentState.ACTIVE,
        extract_issued_on=date(2025, 9, 1),
        named_on=date(2025, 9, 1),
    )
    return recognition


def renewed(shop: Bakery, *recognitions: Recognition, on: date = DAY, **more: object) -> Application:
    """The first application of a form that starts from these recognitions, with everything confirmed."""
    form = start_from(shop.company.pk, [one.pk for one in recognitions], actor=shop.actor, on=on, **more)
    drafting.keep(
        form.pk,
        actor=shop.actor,
        undertaking=UndertakingAnswer(True, True, conviction=False),
        contact=CONTACT,
    )
    return submit(form.pk, actor=shop.actor, on=on)[0]


def granted(application: Application, *, on: date) -> Recognition:
    judge_all(application)
    return handling.grant(application.pk, actor=OFFICER, on=on)


def refused(shop: Bakery, *recognitions: Recognition, **more: object) -> tuple[str, ...]:
    with pytest.raises(Refused) as refusal:
        renewed(shop, *recognitions, **more)
    return refusal.value.reasons


def test_a_renewal_copies_the_file_and_goes_to_the_partnership_as_a_case_of_its_own():
    shop = bakery()
    old = recognised(shop)

    case = renewed(shop, old)

    mentor = case.assignments.get()
    assert (case.kind, case.recognition_concerned) == (ApplicationKind.RENEWAL, old)
    assert (case.site, case.programme, case.partnership_id) == (old.site, old.programme, "voeding")
    assert case.state == ApplicationState.IN_REVIEW
    assert mentor.person == old.assignments.get().person
    assert (mentor.named_on, mentor.extract_issued_on) == (DAY, date(2025, 9, 1))
    assert [entry.step for entry in Entry.objects.filter(file_id=case.pk)] == ["submit", "route"]


def test_several_recognitions_go_at_once_each_with_its_own_mentors():
    shop = bakery()
    one, two = recognised(shop), recognised(shop, 1)

    renewed(shop, one, two)

    for old in (one, two):
        case = Application.objects.get(recognition_concerned=old)
        assert [a.person for a in case.assignments.all()] == [old.assignments.get().person]


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        pytest.param(date(2026, 2, 27), False, id="day before"),
        pytest.param(date(2026, 2, 28), True, id="six months before the end"),
    ],
)
def test_a_renewal_opens_six_months_before_the_end(day, opens):
    shop = bakery()
    old = recognised(shop)

    reasons = () if opens else ("renewal_too_early",)

    assert renewable(shop.company, on=day) == ([old] if opens else [])
    if opens:
        assert renewed(shop, old, on=day).kind == ApplicationKind.RENEWAL
    else:
        assert refused(shop, old, on=day) == reasons


def test_a_mentor_whose_extract_is_older_than_a_year_needs_a_new_one():
    shop = bakery()
    old = recognised(shop)
    old.assignments.update(extract_issued_on=date(2025, 3, 9))

    assert refused(shop, old) == ("mentor_extract_not_good",)


def test_without_a_mentor_that_stays_nothing_is_sent():
    shop = bakery()
    old = recognised(shop)
    old.assignments.update(state=AssignmentState.LAPSED)

    assert set(refused(shop, old)) == {"no_mentor", "no_mentor_stays"}


def test_a_second_renewal_of_the_same_place_is_refused():
    shop = bakery()
    old = recognised(shop)
    renewed(shop, old)

    assert refused(shop, old) == ("open_application",)
    assert renewable(shop.company, on=DAY) == []


def test_a_granted_renewal_replaces_the_old_recognition_from_its_own_day():
    shop = bakery()
    old = recognised(shop)
    case = renewed(shop, old)

    new = granted(case, on=date(2026, 7, 22))

    old.refresh_from_db()
    assert (old.state, old.ended_on) == (RecognitionState.SUPERSEDED, date(2026, 7, 21))
    assert (new.valid_from, new.valid_to) == (date(2026, 7, 22), date(2031, 7, 21))
    assert new.assignments.get().state == AssignmentState.ACTIVE_UNTRAINED
    assert old.assignments.get().state == AssignmentState.ENDED
    entry = Entry.objects.get(file_kind="recognition", file_id=old.pk, step="supersede")
    assert (entry.from_state, entry.to_state, entry.remark) == ("ACTIVE", "SUPERSEDED", case.reference)


def test_a_refused_renewal_leaves_the_old_recognition_until_its_end():
    shop = bakery()
    old = recognised(shop)
    case = renewed(shop, old)
    judge_all(case, "not_met")

    handling.refuse(case.pk, actor=OFFICER, on=date(2026, 3, 20))

    old.refresh_from_db()
    assert (old.state, old.ended_on) == (RecognitionState.ACTIVE, None)


def test_a_renewal_decided_after_the_end_leaves_a_gap():
    shop = bakery()
    old = recognised(shop)
    case = renewed(shop, old, on=date(2026, 8, 25))
    recompute_clocks(on=date(2026, 9, 1))

    new = granted(case, on=date(2026, 9, 7))

    old.refresh_from_db()
    assert (old.state, old.ended_on) == (RecognitionState.EXPIRED, None)
    assert new.valid_from == date(2026, 9, 7)


def test_after_the_end_the_same_file_is_a_new_case():
    shop = bakery()
    old = recognised(shop)
    recompute_clocks(on=date(2026, 9, 1))
    old.refresh_from_db()
    old.assignments.update(extract_issued_on=date(2026, 8, 1))

    case = renewed(shop, old, on=date(2026, 9, 1))

    assert askable_again(shop.company, on=date(2026, 9, 1)) == []
    assert (case.kind, case.recognition_concerned) == (ApplicationKind.NEW, None)
    assert case.assignments.count() == 1


def test_a_draft_begun_in_time_and_sent_after_the_end_is_a_new_case():
    shop = bakery()
    old = recognised(shop)
    form = start_from(shop.company.pk, [old.pk], actor=shop.actor, on=date(2026, 8, 25))
    drafting.keep(form.pk, actor=shop.actor, undertaking=UndertakingAnswer(True, True, conviction=False))
    recompute_clocks(on=date(2026, 9, 1))
    answers = RequestAnswers.from_json(form.answers)

    (case,) = submit(form.pk, actor=shop.actor, on=date(2026, 9, 1))

    assert answers.places[0].follows == old.pk
    assert case.kind == ApplicationKind.NEW


def test_a_move_to_another_number_is_a_new_case_with_the_same_file():
    shop = bakery()
    old = recognised(shop)

    case = renewed(shop, old, site_id=shop.sites[1].pk)

    assert (case.kind, case.site, case.recognition_concerned) == (ApplicationKind.NEW, shop.sites[1], None)
    assert case.assignments.get().person == old.assignments.get().person


def acquirer_of(old: Recognition) -> Bakery:
    """Another bakery in the same committee that takes the first one over, as that reported."""
    company = CompanyFactory(name="Bakkerij Overname")
    CommitteeMembershipFactory(company=company, joint_committee=JointCommitteeFactory(code="118"))
    return Bakery(
        company, (SiteFactory(company=company),), (), actor_for(Role.COMPANY, company.enterprise_number)
    )


def report_takeover(old: Recognition, acquirer: Bakery) -> None:
    ReportedChange.objects.create(
        company=old.company,
        partnership=old.partnership,
        kind=ChangeKind.TAKEOVER,
        state=ChangeState.REPORTED,
        happens_on=date(2026, 5, 1),
        description="Overname.",
        acquirer_number=acquirer.company.enterprise_number,
        reported_on=DAY,
        reported_by_name="Ann Peeters",
    )


def test_an_acquirer_asks_recognition_with_the_file_of_who_it_takes_over():
    shop = bakery()
    old = recognised(shop)
    acquirer = acquirer_of(old)
    report_takeover(old, acquirer)

    case = renewed(acquirer, old, site_id=acquirer.sites[0].pk)

    old.refresh_from_db()
    assert (case.kind, case.company) == (ApplicationKind.NEW, acquirer.company)
    assert case.assignments.get().person == old.assignments.get().person
    assert old.state == RecognitionState.ACTIVE


def test_an_acquirer_has_to_choose_its_own_site():
    shop = bakery()
    old = recognised(shop)
    acquirer = acquirer_of(old)
    report_takeover(old, acquirer)

    with pytest.raises(Refused) as refusal:
        start_from(acquirer.company.pk, [old.pk], actor=acquirer.actor, on=DAY)

    assert refusal.value.reasons == ("site_not_chosen",)


def test_nobody_starts_from_the_file_of_a_company_that_reported_no_takeover():
    shop = bakery()
    old = recognised(shop)
    other = acquirer_of(old)

    with pytest.raises(Refused) as refusal:
        start_from(other.company.pk, [old.pk], actor=other.actor, on=DAY, site_id=other.sites[0].pk)

    assert refusal.value.reasons == ("not_to_start_from",)
