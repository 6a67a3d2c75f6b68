"""What is said of the steps of a training plan, and of what cannot be learned at a place."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

AT_HOME = (Hearer.LEARNER, Hearer.GUARDIAN)

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "fix_plan": (
        Text(
            AT_HOME,
            Kind.PROGRESS,
            _("Het opleidingsplan is klaar"),
            _("De school legde een versie van het opleidingsplan van %(learner)s vast. U kunt ze nalezen."),
        ),
    ),
    "move_plan": (
        Text(
            (Hearer.PROVIDER,),
            Kind.PROGRESS,
            _("Een opleidingsplan moet worden nagekeken"),
            _(
                "Het opleidingsplan van %(learner)s is overgezet naar een andere werkplek. "
                "Kijk het ontwerp na."
            ),
        ),
    ),
    "reach_competence": (
        Text(
            AT_HOME,
            Kind.PROGRESS,
            _("Er is een competentie behaald"),
            _("%(learner)s behaalde een competentie van %(programme)s. In het plan staat welke."),
        ),
    ),
    "take_back_competence": (
        Text(
            AT_HOME,
            Kind.PROGRESS,
            _("Er veranderde iets in het opleidingsplan"),
            _("Een competentie van %(learner)s staat weer als nog niet behaald. De school legt uit waarom."),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "start_plan": "a draft is told once it is fixed",
    "edit_plan": "a draft is told once it is fixed",
    "renew_plan": "a draft is told once it is fixed; a plan that is moved is told by that step",
    "drop_plan_draft": "nobody read the draft but the school that threw it away",
}

GAPS: Mapping[str, tuple[Text, ...]] = {
    "record_gap": (
        Text(
            (Hearer.COMPANY, Hearer.PARTNERSHIP),
            Kind.PROGRESS,
            _("Een competentie is niet aan te leren op een werkplek"),
            _(
                "Bij de erkenning voor %(programme)s op %(site)s staat een competentie "
                "die er niet aan te leren is."
            ),
        ),
    ),
    "end_gap": (
        Text(
            (Hearer.COMPANY, Hearer.PARTNERSHIP),
            Kind.PROGRESS,
            _("Een competentie is weer aan te leren op een werkplek"),
            _("Bij de erkenning voor %(programme)s op %(site)s is een competentie weer aan te leren."),
        ),
    ),
}
