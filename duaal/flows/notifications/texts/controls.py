"""What is said of the steps of a control: nothing, with the reason for each."""

from collections.abc import Mapping

SILENT: Mapping[str, str] = {
    "open_control": "the undertaking is not warned of a control; the department sees it in the list",
    "view_dossier": "each look stands in the trail of the control, for the department",
    "record_finding": "the partnership reads it on the page of the recognition; nothing changed there",
    "close_control": "the department sees it in the list of controls",
}
