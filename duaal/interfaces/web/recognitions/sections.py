"""What a section of the page of a recognition is, for everybody who adds one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.casework.recognition.models import Recognition
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.parts import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """One recognition, as one reader opens its page on one day."""

    recognition: Recognition
    actor: Actor
    on: date


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page: the id of its heading, its words, and the template that shows `content`.

    The template finds `content` as `section`, and the page as `page`; forms in it have their token.
    """

    key: str
    title: Words
    template: str
    content: Any
