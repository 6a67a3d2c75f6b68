"""What still runs keeps a file whose term is over; when it ends, the file goes."""

from datetime import date

import pytest
from django.db import transaction

from duaal.casework.recognition.actions.renewing import start_from
from duaal.casework.recognition.answers import RequestAnswers
from duaal.casework.recognition.models import (
    Appeal,
    Application,
    Exclusion,
    Guidance,
    Hearing,
    MentorBar,
    Precaution,
    RequestForm,
    WithdrawalProposal,
)
from duaal.casework.recognition.retention.actions import erase_file, to_erase
from duaal.casework.recognition.retention.files import ending_by
from duaal.casework.recognition.retention.rules import FileKind, Hold
from duaal.casework.recognition.states import ApplicationKind, ApplicationState, RecognitionState
from tests.casework.recognition.actors import company_of
from tests.casework.recognition.factories import AppealFactory, ApplicationFactory
from tests.casework.recognition.retention import named
from tests.casework.recognition.retention.named import BEGAN, ENDED, GONE

pytestmark = pytest.mark.django_db


def holds(kind=FileKind.RECOGNITION):
    return [file.kept.holds for file in ending_by(GONE) if file.kind is kind]


def running_guidance(recognition):
    Guidance.objects.create(recognition=recognition, state="RUNNING", shortcoming="D1", opened_on=BEGAN)


def open_hearing(recognition):
    Hearing.objects.create(recognition=recognition, invited_on=BEGAN, react_by=BEGAN)


def running_precaution(recognition):
    Precaution.objects.create(recognition=recognition, since=BEGAN, until=BEGAN, state_before="ACTIVE")


def open_proposal(recognition):
    WithdrawalProposal.objects.create(
        recognition=recognition,
        provider_number="045678",
        agreement_number=1,
        state="OPEN",
        proposed_on=BEGAN,
        answer_by=BEGAN,
    )


def exclusion_in_force(recognition):
    named.sanction(recognition, kind="DEFINITIVE", state="IN_FORCE", until=None, ended_on=None)


def mentor_barred(recognition):
    named.sanction(recognition, bar="IN_FORCE")


@pytest.mark.parametrize(
    "runs",
    [running_guidance, open_hearing, running_precaution, open_proposal, exclusion_in_force, mentor_barred],
)
def test_a_sanction_that_runs_keeps_the_recognition(runs):
    runs(named.ended_recognition())

    assert to_erase(FileKind.RECOGNITION, on=GONE) == []
    assert holds() == [(Hold.OPEN_SANCTION,)]


def test_an_exclusion_in_force_keeps_its_decision_until_years_after_it_ended():
    exclusion_in_force(named.ended_recognition())
    assert holds(FileKind.SANCTION) == [(Hold.OPEN_SANCTION,)]

    Exclusion.objects.update(state="ENDED", ended_on=date(2030, 1, 1))

    assert to_erase(FileKind.SANCTION, on=date(2035, 1, 1)) == []
    assert len(to_erase(FileKind.SANCTION, on=date(2035, 1, 2))) == 1


def test_a_running_appeal_keeps_the_recognition_and_its_end_starts_the_term_anew():
    recognition = named.ended_recognition()
    appeal = AppealFactory(application=recognition.application, company=recognition.company)
    assert holds() == [(Hold.RUNNING_APPEAL,)]

    Appeal.objects.filter(pk=appeal.pk).update(state="REJECTED", decided_on=date(2028, 1, 1))

    assert to_erase(FileKind.RECOGNITION, on=date(2033, 1, 1)) == []
    assert to_erase(FileKind.RECOGNITION, on=date(2033, 1, 2)) == [recognition.pk]


def test_an_open_application_that_follows_on_it_keeps_the_recognition():
    recognition = named.ended_recognition()
    ApplicationFactory(kind=ApplicationKind.RENEWAL, recognition_concerned=recognition)

    assert holds() == [(Hold.OPEN_CASE,)]


def test_a_recognition_that_stands_is_never_looked_at():
    named.ended_recognition(state=RecognitionState.ACTIVE)

    assert list(ending_by(GONE)) == []


@pytest.mark.parametrize(
    "state", [ApplicationState.REFUSED_FINAL, ApplicationState.CANCELLED, ApplicationState.DISCONTINUED]
)
def test_an_application_without_recognition_goes_years_after_it_ended(state):
    case = ApplicationFactory(state=state, received_on=date(2027, 6, 1))
    named.ended(case, on=ENDED)

    assert to_erase(FileKind.APPLICATION, on=named.LAST_KEPT) == []
    assert to_erase(FileKind.APPLICATION, on=GONE) == [case.pk]


@pytest.mark.parametrize("state", [ApplicationState.IN_REVIEW, ApplicationState.REFUSED])
def test_an_application_that_is_not_final_stays(state):
    ApplicationFactory(state=state, received_on=BEGAN, decided_on=BEGAN)

    assert to_erase(FileKind.APPLICATION, on=GONE) == []


def test_an_appeal_against_a_refusal_keeps_the_application():
    case = ApplicationFactory(state=ApplicationState.REFUSED_FINAL, received_on=BEGAN, decided_on=BEGAN)
    AppealFactory(application=case, company=case.company)

    assert holds(FileKind.APPLICATION) == [(Hold.RUNNING_APPEAL,)]


def test_a_mandate_stays_while_a_case_or_a_draft_stands_on_it():
    recognition = named.ended_recognition()
    mandate = named.mandate(recognition.company)
    draft = RequestForm.objects.create(company=recognition.company, author_id=1, mandate=mandate)
    assert holds(FileKind.MANDATE) == [(Hold.OPEN_CASE,)]

    draft.delete()

    assert to_erase(FileKind.MANDATE, on=GONE) == [mandate.pk]


def test_a_bar_that_was_annulled_keeps_nothing():
    named.sanction(named.ended_recognition())

    assert len(to_erase(FileKind.SANCTION, on=GONE)) == 1
    assert not MentorBar.objects.exclude(state="ANNULLED").exists()


def test_a_file_is_erased_only_inside_a_transaction_and_once():
    recognition = named.ended_recognition()

    assert erase_file(FileKind.RECOGNITION, recognition.pk, on=named.LAST_KEPT) is None
    assert erase_file(FileKind.RECOGNITION, recognition.pk, on=GONE) is not None
    assert erase_file(FileKind.RECOGNITION, recognition.pk, on=GONE) is None
    assert Application.objects.get(pk=recognition.application_id).erased_on == GONE


def test_nothing_of_an_erased_file_is_taken_along_in_a_new_request():
    recognition = named.ended_recognition()
    erase_file(FileKind.RECOGNITION, recognition.pk, on=GONE)

    form = start_from(
        recognition.company_id, [recognition.pk], actor=company_of(recognition.application), on=GONE
    )

    answers = RequestAnswers.from_json(form.answers)
    assert answers.contact is None
    assert answers.mentors == ()
    assert len(answers.places) == 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_erased():
    with pytest.raises(transaction.TransactionManagementError):
        erase_file(FileKind.RECOGNITION, 1, on=GONE)
