"""The day it is in Flanders: the only clock. Only pages, the API and commands ask it, once per request."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def today() -> date:
    """The date in Brussels now, summer time included."""
    return datetime.now(BRUSSELS).date()
