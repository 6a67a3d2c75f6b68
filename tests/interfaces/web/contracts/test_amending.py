"""The pages of an amendment: from the form to a text that holds, and what each party sees."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from duaal.casework.agreements.actions import signing
from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.agreements.models import Agreement, Amendment, Signature
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.states.amendments import AmendmentState
from duaal.flows.processes import agreements as process
from duaal.foundation.audit.models import Entry
from duaal.interfaces.web.tasks import contracts as tasks
from tests.casework.agreements import amendments, files
from tests.casework.agreements.amendments import FROM
from tests.casework.agreements.files import LAST, NOON, START
from tests.casework.trajectories.actors import OTHER_SCHOOL
from tests.interfaces.web.contracts.test_pages import client_of, link, planned, school, typed
from tests.interfaces.web.readers import queries_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_first_day() -> Iterator[None]:
    with time_machine.travel("2026-03-23T10:00:00+01:00", tick=False):
        yield


def running() -> Agreement:
    """An agreement that runs, of a learner with a fixed plan."""
    trajectory = files.searching()
    planned(trajectory)
    training = process.planned_training(trajectory.pk)
    return files.begun(files.drafted(trajectory, plan=training.plan if training else None))


def address(agreement: Agreement, name: str, *more: Any) -> str:
    return reverse(f"contracts:{name}", args=[agreement.pk, *more])


def given(agreement: Agreement, **changed: Any) -> dict[str, Any]:
    """The form of an amendment as it is sent: one hour more, from 20 April."""
    own = {"first": FROM.isoformat(), "real_0": "25", "reason": "Meer uren in de zaak."}
    return typed(agreement.recognition, **{**own, **changed})


def test_from_the_form_to_a_text_that_holds_in_the_browser(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    agreement = running()
    staff = school(agreement)

    assert "Wijzig de overeenkomst" in text_of(staff.get(address(agreement, "detail")))
    opened = staff.get(address(agreement, "amend")).content.decode()
    assert 'value="24"' in opened
    assert f'value="{LAST.isoformat()}"' in opened
    made = staff.post(address(agreement, "amend"), given(agreement))
    amendment = Amendment.objects.get()
    assert made.url == address(agreement, "amendment", amendment.pk)
    shown = text_of(staff.get(made.url))
    assert "24 uur op de werkplek, 12 lessen" in shown
    assert "25 uur op de werkplek, 12 lessen" in shown
    staff.post(address(agreement, "propose_amendment", amendment.pk))
    links = [re.search(r"/ondertekenen/\S+/", one.body).group() for one in mail.outbox]
    assert len(links) == 3
    assert all("wijziging" in one.body for one in mail.outbox)
    for one in links:
        page = Client().get(one)
        assert "Wat verandert er?" in text_of(page)
        assert "Meer uren in de zaak." in text_of(page)
        code = re.search(r'name="content_hash" value="(\w+)"', page.content.decode()).group(1)
        Client().post(one, {"content_hash": code, "has_read": "on"})
    text = amendments.hash_of(amendment)
    staff.post(address(agreement, "sign"), {"content_hash": text, "has_read": "on"})

    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.AGREED
    assert "24 uur op de werkplek" in text_of(staff.get(address(agreement, "text")))
    keep_agreements(on=FROM)
    assert "25 uur op de werkplek" in text_of(staff.get(address(agreement, "text")))
    assert "gold vroeger" in text_of(staff.get(f"{address(agreement, 'text')}?versie=1"))
    history = text_of(staff.get(address(agreement, "versions")))
    assert "Versie 2, vanaf 20 april 2026" in history
    assert "geldt nu" in history


def test_another_kind_is_refused_with_the_way_out_in_one_action():
    agreement = running()
    staff = school(agreement)
    few = given(agreement, real_0="14", lessons_0="16")

    page = staff.post(address(agreement, "amend"), few)
    assert page.status_code == 422
    assert "andere soort overeenkomst" in text_of(page)
    assert "Beëindig en maak een nieuw ontwerp" in text_of(page)
    refused = staff.post(address(agreement, "amend"), {**few, "nieuw": "ja"})
    assert "alle drie akkoord" in text_of(refused)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.ACTIVE
    staff.post(address(agreement, "amend"), {**few, "nieuw": "ja", "agreed": "on"})

    agreement.refresh_from_db()
    assert (agreement.state, agreement.ended_as) == (AgreementState.ENDED, "ENDED_MUTUAL")
    new = Agreement.objects.get(replaces=agreement)
    assert (new.kind, new.state) == ("SAO", AgreementState.DRAFT)


def test_the_way_out_before_the_start_calls_the_agreement_off():
    trajectory = files.searching()
    planned(trajectory)
    agreement = files.registered(files.drafted(trajectory))
    few = given(agreement, real_0="14", lessons_0="16", first=START.isoformat())
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        school(agreement).post(address(agreement, "amend"), {**few, "nieuw": "ja", "agreed": "on"})

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.VOID
    assert Agreement.objects.get(replaces=agreement).kind == "SAO"


def test_a_new_agreement_never_starts_on_the_day_the_old_one_ends():
    agreement = running()
    few = given(agreement, real_0="14", lessons_0="16", first=START.isoformat())

    page = school(agreement).post(address(agreement, "amend"), {**few, "nieuw": "ja", "agreed": "on"})

    assert "Kies een dag na vandaag" in text_of(page)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.ACTIVE


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"first": ""}, "vanaf wanneer de wijziging geldt"),
        ({"first": "2026-03-20"}, "is voorbij"),
        ({"first": "2026-06-29", "last": "2026-06-30"}, "ligt buiten de overeenkomst"),
        ({"reason": ""}, "Schrijf op waarom"),
        ({"real_0": "24"}, "Er verandert niets"),
    ],
)
def test_wrong_input_is_named_and_what_was_typed_stays(changed, words):
    agreement = running()

    page = school(agreement).post(address(agreement, "amend"), given(agreement, **changed))

    assert page.status_code == 422
    assert words in text_of(page)
    assert "leerling@voorbeeld.test" in page.content.decode()
    assert not Amendment.objects.exists()


def test_looking_first_keeps_nothing():
    agreement = running()

    page = school(agreement).post(address(agreement, "amend"), {**given(agreement), "kijk": "ja"})

    assert page.status_code == 200
    assert "Niets staat in de weg." in text_of(page)
    assert not Amendment.objects.exists()


def test_another_company_is_chosen_among_recognised_places_and_signs_for_itself():
    agreement = running()
    place = files.place_for(agreement.trajectory)
    staff = school(agreement)
    amend = address(agreement, "amend")

    assert place.company.name in text_of(staff.get(f"{amend}?overname=ja"))
    form = staff.get(f"{amend}?werkplek={place.pk}")
    assert "neemt de overeenkomst over" in text_of(form)
    assert "Ann Peeters" not in form.content.decode()
    answer = typed(place, first=FROM.isoformat(), reason="Overname.", signer_0="Jan Claes")
    staff.post(f"{amend}?werkplek={place.pk}", answer)

    amendment = Amendment.objects.get()
    assert amendment.recognition == place
    assert place.company.name in text_of(staff.get(address(agreement, "amendment", amendment.pk)))


def test_a_draft_of_an_amendment_is_for_the_school_alone():
    agreement = running()
    amendment = amendments.drafted(agreement)
    page = address(agreement, "amendment", amendment.pk)
    text = f"{address(agreement, 'text')}?versie={amendment.version.number}"
    company = client_of(company=True, organisation=agreement.company.enterprise_number)

    assert school(agreement).get(page).status_code == 200
    for closed in (page, text):
        assert company.get(closed).status_code == 404
    assert "Wijziging vanaf" not in text_of(company.get(address(agreement, "detail")))
    amendments.proposed(agreement, amendment=amendment)
    assert company.get(page).status_code == 200
    assert "25 uur" in text_of(company.get(text))
    assert "25 uur" not in text_of(company.get(address(agreement, "text")))


def test_a_version_that_is_none_gives_no_page():
    agreement = running()
    staff = school(agreement)

    for asked in ("9", "abc", "99999999999999999999"):
        assert staff.get(f"{address(agreement, 'text')}?versie={asked}").status_code == 404


def test_a_mail_scanner_that_opens_the_link_of_an_amendment_signs_nothing():
    agreement = running()
    _amendment, secrets = amendments.proposed(agreement)
    entries, signatures = Entry.objects.count(), Signature.objects.count()

    for secret in secrets.values():
        assert Client().get(link(secret)).status_code == 200

    assert (Entry.objects.count(), Signature.objects.count()) == (entries, signatures)


def test_who_refuses_with_the_own_login_comes_back_to_the_amendment():
    agreement = running()
    amendment, _secrets = amendments.proposed(agreement)
    person = agreement.trajectory.learner.person
    learner = client_of(learner=True, organisation=agreement.learner_number, person=person)

    page = learner.post(address(agreement, "refuse"), {"reason": "Te lang."})

    assert page.url == address(agreement, "amendment", amendment.pk)
    assert "tekende niet: Te lang." in text_of(learner.get(page.url))


def test_the_school_takes_an_amendment_back_or_changes_it():
    agreement = running()
    amendment, secrets = amendments.proposed(agreement)
    staff = school(agreement)
    signing.sign_with_link(secrets["learner"], content_hash=amendments.hash_of(amendment), on=START, at=NOON)

    form = staff.get(address(agreement, "revise_amendment", amendment.pk))
    assert "Er is al 1 handtekening" in text_of(form)
    assert 'value="25"' in form.content.decode()
    staff.post(address(agreement, "revise_amendment", amendment.pk), given(agreement, real_0="26"))
    amendment.refresh_from_db()
    assert (amendment.state, amendment.version.number) == (AmendmentState.DRAFT, 3)
    assert "werkt niet meer" in text_of(Client().get(link(secrets["company"])))
    staff.post(address(agreement, "withdraw_amendment", amendment.pk), {"reason": "Toch niet."})
    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.WITHDRAWN


def test_a_new_link_for_an_amendment_goes_to_the_corrected_address(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    agreement = running()
    amendment, _secrets = amendments.proposed(agreement)
    company = amendment.version.signatories.get(role="company")

    page = school(agreement).post(
        address(agreement, "new_link", company.pk), {"email": "nieuw@voorbeeld.test"}
    )

    assert page.url == address(agreement, "amendment", amendment.pk)
    assert [one.to for one in mail.outbox] == [["nieuw@voorbeeld.test"]]


def test_an_amendment_is_a_task_of_the_school_and_then_of_who_signs():
    agreement = running()
    staff = files.school_of(agreement)
    amendment = amendments.drafted(agreement)

    def found(source, actor) -> int:
        return len(source(actor, START, 10).tasks)

    assert found(tasks.amendments_on_paper, staff) == 1
    assert found(tasks.amendments_on_paper, OTHER_SCHOOL) == 0
    assert found(tasks.to_sign, files.learner_of(agreement)) == 0
    amendment, secrets = amendments.proposed(agreement, amendment=amendment)
    assert found(tasks.amendments_on_paper, staff) == 0
    assert found(tasks.to_sign, files.learner_of(agreement)) == 1
    assert found(tasks.to_sign, staff) == 1
    amendments.sign_all(amendment, secrets)
    assert found(tasks.to_sign, files.learner_of(agreement)) == 0


def test_the_page_of_an_agreement_takes_as_many_queries_with_many_amendments():
    agreement = running()
    staff = school(agreement)
    amendments.proposed(agreement)
    page = address(agreement, "detail")
    one = queries_of(staff, page)
    Amendment.objects.update(state=AmendmentState.WITHDRAWN)
    for _number in range(2):
        amendments.proposed(agreement)
        Amendment.objects.update(state=AmendmentState.WITHDRAWN)
    amendments.proposed(agreement)

    assert queries_of(staff, page) == one
