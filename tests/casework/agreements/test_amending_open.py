"""What can happen to an amendment while it is open: refused, changed, late, taken back, or overtaken."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from duaal.casework.agreements.actions import amending, ending, living, signing
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.actions.withdrawal import end_by_withdrawal
from duaal.casework.agreements.facts import Party, WeekBlock
from duaal.casework.agreements.models import Amendment, Signatory, Signature
from duaal.casework.agreements.rules.ending import End
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.states.amendments import AMENDMENT_STEPS, AmendmentState
from duaal.casework.trajectories.models import Guardian
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from tests.casework.agreements import amendments, files
from tests.casework.agreements.amendments import FROM
from tests.casework.agreements.files import HOUR, LAST, MONDAY, NOON, START

pytestmark = pytest.mark.django_db

LATER = date(2026, 6, 30)


def refusal(work) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def steps_of(amendment: Amendment) -> list[str]:
    found = Entry.objects.filter(file_kind="amendment", file_id=amendment.pk).order_by("seq")
    return list(found.values_list("step", flat=True))


def test_who_refuses_says_why_and_the_old_text_stays():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)

    assert refusal(lambda: signing.refuse_with_link(secrets["company"], reason=" ", on=START, at=NOON)) == (
        "reason_needed",
    )
    signing.refuse_with_link(secrets["company"], reason="Te veel uren.", on=START, at=NOON)

    amendment.refresh_from_db()
    agreement.refresh_from_db()
    assert (amendment.state, agreement.state) == (AmendmentState.REFUSED, AgreementState.ACTIVE)
    assert agreement.version == 1
    assert Signatory.objects.get(refusal="Te veel uren.").role == "company"


def test_a_changed_text_voids_the_signatures_and_the_link_before_it():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)
    text = amendments.hash_of(amendment)
    signing.sign_with_link(secrets["learner"], content_hash=text, on=START, at=NOON)
    change = amendments.change_for(agreement, blocks=(WeekBlock(Period(FROM, LAST), 26 * HOUR, 0, 12),))

    amending.revise_amendment(amendment.pk, change=change, actor=files.school_of(agreement), on=START)

    entry = Entry.objects.filter(step="revise_amendment").get()
    assert entry.remark == "1 handtekeningen vervallen"
    found = refusal(lambda: signing.sign_with_link(secrets["company"], content_hash=text, on=START, at=NOON))
    assert found in [("text_changed",), (WRONG_STATE,)]
    amendment.refresh_from_db()
    assert amendment.version.number == 3
    assert amendments.agreed(agreement, amendment=amendment).state == AmendmentState.AGREED


def test_a_first_day_that_passes_unsigned_brings_the_amendment_back_to_a_draft():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)

    assert keep_agreements(on=FROM)["amendments_late"] == 0
    assert keep_agreements(on=FROM + timedelta(days=1))["amendments_late"] == 1

    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.DRAFT
    assert refusal(lambda: amendments.sign_all(amendment, secrets, on=FROM + timedelta(days=1)))
    with pytest.raises(ValidationError, match="is voorbij"):
        amending.propose_amendment(
            amendment.pk, actor=files.school_of(agreement), on=FROM + timedelta(days=1), at=NOON
        )


def test_an_amendment_taken_back_is_over_and_makes_place_for_another():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)
    staff = files.school_of(agreement)

    amending.withdraw_amendment(amendment.pk, reason="Toch niet.", actor=staff, on=START)

    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.WITHDRAWN
    assert refusal(lambda: amendments.sign_all(amendment, secrets)) != ()
    assert amendments.drafted(agreement).before == 1
    assert refusal(lambda: amending.withdraw_amendment(amendment.pk, reason="", actor=staff, on=START)) == (
        WRONG_STATE,
    )


def test_what_everybody_signed_cannot_be_taken_back():
    agreement = files.begun()
    amendment = amendments.agreed(agreement)

    assert refusal(
        lambda: amending.withdraw_amendment(
            amendment.pk, reason="", actor=files.school_of(agreement), on=START
        )
    ) == (WRONG_STATE,)


def test_an_open_amendment_lapses_with_the_agreement_and_its_link_signs_nothing():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)
    wish = Wish(START, words="Samen.", agreed=frozenset({Party.LEARNER, Party.COMPANY, Party.PROVIDER}))

    ending.end_at_once(agreement.pk, end=End.MUTUAL, wish=wish, actor=files.school_of(agreement), on=START)

    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.LAPSED
    before = Signature.objects.count()
    assert refusal(
        lambda: signing.sign_with_link(
            secrets["learner"], content_hash=amendments.hash_of(amendment), on=START, at=NOON
        )
    )
    assert Signature.objects.count() == before


def test_a_signed_extension_lapses_with_a_withdrawn_recognition():
    agreement = files.begun()
    amendment = amendments.agreed(agreement, change=amendments.change_for(agreement, last=LATER))

    end_by_withdrawal([agreement.recognition_id], effect_on=START + timedelta(days=1), on=START)

    amendment.refresh_from_db()
    agreement.refresh_from_db()
    assert amendment.state == AmendmentState.LAPSED
    assert (agreement.state, agreement.planned_end_on) == (AgreementState.ENDED, LAST)


def test_an_amendment_lapses_when_the_agreement_is_called_off_before_its_start():
    agreement = files.registered()
    amendment, _secrets = amendments.proposed(agreement, on=MONDAY)

    living.cancel(agreement.pk, agreed=True, reason="", actor=files.school_of(agreement), on=MONDAY)

    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.LAPSED


def test_a_notice_during_signing_lets_nobody_conclude_another_text_by_surprise():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)
    ending.give_notice(agreement.pk, wish=Wish(START), actor=files.company_of(agreement), on=START)

    keep_agreements(on=START + timedelta(days=8))

    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.LAPSED
    assert refusal(lambda: amendments.sign_all(amendment, secrets))


def test_a_representative_who_is_one_no_more_signs_no_amendment():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)
    Guardian.objects.update(valid_to=date(2026, 3, 1))

    assert refusal(
        lambda: signing.sign_with_link(
            secrets["guardian"], content_hash=amendments.hash_of(amendment), on=START, at=NOON
        )
    ) == ("not_representative",)


def test_an_address_is_corrected_without_new_signatures():
    agreement = files.begun()
    amendment, secrets = amendments.proposed(agreement)
    text = amendments.hash_of(amendment)
    signing.sign_with_link(secrets["learner"], content_hash=text, on=START, at=NOON)
    company = amendment.version.signatories.get(role="company")

    link = signing.correct_contact(
        company.pk, email="nieuw@voorbeeld.test", actor=files.school_of(agreement), on=START
    )

    with pytest.raises(Signatory.DoesNotExist):
        signing.sign_with_link(secrets["company"], content_hash=text, on=START, at=NOON)
    signing.sign_with_link(link.secret, content_hash=text, on=START, at=NOON)
    assert amendment.version.signatories.filter(signature__isnull=False).count() == 2
    assert "correct_amendment_contact" in steps_of(amendment)


def test_every_step_of_an_amendment_leaves_a_trace_of_its_own():
    agreement = files.begun()
    amendment = amendments.agreed(agreement)

    assert steps_of(amendment)[:2] == ["draft_amendment", "propose_amendment"]
    assert steps_of(amendment).count("sign_amendment") == 4
    assert set(steps_of(amendment)) <= {step.name for step in AMENDMENT_STEPS}
