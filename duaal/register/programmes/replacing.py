"""Programmes that took the place of others: what a partnership decides, and what counts on a day.

The recognition itself stays on its own programme, whatever the table says (`recognition.md` 15.2).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.workflow import Step
from duaal.register.programmes.models import Programme, ProgrammeReplacement
from duaal.register.programmes.states import (
    ADD_REPLACEMENT,
    END_REPLACEMENT,
    REOPEN_REPLACEMENT,
    STRIKE_REPLACEMENT,
    ReplacementFacts,
    ReplacementState,
)

REPLACEMENT_FILE = "programme_replacement"

Successors = Mapping[tuple[str, str], Mapping[str, date]]
"""Per partnership and programme the programmes that took its place, each with the day since when."""


def visible_to(actor: Actor) -> QuerySet[ProgrammeReplacement]:
    """The table as the actor may see it: a partnership what it decided, the others who decide everything."""
    match actor.role:
        case Role.DEPARTMENT | Role.FLEMISH_PARTNERSHIP:
            return ProgrammeReplacement.objects.all()
        case Role.PARTNERSHIP:
            return ProgrammeReplacement.objects.filter(partnership_id=actor.organisation)
    return ProgrammeReplacement.objects.none()


def may(actor: Actor, step: Step[Any], partnership: str) -> bool:
    """Whether the actor may ever do the step in the table of this partnership: only in its own."""
    return actor.role in step.roles and actor.organisation == partnership


def in_force(*, on: date) -> QuerySet[ProgrammeReplacement]:
    """The replacements that count on the day."""
    return ProgrammeReplacement.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), state=ReplacementState.STANDS, since__lte=on
    )


def successors(partnerships: Iterable[str], *, on: date) -> Successors:
    """What took the place of which programme on the day, also step by step; in one query.

    A programme that came by two steps counts since the later of both.
    """
    direct: dict[tuple[str, str], dict[str, date]] = {}
    rows = in_force(on=on).filter(partnership__in=set(partnerships))
    for partnership, old, new, since in rows.values_list("partnership_id", "old_id", "new_id", "since"):
        known = direct.setdefault((partnership, old), {})
        known[new] = min(since, known.get(new, since))
    return {key: _all_after(key, direct) for key in direct}


@transaction.atomic
def add(old: str, new: str, *, since: date, decision: str, actor: Actor, on: date) -> ProgrammeReplacement:
    """The partnership decides that one programme took the place of another, from a day on.

    Raises `ValidationError` for what cannot be, and `Refused` when it stands there already, or when the new
    programme was itself replaced by the old one.
    """
    if not may(actor, ADD_REPLACEMENT, actor.organisation):
        raise PermissionDenied(f"{actor.role} mag geen vervangen opleiding toevoegen")
    pair = _locked_pair(old, new)
    _check(pair.get(old), pair.get(new), since=since, decision=decision)
    row = ProgrammeReplacement(
        partnership_id=actor.organisation,
        old_id=old,
        new_id=new,
        state=ReplacementState.STANDS,
        since=since,
        decision=decision.strip(),
        decided_on=on,
        decided_by_name=actor.name,
    )
    ADD_REPLACEMENT.check("", _facts(row), on=on)
    row.save(force_insert=True)
    return _recorded(row, ADD_REPLACEMENT, "", actor=actor, on=on)


@transaction.atomic
def end(replacement_id: int, *, last_day: date, actor: Actor, on: date) -> ProgrammeReplacement:
    """The replacement counts until and with the last day."""
    row = _locked(replacement_id, END_REPLACEMENT, actor=actor, on=on)
    if last_day < row.since:
        words = _("%(day)s ligt voor het begin van de vervanging: %(since)s. Kies die dag of een latere.")
        raise ValidationError(
            {"last_day": words % {"day": f"{last_day:%d/%m/%Y}", "since": f"{row.since:%d/%m/%Y}"}}
        )
    row.until = last_day
    row.save(update_fields=["until"])
    return _recorded(row, END_REPLACEMENT, row.state, actor=actor, on=on, remark=f"{last_day:%d/%m/%Y}")


@transaction.atomic
def reopen(replacement_id: int, *, actor: Actor, on: date) -> ProgrammeReplacement:
    """Takes the last day away: the replacement goes on."""
    row = _locked(replacement_id, REOPEN_REPLACEMENT, actor=actor, on=on)
    row.until = None
    row.save(update_fields=["until"])
    return _recorded(row, REOPEN_REPLACEMENT, row.state, actor=actor, on=on)


@transaction.atomic
def strike(replacement_id: int, *, reason: str, actor: Actor, on: date) -> ProgrammeReplacement:
    """Strikes a mistake out: it never counted. The row and the reason stay in the trail."""
    row = _locked(replacement_id, STRIKE_REPLACEMENT, actor=actor, on=on)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom u dit schrapt. Nu is het veld leeg.")})
    before, row.state = row.state, ReplacementState.STRUCK
    row.save(update_fields=["state"])
    return _recorded(row, STRIKE_REPLACEMENT, before, actor=actor, on=on, remark=reason.strip())


def _all_after(key: tuple[str, str], direct: Mapping[tuple[str, str], Mapping[str, date]]) -> dict[str, date]:
    """The programmes after this one, step by step; a circle is walked once."""
    partnership, first = key
    found: dict[str, date] = {}
    waiting = list(direct[key].items())
    while waiting:
        code, since = waiting.pop()
        if code == first or (code in found and found[code] <= since):
            continue
        found[code] = since
        waiting += [(after, max(since, day)) for after, day in direct.get((partnership, code), {}).items()]
    return found


def _locked_pair(old: str, new: str) -> dict[str, Programme]:
    """Both programmes, locked against another entry on them, those of one table by code."""
    rows = Programme.objects.select_for_update(of=("self",), no_key=True).filter(pk__in={old, new})
    return {row.pk: row for row in rows.order_by("pk")}


def _check(old: Programme | None, new: Programme | None, *, since: date, decision: str) -> None:
    errors = {}
    if old is None:
        errors["old"] = _("Kies de opleiding die vervangen is.")
    if new is None:
        errors["new"] = _("Kies de opleiding die in de plaats kwam.")
    if not decision.strip():
        errors["decision"] = _("Schrijf op waar dit beslist is, bijvoorbeeld het verslag en zijn datum.")
    if old is not None and new is not None:
        if old.pk == new.pk:
            errors["new"] = _("%(name)s kan zichzelf niet vervangen. Kies een andere opleiding.") % {
                "name": old.name
            }
        elif old.legal_basis != new.legal_basis:
            words = _("%(old)s en %(new)s vallen onder een ander decreet. Elk decreet heeft zijn erkenning.")
            errors["new"] = words % {"old": old.name, "new": new.name}
        elif new.valid_from > since or (new.valid_to is not None and new.valid_to < since):
            words = _("%(new)s wordt niet aangeboden op %(day)s. Kies een andere dag of opleiding.")
            errors["since"] = words % {"new": new.name, "day": f"{since:%d/%m/%Y}"}
    if errors:
        raise ValidationError(errors)


def _facts(row: ProgrammeReplacement) -> ReplacementFacts:
    standing = ProgrammeReplacement.objects.filter(
        partnership_id=row.partnership_id, state=ReplacementState.STANDS
    ).exclude(pk=row.pk)
    others = standing.filter(old_id=row.old_id, new_id=row.new_id)
    period = Period(row.since, row.until)
    direct: dict[tuple[str, str], dict[str, date]] = {}
    for one in standing:
        if period.overlaps(Period(one.since, one.until)):
            direct.setdefault((row.partnership_id, one.old_id), {})[one.new_id] = one.since
    key = (row.partnership_id, row.new_id)
    after = _all_after(key, direct) if key in direct else {}
    return ReplacementFacts(
        period,
        tuple(Period(other.since, other.until) for other in others),
        goes_round=row.old_id in after,
    )


def _locked(
    replacement_id: int, step: Step[ReplacementFacts], *, actor: Actor, on: date
) -> ProgrammeReplacement:
    row = ProgrammeReplacement.objects.get(pk=replacement_id)
    if not may(actor, step, row.partnership_id):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {row}")
    _locked_pair(row.old_id, row.new_id)
    row = ProgrammeReplacement.objects.select_for_update(of=("self",)).get(pk=replacement_id)
    step.check(row.state, _facts(row), on=on)
    return row


def _recorded(
    row: ProgrammeReplacement,
    step: Step[ReplacementFacts],
    before: str,
    *,
    actor: Actor,
    on: date,
    remark: str = "",
) -> ProgrammeReplacement:
    record(
        file_kind=REPLACEMENT_FILE,
        file_id=row.pk,
        step=step.name,
        from_state=before,
        to_state=row.state,
        actor=actor,
        on=on,
        reasons=[f"{row.old_id} {row.new_id}"],
        remark=remark or row.decision,
    )
    return row
