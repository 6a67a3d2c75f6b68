"""Several companies at once: what a partnership allows, what is refused, who signs, and who is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from duaal.casework.agreements.actions import amending, cooperation, drafting, signing
from duaal.casework.agreements.actions.amending import Change
from duaal.casework.agreements.actions.cooperation import RuleText
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.models import Agreement, Cooperation, CooperationRule
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.states.cooperation import CooperationRuleState
from duaal.casework.agreements.terms import as_json, from_json
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import RecognitionState
from duaal.flows.notifications.subjects import LOADERS
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.agreements import amendments, cooperating, files
from tests.casework.agreements.cooperating import ELSEWHERE, FIRST, LAST, OWN
from tests.casework.agreements.files import MONDAY, NOON, START
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, staff_of

pytestmark = pytest.mark.django_db


def refusal(work) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def two_places() -> tuple[Recognition, Recognition]:
    trajectory = files.searching()
    first, second = files.place_for(trajectory), files.place_for(trajectory)
    cooperating.competences_of(first)
    first.learner = trajectory
    return first, second


def drafted(first: Recognition, *parts, **changed) -> Agreement:
    trajectory = first.learner
    paper = cooperating.paper_for(first, *parts, **changed)
    return drafting.draft(trajectory.pk, paper=paper, actor=staff_of(trajectory), on=MONDAY)


def body_of(place: Recognition) -> Actor:
    return Actor(Role.PARTNERSHIP, place.partnership_id, user_id=60, name="Partnerschap")


def test_with_a_rule_and_every_signature_the_agreement_is_concluded_and_the_partnership_is_told():
    first, second = two_places()
    cooperating.rule_for(first)

    agreement, secrets = files.proposed(drafted(first, cooperating.part_at(second)))
    assert set(secrets) == {"learner", "guardian", "company", "partner"}
    agreement = files.sign_all(agreement, secrets)

    assert agreement.state == AgreementState.SIGNED
    kept = Cooperation.objects.get()
    assert (kept.agreement, kept.recognition, kept.parts) == (agreement, second, [ELSEWHERE])
    entry = Entry.objects.get(step="inform_partnership")
    facts = LOADERS[entry.file_kind]([entry.file_id])[entry.file_id]
    assert facts.partnership == first.partnership
    assert (facts.learner, facts.learner_number) == ("", "")


def test_without_the_signature_of_the_partner_company_nothing_is_concluded():
    first, second = two_places()
    cooperating.rule_for(first)
    agreement, secrets = files.proposed(drafted(first, cooperating.part_at(second)))
    secrets.pop("partner")

    assert files.sign_all(agreement, secrets).state == AgreementState.TO_SIGN
    assert not Cooperation.objects.exists()


def test_without_a_rule_of_the_partnership_it_is_refused():
    first, second = two_places()

    assert "NO_6BIS_RULE" in refusal(lambda: files.proposed(drafted(first, cooperating.part_at(second))))


@pytest.mark.parametrize(
    "rule",
    [
        {"parts": [OWN]},
        {"max_days": 10},
        {"valid_to": LAST - timedelta(days=1)},
        {"valid_from": FIRST + timedelta(days=1)},
    ],
)
def test_a_rule_for_other_parts_days_or_periods_is_no_rule(rule):
    first, second = two_places()
    cooperating.rule_for(first, **rule)

    assert "NO_6BIS_RULE" in refusal(lambda: files.proposed(drafted(first, cooperating.part_at(second))))


def test_the_rule_of_another_partnership_or_programme_counts_not():
    first, second = two_places()
    elsewhere = files.place_for(files.searching())
    cooperating.rule_for(first, programme=elsewhere.programme)

    assert "NO_6BIS_RULE" in refusal(lambda: files.proposed(drafted(first, cooperating.part_at(second))))


def test_a_partner_company_without_a_valid_recognition_is_refused():
    first, second = two_places()
    cooperating.rule_for(first)
    agreement = drafted(first, cooperating.part_at(second))
    Recognition.objects.filter(pk=second.pk).update(state=RecognitionState.WITHDRAWN, ended_on=MONDAY)

    assert "PARTNER_NOT_RECOGNISED" in refusal(lambda: files.proposed(agreement))


def test_a_competence_that_no_company_teaches_is_refused():
    first, second = two_places()
    cooperating.rule_for(first)
    more = replace(
        cooperating.TOGETHER, parts=(OWN, ELSEWHERE, "verkopen"), elsewhere=(ELSEWHERE, "verkopen")
    )
    agreement = drafted(first, cooperating.part_at(second), plan=more)

    assert "NOT_COVERED" in refusal(lambda: files.proposed(agreement))


def test_a_part_time_contract_without_the_signature_of_the_school_lacks_a_consent():
    first, second = two_places()
    cooperating.rule_for(first)
    asked = {"kind": Kind.DAO, "part_time_asked": True, "maribel_or_143": True}
    agreement = drafted(first, cooperating.part_at(second), **asked)

    assert "CONSENT_MISSING" in refusal(lambda: files.proposed(agreement))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"mentors": ()}, "MENTOR_NOT_AT_PARTNER"),
        ({"last": date(2026, 6, 29)}, "PART_OUTSIDE"),
    ],
)
def test_a_part_without_a_mentor_or_outside_the_agreement_is_refused(changed, code):
    first, second = two_places()
    cooperating.rule_for(first, max_days=None)

    found = refusal(lambda: files.proposed(drafted(first, cooperating.part_at(second, **changed))))

    assert code in found


def test_the_first_company_is_no_partner_of_itself():
    first, _second = two_places()
    cooperating.rule_for(first)

    assert "PARTNER_IS_FIRST" in refusal(lambda: files.proposed(drafted(first, cooperating.part_at(first))))


def test_a_partner_company_says_who_signs_and_is_recognised_for_the_programme():
    first, second = two_places()
    with pytest.raises(ValidationError, match="partneronderneming tekent"):
        drafted(first, cooperating.part_at(second, signer=" "))
    other = files.place_for(files.searching())
    with pytest.raises(ValidationError, match="niet erkend voor"):
        drafted(first, cooperating.part_at(other))


def test_a_partner_company_joins_a_running_agreement_by_an_amendment():
    agreement = files.begun()
    cooperating.competences_of(agreement.recognition)
    cooperating.rule_for(agreement.recognition)
    second = files.place_for(agreement.trajectory)
    paper = cooperating.paper_for(agreement.recognition, cooperating.part_at(second), first=amendments.FROM)

    amendments.agreed(agreement, change=Change(paper, "Gebak afwerken kan hier niet."))

    assert Cooperation.objects.get().recognition == second
    assert Entry.objects.filter(step="inform_partnership").count() == 1


def test_parts_come_back_as_they_were_written():
    first, second = two_places()
    terms = cooperating.paper_for(first, cooperating.part_at(second)).terms

    assert from_json(as_json(terms)) == terms
    assert "partners" not in as_json(replace(terms, partners=()))


def test_a_partnership_keeps_its_own_rules_with_their_days():
    first, _second = two_places()
    text = RuleText(first.programme_id, (ELSEWHERE,), START, "Verslag.", max_days=30)

    rule = cooperation.set_rule(rule=text, actor=body_of(first), on=START)
    assert (rule.partnership, rule.valid_to, rule.state) == (first.partnership, None, "KEPT")
    ended = cooperation.end_rule(rule.pk, last_on=LAST, reason="Herzien.", actor=body_of(first), on=START)
    assert (ended.state, ended.valid_to) == (CooperationRuleState.ENDED, LAST)
    again = refusal(
        lambda: cooperation.end_rule(rule.pk, last_on=LAST, reason="", actor=body_of(first), on=START)
    )
    assert again == (WRONG_STATE,)
    kept = Entry.objects.filter(file_kind="cooperation_rule", file_id=rule.pk).order_by("seq")
    assert list(kept.values_list("step", flat=True)) == ["set_cooperation_rule", "end_cooperation_rule"]


@pytest.mark.parametrize("actor", [COMPANY, DEPARTMENT, Actor(Role.COUNSELLOR, "012345", user_id=1)])
def test_nobody_but_a_partnership_keeps_rules(actor):
    first, _second = two_places()
    text = RuleText(first.programme_id, (ELSEWHERE,), START, "Verslag.")
    rule = cooperating.rule_for(first)

    with pytest.raises(PermissionDenied):
        cooperation.set_rule(rule=text, actor=actor, on=START)
    with pytest.raises(PermissionDenied):
        cooperation.end_rule(rule.pk, last_on=LAST, reason="", actor=actor, on=START)


def test_a_partnership_ends_no_rule_of_another():
    first, _second = two_places()
    rule = cooperating.rule_for(first)
    other = Actor(Role.PARTNERSHIP, "een-ander", user_id=61, name="Ander")

    with pytest.raises(PermissionDenied):
        cooperation.end_rule(rule.pk, last_on=LAST, reason="", actor=other, on=START)


def test_a_rule_names_competences_of_the_programme_and_days_in_order():
    first, _second = two_places()
    body = body_of(first)

    wrong = [RuleText(first.programme_id, parts, START, "Verslag.") for parts in ((), ("iets anders",))]
    for text in wrong:
        with pytest.raises(Refused) as refused:
            cooperation.set_rule(rule=text, actor=body, on=START)
        assert refused.value.reasons == ("PART_NOT_OF_PROGRAMME",)
    early = RuleText(first.programme_id, (OWN,), START, "Verslag.", valid_to=START - timedelta(days=1))
    with pytest.raises(ValidationError, match="ligt voor de eerste"):
        cooperation.set_rule(rule=early, actor=body, on=START)
    rule = cooperating.rule_for(first)
    with pytest.raises(ValidationError, match="vanaf vandaag"):
        cooperation.end_rule(rule.pk, last_on=START - timedelta(days=1), reason="", actor=body, on=START)


def test_the_database_itself_refuses_a_rule_without_parts_or_with_days_in_the_wrong_order():
    first, _second = two_places()
    for wrong in ({"parts": []}, {"valid_to": date(2020, 1, 1)}, {"max_days": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            cooperating.rule_for(first, **wrong)
    assert not CooperationRule.objects.exists()


def test_nobody_signs_for_the_partner_company_with_a_login():
    first, second = two_places()
    cooperating.rule_for(first)
    agreement, _secrets = files.proposed(drafted(first, cooperating.part_at(second)))
    partner = agreement.versions.get().signatories.get(role="partner")

    for actor in (files.school_of(agreement), files.company_of(agreement), files.learner_of(agreement)):
        with pytest.raises(PermissionDenied):
            signing.sign_as(
                partner.pk, content_hash=files.hash_of(agreement), actor=actor, on=MONDAY, at=NOON
            )


def test_an_amendment_that_takes_the_partner_out_is_a_change():
    first, second = two_places()
    cooperating.rule_for(first)
    agreement = files.begun(drafted(first, cooperating.part_at(second)))
    paper = cooperating.paper_for(first, first=amendments.FROM)

    amendment = amending.amend(
        agreement.pk, change=Change(paper, "Toch hier."), actor=files.school_of(agreement), on=START
    )

    assert amendment.version.terms.partners == ()
