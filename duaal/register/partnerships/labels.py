"""Dutch words for powers, populations, certainty, and why a file goes where it goes."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.foundation.lawbook.dated import Certainty
from duaal.register.organisations.labels import EMPLOYER_KIND
from duaal.register.partnerships import rules
from duaal.register.partnerships.facts import Population, Power
from duaal.register.partnerships.rules import Ground, GroundKind, Route

POWER: dict[str, Promise] = {
    Power.RECOGNISE: gettext_lazy("erkennen en opheffen"),
    Power.EXCLUDE: gettext_lazy("uitsluiten"),
    Power.CONTROL: gettext_lazy("controleren"),
    Power.REPORT: gettext_lazy("rapporteren"),
    Power.INFORM: gettext_lazy("informeren"),
    Power.MOBILISE: gettext_lazy("mobiliseren"),
    Power.ADVISE: gettext_lazy("adviseren"),
}

POPULATION: dict[str, Promise] = {
    Population.SECONDARY: gettext_lazy("secundair onderwijs"),
    Population.ADULT: gettext_lazy("volwassenenonderwijs"),
}

CERTAINTY: dict[str, Promise] = {
    Certainty.CERTAIN: gettext_lazy("zeker"),
    Certainty.DATED: gettext_lazy("gedateerd"),
    Certainty.DERIVED: gettext_lazy("afgeleid"),
    Certainty.ASSUMED: gettext_lazy("aangenomen"),
}

REASON: dict[str, Promise] = {
    rules.UNKNOWN_COMMITTEE: gettext_lazy(
        "Dit paritair comité bestaat niet. Kies een code uit de lijst, bijvoorbeeld 149.01."
    ),
    rules.NOT_ROUTABLE: gettext_lazy(
        "Dit paritair comité heeft subcomités van verschillende sectoren. "
        "Kies het subcomité van uw onderneming."
    ),
    rules.COMMITTEE_NOT_CHOSEN: gettext_lazy("Kies het paritair comité dat bij deze opleiding past."),
    rules.COMMITTEE_NOT_OF_COMPANY: gettext_lazy(
        "De onderneming hoort niet bij het gekozen paritair comité. Kies een van haar eigen comités."
    ),
}

GROUND: dict[str, Promise] = {
    GroundKind.EMPLOYER_KIND: gettext_lazy(
        "De onderneming is een %(subject)s. Dat hoort bij de sector %(value)s."
    ),
    GroundKind.COMMITTEE: gettext_lazy("Paritair comité %(subject)s hoort bij de sector %(value)s."),
    GroundKind.PARENT_COMMITTEE: gettext_lazy(
        "Subcomité %(subject)s volgt zijn paritair comité en hoort bij de sector %(value)s."
    ),
    GroundKind.ALL_SUBCOMMITTEES: gettext_lazy(
        "Alle subcomités van paritair comité %(subject)s horen bij de sector %(value)s."
    ),
    GroundKind.NO_ALLOCATION: gettext_lazy(
        "Paritair comité %(subject)s is aan geen sector toegewezen. %(value)s behandelt het dossier."
    ),
    GroundKind.NO_COMMITTEE: gettext_lazy(
        "De onderneming hoort bij geen paritair comité. %(value)s behandelt het dossier."
    ),
    GroundKind.DECIDER: gettext_lazy("Voor de sector %(subject)s beslist %(value)s."),
    GroundKind.NO_DECIDER: gettext_lazy(
        "Voor de sector %(subject)s was er op die dag geen partnerschap. %(value)s behandelt het dossier."
    ),
    GroundKind.POWER: gettext_lazy("%(subject)s heeft daarvoor de bevoegdheid."),
    GroundKind.NO_POWER: gettext_lazy(
        "%(subject)s heeft daarvoor geen bevoegdheid. %(value)s behandelt het dossier."
    ),
    GroundKind.CHOICE: gettext_lazy(
        "De onderneming hoort bij %(subject)s en koos paritair comité %(value)s."
    ),
    GroundKind.OTHERS_STEP_BACK: gettext_lazy(
        "Paritair comité %(subject)s is aan geen sector toegewezen. Daarom telt paritair comité %(value)s."
    ),
}

SUBJECT_IS_PARTNERSHIP = frozenset({GroundKind.POWER, GroundKind.NO_POWER})
VALUE_IS_COMMITTEE = frozenset({GroundKind.CHOICE, GroundKind.OTHERS_STEP_BACK})


def ground_sentence(ground: Ground, names: Mapping[str, str]) -> str:
    """One step of the reasoning as a Dutch sentence; `names` gives the name of each code."""
    subject = ground.subject
    if ground.kind == GroundKind.EMPLOYER_KIND:
        subject = str(EMPLOYER_KIND[subject])
    elif ground.kind in SUBJECT_IS_PARTNERSHIP:
        subject = names[subject.split()[0]]
    elif ground.kind in (GroundKind.DECIDER, GroundKind.NO_DECIDER):
        subject = names[subject]
    elif ground.kind in VALUE_IS_COMMITTEE:
        subject = ", ".join(subject.split())
    value = ground.value if ground.kind in VALUE_IS_COMMITTEE else names.get(ground.value, ground.value)
    return str(GROUND[ground.kind]) % {"subject": subject, "value": value}


def explanation(route: Route, names: Mapping[str, str]) -> tuple[str, ...]:
    """Why the file goes to this partnership, one sentence per step."""
    return tuple(ground_sentence(ground, names) for ground in route.because)
