"""What the text of an agreement names of an adult besides the name (art. 10, 4° of the decree of 2022)."""

import json
from datetime import date

import pytest

from duaal.casework.agreements.actions import drafting, signing
from duaal.casework.agreements.contents import paragraphs
from duaal.casework.agreements.facts import Kind, WeekBlock
from duaal.casework.agreements.models import Version
from duaal.casework.agreements.rules.identity import (
    ADULT_DATA_CHANGED,
    ADULT_DATA_MISSING,
    Identity,
    check_identity,
    is_named,
)
from duaal.casework.agreements.rules.law import IdentityLaw, law_on
from duaal.casework.agreements.states import AgreementState
from duaal.casework.agreements.words import REASON
from duaal.casework.trajectories.actions.personal import PersonalData, keep_personal_data
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.identifiers import make_national_number
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import Refused
from duaal.register.programmes.models import LegalBasis
from tests.casework.agreements import files
from tests.casework.agreements.files import HOUR, LAST, MONDAY, NOON, START
from tests.casework.trajectories.actors import staff_of

BORN = date(1990, 5, 4)
NUMBER = make_national_number(BORN, 901)
LAW = law_on(IdentityLaw, MONDAY)
KNOWN = Identity("Kerkstraat 4, 9000 Gent", "Belg", number_known=True)
DATA = PersonalData("Kerkstraat 4", "9000", "Gent", "Belg")
NAMED = "Adres van de cursist: Kerkstraat 4, 9000 Gent"


@pytest.mark.parametrize("kind", Kind)
def test_only_the_three_agreements_of_adults_name_more(kind):
    assert is_named(kind, LAW) == (kind in {Kind.ODO, Kind.ODOS, Kind.ODOW})


@pytest.mark.parametrize(
    ("known", "written", "found"),
    [
        (KNOWN, KNOWN, ()),
        (Identity("", "Belg", number_known=True), KNOWN, (ADULT_DATA_MISSING,)),
        (Identity("x", "", number_known=True), KNOWN, (ADULT_DATA_MISSING,)),
        (Identity("x", "Belg", number_known=False), KNOWN, (ADULT_DATA_MISSING,)),
        (KNOWN, None, (ADULT_DATA_CHANGED,)),
        (KNOWN, Identity("Markt 1, 9000 Gent", "Belg", number_known=True), (ADULT_DATA_CHANGED,)),
    ],
)
def test_everything_is_known_and_stands_in_the_text(known, written, found):
    check = check_identity(known, written, LAW)

    assert check.refusals == found
    assert check.because == (LAW.identity_kinds,)
    assert all(code in REASON for code in found)


def adult(**changed):
    """An adult who searches, with no data but the name; and a place recognised for adults."""
    person = {"learner__person__birth_date": BORN, "learner__person__national_number": NUMBER}
    trajectory = files.searching(adult=True, **person, **changed)
    place = files.place_for(trajectory, legal_basis=LegalBasis.D2022)
    return trajectory, place


def paper(place):
    """Two days of eight hours a week."""
    return files.paper_for(
        place,
        kind=Kind.ODO,
        blocks=(WeekBlock(Period(START, LAST), 16 * HOUR, 0, 16),),
        timetable=tuple(files.day(weekday) for weekday in range(2)),
    )


def drafted(trajectory, place):
    return drafting.draft(trajectory.pk, paper=paper(place), actor=staff_of(trajectory), on=MONDAY)


def keep(trajectory, data=DATA):
    keep_personal_data(trajectory.pk, data=data, actor=staff_of(trajectory), on=MONDAY)


def propose(agreement):
    return signing.propose(agreement.pk, actor=files.school_of(agreement), on=MONDAY, at=NOON)


def text_of(agreement):
    version = Version.objects.get(agreement=agreement, number=agreement.version)
    return "\n".join(line for one in paragraphs(version) for line in one.lines)


@pytest.mark.django_db
def test_the_text_of_an_adult_names_address_and_nationality_and_never_the_number():
    trajectory, place = adult()
    keep(trajectory)

    agreement = drafted(trajectory, place)

    text = text_of(agreement)
    assert NAMED in text
    assert "Nationaliteit van de cursist: Belg" in text
    assert "Rijksregisternummer van de cursist: bekend bij de school" in text
    assert NUMBER not in json.dumps(Version.objects.get(agreement=agreement).content)


@pytest.mark.django_db
def test_an_adult_of_whom_all_is_known_is_offered_the_text_with_the_value_of_the_law():
    trajectory, place = adult()
    keep(trajectory)
    agreement = drafted(trajectory, place)

    propose(agreement)

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.TO_SIGN
    kept = json.dumps(Entry.objects.get(step="propose_agreement").rule_versions)
    assert "agreements.identity_kinds" in kept


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["street", "postcode", "town", "nationality", "number"])
def test_nothing_is_offered_before_everything_is_known(missing):
    trajectory, place = adult()
    keep(trajectory)
    if missing == "number":
        trajectory.learner.person.national_number_cipher = None
        trajectory.learner.person.national_number_key = None
        trajectory.learner.person.save()
    else:
        trajectory.learner.refresh_from_db()
        setattr(trajectory.learner, missing, "")
        trajectory.learner.save()
    agreement = drafted(trajectory, place)

    with pytest.raises(Refused) as refused:
        propose(agreement)

    assert refused.value.reasons == (ADULT_DATA_MISSING,)
    assert "nog niet gekend" in text_of(agreement)


@pytest.mark.django_db
def test_a_draft_made_before_the_data_were_known_is_saved_again_first():
    trajectory, place = adult()
    agreement = drafted(trajectory, place)
    keep(trajectory)

    with pytest.raises(Refused) as refused:
        propose(agreement)
    assert refused.value.reasons == (ADULT_DATA_CHANGED,)
    drafting.revise(agreement.pk, paper=paper(place), actor=files.school_of(agreement), on=MONDAY)
    propose(agreement)

    agreement.refresh_from_db()
    assert NAMED in text_of(agreement)


@pytest.mark.django_db
def test_the_text_of_a_pupil_of_secondary_education_names_none_of_it():
    trajectory = files.searching(learner__street="Kerkstraat 4", learner__postcode="9000")

    agreement, _secrets = files.proposed(files.drafted(trajectory))

    content = json.dumps(Version.objects.get(agreement=agreement).content)
    assert "identity" not in content
    assert "Kerkstraat" not in content
