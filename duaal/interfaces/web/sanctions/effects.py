"""What a withdrawal does, in words: to mentors, agreements and learners."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duaal.casework.recognition.models import Recognition
from duaal.flows.processes.sanction import EffectOnRecognition
from duaal.interfaces.web.templatetags.duaal import weekday


@dataclass(frozen=True, slots=True)
class ShownEffect:
    """One recognition with a sentence for each thing that happens to it."""

    recognition: Recognition
    sentences: tuple[str, ...]


def shown_effects(effects: Iterable[EffectOnRecognition]) -> tuple[ShownEffect, ...]:
    return tuple(ShownEffect(one.recognition, tuple(_sentences(one))) for one in effects)


def _sentences(effect: EffectOnRecognition) -> Iterable[str]:
    if effect.day is not None:
        yield _("De erkenning stopt ten laatste op %(day)s.") % {"day": weekday(effect.day)}
    mentors = ngettext("%(n)d mentor stopt hier.", "%(n)d mentoren stoppen hier.", effect.mentors)
    yield mentors % {"n": effect.mentors}
    if effect.learners:
        ending = ngettext(
            "%(n)d overeenkomst eindigt die dag (%(kinds)s): de leerling zoekt een nieuwe werkplek.",
            "%(n)d overeenkomsten eindigen die dag (%(kinds)s): de leerlingen zoeken een nieuwe werkplek.",
            effect.learners,
        )
        yield ending % {"n": effect.learners, "kinds": _by_kind(effect.ending)}
    if effect.staying:
        number = sum(effect.staying.values())
        staying = ngettext(
            "%(n)d deeltijdse arbeidsovereenkomst loopt door: de werkgever moet ze zelf beëindigen.",
            "%(n)d deeltijdse arbeidsovereenkomsten lopen door: de werkgever moet ze zelf beëindigen.",
            number,
        )
        yield staying % {"n": number}
    if not effect.learners and not effect.staying:
        yield _("Er loopt geen overeenkomst.")


def _by_kind(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in sorted(numbers.items()))
