"""The school holidays of an agreement as the rules look at them: its annex, and what was decided."""

from collections.abc import Iterable
from datetime import date

from duaal.casework.agreements.facts import Form, Party
from duaal.casework.agreements.models import HolidayDecision
from duaal.casework.agreements.models.holidays import HolidayDecisionKind
from duaal.casework.agreements.rules.holidays import Deviation, DeviationKind, HolidayFacts
from duaal.casework.agreements.rules.timetable import Place
from duaal.casework.agreements.states.holidays import HolidayDecisionState
from duaal.casework.agreements.terms import HolidayAnnex, Terms
from duaal.casework.recognition.models import Recognition
from duaal.foundation.kernel.school_year import SchoolYear

ALL = frozenset({Party.LEARNER, Party.REPRESENTATIVE, Party.PROVIDER, Party.COMPANY})
"""Who signs the text agrees with the annex in it."""


def holidays_in(
    terms: Terms, form: Form, recognition: Recognition, *, year: int | None, reducible: Iterable[int]
) -> HolidayFacts:
    """The school holidays of an agreement with its annex.

    `year` is the year of the learner, `reducible` are those in which there may be fewer weeks of holiday.
    """
    annex = terms.holidays or HolidayAnnex()
    days = (*annex.worked, *annex.made_up)
    deviation = Deviation(
        DeviationKind.STRUCTURAL if annex.seasonal else DeviationKind.INDIVIDUAL,
        frozenset(annex.worked),
        frozenset(annex.made_up),
        ALL,
        learning_opportunity=bool(annex.why.strip()),
        on_the_list=annex.seasonal and _decided(HolidayDecisionKind.SEASONAL, annex.worked, recognition),
    )
    at_work = (one.weekday for one in terms.timetable if one.place == Place.WORKPLACE)
    whole = (terms.first, terms.last)
    return HolidayFacts(
        kind=terms.kind,
        period=terms.period,
        form=form,
        free_weeks=frozenset(annex.free_weeks),
        reduction_asked=annex.reduced,
        reduction_allowed_for_training=form == Form.OV3 or year in set(reducible),
        reduction_decided=annex.reduced and _decided(HolidayDecisionKind.REDUCTION, whole, recognition),
        deviations=(deviation,) if days else (),
        workdays=frozenset(at_work),
    )


def _decided(kind: HolidayDecisionKind, days: Iterable[date], recognition: Recognition) -> bool:
    """Whether the partnership of the place decided so for the company, in every school year of the days."""
    years = {SchoolYear.of(day).start for day in days}
    rows = HolidayDecision.objects.filter(
        kind=kind,
        partnership_id=recognition.partnership_id,
        company_id=recognition.company_id,
        school_year__in=years,
        state=HolidayDecisionState.KEPT,
    )
    return bool(years) and years == set(rows.values_list("school_year", flat=True))
