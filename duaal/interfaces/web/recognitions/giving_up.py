"""A company gives a recognition up: what happens is shown before, and that there is no way back."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.recognition import policy
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.states import LIVE
from duaal.casework.recognition.states.upkeep import GIVE_UP
from duaal.flows.processes.giving_up import Effect, effect_of_giving_up, give_up
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.forms import RemarkForm
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.recognitions.sections import Reading
from duaal.interfaces.web.recognitions.stepping import RecognitionStep

TEXT: Promise = gettext_lazy("Zet de erkenning stop")


def giving_up_links(reading: Reading) -> Iterator[StepLink]:
    """The step, for the company of a recognition that counts."""
    recognition = reading.recognition
    if recognition.state not in LIVE or not policy.may(reading.actor, GIVE_UP, recognition):
        return
    standing = effect_of_giving_up(recognition, on=reading.on).standing
    codes = GIVE_UP.reasons_against(recognition.state, standing, on=reading.on)
    href = reverse("recognitions:give_up", args=[recognition.pk])
    yield StepLink(TEXT, href, tuple(reason(code) for code in codes))


@access(roles={Role.COMPANY})
@both_ways
def give_up_page(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Says what giving up does, and does it."""
    step = RecognitionStep(request, recognition_id, GIVE_UP, TEXT)
    effect = effect_of_giving_up(step.recognition, on=step.on)
    form = RemarkForm(step.typed, hint=_("U hoeft geen reden te geven. Het partnerschap leest ze wel."))
    return step.answer(
        form,
        lambda: give_up(
            step.recognition.pk, actor=step.actor, on=step.on, remark=form.cleaned_data["remark"]
        ),
        done=_("De erkenning is stopgezet."),
        against=step.against(effect.standing),
        intro=_what_happens(effect),
        kind="danger",
    )


def _what_happens(effect: Effect) -> Iterable[str]:
    yield _("De erkenning stopt vandaag. Vanaf morgen kunt u er geen leerling meer op opleiden.")
    if effect.running and effect.last_agreed_end is not None:
        words = ngettext(
            "Er loopt nog %(n)d overeenkomst met een afgesproken einddatum. Ze loopt door tot %(day)s.",
            "Er lopen nog %(n)d overeenkomsten met een afgesproken einddatum. De laatste loopt tot %(day)s.",
            effect.running,
        )
        yield words % {"n": effect.running, "day": date_format(effect.last_agreed_end, "j F Y")}
    else:
        yield _("Er loopt nu geen overeenkomst op deze erkenning.")
    yield _("De mentoren van deze erkenning stoppen ook. Bij uw andere erkenningen verandert er niets.")
    yield _("Dat kunt u niet terugdraaien. Later weer opleiden kan met een nieuwe aanvraag.")
