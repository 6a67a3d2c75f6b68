"""The clock of the search for a workplace: the same for school, learner and parent."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duaal.casework.trajectories.actions.searching import term_of
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.rules import days_left, search_law
from duaal.interfaces.web.parts import Clock, spoken


def is_over(search: Search, *, on: date) -> bool:
    """Whether the days to find a workplace are used up."""
    return search.expired_on is not None or (search.last_day is not None and on > search.last_day)


def search_clock(search: Search | None, trajectory: Trajectory, *, on: date) -> Clock | None:
    """How many training days are left, until when, and what happens then; None when nothing runs."""
    if search is None or search.stopped_on is not None:
        return None
    then = _(
        "Daarna is er geen plaats meer in de duale opleiding. De school bespreekt eerst wat kan: "
        "verlengen, de aanloopfase of een andere opleiding."
    )
    if is_over(search, on=on):
        until = search.last_day or search.first_day
        words = _("De zoektijd liep tot %(day)s") % {"day": spoken(until, on=on)}
        return Clock(words, "danger", _("Voorbij"), then)
    if search.last_day is None:
        return None
    left = days_left(term_of(search, trajectory), search.school_calendar(), on=on) or 0
    words = ngettext(
        "Nog %(n)d opleidingsdag om een leerwerkplek te vinden (tot %(day)s)",
        "Nog %(n)d opleidingsdagen om een leerwerkplek te vinden (tot %(day)s)",
        left,
    ) % {"n": left, "day": spoken(search.last_day, on=on)}
    first, urgent, *_rest = sorted(search_law(search.first_day).search_warning_days.value, reverse=True)
    if left <= urgent:
        return Clock(words, "danger", _("Dringend"), then)
    if left <= first:
        return Clock(words, "warning", _("Let op"), then)
    return Clock(words, then=then)
