"""Class lists: bring one in, look at what each line would come to, enrol, mend what is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from duaal.casework.rolls.actions import check_roll, discard_roll, order_roll
from duaal.casework.rolls.columns import COLUMNS, OF_A_PERSON, OF_THE_SCHOOL
from duaal.casework.rolls.files import FORMULA, MEGABYTE, MOST_BYTES, MOST_LINES
from duaal.casework.rolls.labels import OUTCOME, TONE, reason
from duaal.casework.rolls.models import AGAINST, FINE, Line, Outcome, Roll, RollState
from duaal.casework.rolls.queries import counts_of, rolls_visible_to
from duaal.casework.trajectories.queries import taught_at
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import WRONG, both_ways, keep_errors
from duaal.interfaces.web.learners.enrolling import COUNSELLORS, provider_of
from duaal.interfaces.web.listing import Column, Filter, Listing, csv_response
from duaal.interfaces.web.notices.middleware import ask_for

CARRY_OUT = "rolls"
"""The job that enrols."""
SECONDS = "4"
"""After so many seconds a browser asks again how far a list is, without any script."""
OUTCOME_FILTER = "uitkomst"
ACCEPTED = ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LINES: Listing[Line] = Listing(
    columns=(
        Column("lijn", gettext_lazy("Lijn"), ("number",), numeric=True),
        Column("leerling", gettext_lazy("Leerling")),
        Column("uitkomst", gettext_lazy("Uitkomst"), ("outcome",)),
        Column("waarom", gettext_lazy("Waarom")),
    ),
    order=("number",),
    filters=(
        Filter(
            OUTCOME_FILTER,
            gettext_lazy("Uitkomst"),
            lambda rows, value: rows.filter(outcome=value),
            tuple(OUTCOME.items()),
        ),
    ),
    page_size=50,
)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a class list as the page shows it."""

    number: int
    name: str
    href: str
    outcome: str
    tone: str
    messages: tuple[str, ...]


class RollForm(forms.Form):
    """The file of a class list."""

    file = forms.FileField(
        label=gettext_lazy("Klaslijst"),
        help_text=gettext_lazy(
            "CSV of Excel (.xlsx). Er wordt nog niemand ingeschreven: u ziet eerst wat er zou gebeuren."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": gettext_lazy("Kies het bestand met uw klaslijst.")},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            sentence = _("Dit bestand is groter dan %(most)d MB. Verdeel de lijst over meer bestanden.")
            raise ValidationError(sentence % {"most": MOST_BYTES // MEGABYTE})
        return file


@access(roles=COUNSELLORS)
@both_ways
def roll_upload(request: HttpRequest) -> HttpResponseBase:
    """Brings a class list in; the next page tells what each line would come to."""
    actor, on = actor_of(request), today()
    provider = provider_of(actor)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = RollForm(*sent)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            roll = check_roll(
                file.read(),
                file_name=file.name or "",
                provider=provider,
                actor=actor,
                on=on,
                at=timezone.now(),
            )
        except ValidationError as wrong:
            keep_errors(form, ValidationError({"file": wrong.messages}))
        else:
            return redirect("learners:roll", roll.pk)
    context = {
        "form": form,
        "columns": COLUMNS,
        "most": MOST_LINES,
        "earlier": rolls_visible_to(actor).order_by("-pk")[:5],
    }
    status = WRONG if form.is_bound else 200
    return render(request, "learners/roll_upload.html", context, status=status)


@access(roles=COUNSELLORS)
@require_GET
def roll_example(request: HttpRequest) -> StreamingHttpResponse:
    """A file to start from: the headings and one line, with a programme of the own school."""
    provider = provider_of(actor_of(request))
    programme = taught_at(provider, on=today()).first()
    name = programme.name if programme is not None else ""
    line = [name if column.name == "opleiding" else column.example for column in COLUMNS]
    heads = [column.name for column in COLUMNS]
    return csv_response(heads, [line], filename="klaslijst-voorbeeld.csv")


@access(roles=COUNSELLORS)
@require_GET
def roll(request: HttpRequest, roll_id: int) -> HttpResponse:
    """What each line comes to; while it is carried out, how far it is."""
    found = _roll_or_404(request, roll_id)
    counts = counts_of(found)
    rows = found.lines.select_related("trajectory__learner__person")
    page = LINES.page(request, rows)
    runs = found.state == RollState.ORDERED
    fine = sum(counts.get(one, 0) for one in FINE)
    context = {
        "roll": found,
        "page": page,
        "rows": [_shown(line) for line in page.rows],
        "counts": [(OUTCOME[one], counts[one], TONE.get(one, "neutral")) for one in Outcome if one in counts],
        "fine": fine,
        "done": counts.get(Outcome.DONE, 0),
        "against": sum(counts.get(one, 0) for one in AGAINST),
        "total": sum(counts.values()),
        "runs": runs,
        "is_checked": found.state == RollState.CHECKED,
    }
    answer = render(request, "learners/roll.html", context)
    if runs:
        answer["Refresh"] = SECONDS
    return answer


@access(roles=COUNSELLORS)
@require_POST
def roll_order(request: HttpRequest, roll_id: int) -> HttpResponse:
    """Enrols everyone of the list who may enter, in the background."""
    actor = actor_of(request)
    _roll_or_404(request, roll_id)
    try:
        order_roll(roll_id, actor=actor, on=today())
    except Refused as refused:
        messages.error(request, " ".join(str(reason(code)) for code in refused.reasons))
    else:
        ask_for(CARRY_OUT)
        messages.success(request, _("De inschrijvingen zijn begonnen. Deze pagina volgt mee."))
    return redirect("learners:roll", roll_id)


@access(roles=COUNSELLORS)
@require_POST
def roll_discard(request: HttpRequest, roll_id: int) -> HttpResponse:
    """Throws the list away; who was enrolled stays enrolled."""
    _roll_or_404(request, roll_id)
    try:
        discard_roll(roll_id, actor=actor_of(request))
    except Refused as refused:
        messages.error(request, " ".join(str(reason(code)) for code in refused.reasons))
        return redirect("learners:roll", roll_id)
    messages.success(request, _("De klaslijst is gewist. Wie ingeschreven is, blijft ingeschreven."))
    return redirect("learners:roll_upload")


@access(roles=COUNSELLORS)
@require_GET
def roll_errors(request: HttpRequest, roll_id: int) -> StreamingHttpResponse:
    """The lines to mend, with what is wrong: a file to change and to send again. Without national numbers."""
    found = _roll_or_404(request, roll_id)
    names = [str(name) for name in found.headings]
    lines = found.lines.filter(outcome__in=sorted(AGAINST)).order_by("number")

    def cells() -> Iterator[list[Any]]:
        for line in lines.iterator(chunk_size=2000):
            given = ["" if cell == FORMULA else cell for cell in (line.cells.get(name, "") for name in names)]
            yield [*given, line.number, " ".join(line.messages)]

    heads = [*names, OF_THE_SCHOOL, OF_A_PERSON]
    return csv_response(heads, cells(), filename=f"klaslijst-{found.pk}-te-verbeteren.csv")


def _roll_or_404(request: HttpRequest, roll_id: int) -> Roll:
    found = rolls_visible_to(actor_of(request)).filter(pk=roll_id).first()
    if found is None:
        raise Http404
    return found


def _shown(line: Line) -> ShownLine:
    names = (line.cells.get("voornaam", ""), line.cells.get("familienaam", ""))
    name = " ".join(part for part in names if part and part != FORMULA)
    trajectory = line.trajectory
    if trajectory is not None:
        name = str(trajectory.learner.person)
    return ShownLine(
        line.number,
        name or _("zonder naam"),
        reverse("learners:detail", args=[trajectory.pk]) if trajectory is not None else "",
        str(OUTCOME[line.outcome]),
        TONE.get(line.outcome, "neutral"),
        tuple(map(str, line.messages)),
    )
