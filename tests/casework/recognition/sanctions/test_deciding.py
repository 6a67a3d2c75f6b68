"""Deciding a sanction: what is decided together, by whom, on which ground, and from which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.facts import VoterGroup
from duaal.casework.recognition.models import Exclusion, Hearing, SanctionDecision, Withdrawal
from duaal.casework.recognition.rules.votes import Ballot, DecisionMode, Votes, VoteWay
from duaal.casework.recognition.sanctions import actions, hearing, precaution
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_COMPANY, OTHER_PARTNERSHIP
from tests.casework.recognition.sanctions.workplaces import (
    INVITED,
    MONDAY,
    PRESUMED_EFFECT,
    exclusion,
    flemish_partnership,
    may_exclude,
    of_company,
    proposed,
    sanction,
    votes,
    withdrawal_of,
    workplace,
)
from tests.register.organisations.factories import SiteFactory

pytestmark = pytest.mark.django_db

AGAINST = Ballot(votes=(Votes(VoterGroup.WORKERS, VoteWay.AGAINST, 3),))


def decided(place, *others, actor=OFFICER, on=MONDAY, **changed):
    return actions.decide(place.pk, actor=actor, on=on, sanction=sanction(place, *others, **changed))


def reasons_against(place, *others, **changed):
    with pytest.raises(Refused) as refusal:
        decided(place, *others, **changed)
    assert not SanctionDecision.objects.exists()
    return refusal.value.reasons


def test_a_withdrawal_waits_for_its_day_of_effect():
    place = proposed(workplace())

    decision = decided(place)

    place.refresh_from_db()
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.state, withdrawal.effect_on) == ("DECIDED", PRESUMED_EFFECT)
    assert (place.state, place.ended_on) == (RecognitionState.SANCTION_PROPOSED, None)
    assert decision.reference.startswith("S2026-")
    assert Hearing.objects.get().closed_on == MONDAY
    entry = Entry.objects.get(step="decide_withdrawal")
    assert entry.reasons == ["DUTY_BREACH", "D1"]
    assert {version["key"] for version in entry.rule_versions} == {
        "recognition.receipt_working_days",
        "recognition.withdrawal_effect_days",
    }


def test_the_day_of_effect_follows_the_day_on_which_the_company_read_it():
    place = proposed(workplace())
    decision = decided(place)

    actions.read_decision(decision.pk, actor=of_company(place), on=MONDAY)

    assert Withdrawal.objects.get().effect_on == date(2026, 5, 11)
    assert SanctionDecision.objects.get().read_on == MONDAY
    assert Entry.objects.filter(step="read_sanction", file_kind="sanction").count() == 1


def test_reading_it_late_delays_nothing():
    place = proposed(workplace())
    decision = decided(place)

    actions.read_decision(decision.pk, actor=of_company(place), on=MONDAY + timedelta(days=8))

    assert Withdrawal.objects.get().effect_on == PRESUMED_EFFECT


def test_a_decision_is_read_once_and_by_its_company():
    place = proposed(workplace())
    decision = decided(place)

    with pytest.raises(PermissionDenied):
        actions.read_decision(decision.pk, actor=OTHER_COMPANY, on=MONDAY)
    actions.read_decision(decision.pk, actor=of_company(place), on=MONDAY)
    with pytest.raises(Refused) as refusal:
        actions.read_decision(decision.pk, actor=of_company(place), on=MONDAY)

    assert refusal.value.reasons == ("decision_read",)


def test_in_danger_the_decision_takes_effect_at_once_and_nobody_is_heard_first():
    place = workplace()

    decided(place, in_danger=True)

    assert Withdrawal.objects.get().effect_on == MONDAY


def test_a_recognition_never_lasts_longer_by_its_withdrawal():
    place = proposed(workplace(valid_from=date(2021, 5, 12), valid_to=date(2026, 5, 11)))

    decided(place)

    assert Withdrawal.objects.get().effect_on == date(2026, 5, 11)


def test_nobody_is_sanctioned_while_the_term_to_react_runs():
    place = proposed(workplace(), on=MONDAY - timedelta(days=10))

    assert reasons_against(place) == ("hearing_term_runs",)


@pytest.mark.parametrize("way", ["reaction", "talk"])
def test_a_reaction_opens_the_way_before_the_term_ends(way):
    place = proposed(workplace(), on=MONDAY - timedelta(days=3))
    if way == "reaction":
        hearing.react(place.pk, actor=of_company(place), on=MONDAY, reaction="Wij geven toe.")
    else:
        hearing.hear(place.pk, actor=OFFICER, on=MONDAY, heard_on=MONDAY, report="Zij geven toe.")

    decided(place)

    assert Withdrawal.objects.exists()


def test_a_withdrawal_that_was_not_proposed_is_refused():
    assert reasons_against(workplace()) == ("sanction_not_proposed", "not_invited")


def test_after_a_precaution_a_withdrawal_still_asks_an_invitation():
    place = workplace()
    precaution.take(place.pk, actor=OFFICER, on=MONDAY, danger="De zaag.", until=MONDAY)

    assert reasons_against(place) == ("not_invited",)


def test_a_recognition_is_withdrawn_once():
    place = proposed(workplace())
    decided(place)

    with pytest.raises(Refused) as refusal:
        decided(place, in_danger=True)

    assert refusal.value.reasons == ("withdrawal_decided",)


def test_a_decision_decides_something():
    place = proposed(workplace())

    assert reasons_against(place, withdrawals=()) == ("nothing_decided",)


@pytest.mark.parametrize(
    "actor", [OTHER_PARTNERSHIP, OTHER_COMPANY, DEPARTMENT], ids=lambda actor: str(actor.role)
)
def test_only_who_decides_on_the_recognition_withdraws_it(actor):
    place = proposed(workplace())

    with pytest.raises(PermissionDenied):
        decided(place, actor=actor)

    assert not SanctionDecision.objects.exists()


def test_a_partnership_without_the_power_to_recognise_withdraws_nothing():
    place = proposed(workplace())
    place.partnership.powers.all().delete()

    assert reasons_against(place) == ("no_power_to_withdraw",)


def test_the_flemish_partnership_leaves_a_mere_withdrawal_to_the_sector():
    flemish_partnership()
    place = proposed(workplace())

    assert reasons_against(place, actor=FLEMISH) == ("no_power_to_withdraw",)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"reasons": " "}, "Schrijf de redenen", id="no reasons"),
        pytest.param({"ballot": AGAINST}, "Niemand stemde voor", id="votes against only"),
    ],
)
def test_a_decision_that_is_not_complete_is_not_taken(changed, words):
    place = proposed(workplace())

    with pytest.raises(ValidationError, match=words):
        decided(place, **changed)

    assert not SanctionDecision.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"ground": "?"}, "Kies de grond", id="no ground"),
        pytest.param({"ground": "CONDITION_LOST"}, "D1 past niet", id="duty as condition"),
        pytest.param({"code": "U1"}, "U1 past niet", id="condition as duty"),
        pytest.param({"reason": ""}, "waarom u deze erkenning opheft", id="no reason"),
    ],
)
def test_each_withdrawal_has_its_own_ground_code_and_reason(changed, words):
    place = proposed(workplace())

    with pytest.raises(ValidationError, match=words):
        decided(place, withdrawals=(withdrawal_of(place, **changed),))


@pytest.mark.parametrize("group", ["education", "vdab", "work"])
def test_a_sector_partnership_decides_with_the_social_partners_only(group):
    place = proposed(workplace())

    assert reasons_against(place, ballot=votes(VoterGroup(group))) == ("VOTERS",)


def test_a_service_decides_only_for_the_flemish_partnership():
    place = proposed(workplace())

    assert reasons_against(place, ballot=Ballot(DecisionMode.ENTRUSTED_SERVICE)) == ("entrusted_elsewhere",)


def test_an_exclusion_stands_beside_the_withdrawal_and_counts_at_once():
    may_exclude()
    place = proposed(workplace())

    decided(place, exclusion=exclusion())

    found = Exclusion.objects.get()
    assert (found.state, found.from_day, found.until) == ("IN_FORCE", MONDAY, date(2026, 12, 31))
    assert found.company_id == place.company_id
    assert found.site_id is None
    assert Entry.objects.get(file_kind="exclusion").reasons == ["TEMPORARY"]


def test_a_sector_partnership_without_the_power_does_not_exclude():
    place = proposed(workplace())

    assert reasons_against(place, exclusion=exclusion()) == ("no_power_to_exclude",)


def test_an_exclusion_without_a_withdrawal_is_refused():
    may_exclude()
    place = proposed(workplace())

    assert set(reasons_against(place, withdrawals=(), exclusion=exclusion())) == {
        "nothing_decided",
        "exclusion_without_withdrawal",
        "recognition_left_out",
    }


def test_an_exclusion_on_a_lost_condition_is_refused():
    may_exclude()
    place = proposed(workplace())
    lost = withdrawal_of(place, ground="CONDITION_LOST", code="U2")

    assert reasons_against(place, withdrawals=(lost,), exclusion=exclusion()) == ("exclusion_without_breach",)


def test_an_excluded_undertaking_keeps_no_recognition_of_this_body():
    may_exclude()
    place = proposed(workplace())
    other = workplace(site=place.site)

    assert reasons_against(place, exclusion=exclusion()) == ("recognition_left_out",)
    decided(place, other, exclusion=exclusion())
    assert set(Withdrawal.objects.values_list("recognition_id", flat=True)) == {place.pk, other.pk}


def test_one_site_alone_can_be_excluded():
    may_exclude()
    place = proposed(workplace())
    workplace(site=SiteFactory(company=place.company))

    decided(place, exclusion=exclusion(site_id=place.site_id))

    assert Exclusion.objects.get().site_id == place.site_id
    assert Withdrawal.objects.get().recognition_id == place.pk


def test_the_site_of_an_exclusion_belongs_to_the_company():
    may_exclude()
    place, foreign = proposed(workplace()), workplace()

    with pytest.raises(ValidationError, match="Kies een vestiging van deze onderneming"):
        decided(place, exclusion=exclusion(site_id=foreign.site_id))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"until": None}, "laatste dag van de tijdelijke", id="temporary without end"),
        pytest.param({"until": MONDAY}, "Kies een dag na vandaag", id="over today"),
        pytest.param({"until": date(2028, 5, 4)}, "3 mei 2028", id="a day too long"),
        pytest.param({"kind": "DEFINITIVE"}, "heeft geen einddatum", id="definitive with end"),
        pytest.param({"kind": "?"}, "tijdelijk of definitief", id="unknown kind"),
        pytest.param({"reason": " "}, "waarom u uitsluit", id="no reason"),
    ],
)
def test_an_exclusion_has_an_end_only_when_it_is_temporary(changed, words):
    may_exclude()
    place = proposed(workplace())

    with pytest.raises(ValidationError, match=words):
        decided(place, exclusion=exclusion(**changed))


def test_the_longest_temporary_exclusion_is_two_years():
    may_exclude()
    place = proposed(workplace())

    decided(place, exclusion=exclusion(until=date(2028, 5, 3)))

    assert Exclusion.objects.get().until == date(2028, 5, 3)


def test_the_flemish_partnership_excludes_and_withdraws_what_others_granted():
    flemish_partnership()
    place = proposed(workplace())
    other = workplace("hout", site=place.site)

    decided(place, other, actor=FLEMISH, exclusion=exclusion(kind="DEFINITIVE", until=None))

    assert Withdrawal.objects.count() == 2
    assert SanctionDecision.objects.get().partnership_id == "vlaams-partnerschap"


def test_a_sector_that_excludes_leaves_the_recognitions_of_other_partnerships_alone():
    may_exclude()
    place = proposed(workplace())
    other = workplace("hout", site=place.site)

    assert reasons_against(place, other, exclusion=exclusion()) == ("no_power_to_withdraw",)
    decided(place, exclusion=exclusion())
    assert Withdrawal.objects.get().recognition_id == place.pk


def test_a_recognition_of_another_company_cannot_stand_in_the_decision():
    place, foreign = proposed(workplace()), proposed(workplace())

    with pytest.raises(type(foreign).DoesNotExist):
        decided(place, withdrawals=(withdrawal_of(place), withdrawal_of(foreign)))

    assert not SanctionDecision.objects.exists()


def test_a_decision_in_danger_still_needs_the_power():
    place = workplace()
    wish = replace(sanction(place), in_danger=True, exclusion=exclusion())

    with pytest.raises(Refused) as refusal:
        actions.decide(place.pk, actor=OFFICER, on=MONDAY, sanction=wish)

    assert refusal.value.reasons == ("no_power_to_exclude",)


def test_an_expired_recognition_cannot_be_withdrawn():
    place = workplace(state=RecognitionState.EXPIRED)

    assert reasons_against(place, on=INVITED) == ("wrong_state",)
