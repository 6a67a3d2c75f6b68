"""Applying in the name of a company: on a mandate, with a declaration for each case, or handed over."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.actions import drafting
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.retention import erase_unused
from duaal.casework.recognition.actions.submission import submit
from duaal.casework.recognition.answers import Place
from duaal.casework.recognition.mandates import drafts
from duaal.casework.recognition.mandates.actions import revoke
from duaal.casework.recognition.models import Application, RequestForm
from duaal.casework.recognition.queries import drafts_in_the_name_of, forms_visible_to, visible_to
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_COMPANY
from tests.casework.recognition.bakery import Bakery, bakery, filled_form
from tests.casework.recognition.connections import all_at_once
from tests.casework.recognition.mandates.holders import (
    COLLEAGUE,
    COUNSELLOR,
    DAY,
    DECLARATION,
    ELSEWHERE,
    SECTOR,
    MandateFactory,
    answers_of,
    draft_for,
    sent_for,
)
from tests.register.organisations.factories import CompanyFactory

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)
STRANGERS = [COLLEAGUE, ELSEWHERE, SECTOR, OTHER_COMPANY, OFFICER, FLEMISH, DEPARTMENT]


@pytest.fixture
def shop() -> Bakery:
    found = bakery()
    MandateFactory(company=found.company)
    return found


@pytest.mark.parametrize("actor", [COUNSELLOR, SECTOR])
def test_cases_sent_in_the_name_of_a_company_carry_their_papers(actor):
    shop = bakery()
    mandate = MandateFactory(company=shop.company, sector=actor is SECTOR)

    cases = sent_for(shop, actor=actor)

    assert len(cases) == 4
    assert {case.mandate for case in cases} == {mandate}
    assert {case.submitter_kind for case in cases} == {mandate.holder_kind}
    assert {case.submitted_by_id for case in cases} == {actor.user_id}
    assert len({case.declaration_id for case in cases}) == 4
    entry = Entry.objects.get(file_kind="application", file_id=cases[0].pk, step="submit")
    assert (entry.actor_role, entry.actor_name) == (actor.role, actor.name)
    assert erase_unused(on=DAY) == 0


def test_a_company_that_applies_itself_needs_no_papers():
    shop = bakery()

    cases = submit(filled_form(shop).pk, actor=shop.actor, on=DAY)

    assert {(case.submitter_kind, case.mandate_id, case.declaration_id) for case in cases} == {
        ("SELF", None, None)
    }


def test_without_a_declaration_for_each_case_nothing_is_sent(shop):
    form = draft_for(shop, papers=False)
    first, *_others = answers_of(form).places
    drafts.keep_declaration(form.pk, first, actor=COUNSELLOR, on=DAY, file=DECLARATION)

    with pytest.raises(Refused) as refused:
        submit(form.pk, actor=COUNSELLOR, on=DAY)

    assert refused.value.reasons == ("declaration_missing",)
    assert not Application.objects.exists()


def test_a_mandate_of_another_company_opens_nothing(shop):
    other = CompanyFactory()

    with pytest.raises(Refused) as refused:
        drafts.start_for(other.pk, actor=COUNSELLOR, on=DAY)

    assert refused.value.reasons == ("no_mandate",)


@pytest.mark.parametrize("actor", [COLLEAGUE, ELSEWHERE, SECTOR])
def test_a_mandate_of_a_colleague_or_of_another_school_opens_nothing(shop, actor):
    with pytest.raises(Refused) as refused:
        drafts.start_for(shop.company.pk, actor=actor, on=DAY)

    assert refused.value.reasons == ("no_mandate",)


@pytest.mark.parametrize("actor", [OTHER_COMPANY, OFFICER, FLEMISH, DEPARTMENT])
def test_other_roles_start_nothing_in_the_name_of_a_company(shop, actor):
    with pytest.raises(PermissionDenied):
        drafts.start_for(shop.company.pk, actor=actor, on=DAY)


def test_a_mandate_past_its_last_day_sends_nothing_even_before_the_clock_ran():
    shop = bakery()
    MandateFactory(company=shop.company, valid_to=DAY)
    form = draft_for(shop)

    with pytest.raises(Refused) as refused:
        submit(form.pk, actor=COUNSELLOR, on=DAY + ONE)

    assert refused.value.reasons == ("mandate_expired",)


def test_who_lost_the_mandate_loses_the_draft_and_a_new_one_gives_it_back(shop):
    form = draft_for(shop)
    revoke(form.mandate_id, actor=shop.actor, on=DAY)

    with pytest.raises(PermissionDenied):
        submit(form.pk, actor=COUNSELLOR, on=DAY)
    assert not forms_visible_to(COUNSELLOR).exists()

    new = MandateFactory(company=shop.company)
    assert {case.mandate for case in submit(form.pk, actor=COUNSELLOR, on=DAY)} == {new}


@pytest.mark.parametrize("actor", STRANGERS)
def test_nobody_else_sees_or_changes_the_draft(shop, actor):
    form = draft_for(shop)

    assert not forms_visible_to(actor).exists()
    with pytest.raises(PermissionDenied):
        drafting.keep(form.pk, actor=actor, places=())
    with pytest.raises(PermissionDenied):
        drafts.hand_over(form.pk, actor=actor, on=DAY)


def test_the_company_knows_of_a_draft_in_its_name_but_does_not_see_what_is_in_it(shop):
    form = draft_for(shop)

    assert list(drafts_in_the_name_of(shop.actor)) == [form]
    assert not forms_visible_to(shop.actor).exists()
    with pytest.raises(PermissionDenied):
        drafting.keep(form.pk, actor=shop.actor, places=())


def test_a_declaration_is_replaced_and_the_old_file_is_let_go(shop):
    form = draft_for(shop, papers=False)
    place = answers_of(form).places[0]

    drafts.keep_declaration(form.pk, place, actor=COUNSELLOR, on=DAY, file=DECLARATION)
    drafts.keep_declaration(form.pk, place, actor=COUNSELLOR, on=DAY, file=DECLARATION)

    assert len(answers_of(form).declarations) == 1
    assert form.documents.count() == 1
    assert erase_unused(on=DAY) == 1


def test_a_case_that_is_left_out_lets_go_of_its_declaration(shop):
    form = draft_for(shop)
    kept = answers_of(form).places[:1]

    drafting.keep(form.pk, actor=COUNSELLOR, places=kept)

    assert [one.place for one in answers_of(form).declarations] == list(kept)
    assert form.documents.count() == 1


def test_mentors_changed_keep_the_declarations(shop):
    form = draft_for(shop)

    drafting.keep(form.pk, actor=COUNSELLOR, mentors=())

    assert len(answers_of(form).declarations) == 4
    assert form.documents.count() == 4


def test_a_declaration_belongs_to_a_place_of_the_draft_and_is_a_real_file(shop):
    form = draft_for(shop, papers=False)
    place = answers_of(form).places[0]

    with pytest.raises(Refused) as refused:
        drafts.keep_declaration(form.pk, Place(0, "x"), actor=COUNSELLOR, on=DAY, file=DECLARATION)
    with pytest.raises(ValidationError):
        drafts.keep_declaration(form.pk, place, actor=COUNSELLOR, on=DAY, file=Upload("a.pdf", b""))

    assert refused.value.reasons == ("unknown_place",)
    assert answers_of(form).declarations == ()


def test_a_company_uploads_no_declaration_with_its_own_draft(shop):
    form = filled_form(shop)
    place = answers_of(form).places[0]

    with pytest.raises(Refused) as refused:
        drafts.keep_declaration(form.pk, place, actor=shop.actor, on=DAY, file=DECLARATION)

    assert refused.value.reasons == ("not_on_behalf",)


@pytest.mark.parametrize("by_company", [True, False])
def test_a_draft_that_was_handed_over_is_the_companys_own(shop, by_company):
    form = draft_for(shop)

    drafts.hand_over(form.pk, actor=shop.actor if by_company else COUNSELLOR, on=DAY)

    assert not forms_visible_to(COUNSELLOR).exists()
    assert list(forms_visible_to(shop.actor)) == [form]
    with pytest.raises(PermissionDenied):
        drafting.keep(form.pk, actor=COUNSELLOR, places=())
    assert Entry.objects.filter(file_kind="request_form", file_id=form.pk).count() == 1

    cases = submit(form.pk, actor=shop.actor, on=DAY)
    assert {(case.submitter_kind, case.mandate_id) for case in cases} == {("SELF", None)}
    assert not visible_to(COUNSELLOR).exists()


def test_a_company_takes_a_draft_out_of_the_hands_of_who_lost_its_trust(shop):
    form = draft_for(shop)
    revoke(form.mandate_id, actor=shop.actor, on=DAY)

    drafts.hand_over(form.pk, actor=shop.actor, on=DAY)

    assert list(forms_visible_to(shop.actor)) == [form]


def test_a_draft_is_handed_over_once(shop):
    form = draft_for(shop)
    drafts.hand_over(form.pk, actor=COUNSELLOR, on=DAY)

    with pytest.raises(Refused):
        drafts.hand_over(form.pk, actor=shop.actor, on=DAY)
    with pytest.raises(Refused):
        drafts.hand_over(filled_form(shop).pk, actor=shop.actor, on=DAY)


def test_a_draft_thrown_away_leaves_no_file_behind(shop):
    form = draft_for(shop)

    drafting.discard(form.pk, actor=COUNSELLOR)

    assert not RequestForm.objects.exists()
    assert erase_unused(on=DAY) == 4
    assert Document.objects.filter(erased_on__isnull=True).count() == 1  # the mandate stays


@pytest.mark.django_db(transaction=True)
def test_a_mandate_that_ends_at_the_same_moment_stops_all_cases_or_none():
    shop = bakery()
    mandate = MandateFactory(company=shop.company)
    form = draft_for(shop)

    def send() -> str:
        try:
            submit(form.pk, actor=COUNSELLOR, on=DAY)
        except (Refused, PermissionDenied):
            return "stopped"
        return "sent"

    sent, _ended = all_at_once(send, lambda: revoke(mandate.pk, actor=shop.actor, on=DAY))

    assert Application.objects.count() == (4 if sent == "sent" else 0)
    assert not visible_to(COUNSELLOR).exists()
    mandate.refresh_from_db()
    assert mandate.state == "ENDED"
