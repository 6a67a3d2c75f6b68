"""What is said of the steps of an application."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

APPLICANT = (Hearer.COMPANY, Hearer.SUBMITTER)
DECIDER = (Hearer.PARTNERSHIP,)

TEXTS: Mapping[str, tuple[Text, ...]] = {
    "submit": (
        Text(
            APPLICANT,
            Kind.PROGRESS,
            _("Een aanvraag is ontvangen"),
            _(
                "De aanvraag voor %(programme)s op %(site)s is ontvangen. "
                "%(partnership)s beslist ten laatste op %(deadline)s."
            ),
            receipt=True,
        ),
    ),
    "route": (
        Text(
            DECIDER,
            Kind.PROGRESS,
            _("Een nieuwe aanvraag"),
            _("%(company)s vraagt %(asks)s voor %(programme)s. Beslis ten laatste op %(deadline)s."),
            due="deadline",
        ),
    ),
    "ask": (
        Text(
            APPLICANT,
            Kind.QUESTION,
            _("Een vraag over een aanvraag"),
            _(
                "%(partnership)s vraagt meer over de aanvraag voor %(programme)s op %(site)s. "
                "Antwoord ten laatste op %(answer_by)s."
            ),
            due="answer_by",
        ),
    ),
    "answer": (
        Text(
            DECIDER,
            Kind.PROGRESS,
            _("Een antwoord op een vraag"),
            _("%(company)s antwoordde op de vraag over %(programme)s. U kunt verder met het dossier."),
            due="deadline",
        ),
    ),
    "grant": (
        Text(
            APPLICANT,
            Kind.DECISION,
            _("Er is beslist over een aanvraag"),
            _("De erkenning voor %(programme)s op %(site)s is toegekend."),
        ),
    ),
    "refuse": (
        Text(
            (Hearer.COMPANY,),
            Kind.DECISION,
            _("Er is beslist over een aanvraag"),
            _(
                "De erkenning voor %(programme)s op %(site)s is geweigerd. "
                "Op de pagina leest u elke reden en hoe u in beroep gaat."
            ),
        ),
        Text(
            (Hearer.SUBMITTER,),
            Kind.DECISION,
            _("Er is beslist over een aanvraag"),
            _(
                "De erkenning voor %(programme)s op %(site)s is geweigerd. "
                "Alleen de onderneming leest de redenen en kan in beroep gaan."
            ),
        ),
    ),
    "submit_mentor": (
        Text(
            APPLICANT,
            Kind.PROGRESS,
            _("Een aanvraag is ontvangen"),
            _(
                "De aanvraag om een mentor toe te voegen voor %(programme)s op %(site)s is ontvangen. "
                "%(partnership)s beslist ten laatste op %(deadline)s."
            ),
            receipt=True,
        ),
    ),
    "grant_mentor": (
        Text(
            APPLICANT,
            Kind.DECISION,
            _("Er is beslist over een aanvraag"),
            _("De nieuwe mentor voor %(programme)s op %(site)s is aanvaard."),
        ),
    ),
    "refuse_mentor": (
        Text(
            APPLICANT,
            Kind.DECISION,
            _("Er is beslist over een aanvraag"),
            _(
                "De nieuwe mentor voor %(programme)s op %(site)s is niet aanvaard. "
                "Op de pagina leest u elke reden."
            ),
        ),
    ),
    "remind": (
        Text(
            APPLICANT,
            Kind.QUESTION,
            _("Er wacht nog een vraag op antwoord"),
            _(
                "De vraag over de aanvraag voor %(programme)s op %(site)s staat nog open. "
                "Antwoord ten laatste op %(answer_by)s. Daarna stopt de aanvraag."
            ),
            due="answer_by",
        ),
    ),
    "withdraw": (
        Text(
            (*DECIDER, Hearer.SUBMITTER),
            Kind.PROGRESS,
            _("Een aanvraag is ingetrokken"),
            _("De aanvraag van %(company)s voor %(programme)s is ingetrokken. Er is niets meer te doen."),
        ),
    ),
    "take_over": (
        Text(
            (*DECIDER, Hearer.SUBMITTER),
            Kind.PROGRESS,
            _("Een onderneming neemt een aanvraag over"),
            _("%(company)s doet zelf verder met de aanvraag voor %(programme)s op %(site)s."),
        ),
    ),
    "stop_mentor_case": (
        Text(
            (*APPLICANT, *DECIDER),
            Kind.DECISION,
            _("Een aanvraag is stopgezet"),
            _(
                "De aanvraag om een mentor toe te voegen voor %(programme)s op %(site)s is stopgezet, "
                "want de erkenning is voorbij. Bij een nieuwe erkenning kunt u de mentor opnieuw aanduiden."
            ),
        ),
    ),
    "discontinue": (
        Text(
            APPLICANT,
            Kind.DECISION,
            _("Een aanvraag is stopgezet"),
            _(
                "De aanvraag voor %(programme)s op %(site)s is stopgezet: er kwam geen antwoord op de vraag. "
                "Een nieuwe aanvraag kan altijd."
            ),
        ),
        Text(
            DECIDER,
            Kind.PROGRESS,
            _("Een aanvraag is stopgezet"),
            _(
                "De aanvraag van %(company)s voor %(programme)s is stopgezet: "
                "er kwam geen antwoord op uw vraag."
            ),
        ),
    ),
    "flag": (
        Text(
            APPLICANT,
            Kind.TERM,
            _("De termijn om te beslissen is voorbij"),
            _(
                "%(partnership)s moest ten laatste op %(deadline)s beslissen over %(programme)s op %(site)s, "
                "en deed dat nog niet. Er is niets stilzwijgend toegekend. U hoeft niets te doen."
            ),
            reasons=frozenset({"OVERDUE"}),
        ),
        Text(
            APPLICANT,
            Kind.TERM,
            _("De termijn om te beslissen is voorbij"),
            _(
                "De termijn om te beslissen over %(programme)s op %(site)s eindigde op %(deadline)s. "
                "Er is niets stilzwijgend toegekend. %(partnership)s wacht nog op uw antwoord."
            ),
            due="answer_by",
            reasons=frozenset({"OVERDUE_WAITING"}),
        ),
        Text(
            (*DECIDER, Hearer.FLEMISH_PARTNERSHIP),
            Kind.TERM,
            _("De termijn om te beslissen is voorbij"),
            _(
                "%(partnership)s moest ten laatste op %(deadline)s beslissen over de aanvraag van "
                "%(company)s voor %(programme)s. Beslis zo snel mogelijk."
            ),
            due="deadline",
            reasons=frozenset({"OVERDUE"}),
        ),
        Text(
            (*DECIDER, Hearer.FLEMISH_PARTNERSHIP),
            Kind.TERM,
            _("De termijn om te beslissen is voorbij"),
            _(
                "De termijn voor de aanvraag van %(company)s voor %(programme)s eindigde op %(deadline)s. "
                "%(partnership)s wacht nog op een antwoord van de onderneming."
            ),
            due="deadline",
            reasons=frozenset({"OVERDUE_WAITING"}),
        ),
    ),
    "make_final": (
        Text(
            APPLICANT,
            Kind.TERM,
            _("De termijn om in beroep te gaan is voorbij"),
            _(
                "De weigering voor %(programme)s op %(site)s is nu definitief. "
                "Een nieuwe aanvraag kan altijd."
            ),
        ),
    ),
}

SILENT: Mapping[str, str] = {
    "declare_complete": "that nothing is missing is a step within the handling; the company need do nothing",
    "judge": "a verdict on one condition is work in progress; the decision is told",
    "read_decision": "the company itself says that it read the decision; the case shows the day",
    "contest": "the appeal itself is told",
    "grant_on_appeal": "the decision on the appeal is told",
    "confirm_refusal": "the decision on the appeal is told",
    "stop_contesting": "the end of the appeal is told",
    "open_document": "who opened a document stands in the trail",
    "open_paper": "who opened a document stands in the trail",
    "erase_document": "an extract is erased when its time is over; nobody has to do anything",
}
