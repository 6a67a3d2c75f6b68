"""A bakery with two sites whose committee is allotted to a partnership, and a request form it could send."""

from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition.actions import drafting
from duaal.casework.recognition.answers import (
    ContactAnswer,
    MentorAnswer,
    Place,
    RequestAnswers,
    UndertakingAnswer,
)
from duaal.casework.recognition.models import RequestForm
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import make_national_number
from duaal.foundation.people.national_numbers import masked, protect
from duaal.register.organisations.models import Company, Site
from duaal.register.partnerships.models import Population
from duaal.register.programmes.models import Programme
from tests.foundation.accounts.factories import actor_for
from tests.register.organisations.factories import (
    CommitteeMembershipFactory,
    CompanyFactory,
    JointCommitteeFactory,
    SiteFactory,
)
from tests.register.partnerships.factories import (
    CommitteeAllocationFactory,
    PartnershipFactory,
    PartnershipPowerFactory,
    ReportingSectorFactory,
    SectorPartnershipFactory,
)
from tests.register.programmes.factories import ProgrammeFactory

MENTOR_BORN = date(1985, 4, 12)
MENTOR_NUMBER = make_national_number(MENTOR_BORN, 901)


@dataclass(frozen=True)
class Bakery:
    company: Company
    sites: tuple[Site, ...]
    programmes: tuple[Programme, ...]
    actor: Actor


def bakery() -> Bakery:
    """The bakery, in the sector that `voeding` decides for, with two programmes of that sector."""
    flemish = PartnershipFactory(flemish=True)
    ReportingSectorFactory(code="vlaams-partnerschap", partnership=flemish)
    partnership = PartnershipFactory(code="voeding", name="Voeding")
    sector = ReportingSectorFactory(code="voeding", partnership=partnership)
    SectorPartnershipFactory(reporting_sector=sector, partnership=partnership)
    PartnershipPowerFactory(partnership=partnership, population=Population.SECONDARY)
    committee = JointCommitteeFactory(code="118")
    CommitteeAllocationFactory(joint_committee=committee, reporting_sector=sector)
    company = CompanyFactory(name="Bakkerij De Verzonnen Korst")
    CommitteeMembershipFactory(company=company, joint_committee=committee)
    sites = tuple(SiteFactory(company=company, name=f"De Verzonnen Korst {n}") for n in (1, 2))
    programmes = tuple(
        ProgrammeFactory(name=name, sectors=[sector]) for name in ("Bakkerij duaal", "Banket duaal")
    )
    return Bakery(company, sites, programmes, actor_for(Role.COMPANY, company.enterprise_number))


def mentor_answer(**changed: object) -> MentorAnswer:
    """A mentor about whom nothing is wrong in March 2026."""
    values: dict[str, object] = {
        "given_name": "Mieke",
        "family_name": "Verzonnen",
        "birth_date": MENTOR_BORN,
        "national_number_protected": protect(MENTOR_NUMBER).as_text(),
        "national_number_shown": masked(MENTOR_NUMBER),
        "position": "owner",
        "experience_since": date(2010, 9, 1),
        "extract_model": "596.2",
        "extract_issued_on": date(2026, 1, 20),
    }
    return MentorAnswer(**{**values, **changed})


def complete_answers(of: Bakery) -> RequestAnswers:
    """Both programmes at both sites, with one mentor."""
    return RequestAnswers(
        places=tuple(Place(site.pk, programme.code) for site in of.sites for programme in of.programmes),
        mentors=(mentor_answer(),),
        undertaking=UndertakingAnswer(True, True, conviction=False),
        contact=ContactAnswer("Mieke Verzonnen", "mieke@voorbeeld.test", "09 123 45 67"),
    )


def filled_form(of: Bakery, **sections: object) -> RequestForm:
    """A request form with every section answered, or with the given ones instead."""
    form = drafting.start(of.company.pk, actor=of.actor)
    answers = complete_answers(of).with_answer(**sections)
    return drafting.keep(
        form.pk,
        actor=of.actor,
        places=answers.places,
        committee=answers.committee,
        mentors=answers.mentors,
        undertaking=answers.undertaking,
        contact=answers.contact,
    )
