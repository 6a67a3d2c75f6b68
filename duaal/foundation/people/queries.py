"""Reading persons."""

from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import decrypt, lookup_key, masked


def find_by_national_number(national_number: str) -> Person | None:
    """The person with this number; `WrongIdentifier` when it is no national or bis number."""
    return Person.objects.filter(national_number_key=lookup_key(national_number)).first()


def masked_national_number(person: Person) -> str:
    """The number of a person as a page may show it, `••••••• 62`; empty when it is not known."""
    if person.national_number_cipher is None or person.national_number_key is None:
        return ""
    return masked(decrypt(person.national_number_cipher, person.national_number_key))
