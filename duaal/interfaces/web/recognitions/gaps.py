"""What cannot be learned at a recognised place: recorded and ended by the company or its partnership."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.progress import policy
from duaal.casework.progress.actions import gaps
from duaal.casework.progress.models import Gap
from duaal.casework.progress.queries import gaps_of
from duaal.casework.progress.states import END_GAP, RECORD_GAP
from duaal.casework.recognition.states import LIVE
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.access import access
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.recognitions.sections import Reading, Section
from duaal.interfaces.web.recognitions.stepping import RecognitionStep
from duaal.register.programmes.models import Competence
from duaal.register.programmes.queries import competences_on

ABOUT_A_PLACE = frozenset({Role.COMPANY, Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})
RECORD_TEXT: Promise = gettext_lazy("Noteer wat hier niet aan te leren is")
END_TEXT: Promise = gettext_lazy("Weer aan te leren")


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps that count now; `may_end` whether this reader can end them."""

    rows: tuple[Gap, ...]
    may_end: bool


class GapForm(forms.Form):
    """Which competence cannot be learned here, and why."""

    competence = forms.ModelChoiceField(
        label=gettext_lazy("Welke competentie is hier niet aan te leren?"),
        queryset=Competence.objects.none(),
        empty_label=gettext_lazy("kies"),
        error_messages={
            "required": gettext_lazy("Kies de competentie."),
            "invalid_choice": gettext_lazy("Kies een competentie van deze opleiding."),
        },
    )
    reason = text_field(
        gettext_lazy("Waarom niet?"),
        hint=gettext_lazy("Bijvoorbeeld: deze machine staat niet in de vestiging. Scholen lezen dit niet."),
        rows=3,
    )


def gaps_section(reading: Reading) -> Section | None:
    """The section; nothing as long as no gap was recorded."""
    rows = tuple(gaps_of(reading.recognition.pk, on=reading.on))
    if not rows:
        return None
    may_end = policy.may(reading.actor, END_GAP, reading.recognition)
    title = gettext_lazy("Wat hier niet aan te leren is")
    return Section("niet-aan-te-leren", title, "recognitions/gaps.html", Gaps(rows, may_end))


def gap_links(reading: Reading) -> Iterator[StepLink]:
    """The step, for a recognition that counts, of a programme whose competences are known."""
    recognition = reading.recognition
    if recognition.state not in LIVE or not policy.may(reading.actor, RECORD_GAP, recognition):
        return
    if competences_on(recognition.programme_id, reading.on).exists():
        yield StepLink(RECORD_TEXT, reverse("recognitions:gap_record", args=[recognition.pk]))


@access(roles=ABOUT_A_PLACE)
@both_ways
def record(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Records a competence that cannot be learned at the place."""
    step = RecognitionStep(request, recognition_id, RECORD_GAP, RECORD_TEXT)
    form = GapForm(step.typed)
    known = competences_on(step.recognition.programme_id, step.on)
    form.fields["competence"].queryset = known  # type: ignore[attr-defined]
    return step.answer(
        form,
        lambda: gaps.record_gap(
            step.recognition.pk,
            form.cleaned_data["competence"].pk,
            reason=form.cleaned_data["reason"],
            actor=step.actor,
            on=step.on,
        ),
        done=_("Het is genoteerd. Scholen zien het in het opleidingsplan van hun leerlingen."),
        intro=[_("De erkenning blijft zoals ze is. Een school plant deze competentie dan ergens anders.")],
    )


@access(roles=ABOUT_A_PLACE)
@both_ways
def end(request: HttpRequest, recognition_id: int, gap_id: int) -> HttpResponseBase:
    """Records that a competence can be learned at the place again."""
    step = RecognitionStep(request, recognition_id, END_GAP, END_TEXT)
    gap = gaps_of(step.recognition.pk, on=step.on).filter(pk=gap_id).first()
    if gap is None:
        raise Http404
    return step.answer(
        forms.Form(step.typed),
        lambda: gaps.end_gap(gap.pk, actor=step.actor, on=step.on),
        done=_("“%(name)s” is hier weer aan te leren.") % {"name": gap.competence.name},
        intro=[gap.competence.name],
    )
