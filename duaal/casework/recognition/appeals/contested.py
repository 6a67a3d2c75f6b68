"""What an appeal can be against, asked the same way of each: whose it is, who decided it, does it stand.

A refusal stands on an application, the three others in one decision on a sanction.
"""

from datetime import date

from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.steps import APPLICATION_FILE
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.states import EXCLUSION_STANDS, WITHDRAWAL_STANDS, AppealKind
from duaal.casework.recognition.models import Application, Exclusion, MentorBar, Withdrawal
from duaal.casework.recognition.sanctions.states import BarState
from duaal.casework.recognition.states import APPEALABLE, REFUSE, REFUSE_MENTOR
from duaal.foundation.audit.queries import trail
from duaal.register.organisations.models import Company
from duaal.register.partnerships.models import Partnership

Contested = Application | Withdrawal | Exclusion | MentorBar

MODEL: dict[AppealKind, type[Application] | type[Withdrawal] | type[Exclusion] | type[MentorBar]] = {
    AppealKind.REFUSAL: Application,
    AppealKind.WITHDRAWAL: Withdrawal,
    AppealKind.EXCLUSION: Exclusion,
    AppealKind.BAR: MentorBar,
}


def contested_of(appeal: Appeal) -> Contested:
    """What the appeal is against."""
    found = appeal.application or appeal.withdrawal or appeal.exclusion or appeal.bar
    if found is None:
        raise ValueError(f"{appeal} is against nothing")
    return found


def kind_of(contested: Contested) -> AppealKind:
    """What kind of decision it is."""
    return next(kind for kind, model in MODEL.items() if isinstance(contested, model))


def company_of(contested: Contested) -> Company:
    """The company that can appeal."""
    return contested.company if isinstance(contested, Application) else contested.decision.company


def partnership_of(contested: Contested) -> Partnership:
    """The body that decided."""
    return contested.partnership if isinstance(contested, Application) else contested.decision.partnership


def reference_of(contested: Contested) -> str:
    """The reference under which the company knows the decision."""
    return contested.reference if isinstance(contested, Application) else contested.decision.reference


def decided_on(contested: Contested) -> date | None:
    """The day of the decision; None while there is none."""
    return contested.decided_on if isinstance(contested, Application) else contested.decision.decided_on


def read_on(contested: Contested) -> date | None:
    """The day on which the company said that it read the decision."""
    return contested.decision_read_on if isinstance(contested, Application) else contested.decision.read_on


def deciders_of(contested: Contested) -> set[int]:
    """The users who took the decision."""
    if isinstance(contested, Application):
        refusals = trail(APPLICATION_FILE, contested.pk).filter(step__in=[REFUSE.name, REFUSE_MENTOR.name])
        return {pk for pk in refusals.values_list("actor_user_id", flat=True) if pk is not None}
    return {contested.decision.decided_by_id} if contested.decision.decided_by_id is not None else set()


def is_open_to_appeal(contested: Contested) -> bool:
    """Whether the decision is there and stands."""
    match contested:
        case Application():
            return contested.state in APPEALABLE
        case Withdrawal():
            return contested.state in WITHDRAWAL_STANDS
        case Exclusion():
            return contested.state in EXCLUSION_STANDS
    return contested.state == BarState.IN_FORCE


def appeals_of(contested: Contested) -> list[Appeal]:
    """The appeals against it, oldest first."""
    return list(contested.appeals.all())


def words_of(contested: Contested) -> str:
    """What the decision was about, as a sentence part: `de weigering voor Bakker op Bakkerij Noord`."""
    match contested:
        case Application():
            return _("de weigering voor %(programme)s op %(site)s") % {
                "programme": contested.programme.name,
                "site": contested.site.name,
            }
        case Withdrawal():
            return _("de opheffing van de erkenning voor %(programme)s op %(site)s") % {
                "programme": contested.recognition.programme.name,
                "site": contested.recognition.site.name,
            }
        case Exclusion():
            if contested.site is None:
                return _("de uitsluiting van de onderneming")
            return _("de uitsluiting van vestiging %(site)s") % {"site": contested.site.name}
    return _("de weigering van mentor %(name)s") % {"name": contested.person}
