"""The columns of a class list: their headings, what may stand in them, and what is read from a line.

A value that is not understood gives one sentence, with the value and what to do; all of a line together.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.rolls.files import FORMULA
from duaal.casework.trajectories.actions.enrolment import Entry
from duaal.casework.trajectories.actions.intakes import Intake, Parent
from duaal.casework.trajectories.facts import CouncilDecision, Origin, Route, SpecialForm
from duaal.casework.trajectories.rules.law import years_of_entry
from duaal.foundation.kernel.sorting import sort_key
from duaal.foundation.people.many import Named, named, named_before
from duaal.foundation.people.national_numbers import Protected
from duaal.register.programmes.models import Programme

NUMBER = "rijksregisternummer"
OF_THE_SCHOOL, OF_A_PERSON = "lijn", "wat te verbeteren"
OWN = frozenset({sort_key(OF_THE_SCHOOL), sort_key(OF_A_PERSON)})
"""The columns that our own file of errors has besides."""

YES = frozenset({"ja", "j", "x", "1", "waar", "true", "yes"})
NO = frozenset({"nee", "n", "0", "onwaar", "false", "no"})
YEAR = re.compile(r"([0-9])\s?(?:de|e|ste)?(?: jaar)?")
DATES = (
    (re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"), (3, 2, 1)),
)
EARLIEST, LATEST = 1900, 2100
NUMBER_LENGTH = 11
LEFT_OUT_ZEROS = re.compile(r"[0-9]{9,10}")

ROUTES = {"duaal": Route.DUAL, "duale opleiding": Route.DUAL, "aanloopfase": Route.STARTUP}
FORMS = {"ov3": SpecialForm.OV3, "ov4": SpecialForm.OV4}
ORIGINS = {
    "vlaams": Origin.FLEMISH_SECONDARY,
    "zij instromer": Origin.OUTSIDE,
    "andere gemeenschap": Origin.OTHER_COMMUNITY,
    "okan": Origin.OTHER_COMMUNITY,
    "buitengewoon": Origin.BUSO,
    "aanloopfase": Origin.STARTUP_SAME_PROGRAMME,
    "lager jaar": Origin.SAME_PROGRAMME_LOWER_YEAR,
}
DECISIONS = {"gunstig": CouncilDecision.FAVOURABLE, "ongunstig": CouncilDecision.UNFAVOURABLE}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, other words for it, what it is for, and an example."""

    name: str
    explained: Promise
    example: str = ""
    aliases: tuple[str, ...] = ()
    required: bool = False


COLUMNS = (
    Column("voornaam", gettext_lazy("zoals op de identiteitskaart"), "Lotte", required=True),
    Column(
        *("familienaam", gettext_lazy("zoals op de identiteitskaart"), "Claes"),
        aliases=("naam", "achternaam"),
        required=True,
    ),
    Column("geboortedatum", gettext_lazy("dag/maand/jaar"), "05/01/2009", ("geboren op",), required=True),
    Column(
        NUMBER,
        gettext_lazy("11 cijfers; zo vinden we wie elders ingeschreven is"),
        aliases=("rijksregisternr", "rrn", "insz"),
    ),
    Column("e-mail", gettext_lazy("van de leerling"), aliases=("e-mailadres", "email", "mail")),
    Column(
        *("opleiding", gettext_lazy("de naam of de code van de duale opleiding")),
        aliases=("duale opleiding", "studierichting", "structuuronderdeel"),
        required=True,
    ),
    Column("jaar", gettext_lazy("3 tot 7; leeg in het volwassenenonderwijs"), "5", ("leerjaar",)),
    Column("traject", gettext_lazy("duaal of aanloopfase; leeg is duaal"), "duaal"),
    Column("opleidingsvorm", gettext_lazy("OV3 of OV4; leeg is gewoon onderwijs"), aliases=("ov",)),
    Column(
        "herkomst",
        gettext_lazy(
            "vlaams, zij-instromer, andere gemeenschap, okan, buitengewoon, aanloopfase of lager jaar; "
            "leeg is vlaams"
        ),
        "vlaams",
    ),
    Column("eerste twee jaar gevolgd", gettext_lazy("ja of nee; leeg is ja"), "ja"),
    Column("toelatingsvoorwaarde voldaan", gettext_lazy("ja of nee; leeg is ja"), "ja"),
    Column("klassenraad", gettext_lazy("gunstig of ongunstig; leeg is geen beslissing"), "gunstig"),
    Column("ernstige reden", gettext_lazy("ja of nee; alleen voor jaar 6")),
    Column("advies vorige klassenraad", gettext_lazy("ja of nee; alleen voor jaar 6")),
    Column("clb-advies", gettext_lazy("ja of nee; alleen voor de aanloopfase"), aliases=("clb",)),
    Column("ouder voornaam", gettext_lazy("ouder of voogd van een minderjarige"), "Els"),
    Column("ouder familienaam", gettext_lazy("ouder of voogd"), "Maes", ("ouder naam",)),
    Column("ouder geboortedatum", gettext_lazy("dag/maand/jaar"), "17/08/1980"),
    Column("ouder e-mail", gettext_lazy("van de ouder of voogd"), aliases=("ouder email",)),
)
BY_KEY = {sort_key(heading): column.name for column in COLUMNS for heading in (column.name, *column.aliases)}


@dataclass(frozen=True, slots=True)
class Headings:
    """Which column stands in which place of a file, and the headings that mean nothing here."""

    places: tuple[str, ...]
    ignored: tuple[str, ...]

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """The cells of a line by the name of their column; empty ones left out."""
        pairs = zip(self.places, row, strict=False)
        return {name: cell for name, cell in pairs if name and cell}


def headings_of(row: Iterable[str]) -> Headings:
    """Raises `ValidationError` for a column that is missing or that stands there twice."""
    places, ignored = [], []
    for heading in row:
        key = sort_key(heading)
        name = BY_KEY.get(key, "")
        if name and name in places:
            sentence = _("De kolom “%(name)s” staat er twee keer. Wis er één.")
            raise ValidationError(sentence % {"name": heading})
        places.append(name)
        if key and not name and key not in OWN:
            ignored.append(heading[:60])
    missing = [column.name for column in COLUMNS if column.required and column.name not in places]
    if missing:
        sentence = _(
            "Deze kolommen ontbreken: %(names)s. Zet op de eerste lijn de namen van de kolommen, zoals in "
            "het voorbeeldbestand."
        )
        raise ValidationError(sentence % {"names": ", ".join(missing)})
    return Headings(tuple(places), tuple(ignored))


class Offer:
    """The programmes that a provider teaches, found by code or name."""

    def __init__(self, programmes: Iterable[Programme]) -> None:
        self.known: dict[str, Programme] = {}
        for programme in programmes:
            name = sort_key(programme.name)
            for key in (sort_key(programme.code), name, name.removesuffix(" duaal")):
                self.known.setdefault(key, programme)
        self._near: dict[str, str] = {}

    def find(self, text: str) -> Programme | None:
        return self.known.get(sort_key(text))

    def near(self, text: str) -> str:
        """The name most like the text; empty when none is."""
        if text not in self._near:
            found = difflib.get_close_matches(sort_key(text), self.known, n=1)
            self._near[text] = self.known[found[0]].name if found else ""
        return self._near[text]


@dataclass
class LineReader:
    """Reads the cells of one line; every problem is kept, so that they are told together."""

    cells: Mapping[str, str]
    offer: Offer
    protected: Protected | None = None
    problems: list[str] = field(default_factory=list)

    def intake(self) -> Intake | None:
        """What the line asks; None when something in it is wrong."""
        programme = self._programme()
        birth_date = self._day("geboortedatum", required=True)
        email, parents = self._email("e-mail"), self._parents()
        entry = Entry(
            year=self._year(),
            route=self._one_of("traject", ROUTES) or Route.DUAL,
            special_form=self._one_of("opleidingsvorm", FORMS),
            origin=self._one_of("herkomst", ORIGINS) or Origin.FLEMISH_SECONDARY,
            first_two_years_followed=self._flag("eerste twee jaar gevolgd", default=True),
            prior_education_met=self._flag("toelatingsvoorwaarde voldaan", default=True),
            council_decision=self._one_of("klassenraad", DECISIONS),
            serious_reason=self._flag("ernstige reden"),
            previous_council_advice=self._flag("advies vorige klassenraad"),
            clb_advice=self._flag("clb-advies"),
        )
        who = self._named("voornaam", "familienaam", birth_date) if birth_date else None
        if self.problems or who is None or programme is None:
            return None
        return Intake(who, email, programme, entry, parents)

    def _text(self, name: str) -> str:
        text = self.cells.get(name, "")
        if text == FORMULA:
            self.problems.append(
                _("In “%(name)s” staat een formule. Plak de waarde in de plaats.") % {"name": name}
            )
            return ""
        return text

    def _wrong(self, name: str, text: str, what: str) -> None:
        sentence = _("“%(text)s” kan niet bij %(name)s. %(what)s")
        self.problems.append(sentence % {"text": text[:60], "name": name, "what": what})

    def _day(self, name: str, *, required: bool = False) -> date | None:
        text = self._text(name)
        if not text:
            if required and name not in self.cells:
                self.problems.append(_("Vul %(name)s in.") % {"name": name})
            return None
        day = day_of(text)
        if day is None:
            self._wrong(name, text, _("Schrijf dag/maand/jaar, bijvoorbeeld 05/01/2009."))
        return day

    def _email(self, name: str) -> str:
        text = self._text(name)
        if text:
            try:
                validate_email(text)
            except ValidationError:
                self._wrong(name, text, _("Schrijf het als naam@voorbeeld.be."))
        return text

    def _year(self) -> int | None:
        text = self._text("jaar")
        if not text:
            return None
        found = YEAR.fullmatch(text.lower())
        years = years_of_entry()
        if found is None or int(found[1]) not in years:
            shown = {"first": years[0], "last": years[-1]}
            self._wrong("jaar", text, _("Schrijf een jaar van %(first)s tot %(last)s.") % shown)
            return None
        return int(found[1])

    def _flag(self, name: str, *, default: bool = False) -> bool:
        text = self._text(name)
        if not text:
            return default
        if text.lower() not in YES | NO:
            self._wrong(name, text, _("Schrijf ja of nee."))
        return text.lower() in YES

    def _one_of(self, name: str, choices: Mapping[str, Any]) -> Any:
        text = self._text(name)
        if not text:
            return None
        if sort_key(text) not in choices:
            self._wrong(name, text, _("Kies uit: %(choices)s.") % {"choices": ", ".join(choices)})
        return choices.get(sort_key(text))

    def _programme(self) -> Programme | None:
        text = self._text("opleiding")
        if not text:
            if "opleiding" not in self.cells:
                self.problems.append(_("Vul %(name)s in.") % {"name": "opleiding"})
            return None
        found = self.offer.find(text)
        if found is None:
            near = self.offer.near(text)
            what = _("Bedoelt u “%(near)s”?") % {"near": near} if near else _("Uw school geeft die niet.")
            self._wrong("opleiding", text, what)
        return found

    def _named(self, given: str, family: str, birth_date: date) -> Named | None:
        """The learner, with the number that was typed, or the one that was protected before."""
        names = {"given_name": self._text(given), "family_name": self._text(family)}
        if self.protected is not None:
            return self._try(lambda: named_before(**names, birth_date=birth_date, protected=self.protected))
        number = self._text(NUMBER)
        if LEFT_OUT_ZEROS.fullmatch(number):
            number = number.zfill(NUMBER_LENGTH)
        return self._try(lambda: named(**names, birth_date=birth_date, national_number=number))

    def _parents(self) -> tuple[Parent, ...]:
        names = ("ouder voornaam", "ouder familienaam", "ouder geboortedatum")
        email = self._email("ouder e-mail")
        given = [name for name in names if self.cells.get(name)]
        if not given and not email:
            return ()
        if len(given) < len(names):
            missing = ", ".join(name for name in names if name not in given)
            self.problems.append(
                _("Vul ook %(names)s in, of laat alles van de ouder leeg.") % {"names": missing}
            )
            return ()
        birth_date = self._day(names[2])
        if birth_date is None:
            return ()
        who = {"given_name": self._text(names[0]), "family_name": self._text(names[1])}
        found = self._try(lambda: named(**who, birth_date=birth_date, national_number=""))
        return () if found is None else (Parent(found, email),)

    def _try(self, make: Callable[[], Named]) -> Named | None:
        try:
            return make()
        except ValidationError as wrong:
            self.problems += wrong.messages
            return None


def day_of(text: str) -> date | None:
    """The day that was typed; None when it is no day."""
    for pattern, (year, month, day) in DATES:
        found = pattern.fullmatch(text)
        if found:
            try:
                typed = date(int(found[year]), int(found[month]), int(found[day]))
            except ValueError:
                return None
            return typed if EARLIEST <= typed.year <= LATEST else None
    return None
