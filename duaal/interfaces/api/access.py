"""Who may read along with a learner, for the software of a school: the list, invitations, access taken away.

The secret of a link goes out by mail only: no answer has it, so that none can be kept.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from ninja import Path, Router, Schema
from pydantic import Field

from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions import access as actions
from duaal.casework.trajectories.actions.access import AT_HOME, Right, is_of_age, last_day_of
from duaal.casework.trajectories.facts import Ground, Relation
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.queries import reading_rights_on
from duaal.casework.trajectories.states import INVITE, NAME_GUARDIAN, TAKE_ACCESS, WITHDRAW_INVITATION
from duaal.flows.processes import access as process
from duaal.foundation.accounts import invitations
from duaal.foundation.accounts.invitations import InvitationState
from duaal.foundation.accounts.models import Invitation, Membership
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.agreement_schemas import AgreementContactIn, AgreementWhyIn, NearDay
from duaal.interfaces.api.authentication import Token, actor_of
from duaal.interfaces.api.learners import NOT_READ, SCHOOLS, TrajectoryId, own
from duaal.interfaces.api.matching import Nothing
from duaal.interfaces.api.schemas import NO_NUL, Given
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["leerlingen"])

ONE = "/learners/{int:trajectory_id}"
GuardianNumber: Any = Path(ge=1, le=2**53, description="nummer van de ouder of voogd")
InvitationNumber: Any = Path(ge=1, le=2**53, description="nummer van de uitnodiging")
AccessNumber: Any = Path(ge=1, le=2**53, description="nummer van de toegang")


class InvitationOut(Schema):
    """The newest invitation of somebody; `open` as long as its link works."""

    id: int
    state: InvitationState
    email: str
    invited_on: date
    until: date


class ReaderOut(Schema):
    """Somebody around a learner. `access` is the number of the access that there is.

    A representative has `guardian`, and what the right stands on; whom a learner of age lets read along has
    no `guardian`.
    """

    role: str
    name: str
    email: str
    guardian: int | None
    relation: str
    ground: str
    valid_from: date | None
    valid_to: date | None
    access: int | None
    invitation: InvitationOut | None


class AccessOut(Schema):
    """Who has access to what is kept of a learner, and who is invited; the learner first."""

    items: list[ReaderOut]


class SentOut(Schema):
    """Whether the mail with the link left. When it did not, ask again: the link before works no more."""

    email: str
    sent: bool


class RightIn(Given):
    """What somebody is to the learner and on what that stands; `remark` names the paper you saw."""

    relation: Relation
    ground: Ground
    remark: Annotated[str, Field(max_length=300, pattern=NO_NUL)] = ""
    valid_from: NearDay
    valid_to: NearDay | None = None

    def right(self) -> Right:
        return Right(self.relation, self.ground, self.remark, self.valid_from, self.valid_to)


@router.get(
    f"{ONE}/access", response={200: AccessOut, **NOT_READ}, auth=Token(*SCHOOLS), summary="Wie leest mee"
)
def access_list(request: HttpRequest, trajectory_id: int = TrajectoryId) -> AccessOut:
    """Wie toegang heeft tot een leerling, wie uitgenodigd is, en waarop dat steunt."""
    return _shown(own(request, trajectory_id), on=today())


@router.post(
    f"{ONE}/invitation",
    response={200: SentOut, **NO},
    auth=Token(*SCHOOLS),
    summary="De leerling uitnodigen",
)
def invite_learner(
    request: HttpRequest, payload: AgreementContactIn, trajectory_id: int = TrajectoryId
) -> JsonResponse:
    """Mailt een link die één keer werkt; een vorige werkt niet meer. Zonder Idempotency-Key."""
    actor, on = actor_of(request), today()
    policy.require(actor, INVITE, own(request, trajectory_id))
    sent = process.invite_learner(
        trajectory_id, email=payload.email, actor=actor, on=on, address_of=_link_address
    )
    return _sent(sent)


@router.post(
    f"{ONE}/guardians/{{int:guardian_id}}/invitation",
    response={200: SentOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een ouder of voogd uitnodigen",
)
def invite_guardian(
    request: HttpRequest,
    payload: AgreementContactIn,
    trajectory_id: int = TrajectoryId,
    guardian_id: int = GuardianNumber,
) -> JsonResponse:
    """Mailt een link aan wie de leerling vertegenwoordigt, als de grond genoteerd is. Geen sleutel."""
    actor, on = actor_of(request), today()
    policy.require(actor, INVITE, own(request, trajectory_id))
    sent = process.invite_guardian(
        trajectory_id, guardian_id, email=payload.email, actor=actor, on=on, address_of=_link_address
    )
    return _sent(sent)


@router.post(
    f"{ONE}/guardians/{{int:guardian_id}}/right",
    response={200: AccessOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Waarop een vertegenwoordiging steunt",
)
def record_right_of_guardian(
    request: HttpRequest,
    payload: RightIn,
    trajectory_id: int = TrajectoryId,
    guardian_id: int = GuardianNumber,
    key: str | None = KEY,
) -> JsonResponse:
    """Noteert waarop de vertegenwoordiging steunt. Daarna kan de uitnodiging."""
    return _stepped(
        request,
        trajectory_id,
        key,
        NAME_GUARDIAN,
        lambda keep: actions.record_right(trajectory_id, guardian_id, right=payload.right(), **keep),
    )


@router.post(
    f"{ONE}/invitations/{{int:invitation_id}}/withdrawal",
    response={200: AccessOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een uitnodiging intrekken",
)
def withdraw_invitation(
    request: HttpRequest,
    payload: Nothing,
    trajectory_id: int = TrajectoryId,
    invitation_id: int = InvitationNumber,
    key: str | None = KEY,
) -> JsonResponse:
    """De link van deze uitnodiging werkt niet meer."""
    return _stepped(
        request,
        trajectory_id,
        key,
        WITHDRAW_INVITATION,
        lambda keep: actions.withdraw_invitation(trajectory_id, invitation_id, **keep),
    )


@router.post(
    f"{ONE}/access/{{int:membership_id}}/removal",
    response={200: AccessOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een toegang wegnemen",
)
def take_access_away(
    request: HttpRequest,
    payload: AgreementWhyIn,
    trajectory_id: int = TrajectoryId,
    membership_id: int = AccessNumber,
    key: str | None = KEY,
) -> JsonResponse:
    """Neemt de toegang weg, vanaf nu, met de reden. Opnieuw uitnodigen kan altijd."""
    return _stepped(
        request,
        trajectory_id,
        key,
        TAKE_ACCESS,
        lambda keep: actions.take_access(trajectory_id, membership_id, reason=payload.reason, **keep),
    )


def _stepped(
    request: HttpRequest,
    trajectory_id: int,
    key: str | None,
    step: Any,
    do: Callable[[dict[str, Any]], object],
) -> JsonResponse:
    """Does the step around a learner of the own school, and answers who has access after it."""
    actor, on = actor_of(request), today()

    def act() -> AccessOut:
        policy.require(actor, step, own(request, trajectory_id))
        do({"actor": actor, "on": on})
        return _shown(own(request, trajectory_id), on=on)

    return answered(request, key, act)


def _link_address(secret: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('learners:invitation', args=[secret])}"


def _sent(sent: process.Sent) -> JsonResponse:
    return JsonResponse(SentOut(email=sent.email, sent=sent.left).model_dump(mode="json"))


def _shown(trajectory: Trajectory, *, on: date) -> AccessOut:
    """Raises `Refused` when the learner is enrolled at another school now, which has the say."""
    against = actions.against_access(trajectory)
    if against:
        raise Refused(against)
    return AccessOut(items=list(_readers(trajectory, on=on)))


def _readers(trajectory: Trajectory, *, on: date) -> Iterator[ReaderOut]:
    """The learner, who represents him now or later, and whom a learner of age lets read along."""
    learner = trajectory.learner
    known = _Known(learner.number, on=on)
    yield known.reader(Role.LEARNER, learner.person_id, str(learner.person), learner.email)
    if not is_of_age(learner, on=on):
        for one in learner.guardians.select_related("person", "learner__person").order_by("pk"):
            if one.valid_to is None or one.valid_to >= on:
                yield known.reader(
                    Role.GUARDIAN,
                    one.person_id,
                    str(one.person),
                    one.email,
                    guardian=one.pk,
                    relation=one.relation,
                    ground=one.ground,
                    valid_from=one.valid_from,
                    valid_to=last_day_of(one, on=on),
                )
    for right in reading_rights_on(on).filter(learner=learner).select_related("person").order_by("pk"):
        since = right.valid_from
        yield known.reader(Role.GUARDIAN, right.person_id, str(right.person), "", valid_from=since)


class _Known:
    """The accesses and the newest invitations around one learner. Two queries."""

    def __init__(self, number: str, *, on: date) -> None:
        members = invitations.capacities_in(number, AT_HOME, on=on)
        newest = invitations.invitations_to(number).filter(role__in=AT_HOME).order_by("pk")
        self.on = on
        self.members: dict[tuple[str, int | None], Membership] = {
            (one.role, one.user.person_id): one for one in members
        }
        self.invited: dict[tuple[str, int | None], Invitation] = {
            (one.role, one.person_id): one for one in newest
        }

    def reader(self, role: Role, person_id: int, name: str, email: str, **more: Any) -> ReaderOut:
        member, invited = self.members.get((role, person_id)), self.invited.get((role, person_id))
        nothing = {"guardian": None, "relation": "", "ground": "", "valid_from": None, "valid_to": None}
        return ReaderOut(
            role=role.value,
            name=name,
            email=email,
            access=member.pk if member is not None else None,
            invitation=self._invitation(invited) if invited is not None else None,
            **{**nothing, **more},
        )

    def _invitation(self, one: Invitation) -> InvitationOut:
        return InvitationOut(
            id=one.pk,
            state=invitations.state_of(one, on=self.on),
            email=one.email,
            invited_on=one.invited_on,
            until=one.until,
        )
