"""What a school keeps of a learner besides the name: address, nationality, national number."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.trajectories.actions.personal import PersonalData, keep_personal_data
from duaal.casework.trajectories.models import Learner
from duaal.casework.trajectories.states import TrajectoryState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import make_national_number
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.people.national_numbers import lookup_key
from tests.casework.trajectories.actors import COMPANY, DEPARTMENT, OTHER_SCHOOL, staff_of
from tests.casework.trajectories.factories import BORN, TrajectoryFactory
from tests.foundation.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
HOME = PersonalData("Kerkstraat 4", "9000", "Gent")
ADULT = PersonalData("Kerkstraat 4", "9000", "Gent", "Belg")
NUMBER = make_national_number(BORN, 901)


def keep(trajectory, data=ADULT, actor=None):
    return keep_personal_data(trajectory.pk, data=data, actor=actor or staff_of(trajectory), on=DAY)


def wrong(trajectory, data):
    with pytest.raises(ValidationError) as found:
        keep(trajectory, data)
    return set(found.value.message_dict)


def without_number():
    person = {"learner__person__national_number_cipher": None, "learner__person__national_number_key": None}
    return TrajectoryFactory(adult=True, **person)


def test_the_school_keeps_where_an_adult_lives_and_the_nationality():
    trajectory = TrajectoryFactory(adult=True)

    keep(trajectory, PersonalData(" Kerkstraat  4 ", "9000", "Gent", "Belg "))

    learner = Learner.objects.get(pk=trajectory.learner_id)
    assert (learner.street, learner.postcode, learner.town) == ("Kerkstraat 4", "9000", "Gent")
    assert learner.nationality == "Belg"


def test_the_ledger_says_that_it_was_kept_and_never_what():
    trajectory = without_number()

    keep(trajectory, PersonalData("Kerkstraat 4", "9000", "Gent", "Belg", NUMBER))

    entry = Entry.objects.get(step="keep_personal_data")
    assert entry.from_state == entry.to_state == TrajectoryState.SEARCHING
    kept = str([getattr(entry, one.attname) for one in Entry._meta.concrete_fields])
    assert not [text for text in ("Kerkstraat", "Belg", NUMBER) if text in kept]


def test_a_number_is_kept_where_none_was_known_and_only_encrypted():
    trajectory = without_number()

    keep(trajectory, PersonalData(national_number=NUMBER))

    person = Learner.objects.get(pk=trajectory.learner_id).person
    assert bytes(person.national_number_key) == lookup_key(NUMBER)
    assert NUMBER.encode() not in bytes(person.national_number_cipher)


def test_the_same_number_again_changes_nothing_and_another_one_is_wrong():
    trajectory = without_number()
    keep(trajectory, PersonalData(national_number=NUMBER))

    keep(trajectory, PersonalData(national_number=NUMBER))

    assert wrong(trajectory, PersonalData(national_number=make_national_number(BORN, 903))) == {
        "national_number"
    }


def test_a_number_of_somebody_else_is_not_taken_and_nothing_is_kept():
    PersonFactory(birth_date=BORN, national_number=NUMBER)
    trajectory = without_number()

    assert wrong(trajectory, PersonalData("Kerkstraat 4", national_number=NUMBER)) == {"national_number"}

    learner = Learner.objects.get(pk=trajectory.learner_id)
    assert learner.street == ""
    assert learner.person.national_number_key is None
    assert not Entry.objects.filter(step="keep_personal_data").exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (PersonalData(national_number="123"), "national_number"),
        (PersonalData(national_number=make_national_number(date(1980, 1, 1), 901)), "birth_date"),
        (PersonalData(postcode="!"), "postcode"),
        (PersonalData(postcode="9000 9000 9000"), "postcode"),
        (PersonalData(nationality="x" * 61), "nationality"),
    ],
)
def test_what_cannot_be_is_said_on_its_field(data, field):
    assert wrong(without_number(), data) == {field}


def test_a_foreign_address_fits():
    trajectory = TrajectoryFactory(adult=True)

    keep(trajectory, PersonalData("Dorpsstraat 1", "4561 AB", "Hulst, Nederland", "Nederlander"))

    assert Learner.objects.get(pk=trajectory.learner_id).postcode == "4561 AB"


def test_no_nationality_is_kept_of_a_pupil_of_secondary_education():
    trajectory = TrajectoryFactory()

    assert wrong(trajectory, ADULT) == {"nationality"}
    assert keep(trajectory, HOME).town == "Gent"


def test_what_is_given_at_the_door_goes_over_what_was_known_and_wipes_nothing():
    learner = Learner(street="Kerkstraat 4", postcode="9000", town="Gent")

    assert PersonalData(street="Markt 1", nationality="Belg").over(learner) == PersonalData(
        "Markt 1", "9000", "Gent", "Belg"
    )


@pytest.mark.parametrize(
    "stranger", [OTHER_SCHOOL, COMPANY, DEPARTMENT, Actor(Role.LEARNER, "L1", user_id=3)]
)
def test_nobody_else_keeps_anything(stranger):
    trajectory = TrajectoryFactory(adult=True)

    with pytest.raises(PermissionDenied):
        keep(trajectory, actor=stranger)

    assert Learner.objects.get(pk=trajectory.learner_id).street == ""


def test_the_school_of_before_keeps_nothing_once_another_has_the_learner():
    now = TrajectoryFactory(adult=True)
    left = TrajectoryFactory(
        adult=True,
        learner=now.learner,
        state=TrajectoryState.DEREGISTERED,
        ended_on=date(2026, 1, 5),
    )

    with pytest.raises(Refused) as refused:
        keep(left)

    assert refused.value.reasons == ("enrolled_elsewhere",)
