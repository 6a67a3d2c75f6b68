"""Asking recognition anew with the file of an earlier one: renewal, after its end, elsewhere, or taken over.

The law knows no renewal (`recognition.md` 8): it is a new request, with all conditions. What the file holds
is not typed twice; a mentor is named anew on the day of the request, so an extract that is too old by then is
asked again.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from duaal.casework.recognition.answers import MentorAnswer, Place, RequestAnswers
from duaal.casework.recognition.facts import MentorFacts
from duaal.casework.recognition.models import OPEN_STATES, Application, Recognition, ReportedChange
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.mentors import what_is_wrong_with_extract
from duaal.casework.recognition.rules.reform import mentor_needed_to_apply
from duaal.casework.recognition.rules.validity import renewal_opens_on
from duaal.casework.recognition.states import LIVE, ApplicationKind, RecognitionState
from duaal.casework.recognition.states.upkeep import ChangeKind
from duaal.foundation.lawbook.book import BOOK
from duaal.register.organisations.models import Company

TOO_EARLY = "renewal_too_early"
EXTRACT_NOT_GOOD = "mentor_extract_not_good"
NO_MENTOR_STAYS = "no_mentor_stays"

ENDED_AND_FREE = frozenset(
    {
        RecognitionState.EXPIRED,
        RecognitionState.WITHDRAWN,
        RecognitionState.ENDED_BY_UNDERTAKING,
        RecognitionState.ENDED_CLOSED,
    }
)
"""Ends after which the same place can be asked anew; one that was superseded has its successor."""


def opens_on(recognition: Recognition, *, on: date) -> date:
    """The first day on which a renewal of the recognition can be sent."""
    months = BOOK.value("recognition.renewal_from_months").on(on)
    return renewal_opens_on(recognition.valid_to, months)


def sources_of(answers: RequestAnswers) -> dict[int, Recognition]:
    """The recognitions whose files the places of a form reuse, by number; no query when there are none."""
    keys = {place.follows for place in answers.places if place.follows is not None}
    return Recognition.objects.in_bulk(keys) if keys else {}


def kind_of(place: Place, source: Recognition | None, company: Company) -> ApplicationKind:
    """A renewal follows on a recognition that still counts, of this company, for this very place."""
    if source is None or source.state not in LIVE or source.company_id != company.pk:
        return ApplicationKind.NEW
    same = (source.site_id, source.programme_id) == (place.site_id, place.programme_code)
    return ApplicationKind.RENEWAL if same else ApplicationKind.NEW


def blockers_to_follow(
    place: Place,
    source: Recognition | None,
    kind: ApplicationKind,
    mentors: Iterable[MentorAnswer],
    law: RecognitionLaw,
    *,
    on: date,
) -> tuple[str, ...]:
    """What stands in the way of a place that reuses a file; nothing for any other place."""
    if source is None:
        return ()
    named = [mentor for mentor in mentors if mentor.is_named_for(place)]
    early = kind == ApplicationKind.RENEWAL and on < opens_on(source, on=on)
    return (
        *((TOO_EARLY,) if early else ()),
        *((NO_MENTOR_STAYS,) if not named and mentor_needed_to_apply(law) else ()),
        *((EXTRACT_NOT_GOOD,) if any(extract_needed(mentor, law, on=on) for mentor in named) else ()),
    )


def extract_needed(mentor: MentorAnswer, law: RecognitionLaw, *, on: date) -> bool:
    """Whether a mentor who is named anew on the day needs a new extract."""
    facts = MentorFacts(
        birth_date=mentor.birth_date,
        named_on=on,
        experience_since=mentor.experience_since,
        extract_model=mentor.extract_model,
        extract_issued_on=mentor.extract_issued_on,
    )
    return what_is_wrong_with_extract(facts, on, law) is not None


def renewable(company: Company, *, on: date) -> list[Recognition]:
    """Recognitions of the company that end soon enough to be asked anew now, the first end first."""
    own = _joined(Recognition.objects.filter(company=company, state__in=sorted(LIVE)))
    open_ones = _pairs_asked(company)
    return [
        one
        for one in own.order_by("valid_to", "id")
        if on >= opens_on(one, on=on) and (one.site_id, one.programme_id) not in open_ones
    ]


def askable_again(company: Company, *, on: date) -> list[Recognition]:
    """Recognitions of the company that ended and whose place is neither recognised nor asked now.

    Of one place only the last; the last end first.
    """
    ended = _joined(Recognition.objects.filter(company=company, state__in=sorted(ENDED_AND_FREE)))
    live = Recognition.objects.filter(company=company, state__in=sorted(LIVE))
    taken = _pairs_asked(company) | set(live.values_list("site_id", "programme_id"))
    found: dict[tuple[int, str], Recognition] = {}
    for one in ended.order_by("-valid_from", "-id"):
        pair = (one.site_id, one.programme_id)
        if pair not in taken:
            found.setdefault(pair, one)
    return sorted(found.values(), key=lambda one: one.ended_on or one.valid_to, reverse=True)


def taken_over(company: Company) -> list[Recognition]:
    """Recognitions of companies that reported that this company takes them over."""
    reports = ReportedChange.objects.filter(
        kind=ChangeKind.TAKEOVER, acquirer_number=company.enterprise_number
    )
    found: dict[int, Recognition] = {}
    for report in reports.order_by("id"):
        rows = _joined(
            Recognition.objects.filter(
                company_id=report.company_id, partnership_id=report.partnership_id, state__in=sorted(LIVE)
            )
        )
        for one in rows.filter(site_id=report.site_id) if report.site_id else rows:
            found[one.pk] = one
    return sorted(found.values(), key=lambda one: (one.company_id, one.pk))


def _joined(recognitions: QuerySet[Recognition]) -> QuerySet[Recognition]:
    return recognitions.select_related("company", "site__municipality", "programme", "application")


def _pairs_asked(company: Company) -> set[tuple[int, str]]:
    """The places for which a request of the company runs."""
    running = Application.objects.filter(company=company, state__in=OPEN_STATES).exclude(
        kind=ApplicationKind.ADD_MENTOR
    )
    return set(running.values_list("site_id", "programme_id"))


def sources_for(company: Company, recognition_ids: Iterable[int], *, on: date) -> Mapping[int, Recognition]:
    """Those of these recognitions whose file the company may reuse: its own, and those it takes over."""
    keys = set(recognition_ids)
    own = _joined(Recognition.objects.filter(company=company, pk__in=keys))
    usable = {one.pk: one for one in own if one.state in LIVE | ENDED_AND_FREE}
    return {**{one.pk: one for one in taken_over(company) if one.pk in keys}, **usable}
