"""The jobs of the worker: what happens without a person asking for it, and when (cron in UTC).

Each job may run twice without harm. After a stop the worker does the latest missed run of each job at once.
"""

import logging
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from duaal.casework.agreements.actions.clocks import keep_agreements
from duaal.casework.matching.actions.clocks import keep_contacts
from duaal.casework.matching.actions.offers import keep_offers
from duaal.casework.recognition.actions.clocks import recompute_clocks
from duaal.casework.recognition.actions.drafting import discard_idle_since
from duaal.casework.recognition.actions.retention import erase_extracts, erase_unused
from duaal.casework.recognition.mentors.clocks import end_vacancies, remind_trainings
from duaal.casework.recognition.proposing.actions import moot_all
from duaal.casework.recognition.sanctions.clocks import recompute_sanction_clocks
from duaal.casework.rolls.actions import carry_out_rolls
from duaal.casework.trajectories.actions.clocks import keep_searches
from duaal.casework.trajectories.actions.reading import keep_access
from duaal.flows.notifications.outbox import Told, read_ledger
from duaal.flows.notifications.sending import Sent, send_waiting
from duaal.flows.processes import sanction
from duaal.flows.processes.end_alerts import alert_of_ends
from duaal.flows.processes.mentors import alert_vacancies
from duaal.flows.processes.papers import PapersRun, make_papers
from duaal.flows.processes.rescue import end_at_closed_places
from duaal.flows.processes.retention import erase_due
from duaal.flows.webhooks.feed import Read, read_entries
from duaal.flows.webhooks.sending import Sent as Delivered
from duaal.flows.webhooks.sending import send_due
from duaal.foundation.accounts.repetition import forget_kept_answers
from duaal.foundation.audit.seal import seal
from duaal.foundation.documents.actions import sweep
from duaal.foundation.kernel.anniversary import add_months
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.book import BOOK
from duaal.insight.statistics.snapshots import take
from duaal.insight.statistics.tables import count_for_pages

EVERY_MINUTE = "* * * * *"
EVERY_HOUR = "5 * * * *"  # the hour after midnight in Brussels is one of them, in summer and in winter
EVERY_QUARTER = "*/15 * * * *"
EVERY_NIGHT = "30 1 * * *"
FILES_ERASED_AT_A_TIME = 100
"""More would keep the worker from everything else for minutes; the others go an hour later."""
A_DAY = timedelta(days=1)  # longer than any transaction that is storing a file

logger = logging.getLogger(__name__)


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="notices", queueing_lock="notices")
def tell(timestamp: int = 0) -> None:
    """Makes notices and mails of what was done, and sends the mails; asked for after each request too."""
    told = read_ledger(on=today(), at=timezone.now())
    sent = send_waiting(at=timezone.now())
    if told != Told() or sent != Sent():
        logger.info("notices: %s, %s", told, sent)


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="webhooks", queueing_lock="webhooks")
def inform_software(timestamp: int = 0) -> None:
    """Makes events of what was done, and sends what software wants; asked for after each request too."""
    read = read_entries(at=timezone.now())
    delivered = send_due(at=timezone.now())
    if read != Read() or delivered != Delivered():
        logger.info("webhooks: %s, %s", read, delivered)


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="rolls", queueing_lock="rolls")
def carry_out_class_lists(timestamp: int = 0) -> None:
    """Enrols who stands on a class list that was ordered; asked for after the order too."""
    enrolled = carry_out_rolls(now=timezone.now)
    if enrolled:
        logger.info("learners of class lists enrolled: %s", enrolled)


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="papers", queueing_lock="papers")
def make_sealed_papers(timestamp: int = 0) -> None:
    """Makes the sealed paper of every agreement that everybody signed, and of those that failed before."""
    run = make_papers(on=today(), at=timezone.now())
    if run != PapersRun():
        logger.info("sealed papers: %s", run)


@app.periodic(cron=EVERY_HOUR)
@app.task(name="deadlines", queueing_lock="deadlines")
def keep_deadlines(timestamp: int) -> None:
    """Recomputes every clock and does what follows from it."""
    # Withdrawals first: one that takes effect on the last day of its recognition is not an expiry.
    logger.info("withdrawals in effect: %s", sanction.carry_out_due(on=today()))
    logger.info("guidance and sanctions: %s", recompute_sanction_clocks(on=today()))
    logger.info("proposals without object: %s", moot_all(on=today()))
    logger.info("deadlines: %s", recompute_clocks(on=today()))
    logger.info("agreements at closed sites ended: %s", end_at_closed_places(on=today()))
    logger.info("contracts: %s", keep_agreements(on=today()))
    logger.info("searches for a workplace: %s", keep_searches(on=today()))
    logger.info("access of learners and parents: %s", keep_access(on=today()))
    logger.info("contacts with companies: %s", keep_contacts(on=today()))
    logger.info("published places: %s", keep_offers(on=today()))
    logger.info("ends of recognitions in use told: %s", alert_of_ends(on=today()))
    logger.info("trainings of mentors to plan, reminded: %s", remind_trainings(on=today()))
    logger.info("places without a mentor, told: %s", alert_vacancies(on=today()))
    logger.info("terms to name a mentor over: %s", end_vacancies(on=today()))


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="idle_drafts", queueing_lock="idle_drafts")
def discard_idle_drafts(timestamp: int) -> None:
    """Throws away the request forms that nobody touched for as long as the dated value says."""
    months = BOOK.value("recognition.idle_draft_months").on(today()).value
    logger.info("idle drafts thrown away: %s", discard_idle_since(add_months(today(), -months)))


@app.periodic(cron=EVERY_HOUR)
@app.task(name="retention", queueing_lock="retention")
def erase_personal_data(timestamp: int) -> None:
    """Erases the personal data that were kept long enough, some files an hour when many wait."""
    logger.info("retention: %s", erase_due(on=today(), most_files=FILES_ERASED_AT_A_TIME))


@app.periodic(cron=EVERY_HOUR)
@app.task(name="documents", queueing_lock="documents")
def erase_documents(timestamp: int) -> None:
    """Erases the extracts that no case needs any more, what nobody holds, and files without a row."""
    extracts, unused = erase_extracts(on=today()), erase_unused(on=today())
    swept = sweep(before=timezone.now() - A_DAY)
    logger.info("documents: %s extracts and %s unused erased, %s files swept", extracts, unused, swept)


@app.periodic(cron=EVERY_HOUR)
@app.task(name="kept_answers", queueing_lock="kept_answers")
def forget_answers_of_the_api(timestamp: int) -> None:
    """Deletes the answers to requests with an idempotency key that are too old to be given again."""
    logger.info("kept answers deleted: %s", forget_kept_answers(at=timezone.now()))


@app.periodic(cron=EVERY_QUARTER)
@app.task(name="seal", queueing_lock="seal")
def seal_the_audit_trail(timestamp: int) -> None:
    """Seals the files that changed; the line in the log is the copy to keep outside the database."""
    made = seal(at=timezone.now())
    if made is not None:
        logger.info("seal %s over %s files: %s", made.pk, made.heads_count, bytes(made.hash).hex())


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="snapshot", queueing_lock="snapshot")
def take_the_nightly_snapshot(timestamp: int) -> None:
    """Saves the register as it is tonight, and counts what the pages show of it."""
    snapshot = take(as_of=today(), taken_at=timezone.now())
    count_for_pages(snapshot)
    logger.info("snapshot %s", snapshot.code)
