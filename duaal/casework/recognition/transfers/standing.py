"""How a case stands for a transfer, read from its rows."""

from collections.abc import Iterable
from datetime import date

from duaal.casework.recognition.facts import LegalBasis
from duaal.casework.recognition.models import Application, Transfer, TransferState
from duaal.casework.recognition.proposals import POPULATION
from duaal.casework.recognition.states.transfers import TransferStanding
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version
from duaal.register.partnerships.models import Partnership
from duaal.register.partnerships.queries import partnerships_that_recognise


def asked_of(transfers: Iterable[Transfer]) -> Transfer | None:
    """The wish that waits for an answer."""
    return next((one for one in transfers if one.state == TransferState.ASKED), None)


def max_transfers(application: Application) -> Version[int]:
    """How often the partnerships can transfer this case between themselves."""
    return BOOK.value("recognition.max_transfers").on(application.received_on)


def targets(application: Application, *, on: date) -> list[Partnership]:
    """The partnerships that the case can go to on the day, by name."""
    population = POPULATION[LegalBasis(application.legal_basis)]
    found = partnerships_that_recognise(population, on=on).exclude(pk=application.partnership_id)
    return list(found.order_by("name"))


def standing_of_transfer(application: Application, *, to: str = "", on: date) -> TransferStanding:
    """How the case stands, with `to` as the partnership that it would go to, or that of the open wish."""
    transfers = list(application.transfers.all())
    asked = asked_of(transfers)
    earlier = len(transfers) - (asked is not None)
    target = to or (asked.to_partnership_id if asked is not None else "")
    population = POPULATION[LegalBasis(application.legal_basis)]
    may_recognise = not target or partnerships_that_recognise(population, on=on).filter(pk=target).exists()
    return TransferStanding(
        is_asked=asked is not None,
        needs_order=asked is not None and earlier >= max_transfers(application).value,
        is_declined=bool(transfers) and transfers[-1].state == TransferState.DECLINED,
        target_recognises=may_recognise,
        target_is_here=target == application.partnership_id,
    )
