"""Writes of sealed papers: kept once, or tried again later."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duaal.casework.agreements.actions.steps import check, lock_agreement, move
from duaal.casework.agreements.models import SealedPaper
from duaal.casework.agreements.states import SEAL_PAPER, AgreementStanding
from duaal.foundation.documents.actions import store
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.papers.seal import Sealed

FIRST_WAIT = timedelta(minutes=1)  # of the machine, as the next: doubled after every try that failed
LONGEST_WAIT = timedelta(hours=1)
MOST_DOUBLED = 10  # of the machine: enough for the longest wait


def papers_to_make(*, at: datetime) -> QuerySet[SealedPaper]:
    """What has to be made now, the oldest first."""
    return SealedPaper.objects.filter(document__isnull=True, next_try_at__lte=at).order_by(
        "next_try_at", "pk"
    )


@transaction.atomic
def keep(paper_id: int, sealed: Sealed, *, on: date, at: datetime) -> bool:
    """Keeps the sealed file with its hash in the trail; False when another was quicker, who then stays."""
    version = SealedPaper.objects.select_related("version").get(pk=paper_id).version
    agreement = lock_agreement(version.agreement_id)
    paper = SealedPaper.objects.select_for_update().get(pk=paper_id)
    if paper.is_ready:
        return False
    check(SEAL_PAPER, agreement, AgreementStanding(), actor=SYSTEM, on=on)
    words = {"number": agreement.pk, "version": version.number}
    paper.document = store(
        kind=DocumentKind.AGREEMENT,
        name=_("overeenkomst-%(number)s-versie-%(version)s.pdf") % words,
        data=sealed.data,
        actor=SYSTEM,
        on=on,
    )
    paper.file_hash = paper.document.sha256
    paper.sealed_at, paper.seal_owner, paper.seal_fingerprint = at, sealed.owner, sealed.fingerprint
    paper.save(update_fields=["document", "file_hash", "sealed_at", "seal_owner", "seal_fingerprint"])
    move(agreement, SEAL_PAPER, actor=SYSTEM, on=on, remark=paper.document.sha256)
    return True


@transaction.atomic
def try_later(paper_id: int, *, at: datetime) -> None:
    """A try that failed: the next one waits twice as long, an hour at most."""
    paper = SealedPaper.objects.select_for_update().get(pk=paper_id)
    if paper.is_ready:
        return
    paper.next_try_at = at + min(FIRST_WAIT * 2 ** min(paper.attempts, MOST_DOUBLED), LONGEST_WAIT)
    paper.attempts += 1
    paper.save(update_fields=["attempts", "next_try_at"])
