"""The steps of guidance, hearing and precaution, each a page of its own."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import GuidanceAction
from duaal.casework.recognition.sanctions import guidance, hearing, precaution
from duaal.casework.recognition.sanctions.assessing import open_hearing, running_guidance
from duaal.casework.recognition.sanctions.law import value_on
from duaal.casework.recognition.sanctions.queries import actions_visible_to
from duaal.casework.recognition.sanctions.rules import hearing_term, last_day_of_precaution
from duaal.casework.recognition.sanctions.states import GuidanceState
from duaal.casework.recognition.sanctions.steps import CLOSE_ACTION, REPORT_ACTION
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.cases.forms import RemarkForm
from duaal.interfaces.web.cases.next_steps import StepPage
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.sanctions.forms import (
    ActionForm,
    CloseForm,
    DropForm,
    HearForm,
    PrecautionForm,
    ReactForm,
    ReasonForm,
    ReportForm,
    ResolveForm,
    StartForm,
)
from duaal.interfaces.web.sanctions.sources import chosen
from duaal.interfaces.web.sanctions.stepping import (
    ADD_PAGE,
    CAREFUL,
    COMPANY,
    COMPLETE_PAGE,
    DROP_PAGE,
    HEAR_PAGE,
    OFFICERS,
    PROPOSE_PAGE,
    REACT_PAGE,
    RESOLVE_PAGE,
    START_PAGE,
    TAKE_PAGE,
    SanctionStep,
)

REPORT_PAGE = StepPage(REPORT_ACTION, "sanctions:report", gettext_lazy("Bericht over deze actie"))
CLOSE_PAGE = StepPage(CLOSE_ACTION, "sanctions:close", gettext_lazy("Sluit deze actie af"))


@access(roles=OFFICERS)
@both_ways
def start(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Opens a guidance file."""
    step = SanctionStep(request, recognition_id, START_PAGE)
    begun = chosen(step)
    form = StartForm(step.typed, initial={"description": begun.text})
    return step.answer(
        form,
        lambda: guidance.start(
            step.recognition.pk,
            actor=step.actor,
            on=step.on,
            shortcoming=form.cleaned_data["shortcoming"],
            description=form.cleaned_data["description"],
            actions=[form.plan()],
            source=begun.source,
        ),
        done=_("De begeleiding is gestart. De onderneming ziet wat er moet gebeuren."),
        against=step.blocked,
        intro=[
            *begun.intro,
            _("De erkenning blijft geldig tijdens de begeleiding."),
            _("De onderneming kan berichten hoe het gaat."),
        ],
    )


@access(roles=OFFICERS)
@both_ways
def add_action(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Agrees on one more action."""
    step = SanctionStep(request, recognition_id, ADD_PAGE)
    form = ActionForm(step.typed)
    return step.answer(
        form,
        lambda: guidance.add_action(step.recognition.pk, actor=step.actor, on=step.on, plan=form.plan()),
        done=_("De actie is afgesproken."),
        against=step.blocked,
    )


@access(roles=COMPANY)
@both_ways
def report(request: HttpRequest, recognition_id: int, action_id: int) -> HttpResponseBase:
    """The company reports on an action."""
    step = SanctionStep(request, recognition_id, REPORT_PAGE)
    action = _action_or_404(step.actor, recognition_id, action_id)
    form = ReportForm(step.typed, initial={"report": action.report})
    return step.answer(
        form,
        lambda: guidance.report_action(
            action.pk, actor=step.actor, on=step.on, report=form.cleaned_data["report"]
        ),
        done=_("Uw bericht is bewaard. Het partnerschap leest het."),
        against=step.blocked,
        intro=[action.description],
    )


@access(roles=OFFICERS)
@both_ways
def close(request: HttpRequest, recognition_id: int, action_id: int) -> HttpResponseBase:
    """Closes an action with its result."""
    step = SanctionStep(request, recognition_id, CLOSE_PAGE)
    action = _action_or_404(step.actor, recognition_id, action_id)
    form = CloseForm(step.typed)
    said = [_("De onderneming bericht: %(report)s") % {"report": action.report}] if action.report else []
    return step.answer(
        form,
        lambda: guidance.close_action(action.pk, actor=step.actor, on=step.on, **form.cleaned_data),
        done=_("De actie is afgesloten."),
        against=step.blocked,
        intro=[action.description, *said],
    )


@access(roles=OFFICERS)
@both_ways
def complete(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Ends a guidance file that succeeded."""
    step = SanctionStep(request, recognition_id, COMPLETE_PAGE)
    form = RemarkForm(step.typed, hint=_("De onderneming leest dit."))
    return step.answer(
        form,
        lambda: guidance.complete(
            step.recognition.pk, actor=step.actor, on=step.on, remark=form.cleaned_data["remark"]
        ),
        done=_("De begeleiding is afgerond."),
        against=step.blocked,
        intro=[_("Alle acties zijn gelukt. De begeleiding stopt en de erkenning gaat gewoon verder.")],
    )


@access(roles=OFFICERS)
@both_ways
def propose(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Proposes a sanction and invites the company."""
    step = SanctionStep(request, recognition_id, PROPOSE_PAGE)
    begun = chosen(step)
    form = ReasonForm(step.typed, initial={"reason": begun.text})
    days = value_on("hearing_days", step.recognition.partnership_id, step.on)
    last = date_format(hearing_term(step.on, days), "l j F Y")
    return step.answer(
        form,
        lambda: hearing.propose(
            step.recognition.pk,
            actor=step.actor,
            on=step.on,
            reason=form.cleaned_data["reason"],
            source=begun.source,
        ),
        done=_("De onderneming is uitgenodigd om te reageren."),
        against=step.blocked,
        intro=[
            *begun.intro,
            _("De onderneming krijgt een uitnodiging en kan reageren tot %(day)s.") % {"day": last},
            _("U beslist pas daarna, of zodra ze gereageerd heeft. De erkenning blijft ondertussen geldig."),
        ],
        rules=rule_lines([days]),
    )


@access(roles=COMPANY)
@both_ways
def react(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """The company reacts to the invitation."""
    step = SanctionStep(request, recognition_id, REACT_PAGE)
    form = ReactForm(step.typed)
    invitation = open_hearing(step.recognition)
    intro = [_("Het partnerschap overweegt een sanctie. Dit is de reden:")]
    intro += [invitation.reason] if invitation else []
    return step.answer(
        form,
        lambda: hearing.react(
            step.recognition.pk, actor=step.actor, on=step.on, reaction=form.cleaned_data["reaction"]
        ),
        done=_("Uw reactie is bewaard. Het partnerschap leest ze voor het beslist."),
        against=step.blocked,
        intro=intro,
    )


@access(roles=OFFICERS)
@both_ways
def hear(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Records a talk with the company."""
    step = SanctionStep(request, recognition_id, HEAR_PAGE)
    form = HearForm(step.typed)
    return step.answer(
        form,
        lambda: hearing.hear(step.recognition.pk, actor=step.actor, on=step.on, **form.cleaned_data),
        done=_("Het verslag is bewaard."),
        against=step.blocked,
    )


@access(roles=OFFICERS)
@both_ways
def drop(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Drops the proposed sanction."""
    step = SanctionStep(request, recognition_id, DROP_PAGE)
    failed = step.recognition.guidances.filter(state=GuidanceState.FAILED).exists()
    form = DropForm(step.typed, can_resume=failed)
    return step.answer(
        form,
        lambda: hearing.drop(step.recognition.pk, actor=step.actor, on=step.on, **form.cleaned_data),
        done=_("Het voorstel van sanctie is ingetrokken."),
        against=step.blocked,
        intro=[_("Er komt geen sanctie. De onderneming ziet dat meteen.")],
    )


@access(roles=CAREFUL)
@both_ways
def take(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Takes a precaution."""
    step = SanctionStep(request, recognition_id, TAKE_PAGE)
    form = PrecautionForm(step.typed)
    longest = value_on("precaution_max_days", step.recognition.partnership_id, step.on)
    blocking = value_on("precaution_blocks_agreements", step.recognition.partnership_id, step.on)
    last = date_format(last_day_of_precaution(step.on, longest), "l j F Y")
    agreements = (
        _("Zolang ze loopt, kan er geen nieuwe overeenkomst.")
        if blocking.value
        else _("Ze verbiedt niets: de erkenning blijft staan en een overeenkomst blijft mogelijk.")
    )
    return step.answer(
        form,
        lambda: precaution.take(step.recognition.pk, actor=step.actor, on=step.on, **form.cleaned_data),
        done=_("De voorzorgsmaatregel loopt."),
        against=step.blocked,
        intro=[
            _("Met een voorzorgsmaatregel waarschuwt u iedereen dat een leerling hier gevaar loopt."),
            agreements,
            _("Ze duurt ten laatste tot %(day)s en stopt dan vanzelf.") % {"day": last},
        ],
        rules=rule_lines([longest, blocking]),
        kind="danger",
    )


@access(roles=CAREFUL)
@both_ways
def resolve(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Ends a precaution."""
    step = SanctionStep(request, recognition_id, RESOLVE_PAGE)
    form = ResolveForm(step.typed, guidance_runs=running_guidance(step.recognition) is not None)
    return step.answer(
        form,
        lambda: precaution.resolve(step.recognition.pk, actor=step.actor, on=step.on, **form.cleaned_data),
        done=_("De voorzorgsmaatregel is beëindigd."),
        against=step.blocked,
    )


def _action_or_404(actor: Actor, recognition_id: int, action_id: int) -> GuidanceAction:
    actions = actions_visible_to(actor).select_related("guidance")
    try:
        return actions.get(pk=action_id, guidance__recognition_id=recognition_id)
    except GuidanceAction.DoesNotExist:
        raise Http404 from None
