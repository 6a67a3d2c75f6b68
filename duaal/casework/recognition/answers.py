"""What a company typed in one request form so far: plain values that go to and from JSON. Pure.

One form asks recognition for several programmes at several sites, with the same mentors.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Place:
    """One programme at one site (`opleiding op een vestiging`): becomes one application.

    `follows` is the recognition whose file is asked anew, here or at another site.
    """

    site_id: int
    programme_code: str
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class MentorAnswer:
    """A mentor as the company named them; the national number only encrypted, with its hidden form.

    `only_for` are the recognitions whose files this mentor stays with; empty for every place of the form.
    """

    given_name: str
    family_name: str
    birth_date: date
    national_number_protected: str
    national_number_shown: str
    position: str
    experience_since: date
    extract_model: str
    extract_issued_on: date
    prior_training: str = ""
    derogation_asked: str = ""
    extract_document: int | None = None
    prior_training_document: int | None = None
    employer_number: str = ""
    only_for: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def documents(self) -> tuple[int, ...]:
        """The uploaded documents about this mentor."""
        both = (self.extract_document, self.prior_training_document)
        return tuple(document for document in both if document is not None)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        days = {key: date.fromisoformat(values[key]) for key in MENTOR_DAYS}
        return cls(**{**values, **days, "only_for": tuple(values.get("only_for", ()))})

    def is_named_for(self, place: Place) -> bool:
        """Whether the mentor is named for this place of the form."""
        return not self.only_for or place.follows in self.only_for

    def to_json(self) -> dict[str, Any]:
        days = {key: getattr(self, key).isoformat() for key in MENTOR_DAYS}
        return {**asdict(self), **days, "only_for": list(self.only_for)}


MENTOR_DAYS = ("birth_date", "experience_since", "extract_issued_on")


@dataclass(frozen=True, slots=True)
class UndertakingAnswer:
    """What the company declares about itself: conditions U1 to U3."""

    organisation_and_equipment: bool
    financial_strength: bool
    conviction: bool
    organisation_and_equipment_remark: str = ""
    financial_strength_remark: str = ""
    conviction_remark: str = ""


@dataclass(frozen=True, slots=True)
class ContactAnswer:
    """Whom the partnership calls."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class DeclarationAnswer:
    """The declaration on honour (`verklaring op eer`) of one place: one per application, never shared."""

    place: Place
    document: int

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        return cls(Place(**values["place"]), values["document"])


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """A document of the undertaking itself, with the requirement (of the law book) that it answers to."""

    requirement: str
    document: int


@dataclass(frozen=True, slots=True)
class RequestAnswers:
    """Everything typed so far; None or empty for what still has to be answered."""

    places: tuple[Place, ...] = ()
    committee: str | None = None
    mentors: tuple[MentorAnswer, ...] = ()
    undertaking: UndertakingAnswer | None = None
    contact: ContactAnswer | None = None
    declarations: tuple[DeclarationAnswer, ...] = ()
    papers: tuple[PaperAnswer, ...] = ()

    @property
    def documents(self) -> tuple[int, ...]:
        """Every uploaded document that an answer names."""
        of_mentors = (document for mentor in self.mentors for document in mentor.documents)
        of_places = (declaration.document for declaration in self.declarations)
        return (*of_mentors, *of_places, *(paper.document for paper in self.papers))

    def declaration_of(self, place: Place) -> int | None:
        """The declaration on honour of one place, by the number of its document."""
        return next((one.document for one in self.declarations if one.place == place), None)

    def without_stray_declarations(self) -> Self:
        """The same answers without the declarations of places that are no longer asked."""
        return replace(self, declarations=tuple(one for one in self.declarations if one.place in self.places))

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        return cls(
            places=tuple(Place(**place) for place in values.get("places", ())),
            committee=values.get("committee"),
            mentors=tuple(MentorAnswer.from_json(mentor) for mentor in values.get("mentors", ())),
            undertaking=UndertakingAnswer(**values["undertaking"]) if values.get("undertaking") else None,
            contact=ContactAnswer(**values["contact"]) if values.get("contact") else None,
            declarations=tuple(DeclarationAnswer.from_json(one) for one in values.get("declarations", ())),
            papers=tuple(PaperAnswer(**one) for one in values.get("papers", ())),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "places": [asdict(place) for place in self.places],
            "committee": self.committee,
            "mentors": [mentor.to_json() for mentor in self.mentors],
            "undertaking": asdict(self.undertaking) if self.undertaking else None,
            "contact": asdict(self.contact) if self.contact else None,
            "declarations": [asdict(declaration) for declaration in self.declarations],
            "papers": [asdict(paper) for paper in self.papers],
        }

    def with_answer(self, **changed: Any) -> Self:
        """The same answers with one section replaced; `TypeError` for a section that does not exist."""
        return replace(self, **changed)


SECTIONS = tuple(field.name for field in fields(RequestAnswers))


def missing_sections(answers: RequestAnswers, *, mentor_needed: bool = True) -> tuple[str, ...]:
    """The reason codes of what must still be answered before the form can be sent (`recognition.md` 14.1).

    `mentor_needed` is what the law of the day asks of every application.
    """
    missing = []
    if not answers.places:
        missing.append("nothing_asked")
    if mentor_needed and not answers.mentors:
        missing.append("no_mentor")
    undertaking = answers.undertaking
    if undertaking is None:
        missing.append("undertaking_not_declared")
    else:
        if not undertaking.organisation_and_equipment:
            missing.append("organisation_not_ready")
        if not undertaking.financial_strength:
            missing.append("strength_not_declared")
        if undertaking.conviction and not undertaking.conviction_remark.strip():
            missing.append("conviction_not_described")
    if answers.contact is None:
        missing.append("no_contact")
    return tuple(missing)
