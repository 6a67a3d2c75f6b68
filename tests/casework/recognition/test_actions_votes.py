"""Who voted on a decision: kept with it, and refused when a member voted who may not (edge case 34)."""

import pytest
from django.core.exceptions import ValidationError

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.facts import VoterGroup
from duaal.casework.recognition.rules.votes import Ballot, DecisionMode, Votes, VoteWay
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import FLEMISH, OFFICER
from tests.casework.recognition.factories import RECEIVED, ApplicationFactory
from tests.casework.recognition.looking import unchanged
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = pytest.mark.django_db

DAY = RECEIVED.replace(day=6)
SERVICE = Ballot(DecisionMode.ENTRUSTED_SERVICE)


def ballot(*groups: VoterGroup, way: VoteWay = VoteWay.FOR) -> Ballot:
    """Three members of each group voted the same way."""
    return Ballot(votes=tuple(Votes(group, way, 3) for group in groups))


SOCIAL_PARTNERS = ballot(VoterGroup.EMPLOYERS, VoterGroup.WORKERS)
WITH_VDAB = ballot(VoterGroup.EMPLOYERS, VoterGroup.WORKERS, VoterGroup.VDAB)
WITH_EDUCATION = ballot(VoterGroup.EMPLOYERS, VoterGroup.WORKERS, VoterGroup.EDUCATION)


def failing(**traits: object):
    """A case judged through, with U2 not met."""
    case = ApplicationFactory(judged=True, **traits)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Negatief vermogen.")
    return case


def test_a_decision_of_the_social_partners_keeps_mode_and_votes_with_the_value_behind_it():
    case = ApplicationFactory(judged=True)

    handling.grant(case.pk, actor=OFFICER, on=DAY, ballot=SOCIAL_PARTNERS)

    case.refresh_from_db()
    entry = Entry.objects.get(file_kind="application", file_id=case.pk)
    assert case.decision_mode == DecisionMode.BODY_VOTE
    assert case.voters == [
        {"group": "employers", "way": "for", "number": 3},
        {"group": "workers", "way": "for", "number": 3},
    ]
    assert entry.reasons == ["votes employers for 3", "votes workers for 3"]
    assert "recognition.voters_sectoral_secondary" in {version["key"] for version in entry.rule_versions}


def test_a_decision_under_the_mandate_of_the_internal_rules_needs_no_votes():
    case = ApplicationFactory(judged=True)

    handling.grant(case.pk, actor=OFFICER, on=DAY)

    case.refresh_from_db()
    assert (case.decision_mode, case.voters) == (DecisionMode.BODY_VOTE, [])


@pytest.mark.parametrize("votes", [WITH_VDAB, WITH_EDUCATION], ids=["vdab", "education"])
def test_a_grant_on_which_others_than_social_partners_voted_is_refused_in_a_sector(votes):
    case = ApplicationFactory(judged=True)

    with pytest.raises(Refused) as refusal:
        handling.grant(case.pk, actor=OFFICER, on=DAY, ballot=votes)

    assert refusal.value.reasons == ("VOTERS",)
    assert unchanged(case)


def test_a_refusal_on_which_an_education_member_voted_is_refused_in_a_sector():
    case = failing()

    with pytest.raises(Refused) as refusal:
        handling.refuse(case.pk, actor=OFFICER, on=DAY, ballot=WITH_EDUCATION)

    assert refusal.value.reasons == ("VOTERS",)
    assert unchanged(case)


def test_the_same_member_votes_in_the_flemish_partnership():
    case = failing(partnership=PartnershipFactory(flemish=True))

    handling.refuse(case.pk, actor=FLEMISH, on=DAY, ballot=WITH_EDUCATION)

    case.refresh_from_db()
    entry = Entry.objects.get(file_kind="application", file_id=case.pk)
    assert case.state == ApplicationState.REFUSED
    assert entry.reasons == ["U2", *WITH_EDUCATION.as_codes()]
    assert "recognition.voters_flemish_secondary" in {version["key"] for version in entry.rule_versions}


def test_a_service_decides_for_the_flemish_partnership():
    case = ApplicationFactory(judged=True, partnership=PartnershipFactory(flemish=True))

    handling.grant(case.pk, actor=FLEMISH, on=DAY, ballot=SERVICE)

    case.refresh_from_db()
    assert case.decision_mode == DecisionMode.ENTRUSTED_SERVICE
    assert Entry.objects.get(file_kind="application").reasons == ["ENTRUSTED_SERVICE"]


def test_a_service_never_decides_for_a_sectoral_partnership():
    case, other = ApplicationFactory(judged=True), failing()

    with pytest.raises(Refused) as granting:
        handling.grant(case.pk, actor=OFFICER, on=DAY, ballot=SERVICE)
    with pytest.raises(Refused) as refusing:
        handling.refuse(other.pk, actor=OFFICER, on=DAY, ballot=SERVICE)

    assert granting.value.reasons == refusing.value.reasons == ("entrusted_elsewhere",)
    assert unchanged(case)


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        pytest.param(
            ballot(VoterGroup.EMPLOYERS, way=VoteWay.AGAINST), "Niemand stemde voor", id="only against"
        ),
        pytest.param(
            ballot(VoterGroup.EMPLOYERS, VoterGroup.EMPLOYERS), "staat twee keer", id="a group twice"
        ),
    ],
)
def test_votes_that_contradict_themselves_are_an_input_error(votes, words):
    case = ApplicationFactory(judged=True)

    with pytest.raises(ValidationError, match=words):
        handling.grant(case.pk, actor=OFFICER, on=DAY, ballot=votes)

    assert unchanged(case)


def test_a_service_that_decided_leaves_no_votes_of_members():
    case = ApplicationFactory(judged=True, partnership=PartnershipFactory(flemish=True))
    votes = Ballot(DecisionMode.ENTRUSTED_SERVICE, SOCIAL_PARTNERS.votes)

    with pytest.raises(ValidationError, match="Laat de stemmen leeg"):
        handling.grant(case.pk, actor=FLEMISH, on=DAY, ballot=votes)

    assert unchanged(case)
