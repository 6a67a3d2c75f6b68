"""Writing persons, and reading a national number in clear, which is written down as well."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from duaal.foundation.audit.erasing import erase_persons
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel import identifiers
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.identifiers import WrongIdentifier
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.sentences import SENTENCES
from duaal.foundation.kernel.sorting import sort_key
from duaal.foundation.people import policy
from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import (
    Protected,
    current_version,
    decrypt,
    encrypt,
    protect,
)

FILE_KIND = "person"
REVEAL = "reveal_national_number"
NO_NATIONAL_NUMBER = "no_national_number"
ERASED = "(gewist)"
"""What a page shows where a name or a text stood that was erased."""


def find_or_register(
    *, given_name: str, family_name: str, birth_date: date, national_number: str | None = None
) -> Person:
    """The person with this national number, registered when it is not known yet.

    Who is known keeps the names that are stored; the family name must be the same but for accents, capitals
    and signs, so that a wrong number never brings in somebody else. Without a number a person is always
    registered: two persons may share a name and a birth date.

    Raises `ValidationError` on the field that is wrong: an empty name, a number that does not exist, a birth
    date that is not the one in the number, a number of somebody with another family name.
    """
    names = {"given_name": " ".join(given_name.split()), "family_name": " ".join(family_name.split())}
    require_names(names)
    if not national_number:
        return Person.objects.create(**names, birth_date=birth_date)
    number = checked_number(national_number, birth_date)
    return _find_or_register(names, birth_date, protect(number))


def find_or_register_protected(
    *, given_name: str, family_name: str, birth_date: date, protected: Protected
) -> Person:
    """As `find_or_register`, for a number that was checked and protected before; it is not opened."""
    names = {"given_name": " ".join(given_name.split()), "family_name": " ".join(family_name.split())}
    require_names(names)
    return _find_or_register(names, birth_date, protected)


def _find_or_register(names: dict[str, str], birth_date: date, protected: Protected) -> Person:
    person, registered = Person.objects.get_or_create(
        national_number_key=protected.key,
        defaults={**names, "birth_date": birth_date, "national_number_cipher": protected.cipher},
    )
    if not registered:
        require_same_name(person, names["family_name"])
    return person


def require_same_name(person: Person, family_name: str) -> None:
    """Raises `ValidationError` when the person has another family name, but for accents and capitals."""
    if sort_key(person.family_name) != sort_key(family_name):
        sentence = _(
            "Dit rijksregisternummer hoort niet bij de familienaam %(name)s. Kijk de naam en het nummer na "
            "op de identiteitskaart."
        )
        raise ValidationError({"family_name": sentence % {"name": family_name}})


def reveal_national_number(
    person_id: int, *, actor: Actor, on: date, reason: str, in_own_file: bool = False
) -> str:
    """The national number in clear, for an actor who may see it and says why; an audit entry of the person.

    The entry is committed before the number is handed out, so this cannot be called inside a transaction
    (`RuntimeError`). `in_own_file`: see `policy.may_reveal_national_number`.

    Raises `PermissionDenied`, `ValidationError` without a reason, and `Refused` when no number is known.
    """
    with transaction.atomic(durable=True):
        person = Person.objects.select_for_update().get(pk=person_id)
        policy.require_reveal_national_number(actor, in_own_file=in_own_file)
        if not reason.strip():
            raise ValidationError({"reason": _("Schrijf waarvoor u het rijksregisternummer nodig hebt.")})
        if person.national_number_cipher is None or person.national_number_key is None:
            raise Refused((NO_NATIONAL_NUMBER,))
        number = decrypt(person.national_number_cipher, person.national_number_key)
        record(
            file_kind=FILE_KIND,
            file_id=person_id,
            step=REVEAL,
            from_state=None,
            to_state=None,
            actor=actor,
            on=on,
            remark=reason.strip(),
        )
    return number


def encrypt_anew(*, at_a_time: int = 500) -> int:
    """Encrypts with the newest key what was stored with an older one; how many numbers that were.

    Each batch is a transaction of its own, so it may be stopped and started again.
    """
    newest, done = current_version(), 0
    while changed := _encrypt_batch_anew(newest, at_a_time):
        done += changed
    return done


@transaction.atomic
def _encrypt_batch_anew(newest: int, at_a_time: int) -> int:
    older = (
        Person.objects.select_for_update()
        .filter(national_number_cipher__isnull=False)
        .extra(where=["get_byte(national_number_cipher, 0) <> %s"], params=[newest])[:at_a_time]
    )
    persons = list(older)
    for person in persons:
        assert person.national_number_cipher is not None
        assert person.national_number_key is not None
        person.national_number_cipher = encrypt(
            decrypt(person.national_number_cipher, person.national_number_key)
        )
    Person.objects.bulk_update(persons, ["national_number_cipher"])
    return len(persons)


def require_names(names: dict[str, str]) -> None:
    """Raises `ValidationError` on each name that is empty."""
    empty = {
        "given_name": _("Vul de voornaam in."),
        "family_name": _("Vul de familienaam in."),
    }
    wrong = {field: sentence for field, sentence in empty.items() if not names[field]}
    if wrong:
        raise ValidationError(wrong)


def complete_number(person_id: int, *, national_number: str) -> None:
    """Keeps the national number of a person of whom none was known; the same one again changes nothing.

    Raises `ValidationError` on a number that does not exist, has another birth date, is not the one that is
    known, or is known of somebody else.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    number = protect(checked_number(national_number, person.birth_date))
    if person.national_number_key is not None:
        if bytes(person.national_number_key) == number.key:
            return
        sentence = _("Er is al een ander rijksregisternummer bekend. Kijk het na op de identiteitskaart.")
        raise ValidationError({"national_number": sentence})
    person.national_number_cipher, person.national_number_key = number.cipher, number.key
    try:
        with transaction.atomic():
            person.save(update_fields=["national_number_cipher", "national_number_key"])
    except IntegrityError:
        sentence = _(
            "Dit rijksregisternummer is al bekend van iemand anders in duaal. Kijk het na op de "
            "identiteitskaart. Klopt het, schrijf de leerling dan uit en met dit nummer opnieuw in."
        )
        raise ValidationError({"national_number": sentence}) from None


def checked_number(text: str, birth_date: date) -> str:
    """The bare national number; `ValidationError` when it is none, or one with another birth date."""
    try:
        checked = identifiers.national_number(text)
    except WrongIdentifier as wrong:
        raise ValidationError({"national_number": _(SENTENCES[wrong.code])}) from None
    if checked.birth_date not in (None, birth_date):
        sentence = _(
            "De geboortedatum %(day)s is niet die van het rijksregisternummer. Kijk beide na op de "
            "identiteitskaart."
        )
        raise ValidationError({"birth_date": sentence % {"day": f"{birth_date:%d/%m/%Y}"}})
    return checked.number


def erase_person(person_id: int, *, on: date, rule_versions: Iterable[Mapping[str, object]] = ()) -> bool:
    """Nobody is to be recognised in the row any more; who looked at the number goes as well.

    The row stays, so that a person is still counted once. True when somebody was there. Whether no file needs
    the person any more, the caller knows.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.erased_on is not None:
        return False
    _make_unknown(person, on=on).save()
    erase_persons(FILE_KIND, person_id, on=on, rule_versions=rule_versions)
    return True


def unknown_in_place_of(person: Person, *, on: date) -> Person:
    """A row in which nobody is to be recognised, for a file that is erased while another needs the person."""
    unknown = Person(birth_date=person.birth_date)
    _make_unknown(unknown, on=on).save()
    return unknown


def _make_unknown(person: Person, *, on: date) -> Person:
    person.given_name = person.family_name = ERASED
    person.birth_date = person.birth_date.replace(month=1, day=1)
    person.national_number_cipher = person.national_number_key = None
    person.erased_on = on
    return person
