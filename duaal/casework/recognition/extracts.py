"""What is wrong with a criminal record extract that a company fills in, as an error on its field."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.facts import MentorFacts
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.mentors import (
    EXTRACT_IN_FUTURE,
    EXTRACT_TOO_OLD,
    EXTRACT_WRONG_MODEL,
    what_is_wrong_with_extract,
)

MODELS = (("596.2", "596.2"), ("596.1", "596.1"), ("595", "595"))
"""The models of an extract that a municipality hands out; which one is asked, the lawbook says."""

MODEL, ISSUED_ON = "extract_model", "extract_issued_on"

SENTENCES: dict[str, tuple[str, Promise]] = {
    EXTRACT_WRONG_MODEL: (
        MODEL,
        gettext_lazy(
            "Model %(model)s volstaat niet. Vraag bij de gemeente een uittreksel model %(asked)s aan."
        ),
    ),
    EXTRACT_IN_FUTURE: (
        ISSUED_ON,
        gettext_lazy("De dag %(day)s ligt in de toekomst. Vul de dag in die op het uittreksel staat."),
    ),
    EXTRACT_TOO_OLD: (
        ISSUED_ON,
        gettext_lazy(
            "Het uittreksel van %(day)s is te oud: het mag hoogstens %(days)d dagen oud zijn. "
            "Vraag een nieuw uittreksel aan."
        ),
    ),
}


def wrong_extract(mentor: MentorFacts, on: date, law: RecognitionLaw) -> tuple[str, str] | None:
    """The field (`MODEL` or `ISSUED_ON`) and a sentence; None when the extract is good as a document."""
    code = what_is_wrong_with_extract(mentor, on, law)
    if code not in SENTENCES:
        return None
    field, sentence = SENTENCES[code]
    return field, str(sentence) % {
        "model": mentor.extract_model,
        "asked": law.extract_model.value,
        "day": f"{mentor.extract_issued_on:%d/%m/%Y}" if mentor.extract_issued_on else "",
        "days": law.extract_max_age_days.value,
    }
