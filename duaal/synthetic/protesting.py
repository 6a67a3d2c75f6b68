"""How an appeal goes, day by day, by the rules and terms of the platform; against what says the caller."""

from datetime import date, timedelta
from functools import cache
from random import Random

from duaal.casework.recognition.appeals.files import APPEAL_FILE
from duaal.casework.recognition.appeals.models import AppealWay, InadmissibleGround
from duaal.casework.recognition.appeals.states import (
    ADMIT,
    DISMISS,
    EXTEND,
    LODGE,
    REGISTER,
    REJECT,
    RETRACT,
    UPHOLD,
    UPHOLD_PARTLY,
    AppealState,
)
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version, as_rule_versions
from duaal.synthetic.appeal_terms import appeal_term
from duaal.synthetic.deeds import Versions, Who, deed
from duaal.synthetic.measures import Excluded, Lifted, Measures, Paper, Protest
from duaal.synthetic.world import Case

REASONS = (
    "De machines zijn er wel: ze stonden op de dag van het bezoek in herstelling. De factuur zit erbij.",
    "We kregen te weinig tijd om het gevraagde stuk te bezorgen. Intussen is het er.",
    "Onze mentor heeft meer ervaring dan in het dossier stond. We voegen de attesten toe.",
    "De beslissing houdt geen rekening met wat we op het gesprek uitlegden.",
)
UPHELD = "De commissie volgt de onderneming: de stukken tonen aan dat aan de voorwaarde voldaan is."
REJECTED = "De commissie volgt het partnerschap. De onderneming weerlegt de vaststellingen niet."
PARTLY = "De commissie volgt de onderneming voor een deel."
MORE_DAYS = "De commissie wacht op het verslag van een bezoek aan de werkplek."
TOO_LATE = "Het beroep is verstuurd na de laatste dag van de termijn."
BY_LETTER = 0.35
"""Share of the appeals that come by post; assumed."""

WITHOUT_REASONS = "De brief zegt niet waarom de onderneming het niet eens is."


class Protesting:
    """Makes appeals and hangs what happened on them."""

    def __init__(self, measures: Measures, seed: int, *, today: date) -> None:
        self.measures = measures
        self.today = today
        self._rng = Random(f"{seed} protests")

    def lodge(
        self, case: Case, decided_on: date, *, against: Lifted | Excluded | None, partnership: str, on: date
    ) -> Protest:
        """An appeal in time, by the form of the platform or by letter."""
        by_letter = self._rng.random() < BY_LETTER
        protest = self._make(case, decided_on, against, partnership, by_letter=by_letter, on=on)
        step, who = (REGISTER, Who.DEPARTMENT) if by_letter else (LODGE, Who.COMPANY)
        versions = self.versions_of(decided_on)
        protest.deeds.append(deed(step, who, on, versions=versions, remark=protest.reasons))
        return protest

    def late(self, case: Case, decided_on: date, *, days: int) -> Protest:
        """A letter that was posted too late: it is answered, and opens nothing."""
        last_day = appeal_term(decided_on).last_day
        on = last_day + timedelta(days=days)
        protest = self._make(case, decided_on, None, case.partnership, by_letter=True, on=on)
        versions = self.versions_of(decided_on)
        protest.deeds.append(deed(REGISTER, Who.DEPARTMENT, on, versions=versions, remark=protest.reasons))
        self.dismiss(protest, on + timedelta(days=3), InadmissibleGround.LATE, TOO_LATE)
        return protest

    def admit(self, protest: Protest, on: date) -> None:
        """From that day the committee has its term."""
        days: Version[int] = BOOK.value("recognition.appeal_decision_days").on(on)
        protest.state, protest.acknowledged_on = AppealState.ADMISSIBLE, on
        protest.decide_by = on + timedelta(days=days.value)
        protest.deeds.append(deed(ADMIT, Who.DEPARTMENT, on, versions=as_rule_versions([days])))

    def extend(self, protest: Protest, on: date) -> None:
        """The committee gets more days, once."""
        if protest.decide_by is None:
            raise ValueError("only an admissible appeal has a term to extend")
        days: Version[int] = BOOK.value("recognition.appeal_extension_days").on(on)
        protest.decide_by += timedelta(days=days.value)
        protest.is_extended = True
        versions = as_rule_versions([days])
        protest.deeds.append(deed(EXTEND, Who.DEPARTMENT, on, versions=versions, remark=MORE_DAYS))

    def dismiss(self, protest: Protest, on: date, ground: InadmissibleGround, reason: str) -> None:
        protest.state, protest.inadmissible_ground = AppealState.INADMISSIBLE, ground.value
        protest.acknowledged_on = on
        self._conclude(protest, on, reason)
        protest.deeds.append(deed(DISMISS, Who.DEPARTMENT, on, reasons=(ground.value,), remark=reason))

    def uphold(self, protest: Protest, on: date) -> None:
        protest.state = AppealState.UPHELD
        self._conclude(protest, on, UPHELD)
        protest.deeds.append(deed(UPHOLD, Who.DEPARTMENT, on, remark=UPHELD))

    def uphold_partly(self, protest: Protest, on: date, remaining: tuple[str, ...]) -> None:
        protest.state, protest.remaining_grounds = AppealState.PARTLY_UPHELD, remaining
        self._conclude(protest, on, PARTLY)
        protest.deeds.append(deed(UPHOLD_PARTLY, Who.DEPARTMENT, on, reasons=remaining, remark=PARTLY))

    def reject(self, protest: Protest, on: date) -> None:
        protest.state = AppealState.REJECTED
        self._conclude(protest, on, REJECTED)
        protest.deeds.append(deed(REJECT, Who.DEPARTMENT, on, remark=REJECTED))

    def retract(self, protest: Protest, on: date) -> None:
        protest.state, protest.decided_on = AppealState.RETRACTED, on
        protest.deeds.append(deed(RETRACT, Who.COMPANY, on))

    @staticmethod
    @cache
    def versions_of(decided_on: date) -> Versions:
        """The dated values that an appeal against a decision of that day names."""
        acknowledge: Version[int] = BOOK.value("recognition.appeal_acknowledgement_days").on(decided_on)
        return (*appeal_term(decided_on).rule_versions, *as_rule_versions([acknowledge]))

    def _make(
        self,
        case: Case,
        decided_on: date,
        against: Lifted | Excluded | None,
        partnership: str,
        *,
        by_letter: bool,
        on: date,
    ) -> Protest:
        term = appeal_term(decided_on)
        days = BOOK.value("recognition.appeal_acknowledgement_days").on(on)
        protest = Protest(
            case=case,
            against=against,
            partnership=partnership,
            way=AppealWay.LETTER if by_letter else AppealWay.FORM,
            sent_on=on,
            received_on=on,
            decision_received_on=term.received_on,
            last_day_on=term.last_day,
            acknowledge_by=on + timedelta(days=days.value),
            reasons=self._rng.choice(REASONS),
        )
        self.measures.appeals.append(protest)
        self.measures.papers.append(Paper(APPEAL_FILE, protest, case, protest.deeds))
        return protest

    @staticmethod
    def _conclude(protest: Protest, on: date, reason: str) -> None:
        protest.outcome_reason, protest.decided_on = reason, on
