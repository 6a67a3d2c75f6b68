"""Documents of mentors: kept with the draft, sent with the case, opened by who judges, erased in time."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.actions import drafting, handling
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.handling import NewExtract
from duaal.casework.recognition.actions.opening import open_document
from duaal.casework.recognition.actions.retention import erase_extracts, erase_unused
from duaal.casework.recognition.actions.submission import submit
from duaal.casework.recognition.answers import RequestAnswers
from duaal.casework.recognition.models import Application, AssignmentDocument, FormDocument
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.folder import FileLost
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_COMPANY,
    OTHER_PARTNERSHIP,
    company_of,
)
from tests.casework.recognition.bakery import bakery, filled_form, mentor_answer
from tests.casework.recognition.factories import RECEIVED, ApplicationFactory
from tests.foundation.documents.factories import stored
from tests.foundation.documents.files import pdf, picture

DAY = date(2026, 3, 3)
TRANSACTIONS = pytest.mark.django_db(transaction=True)
EXTRACT, PROOF = Upload("uittreksel.jpg", pdf()), Upload("diploma.png", picture("PNG"))


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings) -> Path:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    return settings.DOCUMENT_FOLDER


def files(place: Path) -> int:
    return len(list(place.iterdir()))


def with_extract(application: Application) -> Document:
    """The application with an extract at its mentor."""
    document = stored()
    AssignmentDocument.objects.create(assignment=application.assignments.get(), document=document)
    return document


@pytest.mark.django_db
def test_files_stay_with_the_draft_and_go_along_to_every_case():
    shop = bakery()
    form = filled_form(shop)

    drafting.keep_mentor(
        form.pk, actor=shop.actor, on=DAY, number=1, mentor=mentor_answer(), extract=EXTRACT, proof=PROOF
    )
    cases = submit(form.pk, actor=shop.actor, on=DAY)

    kinds = {DocumentKind.EXTRACT, DocumentKind.PRIOR_TRAINING}
    assert len(cases) == 4
    for case in cases:
        held = AssignmentDocument.objects.filter(assignment__application=case)
        assert {one.document.kind for one in held.select_related("document")} == kinds
    assert Document.objects.count() == 2
    assert not FormDocument.objects.exists()
    assert erase_unused(on=DAY) == 0


@TRANSACTIONS
def test_a_file_of_a_mentor_that_was_replaced_or_taken_off_is_erased(place):
    shop = bakery()
    form = filled_form(shop)
    keep = {"form_id": form.pk, "actor": shop.actor, "on": DAY, "number": 1}
    drafting.keep_mentor(**keep, mentor=mentor_answer(), extract=EXTRACT)
    drafting.keep_mentor(**keep, mentor=mentor_answer(), extract=EXTRACT)

    assert erase_unused(on=DAY) == 1
    assert files(place) == 1
    drafting.keep(form.pk, actor=shop.actor, mentors=())
    assert erase_unused(on=DAY) == 1

    assert files(place) == 0


@TRANSACTIONS
def test_a_draft_that_is_thrown_away_takes_its_files_along(place):
    shop = bakery()
    form = filled_form(shop)
    drafting.keep_mentor(form.pk, actor=shop.actor, on=DAY, number=0, mentor=mentor_answer(), extract=EXTRACT)

    drafting.discard(form.pk, actor=shop.actor)
    erase_unused(on=DAY)

    assert files(place) == 0


@pytest.mark.django_db
def test_a_refused_file_keeps_nothing_of_the_mentor(place):
    shop = bakery()
    form = filled_form(shop)

    with pytest.raises(ValidationError):
        drafting.keep_mentor(
            form.pk,
            actor=shop.actor,
            on=DAY,
            number=0,
            mentor=mentor_answer(),
            extract=Upload("uittreksel.pdf", b"<html>"),
        )

    form.refresh_from_db()
    assert len(RequestAnswers.from_json(form.answers).mentors) == 1
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_another_company_adds_no_file_to_a_draft():
    form = filled_form(bakery())

    with pytest.raises(PermissionDenied):
        drafting.keep_mentor(
            form.pk, actor=OTHER_COMPANY, on=DAY, number=1, mentor=mentor_answer(), extract=EXTRACT
        )

    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_new_extract_with_an_answer_takes_the_place_of_the_old_one():
    application = ApplicationFactory(waiting=True)
    old, mentor = with_extract(application), application.assignments.get()
    extract = NewExtract(mentor.pk, "596.2", RECEIVED, "nieuw.png", picture("PNG"))

    handling.answer(
        application.pk,
        actor=company_of(application),
        on=RECEIVED + timedelta(days=3),
        text="Hier is het.",
        extracts=[extract],
    )

    held = list(mentor.documents.select_related("document").order_by("id"))
    assert held[0].document == old
    assert held[0].replaced_on == RECEIVED + timedelta(days=3)
    assert (held[1].document.content_type, held[1].replaced_on) == ("image/png", None)


@TRANSACTIONS
@pytest.mark.parametrize("actor", [OFFICER, DEPARTMENT], ids=["officer", "department"])
def test_who_judges_opens_the_extract_and_leaves_a_trace(actor):
    application = ApplicationFactory()
    document = with_extract(application)

    opened = open_document(application.pk, document.pk, actor=actor, on=DAY)

    entry = Entry.objects.get(file_kind="application", file_id=application.pk)
    assert opened.data.startswith(b"%PDF-")
    assert (entry.step, entry.actor_name, entry.on) == ("open_document", actor.name, DAY)
    assert entry.remark == f"document {document.pk} (EXTRACT)"


@TRANSACTIONS
@pytest.mark.parametrize(
    "actor",
    [
        OTHER_PARTNERSHIP,
        FLEMISH,
        OTHER_COMPANY,
        Actor(Role.ANYONE),
        Actor(Role.SYSTEM, name="systeem"),
        Actor(Role.DEPARTMENT, "wewis"),
    ],
    ids=["other partnership", "flemish", "other company", "anyone", "system", "not logged in"],
)
def test_nobody_else_opens_it(actor):
    application = ApplicationFactory()
    document = with_extract(application)

    with pytest.raises(PermissionDenied):
        open_document(application.pk, document.pk, actor=actor, on=DAY)

    assert not Entry.objects.exists()


@TRANSACTIONS
def test_the_company_that_sent_it_does_not_open_it_again():
    application = ApplicationFactory()
    document = with_extract(application)

    with pytest.raises(PermissionDenied):
        open_document(application.pk, document.pk, actor=company_of(application), on=DAY)


@TRANSACTIONS
def test_a_document_of_another_case_is_not_there():
    application, other = ApplicationFactory(), ApplicationFactory()
    document = with_extract(other)

    with pytest.raises(Document.DoesNotExist):
        open_document(application.pk, document.pk, actor=OFFICER, on=DAY)


@TRANSACTIONS
def test_a_file_that_got_lost_is_told_and_not_recorded_as_seen(place):
    application = ApplicationFactory()
    document = with_extract(application)
    (place / document.stored_name).unlink()

    with pytest.raises(FileLost):
        open_document(application.pk, document.pk, actor=OFFICER, on=DAY)

    assert not Entry.objects.exists()


@TRANSACTIONS
@pytest.mark.parametrize(
    ("case", "last_day_kept"),
    [
        pytest.param({"approved": True}, RECEIVED + timedelta(days=7), id="granted: the day of the decision"),
        pytest.param(
            {"refused": True}, RECEIVED + timedelta(days=8 + 10 + 7 - 1), id="refused: appeal and margin"
        ),
        pytest.param({"cancelled": True}, None, id="taken back: at once"),
        pytest.param({"discontinued": True}, None, id="discontinued: at once"),
    ],
)
def test_an_extract_is_erased_when_the_decision_is_final(place, case, last_day_kept):
    application = ApplicationFactory(**case)
    document = with_extract(application)

    if last_day_kept is not None:
        assert erase_extracts(on=last_day_kept) == 0
        assert files(place) == 1
    day = (last_day_kept or RECEIVED) + timedelta(days=1)
    assert erase_extracts(on=day) == 1
    assert erase_extracts(on=day) == 0

    document.refresh_from_db()
    mentor = application.assignments.get()
    assert document.erased_on == day
    assert files(place) == 0
    assert (mentor.extract_model, mentor.extract_issued_on) == ("596.2", RECEIVED - timedelta(days=30))
    assert Entry.objects.get(file_id=application.pk).step == "erase_document"
    with pytest.raises(Refused):
        open_document(application.pk, document.pk, actor=OFFICER, on=day)


@TRANSACTIONS
def test_an_extract_stays_while_an_appeal_runs_and_goes_when_the_refusal_is_final(place):
    application = ApplicationFactory(refused=True, state=ApplicationState.REFUSED_UNDER_APPEAL)
    with_extract(application)

    during = erase_extracts(on=date(2027, 1, 1))
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.REFUSED_FINAL)

    assert during == 0
    assert files(place) == 1
    assert erase_extracts(on=date(2027, 1, 1)) == 1


@TRANSACTIONS
def test_an_extract_that_another_case_still_needs_stays(place):
    done, running = ApplicationFactory(approved=True), ApplicationFactory()
    document = with_extract(done)
    AssignmentDocument.objects.create(assignment=running.assignments.get(), document=document)

    assert erase_extracts(on=date(2027, 1, 1)) == 0

    assert files(place) == 1


@TRANSACTIONS
def test_proof_of_training_is_not_erased_with_the_extract(place):
    application = ApplicationFactory(approved=True)
    proof = stored(kind=DocumentKind.PRIOR_TRAINING)
    AssignmentDocument.objects.create(assignment=application.assignments.get(), document=proof)

    assert erase_extracts(on=date(2027, 1, 1)) == 0

    assert files(place) == 1
