"""What an exclusion and a bar do to requests: U6, the end date, another site, and the mentor named again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.actions import handling, judging
from duaal.casework.recognition.actions.submission import submit
from duaal.casework.recognition.assessing import assess, standing_of
from duaal.casework.recognition.facts import FOREVER
from duaal.casework.recognition.models import (
    Application,
    Exclusion,
    ExclusionProposal,
    MentorBar,
    SanctionDecision,
)
from duaal.casework.recognition.proposals import propose, usable_sites
from duaal.casework.recognition.sanctions import proposing
from duaal.casework.recognition.sanctions.actions import decide
from duaal.casework.recognition.sanctions.queries import company_excluded_until
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.people.actions import find_or_register_protected
from duaal.foundation.people.national_numbers import Protected
from tests.casework.recognition.actors import FLEMISH, OFFICER, OTHER_PARTNERSHIP
from tests.casework.recognition.bakery import bakery, complete_answers, filled_form, mentor_answer
from tests.casework.recognition.factories import ApplicationFactory
from tests.casework.recognition.sanctions.workplaces import (
    MONDAY,
    exclusion,
    flemish_partnership,
    may_exclude,
    proposed,
    sanction,
    workplace,
)
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = pytest.mark.django_db

LAST = date(2026, 12, 31)
FIRST_FREE = date(2027, 1, 1)


def decision_on(company):
    return SanctionDecision.objects.create(
        company=company,
        partnership=PartnershipFactory(code="voeding"),
        reference="S2026-00000001",
        reasons="Herhaalde inbreuken.",
        decided_on=MONDAY,
        decided_by_name="Officier Janssens",
    )


def excluded(company, *, site=None, until=LAST, state="IN_FORCE"):
    return Exclusion.objects.create(
        decision=decision_on(company),
        company=company,
        site=site,
        kind="TEMPORARY" if until else "DEFINITIVE",
        state=state,
        reason="Herhaalde inbreuken.",
        from_day=MONDAY,
        until=until,
    )


def u6(application, on):
    return next(found for found in assess(application, on=on) if found.code == "U6")


@pytest.mark.parametrize("day", [MONDAY, LAST])
def test_an_excluded_undertaking_cannot_send_a_request_and_sees_until_when(day):
    of = bakery()
    form = filled_form(of)
    excluded(of.company)

    with pytest.raises(Refused) as refusal:
        submit(form.pk, actor=of.actor, on=day)

    cases = propose(of.company, complete_answers(of), on=day).cases
    assert refusal.value.reasons == ("excluded",)
    assert {case.excluded_until for case in cases} == {LAST}
    assert company_excluded_until(of.company.pk, on=day) == LAST
    assert not Application.objects.exists()


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=1), FIRST_FREE])
def test_before_and_after_an_exclusion_a_request_can_be_sent(day):
    of = bakery()
    excluded(of.company)

    assert all(not case.blockers for case in propose(of.company, complete_answers(of), on=day).cases)


def test_a_definitive_exclusion_has_no_end():
    of = bakery()
    excluded(of.company, until=None)

    assert company_excluded_until(of.company.pk, on=date(2050, 1, 1)) == FOREVER


@pytest.mark.parametrize("state", ["ANNULLED", "SUSPENDED"])
def test_an_exclusion_that_was_annulled_or_suspended_bars_nothing(state):
    of = bakery()
    excluded(of.company, state=state)

    assert company_excluded_until(of.company.pk, on=MONDAY) is None


def test_with_one_site_excluded_the_other_can_be_recognised():
    of = bakery()
    excluded(of.company, site=of.sites[0])

    blockers = {
        case.site.pk: case.blockers for case in propose(of.company, complete_answers(of), on=MONDAY).cases
    }
    usable, others = usable_sites(of.company, on=MONDAY)
    assert blockers == {of.sites[0].pk: ("excluded",), of.sites[1].pk: ()}
    assert usable == [of.sites[1]]
    assert [(site.pk, why) for site, why in others] == [(of.sites[0].pk, "excluded")]


def test_a_request_of_before_the_exclusion_is_not_granted_during_it():
    case = ApplicationFactory(judged=True, received_on=MONDAY - timedelta(days=3))
    excluded(case.company)

    assert u6(case, MONDAY).verdict == "not_met"
    with pytest.raises(Refused) as refusal:
        handling.grant(case.pk, actor=OFFICER, on=MONDAY)
    assert "U6" in refusal.value.reasons


@pytest.mark.parametrize(
    ("received_on", "verdict"), [(LAST, "not_met"), (FIRST_FREE, "met")], ids=["last day", "day after"]
)
def test_the_day_of_receipt_decides_on_the_condition(received_on, verdict):
    case = ApplicationFactory(received_on=received_on)
    excluded(case.company)

    assert u6(case, received_on + timedelta(days=5)).verdict == verdict


def barred(company, person, *programmes, partnership="voeding"):
    decision = decision_on(company)
    decision.partnership = PartnershipFactory(code=partnership)
    decision.save()
    return MentorBar.objects.create(
        decision=decision,
        company=company,
        person=person,
        programmes=list(programmes),
        state="IN_FORCE",
        reason="Liet leerlingen alleen.",
        from_day=MONDAY,
    )


def the_named_person():
    named = mentor_answer()
    return find_or_register_protected(
        given_name=named.given_name,
        family_name=named.family_name,
        birth_date=named.birth_date,
        protected=Protected.from_text(named.national_number_protected),
    )


def test_a_barred_mentor_cannot_be_named_again_for_that_programme():
    of = bakery()
    barred(of.company, the_named_person(), of.programmes[0].pk)

    cases = propose(of.company, complete_answers(of), on=MONDAY).cases

    found = {(case.programme.pk, case.blockers) for case in cases}
    assert found == {(of.programmes[0].pk, ("mentor_barred",)), (of.programmes[1].pk, ())}


def test_a_bar_of_another_partnership_does_not_count():
    of = bakery()
    barred(of.company, the_named_person(), partnership="hout")

    assert all(not case.blockers for case in propose(of.company, complete_answers(of), on=MONDAY).cases)


def test_a_mentor_barred_during_the_case_no_longer_qualifies_whatever_was_judged():
    case = ApplicationFactory(judged=True)
    barred(case.company, case.assignments.get().person, partnership="bouw")

    standing = standing_of(case, actor=OFFICER, on=MONDAY)

    assert standing.mentors[0].failing == ("M1a",)
    with pytest.raises(Refused) as refusal:
        handling.grant(case.pk, actor=OFFICER, on=MONDAY)
    assert {"U4", "M1a"} <= set(refusal.value.reasons)


def test_nobody_judges_the_conduct_of_a_barred_mentor_as_met():
    case = ApplicationFactory()
    assignment = case.assignments.get()
    barred(case.company, assignment.person, partnership="bouw")
    verdict = judging.Judgement("M1a", "met", assignment_id=assignment.pk, extract_entries="none")

    with pytest.raises(Refused) as refusal:
        judging.judge(case.pk, actor=OFFICER, on=MONDAY, judgements=[verdict])

    assert refusal.value.reasons == ("M1a_against_the_facts",)


def test_a_partnership_without_the_power_proposes_the_exclusion():
    place = proposed(workplace())

    proposal = proposing.propose_exclusion(place.pk, actor=OFFICER, on=MONDAY, exclusion=exclusion())

    assert (proposal.state, proposal.until) == ("OPEN", LAST)
    assert Entry.objects.get(step="propose_exclusion").actor_name == "Officier Janssens"
    assert not Exclusion.objects.exists()


def test_an_exclusion_is_proposed_once_and_only_by_who_cannot_exclude():
    place, other = proposed(workplace()), proposed(workplace("hout"), actor=OTHER_PARTNERSHIP)
    proposing.propose_exclusion(place.pk, actor=OFFICER, on=MONDAY, exclusion=exclusion())
    may_exclude("hout")

    with pytest.raises(Refused, match="exclusion_already_proposed"):
        proposing.propose_exclusion(place.pk, actor=OFFICER, on=MONDAY, exclusion=exclusion())
    with pytest.raises(Refused, match="exclusion_is_yours"):
        proposing.propose_exclusion(other.pk, actor=OTHER_PARTNERSHIP, on=MONDAY, exclusion=exclusion())
    with pytest.raises(PermissionDenied):
        proposing.propose_exclusion(place.pk, actor=OTHER_PARTNERSHIP, on=MONDAY, exclusion=exclusion())


def test_the_flemish_partnership_answers_a_proposal_with_a_decision_or_with_a_reason():
    flemish_partnership()
    followed, dismissed = proposed(workplace()), proposed(workplace())
    for place in (followed, dismissed):
        proposing.propose_exclusion(place.pk, actor=OFFICER, on=MONDAY, exclusion=exclusion())

    decide(followed.pk, actor=FLEMISH, on=MONDAY, sanction=sanction(followed, exclusion=exclusion()))
    proposing.answer_exclusion(dismissed.pk, actor=FLEMISH, on=MONDAY, reason="Niet ernstig genoeg.")

    states = dict(ExclusionProposal.objects.values_list("recognition_id", "state"))
    assert states == {followed.pk: "TAKEN_UP", dismissed.pk: "DISMISSED"}
    with pytest.raises(Refused, match="no_exclusion_proposal"):
        proposing.answer_exclusion(dismissed.pk, actor=FLEMISH, on=MONDAY, reason="Nog eens.")
