"""What can be said of one file, for the texts of notices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.flows.notifications.kinds import Reader
from duaal.register.partnerships.models import Partnership

Page = tuple[str, tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What can be said of one file, and who stands around it.

    `page` is the page of the file; `days` the days that count, by the name a text uses; `contested` what an
    appeal is against, as a sentence goes on with it. `asked` and `former` are the two sides of the last wish
    to transfer the case; a further wish needs an order of the Flemish Partnership.
    """

    company: str
    company_number: str
    page: Page
    partnership: Partnership | None = None
    programme: str = ""
    site: str = ""
    reference: str = ""
    contact_email: str = ""
    submitter: Reader | None = None
    holder: Reader | None = None
    holder_name: str = ""
    contested: str = ""
    asks: str = ""
    learner: str = ""
    asked: Partnership | None = None
    former: Partnership | None = None
    needs_order: bool = False
    learner_number: str = ""
    provider_number: str = ""
    days: Mapping[str, date | None] = field(default_factory=dict)

    @property
    def about(self) -> str:
        """The file in one line, as a list of a mail has it."""
        named = (self.reference, self.programme, self.site)
        return ", ".join(part for part in named if part) or self.company

    def words(self) -> dict[str, str]:
        """What a sentence may name."""
        days = {name: date_format(day, "j F Y") if day else "" for name, day in self.days.items()}
        return {
            "company": self.company,
            "programme": self.programme,
            "site": self.site,
            "reference": self.reference,
            "partnership": spoken_partnership(self.partnership),
            "holder": self.holder_name,
            "contested": self.contested,
            "asks": self.asks,
            "learner": self.learner,
            **days,
        }


def spoken_partnership(partnership: Partnership | None) -> str:
    """The partnership as a sentence begins with it."""
    if partnership is None:
        return ""
    if partnership.is_flemish:
        return _("Het Vlaams Partnerschap")
    return _("Het partnerschap %(name)s") % {"name": partnership.name}
