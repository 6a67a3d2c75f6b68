"""Writes of the school calendar of a provider: each change is a new version, and counts anew what runs."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions.searching import recount
from duaal.casework.trajectories.models import CalendarVersion, Search
from duaal.casework.trajectories.queries import calendar_of
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.register.organisations.models import Provider

CALENDAR_FILE = "school_calendar"
SET_FREE_DAYS = "set_free_days"


@transaction.atomic
def set_free_days(
    provider: Provider, school_year: SchoolYear, free_days: Iterable[date], *, actor: Actor, on: date
) -> CalendarVersion:
    """The days on which the provider organises nothing by its own choice, as a new version.

    Every search that runs on the calendar of that year is counted anew. Raises `ValidationError` for a day of
    another school year, or one without lessons anyway.
    """
    policy.require_enrol_at(actor, provider)
    Provider.objects.select_for_update().get(pk=provider.pk)
    days = sorted(set(free_days))
    _require_lesson_days(days, school_year)
    newest = calendar_of(provider.pk, school_year)
    if newest is not None and newest.free_days == days:
        return newest
    version = CalendarVersion.objects.create(
        provider=provider,
        school_year=school_year.start,
        number=(newest.number if newest else 0) + 1,
        free_days=days,
        made_on=on,
        made_by_name=actor.name,
    )
    record(
        file_kind=CALENDAR_FILE,
        file_id=version.pk,
        step=SET_FREE_DAYS,
        from_state=None,
        to_state=None,
        actor=actor,
        on=on,
        remark=", ".join(day.isoformat() for day in days),
    )
    running = Search.objects.filter(
        trajectory__provider=provider, school_year=school_year.start, stopped_on__isnull=True
    )
    for search_id in running.order_by("learner_id", "pk").values_list("pk", flat=True):
        recount(search_id, calendar=version, actor=actor, on=on)
    return version


def _require_lesson_days(days: Iterable[date], school_year: SchoolYear) -> None:
    wrong = [day for day in days if not school_year.contains(day)]
    if wrong:
        sentence = _("%(day)s valt niet in schooljaar %(year)s. Kies een dag van dat schooljaar.")
        shown = {"day": date_format(wrong[0], "j F Y"), "year": school_year.label}
        raise ValidationError({"free_days": sentence % shown})
    free_anyway = [day for day in days if not SchoolCalendar().is_training_day(day)]
    if free_anyway:
        sentence = _("%(day)s is al vrij: een weekend, een vakantie of een feestdag. Laat die dag weg.")
        raise ValidationError({"free_days": sentence % {"day": date_format(free_anyway[0], "j F Y")}})
