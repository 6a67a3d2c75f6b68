"""Applications for recognition and what belongs to them, for tests."""

from datetime import date, time, timedelta

import factory

from duaal.casework.recognition.appeals.models import Appeal, AppealWay
from duaal.casework.recognition.appeals.states import AppealState
from duaal.casework.recognition.models import (
    Application,
    CertificateState,
    ConditionJudgement,
    ExtractEntries,
    InformationRequest,
    MentorAssignment,
    MentorPosition,
    MentorTraining,
    Recognition,
    RequestForm,
    TrainingCertificate,
    Transfer,
    TransferState,
    Verdict,
    Visit,
)
from duaal.casework.recognition.standing import MENTOR_CONDITIONS, UNDERTAKING_CONDITIONS
from duaal.casework.recognition.states import ApplicationState, AssignmentState, RecognitionState
from duaal.register.partnerships.models import PartnershipPower, Population
from duaal.register.programmes.models import LegalBasis
from tests.foundation.people.factories import PersonFactory
from tests.register.organisations.factories import JointCommitteeFactory, SiteFactory
from tests.register.partnerships.factories import PartnershipFactory, PartnershipPowerFactory
from tests.register.programmes.factories import ProgrammeFactory

RECEIVED = date(2026, 3, 2)
"""A Monday; 14 days later is Monday 16 March 2026."""

TERM = timedelta(days=14)
DEADLINE = RECEIVED + TERM


class RequestFormFactory(factory.django.DjangoModelFactory[RequestForm]):
    """A draft of a company; `sent=True` for one that became applications."""

    class Meta:
        model = RequestForm

    class Params:
        sent = factory.Trait(submitted_on=RECEIVED)

    company = factory.SubFactory("tests.register.organisations.factories.CompanyFactory")
    author_id = 1
    author_name = "Ann Peeters"


class ApplicationFactory(factory.django.DjangoModelFactory[Application]):
    """An application under review, received on `RECEIVED`, with one mentor about whom nothing is wrong.

    Traits: `waiting` (a question is open), `approved`, `refused`, `cancelled`, `discontinued`, `overdue`
    (flagged), `convicted`, `judged` (every condition met); `mentor=None` for one without a mentor.
    """

    class Meta:
        model = Application
        skip_postgeneration_save = True

    class Params:
        waiting = factory.Trait(
            state=ApplicationState.INFO_REQUESTED,
            question=factory.RelatedFactory(
                "tests.casework.recognition.factories.InformationRequestFactory", "application"
            ),
        )
        approved = factory.Trait(state=ApplicationState.APPROVED, decided_on=RECEIVED + timedelta(days=8))
        refused = factory.Trait(state=ApplicationState.REFUSED, decided_on=RECEIVED + timedelta(days=8))
        cancelled = factory.Trait(state=ApplicationState.CANCELLED)
        discontinued = factory.Trait(state=ApplicationState.DISCONTINUED)
        overdue = factory.Trait(flag="OVERDUE")
        convicted = factory.Trait(conviction=True, conviction_remark="Boete voor een milieumisdrijf in 2019.")

    reference = factory.Sequence(lambda n: f"E2026-{n:08d}")
    site = factory.SubFactory(SiteFactory)
    company = factory.SelfAttribute("site.company")
    programme = factory.SubFactory(ProgrammeFactory)
    legal_basis = LegalBasis.D2016
    joint_committee = factory.SubFactory(JointCommitteeFactory, code="118")
    partnership = factory.SubFactory(PartnershipFactory, code="bouw")
    state = ApplicationState.IN_REVIEW
    received_on = RECEIVED
    deadline_on = factory.LazyAttribute(lambda application: application.received_on + TERM)
    contact_name = "Ann Peeters"
    contact_email = "ann@voorbeeld.test"
    contact_phone = "016 00 00 00"
    organisation_and_equipment = True
    financial_strength = True
    conviction = False
    mentor = factory.RelatedFactory(
        "tests.casework.recognition.factories.MentorAssignmentFactory", "application"
    )

    @factory.post_generation
    def judged(self, create: bool, wanted: bool | None, **kwargs: object) -> None:
        if wanted:
            judge_all(self)


class MentorAssignmentFactory(factory.django.DjangoModelFactory[MentorAssignment]):
    """A mentor of 40 with 15 years of experience and a fresh extract.

    Traits: `too_young` (24), `far_too_young` (22), `inexperienced` (2 years), `old_extract`, `outside`,
    `with_proof`.
    """

    class Meta:
        model = MentorAssignment

    class Params:
        born = date(1986, 1, 15)
        too_young = factory.Trait(born=date(2001, 6, 10))
        far_too_young = factory.Trait(born=date(2003, 6, 10))
        inexperienced = factory.Trait(experience_since=date(2024, 1, 1))
        old_extract = factory.Trait(extract_issued_on=date(2024, 12, 1))
        outside = factory.Trait(position=MentorPosition.OUTSIDE)
        with_proof = factory.Trait(prior_training="Bachelor in de houttechnologie")

    application = factory.SubFactory(ApplicationFactory, mentor=None)
    person = factory.SubFactory(PersonFactory, birth_date=factory.SelfAttribute("..born"))
    state = AssignmentState.PROPOSED
    named_on = factory.SelfAttribute("application.received_on")
    position = MentorPosition.EMPLOYEE
    experience_since = date(2011, 1, 1)
    extract_model = "596.2"
    extract_issued_on = factory.LazyAttribute(lambda mentor: mentor.named_on - timedelta(days=30))


class InformationRequestFactory(factory.django.DjangoModelFactory[InformationRequest]):
    """An open question asked two days after receipt; `answered=True` for one with an answer."""

    class Meta:
        model = InformationRequest

    class Params:
        answered = factory.Trait(
            answer="Het uittreksel zit hierbij.", answered_on=RECEIVED + timedelta(days=5)
        )

    application = factory.SubFactory(ApplicationFactory)
    items = "Een recent uittreksel van de mentor."
    asked_on = RECEIVED + timedelta(days=2)
    due_on = factory.LazyAttribute(lambda question: question.asked_on + TERM)


class ConditionJudgementFactory(factory.django.DjangoModelFactory[ConditionJudgement]):
    """A condition of the undertaking that was judged as met."""

    class Meta:
        model = ConditionJudgement

    application = factory.SubFactory(ApplicationFactory)
    condition = "U1"
    verdict = Verdict.MET
    judged_by_name = "Officier Janssens"
    judged_on = RECEIVED + timedelta(days=1)


class RecognitionFactory(factory.django.DjangoModelFactory[Recognition]):
    """An active recognition with the approved application it came from; `expired=True` for one that ended."""

    class Meta:
        model = Recognition

    class Params:
        expired = factory.Trait(
            state=RecognitionState.EXPIRED, valid_from=date(2020, 3, 10), valid_to=date(2025, 3, 9)
        )

    application = factory.SubFactory(ApplicationFactory, approved=True, mentor=None)
    company = factory.SelfAttribute("application.company")
    site = factory.SelfAttribute("application.site")
    programme = factory.SelfAttribute("application.programme")
    legal_basis = LegalBasis.D2016
    partnership = factory.SelfAttribute("application.partnership")
    state = RecognitionState.ACTIVE
    valid_from = date(2026, 3, 10)
    valid_to = date(2031, 3, 9)


class AppealFactory(factory.django.DjangoModelFactory[Appeal]):
    """An appeal lodged in time against a refusal; `admissible=True` once it was acknowledged."""

    class Meta:
        model = Appeal

    class Params:
        admissible = factory.Trait(
            state=AppealState.ADMISSIBLE,
            acknowledged_on=factory.SelfAttribute("received_on"),
            decide_by=factory.LazyAttribute(lambda appeal: appeal.received_on + timedelta(days=30)),
        )
        late = factory.Trait(
            sent_on=date(2026, 3, 25),
            received_on=date(2026, 3, 25),
            way=AppealWay.LETTER,
        )

    application = factory.SubFactory(
        ApplicationFactory,
        judged=True,
        state=ApplicationState.REFUSED_UNDER_APPEAL,
        decided_on=RECEIVED + timedelta(days=8),
    )
    company = factory.SelfAttribute("application.company")
    partnership = factory.SelfAttribute("application.partnership")
    state = AppealState.LODGED
    way = AppealWay.FORM
    sent_on = date(2026, 3, 12)
    received_on = date(2026, 3, 12)
    reasons = "Onze balans van 2025 is positief."
    decision_received_on = date(2026, 3, 13)
    last_day_on = date(2026, 3, 23)
    acknowledge_by = factory.LazyAttribute(lambda appeal: appeal.received_on + timedelta(days=10))


class MentorTrainingFactory(factory.django.DjangoModelFactory[MentorTraining]):
    """A training of eight hours with a registered provider."""

    class Meta:
        model = MentorTraining

    person = factory.SubFactory(PersonFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    reporting_sector = factory.SubFactory(
        "tests.register.partnerships.factories.ReportingSectorFactory",
        partnership=factory.SelfAttribute("..partnership"),
    )
    followed_on = date(2025, 10, 1)
    course = "Mentoropleiding"
    provider = "Centrum Noord"
    provider_registered = True
    hours = 8


class VisitFactory(factory.django.DjangoModelFactory[Visit]):
    """A visit planned a week after receipt, for a case; `held=True` with its report, or `cancelled=True`."""

    class Meta:
        model = Visit

    class Params:
        held = factory.Trait(held_on=RECEIVED + timedelta(days=3), report="De werkplaats is in orde.")
        cancelled = factory.Trait(cancelled_on=RECEIVED, cancelled_because="De zaakvoerder is ziek.")

    application = factory.SubFactory(ApplicationFactory)
    planned_on = RECEIVED + timedelta(days=7)
    planned_at = time(14, 30)
    visitor_name = "Jan Janssens"
    purpose = "De werkplaats en de machines."


class TransferFactory(factory.django.DjangoModelFactory[Transfer]):
    """A wish of a partnership to hand a case over to `hout`; `declined=True` or `accepted=True`."""

    class Meta:
        model = Transfer

    class Params:
        declined = factory.Trait(
            state=TransferState.DECLINED, answered_on=RECEIVED, answer_reason="Geen hout."
        )
        accepted = factory.Trait(state=TransferState.ACCEPTED, answered_on=RECEIVED)

    application = factory.SubFactory(ApplicationFactory)
    from_partnership = factory.SelfAttribute("application.partnership")
    to_partnership = factory.SubFactory(PartnershipFactory, code="hout")
    state = TransferState.ASKED
    reason = "Het bedrijf maakt meubels."
    asked_on = RECEIVED
    asked_by_name = "Officier Janssens"


def recognising(code: str, *, population: str = Population.SECONDARY) -> PartnershipPower:
    """The power to recognise of a partnership, for these learners."""
    partnership = PartnershipFactory(code=code)
    known = PartnershipPower.objects.filter(partnership=partnership, population=population).first()
    return known or PartnershipPowerFactory(partnership=partnership, population=population)


class TrainingCertificateFactory(factory.django.DjangoModelFactory[TrainingCertificate]):
    """A certificate of eight hours that waits to be judged."""

    class Meta:
        model = TrainingCertificate

    assignment = factory.SubFactory(MentorAssignmentFactory)
    state = CertificateState.SENT
    course = "Mentoropleiding"
    provider = "Centrum Noord"
    provider_registered = True
    hours = 8
    followed_on = date(2026, 3, 5)
    sent_on = date(2026, 3, 9)


def judge_all(application: Application, verdict: str = Verdict.MET) -> None:
    """Every condition of the application judged the same; of mentors the extract was read as empty."""
    for condition in UNDERTAKING_CONDITIONS:
        ConditionJudgementFactory(application=application, condition=condition, verdict=verdict)
    for assignment in application.assignments.all():
        for condition in MENTOR_CONDITIONS:
            ConditionJudgementFactory(
                application=application, assignment=assignment, condition=condition, verdict=verdict
            )
    application.assignments.update(extract_entries=ExtractEntries.NONE)
