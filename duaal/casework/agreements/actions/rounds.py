"""What is being signed: the text of an agreement, or that of an amendment; the same for whoever signs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.steps import lock_agreement, move
from duaal.casework.agreements.models import Agreement, Amendment, Signatory, Version
from duaal.casework.agreements.states import (
    CORRECT_CONTACT,
    PROPOSE,
    REFUSE_TO_SIGN,
    SIGN,
    AgreementStanding,
    AgreementState,
)
from duaal.casework.agreements.states.amendments import (
    CORRECT_AMENDMENT_CONTACT,
    PROPOSE_AMENDMENT,
    REFUSE_AMENDMENT,
    SIGN_AMENDMENT,
    AmendmentState,
)
from duaal.casework.recognition.models import Recognition
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.lawbook.dated import Version as DatedVersion
from duaal.foundation.lawbook.dated import as_rule_versions

AMENDMENT_FILE = "amendment"
AgreementStep = Step[AgreementStanding]


@dataclass(frozen=True, slots=True)
class SigningSteps:
    """The steps of signing, by what is signed."""

    propose: AgreementStep
    sign: AgreementStep
    refuse: AgreementStep
    contact: AgreementStep


OF_AN_AGREEMENT = SigningSteps(PROPOSE, SIGN, REFUSE_TO_SIGN, CORRECT_CONTACT)
OF_AN_AMENDMENT = SigningSteps(PROPOSE_AMENDMENT, SIGN_AMENDMENT, REFUSE_AMENDMENT, CORRECT_AMENDMENT_CONTACT)


@dataclass(frozen=True, slots=True)
class Round:
    """One text with its agreement; `amendment` is None for the agreement itself."""

    agreement: Agreement
    version: Version
    amendment: Amendment | None = None

    @property
    def steps(self) -> SigningSteps:
        return OF_AN_AGREEMENT if self.amendment is None else OF_AN_AMENDMENT

    @property
    def state(self) -> str:
        return self.agreement.state if self.amendment is None else self.amendment.state

    @property
    def recognition(self) -> Recognition:
        """The place under this text."""
        return self.agreement.recognition if self.amendment is None else self.amendment.recognition

    @property
    def is_current(self) -> bool:
        """Whether no other text took the place of this one."""
        if self.version.voided_on is not None:
            return False
        if self.amendment is None:
            return self.version.number == self.agreement.version
        return self.amendment.version_id == self.version.pk

    def check(self, step: AgreementStep, standing: AgreementStanding, *, actor: Actor, on: date) -> None:
        """The right and the guard of a step: `PermissionDenied`, or `Refused`."""
        parties.require(actor, step, self.agreement, on=on)
        step.check(self.state, standing, on=on)

    def move(
        self, step: AgreementStep, *, actor: Actor, on: date, changed: Iterable[str] = (), **more: Any
    ) -> None:
        """Saves the changed columns with the new state, and records the step."""
        if self.amendment is None:
            move(self.agreement, step, actor=actor, on=on, changed=changed, **more)
        else:
            move_amendment(self.amendment, step, actor=actor, on=on, changed=changed, **more)


def round_of(agreement: Agreement, version: Version) -> Round:
    """What a version of an agreement is, or was, the text of."""
    rows = Amendment.objects.select_related("recognition__company").filter(agreement=agreement)
    row = rows.filter(version=version).first()
    if row is None and version.number > agreement.version:
        row = rows.last()
    if row is not None:
        row.agreement = agreement
    return Round(agreement, version, row)


def to_be_signed(agreement: Agreement) -> Version | None:
    """The text that waits for signatures now: of the agreement, or of an amendment. None without one."""
    if agreement.state == AgreementState.TO_SIGN:
        return agreement.versions.get(number=agreement.version)
    waits = Amendment.objects.filter(agreement=agreement, state=AmendmentState.TO_SIGN)
    row = waits.select_related("version").first()
    return row.version if row is not None else None


def lock_round(signatory_id: int) -> tuple[Round, Signatory]:
    """The signatory with what is signed, locked."""
    found = Signatory.objects.values_list("version__agreement_id", "version_id").get(pk=signatory_id)
    agreement_id, version_id = found
    places = Amendment.objects.filter(version_id=version_id).values_list("recognition_id", flat=True)
    agreement = lock_agreement(agreement_id, places=tuple(places))
    signatory = Signatory.objects.select_related("version", "signature").get(pk=signatory_id)
    return round_of(agreement, signatory.version), signatory


def lock_amendment(amendment_id: int) -> Round:
    """The amendment with its agreement, locked. Raises `Amendment.DoesNotExist`."""
    row = Amendment.objects.values_list("agreement_id", "recognition_id").get(pk=amendment_id)
    agreement = lock_agreement(row[0], places=(row[1],))
    amendment = Amendment.objects.select_related("version", "recognition__company").get(pk=amendment_id)
    amendment.agreement = agreement
    return Round(agreement, amendment.version, amendment)


def move_amendment(
    amendment: Amendment,
    step: Step[Any],
    *,
    actor: Actor,
    on: date,
    changed: Iterable[str] = (),
    reasons: Iterable[str] = (),
    because: Iterable[DatedVersion[Any]] = (),
    remark: str = "",
    before: str | None = None,
) -> Amendment:
    """Saves the changed columns and the new state of an amendment of a locked agreement, and records it."""
    was = amendment.state if before is None else before
    columns = set(changed)
    if step.target is not None:
        amendment.state = AmendmentState(step.target)
        columns.add("state")
    if columns:
        amendment.save(update_fields=sorted(columns))
    record(
        file_kind=AMENDMENT_FILE,
        file_id=amendment.pk,
        step=step.name,
        from_state=was,
        to_state=amendment.state,
        actor=actor,
        on=on,
        reasons=reasons,
        rule_versions=as_rule_versions(because),
        remark=remark,
    )
    return amendment
