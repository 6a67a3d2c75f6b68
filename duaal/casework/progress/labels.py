"""Dutch words for the venues, steps, findings and reasons of training plans."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duaal.casework.progress.states import PlanState, Venue

VENUE: dict[str, Promise] = {
    Venue.SCHOOL: _("op school"),
    Venue.WORKPLACE: _("op de werkplek"),
    Venue.BOTH: _("op school en op de werkplek"),
    Venue.CENTRE: _("in een ander opleidingscentrum"),
}
UNMARKED = _("nog niet gekozen")

STATE: dict[str, Promise] = {PlanState.DRAFT: _("ontwerp"), PlanState.FIXED: _("vastgelegd")}
TONE: dict[str, str] = {PlanState.DRAFT: "warning", PlanState.FIXED: "success"}

TEXT: dict[str, Promise] = {
    "contact_moments": _("Contact tussen school, leerling en werkplek"),
    "evaluation_form": _("Hoe we evalueren"),
    "extra_guidance": _("Extra begeleiding: waarom en door wie"),
    "adjustments": _("Aanpassingen op school"),
    "adjustments_at_work": _("Aanpassingen op de werkplek"),
    "safety": _("Veiligheid en werkkledij"),
    "prior_competences": _("Wat de leerling al kan, en vrijstellingen"),
}

STEP: dict[str, Promise] = {
    "start_plan": _("opleidingsplan begonnen"),
    "edit_plan": _("opleidingsplan aangepast"),
    "fix_plan": _("versie vastgelegd"),
    "renew_plan": _("nieuwe versie begonnen"),
    "drop_plan_draft": _("ontwerp weggegooid"),
    "move_plan": _("plan naar een andere werkplek gebracht"),
    "reach_competence": _("competentie behaald"),
    "take_back_competence": _("competentie toch niet behaald"),
    "record_gap": _("competentie die hier niet aan te leren is, genoteerd"),
    "end_gap": _("competentie is hier weer aan te leren"),
}

FINDING: dict[str, Promise] = {
    "competence_missing": _("Deze competentie van de opleiding staat niet in het plan."),
    "competence_twice": _("Deze competentie staat meer dan één keer in het plan."),
    "competence_of_other_programme": _("Deze competentie hoort niet bij de opleiding."),
    "competence_unmarked": _("Kies waar de leerling dit leert."),
    "line_outside_plan": _("De periode valt niet helemaal binnen het plan."),
    "line_without_place": _("Kies op welke werkplek de leerling dit leert."),
    "line_outside_recognition": _("De werkplek is niet de hele periode erkend."),
    "not_trainable_here": _("Niet aan te leren op deze werkplek."),
    "line_without_mentor": _("Kies de mentor."),
    "mentor_not_there": _("De mentor werkt niet de hele periode op deze werkplek. Kies een andere mentor."),
    "plan_without_hours": _("Noteer de uren per week."),
    "block_outside_plan": _("De weken vallen niet helemaal binnen het plan."),
    "block_without_place": _("Kies de werkplek van deze weken."),
    "block_outside_recognition": _("De werkplek is in deze weken niet altijd erkend."),
    "too_few_hours": _("Er zijn weken met minder uren dan het minimum per week."),
    "no_evaluation_moment": _("Plan minstens één evaluatie."),
    "evaluation_outside_plan": _("Deze evaluatie valt buiten het plan."),
    "no_evaluation_form": _("Schrijf hoe u evalueert."),
    "no_contact_moments": _("Schrijf hoe en wanneer school, leerling en werkplek contact hebben."),
    "below_workplace_hours": _(
        "Gemiddeld zijn er weinig uren op de werkplek. Dat kan voor sommige opleidingen."
    ),
    "few_evaluations": _("Er zijn weinig evaluaties gepland. Dat houdt het plan niet tegen."),
    "weeks_without_hours": _("Er zijn lesweken zonder uren. Klopt dat?"),
}

REASON: dict[str, Promise] = {
    **FINDING,
    "plan_exists": _("Er is al een ontwerp of een plan. Werk daarin verder."),
    "programme_without_competences": _(
        "Van deze opleiding kennen we de competenties nog niet. Vraag het aan het departement."
    ),
    "learner_not_enrolled": _("De leerling is niet ingeschreven. Een plan kan alleen tijdens het traject."),
    "plan_reason_missing": _("Schrijf waarom er een nieuwe versie is."),
    "no_fixed_plan": _("Er is nog geen vastgelegde versie. Werk verder in het ontwerp."),
    "first_plan_version": _("Dit is de eerste versie. Er is geen vorige versie om naar terug te gaan."),
    "competence_reached": _("Deze competentie is al behaald."),
    "competence_not_reached": _("Deze competentie is nog niet behaald."),
    "gap_ended": _("Dit is intussen al beëindigd."),
    "wrong_state": _("Intussen is het plan veranderd. Deze stap kan nu niet meer."),
}


def reason(code: str) -> Promise | str:
    """The words of a reason or a finding; the code itself when nobody wrote them yet."""
    return REASON.get(code) or code
