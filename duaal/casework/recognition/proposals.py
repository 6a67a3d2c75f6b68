"""What would come out of a request form if it were sent today: per programme and site who decides, until
when, and what stands in the way. The check page shows it, and sending does exactly this.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from duaal.casework.recognition.answers import Place, RequestAnswers, missing_sections
from duaal.casework.recognition.facts import LegalBasis
from duaal.casework.recognition.models import MentorBar, Recognition
from duaal.casework.recognition.queries import pairs_recognised, pairs_with_open_case
from duaal.casework.recognition.rules.law import law_on
from duaal.casework.recognition.rules.outcomes import Deadline
from duaal.casework.recognition.rules.reform import mentor_needed_to_apply
from duaal.casework.recognition.rules.terms import decision_deadline
from duaal.casework.recognition.sanctions.queries import bars_in_force, excluded_until, is_barred
from duaal.casework.recognition.states import ApplicationKind
from duaal.casework.recognition.upkeep.following import blockers_to_follow, kind_of, sources_of
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.people.national_numbers import Protected
from duaal.register.organisations.models import Company, JointCommittee, Site
from duaal.register.partnerships.facts import Competences, Population, RouteFacts
from duaal.register.partnerships.models import Partnership
from duaal.register.partnerships.queries import competences
from duaal.register.partnerships.rules import COMMITTEE_NOT_CHOSEN, Route, reporting_sectors, route
from duaal.register.programmes.models import Programme

POPULATION = {LegalBasis.D2016: Population.SECONDARY, LegalBasis.D2022: Population.ADULT}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One application that the form would become. `blockers` are reason codes; empty when nothing blocks.

    `excluded_until` is the last day of the exclusion that blocks it, `FOREVER` for a definitive one.
    `follows` is the recognition that a renewal follows on.
    """

    place: Place
    site: Site
    programme: Programme
    route: Route | None
    partnership: Partnership | None
    committee: str | None
    deadline: Deadline | None
    blockers: tuple[str, ...]
    excluded_until: date | None = None
    kind: ApplicationKind = ApplicationKind.NEW
    follows: Recognition | None = None


@dataclass(frozen=True, slots=True)
class Proposals:
    """Everything the form would become, and what still has to be answered before it can be sent."""

    cases: tuple[Proposal, ...]
    missing: tuple[str, ...]

    @property
    def committee_must_be_chosen(self) -> bool:
        return any(COMMITTEE_NOT_CHOSEN in case.blockers for case in self.cases)


def propose(company: Company, answers: RequestAnswers, *, on: date, with_papers: bool = False) -> Proposals:
    """What the answers would become on the day, in a fixed number of queries.

    `with_papers` for a form that somebody makes in the name of the company: each case needs its declaration.
    """
    site_ids = sorted({place.site_id for place in answers.places})
    sites = {site.pk: site for site in _sites(company).filter(pk__in=site_ids)}
    codes = {place.programme_code for place in answers.places}
    programmes = {programme.code: programme for programme in Programme.objects.filter(code__in=codes)}
    partnerships = {partnership.code: partnership for partnership in Partnership.objects.all()}
    table, committees = competences(on=on), tuple(c.code for c in own_committees(company, on=on))
    open_pairs, recognised = pairs_with_open_case(site_ids), pairs_recognised(site_ids, on=on)
    excluded = excluded_until(company.pk, site_ids, received_on=on, on=on)
    bars = bars_of_named(company, answers)
    sources = sources_of(answers)
    cases, needed = [], []
    for place in answers.places:
        if place.site_id not in sites or place.programme_code not in programmes:
            continue
        site, programme = sites[place.site_id], programmes[place.programme_code]
        found, reasons = _route(company, programme, answers.committee, committees, table, on=on)
        pair = (place.site_id, place.programme_code)
        reasons += _site_blockers(site, on=on)
        reasons += () if _is_offered(programme, on=on) else ("programme_not_offered",)
        reasons += ("open_application",) if pair in open_pairs else ()
        source = sources.get(place.follows or 0)
        kind = kind_of(place, source, company)
        known = recognised - {pair} if kind == ApplicationKind.RENEWAL else recognised
        reasons += ("already_recognised",) if pair in known else ()
        reasons += ("excluded",) if site.pk in excluded else ()
        reasons += ("mentor_barred",) if found and _is_barred(bars, found.partnership, programme) else ()
        reasons += ("declaration_missing",) if with_papers and not answers.declaration_of(place) else ()
        deadline = None
        if found is not None:
            law = law_on(on, found.partnership, LegalBasis(programme.legal_basis))
            deadline = decision_deadline(on, law, on=on)
            reasons += blockers_to_follow(place, source, kind, answers.mentors, law, on=on)
            needed.append(mentor_needed_to_apply(law))
        partnership = partnerships[found.partnership] if found else None
        committee = answers.committee or (committees[0] if len(committees) == 1 else None)
        cases.append(
            Proposal(
                place,
                site,
                programme,
                found,
                partnership,
                committee,
                deadline,
                reasons,
                excluded.get(site.pk),
                kind,
                source if kind == ApplicationKind.RENEWAL else None,
            )
        )
    mentor_needed = any(needed) if needed else mentor_needed_to_apply(law_on(on, ""))
    return Proposals(tuple(cases), missing_sections(answers, mentor_needed=mentor_needed))


def usable_sites(company: Company, *, on: date) -> tuple[list[Site], list[tuple[Site, str]]]:
    """The sites of the company that can be recognised on the day; and those that cannot, with the reason."""
    usable, others = [], []
    sites = list(_sites(company).order_by("name", "pk"))
    excluded = excluded_until(company.pk, [site.pk for site in sites], received_on=on, on=on)
    for site in sites:
        blockers = _site_blockers(site, on=on) + (("excluded",) if site.pk in excluded else ())
        if blockers:
            others.append((site, blockers[0]))
        else:
            usable.append(site)
    return usable, others


def offered_programmes(company: Company, *, on: date) -> tuple[list[Programme], list[Programme]]:
    """The programmes offered on the day: first those of the company's own sectors, then all others."""
    committees = tuple(committee.code for committee in own_committees(company, on=on))
    facts = RouteFacts(competences(on=on), committees=committees, employer_kind=company.employer_kind)
    own = set(
        Programme.objects.filter(sectors__in=reporting_sectors(facts, on=on)).values_list("code", flat=True)
    )
    offered = Programme.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), is_dual=True, valid_from__lte=on
    ).order_by("sort_name", "code")
    suggested = [programme for programme in offered if programme.code in own]
    return suggested, [programme for programme in offered if programme.code not in own]


def own_committees(company: Company, *, on: date) -> list[JointCommittee]:
    """The joint committees of the company on the day."""
    memberships = company.committee_memberships.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on
    )
    rows = memberships.select_related("joint_committee").order_by("joint_committee_id")
    return [membership.joint_committee for membership in rows]


def bars_of_named(company: Company, answers: RequestAnswers) -> tuple[MentorBar, ...]:
    """The bars at the company of the mentors that the form names; found by the key of their number."""
    keys = {Protected.from_text(mentor.national_number_protected).key for mentor in answers.mentors}
    return tuple(
        bar for bar in bars_in_force(company.pk) if bytes(bar.person.national_number_key or b"") in keys
    )


def _is_barred(bars: tuple[MentorBar, ...], partnership: str, programme: Programme) -> bool:
    return any(
        is_barred(bars, bar.person_id, partnership=partnership, programme=programme.pk) for bar in bars
    )


def _sites(company: Company) -> QuerySet[Site]:
    return company.sites.select_related("municipality")


def _site_blockers(site: Site, *, on: date) -> tuple[str, ...]:
    if site.opened_on > on or (site.closed_on is not None and site.closed_on < on):
        return ("site_closed",)
    law = law_on(on, "")
    return () if site.municipality.region in law.site_regions.value else ("site_outside",)


def _is_offered(programme: Programme, *, on: date) -> bool:
    ended = programme.valid_to is not None and programme.valid_to < on
    return programme.is_dual and programme.valid_from <= on and not ended


def _route(
    company: Company,
    programme: Programme,
    chosen: str | None,
    committees: tuple[str, ...],
    table: Competences,
    *,
    on: date,
) -> tuple[Route | None, tuple[str, ...]]:
    facts = RouteFacts(
        competences=table,
        committees=committees,
        chosen_committee=chosen,
        employer_kind=company.employer_kind,
        population=POPULATION[LegalBasis(programme.legal_basis)],
    )
    try:
        return route(facts, on=on), ()
    except Refused as refused:
        return None, refused.reasons
