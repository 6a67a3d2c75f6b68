"""Every step, with who hears of it and in which words, or why nobody does.

A new step gets its line in the file of its subject: in `TEXTS`, or in `SILENT` with the reason. A new kind
of file gets its facts in `subjects.py` and its table of steps in `STEP_TABLES`. Tests see to it.
"""

from collections.abc import Mapping
from typing import Any

from duaal.casework.agreements.actions.appeals import END_APPEAL_FILE
from duaal.casework.agreements.actions.cooperation import COOPERATION_FILE, COOPERATION_RULE_FILE
from duaal.casework.agreements.actions.holding import HOLD_FILE
from duaal.casework.agreements.actions.holidays import HOLIDAY_DECISION_FILE
from duaal.casework.agreements.actions.jobs import JOB_FILE
from duaal.casework.agreements.actions.rounds import AMENDMENT_FILE
from duaal.casework.agreements.actions.steps import AGREEMENT_FILE
from duaal.casework.agreements.states import AGREEMENT_STEPS
from duaal.casework.agreements.states.amendments import AMENDMENT_STEPS
from duaal.casework.agreements.states.checks import END_APPEAL_STEPS, HOLD_STEPS, JOB_STEPS, TELL_STEPS
from duaal.casework.agreements.states.cooperation import COOPERATION_RULE_STEPS, INFORMING_STEPS
from duaal.casework.agreements.states.holidays import HOLIDAY_DECISION_STEPS
from duaal.casework.agreements.states.search import SEARCH_STEPS
from duaal.casework.matching.actions.contacts import CONTACT_FILE
from duaal.casework.matching.actions.offers import OFFER_FILE
from duaal.casework.matching.states import CONTACT_STEPS, OFFER_STEPS
from duaal.casework.progress.actions.steps import PLAN_FILE
from duaal.casework.progress.states import GAP_STEPS, PLAN_STEPS
from duaal.casework.recognition.actions.steps import APPLICATION_FILE, RECOGNITION_FILE
from duaal.casework.recognition.appeals.files import APPEAL_FILE
from duaal.casework.recognition.appeals.states import APPEAL_STEPS, EFFECT_STEPS
from duaal.casework.recognition.controls.actions import CONTROL_FILE
from duaal.casework.recognition.controls.states import CONTROL_STEPS
from duaal.casework.recognition.mandates.actions import MANDATE_FILE
from duaal.casework.recognition.mandates.drafts import FORM_FILE
from duaal.casework.recognition.mandates.states import MANDATE_STEPS
from duaal.casework.recognition.proposing.actions import PROPOSAL_FILE
from duaal.casework.recognition.proposing.states import PROPOSAL_STEPS
from duaal.casework.recognition.sanctions.actions import EXCLUSION_FILE, SANCTION_FILE
from duaal.casework.recognition.sanctions.steps import SANCTION_STEPS
from duaal.casework.recognition.states import APPLICATION_STEPS, RECOGNITION_STEPS
from duaal.casework.recognition.states.mentors import MENTOR_STEPS
from duaal.casework.recognition.states.transfers import TRANSFER_STEPS
from duaal.casework.recognition.states.upkeep import CHANGE_STEPS, UPKEEP_STEPS
from duaal.casework.recognition.states.visits import VISIT_STEPS
from duaal.casework.recognition.upkeep.changes import CHANGE_FILE
from duaal.casework.trajectories.actions.calendars import CALENDAR_FILE
from duaal.casework.trajectories.actions.steps import TRAJECTORY_FILE
from duaal.casework.trajectories.states import TRAJECTORY_STEPS
from duaal.flows.notifications.texts import (
    agreements,
    amendments,
    appeals,
    applications,
    changes,
    checks,
    contracts,
    controls,
    handling,
    mandates,
    matching,
    mentors,
    plans,
    recognitions,
    sanctions,
    trajectories,
    webhooks,
)
from duaal.flows.notifications.texts.text import Text
from duaal.flows.webhooks.pausing import HOOK_FILE
from duaal.foundation.accounts import tokens
from duaal.foundation.audit.erasing import ERASE_PERSONS
from duaal.foundation.kernel.workflow import Step
from duaal.register.programmes.replacing import REPLACEMENT_FILE

STEP_TABLES: tuple[tuple[tuple[str, ...], tuple[Step[Any], ...]], ...] = (
    ((APPLICATION_FILE,), APPLICATION_STEPS),
    ((APPLICATION_FILE,), TRANSFER_STEPS),
    ((APPLICATION_FILE, RECOGNITION_FILE), VISIT_STEPS),
    ((RECOGNITION_FILE,), RECOGNITION_STEPS),
    ((RECOGNITION_FILE,), MENTOR_STEPS),
    ((RECOGNITION_FILE,), UPKEEP_STEPS),
    ((RECOGNITION_FILE, SANCTION_FILE, EXCLUSION_FILE), SANCTION_STEPS),
    ((APPEAL_FILE,), APPEAL_STEPS),
    ((RECOGNITION_FILE, SANCTION_FILE, EXCLUSION_FILE), EFFECT_STEPS),
    ((MANDATE_FILE,), MANDATE_STEPS),
    ((CHANGE_FILE,), CHANGE_STEPS),
    ((CONTROL_FILE,), CONTROL_STEPS),
    ((PROPOSAL_FILE,), PROPOSAL_STEPS),
    ((TRAJECTORY_FILE,), TRAJECTORY_STEPS),
    ((AGREEMENT_FILE,), AGREEMENT_STEPS),
    ((AGREEMENT_FILE,), SEARCH_STEPS),
    ((AGREEMENT_FILE,), TELL_STEPS),
    ((HOLD_FILE,), HOLD_STEPS),
    ((JOB_FILE,), JOB_STEPS),
    ((END_APPEAL_FILE,), END_APPEAL_STEPS),
    ((AMENDMENT_FILE,), AMENDMENT_STEPS),
    ((COOPERATION_FILE,), INFORMING_STEPS),
    ((COOPERATION_RULE_FILE,), COOPERATION_RULE_STEPS),
    ((HOLIDAY_DECISION_FILE,), HOLIDAY_DECISION_STEPS),
    ((PLAN_FILE,), PLAN_STEPS),
    ((RECOGNITION_FILE,), GAP_STEPS),
    ((OFFER_FILE,), OFFER_STEPS),
    ((CONTACT_FILE,), CONTACT_STEPS),
)
"""Which steps are recorded on which kinds of files."""

TEXTS: Mapping[str, Mapping[str, tuple[Text, ...]]] = {
    APPLICATION_FILE: {**applications.TEXTS, **handling.TRANSFERS, **handling.VISITS},
    RECOGNITION_FILE: {
        **recognitions.TEXTS,
        **mentors.TEXTS,
        **sanctions.TEXTS,
        **handling.VISITS,
        **plans.GAPS,
    },
    SANCTION_FILE: sanctions.DECISION_TEXTS,
    EXCLUSION_FILE: sanctions.EXCLUSION_TEXTS,
    APPEAL_FILE: appeals.TEXTS,
    MANDATE_FILE: mandates.TEXTS,
    FORM_FILE: mandates.DRAFT_TEXTS,
    CHANGE_FILE: changes.TEXTS,
    TRAJECTORY_FILE: trajectories.TEXTS,
    AGREEMENT_FILE: {**contracts.TEXTS, **checks.TELLING},
    HOLD_FILE: checks.HOLDS,
    END_APPEAL_FILE: checks.END_APPEALS,
    AMENDMENT_FILE: amendments.TEXTS,
    COOPERATION_FILE: amendments.COOPERATION_TEXTS,
    PLAN_FILE: plans.TEXTS,
    OFFER_FILE: matching.OFFER_TEXTS,
    CONTACT_FILE: matching.CONTACT_TEXTS,
    HOOK_FILE: webhooks.TEXTS,
}

SILENT: Mapping[str, Mapping[str, str]] = {
    APPLICATION_FILE: {**applications.SILENT, **handling.SILENT_VISITS},
    RECOGNITION_FILE: {
        **recognitions.SILENT,
        **mentors.SILENT,
        **sanctions.SILENT,
        **handling.SILENT_VISITS,
        **appeals.EFFECTS_ON_RECOGNITION,
    },
    SANCTION_FILE: {**sanctions.DECISION_SILENT, **appeals.EFFECTS_ON_SANCTION},
    EXCLUSION_FILE: {**sanctions.EXCLUSION_SILENT, **appeals.EFFECTS_ON_SANCTION},
    APPEAL_FILE: appeals.SILENT,
    MANDATE_FILE: mandates.SILENT,
    CHANGE_FILE: changes.SILENT,
    CONTROL_FILE: controls.SILENT,
    PROPOSAL_FILE: controls.SILENT_PROPOSALS,
    TRAJECTORY_FILE: trajectories.SILENT,
    AGREEMENT_FILE: {**agreements.SILENT, **contracts.SILENT},
    JOB_FILE: checks.SILENT_JOBS,
    AMENDMENT_FILE: amendments.SILENT,
    COOPERATION_RULE_FILE: amendments.SILENT_RULES,
    HOLIDAY_DECISION_FILE: amendments.SILENT_DECISIONS,
    PLAN_FILE: plans.SILENT,
    OFFER_FILE: matching.OFFER_SILENT,
    HOOK_FILE: webhooks.SILENT,
}

SILENT_FILES: Mapping[str, str] = {
    "person": "who looked at or changed the data of a person stands in the trail, for the department",
    "company": "the user who takes on a company, or its committees, sees it on the page at once",
    "user": "capacities are given by an administrator, who tells the person",
    CALENDAR_FILE: "every search it moves is told by itself",
    tokens.FILE_KIND: "the company sees its tokens and their last use on its own page",
    REPLACEMENT_FILE: "nothing changes for a company: its recognition stays, and its page shows the new name",
}
"""Kinds of files of which no step tells anybody anything, with the reason."""


SILENT_STEPS: Mapping[str, str] = {
    ERASE_PERSONS: "nobody hears that data are gone; the file says so to who opens it",
}
"""Steps of which nobody hears, on whatever kind of file they are recorded."""


def texts_of(file_kind: str, step: str) -> tuple[Text, ...] | None:
    """What is said of a step: nothing when it is silent, None when nobody thought of it."""
    texts = TEXTS.get(file_kind, {}).get(step)
    if texts is not None:
        return texts
    if step in SILENT_STEPS or file_kind in SILENT_FILES or step in SILENT.get(file_kind, {}):
        return ()
    return None
