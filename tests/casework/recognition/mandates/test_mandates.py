"""Mandates: kept on the signed paper, ended by either side or by their last day, one person each."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.retention import erase_unused
from duaal.casework.recognition.mandates.actions import SignedPaper, open_paper, register, revoke
from duaal.casework.recognition.mandates.states import MandateFacts, blockers_to_act, blockers_to_lapse
from duaal.casework.recognition.models import Mandate
from duaal.casework.recognition.queries import mandates_visible_to
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import ANYONE, Actor, Role
from duaal.foundation.kernel.identifiers import format_enterprise_number
from duaal.foundation.kernel.reasons import Refused
from duaal.register.organisations.models import Company
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_COMPANY
from tests.casework.recognition.mandates.holders import (
    COLLEAGUE,
    COUNSELLOR,
    DAY,
    ELSEWHERE,
    PAPER,
    SECTOR,
    MandateFactory,
)
from tests.register.organisations.factories import CompanyFactory

ONE = timedelta(days=1)


def paper(company: Company, **changed: object) -> SignedPaper:
    values: dict[str, object] = {
        "enterprise_number": company.enterprise_number,
        "signed_by_name": "Mieke Verzonnen",
        "signed_on": DAY,
        "valid_to": None,
        "file": PAPER,
    }
    return SignedPaper(**{**values, **changed})  # type: ignore[arg-type]


def owner(company: Company) -> Actor:
    return Actor(Role.COMPANY, company.enterprise_number, user_id=15, name="Ann Peeters")


def steps_of(mandate: Mandate) -> list[str]:
    entries = Entry.objects.filter(file_kind="mandate", file_id=mandate.pk).order_by("seq")
    return list(entries.values_list("step", flat=True))


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (None, ("no_mandate",)),
        (MandateFacts(DAY + ONE, None), ("mandate_not_signed",)),
        (MandateFacts(DAY - ONE, DAY - ONE), ("mandate_expired",)),
        (MandateFacts(DAY, DAY), ()),
        (MandateFacts(DAY, None), ()),
    ],
)
def test_a_mandate_counts_from_its_signature_to_its_last_day(facts, reasons):
    assert blockers_to_act(facts, DAY) == reasons


@given(
    signed=st.integers(-400, 400),
    length=st.none() | st.integers(0, 800),
    day=st.integers(-900, 900),
)
def test_on_no_other_day_than_from_signature_to_last_day_does_it_count(signed, length, day):
    signed_on, on = DAY + signed * ONE, DAY + day * ONE
    facts = MandateFacts(signed_on, None if length is None else signed_on + length * ONE)

    counts = not blockers_to_act(facts, on)

    assert counts == (signed_on <= on and (facts.valid_to is None or on <= facts.valid_to))
    assert not (counts and not blockers_to_lapse(facts, on))


def test_a_mandate_ends_by_itself_only_after_its_last_day():
    assert blockers_to_lapse(MandateFacts(DAY, DAY), DAY) == ("mandate_runs",)
    assert blockers_to_lapse(MandateFacts(DAY, None), DAY) == ("mandate_runs",)
    assert blockers_to_lapse(MandateFacts(DAY, DAY), DAY + ONE) == ()


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [COUNSELLOR, SECTOR])
def test_a_holder_keeps_the_paper_that_a_company_signed_for_him(actor):
    company = CompanyFactory()

    mandate = register(paper(company, valid_to=DAY + ONE), actor=actor, on=DAY)

    assert (mandate.company, mandate.holder_id, mandate.holder_name) == (company, actor.user_id, actor.name)
    assert mandate.holder_organisation == actor.organisation
    assert mandate.document.kind == "MANDATE"
    assert steps_of(mandate) == ["register_mandate"]
    assert erase_unused(on=DAY) == 0


@pytest.mark.django_db
def test_the_number_on_the_paper_may_be_typed_with_dots():
    company = CompanyFactory()
    number = company.enterprise_number
    typed = paper(company, enterprise_number=format_enterprise_number(number))

    assert register(typed, actor=COUNSELLOR, on=DAY, expected=number).company == company


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        pytest.param({"signed_on": DAY + ONE}, "signed_on", "ligt in de toekomst", id="signed tomorrow"),
        pytest.param({"valid_to": DAY - ONE}, "valid_to", "voor ze ondertekend is", id="ends too early"),
        pytest.param(
            {"signed_on": DAY - 2 * ONE, "valid_to": DAY - ONE}, "valid_to", "eindigde al op", id="over"
        ),
        pytest.param({"signed_by_name": " "}, "signed_by_name", "het veld leeg", id="by nobody"),
        pytest.param({"enterprise_number": "123"}, "enterprise_number", "123", id="no number"),
        pytest.param({"enterprise_number": "0999999922"}, "enterprise_number", "geen onderneming", id="?"),
    ],
)
def test_a_paper_that_cannot_be_is_refused_with_one_sentence_and_nothing_is_kept(changed, field, words):
    with pytest.raises(ValidationError) as wrong:
        register(paper(CompanyFactory(), **changed), actor=COUNSELLOR, on=DAY)

    assert words in wrong.value.message_dict[field][0]
    assert not Mandate.objects.exists()


@pytest.mark.django_db
def test_a_file_is_judged_by_its_content():
    with pytest.raises(ValidationError):
        register(paper(CompanyFactory(), file=Upload("machtiging.pdf", b"tekst")), actor=COUNSELLOR, on=DAY)

    assert not Mandate.objects.exists()


@pytest.mark.django_db
def test_a_paper_of_another_enterprise_number_than_the_one_chosen_is_refused():
    chosen, other = CompanyFactory.create_batch(2)

    with pytest.raises(ValidationError) as wrong:
        register(paper(other), actor=COUNSELLOR, on=DAY, expected=chosen.enterprise_number)

    assert "maar u koos de onderneming" in wrong.value.message_dict["enterprise_number"][0]


@pytest.mark.django_db
def test_a_company_that_stopped_gives_no_mandate():
    with pytest.raises(ValidationError, match="stopte op"):
        register(paper(CompanyFactory(stopped=True)), actor=COUNSELLOR, on=DAY)


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [ANYONE, OTHER_COMPANY, OFFICER, FLEMISH, DEPARTMENT])
def test_nobody_else_can_hold_a_mandate(actor):
    with pytest.raises(PermissionDenied):
        register(paper(CompanyFactory()), actor=actor, on=DAY)


@pytest.mark.django_db
def test_a_new_paper_takes_the_place_of_the_earlier_one():
    old = MandateFactory()

    new = register(paper(old.company), actor=COUNSELLOR, on=DAY)

    old.refresh_from_db()
    assert (old.state, new.state) == ("ENDED", "LIVE")
    assert steps_of(old) == ["replace_mandate"]


@pytest.mark.django_db
def test_the_database_keeps_one_mandate_per_company_and_person():
    first = MandateFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        MandateFactory(company=first.company)
    MandateFactory(company=first.company, holder_id=COLLEAGUE.user_id)


@pytest.mark.django_db
@pytest.mark.parametrize("by_company", [True, False])
def test_either_side_ends_a_mandate_at_once(by_company):
    mandate = MandateFactory()
    actor = owner(mandate.company) if by_company else COUNSELLOR

    revoke(mandate.pk, actor=actor, on=DAY)

    mandate.refresh_from_db()
    assert (mandate.revoked_on, mandate.revoked_by_name) == (DAY, actor.name)
    assert steps_of(mandate) == ["revoke_mandate"]


@pytest.mark.django_db
def test_a_mandate_that_ended_cannot_be_ended_again():
    mandate = MandateFactory(revoked=True)

    with pytest.raises(Refused) as refused:
        revoke(mandate.pk, actor=COUNSELLOR, on=DAY)

    assert refused.value.reasons == ("wrong_state",)
    assert steps_of(mandate) == []


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [COLLEAGUE, ELSEWHERE, SECTOR, OTHER_COMPANY, OFFICER, DEPARTMENT, ANYONE])
def test_nobody_else_ends_it_opens_its_paper_or_sees_it(actor):
    mandate = MandateFactory()

    with pytest.raises(PermissionDenied):
        revoke(mandate.pk, actor=actor, on=DAY)

    assert not mandates_visible_to(actor).exists()
    mandate.refresh_from_db()
    assert mandate.state == "LIVE"


@pytest.mark.django_db(transaction=True)
def test_the_paper_is_opened_by_both_sides_only_and_every_look_is_an_entry():
    mandate = MandateFactory()

    opened = open_paper(mandate.pk, actor=owner(mandate.company), on=DAY)
    with pytest.raises(PermissionDenied):
        open_paper(mandate.pk, actor=COLLEAGUE, on=DAY)

    assert opened.data.startswith(b"%PDF-")
    assert steps_of(mandate) == ["open_mandate"]


@pytest.mark.django_db
def test_the_clock_ends_a_mandate_the_day_after_its_last_day_and_only_once():
    over, last_day = MandateFactory(valid_to=DAY - ONE), MandateFactory(valid_to=DAY)
    MandateFactory()

    assert recompute_clocks(on=DAY).mandates_ended == 1
    assert recompute_clocks(on=DAY).mandates_ended == 0

    over.refresh_from_db()
    last_day.refresh_from_db()
    assert (over.state, over.revoked_by_name, last_day.state) == ("ENDED", "", "LIVE")
    assert steps_of(over) == ["lapse_mandate"]


@pytest.mark.django_db
def test_each_side_sees_its_own_mandates_also_those_that_ended():
    mandate, ended = MandateFactory(), MandateFactory(revoked=True, signed_on=date(2025, 1, 1))
    MandateFactory(sector=True)

    assert set(mandates_visible_to(COUNSELLOR)) == {mandate, ended}
    assert list(mandates_visible_to(owner(mandate.company))) == [mandate]
