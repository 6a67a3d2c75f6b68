"""Persons for tests: names and national numbers are invented."""

from datetime import date, timedelta

import factory

from duaal.foundation.kernel.identifiers import make_national_number
from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import encrypt, lookup_key

FIRST_BIRTH_DATE = date(1960, 1, 1)


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """A person with a valid invented national number of its own; `without_number=True` for one without."""

    class Meta:
        model = Person

    class Params:
        without_number = False
        national_number = factory.LazyAttributeSequence(
            lambda person, n: make_national_number(person.birth_date, 1 + n % 998)
        )

    given_name = factory.Sequence(lambda n: f"Voornaam {n}")
    family_name = factory.Sequence(lambda n: f"Familienaam {n}")
    birth_date = factory.Sequence(lambda n: FIRST_BIRTH_DATE + timedelta(days=n % 15_000))
    national_number_cipher = factory.LazyAttribute(
        lambda person: None if person.without_number else encrypt(person.national_number)
    )
    national_number_key = factory.LazyAttribute(
        lambda person: None if person.without_number else lookup_key(person.national_number)
    )
