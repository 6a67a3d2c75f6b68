"""Several cases of one company at once: what is against each, one decision, all or nothing."""

import re

import pytest
from django.db import transaction
from django.test import Client

from duaal.casework.recognition.models import Application, ConditionJudgement, InformationRequest
from duaal.casework.recognition.states import ApplicationState
from duaal.flows.notifications.models import Mail, Notice
from duaal.flows.notifications.outbox import read_ledger
from duaal.flows.notifications.sending import send_waiting
from duaal.foundation.audit.models import Entry
from duaal.interfaces.web.together import views
from tests.casework.recognition.factories import ApplicationFactory
from tests.flows.notifications.factories import AT, DAY
from tests.flows.notifications.mailserver import server
from tests.interfaces.web.readers import company, flemish, officer, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory, SiteFactory

__all__ = ["server"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ADDRESS = "/dossiers-samen/"


@pytest.fixture
def shop():
    return CompanyFactory()


def case_of(shop, **more) -> Application:
    return ApplicationFactory(
        site=SiteFactory(company=shop), contact_email="ann@korst.test", **{"judged": True, **more}
    )


def failing(shop) -> Application:
    case = case_of(shop)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Geen balans.")
    return case


def send(client, step: str, cases, **typed):
    references = [case.reference for case in cases]
    return client.post(f"{ADDRESS}{step}/", {"dossier": references, **typed})


def states(*cases: Application) -> list[str]:
    return [Application.objects.get(pk=case.pk).state for case in cases]


def chosen(client, *cases: Application) -> list[str]:
    answer = client.get(ADDRESS, {"dossier": [case.reference for case in cases]})
    return [one.application.reference for one in answer.context["cases"]]


def test_three_are_granted_and_one_is_refused_with_one_mail(shop):
    good, bad = [case_of(shop) for _ in range(3)], failing(shop)
    typed = {f"outcome_{case.pk}": "grant" for case in good}
    typed |= {f"outcome_{bad.pk}": "refuse", f"remark_{bad.pk}": "Bezorg de balans van 2025."}

    answer = send(officer(), "beslissen", [*good, bad], **typed)

    assert answer["Location"] == "/dossiers/"
    assert states(*good, bad) == [ApplicationState.APPROVED] * 3 + [ApplicationState.REFUSED]
    assert Application.objects.get(pk=bad.pk).decision_reason == "Bezorg de balans van 2025."
    assert Application.objects.get(pk=good[0].pk).decision_reason == ""
    read_ledger(on=DAY, at=AT)
    mail = Mail.objects.get(address="ann@korst.test")
    assert mail.subject == "duaal: Er is beslist over een aanvraag (4)"
    assert Notice.objects.count() == 4


def test_the_company_gets_one_mail_over_the_line_and_opens_every_page_behind_it(shop, server):
    good, bad = [case_of(shop) for _ in range(3)], failing(shop)
    typed = {f"outcome_{case.pk}": "grant" for case in good} | {f"outcome_{bad.pk}": "refuse"}
    send(officer(), "beslissen", [*good, bad], **typed)
    read_ledger(on=DAY, at=AT)
    send_waiting(at=AT)

    (message,) = server.messages
    text = message.get_body(("plain",)).get_content()
    links = re.findall(r"https://duaal\.voorbeeld\.test(/dossiers/\S+)", text)

    assert sorted(links) == sorted(f"/dossiers/{case.reference}/" for case in (*good, bad))
    assert Client().get(links[0])["Location"] == f"/aanmelden/?next={links[0]}"
    reader = company(shop)
    assert [reader.get(link).status_code for link in links] == [200] * 4
    assert Notice.objects.filter(read_at__isnull=True).count() == 4  # a link in a mail changes nothing
    refusal = Notice.objects.get(sentence__contains="geweigerd")
    assert reader.post(f"/berichten/{refusal.pk}/openen/")["Location"] == f"/dossiers/{bad.reference}/"
    assert Notice.objects.filter(read_at__isnull=True).count() == 3


def test_what_is_left_open_stays_open(shop):
    decided, left = case_of(shop), case_of(shop)

    send(officer(), "beslissen", [decided, left], **{f"outcome_{decided.pk}": "grant"})

    assert states(decided, left) == [ApplicationState.APPROVED, ApplicationState.IN_REVIEW]


def test_only_what_can_be_decided_is_offered_and_the_rest_says_why(shop):
    open_one, done = case_of(shop, judged=False), case_of(shop)

    page = officer().get(ADDRESS, {"dossier": [open_one.reference, done.reference]})

    form = page.context["decide"]
    assert f"outcome_{open_one.pk}" not in form.fields
    assert [key for key, _words in form.fields[f"outcome_{done.pk}"].choices] == ["", "grant"]
    assert "Toekennen kan nu niet. Waarom?" in text_of(page)
    assert outline(page).wrong == []


def test_an_outcome_that_is_not_offered_is_refused_and_changes_nothing(shop):
    bad = failing(shop)

    assert send(officer(), "beslissen", [bad], **{f"outcome_{bad.pk}": "grant"}).status_code == 422
    assert states(bad) == [ApplicationState.IN_REVIEW]


def test_nothing_chosen_is_said(shop):
    answer = send(officer(), "beslissen", [case_of(shop)])

    assert answer.status_code == 422
    assert "Kies bij minstens één dossier wat u beslist." in text_of(answer)


def test_when_one_cannot_none_is_decided(shop, monkeypatch):
    first, second = case_of(shop), case_of(shop)

    real = views.chosen_cases

    def somebody_is_quicker(*args, **more):
        found = real(*args, **more)
        Application.objects.filter(pk=second.pk).update(state=ApplicationState.CANCELLED)
        return found

    monkeypatch.setattr(views, "chosen_cases", somebody_is_quicker)
    entries = Entry.objects.count()

    answer = send(
        officer(), "beslissen", [first, second], **{f"outcome_{case.pk}": "grant" for case in (first, second)}
    )

    assert answer.status_code == 409
    assert "Er is niets bewaard, ook niet voor de andere dossiers." in text_of(answer)
    assert second.reference in text_of(answer)
    assert states(first) == [ApplicationState.IN_REVIEW]
    assert Entry.objects.count() == entries


def test_nobody_handles_cases_of_another_partnership(shop):
    own, other = case_of(shop), case_of(shop, partnership__code="hout")

    assert chosen(officer(), own, other) == [own.reference]
    for client in (officer("kust"), flemish()):
        assert send(client, "beslissen", [own], **{f"outcome_{own.pk}": "grant"})["Location"] == "/dossiers/"
    send(officer(), "beslissen", [own, other], **{f"outcome_{other.pk}": "grant"})
    assert states(own, other) == [ApplicationState.IN_REVIEW] * 2


def test_the_same_question_goes_to_each_case(shop):
    cases = [case_of(shop) for _ in range(2)]
    waiting = case_of(shop, waiting=True)

    answer = send(officer(), "vragen", [*cases, waiting], items="Een recente balans.")

    assert answer["Location"].startswith(ADDRESS)
    asked = InformationRequest.objects.filter(items="Een recente balans.")
    assert {one.application_id for one in asked} == {case.pk for case in cases}


def test_an_empty_question_is_not_asked(shop):
    assert send(officer(), "vragen", [case_of(shop)], items=" ").status_code == 422
    assert not InformationRequest.objects.exists()


def test_the_company_is_judged_once_for_all_its_cases(shop):
    cases = [case_of(shop, judged=False) for _ in range(3)]

    send(officer(), "beoordelen", cases, verdict_U1="met", verdict_U2="not_met", reason_U2="Geen balans.")

    assert ConditionJudgement.objects.filter(condition="U1", verdict="met").count() == 3
    assert ConditionJudgement.objects.filter(condition="U2", reason="Geen balans.").count() == 3
    assert not ConditionJudgement.objects.filter(condition="U3").exists()


def test_a_verdict_without_a_reason_is_kept_in_no_case(shop):
    answer = send(officer(), "beoordelen", [case_of(shop, judged=False)], verdict_U2="not_met")

    assert answer.status_code == 409
    assert not ConditionJudgement.objects.exists()


def test_companies_are_not_judged_with_one_stroke(shop):
    cases = [case_of(shop, judged=False), case_of(CompanyFactory(), judged=False)]

    assert officer().get(ADDRESS, {"dossier": [c.reference for c in cases]}).context["judge"] is None
    send(officer(), "beoordelen", cases, verdict_U1="met")
    assert not ConditionJudgement.objects.exists()


def test_the_list_lets_an_officer_choose_and_nobody_else(shop):
    case = case_of(shop)

    assert f'id="kies-{case.pk}"' in text_of(officer().get("/dossiers/"))
    assert "kies-" not in text_of(flemish().get("/dossiers/"))
    assert outline(officer().get("/dossiers/")).wrong == []


def test_looking_changes_nothing(shop):
    case = case_of(shop)
    with transaction.atomic():
        entries = Entry.objects.count()

    officer().get(ADDRESS, {"dossier": case.reference, f"outcome_{case.pk}": "grant"})

    assert Entry.objects.count() == entries
    assert officer().get(f"{ADDRESS}beslissen/").status_code == 405


def test_without_a_choice_there_is_a_way_back():
    answer = officer().get(ADDRESS)

    assert answer["Location"] == "/dossiers/"
