"""Dutch words for kinds, steps and reasons of companies, and numbers as people read them."""

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.foundation.kernel.identifiers import WrongIdentifier
from duaal.foundation.kernel.sentences import SENTENCES, shown
from duaal.register.organisations import states
from duaal.register.organisations.facts import EmployerKind

EMPLOYER_KIND: dict[str, Promise] = {
    EmployerKind.PRIVATE: gettext_lazy("private werkgever"),
    EmployerKind.LOCAL_AUTHORITY: gettext_lazy("lokaal bestuur"),
}

STEP: dict[str, Promise] = {
    states.CLAIM.name: gettext_lazy("onderneming toegevoegd aan uw account"),
    states.JOIN_COMMITTEE.name: gettext_lazy("paritair comité toegevoegd"),
    states.LEAVE_COMMITTEE.name: gettext_lazy("paritair comité beëindigd"),
}

REASON: dict[str, Promise] = {
    states.UNKNOWN_NUMBER: gettext_lazy(
        "We vinden geen onderneming met dit nummer. Kijk het na op uw uittreksel."
    ),
    states.COMPANY_STOPPED: gettext_lazy(
        "Deze onderneming is gestopt volgens het ondernemingsregister. Klopt dat niet? "
        "Vraag uw ondernemingsloket om het te verbeteren."
    ),
    states.COMPANY_NOT_STARTED: gettext_lazy(
        "Deze onderneming is nog niet gestart volgens het ondernemingsregister. "
        "Kom terug vanaf de startdatum."
    ),
    states.NOT_A_REPRESENTATIVE: gettext_lazy(
        "U bent geen wettelijk vertegenwoordiger van deze onderneming. "
        "Vraag aan een wettelijk vertegenwoordiger om zich eerst aan te melden."
    ),
    states.ALREADY_IN_COMMITTEE: gettext_lazy(
        "De onderneming hoort in die periode al bij dit paritair comité. Kies een andere periode."
    ),
}


def wrong_number(error: WrongIdentifier) -> ValidationError:
    """The answer to a number that cannot exist: one sentence with the value and what to do."""
    return ValidationError(_(SENTENCES[error.code]).format(value=shown(error)), code=error.code)
