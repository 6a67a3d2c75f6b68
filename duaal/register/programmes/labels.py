"""Dutch words for programmes: level, grade, finality, form, legal basis, and what replaced them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.register.programmes import states
from duaal.register.programmes.models import EducationForm, Finality, Grade, LegalBasis, Level, Programme
from duaal.register.programmes.states import ReplacementState

LEVEL: dict[str, Promise] = {
    Level.SECONDARY: gettext_lazy("secundair onderwijs"),
    Level.SPECIAL: gettext_lazy("buitengewoon secundair onderwijs"),
    Level.ADULT: gettext_lazy("volwassenenonderwijs"),
}

GRADE: dict[str, Promise] = {
    Grade.GRADE_2: gettext_lazy("tweede graad"),
    Grade.GRADE_3: gettext_lazy("derde graad"),
    Grade.GRADE_3_YEAR_7: gettext_lazy("derde graad, zevende jaar"),
    Grade.SENSE: gettext_lazy("Se-n-Se"),
    Grade.OV3: gettext_lazy("opleidingsvorm 3"),
    Grade.OV3_QUALIFICATION: gettext_lazy("opleidingsvorm 3, kwalificatiefase"),
    Grade.OV3_INTEGRATION: gettext_lazy("opleidingsvorm 3, integratiefase"),
}

FINALITY: dict[str, Promise] = {
    Finality.TRANSFER: gettext_lazy("doorstroomfinaliteit"),
    Finality.DOUBLE: gettext_lazy("dubbele finaliteit"),
    Finality.LABOUR_MARKET: gettext_lazy("arbeidsmarktfinaliteit"),
}

EDUCATION_FORM: dict[str, Promise] = {
    EducationForm.BSO: gettext_lazy("bso"),
    EducationForm.TSO: gettext_lazy("tso"),
    EducationForm.BUSO: gettext_lazy("buso"),
    EducationForm.ADULT: gettext_lazy("secundair volwassenenonderwijs"),
}

LEGAL_BASIS: dict[str, Promise] = {
    LegalBasis.D2016: gettext_lazy("decreet van 10 juni 2016 (secundair)"),
    LegalBasis.D2022: gettext_lazy("decreet van 25 maart 2022 (volwassenen)"),
}


def level_and_grade(programme: Programme) -> str:
    """What tells programmes with the same name apart, for instance `secundair onderwijs, derde graad`."""
    words = [str(LEVEL[programme.level])]
    if programme.grade:
        words.append(str(GRADE[programme.grade]))
    return ", ".join(words)


def full_name(programme: Programme) -> str:
    """The official name with level and grade: the name alone can occur more than once."""
    return _("%(name)s (%(level)s)") % {"name": programme.name, "level": level_and_grade(programme)}


REPLACEMENT_STATE: dict[str, Promise] = {
    ReplacementState.STANDS: gettext_lazy("telt mee"),
    ReplacementState.STRUCK: gettext_lazy("geschrapt"),
}

STEP: dict[str, Promise] = {
    states.ADD_REPLACEMENT.name: gettext_lazy("vervangen opleiding toegevoegd"),
    states.END_REPLACEMENT.name: gettext_lazy("laatste dag van de vervanging gekozen"),
    states.REOPEN_REPLACEMENT.name: gettext_lazy("laatste dag van de vervanging weggehaald"),
    states.STRIKE_REPLACEMENT.name: gettext_lazy("vervanging geschrapt"),
}

REASON: dict[str, Promise] = {
    states.ALREADY_REPLACED: gettext_lazy(
        "Deze vervanging staat in die periode al in de lijst. Kies een andere dag of opleiding."
    ),
    states.GOES_ROUND: gettext_lazy(
        "De nieuwe opleiding is in uw lijst zelf vervangen door de oude. Kijk na welke de nieuwe is."
    ),
    states.ENDED_ALREADY: gettext_lazy(
        "Deze vervanging heeft al een laatste dag. Haal die eerst weg om een andere te kiezen."
    ),
    states.NOT_ENDED: gettext_lazy("Deze vervanging heeft geen laatste dag. Er is niets om weg te halen."),
}


def replaced_words(name: str, since: date) -> str:
    """What a page says of a programme that another one replaced."""
    words = _("Sinds %(day)s heet deze opleiding %(name)s.")
    return words % {"day": date_format(since, "j F Y"), "name": name}
