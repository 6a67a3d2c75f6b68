"""Who acts in the tests of recognition: actors without a login behind them."""

from duaal.casework.recognition.models import Application
from duaal.foundation.kernel.actor import Actor, Role

OFFICER = Actor(Role.PARTNERSHIP, "bouw", user_id=10, name="Officier Janssens")
COLLEAGUE = Actor(Role.PARTNERSHIP, "bouw", user_id=11, name="Collega Maes")
OTHER_PARTNERSHIP = Actor(Role.PARTNERSHIP, "hout", user_id=12, name="Officier Claes")
FLEMISH = Actor(Role.FLEMISH_PARTNERSHIP, "vlaams-partnerschap", user_id=13, name="Officier Wouters")
DEPARTMENT = Actor(Role.DEPARTMENT, "wewis", user_id=14, name="Ambtenaar De Smet")
OTHER_COMPANY = Actor(Role.COMPANY, "0999999999", user_id=16, name="Bart Vreemd")


def company_of(application: Application) -> Actor:
    """The company that asked for recognition."""
    return Actor(Role.COMPANY, application.company.enterprise_number, user_id=15, name="Ann Peeters")
