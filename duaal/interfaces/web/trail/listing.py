"""The audit trail of one case as a list: words for every column, the codes stay in the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from duaal.casework.recognition.actions.steps import APPLICATION_FILE, RECOGNITION_FILE
from duaal.casework.recognition.appeals.files import APPEAL_FILE
from duaal.casework.recognition.appeals.labels import APPEAL_STATE
from duaal.casework.recognition.appeals.models import InadmissibleGround
from duaal.casework.recognition.labels import (
    APPLICATION_STATE,
    CONDITION,
    FLAG,
    RECOGNITION_STATE,
    VERDICT,
    VOTE_WAY,
    VOTER_GROUP,
)
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.rules.votes import DecisionMode
from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.cases.history import step_words
from duaal.interfaces.web.listing import Column, Listing
from duaal.interfaces.web.words import CERTAINTY, ROLE

STATE = {**APPLICATION_STATE, **RECOGNITION_STATE, **APPEAL_STATE}


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """One dated value as the ledger kept it with the step."""

    key: str
    value: str
    since: str
    source: str
    certainty: str

    def __str__(self) -> str:
        return f"{self.key} = {self.value} ({self.since}; {self.source}; {CERTAINTY[self.certainty]})"


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One entry of the trail in words."""

    seq: int
    at: datetime
    on: date
    who: str
    organisation: str
    step: str
    from_state: str
    to_state: str
    reasons: tuple[str, ...]
    remark: str
    rules: tuple[RuleUsed, ...]


def entries_of(application: Application) -> QuerySet[Entry]:
    """The entries of the case, its appeals and the recognition it led to, in the order of writing."""
    entries = trail(APPLICATION_FILE, application.pk)
    recognition = getattr(application, "recognition", None)
    if recognition is not None:
        entries = entries | trail(RECOGNITION_FILE, recognition.pk)
    appeals = list(application.appeals.all())
    if appeals:
        entries = entries | Entry.objects.filter(
            file_kind=APPEAL_FILE, file_id__in=[appeal.pk for appeal in appeals]
        )
    return entries.order_by("at", "id")


def rows_of(entries: QuerySet[Entry]) -> list[TrailRow]:
    return [_row(place, entry) for place, entry in enumerate(entries, start=1)]


def _row(place: int, entry: Entry) -> TrailRow:
    is_system = entry.actor_role == Role.SYSTEM
    return TrailRow(
        seq=place,
        at=timezone.localtime(entry.at),
        on=entry.on,
        who=str(ROLE[Role.SYSTEM]) if is_system else f"{entry.actor_name} ({ROLE[entry.actor_role]})",
        organisation=entry.actor_organisation,
        step=step_words(entry),
        from_state=str(STATE.get(entry.from_state, entry.from_state)),
        to_state=str(STATE.get(entry.to_state, entry.to_state)),
        reasons=tuple(reason_words(code) for code in entry.reasons),
        remark=entry.remark,
        rules=tuple(_rule(version) for version in entry.rule_versions),
    )


def reason_words(code: str) -> str:
    """A reason as the ledger keeps it, in words: `M2 not_met`, `M2`, or the flag of the clock.

    An unknown code of an older version of the program is shown as it stands.
    """
    if code in FLAG:
        return str(FLAG[code])
    if code in InadmissibleGround.values:
        return str(InadmissibleGround(code).label)
    if code == DecisionMode.ENTRUSTED_SERVICE:
        return str(now("beslist door de aangewezen dienst"))
    if code.startswith("votes "):
        _votes, group, way, number = code.split(" ")
        return f"{VOTER_GROUP[group]}: {number} {VOTE_WAY[way]}"
    condition, _space, verdict = code.partition(" ")
    if condition not in CONDITION:
        return code
    words = str(VERDICT[verdict]) if verdict in VERDICT else str(CONDITION[condition])
    return f"{condition}: {words}"


def _rule(version: Mapping[str, Any]) -> RuleUsed:
    return RuleUsed(
        str(version["key"]),
        str(version["value"]),
        str(version["since"] or ""),
        str(version["source"]),
        str(version["certainty"]),
    )


TRAIL: Listing[TrailRow] = Listing(
    columns=(
        Column("nummer", _("Nummer"), ("seq",), lambda row: row.seq),
        Column("wanneer", _("Wanneer"), (), lambda row: f"{row.at:%d/%m/%Y %H:%M:%S}"),
        Column("per", _("Per"), (), lambda row: row.on),
        Column("wie", _("Wie"), (), lambda row: row.who),
        Column("organisatie", _("Organisatie"), (), lambda row: row.organisation, in_page=False),
        Column("stap", _("Stap"), (), lambda row: row.step),
        Column("van", _("Van"), (), lambda row: row.from_state),
        Column("naar", _("Naar"), (), lambda row: row.to_state),
        Column("redenen", _("Redenen"), (), lambda row: "; ".join(row.reasons), in_page=False),
        Column("opmerking", _("Opmerking"), (), lambda row: row.remark, in_page=False),
        Column("regels", _("Regels"), (), lambda row: "; ".join(map(str, row.rules)), in_page=False),
    ),
    order=("seq",),
    unique="seq",
    page_size=100,
)
