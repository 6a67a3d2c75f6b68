"""Dutch sentences for input that the kernel refuses: what was typed, what is wrong, what to do.

Pure text without a translation machine: who shows a sentence translates `SENTENCES[code]` first and then
fills in the value, or calls `sentence` for the Dutch one. They are marked with `gettext_noop` so that the
translators' tool finds them.
"""

from duaal.foundation.kernel import identifiers, school_year
from duaal.foundation.kernel.identifiers import (
    WrongIdentifier,
    format_enterprise_number,
    format_establishment_number,
)
from duaal.foundation.kernel.school_year import WrongSchoolYear

LONGEST_VALUE = 40


def gettext_noop(message: str) -> str:
    """Marks a text for translation and leaves it as it is."""
    return message


SENTENCES = {
    "enterprise_empty": gettext_noop("Vul het ondernemingsnummer in: 10 cijfers die met 0 of 1 beginnen."),
    "enterprise_not_digits": gettext_noop(
        "Het ondernemingsnummer {value} bevat andere tekens dan cijfers. "
        "Vul 10 cijfers in, bijvoorbeeld 0123.456.749."
    ),
    "enterprise_wrong_length": gettext_noop(
        "Het ondernemingsnummer {value} heeft niet het juiste aantal cijfers. Vul 10 cijfers in."
    ),
    "enterprise_wrong_first_digit": gettext_noop(
        "Het ondernemingsnummer {value} bestaat niet: het moet met 0 of 1 beginnen. "
        "Kijk het na op uw uittreksel."
    ),
    "enterprise_is_site": gettext_noop(
        "{value} is een vestigingsnummer. Vul hier het ondernemingsnummer in: dat begint met 0 of 1."
    ),
    "enterprise_zero": gettext_noop(
        "Het ondernemingsnummer {value} bestaat niet: het bestaat alleen uit nullen. "
        "Kijk het na op uw uittreksel."
    ),
    "enterprise_wrong_check": gettext_noop(
        "Het ondernemingsnummer {value} bestaat niet: de twee laatste cijfers kloppen niet. "
        "Kijk het na op uw uittreksel."
    ),
    "establishment_empty": gettext_noop(
        "Vul het vestigingsnummer in: 10 cijfers die met 2 tot en met 8 beginnen."
    ),
    "establishment_not_digits": gettext_noop(
        "Het vestigingsnummer {value} bevat andere tekens dan cijfers. "
        "Vul 10 cijfers in, bijvoorbeeld 2.123.456.791."
    ),
    "establishment_wrong_length": gettext_noop(
        "Het vestigingsnummer {value} heeft niet het juiste aantal cijfers. Vul 10 cijfers in."
    ),
    "establishment_is_enterprise": gettext_noop(
        "{value} is een ondernemingsnummer. Vul hier het vestigingsnummer in: dat begint met 2 tot en met 8."
    ),
    "establishment_wrong_first_digit": gettext_noop(
        "Het vestigingsnummer {value} bestaat niet: het moet met 2 tot en met 8 beginnen. "
        "Kijk het na op uw uittreksel."
    ),
    "establishment_wrong_check": gettext_noop(
        "Het vestigingsnummer {value} bestaat niet: de twee laatste cijfers kloppen niet. "
        "Kijk het na op uw uittreksel."
    ),
    "national_empty": gettext_noop(
        "Vul het rijksregisternummer in: de 11 cijfers op de achterkant van de identiteitskaart."
    ),
    "national_not_digits": gettext_noop(
        "Het rijksregisternummer bevat andere tekens dan cijfers. "
        "Vul de 11 cijfers in, bijvoorbeeld 90.01.15-997.62."
    ),
    "national_wrong_length": gettext_noop(
        "Het rijksregisternummer heeft niet het juiste aantal cijfers. Vul de 11 cijfers in."
    ),
    "national_wrong_check": gettext_noop(
        "Het rijksregisternummer bestaat niet: de twee laatste cijfers kloppen niet. "
        "Kijk het na op de identiteitskaart."
    ),
    "national_wrong_birth_date": gettext_noop(
        "Het rijksregisternummer bestaat niet: de eerste zes cijfers zijn geen geboortedatum. "
        "Kijk het na op de identiteitskaart."
    ),
    "iban_empty": gettext_noop("Vul het rekeningnummer in, bijvoorbeeld BE68 5390 0754 7034."),
    "iban_wrong_form": gettext_noop(
        "Het rekeningnummer {value} is geen IBAN. Vul het in zoals op uw rekeninguittreksel, "
        "bijvoorbeeld BE68 5390 0754 7034."
    ),
    "iban_wrong_check": gettext_noop(
        "Het rekeningnummer {value} bestaat niet: de controlecijfers kloppen niet. "
        "Kijk het na op uw rekeninguittreksel."
    ),
    school_year.WRONG_FORM: gettext_noop(
        "{value} is geen schooljaar. Schrijf de twee jaren voluit met een streepje, bijvoorbeeld 2022-2023."
    ),
    school_year.NOT_CONSECUTIVE: gettext_noop(
        "{value} is geen schooljaar: de twee jaren volgen niet op elkaar. Schrijf bijvoorbeeld 2022-2023."
    ),
}

WARNINGS = {
    identifiers.LEFT_PADDED: gettext_noop(
        "U typte 9 cijfers. We zetten er een 0 voor: {value}. "
        "Kijk na of dit het juiste ondernemingsnummer is."
    ),
    identifiers.UNKNOWN_BANK: gettext_noop(
        "We kennen de bank van rekeningnummer {value} niet. Kijk na of het nummer juist is."
    ),
}


def sentence(error: WrongIdentifier | WrongSchoolYear) -> str:
    """The Dutch sentence for a refused input; a national number is not repeated in it, being personal."""
    return SENTENCES[error.code].format(value=shown(error))


def shown(error: WrongIdentifier | WrongSchoolYear) -> str:
    """The typed value as a reader recognises it: dotted when it has ten digits, cut when it is very long."""
    text = " ".join(error.value.split())
    digits = identifiers.SEPARATORS.sub("", text)
    if identifiers.DIGITS.fullmatch(digits) and len(digits) == 10:
        is_enterprise = digits[0] in "01"
        return format_enterprise_number(digits) if is_enterprise else format_establishment_number(digits)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
