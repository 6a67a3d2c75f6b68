"""Controls by an inspector: opened with a reason and a last day, each look kept, nothing else changed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.controls import actions
from duaal.casework.recognition.controls.queries import controls_visible_to, findings_visible_to
from duaal.casework.recognition.models import Application, Control, Finding, Recognition
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.register.organisations.models import Company
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_COMPANY, OTHER_PARTNERSHIP
from tests.casework.recognition.factories import ApplicationFactory, RecognitionFactory

pytestmark = pytest.mark.django_db

INSPECTOR = Actor(Role.INSPECTOR, "vsi", user_id=30, name="Inspecteur Aerts")
COLLEAGUE = Actor(Role.INSPECTOR, "vsi", user_id=31, name="Inspecteur Bos")
COUNSELLOR = Actor(Role.COUNSELLOR, "045678", user_id=32)
DAY, LAST_DAY, AFTER = date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1)
NOBODY_ELSE = [OFFICER, FLEMISH, DEPARTMENT, OTHER_COMPANY, COUNSELLOR]


def opened(company, actor=INSPECTOR):
    return actions.open_control(
        company.enterprise_number, actor=actor, on=DAY, reason=" Klacht van een ouder. ", ends_on=LAST_DAY
    )


def steps(control):
    entries = Entry.objects.filter(file_kind="control", file_id=control.pk).order_by("seq")
    return list(entries.values_list("step", "actor_name"))


def test_an_inspector_opens_the_files_of_one_undertaking_until_a_day():
    recognition = RecognitionFactory()

    control = opened(recognition.company)

    assert (control.reason, control.opened_on, control.ends_on) == ("Klacht van een ouder.", DAY, LAST_DAY)
    assert steps(control) == [("open_control", "Inspecteur Aerts")]


def test_each_look_at_the_files_is_kept_and_changes_nothing_of_them():
    recognition = RecognitionFactory()
    other = RecognitionFactory()
    control = opened(recognition.company)
    before = list(Recognition.objects.order_by("pk").values())

    first = actions.view_dossier(control.pk, actor=INSPECTOR, on=DAY)
    actions.view_dossier(control.pk, actor=INSPECTOR, on=LAST_DAY)

    assert [one.pk for one in first.recognitions] == [recognition.pk]
    assert [one.pk for one in first.applications] == [recognition.application_id]
    assert other not in first.recognitions
    assert [step for step, _who in steps(control)] == ["open_control", "view_dossier", "view_dossier"]
    assert list(Recognition.objects.order_by("pk").values()) == before
    assert not Entry.objects.filter(file_kind__in=["recognition", "application"]).exists()


def test_the_files_are_shut_after_the_last_day_and_after_closing():
    company = RecognitionFactory().company
    control, closed = opened(company), opened(company, COLLEAGUE)
    actions.close_control(closed.pk, actor=COLLEAGUE, on=DAY)

    for one, actor, day in ((control, INSPECTOR, AFTER), (closed, COLLEAGUE, DAY)):
        for do in (actions.view_dossier, actions.close_control):
            with pytest.raises(Refused) as refusal:
                do(one.pk, actor=actor, on=day)
            assert refusal.value.reasons == ("wrong_state",)
        with pytest.raises(Refused):
            actions.record_finding(one.pk, actor=actor, on=day, text="Te laat.")

    assert not Finding.objects.exists()


@pytest.mark.parametrize("actor", [*NOBODY_ELSE, COLLEAGUE], ids=lambda a: f"{a.role} {a.name}")
def test_nobody_but_the_inspector_who_opened_it_sets_a_step(actor):
    control = opened(RecognitionFactory().company)

    for do in (
        lambda: actions.view_dossier(control.pk, actor=actor, on=DAY),
        lambda: actions.record_finding(control.pk, actor=actor, on=DAY, text="Iets."),
        lambda: actions.close_control(control.pk, actor=actor, on=DAY),
    ):
        with pytest.raises(PermissionDenied):
            do()

    assert len(steps(control)) == 1


@pytest.mark.parametrize("actor", NOBODY_ELSE, ids=lambda a: str(a.role))
def test_nobody_but_an_inspector_opens_a_control(actor):
    company = RecognitionFactory().company

    with pytest.raises(PermissionDenied):
        opened(company, actor)

    assert not Control.objects.exists()


def test_one_inspector_has_one_control_of_an_undertaking_at_a_time():
    company = RecognitionFactory().company
    opened(company)

    with pytest.raises(Refused) as refusal:
        opened(company)

    assert refusal.value.reasons == ("control_runs",)
    assert opened(company, COLLEAGUE).inspector_id == COLLEAGUE.user_id


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"reason": " "}, "reason", id="no reason"),
        pytest.param({"ends_on": date(2026, 3, 31)}, "ends_on", id="over already"),
    ],
)
def test_a_control_has_a_reason_and_a_last_day_to_come(given, field):
    number = RecognitionFactory().company.enterprise_number
    asked = {"reason": "Klacht.", "ends_on": LAST_DAY, **given}

    with pytest.raises(ValidationError) as error:
        actions.open_control(number, actor=INSPECTOR, on=DAY, **asked)

    assert list(error.value.message_dict) == [field]


def test_an_unknown_undertaking_is_not_controlled():
    with pytest.raises(Company.DoesNotExist):
        actions.open_control("0123456749", actor=INSPECTOR, on=DAY, reason="Klacht.", ends_on=LAST_DAY)


def test_a_finding_is_noted_and_changes_no_state():
    recognition = RecognitionFactory()
    control = opened(recognition.company)

    finding = actions.record_finding(
        control.pk, actor=INSPECTOR, on=DAY, text="De mentor was er niet.", recognition_id=recognition.pk
    )

    recognition.refresh_from_db()
    assert (finding.text, finding.found_on) == ("De mentor was er niet.", DAY)
    assert recognition.state == "ACTIVE"
    assert steps(control)[-1] == ("record_finding", "Inspecteur Aerts")


def test_a_finding_is_about_the_controlled_undertaking():
    control = opened(RecognitionFactory().company)

    for given, field in (({"text": " "}, "text"), ({"text": "Iets.", "recognition_id": 0}, "recognition")):
        with pytest.raises(ValidationError) as error:
            actions.record_finding(control.pk, actor=INSPECTOR, on=DAY, **given)
        assert list(error.value.message_dict) == [field]
    with pytest.raises(ValidationError):
        actions.record_finding(
            control.pk, actor=INSPECTOR, on=DAY, text="Iets.", recognition_id=RecognitionFactory().pk
        )


def test_who_decides_on_a_recognition_reads_the_findings_and_the_undertaking_does_not():
    recognition = RecognitionFactory()
    control = opened(recognition.company)
    actions.record_finding(
        control.pk, actor=INSPECTOR, on=DAY, text="Geen mentor.", recognition_id=recognition.pk
    )
    own_company = Actor(Role.COMPANY, recognition.company.enterprise_number, user_id=15)

    readers = {
        actor.name or actor.role: findings_visible_to(actor).count()
        for actor in (OFFICER, OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT, own_company, COUNSELLOR)
    }

    assert list(readers.values()) == [1, 0, 1, 1, 0, 0]


def test_an_inspector_sees_his_own_controls_and_the_department_all():
    company = RecognitionFactory().company
    own, other = opened(company), opened(company, COLLEAGUE)

    assert list(controls_visible_to(INSPECTOR)) == [own]
    assert set(controls_visible_to(DEPARTMENT)) == {own, other}
    for actor in (OFFICER, FLEMISH, COUNSELLOR, Actor(Role.COMPANY, company.enterprise_number, user_id=15)):
        assert not controls_visible_to(actor).exists()


def test_a_dossier_costs_as_many_queries_for_many_files_as_for_one(django_assert_num_queries):
    recognition = RecognitionFactory()
    control = opened(recognition.company)
    for _number in range(3):
        RecognitionFactory(application__site=recognition.site)
        ApplicationFactory(site=recognition.site)

    with django_assert_num_queries(14, exact=False):
        found = actions.view_dossier(control.pk, actor=INSPECTOR, on=DAY)

    assert (len(found.recognitions), len(found.applications)) == (4, Application.objects.count())
