"""Words and tones of mentors and certificates on the pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import CertificateState
from duaal.casework.recognition.states import AssignmentState

SHORT_STATE: dict[str, Promise] = {
    AssignmentState.ACTIVE_UNTRAINED: gettext_lazy("opleiding te volgen"),
    AssignmentState.LAPSED: gettext_lazy("opleiding te laat"),
}
"""Where the words of a state are too long for a badge in a list on a phone."""

MENTOR_TONE: dict[str, str] = {
    AssignmentState.ACTIVE: "success",
    AssignmentState.ACTIVE_UNTRAINED: "warning",
    AssignmentState.LAPSED: "danger",
    AssignmentState.BARRED: "danger",
}

CERTIFICATE_STATE: dict[str, Promise] = {
    CertificateState.SENT: gettext_lazy("wacht op een oordeel"),
    CertificateState.ACCEPTED: gettext_lazy("aanvaard"),
    CertificateState.REFUSED: gettext_lazy("niet aanvaard"),
}

CERTIFICATE_TONE: dict[str, str] = {
    CertificateState.SENT: "info",
    CertificateState.ACCEPTED: "success",
    CertificateState.REFUSED: "danger",
}
