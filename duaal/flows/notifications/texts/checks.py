"""What is said of the checks around an agreement: the question to the department, and what was told."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.casework.agreements.rules.duties import Duty
from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

SCHOOL = (Hearer.PROVIDER,)
TO_THE_SCHOOL = frozenset({Duty.LONG_SUSPENSION.value, Duty.RESUMPTION.value})

HOLDS: Mapping[str, tuple[Text, ...]] = {
    "hold_for_department": (
        Text(
            (Hearer.DEPARTMENT,),
            Kind.QUESTION,
            _("Een overeenkomst is voorgelegd"),
            _(
                "Een school legt een overeenkomst bij %(company)s voor. De leerling heeft zo het statuut van "
                "alternerend lerende niet. Ze begint pas als u ze vrijgeeft."
            ),
            page="checks:holds",
        ),
    ),
    "release_hold": (
        Text(
            SCHOOL,
            Kind.DECISION,
            _("Het departement besliste over een overeenkomst"),
            _("De overeenkomst van %(learner)s bij %(company)s is vrijgegeven. Ze kan beginnen."),
        ),
    ),
    "reject_hold": (
        Text(
            SCHOOL,
            Kind.DECISION,
            _("Het departement besliste over een overeenkomst"),
            _(
                "De overeenkomst van %(learner)s bij %(company)s is niet vrijgegeven. Lees de redenen en "
                "pas de uren aan."
            ),
        ),
    ),
}

TELLING: Mapping[str, tuple[Text, ...]] = {
    "tell": (
        Text(
            SCHOOL,
            Kind.PROGRESS,
            _("De onderneming meldde iets over een overeenkomst"),
            _("De onderneming meldde iets over de schorsing van %(learner)s bij %(company)s."),
            reasons=TO_THE_SCHOOL,
        ),
        Text(
            (Hearer.FLEMISH_PARTNERSHIP,),
            Kind.PROGRESS,
            _("Een overeenkomst eindigde vroeger dan afgesproken"),
            _("Een school meldt dat een overeenkomst bij %(company)s vroegtijdig eindigde."),
            page="checks:early_ends",
            reasons=frozenset({Duty.EARLY_END.value}),
        ),
    ),
}

SILENT_JOBS: Mapping[str, str] = {
    "enter_student_job": "who asks hears the answer at once; the page shows the job to who may see it",
    "stop_student_job": "who strikes it out sees it at once; its hours count no more",
}

EVERYONE = (Hearer.PROVIDER, Hearer.COMPANY, Hearer.LEARNER, Hearer.GUARDIAN)


def _decided(sentence: Promise) -> tuple[Text, ...]:
    return (Text(EVERYONE, Kind.DECISION, _("Er is beslist over een beroep tegen een einde"), sentence),)


END_APPEALS: Mapping[str, tuple[Text, ...]] = {
    "lodge_end_appeal": (
        Text(
            (Hearer.FLEMISH_PARTNERSHIP,),
            Kind.QUESTION,
            _("Iemand stelt beroep in tegen het einde van een overeenkomst"),
            _("Er is beroep ingesteld tegen het einde van een overeenkomst bij %(company)s."),
            page="checks:end_appeals",
        ),
        Text(
            EVERYONE,
            Kind.PROGRESS,
            _("Iemand stelt beroep in tegen het einde van een overeenkomst"),
            _("Er is beroep ingesteld tegen het einde van de overeenkomst van %(learner)s bij %(company)s."),
        ),
    ),
    "find_appeal_inadmissible": _decided(
        _("Het beroep over de overeenkomst van %(learner)s bij %(company)s is niet ontvankelijk.")
    ),
    "find_end_justified": _decided(
        _("Het einde van de overeenkomst van %(learner)s bij %(company)s was gerechtvaardigd.")
    ),
    "find_end_not_justified": _decided(
        _("Het einde van de overeenkomst van %(learner)s bij %(company)s was niet gerechtvaardigd.")
    ),
}
