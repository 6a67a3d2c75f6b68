"""One more mentor for a recognition: a small case with the conditions on the mentor only."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.actions import handling, judging
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.assessing import assess
from duaal.casework.recognition.mentors.checking import Named, checked_number
from duaal.casework.recognition.mentors.naming import NewMentor, NewPerson, name_mentor
from duaal.casework.recognition.models import (
    Application,
    ConditionJudgement,
    MentorAssignment,
    Recognition,
    TrainingExemption,
)
from duaal.casework.recognition.queries import pairs_with_open_case
from duaal.casework.recognition.states import (
    ApplicationKind,
    ApplicationState,
    AssignmentState,
    EndReason,
    RecognitionState,
)
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.identifiers import make_national_number
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, OFFICER, OTHER_COMPANY
from tests.casework.recognition.factories import MentorTrainingFactory
from tests.casework.recognition.mentors.places import DAY, company_at, mentor_at, place
from tests.foundation.documents.files import pdf

pytestmark = pytest.mark.django_db

BORN = date(1985, 4, 12)
NUMBER = make_national_number(BORN, 901)
SOON = DAY + timedelta(days=3)


def said(**changed: object) -> Named:
    """What a company says of a mentor about whom nothing is wrong."""
    values: dict[str, object] = {
        "birth_date": BORN,
        "position": "employee",
        "experience_since": date(2010, 9, 1),
        "extract_model": "596.2",
        "extract_issued_on": date(2026, 4, 1),
    }
    return Named(**{**values, **changed})


def somebody_new(**changed: object) -> NewMentor:
    return NewMentor(NewPerson("Mieke", "Verzonnen", checked_number(NUMBER)), said(**changed))


def asked(recognition: Recognition, **given: object) -> Application:
    """The case of one more mentor at this recognition."""
    mentor = given.pop("mentor", somebody_new())
    (application,) = name_mentor(
        [recognition.pk], actor=company_at(recognition), on=DAY, mentor=mentor, **given
    )
    return application


def judge(application: Application, **verdicts: str) -> None:
    """The officer judges the mentor; every condition is met unless told otherwise."""
    assignment = application.assignments.get()
    judging.judge(
        application.pk,
        actor=OFFICER,
        on=SOON,
        judgements=[
            judging.Judgement(
                code,
                verdicts.get(code, "met"),
                reason="Niet goed." if verdicts.get(code) == "not_met" else "",
                assignment_id=assignment.pk,
                extract_entries="none" if code == "M1a" and code not in verdicts else "",
            )
            for code in ("M1", "M1a", "M2", "M3", "M5")
        ],
    )


def test_each_recognition_gets_a_small_case_at_its_own_partnership():
    first = place()
    second = place(
        application__site=first.site,
        application__partnership__code="hout",
        application__programme__name="Schrijnwerker duaal",
    )

    cases = name_mentor([second.pk, first.pk], actor=company_at(first), on=DAY, mentor=somebody_new())

    assert [(case.recognition_concerned, case.partnership_id) for case in cases] == [
        (first, "bouw"),
        (second, "hout"),
    ]
    assert {(case.kind, case.state) for case in cases} == {
        (ApplicationKind.ADD_MENTOR, ApplicationState.IN_REVIEW)
    }
    assert {case.deadline_on for case in cases} == {DAY + timedelta(days=14)}
    assert len({case.assignments.get().person_id for case in cases}) == 1


def test_the_case_is_routed_at_once_and_its_entries_say_what_was_asked():
    recognition = place()

    application = asked(recognition)

    submitted, routed = Entry.objects.filter(file_kind="application", file_id=application.pk).order_by("seq")
    assert (submitted.step, submitted.to_state) == ("submit_mentor", "SUBMITTED")
    assert submitted.remark == f"erkenning {recognition.pk}"
    assert (routed.step, routed.actor_role) == ("route", "system")


def test_only_the_conditions_on_the_mentor_are_judged():
    application = asked(place())

    codes = [assessment.code for assessment in assess(application, on=DAY)]

    assert codes == ["M1", "M1a", "M2", "M3", "M4", "M5"]
    with pytest.raises(ValidationError):
        judging.judge(application.pk, actor=OFFICER, on=DAY, judgements=[judging.Judgement("U1", "met")])


def test_a_granted_mentor_joins_the_recognition_with_a_term_for_the_training():
    recognition = place()
    mentor_at(recognition)
    application = asked(recognition)
    judge(application)

    joined = handling.grant(application.pk, actor=OFFICER, on=SOON)

    assignment = application.assignments.get()
    assert joined == recognition
    assert Recognition.objects.count() == 1
    assert (assignment.recognition, assignment.state) == (recognition, AssignmentState.ACTIVE_UNTRAINED)
    assert assignment.training_deadline_on == date(2026, 10, 23)
    assert assignment.training_plan_on == date(2026, 7, 23)
    application.refresh_from_db()
    assert application.state == ApplicationState.APPROVED
    steps = Entry.objects.filter(file_kind="recognition").values_list("step", "remark")
    assert list(steps) == [("assign_mentor", f"aanwijzing {assignment.pk}, dossier {application.reference}")]
    assert Entry.objects.filter(step="grant_mentor", file_id=application.pk).exists()


def test_a_mentor_who_is_granted_makes_an_incomplete_recognition_complete():
    recognition = place(state=RecognitionState.INCOMPLETE, incomplete_since=date(2026, 4, 1))
    application = asked(recognition)
    judge(application)

    handling.grant(application.pk, actor=OFFICER, on=SOON)

    recognition.refresh_from_db()
    assert (recognition.state, recognition.incomplete_since) == (RecognitionState.ACTIVE, None)


@pytest.mark.parametrize(
    ("partnership", "state"),
    [
        pytest.param("bouw", AssignmentState.ACTIVE, id="exempted here"),
        pytest.param("hout", AssignmentState.ACTIVE_UNTRAINED, id="exempted elsewhere"),
    ],
)
def test_an_exemption_counts_for_the_partnership_that_gave_it(partnership, state):
    recognition = place()
    place(application__partnership__code="hout")
    application = asked(recognition)
    TrainingExemption.objects.create(
        person=application.assignments.get().person,
        partnership_id=partnership,
        ground="PEDAGOGICAL",
        reason="Bachelor in het onderwijs.",
        granted_on=DAY,
        granted_by_name="Officier",
    )
    judge(application)

    handling.grant(application.pk, actor=OFFICER, on=SOON)

    assert application.assignments.get().state == state


def test_a_training_followed_before_serves_the_new_recognition():
    application = asked(place())
    MentorTrainingFactory(person=application.assignments.get().person, partnership=application.partnership)
    judge(application)

    handling.grant(application.pk, actor=OFFICER, on=SOON)

    assert application.assignments.get().state == AssignmentState.ACTIVE


def test_a_refused_mentor_leaves_the_recognition_as_it_was():
    recognition = place()
    mentor_at(recognition)
    application = asked(recognition)
    judge(application, M1a="not_met")

    handling.refuse(application.pk, actor=OFFICER, on=SOON)

    recognition.refresh_from_db()
    assert application.assignments.get().state == AssignmentState.REFUSED
    assert recognition.state == RecognitionState.ACTIVE
    entry = Entry.objects.get(step="refuse_mentor")
    assert entry.reasons == ["M1a"]


def test_a_mentor_from_a_sister_company_is_refused_on_m5():
    application = asked(place(), mentor=somebody_new(position="outside"))
    judge(application, M5="not_met")

    with pytest.raises(Refused) as refusal:
        handling.grant(application.pk, actor=OFFICER, on=SOON)

    assert refusal.value.reasons == ("M5",)


def test_a_grant_waits_for_every_condition_on_the_mentor_and_for_nothing_else():
    application = asked(place())

    with pytest.raises(Refused) as refusal:
        handling.grant(application.pk, actor=OFFICER, on=SOON)

    assert refusal.value.reasons == (
        "M1_not_judged",
        "M1a_not_judged",
        "M2_not_judged",
        "M3_not_judged",
        "M5_not_judged",
    )


def test_no_mentor_joins_a_recognition_that_ended_meanwhile():
    recognition = place()
    application = asked(recognition)
    judge(application)
    Recognition.objects.filter(pk=recognition.pk).update(state=RecognitionState.EXPIRED)

    with pytest.raises(Refused) as refusal:
        handling.grant(application.pk, actor=OFFICER, on=SOON)

    assert refusal.value.reasons == ("recognition_ended",)


def test_who_is_replaced_stops_when_the_other_is_accepted_and_no_day_goes_without_a_mentor():
    recognition = place()
    old = mentor_at(recognition)
    application = asked(recognition, replaces=old.pk)
    judge(application)

    handling.grant(application.pk, actor=OFFICER, on=SOON)

    old.refresh_from_db()
    recognition.refresh_from_db()
    assert (old.state, old.end_reason, old.ended_on) == (
        AssignmentState.ENDED,
        EndReason.REPLACED,
        SOON,
    )
    assert (recognition.state, recognition.incomplete_since) == (RecognitionState.ACTIVE, None)
    steps = Entry.objects.filter(file_kind="recognition").order_by("seq").values_list("step", flat=True)
    assert list(steps) == ["assign_mentor", "replace_mentor"]


def test_nobody_is_replaced_while_the_case_runs_or_when_it_is_refused():
    recognition = place()
    old = mentor_at(recognition)
    application = asked(recognition, replaces=old.pk)
    judge(application, M2="not_met")

    handling.refuse(application.pk, actor=OFFICER, on=SOON)

    old.refresh_from_db()
    assert old.state == AssignmentState.ACTIVE


def test_a_person_whom_the_company_knows_is_not_asked_for_again():
    recognition = place()
    other = place(application__site=recognition.site)
    known = mentor_at(recognition).person
    mentor = NewMentor(known.pk, said(birth_date=known.birth_date))

    application = asked(other, mentor=mentor)

    assert application.assignments.get().person == known
    assert (application.contact_email, application.joint_committee_id) == (
        other.application.contact_email,
        other.application.joint_committee_id,
    )


def test_an_extract_that_was_sent_before_goes_along_as_long_as_it_serves():
    recognition = place()
    other = place(application__site=recognition.site)
    first = asked(
        recognition, mentor=NewMentor(somebody_new().person, said(), extract=Upload("u.pdf", pdf()))
    )
    person = first.assignments.get().person

    again = asked(other, mentor=NewMentor(person.pk, said()))
    newer = asked(
        place(application__site=recognition.site),
        mentor=NewMentor(person.pk, said(extract_issued_on=date(2026, 4, 19))),
    )

    assert (
        again.assignments.get().documents.get().document == first.assignments.get().documents.get().document
    )
    assert not newer.assignments.get().documents.exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"extract_issued_on": date(2025, 4, 19)}, "M1", id="extract of a year and a day"),
        pytest.param({"experience_since": date(2024, 1, 1)}, "M3", id="two years of experience"),
    ],
)
def test_what_no_partnership_can_accept_is_refused_at_once(changed, code):
    with pytest.raises(Refused) as refusal:
        asked(place(), mentor=somebody_new(**changed))

    assert refusal.value.reasons == (code,)
    assert not Application.objects.filter(kind=ApplicationKind.ADD_MENTOR).exists()


def test_every_reason_against_a_naming_is_said_at_once():
    ended = place(expired=True)
    known = mentor_at(ended).person

    with pytest.raises(Refused) as refusal:
        asked(ended, mentor=NewMentor(known.pk, said(birth_date=known.birth_date)))

    assert refusal.value.reasons == ("recognition_ended", "mentor_here_already")


def test_one_case_at_a_time_for_one_person_and_one_recognition():
    recognition = place()
    asked(recognition)

    with pytest.raises(Refused) as refusal:
        asked(recognition)

    assert refusal.value.reasons == ("mentor_asked_already",)


def test_two_persons_can_be_asked_for_one_recognition_and_block_no_new_application():
    recognition = place()
    asked(recognition)
    other = NewPerson("Jan", "Anders", checked_number(make_national_number(date(1980, 1, 2), 903)))

    asked(recognition, mentor=NewMentor(other, said(birth_date=date(1980, 1, 2))))

    assert MentorAssignment.objects.count() == 2
    assert pairs_with_open_case([recognition.site_id]) == set()


def test_whoever_replaces_somebody_names_a_mentor_of_that_recognition():
    recognition = place()
    elsewhere = mentor_at(place())

    with pytest.raises(Refused) as refusal:
        asked(recognition, replaces=elsewhere.pk)

    assert refusal.value.reasons == ("other_replaced",)


@pytest.mark.parametrize(
    "actor",
    [
        pytest.param(OTHER_COMPANY, id="another company"),
        pytest.param(OFFICER, id="the partnership"),
        pytest.param(DEPARTMENT, id="the department"),
    ],
)
def test_only_the_company_names_its_mentors(actor):
    with pytest.raises(PermissionDenied):
        name_mentor([place().pk], actor=actor, on=DAY, mentor=somebody_new())


def test_a_person_of_another_company_is_not_there():
    stranger = mentor_at(place()).person

    with pytest.raises(ValidationError):
        asked(place(), mentor=NewMentor(stranger.pk, said()))


def test_recognitions_of_two_companies_are_not_named_for_together():
    first, second = place(), place()

    with pytest.raises(ValidationError):
        name_mentor([first.pk, second.pk], actor=company_at(first), on=DAY, mentor=somebody_new())


def test_nothing_of_a_judgement_on_the_undertaking_is_made():
    application = asked(place())
    judge(application)

    assert not ConditionJudgement.objects.filter(application=application, assignment__isnull=True).exists()
