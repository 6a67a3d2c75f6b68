"""The pages of guidance and sanctions: what they show, to whom, and that each step does what it says."""

import pytest
import time_machine

from duaal.casework.agreements.models import Agreement
from duaal.casework.recognition.models import Exclusion, ExclusionProposal, SanctionDecision, Withdrawal
from duaal.casework.recognition.sanctions import guidance
from duaal.casework.recognition.sanctions.guidance import ActionPlan
from duaal.casework.recognition.states import RecognitionState
from duaal.flows.processes import sanction as process
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.sanctions.workplaces import (
    MONDAY,
    agreement,
    exclusion,
    flemish_partnership,
    may_exclude,
    proposed,
    sanction,
    workplace,
)
from tests.interfaces.web.readers import company, department, flemish, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_4_may_2026")]

START = {
    "shortcoming": "D6",
    "description": "Niemand volgt de leerling op.",
    "description_of_action": "Plan elke week een gesprek.",
    "responsible": "Ann Peeters",
    "due_on": "2026-05-18",
}


def address(place, step: str = "") -> str:
    return f"/erkenningen/{place.pk}/{step}"


def decision_form(*places, **changed):
    """What an officer fills in to withdraw these recognitions."""
    typed = {"reasons": "De plichten zijn niet nagekomen.", "how": "mandate"}
    for place in places:
        typed |= {
            f"withdrawal_{place.pk}": "on",
            f"code_{place.pk}": "D1",
            f"reason_{place.pk}": "De competenties worden niet aangeleerd.",
        }
    return typed | changed


def test_an_officer_starts_guidance_and_the_company_sees_what_to_do():
    place = workplace()

    done = officer().post(address(place, "begeleiding/starten/"), START, follow=True)

    place.refresh_from_db()
    assert place.state == RecognitionState.UNDER_GUIDANCE
    assert "De begeleiding is gestart" in text_of(done)
    page = text_of(company(place.company).get(address(place)))
    assert "Plan elke week een gesprek." in page
    assert "Bericht hoe het gaat" in page
    assert "Sluit af" not in page


def test_what_was_typed_stays_when_something_is_missing():
    place = workplace()

    answer = officer().post(address(place, "begeleiding/starten/"), {**START, "shortcoming": ""})

    assert answer.status_code == 422
    assert "Plan elke week een gesprek." in text_of(answer)
    assert "Kies wat er niet in orde is." in text_of(answer)
    assert outline(answer).wrong == []


def guided(place):
    plan = ActionPlan("Plan elke week een gesprek.", "Ann Peeters", MONDAY)
    file = guidance.start(
        place.pk, actor=OFFICER, on=MONDAY, shortcoming="D6", description="Opvolging.", actions=[plan]
    )
    return file.actions.get()


def test_the_company_reports_and_the_officer_closes_and_ends_the_guidance():
    place = workplace()
    action = guided(place)
    step = f"begeleiding/acties/{action.pk}"

    company(place.company).post(address(place, f"{step}/bericht/"), {"report": "Elke maandag om 9 uur."})
    closing = officer().get(address(place, f"{step}/afsluiten/"))
    officer().post(address(place, f"{step}/afsluiten/"), {"result": "POSITIVE", "remark": ""})
    officer().post(address(place, "begeleiding/afronden/"), {"remark": "In orde."})

    place.refresh_from_db()
    assert "Elke maandag om 9 uur." in text_of(closing)
    assert place.state == RecognitionState.ACTIVE


def test_an_action_of_another_recognition_is_not_found():
    place, other = workplace(), workplace()
    action = guided(other)

    answer = officer().get(address(place, f"begeleiding/acties/{action.pk}/afsluiten/"))

    assert answer.status_code == 404


def test_a_company_reads_the_invitation_and_reacts():
    place = proposed(workplace(), on=MONDAY)
    client = company(place.company)

    page = text_of(client.get(address(place)))
    client.post(address(place, "sanctie/reageren/"), {"reaction": "Wij waren ziek."})

    assert "Nog 10 dagen" in page
    assert "Reageer op de uitnodiging" in page
    assert "Wij waren ziek." in text_of(officer().get(address(place)))


@pytest.mark.parametrize(
    ("step", "typed", "state"),
    [
        ("sanctie/voorstellen/", {"reason": "Het blijft fout gaan."}, "SANCTION_PROPOSED"),
        ("voorzorg/nemen/", {"danger": "De zaag.", "until": "2026-05-20"}, "SUSPENDED"),
    ],
)
def test_a_step_from_an_active_recognition(step, typed, state):
    place = workplace()

    opened = officer().get(address(place, step))
    officer().post(address(place, step), typed)

    place.refresh_from_db()
    assert place.state == state
    assert outline(opened).wrong == []


def test_a_precaution_is_resolved_by_the_department():
    place = workplace()
    department().post(address(place, "voorzorg/nemen/"), {"danger": "De zaag.", "until": "2026-05-20"})

    department().post(
        address(place, "voorzorg/stoppen/"),
        {"outcome": "GUIDANCE", "reason": "Hersteld.", "shortcoming": "D10"},
    )

    place.refresh_from_db()
    assert place.state == RecognitionState.UNDER_GUIDANCE


def test_a_proposed_sanction_is_dropped_and_a_talk_recorded():
    place = proposed(workplace())

    officer().post(address(place, "sanctie/gesprek/"), {"heard_on": "2026-05-04", "report": "Goede uitleg."})
    officer().post(address(place, "sanctie/intrekken/"), {"reason": "De uitleg volstaat."})

    place.refresh_from_db()
    assert place.state == RecognitionState.ACTIVE
    assert place.hearings.get().report == "Goede uitleg."


def test_a_step_that_cannot_be_set_says_why_and_shows_no_form():
    place = workplace()
    guided(place)

    answer = officer().get(address(place, "begeleiding/afronden/"))

    assert "Er loopt nog een actie" in text_of(answer)
    assert "<textarea" not in text_of(answer)


def test_the_effect_is_shown_before_and_nothing_is_decided_yet():
    place = proposed(workplace())
    for kind in ("OAO", "DAO"):
        agreement(place, kind)

    shown = officer().post(address(place, "sanctie/beslissen/"), decision_form(place, check="1"))

    page = text_of(shown)
    assert "ten laatste op donderdag 14 mei 2026" in page
    assert "1 overeenkomst eindigt die dag (1 OAO)" in page
    assert "1 deeltijdse arbeidsovereenkomst loopt door" in page
    assert "Neem deze beslissing" in page
    assert not SanctionDecision.objects.exists()


def test_the_decision_is_taken_from_the_preview_and_can_still_be_changed():
    place = proposed(workplace())
    typed = decision_form(place)

    changed = officer().post(address(place, "sanctie/beslissen/"), {**typed, "change": "1"})
    done = officer().post(address(place, "sanctie/beslissen/"), {**typed, "decide": "1"}, follow=True)

    assert "De competenties worden niet aangeleerd." in text_of(changed)
    assert "Bekijk de gevolgen" in text_of(changed)
    assert "De beslissing is genomen" in text_of(done)
    assert Withdrawal.objects.get().ground == "DUTY_BREACH"
    assert outline(done).wrong == []


def test_the_page_of_a_decision_names_every_reason_against_it():
    place = workplace()

    answer = officer().post(address(place, "sanctie/beslissen/"), decision_form(place, decide="1"))

    page = text_of(answer)
    assert answer.status_code == 422
    assert "nog geen sanctie voorgesteld" in page
    assert "nog niet uitgenodigd" in page
    assert not SanctionDecision.objects.exists()


def test_a_ticked_recognition_needs_its_own_code_and_reason():
    place = proposed(workplace())
    typed = {"reasons": "Omdat.", "how": "mandate", f"withdrawal_{place.pk}": "on"}

    answer = officer().post(address(place, "sanctie/beslissen/"), typed)

    assert answer.status_code == 422
    assert "Schrijf op waarom u deze erkenning opheft." in text_of(answer)
    assert outline(answer).wrong == []


def test_a_partnership_with_the_power_excludes_and_a_mentor_can_be_barred():
    may_exclude()
    place = proposed(workplace())
    person = place.assignments.get().person
    typed = decision_form(
        place,
        exclusion_kind="TEMPORARY",
        exclusion_until="2026-12-31",
        exclusion_reason="Het ging herhaald mis.",
        decide="1",
        **{f"bar_{person.pk}": "on", f"bar_reason_{person.pk}": "Liet de leerling alleen."},
    )

    done = officer().post(address(place, "sanctie/beslissen/"), typed, follow=True)

    page = text_of(done)
    assert "Vanaf 1 januari 2027 kunt u weer een aanvraag doen." in page
    assert "Liet de leerling alleen." in page
    assert Exclusion.objects.get().site is None


def test_without_the_power_the_exclusion_is_proposed_to_the_flemish_partnership():
    flemish_partnership()
    place = proposed(workplace())
    typed = {"exclusion_kind": "TEMPORARY", "exclusion_until": "2026-12-31", "exclusion_reason": "Herhaald."}

    form = text_of(officer().get(address(place, "sanctie/beslissen/")))
    officer().post(address(place, "sanctie/uitsluiting-voorstellen/"), typed)
    seen = text_of(flemish().get("/begeleiding/"))
    flemish().post(address(place, "sanctie/uitsluiting-antwoorden/"), {"reason": "Niet ernstig genoeg."})

    assert "exclusion_kind" not in form
    assert "Voorstellen tot uitsluiting" in seen
    assert ExclusionProposal.objects.get().state == "DISMISSED"


def test_the_company_does_not_see_a_proposal_that_is_not_decided():
    flemish_partnership()
    place = proposed(workplace())
    typed = {"exclusion_kind": "DEFINITIVE", "exclusion_reason": "Zeer ernstig."}
    officer().post(address(place, "sanctie/uitsluiting-voorstellen/"), typed)

    for_staff = text_of(officer().get(address(place)))
    for_company = text_of(company(place.company).get(address(place)))
    assert "Zeer ernstig." in for_staff
    assert "Uitsluiting voorgesteld aan het Vlaams Partnerschap" in for_staff
    assert "Zeer ernstig." not in for_company
    assert "Uitsluiting voorgesteld" not in for_company


def decided(place, **changed):
    return process.decide(place.pk, actor=OFFICER, on=MONDAY, sanction=sanction(place, **changed))


def test_the_company_reads_its_decision_and_the_term_to_appeal_begins():
    place = proposed(workplace())
    found = decided(place)
    client = company(place.company)

    before = text_of(client.get(f"/sancties/{found.reference}/"))
    after = text_of(client.post(f"/sancties/{found.reference}/gelezen/", follow=True))

    assert "geldt de beslissing als ontvangen op 7 mei 2026" in before
    assert "De beslissing geldt als ontvangen op 4 mei 2026" in after
    assert "tot en met donderdag 14 mei 2026" in after or "tot en met vrijdag 15 mei 2026" in after
    assert Withdrawal.objects.get().effect_on.isoformat() == "2026-05-11"
    assert "Officier Janssens" not in after


def test_the_decision_leads_the_company_to_an_appeal_as_long_as_the_term_runs():
    place = proposed(workplace())
    found = decided(place)
    client, address = company(place.company), f"/sancties/{found.reference}/"
    words = f"Ga in beroep tegen de opheffing voor {place.programme.name} op {place.site.name}"

    assert words in text_of(client.get(address))
    assert words not in text_of(officer().get(address))
    with time_machine.travel("2026-06-04T10:00:00+02:00", tick=False):
        assert words not in text_of(client.get(address))


def test_the_name_of_who_entered_it_is_for_staff():
    found = decided(proposed(workplace()))

    assert "Ingevoerd door Officier Janssens." in text_of(officer().get(f"/sancties/{found.reference}/"))


@pytest.mark.parametrize("reader", ["other company", "other partnership"])
def test_a_decision_on_someone_else_is_not_found(reader):
    found = decided(proposed(workplace()))
    client = company(CompanyFactory()) if reader == "other company" else officer("hout")

    assert client.get(f"/sancties/{found.reference}/").status_code == 404


def test_a_part_time_contract_is_left_to_the_employer_on_the_page():
    place = workplace()
    agreement(place, "DAO")

    found = decided(place, in_danger=True)

    page = text_of(company(place.company).get(f"/sancties/{found.reference}/"))
    assert "Er loopt nog 1 deeltijdse arbeidsovereenkomst" in page
    assert Agreement.objects.get().ended_on is None


@pytest.mark.parametrize("list_page", ["/begeleiding/", "/sancties/"])
def test_a_list_costs_as_much_for_many_rows_as_for_one(list_page):
    def one_more():
        place = workplace()
        guided(place)
        decided(workplace(), in_danger=True)

    one_more()
    client = department()
    one = queries_of(client, list_page)
    for _ in range(4):
        one_more()

    assert queries_of(client, list_page) == one
    assert outline(client.get(list_page)).wrong == []


def test_the_lists_filter_and_go_along_as_csv():
    may_exclude()
    place = workplace()
    guided(place)
    found = decided(workplace(), in_danger=True, exclusion=exclusion())

    assert place.company.name in text_of(officer().get("/begeleiding/?toestand=RUNNING"))
    assert place.company.name not in text_of(officer().get("/begeleiding/?toestand=MET"))
    assert found.reference in text_of(officer().get("/sancties/?uitsluiting=ja"))
    assert found.reference not in text_of(officer().get("/sancties/?uitsluiting=nee"))
    assert place.company.name in text_of(officer().get("/begeleiding.csv"))
    assert found.reference in text_of(officer().get("/sancties.csv"))
    assert found.reference not in text_of(officer("hout").get("/sancties.csv"))


def test_an_empty_list_says_what_to_do():
    assert "start een begeleiding" in text_of(officer().get("/begeleiding/"))
    assert "Er zijn geen sancties" in text_of(officer().get("/sancties/"))


def test_an_excluded_company_sees_until_when_before_it_starts_a_request():
    may_exclude()
    place = workplace()
    decided(place, in_danger=True, exclusion=exclusion())
    client = company(place.company)

    page = text_of(client.get("/aanvragen/nieuw/"))
    client.post("/aanvragen/nieuw/")

    assert "Uitgesloten tot en met 31 december 2026" in page
    assert 'href="/sancties/"' in page
    assert "Begin de aanvraag" not in page
