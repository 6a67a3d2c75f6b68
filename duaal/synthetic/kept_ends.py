"""How kept agreements ended: at their term, after a notice, on a ground, by consent, against the decree."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any

from duaal.casework.agreements.actions.ending import ENDED_FIRST_PERIOD, ENDED_LABOUR_LAW
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import AgreementEnd, AgreementKind, SignerRole
from duaal.casework.agreements.rules.ending import (
    ENDED_AS,
    ENDED_CONTRARY,
    End,
    Reason,
    mediation_ends,
    notice_ends,
)
from duaal.casework.agreements.rules.law import EndingLaw, SuspensionLaw, law_on
from duaal.casework.agreements.states import (
    CLOSE_MEDIATION,
    END_AT_ONCE,
    END_BY_PROVIDER,
    END_BY_WITHDRAWAL,
    END_IN_FACT,
    END_ON_GROUND,
    END_UNDER_LABOUR_LAW,
    GIVE_NOTICE,
    INVOKE_GROUND,
    NOTICE_OVER,
    REPORT_END,
    TERM_REACHED,
    AgreementState,
)
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.lawbook.dated import Version
from duaal.synthetic.keeping import Kept, Mediated
from duaal.synthetic.kept_steps import SCHOOL, Steps

WORDS = {
    Reason.BREACH: "De veiligheidsafspraken werden drie keer niet nageleefd, ook na een gesprek.",
    Reason.HINDERED: "De onderneming verhuist en kan de opleiding in het nieuwe gebouw niet verderzetten.",
}
CONSENT = "Leerling, onderneming en school beslisten na een gesprek om samen te stoppen."
BY_EMPLOYER = "Opzegging door de werkgever."


class Ends:
    """Ends agreements, and invokes what may lead to an end."""

    def __init__(self, steps: Steps, rng: Random) -> None:
        self.steps = steps
        self._rng = rng
        self._ways = cycle((self._by_consent, self._on_ground, self._by_school, self._in_fact))

    def withdrawn(self, kept: Kept, reference: str) -> None:
        """Ended by law with its recognition."""
        on = kept.contract.ended_on
        assert on is not None
        kept.state, kept.ended_as = AgreementState.ENDED, ENDED_AS[End.WITHDRAWAL]
        reasons = (AgreementEnd.WITHDRAWAL.value,)
        self.steps.act(kept, END_BY_WITHDRAWAL, None, on, reasons=reasons, remark=reference)

    def ended(self, kept: Kept) -> None:
        """Ended before today: at its term, or in one of the ways that were open on that day."""
        contract, on = kept.contract, kept.contract.ended_on
        assert on is not None
        kept.state = AgreementState.ENDED
        if on == contract.planned_end_on:
            kept.ended_as = ENDED_AS[End.TERM]
            self.steps.act(kept, TERM_REACHED, None, on + ONE_DAY)
            return
        if contract.kind == AgreementKind.DAO:
            kept.ended_as = ENDED_LABOUR_LAW
            self.steps.act(kept, END_UNDER_LABOUR_LAW, SCHOOL, on, remark=BY_EMPLOYER)
        elif not self._after_notice(kept, on):
            while not next(self._ways)(kept, on):
                pass
        self._report(kept, on)

    def _after_notice(self, kept: Kept, on: date) -> bool:
        law = law_on(SuspensionLaw, kept.first)
        received_on = on - timedelta(days=law.early_end_notice_days.value)
        window = kept.first + timedelta(days=law.early_end_window_days.value - 1)
        if not kept.first <= received_on <= window:
            return False
        kept.notice_ends_on, kept.ended_as = on, ENDED_FIRST_PERIOD
        self.notice(kept, received_on, notice_ends(received_on, law).because)
        self.steps.act(kept, NOTICE_OVER, None, on + ONE_DAY)
        return True

    def _by_consent(self, kept: Kept, on: date) -> bool:
        kept.ended_as = ENDED_AS[End.MUTUAL]
        self.steps.act(kept, END_AT_ONCE, SCHOOL, on, reasons=(kept.ended_as,), remark=CONSENT)
        return True

    def _on_ground(self, kept: Kept, on: date) -> bool:
        received_on = on - timedelta(days=16)
        if received_on <= kept.first:
            return False
        closed_on = on - timedelta(days=2)
        kept.mediations.append(self.invoke(kept, received_on, closed_on))
        self.steps.act(kept, CLOSE_MEDIATION, SCHOOL, closed_on)
        kept.ended_as = ENDED_AS[End.GROUND]
        self.steps.act(kept, END_ON_GROUND, SCHOOL, on, reasons=(kept.ended_as,))
        return True

    def _by_school(self, kept: Kept, on: date) -> bool:
        kept.ended_as = ENDED_AS[End.PROVIDER]
        self.steps.act(
            kept, END_BY_PROVIDER, SCHOOL, on, reasons=(kept.ended_as,), remark=WORDS[Reason.BREACH]
        )
        return True

    def _in_fact(self, kept: Kept, on: date) -> bool:
        kept.ended_as = ENDED_CONTRARY
        law = law_on(EndingLaw, on)
        kept.owes_month = law.month_owed.value and kept.contract.kind in law.month_owed_kinds.value
        self.steps.act(kept, END_IN_FACT, SCHOOL, on, reasons=(kept.ended_as,))
        return True

    def _report(self, kept: Kept, on: date) -> None:
        """Company and learner told the counsellor, or did not yet."""
        for party, role, words in (
            (Party.COMPANY, SignerRole.COMPANY, "De leerling werkt hier niet meer."),
            (Party.LEARNER, SignerRole.LEARNER, "Ik ben gestopt en zoek een andere plaats."),
        ):
            day = on + timedelta(days=self._rng.randrange(1, 4))
            if day < self.steps.today and self._rng.random() < 0.6:
                kept.reports.append((party, day, words))
                self.steps.act(kept, REPORT_END, role, day, reasons=(party.value,))

    def notice(self, kept: Kept, on: date, because: Iterable[Version[Any]]) -> None:
        party = self._rng.choice((Party.COMPANY, Party.LEARNER))
        self.steps.act(kept, GIVE_NOTICE, SCHOOL, on, reasons=(party.value,), versions=because)

    def invoke(
        self, kept: Kept, on: date, closed_on: date | None = None, *, is_reconciled: bool = False
    ) -> Mediated:
        party = self._rng.choice((Party.COMPANY, Party.LEARNER))
        reason = self._rng.choice((Reason.BREACH, Reason.HINDERED))
        until = mediation_ends(on, law_on(EndingLaw, on))
        reasons = (party.value, reason.value)
        self.steps.act(kept, INVOKE_GROUND, SCHOOL, on, reasons=reasons, versions=until.because)
        return Mediated(party, reason, WORDS[reason], on, until.day, closed_on, is_reconciled)
