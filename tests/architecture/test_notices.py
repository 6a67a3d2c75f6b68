"""Every step of every table is told to somebody, or is silent for a reason."""

import importlib
import pkgutil
import re

import pytest
from django.urls import reverse

import duaal.casework
from duaal.flows.notifications.facts import FileFacts
from duaal.flows.notifications.kinds import Reader
from duaal.flows.notifications.subjects import LOADERS
from duaal.flows.notifications.texts import SILENT, SILENT_FILES, STEP_TABLES, TEXTS
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step
from duaal.register.partnerships.models import Partnership

KNOWN_DAYS = {
    *("deadline", "answer_by", "valid_to", "acknowledge_by", "decide_by", "react_by", "search_until"),
    *("starts_on", "ended_on", "notice_ends", "mediate_until", "intake_on", "holds_from"),
}
ALL_TEXTS = [
    pytest.param(kind, step, text, id=f"{kind} {step} {place}")
    for kind, steps in TEXTS.items()
    for step, texts in steps.items()
    for place, text in enumerate(texts)
]


def tables() -> dict[str, tuple[Step, ...]]:
    """Every table of steps of casework, by the place where it stands."""
    found = {}
    for module in pkgutil.walk_packages(duaal.casework.__path__, "duaal.casework."):
        if ".migrations" not in module.name and "states" in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                if name.endswith("_STEPS") and isinstance(value, tuple):
                    found[f"{module.name}.{name}"] = value
    return found


def test_every_table_of_steps_is_known_to_the_notices():
    known = {id(table) for _kinds, table in STEP_TABLES}

    forgotten = [place for place, table in tables().items() if id(table) not in known]

    assert tables()
    assert forgotten == []


def test_every_step_is_told_or_silent_and_never_both():
    for kinds, table in STEP_TABLES:
        for step in table:
            told = [kind for kind in kinds if step.name in TEXTS.get(kind, {})]
            silent = [kind for kind in kinds if step.name in SILENT.get(kind, {})]
            assert told or silent, f"nobody thought of who hears of {step.name} on {kinds}"
            assert not set(told) & set(silent), f"{step.name} is told and silent"


def test_every_silence_has_its_reason():
    reasons = [reason for steps in SILENT.values() for reason in steps.values()]

    assert all(len(reason) > 10 for reason in (*reasons, *SILENT_FILES.values()))


def test_every_kind_of_file_that_is_told_about_can_be_read():
    assert set(TEXTS) <= set(LOADERS)
    assert not set(TEXTS) & set(SILENT_FILES)


@pytest.mark.parametrize(("kind", "step", "text"), ALL_TEXTS)
def test_every_text_can_be_said(kind, step, text):
    partnership = Partnership(code="bouw", name="Bouw")
    facts = FileFacts(
        company="Bakkerij De Korst",
        company_number="0123456749",
        programme="Bakkerij duaal",
        site="De Korst 1",
        reference="E2026-00000001",
        partnership=partnership,
        page=("cases:detail", ("E2026-00000001",)),
        contested="de weigering voor Bakkerij duaal op De Korst 1",
        holder_name="Begeleider Smets",
        contact_email="ann@voorbeeld.test",
        submitter=Reader(Role.COUNSELLOR, "045678", 1),
        days=dict.fromkeys(KNOWN_DAYS),
    )

    sentence = str(text.sentence) % facts.words()

    assert sentence.endswith(".")
    assert text.due in KNOWN_DAYS | {""}
    assert not re.search(r"%\(", str(text.subject)), "the subject stands in mails and names nobody"
    assert not text.page or reverse(text.page)
