"""Personal data of which the term is over are erased: everywhere, once, and whole files only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.retention.rules import FileKind
from duaal.flows.notifications.models import Mail, MailState, Notice
from duaal.flows.processes import retention
from duaal.flows.processes.retention import RetentionRun, erase_due
from duaal.foundation.audit.erasing import ERASE_PERSONS
from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.seal import seal
from duaal.foundation.audit.verify import verify
from duaal.foundation.documents import folder
from duaal.foundation.documents.models import Document
from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import lookup_key
from duaal.insight.statistics.columns import FILES, PSEUDONYM_SETTING
from tests.casework.recognition.retention import named
from tests.casework.recognition.retention.named import ENDED, GONE, LAST_KEPT

MOMENT = datetime(2032, 6, 1, 9, 0, tzinfo=UTC)
NEEDLES = (named.FAMILY, named.GIVEN, named.EMAIL, named.NUMBER, lookup_key(named.NUMBER).hex(), "4242")


@pytest.fixture
def everything(db) -> Recognition:
    """One company with a file of every kind, in which every text names the same person."""
    recognition = named.ended_recognition()
    named.fill(recognition)
    named.sanction(recognition)
    named.mandate(recognition.company)
    named.change(recognition)
    named.control(recognition.company)
    notice(recognition, "application", recognition.application_id)
    return recognition


def notice(recognition: Recognition, file_kind: str, file_id: int, at: datetime = MOMENT) -> Notice:
    entry = Entry.objects.filter(file_kind=file_kind, file_id=file_id).first()
    made = Notice.objects.create(
        entry=entry,
        role="company",
        organisation=recognition.company.enterprise_number,
        file_kind=file_kind,
        file_id=file_id,
        kind="DECISION",
        subject="Beslist",
        sentence=f"Er is beslist over {named.SECRET}.",
        about=named.SECRET,
        path="/",
        made_on=at.date(),
        made_at=at,
        read_by_name=named.SECRET,
    )
    mail = Mail.objects.create(
        address=named.EMAIL,
        subject="Beslist",
        text=named.SECRET,
        html=named.SECRET,
        can_be_turned_off=False,
        state=MailState.SENT,
        made_at=at,
        next_try_at=at,
        sent_at=at,
    )
    mail.notices.add(made)
    return made


def test_no_trace_of_the_person_is_left_in_any_table(everything, django_capture_on_commit_callbacks):
    kinds = {line.partition(":")[0].partition(".")[0] for line in named.traces(*NEEDLES)}
    assert len(kinds) > 25, "the files do not name the person everywhere"
    stored = set(Document.objects.values_list("stored_name", flat=True))
    assert stored <= {name for name, _at in folder.names_with_age()}

    with django_capture_on_commit_callbacks(execute=True):
        erase_due(on=GONE)

    assert named.traces(*NEEDLES) == []
    assert not stored & {name for name, _at in folder.names_with_age()}
    assert not Document.objects.filter(erased_on=None).exists()


def test_the_figures_of_the_file_stay(everything):
    number = everything.application.assignments.get().person_id
    figures = ("state", "valid_from", "valid_to", "programme_id", "site_id", "company_id", "partnership_id")
    before = Recognition.objects.values_list(*figures).get()
    entries = list(Entry.objects.order_by("pk").values_list("step", "on", "actor_role", "hash"))

    erase_due(on=GONE)

    assert Recognition.objects.values_list(*figures).get() == before
    kept = Entry.objects.exclude(step=ERASE_PERSONS).order_by("pk")
    assert list(kept.values_list("step", "on", "actor_role", "hash")) == entries
    person = Person.objects.get(pk=number)
    assert (person.given_name, person.erased_on, person.birth_date) == ("(gewist)", GONE, date(1979, 1, 1))


def test_the_trail_is_in_order_after_erasing_and_every_file_says_that_it_was_done(everything):
    seal(at=MOMENT)

    erase_due(on=GONE)

    seal(at=MOMENT + timedelta(days=30))
    assert verify().fault is None
    told = Entry.objects.filter(step=ERASE_PERSONS)
    kinds = {"application", "recognition", "appeal", "withdrawal_proposal", "person", "request_form"}
    kinds |= {"sanction", "exclusion", "mandate", "reported_change", "control"}
    assert set(told.values_list("file_kind", flat=True)) == kinds
    assert all(entry.actor_role == "system" and entry.on == GONE for entry in told)
    assert told.get(file_kind="recognition").rule_versions[0]["key"] == "recognition.retention_years"


def test_nothing_goes_on_the_last_day_that_it_is_kept(everything):
    before = named.traces(named.FAMILY)

    assert erase_due(on=LAST_KEPT).files == 0

    assert named.traces(named.FAMILY) == before


def test_a_second_run_changes_nothing(everything):
    first = erase_due(on=GONE)
    entries = Entry.objects.count()

    second = erase_due(on=GONE)

    assert (first.files, first.persons, first.documents) == (5, 1, 5)
    assert second == RetentionRun()
    assert Entry.objects.count() == entries


def test_many_files_go_some_at_a_time(db):
    files = [named.ended_recognition(), named.ended_recognition(named.person_without_number())]

    runs = [erase_due(on=GONE, most_files=1).files for _number in range(3)]

    assert runs == [1, 1, 0]
    assert all(Recognition.objects.get(pk=file.pk).erased_on == GONE for file in files)


def test_a_person_whom_another_file_needs_is_taken_out_of_this_one_only(db):
    mentor = named.person()
    old = named.ended_recognition(mentor)
    young = named.ended_recognition(mentor, ended=ENDED + timedelta(days=1))

    run = erase_due(on=GONE)

    mentor.refresh_from_db()
    assert (run.files, run.persons) == (1, 0)
    assert mentor.family_name == named.FAMILY
    assert old.application.assignments.get().person.family_name == "(gewist)"
    assert young.application.assignments.get().person == mentor

    later = erase_due(on=GONE + timedelta(days=1))

    mentor.refresh_from_db()
    assert (later.files, later.persons) == (1, 1)
    assert mentor.erased_on == GONE + timedelta(days=1)
    assert named.traces(named.FAMILY) == []


def test_a_run_that_is_stopped_leaves_whole_files_and_the_next_goes_on(db, monkeypatch):
    files = [named.ended_recognition(), named.ended_recognition(named.person_without_number())]
    real, done = retention.forget_files, []

    def stops_at_the_second(trails):
        done.append(trails)
        if len(done) == 2:
            raise KeyboardInterrupt
        return real(trails)

    monkeypatch.setattr(retention, "forget_files", stops_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        erase_due(on=GONE)

    erased = [Recognition.objects.get(pk=file.pk).erased_on for file in files]
    names = [MentorAssignment.objects.get(recognition=file).person.family_name for file in files]
    assert erased == [GONE, None]
    assert names == ["(gewist)", named.FAMILY]
    monkeypatch.setattr(retention, "forget_files", real)
    assert erase_due(on=GONE).files == 1
    assert named.traces(named.FAMILY) == []


def test_notices_and_mails_go_after_their_own_term(db):
    recognition = named.ended_recognition(ended=date(2032, 1, 1))
    notice(recognition, "application", recognition.application_id, datetime(2031, 6, 30, 12, tzinfo=UTC))

    run = erase_due(on=date(2032, 7, 1))

    assert (run.mails, run.notices) == (1, 0)
    assert erase_due(on=date(2033, 7, 1)).notices == 1
    assert not Notice.objects.exists()


def test_a_mail_that_has_to_be_sent_is_not_deleted(db):
    recognition = named.ended_recognition(ended=date(2032, 1, 1))
    made = notice(recognition, "application", recognition.application_id, datetime(2031, 1, 1, tzinfo=UTC))
    Mail.objects.update(state=MailState.WAITING, sent_at=None)

    assert erase_due(on=date(2032, 7, 1)).mails == 0

    assert made.mails.count() == 1


def test_every_kind_is_looked_at_in_as_many_queries_for_many_files(everything, django_assert_max_num_queries):
    with django_assert_max_num_queries(len(FileKind)):
        assert len(list(retention.files_to_erase(on=GONE))) == 5


def test_the_recognitions_to_erase_are_found_by_an_index(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM recognition_recognition WHERE erased_on IS NULL AND NOT (state IN "
            "('ACTIVE','INCOMPLETE','SANCTION_PROPOSED','SUSPENDED','UNDER_GUIDANCE')) "
            "AND COALESCE(ended_on, valid_to) < '2027-07-01'"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "recognition_rec_to_erase" in plan


def figures() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every file of a snapshot: what all tables are counted from."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, 'salt', true)", [PSEUDONYM_SETTING])
        found = {}
        for file in FILES:
            cursor.execute(file.query)
            found[file.name] = cursor.fetchall()
    return found


def test_a_snapshot_counts_the_same_before_and_after(everything):
    named.ended_recognition(named.person_without_number(), ended=ENDED + timedelta(days=1))
    before = figures()
    assert before["recognitions"]
    assert before["mentor_trainings"]

    erase_due(on=GONE)

    assert figures() == before
