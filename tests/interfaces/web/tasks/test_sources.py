"""Every state that waits for somebody, and every clock, has a source of tasks for each role that must act.

The table is the walk through `recognition.md` 14.1-14.6 and 13. What the system does stands in `ALONE`.
"""

from datetime import date

import pytest
from django.test import Client

from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.states.checks import EndAppealState, HoldState
from duaal.casework.agreements.states.search import SearchState
from duaal.casework.matching.states import ContactState, OfferState
from duaal.casework.recognition.appeals.states import AppealState
from duaal.casework.recognition.controls.states import ControlState
from duaal.casework.recognition.models import Control
from duaal.casework.recognition.models.handling import TransferState
from duaal.casework.recognition.sanctions.states import ExclusionState, GuidanceState, ProposalState
from duaal.casework.recognition.states import ApplicationState, AssignmentState, RecognitionState
from duaal.casework.recognition.states.upkeep import ChangeState
from duaal.casework.trajectories.states import TrajectoryState
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.tasks.sources import SOURCES
from tests.casework.recognition.factories import (
    ApplicationFactory,
    MentorAssignmentFactory,
    RecognitionFactory,
    TransferFactory,
)
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import company, flemish, officer, queries_of, text_of
from tests.interfaces.web.readers import department as official
from tests.register.partnerships.factories import PartnershipFactory

BODY, FLEMISH = Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP
BODIES = (BODY, FLEMISH)
HOLDERS = (Role.COUNSELLOR, Role.SECTOR)

WAITS = [
    (ApplicationState.IN_REVIEW, BODIES, "cases_to_decide"),
    (ApplicationState.INFO_REQUESTED, (Role.COMPANY,), "questions"),
    (ApplicationState.INFO_REQUESTED, HOLDERS, "questions"),
    (ApplicationState.REFUSED, (Role.COMPANY,), "refusals"),
    (ApplicationState.REFUSED_UNDER_APPEAL, (Role.DEPARTMENT,), "appeals_to_handle"),
    ("DRAFT", (Role.COMPANY,), "drafts"),
    ("DRAFT", HOLDERS, "drafts"),
    ("OVERDUE", (Role.COMPANY,), "late_decisions"),
    ("OVERDUE", HOLDERS, "late_decisions"),
    (TransferState.ASKED, BODIES, "transfers_to_answer"),
    (TransferState.ASKED, (FLEMISH,), "transfers_to_order"),
    ("VISIT_PLANNED", BODIES, "visits_to_hold"),
    (RecognitionState.INCOMPLETE, (Role.COMPANY,), "places_without_mentor"),
    (RecognitionState.INCOMPLETE, BODIES, "vacancies_over"),
    (RecognitionState.INCOMPLETE, (Role.DEPARTMENT,), "vacancies_told"),
    (RecognitionState.UNDER_GUIDANCE, (Role.COMPANY,), "actions_to_do"),
    (RecognitionState.UNDER_GUIDANCE, BODIES, "actions_to_close"),
    (GuidanceState.RUNNING, BODIES, "guidances_to_finish"),
    (RecognitionState.SANCTION_PROPOSED, (Role.COMPANY,), "invitations"),
    (RecognitionState.SANCTION_PROPOSED, BODIES, "sanctions_to_decide"),
    (RecognitionState.SUSPENDED, (*BODIES, Role.DEPARTMENT), "precautions_to_end"),
    (RecognitionState.WITHDRAWN, (Role.COMPANY,), "decisions_to_read"),
    (RecognitionState.WITHDRAWN, (Role.COMPANY,), "contracts_to_end"),
    (SearchState.SEARCHING, (Role.COUNSELLOR,), "workplaces_to_find"),
    ("ENDS_SOON", (Role.COMPANY,), "ending"),
    ("ENDS_SOON", HOLDERS, "ending_recognitions"),
    ("MANDATE_ENDS", HOLDERS, "ending_mandates"),
    (AssignmentState.PROPOSED, BODIES, "cases_to_decide"),
    (AssignmentState.ACTIVE_UNTRAINED, (Role.COMPANY,), "untrained"),
    (AssignmentState.ACTIVE_UNTRAINED, BODIES, "certificates"),
    (AssignmentState.LAPSED, (Role.COMPANY, *BODIES), "trainings_overdue"),
    ("EXCLUSION_PROPOSED", (FLEMISH,), "exclusions_to_answer"),
    (AppealState.LODGED, (Role.DEPARTMENT,), "appeals_to_handle"),
    (AppealState.ADMISSIBLE, (Role.DEPARTMENT,), "appeals_to_handle"),
    (ProposalState.OPEN, BODIES, "proposals"),
    (ChangeState.REPORTED, BODIES, "changes_to_see"),
    ("VISIT_AFTER_MOVE", BODIES, "visits_to_plan_after_move"),
    (ControlState.RUNNING, (Role.INSPECTOR,), "controls_to_finish"),
    (TrajectoryState.SEARCHING, (Role.COUNSELLOR, Role.LEARNER, Role.GUARDIAN), "searches"),
    (TrajectoryState.STARTUP_SCREENING, (Role.COUNSELLOR,), "screenings"),
    ("FIRST_LESSON", (Role.COUNSELLOR,), "first_lessons"),
    (ContactState.SENT, (Role.COMPANY,), "questions"),
    (ContactState.INTERESTED, (Role.COMPANY, Role.COUNSELLOR), "to_plan"),
    (ContactState.INTAKE, (Role.COMPANY, Role.COUNSELLOR, Role.LEARNER, Role.GUARDIAN), "interviews"),
    (ContactState.PROPOSED, (Role.COMPANY, Role.COUNSELLOR), "to_follow"),
    (OfferState.STALE, (Role.COMPANY,), "offers"),
    (AgreementState.TO_SIGN, (Role.COUNSELLOR, Role.COMPANY, Role.LEARNER, Role.GUARDIAN), "to_sign"),
    (AgreementState.DRAFT, (Role.COUNSELLOR,), "on_paper"),
    (AgreementState.REFUSED, (Role.COUNSELLOR,), "on_paper"),
    ("AMENDMENT_DRAFT", (Role.COUNSELLOR,), "amendments_on_paper"),
    ("AMENDMENT_REFUSED", (Role.COUNSELLOR,), "amendments_on_paper"),
    ("AMENDMENT_TO_SIGN", (Role.COUNSELLOR, Role.COMPANY, Role.LEARNER, Role.GUARDIAN), "to_sign"),
    (AgreementState.SIGNED, (Role.COUNSELLOR,), "to_register"),
    (AgreementState.REGISTERED, (Role.COUNSELLOR, Role.COMPANY), "not_begun"),
    (AgreementState.MEDIATION, (Role.COUNSELLOR,), "mediations"),
    (AgreementState.ENDED, (Role.COMPANY, Role.LEARNER, Role.GUARDIAN), "ends_to_report"),
    ("LOST_WORKPLACE", (Role.COUNSELLOR, Role.LEARNER, Role.GUARDIAN), "lost_workplaces"),
    ("ENDS_ON_A_KNOWN_DAY", (Role.COMPANY, Role.COUNSELLOR, Role.LEARNER, Role.GUARDIAN), "places_that_end"),
    ("LOST_WITH_ITS_RECOGNITION", (Role.DEPARTMENT,), "learners_without_place"),
    (AgreementState.ENDED, (Role.COUNSELLOR,), "ends_to_tell"),
    (AgreementState.SUSPENDED, (Role.COMPANY,), "suspensions_to_tell"),
    (HoldState.HELD, (Role.DEPARTMENT,), "holds_to_decide"),
    (EndAppealState.LODGED, (FLEMISH,), "end_appeals_to_decide"),
    ("PLAN_DRAFT", (Role.COUNSELLOR,), "drafts"),
    ("PLAN_WITHOUT_MENTOR", (Role.COUNSELLOR,), "mentors_left"),
    ("PLAN_WITH_A_GAP", (Role.COUNSELLOR,), "gaps_in_plans"),
]
"""A state or a clock, who must act, and the source that tells them."""

ALONE = {
    ApplicationState.SUBMITTED: "is routed in the same transaction",
    RecognitionState.ACTIVE: "nothing waits",
    AssignmentState.ACTIVE: "nothing waits",
    ExclusionState.IN_FORCE: "ends by its day; the clock does it",
    ExclusionState.SUSPENDED: "the appeal that suspended it waits, and is a task of the department",
}
ENDS = {
    ApplicationState: {"APPROVED", "CANCELLED", "DISCONTINUED", "REFUSED_FINAL"},
    RecognitionState: {"EXPIRED", "ENDED_BY_UNDERTAKING", "ENDED_CLOSED", "SUPERSEDED"},
    AssignmentState: {"ENDED", "BARRED", "REFUSED"},
    AppealState: {"INADMISSIBLE", "UPHELD", "PARTLY_UPHELD", "REJECTED", "RETRACTED"},
    ProposalState: {"TAKEN_UP", "DISMISSED", "MOOT"},
    ChangeState: {"SEEN"},
    ControlState: {"ENDED"},
    ExclusionState: {"ENDED", "ANNULLED"},
}


def name_of(line) -> str:
    source = line.source
    found = getattr(source, "__closure__", None)
    inner = [cell.cell_contents.__name__ for cell in found or () if hasattr(cell.cell_contents, "__name__")]
    return inner[0] if inner else source.__name__


@pytest.mark.parametrize(
    ("state", "role", "source"), [(state, role, source) for state, roles, source in WAITS for role in roles]
)
def test_who_must_act_has_a_source_for_it(state, role, source):
    assert source in {name_of(line) for line in SOURCES if role in line.roles}


def test_every_source_stands_in_the_table_for_every_role_that_has_it():
    known = {(source, role) for _state, roles, source in WAITS for role in roles}

    assert {(name_of(line), role) for line in SOURCES for role in line.roles} == known


@pytest.mark.parametrize("states", ENDS, ids=lambda states: states.__name__)
def test_every_state_waits_for_somebody_or_says_why_not(states):
    waits = {state for state, _roles, _source in WAITS if isinstance(state, states)}

    left = {state for state in states if state not in waits | set(ALONE) and state not in ENDS[states]}

    assert left == set()


@pytest.mark.django_db
@pytest.mark.usefixtures("on_10_march_2026")
def test_an_overdue_training_is_a_task_of_the_body_and_of_the_company_and_stands_on_the_recognition():
    place = RecognitionFactory()
    mentor = MentorAssignmentFactory(
        application=place.application,
        recognition=place,
        state="LAPSED",
        training_deadline_on=date(2026, 3, 1),
    )

    own, other = text_of(company(place.company).get("/taken/")), text_of(officer().get("/taken/"))

    assert "Voeg het attest toe, of duid een andere mentor aan." in own
    assert f"/mentoren/{mentor.person_id}/" in own
    assert "Kijk na wie er nu begeleidt." in other
    assert f"/erkenningen/{place.pk}/" in other
    assert str(mentor.person) not in text_of(officer("hout").get("/taken/"))
    assert str(mentor.person) not in text_of(flemish().get("/taken/"))
    assert str(mentor.person) not in text_of(company(RecognitionFactory().company).get("/taken/"))
    assert "te laat" in text_of(officer().get(f"/erkenningen/{place.pk}/")).lower()


@pytest.mark.django_db
@pytest.mark.usefixtures("on_10_march_2026")
def test_a_second_wish_to_transfer_is_for_the_flemish_partnership_to_order():
    first = TransferFactory().application
    second = ApplicationFactory()
    for state in ("ACCEPTED", "ASKED"):
        TransferFactory(application=second, to_partnership=PartnershipFactory(code="hout"), state=state)

    page = text_of(flemish().get("/taken/"))

    assert page.count("U bepaalt wie beslist.") == 1
    assert f"/dossiers/{second.reference}/" in page
    assert first.reference not in page
    assert "U bepaalt wie beslist." not in text_of(official().get("/taken/"))


@pytest.mark.django_db
@pytest.mark.usefixtures("on_10_march_2026")
def test_an_inspector_finds_the_controls_that_run():
    user, client = UserFactory(inspector=True), Client()
    client.force_login(user)
    place = RecognitionFactory()
    given = {"company": place.company, "reason": "Klacht.", "opened_on": date(2026, 3, 1)}
    own = Control.objects.create(inspector_id=user.pk, ends_on=date(2026, 3, 20), **given)
    over = Control.objects.create(inspector_id=user.pk, ends_on=date(2026, 3, 9), **given)
    other = Control.objects.create(inspector_id=user.pk + 1, ends_on=date(2026, 3, 20), **given)

    page = text_of(client.get("/taken/"))

    assert f"/controles/{own.pk}/" in page
    assert f"/controles/{over.pk}/" not in page
    assert f"/controles/{other.pk}/" not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("on_10_march_2026")
@pytest.mark.parametrize("reader", [officer, flemish])
def test_the_new_kinds_cost_as_many_queries_for_many_as_for_one(reader):
    def more() -> None:
        place = RecognitionFactory()
        MentorAssignmentFactory(
            application=place.application,
            recognition=place,
            state="LAPSED",
            training_deadline_on=date(2026, 3, 1),
        )
        case = ApplicationFactory()
        for state in ("ACCEPTED", "ASKED"):
            TransferFactory(application=case, to_partnership=PartnershipFactory(code="hout"), state=state)

    client = reader()
    more()
    one = queries_of(client, "/taken/")
    more()
    more()

    assert queries_of(client, "/taken/") == one
