"""Documents of the undertaking: asked by its partnership, sent once for five years, opened with a trace."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.actions import drafting, handling
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.handling import NewPaper
from duaal.casework.recognition.actions.opening import open_document
from duaal.casework.recognition.actions.retention import erase_extracts, erase_unused
from duaal.casework.recognition.actions.submission import submit
from duaal.casework.recognition.models import Application, CaseDocument
from duaal.casework.recognition.papers import papers_of, serving_again
from duaal.casework.recognition.rules.documents import asked_by, asked_of_undertaking, still_serves
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.lawbook.book import BOOK
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OTHER_COMPANY,
    OTHER_PARTNERSHIP,
    company_of,
)
from tests.casework.recognition.bakery import Bakery, bakery, filled_form
from tests.casework.recognition.factories import (
    RECEIVED,
    ApplicationFactory,
    ConditionJudgementFactory,
    RecognitionFactory,
)
from tests.foundation.accounts.factories import actor_for
from tests.foundation.documents.factories import stored
from tests.foundation.documents.files import pdf
from tests.register.partnerships.factories import PartnershipFactory

DAY = date(2026, 3, 3)
DEBT = {"DEBT_CERTIFICATE": ("DEBT_CERTIFICATE", Upload("schuldenattest.pdf", pdf()))}
YEARS = BOOK.value("recognition.document_validity_years").on(DAY)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings) -> None:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"


def horeca_case(**traits: object) -> Application:
    return ApplicationFactory(partnership=PartnershipFactory(code="horeca"), **traits)


def with_certificate(case: Application, *, on: date = DAY) -> Document:
    """The case with a debt certificate that came in on the day."""
    document = stored(kind=DocumentKind.DEBT_CERTIFICATE, on=on)
    CaseDocument.objects.create(application=case, requirement="DEBT_CERTIFICATE", document=document)
    return document


def as_horeca(shop: Bakery, monkeypatch) -> None:
    """The partnership of the bakery asks what Horeca asks."""
    monkeypatch.setattr(
        "duaal.casework.recognition.papers.asked_of_undertaking",
        lambda partnership, on: asked_of_undertaking("horeca", on),
    )


def test_horeca_asks_a_debt_certificate_or_without_staff_a_proof_of_registration():
    (asked,) = asked_of_undertaking("horeca", DAY)

    assert (asked.requirement, asked.obligatory) == ("DEBT_CERTIFICATE", True)
    assert asked.kinds == ("DEBT_CERTIFICATE", "REGISTRATION_PROOF")


def test_others_ask_nothing_of_the_undertaking_and_some_take_an_activity_list():
    assert asked_of_undertaking("bouw", DAY) == ()
    (taken,) = asked_of_undertaking("technologische-industrie", DAY)
    assert (taken.requirement, taken.obligatory) == ("ACTIVITY_LIST", False)
    assert [one.requirement for one in asked_by(["horeca", "bouw", "horeca"], DAY)] == ["DEBT_CERTIFICATE"]


@pytest.mark.parametrize(
    ("given_on", "serves"),
    [
        pytest.param(date(2021, 3, 4), True, id="last day of five years"),
        pytest.param(date(2021, 3, 3), False, id="five years ago"),
    ],
)
def test_a_document_serves_five_years(given_on, serves):
    assert still_serves(given_on, DAY, YEARS) is serves


@pytest.mark.django_db
def test_what_was_uploaded_goes_along_to_every_case_and_is_not_taken_for_unused(monkeypatch):
    shop = bakery()
    as_horeca(shop, monkeypatch)
    form = filled_form(shop)
    drafting.keep_papers(form.pk, actor=shop.actor, on=DAY, papers=DEBT)

    cases = submit(form.pk, actor=shop.actor, on=DAY)

    document = Document.objects.get()
    assert len(cases) == 4
    assert all(one.documents.get().document_id == document.pk for one in cases)
    assert erase_unused(on=DAY) == 0


@pytest.mark.django_db
def test_a_document_that_takes_the_place_of_another_on_the_form_lets_that_one_go():
    shop = bakery()
    form = filled_form(shop)
    drafting.keep_papers(form.pk, actor=shop.actor, on=DAY, papers=DEBT)
    registration = {"DEBT_CERTIFICATE": ("REGISTRATION_PROOF", Upload("rsz.pdf", pdf()))}

    drafting.keep_papers(form.pk, actor=shop.actor, on=DAY, papers=registration)

    assert form.documents.get().document.kind == DocumentKind.REGISTRATION_PROOF
    assert erase_unused(on=DAY) == 1


@pytest.mark.django_db
def test_what_the_partnership_does_not_ask_stays_out_of_the_case():
    shop = bakery()
    form = filled_form(shop)
    drafting.keep_papers(form.pk, actor=shop.actor, on=DAY, papers=DEBT)

    cases = submit(form.pk, actor=shop.actor, on=DAY)

    assert not CaseDocument.objects.filter(application__in=cases).exists()
    assert erase_unused(on=DAY) == 1


@pytest.mark.django_db
def test_another_company_adds_nothing_to_a_form():
    form = filled_form(bakery())

    with pytest.raises(PermissionDenied):
        drafting.keep_papers(form.pk, actor=OTHER_COMPANY, on=DAY, papers=DEBT)

    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_recognised_undertaking_is_not_asked_again_within_five_years(monkeypatch):
    shop = bakery()
    as_horeca(shop, monkeypatch)
    earlier = ApplicationFactory(company=shop.company, site=shop.sites[0], approved=True)
    document = with_certificate(earlier, on=date(2022, 6, 1))
    RecognitionFactory(application=earlier, valid_from=date(2022, 6, 8), valid_to=date(2027, 6, 7))

    cases = submit(filled_form(shop).pk, actor=shop.actor, on=DAY)

    assert {one.documents.get().document_id for one in cases} == {document.pk}
    assert not papers_of(cases[0])[0].is_missing


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given_on", "recognised", "serves"),
    [
        pytest.param(date(2022, 6, 1), True, True, id="recent"),
        pytest.param(date(2021, 3, 3), True, False, id="too old"),
        pytest.param(date(2022, 6, 1), False, False, id="never recognised"),
    ],
)
def test_an_earlier_document_serves_again_only_for_who_was_recognised(given_on, recognised, serves):
    case = horeca_case(approved=True)
    with_certificate(case, on=given_on)
    if recognised:
        RecognitionFactory(application=case, valid_from=date(2022, 6, 8))

    assert bool(serving_again(case.company_id, on=DAY)) is serves


@pytest.mark.django_db
def test_a_case_without_the_document_misses_it_until_the_company_gives_it_with_an_answer():
    case = horeca_case(waiting=True)
    ConditionJudgementFactory(application=case, condition="U2")
    ConditionJudgementFactory(application=case, condition="U5")
    assert papers_of(case)[0].is_missing

    handling.answer(
        case.pk,
        actor=company_of(case),
        on=RECEIVED.replace(day=6),
        text="Hierbij.",
        papers=[NewPaper("REGISTRATION_PROOF", "rsz.pdf", pdf())],
    )

    case = Application.objects.get(pk=case.pk)
    (paper,) = papers_of(case)
    assert not paper.is_missing
    assert paper.held[0].document.kind == DocumentKind.REGISTRATION_PROOF
    assert list(case.judgements.values_list("condition", flat=True)) == ["U5"]


@pytest.mark.django_db
def test_a_new_document_takes_the_place_of_the_old_one():
    case = horeca_case(waiting=True)
    old = with_certificate(case)

    handling.answer(
        case.pk,
        actor=company_of(case),
        on=RECEIVED.replace(day=6),
        text="Hierbij.",
        papers=[NewPaper("DEBT_CERTIFICATE", "nieuw.pdf", pdf())],
    )

    assert case.documents.get(document=old).replaced_on == RECEIVED.replace(day=6)
    assert case.documents.filter(replaced_on__isnull=True).count() == 1


@pytest.mark.django_db
def test_a_document_that_nobody_asks_is_an_input_error():
    case = ApplicationFactory(waiting=True)

    with pytest.raises(ValidationError, match="niet gevraagd"):
        handling.answer(
            case.pk,
            actor=company_of(case),
            on=DAY,
            text="Hierbij.",
            papers=[NewPaper("DEBT_CERTIFICATE", "x.pdf", pdf())],
        )


@pytest.mark.django_db(transaction=True)
def test_who_decides_and_the_department_open_it_with_a_trace_and_nobody_else():
    case = horeca_case()
    document = with_certificate(case)
    officer = actor_for("partnership", "horeca")

    for reader in (officer, DEPARTMENT):
        assert open_document(case.pk, document.pk, actor=reader, on=DAY).data
    for stranger in (OTHER_PARTNERSHIP, FLEMISH, company_of(case), OTHER_COMPANY):
        with pytest.raises(PermissionDenied):
            open_document(case.pk, document.pk, actor=stranger, on=DAY)
    with pytest.raises(Document.DoesNotExist):
        open_document(ApplicationFactory().pk, document.pk, actor=DEPARTMENT, on=DAY)

    entries = Entry.objects.filter(step="open_document")
    assert [entry.remark for entry in entries] == [f"document {document.pk} (DEBT_CERTIFICATE)"] * 2


@pytest.mark.django_db(transaction=True)
def test_it_stays_with_the_case_when_the_extracts_go():
    case = horeca_case(refused=True)
    document = with_certificate(case)

    erase_extracts(on=date(2027, 1, 1))
    erase_unused(on=date(2027, 1, 1))

    document.refresh_from_db()
    assert document.erased_on is None
