"""Who has access to what is kept of a learner: the rows of the page of the school, and of the learner."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.trajectories.actions.access import AT_HOME, is_of_age, last_day_of
from duaal.casework.trajectories.labels import GROUND, RELATION
from duaal.casework.trajectories.models import Guardian, Trajectory
from duaal.casework.trajectories.queries import reading_rights_on
from duaal.casework.trajectories.states import ENROLLED, TrajectoryState
from duaal.foundation.accounts import invitations
from duaal.foundation.accounts.invitations import InvitationState
from duaal.foundation.accounts.models import Invitation, Membership
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.cases.next_steps import StepLink

INVITES = ENROLLED | {TrajectoryState.ADVISED}


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One person around a learner: what gives the right, whether there is access, and what can be done."""

    name: str
    who: str
    period: str
    email: str
    access: str
    tone: str
    detail: str
    steps: tuple[StepLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The logins and the newest invitations around one learner. Two queries."""

    members: dict[tuple[str, int | None], Membership]
    invited: dict[tuple[str, int], Invitation]

    @classmethod
    def of(cls, number: str, *, on: date) -> "Known":
        members = invitations.capacities_in(number, AT_HOME, on=on)
        newest = invitations.invitations_to(number).filter(role__in=AT_HOME).order_by("pk")
        return cls(
            {(one.role, one.user.person_id): one for one in members},
            {(one.role, one.person_id): one for one in newest},
        )


def access_rows(trajectory: Trajectory, *, on: date) -> list[AccessRow]:
    """Everybody around the learner, the learner first; of who represented him before only who reads along."""
    learner = trajectory.learner
    known = Known.of(learner.number, on=on)
    rows = [_of_learner(trajectory, known, on=on)]
    guardians = list(learner.guardians.select_related("person", "learner__person").order_by("pk"))
    if not is_of_age(learner, on=on):
        running = [one for one in guardians if one.valid_to is None or one.valid_to >= on]
        rows += [_of_guardian(trajectory, one, known, on=on) for one in running]
    for right in reading_rights_on(on).filter(learner=learner).select_related("person").order_by("pk"):
        state = _state(known, Role.GUARDIAN, right.person_id, on=on)
        since = _("sinds %(day)s, door de leerling") % {"day": f"{right.valid_from:%d/%m/%Y}"}
        steps = _take(trajectory, known.members.get((Role.GUARDIAN, right.person_id)))
        rows.append(AccessRow(str(right.person), _("mag meelezen"), since, "", *state, steps))
    return rows


def _of_learner(trajectory: Trajectory, known: Known, *, on: date) -> AccessRow:
    learner = trajectory.learner
    member = known.members.get((Role.LEARNER, learner.person_id))
    words = (
        gettext_lazy("Verbeter het e-mailadres") if learner.email else gettext_lazy("Noteer een e-mailadres")
    )
    data = StepLink(gettext_lazy("Gegevens van de leerling"), _address("personal", trajectory))
    steps = [StepLink(words, _address("email", trajectory)), data]
    if member is None and trajectory.state in INVITES:
        steps.insert(
            0, StepLink(_invite_words(known, Role.LEARNER, learner.person_id), _address("invite", trajectory))
        )
    steps += _withdraw(trajectory, known.invited.get((Role.LEARNER, learner.person_id)), on=on)
    steps += _take(trajectory, member)
    state = _state(known, Role.LEARNER, learner.person_id, on=on)
    email = learner.email or _("geen e-mailadres")
    return AccessRow(str(learner.person), _("leerling"), "", email, *state, tuple(steps))


def _of_guardian(trajectory: Trajectory, one: Guardian, known: Known, *, on: date) -> AccessRow:
    member = known.members.get((Role.GUARDIAN, one.person_id))
    right = StepLink(gettext_lazy("Noteer de grond"), _address("guardian_right", trajectory, one.pk))
    steps = []
    if one.ground and member is None and trajectory.state in INVITES:
        words = _invite_words(known, Role.GUARDIAN, one.person_id)
        steps.append(StepLink(words, _address("invite_guardian", trajectory, one.pk)))
    if trajectory.state in INVITES:
        if one.ground:
            right = StepLink(gettext_lazy("Verander de grond"), right.href)
        steps.append(right)
    steps += _withdraw(trajectory, known.invited.get((Role.GUARDIAN, one.person_id)), on=on)
    steps += _take(trajectory, member)
    ends = StepLink(gettext_lazy("Stop de vertegenwoordiging"), _address("guardian_end", trajectory, one.pk))
    steps.append(ends)
    who = f"{RELATION[one.relation]}, {GROUND[one.ground]}" if one.ground else _("grond nog niet genoteerd")
    if one.ground_remark:
        who = f"{who} ({one.ground_remark})"
    state = _state(known, Role.GUARDIAN, one.person_id, on=on)
    email = one.email or _("geen e-mailadres")
    return AccessRow(str(one.person), who, period_of(one, on=on), email, *state, tuple(steps))


def period_of(one: Guardian, *, on: date) -> str:
    """From when to when somebody represents the learner; never longer than until majority."""
    words = _("van %(first)s tot en met %(last)s")
    shown = {"first": f"{one.valid_from:%d/%m/%Y}", "last": f"{last_day_of(one, on=on):%d/%m/%Y}"}
    return words % shown


def _state(known: Known, role: Role, person_id: int, *, on: date) -> tuple[str, str, str]:
    """Whether there is access: the words, the tone, and since or until when."""
    member = known.members.get((role, person_id))
    if member is not None:
        used = member.user.last_login
        detail = (
            _("laatst aangemeld op %(day)s") % {"day": f"{used:%d/%m/%Y}"}
            if used
            else _("nog nooit aangemeld")
        )
        return _("heeft toegang"), "success", detail
    invited = known.invited.get((role, person_id))
    if invited is None:
        return _("geen toegang"), "neutral", _("nog niet uitgenodigd")
    state = invitations.state_of(invited, on=on)
    if state == InvitationState.OPEN:
        until = _("de link werkt tot en met %(day)s") % {"day": f"{invited.until:%d/%m/%Y}"}
        return _("uitgenodigd"), "info", until
    words = {
        InvitationState.EXPIRED: _("de link is verlopen"),
        InvitationState.WITHDRAWN: _("de uitnodiging is ingetrokken"),
        InvitationState.USED: _("de toegang is voorbij"),
    }
    return _("geen toegang"), "warning" if state == InvitationState.EXPIRED else "neutral", words[state]


def _invite_words(known: Known, role: Role, person_id: int | None) -> Promise:
    again = (role, person_id) in known.invited
    return gettext_lazy("Stuur een nieuwe uitnodiging") if again else gettext_lazy("Nodig uit")


def _withdraw(trajectory: Trajectory, one: Invitation | None, *, on: date) -> list[StepLink]:
    if one is None or invitations.state_of(one, on=on) != InvitationState.OPEN:
        return []
    href = _address("withdraw_invitation", trajectory, one.pk)
    return [StepLink(gettext_lazy("Trek de uitnodiging in"), href)]


def _take(trajectory: Trajectory, member: Membership | None) -> tuple[StepLink, ...]:
    if member is None:
        return ()
    href = _address("take_access", trajectory, member.pk)
    return (StepLink(gettext_lazy("Neem de toegang weg"), href),)


def _address(name: str, trajectory: Trajectory, *more: int) -> str:
    return reverse(f"learners:{name}", args=[trajectory.pk, *more])
