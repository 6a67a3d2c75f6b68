"""From the ledger to notices and mails: each entry once, whatever happens."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.models.mandates import Mandate
from duaal.casework.recognition.states.upkeep import ChangeKind
from duaal.casework.recognition.upkeep import changes
from duaal.flows.notifications import outbox
from duaal.flows.notifications.models import Mail, NoMail, Notice, Pending
from duaal.flows.notifications.outbox import Told, read_ledger, say_nothing_of_what_follows
from duaal.foundation.accounts.models import Membership, User
from duaal.foundation.kernel.actor import Actor, Role
from tests.casework.recognition.actors import DEPARTMENT, OFFICER, company_of
from tests.casework.recognition.factories import (
    AppealFactory,
    ApplicationFactory,
    RecognitionFactory,
    judge_all,
)
from tests.flows.notifications.factories import AT, DAY, entry
from tests.foundation.accounts.factories import UserFactory
from tests.foundation.documents.factories import stored
from tests.register.organisations.factories import SiteFactory
from tests.register.partnerships.factories import PartnershipFactory


def read() -> Told:
    return read_ledger(on=DAY, at=AT)


def judged(**more: object) -> Application:
    return ApplicationFactory(judged=True, **more)


def grant(case: Application) -> None:
    handling.grant(case.pk, actor=OFFICER, on=DAY)


@pytest.mark.django_db
def test_a_grant_is_told_to_the_company_with_a_link_to_the_case():
    case = judged()
    grant(case)

    told = read()

    notice = Notice.objects.get()
    assert (notice.role, notice.organisation) == (Role.COMPANY, case.company.enterprise_number)
    assert notice.sentence == f"De erkenning voor {case.programme.name} op {case.site.name} is toegekend."
    assert notice.path == f"/dossiers/{case.reference}/"
    assert told.notices == 1
    assert not Pending.objects.exists()


@pytest.mark.django_db
def test_reading_again_tells_nothing_again():
    grant(judged())
    read()

    assert read() == Told()
    assert Notice.objects.count() == Mail.objects.count() == 1


@pytest.mark.django_db
def test_a_question_is_told_with_the_last_day_to_answer():
    case = ApplicationFactory()
    handling.ask(case.pk, actor=OFFICER, on=DAY, items="Een recent uittreksel.")

    read()

    notice = Notice.objects.get()
    assert notice.due_on == case.information_requests.get().due_on
    assert "Antwoord ten laatste op 24 maart 2026." in notice.sentence


@pytest.mark.django_db
def test_day_15_is_told_to_partnership_flemish_partnership_and_company():
    flemish = PartnershipFactory(flemish=True)
    case = ApplicationFactory()

    recompute_clocks(on=case.deadline_on)
    assert read().notices == 0
    recompute_clocks(on=case.deadline_on + timedelta(days=1))
    read()

    assert set(Notice.objects.values_list("role", "organisation")) == {
        (Role.PARTNERSHIP, "bouw"),
        (Role.FLEMISH_PARTNERSHIP, flemish.code),
        (Role.COMPANY, case.company.enterprise_number),
    }
    assert "niets stilzwijgend toegekend" in Notice.objects.get(role=Role.COMPANY).sentence


@pytest.mark.django_db
def test_a_case_that_the_flemish_partnership_decides_itself_is_told_to_it_once():
    flemish = PartnershipFactory(flemish=True)
    case = ApplicationFactory(partnership=flemish)

    recompute_clocks(on=case.deadline_on + timedelta(days=1))
    read()

    assert sorted(Notice.objects.values_list("role", flat=True)) == [Role.COMPANY, Role.FLEMISH_PARTNERSHIP]


@pytest.mark.django_db
def test_what_is_decided_together_is_one_mail_that_lists_each_case():
    first = judged(contact_email="ann@korst.test")
    cases = [first] + [
        judged(site=SiteFactory(company=first.company), contact_email="ann@korst.test") for _ in range(3)
    ]
    with transaction.atomic():
        for case in cases[:3]:
            grant(case)
        cases[3].judgements.filter(condition="U2").update(verdict="not_met", reason="Geen balans.")
        handling.refuse(cases[3].pk, actor=OFFICER, on=DAY)

    read()

    mail = Mail.objects.get()
    assert mail.subject == "duaal: Er is beslist over een aanvraag (4)"
    for case in cases:
        assert f"/dossiers/{case.reference}/" in mail.text
        assert f"/dossiers/{case.reference}/" in mail.html
    assert mail.notices.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_decisions_are_two_mails():
    first = judged(contact_email="ann@korst.test")
    second = judged(site=SiteFactory(company=first.company), contact_email="ann@korst.test")
    grant(first)
    grant(second)

    read()

    assert Mail.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_the_clocks_did_in_one_run_is_one_mail_per_address():
    officer = UserFactory(partnership=True, organisation="bouw")
    for _ in range(3):
        ApplicationFactory()

    recompute_clocks(on=date(2026, 3, 17))
    read()

    mail = Mail.objects.get(user=officer)
    assert mail.subject == "duaal: De termijn om te beslissen is voorbij (3)"
    assert "over 3 ondernemingen" in mail.text


@pytest.mark.django_db
def test_a_mail_says_that_something_was_decided_and_not_what():
    case = judged()
    case.judgements.filter(condition="U3").update(verdict="not_met", reason="Veroordeeld in 2019.")
    handling.refuse(case.pk, actor=OFFICER, on=DAY, remark="Zie de veroordeling.")

    read()

    mail = Mail.objects.get()
    for words in ("geweigerd", "eroordeel", "Officier Janssens"):
        assert words not in mail.text + mail.html + mail.subject


@pytest.mark.django_db
def test_everyone_of_the_company_and_the_contact_person_get_a_mail_each_once():
    case = judged(contact_email="ann@korst.test")
    number = case.company.enterprise_number
    UserFactory(company=True, organisation=number, email="ann@korst.test")
    UserFactory(company=True, organisation=number, email="bart@korst.test")
    left = UserFactory(company=True, organisation=number, email="weg@korst.test")
    Membership.objects.filter(user=left).update(valid_to=DAY - timedelta(days=1))
    UserFactory(company=True, organisation=number, email="dicht@korst.test", is_active=False)
    UserFactory(company=True, organisation="0999999922", email="ander@korst.test")
    grant(case)

    read()

    assert sorted(Mail.objects.values_list("address", flat=True)) == ["ann@korst.test", "bart@korst.test"]


@pytest.mark.django_db
def test_who_turned_mails_of_a_kind_off_still_gets_the_notice_and_every_decision():
    case = judged()
    officer = UserFactory(partnership=True, organisation="bouw")
    user = UserFactory(company=True, organisation=case.company.enterprise_number)
    for one in (officer, user):
        for kind in ("PROGRESS", "QUESTION", "TERM"):
            NoMail.objects.create(user=one, kind=kind)
    handling.ask(case.pk, actor=OFFICER, on=DAY, items="Een uittreksel.")
    handling.answer(case.pk, actor=company_of(case), on=DAY, text="Hierbij.")
    read()
    assert not Mail.objects.filter(user__in=(officer, user)).exists()
    assert Notice.objects.count() == 2

    grant(case)
    read()

    assert Mail.objects.filter(user=user).count() == 1


def sent_by(user: User, case: Application, **more: object) -> None:
    """Makes it a case that the counsellor sent in the name of the company."""
    mandate = Mandate.objects.create(
        company=case.company,
        holder_kind="COUNSELLOR",
        holder_organisation="045678",
        holder_id=user.pk,
        holder_name="Begeleider Smets",
        document=stored(),
        signed_on=DAY,
        signed_by_name="Ann Peeters",
        **more,
    )
    Application.objects.filter(pk=case.pk).update(
        submitter_kind="COUNSELLOR", mandate=mandate, declaration=mandate.document, submitted_by_id=user.pk
    )


@pytest.mark.django_db
def test_who_applied_in_the_name_of_the_company_hears_it_too():
    user = UserFactory(counsellor=True)
    case = judged()
    sent_by(user, case)
    grant(case)

    read()

    assert Notice.objects.get(role=Role.COUNSELLOR).user_id == user.pk
    assert Mail.objects.filter(user=user).count() == 1


@pytest.mark.django_db
def test_who_lost_the_authorisation_hears_nothing_more_of_the_case():
    user = UserFactory(counsellor=True)
    case = judged()
    sent_by(user, case, revoked_on=DAY)
    grant(case)

    read()

    assert not Notice.objects.filter(role=Role.COUNSELLOR).exists()


@pytest.mark.django_db
def test_who_applied_for_the_company_hears_of_a_refusal_who_reads_why_and_can_appeal():
    user = UserFactory(counsellor=True)
    case = ApplicationFactory()
    judge_all(case, "not_met")
    sent_by(user, case)
    handling.refuse(case.pk, actor=OFFICER, on=DAY)

    read()

    assert "Alleen de onderneming leest de redenen" in Notice.objects.get(role=Role.COUNSELLOR).sentence
    assert "hoe u in beroep gaat" in Notice.objects.get(role=Role.COMPANY).sentence


@pytest.mark.django_db
def test_who_did_the_step_is_not_told_of_it_unless_it_is_a_receipt():
    appeal = AppealFactory()
    entry(appeal.pk, "register_appeal", "appeal", actor=DEPARTMENT)
    entry(appeal.application_id, "submit", actor=company_of(appeal.application))

    read()

    told = set(Notice.objects.values_list("entry__step", "role"))
    assert ("register_appeal", Role.DEPARTMENT) not in told
    assert {("register_appeal", Role.PARTNERSHIP), ("register_appeal", Role.COMPANY)} <= told
    assert ("submit", Role.COMPANY) in told


@pytest.mark.django_db
def test_a_reported_change_is_told_to_each_partnership_and_back_to_the_company():
    recognition = RecognitionFactory()
    shop = recognition.company
    reporter = Actor(Role.COMPANY, shop.enterprise_number, user_id=15, name="Ann Peeters")
    what = {"kind": ChangeKind.ADDRESS, "happens_on": DAY, "description": "Nieuwe straat."}
    (change,) = changes.report(shop.pk, actor=reporter, on=DAY, **what)
    changes.see(change.pk, actor=OFFICER, on=DAY, outcome="In orde.")

    read()

    told = {notice.role: notice for notice in Notice.objects.all()}
    assert set(told) == {Role.PARTNERSHIP, Role.COMPANY}
    assert {notice.path for notice in told.values()} == {f"/wijzigingen/{change.pk}/"}


@pytest.mark.django_db
def test_a_silent_step_is_read_and_tells_nothing():
    entry(step="judge")
    entry(step="reveal_national_number", file_kind="person")

    assert read() == Told(entries=2)
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_a_step_that_nobody_thought_of_is_said_in_the_log_and_holds_up_nothing(caplog):
    entry(step="dance")

    assert read() == Told(entries=1)
    assert "nobody thought of who hears of dance" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_cannot_be_told_holds_up_no_other_and_is_kept(monkeypatch, caplog):
    bad, good = judged(), judged()
    grant(bad)
    grant(good)
    real = outbox._notice

    def sometimes(one, *args, **more):
        if one.file_id == bad.pk:
            raise ValueError("kapot")
        return real(one, *args, **more)

    monkeypatch.setattr(outbox, "_notice", sometimes)

    told = read()

    assert (told.notices, told.failed) == (1, 1)
    assert {(one.tries, one.problem) for one in Pending.objects.all()} == {(1, "ValueError")}
    monkeypatch.undo()
    assert read().notices == 1


@pytest.mark.django_db(transaction=True)
def test_a_stop_halfway_loses_nothing_and_doubles_nothing(monkeypatch):
    grant(judged())

    def killed(*args, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr(outbox, "make_mails", killed)
    with pytest.raises(KeyboardInterrupt):
        read()
    assert not Notice.objects.exists()
    monkeypatch.undo()

    read()

    assert Notice.objects.count() == Mail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_older_entry_that_is_committed_later_is_told_as_well():
    slow, quick = judged(), judged()
    written, may_end = threading.Event(), threading.Event()

    def write_slowly() -> None:
        try:
            with transaction.atomic():
                grant(slow)
                written.set()
                may_end.wait(10)
        finally:
            connection.close()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert written.wait(10)
    grant(quick)
    read()
    assert list(Notice.objects.values_list("file_id", flat=True)) == [quick.pk]

    may_end.set()
    writer.join()
    read()

    assert set(Notice.objects.values_list("file_id", flat=True)) == {quick.pk, slow.pk}
    assert Notice.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_second_reader_at_the_same_time_does_nothing():
    grant(judged())
    held, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                assert outbox._alone()
                held.set()
                may_end.wait(10)
        finally:
            connection.close()

    reader = threading.Thread(target=hold)
    reader.start()
    assert held.wait(10)
    assert read() == Told()

    may_end.set()
    reader.join()

    assert read().notices == 1


@pytest.mark.django_db(transaction=True)
def test_an_invented_past_is_nobodys_news():
    with transaction.atomic():
        say_nothing_of_what_follows()
        grant(judged())
    assert not Pending.objects.exists()

    grant(judged())

    assert Pending.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_entries_cost_as_many_queries_as_few():
    grant(judged())
    few = queries_of_reading()
    with transaction.atomic():
        for _ in range(4):
            grant(judged())

    assert queries_of_reading() == few


def queries_of_reading() -> int:
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)
