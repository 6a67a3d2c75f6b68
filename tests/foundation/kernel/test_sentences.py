import re
from pathlib import Path

import pytest

from duaal.foundation.kernel import identifiers, sentences
from duaal.foundation.kernel.identifiers import WrongIdentifier
from duaal.foundation.kernel.school_year import NOT_CONSECUTIVE, WRONG_FORM, SchoolYear, WrongSchoolYear

CODE = re.compile(r'"((?:enterprise|establishment|national|iban)_[a-z_]+)"')
KINDS = ("enterprise", "establishment", "national")


def test_every_code_that_can_be_raised_has_a_sentence():
    source = Path(identifiers.__file__).read_text()
    raised = set(CODE.findall(source)) | {
        f"{kind}_{why}" for kind in KINDS for why in ("empty", "not_digits")
    }

    assert raised | {WRONG_FORM, NOT_CONSECUTIVE} == set(sentences.SENTENCES)


def test_every_warning_has_a_sentence_with_the_value():
    assert set(sentences.WARNINGS) == {identifiers.LEFT_PADDED, identifiers.UNKNOWN_BANK}
    assert all("{value}" in text for text in sentences.WARNINGS.values())


def test_every_sentence_but_that_of_an_empty_field_or_a_person_has_the_value():
    without = {code for code, text in sentences.SENTENCES.items() if "{value}" not in text}

    assert without == {code for code in sentences.SENTENCES if code.endswith("_empty") or "national_" in code}


def test_a_sentence_shows_the_number_with_its_dots():
    error = WrongIdentifier("enterprise_wrong_check", "0401234561")

    assert sentences.sentence(error).startswith("Het ondernemingsnummer 0401.234.561 bestaat niet")


def test_a_sentence_about_a_national_number_does_not_repeat_it():
    assert "90011599763" not in sentences.sentence(WrongIdentifier("national_wrong_check", "90011599763"))


def test_a_very_long_value_is_cut_in_the_sentence():
    text = sentences.sentence(WrongIdentifier("enterprise_not_digits", "x" * 5000))

    assert len(text) < 200


def test_a_wrong_school_year_is_explained_with_its_value():
    with pytest.raises(WrongSchoolYear) as refusal:
        SchoolYear.parse("2022/2023")

    assert sentences.sentence(refusal.value).startswith("2022/2023 is geen schooljaar.")
