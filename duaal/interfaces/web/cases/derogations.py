"""What an officer has to know to decide on a derogation: how far it can go, and whether a proof is there."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duaal.casework.recognition.facts import Verdict
from duaal.casework.recognition.models import MentorAssignment
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.lawbook.dated import OF_COMMITTEE
from duaal.interfaces.web.cases.conditions import ConditionLine


def derogation_words(
    line: ConditionLine, assignment: MentorAssignment | None, law: RecognitionLaw
) -> tuple[str, ...]:
    """The sentences beside a condition on which the body may derogate and that is not met as it stands."""
    if line.found not in {Verdict.DEROGATION_POSSIBLE, Verdict.NOT_MET}:
        return ()
    if line.code == "U3":
        return (
            _("U kunt beslissen dat de veroordeling niet meetelt. Schrijf dan op waarom."),
            _("Kijk of ze de leerling in gevaar brengt, of de onderneming niet laat voortbestaan."),
        )
    if assignment is None or line.code not in {"M2", "M3"}:
        return ()
    return (_floor(line.code, law), *_proof(assignment))


def _floor(code: str, law: RecognitionLaw) -> str:
    """How far the derogation can go for the deciding partnership."""
    if code == "M2":
        age = law.mentor_min_age_derogated.value
        return ngettext(
            "Een afwijking kan vanaf %(n)d jaar, nooit eronder.",
            "Een afwijking kan vanaf %(n)d jaar, nooit eronder.",
            age,
        ) % {"n": age}
    floor = law.mentor_min_experience_years_derogated
    years = floor.value
    if OF_COMMITTEE in floor.key:
        return ngettext(
            "Een afwijking kan vanaf %(n)d jaar ervaring voor dit paritair comité, nooit eronder.",
            "Een afwijking kan vanaf %(n)d jaar ervaring voor dit paritair comité, nooit eronder.",
            years,
        ) % {"n": years}
    if not years:
        return _("Een afwijking kan. Voor dit partnerschap staat geen minimum aan ervaring vast.")
    return ngettext(
        "Een afwijking kan vanaf %(n)d jaar ervaring voor dit partnerschap.",
        "Een afwijking kan vanaf %(n)d jaar ervaring voor dit partnerschap.",
        years,
    ) % {"n": years}


def _proof(assignment: MentorAssignment) -> tuple[str, ...]:
    """Whether there is a proof of prior training, and whether it can be looked at."""
    named = assignment.prior_training.strip()
    if not named:
        return (_("Ze kan alleen met een bewijs van een opleiding in het beroep, en dat is er niet."),)
    uploaded = any(
        held.document.kind == DocumentKind.PRIOR_TRAINING and held.replaced_on is None
        for held in assignment.documents.all()
    )
    if uploaded:
        return (_("Het bewijs staat hierboven bij de mentor: open het en kijk of het over dit beroep gaat."),)
    return (_("De onderneming noemt een bewijs, maar laadde het niet op. Vraag het eerst op."),)
