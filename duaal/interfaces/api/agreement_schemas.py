"""What comes in about an agreement: its terms, what is ready, how it lies still and how it ends."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from duaal.casework.agreements.actions.drafting import CompanySigner
from duaal.casework.agreements.actions.ending import Wish
from duaal.casework.agreements.actions.living import Ready
from duaal.casework.agreements.facts import Kind, Party, WeekBlock
from duaal.casework.agreements.labels import ITEM
from duaal.casework.agreements.readiness import ASSESSED, INSURED
from duaal.casework.agreements.rules.ending import End, Reason
from duaal.casework.agreements.rules.suspension import Ground
from duaal.casework.agreements.rules.timetable import Pattern, Place, Span
from duaal.casework.agreements.terms import PlanValue, Terms
from duaal.foundation.kernel.period import Period
from duaal.interfaces.api.schemas import NO_NUL, Given

HOUR = timedelta(hours=1) // timedelta(minutes=1)
DAY = timedelta(days=1) // timedelta(minutes=1)
WEEK = 7 * DAY

# Bounds of the machine: a day or a number outside them is a slip of the finger, whatever the law says.
NearDay = Annotated[date, Field(ge=date(2010, 1, 1), le=date(2099, 12, 31), description="YYYY-MM-DD")]
Key = Annotated[int, Field(ge=1, le=2**53)]
Minutes = Annotated[int, Field(ge=0, le=WEEK)]
Words = Annotated[str, Field(max_length=4000, pattern=NO_NUL)]
Why = Annotated[str, Field(min_length=1, max_length=4000, pattern=NO_NUL)]
Email = Annotated[str, Field(max_length=254, pattern=NO_NUL)]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="HH:MM")]


class AgreementWeeksIn(Given):
    """Weeks that are planned alike; without `first` and `last` the whole period."""

    first: NearDay | None = None
    last: NearDay | None = None
    real_minutes: Minutes = 0
    simulated_minutes: Minutes = 0
    lessons: Annotated[int, Field(ge=0, le=60)] = 0


class AgreementBreakIn(Given):
    begins: Clock
    ends: Clock


class AgreementDayIn(Given):
    """A weekday (0 is Monday). One that ends before it begins, ends in the next morning."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    place: Literal["workplace", "lessons"]
    begins: Clock
    ends: Clock
    breaks: Annotated[list[AgreementBreakIn], Field(max_length=4)] = []
    lessons: Annotated[int, Field(ge=0, le=12)] = 0


class AgreementSignerIn(Given):
    """Who signs for the company: a `representative` of the register, or somebody else by `name`."""

    name: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""
    representative: Key | None = None
    email: Email = ""


class AgreementIn(Given):
    """The whole text of a draft. The kind is not given: it follows. Without `weeks` those of the plan."""

    recognition: Key
    first: NearDay
    last: NearDay
    mentors: Annotated[list[Key], Field(min_length=1, max_length=20)]
    weeks: Annotated[list[AgreementWeeksIn], Field(max_length=60)] = []
    timetable: Annotated[list[AgreementDayIn], Field(max_length=14)] = []
    company_week_minutes: Minutes | None = None
    part_time_asked: bool = False
    maribel_or_143: bool = False
    works_there: bool = False
    simulated_in_school: bool = False
    shift_work: bool = False
    night_decree: bool = False
    sector: Annotated[str, Field(max_length=60, pattern=NO_NUL)] = ""
    remarks: Words = ""
    signers: Annotated[list[AgreementSignerIn], Field(min_length=1, max_length=2)]
    learner_email: Email = ""
    guardian_email: Email = ""
    guardian: Key | None = None

    def terms(self, plan: PlanValue | None, planned: tuple[WeekBlock, ...]) -> Terms:
        """The terms, under a kind that is replaced by the one that follows. Raises `ValidationError`."""
        if self.last < self.first:
            sentence = _("De laatste dag (%(last)s) ligt voor de eerste. Kies een latere dag.")
            raise ValidationError({"last": sentence % {"last": f"{self.last:%d/%m/%Y}"}})
        self._check_emails()
        period = Period(self.first, self.last)
        return Terms(
            kind=Kind.OAO,
            first=self.first,
            last=self.last,
            mentors=tuple(dict.fromkeys(self.mentors)),
            blocks=tuple(self._blocks()) if self.weeks else planned,
            timetable=tuple(self._patterns(period)),
            company_week=self.company_week_minutes or None,
            part_time_asked=self.part_time_asked,
            maribel_or_143=self.maribel_or_143,
            works_there=self.works_there,
            simulated_in_school=self.simulated_in_school,
            shift_work=self.shift_work,
            night_decree=self.night_decree,
            sector=self.sector,
            remarks=self.remarks.strip(),
            plan=plan,
        )

    def company_signers(self) -> tuple[CompanySigner, ...]:
        return tuple(CompanySigner(one.email, one.name, one.representative) for one in self.signers)

    def _blocks(self) -> Iterator[WeekBlock]:
        for number, one in enumerate(self.weeks):
            first, last = one.first or self.first, one.last or self.last
            if not self.first <= first <= last <= self.last:
                sentence = _(
                    "Deze weken liggen niet binnen de overeenkomst. Kies dagen van %(first)s tot %(last)s."
                )
                words = {"first": f"{self.first:%d/%m/%Y}", "last": f"{self.last:%d/%m/%Y}"}
                raise ValidationError({f"weeks.{number}.first": sentence % words})
            yield WeekBlock(Period(first, last), one.real_minutes, one.simulated_minutes, one.lessons)

    def _patterns(self, period: Period) -> Iterator[Pattern]:
        for number, one in enumerate(self.timetable):
            first, last = _minutes(one.begins), _minutes(one.ends)
            last = last if last > first else last + DAY
            breaks = tuple((_minutes(pause.begins), _minutes(pause.ends)) for pause in one.breaks)
            if not all(first <= begin < end <= last for begin, end in breaks):
                sentence = _("De uren van deze dag kloppen niet. De pauze ligt tussen begin en einde.")
                raise ValidationError({f"timetable.{number}.breaks": sentence})
            yield Pattern(one.weekday, Span(first, last), period, breaks, Place(one.place), one.lessons)

    def _check_emails(self) -> None:
        emails = {"learner_email": self.learner_email, "guardian_email": self.guardian_email}
        emails |= {f"signers.{number}.email": one.email for number, one in enumerate(self.signers)}
        for field, email in emails.items():
            if email:
                check_email(email, field)


class ReplacementIn(AgreementIn):
    """The text that takes the place of one that was signed; `agreed`: school, company and learner agree."""

    agreed: bool


class AgreementWhyIn(Given):
    reason: Why


class AgreementCancelIn(AgreementWhyIn):
    """Why it does not go on; `agreed`: school, company and learner agree."""

    agreed: bool


class AgreementAgreedIn(Given):
    """`agreed`: school, company and learner agree."""

    agreed: bool


class AgreementContactIn(Given):
    email: Annotated[str, Field(min_length=3, max_length=254, pattern=NO_NUL)]


ReadyItem = Literal["risk_analysis", "welcome", "forbidden_work", "work_rules", "prevention_service"]
assert set(ReadyItem.__args__) == set(ITEM) - {INSURED, ASSESSED}  # type: ignore[attr-defined]


class ReadyIn(Given):
    """What is ready before the start; what was kept before is replaced as a whole."""

    insurer: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""
    insurance_policy: Annotated[str, Field(max_length=60, pattern=NO_NUL)] = ""
    health_assessed_on: NearDay | None = None
    risk_found: bool = False
    without_staff: bool = False
    dimona_type: Annotated[str, Field(pattern=r"^([A-Za-z]{3})?$")] = ""
    dimona_on: NearDay | None = None
    dimona_reference: Annotated[str, Field(max_length=40, pattern=NO_NUL)] = ""
    done: Annotated[list[ReadyItem], Field(max_length=10)] = []

    def ready(self) -> Ready:
        given = self.model_dump()
        return Ready(**{**given, "dimona_type": self.dimona_type.upper(), "done": tuple(self.done)})


class SuspensionIn(Given):
    """Why and from when it lies still; without `last_on` until it is resumed. Nothing about health."""

    ground: Ground
    first_on: NearDay
    last_on: NearDay | None = None
    remark: Words = ""


class ResumptionIn(Given):
    resumed_on: NearDay


Writer = Literal["learner", "representative", "company"]


class WrittenIn(Given):
    """What somebody wrote: by whom and the day it came, for a school; a company writes for itself, today."""

    by: Writer | None = None
    received_on: NearDay | None = None
    words: Words = ""


class NoticeOfEndIn(WrittenIn):
    """Notice in the first days; no ground is asked."""


class GroundOfEndIn(WrittenIn):
    """A serious ground, in words; mediation follows."""

    reason: Literal["breach", "hindered", "change_training", "change_workplace"]


class WrittenEndIn(WrittenIn):
    """The written end after a mediation without result."""


class RecordedEndIn(Given):
    """An end that the school records: the day, and what it stands on."""

    received_on: NearDay
    words: Why


class ProviderEndIn(RecordedEndIn):
    """The school ends, on a ground."""

    reason: Literal["breach", "danger", "hindered"]


class EndAtOnceIn(RecordedEndIn):
    """An end without notice: the way, who asks or reports it, and whether everybody agrees."""

    end: End
    by: Party
    agreed: bool = False


class EndReportIn(Given):
    words: Why


class LinksOut(Schema):
    """The agreement or amendment, and the names of those to whom a link went, or could not be sent."""

    id: int
    state: str
    sent: list[str]
    failed: list[str]


class EndReportOut(Schema):
    id: int
    by: str
    reported_on: date


def check_email(email: str, field: str) -> None:
    """Raises `ValidationError` for what is no e-mail address."""
    try:
        validate_email(email)
    except ValidationError as wrong:
        words = _("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.be.")
        raise ValidationError({field: words}) from wrong


def written(said: WrittenIn, *, by_staff: bool, on: date) -> Wish:
    """The wish; staff say who wrote and when it came, a side says neither. Raises `ValidationError`."""
    missing = [name for name in ("by", "received_on") if getattr(said, name) is None]
    if by_staff and missing:
        raise ValidationError(
            {name: _("Vul dit in: wie schreef, en wanneer kwam het aan?") for name in missing}
        )
    if not by_staff and len(missing) < 2:
        raise ValidationError({"by": _("Laat dit weg: u schrijft voor uzelf, vandaag.")})
    reason = getattr(said, "reason", None)
    return Wish(
        received_on=said.received_on or on,
        by=Party(said.by) if said.by else Party.COUNSELLOR,
        reason=Reason(reason) if reason else None,
        words=said.words,
    )


def _minutes(clock: str) -> int:
    moment = time.fromisoformat(clock)
    return moment.hour * HOUR + moment.minute
