"""National numbers inside running text: found, so that a remark, a log line or an address never holds one."""

import re

from duaal.foundation.kernel.identifiers import WrongIdentifier, national_number

# Also as they stand in an address: a space as + or %20, a dash, point or slash as %2D, %2E or %2F.
_SEPARATOR = r"(?:[\s./+\-\u2010-\u2015]|%2[0DEF]){0,3}"
_ELEVEN_DIGITS = re.compile(
    rf"(?:(?<![0-9])|(?<=%20))(?:[0-9]{_SEPARATOR}){{10}}[0-9](?![0-9])", re.IGNORECASE
)
_CODED = re.compile(r"%2[0DEF]|\+", re.IGNORECASE)
MASK = "[rijksregisternummer]"


def holds_national_number(text: str) -> bool:
    """Whether the text holds a national register or bis number with right check digits, however written."""
    start = 0
    while (found := _ELEVEN_DIGITS.search(text, start)) is not None:
        if _is_national_number(found.group()):
            return True
        start = found.start() + 1
    return False


def without_national_numbers(text: str) -> str:
    """The text with every group of eleven digits masked: one with a typing error is about someone too."""
    return _ELEVEN_DIGITS.sub(MASK, text)


def _is_national_number(text: str) -> bool:
    try:
        national_number(_CODED.sub("", text))
    except WrongIdentifier:
        return False
    return True
