"""What happens to an amendment once everybody signed, or when its agreement ends before."""

from datetime import date, datetime

from duaal.casework.agreements.actions.cooperation import keep_cooperation
from duaal.casework.agreements.actions.drafting import void
from duaal.casework.agreements.actions.rounds import Round, move_amendment
from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.assessing import Amending, Assessment, assess, has_recognition
from duaal.casework.agreements.models import Agreement, Amendment, SealedPaper
from duaal.casework.agreements.states import CONCLUDED, AgreementStanding
from duaal.casework.agreements.states.amendments import (
    AGREE_AMENDMENT,
    AMENDMENT_HOLDS,
    AMENDMENT_LAPSES,
    AMENDMENT_LATE,
    NOT_AMENDABLE,
    OPEN,
    UNSIGNED,
    AmendmentState,
)
from duaal.foundation.kernel.actor import SYSTEM

LAPSED = "lapsed"
LATE = "start_passed"
NO_RECOGNITION = "NO_RECOGNITION"


def assessment_of_amendment(amendment: Amendment, *, on: date) -> Assessment:
    """What the rules find on the new text, were it signed by everybody on the day."""
    agreement = amendment.agreement
    assert agreement.trajectory is not None
    return assess(
        amendment.version.terms,
        trajectory=agreement.trajectory,
        recognition=amendment.recognition,
        on=on,
        agreement_id=agreement.pk,
        amending=amending(agreement, amendment.recognition_id),
    )


def amending(agreement: Agreement, recognition_id: int) -> Amending:
    """The text that is changed, and whether the learner moves to another recognised place."""
    return Amending(newest(agreement).terms, moves=recognition_id != agreement.recognition_id)


def agree(one: Round, *, on: date, at: datetime) -> None:
    """Everybody signed: the rules hold today as well. From its first day the new text holds, maybe today.

    A later last day counts at once, so that nothing else is planned in those weeks.
    """
    agreement, amendment = one.agreement, one.amendment
    assert amendment is not None
    assessment = assessment_of_amendment(amendment, on=on)
    found = assessment.refusals
    if agreement.state not in CONCLUDED:
        found = (NOT_AMENDABLE, *found)
    one.check(AGREE_AMENDMENT, AgreementStanding(found=found), actor=SYSTEM, on=on)
    one.version.concluded_at = at
    one.version.save(update_fields=["concluded_at"])
    SealedPaper.objects.create(version=one.version, next_try_at=at)
    amendment.agreed_on = on
    one.move(
        AGREE_AMENDMENT,
        actor=SYSTEM,
        on=on,
        changed={"agreed_on"},
        because=assessment.check.because,
        remark=one.version.content_hash,
    )
    keep_cooperation(agreement, one.version, on=on)
    last = one.version.terms.last
    if last > agreement.planned_end_on:
        agreement.planned_end_on = last
        agreement.save(update_fields=["planned_end_on"])
    if amendment.holds_from <= on:
        hold(amendment, on=on)


def hold(amendment: Amendment, *, on: date) -> Amendment:
    """The new text of a locked agreement holds from now on; without a recognition at another place it lapses.

    A recognition that expired is enough for who works there already, not for who comes from elsewhere.
    """
    agreement, place = amendment.agreement, amendment.recognition
    moves = place.pk != agreement.recognition_id
    if moves and not has_recognition(place, on=on):
        return lapse(amendment, on=on, because=NO_RECOGNITION)
    AMENDMENT_HOLDS.check(amendment.state, AgreementStanding(), on=on)
    agreement.version, agreement.planned_end_on = amendment.version.number, amendment.version.terms.last
    agreement.recognition, agreement.company, agreement.site = place, place.company, place.site
    agreement.save(update_fields=["version", "planned_end_on", "recognition", "company", "site"])
    return move_amendment(amendment, AMENDMENT_HOLDS, actor=SYSTEM, on=on)


def late(amendment: Amendment, *, on: date) -> Amendment:
    """The first day of the new text passed unsigned: a draft again, the old text stays."""
    void(amendment.version, because=LATE, on=on)
    return move_amendment(amendment, AMENDMENT_LATE, actor=SYSTEM, on=on, reasons=(LATE,))


def lapse(amendment: Amendment, *, on: date, because: str = LAPSED) -> Amendment:
    """The new text never holds; a last day that it moved goes back."""
    agreement = amendment.agreement
    if amendment.state in UNSIGNED:
        void(amendment.version, because=LAPSED, on=on)
    last = newest(agreement).terms.last
    if amendment.state == AmendmentState.AGREED and agreement.planned_end_on > last:
        agreement.planned_end_on = last
        agreement.save(update_fields=["planned_end_on"])
    return move_amendment(amendment, AMENDMENT_LAPSES, actor=SYSTEM, on=on, reasons=(because,))


def lapse_open(agreement: Agreement, *, on: date) -> None:
    """A locked agreement ended or was called off: what was still open to change in it lapses."""
    rows = Amendment.objects.filter(agreement=agreement, state__in=sorted(OPEN))
    for amendment in rows.select_related("version"):
        amendment.agreement = agreement
        lapse(amendment, on=on)
