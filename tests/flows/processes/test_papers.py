"""The sealed paper of a signed agreement: made once, from exactly what was signed, and never with less."""

import hashlib
import json
import logging
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from duaal.casework import agreements
from duaal.casework.agreements.actions import signing
from duaal.casework.agreements.contents import paragraphs
from duaal.casework.agreements.models import SealedPaper, Signature, Version
from duaal.casework.progress.models import Plan
from duaal.casework.recognition.actions.retention import erase_unused
from duaal.flows.processes import papers
from duaal.flows.processes.papers import PapersRun
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.actions import read
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.papers.rendering import readable
from tests.casework.agreements import files
from tests.casework.agreements.files import MONDAY, NOON
from tests.casework.agreements.signing_for_real import made, paper_of, signed_with_a_plan, use_seal
from tests.foundation.papers.cutting import openssl_says_genuine
from tests.foundation.papers.matterhorn import Checker
from tests.foundation.papers.tools import needs

pytestmark = pytest.mark.django_db

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def key(settings, tmp_path):
    return use_seal(settings, tmp_path)


def words_of(pdf: bytes) -> list[str]:
    return [" ".join(words.split()) for words in Checker(pdf).words if words.strip()]


def test_the_last_signature_asks_for_the_paper_and_none_before():
    agreement, secrets = files.proposed()
    text = files.hash_of(agreement)
    for secret in secrets.values():
        signing.sign_with_link(secret, content_hash=text, on=MONDAY, at=NOON)

    assert not SealedPaper.objects.exists()
    files.sign_all(agreement, {})

    asked = paper_of(agreement)
    assert (asked.is_ready, asked.next_try_at) == (False, NOON)


def test_the_paper_is_sealed_accessible_and_kept_as_a_document(key, tmp_path):
    needs("openssl")
    agreement = signed_with_a_plan()

    assert made() == PapersRun(made=1)

    paper = paper_of(agreement)
    data = read(paper.document)
    assert openssl_says_genuine(data, key.certificate, tmp_path)
    assert Checker(data).problems == []
    assert (paper.seal_owner, paper.seal_fingerprint, paper.sealed_at) == (
        "duaal test",
        key.fingerprint,
        NOON,
    )
    assert paper.document.kind == DocumentKind.AGREEMENT
    assert paper.file_hash == hashlib.sha256(data).hexdigest()
    assert paper.document.file_name == f"overeenkomst-{agreement.pk}-versie-1.pdf"
    assert paper.document.content_type == "application/pdf"


def test_the_text_on_the_paper_is_the_text_that_was_signed_in_the_same_order():
    agreement = signed_with_a_plan(remarks="Eerste afspraak 😀\nTweede *afspraak* #niet")
    made()

    found = words_of(read(paper_of(agreement).document))

    signed = []
    for one in paragraphs(agreement.versions.get()):
        signed += [str(one.title), *one.lines]
    signed = [" ".join(readable(words).split()) for words in signed]
    assert found[0] == "Overeenkomst alternerende opleiding (OAO)"
    assert found[1 : len(signed) + 1] == signed
    assert "Tweede *afspraak* #niet" in signed


def test_the_plan_that_was_bound_stands_on_the_paper():
    agreement = signed_with_a_plan(texts={"safety": "Draag schoenen met een stalen neus."})
    made()

    found = words_of(read(paper_of(agreement).document))

    plan = Plan.objects.get()
    assert "Opleidingsplan, versie 1" in found
    assert f"Code van het plan (SHA-256): {plan.content_hash}" in found
    line = found.index(str(plan.lines.all()[0].competence))
    assert found[line + 1] == "op de werkplek"
    assert "Draag schoenen met een stalen neus." in found
    assert "4 mei 2026: gesprek met iedereen" in found


def test_what_is_between_school_learner_and_parents_is_not_on_the_paper_of_the_company():
    texts = {"adjustments": "Extra tijd door dyslexie.", "prior_competences": "Zat een jaar elders."}
    agreement = signed_with_a_plan(texts=texts)
    made()

    data = read(paper_of(agreement).document)

    found = words_of(data)
    assert "Wat hier niet staat" in found
    everything = " ".join([*found, *(str(one) for one in PdfReader(BytesIO(data)).attachments.values())])
    assert "dyslexie" not in everything
    assert "elders" not in everything


def test_the_evidence_says_of_every_signature_who_as_what_when_how_and_under_what():
    agreement = signed_with_a_plan()
    made()
    version, plan = agreement.versions.get(), Plan.objects.get()

    found = words_of(read(paper_of(agreement).document))

    evidence = found[found.index("Bewijsblad") :]
    for number, one in enumerate(version.signatories.order_by("signature__signed_at", "pk"), start=1):
        begin = evidence.index(f"Handtekening {number}: {one.name}")
        lines = evidence[begin + 1 : begin + 7]
        assert lines[1:] == [
            "Getekend op: 16 maart 2026, 12:00:00 (UTC+01:00)",
            f"Manier: {'aangemeld op deze site' if one.role == 'school' else 'met de link uit de e-mail'}",
            f"Waaronder: Overeenkomst {agreement.pk}, versie 1",
            f"Code van de tekst (SHA-256): {version.content_hash}",
            f"Code van het opleidingsplan (SHA-256): {plan.content_hash}",
        ]
    assert "Tekende als: onderneming, met een volmacht" in evidence
    assert "Tekende als: ouder of voogd" in evidence
    assert not any("@" in words for words in found)


def test_the_paper_says_where_anybody_hears_whether_it_is_genuine(settings):
    settings.SITE_ADDRESS = "https://duaal.voorbeeld.test"
    agreement = signed_with_a_plan()
    made()

    found = words_of(read(paper_of(agreement).document))

    assert any("https://duaal.voorbeeld.test/echt/" in words for words in found)


def test_anybody_can_take_the_hash_of_the_attached_content():
    agreement = signed_with_a_plan()
    made()

    attached = PdfReader(BytesIO(read(paper_of(agreement).document))).attachments["overeenkomst.json"][0]

    version = agreement.versions.get()
    assert hashlib.sha256(attached).hexdigest() == version.content_hash
    assert json.loads(attached) == version.content


def test_the_trail_holds_the_hash_of_the_file_and_nobody_is_told_twice():
    agreement = signed_with_a_plan()
    made()

    entry = Entry.objects.filter(file_kind="agreement", file_id=agreement.pk).order_by("seq").last()
    assert (entry.step, entry.actor_role, entry.remark) == (
        "seal_paper",
        "system",
        paper_of(agreement).document.sha256,
    )


def test_a_second_run_makes_nothing_and_changes_nothing():
    agreement = signed_with_a_plan()
    made()
    before = Entry.objects.count(), paper_of(agreement).document_id

    assert made(NOON + HOUR) == PapersRun()
    assert (Entry.objects.count(), paper_of(agreement).document_id) == before


def test_of_two_workers_at_once_the_second_keeps_nothing(monkeypatch):
    agreement = signed_with_a_plan()
    real = papers.keep

    def twice(paper_id, sealed, **when):
        assert real(paper_id, sealed, **when)
        assert not real(paper_id, sealed, **when)

    monkeypatch.setattr(papers, "keep", twice)

    assert made() == PapersRun(made=1)
    assert Document.objects.count() == 1
    assert paper_of(agreement).attempts == 0


def test_the_database_refuses_another_file_for_a_sealed_paper():
    agreement = signed_with_a_plan()
    made()

    for change in ({"seal_owner": "x"}, {"document": None, "sealed_at": None, "seal_fingerprint": ""}):
        with pytest.raises(IntegrityError, match="sealed and never changes"), transaction.atomic():
            SealedPaper.objects.filter(version__agreement=agreement).update(**change)
    with pytest.raises(IntegrityError, match="sealed and never changes"), transaction.atomic():
        SealedPaper.objects.filter(version__agreement=agreement).delete()


def test_the_database_refuses_a_file_without_its_seal():
    agreement = signed_with_a_plan()

    with pytest.raises(IntegrityError, match="agreements_paper_with_its_seal"), transaction.atomic():
        SealedPaper.objects.filter(version__agreement=agreement).update(sealed_at=NOON)


def test_the_job_that_erases_what_nobody_holds_leaves_the_paper():
    agreement = signed_with_a_plan()
    made()

    assert erase_unused(on=MONDAY) == 0
    assert read(paper_of(agreement).document)


def test_an_agreement_that_was_called_off_before_it_got_its_paper_still_gets_it():
    agreement = signed_with_a_plan()
    type(agreement).objects.filter(pk=agreement.pk).update(state="VOID", starts_on=None)

    assert made() == PapersRun(made=1)


def test_while_an_agreement_waits_for_signatures_again_its_paper_waits_too(caplog):
    agreement = signed_with_a_plan()
    type(agreement).objects.filter(pk=agreement.pk).update(state="TO_SIGN", starts_on=None)

    assert made() == PapersRun(failed=1)
    assert "Refused" in caplog.text
    assert not Document.objects.exists()
    type(agreement).objects.filter(pk=agreement.pk).update(state="SIGNED")
    assert made(NOON + MINUTE) == PapersRun(made=1)


def test_without_a_seal_every_paper_waits_and_the_log_says_why(settings, caplog):
    signed_with_a_plan()
    settings.PAPER_SEAL_FILE = ""

    assert made() == PapersRun(failed=1)
    assert "DUAAL_PAPER_SEAL_FILE ontbreekt" in caplog.text
    assert SealedPaper.objects.get().next_try_at == NOON


def test_with_a_certificate_that_ran_out_every_paper_waits_until_there_is_a_new_one(
    settings, tmp_path, caplog
):
    signed_with_a_plan()
    use_seal(settings, tmp_path, name="oud", at=NOON - timedelta(days=40), days=30)

    assert made() == PapersRun(failed=1)
    assert "liep af op" in caplog.text
    use_seal(settings, tmp_path, name="nieuw")
    assert made(NOON + MINUTE) == PapersRun(made=1)


def test_a_failure_is_tried_again_ever_later_and_keeps_no_other_waiting(monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    broken, fine = signed_with_a_plan(), signed_with_a_plan()
    real = papers.render
    waiting = paper_of(broken).version

    def render(paper):
        if paper.reference.startswith(f"Overeenkomst {broken.pk},"):
            raise RuntimeError("kapot")
        return real(paper)

    monkeypatch.setattr(papers, "render", render)

    assert made() == PapersRun(made=1, failed=1)
    assert paper_of(fine).is_ready
    waits = []
    at = NOON
    for _time in range(9):
        waits.append(paper_of(broken).next_try_at - at)
        at = paper_of(broken).next_try_at
        assert made(at - timedelta(seconds=1)) == PapersRun()
        assert made(at) == PapersRun(failed=1)
    assert waits == [MINUTE, *(n * MINUTE for n in (2, 4, 8, 16, 32)), HOUR, HOUR, HOUR]
    monkeypatch.setattr(papers, "render", real)
    assert made(at + HOUR) == PapersRun(made=1)
    assert paper_of(broken).version == waiting


TAMPERING = {
    "the content": lambda version: Version.objects.filter(pk=version.pk).update(
        content={**version.content, "parties": {**version.content["parties"], "learner": "Iemand Anders"}}
    ),
    "the hash": lambda version: Version.objects.filter(pk=version.pk).update(content_hash="b" * 64),
    "a signature": lambda version: Signature.objects.filter(signatory__version=version).update(
        content_hash="b" * 64
    ),
    "a missing signature": lambda version: Signature.objects.filter(signatory__role="company").delete(),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_what_was_altered_after_signing_gets_no_paper(what, caplog):
    agreement = signed_with_a_plan()
    TAMPERING[what](agreement.versions.get())

    assert made() == PapersRun(failed=1)
    assert "NotWhatWasSigned" in caplog.text
    assert not paper_of(agreement).is_ready


def test_whatever_concludes_a_text_asks_for_its_paper():
    """A new way to conclude a version has to write the row as well, or its paper is forgotten."""
    concluding = [
        file
        for file in Path(agreements.__file__).parent.rglob("*.py")
        if re.search(r"\.concluded_at = ", file.read_text())
    ]

    assert concluding
    for file in concluding:
        assert "SealedPaper.objects.create(" in file.read_text(), file.name


def test_a_plan_that_is_not_the_one_that_was_bound_gives_no_paper(caplog):
    files.signed()  # binds a hash of which there is no plan

    assert made() == PapersRun(failed=1)
    assert "the plan that version" in caplog.text
