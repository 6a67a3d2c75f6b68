"""What other pages say of a programme that another one replaced."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from duaal.register.programmes.labels import replaced_words
from duaal.register.programmes.models import Programme
from duaal.register.programmes.replacing import in_force, successors


def replaced_lines(partnership: str, programme: str, *, on: date) -> tuple[str, ...]:
    """The sentences about one programme at one partnership, the first replacement first; often none."""
    return replaced_by([(partnership, programme)], on=on).get((partnership, programme), ())


def replaced_by(places: Iterable[tuple[str, str]], *, on: date) -> dict[tuple[str, str], tuple[str, ...]]:
    """The sentences per partnership and programme, with at most two queries."""
    wanted = set(places)
    found = successors({partnership for partnership, _programme in wanted}, on=on)
    after = {key: found[key] for key in wanted if key in found}
    codes = {code for those in after.values() for code in those}
    names = dict(Programme.objects.filter(pk__in=codes).values_list("pk", "name")) if codes else {}
    return {
        key: tuple(
            replaced_words(names[code], since)
            for code, since in sorted(those.items(), key=lambda one: (one[1], one[0]))
        )
        for key, those in after.items()
    }


def named_with_what_replaced(programmes: Iterable[Programme], *, on: date) -> list[tuple[str, str]]:
    """Code and name per programme, to choose from; a replaced one points to the new one, with whose decision
    that is: who will handle the request is not known yet. One query.
    """
    notes: dict[str, list[str]] = {}
    for row in in_force(on=on).select_related("new", "partnership").order_by("since", "id"):
        words = {"who": row.partnership.name, "new": row.new.name}
        notes.setdefault(row.old_id, []).append(_("bij %(who)s nu %(new)s") % words)
    return [
        (one.code, f"{one.name} ({', '.join(notes[one.code])})" if one.code in notes else one.name)
        for one in programmes
    ]
