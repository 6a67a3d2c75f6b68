"""The rules of recognition that cases of the casebook can name.

`recognition.decision` has the facts and answers of `casebook.md`; the others are of this project.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from duaal.casework.recognition.facts import (
    FOREVER,
    Body,
    CaseFacts,
    Derogation,
    ExtractEntries,
    LegalBasis,
    MentorFacts,
    Question,
    Region,
    UndertakingFacts,
    VoterGroup,
)
from duaal.casework.recognition.mandates.states import MandateFacts, blockers_to_act
from duaal.casework.recognition.rules import (
    CourseFacts,
    RecognitionLaw,
    appeal_deadline,
    assess_mentor,
    because_of_grant,
    birth_date_is_plausible,
    blockers_to_grant,
    course_refused_because,
    covers,
    decision_deadline,
    expiry_notices,
    law_on,
    not_covered,
    overdue_flag,
    qualifies,
    receipt_of_decision,
    training_deadline,
    training_law,
    validity,
    what_is_wrong_with_extract,
)
from duaal.foundation.kernel.anniversary import add_months
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.case_facts import (
    REQUIRED,
    Fact,
    day,
    defaults,
    flag,
    list_of,
    number,
    one_of,
    optional,
    table_of,
    text,
    whole,
)
from duaal.foundation.lawbook.casebook import Answer, CasebookRule
from duaal.foundation.lawbook.dated import Certainty, Version
from duaal.foundation.lawbook.reading import Place

Facts = Mapping[str, Any]


def excluded_until(value: Any, place: Place) -> date | None:
    """null, the last day of an exclusion, or `forever`."""
    return FOREVER if value == "forever" else optional(day)(value, place)


REFORMS = ("stepwise_recognition", "mentor_later", "external_mentor", "partial_plan")
"""Switches that a case can put on, to work it out both ways; all are off in the lawbook."""

REFORM = Fact(list_of(one_of(REFORMS)), ())
PARTNERSHIP = Fact(text, "vlaams-partnerschap")
COMMITTEE = Fact(text, "")

UNDERTAKING = {
    "organisation_and_equipment": Fact(flag, True),
    "financial_strength": Fact(flag, True),
    "conviction": Fact(flag, False),
    "conviction_judged_irrelevant": Fact(flag, False),
    "excluded_until": Fact(excluded_until, None),
    "active_in_register": Fact(flag, True),
}
MENTOR = {
    "birth_date": Fact(day),
    "named_on": Fact(day),
    "experience_years": Fact(number, Decimal(5)),
    "prior_training_proof": Fact(flag, False),
    "derogation": Fact(optional(one_of(Derogation)), None),
    "extract_model": Fact(text, "596.2"),
    "extract_issued_on": Fact(optional(day), None),
    "extract_entries": Fact(one_of(ExtractEntries), ExtractEntries.NONE),
    "extract_judged_acceptable": Fact(flag, False),
    "inside_undertaking": Fact(flag, True),
    "training_done": Fact(flag, False),
    "barred": Fact(flag, False),
}
DECISION = {
    "received_on": Fact(day, REQUIRED),
    "legal_basis": Fact(one_of(LegalBasis), LegalBasis.D2016),
    "items_asked_on": Fact(optional(day), None),
    "items_answered_on": Fact(optional(day), None),
    "clock_stops_on_info_request": Fact(flag, False),
    "decided_on": Fact(optional(day), None),
    "body": Fact(one_of(Body), Body.FLEMISH),
    "voters": Fact(list_of(one_of(VoterGroup)), ()),
    "decided_by_submitter": Fact(flag, False),
    "site_region": Fact(one_of(Region), Region.FLANDERS),
    "undertaking": Fact(table_of(UNDERTAKING), defaults(UNDERTAKING)),
    "mentors": Fact(list_of(table_of(MENTOR)), ()),
    "partnership": PARTNERSHIP,
    "reform": REFORM,
}


def decide(on: date, facts: Facts) -> Answer:
    """The whole decision on one application: its deadline, what blocks a grant, its flag and its validity.

    Conditions are judged on the day of the decision, or on the day of the case when there is none yet.
    """
    law = _law(facts)
    case = _case(facts)
    judged_on = case.decided_on or on
    if judged_on < case.received_on:
        raise ValueError(f"de beslissing van {judged_on} ligt voor de ontvangst op {case.received_on}")
    deadline = decision_deadline(case.received_on, law, on=judged_on, questions=case.questions)
    blockers = blockers_to_grant(case, judged_on, law)
    granted = validity(case.decided_on, law) if case.decided_on and not blockers else None
    because = (
        *deadline.because,
        *because_of_grant(case, judged_on, law),
        *(granted.because if granted else ()),
    )
    return Answer(
        {
            "deadline": deadline.last_day,
            "working_target": deadline.working_target,
            "grant": not blockers,
            "blockers": blockers,
            "flag": overdue_flag(deadline, on=on, questions=case.questions, decided_on=case.decided_on),
            "valid_from": granted.period.first if granted else None,
            "valid_to": granted.last_day if granted else None,
        },
        _marks(because),
    )


def judge_mentor(on: date, facts: Facts) -> Answer:
    """Verdicts on one mentor, judged on the day of the case."""
    mentor = _mentor_facts(facts)
    law = law_on(mentor.named_on, facts["partnership"], committee=facts["committee"])
    law = with_reform(law, facts)
    found = assess_mentor(mentor, on, law)
    answers: dict[str, Any] = {assessment.code: assessment.verdict for assessment in found}
    answers["qualifies"] = qualifies(found)
    answers["extract_refused_as"] = what_is_wrong_with_extract(mentor, on, law)
    return Answer(answers, _marks(version for assessment in found for version in assessment.because))


def judge_birth_date(on: date, facts: Facts) -> Answer:
    max_age = BOOK.value("recognition.mentor_max_plausible_age").on(on)
    plausible = birth_date_is_plausible(facts["birth_date"], on, max_age)
    return Answer({"plausible": plausible}, _marks([max_age]))


def judge_cover(on: date, facts: Facts) -> Answer:
    """The day of the case is that on which the agreement is concluded; `places` are the recognitions."""
    partial = BOOK.value("recognition.partial_plan").for_partnership(facts["partnership"]).on(on)
    left = not_covered(facts["plan"], facts["places"])
    covered = covers(facts["plan"], facts["places"])
    return Answer({"covered": covered, "not_covered": left}, _marks([partial]))


def last_day_of_training(on: date, facts: Facts) -> Answer:
    """The day of the case is that of the recognition."""
    found = training_deadline(on, facts["received_on"], training_law(facts["partnership"]))
    answers = {"follow_by": found.follow_by, "plan_by": found.plan_by, "min_hours": found.min_hours}
    return Answer(answers, _marks(found.because))


def judge_course(on: date, facts: Facts) -> Answer:
    """The day of the case is that on which the course was followed."""
    law = training_law(facts["partnership"])
    course = CourseFacts(on, facts["provider_registered"], facts["hours"], facts["content_version"])
    refused = course_refused_because(course, law)
    answers = {"accepted": not refused, "reasons": refused}
    used: list[Version[Any]] = [law.registered_provider.on(on), law.min_hours.on(on)]
    if course.content_version is not None:
        used.append(law.content_version.on(on))
    return Answer(answers, _marks(used))


def last_day_of_validity(on: date, facts: Facts) -> Answer:
    """The day of the case is that of the decision."""
    found = validity(on, law_on(facts["received_on"] or on, facts["partnership"]))
    months = BOOK.value("recognition.expiry_notice_months").on(on)
    answers = {
        "valid_from": found.period.first,
        "valid_to": found.last_day,
        "notices": expiry_notices(found.last_day, months),
    }
    return Answer(answers, _marks((*found.because, months)))


def last_day_to_appeal(on: date, facts: Facts) -> Answer:
    """The day of the case is that on which the appeal is sent; `in_time` says whether it comes in time."""
    received_on, used = facts["received_on"], []
    if facts["sent_on"]:
        receipt = receipt_of_decision(
            facts["sent_on"], received_on, BOOK.value("recognition.receipt_working_days").on(on)
        )
        received_on, used = receipt.last_day, list(receipt.because)
    if received_on is None:
        raise ValueError("geef received_on of sent_on")
    term = appeal_deadline(
        received_on,
        BOOK.value("recognition.appeal_days").on(received_on),
        BOOK.value("recognition.appeal_last_day_moves").on(received_on),
    )
    answers = {"receipt": received_on, "last_day": term.last_day, "in_time": on <= term.last_day}
    return Answer(answers, _marks((*used, *term.because)))


def judge_mandate(on: date, facts: Facts) -> Answer:
    """The day of the case is that on which somebody acts in the name of the company."""
    mandate = None
    if facts["signed_on"] is not None and not facts["revoked"]:
        mandate = MandateFacts(facts["signed_on"], facts["valid_to"])
    reasons = blockers_to_act(mandate, on)
    return Answer({"acts": not reasons, "reasons": reasons}, (Certainty.ASSUMED,))


def _law(facts: Facts) -> RecognitionLaw:
    """The rule set of the day of receipt, with the switches of the clock and the reform as the case wants."""
    law = law_on(facts["received_on"], facts["partnership"], facts["legal_basis"])
    clock, stops = law.clock_stops_on_info_request, facts["clock_stops_on_info_request"]
    return replace(with_reform(law, facts), clock_stops_on_info_request=replace(clock, value=stops))


def with_reform(law: RecognitionLaw, facts: Facts) -> RecognitionLaw:
    """The rule set with the switches of the case on."""
    return replace(law, **{name: replace(getattr(law, name), value=True) for name in facts["reform"]})


def _case(facts: Facts) -> CaseFacts:
    asked_on, answered_on = facts["items_asked_on"], facts["items_answered_on"]
    if answered_on and not asked_on:
        raise ValueError(f"items_answered_on {answered_on} zonder items_asked_on")
    if asked_on and answered_on and answered_on < asked_on:
        raise ValueError(f"het antwoord van {answered_on} ligt voor de vraag van {asked_on}")
    if asked_on and asked_on < facts["received_on"]:
        raise ValueError(f"de vraag van {asked_on} ligt voor de ontvangst op {facts['received_on']}")
    return CaseFacts(
        received_on=facts["received_on"],
        undertaking=UndertakingFacts(site_region=facts["site_region"], **facts["undertaking"]),
        mentors=tuple(_mentor_facts(mentor) for mentor in facts["mentors"]),
        questions=(Question(asked_on, answered_on),) if asked_on else (),
        legal_basis=facts["legal_basis"],
        body=facts["body"],
        voters=frozenset(facts["voters"]),
        decided_by_submitter=facts["decided_by_submitter"],
        decided_on=facts["decided_on"],
    )


def _mentor_facts(given: Facts) -> MentorFacts:
    """Years of experience become the day on which they started; a part of a year counts in whole months."""
    since = add_months(given["named_on"], -int(given["experience_years"] * 12))
    same = {name: given[name] for name in MENTOR if name != "experience_years"}
    return MentorFacts(experience_since=since, **same)


def _marks(versions: Iterable[Version[Any]]) -> tuple[Certainty, ...]:
    return tuple(version.certainty for version in versions)


RULES = tuple(
    CasebookRule(name, facts, frozenset(answers), function)
    for name, facts, answers, function in (
        (
            "recognition.decision",
            DECISION,
            ("deadline", "working_target", "grant", "blockers", "flag", "valid_from", "valid_to"),
            decide,
        ),
        (
            "recognition.mentor",
            {**MENTOR, "partnership": PARTNERSHIP, "committee": COMMITTEE, "reform": REFORM},
            ("M1", "M1a", "M2", "M3", "M4", "M5", "qualifies", "extract_refused_as"),
            judge_mentor,
        ),
        ("recognition.birth_date", {"birth_date": Fact(day)}, ("plausible",), judge_birth_date),
        (
            "recognition.training_deadline",
            {"received_on": Fact(day), "partnership": PARTNERSHIP},
            ("follow_by", "plan_by", "min_hours"),
            last_day_of_training,
        ),
        (
            "recognition.course",
            {
                "provider_registered": Fact(flag),
                "hours": Fact(optional(whole), None),
                "content_version": Fact(optional(whole), None),
                "partnership": PARTNERSHIP,
            },
            ("accepted", "reasons"),
            judge_course,
        ),
        (
            "recognition.cover",
            {
                "plan": Fact(list_of(text)),
                "places": Fact(list_of(list_of(text))),
                "partnership": PARTNERSHIP,
            },
            ("covered", "not_covered"),
            judge_cover,
        ),
        (
            "recognition.validity",
            {"received_on": Fact(optional(day), None), "partnership": PARTNERSHIP},
            ("valid_from", "valid_to", "notices"),
            last_day_of_validity,
        ),
        (
            "recognition.appeal",
            {"received_on": Fact(optional(day), None), "sent_on": Fact(optional(day), None)},
            ("receipt", "last_day", "in_time"),
            last_day_to_appeal,
        ),
        (
            "recognition.mandate",
            {
                "signed_on": Fact(optional(day), None),
                "valid_to": Fact(optional(day), None),
                "revoked": Fact(flag, False),
            },
            ("acts", "reasons"),
            judge_mandate,
        ),
    )
)
"""The rules of this package, for the registry of `duaal casebook`."""
