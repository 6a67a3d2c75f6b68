"""A sanction as it is about to be decided, and what stands in its way; nothing here writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.handling import check_ballot
from duaal.casework.recognition.facts import Body, LegalBasis, VoterGroup
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.proposals import POPULATION
from duaal.casework.recognition.rules import allowed_voters, law_on
from duaal.casework.recognition.rules.votes import Ballot
from duaal.casework.recognition.sanctions.assessing import hearing_standing, open_hearing
from duaal.casework.recognition.sanctions.law import value_on
from duaal.casework.recognition.sanctions.queries import IN_PLACE, recognitions_of_company
from duaal.casework.recognition.sanctions.rules import CODES_OF, last_end_of_exclusion
from duaal.casework.recognition.sanctions.standing import DecisionStanding, WithdrawalStanding
from duaal.casework.recognition.sanctions.states import ExclusionKind, WithdrawalGround
from duaal.casework.recognition.states import DecisionMode, RecognitionState
from duaal.foundation.lawbook.dated import Version
from duaal.register.organisations.models import Site
from duaal.register.partnerships.models import Partnership, Power
from duaal.register.partnerships.queries import has_power

PROPOSED = frozenset({RecognitionState.SANCTION_PROPOSED, RecognitionState.SUSPENDED})
"""States from which a recognition can be withdrawn without an exclusion (14.2)."""


@dataclass(frozen=True, slots=True)
class WithdrawalWish:
    """The withdrawal of one recognition: the ground, the code of the condition or duty, and the reason."""

    recognition_id: int
    ground: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExclusionWish:
    """An exclusion of the undertaking, or of one site; `until` for a temporary one."""

    kind: str
    reason: str
    until: date | None = None
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class BarWish:
    """The bar of a mentor for some programmes, or for all when none is named."""

    person_id: int
    reason: str
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sanction:
    """Everything that one decision holds; `ballot` is how the body took it."""

    reasons: str
    withdrawals: tuple[WithdrawalWish, ...] = ()
    exclusion: ExclusionWish | None = None
    bars: tuple[BarWish, ...] = ()
    in_danger: bool = False
    ballot: Ballot = Ballot()


def standing_of_decision(
    recognition: Recognition,
    recognitions: Iterable[Recognition],
    sanction: Sanction,
    body: Partnership,
    *,
    on: date,
) -> DecisionStanding:
    """How the decision stands: `recognition` is the one it starts from, `recognitions` are those in it."""
    wishes = {wish.recognition_id: wish for wish in sanction.withdrawals}
    exclusion = sanction.exclusion
    concerned = [one for one in recognitions if one.pk in wishes]
    hearings = [open_hearing(one) for one in {one.pk: one for one in (recognition, *concerned)}.values()]
    return DecisionStanding(
        withdrawals=tuple(
            WithdrawalStanding(
                ground=WithdrawalGround(wishes[one.pk].ground),
                site=one.site_id,
                is_proposed=one.state in PROPOSED,
                in_power=may_withdraw(body, one, excluding=exclusion is not None, on=on),
                is_withdrawn=one.withdrawals.filter(state__in=IN_PLACE).exists(),
            )
            for one in concerned
        ),
        bars=len(sanction.bars),
        excludes=exclusion is not None,
        excluded_site=exclusion.site_id if exclusion else None,
        may_exclude=has_power(body, Power.EXCLUDE, population_of(recognition), on=on),
        left_out=_left_out(recognition, exclusion, body, wishes, on=on) if exclusion else 0,
        in_danger=sanction.in_danger,
        hearings=tuple(hearing_standing(hearing) for hearing in hearings if hearing is not None),
        voters_allowed=sanction.ballot.voters <= allowed_groups(recognition, body, on=on),
        mode_allowed=body.is_flemish or sanction.ballot.mode != DecisionMode.ENTRUSTED_SERVICE,
    )


def may_withdraw(body: Partnership, recognition: Recognition, *, excluding: bool, on: date) -> bool:
    """Whether the body can withdraw the recognition on the day.

    Its own, with the power to recognise; those of other partnerships only the Flemish Partnership, in a
    decision that excludes (14.2: by the body with the power to exclude, each by a withdrawal of its own).
    """
    if recognition.partnership_id == body.pk:
        return has_power(body, Power.RECOGNISE, population_of(recognition), on=on)
    return body.is_flemish and excluding


def population_of(recognition: Recognition) -> str:
    """Whose file the recognition is: of a secondary or an adult programme."""
    return str(POPULATION[LegalBasis(recognition.legal_basis)])


def allowed_groups(recognition: Recognition, body: Partnership, *, on: date) -> frozenset[VoterGroup]:
    """The groups whose members may vote in the body; the same rule as for a grant."""
    law = law_on(on, body.pk, LegalBasis(recognition.legal_basis))
    return allowed_voters(Body.FLEMISH if body.is_flemish else Body.SECTORAL, law)


def in_reach(
    recognition: Recognition, exclusion: ExclusionWish, body: Partnership, *, on: date
) -> list[Recognition]:
    """The recognitions that the exclusion concerns and that this body can withdraw with it."""
    concerned = recognitions_of_company(recognition.company_id, site_id=exclusion.site_id)
    return [one for one in concerned if may_withdraw(body, one, excluding=True, on=on)]


def check_input(recognition: Recognition, sanction: Sanction, body: Partnership, *, on: date) -> None:
    """Raises `ValidationError` when a text is missing, or a ground, a day or a person does not fit."""
    if not sanction.reasons.strip():
        raise ValidationError({"reasons": _("Schrijf de redenen van de beslissing op. Nu is het veld leeg.")})
    check_ballot(sanction.ballot)
    for wish in sanction.withdrawals:
        _check_withdrawal(wish)
    for bar in sanction.bars:
        _check_bar(recognition, bar)
    if sanction.exclusion is not None:
        check_exclusion(recognition, sanction.exclusion, body, on=on)


def longest_exclusion(body: Partnership, *, on: date) -> tuple[date, Version[int]]:
    """The latest last day of a temporary exclusion decided on the day, and the dated value behind it."""
    months = value_on("exclusion_max_months", body.pk, on)
    return last_end_of_exclusion(on, months), months


def _check_withdrawal(wish: WithdrawalWish) -> None:
    field_name = f"withdrawal_{wish.recognition_id}"
    if wish.ground not in CODES_OF:
        raise ValidationError({field_name: _("Kies de grond van de opheffing.")})
    if wish.code not in CODES_OF[WithdrawalGround(wish.ground)]:
        sentence = _("%(code)s past niet bij de gekozen grond. Kies een code uit de lijst van die grond.")
        raise ValidationError({field_name: sentence % {"code": wish.code or "?"}})
    if not wish.reason.strip():
        raise ValidationError({field_name: _("Schrijf op waarom u deze erkenning opheft.")})


def _check_bar(recognition: Recognition, bar: BarWish) -> None:
    if not bar.reason.strip():
        raise ValidationError({"bars": _("Schrijf op waarom u deze mentor weigert.")})
    named = MentorAssignment.objects.filter(
        recognition__company_id=recognition.company_id, person_id=bar.person_id
    )
    if not named.exists():
        raise ValidationError({"bars": _("Kies een mentor van deze onderneming.")})


def check_exclusion(
    recognition: Recognition, exclusion: ExclusionWish, body: Partnership, *, on: date
) -> None:
    """As `check_input`, for an exclusion alone."""
    if exclusion.kind not in {kind.value for kind in ExclusionKind}:
        raise ValidationError({"exclusion_kind": _("Kies of de uitsluiting tijdelijk of definitief is.")})
    if not exclusion.reason.strip():
        raise ValidationError({"exclusion_reason": _("Schrijf op waarom u uitsluit. Nu is het veld leeg.")})
    site = exclusion.site_id
    if site is not None and not Site.objects.filter(pk=site, company_id=recognition.company_id).exists():
        raise ValidationError({"exclusion_site": _("Kies een vestiging van deze onderneming.")})
    if exclusion.kind == ExclusionKind.DEFINITIVE:
        if exclusion.until is not None:
            raise ValidationError({"exclusion_until": _("Een definitieve uitsluiting heeft geen einddatum.")})
        return
    last, _months = longest_exclusion(body, on=on)
    if exclusion.until is None:
        raise ValidationError({"exclusion_until": _("Vul de laatste dag van de tijdelijke uitsluiting in.")})
    if not on < exclusion.until <= last:
        sentence = _(
            "De uitsluiting kan niet tot %(day)s duren. Kies een dag na vandaag, ten laatste %(last)s."
        )
        words = {"day": date_format(exclusion.until, "j F Y"), "last": date_format(last, "j F Y")}
        raise ValidationError({"exclusion_until": sentence % words})


def _left_out(
    recognition: Recognition,
    exclusion: ExclusionWish,
    body: Partnership,
    wishes: Mapping[int, WithdrawalWish],
    *,
    on: date,
) -> int:
    return sum(one.pk not in wishes for one in in_reach(recognition, exclusion, body, on=on))
