"""Files in which every text names the same invented person, and a search for it in the database."""

from datetime import date

from django.apps import apps
from django.db import connection, models

from duaal.casework.recognition.mandates.actions import MANDATE_FILE
from duaal.casework.recognition.models import (
    Application,
    AssignmentDocument,
    CaseDocument,
    Control,
    Exclusion,
    ExclusionProposal,
    Finding,
    Guidance,
    GuidanceAction,
    Hearing,
    Mandate,
    MentorBar,
    Precaution,
    Recognition,
    ReportedChange,
    SanctionDecision,
    TrainingExemption,
    Withdrawal,
    WithdrawalProposal,
)
from duaal.casework.recognition.states import ApplicationState, AssignmentState, RecognitionState
from duaal.foundation.audit.ledger import record
from duaal.foundation.documents.actions import store
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import make_national_number
from duaal.foundation.people.models import Person
from tests.casework.recognition.factories import (
    AppealFactory,
    ApplicationFactory,
    ConditionJudgementFactory,
    InformationRequestFactory,
    MentorAssignmentFactory,
    MentorTrainingFactory,
    RecognitionFactory,
    RequestFormFactory,
    TrainingCertificateFactory,
    TransferFactory,
    VisitFactory,
)
from tests.foundation.documents.files import pdf
from tests.foundation.people.factories import PersonFactory

ENDED = date(2027, 6, 30)
LAST_KEPT = date(2032, 6, 30)
GONE = date(2032, 7, 1)
BEGAN = date(2022, 7, 1)

GIVEN, FAMILY = "Zebedea", "Qwyxvanhove"
SECRET = f"{GIVEN} {FAMILY}"
EMAIL = "zebedea.qwyxvanhove@voorbeeld.test"
BORN = date(1979, 3, 14)
NUMBER = make_national_number(BORN, 777)
ACTOR = Actor(Role.PARTNERSHIP, "bouw", user_id=4242, name=SECRET)


def person() -> Person:
    return PersonFactory(given_name=GIVEN, family_name=FAMILY, birth_date=BORN, national_number=NUMBER)


def document(kind: str) -> Document:
    return store(kind=kind, name=f"{SECRET}.pdf", data=pdf(), actor=ACTOR, on=BEGAN)


def ended_recognition(mentor: Person | None = None, *, ended: date = ENDED, **values: object) -> Recognition:
    """A recognition that ended, with one mentor; every text of its case names the person."""
    case = named(
        ApplicationFactory(
            mentor=None,
            state=ApplicationState.APPROVED,
            received_on=BEGAN,
            decided_on=BEGAN,
            contact_email=EMAIL,
            submitted_by_id=4242,
            request_form=named(RequestFormFactory(sent=True)),
        )
    )
    values = {"state": RecognitionState.EXPIRED, "valid_from": BEGAN, "valid_to": ended} | values
    recognition = RecognitionFactory(application=case, **values)
    assignment = named(
        MentorAssignmentFactory(
            application=case,
            recognition=recognition,
            person=mentor or person(),
            state=AssignmentState.ENDED,
            extract_entries="other",
        )
    )
    for kind in (DocumentKind.EXTRACT, DocumentKind.PRIOR_TRAINING):
        AssignmentDocument.objects.create(assignment=assignment, document=document(kind))
    CaseDocument.objects.create(
        application=case, requirement="DEBT_CERTIFICATE", document=document(DocumentKind.DEBT_CERTIFICATE)
    )
    write("application", case.pk), write("recognition", recognition.pk)
    return recognition


def fill(recognition: Recognition) -> None:
    """Everything that can hang on a recognition, each text naming the person; nothing of it still runs."""
    case, company = recognition.application, recognition.company
    mentor = case.assignments.get()
    named(InformationRequestFactory(application=case, answered=True))
    named(TransferFactory(application=case, accepted=True))
    named(VisitFactory(application=case, held=True))
    named(VisitFactory(application=None, recognition=recognition, cancelled=True))
    named(ConditionJudgementFactory(application=case))
    named(
        TrainingCertificateFactory(
            assignment=mentor, document=document(DocumentKind.TRAINING_CERTIFICATE), state="ACCEPTED"
        ),
        but={"course", "provider"},
    )
    MentorTrainingFactory(person=mentor.person)
    named(
        TrainingExemption.objects.create(
            person=mentor.person,
            partnership=recognition.partnership,
            ground="EXPERIENCE",
            document=document(DocumentKind.EXEMPTION_PROOF),
            granted_on=BEGAN,
        )
    )
    appeal = named(AppealFactory(application=case, company=company, state="REJECTED", decided_on=BEGAN))
    guidance = named(
        Guidance.objects.create(recognition=recognition, state="MET", shortcoming="D1", opened_on=BEGAN)
    )
    named(GuidanceAction.objects.create(guidance=guidance, due_on=BEGAN, result="POSITIVE", closed_on=BEGAN))
    day = {"invited_on": BEGAN, "react_by": BEGAN, "closed_on": BEGAN}
    named(Hearing.objects.create(recognition=recognition, **day))
    named(
        Precaution.objects.create(
            recognition=recognition, since=BEGAN, until=BEGAN, state_before="ACTIVE", resolved_on=BEGAN
        )
    )
    closed = {"partnership": recognition.partnership, "state": "DISMISSED", "proposed_on": BEGAN}
    named(ExclusionProposal.objects.create(recognition=recognition, kind="DEFINITIVE", **closed))
    proposal = named(
        WithdrawalProposal.objects.create(
            recognition=recognition,
            provider_number="045678",
            agreement_number=1,
            state="DISMISSED",
            proposed_on=BEGAN,
            answer_by=BEGAN,
        ),
        but={"provider_number"},
    )
    write("appeal", appeal.pk), write("withdrawal_proposal", proposal.pk)
    write("person", mentor.person_id), write("request_form", case.request_form_id)
    TrainingExemption.objects.update(granted_by_name=SECRET)


def sanction(recognition: Recognition, *, bar: str = "ANNULLED", **exclusion: object) -> SanctionDecision:
    """A withdrawal with an exclusion that is over and a bar that was annulled, each with named reasons."""
    company = recognition.company
    decision = named(
        SanctionDecision.objects.create(
            company=company, partnership=recognition.partnership, decided_on=ENDED, reference="S-1"
        ),
        but={"reference"},
    )
    named(
        Withdrawal.objects.create(
            decision=decision,
            recognition=recognition,
            state="IN_EFFECT",
            ground="DUTY_BREACH",
            code="D1",
            effect_on=ENDED,
        )
    )
    over = {"kind": "TEMPORARY", "state": "ENDED", "until": ENDED, "ended_on": ENDED} | exclusion
    made = named(Exclusion.objects.create(decision=decision, company=company, from_day=BEGAN, **over))
    mentor = recognition.application.assignments.get().person
    barred = {"company": company, "person": mentor, "state": bar, "from_day": ENDED}
    named(MentorBar.objects.create(decision=decision, **barred))
    write("sanction", decision.pk), write("exclusion", made.pk)
    return decision


def mandate(company: object, *, ended: date = ENDED) -> Mandate:
    made = Mandate.objects.create(
        company=company,
        holder_kind="COUNSELLOR",
        holder_organisation="045678",
        holder_id=4242,
        document=document(DocumentKind.MANDATE),
        signed_on=BEGAN,
        revoked_on=ended,
    )
    write(MANDATE_FILE, made.pk)
    return named(made, but={"holder_organisation"})


def change(recognition: Recognition, *, seen: date = ENDED) -> ReportedChange:
    made = ReportedChange.objects.create(
        company=recognition.company,
        partnership=recognition.partnership,
        kind="OTHER",
        state="SEEN",
        happens_on=BEGAN,
        reported_on=BEGAN,
        reported_by_id=4242,
        seen_on=seen,
        outcome="Gezien.",
    )
    write("reported_change", made.pk)
    return named(made, but={"acquirer_number"})


def control(company: object, *, closed: date = ENDED) -> Control:
    made = named(
        Control.objects.create(
            company=company, inspector_id=4242, opened_on=BEGAN, ends_on=BEGAN, closed_on=closed
        )
    )
    named(Finding.objects.create(control=made, found_on=BEGAN))
    write("control", made.pk)
    return made


def named(row: models.Model, but: set[str] | frozenset[str] = frozenset()) -> models.Model:
    """The row with the person in every free text and name; not in codes and choices."""
    changes = {
        column.attname: SECRET
        for column in row._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField)
        and not isinstance(column, models.EmailField)
        and not column.choices
        and not column.unique
        and not column.is_relation
        and column.name not in {*CODES, *but}
    }
    type(row)._default_manager.filter(pk=row.pk).update(**changes)
    row.refresh_from_db()
    return row


CODES = {
    "course",
    "provider",
    "requirement",
    "condition",
    "flag",
    "reference",
    "provider_number",
    "shortcoming",
    "code",
    "employer_number",
    "extract_model",
}
"""Text columns that hold a code or the name of an organisation, never a person."""


def write(file_kind: str, file_id: int) -> None:
    """What was done with the file, by somebody, with a remark about somebody."""
    for step in ("submit", "judge"):
        record(
            file_kind=file_kind,
            file_id=file_id,
            step=step,
            from_state="",
            to_state="",
            actor=ACTOR,
            on=BEGAN,
            remark=f"Gebeld met {SECRET}.",
        )


def traces(*needles: str) -> list[str]:
    """The columns of every table in which one of the texts stands, whatever the type of the column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [table for (table,) in cursor.fetchall()]
        found = []
        for table in tables:
            for needle in needles:
                cursor.execute(
                    f"""SELECT DISTINCT column_row.key FROM "{table}" one,
                        LATERAL jsonb_each_text(to_jsonb(one)) column_row
                        WHERE column_row.value ILIKE %s""",
                    [f"%{needle}%"],
                )
                found += [f"{table}.{column}: {needle}" for (column,) in cursor.fetchall()]
    return found


def all_models() -> list[type[models.Model]]:
    return list(apps.get_app_config("recognition").get_models())


def person_without_number() -> Person:
    return PersonFactory(given_name=GIVEN, family_name=FAMILY, birth_date=BORN, without_number=True)


def ended(case: Application, *, on: date) -> None:
    """The step that ended the case."""
    record(
        file_kind="application",
        file_id=case.pk,
        step="end",
        from_state="IN_REVIEW",
        to_state=case.state,
        actor=ACTOR,
        on=on,
    )
