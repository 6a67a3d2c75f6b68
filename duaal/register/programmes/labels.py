"""Dutch words for level, grade, finality, education form and legal basis of a programme."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.register.programmes.models import EducationForm, Finality, Grade, LegalBasis, Level, Programme

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
