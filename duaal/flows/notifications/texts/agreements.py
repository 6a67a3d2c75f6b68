"""What is said to a school or centre of an agreement that ends, or of a recognition under its agreements."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from duaal.flows.notifications.kinds import Hearer, Kind
from duaal.flows.notifications.texts.text import Text

PROVIDER = (Hearer.PROVIDER,)
PLACES = "agreements:list"

WORKPLACE_LOST = Text(
    PROVIDER,
    Kind.DECISION,
    _("Een leerling verliest de werkplek"),
    _(
        "De erkenning van %(company)s voor %(programme)s op %(site)s is opgeheven. De overeenkomst "
        "van leerling %(learner)s eindigt daardoor op %(ended_on)s. Zoek een nieuwe werkplek."
    ),
)

LEARNER_WITHOUT_PLACE = Text(
    (Hearer.DEPARTMENT,),
    Kind.TERM,
    _("Een leerling verliest de werkplek"),
    _(
        "De erkenning van %(company)s voor %(programme)s op %(site)s is opgeheven. Een leerling daar zoekt "
        "een nieuwe werkplek. Op de lijst staat hoeveel dagen er nog zijn."
    ),
    page=PLACES,
)

SILENT: Mapping[str, str] = {
    "end_search": "the school or centre itself says what became of its learner",
}

WITHDRAWAL_DECIDED = Text(
    PROVIDER,
    Kind.DECISION,
    _("Er is beslist over een werkplek van uw leerlingen"),
    _(
        "%(partnership)s besliste om de erkenning van %(company)s voor %(programme)s op %(site)s op te "
        "heffen. Uw leerlingen daar verliezen hun werkplek op de dag waarop dat ingaat. U krijgt dan "
        "weer bericht."
    ),
    page=PLACES,
)
SITE_CLOSED = Text(
    PROVIDER,
    Kind.DECISION,
    _("Een werkplek van uw leerlingen is gesloten"),
    _(
        "De erkenning van %(company)s voor %(programme)s op %(site)s stopt, omdat de vestiging gesloten is. "
        "Zoek een nieuwe werkplek voor uw leerlingen daar."
    ),
    page=PLACES,
)
END_COMES = Text(
    PROVIDER,
    Kind.TERM,
    _("Een erkenning eindigt terwijl er overeenkomsten lopen"),
    _(
        "De erkenning van %(company)s voor %(programme)s op %(site)s eindigt op %(valid_to)s. Uw "
        "overeenkomsten daar lopen door, maar een nieuwe of een langere kan daarna niet meer."
    ),
    page=PLACES,
    due="valid_to",
)
PRECAUTION_TAKEN = Text(
    PROVIDER,
    Kind.DECISION,
    _("Een voorzorgsmaatregel bij een werkplek van uw leerlingen"),
    _(
        "Er geldt een voorzorgsmaatregel bij %(company)s voor %(programme)s op %(site)s. De erkenning "
        "staat nog. Kijk na of uw leerlingen daar veilig zijn."
    ),
    page=PLACES,
)
