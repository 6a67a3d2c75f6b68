"""Every address of the API and every reader: what a token of each role in each organisation meets.

The columns: no token; the company of the file; another company; the partnership of the file; another
partnership; the Flemish Partnership; the department; a counsellor of a school with an agreement there; an
inspector, of whose colleague the control is. Steps are asked with a body that is right in form.
"""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.recognition.models import Application, Guidance, Recognition, SanctionDecision
from duaal.foundation.kernel.actor import Role
from duaal.insight.statistics.models import Snapshot
from tests.architecture.agreement_api import AGREEMENT_API
from tests.architecture.api_addresses import address_about, body_about
from tests.architecture.school_api import SCHOOL_API
from tests.architecture.test_permission_matrix import addresses
from tests.architecture.webhook_api import WEBHOOK_API
from tests.casework.agreements import files
from tests.casework.matching.factories import ContactFactory, OfferFactory
from tests.casework.progress.factories import GapFactory
from tests.casework.recognition.factories import (
    AppealFactory,
    ApplicationFactory,
    MentorAssignmentFactory,
    RecognitionFactory,
    TrainingCertificateFactory,
    TransferFactory,
    VisitFactory,
)
from tests.casework.recognition.mandates.holders import MandateFactory
from tests.flows.notifications.factories import NoticeFactory
from tests.foundation.accounts.factories import actor_for
from tests.interfaces.api.asking import post, software
from tests.interfaces.api.personal import software_of
from tests.interfaces.web.figures.builders import counted_snapshot
from tests.register.organisations.factories import CompanyFactory
from tests.register.partnerships.factories import PartnershipFactory, ReportingSectorFactory

READERS = (
    *("nobody", "company", "other company", "partnership", "other partnership", "flemish", "department"),
    *("counsellor", "inspector"),
)
PERSONS = {"counsellor": Role.COUNSELLOR, "inspector": Role.INSPECTOR}
MARKS = {"+": "in", "l": 401, "-": 403, "0": 404}

API_MATRIX = {
    # nobody, company, other company, partnership, other one, flemish, department, counsellor, inspector
    "api:openapi": "+ + + + + + + + +",
    "api:docs": "+ + + + + + + + +",
    "api:unknown": "0 0 0 0 0 0 0 0 0",
    "api:values": "+ + + + + + + + +",
    "api:table_list": "+ + + + + + + + +",
    "api:table": "+ + + + + + + + +",
    "api:table_csv": "+ + + + + + + + +",
    "api:company": "l + + - - - - - -",
    "api:programmes": "l + + + + + + + -",
    "api:applications": "l + + + + + + + -",
    "api:application": "l + 0 + 0 + + 0 -",
    "api:history": "l + 0 + 0 + + - -",
    "api:recognitions": "l + + + + + + - -",
    "api:recognition": "l + 0 + 0 + + - -",
    "api:availability": "l + 0 + 0 + + - -",
    "api:of_company": "l + + - - - - - -",
    "api:notices": "l + + + + + + - -",
    "api:read_notice": "l + 0 0 0 0 0 - -",
    "api:give_it_up": "l + 0 - - - - - -",
    "api:start_guidance": "l - - + 0 - - - -",
    "api:add_guidance_action": "l - - + 0 - - - -",
    "api:close_guidance_action": "l - - + 0 - - - -",
    "api:complete_guidance": "l - - + 0 - - - -",
    "api:propose_sanction": "l - - + 0 - - - -",
    "api:record_hearing": "l - - + 0 - - - -",
    "api:drop_sanction": "l - - + 0 - - - -",
    "api:report_guidance_action": "l + 0 - - - - - -",
    "api:react_to_hearing": "l + 0 - - - - - -",
    "api:take_precaution": "l - - + 0 - + - -",
    "api:resolve_precaution": "l - - + 0 - + - -",
    "api:decide_a_sanction": "l - - + 0 + - - -",
    "api:propose_an_exclusion": "l - - + 0 - - - -",
    "api:dismiss_an_exclusion": "l - - - - + - - -",
    "api:sanctions": "l + + + + + + - -",
    "api:sanction": "l + 0 + 0 + + - -",
    "api:read_a_sanction": "l + 0 - - - - - -",
    "api:apply": "l + + - - - - + -",
    "api:answer": "l + 0 - - - - 0 -",
    "api:withdraw": "l + 0 - - - - 0 -",
    "api:mandate_list": "l + + - - - - + -",
    "api:add_mandate": "l - - - - - - + -",
    "api:end_mandate": "l + 0 - - - - 0 -",
    "api:take_over": "l + 0 - - - - - -",
    "api:ask": "l - - + 0 - - - -",
    "api:judge": "l - - + 0 - - - -",
    "api:grant": "l - - + 0 - - - -",
    "api:refuse": "l - - + 0 - - - -",
    "api:complete": "l - - + 0 - - - -",
    "api:mentor_list": "l + + + + + + - -",
    "api:add_mentor": "l + 0 - - - - - -",
    "api:stop_mentor": "l + 0 - - - - - -",
    "api:send_certificate": "l + 0 - - - - - -",
    "api:accept_certificate": "l - - + 0 - - - -",
    "api:refuse_certificate": "l - - + 0 - - - -",
    "api:exempt_mentor": "l - - + 0 - - - -",
    "api:visit_list": "l + + + + + + - -",
    "api:plan_visit": "l - - + 0 - - - -",
    "api:plan_visit_there": "l - - + 0 - - - -",
    "api:move_visit": "l - - + 0 - - - -",
    "api:cancel_visit": "l - - + 0 - - - -",
    "api:report_visit": "l - - + 0 - - - -",
    "api:ask_transfer": "l - - + 0 - - - -",
    "api:accept_transfer": "l - - - + - - - -",
    "api:decline_transfer": "l - - - + - - - -",
    "api:order_transfer": "l - - - - + - - -",
    "api:keep_case": "l - - - - + - - -",
    "api:appeal_list": "l + + + + + + - -",
    "api:one_appeal": "l + 0 + 0 + + - -",
    "api:lodge_appeal": "l + 0 - - - - - -",
    "api:enter_appeal": "l - - - - - + - -",
    "api:judge_appeal": "l - - - - - + - -",
    "api:suspend_effect": "l - - - - - + - -",
    "api:extend_appeal": "l - - - - - + - -",
    "api:decide_appeal": "l - - - - - + - -",
    "api:retract_appeal": "l + 0 - - - - - -",
    "api:ask_several": "l - - + 0 - - - -",
    "api:certificate_list": "l + + + + + + - -",
    "api:change_list": "l + + + + + + - -",
    "api:close_control": "l - - - - - - - 0",
    "api:company_list": "l - - + + + + - -",
    "api:control_list": "l - - - - - + - +",
    "api:decide_several": "l - - + 0 - - - -",
    "api:dismiss_proposal": "l - - + 0 - - - -",
    "api:exemption_list": "l - - + + + + - -",
    "api:finding_list": "l - - + + + + - -",
    "api:follow_up": "l + 0 + 0 + + - -",
    "api:guidance_list": "l + + + + + + - -",
    "api:guide_on_proposal": "l - - + 0 - - - -",
    "api:judge_several": "l - - + 0 - - - -",
    "api:one_change": "l + 0 + 0 + + - -",
    "api:one_company": "l - - + 0 + + - -",
    "api:one_control": "l - - - - - + - 0",
    "api:one_proposal": "l - - + 0 + + + -",
    "api:open_certificate": "l - - + 0 - + - -",
    "api:open_control": "l - - - - - - - 0",
    "api:open_document": "l - - + 0 - + - -",
    "api:open_mandate": "l + 0 - - - - 0 -",
    "api:open_paper": "l + 0 + 0 - + 0 -",
    "api:open_proof": "l - - + 0 - + - -",
    "api:proposal_list": "l - - + + + + + -",
    "api:proposal_places": "l - - - - - - + -",
    "api:propose_withdrawal": "l - - - - - - + -",
    "api:read_a_refusal": "l + 0 - - - - - -",
    "api:read_notices": "l + + + + + + - -",
    "api:record_finding": "l - - - - - - - 0",
    "api:renew": "l + 0 - - - - - -",
    "api:renewals": "l + + - - - - - -",
    "api:report_change": "l + + - - - - - -",
    "api:sanction_on_proposal": "l - - + 0 - - - -",
    "api:see_change": "l - - + 0 - - - -",
    "api:transfer_list": "l - - + + + + - -",
    "api:view_dossier": "l - - - - - - - 0",
    "api:competences": "l + + + + + + + -",
    "api:learner_plan": "l 0 0 - - - - 0 -",
    "api:start_plan": "l - - - - - - + -",
    "api:set_plan_lines": "l - - - - - - + -",
    "api:add_plan_weeks": "l - - - - - - + -",
    "api:remove_plan_weeks": "l - - - - - - 0 -",
    "api:add_plan_evaluation": "l - - - - - - + -",
    "api:remove_plan_evaluation": "l - - - - - - 0 -",
    "api:set_plan_agreements": "l - - - - - - + -",
    "api:fix_plan": "l - - - - - - 0 -",
    "api:renew_plan": "l - - - - - - 0 -",
    "api:drop_plan": "l - - - - - - 0 -",
    "api:move_plan": "l - - - - - - + -",
    "api:reach_competence": "l - - - - - - + -",
    "api:take_back_competence": "l - - - - - - + -",
    "api:gap_list": "l + 0 + 0 + + - -",
    "api:record_gap": "l + 0 + 0 - - - -",
    "api:end_gap": "l + 0 + 0 - - - -",
    "api:offer_list": "l + + + + + + + -",
    "api:publish_offer": "l + 0 - - - - - -",
    "api:change_offer": "l + 0 - - - - - -",
    "api:pause_offer": "l + 0 - - - - - -",
    "api:resume_offer": "l + 0 - - - - - -",
    "api:confirm_offer": "l + 0 - - - - - -",
    "api:workplaces": "l - - - - - - 0 -",
    "api:contact_list": "l + + - - - - + -",
    "api:ask_company": "l - - - - - - 0 -",
    "api:one_contact": "l + 0 - - - - 0 -",
    "api:show_interest": "l + 0 - - - - - -",
    "api:plan_intake": "l + 0 - - - - 0 -",
    "api:propose_learner": "l + 0 - - - - 0 -",
    "api:decline_contact": "l + 0 - - - - - -",
    "api:withdraw_contact": "l - - - - - - 0 -",
    "api:agreements": "l + + - - - - + -",
    "api:agreement": "l + 0 - - - - 0 -",
    "api:agreement_paper": "l 0 0 - - - - 0 -",  # nobody signed yet; a signed one has a test of its own
}
OF_A_PLAN = {
    *("api:learner_plan", "api:start_plan", "api:set_plan_lines", "api:add_plan_weeks"),
    *("api:remove_plan_weeks", "api:add_plan_evaluation", "api:remove_plan_evaluation"),
    *("api:set_plan_agreements", "api:fix_plan", "api:renew_plan", "api:drop_plan", "api:move_plan"),
    *("api:reach_competence", "api:take_back_competence"),
}
"""On the plan of a learner: for a school, whose software is tried in the tests of plans; a company reads."""
ABOUT_A_GAP = {"api:gap_list", "api:record_gap", "api:end_gap"}

OF_SANCTIONS = {
    "api:start_guidance": {"shortcoming": "D6", "description": "Geen opvolging."},
    "api:add_guidance_action": {"description": "Een gesprek.", "responsible": "Ann", "due_on": "2026-04-01"},
    "api:close_guidance_action": {"result": "POSITIVE"},
    "api:complete_guidance": {},
    "api:propose_sanction": {"reason": "Daarom."},
    "api:record_hearing": {"heard_on": "2026-03-10", "report": "Een goed gesprek."},
    "api:drop_sanction": {"reason": "Daarom."},
    "api:report_guidance_action": {"report": "Gedaan."},
    "api:react_to_hearing": {"reaction": "Wij waren ziek."},
    "api:take_precaution": {"danger": "De zaag.", "until": "2026-03-20"},
    "api:resolve_precaution": {"outcome": "END", "reason": "Hersteld."},
    "api:decide_a_sanction": {"reasons": "Daarom."},
    "api:propose_an_exclusion": {"kind": "DEFINITIVE", "reason": "Daarom."},
    "api:dismiss_an_exclusion": {"reason": "Daarom."},
    "api:sanction": None,
    "api:read_a_sanction": {},
}
OF_A_MENTOR = {"api:stop_mentor", "api:send_certificate", "api:exempt_mentor"}
OF_A_CERTIFICATE = {"api:accept_certificate", "api:refuse_certificate"}
OF_A_RECOGNITION = {"api:recognition", "api:availability", "api:give_it_up", "api:publish_offer"}
OF_AN_OFFER = {f"api:{step}_offer" for step in ("change", "pause", "resume", "confirm")}
OF_A_CONTACT = {
    *("api:one_contact", "api:show_interest", "api:plan_intake", "api:propose_learner"),
    *("api:decline_contact", "api:withdraw_contact", "api:workplaces"),
}

OF_AN_APPEAL = {
    *("api:one_appeal", "api:judge_appeal", "api:suspend_effect", "api:extend_appeal"),
    *("api:decide_appeal", "api:retract_appeal"),
}

REMARK = {"remark": ""}
WHY = {"reason": "Daarom."}
APPOINTMENT = {"day": "2026-03-12", "visitor": "Jan Janssens"}
BODIES = {
    "api:apply": {
        "places": [{"site": "2000000000", "programme": "X1"}],
        "mentors": [
            {
                "given_name": "Mieke",
                "family_name": "Verzonnen",
                "national_number": "00000000000",
                "position": "owner",
                "experience_since": "2010-09-01",
                "extract_model": "596.2",
                "extract_issued_on": "2026-01-20",
            }
        ],
        "undertaking": {"organisation_and_equipment": True, "financial_strength": True, "conviction": False},
        "contact": {"name": "Mieke", "email": "mieke@voorbeeld.test", "phone": "09 123 45 67"},
    },
    "api:add_mandate": {
        "company": "0123456749",
        "signed_by": "Mieke",
        "signed_on": "2026-03-01",
        "paper": {"name": "a.pdf", "content": "JVBERg=="},
    },
    "api:end_mandate": {},
    "api:take_over": {},
    "api:answer": {"text": "Hierbij."},
    "api:withdraw": REMARK,
    "api:ask": {"items": "Een foto."},
    "api:judge": {"judgements": [{"condition": "U1", "verdict": "not_met", "reason": "Geen oven."}]},
    "api:grant": REMARK,
    "api:refuse": REMARK,
    "api:complete": {},
    "api:plan_visit": APPOINTMENT,
    "api:plan_visit_there": APPOINTMENT,
    "api:move_visit": APPOINTMENT,
    "api:cancel_visit": WHY,
    "api:report_visit": {"held_on": "2026-03-09", "report": "In orde."},
    "api:ask_transfer": {"to": "bouw", **WHY},
    "api:accept_transfer": {},
    "api:decline_transfer": WHY,
    "api:order_transfer": {"to": "bouw", **WHY},
    "api:keep_case": WHY,
    "api:read_notice": {},
    "api:give_it_up": REMARK,
    "api:stop_mentor": {"why": "left", "last_day": "2026-03-09"},
    "api:send_certificate": {
        "course": "Mentoropleiding",
        "provider": "Centrum Noord",
        "provider_registered": True,
        "hours": 8,
        "followed_on": "2026-03-05",
    },
    "api:accept_certificate": {},
    "api:refuse_certificate": WHY,
    "api:exempt_mentor": {"ground": "EXPERIENCE", **WHY},
    "api:lodge_appeal": {"against": "REFUSAL", "reasons": "Niet eens."},
    "api:enter_appeal": {"against": "REFUSAL", "way": "LETTER", "sent_on": "2026-03-09"},
    "api:judge_appeal": {"admissible": True},
    "api:suspend_effect": WHY,
    "api:extend_appeal": WHY,
    "api:decide_appeal": {"outcome": "REJECTED", **WHY},
    "api:retract_appeal": {},
    "api:publish_offer": {"places": 2, "starts_from": "2026-03-20"},
    "api:change_offer": {"places": 2, "starts_from": "2026-03-20"},
    "api:pause_offer": {},
    "api:resume_offer": {},
    "api:confirm_offer": {},
    "api:ask_company": {"trajectory": 1, "recognition": 1, "message": "Dag.", "consented_on": "2026-03-09"},
    "api:show_interest": {},
    "api:plan_intake": {"intake_on": "2026-03-12"},
    "api:propose_learner": {},
    "api:decline_contact": WHY,
    "api:withdraw_contact": WHY,
}


def test_every_address_of_the_api_has_a_row_in_the_matrix() -> None:
    found = {name for name, _pattern in addresses() if name.startswith("api:")}

    assert found == {*API_MATRIX, *SCHOOL_API, *WEBHOOK_API, *AGREEMENT_API}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(API_MATRIX))
def test_who_gets_in_and_who_does_not(name: str) -> None:
    expected = dict(zip(READERS, (MARKS[mark] for mark in API_MATRIX[name].split()), strict=True))

    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        found = {reader: met(name, reader) for reader in READERS}

    assert found == expected


def met(name: str, reader: str) -> object:
    """What the reader meets at the address, on a file of its own for each try."""
    partnership = PartnershipFactory(code="voeding")
    if not Snapshot.objects.exists():
        counted_snapshot()
    case = ApplicationFactory(partnership=partnership, waiting=True)
    organisations = {
        "company": (Role.COMPANY, case.company.enterprise_number),
        "other company": (Role.COMPANY, CompanyFactory().enterprise_number),
        "partnership": (Role.PARTNERSHIP, "voeding"),
        "other partnership": (Role.PARTNERSHIP, "bouw"),
        "flemish": (Role.FLEMISH_PARTNERSHIP, "vlaams-partnerschap"),
        "department": (Role.DEPARTMENT, "wewis"),
    }
    client = software(*organisations[reader]) if reader in organisations else Client()
    if reader in PERSONS:
        client = software_of(actor_for(PERSONS[reader]))
    address = address_of(name, case)
    body = body_of(name, case)
    answer = client.get(address) if body is None else post(client, address, body)
    return (
        answer.status_code
        if answer.status_code in (401, 403, 404)
        else ("in" if answer.status_code < 500 else "broken")
    )


def body_of(name: str, case: Application) -> dict[str, object] | None:
    """What is sent to the address about this case; None when it is only read."""
    if (found := body_about(name, case)) is not None:
        return found
    if name in OF_A_PLAN | ABOUT_A_GAP:
        read = {"api:learner_plan", "api:gap_list"}
        return None if name in read else {"competence": "C1"} if name == "api:record_gap" else {}
    body = _naming(case) if name == "api:add_mentor" else BODIES.get(name, OF_SANCTIONS.get(name))
    return {**body, "reference": case.reference} if body is not None and "against" in body else body


def _recognised(case: Application) -> Recognition:
    """A recognition of the company of the case."""
    return RecognitionFactory(application__site=case.site, application__partnership=case.partnership)


def _naming(case: Application) -> dict[str, object]:
    """A mentor for a recognition of the company of the case."""
    mentors: list[dict[str, object]] = BODIES["api:apply"]["mentors"]  # type: ignore[assignment]
    return {"recognitions": [_recognised(case).pk], "mentor": mentors[0]}


def _number_about_a_mentor(name: str, case: Application) -> int:
    """A mentor who still has to follow the training, or a certificate of one."""
    recognition = _recognised(case)
    ReportingSectorFactory(partnership=case.partnership)
    mentor = MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state="ACTIVE_UNTRAINED",
        training_deadline_on=recognition.valid_to,
    )
    return mentor.pk if name in OF_A_MENTOR else TrainingCertificateFactory(assignment=mentor).pk


def address_of(name: str, case: Application) -> str:
    """The address for this case, or for what belongs to it."""
    if name == "api:unknown":
        return "/api/v1/bestaat/niet"
    if (found := address_about(name, case)) is not None:
        return found
    if name in OF_SANCTIONS:
        return _address_of_sanction(name, case)
    if name in OF_A_PLAN:
        return reverse(name, args=[1, 1] if name.startswith("api:remove_") else [1])
    if name == "api:competences":
        return reverse(name, args=[case.programme_id])
    if name in ABOUT_A_GAP:
        gap = GapFactory(recognition=_recognised(case))
        return reverse(name, args=[gap.recognition_id, *([gap.pk] if name == "api:end_gap" else [])])
    belonging = _belonging(name, case)
    if belonging is not None:
        return reverse(name, args=[belonging])
    if name in {"api:accept_transfer", "api:decline_transfer"}:
        TransferFactory(application=case, to_partnership=PartnershipFactory(code="bouw"))
    about_one = name in {
        "api:application",
        "api:history",
        "api:answer",
        "api:withdraw",
        "api:ask",
        "api:judge",
        "api:grant",
        "api:refuse",
        "api:complete",
        "api:plan_visit",
        "api:ask_transfer",
        "api:accept_transfer",
        "api:decline_transfer",
        "api:order_transfer",
        "api:keep_case",
        "api:take_over",
    }
    if name in {"api:table", "api:table_csv"}:
        return reverse(name, args=["T1a"])
    return reverse(name, args=[case.reference] if about_one else [])


def _belonging(name: str, case: Application) -> int | None:
    """The number of what the address is about, made for the company of the case; None for the case itself."""
    if name == "api:read_notice":
        return NoticeFactory(organisation=case.company.enterprise_number).pk
    if name in {"api:agreement", "api:agreement_paper"}:
        trajectory = files.searching()
        place = files.place_for(trajectory, application__site=case.site)
        return files.proposed(files.drafted(trajectory, place=place))[0].pk
    if name == "api:end_mandate":
        return MandateFactory(company=case.company).pk
    if name == "api:plan_visit_there":
        return RecognitionFactory(partnership=case.partnership).pk
    if name.endswith("_visit") and name != "api:plan_visit":
        return VisitFactory(application=case).pk
    if name in OF_A_MENTOR | OF_A_CERTIFICATE:
        return _number_about_a_mentor(name, case)
    if name in OF_AN_OFFER:
        return OfferFactory(recognition=_recognised(case)).pk
    if name in OF_A_CONTACT:
        return ContactFactory(at__recognition=_recognised(case)).pk
    if name in OF_AN_APPEAL:
        return AppealFactory(application__site=case.site, application__partnership=case.partnership).pk
    return _recognised(case).pk if name in OF_A_RECOGNITION else None


def _address_of_sanction(name: str, case: Application) -> str:
    """The address of a step on a recognition with a guidance file, or of the decision on it."""
    PartnershipFactory(flemish=True)
    recognition = RecognitionFactory(application__site=case.site, application__partnership=case.partnership)
    if name in {"api:sanction", "api:read_a_sanction"}:
        decision = SanctionDecision.objects.create(
            company=recognition.company,
            partnership=recognition.partnership,
            reference=f"S2026-{recognition.pk:08d}",
            decided_on=recognition.valid_from,
        )
        return reverse(name, args=[decision.reference])
    if not name.endswith("_guidance_action") or name == "api:add_guidance_action":
        return reverse(name, args=[recognition.pk])
    guidance = Guidance.objects.create(
        recognition=recognition, state="RUNNING", shortcoming="D1", opened_on=recognition.valid_from
    )
    action = guidance.actions.create(responsible="Ann Peeters", due_on=recognition.valid_to)
    return reverse(name, args=[recognition.pk, action.pk])
