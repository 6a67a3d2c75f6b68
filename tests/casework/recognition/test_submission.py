"""One form becomes one case per programme and site, or nothing at all."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.casework.recognition.actions import drafting
from duaal.casework.recognition.actions.submission import submit
from duaal.casework.recognition.models import Application, MentorAssignment, RequestForm
from duaal.casework.recognition.proposals import propose
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.people.models import Person
from duaal.register.partnerships.models import Partnership
from tests.casework.recognition.bakery import (
    MENTOR_NUMBER,
    bakery,
    complete_answers,
    filled_form,
    mentor_answer,
)
from tests.casework.recognition.factories import ApplicationFactory, RecognitionFactory
from tests.foundation.accounts.factories import actor_for
from tests.foundation.people.factories import PersonFactory
from tests.register.organisations.factories import (
    CommitteeMembershipFactory,
    JointCommitteeFactory,
    SiteFactory,
)
from tests.register.partnerships.factories import (
    CommitteeAllocationFactory,
    PartnershipFactory,
    PartnershipPowerFactory,
    ReportingSectorFactory,
    SectorPartnershipFactory,
)
from tests.register.programmes.factories import ProgrammeFactory

DAY = date(2026, 3, 3)
pytestmark = pytest.mark.django_db


def refused(form: RequestForm, actor, on: date = DAY) -> tuple[str, ...]:
    with pytest.raises(Refused) as refusal:
        submit(form.pk, actor=actor, on=on)
    return refusal.value.reasons


def test_two_programmes_at_two_sites_become_four_cases_at_the_partnership_of_the_committee():
    shop = bakery()
    form = filled_form(shop)

    cases = submit(form.pk, actor=shop.actor, on=DAY)

    assert len(cases) == 4
    assert {(case.site_id, case.programme_id) for case in cases} == {
        (site.pk, programme.code) for site in shop.sites for programme in shop.programmes
    }
    assert {(case.partnership_id, case.state, case.joint_committee_id) for case in cases} == {
        ("voeding", "IN_REVIEW", "118")
    }
    assert {case.deadline_on for case in cases} == {date(2026, 3, 17)}


def test_every_case_names_the_mentor_who_is_registered_once():
    shop = bakery()

    submit(filled_form(shop).pk, actor=shop.actor, on=DAY)

    assert Person.objects.filter(family_name="Verzonnen").count() == 1
    assert MentorAssignment.objects.count() == 4
    assert {(a.state, a.named_on) for a in MentorAssignment.objects.all()} == {("PROPOSED", DAY)}


def test_every_case_records_that_it_was_sent_by_the_company_and_routed_with_the_rules_used():
    shop = bakery()

    case = submit(filled_form(shop).pk, actor=shop.actor, on=DAY)[0]

    sent, routed = Entry.objects.filter(file_kind="application", file_id=case.pk).order_by("seq")
    assert (sent.step, sent.to_state, sent.actor_role) == ("submit", "SUBMITTED", Role.COMPANY)
    assert (routed.step, routed.from_state, routed.to_state) == ("route", "SUBMITTED", "IN_REVIEW")
    assert "recognition.decision_days" in {used["key"] for used in sent.rule_versions}
    assert any("118" in used["key"] for used in routed.rule_versions)


def test_a_sent_form_keeps_nothing_of_what_was_typed():
    shop = bakery()
    form = filled_form(shop)

    submit(form.pk, actor=shop.actor, on=DAY)

    form.refresh_from_db()
    assert (form.submitted_on, form.answers, form.typed) == (DAY, {}, {})


def test_a_form_can_be_sent_only_once():
    shop = bakery()
    form = filled_form(shop)
    submit(form.pk, actor=shop.actor, on=DAY)

    assert refused(form, shop.actor) == ("wrong_state",)
    assert Application.objects.count() == 4


def test_an_empty_form_is_refused_with_everything_that_is_missing():
    shop = bakery()
    form = drafting.start(shop.company.pk, actor=shop.actor)

    assert refused(form, shop.actor) == (
        "nothing_asked",
        "no_mentor",
        "undertaking_not_declared",
        "no_contact",
    )


@pytest.mark.parametrize("role", [Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT])
def test_nobody_but_the_company_sends_its_form(role):
    shop = bakery()
    form = filled_form(shop)

    with pytest.raises(PermissionDenied):
        submit(form.pk, actor=actor_for(role), on=DAY)


def test_another_company_can_neither_send_change_nor_discard_the_form():
    shop = bakery()
    form = filled_form(shop)
    stranger = actor_for(Role.COMPANY)

    for attempt in (
        lambda: submit(form.pk, actor=stranger, on=DAY),
        lambda: drafting.keep(form.pk, actor=stranger, places=()),
        lambda: drafting.keep_typed(form.pk, actor=stranger, page="contact", values={}),
        lambda: drafting.discard(form.pk, actor=stranger),
        lambda: drafting.start(shop.company.pk, actor=stranger),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert RequestForm.objects.get().answers == form.answers


def test_one_blocked_place_stops_the_whole_form_and_saves_nothing():
    shop = bakery()
    ApplicationFactory(site=shop.sites[0], programme=shop.programmes[0])
    form = filled_form(shop)

    assert refused(form, shop.actor) == ("open_application",)
    assert Application.objects.count() == 1
    assert not Person.objects.filter(family_name="Verzonnen").exists()


def test_a_pair_that_is_recognised_cannot_be_asked_again():
    shop = bakery()
    RecognitionFactory(
        application=ApplicationFactory(
            site=shop.sites[0], programme=shop.programmes[0], approved=True, mentor=None
        ),
        valid_from=date(2024, 3, 1),
        valid_to=date(2029, 2, 28),
    )

    assert refused(filled_form(shop), shop.actor) == ("already_recognised",)


@pytest.mark.parametrize(
    ("trait", "code"), [({"closed": True}, "site_closed"), ({"walloon": True}, "site_outside")]
)
def test_a_site_that_is_closed_or_lies_elsewhere_is_blocked(trait, code):
    shop = bakery()
    site = SiteFactory(company=shop.company, **trait)
    place = complete_answers(shop).places[0]
    form = filled_form(shop, places=(type(place)(site.pk, shop.programmes[0].code),))

    assert refused(form, shop.actor) == (code,)


def test_a_site_of_another_company_never_becomes_a_case():
    shop = bakery()
    place = complete_answers(shop).places[0]
    form = filled_form(shop, places=(type(place)(SiteFactory().pk, shop.programmes[0].code),))

    assert refused(form, shop.actor) == ("unknown_place",)
    assert not Application.objects.exists()


def test_a_programme_that_is_no_longer_offered_is_blocked():
    shop = bakery()
    old = ProgrammeFactory(valid_to=DAY - timedelta(days=1))
    place = complete_answers(shop).places[0]
    form = filled_form(shop, places=(type(place)(shop.sites[0].pk, old.code),))

    assert refused(form, shop.actor) == ("programme_not_offered",)


def test_a_company_in_two_committees_chooses_and_its_choice_decides_who_handles_the_case():
    shop = bakery()
    other = PartnershipFactory(code="bouw")
    sector = ReportingSectorFactory(code="bouw", partnership=other)
    SectorPartnershipFactory(reporting_sector=sector, partnership=other)
    PartnershipPowerFactory(partnership=other)
    committee = JointCommitteeFactory(code="124")
    CommitteeAllocationFactory(joint_committee=committee, reporting_sector=sector)
    CommitteeMembershipFactory(company=shop.company, joint_committee=committee)
    form = filled_form(shop)

    assert refused(form, shop.actor) == ("committee_not_chosen",)
    drafting.keep(form.pk, actor=shop.actor, committee="124")
    cases = submit(form.pk, actor=shop.actor, on=DAY)

    assert {case.partnership_id for case in cases} == {"bouw"}


def test_a_number_of_somebody_else_is_refused_and_nothing_is_kept():
    shop = bakery()
    PersonFactory(national_number=MENTOR_NUMBER, family_name="Iemand Anders", birth_date=date(1985, 4, 12))

    with pytest.raises(ValidationError, match="hoort niet bij de familienaam Verzonnen"):
        submit(filled_form(shop).pk, actor=shop.actor, on=DAY)

    assert not Application.objects.exists()


def test_what_the_check_page_proposes_costs_as_many_queries_for_four_places_as_for_one():
    shop = bakery()
    answers = complete_answers(shop)
    counts = []
    for places in (answers.places[:1], answers.places):
        with CaptureQueriesContext(connection) as seen:
            propose(shop.company, answers.with_answer(places=places), on=DAY)
        counts.append(len(seen))

    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_two_forms_sent_at_once_for_the_same_pair_become_one_case():
    shop = bakery()
    place = complete_answers(shop).places[:1]
    forms = [filled_form(shop, places=place, mentors=(mentor_answer(),)) for _ in range(2)]
    start, outcomes = Barrier(2), []

    def send(form: RequestForm) -> None:
        start.wait()
        try:
            outcomes.append(len(submit(form.pk, actor=shop.actor, on=DAY)))
        except Refused as refusal:
            outcomes.append(refusal.reasons)
        finally:
            connection.close()

    threads = [Thread(target=send, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes, key=str) == [("open_application",), 1]
    assert Application.objects.count() == 1
    assert Partnership.objects.filter(code="voeding").exists()


def test_only_drafts_that_nobody_touched_for_long_are_thrown_away():
    shop = bakery()
    idle, fresh, sent = (filled_form(shop) for _ in range(3))
    submit(sent.pk, actor=shop.actor, on=DAY)
    RequestForm.objects.filter(pk__in=[idle.pk, sent.pk]).update(
        updated_at=datetime(2025, 3, 2, 12, tzinfo=UTC)
    )

    assert drafting.discard_idle_since(date(2025, 3, 3)) == 1

    assert set(RequestForm.objects.values_list("pk", flat=True)) == {fresh.pk, sent.pk}
