"""What goes in and out of the API. A national number goes in, never out."""

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from duaal.casework.recognition.facts import VoterGroup
from duaal.casework.recognition.rules.votes import Ballot, DecisionMode, Votes, VoteWay

NO_NUL = r"^[^\x00]*$"
Short = Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL)]
Long = Annotated[str, Field(min_length=1, max_length=4000, pattern=NO_NUL)]
Remark = Annotated[str, Field(max_length=1000, pattern=NO_NUL)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
Day = Annotated[date, Field(description="YYYY-MM-DD")]


class Given(Schema):
    """What comes in: a field that we do not know is a mistake."""

    model_config = ConfigDict(extra="forbid")


class SiteOut(Schema):
    number: str
    name: str
    street: str
    postcode: str
    municipality: str
    closed_on: date | None


class CompanyOut(Schema):
    number: str
    name: str
    sites: list[SiteOut]
    committees: list[str]


class ProgrammeOut(Schema):
    code: str
    name: str
    legal_basis: str
    valid_to: date | None


class Row(Schema):
    """An application as it stands in a list; `recognition` is the one a new mentor or a renewal is about,
    `submitter` is SELF, COUNSELLOR or SECTOR.
    """

    reference: str
    kind: str
    recognition: int | None
    state: str
    state_words: str
    company_number: str
    company_name: str
    site_number: str
    site_name: str
    programme_code: str
    programme_name: str
    partnership: str
    received_on: date
    deadline_on: date
    flag: str
    decided_on: date | None
    submitter: str
    taken_over_on: date | None


class Page(Schema):
    """A page of a list; `next` is the cursor of the next page, null on the last."""

    items: list[Row]
    next: str | None


class Clock(Schema):
    last_day: date
    days_left: int


class Rule(Schema):
    """A dated value behind an outcome."""

    key: str
    value: str
    since: date
    source: str
    certainty: str


class Condition(Schema):
    """A condition: `found` is what the rules find, `verdict` what was judged; null when not shown yet."""

    code: str
    words: str
    mentor: int | None
    found: str | None
    verdict: str | None
    reason: str
    proof: str
    certainty: str
    rules: list[Rule]


class Mentor(Schema):
    id: int
    name: str
    state: str
    training_deadline_on: date | None


class Question(Schema):
    items: str
    asked_on: date
    due_on: date
    answer: str
    answered_on: date | None
    reminded_on: date | None


class PaperOut(Schema):
    """A document that the partnership asks of the undertaking; `kinds` are those that answer to it."""

    requirement: str
    kinds: list[str]
    obligatory: bool
    is_there: bool


class DocumentOut(Schema):
    """A file with a case, to open by its number; `mentor` for one about a mentor, `name` gone when erased."""

    id: int
    kind: str
    name: str
    mentor: int | None
    uploaded_on: date
    replaced_on: date | None
    erased_on: date | None


class Detail(Row):
    """An application as its page shows it; `documents` only for who may open them."""

    clock: Clock | None
    complete_on: date | None
    decision_reason: str
    mentors: list[Mentor]
    questions: list[Question]
    papers: list[PaperOut]
    documents: list[DocumentOut]
    conditions: list[Condition]


class HistoryLine(Schema):
    """One step of the history; `by` is the role of who set it, never a name."""

    on: date
    step: str
    words: str
    from_state: str
    to_state: str
    by: str


class RecognitionOut(Schema):
    id: int
    reference: str
    state: str
    company_number: str
    site_number: str
    programme_code: str
    partnership: str
    valid_from: date
    valid_to: date
    ended_on: date | None


class RecognitionPage(Schema):
    items: list[RecognitionOut]
    next: str | None


class Done(Schema):
    """The application after a step."""

    reference: str
    state: str


class Sent(Schema):
    """The applications that came out of a request."""

    applications: list[Done]


class FileIn(Given):
    """A document: a PDF, JPEG or PNG as base64."""

    name: Short
    content: Annotated[str, Field(min_length=1, max_length=14_000_000, pattern=r"^[A-Za-z0-9+/=\r\n]+$")]


class PlaceIn(Given):
    """A programme at a site; with the declaration on honour for who applies in the name of the company."""

    declaration: FileIn | None = None
    site: Annotated[str, Field(pattern=r"^[0-9]{10}$", description="vestigingsnummer, 10 cijfers")]
    programme: Code


class MentorFilesIn(Given):
    """What was scanned about a mentor: the extract, and the proof of prior training."""

    extract: FileIn | None = None
    proof: FileIn | None = None


class MentorIn(MentorFilesIn):
    """A mentor with all details; the national number goes in, and comes out nowhere."""

    given_name: Annotated[str, Field(min_length=1, max_length=100, pattern=NO_NUL)]
    family_name: Annotated[str, Field(min_length=1, max_length=100, pattern=NO_NUL)]
    national_number: Annotated[
        str, Field(max_length=20, pattern=r"^[0-9 .-]{11,20}$", json_schema_extra={"writeOnly": True})
    ]
    position: Literal["owner", "employee", "partner", "outside"]
    experience_since: Day
    extract_model: Literal["596.2", "596.1", "595"]
    extract_issued_on: Day
    prior_training: Annotated[str, Field(max_length=500, pattern=NO_NUL)] = ""
    derogation_asked: Literal["", "AGE_23", "EXPERIENCE", "BOTH"] = ""
    employer_number: Annotated[str, Field(max_length=20, pattern=r"^[0-9. ]*$")] = ""


class KnownMentorIn(MentorFilesIn):
    """A mentor whom the company named before, by the number `person` of the list of mentors.

    What is left out stays as the company said it last; an extract that still serves is not asked again.
    """

    person: Annotated[int, Field(ge=1, le=2**53)]
    position: Literal["owner", "employee", "partner", "outside"] | None = None
    experience_since: Day | None = None
    extract_model: Literal["596.2", "596.1", "595"] | None = None
    extract_issued_on: Day | None = None
    prior_training: Annotated[str, Field(max_length=500, pattern=NO_NUL)] | None = None
    derogation_asked: Literal["", "AGE_23", "EXPERIENCE", "BOTH"] = ""
    employer_number: Annotated[str, Field(max_length=20, pattern=r"^[0-9. ]*$")] | None = None


class PaperIn(Given):
    """A document of the undertaking that a partnership asks, by its kind (see `papers` of a case)."""

    kind: Literal["DEBT_CERTIFICATE", "REGISTRATION_PROOF", "ACTIVITY_LIST"]
    file: FileIn


class UndertakingIn(Given):
    organisation_and_equipment: bool
    financial_strength: bool
    conviction: bool
    organisation_and_equipment_remark: Remark = ""
    financial_strength_remark: Remark = ""
    conviction_remark: Remark = ""


class ContactIn(Given):
    name: Short
    email: Annotated[
        str, Field(max_length=254, pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")
    ]
    phone: Annotated[str, Field(pattern=r"^\+?[0-9 ./()-]{8,29}$")]


class RequestIn(Given):
    """One request: every place becomes an application, with the same mentors.

    `company` is the enterprise number of the company for who applies in its name, on a mandate.
    """

    company: Annotated[str, Field(pattern=r"^[01][0-9]{9}$")] | None = None
    places: Annotated[list[PlaceIn], Field(min_length=1, max_length=100)]
    committee: Code | None = None
    mentors: Annotated[list[MentorIn], Field(max_length=20)] = []
    known_mentors: Annotated[list[KnownMentorIn], Field(max_length=20)] = []
    papers: Annotated[list[PaperIn], Field(max_length=10)] = []
    undertaking: UndertakingIn
    contact: ContactIn


class ExtractIn(Given):
    mentor: Annotated[int, Field(ge=1, le=2**31)]
    model: Literal["596.2", "596.1", "595"]
    issued_on: Day
    file: FileIn | None = None


class AnswerIn(Given):
    """The answer to a question, with new extracts of mentors and documents of the undertaking."""

    text: Long
    extracts: Annotated[list[ExtractIn], Field(max_length=20)] = []
    papers: Annotated[list[PaperIn], Field(max_length=10)] = []


class QuestionIn(Given):
    items: Long


class RemarkIn(Given):
    remark: Remark = ""


class VotesIn(Given):
    """Votes of one group for or against the decision."""

    group: Literal[
        "employers",
        "workers",
        "education",
        "vdab",
        "work",
        "agodi",
        "ahovoks",
        "adult_education",
        "president",
    ]
    way: Literal["for", "against"]
    number: Annotated[int, Field(ge=1, le=99)]


class DecisionIn(RemarkIn):
    """A decision: without votes under the mandate of the internal rules of the body."""

    mode: Literal["BODY_VOTE", "ENTRUSTED_SERVICE"] = "BODY_VOTE"
    votes: Annotated[list[VotesIn], Field(max_length=18)] = []

    def ballot(self) -> Ballot:
        cast = (Votes(VoterGroup(one.group), VoteWay(one.way), one.number) for one in self.votes)
        return Ballot(DecisionMode(self.mode), tuple(cast))


class GrantIn(DecisionIn):
    """`covered`: the competences the place can teach, where the law lets it teach a part; empty for all."""

    covered: Annotated[list[Short], Field(max_length=200)] = []


class JudgementIn(Given):
    condition: Literal["U1", "U2", "U3", "U5", "U6", "U7", "M1", "M1a", "M2", "M3", "M4", "M5"]
    verdict: Literal["met", "not_met", "derogated"]
    reason: Remark = ""
    mentor: Annotated[int, Field(ge=1, le=2**31)] | None = None
    extract_entries: Literal["", "none", "other", "minors"] = ""
    proof: Remark = ""


class JudgementsIn(Given):
    judgements: Annotated[list[JudgementIn], Field(min_length=1, max_length=200)]
