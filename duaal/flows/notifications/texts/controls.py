"""What is said of controls and of proposals of withdrawal: nothing, with the reason for each."""

from collections.abc import Mapping

SILENT: Mapping[str, str] = {
    "open_control": "the undertaking is not warned of a control; the department sees it in the list",
    "view_dossier": "each look stands in the trail of the control, for the department",
    "record_finding": "the partnership reads it on the page of the recognition; nothing changed there",
    "close_control": "the department sees it in the list of controls",
}

SILENT_PROPOSALS: Mapping[str, str] = {
    "propose_withdrawal": "it stands among the tasks of the body that answers, with its last day",
    "take_up_proposal": "the provider reads the answer on the page of its proposal",
    "dismiss_proposal": "the provider reads the answer on the page of its proposal",
    "moot_proposal": "the end of the recognition is told, and the page of the proposal says so",
}
