"""The sealed paper of every signed agreement: made by the worker, right after the last signature.

Not in the transaction of that signature: a signature may not wait for a time-stamping authority, nor fail
with it. What could not be made is tried again, for as long as it takes.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from duaal.casework.agreements import evidence
from duaal.casework.agreements.actions.papers import keep, papers_to_make, try_later
from duaal.casework.agreements.evidence import NotWhatWasSigned
from duaal.casework.agreements.models import SealedPaper, Version
from duaal.casework.progress.annex import plan_sections
from duaal.casework.progress.models import Plan
from duaal.casework.progress.queries import facts_of
from duaal.casework.progress.rules import content_hash
from duaal.foundation.papers.keys import NoSeal, SealKey
from duaal.foundation.papers.paper import Paper
from duaal.foundation.papers.rendering import render
from duaal.foundation.papers.seal import own_key, seal

CHECK_PAGE = "contracts:genuine"
MOST_AT_A_TIME = 200  # some seconds of work, so that a run never overlaps the next

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PapersRun:
    """How many papers were made, and how many could not be made now."""

    made: int = 0
    failed: int = 0


def make_papers(*, on: date, at: datetime, most: int = MOST_AT_A_TIME) -> PapersRun:
    """Makes the papers that wait; one that fails keeps no other waiting. Without a seal all of them wait."""
    waiting = list(papers_to_make(at=at).select_related("version__agreement__trajectory")[:most])
    if not waiting:
        return PapersRun()
    try:
        key = own_key()
        key.require_valid(at)
    except NoSeal as problem:
        logger.error("%s papers wait for a seal: %s", len(waiting), problem)
        return PapersRun(failed=len(waiting))
    made = sum(_made(one, key, on=on, at=at) for one in waiting)
    return PapersRun(made, len(waiting) - made)


def paper_of(version: Version, *, on: date) -> Paper:
    """What stands on the paper: the text, the plan, who signed. Raises `NotWhatWasSigned`."""
    evidence.require_untouched(version)
    assert version.concluded_at is not None
    plan = _plan_of(version, on=on)
    check_at = f"{settings.SITE_ADDRESS}{reverse(CHECK_PAGE)}"
    return Paper(
        title=evidence.title(version),
        reference=evidence.reference(version),
        made_at=version.concluded_at,
        sections=(
            *evidence.text_sections(version),
            *(plan_sections(plan) if plan is not None else ()),
            *evidence.evidence_sections(version, check_at=check_at),
        ),
        attachments=(evidence.content_attachment(version),),
    )


def _made(paper: SealedPaper, key: SealKey, *, on: date, at: datetime) -> bool:
    try:
        pdf = render(paper_of(paper.version, on=on))
        sealed = seal(pdf, reason=evidence.reference(paper.version), at=at, key=key)
        keep(paper.pk, sealed, on=on, at=at)
    except Exception:  # whatever is wrong with this one, the others do not wait for it
        logger.exception("the paper of version %s could not be made", paper.version_id)
        try_later(paper.pk, at=at)
        return False
    return True


def _plan_of(version: Version, *, on: date) -> Plan | None:
    """The plan that the text binds, when it still says what its hash says; None when the text binds none."""
    bound, trajectory_id = version.terms.plan, version.agreement.trajectory_id
    if bound is None:
        return None
    assert trajectory_id is not None
    fixed = Plan.objects.filter(trajectory_id=trajectory_id, fixed_on__isnull=False)
    plan = fixed.select_related("trajectory").filter(version=bound.version).first()
    if plan is None or content_hash(facts_of(plan, on=on)) != bound.hash:
        raise NotWhatWasSigned(f"the plan that version {version.pk} binds is not what its hash says")
    return plan
