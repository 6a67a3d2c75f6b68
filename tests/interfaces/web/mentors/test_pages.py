"""The register of mentors, naming one more, one who stops, and certificates, as people meet them."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from duaal.casework.recognition.models import (
    Application,
    MentorTraining,
    Recognition,
    TrainingCertificate,
    TrainingExemption,
)
from duaal.casework.recognition.states import ApplicationKind, AssignmentState, RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.identifiers import make_national_number
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.factories import TrainingCertificateFactory
from tests.casework.recognition.mentors.places import mentor_at, place, untrained_at
from tests.foundation.documents.factories import stored
from tests.foundation.documents.files import pdf
from tests.interfaces.web.readers import company, officer, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.partnerships.factories import ReportingSectorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_16_march_2026")]

LIST = reverse("mentors:list")
NUMBER = make_national_number(date(1985, 4, 12), 901)
SOMEBODY = {
    "given_name": "Mieke",
    "family_name": "Verzonnen",
    "national_number": NUMBER,
    "position": "employee",
    "experience_since": "2010-09-01",
    "extract_model": "596.2",
    "extract_issued_on": "2026-03-01",
    "prior_training": "",
    "derogation_asked": "",
}


def stop_address(recognition: Recognition, mentor) -> str:
    return reverse("mentors:stop", args=[recognition.pk, mentor.pk])


def test_a_company_sees_its_own_mentors_with_the_training_that_is_due_first():
    recognition = place()
    later = untrained_at(recognition, training_deadline_on=date(2026, 9, 1))
    sooner = untrained_at(recognition, training_deadline_on=date(2026, 4, 1))
    stranger = untrained_at(place())

    page = text_of(company(recognition.company).get(LIST))

    assert "Mijn mentoren" in page
    assert page.index(str(sooner.person)) < page.index(str(later.person))
    assert f"/mentoren/{stranger.person_id}/" not in page


def test_a_partnership_sees_the_mentors_of_its_recognitions_and_where_they_work():
    recognition = place()
    mentor = mentor_at(recognition)
    elsewhere = mentor_at(place(application__partnership__code="hout"))

    page = text_of(officer().get(LIST))

    assert f"/mentoren/{mentor.person_id}/" in page
    assert recognition.company.name in page
    assert f"/mentoren/{elsewhere.person_id}/" not in page


def test_the_list_counts_learners_per_place_and_says_when_nobody_else_fits():
    recognition = place()
    mentor_at(recognition)
    AgreementFactory(recognition=recognition)

    page = text_of(company(recognition.company).get(LIST))

    assert "Deze mentor begeleidt al het hoogste aantal leerlingen." in page


def test_where_a_joint_committee_advises_one_learner_a_second_one_is_only_warned_about():
    recognition = place(application__joint_committee__code="226", application__partnership__code="voeding")
    mentor_at(recognition)
    AgreementFactory(recognition=recognition)

    page = text_of(company(recognition.company).get(LIST))

    assert "meer leerlingen dan aangeraden" in page


def test_the_list_costs_as_many_queries_for_many_mentors_as_for_one():
    recognition = place()
    mentor_at(recognition)
    reader = company(recognition.company)
    one = queries_of(reader, LIST)

    for _number in range(6):
        untrained_at(recognition)

    assert queries_of(reader, LIST) == one


def test_the_csv_holds_the_filtered_list_without_national_numbers():
    recognition = place()
    mentor = untrained_at(recognition)
    mentor_at(recognition)

    lines = text_of(
        company(recognition.company).get(reverse("mentors:csv"), {"toestand": "ACTIVE_UNTRAINED"})
    ).splitlines()

    assert len(lines) == 2
    assert str(mentor.person) in lines[1]
    assert "rijksregister" not in lines[0].lower()


@pytest.mark.parametrize("asked", ["toestand=LAPSED", "opleiding=laat", "opleiding=week", "mentor=xyz"])
def test_a_filter_without_a_mentor_says_so_and_how_to_go_on(asked):
    recognition = place()
    mentor_at(recognition)

    page = text_of(company(recognition.company).get(f"{LIST}?{asked}"))

    assert "Geen mentor past bij deze filters" in page


def test_the_page_of_a_mentor_shows_to_each_reader_only_the_places_he_may_see():
    recognition = place()
    mentor = untrained_at(recognition)
    elsewhere = place(application__partnership__code="hout")
    mentor_at(elsewhere, person=mentor.person)
    address = reverse("mentors:detail", args=[mentor.person_id])

    page = text_of(company(recognition.company).get(address))

    assert reverse("recognitions:detail", args=[recognition.pk]) in page
    assert reverse("recognitions:detail", args=[elsewhere.pk]) not in page
    assert "Stuur het attest" in page
    assert "Geef vrijstelling" not in page
    assert "Geef vrijstelling" in text_of(officer().get(address))
    assert officer("voeding").get(address).status_code == 404


def test_a_company_names_somebody_new_for_two_recognitions_in_one_form():
    recognition = place()
    other = place(application__site=recognition.site)

    answer = company(recognition.company).post(
        reverse("mentors:name"), {**SOMEBODY, "recognitions": [recognition.pk, other.pk]}
    )

    cases = Application.objects.filter(kind=ApplicationKind.ADD_MENTOR)
    assert answer.status_code == 302
    assert {case.recognition_concerned_id for case in cases} == {recognition.pk, other.pk}


def test_of_a_known_person_only_what_is_missing_is_asked():
    recognition = place()
    known = mentor_at(place(application__site=recognition.site))
    reader = company(recognition.company)
    address = f"{reverse('mentors:name_known', args=[known.person_id])}?erkenning={recognition.pk}"

    page = reader.get(address)
    answer = reader.post(
        address,
        {
            key: value
            for key, value in {**SOMEBODY, "recognitions": [recognition.pk]}.items()
            if key not in {"given_name", "family_name", "national_number"}
        },
    )

    assert "national_number" not in text_of(page)
    assert not outline(page).wrong
    assert answer.status_code == 302
    assert Application.objects.get(kind=ApplicationKind.ADD_MENTOR).assignments.get().person == known.person


def test_a_mistake_keeps_what_was_typed_and_says_what_to_do():
    recognition = place()

    answer = company(recognition.company).post(
        reverse("mentors:name"),
        {**SOMEBODY, "recognitions": [recognition.pk], "extract_model": "595"},
    )

    assert answer.status_code == 422
    assert "Model 595 volstaat niet" in text_of(answer)
    assert "Verzonnen" in text_of(answer)
    assert not Application.objects.filter(kind=ApplicationKind.ADD_MENTOR).exists()


def test_a_second_case_for_the_same_person_is_refused_in_words():
    recognition = place()
    reader = company(recognition.company)
    typed = {**SOMEBODY, "recognitions": [recognition.pk]}
    reader.post(reverse("mentors:name"), typed)

    answer = reader.post(reverse("mentors:name"), typed)

    assert answer.status_code == 422
    assert "loopt al een aanvraag" in text_of(answer)


def test_the_case_of_a_mentor_reads_as_one_and_asks_nothing_of_the_undertaking():
    recognition = place()
    company(recognition.company).post(reverse("mentors:name"), {**SOMEBODY, "recognitions": [recognition.pk]})
    case = Application.objects.get(kind=ApplicationKind.ADD_MENTOR)
    reader = officer()

    detail = text_of(reader.get(reverse("cases:detail", args=[case.reference])))
    judge = reader.get(reverse("cases:judge", args=[case.reference]))
    queue = text_of(reader.get(reverse("cases:list")))

    assert "Nieuwe mentor voor" in detail
    assert "Hier telt alleen de nieuwe mentor." in detail
    assert "U1" not in text_of(judge)
    assert not outline(judge).wrong
    assert "nieuwe mentor" in queue


def test_the_last_mentor_who_stops_leaves_the_recognition_without_and_the_page_warned_before():
    recognition = place()
    mentor = mentor_at(recognition)
    AgreementFactory(recognition=recognition)
    reader = company(recognition.company)

    page = reader.get(stop_address(recognition, mentor))
    answer = reader.post(
        stop_address(recognition, mentor), {"why": "left", "last_day": "2026-03-16", "remark": ""}
    )

    recognition.refresh_from_db()
    assert "Dit is de laatste mentor op deze werkplek" in text_of(page)
    assert "U hebt 30 dagen" in text_of(page)
    assert not outline(page).wrong
    assert answer.status_code == 302
    assert recognition.state == RecognitionState.INCOMPLETE


def test_the_last_mentor_is_not_taken_away_from_a_learner():
    recognition = place()
    mentor = mentor_at(recognition)
    AgreementFactory(recognition=recognition)

    answer = company(recognition.company).post(
        stop_address(recognition, mentor), {"why": "taken_away", "last_day": "2026-03-16", "remark": ""}
    )

    mentor.refresh_from_db()
    assert answer.status_code == 422
    assert "Duid eerst een vervanger aan." in text_of(answer)
    assert mentor.state == AssignmentState.ACTIVE


def test_a_company_without_a_mentor_finds_the_task_and_the_way_to_name_one():
    recognition = place(state=RecognitionState.INCOMPLETE, incomplete_since=date(2026, 3, 12))
    reader = company(recognition.company)
    address = f"{reverse('mentors:choose')}?erkenning={recognition.pk}"

    tasks = text_of(reader.get(reverse("tasks:start")))
    page = text_of(reader.get(reverse("recognitions:detail", args=[recognition.pk])))

    assert address in tasks
    assert "Nu werkt er geen." in tasks
    assert address in page


def test_a_certificate_goes_from_the_company_to_the_queue_and_to_the_person():
    recognition = place()
    mentor = untrained_at(recognition)
    ReportingSectorFactory(code="bouw", partnership=recognition.partnership)
    sent = company(recognition.company).post(
        reverse("mentors:certificate", args=[mentor.pk]),
        {
            "course": "Mentoropleiding",
            "provider": "Centrum Noord",
            "provider_registered": "True",
            "hours": "8",
            "followed_on": "2026-03-12",
        },
    )
    certificate = TrainingCertificate.objects.get()
    reader = officer()
    judge = reverse("mentors:judge", args=[certificate.pk])

    tasks = text_of(reader.get(reverse("tasks:start")))
    queue = text_of(reader.get(reverse("mentors:certificates")))
    page = reader.get(judge)
    done = reader.post(judge, {"verdict": "accept", "reason": ""})

    mentor.refresh_from_db()
    assert (sent.status_code, done.status_code) == (302, 302)
    assert judge in tasks
    assert judge in queue
    assert "Deze opleiding telt mee" in text_of(page)
    assert not outline(page).wrong
    assert MentorTraining.objects.get().person == mentor.person
    assert mentor.state == AssignmentState.ACTIVE


def test_a_course_that_does_not_count_is_named_and_cannot_be_accepted():
    recognition = place()
    certificate = TrainingCertificateFactory(assignment=untrained_at(recognition), hours=7)
    reader, address = officer(), reverse("mentors:judge", args=[certificate.pk])

    page = text_of(reader.get(address))
    answer = reader.post(address, {"verdict": "accept", "reason": ""})
    refused = reader.post(address, {"verdict": "refuse", "reason": "Acht uur is het minimum."})

    assert "ze duurde te weinig uren" in page
    assert answer.status_code == 422
    assert refused.status_code == 302
    assert not MentorTraining.objects.exists()


def test_the_file_of_a_certificate_is_opened_by_who_decides_and_the_look_is_recorded():
    document: Document = stored()
    certificate = TrainingCertificateFactory(assignment=untrained_at(place()), document=document)
    address = reverse("mentors:file", args=[certificate.pk])

    own, other = officer().post(address), officer("hout").post(address)

    assert own.status_code == 200
    assert own["Content-Disposition"].startswith("attachment")
    assert other.status_code == 404
    assert Entry.objects.get().step == "open_document"


def test_an_officer_exempts_a_mentor_with_a_ground_and_a_reason():
    mentor = untrained_at(place())
    reader, address = officer(), reverse("mentors:exempt", args=[mentor.pk])

    page = reader.get(address)
    empty = reader.post(address, {})
    done = reader.post(address, {"ground": "PEDAGOGICAL", "reason": "Bachelor in het onderwijs."})

    mentor.refresh_from_db()
    assert not outline(page).wrong
    assert (empty.status_code, done.status_code) == (422, 302)
    assert TrainingExemption.objects.get().person == mentor.person
    assert mentor.state == AssignmentState.ACTIVE


def test_the_proof_of_an_exemption_is_opened_by_who_gave_it_and_the_look_is_recorded():
    mentor = untrained_at(place())
    reader = officer()
    reader.post(
        reverse("mentors:exempt", args=[mentor.pk]),
        {"ground": "PEDAGOGICAL", "reason": "Bachelor.", "file": ContentFile(pdf(), "bachelor.pdf")},
    )
    exemption = TrainingExemption.objects.get()
    address = reverse("mentors:proof", args=[exemption.pk])

    page = text_of(reader.get(reverse("mentors:detail", args=[mentor.person_id])))
    own, other = reader.post(address), officer("hout").post(address)

    assert address in page
    assert (own.status_code, other.status_code) == (200, 404)
    assert Entry.objects.filter(step="open_document").count() == 1


def test_a_company_that_names_nobody_yet_is_shown_the_way():
    recognition = place(expired=True)

    empty = text_of(company(recognition.company).get(LIST))
    form = text_of(company(recognition.company).get(reverse("mentors:name")))

    assert "U heeft nu geen mentoren" in empty
    assert "U heeft nu geen geldige erkenning" in form
