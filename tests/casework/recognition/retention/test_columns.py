"""Every column with text of a file is erased, or stays for a reason."""

from django.db import models

from duaal.casework.recognition.models import RequestForm, TrainingExemption
from duaal.casework.recognition.retention import columns
from tests.casework.recognition.retention.named import all_models

STAY = {
    "reference": "the number of a file names nobody",
    "requirement": "a code of the law book",
    "condition": "a code of the law book",
    "flag": "the state of a clock",
    "voters": "votes by group, without names",
    "remaining_grounds": "codes of conditions",
    "covered_competences": "codes of competences",
    "programmes": "codes of programmes",
    "shortcoming": "a code of the law book",
    "code": "a code of the law book",
    "employer_number": "the number of an undertaking",
    "acquirer_number": "the number of an undertaking",
    "holder_organisation": "the number of a provider or the code of a partnership",
    "provider_number": "the number of a provider",
    "extract_model": "the model of the extract",
    "course": "the name of a course, counted in the figures",
    "provider": "the organisation that gave a course",
}
ELSEWHERE = {
    (RequestForm, "author_name"),
    (RequestForm, "answers"),
    (RequestForm, "typed"),
    (TrainingExemption, "reason"),
    (TrainingExemption, "granted_by_name"),
}
"""Erased by their own functions in `actions.py` and `holding.py`."""


def parts():
    return [part for name, table in vars(columns).items() if name.endswith("_PARTS") for part in table]


def test_no_column_with_text_was_forgotten():
    erased = {(part.model, column) for part in parts() for column in (*part.words, *part.others)} | ELSEWHERE

    forgotten = [
        f"{model.__name__}.{column.name}"
        for model in all_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField | models.JSONField)
        and not column.choices
        and column.name not in STAY
        and (model, column.name) not in erased
    ]

    assert forgotten == []


def test_no_column_that_names_a_login_was_forgotten():
    erased = {(part.model, column) for part in parts() for column in part.others}

    forgotten = [
        f"{model.__name__}.{column.name}"
        for model in all_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.BigIntegerField)
        and column.name.endswith("_id")
        and (model, column.name) not in erased | {(RequestForm, "author_id")}
    ]

    assert forgotten == []
