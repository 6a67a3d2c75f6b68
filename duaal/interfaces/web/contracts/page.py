"""Everything the page of one agreement shows, gathered once for one reader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions.drafting import assessment_of
from duaal.casework.agreements.actions.living import starts_on
from duaal.casework.agreements.actions.steps import AGREEMENT_FILE, newest
from duaal.casework.agreements.identity import identity_in
from duaal.casework.agreements.labels import (
    CAPACITY,
    END_REASON,
    ENDED_AS,
    GROUND,
    ITEM,
    KIND,
    METHOD,
    PARTY,
    SIGNER,
    STATE,
    STEP,
    TONE,
    reason,
)
from duaal.casework.agreements.models import Agreement, AgreementKind, Signatory, Version
from duaal.casework.agreements.readiness import Readiness, readiness_of
from duaal.casework.agreements.rules.law import SuspensionLaw, law_on
from duaal.casework.agreements.rules.outcomes import Day
from duaal.casework.agreements.rules.suspension import early_window, warnings_on
from duaal.casework.agreements.states import (
    AT_WORK,
    CANCEL,
    CLOSE_MEDIATION,
    CORRECT_CONTACT,
    DISCARD,
    DROP_GROUND,
    END_AT_ONCE,
    END_BY_PROVIDER,
    END_IN_FACT,
    END_ON_GROUND,
    END_UNDER_LABOUR_LAW,
    GIVE_NOTICE,
    INVOKE_GROUND,
    NEVER_STARTED,
    ON_PAPER,
    PREPARE,
    PROPOSE,
    RECONCILE,
    REFUSE_TO_SIGN,
    REGISTER,
    REPORT_END,
    RESUME,
    REVISE,
    SIGN,
    SUSPEND,
    TAKE_NOTICE_BACK,
    WAITING,
    AgreementState,
)
from duaal.casework.agreements.suspensions import suspensions_of
from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.contracts.amendments import AmendmentLine, amendment_lines, amendment_steps
from duaal.interfaces.web.contracts.kinds import KindPanel, kind_panel
from duaal.interfaces.web.contracts.papers import PaperLine, paper_lines
from duaal.interfaces.web.contracts.signing import own_signatory
from duaal.interfaces.web.contracts.stepping import learner_name
from duaal.interfaces.web.parts import Clock, HistoryEntry, SummaryRow, Words
from duaal.interfaces.web.words import ROLE

OFFERED: tuple[tuple[Step[Any], Promise, str], ...] = (
    (SIGN, gettext_lazy("Lees en onderteken"), "sign"),
    (REFUSE_TO_SIGN, gettext_lazy("Ik teken niet"), "refuse"),
    (PROPOSE, gettext_lazy("Leg voor om te ondertekenen"), "propose"),
    (REGISTER, gettext_lazy("Registreer de overeenkomst"), "register"),
    (PREPARE, gettext_lazy("Vul aan wat klaar is voor de start"), "prepare"),
    (REVISE, gettext_lazy("Pas de tekst aan"), "revise"),
    (RESUME, gettext_lazy("Noteer dat het werk hervat is"), "resume"),
    (RECONCILE, gettext_lazy("Noteer dat ze verzoend zijn"), "reconcile"),
    (CLOSE_MEDIATION, gettext_lazy("Sluit de bemiddeling zonder verzoening"), "close_mediation"),
    (END_ON_GROUND, gettext_lazy("Beëindig na de bemiddeling"), "end_on_ground"),
    (DROP_GROUND, gettext_lazy("Noteer dat de reden ingetrokken is"), "drop_ground"),
    (TAKE_NOTICE_BACK, gettext_lazy("Trek de opzegging in"), "take_notice_back"),
    (REPORT_END, gettext_lazy("Meld het einde aan de trajectbegeleider"), "report_end"),
    (SUSPEND, gettext_lazy("Schors de overeenkomst"), "suspend"),
    (GIVE_NOTICE, gettext_lazy("Zeg op in de eerste periode"), "give_notice"),
    (INVOKE_GROUND, gettext_lazy("Meld een ernstige reden om te stoppen"), "invoke_ground"),
    (END_BY_PROVIDER, gettext_lazy("Beëindig als school"), "end_by_provider"),
    (END_IN_FACT, gettext_lazy("Noteer dat de onderneming zomaar stopte"), "end_in_fact"),
    (END_AT_ONCE, gettext_lazy("Noteer een ander einde"), "end_at_once"),
    (END_UNDER_LABOUR_LAW, gettext_lazy("Noteer het einde van het arbeidscontract"), "end_under_labour_law"),
    (CANCEL, gettext_lazy("Vervang door een nieuwe overeenkomst"), "replace"),
    (CANCEL, gettext_lazy("Annuleer de overeenkomst"), "cancel"),
    (NEVER_STARTED, gettext_lazy("Noteer dat ze nooit begonnen is"), "never_started"),
    (DISCARD, gettext_lazy("Gooi het ontwerp weg"), "discard"),
)
"""The steps a reader can be offered, the most wanted first."""

LABOUR_LAW = frozenset({END_UNDER_LABOUR_LAW.name})
OF_THE_DECREE = frozenset(
    step.name for step in (SUSPEND, GIVE_NOTICE, INVOKE_GROUND, END_BY_PROVIDER, END_IN_FACT, END_AT_ONCE)
)


@dataclass(frozen=True, slots=True)
class Signing:
    """One signatory on the page: who, for whom, and whether and how signed."""

    name: str
    role: Words
    capacity: Words
    text: str
    is_done: bool
    new_link: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement as one reader sees it."""

    agreement: Agreement
    name: str
    kind: Words
    state: str
    tone: str
    clocks: tuple[Clock, ...]
    steps: tuple[StepLink, ...]
    facts: tuple[SummaryRow, ...]
    ready: tuple[SummaryRow, ...]
    missing: tuple[Words, ...]
    panel: KindPanel | None
    signings: tuple[Signing, ...]
    warnings: tuple[Words, ...]
    events: tuple[str, ...]
    papers: tuple[PaperLine, ...]
    history: tuple[HistoryEntry, ...]
    is_staff: bool
    amendments: tuple[AmendmentLine, ...] = ()


def readable_version(agreement: Agreement, actor: Actor) -> Version:
    """The text that holds or is being made for the school, for others the newest proposed; or page 404."""
    if actor.role == Role.COUNSELLOR:
        return newest(agreement)
    found = agreement.versions.filter(proposed_at__isnull=False, number__lte=agreement.version).last()
    if found is None:
        raise Http404
    return found


def agreement_page(agreement: Agreement, *, actor: Actor, on: date) -> AgreementPage:
    """The page of the agreement for this reader on the day, in a fixed number of queries."""
    is_staff = actor.role == Role.COUNSELLOR
    version = readable_version(agreement, actor)
    ready = readiness_of(agreement, starts_on=starts_on(agreement), on=on)
    before = agreement.state in ON_PAPER | WAITING
    can_mail = agreement.state in CORRECT_CONTACT.sources and parties.may(
        actor, CORRECT_CONTACT, agreement, on=on
    )
    return AgreementPage(
        agreement=agreement,
        name=learner_name(agreement),
        kind=KIND[agreement.kind],
        state=str(STATE[agreement.state]),
        tone=TONE.get(agreement.state, "neutral"),
        clocks=tuple(_clocks(agreement, ready, on=on)),
        steps=(*_steps(agreement, actor=actor, on=on), *amendment_steps(agreement, actor=actor, on=on)),
        amendments=tuple(amendment_lines(agreement, actor)),
        facts=tuple(_facts(agreement, version)),
        ready=tuple(_ready(ready)) if before and agreement.state != AgreementState.VOID else (),
        missing=tuple(reason(code) for code in ready.against_start) if before else (),
        panel=(
            kind_panel(assessment_of(agreement, on=on)) if is_staff and agreement.state in ON_PAPER else None
        ),
        signings=tuple(signings_of(agreement, version, can_mail=can_mail)),
        warnings=_warnings(agreement, version, is_staff=is_staff, on=on),
        events=tuple(_events(agreement, is_staff=is_staff)),
        papers=paper_lines(agreement),
        history=tuple(reversed([entry_line(entry) for entry in trail(AGREEMENT_FILE, agreement.pk)])),
        is_staff=is_staff,
    )


def _clocks(agreement: Agreement, ready: Readiness, *, on: date) -> list[Clock]:
    """The days that count now: to register, premium, notice, mediation, the first days."""
    found = []
    if agreement.state in ON_PAPER | {AgreementState.SIGNED}:
        then = _("Registreer ten laatste op de startdag. Daarvoor moet alles hieronder in orde zijn.")
        found.append(Clock.until(ready.register_by.day, on=on, warn_days=WEEK.days, then=then))
        then = _("Wie later registreert, verliest de premie. Dit is de laatste dag daarvoor.")
        found.append(Clock.until(ready.premium_by.day, on=on, warn_days=WEEK.days, then=then))
    if agreement.state == AgreementState.NOTICE and agreement.notice_ends_on:
        then = _("Daarna is de overeenkomst beëindigd.")
        found.append(Clock.until(agreement.notice_ends_on, on=on, warn_days=WEEK.days, then=then))
    mediation = agreement.mediations.filter(closed_on__isnull=True).last()
    if mediation is not None:
        then = _("Daarna kan wie de reden meldde, schriftelijk beëindigen.")
        found.append(Clock.until(mediation.until, on=on, warn_days=WEEK.days, then=then))
    if agreement.state in AT_WORK:
        window = _first_days(agreement, on=on)
        if window is not None:
            then = _("Tot dan kan wie werkt of de onderneming opzeggen zonder reden.")
            found.append(Clock.until(window.day, on=on, warn_days=0, then=then))
    return found


def _steps(agreement: Agreement, *, actor: Actor, on: date) -> list[StepLink]:
    """What this reader can do now; a step that makes no sense yet is not offered."""
    mine = own_signatory(agreement, actor) if agreement.state == AgreementState.TO_SIGN else None
    part_time = agreement.kind == AgreementKind.DAO
    started = agreement.starts_on is not None and agreement.starts_on <= on
    sensible: Mapping[str, Callable[[], bool]] = {
        SIGN.name: lambda: mine is not None,
        REFUSE_TO_SIGN.name: lambda: mine is not None,
        CANCEL.name: lambda: not started,
        NEVER_STARTED.name: lambda: started,
        RECONCILE.name: lambda: agreement.mediations.filter(closed_on__isnull=True, until__gte=on).exists(),
        CLOSE_MEDIATION.name: lambda: agreement.mediations.filter(closed_on__isnull=True).exists(),
        **{name: (lambda: part_time) for name in LABOUR_LAW},
        **{name: (lambda: not part_time) for name in OF_THE_DECREE},
        # the school notes what reached it in time, a side gives notice today
        GIVE_NOTICE.name: lambda: (
            not part_time and (actor.role == Role.COUNSELLOR or _first_days(agreement, on=on) is not None)
        ),
    }
    return [
        StepLink(words, reverse(f"contracts:{name}", args=[agreement.pk]))
        for step, words, name in OFFERED
        if agreement.state in step.sources
        and parties.may(actor, step, agreement, on=on)
        and sensible.get(step.name, lambda: True)()
    ]


def _first_days(agreement: Agreement, *, on: date) -> Day | None:
    """The last of the first days, in which a notice needs no ground; None when they are over."""
    if agreement.kind == AgreementKind.DAO or agreement.starts_on is None:
        return None
    window = early_window(agreement.starts_on, suspensions_of(agreement), law_on(SuspensionLaw, on))
    return window if window is not None and on <= window.day else None


def _facts(agreement: Agreement, version: Version) -> list[SummaryRow]:
    parties, terms = version.parties, version.terms
    rows = [
        SummaryRow(_("Onderneming"), parties["company"]),
        SummaryRow(_("Werkplek"), f"{parties['site']}, {parties['site_address']}"),
        SummaryRow(_("Opleiding"), parties["programme"]),
        SummaryRow(_("School of centrum"), parties["provider"]),
        SummaryRow(_("Mentor"), ", ".join(parties["mentors"]) or _("nog niemand")),
        SummaryRow(_("Eerste dag"), f"{terms.first:%d/%m/%Y}"),
        SummaryRow(_("Laatste dag"), f"{terms.last:%d/%m/%Y}"),
    ]
    if agreement.concluded_on:
        rows.append(SummaryRow(_("Ondertekend op"), f"{agreement.concluded_on:%d/%m/%Y}"))
    if agreement.registered_on:
        rows.append(SummaryRow(_("Geregistreerd op"), f"{agreement.registered_on:%d/%m/%Y}"))
    if agreement.ended_on:
        rows.append(SummaryRow(_("Beëindigd op"), f"{agreement.ended_on:%d/%m/%Y}"))
    if agreement.ended_as:
        rows.append(SummaryRow(_("Hoe"), ENDED_AS.get(agreement.ended_as, agreement.ended_as)))
    if agreement.owes_month:
        rows.append(SummaryRow(_("Gevolg"), _("De onderneming is een maand leervergoeding verschuldigd.")))
    return rows


def _ready(ready: Readiness) -> list[SummaryRow]:
    rows = [
        SummaryRow(
            ITEM[item.name],
            _("in orde") if item.done else _("ontbreekt, nodig") if item.confirmed_hard else _("nog te doen"),
        )
        for item in ready.checklist.items
    ]
    if ready.dimona.expected:
        fine = not ready.dimona.check.refusals
        words = (
            _("in orde") if fine else _("ontbreekt, verwacht type %(type)s") % {"type": ready.dimona.expected}
        )
        rows.append(SummaryRow(_("Dimona-aangifte"), words))
    return rows


def signings_of(agreement: Agreement, version: Version, *, can_mail: bool) -> list[Signing]:
    """Who signs a text; with a page for a new link where the reader may send one."""
    return [
        Signing(
            one.name,
            SIGNER[one.role],
            CAPACITY.get(one.capacity, ""),
            _signing_text(one, version),
            hasattr(one, "signature"),
            reverse("contracts:new_link", args=[agreement.pk, one.pk])
            if can_mail and one.link_hash is not None and not hasattr(one, "signature")
            else "",
        )
        for one in version.signatories.select_related("signature")
    ]


def _signing_text(one: Signatory, version: Version) -> str:
    if hasattr(one, "signature"):
        words = _("getekend op %(day)s, %(method)s") % {
            "day": f"{one.signature.signed_on:%d/%m/%Y}",
            "method": METHOD[one.signature.method],
        }
        return words if version.voided_on is None else _("%(words)s; telt niet meer") % {"words": words}
    if one.refused_at is not None:
        return _("tekende niet: %(why)s") % {"why": one.refusal}
    return _("nog te tekenen")


def _warnings(agreement: Agreement, version: Version, *, is_staff: bool, on: date) -> tuple[Words, ...]:
    """What the reader has to look at: of a draft, for the school, what the text lacks of an adult."""
    if is_staff and agreement.state == AgreementState.DRAFT:
        return tuple(reason(code) for code in identity_in(version, agreement.trajectory, on=on).refusals)
    if agreement.state != AgreementState.SUSPENDED:
        return ()
    found = warnings_on(suspensions_of(agreement), law_on(SuspensionLaw, on), on=on)
    return tuple(SUSPENSION_WARNING[code] for code in found.warnings)


SUSPENSION_WARNING: Mapping[str, Promise] = {
    "NOTICE_DUE": gettext_lazy(
        "De schorsing duurt lang. De onderneming brengt de trajectbegeleider op de hoogte."
    ),
    "MAY_END": gettext_lazy("De schorsing duurt zo lang dat onderneming of leerling ze mag beëindigen."),
}


def _events(agreement: Agreement, *, is_staff: bool) -> list[str]:
    """Suspensions, mediations and reports; what a side wrote is for the school and for nobody else."""
    found = []
    for one in agreement.interruptions.all():
        until = f"{one.last_on:%d/%m/%Y}" if one.last_on else _("nog niet gekend")
        words = _("Geschorst van %(first)s tot %(until)s: %(ground)s")
        shown = GROUND[one.ground] if is_staff else _("reden bekend bij de school")
        found.append(words % {"first": f"{one.first_on:%d/%m/%Y}", "until": until, "ground": shown})
    for row in agreement.mediations.all():
        words = _("Bemiddeling van %(first)s tot %(until)s, gevraagd door: %(by)s (%(reason)s)")
        found.append(
            words
            % {
                "first": f"{row.received_on:%d/%m/%Y}",
                "until": f"{row.until:%d/%m/%Y}",
                "by": PARTY[row.by],
                "reason": END_REASON[row.reason],
            }
        )
        if is_staff:
            found.append(row.words)
    if is_staff:
        for report in agreement.end_reports.all():
            words = _("Einde gemeld op %(day)s door %(by)s: %(words)s")
            day = f"{report.reported_on:%d/%m/%Y}"
            found.append(words % {"day": day, "by": PARTY[report.by], "words": report.words})
    return found


def entry_line(entry: Entry) -> HistoryEntry:
    """One line of what happened: the step and the side that set it."""
    words = str(STEP.get(entry.step, entry.step))
    side = "" if entry.actor_role in {Role.SYSTEM, Role.ANYONE} else str(ROLE[entry.actor_role])
    return HistoryEntry(words[0].upper() + words[1:], entry.on, who=side)
