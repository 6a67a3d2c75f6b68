"""What the recognition is: who, where, which programme, how long, from which case, and how it is used."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from duaal.casework.agreements.queries import running
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import LIVE
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.recognitions.explaining import versions_behind
from duaal.interfaces.web.recognitions.sections import Reading, Section
from duaal.interfaces.web.replacements.words import replaced_lines


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts; `running` are the agreements that run on it, `last_day` the day on which it really ends."""

    recognition: Recognition
    last_day: date
    running: int
    is_live: bool
    rules: tuple[RuleLine, ...]
    replaced: tuple[str, ...]


def facts_section(reading: Reading) -> Section:
    recognition = reading.recognition
    facts = Facts(
        recognition=recognition,
        last_day=recognition.ended_on or recognition.valid_to,
        running=running(on=reading.on).filter(recognition=recognition).count(),
        is_live=recognition.state in LIVE,
        rules=rule_lines(versions_behind(recognition)),
        replaced=replaced_lines(recognition.partnership_id, recognition.programme_id, on=reading.on),
    )
    return Section("erkenning", gettext_lazy("Wat is erkend"), "recognitions/facts.html", facts)
