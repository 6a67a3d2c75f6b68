"""The steps that end a trajectory or take it up again, and the other place on the way."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.trajectories.actions import enrolment
from duaal.casework.trajectories.facts import Seat
from duaal.casework.trajectories.labels import SEAT, reason
from duaal.casework.trajectories.rules.council import Matter, check_council
from duaal.casework.trajectories.states import CHANGE_SITE, COMPLETE, RE_ENROL
from duaal.flows.processes import finishing as process
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.learners.enrolling import COUNSELLORS
from duaal.interfaces.web.learners.forms import EntryForm
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.learners.steps import step_page
from duaal.interfaces.web.requests.forms import day_field
from duaal.interfaces.web.stepping import typed_in


class FinishForm(forms.Form):
    """Who sat in the class council, and on what its decision stands."""

    seats = forms.MultipleChoiceField(
        label=gettext_lazy("Wie zat in de klassenraad?"),
        help_text=gettext_lazy("Trajectbegeleider en mentor stemmen mee."),
        choices=list(SEAT.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies wie er in de klassenraad zat.")},
    )
    motivation = text_field(
        gettext_lazy("Wat besliste de klassenraad, en waarop steunt dat?"),
        gettext_lazy("Schrijf kort waarop de klassenraad steunt. Nu is het veld leeg."),
        gettext_lazy("De leerling en de ouders lezen dit."),
        rows=5,
    )
    in_order = forms.BooleanField(
        label=gettext_lazy("De evaluatie is volledig en de klassenraad rondde het traject af"),
        error_messages={"required": gettext_lazy("Kruis aan dat de klassenraad het traject afrondde.")},
    )

    def decision(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"seats": [Seat(seat) for seat in given["seats"]], "motivation": given["motivation"]}


class SiteForm(forms.Form):
    """The place of the plan where the learner goes on, and since when."""

    place = forms.TypedChoiceField(
        label=gettext_lazy("Op welke vestiging werkt de leerling nu?"),
        coerce=int,
        error_messages={"required": gettext_lazy("Kies de vestiging.")},
    )
    since = day_field(gettext_lazy("Vanaf welke dag?"), gettext_lazy("Vul de eerste dag in."))

    def __init__(self, *args: Any, places: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("kies")), *places.items()]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]


@access(roles=COUNSELLORS)
@both_ways
def re_enrol(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Takes a learner back who left, after a new check of admission."""
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    initial = {
        "year": str(trajectory.year or ""),
        "special_form": trajectory.special_form,
        "origin": trajectory.origin,
    }
    form = EntryForm(typed_in(request), initial=initial)
    del form.fields["route"]
    return step_page(
        request,
        trajectory_id,
        RE_ENROL,
        form,
        lambda keep: enrolment.re_enrol(trajectory_id, entry=form.entry(), **keep),
        text=gettext_lazy("Schrijf opnieuw in"),
        done=_("De leerling is opnieuw ingeschreven. Noteer de eerste les zodra de leerling er is."),
        intro=[
            _("We kijken de toelating opnieuw na."),
            _("De zoekdagen die dit schooljaar al gebruikt zijn, tellen nog mee."),
        ],
    )


@access(roles=COUNSELLORS)
@both_ways
def finish(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """The class council decided at the end: the trajectory is completed, its agreement ends."""
    on = today()
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=on)
    form = FinishForm(typed_in(request))
    now = process.evaluated(trajectory.pk, on=on)
    intro = [
        _("%(reached)d van de %(planned)d competenties uit het opleidingsplan zijn behaald.")
        % {"reached": now.reached, "planned": now.planned}
    ]
    if now.ends_agreements:
        words = ngettext(
            "De overeenkomst die loopt, eindigt vandaag mee: de opleiding is afgerond.",
            "De %(n)d overeenkomsten die lopen, eindigen vandaag mee: de opleiding is afgerond.",
            now.ends_agreements,
        )
        intro.append(words % {"n": now.ends_agreements})
    intro.append(_("Welk studiebewijs de leerling krijgt, reikt de school zelf uit."))
    if form.is_bound and form.is_valid():
        seats = form.decision()["seats"]
        intro += [str(reason(code)) for code in check_council(Matter.COMPLETION, seats).warnings]
    return step_page(
        request,
        trajectory_id,
        COMPLETE,
        form,
        lambda keep: process.complete(trajectory_id, **form.decision(), **keep),
        text=gettext_lazy("Rond het traject af"),
        done=_("Het traject is afgerond. De leerling en de ouders krijgen bericht."),
        intro=intro,
        against=now.found,
    )


@access(roles=COUNSELLORS)
@both_ways
def change_site(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """The learner goes on at another place of the plan."""
    on = today()
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=on)
    places = process.planned_places(trajectory.pk, on=on)
    names = {pk: f"{one.company.name}, {one.site.name}" for pk, one in places.items()}
    form = SiteForm(typed_in(request), places=names, initial={"since": on})

    def do(keep: dict[str, Any]) -> object:
        given = form.cleaned_data
        return process.change_site(trajectory_id, recognition_id=given["place"], since=given["since"], **keep)

    return step_page(
        request,
        trajectory_id,
        CHANGE_SITE,
        form,
        do,
        text=gettext_lazy("Noteer een andere vestiging"),
        done=_("De andere vestiging is genoteerd."),
        intro=[
            _("U kiest uit de vestigingen die vandaag in het opleidingsplan staan."),
            _("De overeenkomst verandert niet. Komt er een andere onderneming? Maak dan een overeenkomst."),
        ],
        against=() if places else ("site_not_planned",),
    )
