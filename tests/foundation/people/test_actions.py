from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import ANYONE, SYSTEM, Actor, Role
from duaal.foundation.kernel.identifiers import format_national_number, make_national_number
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.people import actions, policy, queries
from duaal.foundation.people.models import Person
from tests.foundation.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

DAY = date(2024, 5, 2)
BIRTH_DATE = date(1985, 7, 30)
NUMBER = make_national_number(BIRTH_DATE, 33)
DEPARTMENT = Actor(Role.DEPARTMENT, "wewis", user_id=1, name="Ambtenaar")
OFFICER = Actor(Role.PARTNERSHIP, "hout", user_id=2, name="Medewerker")
FLEMISH = Actor(Role.FLEMISH_PARTNERSHIP, "vlaams", user_id=3)
COMPANY = Actor(Role.COMPANY, "0123456749", user_id=4)


def register(**changes):
    given = {
        "given_name": "Zoë",
        "family_name": "D'Hondt",
        "birth_date": BIRTH_DATE,
        "national_number": NUMBER,
    }
    return actions.find_or_register(**(given | changes))


def test_a_new_person_is_registered_with_the_number_encrypted():
    person = register(given_name="  Zoë ", national_number=format_national_number(NUMBER))

    stored = Person.objects.get()
    assert stored == person == queries.find_by_national_number(NUMBER)
    assert (stored.given_name, stored.family_name, stored.birth_date) == ("Zoë", "D'Hondt", BIRTH_DATE)
    assert NUMBER.encode() not in bytes(stored.national_number_cipher) + bytes(stored.national_number_key)


@pytest.mark.parametrize("family_name", ["D'Hondt", "d’hondt", " D'HONDT "])
def test_a_known_person_is_found_and_keeps_the_names_that_are_stored(family_name):
    first = register()

    again = register(given_name="Zoe Maria", family_name=family_name)

    assert again == first
    assert Person.objects.get().given_name == "Zoë"


def test_a_known_number_with_another_family_name_is_refused_without_telling_whose_it_is():
    register()

    with pytest.raises(ValidationError) as wrong:
        register(family_name="Peeters")

    (sentence,) = wrong.value.message_dict["family_name"]
    assert "Peeters" in sentence
    assert "Hondt" not in sentence
    assert NUMBER not in sentence


def test_persons_without_a_number_are_always_registered():
    first, second = register(national_number=None), register(national_number="")

    assert first != second
    assert queries.masked_national_number(first) == ""


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        pytest.param({"given_name": "  "}, "given_name", "Vul de voornaam in", id="no given name"),
        pytest.param({"family_name": ""}, "family_name", "Vul de familienaam in", id="no family name"),
        pytest.param(
            {"national_number": "85073003300"}, "national_number", "bestaat niet", id="check digits"
        ),
        pytest.param({"national_number": "850730"}, "national_number", "aantal cijfers", id="too short"),
        pytest.param({"birth_date": date(1985, 7, 31)}, "birth_date", "31/07/1985", id="other birth date"),
    ],
)
def test_wrong_input_is_refused_on_its_field_and_registers_nobody(change, field, words):
    with pytest.raises(ValidationError) as wrong:
        register(**change)

    assert words in wrong.value.message_dict[field][0]
    assert not Person.objects.exists()


def test_a_number_without_a_known_birth_day_goes_with_any_birth_date():
    nine = "850000001"
    number = f"{nine}{97 - int(nine) % 97:02d}"

    person = register(national_number=number)

    assert person.birth_date == BIRTH_DATE


@pytest.mark.django_db(transaction=True)
def test_two_that_register_the_same_person_at_once_get_the_same_row():
    together = Barrier(2)

    def work(_):
        together.wait(20)
        person = register()
        connection.close()
        return person.pk

    with ThreadPoolExecutor(2) as threads:
        found = set(threads.map(work, range(2), timeout=20))

    assert found == {Person.objects.get().pk}


def test_the_database_refuses_a_cipher_text_without_its_key():
    person = PersonFactory()

    with pytest.raises(IntegrityError, match="people_number_and_key_together"):
        Person.objects.filter(pk=person.pk).update(national_number_key=None)


def reveal(person, **changes):
    given = {"actor": DEPARTMENT, "on": DAY, "reason": "Vraag van de inspectie"}
    return actions.reveal_national_number(person.pk, **(given | changes))


def test_the_department_sees_the_number_and_that_is_written_down_without_the_number():
    person = register()

    shown = reveal(person)

    (entry,) = trail("person", person.pk)
    assert shown == NUMBER
    assert (entry.step, entry.actor_name, entry.on) == ("reveal_national_number", "Ambtenaar", DAY)
    assert entry.remark == "Vraag van de inspectie"
    assert NUMBER not in str(vars(entry))


def test_an_officer_sees_the_number_of_a_person_in_a_file_of_the_own_partnership():
    person = register()

    assert reveal(person, actor=OFFICER, in_own_file=True) == NUMBER
    assert trail("person", person.pk).get().actor_organisation == "hout"


@pytest.mark.parametrize("actor", [ANYONE, SYSTEM, COMPANY, OFFICER, FLEMISH], ids=lambda actor: actor.role)
def test_who_may_not_see_the_number_is_refused_and_nothing_is_written(actor):
    person = register()

    with pytest.raises(PermissionDenied):
        reveal(person, actor=actor)

    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (ANYONE, False), (SYSTEM, False), (COMPANY, False),
        (OFFICER, True), (FLEMISH, True), (DEPARTMENT, True),
        (Actor(Role.DEPARTMENT, "wewis"), False), (Actor(Role.PARTNERSHIP, "hout"), False),
    ],
)  # fmt: skip
def test_who_may_see_the_number_of_a_person_in_an_own_file(actor, allowed):
    assert policy.may_reveal_national_number(actor, in_own_file=True) is allowed


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_number_is_not_shown_without_a_reason(reason):
    person = register()

    with pytest.raises(ValidationError) as wrong:
        reveal(person, reason=reason)

    assert "Schrijf waarvoor" in wrong.value.message_dict["reason"][0]
    assert not Entry.objects.exists()


def test_a_reason_that_holds_a_national_number_is_refused():
    person = register()

    with pytest.raises(ValidationError, match="Laat het nummer weg"):
        reveal(person, reason=f"nodig voor {NUMBER}")


def test_a_person_without_a_number_is_a_refusal():
    person = PersonFactory(without_number=True)

    with pytest.raises(Refused) as refusal:
        reveal(person)

    assert refusal.value.reasons == ("no_national_number",)


@pytest.mark.django_db(transaction=True)
def test_a_number_is_never_shown_before_its_entry_is_committed():
    person = register()

    with transaction.atomic(), pytest.raises(RuntimeError):
        reveal(person)

    assert not Entry.objects.exists()


def test_pages_show_the_last_two_digits_only():
    person = register()

    assert queries.masked_national_number(person) == f"••••••• {NUMBER[-2:]}"


def test_all_numbers_are_encrypted_with_the_newest_key(settings):
    settings.NATIONAL_NUMBER_KEY = "00" * 32
    older = [PersonFactory() for _ in range(3)]
    PersonFactory(without_number=True)
    numbers = {person.pk: reveal(person) for person in older}
    settings.NATIONAL_NUMBER_KEY = f"{'00' * 32},{'ab' * 32}"
    newer = register()

    changed = actions.encrypt_anew(at_a_time=2)
    settings.NATIONAL_NUMBER_KEY = f"retired,{'ab' * 32}"

    assert changed == 3
    assert {person.pk: reveal(person) for person in older} == numbers
    assert reveal(newer) == NUMBER
    assert actions.encrypt_anew() == 0
