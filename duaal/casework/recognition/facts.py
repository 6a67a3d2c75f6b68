"""Facts on which a recognition is decided: what the rules may know, and nothing else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FOREVER = date.max
"""The last day of a definitive exclusion."""


class LegalBasis(StrEnum):
    """Decree (`decreet`) under which a recognition is asked: secondary education or adult education."""

    D2016 = "D2016"
    D2022 = "D2022"


class Body(StrEnum):
    """Body that decides (`beslissende instantie`)."""

    FLEMISH = "flemish"
    SECTORAL = "sectoral"


class VoterGroup(StrEnum):
    """Group of members (`geleding`) of a deciding body, as `recognition.md` 2.1 names them.

    `EDUCATION` are the members for secondary education: GO!, the umbrellas, Syntra and the department;
    `WORK` is the department of Work.
    """

    EMPLOYERS = "employers"
    WORKERS = "workers"
    EDUCATION = "education"
    VDAB = "vdab"
    WORK = "work"
    AGODI = "agodi"
    AHOVOKS = "ahovoks"
    ADULT_EDUCATION = "adult_education"
    PRESIDENT = "president"


class Region(StrEnum):
    """Where the site (`vestiging`) lies."""

    FLANDERS = "flanders"
    BRUSSELS = "brussels"
    WALLONIA = "wallonia"
    ABROAD = "abroad"


class Derogation(StrEnum):
    """Derogation (`afwijking`) that the body granted for a mentor."""

    AGE_23 = "AGE_23"
    EXPERIENCE = "EXPERIENCE"
    BOTH = "BOTH"


class ExtractEntries(StrEnum):
    """What the criminal record extract (`uittreksel uit het strafregister`) holds; empty = not yet judged."""

    UNKNOWN = ""
    NONE = "none"
    OTHER = "other"
    MINORS = "minors"


class Verdict(StrEnum):
    """What the rules make of one condition (`voorwaarde`).

    `DEROGATION_POSSIBLE` means not met, but the body may grant a derogation; `LATER` is a duty after the
    recognition whose term has not passed; `UNKNOWN` means that a fact is missing.
    """

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    DEROGATION_POSSIBLE = "derogation_possible"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Question:
    """A request for missing items (`vraag om aanvulling`) and the day of its answer."""

    asked_on: date
    answered_on: date | None = None

    def __post_init__(self) -> None:
        if self.answered_on is not None and self.answered_on < self.asked_on:
            raise ValueError(f"answered on {self.answered_on}, before the question of {self.asked_on}")


@dataclass(frozen=True, slots=True)
class UndertakingFacts:
    """What is known of the undertaking (`onderneming`) and the site; None = not known or not yet judged.

    U1 and U2 are the declaration of the undertaking until an officer has judged, then the judgement.
    `excluded_until` is the last day of an exclusion, `FOREVER` for a definitive one.
    """

    organisation_and_equipment: bool | None = True
    financial_strength: bool | None = True
    conviction: bool | None = False
    conviction_judged_irrelevant: bool = False
    excluded_until: date | None = None
    site_region: Region = Region.FLANDERS
    active_in_register: bool | None = True


@dataclass(frozen=True, slots=True)
class MentorFacts:
    """What is known of one mentor (`mentor`) named for one application.

    `derogation` is the one that the body granted. `barred` says that a sanction keeps the person from being a
    mentor for this programme in this undertaking. `reference` ties the outcome to the row it came from.
    """

    birth_date: date
    named_on: date
    experience_since: date
    prior_training_proof: bool = False
    derogation: Derogation | None = None
    extract_model: str = ""
    extract_issued_on: date | None = None
    extract_entries: ExtractEntries = ExtractEntries.UNKNOWN
    extract_judged_acceptable: bool = False
    inside_undertaking: bool | None = True
    training_done: bool = False
    barred: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One application for recognition (`erkenningsaanvraag`) as it stands."""

    received_on: date
    undertaking: UndertakingFacts
    mentors: tuple[MentorFacts, ...] = ()
    questions: tuple[Question, ...] = ()
    legal_basis: LegalBasis = LegalBasis.D2016
    body: Body = Body.FLEMISH
    voters: frozenset[VoterGroup] = frozenset()
    decided_by_submitter: bool = False
    decided_on: date | None = None
