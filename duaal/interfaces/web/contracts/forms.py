"""Forms of the steps on an agreement. They clean what was typed and hand it on to the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.actions.living import Ready
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.labels import END, END_REASON, GROUND, ITEM, PARTY
from duaal.casework.agreements.readiness import ASSESSED, INSURED
from duaal.casework.agreements.rules.ending import End, Reason
from duaal.casework.agreements.rules.suspension import Ground
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.requests.forms import day_field, yes_no_field

WHO_WRITES = (Party.LEARNER, Party.REPRESENTATIVE, Party.COMPANY)
NO_EMAIL = gettext_lazy("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.be.")
RECEIVED = gettext_lazy("Op welke dag kwam dat aan?")
RECEIVED_MISSING = gettext_lazy("Vul de dag in waarop het aankwam.")
DAY_MISSING = gettext_lazy("Vul de dag in.")
AGREE = gettext_lazy("Zijn school, onderneming en leerling het eens?")
AGREE_MISSING = gettext_lazy("Kies ja of nee.")
MOST_HOURS = 5000  # of the machine: more is a slip of the finger
WHY_MISSING = gettext_lazy("Schrijf de redenen op.")


def choice(label: Any, words: dict[Any, Any], missing: Any) -> forms.ChoiceField:
    """One of some values, each with its words."""
    return forms.ChoiceField(
        label=label,
        choices=[(str(value), text) for value, text in words.items()],
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


class NoForm(forms.Form):
    """A step that only asks for the button."""


class SignForm(forms.Form):
    """The text that was on the page, by its hash, and that it was read."""

    content_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label=gettext_lazy("Ik heb de tekst gelezen en ik ga akkoord."),
        error_messages={"required": gettext_lazy("Vink aan dat u de tekst las, of kies om niet te tekenen.")},
    )


class RefuseForm(forms.Form):
    """Why somebody does not sign."""

    reason = text_field(
        gettext_lazy("Waarom tekent u niet?"),
        gettext_lazy("Schrijf op waarom. Zo kan de school de tekst aanpassen."),
        rows=3,
    )


class EmailForm(forms.Form):
    """Where the new link goes."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        error_messages={"required": gettext_lazy("Vul het e-mailadres in."), "invalid": NO_EMAIL},
    )


class WhyForm(forms.Form):
    """A reason in words."""

    reason = text_field(gettext_lazy("Waarom?"), WHY_MISSING, rows=3)


class AgreeForm(forms.Form):
    """Whether everybody agrees."""

    agreed = yes_no_field(AGREE, AGREE_MISSING)


class CancelForm(AgreeForm):
    """Whether everybody agrees, and why."""

    reason = text_field(gettext_lazy("Waarom?"), WHY_MISSING, rows=3)


class PrepareForm(forms.Form):
    """What is ready before the start."""

    insurer = forms.CharField(
        label=gettext_lazy("Verzekeraar van de arbeidsongevallen"), max_length=200, required=False
    )
    insurance_policy = forms.CharField(label=gettext_lazy("Polisnummer"), max_length=60, required=False)
    health_assessed_on = day_field(gettext_lazy("Dag van de gezondheidsbeoordeling"))
    risk_found = forms.BooleanField(
        label=gettext_lazy("De risicoanalyse toont een risico op deze werkpost."), required=False
    )
    without_staff = forms.BooleanField(
        label=gettext_lazy("De onderneming is een zelfstandige zonder personeel."), required=False
    )
    dimona_type = forms.CharField(
        label=gettext_lazy("Type van de Dimona-aangifte"),
        help_text=gettext_lazy("Drie letters. Welk type we verwachten, staat op de vorige pagina."),
        max_length=3,
        required=False,
    )
    dimona_on = day_field(gettext_lazy("Dag van de Dimona-aangifte"))
    dimona_reference = forms.CharField(
        label=gettext_lazy("Nummer van de Dimona-aangifte"), max_length=40, required=False
    )
    exempted_hours = forms.IntegerField(
        label=gettext_lazy("Uren les waarvoor de leerling vrijgesteld is"),
        help_text=gettext_lazy("In de hele overeenkomst samen. Ze tellen mee voor het statuut."),
        min_value=0,
        max_value=MOST_HOURS,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Dit is geen aantal uren. Schrijf een geheel getal."),
            "min_value": gettext_lazy("Een aantal uren is nul of meer."),
            "max_value": gettext_lazy("Dat zijn te veel uren. Kijk het getal na."),
        },
    )
    done = forms.MultipleChoiceField(
        label=gettext_lazy("Wat is nog klaar?"),
        choices=[(name, words) for name, words in ITEM.items() if name not in {INSURED, ASSESSED}],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def ready(self) -> Ready:
        given = dict(self.cleaned_data)
        given["dimona_type"] = given["dimona_type"].upper()
        given["exempted_hours"] = given["exempted_hours"] or 0
        return Ready(**{**given, "done": tuple(given["done"])})


class SuspendForm(forms.Form):
    """From when until when it lies still, and why."""

    ground = choice(
        gettext_lazy("Waarom?"),
        {one: words for one, words in GROUND.items() if one != Ground.SCHOOL_HOLIDAY},
        gettext_lazy("Kies waarom."),
    )
    first_on = day_field(gettext_lazy("Vanaf welke dag?"), DAY_MISSING)
    last_on = day_field(
        gettext_lazy("Tot en met welke dag?"),
        hint=gettext_lazy(
            "Laat leeg zolang u het niet weet. Weet u het, dan loopt ze daarna vanzelf verder."
        ),
    )
    remark = text_field(
        gettext_lazy("Opmerking"), hint=gettext_lazy("Schrijf hier niets over de gezondheid."), rows=2
    )

    def suspension(self) -> dict[str, Any]:
        return {**self.cleaned_data, "ground": Ground(self.cleaned_data["ground"])}


class ResumeForm(forms.Form):
    """The first day of work again."""

    resumed_on = day_field(gettext_lazy("Vanaf welke dag werkt de leerling weer?"), DAY_MISSING)


class WishForm(forms.Form):
    """A wish or fact to end. Staff say who wrote and when it came; a side writes for itself, today."""

    staff_fields = ("by", "received_on")
    leaves_out: tuple[str, ...] = ()

    by = forms.ChoiceField(
        label=gettext_lazy("Wie schreef dit?"),
        choices=[(one.value, PARTY[one]) for one in WHO_WRITES],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wie dit schreef.")},
    )
    received_on = day_field(RECEIVED, RECEIVED_MISSING)

    def __init__(self, *args: Any, is_staff: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_staff = is_staff
        for name in self.leaves_out if is_staff else self.staff_fields:
            self.fields.pop(name, None)

    def wish(self, *, on: Any) -> Wish:
        given = self.cleaned_data
        return Wish(
            received_on=given.get("received_on") or on,
            by=Party(given["by"]) if given.get("by") else Party.COUNSELLOR,
            reason=Reason(given["reason"]) if given.get("reason") else None,
            words=given.get("words", ""),
        )


class NoticeForm(WishForm):
    """A notice in the first days: no ground is asked."""

    words = text_field(gettext_lazy("Wilt u er iets bij schrijven?"), rows=3)


class GroundForm(WishForm):
    """A serious reason, in words."""

    reason = choice(
        gettext_lazy("Welke reden?"),
        {
            one: END_REASON[one]
            for one in (Reason.BREACH, Reason.HINDERED, Reason.CHANGE_TRAINING, Reason.CHANGE_WORKPLACE)
        },
        gettext_lazy("Kies de reden."),
    )
    words = text_field(gettext_lazy("Wat is er gebeurd?"), WHY_MISSING, rows=5)


class WrittenEndForm(WishForm):
    """The written end after a mediation."""

    words = text_field(gettext_lazy("Wat staat er in de brief?"), WHY_MISSING, rows=3)


class InFactForm(WishForm):
    """The day on which the company stopped."""

    leaves_out = ("by",)

    received_on = day_field(gettext_lazy("Op welke dag stopte de onderneming?"), DAY_MISSING)
    words = text_field(gettext_lazy("Hoe weet u dat?"), WHY_MISSING, rows=3)


class ProviderEndForm(WishForm):
    """An end by the school."""

    leaves_out = ("by",)

    reason = choice(
        gettext_lazy("Welke reden?"),
        {one: END_REASON[one] for one in (Reason.BREACH, Reason.DANGER, Reason.HINDERED)},
        gettext_lazy("Kies de reden."),
    )
    words = text_field(gettext_lazy("Waarom?"), WHY_MISSING, rows=5)


class EndForm(WishForm):
    """An end at once, in one of the ways of the decree."""

    end = choice(gettext_lazy("Hoe eindigt ze?"), END, gettext_lazy("Kies hoe ze eindigt."))
    by = forms.ChoiceField(
        label=gettext_lazy("Wie vraagt of meldt het?"),
        choices=[(str(one), words) for one, words in PARTY.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wie het vraagt of meldt.")},
    )
    received_on = day_field(gettext_lazy("Op welke dag?"), DAY_MISSING)
    agreed = yes_no_field(
        AGREE, AGREE_MISSING, gettext_lazy("Enkel nodig als ze eindigt omdat iedereen akkoord is.")
    )
    words = text_field(gettext_lazy("Waarop steunt dit?"), WHY_MISSING, rows=3)

    def way(self) -> End:
        return End(self.cleaned_data["end"])


class LabourForm(WishForm):
    """The end of a part-time contract by the employer or the learner."""

    leaves_out = ("by",)

    received_on = day_field(gettext_lazy("Wat is de laatste dag van het contract?"), DAY_MISSING)
    words = text_field(gettext_lazy("Hoe eindigde het?"), WHY_MISSING, rows=3)


class ReportForm(forms.Form):
    """The end, in the own words of who reports it."""

    words = text_field(gettext_lazy("Hoe en waarom is ze gestopt?"), WHY_MISSING, rows=5)
