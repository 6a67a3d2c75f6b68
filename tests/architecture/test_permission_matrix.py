"""Every address and every reader: who gets in, who has to log in, who is refused, who finds nothing.

A new address fails here until it has its row. The columns: nobody logged in; logged in without an
organisation; the company of the file; another company; the partnership of the file; another partnership;
the Flemish Partnership; the department; a trajectory counsellor, an employee of the sector and an inspector
who have nothing to do with the file.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from duaal.casework.recognition.actions.renewing import start_from
from duaal.casework.recognition.models import (
    AssignmentDocument,
    Control,
    Guidance,
    Recognition,
    SanctionDecision,
    TrainingExemption,
    WithdrawalProposal,
)
from duaal.casework.recognition.states.upkeep import ChangeKind
from duaal.casework.recognition.upkeep.changes import report
from duaal.interfaces.web.access import access_of
from tests.casework.progress.factories import GapFactory
from tests.casework.recognition.appeals.sanctions import withdrawal
from tests.casework.recognition.bakery import bakery, filled_form
from tests.casework.recognition.factories import (
    RECEIVED,
    AppealFactory,
    ApplicationFactory,
    MentorAssignmentFactory,
    RecognitionFactory,
    RequestFormFactory,
    TrainingCertificateFactory,
    TransferFactory,
    VisitFactory,
)
from tests.casework.recognition.mandates.holders import MandateFactory
from tests.flows.notifications.factories import NoticeFactory
from tests.foundation.accounts.factories import ApiTokenFactory, UserFactory
from tests.foundation.documents.factories import stored
from tests.register.organisations.factories import CompanyFactory
from tests.register.partnerships.factories import PartnershipFactory
from tests.register.programmes.factories import ReplacementFactory

READERS = (
    "nobody",
    "new",
    "company",
    "other company",
    "partnership",
    "other partnership",
    "flemish",
    "department",
    "counsellor",
    "sector",
    "inspector",
)
IN, LOGIN, NO, NOTHING = "in", "login", "no", "nothing"
MARKS = {"+": IN, "l": LOGIN, "-": NO, "0": NOTHING}

WITHOUT_A_SNAPSHOT = {"figures:detail", "figures:csv", "demo_login", "notices:mailbox", "notices:mail"}
"""Pages that show nothing here: there is no snapshot, and this is no demo. Nobody is refused all the same."""

OF_AN_APPEAL = ("detail", "admissibility", "suspend", "extend", "decide", "retract")

ELSEWHERE = ("api:", "learners:", "matching:", "contracts:", "webhooks:", "checks:", "rescue:")
"""Addresses for software, around a learner, of agreements and of workplaces: they have their own matrices."""

MATRIX = {
    # nobody, new, company, other company, partnership, other partnership, flemish, department,
    # counsellor, sector, inspector
    "public:home": "+ + + + + + + + + + +",
    "public:about": "+ + + + + + + + + + +",
    "public:accessibility": "+ + + + + + + + + + +",
    "public:privacy": "+ + + + + + + + + + +",
    "figures:list": "+ + + + + + + + + + +",
    "figures:detail": "+ + + + + + + + + + +",
    "figures:csv": "+ + + + + + + + + + +",
    "lawpages:list": "+ + + + + + + + + + +",
    "lawpages:csv": "+ + + + + + + + + + +",
    "lawpages:detail": "+ + + + + + + + + + +",
    "account_login": "+ + + + + + + + + + +",
    "account_logout": "+ + + + + + + + + + +",
    "demo_login": "+ + + + + + + + + + +",
    "switch_capacity": "l + + + + + + + + + +",
    "claims:claim": "l + + + - - - - - - -",
    "requests:papers": "l - + 0 - - - - 0 0 -",
    "requests:overview": "l - + + - - - - + + -",
    "requests:start": "l - + + - - - - + + -",
    "requests:choose": "l - - - - - - - + + -",
    "requests:begin": "l - - - - - - - + + -",
    "requests:hand_over": "l - + 0 - - - - 0 0 -",
    "requests:declare": "l - - - - - - - 0 0 -",
    "mandates:overview": "l - + + - - - - + + -",
    "mandates:new": "l - - - - - - - + + -",
    "mandates:end": "l - + 0 - - - - 0 0 -",
    "mandates:document": "l - + 0 - - - - 0 0 -",
    "requests:reuse": "l - + 0 - - - - 0 0 -",
    "requests:places": "l - + 0 - - - - 0 0 -",
    "requests:mentors": "l - + 0 - - - - 0 0 -",
    "requests:new_mentor": "l - + 0 - - - - 0 0 -",
    "requests:mentor": "l - + 0 - - - - 0 0 -",
    "requests:remove_mentor": "l - + 0 - - - - 0 0 -",
    "requests:undertaking": "l - + 0 - - - - 0 0 -",
    "requests:contact": "l - + 0 - - - - 0 0 -",
    "requests:check": "l - + 0 - - - - 0 0 -",
    "requests:leave_out": "l - + 0 - - - - 0 0 -",
    "requests:choose_committee": "l - + 0 - - - - 0 0 -",
    "requests:receipt": "l - + 0 - - - - 0 0 -",
    "requests:discard": "l - + 0 - - - - 0 0 -",
    "requests:keep_typed": "l - + 0 - - - - 0 0 -",
    "tasks:start": "l + + + + + + + + + +",
    "tasks:csv": "l - + + + + + + + + +",
    "notices:list": "l - + + + + + + + + +",
    "notices:read_all": "l - + + + + + + + + +",
    "notices:preferences": "l - + + + + + + + + +",
    "notices:open": "l - + 0 0 0 0 0 0 0 0",
    "notices:read": "l - + 0 0 0 0 0 0 0 0",
    "notices:mailbox": "+ + + + + + + + + + +",
    "notices:mail": "+ + + + + + + + + + +",
    "together:chosen": "l - - - + + + - - - -",
    "together:decide": "l - - - + + + - - - -",
    "together:ask": "l - - - + + + - - - -",
    "together:judge": "l - - - + + + - - - -",
    "cases:list": "l - - - + + + + - - -",
    "cases:csv": "l - - - + + + + - - -",
    "cases:detail": "l - + 0 + 0 + + 0 0 -",
    "cases:document": "l - - - + 0 - + - - -",
    "cases:complete": "l - - - + 0 - - - - -",
    "cases:judge": "l - - - + 0 - - - - -",
    "cases:ask": "l - - - + 0 - - - - -",
    "cases:grant": "l - - - + 0 - - - - -",
    "cases:refuse": "l - - - + 0 - - - - -",
    "cases:answer": "l - + 0 - - - - 0 0 -",
    "cases:withdraw": "l - + 0 - - - - 0 0 -",
    "cases:take_over": "l - + 0 - - - - - - -",
    "cases:paper": "l - + 0 + 0 - + 0 0 -",
    "appeals:read": "l - + 0 - - - - - - -",
    "appeals:lodge": "l - + 0 - - - - 0 0 -",
    "appeals:register": "l - - - - - - + - - -",
    "appeals:list": "l - + + + + + + - - -",
    "appeals:csv": "l - + + + + + + - - -",
    "appeals:lodge_against": "l - + 0 - - - - - - -",
    "appeals:register_against": "l - - - - - - + - - -",
    "appeals:detail": "l - + 0 + 0 + + - - -",
    "appeals:admissibility": "l - - - - - - + - - -",
    "appeals:suspend": "l - - - - - - + - - -",
    "appeals:extend": "l - - - - - - + - - -",
    "appeals:decide": "l - - - - - - + - - -",
    "appeals:retract": "l - + 0 - - - - - - -",
    "recognitions:list": "l - + + + + + + - - -",
    "recognitions:csv": "l - + + + + + + - - -",
    "changes:list": "l - + + + + + + + + -",
    "changes:report": "l - + + - - - - 0 0 -",
    "changes:detail": "l - + 0 + 0 + + 0 0 -",
    "recognitions:renew": "l - + + - - - - 0 0 -",
    "competences:list": "l - + + + + + + + - -",
    "competences:csv": "l - + + + + + + + - -",
    "competences:programme": "l - + + + + + + + - -",
    "recognitions:gap_record": "l - + 0 + 0 - - - - -",
    "recognitions:gap_end": "l - + 0 + 0 - - - - -",
    "recognitions:give_up": "l - + 0 - - - - - - -",
    "recognitions:of_company": "l - + 0 + 0 + + - - -",
    "recognitions:check_agreement": "l - + 0 + 0 + + - - -",
    "recognitions:detail": "l - + 0 + 0 + + - - -",
    "mentors:list": "l - + + + + + + - - -",
    "mentors:csv": "l - + + + + + + - - -",
    "mentors:choose": "l - + + - - - - - - -",
    "mentors:name": "l - + + - - - - - - -",
    "mentors:name_known": "l - + 0 - - - - - - -",
    "mentors:detail": "l - + 0 + 0 + + - - -",
    "mentors:stop": "l - + 0 - - - - - - -",
    "mentors:certificate": "l - + 0 - - - - - - -",
    "mentors:exempt": "l - - - + 0 - - - - -",
    "mentors:certificates": "l - - - + + + - - - -",
    "mentors:judge": "l - - - + 0 - - - - -",
    "mentors:file": "l - - - + 0 - + - - -",
    "mentors:proof": "l - - - + 0 - + - - -",
    "visits:list": "l - - - + + + + - - -",
    "visits:csv": "l - - - + + + + - - -",
    "visits:calendar": "l - + 0 + 0 + + - - -",
    "visits:move": "l - - - + 0 - - - - -",
    "visits:cancel": "l - - - + 0 - - - - -",
    "visits:report": "l - - - + 0 - - - - -",
    "visits:plan_for_case": "l - - - + 0 - - - - -",
    "visits:plan_for_recognition": "l - - - + 0 - - - - -",
    "transfers:list": "l - - - + + + + - - -",
    "transfers:csv": "l - - - + + + + - - -",
    "transfers:ask": "l - - - + - - - - - -",
    "transfers:accept": "l - - - - + - - - - -",
    "transfers:decline": "l - - - - + - - - - -",
    "transfers:order": "l - - - - - + - - - -",
    "transfers:keep": "l - - - - - + - - - -",
    "sanctions:guidances": "l - - - + + + + - - -",
    "sanctions:guidances_csv": "l - - - + + + + - - -",
    "sanctions:decisions": "l - + + + + + + - - -",
    "sanctions:decisions_csv": "l - + + + + + + - - -",
    "sanctions:decision": "l - + 0 + 0 + + - - -",
    "sanctions:read": "l - + 0 - - - - - - -",
    "sanctions:start": "l - - - + 0 - - - - -",
    "sanctions:add_action": "l - - - + 0 - - - - -",
    "sanctions:report": "l - + 0 - - - - - - -",
    "sanctions:close": "l - - - + 0 - - - - -",
    "sanctions:complete": "l - - - + 0 - - - - -",
    "sanctions:propose": "l - - - + 0 - - - - -",
    "sanctions:react": "l - + 0 - - - - - - -",
    "sanctions:hear": "l - - - + 0 - - - - -",
    "sanctions:drop": "l - - - + 0 - - - - -",
    "sanctions:take": "l - - - + 0 - + - - -",
    "sanctions:resolve": "l - - - + 0 - + - - -",
    "sanctions:decide": "l - - - + 0 + - - - -",
    "sanctions:propose_exclusion": "l - - - + 0 - - - - -",
    "sanctions:answer_exclusion": "l - - - - - + - - - -",
    "proposals:list": "l - - - + + + + + - -",
    "proposals:csv": "l - - - + + + + + - -",
    "proposals:places": "l - - - - - - - + - -",
    "proposals:propose": "l - - - - - - - 0 - -",
    "proposals:detail": "l - - - + 0 + + 0 - -",
    "proposals:guide": "l - - - + 0 - - - - -",
    "proposals:sanction": "l - - - + 0 - - - - -",
    "proposals:dismiss": "l - - - + 0 - - - - -",
    "agreements:list": "l - - - - - - + + - -",
    "agreements:csv": "l - - - - - - + + - -",
    "agreements:detail": "l - - - - - - - 0 - -",
    "controls:list": "l - - - - - - + - - +",
    "controls:csv": "l - - - - - - + - - +",
    "controls:open": "l - - - - - - - - - +",
    "controls:detail": "l - - - - - - + - - 0",
    "controls:dossier": "l - - - - - - - - - 0",
    "controls:finding": "l - - - - - - - - - 0",
    "controls:close": "l - - - - - - - - - 0",
    "trail:case": "l - - - - - - + - - -",
    "trail:csv": "l - - - - - - + - - -",
    "trail:reveal": "l - - - - - - + - - -",
    "companies:list": "l - - - + + + + - - -",
    "companies:csv": "l - - - + + + + - - -",
    "companies:detail": "l - + 0 + 0 + + - - -",
    "companies:sites": "l - + 0 + 0 + + - - -",
    "companies:recognitions": "l - + 0 + 0 + + - - -",
    "companies:applications": "l - + 0 + 0 + + - - -",
    "changes:without_visit": "l - - - + 0 - - - - -",
    "replacements:list": "l - - - + + + + - - -",
    "replacements:csv": "l - - - + + + + - - -",
    "replacements:add": "l - - - + + + - - - -",
    "replacements:detail": "l - - - + 0 + + - - -",
    "replacements:end": "l - - - + 0 - - - - -",
    "replacements:reopen": "l - - - + 0 - - - - -",
    "replacements:strike": "l - - - + 0 - - - - -",
    "tokens:list": "l - + + - - - + + + +",
    "tokens:revoke": "l - + 0 - - - + 0 0 0",
}


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site by its name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield f"{space}{pattern.name}", pattern


@pytest.fixture
def arguments() -> dict[str, dict[str, Any]]:
    """One file with everything around it: the values that the addresses ask for."""
    shop = bakery()
    draft, sent = filled_form(shop), RequestFormFactory(company=shop.company, sent=True)
    mandate = MandateFactory(company=shop.company)
    in_its_name = RequestFormFactory(company=shop.company, mandate=mandate)
    case = ApplicationFactory(
        site=shop.sites[0],
        programme=shop.programmes[0],
        partnership=PartnershipFactory(code="voeding"),
        waiting=True,
    )
    going = TransferFactory(
        application=ApplicationFactory(site=shop.sites[1], partnership=case.partnership),
        to_partnership=PartnershipFactory(code="bouw"),
    ).application
    recognition = RecognitionFactory(
        application__site=shop.sites[1],
        application__programme=shop.programmes[1],
        application__partnership=case.partnership,
    )
    (change,) = report(
        shop.company.pk,
        actor=shop.actor,
        on=date(2026, 3, 10),
        kind=ChangeKind.OTHER,
        happens_on=date(2026, 3, 10),
        description="Nieuwe oven.",
    )
    again = start_from(shop.company.pk, [recognition.pk], actor=shop.actor, on=date(2026, 3, 10))
    mentor = MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state="ACTIVE_UNTRAINED",
        training_deadline_on=recognition.valid_to,
    )
    document = stored()
    AssignmentDocument.objects.create(assignment=case.assignments.get(), document=document)
    number = shop.company.enterprise_number
    appeal = AppealFactory(application__site=shop.sites[1], application__partnership=case.partnership)
    sanction = withdrawal(
        RecognitionFactory(application__site=shop.sites[1], application__partnership=case.partnership)
    )
    against = {"slug": "opheffing", "sanction_id": sanction.pk}
    proposal = WithdrawalProposal.objects.create(
        recognition=recognition,
        provider_number="0",
        agreement_number=1,
        state="OPEN",
        reasons="Geen mentor.",
        proposed_on=RECEIVED,
        answer_by=RECEIVED,
    )
    control = Control.objects.create(
        company=shop.company, inspector_id=0, reason="Klacht.", opened_on=RECEIVED, ends_on=RECEIVED
    )
    draft_address = {"form_id": draft.pk}
    case_address = {"reference": case.reference}
    return {
        "organisation": {"company": number, "other": CompanyFactory().enterprise_number},
        "requests:": draft_address,
        "requests:begin": {"number": number},
        "requests:hand_over": {"form_id": in_its_name.pk},
        "requests:declare": {"form_id": in_its_name.pk},
        "mandates:": {"mandate_id": mandate.pk},
        "requests:reuse": {"form_id": again.pk},
        "requests:mentor": {**draft_address, "number": 1},
        "requests:remove_mentor": {**draft_address, "number": 1},
        "requests:keep_typed": {**draft_address, "page": "contact"},
        "requests:receipt": {"form_id": sent.pk},
        "cases:": case_address,
        "cases:paper": {**case_address, "document_id": document.pk},
        "cases:document": {**case_address, "document_id": document.pk},
        "appeals:": case_address,
        **{f"appeals:{name}": {"appeal_id": appeal.pk} for name in OF_AN_APPEAL},
        **{f"appeals:{name}_against": against for name in ("lodge", "register")},
        "agreements:": {"agreement_id": recognition.pk},
        "controls:": {"control_id": control.pk},
        "proposals:": {"proposal_id": proposal.pk},
        "proposals:propose": {"recognition_id": recognition.pk},
        "trail:": case_address,
        "visits:": {"visit_id": VisitFactory(application=case).pk},
        "visits:plan_for_case": case_address,
        "visits:plan_for_recognition": {"recognition_id": recognition.pk},
        "transfers:": {"reference": going.reference},
        "trail:reveal": {**case_address, "assignment_id": case.assignments.get().pk},
        "companies:": {"number": number},
        "changes:": {"change_id": change.pk},
        "replacements:": {"replacement_id": ReplacementFactory(partnership=case.partnership).pk},
        "mentors:": {
            "person_id": mentor.person_id,
            "assignment_id": mentor.pk,
            "recognition_id": recognition.pk,
            "exemption_id": TrainingExemption.objects.create(
                person=mentor.person,
                partnership=case.partnership,
                ground="EXPERIENCE",
                reason="Twintig jaar mentor.",
                document=stored(),
                granted_on=mentor.named_on,
                granted_by_name="Officier Janssens",
            ).pk,
            "certificate_id": TrainingCertificateFactory(assignment=mentor, document=stored()).pk,
        },
        "recognitions:": {
            "recognition_id": recognition.pk,
            "number": number,
            "gap_id": GapFactory(recognition=recognition).pk,
        },
        "competences:": {"code": case.programme_id},
        "notices:": {"notice_id": NoticeFactory(organisation=number).pk},
        "notices:mail": {"mail_id": 1},
        "sanctions:": _sanctioned(recognition),
        "tokens:": {"token_id": ApiTokenFactory(organisation=number).pk},
        "lawpages:detail": {"key": "recognition.decision_days"},
        "figures:": {"key": "t1a"},
    }


def _sanctioned(recognition: Recognition) -> dict[str, Any]:
    """A guidance file and a decision on the recognition: the values that their addresses ask for."""
    guidance = Guidance.objects.create(
        recognition=recognition, state="RUNNING", shortcoming="D1", opened_on=recognition.valid_from
    )
    action = guidance.actions.create(responsible="Ann Peeters", due_on=recognition.valid_to)
    decision = SanctionDecision.objects.create(
        company=recognition.company,
        partnership=recognition.partnership,
        reference="S2026-00000001",
        decided_on=recognition.valid_from,
    )
    return {"recognition_id": recognition.pk, "action_id": action.pk, "reference": decision.reference}


@pytest.fixture
def clients(arguments: dict[str, dict[str, Any]]) -> dict[str, Client]:
    """A browser per reader."""
    own = arguments["organisation"]
    users = {
        "nobody": None,
        "new": UserFactory(),
        "company": UserFactory(company=True, organisation=own["company"]),
        "other company": UserFactory(company=True, organisation=own["other"]),
        "partnership": UserFactory(partnership=True, organisation="voeding"),
        "other partnership": UserFactory(partnership=True, organisation="bouw"),
        "flemish": UserFactory(flemish=True, organisation="vlaams-partnerschap"),
        "department": UserFactory(department=True),
        "counsellor": UserFactory(counsellor=True),
        "sector": UserFactory(sector=True),
        "inspector": UserFactory(inspector=True),
    }
    found = {}
    for reader, user in users.items():
        found[reader] = Client(raise_request_exception=False)
        if user is not None:
            found[reader].force_login(user)
    return found


def address_of(name: str, pattern: URLPattern, arguments: dict[str, dict[str, Any]]) -> str:
    wanted = pattern.pattern.converters
    if not wanted:
        return reverse(name)
    space = name.split(":")[0] + ":"
    values = arguments.get(name) or arguments[space]
    return reverse(name, kwargs={key: values[key] for key in wanted})


def outcome(answer: Any) -> str:
    """What the reader met; empty when the page does not answer to this method, which tells nothing."""
    if answer.status_code == 302 and answer.url.startswith("/aanmelden/"):
        return LOGIN
    if answer.status_code == 405:
        return ""
    return {403: NO, 404: NOTHING}.get(answer.status_code, IN if answer.status_code < 500 else "broken")


def met(client: Client, address: str, *, allowed: bool) -> set[str]:
    """What a reader meets at an address; who is refused tries to change something as well."""
    answers = [client.get(address)] if allowed else [client.get(address), client.post(address)]
    return {outcome(answer) for answer in answers} - {""} or {IN}


def test_every_address_has_a_row_in_the_matrix():
    of_pages = {name for name, _pattern in addresses() if not name.startswith(ELSEWHERE)}

    assert of_pages == set(MATRIX)


def test_every_view_says_who_may_open_it():
    silent = [name for name, pattern in addresses() if access_of(pattern.callback) is None]

    assert silent == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_who_gets_in_and_who_does_not(name, arguments, clients):
    pattern = dict(addresses())[name]
    address = address_of(name, pattern, arguments)
    expected = dict(zip(READERS, (MARKS[mark] for mark in MATRIX[name].split()), strict=True))

    found = {
        reader: met(client, address, allowed=expected[reader] == IN) for reader, client in clients.items()
    }
    if name in WITHOUT_A_SNAPSHOT:
        found = {reader: {IN} if outcomes == {NOTHING} else outcomes for reader, outcomes in found.items()}

    assert found == {reader: {mark} for reader, mark in expected.items()}
