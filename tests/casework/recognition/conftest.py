"""What the tests of recognition share."""

from tests.casework.recognition.law_of_tomorrow import switch_on

__all__ = ("switch_on",)
