"""Dutch words for kinds of notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.flows.notifications.kinds import Kind

KIND: dict[str, Promise] = {
    Kind.DECISION: gettext_lazy("beslissing"),
    Kind.QUESTION: gettext_lazy("vraag"),
    Kind.PROGRESS: gettext_lazy("nieuws over een dossier"),
    Kind.TERM: gettext_lazy("termijn"),
}
